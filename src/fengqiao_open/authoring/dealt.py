"""What each of several numbers in a row is of: 产值9亿元、税收3亿元，分别增长5%和8%."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ..indicators import lists
from .candidates import CHANGES, Proposal

#: So many things have one number at most.
_MOST_OF_ONE: Final = 6
#: Parts of a whole, which are dealt out by their names.
_SHARE: Final = "share"


def run(rest: Sequence[Proposal], text: str, end: int) -> int:
    """How many numbers that are joined begin with the first, where it has no words of its own; 0 where it
    has.
    """
    if not lists.is_of_each(text, end, rest[0].figure):
        return 0
    number = 1
    while number < len(rest) and lists.joined(text, rest[number - 1].figure.end, rest[number].figure):
        number += 1
    return number


def dealt(
    rest: Sequence[Proposal], levels: Sequence[str], text: str, end: int
) -> Mapping[tuple[int, int], str]:
    """The indicators that several changes without names have by as many levels before them, in their order;
    where these are fewer, none, as it is not said which is of which.

    Args:
        rest: the numbers from the first of those that are joined.
        levels: the indicators of the levels before them in their sentence.
        text: the paragraph.
        end: where the number before ends.
    """
    first = rest[0]
    number = run(rest, text, end) if first.measure in (*CHANGES, _SHARE) else 0
    of: Sequence[str] = ()
    if 1 < number <= len(levels) and first.measure != _SHARE:
        of = levels[-number:]
    elif number > len(levels) > 1 and lists.gives_each(text, first.figure, end):
        of = [""] * number
    places = ((one.figure.paragraph, one.figure.start) for one in rest)
    return dict(zip(places, of, strict=False))


def of_several(rest: Sequence[Proposal], listed: Sequence[str], text: str) -> list[str]:
    """The names of several things that one number is of: 产值、税收双双突破3亿元; none where each has its own."""
    end = rest[0].figure.end
    alone = len(rest) == 1 or not lists.joined(text, end, rest[1].figure)
    return list(listed) if alone and 1 < len(listed) <= _MOST_OF_ONE else []
