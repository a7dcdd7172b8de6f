"""What a decision changes: a request of the page becomes changes of cells, and nothing is changed here.

Each function raises `RefusedError` where what is asked for is not possible; the page shows why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..authoring.range_note import range_note
from ..authoring.unit_catalogue import drawn
from ..errors import PackageError
from ..figures.figure import Figure
from ..figures.ranges import entered
from ..indicators.rows import table_rows
from ..lang import both, sentence
from ..tabular.csv import Row
from ..validation.rules.drafts import AS_WORDED, DRAFT
from .changes import Change, Tables, addition, applied, edit, merged, removal, row_of
from .numbers import STATISTIC, rows_of
from .spans import dated
from .store import STATES, TODO

#: The columns of an observation that a card changes.
FIELDS: Final = (
    *("indicator_id", "value", "unit_id", "measure", "qualifier", "period", "status", "area_id"),
    *("rank_area_id", "rank_scope_zh", "rank_scope_en", "note_zh", "note_en"),
)
#: The column of `sources` with the year of a part, and the status of its numbers, where these are not as
#: usual.
OF_A_PART: Final = {"plan": ("plan_year", "target")}
#: The printed words that say for which year a number is: a column of `figures`, on the card with the others.
DATED: Final = "dated"
#: What is said of a number and is no part of what was confirmed.
_NOTES: Final = {"note_zh", "note_en"}
_NAMES: Final = ("name_zh", "name_en", "theme_id", "quantity")


class RefusedError(PackageError):
    """A decision that cannot be made; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the page asks for.

    Attributes:
        action: what to do.
        targets: numbers, rows or questions, by the action.
        cells: cells by column.
        reason: the disposition of an excluded number; the table of a row; the code of a finding that is
            explained.
        note: words of the clerk.
    """

    action: str
    targets: tuple[str, ...]
    cells: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    note: str = ""


def accept(tables: Tables, request: Request) -> Iterator[Change]:
    """Confirm what is proposed of numbers: their rows with what is drafted, or that they are none."""
    for number in request.targets:
        rows = rows_of(tables, number)
        if not rows and existing(tables, "figures", number)["disposition"] == STATISTIC:
            raise RefusedError("desk-no-rows", key=number)
        if not rows:
            yield from exclude(tables, Request("exclude", (number,)))
            continue
        yield from state_of(tables, number, "accepted")
        yield from _answered(tables, {number, *(row.key for row in rows)})
        for key in dict.fromkeys(row["indicator_id"] for row in rows):
            yield from _confirmed(tables, key)


def exclude(tables: Tables, request: Request) -> Iterator[Change]:
    """Set numbers aside for a reason, with the rows, relations and known issues that they had."""
    for number in request.targets:
        figure = existing(tables, "figures", number)
        disposition = request.reason or figure["disposition"]
        if disposition == STATISTIC:
            raise RefusedError("desk-no-reason", key=number)
        rows = rows_of(tables, number)
        yield from without(tables, rows)
        yield from edited(tables, "figures", number, {"disposition": disposition})
        yield from state_of(tables, number, "excluded")
        yield from _answered(tables, {number, *(row.key for row in rows)})


def doubt(tables: Tables, request: Request) -> Iterator[Change]:
    """Leave numbers or questions in doubt: they are asked again at the end."""
    for target in request.targets:
        yield from state_of(tables, target, "doubt", request.note)


def edit_row(tables: Tables, request: Request) -> Iterator[Change]:
    """Change cells of observations; a decided number is open again, unless only its note is another."""
    for key in request.targets:
        row = existing(tables, "observations", key)
        if unknown := [name for name in request.cells if name not in (*FIELDS, DATED)]:
            raise RefusedError("desk-no-column", column=unknown[0])
        cells = dict(request.cells)
        if "period" in cells:
            cells = dated(row, cells, summed(tables, row, cells))
        figure = existing(tables, "figures", row["figure_id"])
        words = {DATED: cells.pop(DATED, figure[DATED])}
        if all(row[name] == cell for name, cell in cells.items()) and figure[DATED] == words[DATED]:
            continue
        chosen = cells.get("indicator_id", row["indicator_id"])
        yield from _known_indicator(tables, chosen)
        for unit in drawn([cells.get("unit_id", "")], tables["units"].rows):
            yield addition(tables["units"], unit.cells)
        yield from edited(tables, "observations", key, cells)
        yield from edited(tables, "figures", figure.key, words)
        if not cells.keys() <= _NOTES or figure[DATED] != words[DATED]:
            yield from reopened(tables, row["figure_id"])
        for entry in tables["discrepancies"].rows:
            if entry["key"] == key and entry["field"] in cells:
                yield removal(
                    tables["discrepancies"], entry.key
                )  # it explains a cell that is not there any more
        if chosen != row["indicator_id"]:
            yield from _unused(tables, row["indicator_id"], {key})


def summed(tables: Tables, row: Row, cells: Mapping[str, str]) -> bool:
    """Whether a number over several years is their sum: an amount of what flows, no growth, rate, rank or
    stock.
    """
    after = {**row.cells, **cells}
    indicator = row_of(tables["indicators"], after["indicator_id"])
    return after["measure"] == "level" and (indicator is None or indicator["nature"] == "flow")


def name(tables: Tables, request: Request) -> Iterator[Change]:
    """Correct the name of a drafted indicator, for all its numbers; else give these an indicator of their
    own.

    A further row of a number, which begins as a copy, gets one of its own too.
    """
    if unknown := [each for each in request.cells if each not in _NAMES]:
        raise RefusedError("desk-no-column", column=unknown[0])
    if not request.cells.get("name_zh", "").strip():
        raise RefusedError("desk-no-name")
    # The English name may follow: until then it is that of a draft.
    cells = {column: cell for column, cell in request.cells.items() if cell or column != "name_en"}
    first = existing(tables, "observations", request.targets[0])
    known = row_of(tables["indicators"], first["indicator_id"])
    if known is not None and all(known[column] == cell for column, cell in cells.items()):
        return
    same = [
        row for row in rows_of(tables, first["figure_id"]) if row["indicator_id"] == first["indicator_id"]
    ]
    if known is not None and is_drafted(known) and len(same) == 1:
        yield from edited(tables, "indicators", known.key, cells)
        numbers = [row for row in tables["observations"].rows if row["indicator_id"] == known.key]
    else:
        key = free(tables, "indicators", f"{first.key}-i")
        yield addition(tables["indicators"], {**drafted(tables, first), **cells, "indicator_id": key})
        for target in request.targets:
            yield from edited(tables, "observations", target, {"indicator_id": key})
        numbers = [existing(tables, "observations", target) for target in request.targets]
    for number in dict.fromkeys(row["figure_id"] for row in numbers):
        yield from reopened(tables, number)


def is_drafted(indicator: Row) -> bool:
    """Whether an indicator is defined by the wording of the report alone, confirmed or not."""
    return AS_WORDED.fullmatch(indicator["definition_en"]) is not None


def reopen(
    tables: Tables, request: Request, read: Mapping[str, Figure], former: Mapping[str, Iterable[Change]]
) -> Iterator[Change]:
    """Ask for numbers or questions again.

    Args:
        tables, request: as ever.
        read: the numbers as the scanner reads them: a number that was set aside by the draft gets such a row.
        former: what puts back the rows that a number had before it was excluded.
    """
    for target in request.targets:
        figure = row_of(tables["figures"], target)
        yield from state_of(tables, target, "open")
        if figure is None or rows_of(tables, target):
            continue
        yield from edited(tables, "figures", target, {"disposition": STATISTIC})
        fitting, _ = merged(tables, former.get(target, ()))
        if any(each.table == "observations" for each in fitting):
            yield from fitting
        else:
            yield addition(tables["observations"], _candidate(tables, figure, read.get(target)))


#: Rows that go with an observation that is removed: their table and the columns that name it.
_REFERRING: Final = (
    ("relations", ("from_observation_id", "to_observation_id")),
    ("discrepancies", ("key",)),
    ("project_observations", ("observation_id",)),
)
#: Tables whose rows stay, and no longer name it.
_NAMING: Final = ("awards", "commitments")


def without(tables: Tables, rows: Sequence[Row]) -> Iterator[Change]:
    """The removal of observations, with the relations, known issues and drafted indicators that only they
    had.
    """
    keys = {row.key for row in rows}
    for table in _NAMING:
        for row in tables[table].rows:
            if row["observation_id"] in keys:
                yield from edited(tables, table, row.key, {"observation_id": ""})
    for table, columns in _REFERRING:
        for row in tables[table].rows:
            if any(row[column] in keys for column in columns):
                yield removal(tables[table], row.key)
    for row in rows:
        yield removal(tables["observations"], row.key)
        yield from _unused(tables, row["indicator_id"], keys)


def folded(tables: Tables, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes of a decision, each once; rows are removed from the end on, so that they can be put back.

    Raises:
        ConflictError: two of them contradict each other.
    """
    once: list[Change] = []
    for each in changes:
        if each not in once:
            once.append(each)
    removed = sorted((each for each in once if each.after is None), key=lambda each: -each.place)
    made = (*(each for each in once if each.after is not None), *removed)
    applied(tables, made)
    return made


