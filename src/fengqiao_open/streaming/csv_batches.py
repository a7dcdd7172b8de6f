"""A CSV block as a DataFrame with line numbers; records that the fast reader rejects are read one by one.

Most columns hold few texts many times. Those are read as the numbers of their texts, so that each text is judged once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.csv as pc

from ..findings.report import Evidence, Finding
from ..tabular.csv import BOM, LONGEST_RECORD, Row, misshapen
from ..tabular.csv_recovery import single_records, split_lines, unreadable_record
from .csv_blocks import Block
from .csv_quotes import count

#: Names of the columns that tell where a row stands: its file line, and its number among the records of the batch.
LINE, NUMBER = "fq:line", "fq:number"
#: The numbers of texts; no column of a file is read as this.
NUMBERED = pl.Int32
# Parts of a block of this size stay in the cache of a core while they are parsed.
_PARSED = 2**21
# The first so many bytes of a block tell the columns of which nearly all cells differ, where they hold enough rows.
_SAMPLE, _ENOUGH, _MOST = 2**16, 100, 0.9


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one table from one file.

    Attributes:
        table: the table.
        file: the file as findings name it.
        columns: the names of the table's columns, in the file's order.
        frame: the rows: a column per field, blanks as null, and `LINE` and `NUMBER`.
        rows: how many records there were, those that are not in the frame included.
        findings: what is wrong with the shape of records; they are not in the frame.
        texts: for columns of which the frame has numbers, the texts that these stand for.
    """

    table: str
    file: str
    columns: tuple[str, ...]
    frame: pl.DataFrame
    rows: int
    findings: tuple[Finding, ...] = field(default_factory=tuple)
    texts: Mapping[str, pl.Series] = field(default_factory=dict)

    def spelled(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Some rows of the frame with texts in the place of their numbers."""
        numbers = [name for name in rows.columns if name in self.texts and rows[name].dtype == NUMBERED]
        spelled = [pl.lit(self.texts[name]).gather(pl.col(name)).alias(name) for name in numbers]
        return rows.with_columns(spelled) if spelled else rows

    def listed(self, rows: pl.DataFrame, key: str) -> list[Row]:
        """Some rows of the frame as the text that a small file would have held."""
        rows = self.spelled(rows)
        names = [name for name in rows.columns if name in self.columns]
        texts = {
            name: [cell or "" for cell in rows[name].to_list()]
            if rows.schema[name] == pl.String
            else [text(cell) for cell in rows[name].to_list()]
            for name in names
        }
        lines = rows[LINE].to_list()
        return [
            Row(self.table, line, texts[key][at], {name: texts[name][at] for name in names})
            for at, line in enumerate(lines)
        ]


def text(value: Any) -> str:
    """A value as its cell would be written; a float in plain digits, a midnight as its day.

    >>> from datetime import date
    >>> text(None), text(2022.0), text(1e-07), text(True), text(date(2023, 2, 28))
    ('', '2022', '0.0000001', 'true', '2023-02-28')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        written = Decimal(repr(value))
        if not written.is_finite():
            return repr(value)
        whole = written == written.to_integral_value()
        return format(written.to_integral_value() if whole else written, "f")
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


def from_block(block: Block, table: str, columns: Sequence[str], plain: Collection[str]) -> Batch:
    """The records of a block.

    Args:
        block: the block.
        table: the table.
        columns: its columns, in the file's order.
        plain: the columns that are read as text, since most of their cells differ; others are read as numbers of texts.
    """
    found = _endings(block, table)
    whole = block.data.endswith(b"\n")
    data = block.data if whole else block.data + b"\n"
    if found and b'"' not in data:
        data = data.replace(b"\r\n", b"\n")
    bare = block.bare or not ((found and b"\r" in data) or b"\0" in data)
    fast = block.paired and bare and not data.startswith(BOM)
    read = _read_fast(data, columns, plain) if fast else None
    if read is None:
        return _read_singly(block, table, columns, found)
    frame, texts = read
    lines = _lines(frame, texts, block.ends + (not whole), b'"' in data)
    # Arrow passes over an empty line.
    if lines is None:
        return _read_singly(block, table, columns, found)
    numbers = pl.Series(NUMBER, np.arange(frame.height))
    placed = frame.with_columns(pl.Series(LINE, lines + block.line), numbers)
    return filled(table, block.file, placed, found, texts)


def filled(
    table: str, file: str, placed: pl.DataFrame, found: Sequence[Finding], texts: Mapping[str, pl.Series]
) -> Batch:
    """The rows of a frame that has their places, less those that are blank, which are told."""
    columns = tuple(name for name in placed.columns if name not in (LINE, NUMBER))
    # Most frames have a column without blanks, so that no row need be looked at.
    some = all(placed[name].null_count() for name in columns)
    blank = placed.filter(pl.all_horizontal(pl.col(list(columns)).is_null())) if some else placed.clear()
    if not blank.height:
        return Batch(table, file, columns, placed, placed.height, tuple(found), texts)
    values = {"cells": str(len(columns)), "wanted": str(len(columns))}
    told = (
        Finding("FQ-S07", table, line, values=values, evidence=Evidence(file, columns, ("",) * len(columns), number))
        for line, number in blank.select(LINE, NUMBER).rows()
    )  # fmt: skip
    kept = placed.join(blank.select(NUMBER), on=NUMBER, how="anti", maintain_order="left")
    return Batch(table, file, columns, kept, placed.height, (*found, *told), texts)


def _endings(block: Block, table: str) -> list[Finding]:
    """Where lines end in another way than with LF, the last of the file included."""
    if not block.bare and b"\r" in block.data:
        at = block.data.index(b"\r")
        where = block.line + block.data.count(b"\n", 0, at)
        words = {
            "ending": "CRLF" if block.data[at : at + 2] == b"\r\n" else "CR",
            "count": str(count(block.data, b"\r")),
        }
    elif block.last and not block.data.endswith(b"\n"):
        where = block.line + block.data.count(b"\n")
        words = {"ending": "none", "count": "1"}
    else:
        return []
    return [
        Finding("FQ-F05", table, where, values={"where": str(where), **words}, evidence=Evidence(block.file))
    ]


def _read_fast(
    data: bytes | bytearray, columns: Sequence[str], plain: Collection[str]
) -> tuple[pl.DataFrame, dict[str, pl.Series]] | None:
    """The records as Arrow reads them, with the texts of columns that it numbers; None where one has another shape."""
    # Text is looked at once, as a whole: a comma stands within no character.
    if not _is_text(data):
        return None
    try:
        found = _parsed(data, columns, {*plain, *_differing(data, columns)})
    except pa.ArrowInvalid:
        return None
    frame, texts = numbered(found.unify_dictionaries())
    whole = (pl.lit(texts.get(name, frame[name])) for name in columns)
    longest = pl.select(pl.max_horizontal(each.str.len_bytes().max() for each in whole)).item() or 0
    return (frame, texts) if longest < LONGEST_RECORD // (2 * len(columns) + 2) else None


def _parsed(data: bytes | bytearray, columns: Sequence[str], plain: Collection[str]) -> pa.Table:
    """Some records, with the texts of columns that are not plain numbered."""
    types = {
        name: pa.large_string() if name in plain else pa.dictionary(pa.int32(), pa.string())
        for name in columns
    }
    return pc.read_csv(
        pa.BufferReader(data),
        pc.ReadOptions(use_threads=False, block_size=_PARSED, column_names=list(columns)),
        pc.ParseOptions(newlines_in_values=b'"' in data),
        pc.ConvertOptions(check_utf8=False, column_types=types, null_values=[""], strings_can_be_null=True),
    )


def _differing(data: bytes | bytearray, columns: Sequence[str]) -> list[str]:
    """The columns of which nearly all cells differ in the first records: numbering their texts would cost more than it saves."""
    end = data.find(b"\n", _SAMPLE) + 1
    try:
        sample = _parsed(data[:end] if end else data, columns, ())
    except pa.ArrowInvalid:  # it may end within quotes
        return []
    most = _MOST * sample.num_rows
    return [
        name
        for name, cells in zip(columns, sample.columns, strict=True)
        if sample.num_rows >= _ENOUGH and len(cells.chunk(0).dictionary) > most
    ]


def _is_text(data: bytes | bytearray) -> bool:
    """Whether some bytes are UTF-8."""
    whole = [None, pa.py_buffer(np.array([0, len(data)])), pa.py_buffer(data)]
    try:
        pa.Array.from_buffers(pa.large_string(), 1, whole).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Offered:
    """A column of Arrow for polars to take by itself: given as such, it imports `pyarrow.compute`, which takes long."""

    column: pa.ChunkedArray

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.column.__arrow_c_stream__(requested_schema)


def numbered(table: pa.Table) -> tuple[pl.DataFrame, dict[str, pl.Series]]:
    """A table with numbers in the place of texts that it has in dictionaries, the same in all chunks, and these texts."""
    # Column by column: of a table that is taken whole, each column would keep all others in memory.
    cells, texts = list[pl.Series](), dict[str, pl.Series]()
    for name, column in zip(table.column_names, table.columns, strict=True):
        if pa.types.is_dictionary(column.type):
            known = column.chunk(0).dictionary if column.num_chunks else pa.array([], column.type.value_type)
            texts[name] = _taken(name, pa.chunked_array([known])).cast(pl.String)
            indices = pa.chunked_array([each.indices for each in column.chunks], column.type.index_type)
            cells.append(_taken(name, indices).cast(NUMBERED))
        else:
            cells.append(_taken(name, column))
    return pl.DataFrame(cells), texts


def _taken(name: str, column: pa.ChunkedArray) -> pl.Series:
    return pl.Series(_Offered(column)).alias(name).rechunk()


def _lines(
    frame: pl.DataFrame, texts: Mapping[str, pl.Series], ends: int, quoted: bool
) -> npt.NDArray[np.int64] | None:
    """How many lines end before each row, of so many in all; None where there are other lines than those of the rows."""
    rows = np.arange(frame.height)
    if ends == frame.height:
        return rows
    inside = np.zeros(frame.height, np.int64)
    for name in frame.columns if quoted else ():
        within = texts.get(name, frame[name]).str.count_matches("\n", literal=True)
        within = within.gather(frame[name]) if name in texts else within
        inside += within.fill_null(0).to_numpy()
    return rows + inside.cumsum() - inside if ends == frame.height + inside.sum() else None


def _read_singly(block: Block, table: str, columns: Sequence[str], found: list[Finding]) -> Batch:
    """The records of a block read one by one; what has no sound shape is told and left out."""
    lines = split_lines(block.data)
    kept: list[list[str]] = []
    places: list[tuple[int, int]] = []
    number = -1
    for number, (first, after, cells) in enumerate(single_records(lines)):
        line = block.line + first
        wrong = unreadable_record(table, line, lines[first:after], cells) or misshapen(
            table, line, columns, cells or []
        )
        if wrong is None and cells:
            kept.append(cells)
            places.append((line, number))
        elif wrong is not None:
            shape = wrong.code.startswith("FQ-S")
            where = (tuple(columns), tuple(cells or ())) if shape else ((), ())
            found.append(replace(wrong, evidence=Evidence(block.file, *where, number)))
    cells_by_column = {name: [row[at] or None for row in kept] for at, name in enumerate(columns)}
    frame = pl.DataFrame(
        {**cells_by_column, LINE: [line for line, _ in places], NUMBER: [number for _, number in places]},
        schema={**dict.fromkeys(columns, pl.String), LINE: pl.Int64, NUMBER: pl.Int64},
    )
    return Batch(table, block.file, tuple(columns), frame, number + 1, tuple(found))
