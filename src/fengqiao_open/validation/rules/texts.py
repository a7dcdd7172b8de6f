"""The texts of a package that rules on writing look at: each in two columns, Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator

from ...tabular.csv import Row
from ...tabular.dataset import Data

#: Columns that name a thing; every other text is a sentence or more.
NAMES = ("name", "title", "publisher", "giver", "recipient", "counted")


def twins(data: Data) -> Iterator[tuple[Row, str, str]]:
    """Each row with the Chinese and the English column of one of its texts; generated tables repeat them."""
    for name, table in data.tables.items():
        pairs = [
            (column, f"{column[:-3]}_en")
            for column in table.columns
            if column.endswith("_zh") and f"{column[:-3]}_en" in table.columns
        ]
        if pairs and not data.generated(name):
            for row in table.rows:
                for zh, en in pairs:
                    yield row, zh, en


def names(column: str) -> bool:
    """Whether a column holds names.

    >>> names("recipient_zh"), names("note_en")
    (True, False)
    """
    return column.rpartition("_")[0] in NAMES
