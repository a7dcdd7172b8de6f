"""Numerals as Chinese prose prints them: 4.04, 1,234, １２．５, 三十二, 一万五千, 百亿, 半, Ⅲ.

A numeral is read into a value and the magnitude that belongs with its unit, so that 91.7亿 stays
91.7 with 亿, and 三百二十万 becomes 320 with 万, as a table of the report would print it.

``cn2an`` reads much of this, but raises on what reports use most: 百, 百亿, 半, 十余. The tests compare both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
#: 廿五 is 25: one sign for a digit and its place.
TENS: Final = {"廿": 20, "卅": 30, "卌": 40}
PLACES: Final = {"十": 10, "百": 100, "千": 1000}
SCALES: Final = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
ROMANS: Final = {
    sign: value for twelve in ("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ") for value, sign in enumerate(twelve, start=1)
}
MAGNITUDES: Final = frozenset("百千万亿")
#: Where the ten digits of other scripts begin, as in ٥%.
_ZEROS: Final = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰𝟎𝟘𝟢𝟬𝟶"

#: Full-width signs and the many dashes, to plain ones; each is one character, so offsets stay true.
PLAIN: Final = (
    str.maketrans("０１２３４５６７８９．％／：∶＋＂–—―－−‐‑﹣～〜∼○", '0123456789.%/::+"--------~~~〇')
    | {code: code - 0xFEE0 for code in range(0xFF21, 0xFF5B) if chr(code).isalpha()}
    | {ord(zero) + digit: ord("0") + digit for zero in _ZEROS for digit in range(10)}
    | str.maketrans("٪٫點萬億兩個戶畝噸項條増", "%.点万亿两个户亩吨项条增")
)
#: Runs of these signs. A set with single signs beyond the basic plane is slow to search, so these are a
#: range.
_ODD_SIGNS: Final = re.compile(
    f"[{''.join(chr(code) for code in PLAIN if code < 0x10000)}\U00010000-\U0010ffff]+"
)

#: A magnitude after digits; 千 in 千瓦, 千米, 千克, 千伏 and 百 in 百分点 begin a unit instead.
MAGNITUDE: Final = r"(?:[百千]?万亿?|[百千]?亿|千(?![瓦米克伏帕卡赫])|百(?!分))"
ARABIC: Final = r"(?>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?+"
#: ½ and the like.
VULGAR: Final = "¼½¾⅐-⅞"
_SIGN: Final = r"(?:[零〇一二两三四五六七八九十廿卅卌万亿]|百(?!分[之点百])|千(?!分之|[瓦克伏]))"
CHINESE: Final = rf"{_SIGN}+(?:点[零〇一二三四五六七八九]+(?:万亿|万|亿)?)?"
NUMERAL: Final = rf"(?:[0-9]*[{VULGAR}]{MAGNITUDE}?|{ARABIC}(?:亿[0-9]+万|{MAGNITUDE})?|{CHINESE}|[Ⅰ-Ⅻⅰ-ⅻ])"

_PARTS: Final = re.compile(r"([0-9][0-9,.]*)([十百千万亿]*)")
_MIXED: Final = re.compile(f"([0-9]*)([{VULGAR}])([十百千万亿]*)")
_CLOSING: Final = re.compile(r"(?<=.)(?:万亿|万|亿)$|^(?:万亿|万|亿)$")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value and the magnitude (百, 千, 万, 亿, 万亿 or none) printed with it."""

    value: Decimal
    magnitude: str

    @property
    def full(self) -> Decimal:
        """The value with its magnitude multiplied out.

        >>> numeral("91.7亿").full
        Decimal('9170000000.0')
        """
        factor = 1
        for sign in self.magnitude:
            factor *= SCALES[sign]
        return self.value * factor


def plain_signs(text: str) -> str:
    """A text with its digits and signs in their plain forms, each at its place.

    >>> plain_signs("１２．５％，三萬畝")
    '12.5%，三万亩'
    """
    return _ODD_SIGNS.sub(lambda run: run.group().translate(PLAIN), text)


