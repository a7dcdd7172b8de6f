"""Changes, averages, marks and tasks are entered as what they are, and of what they are of."""

from __future__ import annotations

import pytest

from fengqiao_open.authoring.scaffold import draft

Row = tuple[str, ...]


def rows(sentence: str, *cells: str) -> list[Row]:
    """The names of the numbers of a report of one sentence, each with some cells of its row."""
    made = draft(f"云溪市政府工作报告\n一、2031年工作回顾\n{sentence}\n", "云溪市", 2032, "yunxi-2032").tables
    named = {row["indicator_id"]: row["name_zh"] for row in made["indicators"]}
    return [(named[row["indicator_id"]], *(row[cell] for cell in cells)) for row in made["observations"]]


@pytest.mark.parametrize(
    "levels",
    [
        "竹编产值、竹纸产值、竹扇产值分别达到8亿元、6亿元、5亿元",
        "竹编产值8亿元、竹纸产值6亿元、竹扇产值5亿元",
        "地区生产总值、财政收入、固定资产投资分别达到80亿元、6亿元、50亿元",
    ],
)
@pytest.mark.parametrize("said", ["分别增长7%、9%", "同比增长7%和9%"])
def test_fewer_growths_than_a_list_has_levels_are_of_none_of_them(levels: str, said: str) -> None:
    """Catches the growths of two of three levels given to the last two, or to the first."""
    assert all(
        "未命名" in name for name, measure in rows(f"{levels}，{said}。", "measure") if "growth" in measure
    )


def test_fewer_growths_than_levels_of_several_clauses_are_of_the_last() -> None:
    """Catches growths that are said right after their levels called unnamed, for the levels of clauses before."""
    said = "竹编产值达到8亿元，竹纸产值6亿元、竹扇产值5亿元，分别增长7%、9%。"
    assert rows(said, "value")[-2:] == [("竹纸产值", "7"), ("竹扇产值", "9")]
    turned = "竹编、竹纸产值分别由4亿元、3亿元增加到8亿元、6亿元，分别增长7%、9%。"
    assert [name for (name,) in rows(turned)][-2:] == ["竹编产值", "竹纸产值"]


def test_one_change_after_a_list_is_of_each_where_it_says_so_and_else_of_none() -> None:
    """Catches 均增长8% and 均居全省首位 entered for the last of a list alone, and 增长8% given to the last."""
    listed = "竹编、竹纸产值分别达到8亿元、6亿元"
    both = ["竹编产值", "竹纸产值"]
    assert [name for (name,) in rows(f"{listed}，均增长8%。")] == both * 2
    assert [name for (name,) in rows(f"{listed}，均比上年增长8%。")] == both * 2
    assert [name for (name,) in rows(f"{listed}，均居全省首位。")] == both * 2
    assert "未命名" in rows(f"{listed}，增长8%。")[-1][0]
    assert rows("竹编产值8亿元、竹纸产值6亿元，增长8%。")[-1] == ("竹纸产值",)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("竹编营业额、竹纸和竹扇营业收入分别增长7%、9%。", ["竹编营业额", "竹纸和竹扇营业收入"]),
        ("竹编及竹纸、竹扇和竹伞产值分别增长7%、9%和8%。", ["竹编及竹纸产值", "竹扇产值", "竹伞产值"]),
        ("竹椅、竹轿车与竹客车产值分别增长7%和9%。", ["竹椅产值", "竹轿车与竹客车产值"]),
        (
            "竹农补助、城乡竹补、城乡竹养标准分别提高5%、6%、8%、4%和10%。",
            ["竹农补助标准", "城镇竹补标准", "农村竹补标准", "城镇竹养标准", "农村竹养标准"],
        ),
        ("各项本外币存、贷款余额分别增长7%和9%。", ["各项本外币存款余额", "金融机构贷款余额"]),
    ],
)
def test_a_list_has_as_many_members_as_numbers(said: str, expected: list[str]) -> None:
    """Catches 甲和乙 that are one member of a list counted as two, so that each number is of the one before it."""
    assert [name for (name,) in rows(said)] == expected


