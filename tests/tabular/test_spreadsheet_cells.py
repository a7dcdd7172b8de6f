"""Cells that a spreadsheet changed: named for what they are, and restored only where one value is possible."""

from __future__ import annotations

from pathlib import Path

import pytest

import fengqiao_open as fo
from fengqiao_open.datapackage.schema import Field, Words
from fengqiao_open.findings.report import Finding
from fengqiao_open.tabular.csv import Row, Table
from fengqiao_open.validation.cells import check_values


def checked(cell: str, kind: str, **constraints: object) -> Finding:
    """The one finding on a cell, alone in its table."""
    field = Field("x", kind, Words("X", "X"), constraints=constraints, example="1")
    (found,) = check_values(Table("t", ("x",), (Row("t", 2, "k", {"x": cell}),)), [field])
    return found


@pytest.mark.parametrize(
    ("kind", "cell", "fix"),
    [
        ("date", "2023/1/15", "2023-01-15"), ("date", "2023-1-5", "2023-01-05"), ("date", "2023年1月15日", "2023-01-15"),
        ("date", "2023.01.15", "2023-01-15"), ("date", "2023/1/15 0:00", "2023-01-15"), ("date", "２０２３/１/１５", "2023-01-15"),
        ("boolean", "TRUE", "true"), ("boolean", "False", "false"),
    ],
)  # fmt: skip
def test_a_form_with_one_meaning_is_fixed(kind: str, cell: str, fix: str) -> None:
    """Excel writes each date and boolean of a table anew when it saves it."""
    found = checked(cell, kind)
    assert (found.code, found.fix, found.safe) == ("FQ-T14", fix, True)
    assert fix in found.expected("zh")


@pytest.mark.parametrize(
    ("kind", "cell", "words"),
    [
        ("date", "44928", "number of days"), ("date", "1/2/2023", "not certain"), ("date", "15-Jan-23", "not certain"),
        ("date", "1月15日", "not certain"), ("number", "1月1日", "turned into a date"), ("number", "Jan-01", "turned into a date"),
        ("number", "1-Jan", "turned into a date"), ("integer", "2023/1/15", "turned into a date"),
        ("number", "3.3E+11", "its last digits are lost"), ("year", "2022年1月", "turned into a date"),
    ],
)  # fmt: skip
def test_what_was_lost_is_named_and_not_guessed(kind: str, cell: str, words: str) -> None:
    """Day and month exchanged, or a nought for a lost digit, are wrong values that nobody sees again."""
    found = checked(cell, kind)
    assert (found.code, found.fix) == ("FQ-T01", None)
    assert words in found.found()


def test_the_day_of_a_number_of_days_is_said_with_its_calendar() -> None:
    """Excel for Mac may count from 1904: the day is one to compare with the source."""
    found = checked("44928", "date")
    assert "2023-01-02" in found.how_to_fix() and "Windows" in found.how_to_fix("zh")


@pytest.mark.parametrize("day", ["2023/2/30", "2023/13/1", "0000/1/1"])
def test_a_day_that_there_is_not_is_not_written(day: str) -> None:
    """A fix must be a value of its column."""
    assert checked(day, "date").fix is None


@pytest.mark.parametrize(
    ("constraints", "cell", "code", "words"),
    [
        ({"pattern": "[a-z0-9-]+"}, "3.30402E+11", "FQ-T04", "its last digits are lost"),
        ({"enum": ["1-1", "1-2"]}, "1月1日", "FQ-T03", "turned into a date"),
        ({"pattern": "[0-9]-[0-9]"}, "Jan-01", "FQ-T04", "turned into a date"),
    ],
)
def test_codes_that_became_numbers_or_dates_are_named(
    constraints: dict[str, object], cell: str, code: str, words: str
) -> None:
    """“Not in the code list” leaves a clerk who typed the right code without a clue."""
    found = checked(cell, "string", **constraints)
    assert (found.code, found.fix) == (code, None)
    assert words in found.found() and "before the spreadsheet saved it" in found.how_to_fix()


@pytest.mark.parametrize(
    ("table", "code", "shown", "proposed"),
    [
        ("areas", b",990000000000,", b",9.9E+11,", True),
        ("areas", b",990100000000,", b",9.901E+11,", True),
        ("observations", b",990101100000,", b",9.90101E+11,", False),
    ],
)
def test_a_code_is_proposed_where_one_alone_is_shown_so(
    good: Path, table: str, code: bytes, shown: bytes, proposed: bool
) -> None:
    """Of two areas whose codes differ in their last digits only, neither is proposed."""
    path = good / "data" / f"{table}.csv"
    path.write_bytes(path.read_bytes().replace(code, shown, 1))
    (found,) = [each for each in fo.validate(good, hashes=False).findings if each.severity == "error"]
    assert (found.code, found.table, found.fix) == ("FQ-T04", table, None)
    assert (f"“{code.decode().strip(',')}”" in found.how_to_fix()) == proposed
    assert ("Perhaps" in found.how_to_fix()) == proposed
