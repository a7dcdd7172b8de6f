"""Towns to make packages of: their place in the official hierarchy, names, villages and years, drawn by number.

A town lies in a real county. Its own name, code and villages are invented: no two towns of a county have one name,
and no name occurs by chance in the words that towns are described with.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from fengqiao_open.indicators.catalogue import records
from fengqiao_open.validation.area_codes import VINTAGE, above, area_codes

Record = dict[str, str]
#: The years that reports plan where none is asked for.
YEARS = (2022, 2023, 2024)
#: Towns differ in size around the middle by this much, as the logarithm of a factor.
_SPREAD = 0.6
_VILLAGES = range(6, 19)
# Codes of towns by kind; of communities and villages (GB/T 10114).
_FIRST_CODES = {"街道": 1, "镇": 100, "乡": 200}
_FIRST_VILLAGE = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A place with a code, and its name in both languages without and with its kind."""

    area_id: str
    stem_zh: str
    stem_en: str
    kind_zh: str
    kind_en: str

    @property
    def name_zh(self) -> str:
        """清溪镇."""
        return self.stem_zh + self.kind_zh

    @property
    def name_en(self) -> str:
        """Qingxi Town."""
        return f"{self.stem_en} {self.kind_en}"


@dataclass(frozen=True, slots=True)
class Town:
    """One town with what its package is drawn from.

    Attributes:
        number: among all towns.
        place: its code and names.
        villages: its villages.
        plan_year: the year that its report plans.
        size: a factor on its values, 1 for the middle.
        seed: what its numbers are drawn with.
    """

    number: int
    place: Place
    villages: tuple[Place, ...]
    plan_year: int
    size: float
    seed: str

    @property
    def key(self) -> str:
        """What its own identifiers begin with: its name and its code, as names of towns occur twice."""
        return f"{self.place.stem_en.lower()}-{self.place.area_id[:9]}"

    @property
    def source_id(self) -> str:
        """The identifier of its report."""
        return f"{self.key}-{self.plan_year}"


@cache
def words() -> dict[str, Any]:
    """The vocabulary of made towns."""
    return tomllib.loads(Path(__file__).with_name("made_towns.toml").read_text("utf-8"))


def split(text: str) -> list[str]:
    """The parts of an entry of the vocabulary."""
    return text.split("|")


@cache
def stems() -> tuple[tuple[str, str], ...]:
    """Names of two syllables in both languages, each English one once, none of which is in other words."""
    others = Path(__file__).with_name("made_towns.toml").read_text("utf-8")
    others += " ".join(row[name] for row in records() for name in ("name_zh", "name_en"))
    firms = [[split(each) for each in words()["enterprises"][part]] for part in ("first", "second")]
    others += " ".join(f"{one[at]}{two[at]}" for one in firms[0] for two in firms[1] for at in (0, 1))
    found: dict[str, str] = {}
    for one in map(split, words()["places"]["first"]):
        for two in map(split, words()["places"]["second"]):
            chinese, english = one[0] + two[0], (one[1] + two[1]).capitalize()
            if chinese not in others and english.lower() not in others.lower():
                found.setdefault(english, chinese)
    made = [(chinese, english) for english, chinese in found.items()]
    Random("stems").shuffle(made)
    return tuple(made)


@cache
def counties() -> tuple[str, ...]:
    """The codes of all counties, in an order in which neighbours are of different provinces."""
    unfit = tuple(words()["unfit_places"])
    found = [
        code
        for code in area_codes()
        if len(code) == 6 and area_codes()[code] != area_codes()[code[:4]] and not code.startswith(unfit)
    ]
    Random("counties").shuffle(found)
    return tuple(found)


def town(number: int, seed: int, year: int | None = None) -> Town:
    """One town; the same number and seed give the same town.

    Args:
        number: from 0; towns of one number and different seeds lie in the same place.
        seed: of the whole compilation.
        year: that the report plans; drawn when left out.
    """
    own = f"{seed}/{number}"
    draw = Random(own)
    nth, at = divmod(number, len(counties()))
    kind_zh, kind_en = split(draw.choice(words()["places"]["towns"]))
    stem_zh, stem_en = stems()[(at * 17 + nth) % len(stems())]
    code = f"{counties()[at]}{_FIRST_CODES[kind_zh] + nth:03}000"
    villages = []
    for chosen in draw.sample(stems(), draw.choice(_VILLAGES)):
        # A name within another would be found in it.
        if all(
            chosen[1].lower() not in each.lower() and each.lower() not in chosen[1].lower()
            for each in (stem_en, *(one.stem_en for one in villages))
        ):
            village = f"{code[:9]}{_FIRST_VILLAGE + len(villages):03}"
            villages.append(Place(village, *chosen, "村", "Village"))
    return Town(
        number,
        Place(code, stem_zh, stem_en, kind_zh, kind_en),
        tuple(villages),
        year or draw.choice(YEARS),
        draw.lognormvariate(0, _SPREAD),
        own,
    )


def areas(town: Town) -> Iterator[Record]:
    """The rows of the table of areas: province, prefecture, county, town and villages."""
    for code, kind in reversed([*above(town.place.area_id)]):
        names = area_codes()[code.rstrip("0").ljust({"province": 2, "prefecture": 4, "county": 6}[kind], "0")]
        parent = next((up for up, _ in above(code)), "")
        yield _row(code, names.name_zh, names.name_en, kind, parent)
    yield _row(
        town.place.area_id, town.place.name_zh, town.place.name_en, "town", town.place.area_id[:6] + "000000"
    )
    for each in town.villages:
        yield _row(each.area_id, each.name_zh, each.name_en, "village", town.place.area_id)


def _row(code: str, chinese: str, english: str, kind: str, parent: str) -> Record:
    return {
        "area_id": code,
        "name_zh": chinese,
        "name_en": english,
        "type": kind,
        "parent_area_id": parent,
        "code_vintage": VINTAGE,
    }
