"""Sentences broken over lines, as word processors, PDF files and mails break them, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from .traced import Traced

#: A line of a wrapped text is no longer than this, in Chinese characters; paragraphs of a report are.
_LONGEST: Final = 60
_FEWEST: Final = 5
_FULL: Final = 0.8
_ENDS: Final = tuple("。！？；：…”’）)》】!?;:")
_STARTS: Final = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}(?:[、）)]|是)|第[一二三四五六七八九十]+[部章节]|[#*>|·●•]|- "
    r"|[0-9]{1,2}(?:、|[.．](?![0-9]))|[①-⒇]|——|各位|\[|附"
)
_OPEN: Final = tuple("，、,（(“《")
_CLOSED: Final = re.compile("[，。；、：%％”）》]")
_LINE: Final = re.compile(r"[^\n]*")


def unwrapped(text: Traced) -> tuple[Traced, int]:
    """The text with the line feeds within its sentences taken out, and how many these were.

    A line goes on where it ends in a comma; in a text whose lines are all short, also where it is full
    and ends without a mark.

    >>> from .traced import traced
    >>> unwrapped(traced("投资12.5亿元，\\n增长5%。\\n二、目标"))[0].text
    '投资12.5亿元，增长5%。\\n二、目标'
    """
    breaks = set(_breaks(text.text))
    if not breaks:
        return text, 0
    pattern = re.compile(r" *\n[ \n]*")
    return text.replaced(pattern, lambda found: "" if found.start() in breaks else found[0])


def _breaks(text: str) -> Iterator[int]:
    """The places, with the spaces before them, of the line feeds within sentences."""
    lines = [(found.start(), found[0]) for found in _LINE.finditer(text) if found[0].strip()]
    full = _full_length(line for _, line in lines)
    least = min((_indent(line) for _, line in lines), default=0)
    for (start, line), (_, following) in pairwise(lines):
        before, after = line.rstrip(), following.lstrip()
        if _STARTS.match(after):
            continue
        goes_on = before.endswith(_OPEN) or (_CLOSED.match(after) and not before.endswith(_ENDS))
        if not goes_on and full:
            indented = _indent(following) > least + 1  # one space may only be where the line was broken
            goes_on = not indented and not before.endswith(_ENDS) and len(before) >= _FULL * full
        if goes_on:
            yield start + len(before)


def _full_length(lines: Iterator[str]) -> int:
    """The length of a full line of a wrapped text; 0 where the text is not wrapped."""
    printed = [line.strip() for line in lines]
    lengths = sorted(length for line in printed if (length := len(line)) >= 8)
    if not lengths:
        return 0
    full = lengths[int(0.9 * (len(lengths) - 1))]
    open_ends = sum(len(line) >= _FULL * full and not line.endswith(_ENDS) for line in printed)
    return full if full <= _LONGEST and lengths[-1] <= 1.5 * full and open_ends >= _FEWEST else 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
