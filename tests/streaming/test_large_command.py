"""`validate --table`: what it prints and how it exits, which tables it takes, and what it reports of reference tables."""

from __future__ import annotations

import csv
import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import fsspec
import polars as pl
import pytest
from click.testing import CliRunner
from command import run
from large_tables import HEADER, csv_of, make_lists, one_row, read_records, valid_rows
from packages import GOOD

import fengqiao_open as fo
from fengqiao_open import UnknownTableError
from fengqiao_open.cli import app
from fengqiao_open.compilation.discover import validate_packages
from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.errors import PackageError
from fengqiao_open.streaming import reference_loader
from fengqiao_open.streaming.validate_table import validate_table


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """Code lists of two reports."""
    return make_lists(tmp_path / "lists", ["r1", "r2"])


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows of observations under a header."""

    def write(*rows: list[str], name: str = "observations.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(csv_of([HEADER, *rows]))
        return path

    return write


def validated(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in English."""
    return run("validate", "--lang", "en", *words)


def test_a_table_in_several_files_exits_with_0_or_1(lists: Path, written: Callable[..., Path]) -> None:
    """Files are parts of one table, and a finding names its file, row and cell."""
    valid = written(*valid_rows(["r1"]), name="a.csv")
    result = validated("--table", "observations", valid, "--lists", lists)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("No problems in what was checked (6 tables")
    bad = written(one_row("r2", unit_id="km"), name="b.csv")
    result = validated("--table", "observations", valid, bad, "--lists", lists)
    assert (result.returncode, result.stderr) == (1, "")
    assert "b.csv · row 1 (line 2) · column J “unit_id” · cell J2" in result.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--table", "observations", "nowhere.csv"), "nowhere.csv does not exist."),
        (("--table", "observations", "."), ". contains no CSV or Parquet file."),
        (("--table", "observatins", "x.csv"), "Did you mean 'observations'?"),
        (("--table", "observations"), "--table observations needs its files"),
        (("--table", "observations", "zz://x.csv"), "zz"),
        (("--table", "observations", "{here}", "--lists", "nowhere"), "nowhere does not exist."),
    ],
)
def test_what_cannot_run_is_one_line_and_exit_2(
    written: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    message: str,
) -> None:
    """A slip in a path or a name is reported at once, and not after an hour of reading."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    here = written(*valid_rows(["r1"]), name="empty/../observations.txt")
    result = validated(*(word.format(here=here) for word in words))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("fengqiao-open: ")
    assert message in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("module", "words", "extra"),
    [("polars", (), "large"), ("pyarrow", (), "large"), ("distributed", ("--engine", "dask"), "cluster")],
)
def test_a_missing_extra_is_named(
    written: Callable[..., Path], module: str, words: tuple[str, ...], extra: str
) -> None:
    """The message is the command that installs it."""
    path = written(*valid_rows(["r1"]))
    without = f"import sys; sys.modules[{module!r}] = None; from fengqiao_open.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", without, "validate", "--lang", "en", "--table", "observations", path, *words],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.strip().endswith(f"pip install 'fengqiao-open[{extra}]'.")
    assert len(result.stderr.strip().splitlines()) == 1


def test_all_findings_go_to_a_file(lists: Path, written: Callable[..., Path], tmp_path: Path) -> None:
    """The report lists a thousand of a kind; who fixes them by a program needs every one."""
    path = written(
        *(one_row("r1", observation_id=f"r1-p04-{number}", note_en="=1") for number in range(1_100))
    )
    rest = tmp_path / "all.csv"
    result = validated("--table", "observations", path, "--lists", lists, "--all", rest, "--format", "csv")
    assert result.returncode == 1
    listed = list(csv.DictReader(result.stdout.splitlines()))
    with rest.open(encoding="utf-8", newline="") as file:
        every = list(csv.DictReader(file))
    for code in ("FQ-T13", "FQ-K02"):
        lines = [int(each["line"]) for each in every if each["code"] == code]
        assert sorted(lines) == list(range(2, 1_102))
        assert sum(each["code"] == code for each in listed) == 1_000
    assert sum(each["code"] == "FQ-F07" for each in listed) == 2
    assert {each["found"] for each in every if each["line"] == "2" and each["code"] == "FQ-T13"}


def test_nothing_is_left_when_a_run_fails(
    lists: Path, written: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a list of findings would pass for all of them; hashes on disk are nobody's after the run."""
    import tempfile

    spool = tmp_path / "spool"
    spool.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spool))
    path = written(*(one_row("r1", observation_id=f"r1-p04-{number}", note_en="=1") for number in range(50)))
    words = [
        "validate",
        "--table",
        "observations",
        str(path),
        str(tmp_path / "away.csv"),
        "--lists",
        str(lists),
    ]
    rest = tmp_path / "all.csv"
    (tmp_path / "away.csv").write_bytes(path.read_bytes())

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("fengqiao_open.streaming.key_hashes.Spill.duplicated", fail)
        result = CliRunner().invoke(app, [*words, "--all", str(rest)])
    assert isinstance(result.exception, OSError)
    before = {path.name, "away.csv", "lists", "spool"}
    assert {each.name for each in tmp_path.iterdir()} == before
    assert list(spool.iterdir()) == []
    assert CliRunner().invoke(app, [*words, "--all", str(rest)]).exit_code == 1
    assert {each.name for each in tmp_path.iterdir()} == {*before, "all.csv"}