@lru_cache(maxsize=4096)
def numeral(text: str) -> Numeral | None:
    """Read one numeral; None where the text is none.

    >>> numeral("2.5亿")
    Numeral(value=Decimal('2.5'), magnitude='亿')
    >>> numeral("一千二百"), numeral("百亿"), numeral("半")
    (Numeral(value=Decimal('1200'), magnitude=''), Numeral(value=Decimal('100'), magnitude='亿'), \
Numeral(value=Decimal('0.5'), magnitude=''))
    >>> numeral("桃") is None
    True
    """
    text = plain_signs(text)
    if text in ROMANS or text == "半":
        return Numeral(Decimal(ROMANS.get(text, "0.5")), "")
    if mixed := _MIXED.fullmatch(text):
        part = round(Decimal(unicodedata.numeric(mixed[2])), 4).normalize()
        return Numeral(int(mixed[1] or 0) + part, mixed[3])
    if text[:1].isascii():
        return _arabic(text)
    closing = _CLOSING.search(text)
    magnitude = closing.group() if closing else ""
    decimal = "点" in text
    value = _chinese(text.removesuffix(magnitude) if decimal else text)
    if value is None:
        return None
    return Numeral(value if decimal else value / Numeral(Decimal(1), magnitude).full, magnitude)


def _arabic(text: str) -> Numeral | None:
    """Digits with a magnitude (2.5亿), or with several (3亿5000万, which is 35000 with 万)."""
    parts = _PARTS.findall(text)
    if not parts or "".join(digits + scale for digits, scale in parts) != text:
        return None
    try:
        pieces = [Numeral(Decimal(digits.replace(",", "")), scale) for digits, scale in parts]
    except ArithmeticError:
        return None
    if len(pieces) == 1:
        return pieces[0]
    smallest = Numeral(Decimal(1), pieces[-1].magnitude)
    return Numeral(sum((piece.full for piece in pieces), Decimal(0)) / smallest.full, smallest.magnitude)


def _chinese(text: str) -> Decimal | None:
    """A Chinese numeral without its closing 万 or 亿: 三百二十, 二〇二三, 三点五, 千, 两万五."""
    whole, _, fraction = text.partition("点")
    if fraction:
        decimals = "".join(str(DIGITS.get(sign, "?")) for sign in fraction)
        integer = _chinese(whole)
        return None if integer is None or not decimals.isdigit() else Decimal(f"{integer}.{decimals}")
    if len(text) > 1 and all(sign in DIGITS for sign in text):
        return Decimal("".join(str(DIGITS[sign]) for sign in text))
    # `last` is the last place named in the section: 二十十 and 三十五百 name none that is smaller
    total, section, digit, place, last = 0, 0, -1, 1, 10**4
    for sign in text:
        if sign in DIGITS:
            if digit > 0:  # 八百五六, 一四六十: two digits in one place are no number
                return None
            digit, place = DIGITS[sign], 1 if DIGITS[sign] == 0 else place
        elif sign in PLACES:
            if digit < 0 and sign != "十" and total + section > 0:  # 百千万: no digit to multiply
                return None
            if PLACES[sign] >= last:
                return None
            section += (1 if digit < 0 else digit) * PLACES[sign]
            digit, place, last = -1, PLACES[sign], PLACES[sign]
        elif sign in TENS:
            if digit > 0 or last <= 10:
                return None
            section += TENS[sign]
            digit, place, last = -1, 10, 10
        elif sign in SCALES:
            section += max(digit, 0)
            if total < SCALES[sign]:  # 一万亿: everything so far counts in 亿
                total, section = (total + section or 1) * SCALES[sign], 0
            else:  # 一亿二千万: only the 二千 counts in 万
                total, section = total + section * SCALES[sign], 0
            digit, place, last = -1, SCALES[sign], 10**4
        else:
            return None
    # 两万五 and 三百五 leave the last place unsaid; 三百零五 and 三十五 do not
    return Decimal(total + section + max(digit, 0) * (place // 10 if place > 10 else 1)) if text else None
