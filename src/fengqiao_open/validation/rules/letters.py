"""Rules on single letters: capitals inside words, digits that look like letters, full-width letters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import cache
from itertools import chain

from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .edits import SHORTEST, words
from .lexicon import CHINESE, has_chinese
from .registry import rule
from .texts import asked_of_texts, message_words, names, suspects, twins

#: A word in small letters in so many cells is no name; so many sentences show how a package begins them.
COMMON = 3
WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_WIDE_DIGIT, _WIDE_LETTER = re.compile("[\uff10-\uff19]"), re.compile("[\uff21-\uff3a\uff41-\uff5a]")
_NARROW = re.compile("[0-9A-Za-z]")
_NARROW_MARK = re.compile(f"[,;:?!](?<={CHINESE.pattern}.)(?={CHINESE.pattern})")
_WIDE_MARK = re.compile("[，；：？！]")
_LATIN = re.compile(f"[A-Za-z]{{{SHORTEST},}}")
# GeoNames, and what is left of one: geoNames.
_CAMEL = re.compile("[A-Za-z]*[a-z][A-Z][A-Za-z]*")
# Where a pattern begins with the rarest of its characters, most of a text is passed over quickly.
_HUMP, _INNER_CAPITAL = re.compile("[A-Z](?<=[a-z].)"), re.compile("[A-Z](?<=[A-Za-z].)")
_ODD_CAPITAL = re.compile("[A-Z](?:(?<=[a-z].)|[A-Z][a-z])")
# THe; but not IDs.
_TWO_CAPITALS = re.compile("[A-Z]{2}(?!s$)[a-z]+")
_SMALL_START = re.compile("[a-z]{2,}(?=,? )")
# One digit in a word of four letters or more. At its end, 1, 2, 5 and 8 may be a number: grade5, mode1.
_WITH_DIGIT = re.compile(
    "(?<![A-Za-z0-9])(?=[A-Za-z0-9]{4})[A-Za-z]*(?:[0125689](?=[A-Za-z])|[069])[A-Za-z]*(?![A-Za-z0-9])"
)
# 0f, 0r: no number begins so.
_NOUGHT = re.compile(r"(?<![\w.,%‰°/-])0[A-Za-z](?![\w.,/-])")
# A digit at three letters, or what _NOUGHT finds.
_DIGIT_AT_LETTERS = re.compile(
    "[0-9](?:(?=[A-Za-z]{3})|(?<=[A-Za-z].)(?=[A-Za-z]{2})|(?<=[A-Za-z]{2}.)(?=[A-Za-z])|(?<=[A-Za-z]{3}.)|"
    "(?<=0)(?=[A-Za-z]))"
)
# Words that have a capital in titles, in capitals alone (OR, IT), and at the beginning of a sentence only.
_SMALL = "Are|From|Is|Of|That|The|Was|Were|With"
_CAPITAL_AMONG_SMALL = re.compile(rf" (?<=[a-z0-9,].)({_SMALL})(?= [a-z])")
_LOOKS_LIKE = {"0": "o", "1": "li", "2": "z", "5": "s", "6": "b", "8": "b", "9": "g"}


@cache
def _small() -> frozenset[str]:
    """The English words that this library's messages have in small letters: no names."""
    return frozenset(word for word in message_words() if word.islower())


@asked_of_texts
def _has_hump(zh: str, en: str) -> bool:
    """Whether a Chinese text or its translation has a capital behind a small letter."""
    return has_chinese(zh) and bool(_HUMP.search(zh) or _HUMP.search(en))


