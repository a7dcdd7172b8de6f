"""Rules on the two languages: every text has its twin, and each stands in its own column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from ..dataset import Data
from ..findings import Finding
from ..rows import Row
from .registry import rule

# Amounts in 万 and 亿 are written with other digits in English.
MAGNITUDES = re.compile("[0-9][百千]|[万亿]")
CHINESE = re.compile(r"[㐀-䶿一-鿿]")


def _twins(data: Data) -> Iterator[tuple[str, str, str]]:
    for name, table in data.tables.items():
        for column in table.columns:
            if column.endswith("_zh") and f"{column[:-3]}_en" in table.columns:
                yield name, column, f"{column[:-3]}_en"


@rule("FQ-L01")
def every_text_has_its_twin(data: Data) -> Iterator[Finding]:
    """A text in one language only."""
    for name, zh, en in _twins(data):
        for row in data.rows(name):
            if bool(row[zh]) != bool(row[en]):
                filled, blank = (zh, en) if row[zh] else (en, zh)
                yield row.finding("FQ-L01", blank, filled=filled, blank=blank)


@rule("FQ-L02")
def chinese_stands_in_its_column(data: Data) -> Iterator[Finding]:
    """A Chinese column without a Chinese character, though its twin is filled."""
    for name, zh, en in _twins(data):
        for row in data.rows(name):
            if row[zh] and row[en] and not CHINESE.search(row[zh]) and not _same_symbol(row[zh], row[en]):
                yield row.finding("FQ-L02", zh, value=row[zh])


@rule("FQ-L03")
def english_stands_in_its_column(data: Data) -> Iterator[Finding]:
    """A Chinese character in an English column."""
    for name, _, en in _twins(data):
        for row in data.rows(name):
            if CHINESE.search(row[en]):
                yield row.finding("FQ-L03", en, value=row[en])


@rule("FQ-L04")
def one_text_has_one_translation(data: Data) -> Iterator[Finding]:
    """A text that stands with two translations in one column: one of them was changed or belongs elsewhere."""
    pairs: dict[tuple[str, str, str], list[tuple[Row, str, str]]] = defaultdict(list)
    for name, zh, en in _twins(data):
        for row in data.rows(name):
            if row[zh] and row[en] and len(row[zh]) >= 8 and not data.generated(name):
                pairs[name, zh, row[zh]].append((row, en, row[en]))
                pairs[name, en, row[en].casefold()].append((row, zh, row[zh]))
    for (_, _, text), found in pairs.items():
        counts = Counter(other.casefold() for _, _, other in found)
        usual, number = counts.most_common(1)[0]
        if len(counts) > 1:
            for row, column, other in found:
                if other.casefold() != usual or number == 1:
                    yield row.finding("FQ-L04", column, value=other, wanted=usual, text=text)


@rule("FQ-L05", "indicators")
def definitions_are_of_their_indicator(data: Data) -> Iterator[Finding]:
    """A definition that has no word in common with the name that it defines."""
    for row in data.rows("indicators"):
        for lang, words in (("zh", _pairs), ("en", _stems)):
            name, definition = row[f"name_{lang}"], row[f"definition_{lang}"]
            if name and definition and not words(name) & words(definition):
                yield row.finding("FQ-L05", f"definition_{lang}", name=name, definition=definition)


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring Chinese characters of a text."""
    return {
        text[at : at + 2]
        for at in range(len(text) - 1)
        if CHINESE.match(text[at]) and CHINESE.match(text[at + 1])
    }


def _stems(text: str) -> set[str]:
    """The first five letters of the words of four letters and more of a text."""
    return {word[:5].lower() for word in re.findall(r"[A-Za-z]{4,}", text)} - {
        "with",
        "that",
        "this",
        "numbe",
        "from",
    }


@rule("FQ-L06")
def both_languages_print_the_same_numbers(data: Data) -> Iterator[Finding]:
    """A number in digits in one language for which another stands in the other."""
    for name, zh, en in _twins(data):
        for row in data.rows(name):
            one, two = _numbers(row[zh]), _numbers(row[en])
            if one - two and two - one and not MAGNITUDES.search(row[zh]) and not data.generated(name):
                yield row.finding("FQ-L06", zh, value=row[zh], other=row[en])


def _numbers(text: str) -> set[str]:
    """The numbers of two digits and more, without separators; small ones are often words in the other language."""
    return {number for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", text.replace(",", "")) if len(number) > 1}


@rule("FQ-L07", "areas")
def places_are_named_in_both_languages(data: Data) -> Iterator[Finding]:
    """A village or community that one language names and its twin does not."""
    places = [
        (re.sub("(村|社区)$", "", row["name_zh"]), row["name_en"].split(" ")[0].casefold())
        for row in data.rows("areas")
        if row["type"] == "village"
    ]
    for name, zh, en in _twins(data):
        if not (zh.startswith(("name_", "recipient_")) and name != "areas") or data.generated(name):
            continue
        for row in data.rows(name):
            for chinese, english in places:
                if row[en] and row[zh] and (chinese in row[zh]) != (english in row[en].casefold()):
                    yield row.finding(
                        "FQ-L07",
                        zh if english in row[en].casefold() else en,
                        value=row[zh],
                        other=row[en],
                        place=f"{chinese} / {english}",
                    )


def _same_symbol(zh: str, en: str) -> bool:
    """Symbols and proper names in Latin letters are the same in both languages."""
    return zh == en and len(zh) <= 3
