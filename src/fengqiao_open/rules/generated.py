"""The rule on generated tables: they say what the tables they are made from say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..dataset import Data
from ..derive import derive
from ..findings import Finding
from ..flat import ORIGINS, flatten
from .registry import rule

STALE = "FQ-R14"
#: Codes of what follows from other faults: arithmetic between statistics, and what is generated from them.
FOLLOWING = ("FQ-R09", "FQ-R10", "FQ-R11", STALE)


@rule(
    STALE, "statistics", "derived", "observations", "figures", "indicators", "units", "areas", "themes", "passages",
    "relations", whole=True,
)  # fmt: skip
def generated_tables_are_up_to_date(data: Data) -> Iterator[Finding]:
    """A cell of `statistics` or `derived` that is not what the other tables make of it; a row too many or too few."""
    yield from _stale(data, "statistics", "observation_id", flatten(data))
    yield from _stale(data, "derived", "derived_id", derive(data))
    yield from _origins(data)


def _stale(data: Data, table: str, key: str, made: Iterable[Mapping[str, str]]) -> Iterator[Finding]:
    wanted = {cells[key]: cells for cells in made}
    for row in data.rows(table):
        cells = wanted.pop(row.key, None)
        if cells is None:
            yield row.finding(STALE, key, value=row.key, wanted="")
            continue
        for column, cell in cells.items():
            if row[column] != cell:
                yield row.finding(STALE, column, value=row[column], wanted=cell)
    for missing in wanted:
        yield Finding(STALE, table, 0, key, missing, {"value": "", "wanted": missing})


def _origins(data: Data) -> Iterator[Finding]:
    """The other end of each stale cell of `statistics`: the cell it is made from, since either may be what changed."""
    made = {cells["observation_id"]: cells for cells in flatten(data)}
    seen: set[tuple[str, str, str]] = set()
    for row in data.rows("statistics"):
        cells, observation = made.get(row.key), data.row("observations", row.key)
        if cells is None or observation is None:
            continue
        for column, (table, link, origin) in ORIGINS.items():
            source = data.row(table, observation[link]) if link != "observation_id" else observation
            if (
                source is not None
                and row[column] != cells[column]
                and (table, source.key, origin) not in seen
            ):
                seen.add((table, source.key, origin))
                yield source.finding(STALE, origin, value=source[origin], wanted=row[column], key=row.key)


def rests_on(finding: Finding, data: Data) -> set[tuple[str, str]]:
    """The rows, by table and key, whose faults would explain a finding on arithmetic or on a stale cell.

    The cell at the other end of a stale one is not explained by its own row.
    """
    row, keys = data.row(finding.table, finding.key), [finding.values.get("key", finding.key)]
    found: set[tuple[str, str]] = set()
    if finding.table == "derived" and row:
        keys = row["input_observation_ids"].split()
    if finding.table == "derived" or finding.code != STALE:
        # What a relation joins is what is calculated with; a changed end leads to another row than was meant.
        found |= {("relations", each.key) for each in data.rows("relations")}
    if finding.code != STALE:
        ends = [(each["from_observation_id"], each["to_observation_id"]) for each in data.rows("relations")]
        keys += [one for pair in ends for one in pair if finding.key in pair]
    for observation in (data.row("observations", key) for key in keys):
        if observation is not None:
            found.add(("observations", observation.key))
            found |= {
                (f"{name}s", observation[f"{name}_id"]) for name in ("figure", "indicator", "area", "unit")
            }
    return found - ({(finding.table, finding.key)} if finding.code == STALE else set())
