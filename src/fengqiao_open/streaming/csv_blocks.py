"""A CSV of any size as blocks of complete records, each with its first file line.

Quotes pair where each that opens is at the start of a cell and each that closes at its end, except for two
that escape one. A line end then ends a record if an even number of quotes is before it. Where quotes do not
pair, as with a lone quote, records are read one by one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import numpy as np
import numpy.typing as npt

from ..tabular.csv import LONGEST_RECORD
from ..tabular.csv_recovery import single_records, split_lines

Bytes = bytes | bytearray | memoryview
Positions = npt.NDArray[np.int64]
#: Large enough that a block's parsing outweighs its handling, small enough that a few fit in any memory.
BLOCK = 16 * 2**20
# Looked at at once, from the end of a file.
_PIECE = 2**19
# In bytes, of which a character has at most four.
_LONGEST = 4 * LONGEST_RECORD
_QUOTE, _LF, _CR = ord('"'), ord("\n"), ord("\r")
# What fits into the cache of a core.
_CACHED = 2**17
# What is next to a quoted cell, and next to an escaped quote.
_NEXT_TO_QUOTE = np.zeros(256, dtype=bool)
_NEXT_TO_QUOTE[[ord(","), _LF, ord("\r"), _QUOTE]] = True


@dataclass(frozen=True, slots=True)
class Block:
    """Complete records of a CSV, which findings name as `file`.

    Attributes:
        line: the file line of the first; the header is line 1.
        lines: the number of line ends.
        start: the byte of the file that it begins at; 0 where it lacks some of the bytes after that.
        last: whether the file ends with it.
        paired: whether its quotes pair.
    """

    file: str
    data: bytes | bytearray
    line: int
    lines: int
    start: int = 0
    last: bool = False
    paired: bool = True


def rows_end(stream: IO[bytes]) -> int:
    r"""Where the last row with content ends: a spreadsheet leaves rows of commas below. The stream stays.

    >>> import io
    >>> rows_end(io.BytesIO(b"1,,\n,,\n,,\n"))
    4
    """
    start, end = stream.tell(), stream.seek(0, 2)
    at, content = end, b""
    while at > start and not content:
        piece = max(start, at - _PIECE)
        stream.seek(piece)
        content = stream.read(at - piece).rstrip(b",\r\n")
        at = piece + len(content)
    stream.seek(at)
    # The last row may end in commas itself.
    line = re.search(rb"\r\n|\r|\n", stream.read(LONGEST_RECORD)) if at > start else None
    stream.seek(start)
    return start if at == start else at + line.end() if line else end


def blocks(stream: IO[bytes], file: str, *, size: int = BLOCK, end: int | None = None) -> Iterator[Block]:
    """The records after the header, in blocks of about `size` bytes, up to the byte `end` of the file.

    >>> import io
    >>> parts = list(blocks(io.BytesIO(b'1,"x\\ny"\\n2,z\\n3,w\\n'), "a.csv", size=9))
    >>> [(each.line, bytes(each.data)) for each in parts]
    [(2, b'1,"x\\ny"\\n'), (4, b'2,z\\n3,w\\n')]
    """
    rest, line, begin, last = b"", 2, stream.tell(), False
    end = sys.maxsize if end is None else end
    while not last:
        data = _read(stream, rest, min(size, end - stream.tell()))
        last = len(data) == len(rest)
        # A line without end is invalid however it continues.
        if len(rest) > _LONGEST and not last and not _has_line_end(data, len(rest)):
            continue
        cut, paired = (len(data), _all_paired(data)) if last else _records_end(data)
        rest = bytes(data[cut:])
        del data[cut:]
        if data:
            after, lines = stream.tell() - len(rest), line_ends(data)
            start = begin if after - begin == len(data) else 0
            yield Block(file, data, line, lines, start, last, paired)
            line, begin = line + lines, after
        if len(rest) > _LONGEST and not _has_line_end(rest):
            rest = rest[: _LONGEST + 1]


def _read(stream: IO[bytes], rest: bytes, size: int) -> bytearray:
    """The rest and up to `size` bytes more."""
    # Allocated at full length: a buffer that grows is copied again and again.
    data = bytearray(len(rest) + size)
    data[: len(rest)] = rest
    with memoryview(data) as view:
        end = len(rest) + stream.readinto(view[len(rest) :])  # type: ignore[attr-defined]
    del data[end:]
    return data


def _has_line_end(data: bytes | bytearray, start: int = 0) -> bool:
    return data.find(b"\n", start) >= 0 or data.find(b"\r", start) >= 0


def _all_paired(data: bytearray) -> bool:
    """Whether the quotes pair, and the last is closed."""
    places = quotes(data)
    return len(places) % 2 == 0 and quotes_pair(data, places)


def _records_end(data: bytearray) -> tuple[int, bool]:
    """Where the last complete record ends, and whether the quotes before it pair."""
    cut, places = data.rfind(b"\n") + 1, quotes(data)
    places = places[: np.searchsorted(places, cut)]
    if quotes_pair(data, places):
        while cut and (before := int(np.searchsorted(places, cut))) % 2:
            cut = data.rfind(b"\n", 0, int(places[before - 1])) + 1
        if cut or len(data) <= _LONGEST:
            return cut, True
    lines = split_lines(bytes(data))
    end = max((after for _, after, _ in single_records(lines, more=True)), default=0)
    return len("".join(lines[:end]).encode("utf-8", "surrogateescape")), False


def quotes(data: Bytes) -> Positions:
    """The positions of the quotes."""
    found = [np.flatnonzero(part) + at for at, part in _matches(data, _QUOTE)]
    return np.concatenate(found) if found else np.empty(0, np.int64)


def _matches(data: Bytes, byte: int) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    """Which bytes are this one, in parts that fit into the cache of a core, each with its position."""
    cells = np.frombuffer(data, np.uint8)
    for at in range(0, len(cells), _CACHED):
        yield at, cells[at : at + _CACHED] == byte


def quotes_pair(data: Bytes, places: Positions) -> bool:
    """Whether the quotes at these places pair: their number then tells what is quoted. The last may be open.

    >>> [quotes_pair(each, quotes(each)) for each in (b'a,"b""c",', b'a,"b', b'5",b', b'"a"b')]
    [True, True, False, False]
    """
    if not len(places):
        return True
    cells = np.frombuffer(data, np.uint8)
    opening, closing = places[::2], places[1::2]
    left = np.where(opening > 0, cells[opening - 1], _LF)
    right = np.where(closing + 1 < len(cells), cells[np.minimum(closing + 1, len(cells) - 1)], _LF)
    return bool(_NEXT_TO_QUOTE[left].all() and _NEXT_TO_QUOTE[right].all())


def other_line_ends(data: bytes | bytearray, *, paired: bool, last: bool) -> Iterator[str]:
    """How lines end that do not end in LF; where quotes do not pair, what is within cells cannot be told.

    >>> list(other_line_ends(b'a,"x\\r\\ny"\\nb\\r\\nc', paired=True, last=True))
    ['crlf', 'no_last_end']
    """
    if b"\r" in data:
        cells = np.frombuffer(data, np.uint8)
        at = np.flatnonzero(cells == _CR)
        if paired:
            at = at[np.searchsorted(quotes(data), at) % 2 == 0]
        lf_next = np.zeros(len(at), dtype=bool)
        lf_next[at + 1 < len(cells)] = cells[at[at + 1 < len(cells)] + 1] == _LF
        if lf_next.any():
            yield "crlf"
        if not lf_next.all():
            yield "cr"
    if last and not data.endswith((b"\n", b"\r")):
        yield "no_last_end"


def line_ends(data: bytes | bytearray) -> int:
    """The number of line ends as an editor counts them: LF, CRLF or CR.

    >>> line_ends(b"a\\r\\nb\\nc\\rd")
    3
    """
    # Where a byte is frequent, several times as fast as `bytes.count`.
    found = sum(int(np.count_nonzero(part)) for _, part in _matches(data, _LF))
    return found + data.count(b"\r") - data.count(b"\r\n") if b"\r" in data else found
