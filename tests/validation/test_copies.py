"""A copy of a table beside it is named: who edits the copy and validates the table sees why nothing changes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from command import run
from packages import make_good, pack

import fengqiao_open as fo

NAMES = (
    "observations - 副本.csv",
    "observations (1).csv",
    "observations-Copy.csv",
    "~$observations.csv",
    "副本 observations.csv",
    "observations.txt",
)


def copied(folder: Path, name: str) -> Path:
    """The path of a copy of `observations`."""
    return Path(shutil.copy2(folder / "data" / "observations.csv", folder / "data" / name))


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_a_table_is_named_with_the_table(name: str, tmp_path: Path) -> None:
    """Catches a copy that nobody mentions: what a clerk corrects in it has no effect."""
    copied(make_good(tmp_path / "town"), name)
    report = fo.validate(tmp_path / "town")
    (found,) = report.findings
    assert (found.code, found.severity, found.table) == ("FQ-F14", "note", "observations")
    assert report.ok
    assert name in found.found("zh")
    assert "data/observations.csv" in found.how_to_fix()


@pytest.mark.parametrize("form", ["gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("start", ["", "sep=;\r\n"])
def test_a_copy_is_known_in_the_form_of_a_spreadsheet(form: str, start: str, tmp_path: Path) -> None:
    """Catches a copy that is not known because a spreadsheet saved it with another encoding and delimiter."""
    path = copied(make_good(tmp_path / "town"), "新 表.csv")
    text = start + path.read_text("utf-8").replace(",", ";").replace("\n", "\r\n")
    path.write_bytes(text.encode(form))
    assert [each.code for each in fo.validate(tmp_path / "town").findings] == ["FQ-F14"]


def test_files_that_are_no_copies_are_not_mentioned(tmp_path: Path) -> None:
    """Catches a note on a file that may lie there: another table, a document, a folder, a link, a file elsewhere."""
    town = make_good(tmp_path / "town")
    (town / "data" / "population.csv").write_text("year,population\n2023,4\n", "utf-8")
    (town / "data" / "README.md").write_text("# Notes\n", "utf-8")
    (town / "data" / "empty.csv").touch()
    (town / "data" / "older").mkdir()
    shutil.copy(town / "data" / "themes.csv", town / "data" / "older")
    shutil.copy(town / "data" / "themes.csv", town / "themes.csv")
    (town / "data" / "link.csv").symlink_to(town / "data" / "themes.csv")
    assert fo.validate(town).findings == ()


def test_the_backup_of_a_command_is_a_copy_once_it_is_edited(tmp_path: Path) -> None:
    """Catches a note on what `fix` keeps, and no note on a backup that was edited in place of its table."""
    town = make_good(tmp_path / "town")
    backup = copied(town, "observations.csv.bak")
    assert fo.validate(town).findings == ()
    assert fo.validate(pack(town)).findings == ()
    os.utime(backup, ns=(0, (town / "data" / "observations.csv").stat().st_mtime_ns + 1))
    assert [each.code for each in fo.validate(town).findings] == ["FQ-F14"]


def test_a_copy_is_named_beside_errors(tmp_path: Path) -> None:
    """Catches a short report that hides the copy where the error is that its editor believes corrected."""
    town = make_good(tmp_path / "town")
    copied(town, "observations (1).csv")
    path = town / "data" / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",exact,", ",exakt,", 1), "utf-8")
    shown = run("validate", str(town)).stdout
    assert "FQ-T03" in shown
    assert "observations (1).csv" in shown
