"""How many years a paragraph of a review looks back over, and those below it: one, or the five of a term."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from .announcing import NUMBER, opens_list
from .calendar import PLAN_ENDS
from .outline import Calendar, Heading

_ADDRESS: Final = re.compile("^各位代表[！，!,：:]*")
_STOP: Final = "。"
_STOPS: Final = "。！？!?"
_LONG: Final = re.compile(
    "(?<!今后)(?<!未来)(?<!连续)(?<!历时)(?<![用第续])(?:五|(?<![0-9])5)年(?!规划|计划|行动|期)|本届[省市州县区镇]?(?:人民)?政府|上一?届|"
    "[一二三四五]五”(?!.{0,4}(?:开局|规划|首|起步|第))|[一二三四五]五时期"
)
#: What a sentence that opens with words of five years and ends a paragraph sets for those below: 五年来，主要工作如下：
_LEADS_ON: Final = re.compile(
    f"(?:^|[{_STOPS}])([^{_STOPS}]{{2,80}}[：:]|(?:过去|这)?的?五年来?，[^{_STOPS}0-9]{{2,240}}[{_STOPS}])$"
)
#: Where a review of five years turns to the last of them: 去年，我们…
_TURNS: Final = re.compile(
    f"(?:^|[{_STOPS}])(?:回顾)?(?:刚刚)?(?:过去的)?(?P<year>去|一|[0-9]{{4}})年来?，"
    f"(?:面对[^{_STOPS}]{{0,120}}?，)?我们"
)
#: The sentence that opens a paragraph, after which the next may go on to speak of five years: 产业兴旺。五年来….
_CAPTION: Final = re.compile(f"[^{_STOPS}]{{0,100}}[{_STOPS}]")
#: 这是产业兴旺的五年。
_THE_FIVE: Final = re.compile(f"[^{_STOPS}]{{0,60}}的五年[{_STOPS}]")
_LOOKS_BACK: Final = re.compile(
    "(?:经过|过去|这|回[顾首望眸])*的?(?:五|(?<![0-9])5)年|(?:回[顾首望眸])?“?(?P<plan>[一二三四五十]{1,2}五)”?(?:时期|期间|以来|，)"
)
#: 经过2031年的冲刺和五年来的努力.
_AFTER_ALL: Final = re.compile("经过[^，。]{0,16}五年")
#: 一、过去四年工作回顾: the heading of a term that was cut short.
_FEWER: Final = re.compile(
    "(?:过去|[这近])([三四])年的?(?:主要)?工作|(?<![一二三四五六七八九十])([三四])年来的?(?:主要)?工作"
)
#: 四年来，主要做了以下工作：
_FEWER_ON: Final = re.compile("(?:过去|这)?的?([三四])年来，")
_FEW: Final = {"三": 3, "四": 4}
#: A year that a paragraph is on, whatever of five years it closes: 刚刚过去的2031年.
_JUST_PAST: Final = re.compile("(?:刚刚|即将)过去的|一年来|过去的?一年")
_JUST_PAST_YEAR: Final = re.compile(f"[^{_STOPS}]{{0,24}}[{_STOPS}]刚刚过去的")
_TERM: Final = "本届"
_ONE_YEAR: Final = re.compile(f"[^{_STOPS}]{{0,60}}(?<!最后)(?<!最后的)一年[，{_STOPS}]")
#: What opens a paragraph on the results of one year.
_OF_YEAR: Final = re.compile("(?:据|经)?初步(?:核算|统计|测算)")
#: What numbers are compared with where they are of five years, and where they are of one.
_OF_FIVE: Final = re.compile(
    "年均(?!浓度|气温|值|降水)|五年(?:来|间|累计|共|[新净]增|完成|投入|[增提下])|[比较是]“?十[一二三四]?五”?(?:期?末|时期)"
)
_OF_ONE: Final = re.compile("同比|[比较](?:上|去)一?年|(?<!一)年内|全年|当年")
#: The rank of a line that leads on to headings: below those of the first rank, above all others.
_LEADING: Final = 1.5
_BARE: Final = 40  # characters of a heading that is a line of its own
_LISTED: Final = 4  # the rank of 一是…, which lists what a paragraph is on


def lookbacks(
    texts: Sequence[str], headings: Mapping[int, Heading], ahead: Sequence[bool], calendar: Calendar
) -> list[int]:
    """How many years each paragraph looks back over, 1 or as many as a term has, by itself, its heading and
    the lines before it.

    Args:
        texts: the paragraphs.
        headings: the headings, by their paragraph.
        ahead: whether each paragraph looks ahead; those are passed over.
        calendar: the years of the report.
    """
    found: list[int] = []
    held: list[tuple[float, int]] = []  # the rank of a heading or of a line that leads on, and what it sets
    span, below = 1, False  # what holds, and whether a paragraph is right below a heading
    alone = True  # whether no paragraph before speaks of five years: 五年来，税收增加到2亿元 is of itself, if alone
    for at, text in enumerate(texts):
        if ahead[at]:
            found.append(1)
            continue
        heading = headings.get(at)
        said, onward = years_back(text, calendar), years_onward(text, calendar)
        if heading:
            rank = max(heading.level, 1)
            held = [each for each in held if each[0] < rank] + [(rank, said)] * bool(said)
        elif _returns(text, calendar) and held and held[-1][1] == 1:
            onward = said
        elif said <= 1 < span and _turns(text, calendar):
            said, onward = (said, onward) if below else (1, 1)
            said = 0 if below and _only_closes(text, calendar) else said
        opens = below  # a section that names no year, of which its first paragraph may say so
        below = (heading is not None and len(text) <= _BARE) or (below and not text)
        # A paragraph of one year within the review of five holds up to the next heading.
        span = said or (held[-1][1] if heading and held and heading.level < _LISTED else span)
        by_numbers = 0 if said else _by_numbers(text, calendar)
        by_numbers = by_numbers if by_numbers == 1 or span == 1 else 0
        found.append(1 if _OF_YEAR.match(text) else by_numbers or span)
        if onward:
            span = onward
            held = [each for each in held if each[0] < _LEADING] + [(_LEADING, onward)]
        elif (
            said > 1
            and alone
            and not (heading or at + 1 in headings or opens_list(texts, at + 1))
            and NUMBER.search(text)
            and not (opens and (held[-1][1] if held else 0) != 1)
        ):
            span = (held[-1][1] if held else 0) or 1
        if said or heading:
            alone = said <= 1 or bool(heading)
    return found


def years_back(text: str, calendar: Calendar) -> int:
    """How many years the opening words of a paragraph look back over; 0 where they do not say.

    A year behind the sentence that opens it dates a number, and not the paragraph: ——迈上新台阶。预计2030年….
    """
    text = _ADDRESS.sub("", text)
    opening = text[:24]
    long, short = (
        _LONG.search(opening[: opening.find(_STOP) + 1] or opening),
        re.search(
            f"(?<![到至])(?:(?<!提前)一年|{calendar.review}年)", opening
        ),  # 由2027年的3亿元增加到2031年的9亿元
    )
    if _AFTER_ALL.match(opening):
        return 5
    if len(text) <= _BARE and (fewer := _FEWER.search(text)):
        return _FEW[fewer[1] or fewer[2]]
    if long and short:
        last = long[0].startswith(_TERM) and opening.startswith(
            str(calendar.review)
        )  # 2031年是本届政府的收官之年
        alone = last or _JUST_PAST.search(opening) or _ONE_YEAR.match(text)
        return _goes_on(text, calendar) or int(bool(alone))
    if _JUST_PAST_YEAR.match(text):
        return 1
    opens = short and _STOP not in opening[: short.start()]
    return 5 if long or _THE_FIVE.match(text) or _goes_on(text, calendar) else 1 if opens else 0


def _by_numbers(text: str, calendar: Calendar) -> int:
    """How many years a paragraph looks back over by what it compares its numbers with; 0 where few say so."""
    sentences = [each for each in re.split(f"[{_STOPS}]", text) if re.search("[0-9]", each)]
    base = f"[由从比较是与同]{calendar.review - 5}年"
    five = sum(bool(_OF_FIVE.search(each) or re.search(base, each)) for each in sentences)
    one = sum(bool(_OF_ONE.search(each)) for each in sentences)
    if five and not one:
        return 5 if five > 1 and 3 * five >= len(sentences) else 0
    return 1 if one > 1 and not five else 0


def _returns(text: str, calendar: Calendar) -> bool:
    """Whether a paragraph goes from the last year on to all five: 2031年…收官。五年来…."""
    text = _ADDRESS.sub("", text)
    return bool(_AFTER_ALL.match(text) or _goes_on(text, calendar))


def _turns(text: str, calendar: Calendar) -> bool:
    """Whether a paragraph turns from a review of five years to the last of them: 2031年是极不平凡的一年."""
    text = _ADDRESS.sub("", text)
    past = _JUST_PAST.search(text[:24]) or _JUST_PAST_YEAR.match(text) or _ONE_YEAR.match(text)
    return bool(past or _named(text, calendar))


def _only_closes(text: str, calendar: Calendar) -> bool:
    """Whether a paragraph only names the last of five years that it goes on to look back over:
    2031年是“十九五”收官之年.
    """
    text = _ADDRESS.sub("", text)
    past = _JUST_PAST.search(text[:24]) or _JUST_PAST_YEAR.match(text) or _ONE_YEAR.match(text)
    return bool(_named(text, calendar)) and not past


def _named(text: str, calendar: Calendar) -> re.Match[str] | None:
    return re.match(rf"{calendar.review}\s?年[，,]?\s?[也正]?是", text)


def _goes_on(text: str, calendar: Calendar) -> int:
    """Five, where the second sentence of a paragraph opens with words of five years; else 0."""
    first = _CAPTION.match(text)
    back = _LOOKS_BACK.match(text, first.end()) if first else None
    return 5 if back and (not back["plan"] or PLAN_ENDS.get(back["plan"]) == calendar.review) else 0


def years_onward(text: str, calendar: Calendar) -> int:
    """How many years what follows a paragraph looks back over, headings or not; 0 where it does not say."""
    leads = _LEADS_ON.search(text)
    turns = _TURNS.search(text)
    if turns and turns["year"] in ("去", "一", str(calendar.review)):
        return 1
    if not leads:
        return 0
    fewer = _FEWER_ON.match(leads[1])
    return _FEW[fewer[1]] if fewer else years_back(leads[1], calendar)
