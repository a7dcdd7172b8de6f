"""Names of drafts keep the thing that they are of, and a number that became another stays of its indicator."""

from __future__ import annotations

from pathlib import Path

import pytest

import fengqiao_open as fo
from fengqiao_open.authoring.scaffold import draft, write_draft

HEADING = "东河镇政府工作报告\n一、2030年工作回顾\n"


def _rows(sentence: str) -> list[tuple[str, str, str, str, str]]:
    """What is drafted of a sentence: names, measures, years, values and units."""
    tables = draft(f"{HEADING}{sentence}\n", "东河镇", 2031, "donghe-2031").tables
    names = {row["indicator_id"]: row["name_zh"] for row in tables["indicators"]}
    return [
        (names[row["indicator_id"]], row["measure"], row["period"], row["value"], row["unit_id"])
        for row in tables["observations"]
    ]


@pytest.mark.parametrize("change", ["减至", "减到", "降至"])
def test_what_a_number_was_cut_to_is_of_its_indicator(change: str) -> None:
    """Catches twelve fires of the year before that are another indicator than the nine of this."""
    found = _rows(f"火灾起数由12起{change}9起，下降25%。")
    assert found == [
        ("火灾发生数", "level", "2029", "12", "incident"),
        ("火灾发生数", "level", "2030", "9", "incident"),
        ("火灾发生数", "growth", "2030", "-25", "percent"),
    ]


@pytest.mark.parametrize("nought", ["下降到0", "降至零", "降为0"])
def test_a_percentage_that_fell_to_nought_is_one_still(nought: str) -> None:
    """Catches nought without a sign as a level of another indicator."""
    found = _rows(f"贫困发生率由12.6%{nought}。")
    assert [each[1:] for each in found] == [
        ("rate", "2029", "12.6", "percent"),
        ("rate", "2030", "0", "percent"),
    ]
    assert len({name for name, *_ in found}) == 1


def test_a_nought_that_nothing_fell_to_has_no_unit_of_another_number() -> None:
    """Catches a nought that merely follows a percentage."""
    assert [each[4] for each in _rows("竹件办结率99%，竹件投诉0起。")] == ["percent", "incident"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("完成率、合格率均为100%。", ["完成率", "合格率"]),
        ("粮食面积2万亩、蔬菜面积3亩，总产分别达1万吨、2万吨。", ["粮食产量", "蔬菜产量"]),
        ("粮食播种面积8亩，其中水稻5亩，产量3吨。", ["粮食播种面积（水稻）", "粮食产量（水稻）"]),
        ("水果种植面积9亩，其中梨4亩、桃3亩，产量分别为2吨、1吨。", ["果园产量（梨）", "果园产量（桃）"]),
        ("进出口总额下降5%，降幅较上年收窄3个百分点。", ["进出口总额降幅较上年收窄比例"]),
        ("绕城公路6月底前建成通车12公里。", ["绕城公路建成通车里程"]),
        ("2030年6月底前建成通车里程12公里。", ["建成通车里程"]),
    ],
)
def test_a_name_has_the_thing_and_no_piece_of_a_date(sentence: str, names: list[str]) -> None:
    """Catches 率 of 完成率, the sown area of an output, a fall without what fell, and 底前 of a date."""
    assert [name for name, *_ in _rows(sentence)][-len(names) :] == names


def test_how_many_there_are_to_one_is_asked_about() -> None:
    """Catches an income ratio of 1.59:1 that is set aside without a question, as 1:1 and 6:4 are."""
    made = draft(f"{HEADING}城乡收入比缩小至1.59:1，按1:1配比、按6:4分成。\n", "东河镇", 2031, "donghe-2031")
    asked = [row["printed"] for row in made.todo if row["question_id"].startswith("not_a_statistic")]
    assert asked == ["1.59:1"]


def test_a_tax_per_mu_that_is_printed_in_yuan_is_of_its_indicator(tmp_path: Path) -> None:
    """Catches a level in 万元 under another indicator than its growth, and as a unit that does not fit."""
    made = draft(f"{HEADING}亩均税收21万元，同比增长4%。\n", "东河镇", 2031, "donghe-2031")
    assert {row["indicator_id"] for row in made.tables["observations"]} == {"tax-per-mu"}
    write_draft(made, tmp_path / "donghe")
    assert "FQ-R01" not in {each.code for each in fo.validate(tmp_path / "donghe").findings}
