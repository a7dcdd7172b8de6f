"""The files of a large table, as batches in order: CSV in blocks, Parquet by row groups, local or in an object store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

import fsspec
import polars as pl

from ..findings import Evidence, Finding
from ..package import Json, PackageError
from ..structure import check_columns
from .batches import LINE, NUMBER, Batch, free_columns, from_block
from .blocks import BLOCK, Block, blocks, read_header
from .stretches import Stretch, read_stretch

#: Rows of a Parquet file that are looked at at once; about as many as a block of CSV holds.
ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of one file that can be read and checked by themselves.

    Attributes:
        file: the file's path or address.
        shown: the file as findings name it.
        columns: the names of its columns, in order.
        block: the records of a CSV, where they have been read.
        stretch: where the records of a CSV lie, where they have not.
        offset: for Parquet, the row to start from.
        length: for Parquet, the number of rows.
    """

    file: str
    shown: str
    columns: tuple[str, ...]
    block: Block | None = None
    stretch: Stretch | None = None
    offset: int = 0
    length: int = 0

    def read(self, table: str, fields: Sequence[Json]) -> Batch:
        """The rows as a batch."""
        block = self.block if self.stretch is None else read_stretch(self.file, self.shown, self.stretch)
        if block is not None:
            return from_block(block, table, self.columns, free_columns(fields))
        frame = pl.scan_parquet(self.file, hive_partitioning=False).slice(self.offset, self.length).collect()
        return _from_frame(frame.select(self.columns), table, self.shown, self.offset)


def expand(paths: Sequence[str]) -> list[tuple[str, str]]:
    """The files behind paths, folders and addresses, each with the name that findings use.

    Raises:
        PackageError: there is no such file, or a folder holds none.
    """
    found: list[tuple[str, str]] = []
    for path in paths:
        files, address = fsspec.core.url_to_fs(path)
        if files.isdir(address):
            inside = sorted(each for each in files.find(address) if each.endswith((".csv", ".parquet")))
            names = [str(PurePosixPath(each).relative_to(PurePosixPath(address))) for each in inside]
        else:
            inside = [address] if files.exists(address) else []
            names = [PurePosixPath(address).name]
        if not inside:
            raise PackageError(
                f"{path} holds no CSV or Parquet file.", f"{path} 中没有 CSV 或 Parquet 文件。"
            )
        local = "file" in files.protocol
        found += [
            (each if local else files.unstrip_protocol(each), name)
            for each, name in zip(inside, names, strict=True)
        ]
    return found


def parts(
    files: Sequence[tuple[str, str]], table: str, fields: Sequence[Json], *, size: int = BLOCK, rows: int = ROWS,
    found: list[Finding],
) -> Iterator[Part]:  # fmt: skip
    """The parts of all files of a table, in order; what keeps a file from being read goes to `found`.

    Args:
        files: paths with the names that findings use.
        table: the table.
        fields: its fields.
        size: bytes of a block of CSV.
        rows: rows of a part of Parquet.
        found: a list that takes the findings on whole files.
    """
    wanted = [str(each["name"]) for each in fields]
    for file, shown in files:
        if file.endswith(".parquet"):
            yield from _parquet_parts(file, shown, table, wanted, rows, found)
        else:
            yield from _csv_parts(file, shown, table, wanted, size, found)


def _csv_parts(
    file: str, shown: str, table: str, wanted: list[str], size: int, found: list[Finding]
) -> Iterator[Part]:
    with fsspec.open(file, "rb") as stream:
        header = fit_header(stream, shown, table, wanted, found)
        for block in blocks(stream, shown, size=size) if header else ():
            yield Part(file, shown, header, block)


def fit_header(
    stream: IO[bytes], shown: str, table: str, wanted: list[str], found: list[Finding]
) -> tuple[str, ...]:
    """The columns of a CSV, read from its first line; none where they are not those of the table."""
    try:
        header, marked = read_header(stream)
    except UnicodeDecodeError as problem:
        words = {"byte": str(problem.start + 1), "where": "1"}
        found.append(Finding("FQ-F02", table, 1, values=words, evidence=Evidence(shown)))
        return ()
    if marked:
        found.append(Finding("FQ-F03", table, 1, evidence=Evidence(shown)))
    return () if _unfit(table, header, wanted, shown, found) else tuple(header)


def _parquet_parts(
    file: str, shown: str, table: str, wanted: list[str], rows: int, found: list[Finding]
) -> Iterator[Part]:
    try:
        frame = pl.scan_parquet(file, hive_partitioning=False)
        names = frame.collect_schema().names()
    except (pl.exceptions.PolarsError, OSError) as problem:
        words = {
            "problem_en": f"It is no Parquet file: {problem}.",
            "problem_zh": f"不是 Parquet 文件：{problem}。",
        }
        found.append(Finding("FQ-F04", table, values=words, evidence=Evidence(shown)))
        return
    if _unfit(table, names, wanted, shown, found):
        return
    start = 0
    for group in _row_groups(file):
        for offset in range(start, start + group, rows):
            yield Part(file, shown, tuple(names), None, None, offset, min(rows, start + group - offset))
        start += group


def _row_groups(file: str) -> list[int]:
    """The number of rows in each row group: a part that spans two would have both unpacked."""
    import pyarrow.parquet as pq

    with fsspec.open(file, "rb") as stream:
        facts = pq.ParquetFile(stream).metadata
    return [facts.row_group(number).num_rows for number in range(facts.num_row_groups)]


def _unfit(table: str, header: list[str], wanted: list[str], shown: str, found: list[Finding]) -> bool:
    """Whether a file has other columns than it should."""
    from dataclasses import replace

    wrong = check_columns(table, header, wanted)
    found += [replace(each, evidence=Evidence(shown, number=0)) for each in wrong]
    return bool(wrong)


def _from_frame(frame: pl.DataFrame, table: str, shown: str, offset: int) -> Batch:
    """Rows of a Parquet file; labels become text, and so do dates."""
    texts = [
        pl.col(name).cast(pl.String)
        for name, kind in frame.schema.items()
        if kind in (pl.Categorical, pl.Date) or isinstance(kind, pl.Enum)
    ]
    number = pl.int_range(pl.len(), dtype=pl.Int64)
    placed = frame.with_columns(*texts, (number + offset + 2).alias(LINE), number.alias(NUMBER))
    if any(kind == pl.String for kind in placed.schema.values()):
        placed = placed.with_columns(pl.col(pl.String).replace("", None))
    return Batch(table, shown, tuple(frame.columns), placed, frame.height)
