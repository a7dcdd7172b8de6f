"""Values of one indicator over several places: which can be compared, why the others cannot, and their ranks.

What most places have in common is compared; a place that differs in one thing is refused for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, Generic, TypeVar

from ..tabular.csv import Row

#: The measures that say how much there is of something.
MEASURES = ("level", "share", "rate")
GROWTH = ("growth_yoy", "growth")
#: What must be alike, in the order in which a difference is named; each has a sentence in
#: `words/analysis.toml`.
REASONS = ("status", "scope", "type", "measure", "unit", "definition")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """A value that may be compared with others.

    Attributes:
        thing: what has the value.
        actual: whether it is an outcome, not a target or plan.
        whole: whether it is of the whole place that its report is of.
        marks: what must be alike: type of the place, measure, base unit and definition; a blank is like
            nothing.
        value: in base units.
        qualifier: blank or `exact` where the value is a number; other ones leave open how much it is.
    """

    thing: T
    actual: bool
    whole: bool
    marks: tuple[str, str, str, str]
    value: float
    qualifier: str


@dataclass(frozen=True, slots=True)
class Compared(Generic[T]):
    """What came of comparing.

    Attributes:
        entries: what is compared, the largest first, with ranks: 1 for the largest, None where another
            value is “over” or “about” a number, so that the place of this one is not known.
        refusals: the others, each with one of `REASONS`.
    """

    entries: tuple[tuple[T, int | None], ...]
    refusals: tuple[tuple[T, str], ...]


def compared(candidates: Sequence[Candidate[T]]) -> Compared[T]:
    """What of some values can be compared: two at least, else nothing."""
    marks = Counter(each.marks for each in candidates if each.actual and each.whole)
    common = max(marks, key=lambda each: (all(each), marks[each]), default=None)
    entries, refusals = list[Candidate[T]](), list[tuple[T, str]]()
    for each in candidates:
        if reason := _difference(each, common):
            refusals.append((each.thing, reason))
        else:
            entries.append(each)
    if len(entries) < 2:
        alone = [(each.thing, _from_others(candidates)) for each in entries]
        return Compared((), (*alone, *refusals))
    entries.sort(key=lambda each: -each.value)
    places = ranks([(each.value, each.qualifier) for each in entries])
    things = (each.thing for each in entries)
    return Compared(tuple(zip(things, places, strict=True)), tuple(refusals))


def _difference(own: Candidate[T], common: tuple[str, ...] | None) -> str:
    """The first thing in which a value differs from what most have in common; blank where it does not."""
    if not own.actual:
        return REASONS[0]
    if not own.whole:
        return REASONS[1]
    pairs = zip(REASONS[2:], own.marks, common or own.marks, strict=True)
    return next((reason for reason, mine, theirs in pairs if mine != theirs or not mine), "")


def _from_others(candidates: Sequence[Candidate[T]]) -> str:
    """What keeps the only one that is like itself from the others."""
    first, *others = sorted(candidates, key=lambda each: not (each.actual and each.whole))
    return next((found for each in others if (found := _difference(each, first.marks))), REASONS[-1])


def definition(indicator: Mapping[Any, str] | Row | None) -> str:
    """What an indicator means, as one text; blank where its definition is not given."""
    if indicator is None or not indicator["definition_zh"]:
        return ""
    return "\n".join(indicator[each] for each in ("definition_zh", "counted_zh", "nature", "quantity"))


def ranks(values: Sequence[tuple[float, str]]) -> list[int | None]:
    """The rank of each value with its qualifier, 1 for the largest; None where others leave it open.

    >>> ranks([(30, "exact"), (20, ""), (20, "exact"), (10, "about")])
    [1, 2, 2, 4]
    >>> ranks([(30, "over"), (20, "over"), (10, "exact")])
    [None, None, 3]
    >>> ranks([(-3, "over"), (-4, "exact"), (-2, "at_most")])
    [None, None, 1]
    """
    ends = [_ends(*each) for each in values]
    lows, highs = sorted(low for low, _ in ends), sorted(high for _, high in ends)
    found: list[int | None] = []
    for low, high in ends:
        surely_above = len(lows) - bisect_right(lows, high)
        perhaps_above = len(highs) - bisect_right(highs, low) - (high > low)
        found.append(surely_above + 1 if surely_above == perhaps_above else None)
    return found


def _ends(value: float, qualifier: str) -> tuple[float, float]:
    """Between which numbers a value lies."""
    if value < 0:
        low, high = _ends(-value, qualifier)
        return -high, -low
    if qualifier in ("at_least", "over", "better_than"):
        return value, inf
    if qualifier == "at_most":
        return -inf, value
    if qualifier in ("about", "nearly"):
        return value * 0.9, value * (1.1 if qualifier == "about" else 1)
    return value, value