def test_the_command_takes_addresses(lists: Path, written: Callable[..., Path]) -> None:
    """An address of a store is no path: none of its slashes may get lost."""
    files = fsspec.filesystem("memory")
    files.pipe("/town/observations.csv", written(*valid_rows(["r1"])).read_bytes())
    words = [
        "validate",
        "--lang",
        "en",
        "--table",
        "observations",
        "memory://town/observations.csv",
        "--lists",
    ]
    result = CliRunner().invoke(app, [*words, str(lists)])
    files.store.clear()
    assert (result.exit_code, result.exception) == (0, None)
    assert result.output.startswith("No problems in what was checked (6 tables")


def test_code_lists_are_checked_too(lists: Path, written: Callable[..., Path]) -> None:
    """A reference table with an invalid row makes valid cells look wrong, or wrong ones valid: its own line is reported."""
    path = written(*valid_rows(["r1"]))
    header, *rows = read_records(lists / "units.csv")
    rows[2][3:5] = ["two\nlines", ""]
    (lists / "units.csv").write_bytes(csv_of([header, *rows, rows[0], ["", *rows[1][1:]]]))
    report = validate_table("observations", [path], lists)
    found = [(each.code, each.table, each.evidence.file, each.line, each.column) for each in report.findings]
    last = len(rows) + 3
    assert ("FQ-T02", "units", "units.csv", 4, "quantity") in found
    assert ("FQ-K01", "units", "units.csv", last, "unit_id") in found
    assert ("FQ-T02", "units", "units.csv", last + 1, "unit_id") in found
    # Invalid rows are no reason to report others: only units have findings.
    assert {table for _, table, *_ in found} == {"units"}
    assert report.rows["units"] == len(rows) + 2


def test_a_list_that_cannot_be_read_is_told_and_not_used(lists: Path, written: Callable[..., Path]) -> None:
    """Without its column of keys a list knows nothing: what it would decide is said to be unchecked."""
    (lists / "units.csv").write_bytes((lists / "units.csv").read_bytes().replace(b"unit_id", b"unit", 1))
    report = validate_table("observations", [written(*valid_rows(["r1"]))], lists)
    assert [(each.code, each.table, each.column) for each in report.findings] == [("FQ-S02", "units", "unit")]
    assert {"FQ-K03: units", "FQ-R01: units"} <= {_part(each) for each in report.skipped}
    (lists / "units.csv").unlink()
    report = validate_table("observations", [written(*valid_rows(["r1"]))], lists)
    assert report.findings == ()
    assert {"FQ-K03: units", "FQ-R01: units"} <= set(report.skipped)


def _part(skipped: str) -> str:
    code, _, tables = skipped.partition(": ")
    return f"{code}: {'units' if 'units' in tables.split(', ') else tables}"


def test_a_key_with_a_safe_fix_is_known_by_its_fixed_form(lists: Path, written: Callable[..., Path]) -> None:
    """A space behind a key of a list is one fault, not one at every cell that names it."""
    content = (lists / "units.csv").read_bytes().replace(b"yi-yuan,", b"yi-yuan ,", 1)
    (lists / "units.csv").write_bytes(content)
    report = validate_table("observations", [written(*valid_rows(["r1"]))], lists)
    assert [(each.code, each.table) for each in report.findings] == [("FQ-T06", "units")]


