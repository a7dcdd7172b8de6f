"""Files as spreadsheets save them: the cells are those of the table, and what cannot be told is refused."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fengqiao_open as fo
from fengqiao_open.authoring.refresh import refresh, stale
from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.findings.report import Finding
from fengqiao_open.render.groups import groups
from fengqiao_open.tabular.canonical_csv import canonical

BOM = b"\xef\xbb\xbf"
TABLES = {
    name: (shipped().path(name).read_bytes(), shipped().schema(name).names) for name in shipped().tables
}
NAMES = {";": "semicolon", "\t": "tab"}


@dataclass(frozen=True)
class Saved:
    """How a spreadsheet or an editor saves a file."""

    encoding: str = "utf-8"
    bom: bool = False
    end: str = "\n"
    last_end: bool = True
    sep: bool = False
    delimiter: str = ","
    empty: int = 0
    below: int = 0

    def __call__(self, data: bytes) -> bytes:
        """The content of a canonical file as it is saved."""
        rows = csv.reader(io.StringIO(data.decode(), newline=""))
        text = io.StringIO(newline="")
        text.write(f"sep={self.delimiter}{self.end}" if self.sep else "")
        writer = csv.writer(text, delimiter=self.delimiter, lineterminator=self.end)
        made = [[*row, *[""] * self.empty] for row in rows]
        writer.writerows([*made, *[[""] * len(made[0])] * self.below])
        written = text.getvalue() if self.last_end else text.getvalue().removesuffix(self.end)
        return (BOM if self.bom else b"") + written.encode(self.encoding)

    def forms(self, data: bytes) -> set[str]:
        """The names of what is not canonical."""
        found = {
            "gb18030": self.encoding == "gb18030" and not data.isascii(),
            "utf16": self.encoding == "utf-16",
            "bom": self.bom,
            "crlf": self.end == "\r\n",
            "no_last_end": not self.last_end,
            "sep_line": self.sep,
            NAMES.get(self.delimiter, "comma"): self.delimiter != ",",
            "empty_columns": self.empty > 0,
            "empty_rows": self.below > 0,
        }
        return {name for name, there in found.items() if there}


def saved() -> st.SearchStrategy[Saved]:
    """Any combination of forms that a program writes."""
    any_of = st.sampled_from
    return st.builds(
        Saved, any_of(["utf-8", "gb18030", "utf-16"]), st.booleans(), any_of(["\n", "\r\n"]), st.booleans(), st.booleans(), any_of([",", ";", "\t"]), st.integers(0, 3), st.integers(0, 3),
    ).map(lambda each: each if each.encoding == "utf-8" else Saved(**{**vars(each), "bom": False}))  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(TABLES)), saved())
def test_a_file_in_any_combination_of_forms_is_the_released_file_again(name: str, save: Saved) -> None:
    """A cell that moves, or a character that changes, would be a wrong value that nobody typed."""
    data, columns = TABLES[name]
    text, found = canonical(name, save(data), columns)
    assert text.encode() == data
    forms = {form for each in found for form in each.values["forms"].split(", ")}
    assert forms == save.forms(data)
    assert [(each.code, each.severity, each.line) for each in found] == [("FQ-F03", "note", 0)] * bool(forms)


ROWS = st.lists(
    st.lists(st.text('ab,;\t"\n 凤桥', max_size=6), min_size=3, max_size=3).filter(lambda row: any(row)), max_size=5
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(ROWS, saved())
def test_cells_with_any_text_are_the_same_in_every_form(rows: list[list[str]], save: Saved) -> None:
    """Delimiters, quotes and line ends within cells are none of the file's."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([["x_id", "y", "z"], *rows])
    spoiled = save(text.getvalue().encode())
    read, found = canonical("t", spoiled, ["x_id", "y", "z"])
    if any(each.severity == "error" for each in found):  # too little Chinese to be sure of the encoding
        assert save.encoding == "gb18030"
        return
    assert list(csv.reader(io.StringIO(read, newline="")))[1:] == rows
    assert canonical("t", read.encode(), ["x_id", "y", "z"]) == (read, [])


