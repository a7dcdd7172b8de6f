"""A text that remembers where each of its characters was in the text it was made from."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and, for each of its characters, the place of the one it comes from."""

    text: str
    places: array[int]

    def replaced(
        self, pattern: re.Pattern[str], by: str | Callable[[_Match], str] = ""
    ) -> tuple[Traced, int]:
        """The text with every match replaced, and the number of matches that were changed.

        What is put in the place of a match comes from its first character; what a function leaves
        unchanged is not counted.

        >>> found, count = traced("a  b").replaced(re.compile(" +"), " ")
        >>> found.text, list(found.places), count
        ('a b', [0, 1, 3], 1)
        """
        pieces: list[str] = []
        places = array("I")
        at = count = 0
        for match in pattern.finditer(self.text):
            new = by if isinstance(by, str) else by(match)
            if new == match[0]:
                continue
            start, end = match.span()
            pieces += (self.text[at:start], new)
            places.extend(self.places[at:start])
            if match[0] and new and (kept := match[0].find(new)) >= 0:
                places.extend(self.places[start + kept : start + kept + len(new)])
            else:
                places.extend([self._place(start)] * len(new))
            at = end
            count += 1
        if not count:
            return self, 0
        pieces.append(self.text[at:])
        places.extend(self.places[at:])
        return Traced("".join(pieces), places), count

    def _place(self, at: int) -> int:
        """Where a character comes from; behind the last, the place after it."""
        if at < len(self.places):
            return self.places[at]
        return self.places[-1] + 1 if self.places else 0

    def with_text(self, text: str) -> Traced:
        """The same places under another text of the same length."""
        return Traced(text, self.places)


def traced(text: str) -> Traced:
    """A text whose characters are at their own places."""
    return Traced(text, array("I", range(len(text))))


def gathered(pieces: Sequence[tuple[str, int]]) -> Traced:
    """Pieces put together, each with the place where it begins; a piece that begins at -1 stands for a tag.

    >>> list(gathered([("ab", 4), ("\\n", 6), ("c", 9)]).places)
    [4, 5, 6, 9]
    """
    places = array("I")
    for piece, start in pieces:
        places.extend(range(start, start + len(piece)))
    return Traced("".join(piece for piece, _ in pieces), places)
