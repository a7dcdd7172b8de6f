"""A large table from start to end: an engine maps the checks over its parts, keys are compared last.

The engine is the cores of this machine here, and those of a cluster in `dask`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import polars as pl

from ..findings.report import MOST_ALIKE, UNLISTED, Evidence, Finding, Kept
from ..findings.suggest import mistyped
from ..futures import in_order
from ..tabular.canonical_csv import OTHER_FORMAT, other_format
from ..tabular.corrupted_texts import as_one
from ..tabular.csv import Row
from ..validation.keys import MOST_HINTS, stray
from .batch_checks import PRIMARY, BatchResult, TableChecks
from .csv_blocks import BLOCK
from .duplicates import across_primary_keys, duplicates
from .inputs import Part, parts
from .key_hashes import Spill
from .parquet_batches import ROWS
from .paths import Files

# Polars and Arrow release Python's lock: one batch is parsed while others are checked. Of more threads, some
# would wait for the lock, and each holds a block.
_WORKERS = min(max(2, os.cpu_count() or 2), 4)
#: Called with each finding, those that are only counted included.
Sink = Callable[[Finding], None]
#: Called with the number of rows checked so far.
Progress = Callable[[int], None]


class Engine(NamedTuple):
    """What maps the checks over the parts of a table.

    Attributes:
        start: takes the checks, and gives what submits a part: the future of its result.
        ahead: the number of parts in progress.
        spill: the hashes of all keys, on the disk of this machine.
        size: the bytes in a block of CSV.
        rows: the rows in a part of Parquet.
    """

    start: Callable[[TableChecks], Callable[[Part], Any]]
    ahead: int
    spill: Spill
    size: int
    rows: int

    def check(self, checks: TableChecks, parts: Iterable[Part]) -> Iterator[BatchResult]:
        """The result of each part, in order; the engine keeps the hashes."""
        for result in in_order(self.start(checks), parts, self.ahead):
            self.spill.add(result.hashes)
            yield result


OpenEngine = Callable[[], AbstractContextManager[Engine]]


@contextmanager
def spilled() -> Iterator[Spill]:
    """A place for hashes, and threads that compare them; both do not outlast the run."""
    with TemporaryDirectory(prefix="fengqiao-keys-") as folder, ThreadPoolExecutor(_WORKERS) as pool:
        yield Spill(Path(folder), pool)


def one_machine(size: int = BLOCK, rows: int = ROWS) -> OpenEngine:
    """The engine on this machine."""

    @contextmanager
    def opened() -> Iterator[Engine]:
        with spilled() as spill:
            submit = spill.pool.submit
            yield Engine(
                lambda checks: lambda part: submit(checks.check, part), _WORKERS + 1, spill, size, rows
            )

    return opened


class TableResult(NamedTuple):
    """The number of records, and of each kind of finding the first ones and one that counts the rest."""

    rows: int
    findings: tuple[Finding, ...]


def stream(
    checks: TableChecks,
    files: Files,
    engine: Engine,
    sink: Sink | None = None,
    progress: Progress | None = None,
    retain: Callable[[pl.DataFrame, int], None] | None = None,
) -> TableResult:
    """Check a table whose rows need not fit into memory, in the order of its files.

    `retain` is called with the retained columns of a batch, and the number of rows before it.
    """
    checks = replace(checks, uncapped=sink is not None)
    found = _Findings(checks, sink)
    before: Counter[str] = Counter()
    on_files: list[Finding] = []
    read = partial(parts, files, checks.schema, size=engine.size, rows=engine.rows)
    for result in engine.check(checks, read(on_files)):
        for each in (*on_files, *(_in_file(each, before[result.file]) for each in result.findings)):
            found.add(each)
        on_files.clear()
        if retain and result.retained is not None:
            retain(result.retained, before.total())
        before[result.file] += result.rows
        if progress:
            progress(before.total())
    for each in on_files:
        found.add(each)
    found.add_formats()
    rows = before.total()
    readable = all(each.code == OTHER_FORMAT for each in found.kept.listed)
    may_be_empty = {each["name"] for each in checks.resources if each.get("fq:mayBeEmpty")}
    if files and not rows and readable and checks.schema.name not in may_be_empty:
        found.add(Finding("FQ-S08", checks.schema.name, 1, evidence=Evidence(files[0][1])))
    found.add_duplicates(engine.spill, lambda: read([]))
    order = {shown: number for number, (_, shown) in enumerate(files)}
    ordered = sorted(
        (*found.kept.listed, *found.kept.rest()),
        key=lambda each: (order.get(each.evidence.file, len(order)), each.line, each.column, each.code),
    )
    one = as_one(checks.schema.name, ordered, rows) if sink is None else ordered
    return TableResult(rows, tuple(one))


def _in_file(found: Finding, before: int) -> Finding:
    """A finding of a batch with the number that its record has in the file, from 1."""
    number = found.evidence.number
    if number is None:
        return found
    return replace(found, evidence=replace(found.evidence, number=number + before + 1))


@dataclass(slots=True)
class _Findings:
    """The findings on a table, as they are made.

    Attributes:
        kept: the first findings of each kind, and the number of all.
        on_files: the findings on whole files, which are reported once.
        formats: how each file differs from the canonical format, of which its parts show something each.
        suggestions: for each foreign key the key that may be meant, by unresolved value.
    """

    checks: TableChecks
    sink: Sink | None
    kept: Kept = field(default_factory=Kept)
    on_files: set[tuple[str, str]] = field(default_factory=set)
    formats: dict[str, list[str]] = field(default_factory=dict)
    suggestions: dict[str, dict[str, str]] = field(default_factory=dict)
    _keys: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, finding: Finding) -> None:
        """Add a finding on a batch or a file."""
        if finding.code == OTHER_FORMAT:
            forms = finding.values["forms"].split(", ")
            self.formats.setdefault(finding.evidence.file, []).extend(forms)
            return
        if not finding.line and finding.code != UNLISTED:
            if (finding.code, finding.evidence.file) in self.on_files:
                return
            self.on_files.add((finding.code, finding.evidence.file))
        self._keep(finding)

    def _keep(self, finding: Finding) -> None:
        kind = (finding.code, finding.table, finding.column)
        if finding.code == "FQ-K03" and (self.sink or self.kept.counts[kind] < MOST_ALIKE):
            finding = self._with_suggestion(finding)
        self.kept.add(finding)
        if self.sink:
            self.sink(finding)

    def add_formats(self) -> None:
        """Add one finding for each file in another format."""
        for file, forms in self.formats.items():
            for each in other_format(self.checks.schema.name, forms):
                self._keep(replace(each, evidence=Evidence(file)))

    def add_duplicates(self, spill: Spill, parts: Callable[[], Iterator[Part]]) -> None:
        """Add the findings on duplicate keys; `parts` makes the parts of the table anew."""
        found = {name: spill.duplicated(name) for name in self.checks.keys}
        others = {name: hashes for name, (hashes, _) in found.items() if name != PRIMARY and len(hashes)}
        if len(found[PRIMARY].hashes) and others:
            found |= across_primary_keys(self.checks, parts(), others)
        suspect = {name: hashes for name, (hashes, _) in found.items() if len(hashes)}
        for each in duplicates(self.checks, parts, suspect):
            self.add(each)
        for name in suspect if self.sink is None else ():
            code, columns = self.checks.keys[name]
            kind = (code, self.checks.schema.name, columns[-1] if len(columns) == 1 else "")
            # Of more duplicates than are listed, not all rows were compared.
            if self.kept.counts[kind] >= MOST_ALIKE:
                self.kept.counts[kind] = max(found[name].findings, self.kept.counts[kind])

    def _with_suggestion(self, finding: Finding) -> Finding:
        """A finding on an unresolved reference with the key that may be meant, however the table was cut."""
        column, value = finding.column, finding.values["value"]
        known = self.suggestions.setdefault(column, {})
        if value not in known and len(known) < MOST_HINTS:
            if column not in self._keys:
                keys = self.checks.target_keys[column]
                self._keys[column] = frozenset(keys.to_list() if keys.dtype == pl.String else ())
            known[value] = mistyped(value, self._keys[column])
        near = known.get(value, "")
        if not near:
            return finding
        link = next(each for each in self.checks.schema.foreign_keys if each.column == column)
        row = Row(finding.table, finding.line, finding.key, {column: value})
        return replace(stray(row, column, link.table, link.target, near), evidence=finding.evidence)
