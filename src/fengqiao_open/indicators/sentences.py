"""Where the sentences of a paragraph begin."""

from __future__ import annotations

from typing import Final

#: What a sentence ends with; in lists of works, a semicolon does too.
STOPS: Final = "。；;！？"


def sentence_start(text: str, end: int) -> int:
    """Where the sentence begins that goes on up to a place of a paragraph.

    >>> text = "建成道路3条。新增公园2个"
    >>> text[sentence_start(text, len(text)) :]
    '新增公园2个'
    """
    return max(text.rfind(stop, 0, end) for stop in STOPS) + 1
