"""A CSV block as a DataFrame with line numbers; records that the fast reader rejects are read one by one.

Most columns have few distinct strings. They are dictionary-encoded, so that each string is checked once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.csv as pc

from ..datapackage.schema import plain_digits, written
from ..findings.report import Evidence, Finding
from ..tabular.canonical_csv import other_format
from ..tabular.csv import BOM, LONGEST_RECORD, Row, misshapen, no_row
from ..tabular.csv_recovery import single_records, split_lines, unreadable_record
from .csv_blocks import Block, other_line_ends

#: The columns that locate a row: its file line, and its number among the records of the batch, from 0.
LINE, NUMBER = "fq:line", "fq:number"
#: The type of the codes of dictionary-encoded columns; no column of a file is read as this type.
CODE = pl.Int32
# Parts of a block of this size stay in the cache of a core while they are parsed.
_PARSED = 2**21
# The first bytes of a block tell the columns of which nearly all cells differ, where they have enough rows.
_SAMPLE, _ENOUGH, _MOST = 2**16, 100, 0.9


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one table from one file, as findings name it.

    Attributes:
        columns: the names of the table's columns, in the file's order.
        frame: the rows: a column per field, missing values as null, and `LINE` and `NUMBER`.
        rows: the number of records, malformed ones included.
        findings: on malformed records; these are not in the frame.
        dictionaries: for columns of which the frame has codes, the strings that these index.
    """

    table: str
    file: str
    columns: tuple[str, ...]
    frame: pl.DataFrame
    rows: int
    findings: tuple[Finding, ...] = field(default_factory=tuple)
    dictionaries: Mapping[str, pl.Series] = field(default_factory=dict)

    def decoded(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Some rows of the frame with strings in place of their codes."""
        encoded = [name for name in rows.columns if name in self.dictionaries and rows[name].dtype == CODE]
        strings = [pl.lit(self.dictionaries[name]).gather(pl.col(name)).alias(name) for name in encoded]
        return rows.with_columns(strings) if strings else rows

    def records(self, rows: pl.DataFrame, key: str) -> list[Row]:
        """Some rows of the frame as the text that a CSV has."""
        rows = self.decoded(rows)
        cells = {name: _texts(rows[name]) for name in rows.columns if name in self.columns}
        return [
            Row(self.table, line, cells[key][at], {name: column[at] for name, column in cells.items()})
            for at, line in enumerate(rows[LINE].to_list())
        ]


def _texts(cells: pl.Series) -> list[str]:
    return cells.fill_null("").to_list() if cells.dtype == pl.String else [*map(text, cells.to_list())]


def text(value: Any) -> str:
    """A value as the cell of a CSV; a float in plain digits, a midnight as its day.

    >>> from datetime import date
    >>> text(None), text(2022.0), text(1e-07), text(True), text(date(2023, 2, 28))
    ('', '2022', '0.0000001', 'true', '2023-02-28')
    """
    if isinstance(value, float):
        return plain_digits(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return written(value)


def from_block(block: Block, table: str, columns: Sequence[str], plain: Collection[str]) -> Batch:
    """The records of a block; `plain` columns, of which most cells differ, are read without a dictionary."""
    forms = list(other_line_ends(block.data, paired=block.paired, last=block.last))
    found = [replace(each, evidence=Evidence(block.file)) for each in other_format(table, forms)]
    ended = block.data.endswith(b"\n")
    data = block.data if ended else block.data + b"\n"
    if found and b'"' not in data:
        data = data.replace(b"\r\n", b"\n")
    fast = block.paired and not (b"\r" in data or b"\0" in data or data.startswith(BOM))
    read = _read_fast(data, columns, plain) if fast else None
    # Arrow skips an empty line: then there are other lines than those of the rows.
    if read is None or (lines := _lines(*read, block.lines + (not ended), b'"' in data)) is None:
        return _read_singly(block, table, columns, found)
    frame, dictionaries = read
    numbers = pl.Series(NUMBER, np.arange(frame.height))
    placed = frame.with_columns(pl.Series(LINE, lines + block.line), numbers)
    batch = Batch(table, block.file, tuple(columns), placed, frame.height, tuple(found), dictionaries)
    return without_blank_rows(batch)


def without_blank_rows(batch: Batch) -> Batch:
    """A batch without its blank rows, with findings on them."""
    # Most DataFrames have a column without missing values, so that no row need be inspected.
    if not all(batch.frame[name].null_count() for name in batch.columns):
        return batch
    blank = batch.frame.filter(pl.all_horizontal(pl.col(*batch.columns).is_null()))
    cells = ("",) * len(batch.columns)
    found = (
        replace(wrong, evidence=Evidence(batch.file, batch.columns, cells, number))
        for line, number in blank.select(LINE, NUMBER).rows()
        if (wrong := misshapen(batch.table, line, batch.columns, cells))
    )
    rows = batch.frame.join(blank.select(NUMBER), on=NUMBER, how="anti", maintain_order="left")
    return replace(batch, frame=rows, findings=(*batch.findings, *found))


def _read_fast(
    data: bytes | bytearray, columns: Sequence[str], plain: Collection[str]
) -> tuple[pl.DataFrame, dict[str, pl.Series]] | None:
    """The records as Arrow reads them, with the dictionaries of columns; None where one is malformed."""
    # UTF-8 is checked once for all bytes: a comma is within no character.
    if not _is_utf8(data):
        return None
    try:
        found = _parsed(data, columns, {*plain, *_mostly_distinct(data, columns)})
    except pa.ArrowInvalid:
        return None
    frame, dictionaries = encoded(found.unify_dictionaries())
    strings = (pl.lit(dictionaries.get(name, frame[name])) for name in columns)
    longest = pl.select(pl.max_horizontal(each.str.len_bytes().max() for each in strings)).item() or 0
    return (frame, dictionaries) if longest < LONGEST_RECORD // (2 * len(columns) + 2) else None


def _parsed(data: bytes | bytearray, columns: Sequence[str], plain: Collection[str]) -> pa.Table:
    """Some records, dictionary-encoded but for plain columns."""
    code = pa.dictionary(pa.int32(), pa.string())
    types = {name: pa.large_string() if name in plain else code for name in columns}
    return pc.read_csv(
        pa.BufferReader(data),
        pc.ReadOptions(use_threads=False, block_size=_PARSED, column_names=list(columns)),
        pc.ParseOptions(newlines_in_values=b'"' in data),
        pc.ConvertOptions(check_utf8=False, column_types=types, null_values=[""], strings_can_be_null=True),
    )


def _mostly_distinct(data: bytes | bytearray, columns: Sequence[str]) -> list[str]:
    """The columns of which nearly all of the first cells differ: a dictionary costs more than it saves."""
    end = data.find(b"\n", _SAMPLE) + 1
    try:
        sample = _parsed(data[:end] if end else data, columns, ())
    except pa.ArrowInvalid:  # it may end within quotes
        return []
    if sample.num_rows < _ENOUGH:
        return []
    sizes = (len(cells.chunk(0).dictionary) for cells in sample.columns)
    return [name for name, size in zip(columns, sizes, strict=True) if size > _MOST * sample.num_rows]


def _is_utf8(data: bytes | bytearray) -> bool:
    buffers = [None, pa.py_buffer(np.array([0, len(data)])), pa.py_buffer(data)]
    try:
        pa.Array.from_buffers(pa.large_string(), 1, buffers).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Column:
    """A column by its C interface: `pl.Series` of it as it is imports `pyarrow.compute`, which takes long."""

    column: pa.ChunkedArray

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.column.__arrow_c_stream__(requested_schema)


def encoded(table: pa.Table) -> tuple[pl.DataFrame, dict[str, pl.Series]]:
    """A table as polars, with the codes of its dictionary-encoded columns, and the dictionaries of these.

    All chunks of a column have the same dictionary.
    """
    # Column by column: a table converted as a whole stays in memory as long as one of its columns.
    cells, dictionaries = list[pl.Series](), dict[str, pl.Series]()
    for name, column in zip(table.column_names, table.columns, strict=True):
        if pa.types.is_dictionary(column.type):
            known = column.chunk(0).dictionary if column.num_chunks else pa.array([], column.type.value_type)
            dictionaries[name] = _series(name, pa.chunked_array([known])).cast(pl.String)
            codes = pa.chunked_array([each.indices for each in column.chunks], column.type.index_type)
            cells.append(_series(name, codes).cast(CODE))
        else:
            cells.append(_series(name, column))
    return pl.DataFrame(cells), dictionaries


def _series(name: str, column: pa.ChunkedArray) -> pl.Series:
    return pl.Series(_Column(column)).alias(name).rechunk()


def _lines(
    frame: pl.DataFrame, dictionaries: Mapping[str, pl.Series], lines: int, quoted: bool
) -> npt.NDArray[np.int64] | None:
    """The number of line ends before each row; None where the rows do not have all `lines`."""
    rows = np.arange(frame.height)
    if lines == frame.height:
        return rows
    inside = np.zeros(frame.height, np.int64)
    for name in frame.columns if quoted else ():
        within = dictionaries.get(name, frame[name]).str.count_matches("\n", literal=True)
        within = within.gather(frame[name]) if name in dictionaries else within
        inside += within.fill_null(0).to_numpy()
    return rows + inside.cumsum() - inside if lines == frame.height + inside.sum() else None


def _read_singly(block: Block, table: str, columns: Sequence[str], found: list[Finding]) -> Batch:
    """The records of a block read one by one; malformed ones are reported and left out."""
    lines = split_lines(block.data)
    rows: list[tuple[str | int | None, ...]] = []
    number = -1
    for number, (first, after, cells) in enumerate(single_records(lines)):
        line, known = block.line + first, cells or []
        wrong = unreadable_record(table, line, lines[first:after], cells)
        if wrong is None and (wrong := misshapen(table, line, columns, known)):
            wrong = no_row(table, line, columns, known) or wrong
        if wrong is None:
            rows.append((*(cell or None for cell in known), line, number))
        else:
            where = (tuple(columns), tuple(known)) if wrong.code.startswith("FQ-S") else ((), ())
            found.append(replace(wrong, evidence=Evidence(block.file, *where, number)))
    return Batch(table, block.file, tuple(columns), placed_texts(rows, columns), number + 1, tuple(found))


def placed_texts(rows: Sequence[tuple[str | int | None, ...]], columns: Sequence[str]) -> pl.DataFrame:
    """Rows of text, each with its line and number at the end, as the frame of a batch."""
    schema = {**dict.fromkeys(columns, pl.String), LINE: pl.Int64, NUMBER: pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")
