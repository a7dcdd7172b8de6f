"""How many years a paragraph of a review looks back over, and those below it: one, or the five of a term."""

from __future__ import annotations

import re
from typing import Final

from .outline import Calendar

_STOP: Final = "。"
_STOPS: Final = "。！？!?"
_LONG: Final = re.compile(
    "(?<!今后)(?<!未来)(?<!用)五年(?!规划|计划|行动)|本届政府|上一?届|[一二三四五]五”(?!.{0,4}(?:开局|规划|首|起步|第))|[一二三四五]五时期"
)
#: What a sentence that opens with words of five years and ends a paragraph sets for those below: 五年来，主要工作如下：
_LEADS_ON: Final = re.compile(f"(?:^|[{_STOPS}])([^{_STOPS}]{{2,80}}[：:])$")
#: Where a review of five years turns to the last of them: 去年，我们…
_TURNS: Final = re.compile(
    f"(?:^|[{_STOPS}])(?:回顾)?(?:刚刚)?(?:过去的)?(?P<year>去|一|[0-9]{{4}})年来?，我们"
)
#: What opens a paragraph on the results of one year.
OF_YEAR: Final = re.compile("(?:据|经)?初步(?:核算|统计|测算)")


def years_back(text: str, calendar: Calendar) -> int:
    """How many years the opening words of a paragraph look back over; 0 where they do not say.

    A year behind the sentence that opens it dates a number, and not the paragraph: ——迈上新台阶。预计2030年….
    """
    opening = text[:24]
    long, short = _LONG.search(opening), re.search(f"一年|{calendar.review}年", opening)
    opens = short and _STOP not in opening[: short.start()]
    return 5 if long and not short else 1 if opens and not long else 0


def years_onward(text: str, calendar: Calendar) -> int:
    """How many years what follows a paragraph looks back over, headings or not; 0 where it does not say."""
    leads = _LEADS_ON.search(text)
    turns = _TURNS.search(text)
    if turns and turns["year"] in ("去", "一", str(calendar.review)):
        return 1
    return years_back(leads[1], calendar) if leads else 0
