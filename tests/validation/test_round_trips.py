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
