"""Parquet files in parts within one row group; columns of another type are read as strings.

Strings that are not UTF-8, or longer than a cell may be, are reported with their rows. They are looked for in
the dictionaries, where a string of megabytes is held once, however many rows have it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from polars.exceptions import PanicException, PolarsError

from ..datapackage.characters import visible
from ..datapackage.files import LARGEST_FILE, LONGEST_CELL, size
from ..datapackage.schema import Resource
from ..findings.report import Evidence, Finding
from .csv_batches import LINE, NUMBER, Batch, encoded, placed_texts, text, without_blank_rows
from .paths import opened_for_arrow

#: Rows that are checked at once; more than in a block of CSV, since row groups are decompressed as a whole.
ROWS = 2**18
# Arrow decodes at least so many delta-encoded strings at once, each of which may be as long as the column.
_AT_ONCE, _DECODED = 1024, 2**30
_DELTA = "DELTA_BYTE_ARRAY"
_STRINGS = (pa.string(), pa.large_string())
#: What reading a damaged file may raise; a panic of polars is no Exception.
FAULTS = (PolarsError, PanicException, pa.ArrowException, OSError, ValueError, MemoryError)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a Parquet file: `length` from row `start` of a row group, which begins at row `begin` of it."""

    group: int
    begin: int
    start: int
    length: int


class Facts(NamedTuple):
    """The columns of a Parquet file, and the number of rows of each row group."""

    columns: tuple[str, ...]
    groups: tuple[int, ...]

    def cut(self, rows: int) -> Iterator[Rows]:
        """All rows in parts of at most so many; a part of two row groups would have both decompressed.

        >>> [(each.group, each.begin + each.start, each.length) for each in Facts(("a",), (5, 2)).cut(3)]
        [(0, 0, 3), (0, 3, 2), (1, 5, 2)]
        """
        begin = 0
        for number, length in enumerate(self.groups):
            for start in range(0, length, rows):
                yield Rows(number, begin, start, min(rows, length - start))
            begin += length


def read_facts(file: str, table: str, shown: str) -> Facts | Finding:
    """The facts of a Parquet file, or what is wrong with it as a whole; none of its rows are read."""
    with opened_for_arrow(file) as stream:
        try:
            source = pq.ParquetFile(stream)
            groups = [source.metadata.row_group(number) for number in range(source.num_row_groups)]
            chunks = [group.column(at) for group in groups for at in range(group.num_columns)]
            largest = max((each.total_uncompressed_size for each in chunks), default=0)
            types = {each.name: each.type for each in source.schema_arrow}
            facts = Facts(tuple(source.schema_arrow.names), tuple(group.num_rows for group in groups))
        except FAULTS:
            return _unreadable(table, shown)
    if largest > LARGEST_FILE:
        values = {"case": "row_group", "bytes": f"{largest:,}", "limit": size(LARGEST_FILE)}
        return Finding("FQ-F06", table, values=values, evidence=Evidence(shown))
    for name, kind in types.items():
        if pa.types.is_nested(kind) or _is_binary(kind):
            return _unreadable(table, shown, "parquet_column", column=visible(name), type=str(kind))
    for chunk in chunks:
        decoded = chunk.total_uncompressed_size * min(chunk.num_values, _AT_ONCE)
        if _DELTA in chunk.encodings and decoded > _DECODED:
            name = visible(chunk.path_in_schema)
            return _unreadable(table, shown, "parquet_encoding", column=name, encoding=_DELTA)
    return facts


def _is_binary(kind: pa.DataType) -> bool:
    types = pa.types
    return bool(types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind))


def _unreadable(table: str, shown: str, case: str = "parquet", **values: str) -> Finding:
    """The finding on a file that is not Parquet, or whose rows cannot be decompressed."""
    return Finding("FQ-F04", table, values={"case": case, **values}, evidence=Evidence(shown))


