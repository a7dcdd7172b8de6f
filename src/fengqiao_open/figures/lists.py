"""Lists with 分别 (respectively): what bounds one number bounds all.

分别不低于60%、55% and 分别增长8.5%、10%以上 each give two bounds of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from .figure import Figure

_JOINTS: Final = ("、", "和", "与", "及", "以及")
_OPENED: Final = re.compile("(?:分别|依次)[^，。；：]{0,10}$")
#: What is printed before the first number bounds it, what is printed after the last too.
_BEFORE: Final = ("at_least", "at_most", "over")
_AFTER: Final = ("at_least", "at_most")


def shared_bounds(found: Iterable[Figure], text: str) -> Iterator[Figure]:
    """The figures of a line, those of a list with 分别 with the bound that is printed once for all.

    >>> from .scanner import figures
    >>> [figure.qualifier for figure in figures("收入分别增长8.5%、10%以上")]
    ['at_least', 'at_least']
    """
    if "分别" not in text and "依次" not in text:
        yield from found
        return
    members: list[Figure] = []
    for figure in found:
        if members and not _goes_on(members[-1], figure, text):
            yield from _bounded(members, text)
            members = []
        members.append(figure)
    yield from _bounded(members, text)


def _goes_on(one: Figure, two: Figure, text: str) -> bool:
    counted = one.kind == two.kind == "quantity" and one.unit == two.unit
    return counted and text[one.end : two.start] in _JOINTS


def _bounded(members: Sequence[Figure], text: str) -> Iterable[Figure]:
    if len(members) < 2:
        return members
    first, last = members[0], members[-1]
    if not _OPENED.search(text[: first.start] + re.split("[0-9]", first.printed)[0]):
        return members
    inner = {each.qualifier for each in members[1:-1]} - {"exact"}
    ends = {first.qualifier, last.qualifier} - {"exact"}
    if inner or len(ends) != 1:
        return members
    (bound,) = ends
    if bound not in (_AFTER if first.qualifier == "exact" else _BEFORE):
        return members
    return [replace(each, qualifier=bound) for each in members]