def capitals_of_names(data: Data) -> Iterator[tuple[Row, str, str, str]]:
    """Names whose capitals differ between the languages: row, column, name there, name in the other."""
    found: list[tuple[Row, str, str, str, str]] = []
    for row, zh, en in suspects(data, _has_hump):
        forms = {word.lower(): word for word in words(row[en])}
        for one in _LATIN.findall(row[zh]):
            two = forms.get(one.lower(), one)
            camel = _CAMEL.fullmatch(one) or _CAMEL.fullmatch(two)
            if one != two and camel and not one.isupper() and not two.isupper():
                found.append((row, zh, en, one, two))
    number = Counter[str]()
    for row, zh, en in twins(data) if found else ():
        number.update({*_LATIN.findall(row[zh]), *words(row[en])})
    for row, zh, en, one, two in found:
        yield (row, zh, one, two) if number[two] >= number[one] else (row, en, two, one)


@rule("FQ-L32")
def capitals_begin_words(data: Data) -> Iterator[Finding]:
    """A capital inside a common word or an official place, or none at the start of a place or a sentence.

    A sentence that other rows have with other capitals is found by FQ-L29.
    """
    small_starts = (*_small_starts(data), *_small_places(data))
    starts = {(row.table, row.line, en): word for row, en, word in small_starts}
    odd = {row[en] for row, _, en in suspects(data, _has_odd_capital)}
    found = [(row, en) for row, _, en in twins(data) if row[en] in odd or (row.table, row.line, en) in starts]
    number, common = _occurrences(data, {word for row, en in found for word in _with_capitals(row[en])})
    alike = {row[en].casefold() for row, en in found}
    repeated = Counter(
        (row.table, en, text) for row, _, en in twins(data) if (text := row[en].casefold()) in alike
    )
    for row, en in found:
        if repeated[row.table, en, row[en].casefold()] > 1:
            continue
        start = starts.get((row.table, row.line, en), "")
        among = "" if names(en) else _capital_among_small(row[en])
        place = row.table == "areas" and row.key.isdigit() and en == "name_en"
        inside = (word for word in _with_capitals(row[en]) if number[word] == 1)
        wrong = next((word for word in inside if _has_a_capital_inside(word, common, place=place)), "")
        if wrong := wrong or among:
            yield row.finding("FQ-L32", en, value=row[en], word=wrong)
        elif start:
            yield row.finding("FQ-L32", en, case="start", value=row[en], word=start)


def _occurrences(data: Data, odd: Set[str]) -> tuple[Mapping[str, int], Set[str]]:
    """In how many texts words occur, and which of them and of their parts are common in small letters."""
    asked = {*odd, *(part.lower() for word in odd for part in (word, *_parts(word)))}
    texts = [words(row[en]) for row, _, en in twins(data)] if asked else []
    number = Counter(chain.from_iterable(asked.intersection(each) for each in texts))
    return number, _small() | {word for word, times in number.items() if times >= COMMON and word.islower()}


@asked_of_texts
def _has_odd_capital(zh: str, en: str) -> bool:
    return bool(_ODD_CAPITAL.search(en) or _CAPITAL_AMONG_SMALL.search(en))


def _parts(word: str) -> list[str]:
    """The parts of a word that its capitals begin."""
    return re.split("(?<=[a-z])(?=[A-Z])", word)


def _with_capitals(text: str) -> tuple[str, ...]:
    """The words of a text with a capital behind their first letter, unless all are capitals."""
    found = words(text) if _INNER_CAPITAL.search(text) else ()
    return tuple(word for word in found if _CAMEL.fullmatch(word) or _TWO_CAPITALS.fullmatch(word))


def _capital_among_small(text: str) -> str:
    """A common word with a capital between words in small letters, "" where there is none."""
    found = _CAPITAL_AMONG_SMALL.search(text)
    return found[1] if found else ""


def _has_a_capital_inside(word: str, common: Set[str], *, place: bool) -> bool:
    """Whether a word has a capital that it cannot have; a name of two words may have one: GeoNames."""
    if _CAMEL.fullmatch(word):
        within = any(part.lower() in common for part in _parts(word)[1:])
        return place or (word.lower() in common and not within)
    return bool(_TWO_CAPITALS.fullmatch(word)) and word.lower() in common