EXCEL = {
    "CSV UTF-8": Saved(bom=True, end="\r\n"),
    "CSV": Saved("gb18030", end="\r\n"),
    "an empty column": Saved(empty=2),
    "empty rows": Saved(below=3),
    "a line sep=": Saved(sep=True),
    "semicolons": Saved(delimiter=";", bom=True, end="\r\n"),
    "text with tabs": Saved("gb18030", delimiter="\t", end="\r\n"),
    "Unicode text": Saved("utf-16", delimiter="\t", end="\r\n"),
    "all of it": Saved("gb18030", end="\r\n", last_end=False, sep=True, delimiter=";", empty=1, below=2),
}


def facts(findings: tuple[Finding, ...]) -> list[tuple[str, str, int, str, str]]:
    """What a report says, less the notes on the format."""
    return [
        (each.code, each.table, each.line, each.column, each.found())
        for each in findings
        if each.code != "FQ-F03"
    ]


@pytest.mark.parametrize("save", EXCEL.values(), ids=EXCEL)
def test_a_package_saved_by_a_spreadsheet_has_one_note_a_file_and_the_same_findings(
    good: Path, save: Saved
) -> None:
    """Catches sixty errors where no value is wrong, and a wrong value that the format hides or moves."""
    units = good / "data" / "units.csv"
    units.write_bytes(units.read_bytes().replace(b",1000,1,", b", 1000,1,", 1))
    wanted = facts(fo.validate(good, hashes=False).findings)
    assert [each[:3] for each in wanted] == [("FQ-T06", "units", 8)]
    before = {path: path.read_bytes() for path in (good / "data").glob("*.csv")}
    for path, data in before.items():
        path.write_bytes(save(data))
    report = fo.validate(good, hashes=False)
    assert facts(report.findings) == wanted
    notes = [each.table for each in report.findings if each.code == "FQ-F03"]
    assert len(set(notes)) == len(notes) >= len(before) - 3  # in GBK, a file of ASCII is no other file
    units.write_bytes(save(before[units].replace(b", 1000,1,", b",1000,1,")))
    assert {each.code for each in fo.validate(good).findings} == {"FQ-F03"}  # no cell has changed


def test_the_notes_on_many_files_are_one_cause(good: Path) -> None:
    """Twenty notes of six lines each would hide the one value that is wrong."""
    for path in (good / "data").glob("*.csv"):
        path.write_bytes(EXCEL["CSV UTF-8"](path.read_bytes()))
    found = fo.validate(good).findings
    assert len(found) > 10
    (group,) = groups(found)
    assert (group.code, len(group.findings), group.table) == ("FQ-F03", len(found), "")


@pytest.mark.parametrize("save", EXCEL.values(), ids=EXCEL)
def test_what_is_loaded_is_what_was_validated(good: Path, save: Saved) -> None:
    """Two readers of one file would show an analyst other cells than those that were checked."""
    before = {name: fo.load(name, good) for name in ("units", "observations", "commitments")}
    for name in before:
        path = good / "data" / f"{name}.csv"
        path.write_bytes(save(path.read_bytes()))
    assert all(fo.load(name, good).equals(frame) for name, frame in before.items())


def test_refresh_saves_the_tables_in_the_canonical_format(good: Path) -> None:
    """Catches hashes of a file that the next editor saves otherwise, and a package that is stale for ever."""
    before = {path: path.read_bytes() for path in good.rglob("*") if path.is_file()}
    for path in (good / "data").glob("*.csv"):
        path.write_bytes(EXCEL["all of it"](before[path]))
    refresh(read_package(good))
    assert {path: path.read_bytes() for path in good.rglob("*") if path.is_file()} == before
    assert stale(read_package(good)) == {}


def test_lines_are_counted_as_the_spreadsheet_shows_them(good: Path) -> None:
    """A line `sep=` is hidden by Excel: counted, it would send a clerk to the row below the wrong one."""
    path = good / "data" / "themes.csv"
    path.write_bytes(b"sep=;\r\n" + path.read_bytes().replace(b"Safety,2", b"Safety,two").replace(b",", b";"))
    (wrong,) = [each for each in fo.validate(good, hashes=False).findings if each.severity == "error"]
    assert (wrong.code, wrong.line, wrong.column, wrong.evidence.number) == ("FQ-T01", 3, "order", 2)


