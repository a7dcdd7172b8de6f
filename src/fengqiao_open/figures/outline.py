"""The outline of a report: its parts and sections, from the words and years of its headings.

A report looks back, then ahead, then at the government itself. Where one part ends is found from what the
headings say (2022年工作回顾, 今后五年, 加强政府自身建设) and, where they say nothing, from the words of the
paragraphs below them. The number of a heading alone decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from .calendar import NUMERAL, five_year_plans, years
from .numerals import numeral

#: The parts, in their order.
PARTS: Final = ("front", "review", "plan", "government")

_MARKUP: Final = re.compile(r"^[\s\u3000#*>_]+|[\s\u3000*_]+$")
#: The forms of numbered headings, from the highest to the lowest.
_NUMBERED: Final = tuple(
    re.compile(form)
    for form in (
        rf"第({NUMERAL})(?:部分|章|篇)[、：:，,\s\u3000]*",
        rf"({NUMERAL})\s?[、．.](?!{NUMERAL}[、产])[\s\u3000]*",
        rf"[(（]({NUMERAL})[)）][\s\u3000]*",
        r"(\d{1,2})[、．.](?!\d)[\s\u3000]*",
        rf"[(（](\d{{1,2}})[)）]|({NUMERAL})是|第({NUMERAL})[，、]",
    )
)
_TOP: Final = 1  # 第一部分, 一、 and titles without a number may begin a part
_LONGEST_TITLE: Final = 44
_NEAR: Final = 6  # paragraphs from a title to the first text below it
_NO_TITLE: Final = re.compile(
    "[。；，、！？!?…:：;,]$|。.|^[—－-]{2}|^title:|各位代表|请予审议|月[0-9]{1,2}日|[届次].{0,6}会议|政府工作报告"
)
_WORDS: Final = re.compile("[^。：:！!]{0,60}")

_GOVERNMENT: Final = re.compile(
    "自身建设|服务型政府|(?:人民满意|法治|廉洁|效能|效率|诚信|阳光|担当).{0,14}政府|政府(?:治理|服务|行政|履职|执行)"
    "|行政(?:效能|能力)|依法行政|政府系统|(?:建设|打造|锻造|塑造).{0,14}政府(?!工作)|政府.{0,4}(?:作风|能力|效能|建设)|施政"
)
_REVIEW: Final = re.compile(
    "回顾|总结|(?:全面|圆满|超额|胜利|较好|如期)完成了.{0,16}(?:任务|目标)|过去的?[一二三四五两]年|[一二三四五两]年来|本届政府|上一?届|"
    "(?:主要|发展|工作|重大|历史性)(?:成就|成效|成绩|情况)|(?:完成|进展|执行|落实|开展|实施)情况|成就$"
)
_LOOKS_BACK: Final = re.compile(
    "取得|迈[出上]|实现|(?:全面|扎实|稳步|深入|有序|持续)推进$|开局良好|新(?:成效|成就|进展|突破|台阶)|圆满|稳中|显著|明显|有力|决定性"
)
_PLAN: Final = re.compile(
    "今后|未来|总体(?:要求|思路|部署|安排)|目标|安排|任务|重点(?!项目|工程|领域|区域|产业|企业)|部署|建议|主要考虑|思路|打算|工作要点|展望|规划|远景|扎实做好|全力做好"
)
_LOOKS_AHEAD: Final = re.compile(
    "全力|奋力|努力|着力|加快|推进|推动|聚焦|坚持|确保|开好局|起好步|谱写|开创|奋进"
)
_TO_DO: Final = re.compile("推进|推动|全力|奋力|努力|确保|开好局|做好")
_ADDRESS: Final = re.compile("(?:报告|提出).{0,30}(?:审议|审查)|提出(?:宝贵)?意见")
#: What a paragraph says of its time: past, and time to come.
_PAST: Final = re.compile(
    "同比|累计|初步(?:核算|统计|预计)|预计|圆满|荣获|获评|获批|被评为|被列为|入选|[一二三四五两]年来|过去.?年|去年|得到|顺利|成功|比上年|较上年"
)
_FUTURE: Final = re.compile(
    "力争|确保|今年|明年|预期目标|争取|今后|未来|要(?:坚持|加快|大力|全面|着力)|我们(?:将|要)"
)
#: What is still wanting at the end of a review.
_WANTING: Final = re.compile(
    "清醒(?:地|的)?(?:认识|看到)|也要?看到|面临的?(?:困难|问题)|(?:存在|还有)(?:不少|许多|一些|诸多)(?:困难|问题|不足)"
)
_DAY: Final = re.compile(r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日")
_TITLE_YEAR: Final = re.compile(
    r"([0-9]{4})\s*年?[^，。]{0,12}政府工作报告|政府工作报告[（(]\s*([0-9]{4})\s*年?[)）]"
)
_OPENING: Final = 40  # characters
_HEADED: Final = 20.0  # the weight of a heading whose words or years are clear
_OPENS: Final = 4.0  # the weight of a boundary at a heading of the first rank
_LEAST: Final = 8.0  # a part that looks ahead weighs more than this
_CLEAR: Final = 3.0  # a boundary that is better by less than this is doubtful


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading, or a title without a number.

    Attributes:
        paragraph: its paragraph, counted from 0.
        level: its rank: 0 and 1 begin parts (第一部分, 一、, a title), others do not ((一), 1., 一是).
        number: its number, 0 for a title.
        words: its words without the number.
        sense: the part that its words and years name, blank where they name none.
    """

    paragraph: int
    level: int
    number: int
    words: str
    sense: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years of a report: the one that it reviews, the one that it plans, and that of its presentation."""

    review: int
    plan: int
    issued: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What a report is divided into, one entry a paragraph, and what of it is doubtful.

    Attributes:
        calendar: the years.
        parts: front, review, plan or government.
        sections: the number of the part's heading and of the section's, such as "2.1"; blank outside
            sections.
        headings: the headings, in order.
        doubtful: the paragraphs, counted from 0, at which a part begins that nothing clearly says to begin.
    """

    calendar: Calendar
    parts: tuple[str, ...]
    sections: tuple[str, ...]
    headings: tuple[Heading, ...]
    doubtful: tuple[int, ...]


