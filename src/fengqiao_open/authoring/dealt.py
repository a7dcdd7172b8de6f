"""What each of several numbers in a row is of: 产值9亿元、税收3亿元，分别增长5%和8%."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ..indicators import lists
from ..indicators.phrases import ends_sentence
from ..indicators.places import goes_on, plain
from ..indicators.units import GROWTHS, POINTS
from .candidates import CHANGES, Proposal

#: So many things have one number at most.
_MOST_OF_ONE: Final = 6
#: Parts of a whole, which are dealt out by their names.
_SHARE: Final = "share"
_LEVEL: Final = "level"
_RATE: Final = "rate"
_TIMES: Final = ("倍", "番")
_ALL_DID: Final = re.compile("(?:^|[，、])(?:均|都)(?!衡)")


def run(rest: Sequence[Proposal], text: str, end: int) -> int:
    """How many numbers that are joined begin with the first, where it has no words of its own; 0 where it
    has.
    """
    if not lists.is_of_each(text, end, rest[0].figure):
        return 0
    return together(rest, text)


def together(rest: Sequence[Proposal], text: str) -> int:
    """How many numbers that are joined begin with the first."""
    number = 1
    while number < len(rest) and lists.joined(text, rest[number - 1].figure.end, rest[number].figure):
        number += 1
    return number


def of_every(rest: Sequence[Proposal], done: Sequence[Proposal], text: str, end: int) -> list[str]:
    """The indicators of the list before a change that is said of each of them: 产值、税收分别达9亿元、3亿元，均增长8%;
    none where it is not.
    """
    shared = _is_shared(rest[0], text, end) and rest[0].measure in CHANGES and run(rest, text, end) == 1
    group = _list(done, text) if shared else []
    return [each.indicator_id for each in group] if 1 < len(group) <= _MOST_OF_ONE else []


def dealt(
    rest: Sequence[Proposal], levels: Sequence[str], done: Sequence[Proposal], text: str, end: int
) -> Mapping[tuple[int, int], str]:
    """The indicators that several changes without names have by as many levels before them, in their order;
    where these are fewer, or more of them are one list, none, as it is not said which is of which.

    Args:
        rest: the numbers from the first of those that are joined.
        levels: the indicators of the levels before them in their sentence.
        done: the numbers of the paragraph before them, with their indicators.
        text: the paragraph.
        end: where the number before ends.
    """
    first = rest[0]
    said = first.measure in (*CHANGES, _SHARE) or is_multiple(first)
    number = run(rest, text, end) if said else 0
    of: Sequence[str] = ()
    rates = _rates(done, text) if first.figure.unit in POINTS else []
    if 1 < number == len(rates):
        of = [each.indicator_id for each in rates]
    elif number and not _is_shared(first, text, end) and _is_of_more(number, first, done, text):
        of = [""] * number
    elif 1 < number <= len(levels) and first.measure != _SHARE:
        of = levels[-number:]
    elif number > len(levels) > 0 and lists.gives_each(text, first.figure, end):
        of = [""] * number
    places = ((one.figure.paragraph, one.figure.start) for one in rest)
    return dict(zip(places, of, strict=False))


def is_multiple(each: Proposal) -> bool:
    """Whether a number says how many times as much something is as before: 分别是2026年的2倍、3倍."""
    return each.figure.unit in _TIMES and each.measure == "level"


def _is_of_more(number: int, first: Proposal, done: Sequence[Proposal], text: str) -> bool:
    """Whether the list of levels before so many changes has more of them; one change goes with the last that
    has a name of its own: 产值9亿元、税收3亿元，增长8%.
    """
    group = _list(done, text) if first.measure in GROWTHS or is_multiple(first) else []
    if number > 1 or len(group) < 2:
        return len(group) > number
    one, two = (each.figure for each in group[-2:])
    return one.unit == two.unit and one.end < two.start and lists.joined(text, one.end, two)


def _is_shared(each: Proposal, text: str, end: int) -> bool:
    """Whether a number is said of each of the things before it: 均增长8%, 均比2026年增长8%."""
    return each.figure.shared or bool(_ALL_DID.search(plain(text[end : each.figure.start])))


def _list(done: Sequence[Proposal], text: str) -> list[Proposal]:
    """The levels that end in the last number and are one list: 产值9亿元、税收3亿元."""
    group: list[Proposal] = []
    for each in reversed(done):
        after = group[0].figure if group else None
        goes = after is None or each.figure == after or goes_on(text, each.figure.end, after)
        if each.measure != _LEVEL or not goes:
            break
        group.insert(0, each)
    return group


def _rates(done: Sequence[Proposal], text: str) -> list[Proposal]:
    """The rates that end in the last number, whatever stands between those of a sentence."""
    group: list[Proposal] = []
    for each in reversed(done):
        if each.measure != _RATE or (group and ends_sentence(text, each.figure.end, group[0].figure)):
            break
        group.insert(0, each)
    return group


def of_several(rest: Sequence[Proposal], listed: Sequence[str], text: str) -> list[str]:
    """The names of several things that one number is of: 产值、税收双双突破3亿元; none where each has its own."""
    end = rest[0].figure.end
    alone = len(rest) == 1 or not lists.joined(text, end, rest[1].figure)
    return list(listed) if alone and 1 < len(listed) <= _MOST_OF_ONE else []
