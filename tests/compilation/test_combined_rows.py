"""What `combine` writes is what it has checked: in whatever form a table is kept, wherever it lies, and no later state."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from packages import files_of
from towns import make_town

import fengqiao_open as fo
from fengqiao_open.datapackage.package import DESCRIPTOR
from fengqiao_open.errors import PackageError

TOWNS = ("linhe", "wuhe", "nanhe")
TABLE = "observations"


def _semicolons(data: bytes) -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerows(
        csv.reader(io.StringIO(data.decode(), newline=""))
    )
    return made.getvalue().encode("utf-8-sig")


def _quoted(data: bytes) -> bytes:
    made = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(data.decode(), newline=""))
    csv.writer(made, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return made.getvalue().encode()


def _with_empty_rows(data: bytes) -> bytes:
    return data + 3 * (b"," * data.partition(b"\n")[0].count(b",") + b"\n")


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "semicolons": _semicolons,
    "gb18030": lambda data: data.decode().encode("gb18030"),
    "utf16": lambda data: data.decode().encode("utf-16"),
    "empty rows": _with_empty_rows,
    "every cell in quotes": _quoted,
    "no end of the last line": lambda data: data.removesuffix(b"\n"),
}


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three towns; no test changes them."""
    folder = tmp_path_factory.mktemp("towns")
    for name in TOWNS:
        make_town(folder / name, name)
    return folder


@pytest.fixture(scope="module")
def wanted(towns: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of what is combined of them."""
    folder = tmp_path_factory.mktemp("combined") / "all"
    assert fo.combine([towns], folder).report.ok
    return files_of(folder)


def _table(folder: Path, town: str) -> Path:
    return folder / town / "data" / f"{TABLE}.csv"


@pytest.mark.parametrize("form", FORMS)
def test_a_table_in_the_form_of_a_spreadsheet_is_combined_as_it_was_checked(
    form: str, towns: Path, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    """Catches rows without a cell that stood in the dataset, and one town's semicolons that stopped all others."""
    folder = Path(shutil.copytree(towns, tmp_path / "towns"))
    path = _table(folder, "wuhe")
    path.write_bytes(FORMS[form](path.read_bytes()))
    made = fo.combine([folder], tmp_path / "all")
    assert len(made.taken) == len(TOWNS)
    assert files_of(tmp_path / "all") == wanted


def test_a_table_that_lies_elsewhere_is_read_there(
    towns: Path, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    """Catches a table looked for where most packages have it; the old file there is none of the package."""
    folder = Path(shutil.copytree(towns, tmp_path / "towns"))
    path, descriptor = _table(folder, "wuhe"), folder / "wuhe" / DESCRIPTOR
    shutil.copy(path, folder / "wuhe" / "observed.csv")
    path.write_bytes(_table(folder, "linhe").read_bytes())
    written = json.loads(descriptor.read_text("utf-8"))
    for each in written["resources"]:
        if each["name"] == TABLE:
            each["path"] = "observed.csv"
    descriptor.write_text(json.dumps(written, ensure_ascii=False), "utf-8")
    assert fo.combine([folder], tmp_path / "all").report.ok
    assert files_of(tmp_path / "all") == wanted


def _less_a_row(data: bytes) -> bytes:
    return data[: data.rindex(b"\n", 0, -1) + 1]


def _with_an_open_quote(data: bytes) -> bytes:
    at = data.index(b"\n") + 1
    return data[:at] + b'"' + data[at:]


def _with_columns_changed(data: bytes) -> bytes:
    one, two, rest = data.split(b",", 2)
    return b",".join((two, one, rest))


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "a row less": _less_a_row,
    "an open quote": _with_an_open_quote,
    "other columns": _with_columns_changed,
    "a text for a number": lambda data: data.replace(b",2031,", b",many,"),
}


@pytest.mark.parametrize("recorded", [True, False], ids=["recorded", "edited"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_table_that_changes_after_it_was_checked_is_not_combined(
    change: str, recorded: bool, towns: Path, tmp_path: Path
) -> None:
    """Catches what nobody checked among a million rows; an open quote would even take the rows of the next town.

    Where a table was edited before, and not refreshed, no hash tells what was checked.
    """
    folder = Path(shutil.copytree(towns, tmp_path / "towns"))
    path = _table(folder, "linhe")
    if not recorded:
        path.write_bytes(path.read_bytes().removesuffix(b"\n"))

    def save(done: int, _: int) -> None:
        if done == len(TOWNS):  # all are checked, none is written
            path.write_bytes(CHANGES[change](path.read_bytes()))

    named = "linhe" if recorded else f"linhe: {TABLE}"
    with pytest.raises(PackageError, match=rf"{named} is not what it was") as problem:
        fo.combine([folder], tmp_path / "all", progress=save)
    assert "wuhe" not in str(problem.value)
    assert not (tmp_path / "all").exists()


def test_a_number_that_changes_after_it_was_checked_is_not_combined(towns: Path, tmp_path: Path) -> None:
    """Catches one digit, which changes no row that is counted and no type; and a file saved again as it was."""
    folder = Path(shutil.copytree(towns, tmp_path / "towns"))
    path = _table(folder, "wuhe")
    data = path.read_bytes()

    def save(done: int, _: int) -> None:
        if done == len(TOWNS):
            path.write_bytes(changed)

    changed = data
    assert fo.combine([folder], tmp_path / "all", progress=save).report.ok
    changed = data.replace(b",2031,", b",2030,", 1)
    assert changed != data
    with pytest.raises(PackageError, match="wuhe is not what it was"):
        fo.combine([folder], tmp_path / "all", progress=save)


def test_rows_that_an_earlier_package_has_are_left_out_of_the_right_one(towns: Path, tmp_path: Path) -> None:
    """Catches the rows of the package beside it left out instead, where many are read together."""
    shutil.copytree(towns / "nanhe", tmp_path / "again")
    made = fo.combine([towns, tmp_path / "again"], tmp_path / "all")
    assert len(made.taken) == len(TOWNS) + 1
    rows = pl.read_parquet(tmp_path / "all" / "data" / TABLE / "*.parquet")
    assert rows["observation_id"].is_unique().all()
    counts = dict(rows["source_id"].value_counts().iter_rows())
    assert len(counts) == len(TOWNS) and len(set(counts.values())) == 1
