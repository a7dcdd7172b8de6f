"""Sentences broken over lines, as word processors, PDF files and mails break them, put together again."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise
from operator import itemgetter
from typing import Final

from .traced import Traced

#: A line of a wrapped text is no wider than this, in Chinese characters; paragraphs of a report are.
_LONGEST: Final = 60
_SHORT: Final = 8
_FEWEST: Final = 5
_FULL: Final = 0.8
_ENDS: Final = tuple("。！？；：…”’）)》】!?;:")
_STARTS: Final = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}(?:[、）)]|是)|第[一二三四五六七八九十]+[部章节]|[#*>|·●•]|- "
    r"|[0-9]{1,2}(?:、|[.．](?![0-9]))|[①-⒇]|——|各位|\[|附"
)
_OPEN: Final = tuple("，、,（(“《")
_CLOSED: Final = re.compile("[，。；、：%％”）》]")
#: 新增就业, and 500人 on the next line of one element; a year begins a sentence.
_WORD_ENDS: Final = re.compile("[一-鿿]$")
_AMOUNT: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?[百千万亿]*[%‰元家户亩吨人个]")
_NARROW: Final = re.compile(r"[\x00-\xff]")
_LINE: Final = re.compile(r"[^\n]*")


def unwrapped(text: Traced, closed: Set[int] | None = None) -> tuple[Traced, int]:
    """The text with the line feeds within its sentences taken out, and how many these were.

    A line goes on where it ends in a comma; in a text whose lines are all short, also where it is full
    and ends without a mark, or with one where only indents show where paragraphs begin. Line feeds from the
    places `closed` end elements of a page, and stay; within an element an amount goes on with its sentence.

    >>> from .traced import traced
    >>> unwrapped(traced("投资12.5亿元，\\n增长5%。\\n二、目标"))[0].text
    '投资12.5亿元，增长5%。\\n二、目标'
    """
    signs = zip(text.text, text.places, strict=True) if closed else ()
    ends = [at for at, (sign, place) in enumerate(signs) if sign == "\n" and place in (closed or ())]
    breaks = set(_breaks(text.text, ends, page=closed is not None))
    if not breaks:
        return text, 0
    pattern = re.compile(r" *\n[ \n]*")
    return text.replaced(pattern, lambda found: "" if found.start() in breaks else found[0])


def _breaks(text: str, ends: Sequence[int], *, page: bool) -> Iterator[int]:
    """The places, with the spaces before them, of the line feeds within sentences; `ends` are none."""
    lines = [(found.start(), found[0]) for found in _LINE.finditer(text) if found[0].strip()]
    shut = {bisect(lines, at, key=itemgetter(0)) - 1 for at in ends}
    full = _full_width([line for _, line in lines], shut)
    least = (
        min((_indent(line) for _, line in lines), default=0) + 1
    )  # one space may be where a line was broken
    marked = full > 0 and _are_indented([line for _, line in lines], _FULL * full, least)
    for number, ((start, line), (_, following)) in enumerate(pairwise(lines)):
        before, after = line.rstrip(), following.lstrip()
        if number in shut or _STARTS.match(after):
            continue
        goes_on = before.endswith(_OPEN) or (_CLOSED.match(after) and not before.endswith(_ENDS))
        if not goes_on and page and not _STARTS.match(before.lstrip()):
            goes_on = _WORD_ENDS.search(before) is not None and _AMOUNT.match(after) is not None
        if not goes_on and full:
            open_end = marked or not before.endswith(_ENDS)
            goes_on = _indent(following) <= least and open_end and _width(before) >= _FULL * full
        if goes_on:
            yield start + len(before)


def _full_width(lines: Iterable[str], shut: Set[int]) -> float:
    """The width of a full line of a wrapped text; 0 where the text is not wrapped. No line goes on from `shut`."""
    printed = [line.strip() for line in lines]
    widths = sorted(width for line in printed if (width := _width(line)) >= _SHORT)
    if not widths:
        return 0
    full = widths[int(0.9 * (len(widths) - 1))]
    open_ends = sum(
        number not in shut and _width(line) >= _FULL * full and not line.endswith(_ENDS)
        for number, line in enumerate(printed)
    )
    return full if full <= _LONGEST and widths[-1] <= 1.5 * full and open_ends >= _FEWEST else 0


def _are_indented(lines: Sequence[str], full: float, least: int) -> bool:
    """Whether nearly every line after one that is not full is indented, so that no other begins a paragraph."""
    after = [_indent(following) > least for line, following in pairwise(lines) if _width(line.strip()) < full]
    return len(after) >= _FEWEST and sum(after) >= _FULL * len(after)


def _width(line: str) -> float:
    """The width of a line in Chinese characters, of which a digit or a space takes half of one."""
    return len(line) - len(_NARROW.findall(line)) / 2


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