@pytest.mark.parametrize("name", shipped().tables)
def test_every_table_of_a_valid_package_is_valid(name: str) -> None:
    """Any table may be too large for a package: whatever it refers to is looked up in its reference tables."""
    root = shipped().root
    report = validate_table(name, [root / "data" / f"{name}.csv"], root / "data")
    assert not report.findings
    assert report.rows[name] == len(read_records(root / "data" / f"{name}.csv")) - 1


@pytest.mark.parametrize(
    ("table", "column", "target"),
    [
        ("relations", "to_observation_id", "observations"),
        ("figures", "source_id", "sources"),
        ("sources", "area_id", "areas"),
    ],
)
def test_references_are_looked_up_in_the_other_tables(
    tmp_path: Path, table: str, column: str, target: str
) -> None:
    """A relation between statistics is checked against statistics, though these are no code list."""
    header, *rows = read_records(GOOD / "data" / f"{table}.csv")
    rows[0][header.index(column)] += "9"
    path = tmp_path / f"{table}.csv"
    path.write_bytes(csv_of([header, *rows]))
    report = validate_table(table, [path], GOOD / "data")
    found = [
        (each.code, each.line, each.column, each.values["target"])
        for each in report.findings
        if each.table == table
    ]
    assert found == [("FQ-K03", 2, column, target)]
    assert not any(each.startswith("FQ-K03") for each in report.skipped)


def test_cells_that_lead_into_a_table_too_long_to_be_held_are_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Statistics without number cannot be held in memory; the hashes of their keys can."""
    monkeypatch.setattr(reference_loader, "MOST_RECORDS", 5)
    table = GOOD / "data" / "relations.csv"
    valid = validate_table("relations", [table], GOOD / "data")
    assert not any(each.startswith("FQ-K03") for each in valid.skipped)
    header, first, *others = read_records(table)
    at = header.index("to_observation_id")
    first[at] += "9"
    (tmp_path / "relations.csv").write_bytes(csv_of([header, first, *others]))
    found = validate_table("relations", [tmp_path / "relations.csv"], GOOD / "data").findings
    (finding,) = (each for each in found if each.table == "relations" and each not in valid.findings)
    assert (finding.code, finding.line, finding.column, finding.values["value"]) == (
        "FQ-K03", 2, "to_observation_id", first[at]
    )  # fmt: skip


def test_lists_may_be_parquet_or_a_package(lists: Path, written: Callable[..., Path], sound: Path) -> None:
    """Whoever compiles many towns keeps lists as they keep all else."""
    path = written(*valid_rows(["r1"]), one_row("r9"))
    frame = pl.read_csv(lists / "sources.csv", infer_schema=False).with_columns(
        pl.col("review_year").cast(pl.Int64)
    )
    frame.write_parquet(lists / "sources.parquet")
    (lists / "sources.csv").unlink()
    (finding,) = validate_table("observations", [path], lists).findings
    assert (finding.code, finding.column, finding.line) == (
        "FQ-K03",
        "source_id",
        path.read_bytes().count(b"\n"),
    )
    own = validate_table("observations", [sound / "data" / "observations.csv"], sound)
    assert not own.findings and [each.code for each in own.known] == ["FQ-R05"]


def test_what_is_not_there_raises() -> None:
    """In a program, too, a misspelt name is reported."""
    with pytest.raises(UnknownTableError, match="observations"):
        validate_table("observation", ["x.csv"])
    with pytest.raises(PackageError, match=r"x\.csv"):
        validate_table("observations", ["x.csv"])


@pytest.fixture
def town(good: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package whose tables are all taken for large ones."""
    monkeypatch.setattr("fengqiao_open.datapackage.package.LARGE", 100)
    monkeypatch.setattr("fengqiao_open.validation.descriptor.LARGE", 100)
    return good


def test_a_package_with_a_large_table_is_checked_table_by_table(town: Path) -> None:
    """A package that points to big files is told what is wrong in them, and not that they are big."""
    valid = fo.validate(town)
    assert [each.code for each in valid.findings] == ["FQ-F13"] and not valid.ok
    assert "FQ-P01: observations, figures" in valid.skipped
    assert valid.rows["observations"] == len(fo.load("observations", town))
    path = town / "data" / "observations.csv"
    path.write_bytes(path.read_bytes().replace(b",level,", b",levle,", 1))
    report = fo.validate(town)
    assert [(each.code, each.table) for each in report.findings] == [
        ("FQ-D04", "observations"), ("FQ-T03", "observations"), ("FQ-F13", "")
    ]  # fmt: skip
    assert [each.code for each in fo.validate(town, hashes=False).findings] == ["FQ-T03", "FQ-F13"]


