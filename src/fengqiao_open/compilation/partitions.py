"""The files of a merged dataset: some packages at a time, each table typed and written as Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ..datapackage.package import read_package, shipped
from .fingerprints import IN_ONE, key_hash
from .lazy import typed

#: Rows of all tables that one part may have; what a worker holds at a time.
ROWS_OF_PART = 1_000_000
ROWS_OF_GROUP = 100_000


@dataclass(frozen=True, slots=True)
class Share:
    """The packages of one part.

    Attributes:
        number: of the part.
        folder: the folder of the compilation.
        packages: the packages in order, each with the keys of rows that an earlier package has too.
    """

    number: int
    folder: Path
    packages: tuple[tuple[Path, frozenset[int]], ...]


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


def write_share(share: Share) -> tuple[dict[str, int], dict[str, pl.DataFrame]]:
    """Write the part of each table that is kept in parts.

    Returns:
        The number of rows written, by table, and the rows of the tables that are kept in one file.
    """
    frames: dict[str, list[pl.DataFrame]] = {name: [] for name in shipped().tables}
    for path, repeats in share.packages:
        package = read_package(path)
        for name, listed in frames.items():
            listed.append(_without(typed(package, name, shipped().schema(name).fields), name, repeats))
    rows, lists = {}, {}
    for name in list(frames):
        whole = pl.concat(frames.pop(name))
        if name in IN_ONE:
            lists[name] = once(whole, name)
            continue
        rows[name] = whole.height
        write(whole, share.folder / part_path(name, share.number))
    return rows, lists


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


def write(frame: pl.DataFrame, path: Path) -> None:
    """Write one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path, compression="zstd", row_group_size=ROWS_OF_GROUP, statistics=True)


def part_path(name: str, number: int = 0) -> str:
    """Where a part of a table lies in the folder of the compilation."""
    return f"data/{name}/part-{number:04}.parquet"
