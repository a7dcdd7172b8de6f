"""Lists of numbers in which what bounds one bounds all.

分别不低于60%、55% and 分别增长8.5%、10%以上 each give two bounds of one kind, as do marks that are passed together:
跨上3万元、2万元台阶.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from .context import MARK, PASSED
from .figure import Figure

_JOINTS: Final = ("、", "和", "与", "及", "以及")
_OPENED: Final = re.compile("(?:分别|依次)[^，。；：]{0,10}$")
#: What is printed before the first number bounds it, what is printed after the last too.
_BEFORE: Final = ("at_least", "at_most", "over")
_AFTER: Final = ("at_least", "at_most")
#: Verbs of passing that bound each of the numbers after them, whatever these count: 突破3万人次、2亿元.
_PASSES: Final = re.compile("突破|超过?")
_ENDS: Final = re.compile("[，。；、]|大关|关口|$")
_MARKS: Final = re.compile(
    f"(?:[0-9一二两三四五六七八九]+[个大道]大?[百千万亿]{{0,2}}元?)?(?:{MARK.pattern})"
)


def shared_bounds(found: Iterable[Figure], text: str) -> Iterator[Figure]:
    """The figures of a line, those of a list with 分别 with the bound that is printed once for all.

    >>> from .scanner import figures
    >>> [figure.qualifier for figure in figures("收入分别增长8.5%、10%以上")]
    ['at_least', 'at_least']
    """
    together: list[Figure] = []
    for figure in _by_each(found, text):
        if together and not _goes_on(together[-1], figure, text):
            yield from _passed(together, text)
            together = []
        together.append(figure)
    yield from _passed(together, text)


def _by_each(found: Iterable[Figure], text: str) -> Iterator[Figure]:
    """The figures of a line, those of one unit that 分别 gives with the bound that is printed once for all."""
    if "分别" not in text and "依次" not in text:
        yield from found
        return
    members: list[Figure] = []
    for figure in found:
        if members and not (_goes_on(members[-1], figure, text) and members[-1].unit == figure.unit):
            yield from _bounded(members, text)
            members = []
        members.append(figure)
    yield from _bounded(members, text)


def _goes_on(one: Figure, two: Figure, text: str) -> bool:
    return one.kind == two.kind == "quantity" and text[one.end : two.start] in _JOINTS


def _passed(members: Sequence[Figure], text: str) -> Iterable[Figure]:
    """The numbers of a list, each as passed where one verb or one word of marks says so of all."""
    if len(members) < 2 or any(each.measure or each.qualifier not in ("exact", "over") for each in members):
        return members
    first, last = members[0], members[-1]
    marks = PASSED.search(text[: first.start]) and _MARKS.match(text, last.end)
    alike = len({each.unit for each in members}) == 1 or _OPENED.search(text[: first.start])
    verb = _PASSES.match(first.printed) and alike and _ENDS.match(text, last.end)
    if not (marks or verb):
        return members
    return [replace(each, qualifier="over") for each in members]


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
