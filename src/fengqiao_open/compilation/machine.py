"""The engine for packages, and the one of this machine: its processes examine, or those of a cluster; its
disk compares.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from .addresses import Address, at_hand
from .cache import Cache
from .conflicts import Clash, Ledger
from .contents import content
from .examined import Examined, examine, unread
from .workers import batched, spread

One = TypeVar("One")
Two = TypeVar("Two")


class Engine(Protocol):
    """What examines packages, compares what they say, and does other work on some at a time."""

    def examined(self, addresses: Sequence[Address]) -> Iterator[Examined]:
        """What was examined of each package, in order; the engine keeps the marks."""

    def clashes(self, order: Sequence[int]) -> list[Clash]:
        """Where the packages with these numbers clash, as `Ledger.clashes`."""

    def repeats(self, order: Sequence[int]) -> dict[int, set[int]]:
        """The rows that an earlier package has too, as `Ledger.repeats`."""

    def each(self, work: Callable[[One], Two], things: Sequence[One]) -> Iterator[Two]:
        """What is made of each thing, in order."""


OpenEngine = Callable[[], AbstractContextManager[Engine]]
#: Some packages, each with the hash of what it held when it was examined, "" where it was not.
Batch = Sequence[tuple[Address, str]]
#: Of each, the hash of what it holds, and what was examined; nothing where it holds what it held.
Found = Sequence[tuple[str, Examined | None]]


@dataclass(frozen=True, slots=True)
class _Machine:
    """This machine.

    Attributes:
        ledger: where it puts marks aside.
        examine: examines batches, of so many packages in all; in order.
        cache: what was examined before.
    """

    ledger: Ledger
    examine: Callable[[Iterator[Batch], int], Iterator[Found]]
    cache: Cache | None = None

    def examined(self, addresses: Sequence[Address]) -> Iterator[Examined]:
        asked: deque[Sequence[Address]] = deque()

        def batches() -> Iterator[Batch]:
            for batch in batched(addresses):
                asked.append(batch)
                yield [(each, self.cache.content(each) if self.cache else "") for each in batch]

        number = 0
        for found in self.examine(batches(), len(addresses)):
            for each in self._with_earlier(asked.popleft(), found):
                self.ledger.add(number, each.marks)
                number += 1
                yield each

    def _with_earlier(self, batch: Sequence[Address], found: Found) -> Iterator[Examined]:
        """What was examined of a batch, now or earlier; what is new is kept."""
        if self.cache:
            self.cache.keep((content, each) for content, each in found if each)
        for address, (_, each) in zip(batch, found, strict=True):
            if each is None:
                assert self.cache is not None
                each = self.cache.take(address)
            yield each

    def clashes(self, order: Sequence[int]) -> list[Clash]:
        return self.ledger.clashes(order)

    def repeats(self, order: Sequence[int]) -> dict[int, set[int]]:
        return self.ledger.repeats(order)

    def each(self, work: Callable[[One], Two], things: Sequence[One]) -> Iterator[Two]:
        return spread(work, things, len(things), few=1)


def examine_all(batch: Batch) -> Found:
    """Examine each package."""
    return [("", examine(address)) for address, _ in batch]


def examine_changed(batch: Batch) -> Found:
    """Examine the packages that do not hold what they held; of the others, there is nothing but the hash.

    A package that changes meanwhile has no hash: what was found is of no one content.
    """
    return [examined_since(address, address, known) for address, known in batch]


def examined_since(address: Address, place: Address, known: str) -> tuple[str, Examined | None]:
    """The same for one package that is to be named by its address, and read at a place."""
    try:
        with at_hand(place) as path:
            before = content(path)
            if before and before == known:
                return before, None
            found = examine(address, path)
            return before if before and content(path) == before else "", found
    except Exception as problem:  # of a URL that nothing can be read from
        return "", unread(address, problem)


def this_machine(cache: Cache | None = None) -> OpenEngine:
    """The engine on this machine.

    Args:
        cache: what was examined before; packages that have not changed are taken from it.
    """
    work = examine_all if cache is None else examine_changed

    return lambda: comparing_here(lambda batches, count: spread(work, batches, count), cache)


@contextmanager
def comparing_here(
    examine: Callable[[Iterator[Batch], int], Iterator[Found]], cache: Cache | None
) -> Iterator[Engine]:
    """The engine that examines batches of packages wherever it is, and compares them on this machine."""
    with Ledger() as ledger:
        yield _Machine(ledger, examine, cache)
