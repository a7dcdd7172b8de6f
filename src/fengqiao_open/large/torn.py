"""Records read one by one as those of a small file are, past those that are torn.

A record is torn where its quotes do not pair, or where it has no end within measure. The next is then looked for
on the line after the one on which it starts, so that one lone quote does not swallow the rest of a file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from ..rows import LONGEST_RECORD


def split_lines(data: bytes | bytearray) -> list[str]:
    """The lines of some bytes with their ends (LF, CRLF or CR); bytes that are no UTF-8 are kept as half characters."""
    return list(io.StringIO(data.decode("utf-8", "surrogateescape"), newline=""))


def single_records(
    lines: Sequence[str], *, more: bool = False
) -> Iterator[tuple[int, int, list[str] | None]]:
    """Of each record its first line, the line after it, and its cells; None in their place where it is torn.

    Args:
        lines: lines with their ends, counted from 0.
        more: whether other lines follow; a record that may not end with these is then left out, with what is after it.

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
