"""Intervals: the possible values of a rounded number with its qualifier, and arithmetic on them.

A figure printed as 17.58 is anything from 17.575 up to 17.585; “30 or more” has no upper end.
All arithmetic is exact (fractions).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both in; None is an open end."""

    low: Fraction | None
    high: Fraction | None

    def __mul__(self, other: Interval) -> Interval:
        """Product of two intervals of numbers that are not negative."""
        return Interval(_times(self.low, other.low), _times(self.high, other.high))

    def __truediv__(self, other: Interval) -> Interval:
        """Quotient of two intervals of positive numbers."""
        low = None if self.low is None or other.high is None else self.low / other.high
        high = None if self.high is None or not other.low else self.high / other.low
        return Interval(low, high)

    def scaled(self, factor: Fraction) -> Interval:
        """The interval in another unit; the factor is positive."""
        return Interval(_times(self.low, factor), _times(self.high, factor))

    def shifted(self, number: int) -> Interval:
        """The interval with a number added to both ends."""
        low, high = (None if end is None else end + number for end in (self.low, self.high))
        return Interval(low, high)

    def mirrored(self) -> Interval:
        """The interval of the same numbers with the other sign."""
        return Interval(_times(self.high, Fraction(-1)), _times(self.low, Fraction(-1)))

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return _at_most(self.low, other.high) and _at_most(other.low, self.high)


def rounding(printed: str) -> Interval:
    """The numbers that round to a printed one: half a unit of its last place on either side.

    >>> rounding("17.58")
    Interval(low=Fraction(703, 40), high=Fraction(3517, 200))
    """
    value = Decimal(printed)
    exponent = value.as_tuple().exponent
    half, exact = _half(exponent if isinstance(exponent, int) else 0), Fraction(value)
    return Interval(exact - half, exact + half)


@lru_cache(maxsize=2**7)
def _half(exponent: int) -> Fraction:
    """Half a unit of a place."""
    return Fraction(10) ** exponent / 2


def qualified(printed: str, qualifier: str) -> Interval:
    """The numbers that a printed figure and its qualifier allow.

    A qualifier is of the size that is printed: a fall by 5% or more is −5 or less.

    >>> qualified("30", "at_least").high is None
    True
    >>> qualified("-5", "at_least")
    Interval(low=None, high=Fraction(-5, 1))
    """
    if printed.startswith("-"):
        return qualified(printed.removeprefix("-"), qualifier).mirrored()
    if qualifier not in ("at_least", "over", "at_most", "nearly", "about"):
        return rounding(printed)
    value = Fraction(Decimal(printed))
    if qualifier in ("at_least", "over"):
        return Interval(value, None)
    if qualifier == "at_most":
        return Interval(None, value)
    if qualifier == "nearly":
        return Interval(value * Fraction(9, 10), value)
    return Interval(value * Fraction(9, 10), value * Fraction(11, 10))


def of_number(qualifier: str, negative: bool) -> str:
    """A qualifier of a size as that of the number with its sign, and the other way round.

    >>> of_number("at_least", negative=True), of_number("about", negative=True)
    ('at_most', 'about')
    """
    return _MIRRORED.get(qualifier, qualifier) if negative else qualifier


_MIRRORED: Mapping[str, str] = MappingProxyType(
    {"at_least": "at_most", "over": "at_most", "at_most": "at_least"}
)


def supported_places(value: str, low: str, high: str) -> tuple[int, int] | None:
    """The power of ten of the last digit that an interval supports: of the value, and of its ends.

    The ends have one digit more; none has digits that its number does not have. None without a value or an
    end.

    >>> supported_places("95.5882", "91.575", "99.631"), supported_places("25", "25", "25")
    ((0, -1), (0, 0))
    """
    ends = [Decimal(end) for end in (low, high) if end]
    if not value or not ends:
        return None
    middle = Decimal(value)
    width = (ends[1] - ends[0]) / 2 if len(ends) == 2 else 2 * abs(middle - ends[0])
    finest = min(map(_last_digit, ends))
    if not width:
        return _last_digit(middle), finest
    place = max(width.adjusted(), _last_digit(middle))
    return place, max(place - 1, finest)


def decimal(number: Fraction, places: int = 3) -> str:
    """A fraction as a short decimal.

    >>> decimal(Fraction(100, 3))
    '33.333'
    """
    return trimmed(f"{float(number):.{places}f}")


def trimmed(digits: str) -> str:
    """A number without the zeros that end its decimals."""
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def round_number_in(interval: Interval, digits: int = 2) -> bool:
    """Whether the interval holds a number of at most `digits` digits before its zeros."""
    if interval.low is None or interval.high is None or interval.low <= 0 <= interval.high:
        return True
    step = Fraction(10) ** (_magnitude(interval.high) - digits + 1)
    return -(-interval.low // step) * step <= interval.high


def round_to(printed: str, digits: int) -> Interval:
    """The numbers that round to a printed one at so many digits, as those of a round figure.

    >>> round_to("100", 2)
    Interval(low=Fraction(95, 1), high=Fraction(105, 1))
    """
    value = Fraction(Decimal(printed))
    half = Fraction(10) ** (_magnitude(abs(value)) - digits + 1) / 2
    return Interval(value - half, value + half)


def _last_digit(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def _magnitude(number: Fraction) -> int:
    return Decimal(float(number)).adjusted()


def _times(one: Fraction | None, two: Fraction | None) -> Fraction | None:
    return None if one is None or two is None else one * two


def _at_most(low: Fraction | None, high: Fraction | None) -> bool:
    return low is None or high is None or low <= high