def bare(paragraph: str) -> str:
    """A paragraph without indent and marks of Markdown at its ends.

    >>> bare("\u3000\u3000**一、工作**")
    '一、工作'
    """
    return _MARKUP.sub("", paragraph)


def outline(paragraphs: Sequence[str], year: int) -> Outline:
    """Parts, sections and years of a report.

    Args:
        paragraphs: its paragraphs.
        year: the year in which it was presented, if it prints no other.

    >>> lines = ("报告", "2031年工作回顾", "一、产业兴旺", "产值同比增长8%。", "2032年工作安排", "一、兴产业")
    >>> made = outline(lines, 2032)
    >>> made.parts, made.sections[2]
    (('front', 'review', 'review', 'review', 'plan', 'plan'), '1.1')
    """
    texts = [bare(each) for each in paragraphs]
    calendar = _calendar(texts, year)
    headings = tuple(_headings(texts, calendar))
    begin = _front_end(texts, headings)
    turn, clear = _turn(texts, headings, calendar, begin)
    last = _government(headings, turn, len(texts))
    parts = [
        PARTS[(at >= begin) + (at >= begin and at >= turn) + (at >= begin and at >= max(last, turn))]
        for at in range(len(texts))
    ]
    doubtful = () if clear else (min(turn, len(texts) - 1),)
    sections = tuple(_sections(parts, headings))
    return Outline(calendar, tuple(parts), sections, headings, doubtful)


def _heading(paragraph: int, text: str) -> Heading | None:
    """The heading that a paragraph begins with or is."""
    for level, form in enumerate(_NUMBERED):
        if found := form.match(text):
            digits = next(each for each in found.groups() if each)
            read = numeral(digits)
            words = _WORDS.match(text, found.end())
            return Heading(paragraph, level, int(read.value) if read else 0, words[0] if words else "", "")
    if text and len(text) <= _LONGEST_TITLE and not _NO_TITLE.search(text):
        return Heading(paragraph, 0, 0, text, "")
    return None


def _headings(texts: Sequence[str], calendar: Calendar) -> Iterator[Heading]:
    for paragraph, text in enumerate(texts):
        if found := _heading(paragraph, text):
            sense = _sense(found.words, calendar)
            if found.number or (sense and _opens_text(texts[paragraph + 1 : paragraph + _NEAR])):
                yield Heading(paragraph, found.level, found.number, found.words, sense)


def _opens_text(following: Sequence[str]) -> bool:
    """Whether text follows a title: in the list of links below a web page, none does."""
    return any(
        "。" in text or len(text) > _LONGEST_TITLE or any(form.match(text) for form in _NUMBERED)
        for text in following
    )


