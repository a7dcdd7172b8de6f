"""Rows with duplicate keys, found by their hashes and compared cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from ..findings.report import MOST_ALIKE, Finding
from ..tabular.csv import Row
from ..validation.duplicates import spelled
from ..validation.keys import repeat
from .batch_checks import Kernel
from .csv_batches import Batch
from .inputs import Part
from .key_hashes import Hashes, filled, findings_on, hashed
from .results import moved, placed

# Where every row is asked for, the rows behind so many hashes are held at a time.
_AT_ONCE = 100_000


def repeats(
    kernel: Kernel, parts: Callable[[], Iterator[Part]], suspected: Mapping[str, Hashes], *, every: bool
) -> Iterator[Finding]:
    """A finding at each row that shares its key with others; of two, at the one that is more likely wrong.

    Where not every one is asked for, as many keys are followed as findings are listed, until there are enough.

    Args:
        kernel: the checks.
        parts: makes the parts of the table anew.
        suspected: of each key the hashes that stand more than once, in order.
        every: whether all findings are asked for.
    """
    unique = kernel.unique()
    keys = {name: _Key(*unique[name], limit=0 if every else MOST_ALIKE) for name in suspected}
    for some in _portions(suspected) if every else [suspected] if suspected else []:
        before: Counter[str] = Counter()
        for part in parts():
            batch = kernel.read(part)
            meant = kernel.keyed(batch)
            for name, hashes in some.items():
                for each in _hits(kernel, keys[name], batch, meant, hashes):
                    here = replace(each, place=moved(each.place, before[part.shown]))
                    yield from keys[name].told(here)
            before[part.shown] += batch.rows
            if all(keys[name].enough for name in some):
                break
        for name in some:
            yield from keys[name].pairs()
            keys[name].first.clear()
            keys[name].second.clear()
            keys[name].followed.clear()


def of_several(
    kernel: Kernel, parts: Iterable[Part], suspected: Mapping[str, Hashes]
) -> dict[str, tuple[Hashes, int]]:
    """Those of suspected hashes that rows with different primary keys have, in order, and how many findings there are on them.

    Rows that share their primary key are told as such, and not again for what else they share.
    """
    unique = kernel.unique()
    found = {name: _Holders(hashes) for name, hashes in suspected.items()}
    for part in parts:
        batch = kernel.read(part)
        meant, primary = kernel.keyed(batch), hashed(batch, [kernel.key])
        for name, holders in found.items():
            hashes = hashed(meant, unique[name][1])
            rows = _among(hashes, holders.hashes) & filled(meant, unique[name][1])
            holders.add(hashes[rows], primary[rows])
    return {
        name: (each.hashes[each.several], findings_on(each.rows[each.several]))
        for name, each in found.items()
    }


class _Holders:
    """Who has some hashes, in order: how many rows have each, and whether their primary keys differ."""

    def __init__(self, hashes: Hashes) -> None:
        self.hashes = hashes
        self.rows = np.zeros(len(hashes), np.int64)
        self.several = np.zeros(len(hashes), bool)
        self._first = np.zeros_like(hashes)

    def add(self, hashes: Hashes, primary: Hashes) -> None:
        """Take some rows with their primary keys."""
        at = np.searchsorted(self.hashes, hashes)
        new = self.rows[at] == 0
        self._first[at[new]] = primary[new]
        self.several[at[self._first[at] != primary]] = True
        np.add.at(self.rows, at, 1)


def _portions(suspected: Mapping[str, Hashes]) -> Iterator[dict[str, Hashes]]:
    """So many hashes at a time that the rows behind them fit into memory."""
    for name, hashes in suspected.items():
        for start in range(0, len(hashes), _AT_ONCE):
            yield {name: hashes[start : start + _AT_ONCE]}


@dataclass(frozen=True, slots=True)
class _Hit:
    """A row whose key may stand twice.

    Attributes:
        row: the row as it is meant.
        place: where it stands, as a finding that says nothing else.
        silent: whether its key is told for how it is written, so that nothing more is said of it.
        hashed: the hash of its key.
    """

    row: Row
    place: Finding
    silent: bool
    hashed: np.uint64


@dataclass(slots=True)
class _Key:
    """One key, and what was found of it so far.

    Attributes:
        code: the code of its findings.
        columns: its columns.
        limit: how many values of it are followed and how many findings made; 0 for all.
        made: how many findings were made.
        first: of each value that was met, the first row.
        second: of each value that was met again, the second row; None once there is a third.
        followed: the hashes of these values.
    """

    code: str
    columns: list[str]
    limit: int
    made: int = 0
    first: dict[tuple[str, ...], _Hit] = field(default_factory=dict)
    second: dict[tuple[str, ...], _Hit | None] = field(default_factory=dict)
    followed: set[np.uint64] = field(default_factory=set)

    @property
    def enough(self) -> bool:
        return 0 < self.limit <= self.made

    @property
    def full(self) -> bool:
        """Whether no other value is followed."""
        return 0 < self.limit <= len(self.first)

    def told(self, here: _Hit) -> Iterator[Finding]:
        """The findings at the rows of a value, once there are three."""
        cells = tuple(here.row[name] for name in self.columns)
        if cells not in self.first:
            if not self.full:
                self.first[cells] = here
                self.followed.add(here.hashed)
            return
        self.made += not here.silent
        if cells not in self.second:
            self.second[cells] = here
            return
        first, second = self.first[cells], self.second[cells]
        if second is not None:
            self.second[cells] = None
            yield from self._found((first, second), (second, first))
        yield from self._found((here, first))

    def pairs(self) -> Iterator[Finding]:
        """The findings on values that two rows have, each at one of these."""
        for cells, second in self.second.items():
            if second is not None:
                first = self.first[cells]
                of_two = [each for each in ((second, first), (first, second)) if not each[0].silent]
                yield from self._found(*sorted(of_two, key=lambda each: spelled(each[0].row))[:1])

    def _found(self, *hits: tuple[_Hit, _Hit]) -> Iterator[Finding]:
        """The findings at rows, each with another that has the same cells."""
        for one, other in hits:
            if not one.silent:
                near = other.place.evidence.file == one.place.evidence.file
                where = str(other.row.line) if near else f"{other.row.line} ({other.place.evidence.file})"
                same = one.row.cells == other.row.cells
                found = repeat(self.code, self.columns, one.row, where, same=same)
                yield replace(found, evidence=one.place.evidence)


def _hits(kernel: Kernel, key: _Key, batch: Batch, meant: Batch, hashes: Hashes) -> Iterator[_Hit]:
    """The rows of a batch whose hash is one of these; `meant` is the batch with its keys as they are meant."""
    of_rows = hashed(meant, key.columns)
    left = np.flatnonzero(_among(of_rows, hashes) & filled(meant, key.columns))
    while len(left) and not key.enough:
        if key.full:
            left = left[_among(of_rows[left], np.array(sorted(key.followed), np.uint64))]
        some, left = left[:MOST_ALIKE], left[MOST_ALIKE:]
        raw = batch.frame[some]
        rows, told = kernel.meant(batch.listed(raw, kernel.key))
        places = placed([Finding(key.code, row.table, row.line) for row in rows], batch, raw)
        for row, place, number in zip(rows, places, of_rows[some], strict=True):
            silent = len(key.columns) == 1 and (row.line, key.columns[0]) in told
            yield _Hit(row, place, silent, number)


def _among(found: Hashes, known: Hashes) -> npt.NDArray[np.bool_]:
    """Which hashes are among others, which are in order."""
    places = np.minimum(np.searchsorted(known, found), len(known) - 1)
    same: npt.NDArray[np.bool_] = known[places] == found
    return same
