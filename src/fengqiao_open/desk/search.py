"""Search for an indicator by a name in either language, by an alias as printed, or by pinyin initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from ..indicators.catalogue import indicators, pattern, records
from ..tabular.csv import Row
from .changes import Tables, row_of
from .pinyin import spelled

MOST: Final = 9
#: Measures whose unit says nothing of their indicator.
_OF_ANY_UNIT: Final = ("growth", "growth_yoy", "rank", "ratio_to_target", "class", "statement")


@dataclass(frozen=True, slots=True)
class Hit:
    """An indicator that was found.

    Attributes:
        cells: its row, of the package or the catalogue.
        fits: whether the unit of the number is of its quantity.
        own: whether the package has it.
    """

    cells: Mapping[str, str]
    fits: bool
    own: bool


def search(tables: Tables, typed: str, observation: str = "") -> list[Hit]:
    """The indicators of the package and of the catalogue that fit what is typed, the best first.

    What does not fit the unit of the observation comes last.
    """
    wanted = typed.strip().lower().replace("'", "").replace("’", "")
    quantity = quantity_of(tables, row_of(tables["observations"], observation))
    own = {row.key: dict(row.cells) for row in tables["indicators"].rows}
    found: list[tuple[int, int, int, Hit]] = []
    for key, cells in {**{row["indicator_id"]: row for row in records()}, **own}.items():
        score = _score(key, cells, wanted)
        if score:
            fits = not quantity or cells["quantity"] == quantity
            found.append((-fits, -score, len(cells["name_zh"]), Hit(cells, fits, key in own)))
    return [hit for *_, hit in sorted(found, key=lambda each: each[:3])[:MOST]]


def quantity_of(tables: Tables, row: Row | None) -> str:
    """The quantity that the unit of an observation is of; "" where any indicator may have it."""
    if row is None or row["measure"] in _OF_ANY_UNIT:
        return ""
    if row["measure"] in ("rate", "share"):
        return "ratio"
    unit = row_of(tables["units"], row["unit_id"])
    return unit["quantity"] if unit else ""


def _score(key: str, cells: Mapping[str, str], wanted: str) -> int:
    """How well an indicator fits what is typed, 0 for not at all."""
    if not wanted:
        return 0
    chinese, english = cells["name_zh"].lower(), cells["name_en"].lower()
    bare = wanted.replace(" ", "")
    if wanted in (chinese, english, key):
        return 9
    if chinese.startswith(bare):
        return 8
    if not bare.isascii() and any(each.fullmatch(bare) for each in _aliases(key)):
        return 8
    if bare in chinese:
        return 7
    if bare.isascii() and spelled(cells["name_zh"], bare):
        return 6
    if not bare.isascii() and any(each.search(bare) for each in _aliases(key)):
        return 5
    if all(word in english for word in wanted.split()):
        return 5
    characters = set(bare)
    shared = len(characters & set(chinese))
    return 3 if not bare.isascii() and len(characters) > 1 and shared == len(characters) else 0


@cache
def _aliases(key: str) -> tuple[re.Pattern[str], ...]:
    """The names of an indicator of the catalogue as printed."""
    chosen = indicators().get(key)
    return tuple(re.compile(pattern(each)) for each in chosen.names) if chosen else ()


def named_in(text: str) -> Iterator[str]:
    """The indicators of the catalogue that are named in some words, in their order."""
    from ..indicators.names import names_in

    yield from (each.indicator.indicator_id for each in names_in(text, lambda _: True))
