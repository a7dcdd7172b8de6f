"""A candidate observation for each number of a new report, for a person to confirm.

The value, unit and qualifier are read by the scanner. Measure, period and status follow from the words around
the number and from the headings above it; an indicator is proposed where the catalogue has one of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ..figures import clauses
from ..figures.assigned import did_in_fact, is_assigned
from ..figures.figure import Figure
from ..figures.goals import goal_status
from ..figures.lexicon import RATIOS
from ..figures.outline import Calendar
from ..figures.part_years import Months
from ..figures.periods import Dating, Scope, dating
from ..figures.span_kinds import kind_of
from ..figures.spans import Span, span
from ..indicators.catalogue import indicators
from ..indicators.lexicon import THAN_GOAL
from ..indicators.matching import PART, THERE, match
from ..indicators.proposed import Match
from ..indicators.units import (
    GROWTHS,
    MAGNITUDES,
    OF_PERSONS,
    PERSON,
    POINTS,
    SIGNS,
    YUAN,
    YUAN_SAID,
    quantity_of,
)
from ..tabular.csv import Row
from .asides import aside
from .unit_catalogue import PLAIN

#: Measures that say something of a level.
CHANGES = (*GROWTHS, "rank", "ratio_to_target")
#: Verbs of less and more within a name, which then counts by how much; and a change that is compared with
#: another time.
_CHANGING = re.compile("减少|压减|削减|降低|化解|淘汰|退出|净增|增加(?!值)")
_AFTER = re.compile("同比|环比|[比较][上去]年")
#: 轻工业的比重，由45%上升到47%: the comma parts no share from its name.
_SHARE_TURNED = re.compile("(?:比重|占比|份额)，(?:已经?|也|则|又)?(?:分别)?[由从][^，。；]{0,40}$")
#: 40位 that are persons and no rank, by who they are or what is done with them: 大师新增40位, 引进40位院士.
_HONOURED = re.compile(
    "(?:[师家人才士员者手生星]|代表|干部|劳模|新增|引进|聘请|培养|选派|评选|邀请|吸引|有|[0-9]位和)(?:分别|共|累计)?"
    "(?:新增|达到?|增至)?[近约超]?[0-9]+[多余]?位$"
)
_WHO = re.compile(
    "[一-鿿]{0,8}?(?:院士|专家|大师|代表|人才|教师|老师|干部|选手|学生|企业家|传承人|劳模|名师|医生|嘉宾|学者|同志|领导|人员|校长|患者|模范)"
)
#: What a rural household had to spend was counted as net income in the reports up to this year; 城乡居民收入 says
#: neither.
_NET_INCOME_UNTIL = 2014
_INCOMES = ("rural-disposable-income", "rural-net-income", "可支配")
_FELL_TO = re.compile("(?:下降|降低|降|减少|减|缩减|下调|清)(?:到|至|为)")
#: What was done of what was to be done, with no name of its own: 造林任务9万亩，实际完成10万亩.
_OUTCOME = re.compile(
    "[，、（(](?:(?:实际|已经?|累计|共|超额|全[年市县区镇乡州省])*(?:完成|实现)了?|实际(?:为|达到?)?)"
)
_PACE = re.compile("[增涨降升][速幅][^，。；]{0,8}$")
_PROPORTION = re.compile("占.*(?:比重|比例)$|占比$")
_EACH_YEAR = re.compile("每年|年均|平均")
_MEASURES = {**dict.fromkeys(RATIOS, "rate"), **dict.fromkeys(clauses.CLASSES, "class")}
#: Money, land or a total of which a percentage is a part: 财政支出75%用于民生, 达到全社会用电量的20%.
_OF_MONEY = "(?:财政|民生|公共预算|预算)*(?:支出|财力|财政资金|资金|收入|投资|投入|贷款|税收)"
_PART_AFTER = re.compile(
    f"的?(?:[一-鿿]{{0,8}}?{_OF_MONEY})?(?:都|均|要)?(?:用于|投向|投入(?!使用)|用在|向[一-鿿]{{2,6}}倾斜)"
)
_OF_TOTAL = re.compile(
    "(?:达到?|为)[^，。；、0-9]{1,10}(?:总量|总数|总额|用电量|产值|收入|投资|支出)的[近约超]?$"
)
#: Money, and whom or what it is for, behind a magnitude alone: 2600万价格调节资金.
_FUNDS = re.compile(
    "(?:以上|左右|余|多)?的?[一-鿿]{0,8}?(?:资金|经费|贷款|债券|专项债|补助款|善款|奖金|基金)(?=[，。；、]|$|用于|支持|投入|帮助|扶持)"
)
_FRACTION = re.compile("分之|一半|半数|过半")
#: What makes a fraction no part of a whole: 压缩一半, 相当于全国的一半.
_NO_PART = re.compile("压缩|压减|精简|缩短|减少|降低|下降|减半|水平|平均|时限|时间|相当于|标准|价格")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate observation; `indicator_id` and `unit_id` are blank where nothing fits.

    `dated` holds the printed words that say its period and status where these are not as usual in its part;
    `doubtful` says that a person must decide these two. `span` has the years together that it is of, where
    these are several, and `averaged` says that these are not said. `refused` says that a name of the
    catalogue is there and that its number is not of it. `months` has the part of a year that it is of.
    """

    figure: Figure
    indicator_id: str
    measure: str
    period: int
    status: str
    unit_id: str
    dated: str = ""
    doubtful: bool = False
    span: Span | None = None
    refused: bool = False
    averaged: bool = False
    months: Months | None = None


