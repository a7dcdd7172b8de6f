"""Rules on the two languages: every text has its translation, each in its own column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise

from ...datapackage.package import shipped
from ...findings.report import Finding
from ...tabular.cell_hints import is_missing
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .drafts import AS_WORDED, DRAFT, NO_NAME
from .lexicon import CHINESE, WORDS, pattern
from .registry import rule
from .texts import twin_columns, twins
from .writing import well_written


@rule("FQ-L01")
def every_text_has_its_translation(data: Data) -> Iterator[Finding]:
    """A text in one language only, or a marker such as “—” where a text may be missing."""
    for row, zh, en in twins(data):
        # The name of a unit may be a symbol, the same in both languages.
        symbol = row[zh] == row[en] and _required(row.table, zh)
        markers = [each for each in (zh, en) if is_missing(row[each]) and not symbol]
        for column in markers:
            other = row[en if column == zh else zh]
            alone = not other or is_missing(other)
            found = row.finding("FQ-L01", column, case="marker" if alone else "marked", value=row[column])
            yield replace(found, fix="") if alone else found
        if not markers and bool(row[zh]) != bool(row[en]):
            filled, blank = (zh, en) if row[zh] else (en, zh)
            yield row.finding("FQ-L01", blank, filled=filled, blank=blank)


@cache
def _required(table: str, column: str) -> bool:
    return shipped().schema(table).field(column).required


@rule("FQ-L02")
def chinese_is_in_its_column(data: Data) -> Iterator[Finding]:
    """A Chinese column without a Chinese character, though its twin is filled."""
    for row, zh, en in twins(data):
        # Symbols and proper names in Latin letters are the same in both languages.
        symbol = row[zh] == row[en] and len(row[zh]) <= 3
        if row[zh] and row[en] and not CHINESE.search(row[zh]) and not symbol:
            yield row.finding("FQ-L02", zh, value=row[zh])


@rule("FQ-L03")
def english_is_in_its_column(data: Data) -> Iterator[Finding]:
    """A Chinese character in an English column."""
    for row, _, en in twins(data):
        if CHINESE.search(row[en]):
            yield row.finding("FQ-L03", en, value=row[en])


@rule("FQ-L04")
def one_text_has_one_translation(data: Data) -> Iterator[Finding]:
    """A text that has two translations in one column: one of them was changed or belongs elsewhere.

    Spaces and full stops are looked at by FQ-L15 and FQ-L16, letters of another script by FQ-L17 and FQ-L18.
    """
    pairs: dict[tuple[str, str, str], list[tuple[Row, str, str]]] = defaultdict(list)
    for row, zh, en in twins(data):
        if len(row[zh]) >= 8 and row[en] and well_written(row[zh], row[en]):
            pairs[row.table, zh, _plain(row[zh])].append((row, en, row[en]))
            pairs[row.table, en, _plain(row[en])].append((row, zh, row[zh]))
    reported: set[tuple[str, int, str]] = set()
    for found in pairs.values():
        counts = Counter(_plain(other) for _, _, other in found)
        usual = counts.most_common(1)[0][0]
        if len(counts) > 1:
            first, _, wanted = next(each for each in found if _plain(each[2]) == usual)
            for row, column, other in found:
                # A misplaced text has the wrong translation, and its translation the wrong text: one mistake.
                twin = row.table, row.line, column[:-3]
                if _plain(other) != usual and twin not in reported:
                    reported.add(twin)
                    text = row[f"{column[:-2]}{'zh' if column.endswith('en') else 'en'}"]
                    place = {"line": first.line, "table": first.table}
                    yield row.finding("FQ-L04", column, first, value=other, wanted=wanted, text=text, **place)


def contradicted(data: Data) -> set[tuple[str, int, str]]:
    """Table, line and column, without its language, of the texts that other rows have otherwise."""
    return {(each.table, each.line, each.column[:-3]) for each in one_text_has_one_translation(data)}


def _plain(text: str) -> str:
    """A text without what FQ-L15 and FQ-L16 look at, in lower case."""
    return " ".join(text.rstrip(".。").casefold().split())


@rule("FQ-L05", "indicators")
def definitions_are_of_their_indicator(data: Data) -> Iterator[Finding]:
    """A definition that has no word in common with the name that it defines."""
    for row in data.rows("indicators"):
        for lang, words in (("zh", _pairs), ("en", _stems)):
            name, definition = row[f"name_{lang}"], row[f"definition_{lang}"]
            # A draft has no English name yet: FQ-R61. A name in the other language is reported as such.
            swapped = bool(CHINESE.search(name)) != (lang == "zh")
            drafted = row["definition_status"] == DRAFT or AS_WORDED.fullmatch(row["definition_en"])
            if name and definition and not (swapped or drafted) and not words(name) & words(definition):
                yield row.finding("FQ-L05", f"definition_{lang}", name=name, definition=definition)


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring Chinese characters of a text."""
    return {one + two for one, two in pairwise(text) if CHINESE.match(one) and CHINESE.match(two)}


_COMMON_STEMS = {"with", "that", "this", "numbe", "from"}


def _stems(text: str) -> set[str]:
    """The first five letters of the words of four letters and more of a text."""
    return {word[:5].lower() for word in re.findall(r"[A-Za-z]{4,}", text)} - _COMMON_STEMS


