"""The engine for packages, and the one on the cores of this machine: its processes examine, its disk compares."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class _Machine:
    """The cores of this machine, and what was examined before."""

    ledger: Ledger
    cache: Cache | None

    def examined(self, addresses: Sequence[Address]) -> Iterator[Examined]:
        work = examine_all if self.cache is None else examine_changed
        asked: deque[Sequence[Address]] = deque()

        def batches() -> Iterator[Sequence[tuple[Address, str]]]:
            for batch in batched(addresses):
                asked.append(batch)
                yield [(each, self.cache.content(each) if self.cache else "") for each in batch]

        number = 0
        for found in spread(work, batches(), len(addresses)):
            for each in self._with_earlier(asked.popleft(), found):
                self.ledger.add(number, each.marks)
                number += 1
                yield each

    def _with_earlier(
        self, batch: Sequence[Address], found: Sequence[tuple[str, Examined | None]]
    ) -> Iterator[Examined]:
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


def examine_all(batch: Iterable[tuple[Address, str]]) -> list[tuple[str, Examined | None]]:
    """Examine each package."""
    return [("", examine(address)) for address, _ in batch]


def examine_changed(batch: Iterable[tuple[Address, str]]) -> list[tuple[str, Examined | None]]:
    """Examine the packages that do not hold what they held; of the others, there is nothing but the hash.

    A package that changes meanwhile has no hash: what was found is of no one content.
    """
    return [_examine_changed(address, known) for address, known in batch]


def _examine_changed(address: Address, known: str) -> tuple[str, Examined | None]:
    try:
        with at_hand(address) as path:
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

    @contextmanager
    def opened() -> Iterator[Engine]:
        with Ledger() as ledger:
            yield _Machine(ledger, cache)

    return opened
