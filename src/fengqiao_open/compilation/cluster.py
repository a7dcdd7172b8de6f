"""Packages on a Dask cluster: a task for each batch, and tasks that compare the marks of all of them.

A task is a function of the addresses of its packages alone, so that Dask computes anew what a lost worker
had. The marks of a batch stay with the workers; what comes back is where packages clash. With a cache, which
holds them, they come to the machine that asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from distributed import Client

from ..futures import in_order
from ..streaming.dask import AHEAD, connected, threads
from .addresses import Address, absolute
from .cache import Cache
from .conflicts import Clash, clashes, joined, ranked, repeats
from .contents import checker
from .examined import Examined, examine
from .fingerprints import MARK, Marks
from .machine import Batch, Engine, Found, OpenEngine, comparing_here, examined_since
from .workers import batched

One = TypeVar("One")
Two = TypeVar("Two")
# Packages of one task: the scheduler takes a millisecond for each.
_BATCH = 16
# Packages whose marks, of all together, are compared in one task: some hundred megabytes.
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A Dask cluster, with the futures of the marks of all batches."""

    client: Client
    marks: list[Any] = field(default_factory=list)
    count: list[int] = field(default_factory=list)

    def examined(self, addresses: Sequence[Address]) -> Iterator[Examined]:
        self.count.append(len(addresses))
        numbered = enumerate(batched(addresses, _BATCH))
        for batch in in_order(self._submit, numbered, AHEAD * threads(self.client)):
            yield from batch

    def _submit(self, batch: tuple[int, Sequence[Address]]) -> Any:
        number, addresses = batch
        submit = self.client.submit
        places = [(each, absolute(each)) for each in addresses]
        found = submit(_examined, places, pure=False)
        self.marks.append(submit(_marks, found, number * _BATCH, pure=False))
        return submit(_without_marks, found, pure=False)

    def clashes(self, order: Sequence[int]) -> list[Clash]:
        return ranked(clash for found in self._compared(clashes, order) for clash in found)

    def repeats(self, order: Sequence[int]) -> dict[int, set[int]]:
        return joined(self._compared(repeats, order))

    def _compared(self, compare: Callable[[Marks, Sequence[int]], Two], order: Sequence[int]) -> list[Two]:
        """What a comparison finds in each share of the keys."""
        submit, shares = self.client.submit, 1 + sum(self.count) // _AT_ONCE
        # A task and not scattered data: what was scattered to a lost worker cannot be computed anew.
        places = submit(np.array, order, np.int64, pure=False)
        compared = []
        for share in range(shares):
            some = [submit(_share, each, share, shares, pure=False) for each in self.marks]
            compared.append(submit(_compare, compare, some, places, pure=False))
        return list(self.client.gather(compared))

    def each(self, work: Callable[[One], Two], things: Sequence[One]) -> Iterator[Two]:
        return in_order(
            lambda thing: self.client.submit(work, thing, pure=False), things, 1 + threads(self.client)
        )


def _examined(places: Sequence[tuple[Address, Address]]) -> list[Examined]:
    return [examine(address, place if isinstance(place, Path) else None) for address, place in places]


def _marks(found: Sequence[Examined], first: int) -> Marks:
    """The marks of a batch, each with the number of its package."""
    made = [each.marks.copy() for each in found]
    for number, some in enumerate(made, first):
        some["package"] = number
    return np.concatenate(made)


def _without_marks(found: Sequence[Examined]) -> list[Examined]:
    return [replace(each, marks=np.empty(0, MARK)) for each in found]


def _share(marks: Marks, share: int, shares: int) -> Marks:
    made: Marks = marks[marks["high"] % np.uint64(shares) == share]
    return made


def _compare(compare: Callable[[Marks, Sequence[int]], Two], some: Sequence[Marks], order: Any) -> Two:
    return compare(np.concatenate([np.empty(0, MARK), *some]), order)


def _examined_since(client: Client, batches: Iterator[Batch], _: int) -> Iterator[Found]:
    """The packages that hold something else now, examined by the workers; of the others nothing is sent."""
    by = checker()

    def submit(batch: Batch) -> Any:
        places = [(address, absolute(address), known) for address, known in batch]
        return client.submit(_examine_changed, by, places, pure=False)

    return in_order(submit, batches, AHEAD * threads(client))


def _examine_changed(by: str, places: Sequence[tuple[Address, Address, str]]) -> Found:
    """What is known was found, and is to be kept, by what checks packages on the machine that asks.

    A worker with another release of anything may find something else: it takes nothing for known, and what it
    finds has no hash, so that it is not kept.
    """
    alike = checker() == by
    found = [examined_since(address, place, known if alike else "") for address, place, known in places]
    return found if alike else [("", each) for _, each in found]


def on_cluster(address: str = "", cache: Cache | None = None) -> OpenEngine:
    """The engine on a Dask cluster, whose workers have the extra `cluster` and can read the packages.

    Args:
        address: of a running scheduler, `tcp://10.0.0.1:8786`; empty for worker processes of this machine.
        cache: what was examined before. It holds the marks of packages too: they are compared on this
            machine.
    """

    @contextmanager
    def opened() -> Iterator[Engine]:
        with connected(address) as client:
            if cache is None:
                yield _Cluster(client)
                return
            with comparing_here(partial(_examined_since, client), cache) as engine:
                yield engine

    return opened
