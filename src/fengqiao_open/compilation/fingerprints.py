"""Fingerprints of rows that must be equal in every package that has them, as hashes.

A mark is a hash of what a thing is known by, and one of what is said of it. Hashes of keys have 128 bits, and
do not meet by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..datapackage.package import shipped, standard_table
from ..indicators.catalogue import indicators
from ..tabular.csv import Row
from ..tabular.dataset import Data

#: The lists that all packages share; their keys mean the same everywhere.
CODE_LISTS = ("themes", "areas", "units", "indicators")
#: Tables that a compilation keeps in one file each: what all parts refer to, and short.
IN_ONE = ("sources", *CODE_LISTS)
#: What a cell says of its own package only: the place of a theme in the list of those that are used.
RELATIVE = {"themes": ("order",)}
#: What packages must say alike of an indicator of the catalogue; its words and its theme may be their own.
OF_THE_CATALOGUE = ("indicator_id", "quantity")
# Two places may have one name, as two themes, units or indicators may not.
_NOT_SHARED = {("areas", "name_zh"), ("areas", "name_en"), ("themes", "order")}

MARK = np.dtype([("high", "u8"), ("low", "u8"), ("content", "u8"), ("kind", "u1"), ("package", "u4")])
Marks = npt.NDArray[np.void]


class Kind(IntEnum):
    """What a mark is of."""

    REPORT = 0
    #: A row of a table that a compilation keeps in one file.
    LISTED = 1
    ROW = 2
    UNIQUE = 3
    #: A row of a generated table: it follows from the others, and needs no look of its own.
    MADE = 4


class Mark(NamedTuple):
    """One thing that must be the same in every package that has it.

    Attributes:
        key: the hash that tells the thing.
        content: the hash of what is said of it.
        kind: a whole report, a row, or a combination of cells that may stand once.
        row: the row; of a report that of `sources`.
        columns: the columns that may not be the same in two rows.
    """

    key: int
    content: int
    kind: Kind
    row: Row
    columns: tuple[str, ...] = ()


def key_hash(table: str, key: str) -> int:
    """The hash by which a row is known."""
    return _hash(table, key)


def _hash(*texts: str) -> int:
    return int.from_bytes(blake2b("\x1f".join(texts).encode(), digest_size=16).digest(), "big")


def marked(data: Data) -> Iterator[Mark]:
    """The marks of a package, those of its reports last."""
    contents: dict[str, int] = {}
    for name in shipped().tables:
        if name not in data.tables:
            continue
        schema = standard_table(name)
        # What may occur once in all packages: identifiers together, and the names of shared codes.
        unique = [each for each in schema.unique_keys if is_shared(name, each)]
        made = bool(shipped().resource(name).get("fq:generated"))
        kind = Kind.MADE if made else Kind.LISTED if name in IN_ONE else Kind.ROW
        for row in data.rows(name):
            key, content = key_hash(name, row.key), _hash(*(row[column] for column in compared(row)))
            yield Mark(key, content, kind, row)
            for together in unique:
                cells = [row[column] for column in together]
                if all(cells):
                    yield Mark(_hash(name, *together, *cells), _hash(row.key), Kind.UNIQUE, row, together)
            source = "" if made else row["source_id"]
            if source:
                # In any order: the rows of a report are a set.
                contents[source] = contents.get(source, 0) ^ _hash(f"{key:x}", f"{content:x}")
    for row in data.rows("sources") if is_whole(data) else ():
        yield Mark(_hash("a report", row.key), contents[row.key], Kind.REPORT, row)


def compared(row: Row) -> tuple[str, ...]:
    """The columns of a row that are compared between packages.

    >>> compared(Row("indicators", 2, "retail-sales", {"indicator_id": "retail-sales", "definition_en": "Sales."}))
    ('indicator_id', 'quantity')
    """
    if row.table == "indicators" and row.key in indicators():
        return OF_THE_CATALOGUE
    return _columns(row.table)


@cache
def _columns(table: str) -> tuple[str, ...]:
    relative = RELATIVE.get(table, ())
    return tuple(name for name in standard_table(table).names if name not in relative)


def is_shared(table: str, columns: Sequence[str]) -> bool:
    """Whether what may stand once in a package may stand once in all of them.

    An identifier means the same everywhere, and so does the name of a shared code; but two towns may have a
    road of one name.

    >>> is_shared("observations", ["source_id", "area_id"]), is_shared("indicators", ["name_zh"])
    (True, True)
    >>> is_shared("projects", ["name_zh"]), is_shared("areas", ["name_zh"])
    (False, False)
    """
    if any(column.endswith("_id") or column == "key" for column in columns):
        return True
    return table in CODE_LISTS and not any((table, column) in _NOT_SHARED for column in columns)


def is_whole(data: Data) -> bool:
    """Whether nothing is left out of a package; what is wrong with it is told by itself."""
    return not data.keys_left_out and all(name in data.tables for name in shipped().tables)


def marks(data: Data) -> Marks:
    """The marks of a package as an array of a few bytes each."""
    half = 2**64 - 1
    rows = [(each.key >> 64, each.key & half, each.content & half, each.kind, 0) for each in marked(data)]
    return np.array(rows, dtype=MARK)
