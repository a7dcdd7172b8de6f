"""A number in its paragraph, and the words around it that say what it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..figures.figure import Figure
from ..figures.lexicon import FALLS, RISES
from . import lexicon, parts
from .catalogue import Indicator
from .names import Name
from .sentences import sentence_start
from .stages import PROJECTS, in_all, is_new, says_all
from .units import GROWTHS, quantity_of

#: Indicators that a part of the area has for itself, and those that a sentence gives to what it names.
_PARKS: Final = "park"
_PROJECTS: Final = "项目"
_DONE_IN: Final = ("count", "area", "length", "money")
_NEAR: Final = 16  # characters after a number that say what it counts
#: What a rank in a list begins with: 居全省第3位、第6位.
_RANKS: Final = ("", "第")
#: What became of all the things that a clause lists: 3个公园、2个广场建成开放.
_BECAME: Final = re.compile(
    "(?:建成|投入)(?:使用|开放|投用|运[营行])|(?:建成|投用|启用|开放|挂牌|揭牌|获批|入选|(?:加快|开工|动工)建设|加快推进|选址落位)$"
)
_DIRECTIONS: Final = RISES | FALLS
_CHANGE: Final = f"(?:{'|'.join(sorted(_DIRECTIONS, key=len, reverse=True))})"
_SIZE: Final = "了?[近约超]?[0-9][0-9.]*(?:%|‰|个?百分点|个点|[万亿]?[元吨户人家个件起])?(?:以上|左右|多)?"
#: Changes that 分别 deals out, up to the next of them: 分别增长5%、下降2%.
_CHANGED: Final = re.compile(
    f"分别[^，。；、0-9]{{0,4}}?{_CHANGE}{_SIZE}(?:(?:、|和|与|及){_CHANGE}?{_SIZE})*(?:、|和|与|及)$"
)
#: What some of the things that are there come to: 9所高校进入全国前列.
_JOINS: Final = re.compile(
    "进入|入选|跻身|上榜|列入|纳入|获得|荣获|获批|获评|入围|通过|参与|参加|接入|达到|实现|开展"
    "|与[^，。；]*(?:合作|结对|协作|帮扶)"
)
#: What is done with projects that are there: 实施省级项目5个，市级项目9个.
_CARRIED_OUT: Final = ("实施", "推进")
_WORDS: Final = re.compile("[^0-9０-９零〇一二两三四五六七八九十百千万亿半首]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A number in its paragraph.

    Attributes:
        text: the paragraph.
        last: where the number before ends; 0 for the first.
        following: where the next number starts.
        group: how many numbers it opens that are joined by 、 or 和, itself included.
        before: the unit of the number before.
    """

    figure: Figure
    text: str
    last: int
    following: int
    group: int
    before: str

    def gap(self) -> str:
        """The words of its clause before it, with the verb of the list that it goes on."""
        start = clause_start(self.text, self.last, self.figure.start)
        gap = plain(self.text[start : self.figure.start])
        if self.last and start == self.last and (after := lexicon.JOINED.search(gap)):
            gap = after[0]  # 3条绿道、2个公园: what is before the comma is of the number before
        joined = lexicon.AND.match(gap) if self.last and start == self.last else None
        own = gap[joined.end() :] if joined else gap
        return self._verb_before(own, listed=joined is not None) + own

    def _verb_before(self, own: str, *, listed: bool) -> str:
        """The verb of the clause before, where the number goes on with a list of its things or names some of
        them: 在竹乡新增园区3个、基地9个; 新增人才7万人，其中匠人9人. Blank where it says how many there are, but for
        累计, which a list with verbs of its own has too: 累计建成园区3个、培育基地9个.
        """
        some = own.startswith(lexicon.OF_THEM)
        if not self.last or self.figure.measure or not (listed or some):
            return ""
        clause = plain(self.text[clause_start(self.text, 0, self.last) : self.last])
        if lexicon.HEAD.match(own):
            return lexicon.SUM if listed and clause.startswith(lexicon.SUM) else ""
        if listed and (head := lexicon.HEAD.match(clause)):
            return head["verb"]
        found = lexicon.ADDS.fullmatch(clause)
        there = found is None or says_all(clause[found.end("verb") :] + own + own_words(self.figure))
        return found["verb"] if found and not there else ""

    def sentence(self, end: int = -1) -> str:
        """Its sentence up to it, or up to a place before it."""
        start = sentence_start(self.text, self.figure.start)
        return self.text[start : self.figure.start if end < 0 else end]

    def all_follow(self) -> bool:
        """Whether the next clause says how many there are in all, so that these are new: 企业3家，总数达80家."""
        return lexicon.ALL_FOLLOW.match(self.text, self.figure.end) is not None

    def goes_on(text: str, last: int, figure: Figure) -> bool:
    """Whether a number is the next of a list, with a name of its own or without: 产值8亿元、税收2亿元.

    >>> from ..figures.scanner import figures
    >>> for text in ("产值8亿元、税收2亿元", "产值8亿元，税收2亿元", "由7亿元增加到8亿元"):
    ...     one, two = figures(text)
    ...     goes_on(text, one.end, two)
    True
    False
    False
    """
    between = text[last : figure.start]
    return bool(lexicon.AND.match(between)) and not lexicon.BREAK.search(between)


def goes_on(text: str, last: int, figure: Figure) -> bool:
    """Whether a number is the next of a list, with a name of its own or without: 产值8亿元、税收2亿元.

    >>> from ..figures.scanner import figures
    >>> for text in ("产值8亿元、税收2亿元", "产值8亿元，税收2亿元", "由7亿元增加到8亿元"):
    ...     one, two = figures(text)
    ...     goes_on(text, one.end, two)
    True
    False
    False
    """
    between = text[last : figure.start]
    return bool(lexicon.AND.match(between)) and not lexicon.BREAK.search(between)


def own_words(figure: Figure) -> str:
    """The words that a figure begins with: 分别增长 of 分别增长5%."""
    own = _WORDS.match(figure.printed)
    return plain(own[0]) if own else ""


def _of_the_town(sentence: str, indicator: Indicator) -> bool:
    """Whether a clause only goes on with what is done in the town: 市区新建公厕12座，改造竹桥9座."""
    own, *before = (plain(parts.NUMBERED.sub("", each)) for each in reversed(lexicon.BREAK.split(sentence)))
    if lexicon.OF_TOWNS in indicator.name_zh:
        return False
    for clause in before:
        if lexicon.OF_ALL.search(own) or not _verbs(own):
            return False
        if lexicon.TOWN.match(clause):
            return True
        own = clause
    return False


def _verbs(name: str) -> str:
    """The verbs that a name begins with; 都市 begins with none."""
    found = None if name.startswith("都市") else lexicon.VERBS.match(name)
    return found[0] if found else ""
