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


def key_hashes(frame: pl.DataFrame, columns: Sequence[str]) -> Hashes:
    """One hash for each row that has no blank in these columns."""
    whole = pl.all_horizontal([pl.col(name).is_not_null() for name in columns])
    return frame.filter(whole).select(hashed(columns).alias("key"))["key"].to_numpy()


def split(hashes: Hashes) -> list[Hashes]:
    """The hashes by bucket."""
    numbers = (hashes >> _SHIFT).astype(np.uint8)
    order = numbers.argsort(kind="stable")
    return np.split(hashes[order], np.bincount(numbers, minlength=BUCKETS).cumsum()[:-1])


def repeated_in(buckets: Iterable[Hashes]) -> tuple[Hashes, int]:
    """The hashes that stand more than once, and how many rows have one of them."""
    found, rows = [], 0
    for bucket in buckets:
        ordered = np.sort(bucket)
        same = ordered[1:] == ordered[:-1]
        twice = np.unique(ordered[1:][same])
        found.append(twice)
        rows += int(same.sum()) + len(twice)
    return np.concatenate(found), rows


@dataclass(slots=True)
class Spool:
    """Hashes put aside on disk, by key and bucket, while a table streams by; its folder goes with it."""

    _waiting: dict[str, list[Hashes]] = field(default_factory=dict)
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
            yield np.fromfile(path, dtype=np.uint64) if path.exists() else np.empty(0, np.uint64)

    def _path(self, key: str, number: int) -> Path:
        return Path(self._folder.name) / f"{key}.{number}"
