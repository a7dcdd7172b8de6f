"""One row that cannot be read is one finding: the others are checked, in a small package and in a large table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from large_tables import HEADER

import fengqiao_open as fo
from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.errors import PackageError
from fengqiao_open.findings.report import Finding
from fengqiao_open.streaming.stream import OpenEngine, one_machine
from fengqiao_open.streaming.validate_table import validate_table

Fact = tuple[str, str, int, str, str, str]


def noted(note: bytes) -> Callable[[bytes], bytes]:
    """A row with something else in its note."""
    return lambda row: b",".join([*row.split(b",")[:14], note, b""])


# What becomes of line 4 of the observations, and the codes of this.
ROWS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "lone quote": (noted(b'"a" b'), "FQ-F04"),
    "open quote": (noted(b'"a'), "FQ-F04"),
    "NUL": (noted(b"a\0b"), "FQ-F04"),
    "a byte of another encoding": (noted(b"a\xb7b"), "FQ-F02"),
    "GBK": (noted("风桥".encode("gb18030")), "FQ-F02"),
    "endless cell": (noted(b"x" * 100_001), "FQ-F04"),
    "a cell that the module csv refuses": (noted(b"x" * 140_000), "FQ-F04"),
    "too few cells": (lambda row: row.rpartition(b",")[0], "FQ-S05"),
    "its first cell lost": (lambda row: row.partition(b",")[2], "FQ-S05"),
    "too many cells": (lambda row: row + b",x", "FQ-S06"),
    "no cells": (lambda row: b"", "FQ-S07"),
    "blank cells": (lambda row: b"," * 15, "FQ-S07"),
    "the header again": (lambda row: ",".join(HEADER).encode(), "FQ-S07"),
    "a total": (lambda row: "合计,,,,,12,,,,,,,,,,".encode(), "FQ-S07"),
    "a total below a blank key": (lambda row: b",Total,,,,12,,,,,,,,,,", "FQ-S07"),
    "a total of few cells": (lambda row: "合计,12".encode(), "FQ-S07"),
    "a note": (lambda row: ("注：以上数据来自报告。" + "," * 15).encode(), "FQ-S07"),
    "a key that is there": (lambda row: row.replace(row.partition(b",")[0], b"qinghe-2032-p04-01", 1), "FQ-K01"),
}  # fmt: skip


def fact(finding: Finding) -> Fact:
    """Code and place of a finding, and its words."""
    words = f"{finding.found()} {finding.found('zh')}"
    return finding.code, finding.table, finding.line, finding.column, finding.key, words


def corrupted(package: Path, change: Callable[[bytes], bytes]) -> Path:
    """The observations of a package with a changed row, and a slip four rows below."""
    path = package / "data" / "observations.csv"
    lines = path.read_bytes().split(b"\n")
    assert lines[3].count(b",") == 15
    lines[3] = change(lines[3])
    lines[7] = lines[7].replace(b",actual,", b",actaul,").replace(b",target,", b",tagret,")
    path.write_bytes(b"\n".join(lines))
    return path


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a Dask scheduler in this very process."""
    distributed = pytest.importorskip("distributed")
    with distributed.Client(
        processes=False, n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0"
    ) as client:
        yield client.scheduler.address


@pytest.mark.parametrize("row", ROWS)
def test_one_row_that_is_wrong_hides_no_other(good: Path, row: str) -> None:
    """A row that is malformed or has too few cells stopped its table in a small package; nothing else may be blamed for it.

    A large table says the same.
    """
    change, code = ROWS[row]
    path = corrupted(good, change)
    small = fo.validate(good, hashes=False).findings
    assert [(each.table, each.line, each.code) for each in small] == [
        ("observations", 4, code), ("observations", 8, "FQ-T03")
    ]  # fmt: skip
    assert [fact(each) for each in small] == of_a_large_table(path, good, one_machine())


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS)
def test_a_cluster_reports_the_same_of_one_wrong_row(good: Path, scheduler: str, row: str) -> None:
    """A byte range that begins at a wrong row hides it, or the rows after it."""
    from fengqiao_open.streaming.dask import on_cluster

    path = corrupted(good, ROWS[row][0])
    small = fo.validate(good, hashes=False).findings
    assert [fact(each) for each in small] == of_a_large_table(path, good, on_cluster(scheduler, size=500))


