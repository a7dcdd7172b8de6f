"""What a part of a year has is no number of the year."""

from __future__ import annotations

import pytest

from fengqiao_open.figures.part_years import part_of_year
from fengqiao_open.figures.scanner import figures


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("上半年完成税收1亿元", [(1, 6)]),
        ("1至10月完成税收8亿元，下降3%，占年度任务的95%", [(1, 10)] * 3),
        ("1—11月份，竹编产值、竹笋产值分别增长9%、13%", [(1, 11)] * 2),
        ("前三季度竹编产值增长7%", [(1, 9)]),
        ("一至三季度竹编产值增长7%", [(1, 9)]),
        ("一季度竹编产值增长7%", [(1, 3)]),
        ("前8个月竹编产值增长7%", [(1, 8)]),
        ("截至11月底，到位资金4亿元", [(1, 11)]),
        ("一至十月累计完成税收3亿元", [(1, 10)]),
        ("降幅从一季度的10%收窄至前三季度的2%", [(1, 3), (1, 9)]),
        ("去年上半年完成税收1亿元", [(1, 6)]),
    ],
)
def test_the_months_that_a_number_is_of_are_read(text: str, months: list[tuple[int, int]]) -> None:
    """Catches the value of ten months that counts as the year's."""
    found = [part_of_year(text, each) for each in figures(text) if each.kind == "quantity"]
    assert [(each.first, each.last) for each in found if each] == months


@pytest.mark.parametrize(
    "text",
    [
        "上半年开工，全年完成税收2亿元",
        "上半年动工建设，年底建成竹园3个",
        "税收2亿元，上半年稳步回升。就业5人",
        "竹编产值增速比上半年提高2个百分点",
        "截至12月31日，到位资金5亿元",
        "3月至5月，开展活动12场",
        "2031年10月—2032年3月，完成5亿元",
        "空气稳居首位，1—11月形势向好，竹园达标率均达100%",
        "上半年工作会议表彰5人",
        "竹编降幅由上半年的23%收窄到全年的5%",
        "税收增速比一季度、上半年分别加快1.2和3.3个百分点",
        "针对一季度竹编产值靠后，筹集资金1400万元",
    ],
)
def test_a_number_of_the_year_is_of_no_part_of_it(text: str) -> None:
    """Catches the whole year's number, or one that is only compared, called that of a half-year."""
    last = [each for each in figures(text) if each.kind == "quantity"][-1]
    assert part_of_year(text, last) is None
