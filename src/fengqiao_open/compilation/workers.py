"""Work on many packages by processes of this machine: in batches, results in order."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

from ..errors import worded
from ..futures import in_order

One = TypeVar("One")
Two = TypeVar("Two")
# Starting a worker takes as long as checking a dozen packages.
FEW = 12
#: Packages of one task; as many are lost with a worker, and wait for one that is interrupted.
BATCH = 8
# Tasks in progress for each worker, so that none waits.
_AHEAD = 3
# So many objects are made before Python looks for those that are not used any more: most of a package's are.
_NEW_OBJECTS = 100_000


def batched(things: Iterable[One], size: int = BATCH) -> Iterator[tuple[One, ...]]:
    """Things in batches, the last of which may be smaller; none is asked for before its batch.

    >>> [*batched("abcde", 2)]
    [('a', 'b'), ('c', 'd'), ('e',)]
    """
    coming = iter(things)
    while batch := tuple(islice(coming, size)):
        yield batch


def spread(work: Callable[[One], Two], things: Iterable[One], count: int, few: int = FEW) -> Iterator[Two]:
    """What is made of each thing, in order: on all cores where they are of more than a few packages.

    Args:
        work: a function of a module, of one thing.
        things: what is asked for only when a worker is about to be free.
        count: the number of packages.
        few: so many are worked on by this process.

    Raises:
        OSError: the system ended a worker.
    """
    if count <= few:
        yield from map(work, things)
        return
    workers = os.cpu_count() or 1
    # Not forked: a copy of a process that runs threads may wait for ever.
    with ProcessPoolExecutor(workers, get_context("spawn"), _settle) as pool:

        def submit(thing: One) -> object:
            with _undisturbed():
                return pool.submit(work, thing)

        try:
            yield from in_order(submit, things, _AHEAD * workers)
        except BrokenProcessPool as problem:
            raise worded(OSError, "worker-ended") from problem
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _settle() -> None:
    """Begin a worker, which ends with the process that started it, however that ends."""
    gc.set_threshold(_NEW_OBJECTS)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: the one that started them ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    earlier = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, earlier)
