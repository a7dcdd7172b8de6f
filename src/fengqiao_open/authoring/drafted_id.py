"""The identifier of a report when none is given: the name of its place in Latin letters and the year.

The letters are those of the list of codes: its counties and cities are officially named in pinyin, so that
most characters of place names have their reading there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final

from ..errors import worded
from ..figures.clauses import PLACES
from ..validation.area_codes import area_codes, code_of, digits_of
from ..validation.rules.pinyin import SYLLABLE

_KINDS: Final = tuple(sorted(PLACES, key=len, reverse=True))
_LONGEST: Final = len("zhuang")


def drafted_id(town: str, year: int, area_id: str = "") -> str:
    """The identifier of a report: the place by the list of codes, else by its readings, else by its code.

    Args:
        town: the name of the place in Chinese.
        year: the year of the report.
        area_id: its official code, where one is given.

    Raises:
        ValueError: the name has a character without a reading, and there is no code.

    >>> drafted_id("平湖镇", 2023), drafted_id("东柳街道", 2024), drafted_id("浮山县", 2019)
    ('pinghu-2023', 'dongliu-2024', 'fushan-2019')
    >>> drafted_id("新塍镇", 2023, "330411101000")
    '330411101000-2023'
    """
    place = _of_list(town) or _read(town.strip()) or area_id
    if not place:
        raise worded(ValueError, "refused.no_slug", town=town, year=year)
    return f"{place}-{year}"


def _of_list(town: str) -> str:
    """The English name of a place of the list without its kind, as an identifier."""
    code = code_of(town.strip())
    if not code:
        return ""
    words = unicodedata.normalize("NFKD", area_codes()[code[: digits_of(code)[0]]].name_en)
    kind = next((PLACES[each] for each in _KINDS if town.strip().endswith(each)), "")
    plain = "".join(sign for sign in words.removesuffix(kind).lower() if sign.isascii() and sign != "'")
    return "-".join(re.findall("[a-z]+", plain))


def _read(name: str) -> str:
    kind = next((each for each in _KINDS if name.endswith(each)), "")
    stem = name.removesuffix(kind)
    read = [_readings().get(sign, "") for sign in stem]
    return "".join(read) if all(read) else ""


@cache
def _readings() -> Mapping[str, str]:
    """The most frequent reading of each character, in the names of the list with one syllable a character."""
    found: dict[str, Counter[str]] = {}
    for place in area_codes().values():
        kind = next((each for each in _KINDS if place.name_zh.endswith(each)), "")
        stem = place.name_zh.removesuffix(kind)
        ways = _divided(
            re.sub("[^a-z]", "", place.name_en.removesuffix(PLACES.get(kind, "")).lower()), len(stem)
        )
        for sign, syllable in zip(stem, ways[0], strict=True) if len(ways) == 1 else ():
            found.setdefault(sign, Counter())[syllable] += 1
    return {sign: number.most_common(1)[0][0] for sign, number in found.items()}


def _divided(word: str, number: int) -> list[tuple[str, ...]]:
    """All ways to divide a word into a number of syllables.

    >>> _divided("pinghu", 2), len(_divided("xian", 2)), _divided("xian", 3)
    ([('ping', 'hu')], 1, [])
    """
    if not number:
        return [] if word else [()]
    ends = (end for end in range(1, min(_LONGEST, len(word)) + 1) if SYLLABLE.fullmatch(word, 0, end))
    return [(word[:end], *rest) for end in ends for rest in _divided(word[end:], number - 1)]
