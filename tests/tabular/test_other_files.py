"""Files that are no CSV under the name of one, files that are missing, and row numbers that pandas adds."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from fengqiao_open import validate
from fengqiao_open.authoring.refresh import generated, refresh
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.findings.report import Finding
from fengqiao_open.validation.fixes import corrections


def wrong(package: Path) -> list[Finding]:
    """The errors and warnings on a package."""
    return [each for each in validate(package).findings if each.severity != "note"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<html><table><tr><td>observation_id</td></tr></table></html>", "a web page"),
        (b'\n<?xml version="1.0"?><Workbook/>', "a web page or an XML file"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04" + b"\0" * 400, "a compressed file"),
        (b"PK\x03\x04" + b"\0" * 400 + b"xl/workbook.xml", "an Excel workbook"),
    ],
    ids=["html", "xml", "pdf", "zip", "xlsx"],
)
def test_a_file_of_another_kind_is_called_that_and_not_cut_off(good: Path, content: bytes, says: str) -> None:
    """Catches the advice to add a line end to a workbook and to record its bytes."""
    (good / "data" / "observations.csv").write_bytes(content)
    (found,) = wrong(good)
    assert says in found.found() and "Put the CSV file" in found.how_to_fix()


@pytest.mark.parametrize("table", ["statistics", "derived"])
def test_a_generated_table_that_is_missing_is_made_by_the_command_that_its_finding_names(
    good: Path, table: str
) -> None:
    """Catches the advice to put back a file that nobody has to have."""
    path = good / "data" / f"{table}.csv"
    before = path.read_bytes()
    path.unlink()
    (found,) = wrong(good)
    assert (found.code, found.table) == ("FQ-F01", table) and "refresh" in found.how_to_fix()
    refresh(read_package(good))
    assert path.read_bytes() == before


def test_the_generated_table_that_needs_the_report_is_made_from_it(good: Path) -> None:
    """Catches a refresh that stops at the file which it was asked to make."""
    path = good / "data" / "absences.csv"
    path.unlink()
    (found,) = wrong(good)
    assert "--source" in found.how_to_fix() and "--source" in found.how_to_fix("zh")
    assert path in generated(read_package(good), "清河镇政府工作报告")


@pytest.mark.parametrize("table", ["observations", "themes"])
def test_row_numbers_of_pandas_are_passed_by_and_taken_away_by_fix(good: Path, table: str) -> None:
    """Catches a table that is not read because of a column without a name, which was to be renamed."""
    path = good / "data" / f"{table}.csv"
    before = path.read_bytes()
    pd.read_csv(io.BytesIO(before), dtype="string").to_csv(path)
    report = validate(good)
    assert [(each.code, each.values["forms"]) for each in report.findings] == [("FQ-F03", "index_column")]
    (made,) = corrections(report.findings, read_package(good))
    assert made.content == before


def test_a_first_column_that_does_not_number_the_rows_is_a_column_of_its_own(good: Path) -> None:
    """What is no row number may be data that lost its name."""
    path = good / "data" / "themes.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(["," + lines[0], *(f"7,{line}" for line in lines[1:]), ""]), "utf-8")
    assert [each.code for each in wrong(good)] == ["FQ-S02"]
