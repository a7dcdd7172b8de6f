"""Period, status and part of a package are held against what its report prints, with the text and without it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from packages import REPORTS, SHARED, make_good

import fengqiao_open as fo
from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.authoring.scaffold import Record, draft, write_draft
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.findings.report import Finding

#: The days of the reports; the second prints none.
ISSUED = {"heshan-2031": "2031-01-15", "linhe-2029": "2029-01-10"}
TOWNS = {"heshan-2031": ("禾山镇", 2031), "linhe-2029": ("临河乡", 2029)}
REPORT = "\n".join(
    (
        "青禾镇政府工作报告",
        "2032年1月9日在青禾镇人民代表大会上",
        "各位代表：现在，我代表镇政府向大会报告工作，请予审议。",
        "2031年工作回顾",
        "一、产业兴旺",
        "　　产值8亿元，同比增长8%，其中农业产值2亿元。",
        "二、乡村更美",
        "　　建成道路5公里，植树300亩。",
        "2032年工作安排",
        "一、兴产业",
        "　　产值增长9%。到2035年，产值达到20亿元。",
        "　　补助由每月28元提高到32元。",
        "",
    )
)


def flipped(rows: list[Record], year: str) -> list[Record]:
    """The rows with every outcome as works planned for a year."""
    planned = {"status": "planned", "period": year}
    return [row | planned if row["status"] == "actual" else row for row in rows]


def filled(tables: dict[str, list[Record]]) -> list[Record]:
    """The rows, each of an indicator of its own: no rule reads a row with blanks, or one that is there twice."""
    indicators = (row["indicator_id"] for row in tables["indicators"])
    rows = zip(tables["observations"], indicators, strict=False)
    return [row | {"indicator_id": each, "unit_id": row["unit_id"] or "yi-yuan"} for row, each in rows]


@pytest.mark.parametrize("name", TOWNS)
def test_outcomes_entered_as_plans_of_the_next_year_pass_nowhere(name: str, tmp_path: Path) -> None:
    """Catches a package that validates clean although each of its sentences says that it is done."""
    town, year = TOWNS[name]
    path = REPORTS / f"{name}.txt"
    made = draft(path.read_text("utf-8"), town, year, name)
    made.tables["observations"] = filled(made.tables)
    made.tables["sources"][0]["issued"] = ISSUED[name]
    write_draft(made, tmp_path / "right")
    assert not named(fo.validate(tmp_path / "right").findings)
    outcomes = {row["observation_id"] for row in made.tables["observations"] if row["status"] == "actual"}
    made.tables["observations"] = flipped(made.tables["observations"], str(year))
    write_draft(made, tmp_path / "flipped")
    # Where most rows of a report contradict its years, the rules report the row of the report.
    assert named(fo.validate(tmp_path / "flipped").findings) & {name, *outcomes}
    assert named(fo.audit(path, tmp_path / "flipped").findings) >= outcomes


def named(findings: Iterable[Finding]) -> set[str]:
    """The keys of the rows that FQ-P28 is reported at, or those that it is gathered at."""
    gathered = (each for each in findings if "FQ-P28" in each.code + each.values.get("contradictions_en", ""))
    return {each.key for each in gathered}


def test_parts_and_statuses_that_are_wrong_together_are_found_with_the_text(tmp_path: Path) -> None:
    """Catches the package of a machine that took flat headings for parts, which agrees with itself."""
    made = draft(REPORT, "青禾镇", 2032, "qinghe-2032")
    made.tables["observations"] = flipped(made.tables["observations"], "2032")
    for row in made.tables["passages"]:
        row["part"] = "plan" if row["part"] == "review" else row["part"]
    write_draft(made, tmp_path / "new")
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    found = [each for each in fo.audit(path, tmp_path / "new").findings if each.code == "FQ-P28"]
    assert {each.key for each in found if each.table == "passages"} == {
        f"qinghe-2032-p{number:02}" for number in range(4, 9)
    }


def test_a_draft_of_dirty_headings_is_right_and_blamed_for_nothing(tmp_path: Path) -> None:
    """Catches indents and flat headings that make plans of outcomes, and right dating that is blamed."""
    made = draft(REPORT, "青禾镇", 2032, "qinghe-2032")
    dating = {row["figure_id"]: (row["period"], row["status"]) for row in made.tables["observations"]}
    printed = {
        row["printed"]: (*dating[row["figure_id"]], row["dated"])
        for row in made.tables["figures"]
        if row["figure_id"] in dating
    }
    assert printed["8亿元"] == printed["5公里"] == ("2031", "actual", "")
    assert printed["增长9%"] == ("2032", "target", "")
    assert printed["20亿元"] == ("2035", "target", "2035年")
    assert printed["28元"] == ("2031", "actual", "由")
    write_draft(made, tmp_path / "new")
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    assert "FQ-P28" not in {each.code for each in fo.validate(tmp_path / "new").findings}
    assert "FQ-P28" not in {each.code for each in fo.audit(path, tmp_path / "new").findings}


@pytest.mark.parametrize(
    ("dated", "period", "blamed"),
    [("", "2035", True), ("到2035年", "2035", False), ("到2034年", "2035", True)],
)
def test_another_year_needs_the_words_that_say_it(
    dated: str, period: str, blamed: bool, tmp_path: Path
) -> None:
    """Catches a year that nothing printed accounts for, and words that account for any year."""
    folder = make_good(tmp_path / "good")
    edit(folder, "observations", "observation_id", "qinghe-2032-p08-02", period=period)
    edit(folder, "figures", "figure_id", "qinghe-2032-p08-c017", dated=dated)
    refresh(read_package(folder))
    assert ("FQ-P28" in {each.code for each in fo.validate(folder).findings}) == blamed


def test_a_year_on_the_command_line_that_the_report_contradicts_is_asked() -> None:
    """Catches a slip of the hand in the year of every row."""
    made = draft(REPORT, "青禾镇", 2023, "qinghe-2023")
    assert made.tables["sources"][0]["plan_year"] == "2032"
    assert any("2023" in row["decide_en"] for row in made.todo)
    assert not any("year given" in row["decide_en"] for row in draft(REPORT, "青禾镇", 2032, "q-2032").todo)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the report's text is not at hand (../shared/source)")
def test_our_own_report_is_blamed_for_nothing() -> None:
    """Catches a rule that blames what five readers found right."""
    assert fo.audit(SHARED / "fengqiao-report-2023.zh.txt").ok


def edit(folder: Path, table: str, key: str, wanted: str, **cells: str) -> None:
    """Change cells of one row."""
    path = folder / "data" / f"{table}.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    for row in rows:
        row |= cells if row[key] == wanted else {}
    lines = io.StringIO()
    writer = csv.DictWriter(lines, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(lines.getvalue(), "utf-8")
