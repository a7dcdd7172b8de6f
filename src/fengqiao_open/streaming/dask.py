"""The same checks on a Dask cluster: a task for each part; hashes of keys are compared on this machine.

A task is a function of its part alone, so that Dask recomputes the results of a lost worker. A part of a CSV
is a range of its bytes, cut where records begin; each worker reads its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import dask
from distributed import Client, KilledWorker

from ..errors import reasons, worded
from .batch_checks import TableChecks
from .inputs import Part
from .parquet_batches import ROWS
from .stream import Engine, OpenEngine, spilled

#: Bytes of a range of CSV, more than in a block on one machine: a task has to be worth sending.
RANGE = 64 * 2**20
# Seconds in which a cluster must have a worker.
_PATIENCE = 60
#: Tasks in progress for each thread of the cluster, so that none waits for the scheduler.
AHEAD = 4


def _start(client: Client, checks: TableChecks) -> Callable[[Part], Any]:
    """What submits the check of a part to a cluster."""
    # A task and not scattered data: what was scattered to a lost worker cannot be recomputed.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"}):
        sent = client.submit(replace, checks, pure=False)
    return lambda part: client.submit(TableChecks.check, sent, part.as_place(), pure=False)


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
        with connected(address) as client, spilled() as spill:
            yield Engine(partial(_start, client), AHEAD * threads(client), spill, size, rows)

    return opened
