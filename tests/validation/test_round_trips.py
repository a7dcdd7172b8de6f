"""Tables that a program read and wrote again: each cell it rewrote is found, and `fix` puts it back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from command import run

from fengqiao_open import validate
from fengqiao_open.findings.report import Finding


def rewrite(package: Path, table: str, column: str, change: Callable[[str], str]) -> bytes:
    """Rewrite the filled cells of a column; returns the file as it was."""
    path = package / "data" / f"{table}.csv"
    before = path.read_bytes()
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    at = header.index(column)
    for row in rows:
        row[at] = change(row[at]) if row[at] else ""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return before


def errors(package: Path) -> list[Finding]:
    """The errors of a package."""
    return [each for each in validate(package).findings if each.severity == "error"]


@pytest.mark.parametrize(
    ("printed", "written"), [("12", "12.0"), ("20.5", "20.50"), ("6.4", "6.400"), ("2.1", "2.10")]
)
def test_a_value_with_another_precision_than_is_printed_is_found_at_its_cell(
    good: Path, printed: str, written: str
) -> None:
    """A column read as decimal numbers: equal in size, and what is derived from it changes in silence."""
    rewrite(good, "observations", "value", lambda cell: written if cell == printed else cell)
    (found,) = errors(good)
    assert (found.code, found.column, found.fix, found.safe) == ("FQ-P01", "value", printed, True)
    assert "decimals" in found.found() and "小数位数" in found.found("zh")
    assert found.how_to_fix().endswith("this fix is safe.")


def test_a_value_that_lost_a_printed_nought_is_found(good: Path) -> None:
    """A spreadsheet shows 2.10 as 2.1: the number is then less exact than it was printed."""
    rewrite(good, "figures", "printed", lambda cell: cell.replace("6.4亿元", "6.0亿元"))
    rewrite(good, "observations", "value", lambda cell: "6" if cell == "6.4" else cell)
    (found,) = errors(good)
    assert (found.code, found.fix) == ("FQ-P01", "6.0")


def test_a_whole_column_of_decimals_is_one_cause_that_fix_repairs(good: Path) -> None:
    """What pandas writes of a column with empty cells is put back in one command."""
    before = rewrite(good, "observations", "value", lambda cell: format(Decimal(cell), ".2f"))
    assert {(each.code, each.column) for each in errors(good)} == {("FQ-P01", "value")}
    assert run("refresh", good).returncode == 1
    assert run("fix", good, "--in-place").returncode == 0
    assert (good / "data" / "observations.csv").read_bytes() == before
    assert errors(good) == []


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("figures", "paragraph"), ("figures", "start"), ("figures", "end"), ("observations", "period"),
        ("observations", "area_id"), ("areas", "parent_area_id"), ("areas", "code_vintage"), ("units", "numerator"),
    ],
)  # fmt: skip
def test_whole_numbers_years_and_codes_read_as_decimals_are_one_cause_with_a_fix(
    good: Path, table: str, column: str
) -> None:
    """Where some cells are empty, pandas writes 12 as 12.0, and the code of an area with a point and a nought."""
    before = rewrite(good, table, column, lambda cell: f"{cell}.0" if cell.isdecimal() else cell)
    found = errors(good)
    assert {(each.code, each.column, each.safe) for each in found} == {("FQ-T09", column, True)}
    assert "a program added" in found[0].found() and "as text" in found[0].how_to_fix()
    assert "按文本读取" in found[0].how_to_fix("zh")
    assert validate(good).render().count("FQ-T09 error") == 1
    assert run("fix", good, "--in-place").returncode == 0
    assert (good / "data" / f"{table}.csv").read_bytes() == before


def test_a_year_as_printed_is_fixed(good: Path) -> None:
    """A clerk who copies the year from the report has one meaning, as with the number of a unit."""
    before = rewrite(good, "observations", "period", lambda cell: f"{cell}年")
    assert {(each.code, each.safe) for each in errors(good)} == {("FQ-T09", True)}
    assert run("fix", good, "--in-place").returncode == 0
    assert (good / "data" / "observations.csv").read_bytes() == before


def test_decimals_of_a_code_that_is_none_have_no_fix(good: Path) -> None:
    """What is right without its decimals only is put back; other texts with a point stay a question."""
    rewrite(good, "themes", "theme_id", lambda cell: cell.replace("economy", "1.5"))
    assert [each.fix for each in errors(good) if each.code == "FQ-T04"] == [None]


ERRORS = [
    "#NAME?", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "Err:502", "错误:522", "#溢出!",
    "########", "#n/a", "＃REF！",
]  # fmt: skip


@pytest.mark.parametrize("cell", ERRORS)
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("indicators", "name_en"), ("indicators", "definition_zh"), ("observations", "note_en"), ("observations", "value"),
        ("observations", "period"), ("observations", "status"), ("observations", "unit_id"), ("figures", "printed"),
    ],
)  # fmt: skip
def test_an_error_value_of_a_spreadsheet_is_named_at_its_cell(
    good: Path, table: str, column: str, cell: str
) -> None:
    """It passes as a text, or is called a code that is not listed; what was in the cell is lost all the same."""
    path = good / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, first, *rows = csv.reader(file)
    first[header.index(column)] = cell
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, first, *rows])
    found = [
        each for each in validate(good, hashes=False).findings if (each.line, each.column) == (2, column)
    ]
    assert [(each.code, each.table, each.fix) for each in found] == [("FQ-T08", table, None)]
    assert "error value of a spreadsheet" in found[0].found() and "电子表格的错误值" in found[0].found("zh")


@pytest.mark.parametrize("text", ["#1 workshop", "Error rate", "错误率", "No. #3", "E-government", "##"])
def test_a_text_that_begins_like_an_error_value_is_none(good: Path, text: str) -> None:
    """A name may begin with a number sign, or with the letters of an error."""
    rewrite(good, "rulings", "ruling_en", lambda _: text)
    assert [each.code for each in validate(good).findings if each.code == "FQ-T08"] == []
