"""The files of a merged dataset: some packages at a time, each table typed and written as Parquet."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ..datapackage.package import read_package, shipped
from .addresses import Address, at_hand
from .fingerprints import IN_ONE, key_hash
from .lazy import typed

#: Rows of all tables that one part may have; what a worker holds at a time.
ROWS_OF_PART = 1_000_000
ROWS_OF_GROUP = 100_000


@dataclass(frozen=True, slots=True)
class Share:
    """The packages of one part.

    Attributes:
        packages: the packages in order, each with the keys of rows that an earlier package has too.
    """

    packages: tuple[tuple[Address, frozenset[int]], ...]


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


def made_share(share: Share) -> MadeShare:
    """The part of each table that is kept in parts: a function of its packages alone, on whatever machine."""
    frames: dict[str, list[pl.DataFrame]] = {name: [] for name in shipped().tables}
    for address, repeats in share.packages:
        with at_hand(address) as path:
            package = read_package(path)
            for name, listed in frames.items():
                listed.append(_without(typed(package, name, shipped().schema(name).fields), name, repeats))
    rows, files, lists = dict[str, int](), dict[str, bytes](), dict[str, pl.DataFrame]()
    for name in list(frames):
        whole = pl.concat(frames.pop(name))
        if name in IN_ONE:
            lists[name] = once(whole, name)
        else:
            rows[name], files[name] = whole.height, packed(whole)
    return MadeShare(rows, files, lists)


def once(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Each row once; themes are numbered anew, since each package numbers those that it uses."""
    key = shipped().key(name)
    kept = frame.unique(subset=key, keep="first", maintain_order=True)
    order = {"order": pl.int_range(1, pl.len() + 1, dtype=pl.Int64)} if name == "themes" else {}
    return kept.with_columns(**order)


def _without(frame: pl.DataFrame, name: str, repeats: frozenset[int]) -> pl.DataFrame:
    """The rows that no earlier package has."""
    if not repeats:
        return frame
    new = [key_hash(name, each) not in repeats for each in frame[shipped().key(name)]]
    return frame.filter(pl.Series(new, dtype=pl.Boolean))


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