@rule("FQ-L06")
def both_languages_print_the_same_numbers(data: Data) -> Iterator[Finding]:
    """A number in digits in one language that differs in the other."""
    reported: set[tuple[str, int, str]] | None = None
    for row, zh, en in twins(data):
        one, two = _amounts(row[zh], _ZH_WORDS), _amounts(row[en], _EN_WORDS)
        # Amounts in words have no digits in Chinese, and have some in English.
        drafted = row["definition_status"] == DRAFT or NO_NAME.fullmatch(row[en])
        if one - two and two - one and not _WORDED.search(row[zh]) and not drafted:
            reported = contradicted(data) if reported is None else reported
            if (row.table, row.line, zh[:-3]) not in reported:
                yield row.finding("FQ-L06", zh, value=row[zh], other=row[en])


_WORDED = pattern("amount_in_words")
_ZH_WORDS: Mapping[str, int] = WORDS["magnitudes"]
_EN_WORDS = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3, "hundred": 10**2}


def _amounts(text: str, words: Mapping[str, int]) -> set[Fraction]:
    """The numbers of a text times their word; a single digit may be a word in the other language."""
    pattern = rf"([0-9]+(?:\.[0-9]+)?)\s*({'|'.join(words)}|%|per cent)?"
    return {
        Fraction(number) * words.get(word, 1)
        for number, word in re.findall(pattern, text.replace(",", ""))
        if word or len(number) > 1
    }


@rule("FQ-L07", "areas")
def places_are_named_in_both_languages(data: Data) -> Iterator[Finding]:
    """A village that one language names and its twin does not; in titles and publishers, a town too.

    A place that no text names in both languages, though several name it in one, is misnamed itself.
    """
    places: dict[tuple[str, ...], list[tuple[Row, str, str]]] = {
        kinds: [(row, *_stems_of_place(row)) for row in data.rows("areas") if row["type"] in kinds]
        for kinds in set(_NAMING.values())
    }
    agreed, found = set[str](), defaultdict[str, list[Finding]](list)
    for name, zh, en in twin_columns(data):
        if name == "areas" or not zh.startswith(tuple(_NAMING)):
            continue
        named = places[_NAMING[zh.partition("_")[0]]]
        for row in data.rows(name):
            for place, chinese, english in named if row[zh] and row[en] else ():
                in_zh, in_en = chinese in row[zh], english in row[en].casefold()
                if in_zh and in_en:
                    agreed.add(place.key)
                elif in_zh != in_en:
                    words = {"value": row[zh], "other": row[en], "place": f"{chinese} / {english}"}
                    found[place.key].append(row.finding("FQ-L07", zh if in_en else en, place, **words))
    for key, each in found.items():
        if key in agreed or len(each) == 1:
            yield from each
            continue
        place, column = data.by_key("areas")[key], f"name_{each[0].column[-2:]}"
        yield place.finding("FQ-L07", column, **each[0].values)


# Which places the texts of a column must name in both languages: a town is often left out in one.
_NAMING = {
    "name": ("village",),
    "recipient": ("village",),
    "title": ("village", "town"),
    "publisher": ("village", "town"),
}


def _stems_of_place(row: Row) -> tuple[str, str]:
    """The name of a place without its kind, in both languages."""
    return _PLACE_SUFFIX.sub("", row["name_zh"]), row["name_en"].split(" ")[0].casefold()


_PLACE_SUFFIX = pattern("place_suffix")
_STANDARD = re.compile(r"[A-Za-z]+[/A-Z]* ?[0-9.-]+")
# Years that a note dates its row with: 2018—2022年.
_YEARS = re.compile(r"((?:19|20)\d\d)[-—–]((?:19|20)\d\d)年")
_QUOTING = (
    *("rulings", "discrepancies", "observations", "relations", "projects", "project_stages"),
    *("awards", "commitments", "organisations"),
)


def _numbers(text: str) -> set[str]:
    """The numbers of two digits and more, without separators; small ones are words in the other language."""
    return {number for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", text.replace(",", "")) if len(number) > 1}


def _dating(row: Row, column: str) -> set[str]:
    """The years of a text that date its row, since the last of them is its period."""
    spans = _YEARS.findall(row[column])
    return {year for span in spans for year in span if span[1] == row["period"]}


@rule("FQ-L08", "figures", "observations", "sources", needs_complete_tables=True)
def quoted_numbers_are_in_the_report(data: Data) -> Iterator[Finding]:
    """A number in an editorial text or a name that the report does not print and is no year of it."""
    printed = {number for row in data.rows("figures") for number in _numbers(row["printed"])}
    printed |= {row[year] for row in data.rows("sources") for year in ("review_year", "plan_year")}
    for name in (each for each in _QUOTING if each in data.tables):
        for zh in (column for column in data.tables[name].columns if column.endswith("_zh")):
            for row in data.rows(name):
                # GB 3095-2012, PM2.5: numbers in the name of a standard or a thing are not quoted.
                for number in sorted(_numbers(_STANDARD.sub(" ", row[zh])) - printed - _dating(row, zh)):
                    yield row.finding("FQ-L08", zh, number=number, value=row[zh])
