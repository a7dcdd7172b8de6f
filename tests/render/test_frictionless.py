"""With the library installed, frictionless runs its checks and reads its reports."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import frictionless
import pytest
from packages import make_bad, make_good, pack

from fengqiao_open import Report, validate
from fengqiao_open.findings.report import Finding
from fengqiao_open.render import rendered

FINDINGS_BY_HAND = True
COMMAND = Path(sysconfig.get_path("scripts")) / "frictionless"


def checked(source: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the report of `frictionless validate`, with the check switched on."""
    command = [str(COMMAND), "validate", source.name, "--checks", "fengqiao", "--json", *options]
    done = subprocess.run(command, cwd=source.parent, capture_output=True, text=True)
    return done.returncode, json.loads(done.stdout)


def found(report: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The errors by table, without the tables that have none."""
    return {each["name"]: each["errors"] for each in report["tasks"] if each["errors"]}


def test_frictionless_finds_the_good_package_valid(tmp_path: Path) -> None:
    """A check that blames valid data would be switched off."""
    code, report = checked(make_good(tmp_path / "good") / "datapackage.json")
    assert (code, report["valid"], report["stats"]["errors"]) == (0, True, 0)
    assert len(report["tasks"]) == 21


@pytest.mark.parametrize("code", ["FQ-R05", "FQ-P01", "FQ-L03"])
def test_frictionless_reports_what_only_this_library_finds(code: str, tmp_path: Path) -> None:
    """Rules across tables are what frictionless lacks: each finding comes at its row and cell, in words."""
    folder = make_bad(code, tmp_path / "bad")
    expected = [each for each in validate(folder).findings if each.code == code]
    exit_code, report = checked(folder / "datapackage.json")
    errors = found(report)
    assert exit_code == 1
    assert {each["type"] for listed in errors.values() for each in listed} == {code}
    assert set(errors) == {each.table for each in expected}
    first, (error, *_) = expected[0], errors[expected[0].table]
    assert error["note"].startswith(first.found())
    assert error["rowNumber"] == first.line  # no cell of these packages has a line break
    assert error["fieldName"] == first.column
    assert error["cells"][error["fieldNumber"] - 1] == error["cell"] == first.row[first.column]


def test_both_count_rows_and_fields_alike(tmp_path: Path) -> None:
    """A wrong code is found by both: at the same row and the same field, or one of them would mislead."""
    _, report = checked(make_bad("FQ-T03", tmp_path / "bad") / "datapackage.json")
    (errors,) = found(report).values()
    assert [each["type"] for each in errors] == ["FQ-T03", "constraint-error"]
    assert len({(each["rowNumber"], each["fieldNumber"], each["cell"]) for each in errors}) == 1


def test_a_finding_on_the_package_as_a_whole_is_reported_once(tmp_path: Path) -> None:
    """A descriptor that lacks a description has no table that frictionless could name."""
    folder = make_bad("FQ-D06", tmp_path / "bad")
    _, report = checked(folder / "datapackage.json")
    types = [each["type"] for listed in found(report).values() for each in listed]
    assert types.count("FQ-D06") == sum(each.code == "FQ-D06" for each in validate(folder).findings)


def test_messages_come_in_chinese_and_codes_can_be_skipped(tmp_path: Path) -> None:
    """The options of frictionless reach the check."""
    folder = make_bad("FQ-R05", tmp_path / "bad")
    path = folder / "datapackage.json"
    (first,) = validate(folder).findings
    code, report = checked(path, "--skip-errors", "FQ-R05")
    assert (code, found(report)) == (0, {})
    check = frictionless.Check.from_descriptor({"type": "fengqiao", "lang": "zh"})
    report = frictionless.validate(str(path), checklist=frictionless.Checklist(checks=[check]))
    (error,) = [each for task in report.tasks for each in task.errors]
    assert error.note.startswith(first.found("zh"))


def test_without_a_folder_the_check_says_what_it_needs(tmp_path: Path) -> None:
    """A table alone, or a package in an archive: silence would pass for a clean bill."""
    folder = make_good(tmp_path / "good")
    for source in (folder / "data" / "units.csv", pack(folder)):
        code, report = checked(source)
        assert code == 1
        assert {each["type"] for listed in found(report).values() for each in listed} == {"check-error"}


def test_the_check_is_not_run_unless_asked_for(tmp_path: Path) -> None:
    """Whoever validates other data with frictionless neither waits for this library nor hears from it."""
    path = make_bad("FQ-R05", tmp_path / "bad") / "datapackage.json"
    code = f"import frictionless, sys; print(frictionless.validate({str(path)!r}).valid, 'fengqiao_open' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_validating_a_package_of_standard_tables_imports_no_frictionless(tmp_path: Path) -> None:
    """It reads the types of additional tables, and nothing else needs it."""
    path = make_bad("FQ-R05", tmp_path / "bad")
    code = f"import sys, fengqiao_open as fo; print(fo.validate({str(path)!r}).ok, 'frictionless' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("code", ["FQ-T02", "FQ-K03", "FQ-D06", "FQ-F01"])
def test_a_report_is_the_same_as_one_of_frictionless(code: str, tmp_path: Path) -> None:
    """Every finding arrives, once, and the JSON of `--format frictionless` is read back by frictionless."""
    folder = make_bad(code, tmp_path / "bad")
    report = validate(folder)
    made = report.to_frictionless()
    types = [
        *(each.type for each in made.errors),
        *(each.type for task in made.tasks for each in task.errors),
    ]
    assert sorted(types) == sorted(each.code for each in report.findings if each.severity != "note")
    assert made.valid == report.ok
    assert [task.name for task in made.tasks] == list(report.rows)
    text = rendered(report, "frictionless", "en")
    read = frictionless.Report.from_descriptor(json.loads(text))
    assert read.to_descriptor() == made.to_descriptor()


def test_notes_and_what_was_not_checked_are_warnings() -> None:
    """A note makes no package invalid, and must not be lost."""
    note = Finding("FQ-D04", "units", values={"property": "bytes", "actual": "3", "recorded": "4"})
    made = Report("p", {"units": 3}, (note,), skipped=("FQ-R05: units",)).to_frictionless()
    assert made.valid
    assert made.tasks[0].warnings[0].startswith("FQ-D04: bytes is 3")
    assert any("FQ-R05" in each for each in made.warnings)
