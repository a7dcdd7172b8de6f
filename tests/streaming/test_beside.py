"""One table of a package, checked alone: the other tables of its package are read as the package is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fengqiao_open import validate
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.findings.report import Finding
from fengqiao_open.streaming.validate_table import validate_table


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the shipped package."""
    folder = tmp_path / "town"
    folder.mkdir()
    shutil.copy(shipped().root / "datapackage.json", folder)
    shutil.copytree(shipped().root / "data", folder / "data")
    return folder


def test_a_known_issue_beside_a_table_explains_what_is_found_in_it(town: Path) -> None:
    """Catches right cells of a released table that are reported as wrong when it is checked alone."""
    assert any(each.table == "observations" for each in validate(town).known)
    table = town / "data" / "observations.csv"
    passed: list[Finding] = []
    report = validate_table("observations", [table], sink=passed.append)
    assert report.ok and report.known and not passed
    assert all(each.suppression(lang) for each in report.known for lang in ("en", "zh"))


def test_a_cell_that_is_not_as_its_known_issue_expects_is_reported(town: Path) -> None:
    """Catches an entry that hides another value than the one it was written for."""
    register, table = town / "data" / "discrepancies.csv", town / "data" / "observations.csv"
    text = register.read_text("utf-8")
    assert ",gt,100," in text
    register.write_text(text.replace(",gt,100,", ",lt,100,"), "utf-8")
    assert "FQ-R05" in {each.code for each in validate_table("observations", [table]).findings}


def test_a_table_elsewhere_is_not_explained(town: Path, tmp_path: Path) -> None:
    """Catches the known issues of another package."""
    table = shutil.copy(town / "data" / "observations.csv", tmp_path / "observations.csv")
    assert not validate_table("observations", [table], lists=town).known


@pytest.mark.parametrize("name", ["areas", "units"])
def test_a_neighbour_in_gb18030_is_read_as_in_its_package(town: Path, name: str) -> None:
    """Catches “not UTF-8” of a table that the package is read with."""
    path = town / "data" / f"{name}.csv"
    path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode("gb18030"))
    assert validate(town).ok
    assert validate_table("observations", [town / "data" / "observations.csv"]).ok
