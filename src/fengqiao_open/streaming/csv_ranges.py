"""Byte ranges of a CSV, so that each machine of a cluster reads its own.

A file is first surveyed in pieces that are cut anywhere, each by itself: what is found there for either case, that
the piece begins within quotes or outside, tells afterwards where records begin. Then stretches are cut between records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..tabular.csv import LONGEST_RECORD
from .csv_blocks import Block
from .csv_quotes import line_ends, pair, quotes, record_ends
from .paths import opened


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some whole records of a CSV.

    Attributes:
        start: the first byte.
        end: the byte after the last.
        line: the file line that it starts on.
        last: whether the file ends with it.
    """

    start: int
    end: int
    line: int
    last: bool


@dataclass(frozen=True, slots=True)
class Case:
    """What some bytes hold if they begin outside quotes, or within.

    Attributes:
        paired: whether the quotes pair.
        first: where the first record begins after the first byte; -1 where none does.
        lines: how many lines end before that.
        last: where the last record begins.
        longest: the length of the longest record between the two.
    """

    paired: bool
    first: int = -1
    lines: int = 0
    last: int = -1
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """What is counted in some bytes of a file.

    Attributes:
        lines: how many lines end.
        odd: whether the number of quotes is odd.
        cases: outside quotes, and within.
    """

    lines: int
    odd: bool
    cases: tuple[Case, Case]


def cuts(start: int, end: int, size: int) -> list[tuple[int, int]]:
    """From where to where each piece of a file goes.

    >>> cuts(10, 35, 10)
    [(10, 20), (20, 30), (30, 35)]
    """
    return [(at, min(at + size, end)) for at in range(start, end, size)]


def survey(file: str, start: int, end: int) -> Survey:
    """What is counted in some bytes of a file that do not begin it."""
    with opened(file) as stream:
        stream.seek(start - 1)
        data = stream.read(end - start + 2)
    return surveyed(data[1 : end - start + 1], data[:1], data[end - start + 1 :])


def surveyed(data: bytes, before: bytes, after: bytes) -> Survey:
    """What is counted in some bytes, with the byte before them and the one after, if there is one.

    >>> found = surveyed(b'a\\nb",c\\nd,e\\n', b"x", b"f")
    >>> found.lines, found.odd, [(each.paired, each.first) for each in found.cases]
    (3, True, [(False, -1), (True, 7)])
    """
    places = quotes(data)
    cases = []
    for inside in (False, True):
        if not pair(data, places, inside=inside, before=before, after=after or b"\n"):
            cases.append(Case(False))
            continue
        ends = record_ends(data, places, inside=inside)
        if not len(ends):
            cases.append(Case(True))
            continue
        first, last = int(ends[0]), int(ends[-1])
        longest = int((ends[1:] - ends[:-1]).max()) if len(ends) > 1 else 0
        cases.append(Case(True, first, line_ends(data[:first]), last, longest))
    return Survey(line_ends(data, after), len(places) % 2 == 1, (cases[0], cases[1]))


def stretches(places: Sequence[tuple[int, int]], surveys: Sequence[Survey]) -> list[Stretch] | None:
    """The stretches of a file, None where records have to be read one by one to know where they begin.

    Args:
        places: from where to where each piece of the file goes; the first begins with a record.
        surveys: what was counted in each.
    """
    if not places:
        return []
    found: list[tuple[int, int]] = [(places[0][0], 2)]
    line, inside, begun = 2, False, places[0][0]
    for number, ((start, _), counted) in enumerate(zip(places, surveys, strict=True)):
        case = counted.cases[inside]
        if not case.paired or max(case.longest, start + case.first - begun) > LONGEST_RECORD:
            return None
        if case.first >= 0:
            begun = start + case.last
            if number:
                found.append((start + case.first, line + case.lines))
        line, inside = line + counted.lines, inside ^ counted.odd
    end = places[-1][1]
    if inside or end - begun > LONGEST_RECORD:
        return None
    return list(_between(found, end))


def _between(begins: Sequence[tuple[int, int]], end: int) -> Iterator[Stretch]:
    """From each beginning to the next."""
    kept = [each for each in begins if each[0] < end]
    for number, (start, line) in enumerate(kept):
        last = number + 1 == len(kept)
        yield Stretch(start, end if last else kept[number + 1][0], line, last)


def read_stretch(file: str, shown: str, stretch: Stretch) -> Block:
    """The records of a stretch."""
    with opened(file) as stream:
        stream.seek(stretch.start)
        data = stream.read(stretch.end - stretch.start)
    return Block(shown, data, stretch.line, line_ends(data), stretch.last)
