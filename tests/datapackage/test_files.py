"""What is wrong with files is found at its line, in words, whatever the bytes are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packages import make_good

from fengqiao_open import PackageError, export, load, validate
from fengqiao_open.datapackage.files import csv_bytes
from fengqiao_open.datapackage.package import DESCRIPTOR
from fengqiao_open.datapackage.writing import write_whole
from fengqiao_open.tabular.csv import records


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A good package to break."""
    return make_good(tmp_path / "good")


def _change(package: Path, table: str, change: Callable[[bytes], bytes]) -> None:
    path = package / "data" / f"{table}.csv"
    path.write_bytes(change(path.read_bytes()))


def _lines(package: Path, code: str) -> list[int]:
    return [each.line for each in validate(package, hashes=False).findings if each.code == code]


def test_a_line_is_counted_in_the_file_and_not_in_records(good: Path) -> None:
    """A cell with a line break shifts every later row; the clerk looks at lines."""
    _change(
        good, "rulings", lambda data: data.replace("每村一条。".encode(), '"每村\n一条。"'.encode()) + b"x\n"
    )
    assert _lines(good, "FQ-S05") == [4]


@pytest.mark.parametrize(
    ("encoding", "word"),
    [("gb18030", "GBK"), ("utf-16", "UTF-16"), ("latin-1", "")],
    ids=["GBK", "UTF-16", "Latin-1"],
)
def test_other_encodings_are_named(good: Path, encoding: str, word: str) -> None:
    """A GBK file read as something else is mojibake that no later check can tell from text."""
    text = "café" if encoding == "latin-1" else "每村一条"
    _change(
        good,
        "rulings",
        lambda data: (
            data.replace("每村一条".encode(), b"TEXT")
            .decode("utf-8", "ignore")
            .replace("TEXT", text)
            .encode(encoding, "ignore")
        ),
    )
    (finding,) = [each for each in validate(good, hashes=False).findings if each.code in ("FQ-F02", "FQ-F03")]
    assert word in finding.found("en")
    assert (finding.code == "FQ-F03") == (encoding != "latin-1")


@pytest.mark.parametrize(
    ("cell", "code", "fix"),
    [
        ("１０００", "FQ-T07", "1000"),
        (" 1000", "FQ-T06", "1000"),
        ("1_000", "FQ-T09", "1000"),
        ("1,000", "FQ-T09", "1000"),
        ("1.000E+03", "FQ-T09", "1000"),
        ("1e3", "FQ-T01", None),
        ("+1000", "FQ-T09", "1000"),
        ("NaN", "FQ-T08", None),
        ("INF", "FQ-T08", None),
        ("一千", "FQ-T01", None),
        ("10.0", "FQ-T09", "10"),
        ("10.5", "FQ-T01", None),
    ],
)
def test_numbers_written_otherwise_are_found_with_their_fix(
    good: Path, cell: str, code: str, fix: str | None
) -> None:
    """frictionless lets full-width digits, padding, underscores, NaN and INF pass as numbers."""
    old = b"m,1000,1,UCUM"
    quoted = f'"{cell}"' if "," in cell else cell
    _change(good, "units", lambda data: data.replace(old, f"m,{quoted},1,UCUM".encode()))
    (finding,) = [
        each
        for each in validate(good, hashes=False).findings
        if each.column == "numerator" and each.table == "units"
    ]
    assert (finding.code, finding.line, finding.fix) == (code, 8, fix)


def test_an_empty_file_is_a_finding(good: Path) -> None:
    """A file of no bytes is what a full disk leaves behind."""
    _change(good, "rulings", lambda _: b"")
    assert {each.code for each in validate(good, hashes=False).findings} == {"FQ-S09"}


def test_a_huge_cell_is_a_finding(good: Path) -> None:
    """A cell over the reader's limit must not end in a traceback."""
    _change(good, "rulings", lambda data: data + b"x" * 200_000 + b"\n")
    assert _lines(good, "FQ-F04")


def test_what_was_not_checked_is_said(good: Path) -> None:
    """Silence about rules that could not run reads as if they had passed."""
    (good / "data" / "relations.csv").unlink()
    report = validate(good)
    assert any(each.startswith("FQ-R03: relations") for each in report.skipped)
    assert "11 rules to be checked" in str(report)
    assert "FQ-R03" in report.render(verbose=True)


