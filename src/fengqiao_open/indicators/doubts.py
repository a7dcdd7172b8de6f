"""Why a number is not of the indicator that its words name: a rank in an assessment is no rank of how many
there are, a plan of money that is fulfilled is no plan of works, and what one field has is not all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from . import lexicon
from .catalogue import Indicator
from .places import Place
from .proposed import Match
from .stages import PROJECTS, says_all

#: Why a number is of an indicator that is named for it alone.
_BY_NAME: Final = ("name", "after")
#: From one number to the next of the same thing.
_TURNED: Final = re.compile("[到至]|(?<![，,])为")
#: Who is ranked in an assessment is not ranked by their number: 三级公立医院考核居全省第3.
_ASSESSED: Final = re.compile("考核|考评|测评|评估|评比|绩效|满意度|竞赛|大赛")
_COUNTS: Final = ("count", "area", "length")
#: A plan of investment, of which works fulfil a part: 9个重点项目完成年度投资计划的80%.
_INVESTED: Final = "投资"
#: Projects of one field, or some of those of the sentence before, that one begins with: 产业方面，安排重点项目9个.
_OF_FIELD: Final = re.compile("[\\s—－]*(?:[一-鿿]{2,8}(?:方面|领域|板块)[，,：:]|其中)")
_NAMES_FIELD: Final = 7  # characters of a name of projects that may say of which field they are
#: Little giants are of this kind only where a paragraph speaks of it; there are others, of science and of
#: farms.
_KIND: Final = "专精特新"
_GIANTS: Final = "小巨人"
_NATIONAL: Final = "国家"
#: Things of which reports say how many there are as they say how many were built: 建成5G基站9000个.
_BUILT_UP: Final = re.compile("新增.*(?:基站|机架|家庭农场|合作社)")
_COMES: Final = re.compile("建成|开通|发展|培育")
_NEW: Final = re.compile("新|增|以上")
#: Money of projects, some of which its sentence names.
_OF_PROJECTS: Final = "项目完成投资"
_PROJECTS: Final = re.compile("项目|工程|实事|攻坚|行动")
#: What new firms have, firms of one kind or a firm is not what all have: 新设企业数和注册资本分别增长28%、82%.
_OF_ALL_FIRMS: Final = "注册资本"
_FIRMS: Final = re.compile("(?P<all>(?:市场|经营|商事)主体)|企业|机构|工商户|公司|集团|[0-9]家")
_NEW_FIRMS: Final = re.compile("新(?:设|登记|注册|增|办)")
_OF_A_FIRM: Final = "的"
#: What is saved is no change of all that is spent: 减少财政支出9亿元.
_SPENT: Final = "一般公共预算支出"
_SAVED: Final = re.compile("(?:减少|减轻|节约|节省)[^，。；]{0,4}$")
#: Projects of one kind that are counted before, some of which are done: 实施亿元以上项目9个，5个项目竣工.
_DONE: Final = ("竣工投产项目数", "新开工项目数")
_OF_KIND: Final = re.compile(
    "(?<![0-9.千百工约进增备])(?:[0-9]+余?[个项](?!续建|在建|储备|新)[一-鿿]{1,6}(?:[万亿]元以上)?[一-鿿]{0,8}?项目"
    "|[0-9.]*[千百]?[万亿]元以上[一-鿿]{0,6}项目[0-9]+[个项])"
)
#: The rank of a share of things is none of their number: 试点占比居全省第1.
_SHARE: Final = re.compile("占比|比重|比例|覆盖率|占有率")
#: What one source of power has generated is not all: 新能源装机90万千瓦，累计发电量3亿千瓦时.
_GENERATED: Final = "发电量"
_SOURCES: Final = re.compile("新能源|风电|风力|光伏|水电|核电|抽水|生物质|电站|电厂|垃圾")
#: Those who died in accidents of several kinds, where those of production are not the last that a sentence
#: names.
_DEATHS: Final = "生产安全事故死亡人数"
_ACCIDENTS: Final = re.compile("(?P<other>交通事故|火灾|溺水)|(?:生产安全|安全生产|安全)(?:生产)?(?:类)?事故")
#: Which of air and water a share of what is good is of, where its name does not say: 断面水质达标，优良比例达93%.
_OF_AIR: Final = "空气"
_SAYS_AIR: Final = re.compile("空气|天")
_LAST_SAID: Final = re.compile("空气|大气|PM|(?P<water>水质|断面|水体|河流|海域)")


def why_not(here: Place, indicator: Indicator, one: Match) -> str:
    """Why a number is not of an indicator that is proposed for it; blank where it is."""
    return next((why for why, says_so in _DOUBTS.items() if says_so(here, indicator, one)), "")


def without_kinds(made: Sequence[Match], text: str) -> list[Match]:
    """The proposals but for two of one list that were the same: each is a kind or a part of it,
    新建公路9公里，提质公路5公里; only the first, where the second is of all, and the second, where it is of some of those.
    """
    apart: set[int] = set()
    for at, (one, other) in enumerate(pairwise(made)):
        between = text[one.figure.end : other.figure.start]
        named = one.why in _BY_NAME and other.why in _BY_NAME and one.indicator_id == other.indicator_id
        levels = not (one.figure.measure or other.figure.measure) and one.figure.unit == other.figure.unit
        turned = lexicon.STOP.search(between) or _TURNED.search(between)
        if one.indicator_id and named and levels and not turned:
            of_all = lexicon.OF_ALL.search(between) or says_all(between)
            some = lexicon.OF_THEM in between
            apart |= {at + 1} if some else {at} if of_all else {at, at + 1}
    return [
        replace(one, indicator_id="", why="several") if at in apart else one for at, one in enumerate(made)
    ]


def _said_after(here: Place, one: Match) -> str:
    """The words of a clause between a name and its number."""
    clause = here.gap() + here.figure.printed
    return clause.partition(one.name)[2] or clause


def _assessed(here: Place, indicator: Indicator, one: Match) -> bool:
    ranked = here.figure.measure == "rank" and indicator.quantity in _COUNTS
    return ranked and _ASSESSED.search(_said_after(here, one)) is not None


def _invested(here: Place, indicator: Indicator, one: Match) -> bool:
    of_goal = here.figure.measure == "ratio_to_target" and indicator.quantity in _COUNTS
    return of_goal and _INVESTED in _said_after(here, one)


def _of_field(here: Place, indicator: Indicator, _: Match) -> bool:
    of_any = indicator.name_zh.endswith(PROJECTS) and len(indicator.name_zh) < _NAMES_FIELD
    return of_any and _OF_FIELD.match(here.sentence()) is not None


def _of_another_kind(here: Place, indicator: Indicator, one: Match) -> bool:
    of_kind = _GIANTS in indicator.name_zh and _KIND in indicator.name_zh
    return of_kind and _KIND not in here.text and _NATIONAL not in one.name


def _built_up(here: Place, indicator: Indicator, _: Match) -> bool:
    if not _BUILT_UP.match(indicator.name_zh):
        return False
    words = f"{here.gap()}{here.figure.printed}"
    return _COMES.search(words) is not None and not _NEW.search(words)


def _of_no_project(here: Place, indicator: Indicator, _: Match) -> bool:
    return indicator.name_zh == _OF_PROJECTS and not _PROJECTS.search(here.sentence())


def _of_new_firms(here: Place, indicator: Indicator, _: Match) -> bool:
    if indicator.name_zh != _OF_ALL_FIRMS:
        return False
    sentence = here.sentence()
    firms = [*_FIRMS.finditer(sentence)]
    of_kind = bool(firms) and not firms[-1]["all"]
    return (
        of_kind
        or _NEW_FIRMS.search(sentence) is not None
        or here.text.startswith(_OF_A_FIRM, here.figure.end)
    )


def _saved(here: Place, indicator: Indicator, one: Match) -> bool:
    if indicator.name_zh != _SPENT or not here.figure.unit.endswith("元"):
        return False
    return _SAVED.search(here.gap().partition(one.name)[0]) is not None


def _of_share(here: Place, indicator: Indicator, one: Match) -> bool:
    ranked = here.figure.measure == "rank" and indicator.quantity != "ratio"
    return ranked and _SHARE.search(_said_after(here, one)) is not None


def _of_one_source(here: Place, indicator: Indicator, _: Match) -> bool:
    return indicator.name_zh == _GENERATED and _SOURCES.search(here.sentence()) is not None


def _done(here: Place, indicator: Indicator, _: Match) -> bool:
    return indicator.name_zh in _DONE and _OF_KIND.search(here.sentence()) is not None


def _of_all_deaths(here: Place, indicator: Indicator, _: Match) -> bool:
    named = [*_ACCIDENTS.finditer(here.sentence())]
    return indicator.name_zh == _DEATHS and bool(named) and named[-1]["other"] is not None


def _of_water(here: Place, indicator: Indicator, one: Match) -> bool:
    if not indicator.name_zh.startswith(_OF_AIR) or _SAYS_AIR.search(one.name):
        return False
    said = [*_LAST_SAID.finditer(here.sentence())]
    return bool(said and said[-1]["water"])


_DOUBTS: Final[Mapping[str, Callable[[Place, Indicator, Match], bool]]] = {
    "assessed": _assessed,
    "invested": _invested,
    "field": _of_field,
    "kind": _of_another_kind,
    "built": _built_up,
    "projects": _of_no_project,
    "new": _of_new_firms,
    "saved": _saved,
    "done": _done,
    "share": _of_share,
    "source": _of_one_source,
    "water": _of_water,
    "deaths": _of_all_deaths,
}
