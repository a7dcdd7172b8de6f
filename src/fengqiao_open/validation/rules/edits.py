"""Texts one edit apart: a letter more, fewer or other, or two letters exchanged, as in typing errors."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import lru_cache

from ...tabular.memory import by_text

_WORD = re.compile(r"[^\W\d_]+")
#: A word of fewer letters is too often another word one letter away.
SHORTEST = 5
# Letters that two spellings of one word differ by: organise, organize; licence, license; women, woman.
_VARIANTS = ({"s", "z"}, {"c", "s"}, {"a", "e"})
_ENDINGS = ({"er", "re"}, {"le", "el"})


@by_text
def words(text: str) -> tuple[str, ...]:
    """The words of a text in any script that parts them by spaces.

    >>> words("Build the C224 road, phase II")
    ('Build', 'the', 'C', 'road', 'phase', 'II')
    """
    return tuple(_WORD.findall(text))


def distinct_words(text: str) -> Set[str]:
    """The words of a text, each once."""
    return {*_WORD.findall(text)}


@by_text
def lower_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case."""
    if text.isascii():
        return tuple(_WORD.findall(text.lower()))
    return tuple(word.lower() for word in _WORD.findall(text))


@by_text
def differing(one: str, two: str) -> tuple[str, str, str]:
    """What two words differ by, and their common end behind it.

    >>> differing("garden", "garedn")
    ('de', 'ed', 'n')
    """
    start, end, shorter = 0, 0, min(len(one), len(two))
    while start < shorter and one[start] == two[start]:
        start += 1
    while end < shorter - start and one[-1 - end] == two[-1 - end]:
        end += 1
    return one[start : len(one) - end], two[start : len(two) - end], one[len(one) - end :]


def one_edit_apart(one: str, two: str) -> bool:
    """Whether two texts are one edit apart.

    >>> [one_edit_apart(each, "garden") for each in ("garden", "graden", "gardn", "warden", "gerdan")]
    [False, True, True, True, False]
    """
    a, b, _ = differing(one, two)
    return one != two and (max(len(a), len(b)) <= 1 or (len(a) == 2 and a == b[::-1]))


@by_text
def misspells(one: str, two: str) -> bool:
    """Whether a word, in lower case, is another with a typing error, and neither a form nor a variant of it.

    >>> [misspells(one, "organisation") for one in ("organistaion", "organization", "organisations")]
    [True, False, False]
    >>> misspells("widen", "wider"), misspells("centre", "center"), misspells("twon", "town")
    (False, False, True)
    >>> misspells("livable", "liveable")
    False
    """
    if not one_edit_apart(one, two):
        return False
    a, b, rest = differing(one, two)
    if len(a) == len(b) == 2:
        return len(one) >= SHORTEST - 1 and not (not rest and {a, b} in _ENDINGS)
    return min(len(one), len(two)) >= SHORTEST and bool(rest) and not _is_variant({a, b}, rest)


def _is_variant(letters: set[str], rest: str) -> bool:
    """Whether two spellings of one word differ so, before a common end: organise, colour, travelled,
    liveable.
    """
    return letters in (*_VARIANTS, {"", "u"}, {"", "l"}) or (letters == {"", "e"} and rest.startswith("able"))


@by_text
def suspicion(one: str, two: str) -> int:
    """How many strange letter triples make a word a misspelling of another, 0 where none do.

    Exchanged or doubled letters are typical of errors; other edits may make another word: trail of trial.

    >>> [suspicion(each, "garden") for each in ("garedn", "gardden", "gxrden", "gardens")]
    [1, 1, 2, 3]
    """
    if min(len(one), len(two)) < 3 or not one_edit_apart(one, two):
        return 0
    a, b, rest = differing(one, two)
    if _is_variant({a, b}, rest) or (not rest and {a, b} in _ENDINGS):
        return 0
    doubled = not b and rest and a + a in one
    if min(len(one), len(two)) > 3 and (len(a) == 2 or doubled):
        return 1
    return 2 if rest or (a and b) else 3


@by_text
def distinct_lower_words(text: str) -> frozenset[str]:
    """The words of a text in lower case, each once."""
    return frozenset(lower_words(text))


_NONE: frozenset[str] = frozenset()


def near(
    rare: Collection[str], known: Iterable[str], library: frozenset[str] = _NONE
) -> Mapping[str, list[str]]:
    """The known words that are one edit away from some rare ones, in time that is linear in the letters.

    The words of this `library` are known too; they are the same for all packages, and looked through once.

    >>> near(["garedn", "town"], ["garden", "gardens", "towns"])
    {'garedn': ['garden'], 'town': ['towns']}
    """
    wanted = set[str]().union(*map(_stumps, rare))
    index = _by_stump(word for word in known if not wanted.isdisjoint(_stumps(word)))
    found = {word: sorted({*_close(word, index), *_close_in_library(word, library)}) for word in rare}
    return {word: close for word, close in found.items() if close}


def _close(word: str, index: Mapping[str, Sequence[str]]) -> set[str]:
    """The words of an index that are one edit away from a word."""
    others = {other for stump in _stumps(word) if stump in index for other in index[stump]}
    return {other for other in others if one_edit_apart(word, other)}


@by_text
def _close_in_library(word: str, library: frozenset[str]) -> set[str]:
    return _close(word, _of_library(library))


def _by_stump(words: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Some words by what is left of them without a letter."""
    found: dict[str, list[str]] = {}
    for word in words:
        for stump in _stumps(word):
            found.setdefault(stump, []).append(word)
    return found


_of_library = lru_cache(maxsize=1)(_by_stump)


@by_text
def _stumps(word: str) -> tuple[str, ...]:
    """The word, and it without each of its letters: words one edit apart share one of these."""
    return word, *(word[:at] + word[at + 1 :] for at in range(len(word)))


def strange(
    words: Collection[str], known: Iterable[str], library: frozenset[str] = _NONE
) -> Mapping[str, int]:
    """How many times three letters in a row, or at an end, occur in a word and in no known one.

    >>> strange(["garedn", "gar"], ["garden", "garage", "bar"])
    {'garedn': 4, 'gar': 0}
    """
    unknown = {three for word in words for three in _threes(word)} - _threes_of(library)
    for word in known if unknown else ():
        unknown.difference_update(_threes(word))
    return {word: sum(three in unknown for three in _threes(word)) for word in words}


@by_text
def _threes(word: str) -> tuple[str, ...]:
    marked = f"^{word}$"
    return tuple(marked[at : at + 3] for at in range(len(marked) - 2))


@lru_cache(maxsize=2)
def _threes_of(words: frozenset[str]) -> frozenset[str]:
    return frozenset(three for word in words for three in _threes(word))
