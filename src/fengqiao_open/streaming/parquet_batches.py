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
from .parquet_texts import Unfit, is_text, with_fit_texts
from .paths import opened_for_arrow

#: Rows of a Parquet file that are looked at at once; more than a block of CSV holds, since row groups are unpacked whole.
ROWS = 2**18
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
    return facts


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
        read, unfit = with_fit_texts(_read(file, rows, columns).unify_dictionaries(), plain)
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


def _read(file: str, rows: Rows, columns: list[str]) -> pa.Table:
    """Some rows, with all texts numbered: a text that stands in many rows is unpacked once."""
    with opened_for_arrow(file) as stream:
        known = pq.ParquetFile(stream)
        kinds = {each.name: each.type for each in known.schema_arrow}
        numbered = [name for name in columns if is_text(kinds[name])]
        source = pq.ParquetFile(stream, metadata=known.metadata, read_dictionary=numbered)
        if not rows.start and rows.length == source.metadata.row_group(rows.group).num_rows:
            return source.read_row_group(rows.group, columns=columns, use_threads=False)
        batches = source.iter_batches(
            rows.length, row_groups=[rows.group], columns=columns, use_threads=False
        )
        kept, at = [], 0
        for batch in batches:
            low, high = max(rows.start - at, 0), min(rows.start + rows.length - at, batch.num_rows)
            at += batch.num_rows
            if low < high:
                kept.append(batch.slice(low, high - low))
            if at >= rows.start + rows.length:
                break
    return pa.Table.from_batches(kept)


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
