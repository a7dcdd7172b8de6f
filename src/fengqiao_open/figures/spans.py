"""The years together that a number of a review is of: 五年来新建学校5所 is of five years, not of the last.

A schema has one year for a number; that is the last. What the others are, and whether the number is a total
of them or a change over them, is said here. A level that was reached at the end is of the last year alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from .calendar import FOUR_SIGNS, PLAN_ENDS, year_of
from .clauses import CLASSES
from .figure import Figure
from .numerals import numeral
from .outline import Calendar
from .periods import Dating, Scope, cues

Kind = Literal["total", "change", "average"]

_COUNT: Final = "[二三四五六七八九两2-9]"
#: Words of several years, and words of a time that has no first year (近年来).
_SPAN: Final = re.compile(
    rf"(?<![前上])(?:过去|[这近])的?(?P<back>{_COUNT})年(?!规划|计划|行动|前|级|最|新|同期|平均)|"
    rf"(?<![十续第来后下0-9])(?P<came>{_COUNT})年(?:来|间|(?=累计|共|新增|增长|下降|分别|关停|关闭|完成|改造|建成|新建|投入|引进))"
    rf"|(?P<plan>{'|'.join(PLAN_ENDS)})”?(?:时期|期间|以来|五年|，)|"
    rf"(?P<from>{FOUR_SIGNS})\s?年?\s?[-—－–~～至到]+\s?(?P<to>{FOUR_SIGNS})\s?年"
    "|(?P<term>本届政府(?:任期|任职|履职|成立|组成)?(?:以来|期间|五年)|任期五年)"
    "|(?P<none>近年来|多年来|[0-9十百]+年[来间]|一年来?|上半年|[前上一二三四]{1,2}季度|(?<![0-9])[0-9]{1,2}月份?)"
)
_ONE: Final = ("year", "this", "last", "two", "next", "since", "within_year", "ahead", "within", "term")
#: Since when something has grown.
_BASE: Final = re.compile(
    rf"(?:[从由比较是]|相当于)(?P<year>{FOUR_SIGNS})年|[从由比较是与]“?(?P<plan>{'|'.join(PLAN_ENDS)})”?期?末"
)
_EXPECTED: Final = re.compile("预计")
_NOW: Final = re.compile("目前|现有|截[至止]目前")
_STOPS: Final = "。！？!?"
_BREAKS: Final = re.compile("[，,。；;：:！？]")
_OPENS: Final = re.compile(r"[\s\u3000*#>]*(?:各位代表[！，!,:：]?|[—－-]{1,2})?[“在]?")

#: Words of what each of several years has of a number.
AVERAGE: Final = re.compile("年(?:均|平均)(?!浓度|气温|值)|平均每年")
_EACH_YEAR: Final = re.compile(
    "每年|逐年|年产|年(?:处理|吞吐|接待)能力|人均|户均|日均|日产|月均|比重|占|每[百千万]"
)
#: Growth that is not over the years: of one year, or of a total over that of the years before (比上个五年).
_OF_OTHERS: Final = re.compile(
    "同比|环比|[比较]上一?年|[比较]去年|[上前]一?个?五年|上一?届|[比较是]“?十[一二三四]?五(?!”?期?末)"
)
#: 累计达到60万亩 is all there is, unless words of years are before it or it is money, of which nothing is left.
_ALL: Final = re.compile("(?<!年)累计(?:分别|总数)?达到?$")
_TOTAL: Final = re.compile("累计|总计|共(?=[建投完引签实发办改新培安解争获减])")
_ADDED: Final = re.compile("新增|新（[改扩、]+）建|新[建开改引认培获签设登评辟发晋]")
#: What is done in the years, thing by thing.
_DONE: Final = re.compile(
    "改造|[改扩续]建|建成|建设|完成|引进|招引|引育|投入|投资|投放|实施|开工|竣工|投产|达产|办[理结]|发放|培训|接待|脱贫|摘帽|搬迁|安置|整治"
    "|治理|修复|修缮|拆除|淘汰|关停|关闭|取缔|退出|腾退|压减|签约|落户|落地|获批|获评|荣获|获得|斩获|查处|化解|调解|救助|帮扶|资助|举办|承办|解决|筹[集措]"
    "|争取|造林|植树|绿化|减税|减免|降费|处置|清理|创建|铺设|转化|认定|培育|审结|立案|出台|制定|修订|落实|惠及|争创|募集|发行|盘活|消化|回收|兑现|征收|推广|编制"
    "|取消|下放|精简|打造|组建|成立|设立|开通|新辟|启用|投用|消除|整改|推出|输送|选派|招录|招聘|吸引|撤销|打掉|破获|销号|上市"
)
_DONE_AFTER: Final = re.compile(
    "[^，。；、0-9]{0,14}?(?:脱贫|摘帽|出列|建成|改造|完成|投产|竣工|开工|落户|落地|投用|通车|获批|入选|获评|搬迁|入住|上市|开通|销号|淘汰|完工|封顶|搬离|住上|喝上|用上|"
    "退出)"
)
#: What is so at the end: 达到8亿元. By 累计 and 新增 even what is reached is a total.
_REACHED: Final = re.compile(
    "(?:达到?|[增升提高加展大][至到]|突破|[有为至]|保持在?|稳定在|位居|居)[^，]{0,4}$|拥有|保有|现有|共有|余额|总数|总量|存量"
)
#: 新增5家、达到30家: the second is all there are.
_AND_REACHED: Final = re.compile("[0-9][^、]*、(?:累计|总数)?(?:达到?|增至|增加到|总数)[近约超]*$")
#: By how much something is another than before the years.
_BY: Final = re.compile("(?:净增|增加|减少|提高|下降|扩大|降低|提升|压缩|缩短|上升)了?[近约超过逾]*$")
_SHORT: Final = 4  # characters before a number that say no more than of what place it is
_RATIOS: Final = ("%", "％", "‰")


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
    if said.goal or said.year != calendar.review:
        return None
    before, kind = paragraph[: figure.start], _kind(paragraph, figure)
    base = _base(before) if kind in ("average", "change") else 0
    first = base + 1 if base else _first(before, scope, calendar)
    if kind == "average" and not first:
        times = [year for _, year in sorted(_times(before, calendar)) if year]
        first = times[-1] if times else _of_scope(scope, calendar)
    return Span(first, calendar.review, kind) if kind and 0 < first < calendar.review else None


def _base(before: str) -> int:
    """The year that a change or an average begins from: 由2028年的3亿元提高到9亿元，年均增长17%; 0 where none is said."""
    said = list(_BASE.finditer(before, max(map(before.rfind, (*_STOPS, "；"))) + 1))
    last = said[-1] if said else None
    return (year_of(last["year"]) if last["year"] else PLAN_ENDS[last["plan"]]) if last else 0


def _of_scope(scope: Scope, calendar: Calendar) -> int:
    return calendar.review - scope.span + 1 if scope.span > 1 and not scope.usual.goal else 0


def _first(before: str, scope: Scope, calendar: Calendar) -> int:
    """The first year that the words before a number name, else that its part looks back to; 0 for one year
    alone.
    """
    opened = max(map(before.rfind, _STOPS)) + 1
    times = sorted(_times(before, calendar))
    if here := [first for start, first in times if start >= opened]:
        return here[-1]
    for start, first in reversed(times):
        sentence = max(before.rfind(stop, 0, start) for stop in _STOPS) + 1
        if _OPENS.fullmatch(before, sentence, start):
            return first
    return _of_scope(scope, calendar)


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
        if (now or within or cue.kind in _ONE) and not any(cue.start in each for each in taken):
            yield cue.start, 0


def _first_of(found: re.Match[str], calendar: Calendar) -> int:
    if count := found["back"] or found["came"]:
        read = numeral(count)
        return calendar.review - int(read.value) + 1 if read else 0
    if found["plan"]:
        end = PLAN_ENDS[found["plan"]]
        return end - 4 if end - 4 < calendar.review <= end else 0
    if found["from"]:
        return year_of(found["from"]) if year_of(found["to"]) == calendar.review else 0
    return calendar.review - 4 if found["term"] else 0


def _kind(paragraph: str, figure: Figure) -> Kind | None:
    """What a number that several years have is of them; None for a level at their end."""
    start = max((each.end() for each in _BREAKS.finditer(paragraph, 0, figure.start)), default=0)
    clause = paragraph[start : figure.start]
    said = clause + figure.printed
    if _OF_OTHERS.search(said):
        return None
    if figure.measure == "growth":
        return "average" if AVERAGE.search(said) else "change"
    if figure.measure or figure.unit in (*_RATIOS, *CLASSES) or _EACH_YEAR.search(said):
        return None
    if AVERAGE.search(said):
        return "average"
    if _BY.search(clause):
        return "change"
    if _AND_REACHED.search(clause):
        return None
    if _ALL.search(clause) and not figure.unit.endswith("元") and not _ADDED.search(clause):
        return None
    if _TOTAL.search(clause) or _ADDED.search(clause):
        return "total"
    if _EXPECTED.search(paragraph, max(map(paragraph[: figure.start].rfind, _STOPS)) + 1, figure.start):
        return None  # 预计产值2200亿元，投资1479亿元: of the year that has just ended
    if _REACHED.search(clause):
        return None
    done = _DONE.search(clause) or (len(clause) <= _SHORT and _DONE_AFTER.match(paragraph, figure.end))
    return "total" if done else None
