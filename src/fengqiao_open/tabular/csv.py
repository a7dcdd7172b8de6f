"""CSV files as rows of text with line numbers, before types are applied."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from ..datapackage.characters import visible
from ..datapackage.files import LONGEST_CELL
from ..datapackage.merge_conflicts import is_marker
from ..datapackage.package import MOST_RECORDS as MOST_RECORDS
from ..findings.report import Finding
from .encodings import MIXED, encoding_guess

BOM = b"\xef\xbb\xbf"
# A longer record is a lost quote or an attack; the limit is applied before its cells can fill the memory.
LONGEST_RECORD = 1_000_000
_STANDARD: Mapping[str, Any] = MappingProxyType({})
#: A record that is no row.
NO_ROW = "FQ-S07"
#: What a spreadsheet has below its rows, in place of a key; no key has such letters.
TOTALS = frozenset(
    ("合计", "总计", "小计", "共计", "Total", "TOTAL", "Totals", "Subtotal", "Grand total", "Sum", "SUM")
)
#: How files begin that have another format than their name says.
_OTHER_KINDS = {
    "web_page": (b"<!doctype", b"<html", b"<head", b"<meta", b"<table", b"<?xml"),
    "pdf": (b"%pdf-",),
    "compressed": (b"\x1f\x8b", b"pk\x03\x04"),
}
# A line with its end, or a part of one that is too long; StringIO copies the text at four times its size.
_LINE = re.compile(rf"[^\r\n]{{0,{LONGEST_RECORD + 1}}}+(?:\r\n|[\r\n])|[^\r\n]{{1,{LONGEST_RECORD + 1}}}+")


class MalformedError(csv.Error):
    """A record that cannot be separated from the next.

    Attributes:
        line: the file line it starts on.
        values: the case of FQ-F04 and what its sentences are filled with.
    """

    def __init__(self, line: int, case: str, **values: str) -> None:
        super().__init__(line, case, values)
        self.line, self.values = line, {"case": case, **values}

    def finding(self, table: str) -> Finding:
        """The finding at the record."""
        return Finding("FQ-F04", table, self.line, values=self.values)


def long_cell(line: int, cells: Iterable[str]) -> MalformedError | None:
    """The error of a record with a cell over the limit, which says which cell that is; None without one."""
    for number, cell in enumerate(cells, 1):
        if len(cell) > LONGEST_CELL:
            words = {"number": str(number), "length": f"{len(cell):,}", "limit": f"{LONGEST_CELL:,}"}
            return MalformedError(line, "cell_long_at", **words)
    return None


def nul(table: str, text: str) -> Finding:
    """The finding on a text with a NUL character, at the first of them."""
    return Finding("FQ-F04", table, text.count("\n", 0, text.index("\0")) + 1, values={"case": "nul"})


class Row(dict[str, str]):
    """One record: its cells by column, "" in a column that it does not have. It is never changed.

    Attributes:
        table: the name of its table.
        line: the file line that it starts on; the header is line 1.
        key: its primary key; "" if unknown.

    >>> row = Row("units", 2, "mu", {"unit_id": "mu"})
    >>> row["unit_id"], row["factor"], row.with_cells({"factor": "1"}).line
    ('mu', '', 2)
    """

    # A dict looks up a cell in C, and the rules look up half a million of each package.
    __slots__ = ("key", "line", "table")

    def __init__(
        self, table: str, line: int, key: str, cells: Mapping[str, str] | Iterable[tuple[str, str]]
    ) -> None:
        self.update(cells)
        self.table, self.line, self.key = table, line, key

    def __missing__(self, column: str) -> str:
        return ""

    @property
    def cells(self) -> Mapping[str, str]:
        """The cells by column."""
        return self

    def with_cells(self, cells: Mapping[str, str]) -> Row:
        """The row with other cells in some columns."""
        return Row(self.table, self.line, self.key, {**self, **cells})

    def finding(self, code: str, at: str = "", /, *others: Row, **values: object) -> Finding:
        """A finding at this row, and the others it was compared with; its values are made visible."""
        words = {name: visible(str(value)) for name, value in values.items()}
        spots = tuple((row.table, row.key) for row in others)
        return Finding(code, self.table, self.line, at, visible(self.key), words, others=spots)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text.

    Attributes:
        name: its name.
        columns: its columns as the header has them.
        rows: its rows.
        aside: the cells of each malformed record, by line; none where they cannot be separated.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    aside: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    _read: dict[str, Sequence[str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def of_records(
        cls,
        name: str,
        columns: Sequence[str],
        key: str,
        records: Sequence[tuple[int, Sequence[str]]],
        aside: Mapping[int, tuple[str, ...]],
    ) -> Table:
        """A table of records with their lines, each of which has as many cells as there are columns."""
        at = columns.index(key) if key in columns else None
        rows = tuple(
            Row(name, line, "" if at is None else cells[at], zip(columns, cells, strict=False))
            for line, cells in records
        )
        table = cls(name, tuple(columns), rows, aside)
        table._read.update(zip(columns, zip(*(cells for _, cells in records), strict=True), strict=False))
        return table

    def column(self, name: str) -> Sequence[str]:
        """The cells of a column, from the first row on; made once, since keys, cells and rules ask for it."""
        if name not in self._read:
            self._read[name] = tuple(map(itemgetter(name), self.rows))
        return self._read[name]

    def without(self, lines: set[int]) -> Table:
        """The table less the rows on these lines."""
        return replace(self, rows=tuple(row for row in self.rows if row.line not in lines))


def no_row(table: str, line: int, columns: Sequence[str], cells: Sequence[str]) -> Finding | None:
    """The finding on a record that is something else than a row: the header again, a total, a note.

    >>> [no_row("t", 9, "ab", cells) is None for cells in (["a", "b"], ["合计", ""], ["1", "2"])]
    [False, False, True]
    """
    filled = [each.strip() for each in cells if each]
    if [*cells] == [*columns]:
        case = "header"
    elif filled and filled[0] in TOTALS and 2 * len(filled) <= len(columns):
        case = "total"
    # With fewer cells, it may be the rest of a cell that a line break cut: that is not to be removed.
    elif len(filled) == 1 and len(cells) == len(columns) > 1 and not filled[0].isascii():
        case = "note"
    else:
        return None
    return Finding(NO_ROW, table, line, values={"case": case, "text": visible(filled[0])})


def misshapen(table: str, line: int, columns: Sequence[str], cells: Sequence[str]) -> Finding | None:
    """What is wrong with the number of cells of a record, if anything.

    >>> [misshapen("t", 2, "ab", cells).code for cells in ([], ["", ""], ["1"], ["1", "", ""])]
    ['FQ-S07', 'FQ-S07', 'FQ-S05', 'FQ-S06']
    """
    if len(cells) == len(columns) and any(cells):
        return None
    if len(cells) == 1 and is_marker(cells[0]):
        return Finding("FQ-F04", table, line, values={"case": "marker", "where": str(line), "text": cells[0]})
    code = NO_ROW if not any(cells) else "FQ-S05" if len(cells) < len(columns) else "FQ-S06"
    return Finding(code, table, line, values={"cells": str(len(cells)), "wanted": str(len(columns))})


def decode(name: str, data: bytes) -> tuple[str, list[Finding]]:
    """The text of a UTF-8 file without its mark; "" where it is not UTF-8, with the finding on it."""
    if kind := workbook(data):
        return "", [Finding("FQ-F04", name, values={"case": "workbook", "kind": kind})]
    if (kind := other_kind(data)) == "compressed":
        return "", [undecodable(name, data, 0, kind)]
    if kind:
        return "", [Finding("FQ-F04", name, values={"case": kind})]
    # In two-byte encodings, every other byte of a header is zero.
    others, zeros = sorted((data[1:1_000:2].count(0), data[:1_000:2].count(0)))
    half_zeros = zeros * 4 > min(len(data), 1_000) > 3 and others * 8 < min(len(data), 1_000)
    if half_zeros or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [Finding("FQ-F02", name, 1, values={"byte": "1", "where": "1", "guess": "utf16"})]
    data = data.removeprefix(BOM)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as problem:
        return "", [undecodable(name, data, problem.start, encoding_guess(data))]


def undecodable(name: str, data: bytes, start: int, guess: str = "") -> Finding:
    """The finding on a file of another encoding than it should have, at its first invalid byte."""
    line = data.count(b"\n", 0, start) + 1
    byte = start - (data.rfind(b"\n", 0, start) + 1) + 1
    words = {"byte": str(byte), "where": str(line), "guess": guess}
    case = {"case": guess} if guess in (MIXED, "compressed") else {}
    return Finding("FQ-F02", name, line, values={**case, **words})


def workbook(data: bytes) -> str:
    """The ending of the Excel workbook that some bytes are, "" where they are none.

    >>> workbook(b"PK\\x03\\x04, then xl/workbook.xml"), workbook(b"area_id,name_zh")
    ('.xlsx', '')
    """
    if data.startswith(b"PK\x03\x04"):  # names of files are never compressed
        return ".xlsx" if b"xl/workbook" in data or b"xl/worksheets" in data else ""
    return ".xls" if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") else ""


def other_kind(data: bytes) -> str:
    """What a file is by its first bytes if it is no text of a table at all, by its case; "" for most.

    >>> [other_kind(each) for each in (b"\\n<!DOCTYPE html>", b"%PDF-1.7", b"PK\\x03\\x04", b"area_id,<name>")]
    ['web_page', 'pdf', 'compressed', '']
    """
    start = data[:100].removeprefix(BOM).lstrip().lower()
    return next((kind for kind, starts in _OTHER_KINDS.items() if start.startswith(starts)), "")


def cut_off(name: str, recorded: object, size: int, end: bytes) -> Finding | None:
    """The finding on a file shorter than `recorded` by more than a line end, whose last line does not end."""
    if not isinstance(recorded, int) or recorded <= size + 1 or not end or end.endswith((b"\n", b"\r")):
        return None
    words = {"case": "cut_off", "size": f"{size:,}", "recorded": f"{recorded:,}"}
    return Finding("FQ-F04", name, values=words)


def records(text: str, dialect: Mapping[str, Any] = _STANDARD) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each record, the header first; `dialect` has options of the module `csv`.

    Raises:
        MalformedError: the quotes do not pair, or a record, a cell or their number is over its limit.

    >>> list(records('a,b\\n1,"x\\ny"\\n2,z\\n'))
    [(1, ['a', 'b']), (2, ['1', 'x\\ny']), (4, ['2', 'z'])]
    """
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for found in _LINE.finditer(text):
            each = found[0]
            taken += len(each)
            if taken > LONGEST_RECORD:
                raise MalformedError(line, "row_long", limit=f"{LONGEST_RECORD:,}")
            yield each

    # A short text has nothing over a limit, and its copy is short too.
    short = len(text) <= LONGEST_CELL
    reader = csv.reader(io.StringIO(text, newline="") if short else lines(), strict=True, **dialect)
    line = 1
    try:
        for number, cells in enumerate(reader):
            if number > MOST_RECORDS:
                raise MalformedError(line, "many_rows", limit=f"{MOST_RECORDS:,}")
            if not short and (long := long_cell(line, cells)):
                raise long
            yield line, cells
            line, taken = reader.line_num + 1, 0
    except MalformedError:
        raise
    except csv.Error as problem:
        raise MalformedError(line, "row", problem=str(problem)) from None
