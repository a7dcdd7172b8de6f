"""The value of each pattern in `patterns`: value, upper end, unit, and the qualifier inside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from .numerals import DIGITS, NUMERAL, Numeral, numeral

Match = re.Match[str]

_TO_ONE: Final = re.compile(r"([0-9]+\.[0-9]+) ?[:比] ?1")
_INNER: Final = {"余": "over", "多": "over", "几": "over", "来": "about"}
_PARTS: Final = {"百": "%", "千": "‰", "万": "‱"}
_NUMERAL: Final = re.compile(NUMERAL)
_DIGIT: Final = re.compile("[一二三四五六七八九两1-9]")
_NEIGHBOURS: Final = re.compile(
    "((?:.*[十百千廿卅卌])?)([一二两三四五六七八])([二三四五六七八九])([十百千]?)"
)
_NOTHING: Final = Decimal(0)
#: Shapes that are worth the numeral in them.
_PLAIN: Final = (
    *("session", "plenum", "year", "programme", "version", "circle", "first"),
    *("heading", "grade", "phase", "great", "scheme", "model"),
)


class Reading(NamedTuple):
    """The worth of a figure before the words beside it are read."""

    value: Decimal | None
    upper: Decimal | None = None
    unit: str = ""
    qualifier: str = ""


_WORTHLESS: Final = Reading(None)


def read(shape: str, match: Match) -> Reading:
    """Read a match of a shape; most shapes that count nothing are worth nothing.

    >>> read("session", re.match("第八届", "第八届")), read("saying", re.match("一起", "一起")).value
    (Reading(value=Decimal('8'), upper=None, unit='', qualifier=''), None)
    """
    reader = _READINGS.get(shape)
    return reader(match) if reader else _WORTHLESS


def _value(text: str | None) -> Decimal | None:
    found = numeral(text) if text else None
    return found.full if found else None


def _plain(match: Match) -> Reading:
    if match.group()[0] == "首":
        return Reading(Decimal(1))
    if found := _NUMERAL.search(match.group()):
        return Reading(_value(found.group()))
    number = unicodedata.numeric(match.group()[0], None)  # ④
    return Reading(None if number is None else Decimal(int(number)))


def _amount(match: Match) -> Reading:
    printed, to, inner, scale, unit, noun = match.group("low", "high", "inner", "scale", "unit", "noun")
    scale, unit = scale or "", (unit or noun or "").replace("瓦·时", "瓦时")
    qualifier = _INNER[inner] if inner else ""
    if unit.startswith("个多"):  # 三个多月, 两个多亿
        unit, qualifier = unit.replace("多", "", 1), "over"
    if unit == "个亿":
        unit = "亿"
    if not printed[0].isascii() and (near := _neighbours(printed)):
        return Reading(*near, scale + unit, qualifier)
    low, high = numeral(printed), numeral(to) if to else None
    if low is None:
        return Reading(None, None, unit, qualifier)
    if high is None:
        value = low.value.copy_negate() if match["frost"] else low.value
        return Reading(value, None, low.magnitude + scale + unit, qualifier)
    # 1—2万吨 leaves the first magnitude unsaid; 5000万至1亿元 prints two, and the first is kept
    magnitude = low.magnitude or high.magnitude
    upper = high.value if high.magnitude == magnitude else high.full / Numeral(Decimal(1), magnitude).full
    return Reading(low.value, upper, magnitude + scale + unit, qualifier)


def _neighbours(text: str) -> tuple[Decimal, Decimal] | None:
    """三四家 is three to four, 五六十 fifty to sixty, 十五六 fifteen to sixteen; 八八 and 五一 are none of it."""
    found = _NEIGHBOURS.fullmatch(text)
    if found is None or DIGITS[found[3]] != DIGITS[found[2]] + 1:
        return None
    low, high = (numeral(found[1] + digit + found[4]) for digit in (found[2], found[3]))
    return (low.full, high.full) if low and high else None


def _tenths(match: Match) -> Reading:
    digits = [numeral(digit) for digit in _DIGIT.findall(match["tens"])]
    ends = [digit.value * 10 for digit in digits if digit]
    fives = match["fives"]
    rest = Decimal(5) if fives == "半" else _value(fives) or _NOTHING
    return Reading(ends[0] + rest, ends[1] if len(ends) > 1 else None, "%")


def _percent(match: Match) -> Reading:
    if match["base"] is None:  # 百分百
        return Reading(Decimal(100), None, "%")
    return Reading(_value(match["parts"]), _value(match["parts_high"]), _PARTS[match["base"]])


def _fraction(match: Match) -> Reading:
    above, below = (_value(match[part] or match[f"{part}_digits"]) for part in ("above", "below"))
    if above is None or not below:
        return Reading(None)
    try:
        return Reading(round(above / below, 4))
    except ArithmeticError:  # more digits than a Decimal rounds to
        return Reading(None)


def _doubling(match: Match) -> Reading:
    times = _value(match["doublings"]) or Decimal(1)
    qualifiers = {"近": "nearly", "约": "about"}
    qualifier = next((qualifiers[sign] for sign in match.group() if sign in qualifiers), "")
    if match["often"]:  # 翻1.76番: no multiple that is printed
        return Reading(Decimal(match["often"]), None, "番", qualifier)
    return Reading(Decimal(2) ** int(min(times, Decimal(9))), None, "倍", qualifier)


def _half(match: Match) -> Reading:
    unit = match["halved"] or match["halved_after"] or match["half_of"] or ""
    wholes = _value(match["wholes"]) or _NOTHING
    if not unit and (found := numeral(match["wholes"] or "")):  # 一万半 is 15000
        step = {"百": 50, "千": 500}.get("" if found.magnitude else match["wholes"][-1], Decimal("0.5"))
        whole = found.value < 10 or not found.magnitude
        return Reading(found.value + step if whole else None, None, found.magnitude + (match["scaled"] or ""))
    over = match.group()[0] == "过" or "多" in match.group()
    return Reading(wholes + Decimal("0.5"), None, "个月" if unit == "月" else unit, "over" if over else "")


def _to_one(match: Match) -> Reading:
    """How many there are to one, where that can be a statistic: 1.59:1, and no 6:4 or 1:1."""
    found = _TO_ONE.fullmatch(match.group())
    return Reading(Decimal(found[1]) if found else None)


_READINGS: Final[dict[str, Callable[[Match], Reading]]] = {
    **dict.fromkeys(_PLAIN, _plain),
    "amount": _amount,
    "tenths": _tenths,
    "percent": _percent,
    "fraction": _fraction,
    "doubling": _doubling,
    "half": _half,
    "ratio": _to_one,
    "zero": lambda match: Reading(_NOTHING),
    "coverage": lambda match: Reading(Decimal(100), None, "%"),
    "limit": lambda match: Reading(_value(match["level"]), None, "级", "better_than"),
    "lead": lambda match: Reading(_value(match["places"]), None, "位", "at_most"),
    "top": lambda _: Reading(Decimal(1), None, "位"),
    "place": lambda match: Reading(_value(match["nth"]), None, "位"),
}
