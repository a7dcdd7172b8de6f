"""The texts of a package that rules on writing look at: each in two columns, Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import groupby

from ...findings.catalogue import catalogue
from ...tabular.csv import Row
from ...tabular.dataset import Data
from ...tabular.memory import by_text
from .edits import distinct_words

Twin = tuple[Row, str, str]
#: Whether something may be wrong with a text and its translation.
Test = Callable[[str, str], bool]
_TESTS: list[Test] = []
#: Columns that name a thing; every other text is a sentence or more.
NAMES = ("name", "title", "publisher", "giver", "recipient", "counted")
#: Columns of sentences about a row, which may say the same in other words.
_SENTENCES = (
    "note",
    "definition",
    "comparability",
    "question",
    "ruling",
    "alternatives",
    "reason",
    "evidence",
)


def twin_columns(data: Data) -> Iterator[tuple[str, str, str]]:
    """Each table with the Chinese and the English column of one of its texts, generated tables left out."""
    for name, table in data.tables.items():
        for zh in table.columns if not data.generated(name) else ():
            if zh.endswith("_zh") and (en := f"{zh[:-3]}_en") in table.columns:
                yield name, zh, en


def twins(data: Data) -> Sequence[Twin]:
    """Each row with the Chinese and the English column of one of its texts, blank ones left out."""
    return data.once(_twins)


def _twins(data: Data) -> Sequence[Twin]:
    return [
        (row, zh, en)
        for name, columns in groupby(twin_columns(data), key=lambda each: each[0])
        for pairs in [[(zh, en) for _, zh, en in columns]]
        for row in data.rows(name)
        for zh, en in pairs
        if row[zh] or row[en]
    ]


def asked_of_texts(test: Test) -> Test:
    """Add a test to those that are asked of every two texts, Chinese and English."""
    _TESTS.append(test)
    return test


def suspects(data: Data, test: Test) -> Sequence[Twin]:
    """The twins whose texts a test finds suspect."""
    return data.once(_suspects).get(test, ())


def _suspects(data: Data) -> Mapping[Test, Sequence[Twin]]:
    found: dict[Test, list[Twin]] = {}
    for each in twins(data):
        row, zh, en = each
        for test in _failed(row[zh], row[en]):
            found.setdefault(test, []).append(each)
    return found


@by_text
def _failed(zh: str, en: str) -> Sequence[Test]:
    """The tests that find two texts suspect: mostly none, and most packages have most texts of another."""
    return [test for test in _TESTS if test(zh, en)]


def distinct_cells(data: Data) -> Set[str]:
    """The cells of all tables, each once, generated tables left out."""
    return data.once(_distinct_cells)


def _distinct_cells(data: Data) -> Set[str]:
    tables = (table for name, table in data.tables.items() if not data.generated(name))
    return set[str]().union(*(table.column(column) for table in tables for column in table.columns))


@lru_cache(maxsize=1)
def message_words() -> frozenset[str]:
    """The English words of this library's messages, as they are written there."""
    texts = (text["en"] for entry in catalogue().values() for text in entry.words.values())
    return frozenset(distinct_words("\n".join(texts)))


@cache
def names(column: str) -> bool:
    """Whether a column holds names.

    >>> names("recipient_zh"), names("note_en")
    (True, False)
    """
    return column.rpartition("_")[0] in NAMES


def is_sentence(column: str) -> bool:
    """Whether the texts of a column are sentences, which have no one right wording."""
    return column.rpartition("_")[0] in _SENTENCES
