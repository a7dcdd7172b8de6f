"""Which key a reference to no row is meant to be: what is one slip away, or what the row itself names.

Keys of one kind share their beginnings and endings, and those that differ in their numbers are those of other
things: neither is a likeness. What the row or its generated row says in other cells shows the rest: a key
that is spelled there is right, and its row is missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from ..findings.suggest import but_for_numbers, clearest, one_slip_away, same_numbers
from ..tabular.csv import Row, Table

_NOT_IN_KEYS = re.compile("[^a-z0-9]+")
# Shorter names end other keys too.
_SHORTEST = 4


def meant(row: Row, column: str, known: Mapping[str, Row], uses: Collection[str], made: Row | None) -> str:
    """The key that a reference to no row is meant to be, "" where none is likely.

    Args:
        row: the row with the reference.
        column: its column.
        known: the rows that may be meant, by key.
        uses: the keys that some cell refers to.
        made: the row of `statistics` that is made from this row, if any.
    """
    value = row[column]
    if is_spelled(row, column, made):
        return ""
    texts = {cell for name, cell in row.cells.items() if name.endswith("_zh") and cell}
    named = [key for key, each in known.items() if each["name_zh"] in texts] if texts else []
    if len(named) == 1:
        return named[0]
    near = one_slip_away(value, known)
    own = _figure(made) if column == "figure_id" else ""
    if own in near:
        return own
    if other := [key for key in near if not but_for_numbers(value, key)]:
        return clearest(value, other)
    free = [key for key in near if key not in uses and may_be_changed(known[key], value)]
    return next(iter(same_numbers(value, known)), "") or clearest(value, free)


def is_spelled(row: Row, column: str, made: Row | None) -> bool:
    """Whether other cells spell a key as it is: an English name of the row, or the generated row."""
    return _spells(row, row[column]) or (column == "figure_id" and row[column] == _figure(made))


def lost_its_key(rows: Iterable[Row], value: str) -> Row | None:
    """The only row that spells a key and has another, which it does not spell."""
    found = [row for row in rows if _spells(row, value) and not _spells(row, row.key)]
    return found[0] if len(found) == 1 else None


def _spells(row: Row, key: str) -> bool:
    """Whether an English name of a row is how a key ends."""
    names = (_spelling(cell) for name, cell in row.cells.items() if name.endswith("_en"))
    return any(len(name) >= _SHORTEST and f"-{key}".endswith(f"-{name}") for name in names)


def made_from(row: Row, tables: Mapping[str, Table]) -> Row | None:
    """The row of `statistics` that is made from a row of `observations`."""
    if row.table != "observations" or "statistics" not in tables:
        return None
    return next((each for each in tables["statistics"].rows if each.key == row.key), None)


def may_be_changed(row: Row, value: str) -> bool:
    """Whether the key of a row may have been `value`; not where its numbers are those of its own place."""
    place = f"-p{row['paragraph']:0>2}" + (f"-c{row['start']:0>3}" if row["start"] else "")
    placed = row["paragraph"] and row.key.endswith(place)
    return not (placed and but_for_numbers(row.key, value))


def _spelling(name: str) -> str:
    """A name as keys spell it."""
    return _NOT_IN_KEYS.sub("-", name.casefold()).strip("-")


def _figure(made: Row | None) -> str:
    """The key of the figure from which a row of `statistics` was made."""
    return f"{made['source_id']}-p{made['paragraph']:0>2}-c{made['start']:0>3}" if made else ""
