"""The growth of an indicator, which a rank of its growth is of: 工业投资增速居全省第2位."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from .catalogue import indicators

#: A rank of a growth is no rank of what grew.
_RANKED: Final = re.compile("(?:增速|增幅|涨幅|升幅|降幅|增量|改善幅度|改善率|提升幅度)[^，、]{0,8}$")
_GROWTH: Final = "增速"
#: What all ranks of a sentence are of: 动态指标上，竹编产值居全省第一.
_SENTENCE: Final = re.compile("(?:动态指标|增速|增幅|增长速度)(?:上|方面|来?看)，")
#: A growth alone, whose rank follows: 竹编产值增长9%、居全省第二.
_GREW: Final = re.compile("(?:^|[，；：])[^0-9，；：、]{3,}增长[0-9.]+[%％]、[^，；、0-9]{0,4}$")
#: The same said otherwise; a fall and an amount have no row.
_SAID: Final = re.compile("增速|增幅")


def is_ranked(words: str) -> bool:
    """Whether the words before a rank say that it is one of a growth.

    >>> is_ranked("工业投资增速居全省"), is_ranked("工业投资居全省")
    (True, False)
    """
    return bool(_RANKED.search(words))


def said_of(sentence: str) -> str:
    """The word of growth where a sentence up to a rank says that it is of one, blank where it does not.

    >>> said_of("从增速看，工业投资居全省"), said_of("工业投资增长9%、"), said_of("工业投资9亿元，增长9%、")
    ('增速', '增速', '')
    """
    return _GROWTH if _SENTENCE.search(sentence) or _GREW.search(sentence) else ""


def growth_of(indicator_id: str, words: str) -> str:
    """The indicator of the growth of another, where the words before a rank say 增速; blank where there is
    none.

    >>> growth_of("industrial-investment", "增速居全省"), growth_of("industrial-investment", "降幅居全省")
    ('industrial-investment-growth', '')
    """
    return _growths().get(indicator_id, "") if _SAID.search(words) else ""


def is_growth(indicator_id: str) -> bool:
    """Whether an indicator is the growth of another, whose rank is printed.

    >>> is_growth("industrial-investment-growth"), is_growth("industrial-investment")
    (True, False)
    """
    return indicator_id in _growths().values()


@cache
def _growths() -> Mapping[str, str]:
    """The growths that have a row, by the identifier of what grows."""
    by_name = {each.name_zh: key for key, each in indicators().items()}
    named = {name.removesuffix(_GROWTH): key for name, key in by_name.items() if name.endswith(_GROWTH)}
    return {by_name[name]: key for name, key in named.items() if name in by_name}