def of_a_large_table(path: Path, lists: Path, engine: OpenEngine) -> list[object]:
    """What is reported of observations; the known issues of a package explain a rate above 100, and a table has none."""
    report = validate_table("observations", [path], lists, engine=engine)
    return [fact(each) for each in report.findings if each.table == "observations" and each.code != "FQ-R05"]


def test_headers_between_the_rows_are_a_finding_each_and_no_key_of_each_other(good: Path) -> None:
    """Catches a finding for each cell of files that were put one below the other, and duplicate keys beside them."""
    path = good / "data" / "observations.csv"
    header, *lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([header, *lines[:3], header, *lines[3:6], header, *lines[6:]]))
    small = [fact(each) for each in fo.validate(good, hashes=False).findings]
    assert [each[:3] for each in small] == [("FQ-S07", "observations", 5), ("FQ-S07", "observations", 9)]
    assert of_a_large_table(path, good, one_machine()) == small


def test_a_list_with_a_total_is_at_hand(good: Path) -> None:
    """Catches references that are not checked because of a line below their list."""
    units = good / "data" / "units.csv"
    units.write_bytes(units.read_bytes() + "合计,,,,,,,,,,,,\n".encode())
    path = good / "data" / "observations.csv"
    path.write_bytes(path.read_bytes().replace(b",yi-yuan,", b",yi-yaun,", 1))
    assert [each[0] for each in of_a_large_table(path, good, one_machine())] == ["FQ-K03"]


@pytest.mark.parametrize("table", ["areas", "figures", "units", "themes", "indicators", "statistics"])
@pytest.mark.parametrize(
    "row", ["too few cells", "its first cell lost", "too many cells", "blank cells", "lone quote"]
)
def test_what_refers_to_a_row_that_is_set_aside_is_not_blamed(good: Path, table: str, row: str) -> None:
    """Its key may be the one that others name; what its other cells would have said is not missed either."""
    path = good / "data" / f"{table}.csv"
    lines = path.read_bytes().split(b"\n")
    columns = lines[0].count(b",") + 1
    change = {
        "blank cells": lambda line: b"," * (columns - 1),
        "lone quote": lambda line: b'"a" b' + line,
    }.get(row, ROWS[row][0])
    lines[1] = change(lines[1])
    path.write_bytes(b"\n".join(lines))
    assert [(each.table, each.line) for each in fo.validate(good, hashes=False).findings] == [(table, 2)]


