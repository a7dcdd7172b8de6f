"""Changes of two cells: two that are exchanged, by one mistake, and two edits that have nothing to do with each other."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping

from detection.cells import TRIES, draw
from detection.changes import Change, cell_change
from detection.tables import Place, Sheet

#: From a cell to the one that it changes places with.
Partner = Callable[[Sheet, Place, random.Random], Place | None]


def with_the_row_below(sheet: Sheet, place: Place, rng: random.Random) -> Place | None:
    """The cell below in the same column."""
    at, column = place
    return (at + 1, column) if at + 1 < len(sheet.rows) else None


def with_another_row(sheet: Sheet, place: Place, rng: random.Random) -> Place | None:
    """Any other cell of the column."""
    return rng.randrange(len(sheet.rows)), place[1]


def with_the_other_language(sheet: Sheet, place: Place, rng: random.Random) -> Place | None:
    """The same text in the other language."""
    twin = sheet.twin(place[1])
    return (place[0], twin) if twin else None


def with_a_column_of_the_type(sheet: Sheet, place: Place, rng: random.Random) -> Place | None:
    """The nearest column of the same type, and of the same language."""
    at, column = place

    def same(other: str) -> bool:
        ending = column[-3:] if column.endswith(("_zh", "_en")) else ""
        own = other[-3:] if other.endswith(("_zh", "_en")) else ""
        return (
            other != column and sheet.fields[other]["type"] == sheet.fields[column]["type"] and ending == own
        )

    here = sheet.columns.index(column)
    others = sorted(filter(same, sheet.columns), key=lambda other: abs(sheet.columns.index(other) - here))
    return (at, others[0]) if others else None


PARTNERS: Mapping[str, Partner] = {
    f"exchanged {each.__name__.replace('_', ' ')}": each
    for each in (
        with_the_row_below, with_another_row, with_the_other_language, with_a_column_of_the_type,
    )
}  # fmt: skip


def exchanged(sheets: Mapping[str, Sheet], count: int, rng: random.Random) -> Iterator[Change]:
    """Two cells that change places: each table and each way in turn."""
    names, ways, drawn = list(sheets), list(PARTNERS), 0
    for turn in range(count * TRIES):
        if drawn == count:
            return
        sheet = sheets[names[turn % len(names)]]
        way = rng.choice(ways)
        one = rng.randrange(len(sheet.rows)), rng.choice(sheet.columns)
        two = PARTNERS[way](sheet, one, rng)
        if two is None:
            continue
        before, after = sheet.rows[one[0]][one[1]], sheet.rows[two[0]][two[1]]
        if before and after and before != after:
            drawn += 1
            yield cell_change("exchange", way, sheet, {one: after, two: before})


def two_edits(sheets: Mapping[str, Sheet], count: int, rng: random.Random) -> Iterator[Change]:
    """Two single edits, of any two cells of one or two tables; the change is located when both places are."""
    names, drawn = list(sheets), 0
    for _ in range(count * TRIES):
        if drawn == count:
            return
        first, second = (draw(sheets, sheets[rng.choice(names)], rng) for _ in range(2))
        if first is None or second is None:
            continue
        (_, one, after), (_, two, other) = first, second
        if one.sheet is two.sheet and (one.at, one.column) == (two.at, two.column):
            continue
        edits: dict[str, dict[Place, str]] = {}
        for spot, made in ((one, after), (two, other)):
            edits.setdefault(spot.sheet.name, {})[spot.at, spot.column] = made
        parts = [cell_change("two edits", "two edits", sheets[name], own) for name, own in edits.items()]
        drawn += 1
        yield Change(
            "two edits",
            "of one table" if len(parts) == 1 else "of two tables",
            one.sheet.name,
            {path: content for part in parts for path, content in part.files.items()},
            frozenset().union(*(part.cells for part in parts)),
            columns=frozenset().union(*(part.columns for part in parts)),
            before=f"{one.value} | {two.value}",
            after=f"{after} | {other}",
            wording=all(part.wording for part in parts),
            mistakes=2,
        )
