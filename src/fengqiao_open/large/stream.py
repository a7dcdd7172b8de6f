"""A large table from end to end: parts are read and checked as they come, keys are settled at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from ..findings import MOST_ALIKE, Finding, unlisted
from ..keys import repeat
from ..rows import Row
from .engines import Engine
from .kernel import Kernel, placed
from .keyhashes import Hashes, hashed
from .sources import Part

Kind = tuple[str, str, str]
#: Called with each finding, those that are not kept included.
Sink = Callable[[Finding], None]


_HASH = "fq:hash"


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
    progress: Callable[[int], None] | None = None,
) -> Streamed:  # fmt: skip
    """Check a table whose rows need not fit into memory.

    Args:
        kernel: the checks.
        files: the files of the table, in order, each with the name that findings use.
        engine: what maps the checks over the parts of the files.
        sink: takes every finding as it is made.
        progress: is told the number of rows checked so far.
    """
    kept = _Kept(sink)
    before: Counter[str] = Counter()
    whole: list[Finding] = []
    for checked in engine.check(kernel, engine.parts(files, kernel, whole)):
        for each in checked.findings:
            kept.add(_moved(each, before[checked.file]))
        before[checked.file] += checked.rows
        if progress:
            progress(before.total())
    for each in whole:
        kept.add(each)
    settled = engine.settle(kernel)
    suspected = {name: hashes for name, (hashes, _) in settled.items() if len(hashes)}
    again = engine.parts(files, kernel, []) if suspected else iter(())
    for each in _repeats(kernel, again, suspected, None if sink else MOST_ALIKE):
        kept.add(each)
    for name, (code, columns) in kernel.unique().items():
        kind = (code, kernel.table, columns[-1] if len(columns) == 1 else "")
        kept.counts[kind] = max(kept.counts[kind], settled[name][1] if kept.counts[kind] else 0)
    order = {shown: number for number, (_, shown) in enumerate(files)}
    ordered = sorted(
        kept.all(),
        key=lambda each: (order.get(each.evidence.file, len(order)), each.line, each.column, each.code),
    )
    return Streamed(before.total(), tuple(ordered))


def _repeats(
    kernel: Kernel, parts: Iterable[Part], suspected: Mapping[str, Hashes], most: int | None
) -> Iterator[Finding]:
    """The rows behind hashes that stand twice, compared cell by cell: a finding at each row that is not alone.

    Of each key so many groups are looked at, and so many rows of each: what is equal millions of times is wrong
    for one reason.
    """
    fields, unique = list(kernel.schema["fields"]), kernel.unique()
    alike: dict[str, dict[int, list[Finding]]] = {name: {} for name in suspected}
    before: Counter[str] = Counter()
    for part in parts:
        batch = part.read(kernel.table, fields)
        for name, hashes in suspected.items():
            columns, groups = unique[name][1], alike[name]
            keyed = batch.frame.with_columns(hashed(columns).alias(_HASH))
            hit = keyed.filter(pl.col(_HASH).is_in(pl.Series(hashes).implode()))
            made = [
                repeat(unique[name][0], columns, row, "", same=False) for row in batch.listed(hit, kernel.key)
            ]
            for number, found in zip(hit[_HASH], placed(made, batch, hit), strict=True):
                rows = (
                    groups.setdefault(number, [])
                    if most is None or len(groups) < most or number in groups
                    else None
                )
                if rows is not None and (most is None or len(rows) < most):
                    rows.append(_moved(found, before[part.shown]))
        before[part.shown] += batch.rows
    for groups in alike.values():
        for rows in groups.values():
            yield from _compared(rows)


def _compared(rows: Sequence[Finding]) -> Iterator[Finding]:
    """The findings at rows whose cells are the same, each with the line of another; equal hashes may have met by chance."""
    groups: dict[str, list[Finding]] = {}
    for each in rows:
        groups.setdefault(each.values["values"], []).append(each)
    for group in groups.values():
        told = group[0].code == "FQ-K02" and len({each.key for each in group}) == 1
        for each in group if len(group) > 1 and not told else ():
            other = next(one for one in group if one is not each)
            near = other.evidence.file == each.evidence.file
            first = str(other.line) if near else f"{other.line} ({other.evidence.file})"
            row = Row(each.table, each.line, each.key, each.row)
            columns = each.values["columns"].split(", ")
            made = repeat(each.code, columns, row, first, same=other.evidence.cells == each.evidence.cells)
            yield replace(made, evidence=each.evidence)


def _moved(found: Finding, by: int) -> Finding:
    """A finding of a batch with the number that its record has in the file."""
    number = found.evidence.number
    return (
        found if number is None else replace(found, evidence=replace(found.evidence, number=number + by + 1))
    )


@dataclass(slots=True)
class _Kept:
    """The first findings of each kind, and the number of all."""

    sink: Sink | None
    counts: Counter[Kind] = field(default_factory=Counter)
    listed: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        kind = (finding.code, finding.table, finding.column)
        self.counts[kind] += 1
        if self.counts[kind] <= MOST_ALIKE:
            self.listed.append(finding)
        if self.sink:
            self.sink(finding)

    def all(self) -> Iterator[Finding]:
        yield from self.listed
        for (code, table, column), count in self.counts.items():
            if count > MOST_ALIKE:
                yield unlisted(code, table, column, f"{count:,}")