def from_rows(file: str, rows: Rows, shown: str, schema: Resource, plain: Collection[str]) -> Batch:
    """Some rows as a batch, `plain` columns without a dictionary; lines are those of a CSV of these rows."""
    table, columns = schema.name, schema.names
    try:
        read, invalid = _without_invalid_strings(
            _read(file, rows, columns, plain).unify_dictionaries(), plain
        )
        frame, dictionaries = encoded(read)
    except FAULTS:
        nothing = placed_texts((), columns)
        return Batch(table, shown, tuple(columns), nothing, rows.length, (_unreadable(table, shown),))
    cells = [
        _without_empty(frame[each.name], dictionaries[each.name])
        if each.name in dictionaries
        else _typed_or_text(frame[each.name], each.type)
        for each in schema.fields
    ]
    number = pl.int_range(pl.len(), dtype=pl.Int64)
    line = number + (rows.begin + rows.start + 2)
    placed = pl.DataFrame(cells).with_columns(line.alias(LINE), number.alias(NUMBER))
    valid = placed.filter(~pl.col(NUMBER).is_in(list(invalid))) if invalid else placed
    found = []
    for row, (column, byte) in sorted(invalid.items()):
        wrong = _unreadable(table, shown, "cell_long", limit=f"{LONGEST_CELL:,}")
        if byte:
            values = {"byte": str(byte), "where": str(placed[LINE][row]), "guess": ""}
            wrong = Finding("FQ-F02", table, column=column, values=values)
        found.append(replace(wrong, line=placed[LINE][row], evidence=Evidence(shown, number=row)))
    batch = Batch(table, shown, tuple(columns), valid, placed.height, tuple(found), dictionaries)
    return without_blank_rows(batch)


def _read(file: str, rows: Rows, columns: Sequence[str], plain: Collection[str]) -> pa.Table:
    """Some rows: `plain` columns as strings, other strings dictionary-encoded."""
    with opened_for_arrow(file) as stream:
        known = pq.ParquetFile(stream)
        group = known.metadata.row_group(rows.group)
        chunks = [group.column(number) for number in range(group.num_columns)]
        delta = [each.path_in_schema for each in chunks if _DELTA in each.encodings]
        strings = {each.name for each in known.schema_arrow if each.type in _STRINGS}.difference(delta)
        source = pq.ParquetFile(stream, metadata=known.metadata, read_dictionary=list(strings))
        long = [name for name in strings.intersection(plain) if not _is_short(source, rows.group, name)]
        encoded = strings.difference(plain).union(long)
        source = pq.ParquetFile(stream, metadata=known.metadata, read_dictionary=list(encoded))
        others = [name for name in columns if name not in delta]
        read = pa.Table.from_batches(_batches(source, rows, others, rows.length))
        for name in delta:
            batches = _batches(known, rows, [name], _AT_ONCE)
            cells = [each.column(0).dictionary_encode() for each in batches]
            read = read.append_column(name, pa.chunked_array(cells))
    return read.select(columns)


def _is_short(source: pq.ParquetFile, group: int, name: str) -> bool:
    """Whether no string in the dictionary of a row group is too long; its first row has all of it."""
    first = next(source.iter_batches(1, row_groups=[group], columns=[name], use_threads=False), None)
    return first is None or _longest(first.column(0).dictionary) <= LONGEST_CELL


def _batches(source: pq.ParquetFile, rows: Rows, columns: list[str], length: int) -> Iterator[pa.RecordBatch]:
    """Some rows of a row group, `length` at a time; a row group that is wanted as a whole is read at once."""
    if not rows.start and rows.length == source.metadata.row_group(rows.group).num_rows <= length:
        yield from source.read_row_group(rows.group, columns=columns, use_threads=False).to_batches()
        return
    at, end = 0, rows.start + rows.length
    for batch in source.iter_batches(length, row_groups=[rows.group], columns=columns, use_threads=False):
        low, high = max(rows.start - at, 0), min(end - at, batch.num_rows)
        at += batch.num_rows
        if low < high:
            yield batch.slice(low, high - low)
        if at >= end:
            return


