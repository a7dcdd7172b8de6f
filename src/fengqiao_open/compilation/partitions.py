"""The files of a merged dataset: some packages at a time, each table typed and written as Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import polars as pl

from ..datapackage.archives import is_archive
from ..datapackage.characters import visible
from ..datapackage.files import csv_line, read_named
from ..datapackage.package import Package, read_package, shipped
from ..errors import PackageError
from ..tabular.canonical_csv import canonical
from ..validation.descriptor import content_facts
from .addresses import Address, at_hand, shown
from .examined import hash_of_hashes
from .fingerprints import IN_ONE, key_hash
from .lazy import typed

#: Rows of all tables that one part may have; what a worker holds at a time.
ROWS_OF_PART = 1_000_000
ROWS_OF_GROUP = 100_000


@dataclass(frozen=True, slots=True)
class Taken:
    """A package that is taken, as it was when it was checked.

    Attributes:
        address: where it lies.
        rows: how many rows each table of the standard has, in order.
        elsewhere: the paths of tables that lie elsewhere in it than in the shipped package.
        repeats: the keys of rows that an earlier package has too.
        content: the hash of the hashes of its files, "" where its descriptor may have others.
    """

    address: Address
    rows: tuple[int, ...]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    repeats: frozenset[int] = frozenset()
    content: str = ""


@dataclass(frozen=True, slots=True)
class MadeShare:
    """What is made of the packages of one part.

    Attributes:
        rows: the number of rows, by table that is kept in parts.
        files: the content of its Parquet file, by table that is kept in parts.
        lists: the rows of the tables that are kept in one file.
    """

    rows: Mapping[str, int]
    files: Mapping[str, bytes]
    lists: Mapping[str, pl.DataFrame]


def shares(sizes: Sequence[int], most: int = ROWS_OF_PART) -> list[range]:
    """Which packages come together: as many in a row as have no more rows than a part may.

    >>> shares([400, 500, 200, 2000, 10], most=1000)
    [range(0, 2), range(2, 3), range(3, 4), range(4, 5)]
    """
    found: list[range] = []
    start = total = 0
    for at, size in enumerate(sizes):
        if at > start and total + size > most:
            found.append(range(start, at))
            start, total = at, 0
        total += size
    return [*found, range(start, len(sizes))] if sizes else []


def made_share(packages: Sequence[Taken]) -> MadeShare:
    """The part of each table that is kept in parts: a function of its packages alone, on whatever machine.

    Raises:
        PackageError: a table is not what it was when it was checked.
    """
    contents: dict[str, list[bytes]] = {name: [] for name in shipped().tables}
    for each in packages:
        with at_hand(each.address) as path:
            package = _located(path, each.elsewhere)
            files = {name: _file(package, name) for name in contents}
        hashes = (content_facts(data)["hash"] for data in files.values()) if each.content else ()
        if each.content and each.content != hash_of_hashes(hashes):
            raise PackageError("file-changed", file=visible(shown(each.address)))
        for name, data in files.items():
            contents[name].append(_rows(name, data, each.address))
    rows, files, lists = dict[str, int](), dict[str, bytes](), dict[str, pl.DataFrame]()
    for number, name in enumerate(list(contents)):
        counts = [each.rows[number] for each in packages]
        whole = _new(_joined(contents.pop(name), name, packages, counts), name, packages, counts)
        if name in IN_ONE:
            lists[name] = once(whole, name)
        else:
            rows[name], files[name] = whole.height, packed(whole)
    return MadeShare(rows, files, lists)


def _located(path: Path, elsewhere: Mapping[str, str]) -> Package:
    """A package that was read before, as far as its files are there: its descriptor is not read again."""
    if is_archive(path):
        return read_package(path)
    root = path if path.is_dir() else path.parent
    paths = {**{name: shipped().resource(name)["path"] for name in shipped().tables}, **elsewhere}
    return Package(root, {"resources": [{"name": name, "path": each} for name, each in paths.items()]})


def _file(package: Package, name: str) -> bytes:
    path = package.path(name)
    return read_named(path, visible(str(path)))


def _rows(name: str, data: bytes, address: Address) -> bytes:
    """The rows of the file of a table as canonical CSV, without the header."""
    columns = shipped().schema(name).names
    text, _ = canonical(name, data, columns)
    header, _, rows = text.partition("\n")
    if header != ",".join(columns) and next(csv.reader([header]), []) != columns:
        raise _changed(address, name)
    return rows.encode()


def _changed(address: Address, name: str) -> PackageError:
    return PackageError("file-changed", file=visible(f"{shown(address)}: {name}"))


def _joined(
    contents: Sequence[bytes], name: str, packages: Sequence[Taken], counts: Sequence[int]
) -> pl.DataFrame:
    """The rows of one table of all packages, read as one file: that takes a fraction of reading each."""
    schema = shipped().schema(name)
    header = csv_line(schema.names).encode()

    def read(some: Sequence[bytes], count: int) -> pl.DataFrame | None:
        with suppress(pl.exceptions.PolarsError):
            made = typed(b"".join((header, *some)), schema.fields)
            return made if made.height == count else None
        return None

    if (made := read(contents, sum(counts))) is not None:
        return made
    alone = list[pl.DataFrame]()
    for each, content, count in zip(packages, contents, counts, strict=True):
        if (one := read([content], count)) is None:
            raise _changed(each.address, name)
        alone.append(one)
    return pl.concat(alone)


def _new(frame: pl.DataFrame, name: str, packages: Sequence[Taken], counts: Sequence[int]) -> pl.DataFrame:
    """The rows that no earlier package has."""
    if not any(each.repeats for each in packages):
        return frame
    keys, new = iter(frame[shipped().key(name)]), list[bool]()
    for each, count in zip(packages, counts, strict=True):
        new += (not each.repeats or key_hash(name, key) not in each.repeats for key in islice(keys, count))
    return frame.filter(pl.Series(new, dtype=pl.Boolean))


def once(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Each row once; themes are numbered anew, since each package numbers those that it uses."""
    key = shipped().key(name)
    kept = frame.unique(subset=key, keep="first", maintain_order=True)
    order = {"order": pl.int_range(1, pl.len() + 1, dtype=pl.Int64)} if name == "themes" else {}
    return kept.with_columns(**order)


def packed(frame: pl.DataFrame) -> bytes:
    """The content of a Parquet file."""
    made = io.BytesIO()
    frame.write_parquet(made, compression="zstd", row_group_size=ROWS_OF_GROUP, statistics=True)
    return made.getvalue()


def write(frame: pl.DataFrame, path: Path) -> None:
    """Write a table as one file of a compilation."""
    write_file(path, packed(frame))


def write_file(path: Path, content: bytes) -> None:
    """Write one file of a compilation."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def part_path(name: str, number: int = 0) -> str:
    """Where a part of a table lies in the folder of the compilation."""
    return f"data/{name}/part-{number:04}.parquet"
