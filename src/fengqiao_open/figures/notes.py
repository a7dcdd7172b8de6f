"""The notes at the end of a report: what explains its terms, and lists of what it promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

#: The title of the notes at the end, and the form of a note where they have none.
_NOTES: Final = re.compile(
    "(?:附[件录]?[：:]?)?(?:有关)?(?:名词|用语|术语)[^，。]{0,6}(?:解释|说明|注释)|"
    "(?:附[件录]?[：:]?)?(?:注释|《?政府工作报告》?.{0,8}(?:名词|注释|注解|用语|说明))"
)
_NOTE: Final = re.compile(r"[\[【(（*]*\d{1,3}[\]】)）.．、*]|[^，。；]{2,25}[：:]")
#: A term of a note, and what it means: 7.“两个15%”：指….
_TERM: Final = re.compile(
    "[\\[【(（〔﹝]?\\s?\\d{0,3}\\s?[\\]】)）〕﹞.．、]*\\s*(?:[^，。；：:]{0,24}[”》]|"
    "[^，。；：:]{2,24}(?=[：:](?:是?指|即|为|英文|简称)))[^，。；：:]{0,12}[：:]"
)
#: Other lists at the end: of works that are promised.
_ANNEX: Final = re.compile("主要内容|建设内容|目标任务|责任单位|牵头单位")
_CLOSING: Final = re.compile("让我们|紧密地?团结|为.{4,60}奋斗|谢谢")
_LONGEST_TITLE: Final = 30


def notes(texts: Sequence[str], begin: int) -> Iterator[tuple[bool, bool]]:
    """Whether each paragraph is of the notes, and whether it explains a term there.

    Args:
        texts: the paragraphs.
        begin: the first that may be a note.

    >>> list(notes(("产值8亿元。", "让我们奋斗！", "名词解释", "1.双百工程：指百家企业。"), 0))
    [(False, False), (False, False), (True, True), (True, True)]
    """
    closing = max((at for at, text in enumerate(texts) if _CLOSING.search(text)), default=len(texts))
    within = titled = False
    for at, text in enumerate(texts):
        title = at >= begin and len(text) < _LONGEST_TITLE and bool(_NOTES.match(text))
        titled |= title and at >= len(texts) / 2
        within |= title or (at >= begin and at > closing and bool(_NOTE.match(text)))
        explains = within and (titled or bool(_TERM.match(text))) and not _ANNEX.match(text)
        yield within, explains
