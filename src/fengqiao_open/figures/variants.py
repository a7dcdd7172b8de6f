"""Numerals in financial characters read as common ones: 叁佰万元, 五佰家, 两仟亩, 仨.

The same characters are parts of words and names: 收拾, 队伍, 大陆, 陆家嘴, 李佰. They are numerals only beside
others, or alone where what is around them shows it. Each becomes one common character: offsets stay true.
"""

from __future__ import annotations

import re
from typing import Final

from .lexicon import UNIT_BEGINS, compiled
from .numerals import plain_signs

_FINANCIAL: Final = "壹弌贰貳弐叁參叄肆伍陆陸柒捌玖拾佰仟"
_COMMON: Final = str.maketrans(f"{_FINANCIAL}仨俩倆", "一一二二二三三三四五六六七八九十百千三两两")
_BESIDE: Final = "点零〇一二两三四五六七八九十廿卅卌百千万亿"
_SIGN: Final = re.compile(f"[{_FINANCIAL}仨俩倆]")
_RUN: Final = re.compile(f"[{_BESIDE}]*{_SIGN.pattern}[{_FINANCIAL}{_BESIDE}]*")
#: The words that end in such a character, and those that begin with one: 队伍, 大陆, 收拾; 陆续, 陆军.
_ENDING: Final = re.compile("(?<=[队入退行落为配与])伍|(?<=[大登着内海水商沿])[陆陸]|(?<=[收捡拣不重夕])拾")
_BEGINNING: Final = re.compile("[陆陸](?=[续續军軍路地海上])|伍(?=德|家岗)|拾(?=[级遗荒取零])")
#: 陆万全 and 伍百川 are names; 陆万元 is not.
_IN_NAMES: Final = "伍陆陸拾"
_COUNTED: Final = rf"{UNIT_BEGINS}|[余多几圆整]|[，。；、,;)）]|$"
_MONEY: Final = re.compile("[美欧日港]?元|[亩吨]")
_PART: Final = re.compile("(?<=分之).|(?<=第).|.(?=分之|成)|(?<=[（(]).(?=[)）])|(?<![^\\s]).(?=、)")


def plain_numerals(text: str) -> str:
    """A line with its digits, signs and numerals in their common forms, each at its place.

    >>> plain_numerals("叁佰万元，三點五亿元，５家"), plain_numerals("收拾三家，队伍百人")
    ('三百万元，三点五亿元，5家', '收拾三家，队伍百人')
    """
    plain = plain_signs(text)
    return _RUN.sub(_in_common, plain) if _SIGN.search(plain) else plain


def _in_common(run: re.Match[str]) -> str:
    start, end = run.span()
    if _ENDING.match(run.string, start):
        start += 1
    if end > start and _BEGINNING.match(run.string, end - 1):
        end -= 1
    printed = run.string[start:end]
    common = printed.translate(_COMMON)
    if common == printed or not _counts(printed, run.string, start, end):
        return run.group()
    return run.string[run.start() : start] + common + run.string[end : run.end()]


def _counts(printed: str, line: str, start: int, end: int) -> bool:
    """Whether a run of numerals is one, and no name."""
    if len(printed) > 1:
        named = printed[0] in _IN_NAMES and not set(_FINANCIAL).intersection(printed[1:])
        return not named or compiled(_COUNTED).match(line, end) is not None
    if printed in "拾佰仟":
        return line[max(0, start - 1) : start] in tuple("数几0123456789")
    if _PART.match(line, start):
        return True
    return (_MONEY if printed in _IN_NAMES else compiled(UNIT_BEGINS)).match(line, end) is not None
