"""A block of a file as a frame with the place of each row; records that a fast reader cannot take are read singly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import polars as pl

from ..findings import Evidence, Finding
from ..package import Json
from ..rows import LONGEST_CELL, Row
from .blocks import Block

#: Names of the columns that tell where a row stands: its file line, and its number among the records of the batch.
LINE, NUMBER = "fq:line", "fq:number"


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
    """

    table: str
    file: str
    columns: tuple[str, ...]
    frame: pl.DataFrame
    rows: int
    findings: tuple[Finding, ...] = field(default_factory=tuple)

    def listed(self, rows: pl.DataFrame, key: str) -> list[Row]:
        """Some rows of the frame as the text that a small file would have held."""
        names = [name for name in rows.columns if name in self.columns]
        texts = {name: [_text(cell) for cell in rows[name].to_list()] for name in names}
        lines = rows[LINE].to_list()
        return [
            Row(self.table, line, texts[key][at], {name: texts[name][at] for name in names})
            for at, line in enumerate(lines)
        ]


def _text(value: Any) -> str:
    """A value as its cell would be written; a float in plain digits."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        written = Decimal(repr(value))
        plain = written.is_finite()
        whole = plain and written == written.to_integral_value()
        return format(written.to_integral_value() if whole else written, "f") if plain else repr(value)
    return str(value)


def from_block(block: Block, table: str, columns: Sequence[str], free: Sequence[str]) -> Batch:
    """The records of a block.

    Args:
        block: the block.
        table: the table.
        columns: its columns, in the file's order.
        free: the columns whose sound cells may hold commas and line ends; in others such a cell is wrong anyway.
    """
    data = block.data
    found: list[Finding] = []
    if b"\r" in data and b'"' not in data:
        found.append(_ending(block, table))
        data = data.replace(b"\r\n", b"\n")
    if block.last and not data.endswith(b"\n"):
        ending = {"ending_en": "nothing", "ending_zh": "无换行"}
        line = block.line + data.count(b"\n")
        found.append(
            Finding(
                "FQ-F05", table, line, values={"where": str(line), **ending}, evidence=Evidence(block.file)
            )
        )
        data += b"\n"
    frame = None if b"\r" in data or b"\0" in data else _read_fast(data, columns, free)
    if frame is None:
        return _read_singly(block, table, columns, found)
    return Batch(
        table,
        block.file,
        tuple(columns),
        _placed(frame, block.line, data, columns),
        frame.height,
        tuple(found),
    )


def _read_fast(data: bytes, columns: Sequence[str], free: Sequence[str]) -> pl.DataFrame | None:
    """The records as polars reads them, None where they are not all of one shape."""
    try:
        frame = pl.read_csv(data, has_header=False, schema=dict.fromkeys(columns, pl.String))
    except pl.exceptions.PolarsError:
        return None
    ends, commas = data.count(b"\n"), data.count(b",")
    if b'"' in data:
        inside = frame.select(ends=_within(free, columns, "\n"), commas=_within(free, columns, ",")).row(0)
        ends, commas = ends - inside[0], commas - inside[1]
        if b'""' in data:
            frame = frame.with_columns(pl.all().replace("", None))
    # Polars fills a record that is too short with blanks, and passes over an empty line.
    return frame if ends == frame.height and commas == frame.height * (len(columns) - 1) else None


def _within(free: Sequence[str], columns: Sequence[str], text: str) -> pl.Expr:
    counts = [pl.col(name).str.count_matches(text, literal=True).sum() for name in columns if name in free]
    return pl.sum_horizontal(counts) if counts else pl.lit(0)


def _placed(frame: pl.DataFrame, line: int, data: bytes, columns: Sequence[str]) -> pl.DataFrame:
    """The frame with the line and the number of each row."""
    number = pl.int_range(pl.len(), dtype=pl.Int64)
    if b'"' not in data or data.count(b"\n") == frame.height:
        return frame.with_columns((number + line).alias(LINE), number.alias(NUMBER))
    more = pl.sum_horizontal(
        [pl.col(name).str.count_matches("\n", literal=True).fill_null(0) for name in columns]
    )
    before = (more.cast(pl.Int64).cum_sum() - more).cast(pl.Int64)
    return frame.with_columns((number + line + before).alias(LINE), number.alias(NUMBER))


def _read_singly(block: Block, table: str, columns: Sequence[str], found: list[Finding]) -> Batch:
    """The records of a block read one by one, as those of a small file; what has no sound shape is left out."""
    kept: list[list[str]] = []
    places: list[tuple[int, int]] = []
    total = 0
    for number, (line, cells) in enumerate(_records(block, table, found)):
        total += 1
        if isinstance(cells, Finding):
            found.append(cells)
        elif len(cells) != len(columns):
            code = "FQ-S07" if not cells else "FQ-S05" if len(cells) < len(columns) else "FQ-S06"
            values = {"cells": str(len(cells)), "wanted": str(len(columns))}
            where = Evidence(block.file, tuple(columns), tuple(cells), number)
            found.append(Finding(code, table, line, values=values, evidence=where))
        else:
            kept.append(cells)
            places.append((line, number))
    cells_by_column = {name: [row[at] or None for row in kept] for at, name in enumerate(columns)}
    frame = pl.DataFrame(
        {**cells_by_column, LINE: [line for line, _ in places], NUMBER: [number for _, number in places]},
        schema={**dict.fromkeys(columns, pl.String), LINE: pl.Int64, NUMBER: pl.Int64},
    )
    return Batch(table, block.file, tuple(columns), frame, total, tuple(found))


def _records(block: Block, table: str, found: list[Finding]) -> Iterator[tuple[int, list[str] | Finding]]:
    """Line and cells of each record; a finding in place of cells that are no text."""
    text = block.data.decode("utf-8", "surrogateescape")
    if "\r" in text and b'"' in block.data:
        found.append(_ending(block, table))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = block.line
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as problem:
            words = {
                "problem_en": f"The row that starts here: {problem}.",
                "problem_zh": f"从此行开始的记录：{problem}。",
            }
            found.append(Finding("FQ-F04", table, line, values=words, evidence=Evidence(block.file)))
            return
        if cells is None:
            return
        yield line, _unreadable(block, table, line, cells) or cells
        line = block.line + reader.line_num


def _unreadable(block: Block, table: str, line: int, cells: list[str]) -> Finding | None:
    """What keeps a record from being text: bytes of another encoding, NUL, a cell without end."""
    for cell in cells:
        wrong = next((letter for letter in cell if "\udc80" <= letter <= "\udcff"), "")
        if wrong:
            raw = block.data.split(b"\n")[line - block.line]
            byte = raw.find(bytes([ord(wrong) - 0xDC00])) + 1
            return Finding("FQ-F02", table, line, values={"byte": str(byte), "where": str(line)}, evidence=Evidence(block.file))  # fmt: skip
        if "\0" in cell or len(cell) > LONGEST_CELL:
            en = (
                "A NUL character stands in the row."
                if "\0" in cell
                else f"A cell has more than {LONGEST_CELL:,} characters."
            )
            zh = "该行有 NUL 字符。" if "\0" in cell else f"单元格超过 {LONGEST_CELL:,} 个字符。"
            return Finding("FQ-F04", table, line, values={"problem_en": en, "problem_zh": zh}, evidence=Evidence(block.file))  # fmt: skip
    return None


def _ending(block: Block, table: str) -> Finding:
    at = block.data.index(b"\r")
    line = block.line + block.data.count(b"\n", 0, at)
    ending = "CRLF" if block.data[at : at + 2] == b"\r\n" else "CR"
    return Finding(
        "FQ-F05", table, line, values={"where": str(line), "ending": ending}, evidence=Evidence(block.file)
    )


def free_columns(fields: Sequence[Json]) -> list[str]:
    """The columns of plain text: no codes, no pattern, no type."""
    return [
        str(each["name"])
        for each in fields
        if each["type"] == "string" and not {"enum", "pattern"} & set(each.get("constraints", {}))
    ]
