"""A number in its clause, with the words before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..figures.figure import Figure
from .lexicon import BREAK
from .phrase_words import IN_ONE, JOINS
from .places import clause_start, plain
from .units import quantity_of

_REACH: Final = 60  # characters after a number


@dataclass(frozen=True)
class Clause:
    """A number in its clause.

    Attributes:
        text: the paragraph.
        figure: the number.
        last: where the number before ends, 0 for the first.
        before: the name of the number before in its sentence, blank where there is none.
        grew: whether that number says a change.
    """

    text: str
    figure: Figure
    last: int
    before: str = ""
    grew: bool = False

    @cached_property
    def head(self) -> str:
        """The words before the number; in a list, those after the comma."""
        start = clause_start(self.text, self.last, self.figure.start)
        words_before = plain(self.text[start : self.figure.start])
        listed = JOINS.search(words_before) if self.last and start == self.last else None
        return words_before[listed.end() :] if listed else words_before

    @cached_property
    def whole(self) -> str:
        """The words before the number from where its clause begins, with the numbers in them."""
        return plain(self.text[clause_start(self.text, 0, self.figure.start) : self.figure.start])

    @cached_property
    def right(self) -> str:
        """The words after the number, to the end of the clause."""
        rest = IN_ONE.sub("", plain(self.text[self.figure.end : self.figure.end + _REACH]))
        end = BREAK.search(rest)
        return rest[: end.start()] if end else rest

    @cached_property
    def in_brackets(self) -> bool:
        """Whether the number is in brackets."""
        return self.text.rfind("（", 0, self.figure.start) > self.text.rfind("）", 0, self.figure.start)

    @cached_property
    def quantity(self) -> str:
        """The quantity of the unit, blank where there is none."""
        return quantity_of(self.figure.unit)[0]
