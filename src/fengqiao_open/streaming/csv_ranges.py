"""Byte ranges of a CSV, so that each machine of a cluster reads its own.

Pieces of a file are cut anywhere and surveyed in parallel, each as if it began within quotes and as if not.
The surveys together tell where records begin, and byte ranges are cut there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..tabular.csv import LONGEST_RECORD
from .csv_blocks import line_ends, quotes, quotes_pair, record_ends
from .paths import opened


class ByteRange(NamedTuple):
    """Complete records of a CSV: bytes from `start` to before `end`, from a file line; `last` in the file."""

    start: int
    end: int
    line: int
    last: bool


class Boundaries(NamedTuple):
    """The records of a piece: whether its quotes pair, the offsets of the first and last that begin in it, -1
    for none, the number of line ends before the first, and the length of the longest between them.
    """

    paired: bool
    first: int = -1
    lines: int = 0
    last: int = -1
    longest: int = 0


class Survey(NamedTuple):
    """The line ends of a piece, whether its quotes are odd, and its boundaries, outside quotes and in."""

    lines: int
    odd: bool
    boundaries: tuple[Boundaries, Boundaries]


def pieces(start: int, end: int, size: int) -> list[tuple[int, int]]:
    """The first byte of each piece of a file, and the byte after its last.

    >>> pieces(10, 35, 10)
    [(10, 20), (20, 30), (30, 35)]
    """
    return [(at, min(at + size, end)) for at in range(start, end, size)]


def survey_file(file: str, start: int, end: int) -> Survey:
    """The survey of a piece of a file, from a byte after its first."""
    with opened(file) as stream:
        stream.seek(start - 1)
        data = stream.read(end - start + 2)
    return survey(data[1 : end - start + 1], data[:1], data[end - start + 1 :])


def survey(data: bytes, before: bytes, after: bytes) -> Survey:
    """The survey of some bytes, with the byte before them and the one after, if there is one.

    >>> found = survey(b'a\\nb",c\\nd,e\\n', b"x", b"f")
    >>> found.lines, found.odd, [(each.paired, each.first) for each in found.boundaries]
    (3, True, [(False, -1), (True, 7)])
    """
    places = quotes(data)

    def boundaries(inside: bool) -> Boundaries:
        if not quotes_pair(data, places, inside=inside, before=before, after=after or b"\n"):
            return Boundaries(False)
        ends = record_ends(data, places, inside=inside)
        if not len(ends):
            return Boundaries(True)
        first, longest = int(ends[0]), int((ends[1:] - ends[:-1]).max(initial=0))
        return Boundaries(True, first, line_ends(data[:first]), int(ends[-1]), longest)

    return Survey(line_ends(data, after), len(places) % 2 == 1, (boundaries(False), boundaries(True)))


def byte_ranges(places: Sequence[tuple[int, int]], surveys: Sequence[Survey]) -> list[ByteRange] | None:
    """The byte ranges of a file from its surveyed pieces, of which the first begins with a record.

    None where only reading from the start tells where records begin.
    """
    if not places:
        return []
    begin, end = places[0][0], places[-1][1]
    begins = [(begin, 2)]
    line, inside = 2, False
    for number, ((start, _), counted) in enumerate(zip(places, surveys, strict=True)):
        found = counted.boundaries[inside]
        if not found.paired or max(found.longest, start + found.first - begin) > LONGEST_RECORD:
            return None
        if found.first >= 0:
            begin = start + found.last
            if number:
                begins.append((start + found.first, line + found.lines))
        line, inside = line + counted.lines, inside ^ counted.odd
    if inside or end - begin > LONGEST_RECORD:
        return None
    begins = [each for each in begins if each[0] < end]
    ends = [*(start for start, _ in begins[1:]), end]
    return [ByteRange(start, to, line, to == end) for (start, line), to in zip(begins, ends, strict=True)]
