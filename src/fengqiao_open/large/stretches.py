"""Stretches of a CSV that lie apart, so that each machine of a cluster reads its own.

A stretch is cut anywhere. It holds the records that begin after its start and no later than its end; where
they begin is told by the quotes before it, which are counted first (`survey`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import fsspec

from .blocks import Block

_MORE = 2**20


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some bytes of a CSV.

    Attributes:
        start: the first byte.
        end: the byte after the last.
        line: the file line that its first byte stands on.
        quoted: whether its first byte stands in a quoted cell.
        first: whether a record begins with its first byte, as after the header.
    """

    start: int
    end: int
    line: int
    quoted: bool
    first: bool


def cuts(start: int, end: int, size: int) -> list[tuple[int, int]]:
    """From where to where each stretch of a file goes.

    >>> cuts(10, 35, 10)
    [(10, 20), (20, 30), (30, 35)]
    """
    return [(at, min(at + size, end)) for at in range(start, end, size)]


def survey(file: str, start: int, end: int) -> tuple[int, int]:
    """How many line ends and how many quotes there are in some bytes of a file."""
    with fsspec.open(file, "rb") as stream:
        stream.seek(start)
        data = stream.read(end - start)
    return data.count(b"\n"), data.count(b'"')


def stretches(places: Sequence[tuple[int, int]], counts: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """The stretches of a file, from what was counted in each."""
    line, quotes = 2, 0
    for number, ((start, end), (ends, marks)) in enumerate(zip(places, counts, strict=True)):
        yield Stretch(start, end, line, quotes % 2 == 1, number == 0)
        line, quotes = line + ends, quotes + marks


def read_stretch(file: str, shown: str, stretch: Stretch) -> Block:
    """The records that begin in a stretch; the last is read to its end."""
    with fsspec.open(file, "rb") as stream:
        stream.seek(stretch.start)
        data = stream.read(stretch.end - stretch.start)
        begin = 0 if stretch.first else _next_record(data, 0, stretch.quoted)
        length, end = len(data), -1
        if begin >= 0:
            quoted = stretch.quoted ^ (data.count(b'"') % 2 == 1)
            while end < 0 and (more := stream.read(_MORE)):
                data += more
                end = _next_record(data, length, quoted)
        last = end < 0
    if begin < 0:
        return Block(shown, b"", stretch.line)
    return Block(
        shown, data[begin:] if last else data[begin:end], stretch.line + data.count(b"\n", 0, begin), last
    )


def _next_record(data: bytes, at: int, quoted: bool) -> int:
    """Where the first record begins whose place is after `at`, -1 where none does."""
    while (end := data.find(b"\n", at)) >= 0:
        quoted ^= data.count(b'"', at, end) % 2 == 1
        if not quoted:
            return end + 1
        at = end + 1
    return -1
