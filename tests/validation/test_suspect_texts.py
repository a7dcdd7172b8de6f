"""Tests of the quick tests of texts: what a rule would report, they suspect."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from fengqiao_open.validation.rules import letters, writing

PARTS = (
    *("GeoNames", "geoNames", "THe", "IDs", "GDP", "The", "Is", " the ", " in The ", "c0unty", "grade5", "0f", "5G"),
    *("凤桥镇", "鳳橋鎮", "Ａ", "５", "，", ",", "。", "  ", "\u3000", " ", "“", "”", "а", "μm", "1", "12.5", "a", "é"),
)  # fmt: skip
TEXT = st.lists(st.sampled_from(PARTS), max_size=5).map("".join)


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
