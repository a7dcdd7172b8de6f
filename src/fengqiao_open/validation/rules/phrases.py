"""The rule on Chinese phrases: what occurs once, one character away from what the other texts say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import add

from ...findings.report import Finding
from ...indicators.catalogue import records
from ...tabular.dataset import Data
from ...tabular.memory import by_text
from .lexicon import WORDS
from .registry import rule
from .texts import twins

#: A phrase is usual when it occurs in this number of other places.
USUAL = 2
_NUMERALS: str = WORDS["numerals"]
_FUNCTION = frozenset(WORDS["function_words"])
#: A text, a place in it, and the phrase without the error; `_ANY` stands for any one character.
_Suspect = tuple[int, int, str]
_ANY = "＿"
_DOUBLED = frozenset(WORDS["doubled"])


@rule("FQ-L22")
def rare_phrases_are_no_misspelling_of_usual_ones(data: Data) -> Iterator[Finding]:
    """A Chinese character that is doubled, exchanged with the next, or another than in all like phrases.

    The pairs that it makes with its neighbours occur nowhere else: so two right words are not reported.
    """
    cells = [(row, zh) for row, zh, _ in twins(data) if row[zh]]
    right = {row[name] for row in records() for name in ("name_zh", "counted_zh", "definition_zh")}
    texts = [row[zh] for row, zh in cells]
    pairs = Counter(chain.from_iterable(map(_pairs, texts)))
    suspects = list(_suspects(texts, pairs))
    usual = _occurring(texts, {phrase for _, _, phrase in suspects})
    reported = set()
    for which, at, phrase in suspects:
        row, zh = cells[which]
        if row.table == "areas":  # a place may be called as nothing else is: 齐齐哈尔
            continue
        intended = _intended(phrase, usual.get(phrase, {}), texts[which][at])
        intended = intended or _single(texts[which], at, pairs)
        if intended and which not in reported and texts[which] not in right:
            reported.add(which)
            word = texts[which][max(at - 2, 0) : at + 3]
            yield row.finding("FQ-L22", zh, value=row[zh], word=word, wanted=intended)


@by_text
def _pairs(text: str) -> tuple[str, ...]:
    """The pairs of neighbouring characters of a text."""
    return tuple(map(add, text, text[1:]))


def _intended(phrase: str, usual: Mapping[str, int], written: str) -> str:
    """The phrase that is likely to be right, "" where the texts do not say."""
    if _ANY not in phrase:
        return phrase if usual else ""
    others = [each for each in usual if each != written]
    # Another function word or mark is a matter of wording: a typing error exchanges letters of words.
    if not {written, *others}.isdisjoint(_FUNCTION) or not all(each.isalpha() for each in others):
        return ""
    return phrase.replace(_ANY, others[0]) if len(others) == 1 and usual[others[0]] >= USUAL else ""


def _single(text: str, at: int, pairs: Mapping[str, int]) -> str:
    """The known pair that a doubled character belongs to, where it makes one on one side only."""
    one = text[at]
    if text[at + 1 : at + 2] != one or one in _DOUBLED:
        return ""
    both = (text[at - 1 : at + 1], text[at + 1 : at + 3])
    words = _pairs_of_names()
    known = [pair for pair in both if len(pair) == 2 and (pairs[pair] > 1 or pair in words)]
    return known[0] if len(known) == 1 and pairs[known[0]] > 1 else ""


@lru_cache(maxsize=1)
def _pairs_of_names() -> frozenset[str]:
    """The pairs in the names of the catalogue, as reports print them: where two words meet, neither is wrong."""
    names = ("name_zh", "counted_zh", "aliases")
    return frozenset(chain.from_iterable(_pairs(row[name]) for row in records() for name in names))


def _suspects(texts: Sequence[str], pairs: Counter[str]) -> Iterator[_Suspect]:
    """The places with pairs of characters that occur nowhere else."""
    rare = {pair for pair, number in pairs.items() if number == 1 and pair.isalpha() and not pair.isascii()}
    for which, text in enumerate(texts):
        if rare.isdisjoint(_pairs(text)):
            continue
        for at, pair in enumerate(_pairs(text)):
            if pair in rare:
                yield from ((which, *suspicion) for suspicion in _suspects_at(text, at, pairs, rare))


def _suspects_at(text: str, at: int, pairs: Counter[str], rare: set[str]) -> Iterator[tuple[int, str]]:
    """The places in a text that a rare pair makes suspect, and the phrases without the error.

    A phrase that is usual elsewhere is made of pairs that are: most phrases need no search.
    """
    one, two = text[at], text[at + 1]
    before, behind = text[at - 1 : at] if at else "", text[at + 2 : at + 3]
    if one == two:
        start = at - 1 if behind else at - 2
        yield at, text[max(start, 0) : at + 1] + text[at + 2 : at + 3 if at else at + 4]
    elif two + one in pairs and before + behind:
        phrase = before + two + one + behind
        if pairs.keys() >= {*_pairs(phrase)}:
            yield at, phrase
    if two + behind in rare and two not in _NUMERALS:
        for start, end in ((at - 1, at + 4), (at - 2, at + 3)):
            known = text[start : start + 2], text[end - 2 : end] if start == at - 1 else text[at - 1 : at + 1]
            if start < 0 or (two != behind and min(pairs[known[0]], pairs[known[1]]) <= USUAL):
                continue
            around = text[start : at + 1] + _ANY + text[at + 2 : end]
            if len(around) == 5 and around.replace(_ANY, "").isalpha():
                yield at + 1, around


def _occurring(texts: Sequence[str], phrases: set[str]) -> Mapping[str, Mapping[str, int]]:
    """The characters in the open place of each of some phrases, and how often: one pass over the texts."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    starts = {phrase[:2] for phrase in phrases}
    for text in (each for each in texts if not starts.isdisjoint(_pairs(each))):
        for at, pair in enumerate(_pairs(text)[:-1]):
            if pair not in starts:
                continue
            three, four, five = text[at : at + 3], text[at : at + 4], text[at : at + 5]
            if three in phrases:
                found[three][""] += 1
            if four in phrases:
                found[four][""] += 1
            if len(five) == 5:
                for place in (2, 3):
                    around = five[:place] + _ANY + five[place + 1 :]
                    if around in phrases:
                        found[around][five[place]] += 1
    return found
