"""Rows of the table `indicators` of a package, from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .catalogue import records

_SAME: Final = (
    *("indicator_id", "name_zh", "name_en", "definition_zh", "definition_en", "theme_id", "quantity"),
    *("counted_zh", "counted_en", "nature", "direction", "part_of_indicator_id"),
)


def table_rows(used: Iterable[str]) -> list[dict[str, str]]:
    """The rows of the indicators that a package uses, with those that they are part of, in the catalogue's order.

    >>> [row["indicator_id"] for row in table_rows(["exports"])]
    ['imports-and-exports', 'exports']
    """
    by_id = {row["indicator_id"]: row for row in records()}
    wanted: set[str] = set()
    waiting = [each for each in used if each in by_id]
    while waiting:
        one = waiting.pop()
        if one and one not in wanted:
            wanted.add(one)
            waiting.append(by_id[one]["part_of_indicator_id"])
    return [_row(row) for row in records() if row["indicator_id"] in wanted]


def _row(row: dict[str, str]) -> dict[str, str]:
    """A definition of the catalogue stays unverified in a package until its steward has read a source."""
    made = {name: row[name] for name in _SAME}
    scheme = {f"definition_scheme_{lang}": row[f"scheme_{lang}"] for lang in ("zh", "en")}
    return {**made, **scheme, "definition_status": "not_verified"}
