"""Rows put back as released: at their place, byte for byte, and nothing else is touched."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from command import run

from fengqiao_open import validate
from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.errors import PackageError
from fengqiao_open.releases.restore import released_content, restored


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the shipped package."""
    folder = tmp_path / "package"
    folder.mkdir()
    shutil.copy(shipped().root / "datapackage.json", folder)
    shutil.copytree(shipped().root / "data", folder / "data")
    return folder


def git(folder: Path, *words: str) -> None:
    """Run git in a folder, as someone."""
    own = ("-c", "user.name=a", "-c", "user.email=a@b")
    subprocess.run(["git", *own, *words], cwd=folder, check=True, capture_output=True)


def lines_of(package: Path, table: str) -> list[bytes]:
    """The lines of a table's file, with their ends."""
    return (package / "data" / f"{table}.csv").read_bytes().splitlines(keepends=True)


@pytest.mark.parametrize("table", ["observations", "areas", "rulings", "relations", "commitments"])
def test_dropped_rows_come_back_where_they_were(town: Path, table: str) -> None:
    """Catches rows appended at the end, quotes lost, and neighbours rewritten."""
    path = town / "data" / f"{table}.csv"
    before = lines_of(town, table)
    chosen = sorted([*random.Random(table).sample(range(1, len(before)), 4), 1])
    keys = [before[at].decode().partition(",")[0] for at in dict.fromkeys(chosen)]
    path.write_bytes(b"".join(line for at, line in enumerate(before) if at not in chosen))
    package = read_package(town)
    content = released_content(package, table)
    assert restored(package, table, keys, content) == b"".join(before)


def test_a_changed_row_comes_back_and_another_change_stays(town: Path) -> None:
    """Catches the whole file written over, with an edit that was meant."""
    path = town / "data" / "observations.csv"
    before = path.read_bytes()
    meant = before.replace(b",2022,actual,4.04,", b",2022,actual,4.05,", 1)
    lines = meant.splitlines(keepends=True)
    lines[8] = lines[8].replace(b"actual", b"target")
    path.write_bytes(b"".join(lines))
    key = lines[8].decode().partition(",")[0]
    package = read_package(town)
    assert restored(package, "observations", [key], released_content(package, "observations")) == meant


def test_a_row_whose_identifier_was_changed_is_put_back_in_its_place(town: Path) -> None:
    """Catches a third row beside the two with one identifier."""
    path = town / "data" / "observations.csv"
    before = path.read_bytes()
    lines = before.splitlines(keepends=True)
    lines[10] = lines[11].partition(b",")[0] + b"," + lines[10].partition(b",")[2]
    path.write_bytes(b"".join(lines))
    key = before.splitlines()[10].decode().partition(",")[0]
    package = read_package(town)
    assert restored(package, "observations", [key], released_content(package, "observations")) == before


def test_the_command_restores_what_the_report_names(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clerk copies the command from the report; after it the package is clean."""
    path = town / "data" / "relations.csv"
    lines = lines_of(town, "relations")
    path.write_bytes(b"".join(lines[:3] + lines[4:]))
    (found,) = [each for each in validate(town).findings if each.severity == "error"]
    words = found.how_to_fix("en").partition("`fengqiao-open ")[2].partition("`")[0].split()
    monkeypatch.chdir(town)
    done = run(*words, "--lang", "zh")
    assert done.returncode == 0, done.stderr
    assert "已恢复 1 行" in done.stdout
    assert path.read_bytes() == b"".join(lines)
    assert not validate(town).findings


def test_a_town_restores_from_its_own_history(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches a release at hand that is only ever the package installed with the library."""
    from fengqiao_open.authoring.refresh import refresh

    refresh(read_package(good))
    git(good, "init", "-q")
    git(good, "add", "-A")
    git(good, "commit", "-qm", "release")
    before = lines_of(good, "observations")
    key = before[3].decode().partition(",")[0]
    (good / "data" / "observations.csv").write_bytes(b"".join(before[:3] + before[4:]))
    git(good, "commit", "-qam", "an edit")
    note = next(each for each in validate(good).findings if each.code == "FQ-D04")
    assert f"row “{key}” is no longer there" in note.found("en")
    monkeypatch.chdir(good)
    assert run("restore", "observations", key).returncode == 0
    assert lines_of(good, "observations") == before


def test_without_a_release_at_hand_the_command_says_how_to_name_one(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a traceback, or a file emptied, where there is no history."""
    release = tmp_path / "release"
    shutil.copytree(good, release)
    path = good / "data" / "observations.csv"
    lines = lines_of(good, "observations")
    path.write_bytes(b"".join(lines[:3] + lines[4:]))
    descriptor = json.loads((good / "datapackage.json").read_text("utf-8"))
    descriptor["name"] = "elsewhere"
    (good / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    key = lines[3].decode().partition(",")[0]
    monkeypatch.chdir(good)
    done = run("restore", "observations", key)
    assert (done.returncode, "--from" in done.stderr) == (2, True)
    assert run("restore", "observations", key, "--from", str(release)).returncode == 0
    assert lines_of(good, "observations") == lines


@pytest.mark.parametrize(
    ("key", "said"), [("nothing", "no row nothing"), ("fengqiao-2023-p08-01", "as released")]
)
def test_what_cannot_be_restored_is_said(town: Path, key: str, said: str) -> None:
    """Catches a command that does nothing and says that it did."""
    package = read_package(town)
    with pytest.raises(PackageError, match=said):
        restored(package, "observations", [key], released_content(package, "observations"))
