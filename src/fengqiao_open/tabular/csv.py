"""CSV files as rows of text with line numbers, before types are applied."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from ..datapackage.characters import visible
from ..datapackage.files import LONGEST_CELL
from ..datapackage.package import MOST_RECORDS as MOST_RECORDS
from ..findings.report import Finding

BOM = b"\xef\xbb\xbf"
# A longer record is a lost quote or an attack; the limit is applied before its cells can fill the memory.
LONGEST_RECORD = 1_000_000
_STANDARD: Mapping[str, Any] = MappingProxyType({})
# A line with its end, or a part of one that is too long; StringIO would copy the text at four times its size.
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


def nul(table: str, text: str) -> Finding:
    """The finding on a text with a NUL character, at the first of them."""
    return Finding("FQ-F04", table, text.count("\n", 0, text.index("\0")) + 1, values={"case": "nul"})


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its table, the file line it starts on (the header is line 1), and its cells by column."""

    table: str
    line: int
    key: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

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

    def without(self, lines: set[int]) -> Table:
        """The table less the rows on these lines."""
        return replace(self, rows=tuple(row for row in self.rows if row.line not in lines))


def misshapen(table: str, line: int, columns: Sequence[str], cells: Sequence[str]) -> Finding | None:
    """What is wrong with the number of cells of a record, if anything.

    >>> [misshapen("t", 2, "ab", cells).code for cells in ([], ["", ""], ["1"], ["1", "", ""])]
    ['FQ-S07', 'FQ-S07', 'FQ-S05', 'FQ-S06']
    """
    if len(cells) == len(columns) and any(cells):
        return None
    code = "FQ-S07" if not any(cells) else "FQ-S05" if len(cells) < len(columns) else "FQ-S06"
    return Finding(code, table, line, values={"cells": str(len(cells)), "wanted": str(len(columns))})


def decode(name: str, data: bytes) -> tuple[str, list[Finding]]:
    """The text of a file, and what is wrong with its bytes; the text is "" where they cannot be read."""
    # In two-byte encodings, every other byte of a header is zero.
    others, zeros = sorted((data[1:1_000:2].count(0), data[:1_000:2].count(0)))
    half_zeros = zeros * 4 > min(len(data), 1_000) > 3 and others * 8 < min(len(data), 1_000)
    if half_zeros or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [Finding("FQ-F02", name, 1, values={"byte": "1", "where": "1", "guess": "utf16"})]
    found = []
    if data.startswith(BOM):
        found.append(Finding("FQ-F03", name, 1))
        data = data[len(BOM) :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return "", [*found, undecodable(name, data, problem.start, encoding_guess(data))]
    return text, found + _line_ends(name, text)


def undecodable(name: str, data: bytes, start: int, guess: str = "") -> Finding:
    """The finding on a file of another encoding than it should have, at its first invalid byte."""
    line = data.count(b"\n", 0, start) + 1
    byte = start - (data.rfind(b"\n", 0, start) + 1) + 1
    return Finding("FQ-F02", name, line, values={"byte": str(byte), "where": str(line), "guess": guess})


def cut_off(name: str, recorded: object, size: int, end: bytes) -> Finding | None:
    """The finding on a file shorter than `recorded` by more than a line end, whose last line does not end."""
    if not isinstance(recorded, int) or recorded <= size + 1 or not end or end.endswith((b"\n", b"\r")):
        return None
    words = {"case": "cut_off", "size": f"{size:,}", "recorded": f"{recorded:,}"}
    return Finding("FQ-F04", name, values=words)


def is_gb18030(data: bytes) -> bool:
    """Whether a file is GB18030 throughout: several lines are nothing else, and none has Chinese in UTF-8.

    >>> one, two = "\u51e4\u6865\\n", "\u4e09\u4ea9\\n"
    >>> is_gb18030((one + two).encode("gb18030")), is_gb18030(one.encode() + two.encode("gb18030"))
    (True, False)
    """
    if data.isascii():
        return False
    others = short = 0
    for line in (each for each in data.split(b"\n") if not each.isascii()):
        try:
            # The two bytes of one Chinese character in GB18030 may be those of a Latin letter in UTF-8.
            if max(line.decode("utf-8")) > "\u07ff":
                return False
            short += 1
        except UnicodeDecodeError:
            others += 1
        try:
            line.decode("gb18030")
        except UnicodeDecodeError:
            return False
    return others > max(1, short)


def encoding_guess(data: bytes) -> str:
    """What content that is not UTF-8 looks like, by its name in forms.toml; "" where nothing is likely."""
    if data.startswith((b"\x1f\x8b", b"PK\x03\x04")):
        return "compressed"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "gb18030"


def _line_ends(name: str, text: str) -> list[Finding]:
    if (at := text.find("\r")) >= 0:
        ending, count = "CRLF" if text[at : at + 2] == "\r\n" else "CR", text.count("\r")
    elif text and not text.endswith("\n"):
        ending, count, at = "none", 1, len(text)
    else:
        return []
    line = text.count("\n", 0, at) + 1
    return [Finding("FQ-F05", name, line, values={"where": str(line), "ending": ending, "count": str(count)})]


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

    reader = csv.reader(lines(), strict=True, **dialect)
    line = 1
    try:
        for number, cells in enumerate(reader):
            if number > MOST_RECORDS:
                raise MalformedError(line, "many_rows", limit=f"{MOST_RECORDS:,}")
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise MalformedError(line, "cell_long", limit=f"{LONGEST_CELL:,}")
            yield line, cells
            line, taken = reader.line_num + 1, 0
    except MalformedError:
        raise
    except csv.Error as problem:
        raise MalformedError(line, "row", problem=str(problem)) from None
