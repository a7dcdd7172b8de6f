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
from ..indicators.rows import of_catalogue
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
#: What a package may word in its own way of a counter: 户 are households in one town and businesses in
#: another.
OF_A_COUNTER = ("name_en", "printed_forms", "code")
# Two places may have one name, as two themes, units or indicators may not.
_NOT_SHARED = {("areas", "name_zh"), ("areas", "name_en"), ("themes", "order")}

MARK = np.dtype([("high", "u8"), ("low", "u8"), ("content", "u8"), ("kind", "u1"), ("package", "u4")])
Marks = npt.NDArray[np.void]
# Bytes of a number of a mark; a hash has two of them.
_HALF = 8


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

    key: bytes
    content: bytes
    kind: Kind
    row: Row
    columns: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[int, int]:
        """Its key and its content as the marks of many packages have them, which are compared."""
        return int.from_bytes(self.key, "big"), int.from_bytes(self.content[_HALF:], "big")


def key_hash(table: str, key: str) -> int:
    """The hash by which a row is known."""
    return int.from_bytes(_hash(table, key), "big")


def _hash(*texts: str) -> bytes:
    return blake2b("\x1f".join(texts).encode(), digest_size=2 * _HALF).digest()


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
        of_report = not made and "source_id" in schema.names
        for row in data.rows(name):
            key, content = _hash(name, row.key), _hash(*map(row.__getitem__, compared(row)))
            yield Mark(key, content, kind, row)
            for together in unique:
                cells = [row[column] for column in together]
                if all(cells):
                    yield Mark(_hash(name, *together, *cells), _hash(row.key), Kind.UNIQUE, row, together)
            source = row["source_id"] if of_report else ""
            if source:
                # In any order: the rows of a report are a set.
                both = blake2b(key + content, digest_size=2 * _HALF).digest()
                contents[source] = contents.get(source, 0) ^ int.from_bytes(both, "big")
    for row in data.rows("sources") if is_whole(data) else ():
        content = contents[row.key].to_bytes(2 * _HALF, "big")
        yield Mark(_hash("a report", row.key), content, Kind.REPORT, row)


def compared(row: Row) -> tuple[str, ...]:
    """The columns of a row that are compared between packages.

    >>> cells = {"indicator_id": "retail-sales", "definition_en": "Sales."}
    >>> compared(Row("indicators", 2, "retail-sales", cells))
    ('indicator_id', 'quantity')
    """
    if row.table == "indicators" and of_catalogue(row.key):
        return OF_THE_CATALOGUE
    if row.table == "units" and row["code"].startswith("{"):
        return tuple(name for name in _columns(row.table) if name not in OF_A_COUNTER)
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
    found = list(marked(data))
    made = np.zeros(len(found), MARK)
    keys = np.frombuffer(b"".join([each.key for each in found]), ">u8").reshape(-1, 2)
    made["high"], made["low"] = keys.T
    made["content"] = np.frombuffer(b"".join([each.content for each in found]), ">u8")[1::2]
    made["kind"] = [each.kind for each in found]
    return made
