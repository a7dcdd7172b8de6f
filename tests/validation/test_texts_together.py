"""Tests of texts that are asked about together: what one of them has is found among any others."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fengqiao_open.validation.rules import letters, texts, writing
from fengqiao_open.validation.rules.texts import Test

PARTS = (
    *("GeoNames", "geoNames", "THe", "IDs", "GDP", "The", "Is", " the ", " in The ", "c0unty", "grade5", "0f", "5G"),
    *("凤桥镇", "鳳橋鎮", "Ａ", "５", "，", ",", "。", "  ", "\u3000", " ", "“", "”", "а", "μm", "1", "12.5", "a", "é"),
)  # fmt: skip
TEXT = st.lists(st.sampled_from(PARTS), max_size=5).map("".join)
PAIRS = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=9)


@pytest.mark.parametrize("test", texts._OF_LINES, ids=lambda test: test.__name__)
@given(pairs=PAIRS)
@example(pairs=[("凤桥，镇", "c0unty"), ("", "")])
def test_what_is_found_in_one_text_is_found_among_others(test: Test, pairs: list[tuple[str, str]]) -> None:
    """A sound text could hide a fault from a test that looks at all texts of a package at once."""
    assert [*texts._found(test, pairs)] == [pair for pair in pairs if test(*pair)]


@given(zh=TEXT, en=TEXT)
@example(zh="", en="Fengqiao c0unty")
@example(zh="", en="a road Of the town")
def test_no_text_is_passed_in_which_a_rule_would_find_something(zh: str, en: str) -> None:
    """The tests are quicker than the rules and may suspect more, but not less."""
    if letters._with_capitals(en) or letters._capital_among_small(en):
        assert letters._has_odd_capital(zh, en)
    if letters._words_with_digit(en, name=False):
        assert letters._has_word_with_digit(zh, en)
    if writing._foreign_letter(zh, english=False) or writing._foreign_letter(en, english=True):
        assert writing._has_foreign_letter(zh, en)
    assert writing._is_traditional(zh, en) != writing._is_simplified(zh)
