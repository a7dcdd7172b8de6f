"""The interface of an engine, and the engine on the cores of this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from ..findings.report import Finding
from .batch_checks import BatchResult, TableChecks
from .csv_blocks import BLOCK
from .futures import in_order
from .inputs import Part, parts
from .key_hashes import Duplicated, Spill
from .parquet_batches import ROWS
from .paths import Files

# Polars and Arrow release Python's lock: one batch is parsed while others are checked. Of more threads, some
# would wait for the lock, and each holds a block.
_WORKERS = min(max(2, os.cpu_count() or 2), 4)


class Engine(Protocol):
    """What maps the checks over the parts of a table, and compares the hashes of its keys."""

    def parts(self, files: Files, checks: TableChecks, found: list[Finding]) -> Iterator[Part]:
        """The parts of some files, in order; findings on whole files are appended to `found`."""

    def check(self, checks: TableChecks, parts: Iterable[Part]) -> Iterator[BatchResult]:
        """The result of each part, in order; the engine keeps the hashes."""

    def duplicated(self, checks: TableChecks) -> Mapping[str, Duplicated]:
        """The duplicated hashes of each key."""


OpenEngine = Callable[[], AbstractContextManager[Engine]]


def check_part(checks: TableChecks, part: Part) -> BatchResult:
    """What every engine maps over the parts."""
    return checks.check(checks.read(part))


@dataclass(frozen=True, slots=True)
class _OneMachine:
    """The cores of this machine; hashes are spilled to its disk."""

    spill: Spill
    size: int
    rows: int

    def parts(self, files: Files, checks: TableChecks, found: list[Finding]) -> Iterator[Part]:
        return parts(files, checks.schema, found, self.size, self.rows)

    def check(self, checks: TableChecks, parts: Iterable[Part]) -> Iterator[BatchResult]:
        with ThreadPoolExecutor(_WORKERS) as pool:
            for result in in_order(lambda part: pool.submit(check_part, checks, part), parts, _WORKERS + 1):
                self.spill.add(result.hashes)
                yield result

    def duplicated(self, checks: TableChecks) -> Mapping[str, Duplicated]:
        with ThreadPoolExecutor(_WORKERS) as pool:
            return {name: self.spill.duplicated(name, pool) for name in checks.keys}


def one_machine(size: int = BLOCK, rows: int = ROWS) -> OpenEngine:
    """The engine on this machine, with `size` bytes in a block of CSV and `rows` in a part of Parquet."""

    @contextmanager
    def opened() -> Iterator[Engine]:
        with TemporaryDirectory(prefix="fengqiao-keys-") as folder:
            yield _OneMachine(Spill(Path(folder)), size, rows)

    return opened
