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


def test_a_verb_that_was_planned_and_done_in_fact_is_of_one_indicator() -> None:
    """Catches 计划脱贫9人 entered as done beside 实际脱贫10人, and another verb taken for its outcome."""
    expected = [("脱贫人数", "9", "target"), ("脱贫人数", "10", "actual")]
    assert rows("计划脱贫9人，实际脱贫10人。", "value", "status") == expected
    other = rows("计划实施竹编项目9个，实际开工10个。", "status")
    assert len({name for name, _ in other}) == 2 and {status for _, status in other} == {"actual"}


def test_a_proportion_of_the_catalogue_is_a_share_however_it_is_reached() -> None:
    """Catches 占比由60%提升至77%, whose second number is a rate where the first is a share."""
    found = rows("税收占比由2026年的60%提升至2031年的77%。", "measure")
    assert {measure for _, measure in found} == {"share"}


def test_a_fall_that_is_called_negative_growth_is_no_part_of_a_name() -> None:
    """Catches 税收收入同比负 as the name of what fell."""
    assert rows("税收收入同比负增长，下降6.8%。", "value") == [("税收收入", "-6.8")]


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


def test_how_many_times_as_much_is_of_each_of_several_before() -> None:
    """Catches 分别是2026年的2倍、3倍 given to the last thing, and the average growth after them to the multiples."""
    levels = "竹编产值达到80亿元，竹纸产值6亿元"
    found = rows(f"{levels}，分别是2026年的2倍、3倍，年均增长7%、8%。", "value")[2:]
    assert [each[:4] for each, _ in found] == ["竹编产值", "竹纸产值"] * 2
    assert [value for _, value in found] == ["2", "3", "7", "8"]
    unsaid = rows("竹编产值达到80亿元；竹纸产值6亿元，分别是2026年的2倍、3倍。")[2:]
    assert all("未命名" in name for (name,) in unsaid)


def test_growth_in_percent_and_in_multiples_is_one_list() -> None:
    """Catches 1.4倍 after 分别增长46% entered as how many times as much there is."""
    found = rows("竹编、竹纸产值分别增长46%和1.4倍。", "value", "measure")
    assert found == [("竹编产值", "46", "growth"), ("竹纸产值", "1.4", "growth")]


def test_what_fields_yield_more_or_less_is_growth() -> None:
    """Catches 增产5% entered as a rate, and 减产3% without its sign."""
    assert rows("竹笋产量8万吨，增产5%。", "value", "measure")[1] == ("竹笋产量", "5", "growth")
    assert rows("竹笋产量8万吨，比上年减产3%。", "value", "measure")[1] == ("竹笋产量", "-3", "growth_yoy")
    assert rows("竹笋增产5%。") == [("竹笋产量",)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("竹编、竹纸三大产业产值分别增长5%、8%。", ["竹编产业产值", "竹纸产业产值"]),
        ("五大竹产业和五大纸产业产值分别增长5%、8%。", ["五大竹产业产值", "五大纸产业产值"]),
        ("竹编、竹纸三大产业分别实现产值5亿元、8亿元。", ["竹编产值", "竹纸产业产值"]),
        ("进出口总额、竹贸易额分别完成5亿元、8亿元。", ["进出口总额", "竹贸易额"]),
    ],
)
def test_how_many_a_list_has_and_its_verb_are_no_part_of_its_names(said: str, expected: list[str]) -> None:
    """Catches 竹纸三大产业产值 for the last of three, and 完成 or 金额 at the end of a name."""
    assert [name for (name,) in rows(said)] == expected


def test_changes_of_rates_in_a_list_are_each_of_their_own() -> None:
    """Catches the second of several changes, without a unit or a name of its own, given to the first rate."""
    listed = "竹编合格率93%、竹纸合格率87%、竹扇合格率80%"
    found = rows(f"{listed}，分别比2026年提高8、17、11.5个百分点。", "value")[3:]
    assert [(name[:2], value) for name, value in found] == [("竹编", "8"), ("竹纸", "17"), ("竹扇", "11.5")]
    known = "义务教育巩固率93%、高中阶段毛入学率87%、高等教育毛入学率30%"
    found = rows(f"{known}，分别提高8个、17个、11.5个百分点。", "value")
    assert [name for name, _ in found[3:]] == [name for name, _ in found[:3]]


def test_steps_that_are_counted_are_no_things() -> None:
    """Catches 4个 of 4个千亿级台阶 as a number of steps, and their words in the name of the value after them."""
    assert rows("竹编产值连跨4个千亿级台阶，预计突破1.1万亿元。", "value") == [("竹编产值", "1.1")]
    assert rows("竹编产值突破80亿和90亿两个整数关口。") == []
