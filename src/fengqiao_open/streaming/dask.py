"""The same checks on a Dask cluster: a task per part; hashes of keys are compared by bucket.

A task is a function of its part alone, so that Dask computes anew what a lost worker had, with the same result.
Parts of a CSV say where its bytes lie; each worker reads its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import dask
import numpy as np
from distributed import Client, KilledWorker

from ..findings.report import Finding
from .batch_checks import Kernel
from .csv_blocks import BLOCK, blocks
from .csv_ranges import cuts, stretches, survey
from .inputs import Part, fit_header, parts
from .key_hashes import BUCKETS, Hashes, repeated_in, split, together
from .local import Engine, OpenEngine, check_part
from .parquet_batches import ROWS
from .paths import opened
from .results import Checked

#: Larger than on one machine: a task has to be worth sending.
STRETCH = 64 * 2**20
# Seconds in which a cluster must have a worker.
_PATIENCE = 60
# Parts in flight for each thread of the cluster, so that none waits for the scheduler.
_AHEAD = 4
# Buckets that meet in one task: the scheduler takes a millisecond for each.
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Dask cluster; what it checked stays on its workers until keys are settled.

    Attributes:
        client: the connection to its scheduler.
        size: bytes of a stretch of CSV.
        rows: rows of a part of Parquet.
        checked: the futures of all parts, in order.
    """

    client: Client
    size: int
    rows: int
    checked: list[Any] = field(default_factory=list)

    def parts(self, files: Sequence[tuple[str, str]], kernel: Kernel, found: list[Finding]) -> Iterator[Part]:
        """The parts of some files, in order; the quotes of a CSV are counted on the workers first."""
        fields = kernel.schema.fields
        for file, shown in files:
            if file.endswith(".parquet"):
                yield from parts([(file, shown)], kernel.table, fields, rows=self.rows, found=found)
                continue
            with opened(file) as stream:
                header = fit_header(stream, shown, kernel.table, kernel.schema.names, found)
                start, end = stream.tell(), stream.seek(0, 2)
                places = cuts(start, end, self.size) if header else []
                surveys = [self.client.submit(survey, file, *place, pure=False) for place in places]
                lie = stretches(places, self.client.gather(surveys))
                if lie is not None:
                    yield from (Part(file, shown, header, stretch=each) for each in lie)
                    continue
                # A lone quote: where records begin can only be told by reading from the start.
                stream.seek(start)
                for block in blocks(stream, shown, size=min(self.size, BLOCK)):
                    yield Part(file, shown, header, block)

    def check(self, kernel: Kernel, parts: Iterable[Part]) -> Iterator[Checked]:
        """What is found in each part, in order."""
        # A task and not scattered data: what was scattered to a worker that is lost cannot be computed anew.
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"}):
            given = self.client.submit(_given, kernel, pure=False)
        coming = iter(parts)
        ahead = _AHEAD * max(1, sum(self.client.nthreads().values()))
        waiting = deque(self._submit(given, part) for part in islice(coming, ahead))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(self._submit(given, part) for part in islice(coming, 1))

    def _submit(self, kernel: Any, part: Part) -> Any:
        checked = self.client.submit(check_part, kernel, part, pure=False)
        self.checked.append(self.client.submit(_bucketed, checked, pure=False))
        return self.client.submit(_without_hashes, checked, pure=False)

    def settle(self, kernel: Kernel) -> Mapping[str, tuple[Hashes, int]]:
        """Of each key, the hashes that stand more than once, and how many findings these are."""
        settled = {}
        for name in kernel.unique():
            met = [
                self.client.submit(
                    _met, [self.client.submit(_some, each, name, start, pure=False) for each in self.checked], pure=False
                )
                for start in range(0, BUCKETS, _AT_ONCE)
            ]  # fmt: skip
            settled[name] = together(self.client.gather(met))
        return settled


def _given(kernel: Kernel) -> Kernel:
    return kernel


def _without_hashes(checked: Checked) -> Checked:
    return replace(checked, hashes={})


def _bucketed(checked: Checked) -> dict[str, list[Hashes]]:
    return {name: split(hashes) for name, hashes in checked.hashes.items()}


def _some(buckets: Mapping[str, Sequence[Hashes]], name: str, start: int) -> Hashes:
    return np.concatenate(buckets[name][start : start + _AT_ONCE])


def _met(parts: Sequence[Hashes]) -> tuple[Hashes, int]:
    return repeated_in(np.concatenate(parts) if parts else np.empty(0, np.uint64))


def _connected(address: str, own: Mapping[str, Any]) -> Client:
    """A client of the scheduler at an address, or of workers of this machine."""
    try:
        return Client(address or None, set_as_default=False, **own)
    except (OSError, ValueError) as problem:
        if not address:
            raise
        raise OSError(
            f"No scheduler answers at {address} ({problem}): start one with `dask scheduler`, or name another."
        ) from problem


def on_cluster(address: str = "", size: int = STRETCH, rows: int = ROWS) -> OpenEngine:
    """The engine that uses a Dask cluster.

    Args:
        address: of a running scheduler, such as `tcp://10.0.0.1:8786`; worker processes of this machine when empty.
        size: bytes of a stretch of CSV.
        rows: rows of a part of Parquet.
    """

    # A cluster of this machine is for this run alone: its pages are for this machine, on any free port.
    own: dict[str, Any] = {} if address else {"processes": True, "dashboard_address": "127.0.0.1:0"}

    @contextmanager
    def opened() -> Iterator[Engine]:
        try:
            with _connected(address, own) as client:
                client.wait_for_workers(1, timeout=_PATIENCE)
                yield Cluster(client, size, rows)
        except (KilledWorker, CancelledError) as problem:
            raise OSError(f"The cluster gave up: {problem}") from problem
        except TimeoutError as problem:
            raise OSError(f"The cluster {address} has no worker.") from problem

    return opened
