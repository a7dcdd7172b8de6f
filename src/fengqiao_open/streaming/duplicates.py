"""Rows with duplicate keys, found by their hashes and compared cell by cell."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from ..findings.report import MOST_ALIKE, Evidence, Finding
from ..tabular.csv import Row
from ..validation.duplicates import spelled
from ..validation.keys import repeat
from .batch_checks import TableChecks
from .csv_batches import NUMBER, Batch
from .inputs import Part
from .key_hashes import Duplicated, Hashes, complete, findings_on, row_hashes

# The number of hashes whose rows are held at a time, where all findings are wanted.
_AT_ONCE = 100_000


def duplicates(
    checks: TableChecks, parts: Callable[[], Iterator[Part]], suspect: Mapping[str, Hashes]
) -> Iterator[Finding]:
    """A finding at each row that shares its key with others; of two, at the one that is more likely wrong.

    Unless all findings are wanted, no more values are followed than findings are listed. `parts` makes the
    parts of the table anew; `suspect` has for each key the hashes that occur more than once, in order.
    """
    limit = math.inf if checks.uncapped else MOST_ALIKE
    # So many hashes at a time that their rows fit into memory.
    portions = [
        {name: hashes[start : start + _AT_ONCE]}
        for name, hashes in suspect.items()
        for start in range(0, len(hashes), _AT_ONCE)
    ]
    for some in portions if checks.uncapped else [suspect] if suspect else []:
        keys = [_Key(*checks.keys[name], hashes, limit) for name, hashes in some.items()]
        before: Counter[str] = Counter()
        for part in parts():
            batch = checks.read(part)
            fixed = checks.with_fixed_keys(batch, checks.on_cells(batch))
            for key in keys:
                for each in _candidates(checks, key, batch, fixed, before[part.shown]):
                    yield from key.add(each)
            before[part.shown] += batch.rows
            if all(key.is_done for key in keys):
                break
        for key in keys:
            yield from key.pairs()


def across_primary_keys(
    checks: TableChecks, parts: Iterable[Part], suspect: Mapping[str, Hashes]
) -> dict[str, Duplicated]:
    """Those suspect hashes whose rows have different primary keys.

    Rows that share their primary key are reported for it, and not again for what else they share.
    """
    found: dict[str, list[pl.DataFrame]] = {name: [] for name in suspect}
    for part in parts:
        batch = checks.read(part)
        fixed = checks.with_fixed_keys(batch, checks.on_cells(batch))
        primary = row_hashes(batch, [checks.schema.key])
        for name, known in suspect.items():
            hashes, places = _among(fixed, checks.keys[name][1], known)
            found[name].append(pl.DataFrame({"hash": hashes, "primary": primary[places]}))
    differ = {}
    for name, frames in found.items():
        rows = pl.concat(frames).group_by("hash").agg(pl.col("primary").n_unique(), pl.len())
        rows = rows.filter(pl.col("primary") > 1).sort("hash")
        differ[name] = Duplicated(rows["hash"].to_numpy(), findings_on(rows["len"].to_numpy()))
    return differ


class _Candidate(NamedTuple):
    """A row with fixes applied whose key may be duplicated, or is reported already, with its hash."""

    row: Row
    evidence: Evidence
    reported: bool
    hashed: np.uint64


@dataclass(slots=True)
class _Key:
    """One key and the rows of its values.

    Attributes:
        hashes: those of the values that are followed, in order.
        limit: how many values are followed and findings made.
        made: the number of findings.
        rows: for each value the first row, or the first two, or three times the first of more.
    """

    code: str
    columns: list[str]
    hashes: Hashes
    limit: float
    made: int = 0
    rows: dict[tuple[str, ...], list[_Candidate]] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether there are enough findings."""
        return self.made >= self.limit

    def add(self, here: _Candidate) -> Iterator[Finding]:
        """The findings at the rows of a value, once there are three."""
        cells = tuple(here.row[name] for name in self.columns)
        rows = self.rows.get(cells, [])
        if rows:
            self.made += not here.reported
            if len(rows) == 2:
                yield from self._findings((rows[0], rows[1]), (rows[1], rows[0]))
            if len(rows) > 1:
                yield from self._findings((here, rows[0]))
            rows[1:] = [here] if len(rows) == 1 else [rows[0]] * 2
        elif len(self.rows) < self.limit:
            self.rows[cells] = [here]
            if len(self.rows) == self.limit:  # no other value is followed
                self.hashes = np.unique([rows[0].hashed for rows in self.rows.values()])

    def pairs(self) -> Iterator[Finding]:
        """The findings on values of two rows, each at one of these."""
        for rows in self.rows.values():
            if len(rows) == 2:
                pairs = [(one, other) for one, other in (rows[::-1], rows) if not one.reported]
                yield from self._findings(*sorted(pairs, key=lambda each: spelled(each[0].row))[:1])

    def _findings(self, *pairs: tuple[_Candidate, _Candidate]) -> Iterator[Finding]:
        """The findings at rows, each with another that has the same key."""
        for one, other in pairs:
            if not one.reported:
                file = other.evidence.file
                where = f"{other.row.line}" if file == one.evidence.file else f"{other.row.line} ({file})"
                same = one.row.cells == other.row.cells
                found = repeat(self.code, self.columns, one.row, where, same=same)
                yield replace(found, evidence=one.evidence)


def _candidates(
    checks: TableChecks, key: _Key, batch: Batch, fixed: Batch, before: int
) -> Iterator[_Candidate]:
    """Rows of a batch with one of the hashes of a key, fixes applied; its file has so many `before` it."""
    found, places = _among(fixed, key.columns, key.hashes)
    for start in range(0, len(places), MOST_ALIKE):
        if key.is_done:
            return
        rows = batch.frame[places[start : start + MOST_ALIKE]]
        written = batch.records(rows, checks.schema.key)
        with_fixes, problems = checks.fixed(written)
        reported = {each.line for each in problems if [each.column] == key.columns}
        for raw, row, number, hashed in zip(written, with_fixes, rows[NUMBER], found[start:], strict=False):
            cells = tuple(raw[name] for name in batch.columns)
            evidence = Evidence(batch.file, batch.columns, cells, number + before + 1)
            yield _Candidate(row, evidence, row.line in reported, hashed)


def _among(batch: Batch, columns: list[str], known: Hashes) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """The hashes of rows that are among others, which are in order, and the positions of the rows."""
    hashes = row_hashes(batch, columns)
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    rows = np.flatnonzero((known[places] == hashes) & complete(batch, columns))
    return hashes[rows], rows
