"""The engine: what maps the checks over the parts of a table, on the cores of this machine or those of a
cluster.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from .batch_checks import BatchResult, TableChecks
from .csv_blocks import BLOCK
from .futures import in_order
from .inputs import Part
from .key_hashes import Spill
from .parquet_batches import ROWS

# Polars and Arrow release Python's lock: one batch is parsed while others are checked. Of more threads, some
# would wait for the lock, and each holds a block.
_WORKERS = min(max(2, os.cpu_count() or 2), 4)


class Engine(NamedTuple):
    """What maps the checks over the parts of a table.

    Attributes:
        start: takes the checks, and gives what submits a part: the future of its result.
        ahead: the number of parts in progress.
        spill: the hashes of all keys, on the disk of this machine.
        size: the bytes in a block of CSV.
        rows: the rows in a part of Parquet.
    """

    start: Callable[[TableChecks], Callable[[Part], Any]]
    ahead: int
    spill: Spill
    size: int
    rows: int

    def check(self, checks: TableChecks, parts: Iterable[Part]) -> Iterator[BatchResult]:
        """The result of each part, in order; the engine keeps the hashes."""
        for result in in_order(self.start(checks), parts, self.ahead):
            self.spill.add(result.hashes)
            yield result


OpenEngine = Callable[[], AbstractContextManager[Engine]]


def check_part(checks: TableChecks, part: Part) -> BatchResult:
    """What every engine maps over the parts."""
    return checks.check(checks.read(part))


@contextmanager
def spilled() -> Iterator[Spill]:
    """A place for hashes, which does not outlast the run."""
    with TemporaryDirectory(prefix="fengqiao-keys-") as folder, ThreadPoolExecutor(_WORKERS) as pool:
        yield Spill(Path(folder), pool)


def one_machine(size: int = BLOCK, rows: int = ROWS) -> OpenEngine:
    """The engine on this machine, with `size` bytes in a block of CSV and `rows` in a part of Parquet."""

    @contextmanager
    def opened() -> Iterator[Engine]:
        with spilled() as spill, ThreadPoolExecutor(_WORKERS) as pool:

            def start(checks: TableChecks) -> Callable[[Part], Any]:
                return lambda part: pool.submit(check_part, checks, part)

            yield Engine(start, _WORKERS + 1, spill, size, rows)

    return opened
