"""Rules on texts that repeat: one text has one spelling and one translation, one thing its own two names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .edits import differing, misspells, one_edit_apart, words
from .registry import rule
from .texts import distinct_cells, names, twins

#: Longer texts have one translation whatever it is: FQ-L04.
_LONG = 8
USUAL = 3


@rule("FQ-L23", "organisations", "projects")
def twins_name_one_thing(data: Data) -> Iterator[Finding]:
    """A text that is the name of one organisation or project in Chinese, and of another in English."""
    by_zh, by_en = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for table in ("organisations", "projects"):
        for row in data.rows(table):
            by_zh[row["name_zh"]].add(row.key)
            by_en[row["name_en"].casefold()].add(row.key)
    for row, zh, en in twins(data):
        if names(zh) and row.table not in ("organisations", "projects"):
            one, two = by_zh.get(row[zh], set()), by_en.get(row[en].casefold(), set())
            # A Chinese name of another thing than the row is linked to is found by FQ-R35.
            if one and two and one.isdisjoint(two) and row["organisation_id"] not in two:
                yield row.finding("FQ-L23", en, value=row[en], other=row[zh])


@rule("FQ-L24", "indicators")
def urls_of_one_source_are_spelled_alike(data: Data) -> Iterator[Finding]:
    """The URL of a definition that is one edit away from the one that others have for its document."""
    documents: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in data.rows("indicators"):
        if row["definition_url"]:
            documents[row["definition_title_zh"], row["definition_vintage"]].append(row)
    for rows in documents.values():
        number = Counter(row["definition_url"] for row in rows)
        usual, times = number.most_common(1)[0]
        for url in number if times >= USUAL else ():
            pages = _page(url), _page(usual)
            # Pages of one document differ in a digit.
            if one_edit_apart(*pages) and not any(part.isdigit() for part in differing(*pages)[:2]):
                for row in rows:
                    if row["definition_url"] == url:
                        yield row.finding("FQ-L24", "definition_url", value=url, wanted=usual)


@rule("FQ-L25")
def short_texts_are_translated_alike(data: Data) -> Iterator[Finding]:
    """A short text with a translation that is one edit away from the one that it has in other rows."""
    pairs: Counter[tuple[str, str, str, str]] = Counter()
    rows: list[tuple[Row, str, str]] = []
    for row, zh, en in twins(data):
        if 0 < len(row[zh]) < _LONG and row[en]:
            rows.append((row, zh, en))
            pairs[row.table, zh, row[zh], row[en]] += 1
    by_zh, by_en = (defaultdict[tuple[str, str, str], set[str]](set) for _ in range(2))
    for table, column, zh_text, en_text in pairs:
        by_zh[table, column, zh_text].add(en_text)
        by_en[table, column, en_text].add(zh_text)
    for row, zh, en in rows:
        if pairs[row.table, zh, row[zh], row[en]] > 1:
            continue
        for other in by_zh[row.table, zh, row[zh]]:
            usual = pairs[row.table, zh, row[zh], other] > 1
            if usual and _misspelled(row[en], other) and not _in_key(row, other, row[en]):
                yield row.finding("FQ-L25", en, value=row[en], wanted=other, text=row[zh])
        for other in by_en[row.table, zh, row[en]]:
            if pairs[row.table, zh, other, row[en]] > 1 and _exchanged(row[zh], other):
                yield row.finding("FQ-L25", zh, value=row[zh], wanted=other, text=row[en])


# Columns that repeat a text as it is in the report, whatever it is.
_VERBATIM = ("printed", "garbled", "repaired")
# Shorter texts may be so by nature, such as beriberi.
_TWICE = re.compile(r"(?=.*[^\W\d_])(?:(?=.*[\u3400-\u9fff]).{3,}|.{5,})", re.S)


@rule("FQ-L26")
def texts_are_pasted_once(data: Data) -> Iterator[Finding]:
    """A cell with the same text twice, one behind the other."""
    # Few cells of an even length have equal halves: a look at them is faster than a call for each.
    halved = ((cell, len(cell) // 2) for cell in distinct_cells(data) if not len(cell) % 2)
    twice = {cell for cell, half in halved if cell[:half] == cell[half:] and _TWICE.fullmatch(cell[:half])}
    for name, table in data.tables.items() if twice else ():
        columns = [column for column in table.columns if column not in _VERBATIM]
        for row in table.rows if not data.generated(name) else ():
            for column in (each for each in columns if row[each] in twice):
                once = row[column][: len(row[column]) // 2]
                yield row.finding("FQ-L26", column, value=row[column], once=once)


@rule("FQ-L29")
def sentences_have_one_capitalisation(data: Data) -> Iterator[Finding]:
    """A sentence that other rows have with other capitals."""
    rows: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row, _, en in twins(data):
        if row[en].endswith(".") and " " in row[en]:
            rows[row.table, en, row[en].casefold()].append(row)
    for (_, column, _), found in ((place, each) for place, each in rows.items() if len(each) > 2):
        number = Counter(row[column] for row in found)
        usual, times = number.most_common(1)[0]
        for row in found if len(number) > 1 and times > 1 else ():
            if number[row[column]] == 1:
                first = next(each for each in found if each[column] == usual)
                yield row.finding("FQ-L29", column, first, value=row[column], line=first.line)


def _page(url: str) -> str:
    """A URL without what may differ for one page: http or https, a slash at the end."""
    return url.partition("://")[2].rstrip("/")


def _in_key(row: Row, right: str, wrong: str) -> bool:
    """Whether the identifier has the right word, so that FQ-L20 finds the wrong one."""
    return set(words(right.lower())) - set(words(wrong.lower())) <= set(row.key.split("-"))


def _misspelled(one: str, two: str) -> bool:
    """Whether two English texts differ in one word, which is misspelled in one of them."""
    pairs = list(zip(words(one.lower()), words(two.lower()), strict=False))
    differ = [(a, b) for a, b in pairs if a != b]
    return len(words(one)) == len(words(two)) and len(differ) == 1 and misspells(*differ[0])


def _exchanged(one: str, two: str) -> bool:
    """Whether a Chinese text is another with two characters exchanged, or one doubled."""
    if not one_edit_apart(one, two):
        return False
    a, b, _ = differing(one, two)
    return len(a) == 2 or (len(a) == 1 and not b and a + a in one)


@rule("FQ-P20", "passages")
def paragraphs_of_a_report_differ(data: Data) -> Iterator[Finding]:
    """Two paragraphs of one report with the same hash: their texts would be the same."""
    for first, *others in data.groups("passages", "source_id", "text_sha256").values():
        for row in others:
            words = {"own": row["paragraph"], "other": first["paragraph"], "line": first.line}
            yield row.finding("FQ-P20", "text_sha256", first, **words)