def test_an_unresolved_reference_is_reported_with_a_row_that_is_too_long(good: Path) -> None:
    """The key of a long row is known where others refer to it; only what refers to no row is wrong."""
    path = good / "data" / "observations.csv"
    path.write_bytes(path.read_bytes().replace(b",yi-yuan,", b",yi-yaun,", 1))
    units = good / "data" / "units.csv"
    lines = units.read_bytes().split(b"\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(b"yi-yuan,"))
    lines[at] += b",x"
    units.write_bytes(b"\n".join(lines))
    found = fo.validate(good, hashes=False).findings
    assert {(each.code, each.table) for each in found} == {("FQ-S06", "units"), ("FQ-K03", "observations")}


def test_rows_of_another_header_are_one_finding(good: Path) -> None:
    """Where a column was removed from all rows but not from the header, each row is not a mistake of its own."""
    path = good / "data" / "observations.csv"
    header, *lines = path.read_bytes().splitlines()
    path.write_bytes(b"\n".join([header, *(line.rpartition(b",")[0] for line in lines), b""]))
    for report in (fo.validate(good, hashes=False), validate_table("observations", [path], good)):
        (finding,) = [each for each in report.findings if each.table == "observations"]
        assert (finding.code, finding.line) == ("FQ-F04", 1)
        assert (
            f"{len(lines)} of {len(lines)} rows do not have 16 cells, as the header has: line 2 has 15."
            in finding.found()
        )


@pytest.mark.parametrize("row", ["NUL", "too few cells", "blank cells"])
def test_no_row_is_lost_by_who_makes_something_of_a_table(good: Path, row: str) -> None:
    """What is checked after a malformed row is not generated after it."""
    corrupted(good, ROWS[row][0])
    with pytest.raises(PackageError, match="observations"):
        refresh(read_package(good))
    with pytest.raises(PackageError, match="line 4"):
        fo.load("observations", good)


def test_rows_that_share_a_key_are_judged_by_themselves(good: Path) -> None:
    """A rate above 100 was reported of such rows in a large table only."""
    path = good / "data" / "observations.csv"
    lines = path.read_text("utf-8").splitlines()
    rate = next(line for line in lines if ",rate," in line or ",share," in line)
    cells = rate.split(",")
    assert len(cells) == 16
    lines += [",".join(["qinghe-2032-p05-99", *cells[1:8], "250", *cells[9:]])] * 2
    path.write_text("\n".join(lines) + "\n", "utf-8")
    alone = {"FQ-R05", "FQ-K01"}
    small = [each for each in fo.validate(good, hashes=False).findings if each.code in alone]
    large = [
        each
        for each in validate_table("observations", [path], good).findings
        if each.code in alone and each.line > len(lines) - 2
    ]
    assert sorted(map(fact, small)) == sorted(map(fact, large)) and len(small) == 3


@pytest.mark.parametrize("table", ["observations", "relations", "indicators", "units"])
def test_a_table_saved_in_gbk_is_read_or_one_finding_that_says_how_to_save_it(good: Path, table: str) -> None:
    """Catches a finding for each line with Chinese in it, of which none says that it is the file."""
    path = good / "data" / f"{table}.csv"
    text = path.read_text("utf-8")
    if table in ("observations", "relations"):  # with notes in Chinese
        text = text.replace(",\n", ",凤桥镇三农\n")
    assert sum(not line.isascii() for line in text.split("\n")) > 1
    path.write_bytes(text.encode("gb18030"))
    small = fo.validate(good, hashes=False)
    (read,) = [each for each in small.findings if each.code == "FQ-F03"]
    assert (read.table, read.severity) == (table, "note") and "GB18030" in read.found("zh")
    (unread,) = [each for each in validate_table(table, [path], good).findings if each.table == table]
    assert unread.code == "FQ-F02"
    assert all(word in unread.found() for word in ("GB18030", "CSV UTF-8"))


def test_two_lines_in_gbk_among_chinese_in_utf_8_are_told_each(good: Path) -> None:
    """Catches a file called GBK whose other lines would be spoiled if it were opened so."""
    path = good / "data" / "indicators.csv"
    lines = path.read_bytes().split(b"\n")
    for number in (2, 3):
        lines[number] = lines[number].decode().encode("gb18030")
    path.write_bytes(b"\n".join(lines))
    for report in (fo.validate(good, hashes=False), validate_table("indicators", [path], good)):
        wrong = [each for each in report.findings if each.code == "FQ-F02"]
        assert [each.line for each in wrong] == [3, 4]
        for each in wrong:  # opened as GB18030 and saved, all lines but these are lost
            original = lines[each.line - 1].decode("gb18030")
            assert original in each.found() and original in each.found("zh")
            assert "open it as that" not in each.found() + each.how_to_fix()


def test_one_cell_in_gbk_is_read_as_that_and_the_others_of_its_line_as_utf_8(good: Path) -> None:
    """Catches a line of both encodings shown with half of its Chinese as other characters."""
    path = good / "data" / "indicators.csv"
    lines = path.read_bytes().split(b"\n")
    cells = lines[2].split(b",")
    at = next(at for at, cell in enumerate(cells) if not cell.isascii())
    lines[2] = b",".join([*cells[:at], cells[at].decode().encode("gb18030"), *cells[at + 1 :]])
    original = b",".join(cells).decode()
    path.write_bytes(b"\n".join(lines))
    for report in (fo.validate(good, hashes=False), validate_table("indicators", [path], good)):
        (wrong,) = [each for each in report.findings if each.code == "FQ-F02"]
        assert original in wrong.found() and wrong.line == 3


def test_a_table_in_big5_is_called_that(good: Path) -> None:
    """Catches traditional Chinese opened as GB18030, as the advice was, and saved as other characters."""
    path = good / "data" / "areas.csv"
    text = path.read_text("utf-8").split("\n")
    kept = [
        text[0],
        *(f"{line.split(',')[0]},鳳橋鎮位於嘉興市,{line.split(',', 2)[2]}" for line in text[1:-1]),
    ]
    path.write_bytes("\n".join([*kept, ""]).encode("big5", "replace"))
    (wrong,) = [each for each in fo.validate(good, hashes=False).findings if each.code == "FQ-F02"]
    assert "Big5" in wrong.found() and "GB18030" not in wrong.found()
