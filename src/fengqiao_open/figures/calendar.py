"""Years as reports print them: 2022年, 2016-2020年, 二〇三五年, “十四五”."""

from __future__ import annotations

import re
from typing import Final

NUMERAL: Final = "[一二三四五六七八九十]{1,3}"
#: A year of four signs: 2022, or 一九八二 and 二〇二二.
FOUR_SIGNS: Final = (
    "(?:(?:19|20)[0-9]{2}|一九[〇零○Ｏ一二三四五六七八九]{2}|二[〇零○Ｏ][〇零○Ｏ一二三四五六七八九]{2})"
)
YEAR: Final = re.compile(rf"(?<![0-9.〇零一二三四五六七八九])({FOUR_SIGNS})\s?年")
_DIGITS: Final = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
#: The last year of each five-year plan.
PLAN_ENDS: Final = {
    **{
        "六五": 1985,
        "七五": 1990,
        "八五": 1995,
        "九五": 2000,
        "十五": 2005,
        "十一五": 2010,
        "十二五": 2015,
        "十三五": 2020,
        "十四五": 2025,
    },
    "十五五": 2030,
}
FIVE_YEAR_PLAN: Final = re.compile(
    '[“"]([六七八九]五|十[一二三四五]?五)[”"]|(?<![二三四五六七八九十第])(十[一二三四五]五)(?=时期|期间|规划|末|期末|以来|发展|目标|开局|收官)'
)


def years(text: str) -> list[int]:
    """The years that a text prints.

    >>> years("2022年和“十四五”时期")
    [2022]
    """
    return [year_of(each) for each in YEAR.findall(text)]


def year_of(signs: str) -> int:
    """The year that four signs name.

    >>> year_of("1982"), year_of("一九八二"), year_of("二〇三五")
    (1982, 1982, 2035)
    """
    return int(signs.translate(_DIGITS))


def five_year_plans(text: str) -> list[int]:
    """The last years of the five-year plans that a text names.

    >>> five_year_plans("2020年和“十三五”时期工作回顾")
    [2020]
    """
    return [PLAN_ENDS[one or two] for one, two in FIVE_YEAR_PLAN.findall(text)]
