"""Lines that are no rows: a title above the header, the header again, a total, a note. Each is one finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fengqiao_open import validate
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.findings.report import Finding
from fengqiao_open.validation.fixes import corrections

Lines = list[str]


def wrong(package: Path, table: str, change: Callable[[Lines], Lines]) -> list[Finding]:
    """The errors and warnings on a package with the lines of a table changed."""
    path = package / "data" / f"{table}.csv"
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join(change(lines)), "utf-8")
    return [each for each in validate(package).findings if each.severity != "note"]


@pytest.mark.parametrize("above", [["清河镇统计数据,,,"], ["清河镇统计数据"], ["清河镇", "单位：万元"], [""]])
def test_a_title_above_the_header_is_to_be_removed(good: Path, above: Lines) -> None:
    """Catches the advice to add the header a second time, which makes rows of the title and of the first."""
    (found,) = wrong(good, "themes", lambda lines: [*above, *lines])
    assert (found.code, found.line, found.values["case"]) == ("FQ-S09", 1, "below")
    assert f"line {len(above) + 1}" in found.found() and "Add" not in found.how_to_fix()
    assert [*corrections([found], read_package(good))] == []


@pytest.mark.parametrize("altered", [str.upper, str.title, lambda line: line.title().replace("_", " ")])
def test_a_header_in_other_letters_is_to_be_written_in_its_place(
    good: Path, altered: Callable[[str], str]
) -> None:
    """Catches the advice to add a header above it, which makes a row of the names in capitals."""
    (found,) = wrong(good, "observations", lambda lines: [altered(lines[0]), *lines[1:]])
    assert (found.code, found.values["case"]) == ("FQ-S09", "renamed")
    assert "in place of line 1" in found.how_to_fix() and "observation_id,source_id" in found.expected()


@pytest.mark.parametrize(
    ("line", "case"),
    [
        ("", "header"),
        ("合计,,,,,,,,12345,,,,,,,", "total"),
        (",,,,合计,,,,12345,,,,,,,", "total"),
        ("Total,,,,,,,,12345,,,,,,,", "total"),
        ("数据来源：清河镇统计站,,,,,,,,,,,,,,,", "note"),
    ],
)
def test_a_line_that_is_no_row_is_one_finding_that_asks_for_none_of_its_cells(
    good: Path, line: str, case: str
) -> None:
    """Catches a finding for each cell of it that asks for what the source has in that row."""
    (found,) = wrong(good, "observations", lambda lines: [*lines[:3], line or lines[0], *lines[3:]])
    assert (found.code, found.line, found.values["case"]) == ("FQ-S07", 4, case)
    assert "Remove the line" in found.how_to_fix()


def test_a_row_of_data_that_lost_its_key_is_not_to_be_removed(good: Path) -> None:
    """Catches advice that deletes a statistic because a total was pasted over its key."""
    found = wrong(
        good, "observations", lambda lines: [*lines[:3], "合计," + lines[3].partition(",")[2], *lines[4:]]
    )
    assert "FQ-S07" not in {each.code for each in found} and found[0].column == "observation_id"


def test_the_rest_of_a_cell_that_a_line_break_cut_is_not_to_be_removed(good: Path) -> None:
    """Catches advice that deletes the second half of a note: it is a line with one Chinese cell, too."""

    def cut(lines: Lines) -> Lines:
        cells = lines[1].split(",")
        return [lines[0], ",".join(cells[:2]), f"的后半句{',' * (len(cells) - 2)}", *lines[2:]]

    found = wrong(good, "themes", cut)
    assert {(each.line, each.code) for each in found} >= {(2, "FQ-S05"), (3, "FQ-S05")}
    assert not any("Remove the line" in each.how_to_fix() for each in found)
