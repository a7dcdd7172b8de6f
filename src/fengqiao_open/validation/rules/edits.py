"""Texts one edit apart: a letter more, fewer or other, or two letters exchanged, as in typing errors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

_WORD = re.compile(r"[^\W\d_]+")
#: A word of fewer letters is too often another word one letter away.
SHORTEST = 5
# Letters that two spellings of one word differ by: organise, organize; licence, license; women, woman.
_VARIANTS = ({"s", "z"}, {"c", "s"}, {"a", "e"})
_ENDINGS = ({"er", "re"}, {"le", "el"})


def words(text: str) -> list[str]:
    """The words of a text in any script that parts them by spaces.

    >>> words("Build the C224 road, phase II")
    ['Build', 'the', 'C', 'road', 'phase', 'II']
    """
    return _WORD.findall(text)


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


def misspells(one: str, two: str) -> bool:
    """Whether a word, in lower case, is another with a typing error, and neither a form nor a variant of it.

    >>> [misspells(one, "organisation") for one in ("organistaion", "organization", "organisations")]
    [True, False, False]
    >>> misspells("widen", "wider"), misspells("centre", "center"), misspells("twon", "town")
    (False, False, True)
    """
    if not one_edit_apart(one, two):
        return False
    a, b, rest = differing(one, two)
    if len(a) == len(b) == 2:
        return len(one) >= SHORTEST - 1 and not (not rest and {a, b} in _ENDINGS)
    spelling = {a, b} in _VARIANTS or {a, b} in ({"", "u"}, {"", "l"})
    return min(len(one), len(two)) >= SHORTEST and bool(rest) and not spelling


def suspicion(one: str, two: str) -> int:
    """How many strange letter triples make a word a misspelling of another, 0 where none do.

    Exchanged or doubled letters are typical of errors; other edits may make another word: trail of trial.

    >>> [suspicion(each, "garden") for each in ("garedn", "gardden", "gxrden", "gardens")]
    [1, 1, 2, 3]
    """
    if min(len(one), len(two)) < 3 or not one_edit_apart(one, two):
        return 0
    a, b, rest = differing(one, two)
    if {a, b} in (*_VARIANTS, {"", "u"}, {"", "l"}) or (not rest and {a, b} in _ENDINGS):
        return 0
    doubled = not b and rest and a + a in one
    if min(len(one), len(two)) > 3 and (len(a) == 2 or doubled):
        return 1
    return 2 if rest or (a and b) else 3


def _stumps(word: str) -> Iterator[str]:
    """The word, and it without each of its letters: words one edit apart share one of these."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def near(rare: Iterable[str], known: Iterable[str]) -> Mapping[str, list[str]]:
    """The known words that are one edit away from some rare ones, in time that is linear in the letters.

    >>> near(["garedn", "town"], ["garden", "gardens", "towns"])
    {'garedn': ['garden'], 'town': ['towns']}
    """
    wanted = {word: list(_stumps(word)) for word in rare}
    stumps = {stump for each in wanted.values() for stump in each}
    by_stump: dict[str, list[str]] = {}
    for word in known:
        for stump in stumps.intersection(_stumps(word)):
            by_stump.setdefault(stump, []).append(word)
    found: dict[str, list[str]] = {}
    for word, each in wanted.items():
        others = sorted({other for stump in each for other in by_stump.get(stump, ())})
        if close := [other for other in others if one_edit_apart(word, other)]:
            found[word] = close
    return found


def strange(words: Iterable[str], known: Iterable[str]) -> Mapping[str, int]:
    """How many times three letters in a row, or at an end, occur in a word and in no known one.

    >>> strange(["garedn", "gar"], ["garden", "garage", "bar"])
    {'garedn': 4, 'gar': 0}
    """
    letters = Counter(three for word in set(known) for three in set(_threes(word)))
    return {word: sum(three not in letters for three in _threes(word)) for word in words}


def _threes(word: str) -> list[str]:
    marked = f"^{word}$"
    return [marked[at : at + 3] for at in range(len(marked) - 2)]
