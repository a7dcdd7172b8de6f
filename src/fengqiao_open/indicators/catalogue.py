"""The catalogue of indicators, read from `catalogue.csv`; `catalogue.json` describes its columns.

An alias is a name as printed. In it, `(甲|乙)` is either of two, and an empty member leaves the place empty:
`规上工业(企业|)产值` is printed with 企业 or without.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_GROUP: Final = re.compile(r"\(([^()]*)\)")
_LISTS: Final = ("aliases", "vetoes", "units", "members")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the catalogue, as far as the matching needs it.

    Attributes:
        indicator_id: its identifier, which never changes.
        name_zh: its name in official terms.
        quantity: what it measures: money, count, area …
        units: the counters in which it is printed.
        vetoes: words that make a name something else.
        members: of two or three indicators named together, each in its order.
        nature: whether it is a stock or a flow.
        added: of a stock, the indicator of what is added to it in a period; blank where there is none.
        headline: whether nearly every report prints it.
        names: its names as patterns.
    """

    indicator_id: str
    name_zh: str
    quantity: str
    units: frozenset[str]
    vetoes: tuple[str, ...]
    members: tuple[str, ...]
    nature: str
    added: str
    headline: bool
    names: tuple[str, ...]


@cache
def records() -> tuple[dict[str, str], ...]:
    """The rows of the catalogue, every cell as written."""
    text = files(__package__).joinpath("catalogue.csv").read_text("utf-8")
    columns, *rows = csv.reader(text.splitlines())
    return tuple(dict(zip(columns, cells, strict=True)) for cells in rows)


@cache
def headlines() -> frozenset[str]:
    """The identifiers of what nearly every report prints."""
    return frozenset(row["indicator_id"] for row in records() if row["headline"] == "yes")


@cache
def by_id() -> Mapping[str, dict[str, str]]:
    """The rows of the catalogue by identifier."""
    return {row["indicator_id"]: row for row in records()}


@cache
@cache
def version() -> str:
    """The version of the catalogue, which packages name."""
    return str(json.loads(files(__package__).joinpath("catalogue.json").read_text("utf-8"))["version"])


@cache
def indicators() -> dict[str, Indicator]:
    """The catalogue by identifier."""
    return {row["indicator_id"]: _indicator(row) for row in records()}


def _indicator(row: dict[str, str]) -> Indicator:
    lists = {name: tuple(row[name].split()) for name in _LISTS}
    return Indicator(
        row["indicator_id"],
        row["name_zh"],
        row["quantity"],
        frozenset(lists["units"]),
        lists["vetoes"],
        lists["members"],
        row["nature"],
        row["added"],
        row["headline"] == "yes",
        lists["aliases"],
    )


def pieces(alias: str) -> list[tuple[str, ...]]:
    """The parts of an alias, each with what may be printed there.

    >>> pieces("规上工业(企业|)产值")
    [('规上工业',), ('企业', ''), ('产值',)]
    """
    return [
        tuple(part.split("|")) if place % 2 else (part,)
        for place, part in enumerate(_GROUP.split(alias))
        if part or place % 2
    ]


def pattern(alias: str) -> str:
    """An alias as a regular expression; longer members first.

    >>> pattern("规上工业(企业|)产值")
    '(?:规上|规模以上|规模)工业(?:企业|)产值'
    """
    from .lexicon import FORMS  # all else that it has is for matching only

    made = ""
    for members in pieces(alias):
        either = "|".join(re.escape(each) for each in sorted(members, key=len, reverse=True))
        made += either if len(members) == 1 else f"(?:{either})"
    for short, forms in FORMS:
        made = made.replace(short, forms)
    return made
