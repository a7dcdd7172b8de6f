"""Work in progress: the results of many tasks in order, of which only some are waited for at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

One = TypeVar("One")


def in_order(submit: Callable[[One], Any], things: Iterable[One], ahead: int) -> Iterator[Any]:
    """The result of each task, in order, while the futures of some further tasks are in progress.

    Args:
        submit: gives the future of a task.
        things: what tasks are of; one is asked for only when its task can begin.
        ahead: the number of tasks in progress.
    """
    coming = iter(things)
    waiting = deque(map(submit, islice(coming, ahead)))
    while waiting:
        result = waiting.popleft().result()
        waiting.extend(map(submit, islice(coming, 1)))
        yield result