def existing(tables: Tables, table: str, key: str) -> Row:
    """A row that is there; raises `RefusedError` where it is not."""
    found = row_of(tables[table], key)
    if found is None:
        raise RefusedError("desk-no-row", table=table, key=key)
    return found


def edited(tables: Tables, table: str, key: str, cells: Mapping[str, str]) -> Iterator[Change]:
    """The change of some cells of a row, none where they are so already."""
    existing(tables, table, key)
    if change := edit(tables[table], key, cells):
        yield change


def state_of(tables: Tables, item: str, state: str, note: str = "") -> Iterator[Change]:
    """The change of the state of a number or a question."""
    cells = {"state": state, "note": note}
    if row_of(tables[STATES], item) is None:
        yield addition(tables[STATES], {"item": item, **cells})
    elif change := edit(tables[STATES], item, cells):
        yield change


def reopened(tables: Tables, number: str) -> Iterator[Change]:
    """The number as open, where it was decided."""
    row = row_of(tables[STATES], number)
    if row is None or row["state"] in ("accepted", "excluded"):
        yield from state_of(tables, number, "open")


def _answered(tables: Tables, keys: set[str]) -> Iterator[Change]:
    """The questions of the draft on a number, as answered."""
    for row in tables[TODO].rows:
        if (row["key"] in keys or row["figure_id"] in keys) and not row["decided"]:
            yield from edited(tables, TODO, row.key, {"decided": done()})