def _small_starts(data: Data) -> list[tuple[Row, str, str]]:
    """The one sentence of a package that begins with a small letter, with its column and first word."""
    sentences = [
        (row, en) for row, _, en in twins(data) if not names(en) and " " in row[en] and row[en].endswith(".")
    ]
    found = [(row, en, start[0]) for row, en in sentences if (start := _SMALL_START.match(row[en]))]
    return found if len(found) == 1 and len(sentences) > COMMON else []


def _small_places(data: Data) -> Iterator[tuple[Row, str, str]]:
    """Official places that begin with a small letter, or whose kind alone does among places of that kind."""
    kinds = defaultdict[str, list[Row]](list)
    for row in data.rows("areas") if "areas" in data.tables else ():
        first, _, kind = row["name_en"].rpartition(" ")
        if row.key.isdigit():
            kinds[kind].append(row)
            if row["name_en"][:1].islower():
                yield row, "name_en", (first or kind).split(" ")[0]
    for kind, rows in kinds.items():
        if kind.islower() and len(rows) == 1 < len(kinds.get(kind.capitalize(), ())):
            yield rows[0], "name_en", kind


@rule("FQ-L33")
def digits_are_not_letters(data: Data) -> Iterator[Finding]:
    """A digit in an English word that is a known word with the letter that the digit looks like."""
    words_with_digit = (
        (row, en, word)
        for row, _, en in suspects(data, _has_word_with_digit)
        for word in _words_with_digit(row[en], name=names(en))
    )
    found = [each for each in words_with_digit if any(map(str.isalpha, each[2]))]
    known = set(_small())
    for row, zh, en in twins(data) if found else ():
        known.update(word.lower() for column in (zh, en) for word in words(row[column]) if word.isascii())
    for row, en, word in found:
        digit = next(each for each in word if each.isdigit())
        likely = (word.lower().replace(digit, letter) for letter in _LOOKS_LIKE[digit])
        if any(each in known for each in likely):
            yield row.finding("FQ-L33", en, value=row[en], word=word, digit=digit)


@asked_of_texts
def _has_word_with_digit(zh: str, en: str) -> bool:
    return _DIGIT_AT_LETTERS.search(en) is not None


def _words_with_digit(text: str, *, name: bool) -> tuple[str, ...]:
    """The words of an English text with a digit that looks like a letter."""
    return (*_WITH_DIGIT.findall(text), *(() if name else _NOUGHT.findall(text)))


@rule("FQ-L34")
def letters_and_marks_are_of_one_width(data: Data) -> Iterator[Finding]:
    """Full-width letters or digits, or a half-width mark in Chinese, where most texts have the other.

    Of digits nearly all texts must have the other: full-width digits are a style of their own in Chinese.
    """
    for test, wrong, right, times in (
        (_has_wide_letter, _WIDE_LETTER, _NARROW, 4),
        (_has_wide_digit, _WIDE_DIGIT, _NARROW, 20),
        (_has_narrow_mark, _NARROW_MARK, _WIDE_MARK, 4),
    ):
        found = [(row, zh) for row, zh, _ in suspects(data, test)]
        rest = (row[zh] for row, zh, _ in twins(data) if not wrong.search(row[zh])) if found else ()
        number = sum(has_chinese(text) and right.search(text) is not None for text in rest)
        case = "mark" if wrong is _NARROW_MARK else ""
        for row, zh in found if len(found) * times <= number else ():
            yield row.finding("FQ-L34", zh, case=case, value=row[zh], letters="".join(wrong.findall(row[zh])))


@asked_of_texts
def _has_wide_letter(zh: str, en: str) -> bool:
    return _WIDE_LETTER.search(zh) is not None


@asked_of_texts
def _has_wide_digit(zh: str, en: str) -> bool:
    return _WIDE_DIGIT.search(zh) is not None


@asked_of_texts
def _has_narrow_mark(zh: str, en: str) -> bool:
    return _NARROW_MARK.search(zh) is not None
