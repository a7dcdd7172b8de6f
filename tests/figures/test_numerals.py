"""Numerals: what Chinese prose prints, and agreement with cn2an where cn2an has an answer."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao_open.figures.numerals import PLAIN, Numeral, numeral


@pytest.mark.parametrize(
    ("text", "value", "magnitude"),
    [
        ("91.7亿", "91.7", "亿"),
        ("1,234.5万", "1234.5", "万"),
        ("１２．５", "12.5", ""),
        ("6千", "6", "千"),
        ("1.35万亿", "1.35", "万亿"),
        ("3亿5000万", "35000", "万"),
        ("半", "0.5", ""),
        ("百", "100", ""),
        ("百亿", "100", "亿"),
        ("千万", "1000", "万"),
        ("亿", "1", "亿"),
        ("万亿", "1", "万亿"),
        ("十五", "15", ""),
        ("两", "2", ""),
        ("二百零五", "205", ""),
        ("一万五千", "15000", ""),
        ("两万五", "25000", ""),
        ("三百五", "350", ""),
        ("三百二十万", "320", "万"),
        ("一亿二千万", "12000", "万"),
        ("二十三点八亿", "23.8", "亿"),
        ("零点五", "0.5", ""),
        ("二〇二三", "2023", ""),
        ("Ⅲ", "3", ""),
    ],
)
def test_a_numeral_is_read_with_its_magnitude_apart(text: str, value: str, magnitude: str) -> None:
    """Catches a magnitude multiplied into the value, or a Chinese place read wrongly."""
    assert numeral(text) == Numeral(Decimal(value), magnitude)


@pytest.mark.parametrize("text", ["", "桃", "一四六十", "百千万", "1.2.3", "八百五六", "点五"])
def test_what_is_no_numeral_is_none(text: str) -> None:
    """Catches a slogan's numerals (一四六十) read as a sum."""
    assert numeral(text) is None


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿半点0123456789.,Ⅲ", max_size=12))
def test_no_string_of_numerals_is_an_error(text: str) -> None:
    """Catches an exception on numerals in an order that nobody would print."""
    found = numeral(text)
    assert found is None or found.full == found.full


# The first import of cn2an takes longer than hypothesis waits for an example.
@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_whole_numbers_agree_with_cn2an(number: int) -> None:
    """Catches a difference from the common library on any number it can write and read."""
    cn2an = pytest.importorskip("cn2an")
    found = numeral(cn2an.an2cn(number))
    assert found is not None
    assert found.full == number


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_decimals_agree_with_cn2an(number: Decimal) -> None:
    """Catches a decimal part read as digits of the whole."""
    cn2an = pytest.importorskip("cn2an")
    found = numeral(cn2an.an2cn(str(number)))
    assert found is not None
    assert found.full == number


@given(st.text(max_size=40))
def test_plain_signs_keep_their_places(text: str) -> None:
    """Catches a sign replaced by two, which would shift every offset after it."""
    assert len(text.translate(PLAIN)) == len(text)