def propose(
    paragraph: str,
    found: Sequence[Figure],
    scope: Scope,
    calendar: Calendar,
    units: Iterable[Row],
) -> list[Proposal]:
    """Candidates for the quantities of one paragraph that may be statistics, in order.

    Args:
        paragraph: its text.
        found: the figures that the scanner finds in it.
        scope: what its part and headings say of its numbers.
        calendar: the years of the report.
        units: the code list of units, with the forms in which they are printed.
    """
    units = list(units)
    forms = {form: unit for unit in units for form in unit["printed_forms"].split()}
    plain = next((unit for unit in units if unit.key == PLAIN), None)
    made: list[Proposal] = []
    for proposed in match(paragraph, list(_in_percent(paragraph, found))):
        figure = _whole(proposed)
        if aside(paragraph, figure, glossary=scope.glossary):
            continue
        unit = forms.get(figure.unit.removesuffix(YUAN_SAID))
        unit = (
            _by_magnitude(figure, proposed.indicator_id, forms) or _of_funds(paragraph, figure, forms) or unit
        )
        if is_plain(figure, proposed.indicator_id):
            unit = plain
        measure = figure.measure or _MEASURES.get(figure.unit, "level")
        if (figure.unit, measure) == (OF_PERSONS, "level") and _of_persons(paragraph, figure):
            unit = forms.get(PERSON)
        if _is_share(paragraph, figure, measure):
            measure = "share"
        if measure == "share" and unit and unit["quantity"] != "ratio":
            measure = "level"
        dated = dating(paragraph, figure, scope, calendar)
        status = goal_status(paragraph, proposed.figure) if dated.goal else "actual"
        status = "target" if is_assigned(dated.words) and not scope.usual.goal else status
        indicator = _of_its_time(paragraph, proposed, calendar)
        if measure == "rate" and indicator and _PROPORTION.search(indicators()[indicator].name_zh):
            measure = "share"  # 税收占比提高2个百分点，达到80%
        indicator = indicator if can_be_entered(indicator, measure, unit) else ""
        years = _years(proposed, figure, span(paragraph, proposed.figure, scope, dated, calendar))
        unsaid = not years and _of_years_ahead(paragraph, figure, dated, calendar)
        if years and years.kind == "total" and indicator and not dated.goal:
            indicator = indicators()[indicator].added or indicator  # 五年累计培育企业9家
        refused = proposed.why in (PART, THERE) or (unsaid and indicator in _additions())
        indicator = "" if refused else indicator
        place = (figure, indicator, measure, dated.year, status, unit.key if unit else "")
        unusual = (dated.year, dated.goal) != (scope.part.year, scope.part.goal)
        words = dated.words if unusual else ""
        gap = measure not in GROWTHS and (figure.unit in POINTS or _PACE.search(paragraph[: figure.start]))
        averaged = not (years or gap) and kind_of(paragraph, proposed.figure) == "average"
        made.append(Proposal(*place, words, dated.doubtful or averaged, years, refused, averaged))
    return made


