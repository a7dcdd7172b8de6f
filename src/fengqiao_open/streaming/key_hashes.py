"""Keys compared across batches, files and workers as 64-bit hashes: candidates for duplicates.

Hashes of one key go to buckets by their highest bits, so that each bucket holds all that could be equal and
fits into memory. What is equal is only suspected: the rows themselves are compared afterwards.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from itertools import accumulate, pairwise
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt
import polars as pl

from .csv_batches import Batch

Hashes = npt.NDArray[np.uint64]
SEED = 20230228
#: At 100 million rows a bucket holds some 12 MB of hashes.
BUCKETS = 128
# Whole numbers below this can be counted on from.
_LARGE = 2**62
# So many hashes wait in memory before they are written: 8 MB of each key.
_WAITING = 2**20
# The least hash of each bucket but the first.
_FIRST = np.arange(1, BUCKETS, dtype=np.uint64) << np.uint64(57)
# Bytes that are written at once.
_AT_ONCE = 2**20
_BYTES = np.dtype(np.uint64).itemsize


def hashed(batch: Batch, columns: Sequence[str]) -> Hashes:
    """One hash of the cells of each row; numbers and text that read the same hash the same; of a blank, any."""
    # Each column with a seed of its own, so that cells that change places change the hash.
    first, *others = (_hashes(batch, name, SEED + at) for at, name in enumerate(columns))
    # That of plain text is not ours to change.
    return reduce(partial(np.bitwise_xor, out=first.copy()), others, first) if others else first


def _hashes(batch: Batch, name: str, seed: int) -> Hashes:
    cells, texts = batch.frame[name], batch.texts.get(name)
    if texts is None and cells.dtype.is_integer() and (found := _few(cells)) is not None:
        cells, texts = found
    if texts is None:
        return cells.cast(pl.String).hash(seed).to_numpy()
    if not len(texts):
        return np.zeros(len(cells), np.uint64)
    numbers = cells.fill_null(0) if cells.null_count() else cells
    return texts.hash(seed).to_numpy().take(numbers.to_numpy())


def _few(cells: pl.Series) -> tuple[pl.Series, pl.Series] | None:
    """Whole numbers, such as years, as numbers of their texts, where they do not lie far apart."""
    low, high = cells.min(), cells.max()
    if not isinstance(low, int) or not isinstance(high, int):
        return None
    # Of a wider type, since the difference may not fit into the cells' own.
    if high - low >= len(cells) or max(-low, high) >= _LARGE:
        return None
    return cells.cast(pl.Int64) - low, pl.int_range(low, high + 1, eager=True).cast(pl.String)


def filled(batch: Batch, columns: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which rows have no blank in these columns."""
    found = np.ones(batch.frame.height, dtype=bool)
    for name in columns:
        if batch.frame[name].null_count():
            found &= batch.frame[name].is_not_null().to_numpy()
    return found


def key_hashes(batch: Batch, columns: Sequence[str]) -> Hashes:
    """One hash for each row that has no blank in these columns."""
    found, rows = hashed(batch, columns), filled(batch, columns)
    return found if rows.all() else found[rows]


def split(hashes: Hashes) -> list[Hashes]:
    """The hashes by bucket."""
    ordered = np.sort(hashes)
    places = [0, *np.searchsorted(ordered, _FIRST).tolist(), len(ordered)]
    return [ordered[start:end] for start, end in pairwise(places)]


def repeated_in(bucket: Hashes) -> tuple[Hashes, int]:
    """The hashes that stand more than once, in order, and how many findings there are on rows with one of them.

    >>> repeated_in(np.array([3, 1, 3, 5, 5, 5], np.uint64))
    (array([3, 5], dtype=uint64), 4)
    """
    ordered = np.sort(bucket)
    same = ordered[1:] == ordered[:-1]
    twice, others = np.unique(ordered[1:][same], return_counts=True)
    return twice, findings_on(others + 1)


def findings_on(rows: npt.NDArray[np.int64]) -> int:
    """How many findings there are on values that so many rows have: of two rows, one is wrong."""
    return int(np.where(rows == 2, 1, rows).sum())


def together(found: Iterable[tuple[Hashes, int]]) -> tuple[Hashes, int]:
    """What was found in all buckets, in their order."""
    hashes, rows = zip(*found, strict=True)
    return np.concatenate(hashes), sum(rows)


@dataclass(frozen=True, slots=True)
class _Run:
    """Hashes that were written at once.

    Attributes:
        begin: the byte of the file where they begin.
        starts: the place of the first of each bucket, and that after the last.
    """

    begin: int
    starts: Sequence[int]

    def size(self, number: int) -> int:
        """How many hashes of a bucket there are."""
        return self.starts[number + 1] - self.starts[number]


@dataclass(slots=True)
class Spool:
    """Hashes put aside on disk, by key and bucket, while a table streams by; its folder goes with it."""

    _waiting: dict[str, list[Sequence[Hashes]]] = field(default_factory=dict)
    _written: dict[str, list[_Run]] = field(default_factory=dict)
    _folder: tempfile.TemporaryDirectory[str] = field(
        default_factory=lambda: tempfile.TemporaryDirectory(prefix="fengqiao-keys-")
    )

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def add(self, parts: Mapping[str, Sequence[Hashes]]) -> None:
        """Put the hashes of one batch aside, by the name of their key and their bucket."""
        for key, found in parts.items():
            waiting = self._waiting.setdefault(key, [])
            waiting.append(found)
            if sum(len(each) for some in waiting for each in some) >= _WAITING:
                self._write(key)

    def _write(self, key: str) -> None:
        """Append what waits to the file of its key, bucket by bucket."""
        waiting = self._waiting.pop(key)
        sizes = [sum(len(some[number]) for some in waiting) for number in range(BUCKETS)]
        with self._path(key).open("ab", buffering=_AT_ONCE) as file:
            self._written.setdefault(key, []).append(_Run(file.tell(), [0, *accumulate(sizes)]))
            file.writelines(some[number].data for number in range(BUCKETS) for some in waiting)

    def is_written(self, key: str) -> bool:
        """Whether hashes of a key are on disk: of a short table, none are."""
        return key in self._written

    def whole(self, key: str) -> Hashes:
        """All hashes of a key that waits in memory."""
        waiting = [each for some in self._waiting.get(key, ()) for each in some]
        return np.concatenate(waiting) if waiting else np.empty(0, np.uint64)

    def bucket(self, key: str, number: int) -> Hashes:
        """All hashes of a key in one bucket: those on disk, and those that still wait."""
        runs = self._written.get(key, ())
        found = np.empty(sum(run.size(number) for run in runs), np.uint64)
        at = 0
        with self._path(key).open("rb", buffering=0) as file:
            for run in runs:
                size = run.size(number)
                file.seek(run.begin + run.starts[number] * _BYTES)
                file.readinto(found[at : at + size].data.cast("B"))
                at += size
        return np.concatenate([found, *(some[number] for some in self._waiting.get(key, ()))])

    def _path(self, key: str) -> Path:
        return Path(self._folder.name) / key
