"""Files that are no workbooks, or were made to do harm, end in a sentence; what programs write is read."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from command import run
from edited import exported
from packages import files_of

from fengqiao_open.errors import PackageError
from fengqiao_open.workbooks.cells import Cell
from fengqiao_open.workbooks.reader import read_workbook

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A workbook with one cell."""
    path = tmp_path / "small.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("a").write_string(0, 0, "text")
    return path


def with_parts(path: Path, parts: Mapping[str, str | None]) -> Path:
    """The workbook with other parts; None leaves one out."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, **parts}.items():
            if content is not None:
                archive.writestr(name, content)
    return path


def with_cells(path: Path, cells: str, head: str = "") -> Path:
    """The workbook whose sheet has these cells in its first row."""
    data = f"<sheetData><row>{cells}</row></sheetData>"
    return with_parts(path, {SHEET: f'{head}<worksheet xmlns="urn:any">{data}</worksheet>'})


def row(path: Path) -> list[Cell]:
    """The cells of the first row."""
    return list(read_workbook(path).sheets[0].rows[1].values())


def test_cells_are_read_however_a_program_writes_them(small: Path) -> None:
    """Texts in the cell or beside it, with pronunciation, in parts, without references; results of formulas."""
    cells = (
        '<c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r><rPh><t>x</t></rPh></is></c>'
        '<c t="str"><f>A1</f><v>x_x000A_y</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c>'
        '<c r="H1"><v>1.5</v></c><c><f>A1</f></c><c/><c t="n"><v></v></c><c t="d"><v>2023-02-28T00:00:00</v></c>'
    )
    assert row(with_cells(small, cells)) == [
        Cell("text", "text"), Cell("text", "a b"), Cell("text", "x\ny"), Cell("boolean", "1"), Cell("error", "#REF!"),
        Cell("number", "1.5"), Cell("no_result", ""), Cell("text", "2023-02-28T00:00:00"),
    ]  # fmt: skip
    assert list(read_workbook(small).sheets[0].rows[1]) == [1, 2, 3, 4, 5, 8, 9, 12]


@pytest.mark.parametrize("date_1904", [False, True])
def test_dates_are_those_that_the_program_shows(date_1904: bool, tmp_path: Path) -> None:
    """Excel for the Mac counted from 1904: four years and a day would be lost in silence."""
    path = tmp_path / "dates.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": date_1904}) as book:
        sheet = book.add_worksheet()
        formats = ("yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[$-804]yyyy/m/d")
        for column, format in enumerate(formats):
            sheet.write_datetime(0, column, datetime(2023, 2, 28), book.add_format({"num_format": format}))
    assert [cell.moment for cell in row(path)] == [datetime(2023, 2, 28)] * 3


def test_cells_that_are_far_apart_fill_no_memory(tmp_path: Path) -> None:
    """A table from the first to the last of them would have 17 billion cells."""
    path, book = tmp_path / "far.xlsx", openpyxl.Workbook()
    book.active["A1"] = book.active["XFD1048576"] = "x"
    book.save(path)
    assert list(read_workbook(path).sheets[0].rows) == [1, 1_048_576]


def _bomb(path: Path) -> None:
    with_parts(path, {"xl/media/image1.png": "\0" * 100_000_000})


BROKEN = {
    "missing": (lambda path: path.unlink(), "does not exist"),
    "empty": (lambda path: path.write_bytes(b""), "is not a workbook"),
    "text": (lambda path: path.write_text("a,b\n"), "is not a workbook"),
    "cut_off": (lambda path: path.write_bytes(path.read_bytes()[:3_000]), "not a complete zip file"),
    "xls": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600), "has an older format"),
    "password": (
        lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")), "has a password"
    ),
    "zip": (lambda path: with_parts(path, {"xl/workbook.xml": None}), "is not a workbook"),
    "bomb": (_bomb, "decompresses to"),
    "doctype": (
        lambda path: with_cells(path, "<c t='str'><v>&a;</v></c>", '<!DOCTYPE a [<!ENTITY a "x">]>'), "is damaged"
    ),
    "not_xml": (lambda path: with_parts(path, {SHEET: "<worksheet>"}), "is damaged"),
    "no_text": (lambda path: with_cells(path, '<c t="s"><v>9</v></c>'), "is damaged"),
    "no_number": (lambda path: with_cells(path, "<c><v>x</v></c>"), "is damaged"),
    "reference": (lambda path: with_cells(path, '<c r="?"><v>1</v></c>'), "is damaged"),
    "column": (lambda path: with_cells(path, f'<c r="{"A" * 100_000}1"><v>1</v></c>'), "is damaged"),
    "folder": (lambda path: path.unlink() or path.mkdir(), "It is a folder"),
    "sheet_gone": (lambda path: with_parts(path, {SHEET: None}), "is damaged"),
    "outside": (
        lambda path: with_parts(path, {"xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" '
            'Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>'}), "is damaged"
    ),
    "no_table": (lambda path: None, "has no sheet with a table of the package"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_is_no_workbook_of_ours_ends_in_a_sentence(case: str, small: Path, good: Path) -> None:
    """A clerk can do something with a sentence, and nothing with a traceback; the tables stay as they are."""
    spoil, words = BROKEN[case]
    spoil(small)
    before = files_of(good)
    made = run("import", small, good, "--in-place")
    assert made.returncode == 2, made.stdout
    assert words in made.stderr and "Traceback" not in made.stderr
    assert files_of(good) == before


def test_too_many_cells_are_refused(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet filled to its end would take the memory of the machine."""
    monkeypatch.setattr("fengqiao_open.workbooks.reader.MOST_CELLS", 2)
    with pytest.raises(PackageError, match="more than 2 cells"):
        read_workbook(with_cells(small, '<c t="str"><v>x</v></c>' * 3))


def test_any_damage_is_a_sentence(good: Path) -> None:
    """A byte that a bad disk or mail program changed must not end in a traceback."""
    path = exported(good)
    whole = path.read_bytes()
    for at in range(0, len(whole), len(whole) // 40):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        assert "Traceback" not in run("import", path, good).stderr
