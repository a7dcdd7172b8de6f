"""Rules on the two languages: every text has its translation, each in its own column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise

from ...datapackage.package import standard_table
from ...findings.report import Finding
from ...lang import Lang
from ...tabular.cell_hints import is_missing
from ...tabular.csv import Row
from ...tabular.dataset import Data
from ...tabular.memory import by_text
from .drafts import AS_WORDED, DRAFT, NO_NAME
from .edits import differing
from .lexicon import CHINESE, WORDS, has_chinese, pattern
from .registry import rule
from .texts import asked_of_texts, is_sentence, names, suspects, twin_columns, twins
from .writing import well_written

_SLIP = 2  # characters of one side by which a slip of the hand differs from what was meant


@rule("FQ-L01")
def every_text_has_its_translation(data: Data) -> Iterator[Finding]:
    """A text in one language only, or a marker such as “—” where a text may be missing."""
    for row, zh, en in suspects(data, _is_lopsided):
        # The name of a unit may be a symbol, the same in both languages.
        symbol = row[zh] == row[en] and _required(row.table, zh)
        # Of a Chinese name, “nan” may be the English one: that of a bread.
        symbol = symbol or (
            row[en] == "nan" and names(en) and has_chinese(row[zh]) and not is_missing(row[zh])
        )
        markers = [each for each in (zh, en) if is_missing(row[each]) and not symbol]
        for column in markers:
            other = row[en if column == zh else zh]
            alone = not other or is_missing(other)
            found = row.finding("FQ-L01", column, case="marker" if alone else "marked", value=row[column])
            yield replace(found, fix="") if alone else found
        if not markers and bool(row[zh]) != bool(row[en]):
            filled, blank = (zh, en) if row[zh] else (en, zh)
            yield row.finding("FQ-L01", blank, filled=filled, blank=blank)


@asked_of_texts
def _is_lopsided(zh: str, en: str) -> bool:
    return bool(zh) != bool(en) or is_missing(zh) or is_missing(en)


@cache
def _required(table: str, column: str) -> bool:
    return standard_table(table).field(column).required


@rule("FQ-L02")
def chinese_is_in_its_column(data: Data) -> Iterator[Finding]:
    """A Chinese column without a Chinese character, though its twin is filled."""
    for row, zh, _ in suspects(data, _is_without_chinese):
        yield row.finding("FQ-L02", zh, value=row[zh])


@asked_of_texts
def _is_without_chinese(zh: str, en: str) -> bool:
    # Symbols and proper names in Latin letters are the same in both languages.
    symbol = zh == en and len(zh) <= 3
    return bool(zh and en) and not has_chinese(zh) and not symbol


@rule("FQ-L03")
def english_is_in_its_column(data: Data) -> Iterator[Finding]:
    """A Chinese character in an English column."""
    for row, _, en in suspects(data, _is_english_with_chinese):
        yield row.finding("FQ-L03", en, value=row[en])


@asked_of_texts
def _is_english_with_chinese(zh: str, en: str) -> bool:
    return has_chinese(en)


@rule("FQ-L04", others=("FQ-L35",))
def one_text_has_one_translation(data: Data) -> Iterator[Finding]:
    """A text that has two translations in one column: one of them was changed or belongs elsewhere.

    A sentence may be worded anew: FQ-L35, a note, unless its numbers change or it is that of other rows.
    Where the two differ by a character or two, or one has all of the other, it is a slip.

    Spaces and full stops are looked at by FQ-L15 and FQ-L16, letters of another script by FQ-L17 and FQ-L18.
    """
    yield from data.once(_other_translations)


def _other_translations(data: Data) -> Sequence[Finding]:
    """The texts that other rows have otherwise; several rules ask for them."""
    return list(_with_two_translations(data))


def _with_two_translations(data: Data) -> Iterator[Finding]:
    whole = [
        (row, (zh, en), (_plain(row[zh]), _plain(row[en])))
        for row, zh, en in twins(data)
        if len(row[zh]) >= 8 and row[en]
    ]
    both_texts = {(row.table, *columns, *plain) for row, columns, plain in whole}
    in_zh = {(table, zh, text) for table, zh, _, text, _ in both_texts}
    in_en = {(table, en, text) for table, _, en, _, text in both_texts}
    if len(both_texts) == len(in_zh) == len(in_en):  # as in most packages, each has one
        return
    whole = [each for each in whole if well_written(*map(each[0].__getitem__, each[1]))]
    pairs: dict[tuple[str, str, str], list[tuple[Row, str, str]]] = defaultdict(list)
    for row, (zh, en), plain in whole:
        pairs[row.table, zh, plain[0]].append((row, en, row[en]))
        pairs[row.table, en, plain[1]].append((row, zh, row[zh]))
    reported: set[tuple[str, int, str]] = set()
    for found in (each for each in pairs.values() if len(each) > 1):
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
                    moved = len(pairs[row.table, column, _plain(other)]) > 1
                    reworded = is_sentence(column) and not moved and _is_reworded(other, wanted)
                    code = "FQ-L35" if reworded else "FQ-L04"
                    yield row.finding(code, column, first, value=other, wanted=wanted, text=text, **place)


def _is_reworded(one: str, other: str) -> bool:
    """Whether a sentence says the same in other words; a slip leaves all but a character or two."""
    a, b, _ = differing(one, other)
    return min(len(a), len(b)) > _SLIP and _numbers(one) == _numbers(other)


def contradicted(data: Data) -> set[tuple[str, int, str]]:
    """Table, line and column, without its language, of the texts that other rows have otherwise."""
    found = (each for each in data.once(_other_translations) if each.code == "FQ-L04")
    return {(each.table, each.line, each.column[:-3]) for each in found}


@by_text
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
            swapped = has_chinese(name) != (lang == "zh")
            drafted = row["definition_status"] == DRAFT or AS_WORDED.fullmatch(row["definition_en"])
            if name and definition and not (swapped or drafted) and not words(name) & words(definition):
                yield row.finding("FQ-L05", f"definition_{lang}", name=name, definition=definition)


@by_text
def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters of a text."""
    return frozenset(one + two for one, two in pairwise(text) if CHINESE.match(one) and CHINESE.match(two))


