"""With the library installed, frictionless runs its checks and reads its reports."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import frictionless
import pytest
from frictionless.console import console
from packages import BAD, CODES, make_bad, make_good, pack, record_files
from typer.testing import CliRunner

from fengqiao_open import Report, validate
from fengqiao_open.findings.report import Finding
from fengqiao_open.render import rendered

FINDINGS_BY_HAND = True
COMMAND = Path(sysconfig.get_path("scripts")) / "frictionless"
CHECK = ("--checks", "fengqiao", "--json")


def checked(source: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the report of `frictionless validate`, with the check switched on.

    It runs within the process of the tests: to start and to import frictionless takes as long as to validate.
    """
    with contextlib.chdir(source.parent):
        done = CliRunner().invoke(console, ["validate", source.name, *CHECK, *options])
    return done.exit_code, json.loads(done.stdout)


def found(report: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The errors by table, without the tables that have none."""
    return {each["name"]: each["errors"] for each in report["tasks"] if each["errors"]}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with several faults in different tables: frictionless takes seconds for each package."""
    folder = make_bad("FQ-D06", tmp_path_factory.mktemp("broken") / "bad")
    for code in ("FQ-R05", "FQ-P01", "FQ-L03", "FQ-T03"):
        shutil.copytree(BAD / code / "data", folder / "data", dirs_exist_ok=True)
    record_files(folder)
    return folder


@pytest.fixture(scope="module")
def errors(broken: Path) -> dict[str, list[dict[str, Any]]]:
    """What frictionless reports on it, by table."""
    code, report = checked(broken / "datapackage.json")
    assert code == 1
    return found(report)


def test_frictionless_finds_the_good_package_valid(tmp_path: Path) -> None:
    """A check that blames valid data would be switched off. Here it is the command that a user runs."""
    command = [str(COMMAND), "validate", "datapackage.json", *CHECK]
    done = subprocess.run(command, cwd=make_good(tmp_path / "good"), capture_output=True, text=True)
    report = json.loads(done.stdout)
    assert (done.returncode, report["valid"], report["stats"]["errors"]) == (0, True, 0)
    assert len(report["tasks"]) == 21


def test_frictionless_reports_all_that_this_library_finds(
    broken: Path, errors: dict[str, list[dict[str, Any]]]
) -> None:
    """Nothing is lost, added or told under another table."""
    expected = [each for each in validate(broken).findings if each.severity != "note"]
    reported = [
        (name, each["type"]) for name, listed in errors.items() for each in listed if each["type"] in CODES
    ]
    first = next(iter(errors))  # which has the findings on the package as a whole
    assert sorted(reported) == sorted((each.table or first, each.code) for each in expected)
    assert {"FQ-R05", "FQ-P01", "FQ-L03", "FQ-T03", "FQ-D06"} <= {each.code for each in expected}


@pytest.mark.parametrize("code", ["FQ-R05", "FQ-P01", "FQ-L03"])
def test_frictionless_reports_what_only_this_library_finds(
    code: str, broken: Path, errors: dict[str, list[dict[str, Any]]]
) -> None:
    """Rules across tables are what frictionless lacks: each finding comes at its row and cell, in words."""
    first = next(each for each in validate(broken).findings if each.code == code)
    error = next(each for each in errors[first.table] if each["type"] == code)
    assert error["note"].startswith(first.found())
    assert error["rowNumber"] == first.line  # no cell of these packages has a line break
    assert error["fieldName"] == first.column
    assert error["cells"][error["fieldNumber"] - 1] == error["cell"] == first.row[first.column]


def test_both_count_rows_and_fields_alike(errors: dict[str, list[dict[str, Any]]]) -> None:
    """A wrong code is found by both: at the same row and the same field, or one of them would mislead."""
    own = [each for listed in errors.values() for each in listed if each["type"] not in CODES]
    assert [each["type"] for each in own] == ["constraint-error"]
    both = [*own, *(each for each in errors["indicators"] if each["type"] == "FQ-T03")]
    assert len(both) == 2
    assert len({(each["rowNumber"], each["fieldNumber"], each["cell"]) for each in both}) == 1


def test_messages_come_in_chinese_and_codes_can_be_skipped(broken: Path) -> None:
    """The options of frictionless reach the check."""
    check = frictionless.Check.from_descriptor({"type": "fengqiao", "lang": "zh"})
    checklist = frictionless.Checklist(checks=[check], skip_errors=["FQ-R05"])
    report = frictionless.validate(str(broken / "datapackage.json"), checklist=checklist)
    reported = {error.type: error.note for task in report.tasks for error in task.errors}
    assert "FQ-R05" not in reported
    first = next(each for each in validate(broken).findings if each.code == "FQ-L03")
    assert reported["FQ-L03"].startswith(first.found("zh"))


def test_without_a_folder_the_check_says_what_it_needs(tmp_path: Path) -> None:
    """A table alone, or a package in an archive: silence would pass for a clean bill."""
    folder = make_good(tmp_path / "good")
    for source in (folder / "data" / "units.csv", pack(folder)):
        code, report = checked(source)
        assert code == 1
        assert {each["type"] for listed in found(report).values() for each in listed} == {"check-error"}


def test_the_check_is_not_run_unless_asked_for(good: Path) -> None:
    """Whoever validates other data with frictionless neither waits for this library nor hears from it."""
    code = "import frictionless, sys; print(frictionless.validate('units.csv').valid, 'fengqiao_open' in sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=good / "data", capture_output=True, text=True, check=True)
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
