"""The files for downloaders: made by `refresh`, the same each time, and never older than the tables."""

from __future__ import annotations

import io
import shutil
import sqlite3
import tomllib
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
import yaml
from packages import ROOT

from fengqiao_open.authoring.downloads import FOLDER, same_content
from fengqiao_open.authoring.refresh import refresh, stale
from fengqiao_open.datapackage.package import read_package

NAMES = {"fengqiao-open.xlsx", "fengqiao-open-csv.zip", "fengqiao-open.sqlite"}
HERE = (ROOT / FOLDER).is_dir()
needs_downloads = pytest.mark.skipif(not HERE, reason="the downloads are not beside the tests")


@pytest.fixture
def town(good: Path) -> Path:
    """The good package with the folder, refreshed."""
    (good / FOLDER).mkdir()
    refresh(read_package(good))
    return good


@needs_downloads
def test_the_downloads_of_the_repository_are_those_of_its_tables() -> None:
    """A number that was corrected in the table and not in the spreadsheet is the wrong number for most readers."""
    assert {path.name for path in (ROOT / FOLDER).iterdir()} == NAMES
    assert not [path for path in stale(read_package(ROOT)) if path.parent.name == FOLDER]


def test_a_package_has_downloads_where_it_has_the_folder(good: Path) -> None:
    """Whoever wants none is not given any, and needs no extra."""
    refresh(read_package(good))
    assert not (good / FOLDER).exists()
    (good / FOLDER).mkdir()
    made = refresh(read_package(good))
    name = read_package(good).descriptor["name"]
    assert {path.name for path in made} == {f"{name}.xlsx", f"{name}-csv.zip", f"{name}.sqlite"}
    assert refresh(read_package(good)) == []


def test_downloads_have_what_refresh_makes_of_an_edit(town: Path) -> None:
    """Made from the files as they lie there, they would be one refresh behind."""
    path = town / "data" / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",20.5,", ",21.5,", 1), "utf-8")
    changed = {each.name for each in stale(read_package(town))}
    name = read_package(town).descriptor["name"]
    assert changed >= {"statistics.csv", f"{name}.xlsx", f"{name}-csv.zip", f"{name}.sqlite"}
    refresh(read_package(town))
    assert stale(read_package(town)) == {}
    statistics = (town / "data" / "statistics.csv").read_bytes()
    with zipfile.ZipFile(town / FOLDER / f"{name}-csv.zip") as archive:
        assert archive.read("statistics.csv") == b"\xef\xbb\xbf" + statistics
    with closing(sqlite3.connect(town / FOLDER / f"{name}.sqlite")) as base:
        assert base.execute("SELECT count(*) FROM statistics WHERE value = 21.5").fetchone() == (1,)
    sheet = openpyxl.load_workbook(town / FOLDER / f"{name}.xlsx").active
    assert 21.5 in {row[2] for row in sheet.iter_rows(values_only=True)}


def test_downloads_are_the_same_wherever_and_whenever_they_are_made(town: Path, tmp_path: Path) -> None:
    """A clock, a path or the version of SQLite in a file would make every commit change all of them."""
    other = Path(shutil.copytree(town, tmp_path / "elsewhere" / "town"))
    files = sorted((town / FOLDER).iterdir())
    for path in files:
        (other / FOLDER / path.name).unlink()
    refresh(read_package(other))
    assert [(other / FOLDER / path.name).read_bytes() for path in files] == [
        path.read_bytes() for path in files
    ]
    (database,) = (path for path in files if path.suffix == ".sqlite")
    assert database.read_bytes()[96:100] == bytes(4)


def test_a_name_that_leads_elsewhere_names_no_file(good: Path) -> None:
    """The descriptor is someone else's text."""
    path = good / "datapackage.json"
    name = read_package(good).descriptor["name"]
    path.write_text(path.read_text("utf-8").replace(f'"name": "{name}"', '"name": "../away"', 1), "utf-8")
    (good / FOLDER).mkdir()
    made = {each for each in stale(read_package(good)) if each.suffix == ".xlsx"}
    assert made == {good / FOLDER / "data.xlsx"}


def test_an_archive_is_stale_by_its_content_and_not_by_its_compressor() -> None:
    """Builds of zlib compress to other bytes: on another machine nothing would ever be fresh."""

    def packed(method: int, text: str) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", method) as archive:
            archive.writestr(zipfile.ZipInfo("a.csv"), text, method)
        return file.getvalue()

    stored, deflated = (packed(method, "1\n" * 99) for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    assert stored != deflated and same_content(stored, deflated)
    assert not same_content(stored, packed(zipfile.ZIP_STORED, "2\n" * 99))
    assert not same_content(b"a", b"b") and not same_content(b"a", stored) and not same_content(stored, b"a")


def test_downloads_are_on_the_page_of_a_release_and_in_no_wheel() -> None:
    """A wheel of twice the size for files that its users do not open; a release that lacks what most people want."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]
    assert FOLDER not in str(settings)
    workflow = ROOT / ".github" / "workflows" / "release.yml"
    if workflow.is_file():
        jobs = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]
        assert "downloads/* dist/*" in jobs["archive"]["steps"][-1]["run"]
        kept = [step.get("with", {}).get("path") for step in jobs["check"]["steps"]]
        assert "downloads/" in kept


@needs_downloads
@pytest.mark.parametrize("page", ["README.md", "README.zh.md", "docs/exports.md", "docs/zh/downloads.md"])
def test_the_workbook_is_the_first_file_that_a_page_offers(page: str) -> None:
    """Whoever is sent to a CSV first opens it in Excel and sees mojibake."""
    text = (ROOT / page).read_text("utf-8")
    first = [text.index(end) for end in (".xlsx)", ".zip)", ".sqlite)")]
    assert first == sorted(first)
    assert "data/statistics.csv)" not in text[: first[0]]