_COMMON_STEMS = {"with", "that", "this", "numbe", "from"}


@by_text
def _stems(text: str) -> frozenset[str]:
    """The first five letters of the words of four letters and more of a text."""
    return frozenset(word[:5].lower() for word in re.findall(r"[A-Za-z]{4,}", text)) - _COMMON_STEMS


@rule("FQ-L06")
def both_languages_print_the_same_numbers(data: Data) -> Iterator[Finding]:
    """A number in digits in one language that differs in the other."""
    reported: set[tuple[str, int, str]] | None = None
    for row, zh, en in suspects(data, _differ_in_amounts):
        if row["definition_status"] != DRAFT and not NO_NAME.fullmatch(row[en]):
            reported = contradicted(data) if reported is None else reported
            if (row.table, row.line, zh[:-3]) not in reported:
                yield row.finding("FQ-L06", zh, value=row[zh], other=row[en])


_WORDED, _DIGIT = pattern("amount_in_words"), re.compile("[0-9]")
_MAGNITUDES: Mapping[Lang, Mapping[str, int]] = {
    "zh": WORDS["magnitudes"],
    "en": {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3, "hundred": 10**2},
}
_AMOUNTS = {
    lang: re.compile(rf"([0-9]+(?:\.[0-9]+)?)\s*({'|'.join(words)}|%|per cent)?")
    for lang, words in _MAGNITUDES.items()
}


@asked_of_texts
def _differ_in_amounts(zh: str, en: str) -> bool:
    """Whether each of two texts has a number that the other has not.

    Amounts in words have no digits in Chinese, and have some in English.
    """
    if not (_DIGIT.search(zh) and _DIGIT.search(en)):
        return False
    one, two = _amounts(zh, "zh"), _amounts(en, "en")
    return bool(one - two and two - one) and not _WORDED.search(zh)


def _amounts(text: str, lang: Lang) -> frozenset[Fraction]:
    """The numbers of a text times their word; a single digit may be a word in the other language."""
    return frozenset(
        Fraction(number) * _MAGNITUDES[lang].get(word, 1)
        for number, word in _AMOUNTS[lang].findall(text.replace(",", ""))
        if word or len(number) > 1
    )


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
            in_row = row[zh], row[en].casefold()
            for place, chinese, english in named if all(in_row) else ():
                in_zh, in_en = chinese in in_row[0], english in in_row[1]
                if in_en and not in_zh:  # a village called Depo is not named in “deposits”
                    in_en = bool(re.search(rf"(?<![a-z]){re.escape(english)}(?![a-z])", in_row[1]))
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
_YEARS_TO = pattern("years_to")
_QUOTING = (
    *("rulings", "discrepancies", "observations", "relations", "projects", "project_stages"),
    *("awards", "commitments", "organisations"),
)


def _numbers(text: str) -> frozenset[str]:
    """The numbers of two digits and more, without separators; small ones are words in the other language."""
    found = re.findall(r"[0-9]+(?:\.[0-9]+)?", text.replace(",", ""))
    return frozenset(number for number in found if len(number) > 1)


@by_text
def _quoted(text: str) -> frozenset[str]:
    """The numbers of a text but those in the name of a standard or a thing: GB 3095-2012, PM2.5."""
    return _numbers(_STANDARD.sub(" ", text))


@rule("FQ-L08", "figures", "observations", "sources", needs_complete_tables=True)
def quoted_numbers_are_in_the_report(data: Data) -> Iterator[Finding]:
    """A number in an editorial text or a name that the report does not print and is no year of it."""
    printed = set(_numbers("\n".join(data.tables["figures"].column("printed"))))
    printed |= {row[year] for row in data.rows("sources") for year in ("review_year", "plan_year")}
    for name in (each for each in _QUOTING if each in data.tables):
        for zh in (column for column in data.tables[name].columns if column.endswith("_zh")):
            for row in (each for each in data.rows(name) if _DIGIT.search(each[zh])):
                for number in sorted(_quoted(_without_own_years(row, row[zh])) - printed):
                    yield row.finding("FQ-L08", zh, number=number, value=row[zh])


def _without_own_years(row: Row, text: str) -> str:
    """A text without the years that the one year of a statistic stands for: 2017—2021年合计 is no quotation."""
    own = row["period"] if row.table == "observations" else ""
    return _YEARS_TO.sub(lambda span: "" if span[1] == own else span[0], text)
