"""Numbers that 分别 gives to the things before them go to each in its order, whichever way each of them went."""

from __future__ import annotations

import pytest

from fengqiao_open.authoring.scaffold import draft

HEADING = "东河镇政府工作报告\n一、2030年工作回顾\n"


def _changes(sentence: str) -> list[tuple[str, str]]:
    """The names and values of the changes that are drafted of a sentence."""
    tables = draft(f"{HEADING}{sentence}\n", "东河镇", 2031, "donghe-2031").tables
    names = {row["indicator_id"]: row["name_zh"] for row in tables["indicators"]}
    growths = (row for row in tables["observations"] if row["measure"].startswith("growth"))
    return [(names[row["indicator_id"]], row["value"]) for row in growths]


@pytest.mark.parametrize(
    "sentence",
    [
        "出口总额2亿元，进口总额1亿元，分别增长5%、下降2%。",
        "出口总额2亿元、进口总额1亿元，同比分别增长5%和下降2%。",
        "出口、进口总额分别增长5%、下降2%。",
    ],
)
def test_a_rise_and_a_fall_go_each_to_its_own_level(sentence: str) -> None:
    """Catches the rise of exports as that of imports, which are named last."""
    assert _changes(sentence) == [("出口总额", "5"), ("进口总额", "-2")]


def test_three_that_went_different_ways_are_told_apart() -> None:
    """Catches a list that ends at the second change of direction."""
    found = _changes("粮食产量2万吨、油料产量3吨、蔬菜产量3万吨，分别增长2%、下降3%、增长4%。")
    assert found == [("粮食产量", "2"), ("油料产量", "-3"), ("蔬菜产量", "4")]


@pytest.mark.parametrize("changes", ["0.3、1.2个百分点", "0.3个和1.2个百分点"])
@pytest.mark.parametrize("sign", ["，", "、"])
def test_points_go_each_to_its_own_rate(changes: str, sign: str) -> None:
    """Catches both points of two rates as those of one of them."""
    found = _changes(f"竹件办结率99%{sign}满意率97%，同比分别提高{changes}。")
    assert found == [("竹件办结率", "0.3"), ("竹件满意率", "1.2")]


def test_changes_without_a_word_that_deals_them_out_stay_as_they_were() -> None:
    """Catches a change and one of another kind, which only stand side by side, as those of two things."""
    assert _changes("出口总额2亿元，进口总额1亿元，增长5%。") == [("进口总额", "5")]
