"""Rows of the table `indicators` of a package, from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from .catalogue import by_id, records

#: Behind the identifier of an indicator: over how many years a number of it is.
_SUFFIXES: Final = {"total": "total-of", "change": "change-over", "average": "average-of"}
_OVER: Final = re.compile(f"-(?:{'|'.join(_SUFFIXES.values())})-[0-9]+-years$")
_SAME: Final = (
    *("indicator_id", "name_zh", "name_en", "definition_zh", "definition_en", "theme_id", "quantity"),
    *("counted_zh", "counted_en", "nature", "direction", "part_of_indicator_id"),
)


def row_over_years(indicator_id: str, form: str, years: int, words: Mapping[str, str]) -> dict[str, str]:
    """The row for what several years have of an indicator of the catalogue, which no single year has.

    Args:
        indicator_id: the indicator of one year.
        form: "total", "change" or "average".
        years: how many.
        words: its names and definitions, in both languages.

    >>> row_over_years("new-urban-jobs", "total", 5, {"name_zh": "城镇新增就业（五年累计）"})["indicator_id"]
    'new-urban-jobs-total-of-5-years'
    """
    row = _row(by_id()[indicator_id])
    own = {
        "indicator_id": f"{indicator_id}-{_SUFFIXES[form]}-{years}-years",
        "part_of_indicator_id": "",
        **words,
    }
    return {**row, **own, **({"nature": "flow"} if form == "total" else {})}


def of_catalogue(indicator_id: str) -> bool:
    """Whether the catalogue has an indicator, or has it for single years.

    >>> of_catalogue("exports"), of_catalogue("exports-total-of-5-years"), of_catalogue("yunxi-2032-p04-i01")
    (True, True, False)
    """
    return _OVER.sub("", indicator_id) in by_id()


def table_rows(used: Iterable[str]) -> list[dict[str, str]]:
    """The rows of the indicators that a package uses, with those that they are part of, in the catalogue's
    order.

    >>> [row["indicator_id"] for row in table_rows(["exports"])]
    ['imports-and-exports', 'exports']
    """
    wanted: set[str] = set()
    waiting = [each for each in used if each in by_id()]
    while waiting:
        one = waiting.pop()
        if one and one not in wanted:
            wanted.add(one)
            waiting.append(by_id()[one]["part_of_indicator_id"])
    return [_row(row) for row in records() if row["indicator_id"] in wanted]


def _row(row: dict[str, str]) -> dict[str, str]:
    """A definition of the catalogue stays unverified in a package until its steward has read a source."""
    made = {name: row[name] for name in _SAME}
    scheme = {f"definition_scheme_{lang}": row[f"scheme_{lang}"] for lang in ("zh", "en")}
    return {**made, **scheme, "definition_status": "not_verified"}
