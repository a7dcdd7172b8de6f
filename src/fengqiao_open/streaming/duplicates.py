"""Rows with duplicate keys, found by their hashes and compared cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

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

    Unless all findings are wanted, no more values are followed than findings are listed.

    Args:
        checks: the checks.
        parts: makes the parts of the table anew.
        suspect: for each key the hashes that occur more than once, in order.
    """
    # So many hashes at a time that their rows fit into memory.
    portions = [
        {name: hashes[start : start + _AT_ONCE]}
        for name, hashes in suspect.items()
        for start in range(0, len(hashes), _AT_ONCE)
    ]
    for some in portions if checks.uncapped else [suspect] if suspect else []:
        keys = [
            (_Key(*checks.keys[name], limit=0 if checks.uncapped else MOST_ALIKE), hashes)
            for name, hashes in some.items()
        ]
        before: Counter[str] = Counter()
        for part in parts():
            batch = checks.read(part)
            fixed = checks.with_fixed_keys(batch)
            for key, hashes in keys:
                for each in _candidates(checks, key, batch, fixed, hashes, before[part.shown]):
                    yield from key.add(each)
            before[part.shown] += batch.rows
            if all(key.is_done for key, _ in keys):
                break
        for key, _ in keys:
            yield from key.pairs()


def across_primary_keys(
    checks: TableChecks, parts: Iterable[Part], suspect: Mapping[str, Hashes]
) -> dict[str, Duplicated]:
    """Those suspect hashes whose rows have different primary keys.

    Rows that share their primary key are reported for it, and not again for what else they share.
    """
    rows = {name: np.zeros(len(hashes), np.int64) for name, hashes in suspect.items()}
    first = {name: np.zeros_like(hashes) for name, hashes in suspect.items()}
    differ = {name: np.zeros(len(hashes), bool) for name, hashes in suspect.items()}
    for part in parts:
        batch = checks.read(part)
        fixed, primary = checks.with_fixed_keys(batch), row_hashes(batch, [checks.schema.key])
        for name, known in suspect.items():
            hashes, places = _among(fixed, checks.keys[name][1], known)
            at, of_rows = np.searchsorted(known, hashes), primary[places]
            new = rows[name][at] == 0
            first[name][at[new]] = of_rows[new]
            differ[name][at[first[name][at] != of_rows]] = True
            np.add.at(rows[name], at, 1)
    return {
        name: Duplicated(hashes[differ[name]], findings_on(rows[name][differ[name]]))
        for name, hashes in suspect.items()
    }


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
        limit: how many values are followed and findings made; 0 for all.
        made: the number of findings.
        rows: for each value the first row, or the first two, or three times the first of more.
    """

    code: str
    columns: list[str]
    limit: int
    made: int = 0
    rows: dict[tuple[str, ...], list[_Candidate]] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether there are enough findings."""
        return 0 < self.limit <= self.made

    @property
    def is_full(self) -> bool:
        """Whether no other value is followed."""
        return 0 < self.limit <= len(self.rows)

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
        elif not self.is_full:
            self.rows[cells] = [here]

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
    checks: TableChecks, key: _Key, batch: Batch, fixed: Batch, hashes: Hashes, before: int
) -> Iterator[_Candidate]:
    """The rows of a batch with one of these hashes, fixes applied; its file has so many rows `before` it."""
    found, left = _among(fixed, key.columns, hashes)
    while len(left) and not key.is_done:
        if key.is_full:
            followed = np.isin(found, [rows[0].hashed for rows in key.rows.values()])
            found, left = found[followed], left[followed]
        rows = batch.frame[left[:MOST_ALIKE]]
        written = batch.records(rows, checks.schema.key)
        with_fixes, problems = checks.fixed(written)
        reported = {each.line for each in problems if [each.column] == key.columns}
        for raw, row, number, hashed in zip(written, with_fixes, rows[NUMBER], found, strict=False):
            cells = tuple(raw[name] for name in batch.columns)
            evidence = Evidence(batch.file, batch.columns, cells, number + before + 1)
            yield _Candidate(row, evidence, row.line in reported, hashed)
        found, left = found[MOST_ALIKE:], left[MOST_ALIKE:]


def _among(batch: Batch, columns: list[str], known: Hashes) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """The hashes of rows that are among others, which are in order, and the positions of the rows."""
    hashes = row_hashes(batch, columns)
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    rows = np.flatnonzero((known[places] == hashes) & complete(batch, columns))
    return hashes[rows], rows
