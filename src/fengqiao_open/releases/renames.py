"""Renamed rows, columns and tables: removed under one name and added under another, with similar content.

A row is known again by its cells, weighed by how rare each is: that two statistics share their year says
nothing, that they share their figure says nearly all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import log

from ..datapackage.package import Json

Cells = Mapping[str, str]
Shape = tuple[Sequence[str], set[str]]  # the columns and the keys of a table
# How much of what two rows say must be the same for one to be the other under another key.
_MOST = 0.5
# Cells that occur more often than this lead to no candidates, so that no table is compared row with row.
_COMMON = 20
_COLUMN = 0.9


def renamed_rows(
    gone: Mapping[str, Cells], come: Mapping[str, Cells], all_rows: Sequence[Cells], columns: Sequence[str]
) -> dict[str, str]:
    """The keys that were replaced, old to new; the most alike are paired first.

    Args:
        gone: the rows whose keys are no more, by key.
        come: the rows whose keys are new, by key.
        all_rows: every row of both releases, which tell how rare a cell is.
        columns: the columns looked at, without the key.

    >>> rows = {key: {"name": name, "year": "2022"} for key, name in ("ax", "by", "cx")}
    >>> gone = {"a": rows.pop("a")}
    >>> renamed_rows(gone, rows, [*gone.values(), *rows.values()], ["name", "year"])
    {'a': 'c'}
    """
    if not gone or not come:
        return {}
    count = Counter((column, row.get(column, "")) for row in all_rows for column in columns)

    def weight(column: str, cell: str) -> float:
        return log((len(all_rows) + 1) / count[column, cell]) if cell else 0.0

    def likeness(one: Cells, two: Cells) -> float:
        same = total = 0.0
        for column in columns:
            old, new = one.get(column, ""), two.get(column, "")
            heavier = max(weight(column, old), weight(column, new))
            total += heavier
            same += heavier if old == new else 0.0
        return same / total if total else 0.0

    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, row in come.items():
        for column in columns:
            places[column, row.get(column, "")].append(key)

    def candidates(row: Cells) -> Iterable[str]:
        """The new rows that share a cell with an old one which is not common, each once."""
        near = (places.get((column, row[column]), ()) for column in columns if row.get(column))
        return dict.fromkeys(each for keys in near if len(keys) <= _COMMON for each in keys)

    alike = ((likeness(row, come[two]), one, two) for one, row in gone.items() for two in candidates(row))
    return _paired(alike, _MOST)


def renamed_columns(
    old: Sequence[Json], new: Sequence[Json], rows: Sequence[tuple[Cells, Cells]]
) -> dict[str, str]:
    """The columns that were replaced, old to new: of one type, and with the same cells in nearly all rows.

    Args:
        old, new: the fields of the table as it was and as it is.
        rows: the rows of both releases that share a key.
    """
    before, after = ({str(each["name"]): each.get("type") for each in fields} for fields in (old, new))

    def likeness(one: str, two: str) -> float:
        filled = [(a.get(one, ""), b.get(two, "")) for a, b in rows if a.get(one) or b.get(two)]
        same = before[one] == after[two] and filled
        return sum(a == b for a, b in filled) / len(filled) if same else 0.0

    return _paired(((likeness(one, two), one, two) for one, two in _changed(before, after)), _COLUMN)


def renamed_tables(old: Mapping[str, Shape], new: Mapping[str, Shape]) -> dict[str, str]:
    """The tables that were replaced, old to new: with the same columns, and most keys in common.

    >>> renamed_tables({"unit": (["id"], {"a", "b"})}, {"units": (["id"], {"a", "b", "c"})})
    {'unit': 'units'}
    """

    def likeness(one: str, two: str) -> float:
        (columns, keys), (others, known) = old[one], new[two]
        shared = len(keys & known) / len(keys | known) if keys | known else 1.0
        return shared if columns == others else 0.0

    return _paired(((likeness(one, two), one, two) for one, two in _changed(old, new)), _MOST)


def _changed(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each name that is no more with each that is new."""
    return product((each for each in old if each not in new), (each for each in new if each not in old))


def _paired(alike: Iterable[tuple[float, str, str]], least: float) -> dict[str, str]:
    """Each old name with one new one, the most alike first."""
    found: dict[str, str] = {}  # new to old
    taken: set[str] = set()
    for _, old, new in sorted((-score, old, new) for score, old, new in alike if score >= least):
        if old not in taken and new not in found:
            found[new] = old
            taken.add(old)
    return {old: new for new, old in found.items()}
