"""The indicator of the catalogue that a drafted name is a name of from end to end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from . import doubts, lexicon
from .catalogue import Indicator, by_id, indicators
from .clause import Clause
from .clause_words import CHOSEN
from .counted import are_to
from .growths import is_growth
from .names import Name, names_in
from .phrase_words import COUNTING, OF, WHOLE
from .places import Place
from .proposed import Match
from .stages import PROJECTS, at_stage, can_be_added, reaches, says_all, stock_of
from .units import GROWTHS

#: Some of the things by name: 竹厂等5家企业, 竹厂等企业5家.
_AND_OTHERS: Final = re.compile("[^，。]{2}等(?!级)")
#: An amount by which something is cut is not the amount of it.
_CUT: Final = re.compile("减排|削减|压减")
_MASS: Final = "mass"
#: Works that go on are not done: 加快6个公园建设.
_UNDER_WAY: Final = re.compile("加快|推[进动]")
_BARE: Final = 2  # characters of a noun that says little: 企业
_THERE: Final = "在建"
_PARK: Final = "园区"
_WORKS: Final = ("count", "area", "length")
_LATE: Final = 4  # characters at the end of a clause that say what became of the things: 全部投入使用
#: A number that says of which things the next is: 投资9亿元的12个项目, 9条小河中8条达标.
_OF_OTHERS: Final = re.compile("(?:的|[一-鿿]{1,8}中)[0-9一二三四五六七八九十]")
#: What each of them has is not what all have: 每个村培育1个合作社.
_OF_EACH: Final = re.compile("每[个村镇乡县区家户]")
#: Fewer are not all there are: 减少乡镇5个、村9个.
_FEWER: Final = re.compile("减少|精简|撤[并销]|压减")
#: What the members of a list have, which a name of things has not: 绿色食品、竹家具销售分别增长.
_SALES: Final = re.compile("销售|收入|产值|投资|增加值|利润|税收|利税|营收|交易额")
#: An indicator of by how much something is cut, which a number read as a change of that thing is not.
_OF_A_CUT: Final = re.compile("减负|降低|压减|减少")
#: With whom there is trade: 对东盟进出口.
_WITH: Final = "对"
_NAME: Final = "·"  # stands for the name among the words beside it
_HAN: Final = re.compile("(?!左右|以上|以下|以内)[一-鿿]")
#: What a count ends with: 生猪存栏头数. Its counter says what is counted: 脱贫户数 are no persons.
_COUNTED: Final = re.compile("[一-鿿]数$")
_NO_COUNTERS: Final = "数总"


def official(name: str) -> str:
    """The indicator of the catalogue that has just this name, blank where none has.

    >>> official("社会消费品零售总额"), official("社零总额")
    ('retail-sales', '')
    """
    return _official().get(name, "")


def whole_name(name: str) -> str:
    """The indicator that a text is a name of, with or without how it is counted; blank where none is.

    >>> whole_name("社零总额"), whole_name("绿色工厂数"), whole_name("反季节蔬菜产量")
    ('retail-sales', 'green-factories', '')
    """
    name = lexicon.DROPPED.sub("", name)
    if found := official(name):
        return found
    forms = dict.fromkeys((name, name.removeprefix(_WITH), COUNTING.sub("", name), _COUNTED.sub("", name)))
    for form in (form for form in forms if form == name or len(form) > _BARE):
        for each in names_in(form, lambda _: True):
            counter = "" if name.endswith(form) else name[len(form) :][:1]
            counted = counter in _NO_COUNTERS or any(counter in unit for unit in each.indicator.units)
            if each.end - each.start == len(form) and counted:
                return each.indicator.indicator_id
    return ""


def as_said(name: str, clause: Clause, following: int, measure: str) -> str:
    """The indicator for a name as its clause says: 新获批3个省级开发区 are not all there are.

    Args:
        name: a drafted name.
        clause: the number in its clause.
        following: where the next number starts.
        measure: of the number: "level" and others.
    """
    found = whole_name(name)
    if not found or (is_growth(found) and measure != "rank"):
        return ""  # 增速高于全国2个百分点: how much faster, and no growth
    of = indicators()[found]
    stem = COUNTING.sub("", of.name_zh)
    place = Place(clause.figure, clause.text, clause.last, following, 1, "")
    head = clause.head
    own = lexicon.VERBS.match(head)
    if not (own and own[0]) and place.gap().endswith(head):
        head = place.gap()  # with the verb of the list that it goes on
    head = head.replace(stem, _NAME)
    lead = clause.text[max(clause.last - _BARE, 0) : clause.last]  # 八项支出
    others = f"{lead}·{head}·{clause.head.replace(COUNTING.sub('', name), '·')}"  # beside either name of it
    if any(veto in _beside(others, head) for veto in of.vetoes):
        return ""
    if place.of_a_part(of) and _PARK not in of.name_zh:
        return ""
    if doubts.why_not(place, of, Match(clause.figure, found, name)):
        return ""
    there = reaches(clause.head) or name.startswith(_THERE)
    if stock_of(found) and says_all(clause.head):
        return ""  # 培育合作社达到9个: those there, and not the new ones
    if can_be_added(of) and not there and place.goes_on(name, Name(of, 0, len(name))):
        return ""  # 新增市级工厂5家，省级工厂2家
    if of.quantity in ("money", "area") and place.threshold():
        return ""  # 9亩以上规模经营面积
    if of.quantity == "money" and measure in GROWTHS and _OF_A_CUT.search(of.name_zh):
        return ""
    if lexicon.OF_OTHERS.match(clause.text, clause.figure.end) or _OF_OTHERS.match(clause.right):
        return ""
    if _OF_EACH.search(clause.head) or _of_a_list(of, clause, measure):
        return ""
    each = lexicon.EACH in clause.whole + clause.figure.printed
    if each and lexicon.AND.search(by_id()[found]["counted_zh"]):
        return ""  # 满意率分别达98%、100%: of the suggestions, and of the proposals
    if _covers_others(clause) or (of.quantity == _MASS and _CUT.search(clause.head + clause.right)):
        return ""
    if of.quantity == "count" and are_to(clause.right):
        return ""  # 9家规上企业要提质: those that are to
    after = clause.right.replace(stem, "·").partition("全部")[0]  # 三级医院全部建成互联网医院: not hospitals
    if CHOSEN.match(clause.right):  # 新增14人入选: those of them that did, and not all
        return ""
    words = f"{after}·{clause.right[-_LATE:]}·{head}"
    said, _ = at_stage(of, words, "" if measure == "level" else measure)
    if not said or _only_examples(said, clause) or _under_way(said, clause):
        return ""
    return said.indicator_id


def _beside(others: str, head: str) -> str:
    """The words beside a name among which a veto counts: of a list, those of its member alone."""
    if not lexicon.AND.search(head):
        return others
    return next((member for member in lexicon.AND.split(head) if _NAME in member), "")


def _of_a_list(of: Indicator, clause: Clause, measure: str) -> bool:
    """Whether a list says more of a name than the name: fewer of them, or what they sell."""
    if of.quantity != "count":
        return False
    if measure in GROWTHS:
        return lexicon.EACH in clause.whole + clause.figure.printed and bool(_SALES.search(clause.whole))
    return can_be_added(of) and clause.whole != clause.head and bool(_FEWER.match(clause.whole))


def _only_examples(of: Indicator, clause: Clause) -> bool:
    """Whether some of the things are named before their number: 竹厂等5家企业 are not all there are."""
    if of.quantity not in _WORKS or (of.nature == "flow" and not of.name_zh.endswith(PROJECTS)):
        return False
    named = lexicon.AND.search(clause.head) and _HAN.match(clause.right)  # 竹河、梅河、松河3座水库
    return bool(named or _AND_OTHERS.search(clause.head))


def _under_way(of: Indicator, clause: Clause) -> bool:
    """Whether works go on that the indicator takes as done: 加快6个公园建设."""
    return of.nature == "flow" and of.quantity in _WORKS and bool(_UNDER_WAY.search(clause.head))


def _covers_others(clause: Clause) -> bool:
    """Whether 全覆盖 says of which things a number is that is still to come: 全覆盖的事项增至5项."""
    return WHOLE in clause.figure.printed and clause.right.startswith(OF)


@cache
def _official() -> Mapping[str, str]:
    return {each.name_zh: key for key, each in indicators().items()}
