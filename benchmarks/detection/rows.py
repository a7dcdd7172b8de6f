"""Changes of rows: what a cut, a paste, a sort or a shifted selection leaves behind."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence

from detection.cells import TRIES
from detection.changes import Change
from detection.tables import Sheet, csv_file

#: From a table, the place of a row and chance to a change, or None where it cannot be made.
Make = Callable[[Sheet, int, random.Random], Change | None]


def row_dropped(sheet: Sheet, at: int, rng: random.Random) -> Change | None:
    """A row is missing."""
    return _change(sheet, at, "row dropped", [*sheet.rows[:at], *sheet.rows[at + 1 :]], lines=[])


def row_duplicated(sheet: Sheet, at: int, rng: random.Random) -> Change | None:
    """A row is pasted a second time, below itself."""
    rows = [*sheet.rows[: at + 1], *sheet.rows[at:]]
    return _change(sheet, at, "row duplicated", rows, lines=[at, at + 1])


def row_duplicated_under_another_key(sheet: Sheet, at: int, rng: random.Random) -> Change | None:
    """A row is copied to the end and only its key is edited."""
    new = _new_key(rng, sheet, at)
    rows = [*sheet.rows, {**sheet.rows[at], sheet.key: new}]
    return _change(sheet, at, "row duplicated under another key", rows, lines=[at, len(sheet.rows)], new=new)


def key_changed(sheet: Sheet, at: int, rng: random.Random) -> Change | None:
    """The key of a row becomes one that no row has."""
    new = _new_key(rng, sheet, at)
    rows = [*sheet.rows[:at], {**sheet.rows[at], sheet.key: new}, *sheet.rows[at + 1 :]]
    return _change(sheet, at, "key changed", rows, lines=[at], new=new)


def keys_exchanged(sheet: Sheet, at: int, rng: random.Random) -> Change | None:
    """Two rows exchange their keys."""
    other = rng.randrange(len(sheet.rows))
    if other == at:
        return None
    rows = list(sheet.rows)
    rows[at] = {**sheet.rows[at], sheet.key: sheet.rows[other][sheet.key]}
    rows[other] = {**sheet.rows[other], sheet.key: sheet.rows[at][sheet.key]}
    return _change(
        sheet, at, "keys exchanged", rows, lines=[at, other], new=str(sheet.rows[other][sheet.key])
    )


def cells_shifted_right(sheet: Sheet, at: int, rng: random.Random) -> Change | None:
    """A cell is inserted in a row: all behind it move right, and the last one is lost."""
    cells = [sheet.rows[at][column] for column in sheet.columns]
    place = rng.randrange(1, len(cells))
    return _shifted(sheet, at, "cells shifted right", [*cells[:place], "", *cells[place:-1]])


def cells_shifted_left(sheet: Sheet, at: int, rng: random.Random) -> Change | None:
    """A cell is deleted in a row: all behind it move left, and the last one is empty."""
    cells = [sheet.rows[at][column] for column in sheet.columns]
    place = rng.randrange(1, len(cells))
    return _shifted(sheet, at, "cells shifted left", [*cells[:place], *cells[place + 1 :], ""])


def column_shifted_down(sheet: Sheet, at: int, rng: random.Random) -> Change | None:
    """A cell is inserted in a column: all below it move down by a row, and the last one is lost."""
    column = rng.choice(sheet.columns[1:])
    old = [row[column] for row in sheet.rows]
    new = [*old[:at], old[max(at - 1, 0)], *old[at:-1]]
    moved = [place for place, (one, two) in enumerate(zip(old, new, strict=True)) if one != two]
    rows = [{**row, column: cell} for row, cell in zip(sheet.rows, new, strict=True)]
    return _change(sheet, at, "column shifted down", rows, lines=moved, columns=[column]) if moved else None


def comma_lost(sheet: Sheet, at: int, rng: random.Random) -> Change | None:
    """A row has a cell fewer than the header: a comma is deleted."""
    cells = [sheet.rows[at][column] for column in sheet.columns]
    place = rng.randrange(1, len(cells))
    joined = [*cells[: place - 1], cells[place - 1] + cells[place], *cells[place + 1 :]]
    records = [
        joined if each == at else [row[column] for column in sheet.columns]
        for each, row in enumerate(sheet.rows)
    ]
    return _of(sheet, at, "comma lost", csv_file([sheet.columns, *records]), [at])


OPERATORS: Sequence[Make] = (
    row_dropped, row_duplicated, row_duplicated_under_another_key, key_changed, keys_exchanged,
    cells_shifted_right, cells_shifted_left, column_shifted_down, comma_lost,
)  # fmt: skip


def row_changes(sheets: Mapping[str, Sheet], count: int, rng: random.Random) -> Iterator[Change]:
    """Changes of rows: each table in turn, then an operator and a row drawn at random."""
    names, drawn = list(sheets), 0
    for turn in range(count * TRIES):
        if drawn == count:
            return
        sheet = sheets[names[turn % len(names)]]
        change = rng.choice(OPERATORS)(sheet, rng.randrange(len(sheet.rows)), rng)
        if change is not None:
            drawn += 1
            yield change


def row_moves(sheets: Mapping[str, Sheet]) -> Iterator[Change]:
    """The first row of each table moved to its end: the same rows in another order, which nobody need report."""
    for sheet in sheets.values():
        if len(sheet.rows) > 1:
            rows = [*sheet.rows[1:], sheet.rows[0]]
            yield Change("order", "row moved to the end", sheet.name, {sheet.path: sheet.content_of(rows)})


def _shifted(sheet: Sheet, at: int, operator: str, cells: list[str]) -> Change | None:
    row = dict(zip(sheet.columns, cells, strict=True))
    if row == dict(sheet.rows[at]):
        return None
    return _change(sheet, at, operator, [*sheet.rows[:at], row, *sheet.rows[at + 1 :]], lines=[at])


def _change(
    sheet: Sheet, at: int, operator: str, rows: Sequence[Mapping[str, str]], *, lines: Sequence[int], new: str = "",
    columns: Sequence[str] = (),
) -> Change:  # fmt: skip
    return _of(sheet, at, operator, sheet.content_of(rows), lines, new, columns)


def _of(
    sheet: Sheet, at: int, operator: str, content: bytes, rows: Sequence[int], new: str = "",
    columns: Sequence[str] = (),
) -> Change:  # fmt: skip
    """The change; a row of the table as it was keeps its line, one behind the last comes on the line after."""
    heights = [*sheet.lines, sheet.lines[-1] + 1]
    key = str(sheet.rows[at][sheet.key])
    return Change(
        "row", operator, sheet.name, {sheet.path: content}, lines=frozenset(heights[each] for each in rows),
        keys=frozenset({key, new} - {""}), columns=frozenset(columns), before=key, after=new,
    )  # fmt: skip


def _new_key(rng: random.Random, sheet: Sheet, at: int) -> str:
    """A key of the same make that no row has: its last number is another."""
    known = {row[sheet.key] for row in sheet.rows}
    key = str(sheet.rows[at][sheet.key])
    stem = key.rstrip("0123456789")
    digits = len(key) - len(stem)
    made = key
    while made in known:
        made = f"{stem}{rng.randrange(10**digits):0{digits}}" if digits else f"{key}-{rng.randrange(10)}"
    return made
