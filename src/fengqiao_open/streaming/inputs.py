"""The files of a large table as batches in order: CSV blocks or Parquet row groups, local or remote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO

from ..datapackage.schema import Field
from ..errors import PackageError
from ..findings.report import Evidence, Finding
from ..tabular.csv import decode, is_gb18030
from ..tabular.file_structure import check_columns
from .csv_batches import Batch, from_block
from .csv_blocks import BLOCK, Block, blocks, read_header
from .csv_ranges import Stretch, read_stretch
from .parquet_batches import ROWS, Rows, from_rows, read_facts
from .paths import files_at, opened

# So much of a file shows its encoding.
_SAMPLE = 2**22
# Of the files of a folder, those that are tables.
_ENDINGS = (".csv", ".parquet")


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of one file that can be read and checked by themselves.

    Attributes:
        file: the file's path or address.
        shown: the file as findings name it.
        columns: the names of its columns, in order.
        block: the records of a CSV, where they have been read.
        stretch: where the records of a CSV lie, where they have not.
        rows: which rows of a Parquet file.
    """

    file: str
    shown: str
    columns: tuple[str, ...]
    block: Block | None = None
    stretch: Stretch | None = None
    rows: Rows | None = None

    def read(self, table: str, fields: Sequence[Field], plain: Collection[str]) -> Batch:
        """The rows as a batch; `plain` are the columns of which most cells differ."""
        if self.rows is not None:
            return from_rows(self.file, self.rows, table, self.shown, fields, plain)
        block = self.block if self.stretch is None else read_stretch(self.file, self.shown, self.stretch)
        assert block is not None
        return from_block(block, table, self.columns, plain)


def expand(paths: Sequence[str]) -> list[tuple[str, str]]:
    """The files behind paths, folders and addresses, each once, with the name that findings use.

    A file is known by its name, or by its whole path where several have one name.

    Raises:
        PackageError: there is no such file, or a folder holds none.
    """
    found: dict[str, str] = {}
    for path in paths:
        inside = files_at(path, _ENDINGS)
        if not inside:
            raise PackageError("no-table-files", file=path)
        for file, name in inside:
            found.setdefault(file, name)
    alike = Counter(found.values())
    return [(file, name if alike[name] == 1 else file) for file, name in found.items()]


def parts(
    files: Sequence[tuple[str, str]], table: str, fields: Sequence[Field], *, size: int = BLOCK, rows: int = ROWS,
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
    wanted = [each.name for each in fields]
    for file, shown in files:
        if file.endswith(".parquet"):
            yield from _parquet_parts(file, shown, table, wanted, rows, found)
        else:
            yield from _csv_parts(file, shown, table, wanted, size, found)


def _csv_parts(
    file: str, shown: str, table: str, wanted: list[str], size: int, found: list[Finding]
) -> Iterator[Part]:
    with opened(file) as stream:
        header = fit_header(stream, shown, table, wanted, found)
        for block in blocks(stream, shown, size=size) if header else ():
            yield Part(file, shown, header, block)


def fit_header(
    stream: IO[bytes], shown: str, table: str, wanted: list[str], found: list[Finding]
) -> tuple[str, ...]:
    """The columns of a CSV, read from its first line; none where they are not those of the table."""
    header, wrong = read_header(stream, table)
    wrong = wrong or _encoding(stream, table)
    found += [replace(each, evidence=Evidence(shown)) for each in wrong]
    if any(each.code == "FQ-F02" for each in wrong):
        return ()
    return tuple(header) if fits(table, header, wanted, shown, found) else ()


def _encoding(stream: IO[bytes], table: str) -> list[Finding]:
    """The finding on a file whose first lines are all of another encoding, for its other lines are too."""
    start = stream.tell()
    data = stream.read(_SAMPLE)
    whole = data if len(data) < _SAMPLE else data[: data.rfind(b"\n") + 1]
    if not is_gb18030(whole):
        stream.seek(start)
        return []
    stream.seek(0)
    _, found = decode(table, stream.read(start) + whole)
    return [each for each in found if each.code == "FQ-F02"]


def fits(table: str, header: list[str], wanted: list[str], shown: str, found: list[Finding]) -> bool:
    """Whether a file has the columns that it should; what is wrong with them goes to `found`."""
    wrong = check_columns(table, header, wanted)
    found += [replace(each, evidence=Evidence(shown, number=0)) for each in wrong]
    return not wrong


def _parquet_parts(
    file: str, shown: str, table: str, wanted: list[str], rows: int, found: list[Finding]
) -> Iterator[Part]:
    facts = read_facts(file, table, shown)
    if isinstance(facts, Finding):
        found.append(facts)
    elif fits(table, list(facts.columns), wanted, shown, found):
        for each in facts.cut(rows):
            yield Part(file, shown, facts.columns, rows=each)
