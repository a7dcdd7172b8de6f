"""The years together that a number of a review is of: 五年来新建学校5所 is of five years, not of the last.

A schema has one year for a number; that is the last. What the others are, and whether the number is a total
of them or a change over them, is said here. A level that was reached at the end is of the last year alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .calendar import FOUR_SIGNS, PLAN_ENDS, year_of
from .figure import Figure
from .numerals import numeral
from .outline import Calendar
from .periods import Dating, Scope, cues
from .span_kinds import Kind, kind_of

_COUNT: Final = "[二三四五六七八九两2-9]"
#: Words of several years, and words of a time that has no first year (近年来).
_SPAN: Final = re.compile(
    rf"(?<![前上])(?:过去|[这近])的?(?P<back>{_COUNT})年(?!规划|计划|行动|前|级|最|新|同期|平均|来?[^，。；0-9]{{1,6}}的[0-9])|"
    rf"(?<![十续第来后下用时过0-9])(?P<came>{_COUNT})年(?:来(?![^，。]{{0,8}}首次)|间|(?![^，。]{{0,4}}(?:计划|行动|工程|规划|"
    rf"攻坚))(?=累计|共|[新净]增|增[长加]|减少|下降|提高|分别|关[停闭]|完成|实施|改造|建[成设]|[新改]建|投[入资]|"
    "[引招]|吸引|接待|产[粮出]|发放|培[训育]|争取|化解|淘汰|治理|整治|造林|脱贫|转移|实现))"
    rf"|(?<![是比较为于同]“)(?<![是比较为于同])(?P<plan>{'|'.join(PLAN_ENDS)})”?(?:时期|期间|以来|五年|，)(?!总?投资|重[大点]项目|储备)|"
    rf"(?P<from>{FOUR_SIGNS})\s?年?\s?[-—－–~～至到]+\s?(?P<to>{FOUR_SIGNS})\s?年"
    "|(?P<term>本届[省市州县区镇]?(?:人民)?政府(?:任期|任职|履职|成立|组成)?(?:以来|期间|五年)|任期五年)"
    rf"|(?:{FOUR_SIGNS}年)?[与同和比较](?P<base>{FOUR_SIGNS})年[底末]?相比"
    rf"|(?<![^，；。：！、自从“])(?P<since>{FOUR_SIGNS})年以来"
    "|(?P<none>近年来(?!最)|多年来|[0-9十百]+年[来间]|(?<!提前)一年来?|上半年|[前上一二三四]{1,2}季度|(?<![0-9])[0-9]{1,2}月份?)"
)
_ONE: Final = ("year", "this", "last", "two", "next", "since", "within_year", "ahead", "within", "term")
#: Since when something has grown.
_BASE: Final = re.compile(
    rf"(?:[从由比较是]|相当于)(?P<year>{FOUR_SIGNS})年|[从由比较是与]“?(?P<plan>{'|'.join(PLAN_ENDS)})”?期?末"
)
_THAN: Final = re.compile(
    rf"(?:[比较]|[与同](?=.{{4,8}}相比))(?:(?P<year>{FOUR_SIGNS})年|“?(?P<plan>{'|'.join(PLAN_ENDS)})”?期?末)"
)
_NOW: Final = re.compile("目前|现有|截[至止]目前")
#: Words of several years that are of one number alone, which follows them: 改造5座、四年累计17座.
_OF_ONE: Final = re.compile(
    f"(?:过去|[这近])?{_COUNT}年(?:来|间)?(?:累计|共|总计|新增|增[长加])(?:达到?|超过?|近|约)*[0-9]"
    "|“?十[一二三四]?五”?(?:以来|时期|期间)?年均(?:增长)?[0-9]"
)
_STOPS: Final = "。！？!?"
#: Where a review of several years turns to the last of them, for all that follows: 去年，我们…, 2031年十件实事：….
_TURNS: Final = re.compile(
    f"一年来?|[^{_STOPS}，]{{1,6}}年，(?:面对[^{_STOPS}]{{0,60}}，)?我们|[^{_STOPS}]{{0,24}}："
)
#: Since a year, which dates its sentence, or the paragraph that it opens.
_SINCE: Final = re.compile("[0-9]{4}年以来")
#: A level that a year has, which dates no other clause: 优良天数2031年达到300天，造林….
_LEVEL_OF: Final = re.compile("[0-9]{4}年(?:底|末)?(?:达到?|突破|为|实现)?[近约超]?[0-9]")
#: A year up to which something grew, which dates its number alone: 提高到2031年的82%.
_UP_TO: Final = re.compile("[到至为](?=[0-9]{4}年[底末]?的)")
#: Words by which the numbers of a sentence are of one year, and those by which they are of more.
_OF_ONE_YEAR: Final = re.compile(
    "同比|[比较](?:上|去)一?年|(?<!一)年内|增长[0-9.]+%[，、](?:增速|增幅)|(?:年度|全年)(?:目标)?(?:任务|计划|目标)"
)
_OF_YEARS: Final = re.compile(
    "年均|累计|五年|[一二三四]五”?(?:期?末|时期|期间|以来)|[比较是由从与同][0-9]{4}年"
)
#: Where what follows a number is said of another time: the end of its sentence, or words of a year.
_DATED: Final = re.compile(f"[{_STOPS}]|[去今]年|[0-9]{{4}}年")
#: What is counted anew each year, so that a rise by less than 15 % is not that of several.
_YEARLY: Final = re.compile("生产总值|GDP|增加值|产值|投资|零售|收入|出口|价格|物价|利润|税收|销售")
_LEAST_RISE: Final = 15
_LONGEST: Final = 10  # years since one that is named
#: What makes a year a subject, of which no number is: 2031年是“十九五”收官之年, 2031年各项任务的完成.
_SUBJECT: Final = re.compile("[也正]?是|[^，。；]{0,14}的完成，")
#: An item of an enumeration, whose year dates no other item: 二是….
_ITEM: Final = re.compile(f"(?:^|[{_STOPS}；;：:])[一二三四五六七八九十]{{1,2}}是|[①-⑨]")
_OPENS: Final = re.compile(
    r"[\s\u3000*#>]*(?:各位代表[！，!,:：]?|[—－-]{1,2})?(?:特别是)?(?:刚刚过去的?)?[“在]?"
)

_TITLE: Final = re.compile("《[^》]*》")
#: Of the years to come: 今后五年, 三年内, and the words of a goal of several years.
_AHEAD: Final = re.compile(
    "(?:今后|未来)的?[^0-9，。]{0,2}年|[一二三四五六七八九十两0-9]{1,2}年(?:之?内|时间|左右)|届"
)
_PLAN: Final = re.compile("|".join(sorted(PLAN_ENDS, key=len, reverse=True)))
#: What is to be there at the end of the years: 建成高标准农田, 培育龙头企业.
_AIMED_LEVEL: Final = re.compile(
    "(?<!(?<!创)新)(?:建成|培育|打造|形成|创建|组建|拥有|发展|开通|设立|建立|建设)|存量|累计(?=.*(?:达|突破|超)(?!.*元)|[^，]*量)"
)
_FALLS: Final = re.compile("下降|降低|减少|压减|削减|下调|累计|净增")
POINTS: Final = ("个百分点", "百分点")


@dataclass(frozen=True, slots=True)
class Span:
    """Several years that a number is of.

    Attributes:
        first: the first of them.
        last: the last, for which the number is entered.
        kind: whether it is a total of them, a change over them or an average of each.
    """

    first: int
    last: int
    kind: Kind

    @property
    def years(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


def span(paragraph: str, figure: Figure, scope: Scope, said: Dating, calendar: Calendar) -> Span | None:
    """The years together that a number is of; None where it is of one year, a goal, or a level.

    Args:
        paragraph: the text.
        figure: the number.
        scope: what its part and headings say of its numbers.
        said: the dating of the number.
        calendar: the years of the report.

    >>> from .periods import usual
    >>> from .scanner import figures
    >>> calendar = Calendar(2031, 2032, 2032)
    >>> review = usual("review", calendar)
    >>> for text in ("五年来，新建学校5所", "五年来，产值增长8%", "产值达到8亿元", "去年新建学校5所"):
    ...     found = span(text, figures(text)[-1], Scope(review, review, 5), review, calendar)
    ...     print(found and (found.first, found.last, found.kind))
    (2027, 2031, 'total')
    (2027, 2031, 'change')
    None
    None
    """
    before, kind = paragraph[: figure.start], kind_of(paragraph, figure)
    if kind and said.goal:
        first = _first_ahead(paragraph, figure, kind, scope, said, calendar)
        return Span(first, said.year, kind) if 0 < first < said.year else None
    if said.goal or said.year != calendar.review:
        return None
    base = _base(before) if kind in ("average", "change") else 0
    first = base + 1 if base else _first(paragraph, figure, kind, scope, calendar)
    if kind == "average" and not first:
        opened = max(map(before.rfind, _STOPS)) + 1
        times = [
            year
            for at, year in sorted(_times(before, calendar))
            if year and (at >= opened or not _SINCE.match(before, at))
        ]
        first = times[-1] if times else _of_scope(scope, calendar)
    return Span(first, calendar.review, kind) if kind and 0 < first < calendar.review else None


def _first_ahead(
    paragraph: str, figure: Figure, kind: Kind, scope: Scope, said: Dating, calendar: Calendar
) -> int:
    """The first of the years to come that a goal is of; 0 where they are not said.

    What grows by 8 % is given no span, unless its clause names the year that it grows from: the number may be
    of each year.
    """
    sentence = paragraph[max(map(paragraph[: figure.start].rfind, _STOPS)) + 1 : figure.start]
    sentence = _TITLE.sub("", sentence)
    clause = sentence[sentence.rfind("，") + 1 :] + figure.printed
    if said.year == calendar.plan:  # the last year of a plan, of which a goal of that year says nothing
        sentence = clause
    if kind == "total" and _AIMED_LEVEL.search(clause) and "新增" not in clause:
        return 0
    if kind == "change" and (base := _than(clause)):
        return base + 1
    if kind == "change" and not (_FALLS.search(clause) or figure.unit in POINTS):
        return 0
    of_scope = scope.usual.words if scope.usual.year == said.year else ""
    for words in (sentence, said.words, of_scope)[: 1 if said.year == calendar.plan else 3]:
        for found in reversed([*_SPAN.finditer(words)]):
            if found["from"] and year_of(found["to"]) == said.year:
                return year_of(found["from"])
        for found in _PLAN.finditer(words):
            if PLAN_ENDS[found[0]] == said.year:
                return said.year - 4
        if _AHEAD.search(words):
            return calendar.plan
    return calendar.plan if kind == "average" or said.year - calendar.plan == 4 else 0


def _base(before: str) -> int:
    """The year that a change or an average begins from: 由2028年的3亿元提高到9亿元，年均增长17%; 0 where none is said."""
    said = list(_BASE.finditer(before, max(map(before.rfind, (*_STOPS, "；"))) + 1))
    last = said[-1] if said else None
    return (year_of(last["year"]) if last["year"] else PLAN_ENDS[last["plan"]]) if last else 0


def _than(clause: str) -> int:
    """The year than which a clause says that something is more or less: 比2030年下降20%; 0 where it says none."""
    *_, said = (None, *_THAN.finditer(clause))
    return (year_of(said["year"]) if said["year"] else PLAN_ENDS[said["plan"]]) if said else 0


def _of_scope(scope: Scope, calendar: Calendar) -> int:
    return calendar.review - scope.span + 1 if scope.span > 1 and not scope.usual.goal else 0


def _first(paragraph: str, figure: Figure, kind: Kind | None, scope: Scope, calendar: Calendar) -> int:
    """The first year that the words before a number name, else that its part looks back to; 0 for one year
    alone.
    """
    before = paragraph[: figure.start]
    opened = max(map(before.rfind, _STOPS)) + 1
    times = [
        each
        for each in sorted(_times(paragraph[: figure.end], calendar))
        if _of_more(paragraph, each[0], figure)
    ]
    if here := [each for each in times if each[0] >= opened]:
        at, first = here[-1]
        every = not first and scope.span > 1 and _of_every(paragraph, figure, kind, at)
        return _of_scope(scope, calendar) if every else first
    carried = _carried(paragraph, figure, times, scope)
    of_all = kind == "total" and scope.span > 1 and carried  # 这五年，…。税收同比增长8%，新建学校5所
    if not of_all and _of_last(paragraph, figure, kind, opened):
        return 0
    return _of_scope(scope, calendar) if carried is None else carried


def _carried(paragraph: str, figure: Figure, times: Sequence[tuple[int, int]], scope: Scope) -> int | None:
    """The first year of the last words of time that open an earlier sentence; None where there are none."""
    before = paragraph[: figure.start]
    items = [each.end() for each in _ITEM.finditer(before)]
    for at, first in reversed(times):
        if not first and items and items[0] <= at < items[-1]:
            continue
        if _NOW.match(before, at) or (not first and scope.span > 1 and not _TURNS.match(paragraph, at)):
            continue
        sentence = max(before.rfind(stop, 0, at) for stop in _STOPS) + 1
        if _OPENS.fullmatch(before, sentence, at) and not (sentence and _SINCE.match(before, at)):
            return first
    return None


def _of_more(paragraph: str, at: int, figure: Figure) -> bool:
    """Whether words of time before a number are not of another number alone."""
    alone = _OF_ONE.match(paragraph, at)
    return at < figure.start and not (alone and alone.end() <= figure.start)


def _of_every(paragraph: str, figure: Figure, kind: Kind | None, at: int) -> bool:
    """Whether a number has all years of its part, though words of one year are in its sentence at `at`:
    2031年，产值9亿元，增长1.3倍; 2031年，产值9亿元，累计投资8亿元; 优良天数2031年达到300天，造林3万亩.
    """
    if kind == "change" and figure.unit == "倍":
        return True
    clause = max(paragraph.rfind(sign, 0, figure.start) for sign in "，；：") + 1
    if at >= clause:
        return False
    opens = _OPENS.fullmatch(paragraph, max(paragraph.rfind(stop, 0, at) for stop in _STOPS) + 1, at)
    return "累计" in paragraph[clause : figure.end] or bool(not opens and _LEVEL_OF.match(paragraph, at))


def _of_last(paragraph: str, figure: Figure, kind: Kind | None, opened: int) -> bool:
    """Whether a number is of the last year alone by the other numbers of its sentence, or as a small rise of
    what each year has anew: 产值9亿元，增长8%，增速居全县第一; 产值同比增长8%，新建学校5所.
    """
    stop = _DATED.search(paragraph, figure.end)
    sentence = paragraph[opened : stop.start() if stop else len(paragraph)]
    if not _OF_YEARS.search(sentence) and _OF_ONE_YEAR.search(sentence):
        return True
    said = paragraph[opened : figure.end]
    if (
        kind != "change"
        or figure.unit not in ("%", "％")
        or not _YEARLY.search(said)
        or _OF_YEARS.search(said)
    ):
        return False
    beside = re.findall("([0-9.]+)[%％]", re.split("[，；]", said)[-1])  # 分别增长38%和7%
    return figure.value is not None and 0 < figure.value < _LEAST_RISE > max(map(float, beside), default=0)


def _times(text: str, calendar: Calendar) -> Iterator[tuple[int, int]]:
    """Where words of time are, with the first of the years that they name; 0 where that is one year or not
    said.
    """
    taken = list[range]()
    for found in _SPAN.finditer(text):
        taken.append(range(found.start(), found.end()))
        yield found.start(), _first_of(found, calendar)
    for cue in cues(text, calendar):
        now = cue.kind == "now" and _NOW.match(text, cue.start)
        within = cue.kind == "base" and text.startswith("在", cue.start - 1)  # 在2030年增长5%
        of_one = cue.start and _UP_TO.match(text, cue.start - 1)
        dates = now or within or (cue.kind in _ONE and not of_one and not _SUBJECT.match(text, cue.end))
        if dates and not any(cue.start in each for each in taken):
            yield cue.start, 0


def _first_of(found: re.Match[str], calendar: Calendar) -> int:
    if count := found["back"] or found["came"]:
        read = numeral(count)
        return calendar.review - int(read.value) + 1 if read else 0
    if found["plan"]:
        end = PLAN_ENDS[found["plan"]]
        return end - 4 if end - 4 < calendar.review <= end else 0
    if found["since"]:
        return year_of(found["since"]) if calendar.review - year_of(found["since"]) < _LONGEST else 0
    if found["base"]:
        return year_of(found["base"]) + 1
    if found["from"]:
        return year_of(found["from"]) if year_of(found["to"]) == calendar.review else 0
    return calendar.review - 4 if found["term"] else 0
