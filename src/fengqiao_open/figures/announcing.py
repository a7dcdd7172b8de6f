"""Whether a paragraph that opens with words of time tells what those below it are of, or holds for itself
alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

#: Words of aims, up to what they are: 今后五年的主要目标是….
AIM: Final = re.compile("[^。：:]{0,70}?目标(?:任务)?(?:是|为|建议|如下|：|:)|[^。]{0,70}[：:]$")
#: A number that a paragraph has itself; 12个方面 only counts what follows, and a year dates.
NUMBER: Final = re.compile(
    r"(?<![“0-9])[0-9](?![0-9]*\s?(?:年|[个项大](?:方面|工程|行动|任务|体系|计划|目标|重点)))"
)
_COLON: Final = ("：", ":")
_ITEM: Final = re.compile("[—－–-]{1,2}|[·●]|一是")


def announces(texts: Sequence[str], at: int) -> bool:
    """Whether a paragraph has no number of its own, ends in a colon, speaks of aims or has a list below it.

    >>> [announces([text, "就业5人。"], 0) for text in ("今后五年的任务：", "到2035年，产值达到8亿元。")]
    [True, False]
    """
    text = texts[at]
    return (
        not NUMBER.search(text) or text.endswith(_COLON) or bool(AIM.match(text)) or opens_list(texts, at + 1)
    )


def opens_list(texts: Sequence[str], at: int) -> bool:
    """Whether a paragraph is the first of a list, of all of which what is said before it holds.

    >>> opens_list(["五年来，税收增加到2亿元。", "——竹业兴旺。"], 1)
    True
    """
    return at < len(texts) and _ITEM.match(texts[at]) is not None