@pytest.mark.parametrize("installed", [True, False])
def test_what_is_too_large_to_be_checked_is_never_in_order(
    town: Path, monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    """A value that is not as printed passed for `ok` in a large package, and only where polars was installed."""
    path = town / "data" / "observations.csv"
    path.write_bytes(path.read_bytes().replace(b",level,2031,actual,", b",level,2031,actual,9", 1))
    if not installed:
        monkeypatch.setattr("fengqiao_open.validation.validate.find_spec", lambda _: None)
    report = fo.validate(town, hashes=False)
    assert ([each.code for each in report.findings], report.ok) == (["FQ-F13"], False)
    done = validate_packages([town]) if installed else report
    assert not done.ok


def test_what_can_be_held_is_checked_completely(good: Path) -> None:
    """A package of 40 MB, which was too large once, and line ends within quotes, which end no row."""
    path = good / "data" / "observations.csv"
    path.write_bytes(path.read_bytes() + b'"' + b"\n" * 40 * 2**20 + b'"')
    assert not read_package(good).large
    path.write_bytes(path.read_bytes() + b"\n" * 300_000)
    assert read_package(good).large


def test_a_report_is_never_written_over_a_file_that_is_checked(
    lists: Path, written: Callable[..., Path]
) -> None:
    """One slip in `-o` or `--all` would replace the data by what was found in them."""
    data = written(*valid_rows(["r1"]))
    before = data.read_bytes()
    for option in ("-o", "--all"):
        result = validated("--table", "observations", data, "--lists", lists, option, data)
        assert (result.returncode, data.read_bytes()) == (2, before)
        assert "is one of the files to read" in result.stderr
    folder = validated(
        "--table", "observations", data.parent / "lists" / "..", "--lists", lists, "--all", data
    )
    assert (folder.returncode, data.read_bytes()) == (2, before)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--lists", "x"], "--lists goes with --table"),
        (["--all", "x"], "--all goes with a folder of packages or with --table"),
        (["--engine", "dask"], "--engine goes with a folder of packages or with --table"),
        (["--table", "observations", "--scheduler", "tcp://x"], "--scheduler goes with --engine dask"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(words: list[str], message: str) -> None:
    """Who gives `--lists` thinks that it acts; a clean exit would be a lie."""
    result = validated(GOOD, *words)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_package_or_a_lone_table_in_the_wrong_place_is_told_where_it_goes(
    lists: Path, written: Callable[..., Path]
) -> None:
    """A package after `--table` would be read as hundreds of wrong columns, a table as broken JSON."""
    data = written(*valid_rows(["r1"]))
    package = validated("--table", "observations", shipped().root, "--lists", lists)
    assert (package.returncode, "is a package: name the files" in package.stderr) == (2, True)
    table = validated("--table", "observations", data, "--lists", data)
    assert (table.returncode, "is one table" in table.stderr) == (2, True)
    alone = validated(data)
    assert (alone.returncode, "validate --table observations " in alone.stdout) == (2, True)


def test_a_place_that_cannot_be_written_is_named_as_the_user_named_it(
    lists: Path, written: Callable[..., Path], tmp_path: Path
) -> None:
    """The system's message names a temporary file that nobody asked for."""
    data = written(*valid_rows(["r1"]))
    for place, message in ((tmp_path / "no" / "x.csv", "there is no folder"), (tmp_path, "is a folder")):
        result = validated("--table", "observations", data, "--lists", lists, "--all", place)
        assert (result.returncode, str(place) in result.stderr, message in result.stderr) == (2, True, True)


def test_a_compressed_file_is_told_to_be_unpacked(lists: Path, written: Callable[..., Path]) -> None:
    """Bytes that are not UTF-8 for they are gzip do not become so by saving them in another encoding."""
    data = written(*valid_rows(["r1"]))
    packed = data.with_suffix(".csv.gz")
    packed.write_bytes(gzip.compress(data.read_bytes()))
    result = validated("--table", "observations", packed, "--lists", lists)
    assert (result.returncode, "a compressed file: extract it first" in result.stdout) == (1, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(lists: Path, tmp_path: Path) -> None:
    """Opening a pipe that nobody writes to would hang without a word."""
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    result = validated("--table", "observations", pipe, "--lists", lists)
    assert (result.returncode, "is a pipe, a device or a broken link" in result.stderr) == (2, True)
