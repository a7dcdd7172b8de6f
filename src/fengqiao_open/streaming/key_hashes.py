"""Keys compared across batches, files and workers as 64-bit hashes: candidates for duplicates.

Hashes of one key go to buckets by their highest bits: a bucket has all that could be equal, and fits into
memory. Equal hashes are only suspect: the rows themselves are compared afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial, reduce
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from .csv_batches import Batch

Hashes = npt.NDArray[np.uint64]
SEED = 20230228
#: At 100 million rows a bucket has some 12 MB of hashes.
BUCKETS = 128
# Integers are encoded only below this limit.
_LARGE = 2**62
# So many hashes wait in memory before they are written: 8 MB of each key.
_WAITING = 2**20
# The least hash of each bucket but the first.
_FIRST = np.arange(1, BUCKETS, dtype=np.uint64) << np.uint64(57)
# Bytes that are written at once.
_AT_ONCE = 2**20
_BYTES = np.dtype(np.uint64).itemsize


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


def key_hashes(batch: Batch, columns: Sequence[str]) -> list[Hashes]:
    """One hash for each row that has no missing value in these columns, by bucket and in order."""
    rows = complete(batch, columns)
    found = row_hashes(batch, columns)
    ordered = np.sort(found if rows.all() else found[rows])
    places = [0, *np.searchsorted(ordered, _FIRST).tolist(), len(ordered)]
    return [ordered[start:end] for start, end in pairwise(places)]


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


def concatenated(found: Iterable[Duplicated]) -> Duplicated:
    """The duplicated hashes of all buckets, in their order."""
    hashes, findings = zip(*found, strict=True)
    return Duplicated(np.concatenate(hashes), sum(findings))


@dataclass(frozen=True, slots=True)
class Spill:
    """Hashes in files of a folder, one for each key, and those that wait to be written together."""

    folder: Path
    _waiting: dict[str, list[Sequence[Hashes]]] = field(default_factory=dict)
    # What was written at once: the first byte, and the number of hashes before each bucket and of all.
    _written: dict[str, list[tuple[int, list[int]]]] = field(default_factory=dict)

    def add(self, parts: Mapping[str, Sequence[Hashes]]) -> None:
        """Add the hashes of one batch, by key and bucket."""
        for key, found in parts.items():
            waiting = self._waiting.setdefault(key, [])
            waiting.append(found)
            if sum(len(each) for some in waiting for each in some) >= _WAITING:
                sizes = [sum(len(some[number]) for some in waiting) for number in range(BUCKETS)]
                with (self.folder / key).open("ab", buffering=_AT_ONCE) as file:
                    self._written.setdefault(key, []).append((file.tell(), [0, *accumulate(sizes)]))
                    file.writelines(some[number].data for number in range(BUCKETS) for some in waiting)
                waiting.clear()

    def duplicated(self, key: str, pool: Executor) -> Duplicated:
        """The duplicated hashes of a key."""
        if key in self._written:
            return concatenated(pool.map(partial(self._in_bucket, key), range(BUCKETS)))
        # A short table: nothing is on disk.
        waiting = [each for some in self._waiting.get(key, ()) for each in some]
        return duplicated(np.concatenate([np.empty(0, np.uint64), *waiting]))

    def _in_bucket(self, key: str, number: int) -> Duplicated:
        found = [some[number] for some in self._waiting[key]]
        with (self.folder / key).open("rb", buffering=0) as file:
            for begin, starts in self._written[key]:
                file.seek(begin + starts[number] * _BYTES)
                size = starts[number + 1] - starts[number]
                found.append(np.frombuffer(file.read(size * _BYTES), np.uint64))
        return duplicated(np.concatenate(found))
