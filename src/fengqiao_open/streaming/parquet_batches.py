"""Parquet files in parts within one row group; columns of another type are read as text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from ..datapackage.characters import visible
from ..datapackage.files import LARGEST_FILE, LONGEST_CELL, size
from ..datapackage.schema import Field
from ..findings.report import Evidence, Finding
from .csv_batches import LINE, NUMBER, Batch, filled, numbered, text
from .parquet_texts import Unfit, is_text, longest, with_fit_texts
from .paths import opened_for_arrow

#: Rows of a Parquet file that are looked at at once; more than a block of CSV holds, since row groups are unpacked whole.
ROWS = 2**18
# Arrow unpacks at least so many texts that repeat each other at once, each of which may be as long as the column.
_AT_ONCE, _UNPACKED = 1024, 2**30
_DELTA = "DELTA_BYTE_ARRAY"
#: What a damaged file may raise; a panic of polars is no Exception.
FAULTS = (
    pl.exceptions.PolarsError, pl.exceptions.PanicException, pa.ArrowException, OSError, ValueError, MemoryError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a Parquet file.

    Attributes:
        group: the number of the row group that holds them.
        begin: the row of the file that the group begins with, from 0.
        start: the first of the rows in the group, from 0.
        length: their number.
    """

    group: int
    begin: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What a Parquet file says of itself: its columns, and how many rows there are in each row group."""

    columns: tuple[str, ...]
    groups: tuple[int, ...]

    def cut(self, rows: int) -> Iterator[Rows]:
        """All rows in parts of at most so many; a part that spans two row groups would have both unpacked.

        >>> [(each.group, each.begin + each.start, each.length) for each in Facts(("a",), (5, 2)).cut(3)]
        [(0, 0, 3), (0, 3, 2), (1, 5, 2)]
        """
        begin = 0
        for number, length in enumerate(self.groups):
            for start in range(0, length, rows):
                yield Rows(number, begin, start, min(rows, length - start))
            begin += length


def read_facts(file: str, table: str, shown: str) -> Facts | Finding:
    """The facts of a Parquet file, or what is wrong with it as a whole; nothing of it is unpacked."""
    with opened_for_arrow(file) as stream:
        try:
            source = pq.ParquetFile(stream)
            groups = [source.metadata.row_group(number) for number in range(source.num_row_groups)]
            columns = [group.column(at) for group in groups for at in range(group.num_columns)]
            largest = max((each.total_uncompressed_size for each in columns), default=0)
            kinds = {each.name: each.type for each in source.schema_arrow}
            facts = Facts(tuple(source.schema_arrow.names), tuple(group.num_rows for group in groups))
        except FAULTS:
            return unreadable(table, shown)
    if largest > LARGEST_FILE:
        words = {"case": "row_group", "bytes": f"{largest:,}", "limit": size(LARGEST_FILE)}
        return Finding("FQ-F06", table, values=words, evidence=Evidence(shown))
    other = next((name for name, kind in kinds.items() if pa.types.is_nested(kind) or _is_bytes(kind)), None)
    if other is not None:
        return unreadable(table, shown, "parquet_column", column=visible(other), type=str(kinds[other]))
    repeating = next((each.path_in_schema for each in columns if _may_repeat(each)), None)
    if repeating is not None:
        return unreadable(table, shown, "parquet_encoding", column=visible(repeating), encoding=_DELTA)
    return facts


def _may_repeat(chunk: pq.ColumnChunkMetaData) -> bool:
    """Whether texts that are encoded by what they share with the one before may be longer than can be read."""
    longest = chunk.total_uncompressed_size * min(chunk.num_values, _AT_ONCE)
    return _DELTA in chunk.encodings and longest > _UNPACKED


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind)
    )


def unreadable(table: str, shown: str, case: str = "parquet", **values: str) -> Finding:
    """The finding on a file that is not a Parquet file, or whose rows cannot be decompressed."""
    return Finding("FQ-F04", table, values={"case": case, **values}, evidence=Evidence(shown))


def from_rows(
    file: str, rows: Rows, table: str, shown: str, fields: Sequence[Field], plain: Collection[str]
) -> Batch:
    """Some rows as a batch; their lines are those that a CSV would have."""
    columns = [each.name for each in fields]
    try:
        read, unfit = with_fit_texts(_read(file, rows, columns, plain).unify_dictionaries(), plain)
        frame, texts = numbered(read)
    except FAULTS:
        places = {LINE: pl.Int64, NUMBER: pl.Int64}
        nothing = pl.DataFrame(schema={**dict.fromkeys(columns, pl.String), **places})
        return Batch(table, shown, tuple(columns), nothing, rows.length, (unreadable(table, shown),))
    cells = [
        _without_blanks(frame[name], texts[name]) if name in texts else _of_its_kind(frame[name], each.type)
        for each in fields
        for name in [each.name]
    ]  # fmt: skip
    number = pl.int_range(pl.len(), dtype=pl.Int64)
    line = (number + (rows.begin + rows.start + 2)).alias(LINE)
    placed = pl.DataFrame(cells).with_columns(line, number.alias(NUMBER))
    found = [_unfit(each, table, shown, columns, placed) for each in unfit]
    kept = placed.filter(~pl.col(NUMBER).is_in([each.row for each in unfit])) if unfit else placed
    batch = filled(table, shown, kept, found, texts)
    return replace(batch, rows=placed.height)


def _unfit(unfit: Unfit, table: str, shown: str, columns: Sequence[str], placed: pl.DataFrame) -> Finding:
    """The finding at a row with a cell that is no text, or has no end."""
    line = placed[LINE][unfit.row]
    where = Evidence(shown, number=unfit.row)
    if unfit.byte:
        words = {"byte": str(unfit.byte), "where": str(line), "guess": ""}
        return Finding("FQ-F02", table, line, unfit.column, values=words, evidence=where)
    wrong = unreadable(table, shown, "cell_long", limit=f"{LONGEST_CELL:,}")
    return replace(wrong, line=line, evidence=where)


def _read(file: str, rows: Rows, columns: Sequence[str], plain: Collection[str]) -> pa.Table:
    """Some rows: `plain` columns as text, other texts as dictionaries, in which a text of many rows is held once."""
    with opened_for_arrow(file) as stream:
        known = pq.ParquetFile(stream)
        group = known.metadata.row_group(rows.group)
        chunks = {each.path_in_schema: each for at in range(group.num_columns) for each in [group.column(at)]}
        texts = [each.name for each in known.schema_arrow if each.name in columns and is_text(each.type)]
        delta = [name for name in texts if _DELTA in chunks[name].encodings]
        encoded = [name for name in texts if name not in delta]
        source = pq.ParquetFile(stream, metadata=known.metadata, read_dictionary=encoded)
        short = [name for name in encoded if name in plain and _is_short(source, rows.group, name)]
        if short:
            encoded = [name for name in encoded if name not in short]
            source = pq.ParquetFile(stream, metadata=known.metadata, read_dictionary=encoded)
        others = [name for name in columns if name not in delta]
        read = pa.Table.from_batches(_batches(source, rows, others, rows.length))
        for name in delta:
            batches = _batches(known, rows, [name], _AT_ONCE)
            cells = [each.column(0).dictionary_encode() for each in batches]
            read = read.append_column(name, pa.chunked_array(cells))
    return read.select(columns)


def _is_short(source: pq.ParquetFile, group: int, name: str) -> bool:
    """Whether each text in the dictionary of a row group may be held once for each row; the first row has it all."""
    first = next(source.iter_batches(1, row_groups=[group], columns=[name], use_threads=False), None)
    return first is None or longest(first.column(0).dictionary) <= LONGEST_CELL


def _batches(
    source: pq.ParquetFile, rows: Rows, columns: Sequence[str], length: int
) -> Iterator[pa.RecordBatch]:
    """Some rows of a row group, so many at a time; a row group that is wanted whole is read at once."""
    if not rows.start and rows.length == source.metadata.row_group(rows.group).num_rows <= length:
        yield from source.read_row_group(rows.group, columns=list(columns), use_threads=False).to_batches()
        return
    at = 0
    for batch in source.iter_batches(
        length, row_groups=[rows.group], columns=list(columns), use_threads=False
    ):
        low, high = max(rows.start - at, 0), min(rows.start + rows.length - at, batch.num_rows)
        at += batch.num_rows
        if low < high:
            yield batch.slice(low, high - low)
        if at >= rows.start + rows.length:
            return


def _without_blanks(numbers: pl.Series, texts: pl.Series) -> pl.Series:
    """The numbers of texts, but for those of an empty one."""
    # No text is before the empty one.
    if not texts.null_count() and texts.min() != "":
        return numbers
    blank = ((texts == "") | texts.is_null()).arg_true()
    return numbers.set(numbers.is_in(blank.to_list()), None) if len(blank) else numbers


def _of_its_kind(cells: pl.Series, kind: str) -> pl.Series:
    """A column as numbers or truths where its field has such, else as the text of a CSV, blanks as null."""
    dtype = cells.dtype
    whole = dtype.is_integer()
    if (
        (kind in ("integer", "year") and whole)
        or (kind == "number" and (whole or dtype == pl.Float64))
        or (kind == "boolean" and dtype == pl.Boolean)
    ):
        return cells
    if dtype in (pl.String, pl.Categorical, pl.Null) or isinstance(dtype, pl.Enum):
        return cells.cast(pl.String).replace("", None)
    return pl.Series(cells.name, [text(each) or None for each in cells.to_list()], dtype=pl.String)