def test_a_package_that_is_not_there_is_a_finding_and_no_traceback(tmp_path: Path) -> None:
    """A mistyped folder is the commonest mistake of all."""
    assert [each.code for each in validate(tmp_path / "nowhere").findings] == ["FQ-D01"]


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from(["rulings", "observations", "units"]))
def test_any_bytes_make_a_report_and_no_traceback(good: Path, data: bytes, table: str) -> None:
    """Whatever stands in a file, the answer is a report."""
    path = good / "data" / f"{table}.csv"
    kept = path.read_bytes()
    try:
        path.write_bytes(kept[: len(kept) // 2] + data)
        report = validate(good, hashes=False)
        assert not report.ok
        assert str(report)
    finally:
        path.write_bytes(kept)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["name", "resources", "schema", "fields", "path", "type"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_any_descriptor_makes_a_report_and_no_traceback(tmp_path: Path, content: object) -> None:
    """Someone else's descriptor is data, however it is nested."""
    import json

    (tmp_path / DESCRIPTOR).write_text(json.dumps(content), "utf-8")
    assert not validate(tmp_path).ok


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
    )
)
def test_what_is_written_reads_back_the_same(rows: list[list[str]]) -> None:
    """A quoting slip corrupts text that holds commas, quotes or line breaks."""
    data = csv_bytes(["a", "b"], [dict(zip("ab", row, strict=True)) for row in rows])
    assert [cells for _, cells in records(data.decode("utf-8"))] == [["a", "b"], *rows]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in the middle of a write must not cost the file that was there."""
    path = tmp_path / "table.csv"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("table", ["relations", "observations", "units", "passages"])
@pytest.mark.parametrize("cells", [1, 2, 0], ids=["between rows", "within a row", "within a cell"])
def test_a_file_that_was_cut_off_is_one_finding_and_is_not_loaded(good: Path, table: str, cells: int) -> None:
    """Catches a table that loads with a part of its rows, and first errors at the rows of other tables."""
    path = good / "data" / f"{table}.csv"
    lines = path.read_bytes().split(b"\n")
    assert len(lines) > 3
    kept = b"\n".join(lines[: len(lines) // 2 + 1])
    path.write_bytes(
        kept if cells == 1 else kept.rpartition(b",")[0] if cells == 2 else kept + b"\n" + lines[-2][:3]
    )
    (finding,) = [each for each in validate(good).findings if each.code != "FQ-C06"]
    assert (finding.code, finding.table) == ("FQ-F04", table)
    assert "cut off" in finding.found() and "截断" in finding.found("zh")
    with pytest.raises(PackageError, match="cut off"):
        load(table, good)


def test_a_file_that_lacks_its_last_line_end_only_is_not_cut_off(good: Path) -> None:
    """Catches a whole table refused: an editor may leave out the last byte."""
    path = good / "data" / "relations.csv"
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    assert {each.code for each in validate(good).findings} == {"FQ-F03"}
    assert len(load("relations", good))


def test_rows_removed_on_purpose_are_a_note(good: Path) -> None:
    """Catches who removes a row and saves being told that the file is cut off."""
    path = good / "data" / "commitments.csv"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:-2], b""]))
    assert "FQ-F04" not in {each.code for each in validate(good).findings}
    assert len(load("commitments", good)) == len(lines) - 3


def test_a_changed_file_without_rows_that_others_refer_to_says_so(good: Path) -> None:
    """Catches a table that lost rows of which only other tables speak."""
    path = good / "data" / "units.csv"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:2], b""]))
    (note,) = [each for each in validate(good).findings if each.code == "FQ-D04"]
    assert "that other tables refer to are not in it" in note.found()


@pytest.mark.parametrize(
    ("ending", "start"), [(".xlsx", b"PK\x03\x04"), (".xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]
)
def test_a_workbook_in_place_of_a_table_is_named(good: Path, ending: str, start: bytes) -> None:
    """Catches a clerk who is told to extract an Excel file, or to save it as UTF-8."""
    path = good / "data" / "themes.csv"
    path.write_bytes(start + b"\0\0xl/workbook.xml" * 40)
    (finding,) = [each for each in validate(good, hashes=False).findings if each.table == "themes"]
    assert finding.code == "FQ-F04"
    assert f"It is an Excel workbook ({ending})" in finding.found() and "Excel 工作簿" in finding.found("zh")
    assert f"fengqiao-open import WORKBOOK.xlsx {good}" in finding.how_to_fix()
    with pytest.raises(PackageError, match="Excel workbook"):
        load("themes", good)


def test_a_workbook_given_to_validate_is_named(good: Path) -> None:
    """Catches “it contains no datapackage.json”, which is true of every workbook."""
    path = good.parent / "edited.xlsx"
    export("xlsx", path, package=good)
    (finding,) = validate(path).findings
    assert "edited.xlsx is an Excel workbook" in finding.found()
    assert f"`fengqiao-open import {path} {good}`" in finding.found()
    path.with_suffix(".xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert f"save it as {path}" in validate(path.with_suffix(".xls")).findings[0].found()
