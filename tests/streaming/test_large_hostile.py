"""Files that are made to do harm, or were damaged: each is a finding or a sentence, within bounds, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from large_tables import HEADER, make_lists, one_row, valid_rows
from towns import make_town

import fengqiao_open as fo
from fengqiao_open.compilation.combine import combine
from fengqiao_open.errors import PackageError
from fengqiao_open.streaming.paths import files_at
from fengqiao_open.streaming.validate_table import validate_table

_BOUNDED = """
import resource, sys
from fengqiao_open.streaming.validate_table import validate_table
report = validate_table("observations", [sys.argv[1]])
print([(each.code, each.line) for each in report.findings if each.code == "FQ-F04"][:2])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _columns(**changed: pa.Array) -> pa.Table:
    """Two hundred rows as a table of texts, with some columns changed."""
    rows = [one_row(f"r{number}") for number in range(200)]
    columns = {name: pa.array([row[at] for row in rows]) for at, name in enumerate(HEADER)}
    return pa.table({**columns, **changed})


def test_a_text_that_is_held_once_for_many_rows_is_not_unpacked(tmp_path: Path) -> None:
    """Four kilobytes with one text of eight megabytes for two hundred rows took 9.5 GB."""
    long = pa.DictionaryArray.from_arrays(pa.array([0] * 200), pa.array(["x" * 8 * 2**20]))
    for name in ("note_en", "observation_id"):
        path = tmp_path / f"{name}.parquet"
        pq.write_table(_columns(**{name: long}), path, compression="zstd", store_schema=False)
        assert path.stat().st_size < 40_000
        done = subprocess.run(
            [sys.executable, "-c", _BOUNDED, str(path)], check=True, capture_output=True, text=True
        )
        found, memory = done.stdout.splitlines()
        assert found == "[('FQ-F04', 2), ('FQ-F04', 3)]"
        assert int(memory) < 1_500_000


@pytest.mark.slow
def test_texts_that_continue_the_one_before_are_read_and_bounded(tmp_path: Path) -> None:
    """Strings encoded by what they share with the one before cannot be read as a dictionary: good files were refused."""
    way = {"use_dictionary": False, "column_encoding": "DELTA_BYTE_ARRAY"}
    pq.write_table(_columns(), tmp_path / "a.parquet", **way)
    pq.write_table(_columns(), tmp_path / "b.parquet")
    one, other = (validate_table("observations", [tmp_path / f"{name}.parquet"]) for name in "ab")
    assert [(each.code, each.line) for each in one.findings] == [
        (each.code, each.line) for each in other.findings
    ]
    # The file says the same of a column in which each row has the text; making that would take gigabytes here.
    long = pa.array(["x" * 8 * 2**20] + ["x"] * 199)
    for name in ("note_en", "observation_id"):
        pq.write_table(_columns(**{name: long}), tmp_path / "long.parquet", compression="zstd", **way)
        (found,) = validate_table("observations", [tmp_path / "long.parquet"]).findings
        assert (found.code, found.values["column"]) == ("FQ-F04", name)


def test_what_unpacks_to_more_than_any_table_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A column of a row group is measured by what the file says of it, before any of it is read."""
    monkeypatch.setattr("fengqiao_open.streaming.parquet_batches.LARGEST_FILE", 1_000)
    pq.write_table(_columns(), tmp_path / "a.parquet")
    assert [each.code for each in validate_table("observations", [tmp_path / "a.parquet"]).findings] == [
        "FQ-F06"
    ]


def test_parquet_text_that_is_no_utf8_is_a_finding_at_its_row(tmp_path: Path) -> None:
    """It was a panic of polars; the other rows are checked."""
    bad = pa.array([b"x" * 3 if at != 5 else b"ab\xff" for at in range(200)], pa.binary()).view(pa.string())
    for name in ("note_en", "observation_id"):
        pq.write_table(_columns(**{name: bad}), tmp_path / "a.parquet")
        found = validate_table("observations", [tmp_path / "a.parquet"]).findings
        (wrong,) = (each for each in found if each.code == "FQ-F02")
        assert (wrong.line, wrong.column, wrong.values["byte"]) == (7, name, "3")


def test_a_column_of_lists_is_a_finding(tmp_path: Path) -> None:
    """What no cell can hold is reported by its column."""
    pq.write_table(_columns(note_en=pa.array([["a"]] * 200)), tmp_path / "a.parquet")
    (found,) = validate_table("observations", [tmp_path / "a.parquet"]).findings
    assert found.code == "FQ-F04" and "note_en" in found.found()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_within_a_folder_is_refused(tmp_path: Path) -> None:
    """It was waited for without end."""
    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(PackageError, match="pipe"):
        files_at(str(tmp_path), (".csv",))


def test_links_in_a_circle_lead_to_each_file_once(tmp_path: Path) -> None:
    """Each file was read forty-one times, and its keys stood as often."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.csv").write_text("", "utf-8")
    (tmp_path / "inner" / "up").symlink_to(tmp_path)
    (tmp_path / "other").symlink_to(tmp_path / "inner")
    (tmp_path / "b.csv").symlink_to(tmp_path / "inner" / "a.csv")
    assert len(files_at(str(tmp_path), (".csv",))) == 1


@pytest.fixture(scope="module")
def compilation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A compilation of one package."""
    folder = tmp_path_factory.mktemp("rotten")
    combine([make_town(folder / "town")], folder / "all")
    return folder / "all"


DAMAGES: dict[str, Callable[[bytes, int], bytes]] = {
    "cut": lambda whole, half: whole[:half],
    "emptied": lambda whole, half: b"",
    "garbled": lambda whole, half: (
        whole[: half // 2] + bytes(byte ^ 0x5A for byte in whole[half // 2 : half]) + whole[half:]
    ),
    "end lost": lambda whole, half: whole[:-4],
}


@pytest.mark.parametrize(
    "tables", [("observations", "discrepancies", "units"), ("packages",)], ids=["tables", "register"]
)
@pytest.mark.parametrize("damage", DAMAGES)
def test_bit_rot_in_a_compilation_is_a_finding(
    compilation: Path, tables: tuple[str, ...], damage: str
) -> None:
    """A register that could not be read ended the check with an error of polars, and other files with a panic."""
    files = [
        next(
            each
            for each in sorted(compilation.rglob("*.parquet"))
            if table in str(each.relative_to(compilation))
        )
        for table in tables
    ]
    whole = {file: file.read_bytes() for file in files}
    for file, content in whole.items():
        file.write_bytes(DAMAGES[damage](content, len(content) // 2))
    try:
        found = fo.validate(compilation).findings
        named = {Path(each.evidence.file).as_posix() for each in found if each.severity == "error"}
        for file in files:
            assert tables == ("packages",) or file.relative_to(compilation).as_posix() in named
    finally:
        for file, content in whole.items():
            file.write_bytes(content)


def test_the_valid_file_has_no_finding(tmp_path: Path) -> None:
    """Nothing that is right is blamed: the rows of the other tests, as they are."""
    lists = make_lists(tmp_path / "lists", [f"r{number}" for number in range(200)])
    rows = valid_rows(f"r{number}" for number in range(200))
    pq.write_table(
        pa.table({name: pa.array([row[at] or None for row in rows]) for at, name in enumerate(HEADER)}),
        tmp_path / "a.parquet",
    )
    assert not validate_table("observations", [tmp_path / "a.parquet"], lists).findings
