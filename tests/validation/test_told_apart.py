"""Damage that no single cell shows but the row itself, the printed words, or the catalogue: it is found at its cell."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from fengqiao_open import Report, validate
from fengqiao_open.datapackage.package import shipped


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped package; each test restores what it changes."""
    folder = tmp_path_factory.mktemp("shipped") / "package"
    folder.mkdir()
    shutil.copy(shipped().root / "datapackage.json", folder)
    shutil.copytree(shipped().root / "data", folder / "data")
    return folder


def report_with(package: Path, table: str, key: str, **cells: str) -> Report:
    """The report while cells of a row are changed."""
    path = package / "data" / f"{table}.csv"
    before = path.read_bytes()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    next(row for row in rows if key in row.values()).update(cells)
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return validate(package, hashes=False)
    finally:
        path.write_bytes(before)


def places(report: Report) -> list[tuple[str, str, str, str]]:
    """Code, table, row and column of what is found."""
    return [(each.code, each.table, each.key, each.column) for each in report.findings]


@pytest.mark.parametrize(
    ("unit", "column", "value", "wanted"),
    [
        ("km", "numerator", "100", "1000, "),
        ("km", "numerator", "1000000", "1000, "),
        ("km", "denominator", "10", "1000, "),
        ("minute", "denominator", "24", "1/60, "),
        ("minute", "denominator", "600", "1/60, "),
        ("minute", "numerator", "6", "1/60, "),
        ("wan-mu", "numerator", "1000", "10000 times"),
    ],
)
def test_a_factor_is_held_against_the_factors_to_the_si(
    town: Path, unit: str, column: str, value: str, wanted: str
) -> None:
    """With a kilometre of 100 metres, every length of the statistics was wrong, and nothing said so."""
    report = report_with(town, "units", unit, **{column: value})
    assert places(report) == [("FQ-R16", "units", unit, column)]
    assert report.findings[0].expected().startswith(wanted)