def _confirmed(tables: Tables, indicator: str) -> Iterator[Change]:
    """A drafted indicator as one that a person has read: its definition is the wording of the report."""
    row = row_of(tables["indicators"], indicator)
    if row is not None and row["definition_status"] == DRAFT:
        yield from edited(tables, "indicators", indicator, {"definition_status": "not_verified"})


def _known_indicator(tables: Tables, indicator: str) -> Iterator[Change]:
    """The rows of an indicator of the catalogue that the package does not have yet."""
    if not indicator or row_of(tables["indicators"], indicator):
        return
    rows = table_rows([indicator])
    if not rows:
        raise RefusedError("desk-no-row", table="indicators", key=indicator)
    for row in rows:
        if row_of(tables["indicators"], row["indicator_id"]) is None:
            yield addition(tables["indicators"], row)


def _unused(tables: Tables, indicator: str, gone: set[str]) -> Iterator[Change]:
    """A drafted indicator that no other observation has goes with the last that had it."""
    row = row_of(tables["indicators"], indicator)
    others = (each for each in tables["observations"].rows if each["indicator_id"] == indicator)
    if row is not None and is_drafted(row) and all(each.key in gone for each in others):
        yield removal(tables["indicators"], indicator)


def free(tables: Tables, table: str, stem: str) -> str:
    """An identifier that begins so and is not taken."""
    known = {row.key for row in tables[table].rows}
    number = 1
    while f"{stem}{number:02}" in known:
        number += 1
    return f"{stem}{number:02}"


def drafted(tables: Tables, row: Row) -> dict[str, str]:
    """An indicator of one's own for an observation, marked as a draft until its number is accepted."""
    unit = row_of(tables["units"], row["unit_id"])
    passage = _passage(tables, row["figure_id"])
    place = {
        "source": row["source_id"],
        "paragraph": passage["paragraph"],
        "number": row.key.rpartition("-")[2],
    }
    words = both("authoring", "draft.definition", "definition", **place)
    quantity = "ratio" if row["measure"] in ("share", "rate") else unit["quantity"] if unit else "count"
    return {
        **words,
        "name_en": sentence("authoring", "draft.name", "en", **place),
        "theme_id": passage["theme_id"] or "overview",
        "quantity": quantity,
        "nature": "not_applicable" if quantity in ("ratio", "rank", "class") else "flow",
        "direction": "none",
        "definition_status": DRAFT,
    }


def _passage(tables: Tables, number: str) -> Row:
    figure = existing(tables, "figures", number)
    return existing(tables, "passages", f"{figure['source_id']}-p{int(figure['paragraph']):02}")


def _candidate(tables: Tables, figure: Row, read: Figure | None) -> dict[str, str]:
    """The row of a number that was set aside: what the scanner reads, and what its part says."""
    source = existing(tables, "sources", figure["source_id"])
    passage = _passage(tables, figure.key)
    column, status = OF_A_PART.get(passage["part"], ("review_year", "actual"))
    units = [row for row in tables["units"].rows if read and read.unit in row["printed_forms"].split()]
    measure = (read.measure if read else "") or "level"
    value, qualifier = entered(read, measure) if read else (None, "exact")
    return {
        "observation_id": next_key(tables, passage.key),
        "source_id": figure["source_id"],
        "figure_id": figure.key,
        "area_id": source["area_id"],
        "measure": measure,
        "period": source[column],
        "status": status,
        "value": "" if value is None else f"{value}",
        "unit_id": units[-1].key if units else "",
        "qualifier": qualifier,
        **(range_note(read, measure) if read else {}),
    }


def next_key(tables: Tables, passage: str) -> str:
    """The identifier of a further observation of a passage."""
    stem = f"{passage}-"
    taken = [row.key.removeprefix(stem) for row in tables["observations"].rows if row.key.startswith(stem)]
    return f"{stem}{max((int(each) for each in taken if each.isdigit()), default=0) + 1:02}"


def reasons(listed: Sequence[str]) -> tuple[str, ...]:
    """The dispositions of a number that is no statistic."""
    return tuple(each for each in listed if each != STATISTIC)


def done() -> str:
    """What is written behind a question that was answered on a card."""
    return sentence("desk", "done", "zh")
