"""A draft has the indicators of the catalogue that its numbers are of, and breaks no rule with them."""

from __future__ import annotations

import csv
from pathlib import Path

import fengqiao_open as fo
from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.indicators.catalogue import indicators
from fengqiao_open.indicators.rows import table_rows

TEXT = """新丰镇政府工作报告
2024年1月10日
一、2023年工作回顾
2023年，规上工业总产值完成21亿元，增长8%；城镇新增就业1.2万人。一般公共预算收入、固定资产投资分别增长12.1%、12.5%。
"""


def test_a_draft_has_the_rows_of_its_indicators_and_no_others(tmp_path: Path) -> None:
    """One-off indicators of another town are not offered, and what is used is there to be joined."""
    made = draft(TEXT, "新丰镇", 2024, "xinfeng-2024")
    used = [row["indicator_id"] for row in made.tables["observations"]]
    assert used == [
        *("gross-industrial-output", "gross-industrial-output", "new-urban-jobs"),
        *("general-public-budget-revenue", "fixed-asset-investment"),
    ]
    listed = {row["indicator_id"] for row in made.tables["indicators"]}
    assert set(used) < listed and "peach-centre-investment" not in listed
    assert {row["definition_status"] for row in made.tables["indicators"]} == {"not_verified"}


def test_a_count_in_ten_thousands_and_the_second_of_a_list_are_right(tmp_path: Path) -> None:
    """1.2万人 was blamed for being no whole number, and 12.5% for having no word of growth of its own."""
    write_draft(draft(TEXT, "新丰镇", 2024, "xinfeng-2024"), tmp_path / "new")
    found = {each.code for each in fo.validate(tmp_path / "new").findings}
    assert found.isdisjoint({"FQ-R13", "FQ-P03", "FQ-T03", "FQ-K01"})


def test_no_row_of_the_catalogue_is_blamed_in_a_package(tmp_path: Path) -> None:
    """A steward who only used what `new` proposed was sent after the words of our own catalogue."""
    write_draft(draft(TEXT, "新丰镇", 2024, "xinfeng-2024"), tmp_path / "new")
    path = tmp_path / "new" / "data" / "indicators.csv"
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(table_rows(indicators()))
    found = fo.validate(tmp_path / "new", hashes=False).findings
    blamed = {(each.code, each.key) for each in found if each.table == "indicators"}
    assert {code for code, _ in blamed} <= {"FQ-K01"}, sorted(blamed)
