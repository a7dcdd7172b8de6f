"""A CSV file as spreadsheets and editors save it, in the canonical format: UTF-8 without mark, commas, LF.

What Excel and pandas write is read: a mark, CRLF, GB18030, UTF-16, semicolons or tabs, a line `sep=`, empty
columns at the right, row numbers at the left, rows without content at the end. No cell changes, and no line
number: a spreadsheet does not show the line `sep=`, which is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby

from ..findings.catalogue import in_both, joined
from ..findings.report import Finding
from .csv import BOM, MalformedError, decode, records
from .encodings import is_gb18030

#: A file in another format than the canonical one, whose cells are read nevertheless.
OTHER_FORMAT = "FQ-F03"
#: Those of its differences with which a file of any size is read.
READ_IN_PARTS = frozenset(("bom", "crlf", "cr", "no_last_end", "empty_rows"))
# A cell with what ends it; whether it is quoted decides what it may hold.
_CELL = r'("(?:[^"]++|"")*+"|[^{0}\r\n]*)({0}|\r\n|\r|\n|\Z)'
_ENDS = re.compile(r"\r\n|\r|\n")
_NEEDS_QUOTES = re.compile(r'[",\r\n]')
_SEP_LINE = re.compile(r'"?sep=([^\r\n"])\1*+"?(?:\r\n|\r|\n)\ufeff?', re.IGNORECASE)
#: How the header of a file begins to which pandas added the numbers of the rows.
_INDEX = (",", '"",', ";", "\t", "Unnamed: 0")
_EMPTY_ROW = re.compile(r",*+\n")
#: The delimiters beside the comma, by their names in forms.toml.
_DELIMITERS = {";": "semicolon", "\t": "tab"}


def canonical(table: str, data: bytes, columns: Sequence[str]) -> tuple[str, list[Finding]]:
    """The text of a file in the canonical format, and the finding on how it is written instead.

    The text is "" where it cannot be read: its encoding is not sure, or its delimiter is not sure.

    Args:
        table: the name of the table, for findings.
        data: the content of the file.
        columns: the columns of the table, which tell the delimiter.

    >>> text, (found,) = canonical("t", b"\\xef\\xbb\\xbfsep=;\\r\\na;b;\\r\\n1,5;x;\\r\\n", ["a", "b"])
    >>> text, found.values["forms"]
    ('a,b\\n"1,5",x\\n', 'bom, sep_line, semicolon, empty_columns, crlf')
    """
    text, forms, wrong = _decoded(table, data)
    if wrong:
        return "", [*other_format(table, forms), *wrong]
    written, text = text, _with_lf(text)
    if declared := _SEP_LINE.match(text):
        text = text[declared.end() :]
        forms.append("sep_line")
    delimiter = _delimiter(text, columns, declared[1] if declared else ",")
    if delimiter != ",":
        forms.append(_DELIMITERS.get(delimiter, "delimiter"))
    try:
        width, surplus = _widths(text, delimiter)
        numbered = text.startswith(_INDEX) and _has_index(text, delimiter, columns)
        if surplus or numbered or delimiter != "," or "\r" in text:
            text = _rewritten(text, delimiter, width, surplus, first=int(numbered))
    except _UnevenError as problem:
        return "", [problem.finding(table, forms[-1])]
    except MalformedError as problem:
        if delimiter != ",":
            words = {"case": "delimiter_quotes", "delimiter": forms[-1]}
            return "", [Finding("FQ-F04", table, problem.line, values=words)]
        # Which line ends are within cells cannot be told.
        text, surplus, numbered = _ENDS.sub("\n", text), 0, False
    if surplus:
        forms.append("empty_columns")
    if numbered:
        forms.append("index_column")
    text = text if text.endswith("\n") or not text else f"{text}\n"
    if (end := _end_of_rows(text)) < len(text):
        text = text[:end]
        forms.append("empty_rows")
    return text, other_format(table, [*forms, *_ends_changed(written, text)])


def _decoded(table: str, data: bytes) -> tuple[str, list[str], list[Finding]]:
    """The text of a file, its encoding by the names of its differences, and the finding where it is not
    sure.
    """
    text, wrong = decode(table, data)
    if wrong and wrong[0].code == "FQ-F02":
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            with suppress(UnicodeDecodeError):
                text = data.decode("utf-16")
                return (text, ["utf16"], []) if "\0" not in text else ("", [], wrong)
        if is_gb18030(data):
            return data.decode("gb18030").removeprefix("\ufeff"), ["gb18030"], []
    return text, ["bom"] * data.startswith(BOM), wrong


def other_format(table: str, forms: Iterable[str]) -> list[Finding]:
    """The finding on a file in another format, by the names of its differences; none where there are none."""
    listed = list(dict.fromkeys(forms))
    words = joined("forms", [in_both("csv_format", each) for each in listed])
    return [Finding(OTHER_FORMAT, table, values={"forms": ", ".join(listed), **words})] if listed else []


def cells(text: str, delimiter: str = ",") -> Iterator[tuple[int, int, int, int]]:
    """Each cell of a CSV text: the line on which its record starts, its number in the record, start and end.

    >>> list(cells("a,b\\n1,2\\n"))
    [(1, 0, 0, 1), (1, 1, 2, 3), (2, 0, 4, 5), (2, 1, 6, 7)]
    """
    pattern = re.compile(_CELL.format(re.escape(delimiter)))
    line, record, number, at = 1, 1, 0, 0
    while at < len(text) or number:  # after a last comma there is one more cell
        match = pattern.match(text, at)
        if match is None:
            return
        yield record, number, match.start(1), match.end(1)
        line += len(_ENDS.findall(match[0]))
        number = number + 1 if match[2] == delimiter else 0
        record = record if match[2] == delimiter else line
        at = match.end()


class _UnevenError(Exception):
    """A file with another delimiter, of which a row has another number of cells than its header."""

    def finding(self, table: str, delimiter: str) -> Finding:
        line, count, wanted = self.args
        words = {"case": "delimiter", "where": str(line), "cells": str(count), "wanted": str(wanted)}
        return Finding("FQ-F04", table, values={**words, "delimiter": delimiter})


def _with_lf(text: str) -> str:
    """The text with LF where all its lines end in CRLF, or in CR: then those within cells are no others."""
    if "\r" not in text:  # as in most files
        return text
    crlf, cr, lf = (text.count(each) for each in ("\r\n", "\r", "\n"))
    return text.replace("\r\n", "\n") if crlf == cr == lf else text.replace("\r", "\n") if not lf else text


def _ends_changed(before: str, after: str) -> Iterator[str]:
    """Which line ends of a text are LF in the other; what is within a cell of both is none."""
    if "\r" in before:
        crlf, kept = before.count("\r\n"), after.count("\r\n")
        if crlf > kept:
            yield "crlf"
        if before.count("\r") - crlf > after.count("\r") - kept:
            yield "cr"
    if before and not before.endswith(("\n", "\r")):
        yield "no_last_end"


def other_delimiter(text: str, columns: Sequence[str]) -> str:
    """The delimiter other than a comma under which a header names most columns, by its name; "" for none."""
    return _DELIMITERS.get(_delimiter(text, columns, ","), "")


def _delimiter(text: str, columns: Sequence[str], declared: str) -> str:
    """The delimiter under which the header names most columns."""
    header = text[: text.find("\n")] if "\n" in text else text
    found = {
        each: len({cell.strip('" \r') for cell in header.split(each)} & set(columns))
        for each in (",", *_DELIMITERS, declared)
    }
    return max(found, key=lambda each: found[each])


def _widths(text: str, delimiter: str) -> tuple[int, int]:
    """How many columns have a name, and how many more, at the right, have none.

    Cells beyond a full header are no empty columns: a comma within a text may have moved them there.
    """
    read = records(text, {"delimiter": delimiter})
    header = next(read, (1, []))[1]
    nameless = next((at for at, cell in enumerate(reversed(header)) if cell), 0)
    width = len(header) - nameless
    if nameless or delimiter != "," or "\r" in text:
        for line, row in read:  # to the end: its quotes must pair
            if delimiter != "," and row and len(row) not in (width, len(header)):
                raise _UnevenError(line, len(row), len(header))
    return width, nameless


def _end_of_rows(text: str) -> int:
    """Where the last row with content ends; at least the header is one.

    A line of nothing but commas is within no quoted cell: after it, a quote would close the cell.
    """
    end = len(text)
    while (start := text.rfind("\n", 0, max(end - 1, 0)) + 1) and _EMPTY_ROW.fullmatch(text, start, end):
        end = start
    return end


def _has_index(text: str, delimiter: str, columns: Sequence[str]) -> bool:
    """Whether the first column of a file numbers the rows, and the others are those of its table."""
    (_, header), *rows = records(text, {"delimiter": delimiter})
    numbers = [cells[0] for _, cells in rows if cells]
    counted = (range(start, start + len(numbers)) for start in (0, 1))
    return header[1 : len(columns) + 1] == [*columns] and any(
        numbers == [*map(str, each)] for each in counted
    )


def _rewritten(text: str, delimiter: str, width: int, surplus: int, *, first: int = 0) -> str:
    """The text with commas and LF between cells and records, from a `first` cell on, without surplus ones."""
    lines = []
    for _, record in groupby(cells(text, delimiter), key=lambda each: each[0]):
        row = [text[start:end] for *_, start, end in record]
        if surplus and len(row) == width + surplus and {*row[width:]} <= {"", '""'}:
            row = row[:width]
        row = row[first:]
        if delimiter != ",":
            row = [quoted(unquoted(cell)) for cell in row]
        lines.append(",".join(row) + "\n")
    return "".join(lines)


def unquoted(cell: str) -> str:
    """The text of a cell as it is written in a file."""
    return cell[1:-1].replace('""', '"') if cell.startswith('"') and len(cell) > 1 else cell


def quoted(cell: str) -> str:
    """A text as it is written in a canonical file: with quotes where it needs them."""
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if _NEEDS_QUOTES.search(cell) else cell


def has_bytes(table: str, data: bytes, columns: Sequence[str], recorded: int) -> bool:
    """Whether a file has the recorded bytes in the canonical format: in another one, it may be shorter."""
    text, _ = canonical(table, data, columns)
    return recorded <= len(text.encode("utf-8"))
