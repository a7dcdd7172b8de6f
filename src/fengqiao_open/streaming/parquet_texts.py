"""Strings in Parquet that are not UTF-8, or longer than a cell may be: their rows are set aside.

A text of megabytes that a file holds once may stand in each of its rows: it is found among the texts, where it is
still held once.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ..datapackage.files import LONGEST_CELL


@dataclass(frozen=True, slots=True)
class Unfit:
    """A cell that is no text, or has no end.

    Attributes:
        row: its row, from 0.
        column: its column.
        byte: which of its bytes is no UTF-8, from 1; 0 where it is too long.
    """

    row: int
    column: str
    byte: int


def is_text(kind: pa.DataType) -> bool:
    """Whether a column holds texts."""
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def with_fit_texts(table: pa.Table, plain: Collection[str]) -> tuple[pa.Table, list[Unfit]]:
    """A table with texts that can be read, blank where they cannot, and the first such cell of each row.

    Args:
        table: rows, some texts in dictionaries, which are the same in all chunks.
        plain: the columns whose cells are wanted and not the numbers of their texts.
    """
    found: dict[int, Unfit] = {}
    columns = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        if pa.types.is_dictionary(column.type) and column.num_chunks:
            texts = column.chunk(0).dictionary
            if bad := _bad(texts):
                fit = _without(texts, bad)
                numbers = [number for chunk in column.chunks for number in chunk.indices.to_pylist()]
                for row, number in enumerate(numbers):
                    if number in bad:
                        found.setdefault(row, Unfit(row, name, bad[number]))
                chunks = [pa.DictionaryArray.from_arrays(chunk.indices, fit) for chunk in column.chunks]
                column = pa.chunked_array(chunks)
            if name in plain:
                chunks = [chunk.dictionary_decode() for chunk in column.chunks]
                column = pa.chunked_array(chunks, column.type.value_type)
        elif is_text(column.type):
            chunks, row = [], 0
            for chunk in column.chunks:
                bad = _bad(chunk)
                for at, byte in bad.items():
                    found.setdefault(row + at, Unfit(row + at, name, byte))
                chunks.append(_without(chunk, bad) if bad else chunk)
                row += len(chunk)
            column = pa.chunked_array(chunks, column.type)
        columns.append(column)
    return pa.table(columns, names=table.column_names), [found[row] for row in sorted(found)]


def _without(texts: pa.Array, bad: Collection[int]) -> pa.Array:
    """The texts, null where they cannot be read."""
    cells = texts.cast(pa.large_binary()).to_pylist()
    return pa.array(
        [None if at in bad or cell is None else cell.decode() for at, cell in enumerate(cells)], texts.type
    )


def _bad(texts: pa.Array) -> dict[int, int]:
    """Which texts cannot be read: the byte that is no UTF-8, from 1, or 0 for those that are too long."""
    try:
        texts.validate(full=True)
        if longest(texts) <= LONGEST_CELL:
            return {}
    except pa.ArrowInvalid:
        pass
    bad = {}
    for at, text in enumerate(texts.cast(pa.large_binary()).to_pylist()):
        try:
            if text is not None and len(text.decode()) > LONGEST_CELL:
                bad[at] = 0
        except UnicodeDecodeError as problem:
            bad[at] = problem.start + 1
    return bad


def longest(texts: pa.Array) -> int:
    """The bytes of the longest text."""
    wide = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    offsets = texts.buffers()[1]
    if offsets is None:
        return 0
    ends = np.frombuffer(offsets, wide)[texts.offset : texts.offset + len(texts) + 1]
    return int(np.diff(ends).max(initial=0))
