"""A CSV of any size as blocks of whole records, each with the file line on which it starts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import numpy as np

from ..findings import Finding
from ..rows import LONGEST_RECORD, decode
from .quotes import line_ends, pair, quotes
from .torn import single_records, split_lines

#: Large enough that a block's parsing outweighs its handling, small enough that a few fit in any memory.
BLOCK = 16 * 2**20
# Most records end within so many bytes.
_LOOKED_AT = 2**16
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
    """

    file: str
    data: bytes
    line: int
    ends: int
    last: bool = False
    paired: bool = True


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
    >>> [(each.line, each.data) for each in parts]
    [(2, b'1,"x\\ny"\\n'), (4, b'2,z\\n3,w\\n')]
    """
    # One buffer for all that is read, since memory that is asked for anew has to be cleared anew.
    start, end = stream.tell(), stream.seek(0, io.SEEK_END)
    stream.seek(start)
    buffer, rest, line = bytearray(min(size, end - start) + _LOOKED_AT), b"", 2
    while True:
        if len(buffer) < len(rest) + min(size, end - start):
            buffer = bytearray(2 * len(rest) + size)
        buffer[: len(rest)] = rest
        with memoryview(buffer) as whole:
            read = stream.readinto(whole[len(rest) : len(rest) + size])  # type: ignore[attr-defined]
            if not read:
                break
            if len(rest) > _LONGEST and not _has_line_end(buffer, len(rest), len(rest) + read):
                # A line without end is wrong however it goes on.
                continue
            chunk = whole[: len(rest) + read]
            cut, paired = _records_end(chunk)
            data, rest = bytes(chunk[:cut]), bytes(chunk[cut:])
            chunk.release()
        if data:
            ends = line_ends(data)
            yield Block(file, data, line, ends, paired=paired)
            line += ends
        if len(rest) > _LONGEST and not _has_line_end(rest, 0, len(rest)):
            rest = rest[: _LONGEST + 1]
    if rest:
        yield Block(file, rest, line, line_ends(rest), last=True, paired=_ends_paired(rest))


def _has_line_end(data: bytes | bytearray, start: int, end: int) -> bool:
    return data.find(b"\n", start, end) >= 0 or data.find(b"\r", start, end) >= 0


def _records_end(chunk: memoryview) -> tuple[int, bool]:
    """Where the last whole record ends, and whether the quotes before it pair."""
    cut = _after_last_line_end(chunk)
    places = quotes(chunk)
    places = places[: np.searchsorted(places, cut)]
    if pair(chunk, places):
        while cut and (before := int(np.searchsorted(places, cut))) % 2:
            cut = _after_last_line_end(chunk[: int(places[before - 1])])
        if cut or len(chunk) <= _LONGEST:
            return cut, True
    lines = split_lines(bytes(chunk))
    end = max((after for _, after, _ in single_records(lines, more=True)), default=0)
    return len("".join(lines[:end]).encode("utf-8", "surrogateescape")), False


def _after_last_line_end(chunk: memoryview) -> int:
    """The place after the last LF, 0 where there is none."""
    end = len(chunk)
    while end:
        start = max(0, end - _LOOKED_AT)
        found = bytes(chunk[start:end]).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _ends_paired(data: bytes) -> bool:
    places = quotes(data)
    return len(places) % 2 == 0 and pair(data, places)
