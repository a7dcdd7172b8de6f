"""Counters and magnitudes that no list of units has become rows of a new package, asked once each."""

from __future__ import annotations

from pathlib import Path

import pytest

import fengqiao_open as fo
from fengqiao_open.authoring.questions import read_questions
from fengqiao_open.authoring.scaffold import Draft, draft, write_draft

REPORT = """清河镇政府工作报告
（2032年1月5日）
一、2031年工作回顾
打造夜市餐位320桌，餐位总数达到1万桌。新增农户3千户，投入5千万元。栽植果树2万株，放养鱼苗3万尾，存栏家禽5万羽。
二、2032年工作安排
新增夜市餐位80桌。新增变电容量500千伏安。带动村民2万，解决3万村民饮水问题，新增5万村民用气。
"""


@pytest.fixture(scope="module")
def made() -> Draft:
    """The draft of a report with a counter that no list has."""
    return draft(REPORT, "清河镇", 2032, "qinghe-2032", "330402100000")


def test_an_unknown_counter_is_a_proposed_unit(made: Draft) -> None:
    """Catches a number whose counter is dropped, so that nothing says what was counted."""
    units = {row["unit_id"]: row for row in made.tables["units"]}
    by_printed = {units[row["unit_id"]]["name_zh"] for row in made.tables["observations"] if row["unit_id"]}
    assert {"桌", "万桌", "千户", "千万元", "万株", "万尾", "万羽"} <= by_printed
    of_ten_thousand = next(row for row in units.values() if row["name_zh"] == "万桌")
    assert (of_ten_thousand["numerator"], units[of_ten_thousand["base_unit_id"]]["name_zh"]) == (
        "10000",
        "桌",
    )
    assert units["qian-household"]["numerator"] == "1000"


def test_a_proposed_unit_is_asked_once_and_marked(made: Draft) -> None:
    """Catches the same question for each number that has the unit, and a proposal that looks like a decision."""
    asked = [row for row in made.todo if row.get("table") == "units"]
    assert [row["printed"] for row in asked] == ["320桌"]
    assert all("draft" in row["drafted"] for row in asked)


def test_a_unit_of_physics_is_not_proposed_as_a_counter(made: Draft) -> None:
    """500千伏安 is a capacity: a unit of 1,000 things called 伏安 is worse than a question."""
    assert all("伏" not in row["name_zh"] for row in made.tables["units"])
    assert any(row["question_id"].startswith("unit-") for row in made.todo)


def test_a_magnitude_without_a_counter_is_a_unit_of_its_own(made: Draft) -> None:
    """5万村民 was drafted as 5 of nothing: the 万 that is printed was in no column."""
    [unit] = [row for row in made.tables["units"] if row["name_zh"] == "万"]
    assert (unit["numerator"], unit["base_unit_id"]) == ("10000", "item")
    assert unit["unit_id"] in {row["unit_id"] for row in made.tables["observations"] if row["value"] in "235"}


def test_proposed_units_validate_and_are_done_when_named(made: Draft, tmp_path: Path) -> None:
    """Catches a proposed row that breaks a rule on units, and a question that stays after its answer."""
    write_draft(made, tmp_path / "new")
    assert [each.code for each in fo.validate(tmp_path / "new").findings if each.table == "units"] == []
    assert "proposed-qinghe-2032-unit-1" in {row["question_id"] for row in read_questions(tmp_path / "new")}
    path = tmp_path / "new" / "data" / "units.csv"
    text = path.read_text("utf-8").replace("draft unit 1", "tables").replace("{draft}", "{table}")
    path.write_text(text, "utf-8")
    found = fo.validate(tmp_path / "new", hashes=False).findings
    assert [each.code for each in found if each.table == "units"] == []


def test_a_fraction_and_what_the_counter_does_not_go_on_with_have_their_units(tmp_path: Path) -> None:
    """A third was in no unit, 12个年度 no number of projects, and 支队 in 支队伍 the police: each an error FQ-R01."""
    said = (
        "一、2031年主要工作\n有研发活动的企业仅占三分之一，提出12个年度民生实事项目，吸引70余支队伍入驻。\n"
    )
    made = draft(
        f"青禾镇政府工作报告\n（2032年2月20日）\n{said}", "青禾镇", 2032, "qinghe-2032", "990101100000"
    )
    rows = {row["printed"]: row["figure_id"] for row in made.tables["figures"]}
    found = {row["figure_id"]: row for row in made.tables["observations"]}
    worth = {
        printed: (found[key]["value"], found[key]["unit_id"], found[key]["measure"])
        for printed, key in rows.items()
        if key in found
    }
    assert worth == {
        "占三分之一": ("0.3333", "dimensionless", "share"),
        "12个": ("12", "item", "level"),
        "70余支": ("70", "team", "level"),
    }
    write_draft(made, tmp_path / "new")
    assert not [each for each in fo.validate(tmp_path / "new").findings if each.code == "FQ-R01"]
    assert not [row for row in made.todo if row["question_id"].startswith("unit-")]