def _without_empty(codes: pl.Series, strings: pl.Series) -> pl.Series:
    """The codes, null for the empty string."""
    # No string sorts before the empty one.
    if not strings.null_count() and strings.min() != "":
        return codes
    empty = ((strings == "") | strings.is_null()).arg_true()
    return codes.set(codes.is_in(empty.to_list()), None) if len(empty) else codes


def _typed_or_text(cells: pl.Series, kind: str) -> pl.Series:
    """A column as numbers or booleans where its field has such, else as the text of a CSV, null for empty."""
    dtype = cells.dtype
    numeric = dtype.is_integer() or (kind == "number" and dtype == pl.Float64)
    if (numeric and kind in ("integer", "year", "number")) or (kind == "boolean" and dtype == pl.Boolean):
        return cells
    if dtype in (pl.String, pl.Categorical, pl.Null) or isinstance(dtype, pl.Enum):
        return cells.cast(pl.String).replace("", None)
    return pl.Series(cells.name, [text(each) or None for each in cells.to_list()], dtype=pl.String)


def _without_invalid_strings(
    table: pa.Table, plain: Collection[str]
) -> tuple[pa.Table, dict[int, tuple[str, int]]]:
    """A table with null for invalid strings, and the column and byte of the first one of each row.

    `plain` columns are decoded. All chunks of another encoded column have the same dictionary.
    """
    found: dict[int, tuple[str, int]] = {}
    columns = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        is_encoded = pa.types.is_dictionary(column.type)
        chunks, start, bad = list[pa.Array](), 0, dict[int, int]()
        for chunk in column.chunks:
            strings = chunk.dictionary if is_encoded else chunk
            if strings.type in _STRINGS and not (is_encoded and chunks):
                bad = _invalid(strings)
            if bad:
                codes = chunk.indices.to_pylist() if is_encoded else range(len(chunk))
                found = {
                    row: (name, bad[code]) for row, code in enumerate(codes, start) if code in bad
                } | found
                valid = _without(strings, bad)
                chunk = pa.DictionaryArray.from_arrays(chunk.indices, valid) if is_encoded else valid
            chunks.append(chunk.dictionary_decode() if is_encoded and name in plain else chunk)
            start += len(chunk)
        columns.append(pa.chunked_array(chunks, chunks[0].type if chunks else column.type))
    return pa.table(columns, names=table.column_names), found


def _without(strings: pa.Array, bad: Collection[int]) -> pa.Array:
    """The strings, null for invalid ones."""
    cells = enumerate(strings.cast(pa.large_binary()).to_pylist())
    valid = [None if at in bad or cell is None else cell.decode() for at, cell in cells]
    return pa.array(valid, strings.type)


def _invalid(strings: pa.Array) -> dict[int, int]:
    """The positions of invalid strings, with the first byte that is not UTF-8, from 1; 0 for one too long."""
    try:
        strings.validate(full=True)
        if _longest(strings) <= LONGEST_CELL:
            return {}
    except pa.ArrowInvalid:
        pass
    found = {}
    for at, cell in enumerate(strings.cast(pa.large_binary()).to_pylist()):
        try:
            if cell is not None and len(cell.decode()) > LONGEST_CELL:
                found[at] = 0
        except UnicodeDecodeError as problem:
            found[at] = problem.start + 1
    return found


def _longest(strings: pa.Array) -> int:
    """The bytes of the longest string."""
    offsets = strings.buffers()[1]
    if offsets is None:
        return 0
    ends = np.frombuffer(offsets, np.int64 if pa.types.is_large_string(strings.type) else np.int32)
    return int(np.diff(ends[strings.offset : strings.offset + len(strings) + 1]).max(initial=0))
