"""Merge conflicts: two versions of the same lines, which Git writes into a file for a person to choose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .characters import visible

#: A line with which Git surrounds two versions of some lines; with the style diff3 it adds what both were.
_MARKER: Final = re.compile(r"(?m)^(?:(?:<{7}|>{7}|\|{7})(?: [^\r\n]*)?|={7})\r?$")
#: One of these is in each file with a conflict: a row of equals signs alone may underline a heading.
_SIGNS: Final = (b"<<<<<<<", b">>>>>>>")
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Conflict:
    """What Git left of one conflict.

    Attributes:
        markers: the lines that surround the versions, by number from 1, with their text.
        versions: the text of each of the two versions; none where a marker is missing.
    """

    markers: dict[int, str]
    versions: tuple[str, ...]

    @property
    def words(self) -> dict[str, str]:
        """What a message says of it, the case included."""
        lines = list(self.markers)
        if not self.versions:
            return {"case": "marker", "where": str(lines[0]), "text": visible(self.markers[lines[0]])}
        texts = [visible(each[:_LONGEST]) for each in self.versions]
        edges = {"first": str(lines[0]), "last": str(lines[-1]), "markers": ", ".join(map(str, lines))}
        return {"case": "conflict", **edges, "one": texts[0], "other": texts[1]}


def is_marker(line: str) -> bool:
    """Whether a line is one with which Git marks a conflict.

    >>> [is_marker(each) for each in ("<<<<<<< HEAD", "=======", ">>>>>>> b", "<<<<<<<<", "==")]
    [True, True, True, False, False]
    """
    return _MARKER.fullmatch(line) is not None


def conflicts(data: bytes) -> list[Conflict]:
    r"""The conflicts in a file; none in nearly all of them.

    >>> found, = conflicts(b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n")
    >>> list(found.markers), found.versions
    ([2, 4, 6], ('b', 'c'))
    """
    if not any(each[:1] in data and each in data for each in _SIGNS):  # one byte is found in no time
        return []
    lines = data.decode("utf-8", "replace").split("\n")
    at = [number for number, line in enumerate(lines, 1) if is_marker(line)]
    surround = [number for number in at if not lines[number - 1].startswith("=")]
    return list(_found(lines, at)) if surround else []


def _found(lines: list[str], at: list[int]) -> Iterator[Conflict]:
    """The conflicts of some lines, of which those `at` are markers; a lone marker is one too."""
    while at:
        signs = "".join(lines[number - 1][0] for number in at[:4])
        size = next((len(each) for each in ("<|=>", "<=>") if signs.startswith(each)), 1)
        own, at = at[:size], at[size:]
        markers = {number: lines[number - 1].strip() for number in own}
        edges = [(own[0], own[1]), (own[-2], own[-1])] if size > 1 else []
        yield Conflict(
            markers, tuple("\n".join(lines[start : end - 1]).strip("\r\n") for start, end in edges)
        )
