"""Renamed rows, columns and tables: removed under one name and added under another, with similar content.

A row is known again by its cells, weighed by how rare each is: that two statistics share their year says
nothing, that they share their figure says nearly all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

from ..datapackage.package import Json

Cells = Mapping[str, str]
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
    found: list[tuple[float, str, str]] = []
    for key, row in gone.items():
        near = (places.get((column, row[column]), ()) for column in columns if row.get(column))
        for other in dict.fromkeys(each for keys in near if len(keys) <= _COMMON for each in keys):
            score = likeness(row, come[other])
            if score >= _MOST:
                found.append((-score, key, other))
    return _first_come(sorted(found))


def renamed_columns(
    old: Sequence[Json], new: Sequence[Json], rows: Sequence[tuple[Cells, Cells]]
) -> dict[str, str]:
    """The columns that were replaced, old to new: of one type, and with the same cells in nearly all rows.

    Args:
        old, new: the fields of the table as it was and as it is.
        rows: the rows of both releases that share a key.
    """
    before, after = {str(each["name"]): each for each in old}, {str(each["name"]): each for each in new}
    found: list[tuple[float, str, str]] = []
    for one in (name for name in before if name not in after):
        for two in (name for name in after if name not in before):
            if before[one].get("type") != after[two].get("type"):
                continue
            filled = [(a.get(one, ""), b.get(two, "")) for a, b in rows if a.get(one) or b.get(two)]
            same = sum(a == b for a, b in filled) / len(filled) if filled else 0.0
            if same >= _COLUMN:
                found.append((-same, one, two))
    return _first_come(sorted(found))


def renamed_tables(
    old: Mapping[str, tuple[Sequence[str], set[str]]], new: Mapping[str, tuple[Sequence[str], set[str]]]
) -> dict[str, str]:
    """The tables that were replaced, old to new: with the same columns, and most keys in common.

    >>> renamed_tables({"unit": (["id"], {"a", "b"})}, {"units": (["id"], {"a", "b", "c"})})
    {'unit': 'units'}
    """
    found: list[tuple[float, str, str]] = []
    for one in (name for name in old if name not in new):
        for two in (name for name in new if name not in old):
            (columns, keys), (others, known) = old[one], new[two]
            shared = len(keys & known) / len(keys | known) if keys | known else 1.0
            if columns == others and shared >= _MOST:
                found.append((-shared, one, two))
    return _first_come(sorted(found))


def _first_come(pairs: Sequence[tuple[float, str, str]]) -> dict[str, str]:
    """Each old name with one new one, the first pairs before the others."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, old, new in pairs:
        if old not in found and new not in taken:
            found[old] = new
            taken.add(new)
    return found
