"""A cause is reported where it is; what only follows from it is not, and what does not follow still is."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from fengqiao_open import validate
from fengqiao_open.findings.report import Finding
from fengqiao_open.findings.suggest import alike

Rows = list[list[str]]


def findings_after(package: Path, table: str, change: Callable[[Rows], object]) -> tuple[Finding, ...]:
    """What is found once the rows of a table, the header first, are changed."""
    path = package / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return validate(package, hashes=False).findings


def cell(key: str, column: str, value: str) -> Callable[[Rows], object]:
    """Put a value into the column of the row with this key."""

    def change(rows: Rows) -> None:
        next(row for row in rows if row[0] == key)[rows[0].index(column)] = value

    return change


@pytest.mark.parametrize(
    ("table", "key", "column", "value", "code"),
    [
        ("observations", "qinghe-2032-p04-02", "unit_id", " percent", "FQ-T06"),
        ("units", "percent", "unit_id", " percent", "FQ-T06"),
        ("units", "percent", "unit_id", "per\u200bcent", "FQ-T11"),
        ("units", "percent", "unit_id", "percen", "FQ-K03"),
        ("indicators", "visits", "indicator_id", "visist", "FQ-K03"),
    ],
)
def test_a_misspelt_key_is_one_fault_and_not_one_for_each_cell_that_names_it(
    good: Path, table: str, key: str, column: str, value: str, code: str
) -> None:
    """Fourteen rows that refer to a key with a space before it are right, and told to be wrong."""
    found = findings_after(good, table, cell(key, column, value))
    assert {(each.code, each.table, each.column) for each in found} == {(code, table, column)}
    assert len(found) == 1


def test_a_lost_row_is_missed_where_it_is_named_and_no_other_row_is_blamed(good: Path) -> None:
    """Identifiers differ in their numbers only, so that any row looks like a misspelling of the one that is gone."""
    found = findings_after(good, "observations", lambda rows: rows.pop(4))
    assert [(each.code, each.table, each.line, each.key) for each in found] == [
        ("FQ-R38", "observations", 0, "qinghe-2032-p04-04")
    ]
    assert "relations.csv" in found[0].found()


@pytest.mark.parametrize(
    ("key", "column", "value", "code"),
    [
        ("qinghe-2032-p05-06", "value", "１０３", "FQ-T07"),  # the register speaks of this row
        ("qinghe-2032-p05-06", "unit_id", "percemt", "FQ-K03"),
        ("qinghe-2032-p05-06", "observation_id", "qinghe-2032-p05-x6", "FQ-K03"),
        ("qinghe-2032-p05-07", "value", "２", "FQ-T07"),  # a ruling lists this row
        ("qinghe-2032-p05-07", "observation_id", "qinghe-2032-p05-x7", "FQ-K03"),
    ],
)
def test_what_speaks_of_a_wrong_row_is_not_wrong_itself(
    good: Path, key: str, column: str, value: str, code: str
) -> None:
    """A clerk who is sent to the register and the rulings too looks for three faults where there is one."""
    found = findings_after(good, "observations", cell(key, column, value))
    assert {each.code for each in found} == {code}
    assert {each.table for each in found} <= {"observations", "statistics"}


def test_a_changed_value_is_reported_and_not_that_its_register_entry_lapsed(good: Path) -> None:
    """The entry expects more than 100 of a value that now is another than printed."""
    codes = {
        each.code for each in findings_after(good, "observations", cell("qinghe-2032-p05-06", "value", "93"))
    }
    assert "FQ-P01" in codes
    assert "FQ-R15" not in codes


@pytest.mark.parametrize(
    ("column", "value"),
    [("rule_code", "FQ-R09"), ("expected", "200"), ("key", "qinghe-2032-p05-99"), ("field", "status")],
)
def test_an_entry_that_is_wrong_itself_is_still_reported(good: Path, column: str, value: str) -> None:
    """Silence about the register would let an entry stand that explains nothing."""
    found = findings_after(good, "discrepancies", cell("app-rate", column, value))
    assert ("FQ-R15", "discrepancies", 2) in {(each.code, each.table, each.line) for each in found}


def test_a_ruling_that_lists_what_is_not_there_is_still_reported(good: Path) -> None:
    """A wrong row elsewhere is no excuse for an identifier that no row has."""
    path = good / "data" / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",2,km,", ",２,km,", 1), "utf-8")
    wrong = cell("each-village", "observation_ids", "qinghe-2032-p05-07 qinghe-2032-p05-77")
    found = findings_after(good, "rulings", wrong)
    assert [(each.code, each.values["value"]) for each in found if each.table == "rulings"] == [
        ("FQ-K05", "qinghe-2032-p05-77")
    ]


def test_a_hint_is_given_only_where_one_word_is_meant() -> None:
    """A wrong hint is worse than none: it is followed."""
    units = ["yi-yuan", "wan-yuan", "square-metre", "percent"]
    assert alike("yi-yaun", units) == "yi-yuan"
    assert alike("squaremetres", units) == "square-metre"
    assert alike("litre", units) == ""
    assert alike("x" * 10_000, units) == ""
