"""Seeded defects of large tables are found, wherever they are, in every format, and however a table is cut."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import fsspec
import polars as pl
import pytest
from large_tables import (
    HEADER,
    csv_of,
    facts,
    large_report,
    make_lists,
    one_row,
    places,
    read_records,
    valid_rows,
)
from seeded_defects import CELLS, Seeded

from fengqiao_open import Finding, Report
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.errors import PackageError
from fengqiao_open.findings.report import MOST_ALIKE
from fengqiao_open.streaming import duplicates
from fengqiao_open.streaming.inputs import parts
from fengqiao_open.streaming.reference_loader import load_references
from fengqiao_open.streaming.stream import one_machine
from fengqiao_open.streaming.validate_table import validate_table

_slow = partial(pytest.param, marks=pytest.mark.slow)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    """All kinds of defects, each beside valid rows."""
    return Seeded(tmp_path_factory.mktemp("seeded"), shapes=True, between=1)


@pytest.fixture(scope="module")
def in_one_block(seeded: Seeded) -> Report:
    """The report on them, each file in one block."""
    return large_report(seeded.as_csv(), seeded.lists)


@pytest.mark.parametrize("size", [_slow(1), _slow(300), 1_000])
def test_planted_defects_are_found_whatever_the_size_of_a_block(
    seeded: Seeded, in_one_block: Report, size: int
) -> None:
    """At the start, at the end, on every border and across files; nothing else is found."""
    report = large_report(seeded.as_csv(), seeded.lists, one_machine(size=size))
    assert places(report) == places(in_one_block) == seeded.places
    assert facts(report) == facts(in_one_block)


def test_planted_defects_are_found_in_partitions_of_a_folder(seeded: Seeded, tmp_path: Path) -> None:
    """A table in a folder of folders is one table: a key in two partitions is duplicated."""
    for number, path in enumerate(seeded.as_csv()):
        (tmp_path / f"part={number}").mkdir()
        (tmp_path / f"part={number}" / path.name).write_bytes(path.read_bytes())
    report = large_report(tmp_path, seeded.lists)
    assert places(report) == seeded.places
    assert {each.evidence.file for each in report.findings} == {
        f"part={n}/{name}.csv" for n, name in enumerate("abc")
    }


@pytest.fixture(scope="module")
def rows_alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Seeded, Report]:
    """Defects of rows, which any format can have, and the report on them as CSV."""
    seeded = Seeded(tmp_path_factory.mktemp("rows"), shapes=False, between=1)
    for name in seeded.names:
        # A line of a Parquet file is the one that a CSV without line ends in cells would have.
        seeded.cells[name] = [[cell.replace("\n", " ") for cell in row] for row in seeded.cells[name]]
        seeded.rows[name] = [csv_of([row]) for row in seeded.cells[name]]
    return seeded, large_report(seeded.as_csv(), seeded.lists)


@pytest.mark.parametrize(
    ("group", "rows"), [_slow(1, 1), _slow(7, 3), (7, 10**6), (10**6, 5), (10**6, 10**6)]
)
def test_parquet_has_the_findings_of_csv(rows_alone: tuple[Seeded, Report], group: int, rows: int) -> None:
    """The same rows have the same findings, however they are compressed."""
    seeded, from_csv = rows_alone
    from_parquet = large_report(seeded.as_parquet(group), seeded.lists, one_machine(rows=rows))
    assert {each.code for each in from_csv.findings} == {*CELLS, "FQ-K01", "FQ-K02"}
    assert facts(from_parquet) == facts(from_csv)


def test_a_goal_that_leads_away_is_told_at_the_indicator(tmp_path: Path) -> None:
    """The one rule on single rows that reports the code list: at the list's own line, once for each target."""
    lists = make_lists(tmp_path / "lists", ["r1", "r2"])
    goals = [
        one_row(
            report,
            indicator_id="gross-industrial-output",
            status="target",
            period="2032",
            qualifier="at_most",
        )
        for report in ("r1", "r2")
    ]
    path = tmp_path / "observations.csv"
    path.write_bytes(csv_of([HEADER, *goals]))
    found = large_report(path, lists, one_machine(size=1)).findings
    assert [(each.code, each.table, each.line, each.column, each.evidence.file) for each in found] == [
        ("FQ-R32", "indicators", 2, "direction", "indicators.csv")
    ] * 2
    assert {each.values["goal"] for each in found} == {"r1-p04-03", "r2-p04-03"}
    assert found[0].row["indicator_id"] == "gross-industrial-output"


