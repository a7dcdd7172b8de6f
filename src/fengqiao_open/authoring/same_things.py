"""Names of one report that are certainly of one thing: 竹园总数 and 竹园数量, 竹馆旅游人次 and 竹馆接待游客.

How many there are of a thing is said in several ways; by what it is counted (户, 人次), and what is new or there,
stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..indicators.units import quantity_of

#: How many of something, at the end of a name, and what is counted where it says so.
_HOW_MANY: Final = re.compile("总?(?:数量|(?P<counted>人次|[人户家个])数?|数)$")
_TOURISTS: Final = re.compile(
    "(?:接待(?:游客|旅游者)|游客接待|旅游接待|旅游(?=人)|游客)(?:总?量)?(?P<end>总?(?:人次|人数|数量?)|)$"
)
_VISITS: Final = "接待游客"
#: The same for money, areas and the like: 销售总额 and 销售额, 竹园总面积 and 竹园面积.
_HOW_MUCH: Final = {
    "money": re.compile("(?:总量|总额|(?<![余限差份定])(?:金额|额))$"),
    "area": re.compile("总(?=面积$)"),
    "length": re.compile("总(?=里程$)"),
    "mass": re.compile("总(?=产量$)"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """What a name is of: its words but for those of how many or how much, its quantity, what is counted."""

    stem: str
    quantity: str
    counted: str = ""

    def is_same(self, other: Thing) -> bool:
        """Whether two names of a report are of one thing; what is not said to be counted may be either."""
        if (self.stem, self.quantity) != (other.stem, other.quantity):
            return False
        return self.counted == other.counted or not (self.counted and other.counted)


def thing(name: str, quantity: str, unit: str) -> Thing:
    """What a drafted name is of.

    Args:
        name: the name.
        quantity: what it measures.
        unit: the unit of a number of it.

    >>> thing("竹园总数", "count", "个").is_same(thing("竹园数量", "count", "%"))
    True
    >>> thing("竹园户数", "count", "户").is_same(thing("竹园数", "count", "个"))
    False
    >>> thing("竹馆旅游人次", "count", "万人次").is_same(thing("竹馆接待游客", "count", "%"))
    True
    """
    if quantity != "count":
        how_much = _HOW_MUCH.get(quantity)
        return Thing(how_much.sub("", name) if how_much else name, quantity)
    of_unit, base = quantity_of(unit)
    found = _HOW_MANY.search(name)
    said = (found["counted"] or "") if found else ""
    stem = name[: found.start()] if found else name
    if tourists := _TOURISTS.search(name):
        stem = f"{name[: tourists.start()]}{_VISITS}"
    return Thing(stem, quantity, base if of_unit == "count" else said)


def same_thing(one: Thing, known: Mapping[str, Thing]) -> str:
    """The first name that is of a thing, blank where none is."""
    return next((name for name, each in known.items() if one.is_same(each)), "")
