"""How many years a paragraph of a review looks back over, and those below it: one, or the five of a term."""

from __future__ import annotations

import re
from typing import Final

from .outline import Calendar

_ADDRESS: Final = re.compile("^各位代表[！，!,：:]*")
_STOP: Final = "。"
_STOPS: Final = "。！？!?"
_LONG: Final = re.compile(
    "(?<!今后)(?<!未来)(?<!连续)(?<![用第续])(?:五|(?<![0-9])5)年(?!规划|计划|行动|期)|本届政府|上一?届|[一二三四五]五”(?!.{0,4}(?:开局|规划|首|起步|第))|[一二三四五]五时期"
)
#: What a sentence that opens with words of five years and ends a paragraph sets for those below: 五年来，主要工作如下：
_LEADS_ON: Final = re.compile(f"(?:^|[{_STOPS}])([^{_STOPS}]{{2,80}}[：:])$")
#: Where a review of five years turns to the last of them: 去年，我们…
_TURNS: Final = re.compile(
    f"(?:^|[{_STOPS}])(?:回顾)?(?:刚刚)?(?:过去的)?(?P<year>去|一|[0-9]{{4}})年来?，我们"
)
#: 2031年是“十九五”收官之年: a year that only closes the five, of which the next sentence may go on to speak.
_CLOSES: Final = re.compile(f"[^{_STOPS}，]{{0,14}}(?:[是也为]|的完成)[^{_STOPS}]{{0,60}}[{_STOPS}]")
_LOOKS_BACK: Final = re.compile(
    "(?:经过|过去|这|回顾)?(?:的)?(?:五|(?<![0-9])5)年|“?[一二三四五十]{1,2}五”?(?:时期|期间|以来)"
)
#: A year that a paragraph is on, whatever of five years it closes: 刚刚过去的2031年.
_JUST_PAST: Final = re.compile("(?:刚刚|即将)过去的|一年来|过去的?一年")
_JUST_PAST_YEAR: Final = re.compile(f"[^{_STOPS}]{{0,24}}[{_STOPS}]刚刚过去的")
_TERM: Final = "本届政府"
_ONE_YEAR: Final = re.compile(f"[^{_STOPS}]{{0,60}}(?<!最后)(?<!最后的)一年[{_STOPS}]")
#: What opens a paragraph on the results of one year.
OF_YEAR: Final = re.compile("(?:据|经)?初步(?:核算|统计|测算)")


def years_back(text: str, calendar: Calendar) -> int:
    """How many years the opening words of a paragraph look back over; 0 where they do not say.

    A year behind the sentence that opens it dates a number, and not the paragraph: ——迈上新台阶。预计2030年….
    """
    text = _ADDRESS.sub("", text)
    opening = text[:24]
    long, short = _LONG.search(opening), re.search(f"一年|{calendar.review}年", opening)
    if long and short:
        last = long[0] == _TERM and opening.startswith(str(calendar.review))  # 2031年是本届政府的收官之年
        alone = last or _JUST_PAST.search(opening) or _ONE_YEAR.match(text)
        return _goes_on(text) or int(bool(alone))
    if _JUST_PAST_YEAR.match(text):
        return 1
    opens = short and _STOP not in opening[: short.start()]
    return 5 if long or (short and _goes_on(text)) else 1 if opens else 0


def _goes_on(text: str) -> int:
    """Five, where the second sentence of a paragraph opens with words of five years; else 0."""
    first = _CLOSES.match(text)
    return 5 if first and _LOOKS_BACK.match(text, first.end()) else 0


def years_onward(text: str, calendar: Calendar) -> int:
    """How many years what follows a paragraph looks back over, headings or not; 0 where it does not say."""
    leads = _LEADS_ON.search(text)
    turns = _TURNS.search(text)
    if turns and turns["year"] in ("去", "一", str(calendar.review)):
        return 1
    return years_back(leads[1], calendar) if leads else 0
