"""All findings as they are made, however many, in a file of rows: CSV, or Parquet by its ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from ..datapackage.files import csv_line
from ..datapackage.writing import written_whole
from ..findings.report import Finding
from ..lang import Lang
from ..optional import extra
from .csv import COLUMNS, finding_row, line

# Findings that are held before they are written together.
_GROUP = 10_000
_INTEGERS = ("row", "line", "paragraph", "start", "end", "count")


@contextmanager
def all_findings(path: Path | None, lang: Lang = "en") -> Iterator[Callable[[Finding], object] | None]:
    """What writes findings to a file, whole or not at all; None where no file is asked for.

    Raises:
        ImportError: a Parquet file is asked for, and the extra `parquet` is not installed.
    """
    if path is None:
        yield None
        return
    pyarrow = (
        extra("pyarrow.parquet", "parquet") and extra("pyarrow", "parquet") if _is_parquet(path) else None
    )
    with written_whole(path) as file:
        if pyarrow is not None:
            with _parquet(file, pyarrow, lang) as add:
                yield add
            return
        file.write(csv_line(COLUMNS).encode())
        yield lambda finding: file.write(line(finding, lang).encode())


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() == ".parquet"


@contextmanager
def _parquet(file: IO[bytes], pyarrow: Any, lang: Lang) -> Iterator[Callable[[Finding], object]]:
    """What writes findings as rows of Parquet: numbers as integers, what is not known as null."""
    kinds = {name: pyarrow.int64() if name in _INTEGERS else pyarrow.string() for name in COLUMNS}
    schema = pyarrow.schema({**kinds, "safe": pyarrow.bool_()})
    held: list[dict[str, object]] = []
    with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:

        def write() -> None:
            writer.write_table(pyarrow.Table.from_pylist(held, schema))
            held.clear()

        def add(finding: Finding) -> None:
            held.append(_typed(finding, lang))
            if len(held) >= _GROUP:
                write()

        yield add
        write()


def _typed(finding: Finding, lang: Lang) -> dict[str, object]:
    """The cells of a finding with their types; text that is empty stays so."""
    cells: dict[str, object] = dict(finding_row(finding, lang))
    numbers = {name: int(str(cells[name])) if cells[name] else None for name in _INTEGERS}
    return {**cells, **numbers, "safe": finding.safe, "fix": finding.fix}
