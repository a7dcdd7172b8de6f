"""The files of a large table, local or remote, in parts: CSV blocks or byte ranges, or rows of Parquet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO

from ..datapackage.schema import Resource
from ..errors import PackageError
from ..findings.report import Evidence, Finding
from ..tabular.canonical_csv import READ_IN_PARTS, canonical, other_format
from ..tabular.csv import BOM, LONGEST_RECORD, decode
from ..tabular.encodings import is_gb18030
from ..tabular.file_structure import check_columns
from .csv_batches import Batch, from_block
from .csv_blocks import BLOCK, Block, blocks, other_line_ends, rows_end
from .parquet_batches import ROWS, Rows, from_rows, read_facts
from .paths import Files, files_at, opened

# So many bytes of a file show its encoding.
_SAMPLE = 2**22
# … and so many its format.
_FIRST = 2**16
# Of the files of a folder, those that are tables.
_ENDINGS = (".csv", ".parquet")


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one file that can be read and checked independently.

    Attributes:
        file: its path or URL; findings name it as it is `shown`.
        columns: the names of its columns, in order.
        records: the records of a CSV, or which rows of a Parquet file.
        size: of a CSV, the bytes that its records are still to be read from; 0 where they are here.
    """

    file: str
    shown: str
    columns: tuple[str, ...]
    records: Block | Rows
    size: int = 0

    def as_place(self) -> Part:
        """The same without its records where these can be read again: each machine of a cluster reads its
        own.
        """
        found = self.records
        if isinstance(found, Rows) or not found.start:
            return self
        return replace(self, records=replace(found, data=b""), size=len(found.data))

    def read(self, schema: Resource, plain: Collection[str]) -> Batch:
        """The rows as a batch; `plain` columns are read without a dictionary."""
        found = self.records
        if isinstance(found, Rows):
            return from_rows(self.file, found, self.shown, schema, plain)
        if self.size:
            with opened(self.file) as stream:
                stream.seek(found.start)
                found = replace(found, data=stream.read(self.size))
        return from_block(found, schema.name, self.columns, plain)


def expand(paths: Sequence[str]) -> list[tuple[str, str]]:
    """The files at paths, folders and URLs, each once, with the name that findings use.

    A file is known by its name, or by its whole path where several have the same name.

    Raises:
        PackageError: there is no such file, or a folder holds none.
    """
    found: dict[str, str] = {}
    for path in paths:
        files = files_at(path, _ENDINGS)
        if not files:
            raise PackageError("no-table-files", file=path)
        for file, name in files:
            found.setdefault(file, name)
    counts = Counter(found.values())
    return [(file, name if counts[name] == 1 else file) for file, name in found.items()]


def parts(
    files: Files, schema: Resource, found: list[Finding], size: int = BLOCK, rows: int = ROWS
) -> Iterator[Part]:
    """The parts of all files of a table, in order; findings on whole files are appended to `found`.

    A part has some `size` bytes of a CSV, or up to so many rows of Parquet.
    """
    for file, shown in files:
        if file.endswith(".parquet"):
            facts = read_facts(file, schema.name, shown)
            if isinstance(facts, Finding):
                found.append(facts)
            elif _has_columns(schema, list(facts.columns), shown, found):
                yield from (Part(file, shown, facts.columns, each) for each in facts.cut(rows))
        else:
            with opened(file) as stream:
                header = read_header(stream, shown, schema, found)
                end = content_end(stream, shown, schema, found) if header else 0
                for block in blocks(stream, shown, size=size, end=end) if header else ():
                    yield Part(file, shown, header, block)


def read_header(stream: IO[bytes], shown: str, schema: Resource, found: list[Finding]) -> tuple[str, ...]:
    """The columns of a CSV, none unless they are those of the table; the stream is left after the header."""
    sample = stream.read(_SAMPLE)
    first = sample[: sample.find(b"\n", 0, LONGEST_RECORD) + 1] or sample[:LONGEST_RECORD]
    # A file with CR line ends has no LF.
    line = first.partition(b"\r")[0] + b"\r" if b"\r" in first and not first.endswith(b"\r\n") else first
    stream.seek(len(line))
    text, wrong = decode(schema.name, line)
    header = next(csv.reader(io.StringIO(text, newline="")), [])
    forms = ["bom"] * line.startswith(BOM) + [*other_line_ends(line, paired=True, last=bool(line))]
    if wrong:
        _, wrong = decode(schema.name, sample)
    else:
        wrong = _other_encoding(sample, len(line), schema.name) or _other_format(sample, header, schema)
    marked = other_format(schema.name, forms)
    found += [replace(each, evidence=Evidence(shown)) for each in (*marked, *wrong)]
    return tuple(header) if not wrong and _has_columns(schema, header, shown, found) else ()


def content_end(stream: IO[bytes], shown: str, schema: Resource, found: list[Finding]) -> int:
    """Where the last row with content ends; the note on those below is appended to `found`."""
    start, end = stream.tell(), rows_end(stream)
    below = ["empty_rows"] if end < stream.seek(0, 2) else []
    found += [replace(each, evidence=Evidence(shown)) for each in other_format(schema.name, below)]
    stream.seek(start)
    return end


def _other_encoding(sample: bytes, start: int, table: str) -> list[Finding]:
    """The finding on a file whose first lines, from `start`, are of another encoding: its others are too."""
    lines = sample if len(sample) < _SAMPLE else sample[: sample.rfind(b"\n") + 1]
    found = decode(table, lines)[1] if is_gb18030(lines[start:]) else []
    return [each for each in found if each.code == "FQ-F02"]


def _other_format(sample: bytes, header: list[str], schema: Resource) -> list[Finding]:
    """The finding on a file in a format that is not read in parts: another delimiter, a line `sep=`, …"""
    if not check_columns(schema.name, header, schema.names):
        return []
    first = sample[:_FIRST].decode("utf-8", "replace").encode()
    _, found = canonical(schema.name, first[: first.rfind(b"\n") + 1] or first, schema.names)
    unread = [each for each in found if not READ_IN_PARTS.issuperset(each.values["forms"].split(", "))]
    return [Finding("FQ-F04", schema.name, values={**each.values, "case": "large_format"}) for each in unread]


def _has_columns(schema: Resource, header: list[str], shown: str, found: list[Finding]) -> bool:
    """Whether a file has the columns of the table; the findings on them are appended to `found`."""
    wrong = check_columns(schema.name, header, schema.names)
    found += [replace(each, evidence=Evidence(shown, number=0)) for each in wrong]
    return not wrong