def _in_percent(paragraph: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """The figures, each nought that a percentage fell to as a percentage too: 由12.6%下降到0."""
    last: Figure | None = None
    for figure in found:
        turned = last and last.unit in RATIOS and not figure.unit and figure.value == 0
        if last and turned and _FELL_TO.fullmatch(paragraph, last.end, figure.start):
            yield replace(figure, unit=last.unit)
        else:
            yield figure
        last = figure


def _of_its_time(paragraph: str, proposed: Match, calendar: Calendar) -> str:
    """The indicator proposed for a number, as it was counted when the report was written."""
    disposable, net, said = _INCOMES
    start = proposed.figure.start
    unsaid = said not in paragraph[paragraph.rfind("。", 0, start) + 1 : start]
    old = proposed.indicator_id == disposable and calendar.plan <= _NET_INCOME_UNTIL
    return net if old and unsaid else proposed.indicator_id


def _years(proposed: Match, figure: Figure, years: Span | None) -> Span | None:
    """The years that a number is of: a change that its name counts (贫困人口减少3万人) is a total of theirs."""
    counted = years is not None and years.kind == "change" and figure is not proposed.figure
    return replace(years, kind="total") if years and counted else years


def _of_years_ahead(paragraph: str, figure: Figure, dated: Dating, calendar: Calendar) -> bool:
    """Whether a number is a goal of several years, which may as well be all there is then: 今后五年培育龙头企业2户."""
    clause = paragraph[max(map(paragraph[: figure.start].rfind, "，。；")) + 1 : figure.end]
    return dated.goal and dated.year > calendar.plan and not _EACH_YEAR.search(clause)


@cache
def _additions() -> frozenset[str]:
    """The indicators of what is added to a stock."""
    return frozenset(each.added for each in indicators().values() if each.added)


def _whole(proposed: Match) -> Figure:
    """The number of a match, as a level where the change is what its name counts: 压减煤炭产能9万吨, 贫困人口减少3万人."""
    figure = proposed.figure
    of_change = (
        proposed.indicator_id and _CHANGING.search(proposed.name) and not _AFTER.search(figure.printed)
    )
    if figure.measure not in GROWTHS or figure.value is None or not of_change:
        return figure
    if quantity_of(figure.unit)[0] in ("", "ratio"):
        return figure
    return replace(figure, value=abs(figure.value), measure="")


def _is_share(paragraph: str, figure: Figure, measure: str) -> bool:
    """Whether a percentage or a fraction is a part of a whole: 财政支出75%用于民生, 三分之一的竹房."""
    before = paragraph[: figure.start]
    clause = before[max(before.rfind(sign) for sign in "，。；：、") + 1 :]
    if measure == "rate":
        turned = _SHARE_TURNED.search(before) or _OF_TOTAL.search(clause)
        return bool(turned or (figure.unit == "%" and _PART_AFTER.match(paragraph, figure.end)))
    return measure == "level" and bool(_FRACTION.search(figure.printed)) and not _NO_PART.search(clause)


def _of_persons(paragraph: str, figure: Figure) -> bool:
    """Whether 位 counts persons here."""
    return bool(_HONOURED.search(paragraph[: figure.end]) or _WHO.match(paragraph, figure.end))


def _by_magnitude(figure: Figure, indicator_id: str, forms: Mapping[str, Row]) -> Row | None:
    """The unit of an amount that is printed by its magnitude alone: 地区生产总值突破万亿, 22万贫困人口脱贫."""
    if not indicator_id or not figure.unit or figure.unit.strip(SIGNS):
        return None
    indicator = indicators()[indicator_id]
    if indicator.quantity == "money":
        return forms.get(f"{figure.unit}{YUAN}") if figure.unit in MAGNITUDES else None
    counters = {each.lstrip(SIGNS) for each in indicator.units} - {""}
    counter = PERSON if PERSON in counters else "".join(counters) if len(counters) == 1 else ""
    return forms.get(f"{figure.unit}{counter}") if counter else None


def _of_funds(paragraph: str, figure: Figure, forms: Mapping[str, Row]) -> Row | None:
    """The unit of money of which only the magnitude is printed: 启用2600万价格调节资金."""
    alone = figure.unit and not figure.unit.strip(SIGNS) and _FUNDS.match(paragraph, figure.end)
    return forms.get(f"{figure.unit}{YUAN}") if alone else None


def is_plain(figure: Figure, indicator_id: str) -> bool:
    """Whether a number has no unit because its indicator has none, or it is a fraction: a coefficient of 0.6,
    三分之一.
    """
    if not figure.unit and figure.value is not None and _FRACTION.search(figure.printed):
        return True
    of = indicators().get(indicator_id)
    return of is not None and of.quantity == "ratio" and not of.units and not (figure.unit or figure.measure)


def can_be_entered(indicator_id: str, measure: str, unit: Row | None) -> bool:
    """Whether a package can have this indicator of the catalogue with this measure and unit."""
    chosen = indicators().get(indicator_id)
    return chosen is not None and fits_quantity(chosen.quantity, measure, unit)


def fits_quantity(quantity: str, measure: str, unit: Row | None) -> bool:
    """Whether what has a quantity can have this measure in this unit: FQ-R01 finds what cannot."""
    if measure in ("rate", "share"):
        return quantity == "ratio"
    if unit is None or measure not in ("level", *GROWTHS):
        return True
    if measure == "level" and (quantity, unit["quantity"]) == ("price", "money"):
        return True  # 亩均税收21.3万元: per mu by its name
    return unit["quantity"] == quantity or (measure in GROWTHS and unit["quantity"] == "ratio")


def of_other(each: Proposal, last: Proposal, text: str) -> bool:
    """Whether a change is of the growth before it and not of what grew, or a difference from a goal:
    增长7%，同比提高0.4个百分点; 比预期目标增加1万元.
    """
    of_rate = last.measure in GROWTHS and last.figure.unit.endswith("%")
    than_goal = THAN_GOAL.search(text[: each.figure.start])
    return each.measure in GROWTHS and bool(than_goal or (of_rate and each.figure.unit in POINTS))


def is_outcome(each: Proposal, last: Proposal, text: str) -> bool:
    """Whether a number is what was done of the one before it, the task of the same year."""
    between = text[last.figure.end : each.figure.start]
    same = (last.period, last.unit_id) == (each.period, each.unit_id) and each.status == "actual"
    clause = text[max(text.rfind(sign, 0, last.figure.start) for sign in "，。；：") + 1 : last.figure.start]
    done = _OUTCOME.fullmatch(between) or did_in_fact(clause, between)
    return is_assigned(last.dated) and same and bool(done)