@pytest.fixture(scope="module")
def references(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Callable[..., Any]]:
    """The code lists, and what loads them: once, for they are always the same and take half the time of a table."""
    lists = make_lists(tmp_path_factory.mktemp("lists") / "lists", ["r1", "r2"])
    loaded, results = load_references(["observations"], lists)
    return lists, lambda *_: (loaded, dict(results))


@pytest.fixture
def table(
    references: tuple[Path, Callable[..., Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[bytes], Report]:
    """Writes a table's bytes and reports on them, in blocks of three sizes that must agree."""
    lists, load = references
    monkeypatch.setattr("fengqiao_open.streaming.validate_table.load_references", load)

    def report(content: bytes) -> Report:
        path = tmp_path / "observations.csv"
        path.write_bytes(content)
        made = [large_report(path, lists, one_machine(size=size)) for size in (1, 500, 10**6)]
        assert facts(made[0]) == facts(made[1]) == facts(made[2])
        assert len({tuple(each.rows.items()) for each in made}) == 1
        return made[0]

    return report


VALID = csv_of([HEADER, *valid_rows(["r1", "r2"])])


def _places(report: Report) -> list[tuple[str, int, str]]:
    return [(each.code, each.line, each.column) for each in report.findings]


def test_a_valid_table_has_no_finding(table: Callable[[bytes], Report]) -> None:
    """A check that cries wolf is switched off."""
    report = table(VALID)
    assert report.findings == ()
    assert report.rows["observations"] == len(valid_rows(["r1", "r2"]))


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (csv_of([HEADER, *valid_rows(["r1"])], "\r\n"), [("FQ-F03", 0, "")]),
        (VALID.removesuffix(b"\n"), [("FQ-F03", 0, "")]),
        (b"\xef\xbb\xbf" + VALID, [("FQ-F03", 0, "")]),
        (b"\xef\xbb\xbf" + csv_of([HEADER, *valid_rows(["r1"])], "\r\n"), [("FQ-F03", 0, "")]),
        (b"sep=,\n" + VALID, [("FQ-F04", 0, "")]),
        (VALID.replace(b",", b";"), [("FQ-F04", 0, "")]),
        (VALID.replace(b"\n", b",,\n"), [("FQ-F04", 0, "")]),
        (csv_of([HEADER]), [("FQ-S08", 1, "")]),
        (csv_of([HEADER]).removesuffix(b"\n"), [("FQ-F03", 0, ""), ("FQ-S08", 1, "")]),
        (b"\xef\xbb\xbf" + csv_of([HEADER]), [("FQ-F03", 0, ""), ("FQ-S08", 1, "")]),
        (csv_of(row[:-1] for row in [HEADER, *valid_rows(["r1"])]), [("FQ-S01", 1, "note_en")]),
        (csv_of([[*HEADER[:2], *HEADER[1:]]]), [("FQ-S03", 1, "source_id")]),
        (b"", [("FQ-S09", 1, "")]),
        (VALID.partition(b"\n")[2], [("FQ-S09", 1, "")]),
        (VALID.decode().encode("utf-16"), [("FQ-F02", 1, "")]),
        (VALID.decode().encode("utf-16-le"), [("FQ-F02", 1, "")]),
        (VALID + b"\n", [("FQ-F03", 0, "")]),
        (VALID + b"," * (len(HEADER) - 1) + b"\n", [("FQ-F03", 0, "")]),
        (VALID + (b"," * len(HEADER) + b"\r\n") * 40_000, [("FQ-F03", 0, "")]),
        (csv_of([HEADER]) + b",,\n" * 3, [("FQ-F03", 0, ""), ("FQ-S08", 1, "")]),
        (csv_of([HEADER]) + b",,\n" + VALID.partition(b"\n")[2], [("FQ-S07", 2, "")]),
        (VALID + b"x\0" + b"," * (len(HEADER) - 1) + b"\n", [("FQ-F04", VALID.count(b"\n") + 1, "")]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_reported_once(
    table: Callable[[bytes], Report], content: bytes, wanted: list[tuple[str, int, str]]
) -> None:
    """Marks, line ends, missing columns and rows, and other encodings are faults of the file, whatever its size."""
    assert _places(table(content)) == wanted


def test_line_ends_of_cr_are_reported_and_the_rows_are_read(table: Callable[[bytes], Report]) -> None:
    """A file without a single LF is not one endless line."""
    report = table(
        csv_of([HEADER, *([cell.replace("\n", " ") for cell in row] for row in valid_rows(["r1"]))], "\r")
    )
    assert _places(report) == [("FQ-F03", 0, "")]
    assert report.rows["observations"] == len(valid_rows(["r1"]))


def test_a_carriage_return_within_a_cell_is_not_taken_for_a_line_end(
    table: Callable[[bytes], Report],
) -> None:
    """In a quoted cell it is an invisible character, and the lines after it count as an editor counts them."""
    rows = valid_rows(["r1"])
    rows[1][-1] = "a\r\nb"
    content = csv_of([HEADER, *rows, one_row("r2", status="gone")])
    line = content.count(b"\n")
    assert _places(table(content)) == [
        ("FQ-T11", 5, "note_en"),
        ("FQ-T03", line, "status"),
    ]


@pytest.mark.parametrize("lone", [b'"open', b'"a"b', b'",x'])
def test_a_lone_quote_does_not_swallow_what_follows(table: Callable[[bytes], Report], lone: bytes) -> None:
    """The row is reported, and the next one is read."""
    start = csv_of([HEADER, *([cell.replace("\n", " ") for cell in row] for row in valid_rows(["r1"]))])
    bad = csv_of([one_row("r2", note_en="-")]).replace(b"-\n", lone + b"\n")
    wrong = csv_of(
        [
            one_row(
                "r2", observation_id="r2-p04-04", figure_id="r2-p04-c044", area_id="east-zone", status="gone"
            )
        ]
    )
    line = start.count(b"\n") + 1
    assert _places(table(start + bad + wrong)) == [("FQ-F04", line, ""), ("FQ-T03", line + 1, "status")]


def test_inches_are_no_lone_quotes(table: Callable[[bytes], Report]) -> None:
    """A quote within an unquoted cell is a character like others, next to quoted cells too."""
    ids = {"observation_id": "r2-p04-09", "figure_id": "r2-p04-c009"}
    inches = csv_of([one_row("r2", **ids, note_en="-", status="planned", period="2032")]).replace(
        b"-\n", b'5" pipe\n'
    )
    assert _places(table(VALID + inches)) == []


def test_a_line_without_end_is_one_malformed_row(tmp_path: Path) -> None:
    """A table is read in blocks: a line that never ends must neither fill the memory nor be taken for rows."""
    path = tmp_path / "observations.csv"
    path.write_bytes(VALID + b"x" * 9_000_000)
    lists = make_lists(tmp_path / "lists", ["r1", "r2"])
    for size in (10**6, 10**8):
        report = large_report(path, lists, one_machine(size=size))
        line = VALID.count(b"\n") + 1
        assert _places(report) == [("FQ-F03", 0, ""), ("FQ-F04", line, "")]


def test_what_a_worker_reads_anew_is_what_was_cut(tmp_path: Path) -> None:
    """A worker of a cluster is sent the place of its records: after an endless line, other bytes are there."""
    path, schema = tmp_path / "observations.csv", shipped().schema("observations")
    lone = csv_of([one_row("r2", note_en="-")]).replace(b"-\n", b'"open\n')
    path.write_bytes(VALID * 40 + lone + VALID * 40 + b"x" * 9_000_000 + b"\n" + VALID * 40)
    whole = [*parts([(str(path), path.name)], schema, [], size=100_000)]
    sent = [part.as_place() for part in whole]
    assert sum(part.size > 0 for part in sent) > 2
    for one, other in zip(whole, sent, strict=True):
        read, anew = one.read(schema, ()), other.read(schema, ())
        assert read.decoded(read.frame).equals(anew.decoded(anew.frame)) and read.rows == anew.rows
        assert read.findings == anew.findings


def test_files_of_one_name_are_distinguished(tmp_path: Path) -> None:
    """Partitions often have the same name; a finding must say in which of them it is."""
    lists = make_lists(tmp_path / "lists", ["r1", "r2"])
    paths = []
    for report in ("r1", "r2"):
        path = tmp_path / report / "observations.csv"
        path.parent.mkdir()
        path.write_bytes(csv_of([HEADER, *([one_row(report)] * 3)]))
        paths.append(path)
    found = large_report(paths, lists).findings
    assert {each.evidence.file for each in found} == {str(path) for path in paths}
    assert {each.evidence.number for each in found} == {1, 2, 3}
    assert len(large_report([paths[0], paths[0]], lists).findings) == 3


def test_damaged_parquet_is_a_finding(tmp_path: Path) -> None:
    """A file cut short or overwritten in the middle is reported, and never a traceback."""
    seeded = Seeded(tmp_path, shapes=False, between=1)
    (path, *_) = seeded.as_parquet(10**6)
    content = path.read_bytes()
    for broken in (
        b"",
        b"PAR1",
        content[:-9],
        content[: len(content) // 2],
        content[:40] + b"\xff" * 400 + content[440:],
    ):
        path.write_bytes(broken)
        found = large_report(path, seeded.lists).findings
        assert [(each.code, each.evidence.file) for each in found] == [("FQ-F04", "a.parquet")]


def test_a_file_named_like_a_pattern_is_read(tmp_path: Path) -> None:
    """Brackets in a name are no pattern of names."""
    path = tmp_path / "a[1].parquet"
    pl.DataFrame([dict(zip(HEADER, one_row("r1"), strict=True))]).write_parquet(path)
    assert large_report(path, make_lists(tmp_path / "lists", ["r1"])).findings == ()


def test_typed_parquet_is_judged_as_its_text(tmp_path: Path) -> None:
    """Numbers, categories and years kept as floats are what they would be in a CSV."""
    lists = make_lists(tmp_path / "lists", ["r1", "r2"])
    ids = [
        {"observation_id": f"r2-p04-{number:02}", "figure_id": f"r2-p04-c{number:03}"} for number in range(4)
    ]
    changes = [{}, {}, {"period": "2040", "value": "-1"}, {"period": "2040", "value": "-1", **ids[1]}]
    others = [one_row("r2", **{**each, **change}) for each, change in zip(ids, changes, strict=True)]
    rows = [*valid_rows(["r1"]), *others]
    frame = pl.DataFrame([dict(zip(HEADER, row, strict=True)) for row in rows]).with_columns(
        pl.all().replace("", None)
    )
    typed = frame.with_columns(
        pl.col("period").cast(pl.Float64),
        pl.col("value").cast(pl.Float64),
        pl.col("measure", "observation_id", "figure_id").cast(pl.Categorical),
    )
    typed.write_parquet(tmp_path / "typed.parquet")
    (tmp_path / "text.csv").write_bytes(
        csv_of([HEADER, *([cell.replace("\n", " ") for cell in row] for row in rows)])
    )
    one, other = (large_report(tmp_path / name, lists) for name in ("typed.parquet", "text.csv"))
    assert places_of(one) == places_of(other)
    assert {each.code for each in one.findings} == {"FQ-K01", "FQ-K02", "FQ-R02", "FQ-R13"}
    both = large_report([tmp_path / "typed.parquet", tmp_path / "text.csv"], lists)
    # Two rows of these share a key: of four that do, each is reported; of two, one.
    assert sum(each.code == "FQ-K01" for each in both.findings) == len(rows) - 2 + 4


def places_of(report: Report) -> list[tuple[str, int, str]]:
    """Code, line and column of each finding."""
    return [(each.code, each.line, each.column) for each in report.findings]


@pytest.fixture
def store() -> Iterator[fsspec.AbstractFileSystem]:
    """A store that is no folder of this machine."""
    files = fsspec.filesystem("memory")
    yield files
    files.store.clear()


@pytest.mark.slow
def test_addresses_of_a_store_are_read(seeded: Seeded, store: fsspec.AbstractFileSystem) -> None:
    """What lies in an object store is read through fsspec, both CSV and Parquet."""
    paths = seeded.as_csv()
    for path in paths:
        store.pipe(f"/town/{path.name}", path.read_bytes())
    here, there = large_report(paths, seeded.lists), large_report(["memory://town"], seeded.lists)
    assert facts(there) == facts(here)
    assert places(large_report(["memory://town/a.csv", *paths[1:]], seeded.lists)) == seeded.places
    (path, *_) = seeded.as_parquet(7)
    store.pipe("/packed/a.parquet", path.read_bytes())
    for rows in (3, 10**6):
        packed = large_report(["memory://packed/a.parquet"], seeded.lists, one_machine(rows=rows))
        assert facts(packed) == facts(large_report(path, seeded.lists))
    with pytest.raises(PackageError, match="memory://nowhere"):
        large_report(["memory://nowhere"], seeded.lists)


def test_addresses_of_this_machine_and_within_archives_are_read(tmp_path: Path) -> None:
    """A file is the same file by its path and by its address, and an archive of one keeps its address."""
    path = tmp_path / "observations.csv"
    path.write_bytes(csv_of([HEADER, one_row("r1", unit_id="km")]))
    lists = make_lists(tmp_path / "lists", ["r1"])
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path, path.name)
    here = large_report(path, lists)
    assert here.findings
    for address in (path.as_uri(), f"zip://{path.name}::{tmp_path / 'a.zip'}"):
        assert facts(large_report([address], lists)) == facts(here)
    assert facts(large_report([path, path.as_uri()], lists)) == facts(here)


@pytest.mark.parametrize("size", [1, 10**6])
def test_rows_that_share_their_primary_key_are_reported_once_for_it(tmp_path: Path, size: int) -> None:
    """A duplicated row is one mistake, at the later of the two; an equal row under another key is another."""
    twice = one_row("r1", observation_id="r1-p04-01")
    other = [one_row("r1", observation_id=f"r1-p04-0{number}", period="2021") for number in (2, 2, 3)]
    path = tmp_path / "observations.csv"
    path.write_bytes(csv_of([HEADER, twice, *other, twice]))
    report = large_report(path, make_lists(tmp_path / "lists", ["r1"]), one_machine(size=size))
    lines = {
        code: [each.line for each in report.findings if each.code == code] for code in ("FQ-K01", "FQ-K02")
    }
    assert lines == {"FQ-K01": [4, 6], "FQ-K02": [3, 4, 5]}


def _wrong_throughout(path: Path, count: int) -> None:
    rows = (
        one_row("r1", observation_id=f"r1-p04-{number:05}", unit_id="km", note_en="=1")
        for number in range(count)
    )
    path.write_bytes(csv_of([HEADER, *rows]))


@pytest.mark.parametrize("size", [20_000, 10**6])
def test_of_each_kind_the_first_thousand_are_listed_and_all_are_counted(tmp_path: Path, size: int) -> None:
    """A table that is wrong throughout has one cause; the report says how often, to the last row."""
    _wrong_throughout(path := tmp_path / "observations.csv", 1_700)
    lists = make_lists(tmp_path / "lists", ["r1"])
    report = large_report(path, lists, one_machine(size=size))
    for code in ("FQ-T13", "FQ-R01", "FQ-K02"):
        lines = [each.line for each in report.findings if each.code == code]
        assert lines == list(range(2, MOST_ALIKE + 2))
        counts = [each.values["count"] for each in report.findings if each.values.get("code") == code]
        assert counts == ["1,700"]
    sunk = list[Finding]()
    validate_table("observations", [path], lists, engine=one_machine(size=size), sink=sunk.append)
    for code in ("FQ-T13", "FQ-R01", "FQ-K02"):
        assert sorted(each.line for each in sunk if each.code == code) == list(range(2, 1_702))


def test_each_of_many_missing_translations_has_its_own_original(tmp_path: Path) -> None:
    """Of rows that lack the same cell one was checked, and its text in the other language was told of all."""
    lists = make_lists(tmp_path / "lists", [f"r{number}" for number in range(MOST_ALIKE + 200)])
    header, *rows = read_records(lists / "sources.csv")
    zh, en = header.index("title_zh"), header.index("title_en")
    for number, row in enumerate(rows):
        row[zh], row[en] = f"工作报告{number}", ""
    path = tmp_path / "sources.csv"
    path.write_bytes(csv_of([header, *rows]))
    found = [each for each in validate_table("sources", [path], lists).findings if each.code == "FQ-T02"]
    assert len(found) == MOST_ALIKE
    assert all(each.values["original"] == each.row["title_zh"] for each in found)


def test_many_duplicated_keys_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two halves of a table that are the same: each key is followed, or at least counted, however many are at once."""
    monkeypatch.setattr(duplicates, "_AT_ONCE", 500)
    rows = [one_row("r1", observation_id=f"r1-p04-{number:05}") for number in range(1_300)]
    path = tmp_path / "observations.csv"
    path.write_bytes(csv_of([HEADER, *rows, *rows]))
    lists = make_lists(tmp_path / "lists", ["r1"])
    report = large_report(path, lists, one_machine(size=20_000))
    assert sum(each.code == "FQ-K01" for each in report.findings) == MOST_ALIKE
    assert [each.values["count"] for each in report.findings if each.values.get("code") == "FQ-K01"] == [
        "1,300"
    ]
    sunk = list[Finding]()
    validate_table("observations", [path], lists, sink=sunk.append)
    pairs = {(each.line, each.values["first"]) for each in sunk if each.code == "FQ-K01"}
    assert pairs == {(line, str(line - 1_300)) for line in range(1_302, 2_602)}


MEMORY = """
import resource, sys
from pathlib import Path
from fengqiao_open.streaming import duplicates
from fengqiao_open.streaming.validate_table import validate_table
from fengqiao_open.streaming.reference_loader import load_references
from fengqiao_open.streaming.stream import one_machine
path, lists, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
header, row = Path(sys.argv[4]).read_text("utf-8").splitlines()
with path.open("w", encoding="utf-8") as file:
    file.write(header + "\\n")
    for number in range(count):
        file.write(row.replace("-p04-03", f"-p04-{number:07}").replace("990101100000", f"a{number}") + "\\n")
report = validate_table("observations", [path], lists, engine=one_machine(size=2**20))
path.unlink()
assert report.rows["observations"] == count
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, *sorted({each.code for each in report.findings}))
"""


@pytest.mark.slow
def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    """A table of four times the rows, all of them wrong in one cell, needs about the same memory."""
    lists = make_lists(tmp_path / "lists", ["r1"])
    (tmp_path / "row.csv").write_bytes(csv_of([HEADER, one_row("r1", note_en="-")]))
    used = []
    for count in (10_000, 40_000):
        run = subprocess.run(
            [sys.executable, "-c", MEMORY, tmp_path / "big.csv", lists, str(count), tmp_path / "row.csv"],
            capture_output=True, text=True, encoding="utf-8", check=True,
        )  # fmt: skip
        megabytes, *codes = run.stdout.split()
        assert codes == ["FQ-F07", "FQ-K03"]
        used.append(int(megabytes))
    assert used[1] < used[0] + 60
