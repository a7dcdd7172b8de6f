"""A CSV of any size in blocks of complete records, each with its first file line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import numpy as np
import numpy.typing as npt

from ..findings.report import Finding
from ..tabular.csv import LONGEST_RECORD, decode
from ..tabular.csv_recovery import single_records, split_lines
from .csv_quotes import count, line_ends, pair, quotes

#: Large enough that a block's parsing outweighs its handling, small enough that a few fit in any memory.
BLOCK = 16 * 2**20
# What is read and looked at at once fits into the cache of a core.
_PIECE = 2**19
# In bytes, of which a character has at most four.
_LONGEST = 4 * LONGEST_RECORD


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records of a CSV.

    Attributes:
        file: the file as findings name it.
        data: the bytes of the records, line ends included.
        line: the file line of the first, the header being line 1.
        ends: how many lines end in them.
        last: whether the file ends with it.
        paired: whether its quotes pair.
        bare: whether it is known to hold neither CR nor NUL.
    """

    file: str
    data: bytes | bytearray
    line: int
    ends: int
    last: bool = False
    paired: bool = True
    bare: bool = False


def read_header(stream: IO[bytes], table: str) -> tuple[list[str], list[Finding]]:
    """The names in the first line, and what is wrong with its bytes; the stream is left at the line after it."""
    first = stream.readline(LONGEST_RECORD)
    # A file of an old Mac is one line to those who look for LF only.
    line = first.partition(b"\r")[0] + b"\r" if b"\r" in first and not first.endswith(b"\r\n") else first
    stream.seek(len(line))
    text, found = decode(table, line)
    return next(csv.reader(io.StringIO(text, newline="")), []), found


def blocks(stream: IO[bytes], file: str, *, size: int = BLOCK) -> Iterator[Block]:
    """The records after the header, in blocks of about `size` bytes.

    >>> parts = list(blocks(io.BytesIO(b'1,"x\\ny"\\n2,z\\n3,w\\n'), "a.csv", size=9))
    >>> [(each.line, bytes(each.data)) for each in parts]
    [(2, b'1,"x\\ny"\\n'), (4, b'2,z\\n3,w\\n')]
    """
    rest, line = b"", 2
    while read := _read(stream, rest, size):
        data = read.data
        if len(rest) > _LONGEST and not _has_line_end(data, len(rest)):
            # A line without end is wrong however it goes on.
            continue
        cut, paired = _records_end(data, read.quotes)
        rest = bytes(data[cut:])
        del data[cut:]
        if data:
            ends = read.feeds - rest.count(b"\n") if read.bare else line_ends(data)
            yield Block(file, data, line, ends, paired=paired, bare=read.bare)
            line += ends
        if len(rest) > _LONGEST and not _has_line_end(rest):
            rest = rest[: _LONGEST + 1]
    if rest:
        yield Block(file, rest, line, line_ends(rest), last=True, paired=_ends_paired(rest))


@dataclass(frozen=True, slots=True)
class _Read:
    """Some bytes of a file, with the places of their quotes, how many LF there are, and whether neither CR nor NUL."""

    data: bytearray
    quotes: npt.NDArray[np.int64]
    feeds: int
    bare: bool


def _read(stream: IO[bytes], rest: bytes, size: int) -> _Read | None:
    """What was left over and up to `size` bytes more, looked at while the cache of a core holds them; None at the end."""
    # As long as it may get: what grows is copied again and again.
    data = bytearray(len(rest) + size)
    data[: len(rest)] = rest
    end, places, feeds, bare = len(rest), [quotes(rest)], count(rest, b"\n"), _is_bare(rest, 0, len(rest))
    with memoryview(data) as whole:
        while read := stream.readinto(whole[end : end + _PIECE]):  # type: ignore[attr-defined]
            piece = whole[end : end + read]
            places.append(quotes(piece) + end)
            feeds += count(piece, b"\n")
            bare = bare and _is_bare(data, end, end + read)
            end += read
            piece.release()
    del data[end:]
    return _Read(data, np.concatenate(places), feeds, bare) if end > len(rest) else None


def _is_bare(data: bytes | bytearray, start: int, end: int) -> bool:
    return data.find(b"\r", start, end) < 0 and data.find(b"\0", start, end) < 0


def _has_line_end(data: bytes | bytearray, start: int = 0) -> bool:
    return data.find(b"\n", start) >= 0 or data.find(b"\r", start) >= 0


def _records_end(data: bytearray, places: npt.NDArray[np.int64]) -> tuple[int, bool]:
    """Where the last whole record ends, and whether the quotes before it, which stand at these places, pair."""
    cut = data.rfind(b"\n") + 1
    places = places[: np.searchsorted(places, cut)]
    if pair(data, places):
        while cut and (before := int(np.searchsorted(places, cut))) % 2:
            cut = data.rfind(b"\n", 0, int(places[before - 1])) + 1
        if cut or len(data) <= _LONGEST:
            return cut, True
    lines = split_lines(bytes(data))
    end = max((after for _, after, _ in single_records(lines, more=True)), default=0)
    return len("".join(lines[:end]).encode("utf-8", "surrogateescape")), False


def _ends_paired(data: bytes) -> bool:
    places = quotes(data)
    return len(places) % 2 == 0 and pair(data, places)
