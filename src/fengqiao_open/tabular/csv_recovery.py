"""Records read one by one, continuing after malformed ones.

A record is malformed where its quotes do not pair, or where it has no end within limits. Reading goes on at
the line after its first one, so that one lone quote does not swallow the rest of a file.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..datapackage.characters import visible
from ..datapackage.files import LONGEST_CELL
from ..findings.report import Finding
from .canonical_csv import cells as separate
from .canonical_csv import unquoted
from .csv import LONGEST_RECORD, MalformedError, decode, long_cell
from .encodings import reread

# Bytes that are not UTF-8, from `split_lines`.
_HALF = re.compile("[\udc80-\udcff]")


def split_lines(data: bytes | bytearray) -> list[str]:
    """The lines of some bytes with their ends (LF, CRLF, CR); bytes that are not UTF-8 become surrogates."""
    return list(io.StringIO(data.decode("utf-8", "surrogateescape"), newline=""))


def single_records(
    lines: Sequence[str], *, more: bool = False
) -> Iterator[tuple[int, int, list[str] | None]]:
    """Of each record its first line, from 0, the line after it, and its cells; None where it is malformed.

    Where `more` lines follow, a record that may not end with these is left out, and what is after it.

    >>> list(single_records(['a,"x\\n', 'y"\\n', '"b" c,z\\n', 'd,5"\\n', 'e,"\\n']))
    [(0, 2, ['a', 'x\\ny']), (2, 3, None), (3, 4, ['d', '5"']), (4, 5, None)]
    >>> list(single_records(['d,5"\\n', 'e,"\\n'], more=True))
    [(0, 1, ['d', '5"'])]
    """
    taken, first = 0, 0
    unended = more and bool(lines) and not lines[-1].endswith("\n")

    def measured(start: int) -> Iterator[str]:
        nonlocal taken
        for number in range(start, len(lines)):
            taken += len(lines[number])
            if taken > LONGEST_RECORD:
                raise csv.Error(f"a record has more than {LONGEST_RECORD:,} characters")
            yield lines[number]

    while first < len(lines):
        at, taken = first, 0
        reader = csv.reader(measured(at), strict=True)
        try:
            for cells in reader:
                after = at + reader.line_num
                if unended and after == len(lines):
                    return
                yield first, after, cells
                first, taken = after, 0
        except csv.Error:
            open_still = at + reader.line_num == len(lines) and taken <= LONGEST_RECORD
            if (more and open_still) or (unended and first + 1 == len(lines)):
                return
            yield first, first + 1, None
            first += 1


def unreadable_record(
    table: str, line: int, lines: Sequence[str], cells: Sequence[str] | None
) -> Finding | None:
    """The finding on a malformed record: lone quotes, bytes of another encoding, NUL, a cell without end."""
    for number, text in enumerate(lines):
        if not text.isascii() and _HALF.search(text):
            return _of_another_encoding(table, line + number, text.encode("utf-8", "surrogateescape"))
    if cells is not None and any("\0" in cell for cell in cells):
        return MalformedError(line, "row_nul").finding(table)
    if cells is not None:
        fault = long_cell(line, cells)
    elif len(lines[0]) <= LONGEST_CELL:
        fault = MalformedError(line, "row_quotes")
    else:  # the module csv refuses a long cell as it does a lone quote
        split = [unquoted(lines[0][start:end]) for *_, start, end in separate(lines[0])]
        endless = MalformedError(line, "row_long", limit=f"{LONGEST_RECORD:,}")
        lone = endless if len(lines[0]) > LONGEST_RECORD else MalformedError(line, "row_quotes")
        fault = long_cell(line, split) or lone
    return fault.finding(table) if fault else None


def _of_another_encoding(table: str, line: int, data: bytes) -> Finding:
    """The finding on one line that is not UTF-8, as the lines around it are, with what it is in GB18030."""
    wrong = decode(table, data)[1][0]
    text = reread(data).rstrip("\r\n")
    words = {
        **wrong.values,
        "case": "line" if text else "one_line",
        "where": str(line),
        "text": visible(text),
    }
    return replace(wrong, line=line, values=words)
