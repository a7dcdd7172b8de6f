"""Keys that must hold across batches, files and workers, compared as 64-bit hashes: which of them may stand twice.

Hashes of one key go to buckets by their highest bits, so that each bucket holds all that could be equal and
fits into memory. What is equal is only suspected: the rows themselves are compared afterwards.
"""

from __future__ import annotations

import operator
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt
import polars as pl

Hashes = npt.NDArray[np.uint64]
SEED = 20230228
#: At 100 million rows a bucket holds some 50 MB of hashes.
BUCKETS = 16
# So many hashes wait in memory before they are written: 8 MB of each key.
_WAITING = 2**20
_SHIFT = np.uint64(60)


def hashed(columns: Sequence[str]) -> pl.Expr:
    """One hash of the cells of each row; numbers and text that read the same hash the same."""
    # Each column with a seed of its own, so that cells that change places change the hash.
    hashes = [pl.col(name).cast(pl.String).hash(SEED + at) for at, name in enumerate(columns)]
    return reduce(operator.xor, hashes)


def key_hashes(frame: pl.DataFrame, columns: Sequence[str], beside: pl.Series | None = None) -> Hashes:
    """One hash for each row that has no blank in these columns; with another beside it, that of a cell of its row."""
    whole = pl.all_horizontal([pl.col(name).is_not_null() for name in columns])
    made = [hashed(columns).alias("key")]
    if beside is not None:
        made.append(pl.lit(beside.cast(pl.String).hash(SEED)).alias("beside"))
    found = frame.select(*made, whole.alias("whole")).filter("whole").drop("whole")
    return found["key"].to_numpy() if beside is None else np.ascontiguousarray(found.to_numpy())


def split(hashes: Hashes) -> list[Hashes]:
    """The hashes by bucket."""
    numbers = (_keys(hashes) >> _SHIFT).astype(np.uint8)
    order = numbers.argsort(kind="stable")
    return np.split(hashes[order], np.bincount(numbers, minlength=BUCKETS).cumsum()[:-1])


def repeated_in(buckets: Iterable[Hashes]) -> tuple[Hashes, int]:
    """The hashes that stand more than once, in order, and how many rows have one of them.

    Where another hash stands beside each, those that stand with one and the same alone are passed over.

    >>> repeated_in([np.array([3, 1, 3], np.uint64)])
    (array([3], dtype=uint64), 2)
    >>> repeated_in([np.array([[3, 7], [1, 7], [3, 7], [4, 7], [4, 8], [4, 8]], np.uint64)])
    (array([4], dtype=uint64), 3)
    """
    found, rows = [], 0
    for bucket in buckets:
        ordered = np.sort(_keys(bucket))
        same = ordered[1:] == ordered[:-1]
        twice = np.unique(ordered[1:][same])
        count = int(same.sum()) + len(twice)
        if bucket.ndim == 2 and len(twice):
            twice, count = _with_several(bucket[np.isin(bucket[:, 0], twice)])
        found.append(twice)
        rows += count
    return np.concatenate(found), rows


def _keys(hashes: Hashes) -> Hashes:
    return hashes if hashes.ndim == 1 else hashes[:, 0]


def _with_several(pairs: Hashes) -> tuple[Hashes, int]:
    """The hashes that stand with several others beside them, and how many rows have one of them."""
    key, beside = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].T
    several = np.unique(key[1:][(key[1:] == key[:-1]) & (beside[1:] != beside[:-1])])
    return several, int(np.isin(key, several).sum())


@dataclass(slots=True)
class Spool:
    """Hashes put aside on disk, by key and bucket, while a table streams by; its folder goes with it."""

    _waiting: dict[str, list[Hashes]] = field(default_factory=dict)
    _paired: set[str] = field(default_factory=set)
    _folder: tempfile.TemporaryDirectory[str] = field(
        default_factory=lambda: tempfile.TemporaryDirectory(prefix="fengqiao-keys-")
    )

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def add(self, parts: Mapping[str, Hashes]) -> None:
        """Put the hashes of one batch aside, by the name of their key."""
        for key, hashes in parts.items():
            if hashes.ndim == 2:
                self._paired.add(key)
            waiting = self._waiting.setdefault(key, [])
            waiting.append(hashes)
            if sum(map(len, waiting)) >= _WAITING:
                self._write(key)

    def _write(self, key: str) -> None:
        waiting = self._waiting.pop(key, [])
        for number, bucket in enumerate(split(np.concatenate(waiting)) if waiting else ()):
            with self._path(key, number).open("ab") as file:
                bucket.tofile(file)

    def buckets(self, key: str) -> Iterator[Hashes]:
        """All hashes of a key, bucket by bucket."""
        self._write(key)
        for number in range(BUCKETS):
            path = self._path(key, number)
            bucket = np.fromfile(path, dtype=np.uint64) if path.exists() else np.empty(0, np.uint64)
            yield bucket.reshape(-1, 2) if key in self._paired else bucket

    def _path(self, key: str, number: int) -> Path:
        return Path(self._folder.name) / f"{key}.{number}"
