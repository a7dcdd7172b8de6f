"""A CSV of any size as blocks of whole records, each with the file line on which it starts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from ..rows import BOM, LONGEST_RECORD

#: Large enough that a block's parsing outweighs its handling, small enough that a few fit in any memory.
BLOCK = 8 * 2**20


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records of a CSV.

    Attributes:
        file: the file as findings name it.
        data: the bytes of the records, line ends included.
        line: the file line of the first, the header being line 1.
        last: whether the file ends with it.
    """

    file: str
    data: bytes
    line: int
    last: bool = False


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
        chunk = rest + data
        cut = _records_end(chunk)
        if cut:
            yield Block(file, chunk[:cut], line)
            line += chunk.count(b"\n", 0, cut)
        rest = chunk[cut:]
    if rest:
        yield Block(file, rest, line, last=True)


def _records_end(chunk: bytes) -> int:
    """Where the last whole record ends: at a line end before which every quote is closed."""
    cut = chunk.rfind(b"\n") + 1
    if chunk.count(b'"', 0, cut) % 2 == 0:
        return cut
    at = cut
    while at > 0 and cut - at < LONGEST_RECORD:
        before = chunk.rfind(b"\n", 0, at - 1) + 1
        if chunk.count(b'"', before, cut) % 2:
            return before
        at = before
    return _by_reading(chunk[:cut])


def _by_reading(chunk: bytes) -> int:
    """The same where quotes do not pair, as a lone one within a cell: record by record, as a small file is read."""
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
