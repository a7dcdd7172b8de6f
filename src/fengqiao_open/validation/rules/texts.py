"""The texts of a package that rules on writing look at: each in two columns, Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from ...findings.catalogue import catalogue
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .edits import words

#: Columns that name a thing; every other text is a sentence or more.
NAMES = ("name", "title", "publisher", "giver", "recipient", "counted")


def twin_columns(data: Data) -> Iterator[tuple[str, str, str]]:
    """Each table with the Chinese and the English column of one of its texts, generated tables left out."""
    for name, table in data.tables.items():
        for zh in table.columns if not data.generated(name) else ():
            if zh.endswith("_zh") and (en := f"{zh[:-3]}_en") in table.columns:
                yield name, zh, en


def twins(data: Data) -> Iterator[tuple[Row, str, str]]:
    """Each row with the Chinese and the English column of one of its texts."""
    for name, columns in groupby(twin_columns(data), key=lambda each: each[0]):
        pairs = [(zh, en) for _, zh, en in columns]
        for row in data.rows(name):
            for zh, en in pairs:
                yield row, zh, en


@lru_cache(maxsize=1)
def message_words() -> frozenset[str]:
    """The English words of this library's messages, as they are written there."""
    texts = (text["en"] for entry in catalogue().values() for text in entry.words.values())
    return frozenset(word for text in texts for word in words(text))


def names(column: str) -> bool:
    """Whether a column holds names.

    >>> names("recipient_zh"), names("note_en")
    (True, False)
    """
    return column.rpartition("_")[0] in NAMES