def _sense(words: str, calendar: Calendar) -> str:
    """The part that the words and years of a heading name.

    >>> calendar = Calendar(2031, 2032, 2032)
    >>> [_sense(words, calendar) for words in ("2031年主要工作", "今后五年", "加强政府自身建设", "产业")]
    ['review', 'plan', 'government', '']
    """
    named = years(words)
    if _REVIEW.search(words):
        return "review"
    if named and max(named) < calendar.plan:
        return "review"
    ahead = [end for end in five_year_plans(words) if end >= calendar.plan]
    if _GOVERNMENT.search(words) and not named and not ahead:
        return "government"
    if named and max(named) >= calendar.plan and (_PLAN.search(words) or calendar.plan > calendar.review):
        return "plan"
    if _PLAN.search(words) and not _LOOKS_BACK.search(words):
        return "plan"
    if ahead and _LOOKS_AHEAD.search(words) and not _LOOKS_BACK.search(words):
        return "plan"
    return ""


def _calendar(texts: Sequence[str], year: int) -> Calendar:
    """The years of a report: as its headings print them, else its date and title, else as given."""
    top = [each for at, text in enumerate(texts) if (each := _heading(at, text)) and each.level <= _TOP]
    issued, month = _issued(texts)
    plans: Counter[int] = Counter()
    half = False
    for each in top:
        named = [found for found in years(each.words) if abs(found - (issued or year)) <= 2]
        back = _REVIEW.search(each.words)
        if back and named:  # 2031年工作回顾和2032年工作目标 looks back on the first
            named = [found for found in years(each.words[: back.end()]) if found in named] or named
            halved = "上半年" in each.words and "以来" not in each.words
            half |= halved
            plans[max(named) + (not halved)] += 1
        elif named and "政府工作报告" not in each.words and _looks_ahead(each.words):
            plans[max(named)] += 1
    likely = (issued + (month >= 10)) if issued else year
    plan = max(plans, key=lambda each: (plans[each], each == likely)) if plans else likely
    return Calendar(plan if half else plan - 1, plan, issued or year)


def _looks_ahead(words: str) -> bool:
    """Whether a heading that names a year speaks of what is to be done in it."""
    return bool(_PLAN.search(words) or (_TO_DO.search(words) and not _LOOKS_BACK.search(words)))


def _issued(texts: Iterable[str]) -> tuple[int, int]:
    """Year and month of presentation, from the first lines; month 1 where only a year is in the title."""
    first = [text for text in texts if text][:15]
    short = [text for text in first if len(text) < 90]
    titles = [int(found[1] or found[2]) for text in short if (found := _TITLE_YEAR.search(text))]
    days = [(int(found[1]), int(found[2])) for text in short if (found := _DAY.search(text))]
    # A title dated years later is that of a page on which an old report was put.
    likely = [day for day in days if not titles or abs(day[0] - titles[0]) <= 1]
    return (likely or [(each, 1) for each in titles] or days or [(0, 0)])[0]


def _front_end(texts: Sequence[str], headings: Sequence[Heading]) -> int:
    """The first paragraph of the review: after the form of address, or at the first heading."""
    first = next((each.paragraph for each in headings if each.level <= _TOP), len(texts))
    # A motto above the form of address is no heading, even where it speaks of aims.
    opens = next(
        (
            each.paragraph
            for each in headings
            if each.level <= _TOP and (each.number or each.sense == PARTS[1])
        ),
        len(texts),
    )
    addressed = [at for at, text in enumerate(texts[: min(opens, 40)]) if _ADDRESS.search(text)]
    if addressed:
        return next((at for at in range(addressed[-1] + 1, len(texts)) if texts[at]), len(texts))
    if first < 40:
        return first
    return next((at for at, text in enumerate(texts) if len(text) > 60), 0)