COLUMNS = ["x_id", "name", "note"]


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"x_id;name;note\na;b\n", ("FQ-F04", 0), "semicolons between cells, and line 2 has 2 cells"),
        (b"x_id\tname\tnote\na\tb\tc\td\n", ("FQ-F04", 0), "tabs between cells, and line 2 has 4 cells"),
        (b'x_id;name;note\na;"b;c\n', ("FQ-F04", 2), "quotes"),
        ("x_id,name,note\na,凤桥,三亩\n".encode() + "b,凤桥,三亩\n".encode("gb18030"), ("FQ-F02", 3), "not UTF-8"),
    ],
    ids=["short row", "long row", "lone quote", "two encodings"],
)  # fmt: skip
def test_what_is_not_sure_is_an_error_that_says_why(data: bytes, place: tuple[str, int], words: str) -> None:
    """A guess between two readings is a wrong value half of the time."""
    text, found = canonical("t", data, COLUMNS)
    assert text == ""
    assert [(each.code, each.line) for each in found] == [place]
    assert words in found[0].found()


@pytest.mark.parametrize("encoding", ["big5", "latin-1", "shift-jis", "windows-1252"])
def test_another_encoding_is_not_taken_for_gb18030(encoding: str) -> None:
    """Nearly any bytes decode as GB18030: rare characters in place of words show that they are none."""
    words = {
        "big5": "鳳橋鎮位於嘉興市南湖區東南部,與海鹽縣接壤,全鎮區域面積",
        "shift-jis": "日本の統計データは毎年公表される",
    }
    line = words.get(encoding, "cafés naïve Zürich Málaga")
    text, found = canonical("t", f"x_id,name,note\na,{line}\n".encode(encoding), COLUMNS)
    assert (text, [each.code for each in found]) == ("", ["FQ-F02"])


def test_only_rows_below_the_last_with_content_are_left_out() -> None:
    """A row emptied among others is a row that was lost; commas within a cell are text."""
    among = b"x_id,name,note\na,b,c\n,,\nd,e,\n"
    assert canonical("t", among, COLUMNS) == (among.decode(), [])
    within = b'x_id,name,note\na,b,"\n,,\n"\n'
    assert canonical("t", within, COLUMNS) == (within.decode(), [])
    text, (found,) = canonical("t", b"x_id,name,note\n,,,,\n\n,\n", COLUMNS)
    assert (text, found.values["forms"]) == ("x_id,name,note\n", "empty_rows")


def test_a_comma_within_a_text_is_no_empty_column() -> None:
    """Rows that are one cell too long, with an empty last cell, have moved: dropping that cell would hide it."""
    data = b"x_id,name,note\na,Safety,security,\nb,Health,care,\n"
    assert canonical("t", data, COLUMNS) == (data.decode(), [])


def test_a_remark_beside_the_table_is_reported_at_its_row(good: Path) -> None:
    """A cell below no name is data that would be lost with the empty column."""
    path = good / "data" / "themes.csv"
    header, first, second, end = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([header + b",", first + b",", second + b",see note", end]))
    found = fo.validate(good, hashes=False).findings
    assert [(each.code, each.line) for each in found if each.table == "themes"] == [("FQ-F03", 0), ("FQ-S06", 3)]  # fmt: skip


def test_carriage_returns_within_cells_of_a_canonical_file_are_no_line_ends() -> None:
    """Catches a note that no fix removes."""
    data = b'x_id,name,note\na,"b\r\nc",d\n'
    assert canonical("t", data, COLUMNS) == (data.decode(), [])
    mixed = b'x_id,name,note\r\na,"b\nc",d\r\n'
    text, (found,) = canonical("t", mixed, COLUMNS)
    assert (text, found.values["forms"]) == ('x_id,name,note\na,"b\nc",d\n', "crlf")
