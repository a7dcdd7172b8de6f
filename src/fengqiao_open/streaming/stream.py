"""A large table from start to end: batches are read and checked in turn, keys are compared last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from ..findings.report import MOST_ALIKE, Evidence, Finding, Kept
from ..tabular.corrupted_texts import as_one
from .batch_checks import PRIMARY, Kernel
from .duplicates import of_several, repeats
from .local import Engine
from .results import moved
from .suggestions import Hints

#: Called with each finding, those that are not kept included.
Sink = Callable[[Finding], None]


@dataclass(frozen=True, slots=True)
class Streamed:
    """What was found in a large table: the first findings of each kind, and how many of each there are.

    Attributes:
        rows: how many records there were.
        findings: of each kind the first `MOST_ALIKE`, in the order of files and lines, and one that counts the rest.
    """

    rows: int
    findings: tuple[Finding, ...]


def stream(
    kernel: Kernel, files: Sequence[tuple[str, str]], engine: Engine, sink: Sink | None = None,
    progress: Callable[[int], None] | None = None, hold: Callable[[pl.DataFrame, int], None] | None = None,
) -> Streamed:  # fmt: skip
    """Check a table whose rows need not fit into memory.

    Args:
        kernel: the checks.
        files: the files of the table, in order, each with the name that findings use.
        engine: what maps the checks over the parts of the files.
        sink: takes every finding as it is made.
        progress: is told the number of rows checked so far.
        hold: takes what is held of a list, and how many rows came before.
    """
    kernel = replace(kernel, every=sink is not None)
    told = _Told(Hints(kernel), sink)
    before: Counter[str] = Counter()
    whole: list[Finding] = []
    for checked in engine.check(kernel, engine.parts(files, kernel, whole)):
        _take(whole, told)
        for each in checked.findings:
            told.add(moved(each, before[checked.file]))
        told.kept.counts.update(checked.more)
        if hold and checked.held is not None:
            hold(checked.held, before.total())
        before[checked.file] += checked.rows
        if progress:
            progress(before.total())
    _take(whole, told)
    told.end()
    readable = all(each.code in ("FQ-F03", "FQ-F05") for each in told.kept.listed)
    if files and not before.total() and readable and not kernel.may_be_empty:
        told.add(Finding("FQ-S08", kernel.table, 1, evidence=Evidence(files[0][1])))
    settled = dict(engine.settle(kernel))
    others = {name: hashes for name, (hashes, _) in settled.items() if name != PRIMARY and len(hashes)}
    if len(settled[PRIMARY][0]) and others:
        settled |= of_several(kernel, engine.parts(files, kernel, []), others)
    suspected = {name: hashes for name, (hashes, _) in settled.items() if len(hashes)}
    for each in repeats(kernel, lambda: engine.parts(files, kernel, []), suspected, every=sink is not None):
        told.add(each)
    for name in suspected if sink is None else ():
        code, columns = kernel.unique()[name]
        kind = (code, kernel.table, columns[-1] if len(columns) == 1 else "")
        # Of what stands twice more often than is listed, not all was looked at again.
        if told.kept.counts[kind] >= MOST_ALIKE:
            told.kept.counts[kind] = max(settled[name][1], told.kept.counts[kind])
    order = {shown: number for number, (_, shown) in enumerate(files)}
    ordered = sorted(
        (*told.kept.listed, *told.kept.rest()),
        key=lambda each: (order.get(each.evidence.file, len(order)), each.line, each.column, each.code),
    )
    one = as_one(kernel.table, ordered, before.total()) if sink is None else ordered
    return Streamed(before.total(), tuple(one))


def _take(whole: list[Finding], told: _Told) -> None:
    """Move the findings on whole files to the others."""
    for each in whole:
        told.add(each)
    whole.clear()


@dataclass(slots=True)
class _Told:
    """What is told of a table, as it is found.

    Attributes:
        hints: the hints that findings are given.
        sink: takes each finding.
        kept: the first findings of each kind, and the number of all.
        whole: the findings on whole files, which are told once.
        ends: how lines end in the parts of each file, which is told once for all of them.
    """

    hints: Hints
    sink: Sink | None
    kept: Kept = field(default_factory=Kept)
    whole: set[tuple[str, str]] = field(default_factory=set)
    ends: dict[str, list[Finding]] = field(default_factory=dict)

    def add(self, finding: Finding) -> None:
        if finding.code == "FQ-F05":
            self.ends.setdefault(finding.evidence.file, []).append(finding)
            return
        if not finding.line:
            if (finding.code, finding.evidence.file) in self.whole:
                return
            self.whole.add((finding.code, finding.evidence.file))
        self._tell(finding)

    def _tell(self, finding: Finding) -> None:
        kind = (finding.code, finding.table, finding.column)
        if self.sink or self.kept.counts[kind] < MOST_ALIKE:
            finding = self.hints.on(finding)
        self.kept.add(finding)
        if self.sink:
            self.sink(finding)

    def end(self) -> None:
        """Add what is told once for each file: the first line that ends otherwise, and how many do."""
        for first, *others in self.ends.values():
            alike = [each for each in others if "ending" in each.values] if "ending" in first.values else []
            count = sum(int(each.values["count"]) for each in (first, *alike))
            self._tell(replace(first, values={**first.values, "count": str(count)}))
