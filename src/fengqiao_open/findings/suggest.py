"""Suggest the known word that a misspelt one is meant to be.

Comparing every stray with every key takes hours on a table of many rows, so that a slip of the hand is
undone in each possible way instead, and only short lists are searched for what is merely alike.
"""

from __future__ import annotations

import difflib
import string
from collections.abc import Collection, Iterator, Sequence

# Of these, identifiers and codes are made, rightly or not.
_LETTERS = string.ascii_letters + string.digits + "-_. "
# Lists longer than this are not searched for what is merely alike, and words longer than this not for slips.
_SHORT_LIST, _LONGEST = 300, 60


def one_slip_away(word: str, known: Collection[str]) -> list[str]:
    """The known words that differ by one slip: a letter changed, lost, doubled or added, or two swapped.

    >>> one_slip_away("yi-yaun", {"yi-yuan", "wan-yuan"})
    ['yi-yuan']
    """
    if len(word) > _LONGEST:
        return []
    return sorted({each for each in _slips(word) if each != word and each in known})


def alike(word: str, known: Collection[str]) -> str:
    """The known word that is most likely meant, "" where none is.

    Names that differ in their numbers only are alike by nature: of these, the only one that is one slip away
    is near enough, and no other.

    >>> known = ["p12-01", "p12-02", "p12-03", "urban-disposable-income"]
    >>> alike("urban-income", known), alike("p12-04", known), alike("p21-03", known), alike("q12-03", known)
    ('urban-disposable-income', '', 'p12-03', 'p12-03')
    """
    near = clearest(word, one_slip_away(word, known))
    if near or len(known) > _SHORT_LIST:
        return near
    letters = _without_digits(word)
    listed = [each for each in known if _without_digits(each) != letters]
    return next(iter(difflib.get_close_matches(word, listed, n=1)), "")


def clearest(word: str, near: Sequence[str]) -> str:
    """Of words one slip away, one that differs in more than its numbers, else the only one, "" where there are more.

    >>> clearest("p12-04", ["p12-01", "p12-02"]), clearest("p12-0a", ["p12-0", "p12-01"])
    ('', 'p12-0')
    """
    letters = _without_digits(word)
    other = [each for each in near if _without_digits(each) != letters]
    return other[0] if other else near[0] if len(near) == 1 else ""


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        start, rest = word[:at], word[at:]
        yield start + rest[1:]
        yield start + rest[1:2] + rest[:1] + rest[2:]
        for letter in _LETTERS:
            yield start + letter + rest[1:]
            yield start + letter + rest


def _without_digits(word: str) -> str:
    return word.translate(str.maketrans("", "", string.digits))
