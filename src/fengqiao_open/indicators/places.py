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

    def goes_on(self, text: str, name: Name) -> bool:
        """Whether a bare name goes on a list of what is new: 新增供水能力65万吨，供热面积3300万平方米."""
        if in_all(text[name.start : name.end]) or text.endswith("达", 0, name.end):
            return False
        if not self.last or text[: name.start].strip() or text[name.end :].strip():
            return False
        last, *others = map(plain, reversed(lexicon.BREAK.split(self.sentence(self.last))))
        if head := lexicon.HEAD.match(last):
            return not (head["verb"] in _CARRIED_OUT and name.indicator.name_zh.endswith(PROJECTS))
        for clause, earlier in pairwise((last, *others)):
            if not lexicon.ONLY_NAMED.fullmatch(clause):
                return False
            if (head := lexicon.HEAD.match(earlier)) and is_new(head["verb"]):
                return True
        return False

    def of_a_part(self, indicator: Indicator) -> bool:
        """Whether the sentence is of a part of the area: 高新区加快建设，工业投资增长9%."""
        of_projects = _PROJECTS in indicator.name_zh and indicator.quantity == "money"
        if indicator.indicator_id.startswith(_PARKS):
            return False
        sentence = self.sentence()
        of_any = indicator.quantity == "money" or indicator.name_zh.endswith(PROJECTS)
        if parts.goes_on(self.text, self.figure.start, long=of_any):
            return True
        if of_projects:
            return False
        found = lexicon.PART.finditer(sentence)
        named = [
            each
            for each in found
            if not lexicon.MEANS.match(each["name"] or "") and not _verbs(each["name"] or "")
        ]
        if not named and indicator.quantity == "money" and lexicon.ON_PARKS.match(self.text):
            return not lexicon.OF_ALL.search(sentence)
        in_part = bool(named) and not lexicon.OF_ALL.search(sentence, named[-1].end())
        return in_part or (indicator.quantity in _DONE_IN and _of_the_town(sentence, indicator))

    def became(self) -> str:
        """What became of the things by the end of the clause, blank where it does not say so."""
        end = lexicon.BREAK.search(self.text, self.following)
        found = _BECAME.search(plain(self.text[self.following : end.start() if end else len(self.text)]))
        return found[0] if found else ""

    def joins(self, name: str) -> bool:
        """Whether some things come to belong to something by the end of the clause: 9所高校进入全国前列."""
        end = lexicon.BREAK.search(self.text, self.figure.end)
        clause = plain(self.text[self.figure.end : end.start() if end else len(self.text)])
        return _JOINS.search(clause.replace(name, "", 1)) is not None

    def noun(self) -> str:
        """The words right after it that say what is counted: 教师 of 培训9名教师."""
        if not lexicon.NOUN.match(self.text, self.figure.end):
            return ""
        words = plain(self.text[self.figure.end : min(self.following, self.figure.end + _NEAR)])
        return lexicon.AND.split(lexicon.BREAK.split(words)[0])[0]

    def whole_before(self, name: Name) -> str:
        """The words of the sentence before a name of projects that are some of those there:
        引进项目99个，其中亿元以上项目68个.
        """
        before, some, own = self.sentence().rpartition(lexicon.OF_THEM)
        of_them = some and not lexicon.BREAK.search(own) and name.indicator.name_zh.endswith(PROJECTS)
        return before if of_them else ""

    def threshold(self) -> bool:
        """Whether the number is a condition on the noun after it: 存栏200头以上规模养殖场."""
        return bool(
            lexicon.BOUND.search(self.figure.printed) and lexicon.NOUN.match(self.text, self.figure.end)
        )

    def qualified(self, name: Name) -> bool:
        """Whether the number before says which of the things named: 10亿元以上重大项目15个; 900个村集体收入超5万元."""
        between = self.text[self.last : self.figure.start]
        if not self.last or lexicon.BREAK.search(between) or lexicon.AND.search(between):
            return False
        if name.start or quantity_of(self.before)[0] not in ("count", ""):
            return not name.start
        if self.before in name.indicator.units and self.noun():
            return True  # 30所高校200个专业: the name is of the number before it
        of_each = name.indicator.quantity == "money" and _PROJECTS not in name.indicator.name_zh
        return of_each and bool(lexicon.OVER.search(self.figure.printed))


def plain(text: str) -> str:
    """A clause without what is in brackets, without quotation marks and spaces.

    >>> plain("新增“小巨人”企业（国家级） "), plain("新（改、扩）建学校")
    ('新增小巨人企业', '新改扩建学校')
    """
    text = lexicon.WORKS_TOO.sub(lambda works: works[1].replace("、", ""), text)
    text = lexicon.BRACKETED.sub("", lexicon.AREAS.sub(lambda areas: areas[1].replace("、", ""), text))
    return lexicon.OF_WHOLE.sub("", lexicon.DROPPED.sub("", text))


def clause_start(text: str, start: int, end: int) -> int:
    """Where the clause begins that a place is in, not before `start`; a bracket that is closed before it
    begins none.

    >>> clause_start("全镇村（社区）集体净资产", 0, 12)
    0
    """
    found = max(start, sentence_start(text, end))
    for each in lexicon.BREAK.finditer(text, found, end):
        closed = each[0] in "（(" and any(sign in text[each.end() : end] for sign in "）)")
        found = found if closed else each.end()
    return found


def breaks(text: str) -> int:
    """How many clauses end in a text, without what is in brackets.

    >>> breaks("（现价，下同），按可比价计算"), breaks("（其中")
    (1, 1)
    """
    return len(lexicon.BREAK.findall(lexicon.BRACKETED.sub("", text)))


def joined(text: str, figures: Sequence[Figure]) -> bool:
    """Whether only 、 or 和 is between the first two figures, or the sign of a proportion: 9.7∶56.8∶33.5."""
    one, two = figures[:2]
    if one.measure == two.measure == "share" and text[one.end : two.start] in lexicon.TO:
        return True
    apart = own_words(two) not in _RANKS and not changes_too(text, two)
    return bool(lexicon.AND.fullmatch(plain(text[one.end : two.start]))) and not apart


def changes_too(text: str, figure: Figure) -> bool:
    """Whether a change is the next of a list of changes that 分别 deals out, with a word for its direction.

    >>> from ..figures.scanner import figures
    >>> for text in ("分别增长5%、下降2%", "增长5%、下降2%", "分别达5亿元、增长2%"):
    ...     changes_too(text, figures(text)[1])
    True
    False
    False
    """
    listed = figure.measure in GROWTHS and own_words(figure) in _DIRECTIONS
    return listed and _CHANGED.search(plain(text[: figure.start])) is not None


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
