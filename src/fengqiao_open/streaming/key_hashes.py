"""Keys compared across batches, files and workers as 64-bit hashes: candidates for duplicates.

Hashes of one key are compared in buckets by their highest bits: a bucket has all that could be equal, and
fits into memory. Equal hashes are only suspect: the rows themselves are compared afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial, reduce
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from .csv_batches import Batch

Hashes = npt.NDArray[np.uint64]
SEED = 20230228
# At 100 million rows a bucket has some 25 MB of hashes.
_BUCKETS = 32
# Integers are encoded only below this limit.
_LARGE = 2**62
# So few hashes are one bucket.
_FEW = 2**20
_BYTES = np.dtype(np.uint64).itemsize
# The least hash of each bucket but the first.
_FIRST = np.arange(1, _BUCKETS, dtype=np.uint64) << np.uint64(59)


def row_hashes(batch: Batch, columns: Sequence[str]) -> Hashes:
    """One hash of the cells of each row, the same for a number and its text, any for a missing value."""
    # Each column with a seed of its own, so that cells that change places change the hash.
    first, *others = (_hashes(batch, name, SEED + at) for at, name in enumerate(columns))
    # The hashes of a plain column are read-only.
    return reduce(partial(np.bitwise_xor, out=first.copy()), others, first) if others else first


def _hashes(batch: Batch, name: str, seed: int) -> Hashes:
    cells, strings = batch.frame[name], batch.dictionaries.get(name)
    if strings is None and cells.dtype.is_integer() and (found := _encoded(cells)) is not None:
        cells, strings = found
    if strings is None:
        return cells.cast(pl.String).hash(seed).to_numpy()
    if not len(strings):
        return np.zeros(len(cells), np.uint64)
    codes = cells.fill_null(0) if cells.null_count() else cells
    return strings.hash(seed).to_numpy().take(codes.to_numpy())


def _encoded(cells: pl.Series) -> tuple[pl.Series, pl.Series] | None:
    """Integers in a narrow range, such as years, as codes and their strings."""
    low, high = cells.min(), cells.max()
    if not isinstance(low, int) or not isinstance(high, int):
        return None
    if high - low >= len(cells) or max(-low, high) >= _LARGE:
        return None
    # The difference may not fit into the cells' own type.
    return cells.cast(pl.Int64) - low, pl.int_range(low, high + 1, eager=True).cast(pl.String)


def complete(batch: Batch, columns: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which rows have no missing value in these columns."""
    found = np.ones(batch.frame.height, dtype=bool)
    for name in columns:
        if batch.frame[name].null_count():
            found &= batch.frame[name].is_not_null().to_numpy()
    return found


def key_hashes(batch: Batch, columns: Sequence[str]) -> Hashes:
    """One hash for each row that has no missing value in these columns, in order."""
    rows = complete(batch, columns)
    found = row_hashes(batch, columns)
    return np.sort(found if rows.all() else found[rows])


class Duplicated(NamedTuple):
    """Hashes that occur more than once, in order, and the number of findings on their rows."""

    hashes: Hashes
    findings: int


def duplicated(hashes: Hashes) -> Duplicated:
    """The duplicated ones of some hashes.

    >>> duplicated(np.array([3, 1, 3, 5, 5, 5], np.uint64))
    Duplicated(hashes=array([3, 5], dtype=uint64), findings=4)
    """
    ordered = np.sort(hashes)
    same = ordered[1:] == ordered[:-1]
    found, others = np.unique(ordered[1:][same], return_counts=True)
    return Duplicated(found, findings_on(others + 1))


def findings_on(rows: npt.NDArray[np.int64]) -> int:
    """The number of findings on values that so many rows have each: of two rows, one is wrong."""
    return int(np.where(rows == 2, 1, rows).sum())


@dataclass(frozen=True, slots=True)
class Spill:
    """The hashes of all batches in files of a folder, one for each key."""

    folder: Path
    pool: Executor
    # For each batch, the number of hashes before each bucket and of all.
    _written: dict[str, list[list[int]]] = field(default_factory=dict)

    def add(self, found: Mapping[str, Hashes]) -> None:
        """Add the hashes of one batch, which are in order, by key."""
        for key, hashes in found.items():
            with (self.folder / key).open("ab") as file:
                file.write(hashes.data)
            starts = [0, *np.searchsorted(hashes, _FIRST).tolist(), len(hashes)]
            self._written.setdefault(key, []).append(starts)

    def duplicated(self, key: str) -> Duplicated:
        """The duplicated hashes of a key."""
        if key not in self._written:
            return Duplicated(np.empty(0, np.uint64), 0)
        if sum(starts[-1] for starts in self._written[key]) < _FEW:
            return duplicated(np.fromfile(self.folder / key, np.uint64))
        hashes, findings = zip(*self.pool.map(partial(self._in_bucket, key), range(_BUCKETS)), strict=True)
        return Duplicated(np.concatenate(hashes), sum(findings))

    def _in_bucket(self, key: str, number: int) -> Duplicated:
        found, begin = list[Hashes](), 0
        with (self.folder / key).open("rb", buffering=0) as file:
            for starts in self._written[key]:
                file.seek((begin + starts[number]) * _BYTES)
                size = starts[number + 1] - starts[number]
                found.append(np.frombuffer(file.read(size * _BYTES), np.uint64))
                begin += starts[-1]
        return duplicated(np.concatenate(found))
