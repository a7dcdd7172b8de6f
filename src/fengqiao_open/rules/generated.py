"""The rule on generated tables: they say what the tables they are made from say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..dataset import Data
from ..derive import derive
from ..findings import Finding
from ..flat import ORIGINS, flatten
from .registry import rule


@rule(
    "FQ-R14", "statistics", "derived", "observations", "figures", "indicators", "units", "areas", "themes", "passages",
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
            yield row.finding("FQ-R14", key, value=row.key, wanted="")
            continue
        for column, cell in cells.items():
            if row[column] != cell:
                yield row.finding("FQ-R14", column, value=row[column], wanted=cell)
    for missing in wanted:
        yield Finding("FQ-R14", table, 0, key, missing, {"value": "", "wanted": missing})


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
                yield source.finding("FQ-R14", origin, value=source[origin], wanted=row[column], key=row.key)
