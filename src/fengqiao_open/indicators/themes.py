"""The theme of a name that no catalogue has: by the strongest words of its own, of its clause and of its
heading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from .theme_words import THEMES, WEAK

#: What a word is worth in a name, in the clause, in the heading and in the sentence; a weak one is worth a
#: third.
_IN_NAME: Final = 6
_AT_END: Final = 3
_IN_CLAUSE: Final = 4
_IN_HEADING: Final = 4
_IN_SENTENCE: Final = 3
_USUAL: Final = 2.5
_BESIDE: Final = 3
#: What a share is of says less than what it is a share of: 研发经费占生产总值比重.
_OF_WHOLE: Final = re.compile("占(?!有率)|相当于")
_WEAKER: Final = 3
#: What only a name itself says: numbers beside those of incomes are often of something else.
_OWN: Final = "income"


def theme_of(
    name: str, clause: str = "", heading: str = "", usual: str = "", sentence: str = "", beside: str = ""
) -> str:
    """The theme that most words say; blank where none says one.

    Args:
        name: what is named.
        clause: the words around its number.
        heading: the heading above it, or the words with which its paragraph begins.
        usual: the theme of most other numbers of the paragraph.
        sentence: the words before the number in its sentence.
        beside: the theme of the number before in its sentence.

    >>> theme_of("新建农村公路里程"), theme_of("储备隔离房间数", "接种疫苗，储备隔离房间"), theme_of("某数")
    ('transport', 'health', '')
    """
    points: dict[str, float] = defaultdict(float)
    places: dict[str, int] = defaultdict(int)
    measured = _OF_WHOLE.search(name)
    ends = found_in(name[: measured.start()] if measured and measured.start() > 1 else name) or found_in(name)
    for theme, (strong, end) in ends.items():
        points[theme] += _IN_NAME if strong else _IN_NAME / _WEAKER
        places[theme] = end
    strongest = max((end for strong, end in ends.values() if strong), default=-1)
    for theme, (strong, end) in ends.items():
        points[theme] += _AT_END if strong and end == strongest else 0
    for text, worth in ((clause, _IN_CLAUSE), (heading, _IN_HEADING), (sentence, _IN_SENTENCE)):
        for theme, (strong, _) in found_in(text).items():
            points[theme] += worth if strong else worth / _WEAKER / 2
    if usual:
        points[usual] += _USUAL
    if beside:
        points[beside] += _BESIDE
    if _OWN not in ends:
        points.pop(_OWN, None)
    return max(points, key=lambda theme: (points[theme], places[theme]), default="")


@lru_cache(maxsize=4096)
def found_in(text: str) -> dict[str, tuple[bool, int]]:
    """The themes whose words a text has: whether a strong one is among them, and where the last of them ends.

    A word within a longer one of another theme does not count: 标准 of 高标准农田 is no standard. Nor does one
    within a weak one: 财政 of 财政资金.
    """
    last: dict[tuple[str, str], int] = {}
    index = _words()
    for start, sign in enumerate(text):
        for word, theme in index.get(sign, ()):
            if text.startswith(word, start):
                last[word, theme] = start
    kept: list[tuple[int, int, str, bool]] = []
    for (word, theme), start in sorted(last.items(), key=lambda found: -len(found[0][0])):
        end = start + len(word)
        if not any(one[0] <= start and end <= one[1] and (one[2] != theme or not one[3]) for one in kept):
            kept.append((start, end, theme, word not in WEAK))
    made: dict[str, tuple[bool, int]] = {}
    for _, end, theme, strong in kept:
        if not theme:
            continue
        made[theme] = max(made.get(theme, (False, 0)), (strong, end))
    return made


@cache
def _words() -> Mapping[str, Sequence[tuple[str, str]]]:
    """The words with their themes, by their first characters."""
    made: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for theme, listed in THEMES.items():
        for word in listed.split():
            made[word[0]].append((word, theme))
    return dict(made)