def test_what_each_of_years_that_are_not_said_has_is_no_number_of_one_year() -> None:
    """Catches 年均新增就业3000人 entered as the jobs of the last year."""
    assert rows("年均新增就业3000人。") == [("城镇新增就业（年均）",)]
    assert rows("竹笋产量年均达到8万吨。") == [("竹笋产量（年均）",)]
    assert rows("优良天数年均300天。") == [("空气质量优良天数（年均）",)]
    assert rows("竹编产值年递增8%。") == [("竹编产值（年均）",)]


@pytest.mark.parametrize(
    "said",
    [
        "竹农补助由年均240元提高到280元。",
        "竹编指数全年均保持11%以上。",
        "竹农年均收入2万元。",
        "竹编年均补助标准280元。",
    ],
)
def test_what_is_of_a_whole_year_is_no_average_of_years(said: str) -> None:
    """Catches 全年均 read as 年均, and what is paid or earned in a year as an average of several."""
    assert all("（年均）" not in name for (name,) in rows(said))


def test_more_than_before_is_growth_over_the_year_before() -> None:
    """Catches 比增8% without the words that say so, entered as any growth; a ratio by its name grows by itself."""
    assert rows("竹编产值8亿元，比增8%。", "value", "measure")[1] == ("竹编产值", "8", "growth_yoy")
    assert rows("竹编产值8亿元，比降8%。", "value", "measure")[1] == ("竹编产值", "-8", "growth_yoy")
    assert rows("竹编产值、竹纸产值分别比增8%、9%。", "measure")[0] == ("竹编产值", "growth_yoy")
    assert rows("竹编占比增2个百分点。", "measure")[0][1] == "growth"
    assert rows("竹编产值8亿元，増长8%。", "measure")[1] == ("竹编产值", "growth")


@pytest.mark.parametrize(
    "said",
    [
        "竹编产值跨上80亿元、90亿元两个台阶",
        "竹编产值连续跨越80亿元、90亿元两大台阶",
        "竹编产值接连跨过80亿、90亿两道百亿元关口",
        "竹编产值先后突破80亿元、90亿元",
        "竹编产值连续突破80、90亿元大关",
        "竹编产值突破90亿元",
        "竹编产值历史性突破90亿元",
    ],
)
def test_marks_that_were_passed_are_no_values_of_what_passed_them(said: str) -> None:
    """Catches 90亿元, a mark, entered as the exact value, and the value after it named by the marks."""
    assert rows(f"{said}，达到95亿元，增长8%。", "value") == [("竹编产值", "95"), ("竹编产值", "8")]


def test_a_mark_that_each_of_a_list_passed_is_what_that_is_over() -> None:
    """Catches 3万元、2万元台阶 of two things left out, or the second entered as exact."""
    for said in ("分别跨上3万元、2万元台阶", "分别突破3万元、2万元大关", "分别突破3万元和2万元"):
        found = rows(f"竹农收入、竹商收入{said}。", "value", "qualifier")
        assert found == [("竹农收入", "3", "over"), ("竹商收入", "2", "over")]
    found = rows("接待游客、旅游收入分别突破80万人次、6亿元。", "value", "qualifier")
    assert found == [("接待游客人次", "80", "over"), ("旅游收入", "6", "over")]


def test_a_mark_of_the_catalogue_yields_to_the_value_elsewhere() -> None:
    """Catches the exact value drafted beside the indicator, which has the mark that it passed."""
    found = rows("地区生产总值突破千亿元大关。初步核算，地区生产总值1030亿元。", "qualifier")
    assert ("地区生产总值", "exact") in found
    same = "接待游客1013万人次，首次突破千万人次大关，增长8%。"
    assert rows(same, "value") == [("接待游客人次", "1013"), ("接待游客人次", "8")]


@pytest.mark.parametrize(
    "said",
    [
        "造林落实任务5万亩、完成6万亩",
        "造林计划5万亩、完成6万亩",
        "造林计划5万亩，实际完成6万亩",
        "造林目标5万亩，实际6万亩",
    ],
)
def test_what_was_to_be_done_and_what_was_done_are_of_one_indicator(said: str) -> None:
    """Catches the task entered as done, and what was done named 完成 or 实际."""
    expected = [("造林面积", "5", "target"), ("造林面积", "6", "actual")]
    assert rows(f"{said}。", "value", "status") == expected
