"""The rule on Chinese phrases: what occurs once, one character away from what the other texts say."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, compress, count
from operator import add

from ...findings.report import Finding
from ...indicators.catalogue import records
from ...tabular.dataset import Data
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
#: What is between two texts, and in none.
_END = "\0"
_DOUBLED = frozenset(WORDS["doubled"])


@rule("FQ-L22")
def rare_phrases_are_no_misspelling_of_usual_ones(data: Data) -> Iterator[Finding]:
    """A Chinese character that is doubled, exchanged with the next, or another than in all like phrases.

    The pairs that it makes with its neighbours occur nowhere else: so two right words are not reported.
    """
    cells = [(row, zh) for row, zh, _ in twins(data) if row[zh]]
    texts = [row[zh] for row, zh in cells]
    whole = _END.join(texts)
    in_order = _pairs(whole)
    pairs = Counter(in_order)
    reported = set()
    for which, at, phrase in _suspects(texts, in_order, pairs):
        row, zh = cells[which]
        # A place may be called as nothing else is: 齐齐哈尔. What the catalogue has is right.
        if which in reported or row.table == "areas" or texts[which] in _right():
            continue
        # Another word that the catalogue has, in like company, is no error: 外资 beside 内资.
        if _ANY in phrase and not _pairs_of_names().isdisjoint(_pairs(texts[which][max(at - 1, 0) : at + 2])):
            continue
        intended = _intended(phrase, whole, texts[which][at]) or _single(texts[which], at, pairs)
        if intended:
            reported.add(which)
            word = texts[which][max(at - 2, 0) : at + 3]
            yield row.finding("FQ-L22", zh, value=row[zh], word=word, wanted=intended)


@cache
def _right() -> frozenset[str]:
    """The Chinese texts of the catalogue of indicators."""
    return frozenset(row[name] for row in records() for name in ("name_zh", "counted_zh", "definition_zh"))


def _pairs(text: str) -> Sequence[str]:
    """The pairs of neighbouring characters of a text."""
    return [*map(add, text, text[1:])]


def _intended(phrase: str, whole: str, written: str) -> str:
    """The phrase that is likely to be right, "" where the texts, one behind the other, do not say."""
    if _ANY not in phrase:
        return phrase if len(phrase) > 2 and phrase in whole else ""
    # Another function word or mark is a matter of wording: a typing error exchanges letters of words.
    if written in _FUNCTION:
        return ""
    usual = _occurring(whole, phrase)
    others = [each for each in usual if each != written]
    if not _FUNCTION.isdisjoint(others) or not all(each.isalpha() for each in others):
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


@cache
def _pairs_of_names() -> frozenset[str]:
    """The pairs in the names of the catalogue, as reports print them: both words of one are right."""
    names = ("name_zh", "counted_zh", "aliases")
    return frozenset(chain.from_iterable(_pairs(row[name]) for row in records() for name in names))


def _suspects(texts: Sequence[str], in_order: Sequence[str], pairs: Counter[str]) -> Iterator[_Suspect]:
    """The places with pairs of characters that occur nowhere else; the pairs of all texts are in order."""
    rare = {pair for pair, number in pairs.items() if number == 1 and pair.isalpha() and not pair.isascii()}
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    for place in compress(count(), map(rare.__contains__, in_order)):
        one, two = in_order[place][0], in_order[place][1]
        # Of most, nothing is suspect: a look at the pairs tells that sooner.
        if one == two or two + one in pairs or not rare.isdisjoint(in_order[place + 1 : place + 2]):
            which = bisect_right(starts, place) - 1
            at = place - starts[which]
            yield from ((which, *suspicion) for suspicion in _suspects_at(texts[which], at, pairs, rare))


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


def _occurring(whole: str, phrase: str) -> Mapping[str, int]:
    """The characters in the open place of a phrase, and how often: in all texts, one behind the other."""
    found: Counter[str] = Counter()
    for place in (each for each in (2, 3) if phrase[each:].startswith(_ANY)):
        start, end = phrase[:place], phrase[place + 1 :]
        at = whole.find(start)
        while at >= 0:
            if whole.startswith(end, at + place + 1):
                found[whole[at + place]] += 1
            at = whole.find(start, at + 1)
    del found[_END]
    return found
