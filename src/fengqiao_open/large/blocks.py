"""A CSV of any size as blocks of whole records, each with the file line on which it starts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import numpy as np

from ..rows import BOM, LONGEST_RECORD

#: Large enough that a block's parsing outweighs its handling, small enough that a few fit in any memory.
BLOCK = 8 * 2**20
# What fits into the cache of a core.
_CACHED = 2**17


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records of a CSV.

    Attributes:
        file: the file as findings name it.
        data: the bytes of the records, line ends included.
        line: the file line of the first, the header being line 1.
    """

    file: str
    data: bytes
    line: int


def read_header(stream: IO[bytes]) -> tuple[list[str], bool]:
    """The names in the first line, and whether a byte order mark stood before them.

    Raises:
        UnicodeDecodeError: the header is not UTF-8.
    """
    first = stream.readline(LONGEST_RECORD)
    marked = first.startswith(BOM)
    names = next(csv.reader([first.removeprefix(BOM).decode("utf-8").rstrip("\r\n")]), [])
    return names, marked


def blocks(stream: IO[bytes], file: str, *, size: int = BLOCK) -> Iterator[Block]:
    """The records after the header, in blocks of about `size` bytes.

    >>> parts = list(blocks(io.BytesIO(b'1,"x\\ny"\\n2,z\\n3,w\\n'), "a.csv", size=9))
    >>> [(each.line, each.data) for each in parts]
    [(2, b'1,"x\\ny"\\n'), (4, b'2,z\\n3,w\\n')]
    """
    rest, line = b"", 2
    while data := stream.read(size):
        # To the end of the line, and on while that lies in a quoted cell.
        chunk = b"".join((rest, data, stream.readline(LONGEST_RECORD)))
        rest = b""
        quoted = count(chunk, b'"') % 2
        more: list[bytes] = []
        while (
            quoted and sum(map(len, more)) < LONGEST_RECORD and (next_line := stream.readline(LONGEST_RECORD))
        ):
            more.append(next_line)
            quoted ^= next_line.count(b'"') % 2
        if more:
            chunk = b"".join((chunk, *more))
        if quoted:
            # Quotes that do not pair, as a lone one within a cell: record by record, as a small file is read.
            cut = _by_reading(chunk) or len(chunk)
            chunk, rest = chunk[:cut], chunk[cut:]
        if chunk:
            yield Block(file, chunk, line)
            line += count(chunk, b"\n")
    if rest:
        yield Block(file, rest, line)


def count(data: bytes, byte: bytes) -> int:
    """How often a byte stands in some data; where it is frequent, several times as fast as `bytes.count`."""
    cells = np.frombuffer(data, np.uint8)
    parts = (cells[at : at + _CACHED] for at in range(0, len(cells), _CACHED))
    return sum(int(np.count_nonzero(part == byte[0])) for part in parts)


def _by_reading(chunk: bytes) -> int:
    """Where the last whole record ends, by reading them all."""
    text = io.StringIO(chunk.decode("utf-8", "replace"), newline="")
    reader = csv.reader(text, strict=True)
    end = 0
    try:
        for _ in reader:
            end = reader.line_num
    except csv.Error:
        pass
    position = 0
    for _ in range(end):
        position = chunk.index(b"\n", position) + 1
    return position
