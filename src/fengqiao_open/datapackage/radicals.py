"""Radicals, which Unicode has for dictionaries, in the place of the characters that look like them.

A PDF file gives ⼯ (U+2F2F) where its page shows 工 (U+5DE5), and so does what is pasted from one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

#: The blocks of radicals, as a class of `re` has them.
RADICALS = "\u2e80-\u2ef3\u2f00-\u2fd5"
_RADICAL = re.compile(f"[{RADICALS}]")


def has_radicals(text: str) -> bool:
    """Whether a text has a radical in place of a character.

    >>> has_radicals("⼯业"), has_radicals("工业")
    (True, False)
    """
    return not text.isascii() and _RADICAL.search(text) is not None


def without_radicals(text: str) -> str:
    """The text with each radical as the character that it looks like; its length stays.

    >>> without_radicals("⼯业增⻓，⽤⼾")
    '工业增长，用户'
    """
    return text.translate(_characters()) if has_radicals(text) else text


@cache
def _characters() -> dict[int, str]:
    """The character of each radical."""
    named = {at: unicodedata.normalize("NFKC", chr(at)) for at in range(0x2F00, 0x2FD6)}
    lines = Path(__file__).with_name("radicals.txt").read_text("utf-8").splitlines()
    pairs = (pair for line in lines if not line.startswith("#") for pair in line.split())
    return named | {ord(pair[0]): pair[1] for pair in pairs}
