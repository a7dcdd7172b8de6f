"""Suggest the known word that a misspelt one is meant to be.

To compare every unknown word with every key takes hours on a large table: each possible slip is undone
instead, and only short lists are searched for similar words.
"""

from __future__ import annotations

import difflib
import re
import string
from collections.abc import Collection, Iterator, Sequence

_LETTERS = string.ascii_letters + string.digits + "-_. "
# Longer lists are not searched for similar words, longer words not for slips.
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

    Of names that differ in their numbers only, the only one that is one slip away counts, and no other.

    >>> known = ["p12-01", "p12-02", "p12-03", "urban-disposable-income"]
    >>> alike("urban-income", known), alike("p12-04", known), alike("p21-03", known), alike("q12-03", known)
    ('urban-disposable-income', '', 'p12-03', 'p12-03')
    """
    near = mistyped(word, known)
    if near or len(known) > _SHORT_LIST:
        return near
    listed = [each for each in known if not but_for_numbers(word, each)]
    return next(iter(difflib.get_close_matches(word, listed, n=1)), "")


def mistyped(word: str, known: Collection[str]) -> str:
    """The key that is one slip away, "" where none is or it is not clear which; what ends alike is no slip.

    >>> mistyped("hengbnag-textiles", ["hengbang-textiles"]), mistyped("new-materials", ["old-materials"])
    ('hengbang-textiles', '')
    """
    return clearest(word, one_slip_away(word, known))


def nearest_key(word: str, known: Collection[str]) -> str:
    """The key that is meant: the one with the same numbers, zeros before them aside, else one that is alike.

    >>> nearest_key("p10-1", ["p10-01", "p10-11"]), nearest_key("p99-01", ["p49-01", "p98-02"])
    ('p10-01', 'p49-01')
    """
    return next(iter(same_numbers(word, known)), "") or alike(word, known)


def clearest(word: str, near: Sequence[str]) -> str:
    """Of words one slip away, one that differs in more than its numbers, else the only one, else "".

    >>> clearest("p12-04", ["p12-01", "p12-02"]), clearest("p12-0a", ["p12-0", "p12-01"])
    ('', 'p12-0')
    """
    other = [each for each in near if not but_for_numbers(word, each)]
    return other[0] if other else near[0] if len(near) == 1 else ""


def but_for_numbers(one: str, two: str) -> bool:
    """Whether two words are the same but for their numbers.

    >>> but_for_numbers("p12-04", "p12-01"), but_for_numbers("p12-04", "q12-04")
    (True, False)
    """
    return _without_digits(one) == _without_digits(two)


def same_numbers(word: str, known: Collection[str]) -> list[str]:
    """The known word with the same numbers, zeros before them aside, if it is the only one.

    >>> same_numbers("p10-1", ["p10-01", "p10-11"]), same_numbers("p10-1", ["p10-01", "p10-001"])
    (['p10-01'], [])
    """
    same = [each for each in known if _with_plain_numbers(each) == _with_plain_numbers(word)]
    return same if len(same) == 1 else []


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        start, rest = word[:at], word[at:]
        yield start + rest[1:]
        yield start + rest[1:2] + rest[:1] + rest[2:]
        for letter in _LETTERS:
            yield start + letter + rest[1:]
            yield start + letter + rest


def _with_plain_numbers(word: str) -> str:
    return re.sub("0*([0-9]+)", r"\1", word.casefold())


def _without_digits(word: str) -> str:
    return word.translate(str.maketrans("", "", string.digits))