def _turn(
    texts: Sequence[str], headings: Sequence[Heading], calendar: Calendar, begin: int
) -> tuple[int, bool]:
    """The first paragraph that looks ahead, and whether that is clear.

    Of all places the one is taken that leaves the most that looks back before it and ahead after it.
    """
    at_top = {each.paragraph: each for each in headings if each.level <= _highest(headings)}
    leans = [_lean(text, at_top.get(at), calendar) if at >= begin else 0.0 for at, text in enumerate(texts)]
    before = [0.0, *accumulate(leans)]
    scores: dict[int, float] = {}
    before_it, ranked = None, sorted(at_top)
    for at in (each for each in range(begin, len(texts) + 1) if each == len(texts) or texts[each]):
        heading = at_top.get(at)
        before_it = heading or before_it
        if (
            before_it
            and not heading
            and before_it.sense == "review"
            and not _names_ahead(texts, at, calendar)
        ):
            following = next((at_top[each] for each in ranked if each > at), None)
            if following and following.sense == "plan":
                continue  # a review lasts up to the heading that looks ahead
        bonus = _OPENS if heading else 0.0
        if heading and heading.sense == "plan":
            bonus += _OPENS
        scores[at] = before[-1] - 2 * before[at] + bonus
    best = max(scores, key=lambda at: scores[at])
    rival = max((score for at, score in scores.items() if abs(at - best) > 2), default=-1e9)
    if scores[best] - scores[len(texts)] < _LEAST:
        return len(texts), False
    heading = at_top.get(best)
    said = best == begin or (heading is not None and heading.sense == "plan")
    return best, said or (heading is not None and scores[best] - rival >= _CLEAR)


def _names_ahead(texts: Sequence[str], at: int, calendar: Calendar) -> bool:
    """Whether a paragraph opens with a year or a five-year plan to come."""
    opening = texts[at][:_OPENING] if at < len(texts) else ""
    return any(each >= calendar.plan for each in (*years(opening), *five_year_plans(opening)))


def _highest(headings: Sequence[Heading]) -> int:
    """The rank of the headings that part a report: titles where one of them looks back and a later one ahead.

    The numbered headings between are sections of the review then, whatever they say.
    """
    first = next((at for at, each in enumerate(headings) if each.level == _TOP), len(headings))
    titles = [at for at, each in enumerate(headings) if each.level == 0]
    back = next((at for at in titles if headings[at].sense == "review"), len(headings))
    ahead = any(headings[at].sense == "plan" for at in titles if at > back)
    return 0 if back < first and ahead else _TOP


def _lean(text: str, heading: Heading | None, calendar: Calendar) -> float:
    """How far a paragraph looks ahead (positive) or back (negative)."""
    if heading and heading.sense in ("review", "plan"):
        return -_HEADED if heading.sense == "review" else _HEADED
    if _WANTING.search(text[:_OPENING]):
        return -4.0
    named = years(text)
    ahead = len(_FUTURE.findall(text)) + 0.7 * sum(each >= calendar.plan for each in named)
    back = len(_PAST.findall(text)) + 0.7 * sum(each <= calendar.review for each in named)
    lean = ahead - back
    if heading:
        lean += bool(_LOOKS_AHEAD.search(heading.words)) - 2 * bool(_LOOKS_BACK.search(heading.words))
    return max(-4.0, min(4.0, lean))


def _government(headings: Sequence[Heading], turn: int, end: int) -> int:
    """The paragraph of the heading on the government itself: one of the first rank that no other part
    follows.
    """
    later = [each for each in headings if each.level <= _TOP and each.paragraph > turn]
    first = end
    for each in reversed(later):
        if each.sense != "government":
            break
        first = each.paragraph
    return first


def _sections(parts: Sequence[str], headings: Sequence[Heading]) -> Iterator[str]:
    """The section of each paragraph: the number of its part's heading, and that of its own."""
    opened = list(_openings(parts, headings))
    by_paragraph = {each.paragraph: each for each in headings}
    for major, (begin, end) in enumerate(pairwise([*opened, len(parts)]), 0 if opened[:1] == [0] else 1):
        within = [by_paragraph[at] for at in range(begin + 1, end) if at in by_paragraph]
        ranks = {each.level for each in within if each.number and each.level in (1, 2)}
        minor = 0
        for at in range(begin, end):
            heading = by_paragraph.get(at)
            if heading and at > begin and heading.number and heading.level == min(ranks, default=0):
                minor = heading.number
            yield f"{major}.{minor}" if minor and major else ""


def _openings(parts: Sequence[str], headings: Sequence[Heading]) -> Iterator[int]:
    """The paragraphs at which a part begins, or a heading of the rank of the one that began it."""
    by_paragraph = {each.paragraph: each for each in headings}
    before, opening = "", None
    for at, part in enumerate(parts):
        heading = by_paragraph.get(at)
        alike = (
            heading and opening and (heading.level, not heading.number) == (opening.level, not opening.number)
        )
        if part != before or (alike and part != PARTS[0]):
            before, opening = part, heading
            yield at
