"""Intervals hold the true value whatever was rounded away."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from fengqiao_open.analysis.intervals import Interval, qualified, round_number_in, rounding

positive = st.decimals("0.01", "99999", places=4)
places = st.integers(0, 3)


def _printed(number: Decimal, digits: int, mode: str) -> str:
    return str(number.quantize(Decimal(1).scaleb(-digits), rounding=mode))


@given(positive, places, st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_the_true_value_lies_in_the_interval_of_its_rounding(number: Decimal, digits: int, mode: str) -> None:
    """An interval that misses the number it was rounded from would call sound data wrong."""
    interval = rounding(_printed(number, digits, mode))
    assert interval.low is not None and interval.high is not None
    assert interval.low <= Fraction(number) <= interval.high


@given(positive, positive, places, places)
def test_the_true_quotient_and_product_lie_in_theirs(
    one: Decimal, two: Decimal, first: int, second: int
) -> None:
    """Arithmetic on intervals must lose no possible value."""
    a, b = rounding(_printed(one, first, ROUND_HALF_UP)), rounding(_printed(two, second, ROUND_HALF_UP))
    if a.low is None or b.low is None or a.low <= 0 or b.low <= 0:
        return
    for interval, true in ((a / b, Fraction(one) / Fraction(two)), (a * b, Fraction(one) * Fraction(two))):
        assert interval.low is not None and interval.high is not None
        assert interval.low <= true <= interval.high


def test_qualifiers_open_an_end() -> None:
    """“30% or more” is no upper bound, “within 30%” no lower one."""
    assert qualified("30", "at_least").high is None
    assert qualified("30", "over").low == 30
    assert qualified("30", "at_most").low is None


@given(
    st.decimals("0.01", "99999", places=2),
    st.sampled_from([-1, 1]),
    st.sampled_from(["exact", "at_least", "over", "at_most", "nearly", "about", "better_than", ""]),
)
def test_the_interval_of_a_fall_is_that_of_its_size_with_the_other_sign(
    size: Decimal, sign: int, qualifier: str
) -> None:
    """Catches “falls by 8% or more” as −8 and more, and “about −8” from −7.2 down to −8.8."""
    found, value = qualified(str(sign * size), qualifier), Fraction(sign * size)
    assert (found.low if found.low is not None else value) <= value
    assert value <= (found.high if found.high is not None else value)
    larger, smaller = (found.high, found.low) if sign > 0 else (found.low, found.high)
    assert (larger is None) == (qualifier in ("at_least", "over"))
    assert (smaller is None) == (qualifier == "at_most")
    assert found.mirrored() == qualified(str(-sign * size), qualifier)


def test_round_targets_are_told_from_odd_ones() -> None:
    """17.58 at 125.6 % comes from a target of 14; at 127 % it would come from none."""
    assert round_number_in(rounding("17.58") / rounding("125.6").scaled(Fraction(1, 100)))
    assert not round_number_in(rounding("17.58") / rounding("127.3").scaled(Fraction(1, 100)))
    assert round_number_in(Interval(None, Fraction(1)))
