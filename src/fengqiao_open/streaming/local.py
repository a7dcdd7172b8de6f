"""The interface of an engine, and the engine on the cores of this machine."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Protocol

from ..findings.report import Finding
from .batch_checks import Kernel
from .csv_blocks import BLOCK
from .inputs import Part, parts
from .key_hashes import BUCKETS, Hashes, Spool, repeated_in, split, together
from .parquet_batches import ROWS
from .results import Checked

# Polars and Arrow let go of Python while they work, so that one batch is parsed while others are judged; of more
# threads, some would wait for Python, and each holds a block.
_WORKERS = min(max(2, os.cpu_count() or 2), 4)


class Engine(Protocol):
    """What maps the checks over the parts of a table, and brings the hashes of its keys together."""

    def parts(self, files: Sequence[tuple[str, str]], kernel: Kernel, found: list[Finding]) -> Iterator[Part]:
        """The parts of some files, in order; what keeps a file from being read goes to `found`."""

    def check(self, kernel: Kernel, parts: Iterable[Part]) -> Iterator[Checked]:
        """What is found in each part, in order; the hashes are kept by the engine."""

    def settle(self, kernel: Kernel) -> Mapping[str, tuple[Hashes, int]]:
        """Of each key, the hashes that stand more than once, and how many findings these are."""


OpenEngine = Callable[[], AbstractContextManager[Engine]]


def check_part(kernel: Kernel, part: Part) -> Checked:
    """What every engine maps over the parts."""
    return kernel.check(kernel.read(part))


@dataclass(frozen=True, slots=True)
class OneMachine:
    """The cores of this machine; hashes are put aside on its disk.

    Attributes:
        spool: where the hashes are kept.
        size: bytes of a block of CSV.
        rows: rows of a part of Parquet.
    """

    spool: Spool
    size: int
    rows: int

    def parts(self, files: Sequence[tuple[str, str]], kernel: Kernel, found: list[Finding]) -> Iterator[Part]:
        """The parts of some files, in order, CSV read as it comes."""
        return parts(files, kernel.table, kernel.schema.fields, size=self.size, rows=self.rows, found=found)

    def check(self, kernel: Kernel, parts: Iterable[Part]) -> Iterator[Checked]:
        """What is found in each part, in order; no more than a few parts are held at a time."""
        coming = iter(parts)
        with ThreadPoolExecutor(_WORKERS) as pool:
            waiting = deque(pool.submit(_check, kernel, part) for part in islice(coming, _WORKERS + 1))
            while waiting:
                checked, hashes = waiting.popleft().result()
                waiting.extend(pool.submit(_check, kernel, part) for part in islice(coming, 1))
                self.spool.add(hashes)
                yield checked

    def settle(self, kernel: Kernel) -> Mapping[str, tuple[Hashes, int]]:
        """Of each key, the hashes that stand more than once, and how many findings these are."""
        with ThreadPoolExecutor(_WORKERS) as pool:
            return {
                name: together(pool.map(partial(self._repeated, name), range(BUCKETS)))
                if self.spool.is_written(name)
                else repeated_in(self.spool.whole(name))
                for name in kernel.unique()
            }

    def _repeated(self, key: str, number: int) -> tuple[Hashes, int]:
        return repeated_in(self.spool.bucket(key, number))


def _check(kernel: Kernel, part: Part) -> tuple[Checked, dict[str, list[Hashes]]]:
    """What is found in a part, and its hashes by bucket."""
    checked = check_part(kernel, part)
    return checked, {name: split(hashes) for name, hashes in checked.hashes.items()}


def one_machine(size: int = BLOCK, rows: int = ROWS) -> OpenEngine:
    """The engine that uses this machine.

    Args:
        size: bytes of a block of CSV.
        rows: rows of a part of Parquet.
    """

    @contextmanager
    def opened() -> Iterator[Engine]:
        with Spool() as spool:
            yield OneMachine(spool, size, rows)

    return opened
