"""How wide a text is, and where its lines break: a drawing has no layout of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import east_asian_width

# Segoe UI, Roboto and Noto Sans differ by a few per cent from Arial, whose widths these are.
_LATIN, _BOLD = 1.05, 1.07
_HAN = re.compile(r"[\u3400-\u9fff]")
# After a mark, and before and after what is in brackets.
_CLAUSE = re.compile(r"(?<=[，；：、。])|(?=[（])")
_THIN, _BROAD = " \u00a0ijlftrI'.,:;!|/()[]“”‘’·-", "mwMW%@—"


def width_of(text: str, size: float, bold: bool = False) -> float:
    """About how wide a text is; quotation marks are as wide as the characters of the text.

    >>> round(width_of("million", 10)), round(width_of("亿元", 10))
    (33, 20)
    """
    wide, marks, latin = _parts(text)
    return size * (wide + marks + latin * (_BOLD if bold else 1))


@lru_cache(maxsize=1 << 16)
def _parts(text: str) -> tuple[int, int, float]:
    """How many letters are wide, how many marks are so among them, and how wide the others are together."""
    kinds = [east_asian_width(letter) for letter in text]
    han = "W" in kinds or "F" in kinds
    wide = sum(1 for kind in kinds if kind in "WF")
    marks = kinds.count("A") if han else 0
    narrow = "WFA" if han else "WF"
    latin = sum(_of_letter(each) for each, kind in zip(text, kinds, strict=True) if kind not in narrow)
    return wide, marks, _LATIN * latin


@lru_cache(maxsize=1 << 12)
def _of_letter(letter: str) -> float:
    """The width of a letter as a part of its size, in the fonts of the page that are not monospaced."""
    if letter in _THIN:
        return 0.29
    if letter in _BROAD:
        return 0.87
    return 0.7 if letter.isupper() else 0.55


def wrapped(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """A text in lines: Chinese breaks between characters, but not before a mark; English between words.

    >>> wrapped("one two three", 10, 42)
    ['one two', 'three']
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width_of(line + piece.rstrip(), size, bold) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def balanced(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """A text in as many lines as it needs, the last of which is not much shorter than the others.

    >>> wrapped("one two three four", 10, 75), balanced("one two three four", 10, 75)
    (['one two three', 'four'], ['one two', 'three four'])
    """
    lines = wrapped(text, size, width, bold)
    while len(lines) > 1 and width_of(lines[-1], size, bold) < width / 3:
        width -= size
        tried = wrapped(text, size, width, bold)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def by_clause(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """A Chinese text that breaks after marks, so that no word is in two lines; a clause that is wider than
    the line, and English, as `balanced` has it.

    >>> by_clause("全部增长；实际利用外资最高", 10, 110)
    ['全部增长；', '实际利用外资最高']
    """
    if len(wrapped(text, size, width, bold)) < 2 or not _HAN.search(text):
        return balanced(text, size, width, bold)
    lines: list[str] = []
    for clause in filter(None, _CLAUSE.split(text)):
        if lines and width_of(lines[-1] + clause, size, bold) <= width:
            lines[-1] += clause
        else:
            lines += balanced(clause, size, width, bold)
    return lines


def _pieces(text: str) -> Iterator[str]:
    """What is never broken: a word with its blank, a Chinese character with the marks after it."""
    piece = ""
    for letter in text:
        wide = east_asian_width(letter) in "WF"
        closes = letter in "，。；：、）》”！？～%,.;:)”"
        before_wide = piece and east_asian_width(piece[-1]) in "WF" and piece[-1] not in "（《“"
        if piece and not closes and ((wide and piece[-1] not in "（《“(") or before_wide or piece[-1] == " "):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece
