"""The same checks on a Dask cluster: a task for each part; hashes of keys are compared by bucket.

A task is a function of its part alone, so that Dask recomputes the results of a lost worker. Parts of a CSV
are byte ranges; each worker reads its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import dask
import numpy as np
from distributed import Client, KilledWorker

from ..errors import reasons, worded
from ..findings.report import Finding
from .batch_checks import BatchResult, TableChecks
from .csv_blocks import BLOCK, blocks
from .csv_ranges import byte_ranges, pieces, survey_file
from .futures import in_order
from .inputs import Part, content_end, parts, read_header
from .key_hashes import BUCKETS, Duplicated, Hashes, concatenated, duplicated
from .local import Engine, OpenEngine, check_part
from .parquet_batches import ROWS
from .paths import Files, opened

#: Bytes of a range of CSV, more than in a block on one machine: a task has to be worth sending.
RANGE = 64 * 2**20
# Seconds in which a cluster must have a worker.
_PATIENCE = 60
#: Tasks in progress for each thread of the cluster, so that none waits for the scheduler.
AHEAD = 4
# Buckets that are compared in one task: the scheduler takes a millisecond for each.
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A Dask cluster, with the futures of the hashes of all parts."""

    client: Client
    size: int
    rows: int
    hashes: list[Any] = field(default_factory=list)

    def parts(self, files: Files, checks: TableChecks, found: list[Finding]) -> Iterator[Part]:
        for file, shown in files:
            if file.endswith(".parquet"):
                yield from parts([(file, shown)], checks.schema, found, rows=self.rows)
                continue
            with opened(file) as stream:
                header = read_header(stream, shown, checks.schema, found)
                start = stream.tell()
                end = content_end(stream, shown, checks.schema, found) if header else start
                places = pieces(start, end, self.size) if header else []
                surveys = [self.client.submit(survey_file, file, *place, pure=False) for place in places]
                ranges = byte_ranges(places, self.client.gather(surveys))
                if ranges is not None:
                    yield from (Part(file, shown, header, each) for each in ranges)
                    continue
                # A lone quote: only reading from the start tells where records begin.
                for block in blocks(stream, shown, size=min(self.size, BLOCK), end=end):
                    yield Part(file, shown, header, block)

    def check(self, checks: TableChecks, parts: Iterable[Part]) -> Iterator[BatchResult]:
        # A task and not scattered data: what was scattered to a lost worker cannot be recomputed.
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"}):
            sent = self.client.submit(replace, checks, pure=False)
        return in_order(partial(self._submit, sent), parts, AHEAD * threads(self.client))

    def _submit(self, checks: Any, part: Part) -> Any:
        result = self.client.submit(check_part, checks, part, pure=False)
        self.hashes.append(self.client.submit(getattr, result, "hashes", pure=False))
        return self.client.submit(replace, result, hashes={}, pure=False)

    def duplicated(self, checks: TableChecks) -> Mapping[str, Duplicated]:
        submit, found = self.client.submit, {}
        for name in checks.keys:
            compared = []
            for start in range(0, BUCKETS, _AT_ONCE):
                some = [submit(_buckets, each, name, start, pure=False) for each in self.hashes]
                compared.append(submit(_duplicated, some, pure=False))
            found[name] = concatenated(self.client.gather(compared))
        return found


def _buckets(hashes: Mapping[str, Sequence[Hashes]], name: str, start: int) -> Hashes:
    return np.concatenate(hashes[name][start : start + _AT_ONCE])


def _duplicated(parts: Sequence[Hashes]) -> Duplicated:
    return duplicated(np.concatenate(parts) if parts else np.empty(0, np.uint64))


def threads(client: Client) -> int:
    """How many tasks a cluster works on at a time."""
    return max(1, int(sum(client.nthreads().values())))


@contextmanager
def connected(address: str = "") -> Iterator[Client]:
    """A client of a Dask cluster that has a worker.

    Args:
        address: of a running scheduler, `tcp://10.0.0.1:8786`; empty for worker processes of this machine.

    Raises:
        OSError: no scheduler or no worker answers, or the cluster gives up a task.
    """
    # A cluster of this machine is for this run alone: its pages are for this machine, on any free port.
    own: dict[str, Any] = {} if address else {"processes": True, "dashboard_address": "127.0.0.1:0"}
    try:
        with _client(address, own) as client:
            client.wait_for_workers(1, timeout=_PATIENCE)
            yield client
    except (KilledWorker, CancelledError) as problem:
        raise worded(OSError, "cluster-gave-up", why=problem) from problem
    except TimeoutError as problem:
        raise worded(OSError, "no-worker", address=address) from problem


def _client(url: str, own: Mapping[str, Any]) -> Client:
    """A client of the scheduler at a URL, or of workers of this machine."""
    try:
        return Client(url or None, set_as_default=False, **own)
    except (OSError, ValueError) as problem:
        if not url:
            raise
        raise worded(OSError, "no-scheduler", url=url, **reasons(problem)) from problem


def on_cluster(address: str = "", size: int = RANGE, rows: int = ROWS) -> OpenEngine:
    """The engine on a Dask cluster.

    Args:
        address: as `connected` takes it.
        size: bytes of a range of CSV.
        rows: rows of a part of Parquet.
    """

    @contextmanager
    def opened() -> Iterator[Engine]:
        with connected(address) as client:
            yield _Cluster(client, size, rows)

    return opened
