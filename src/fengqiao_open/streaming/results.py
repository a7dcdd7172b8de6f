"""The findings of a batch, with their records and locations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from ..findings.report import Evidence, Finding
from .csv_batches import LINE, NUMBER, Batch
from .key_hashes import Hashes


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one batch.

    Attributes:
        file: the file as findings name it.
        rows: how many records it had.
        findings: what is wrong in it; record numbers count from the start of the batch.
        more: how many findings of each kind there are besides.
        hashes: the hashes of its keys, by the name of the key.
        held: of a list, the rows with what is held of them.
    """

    file: str
    rows: int
    findings: tuple[Finding, ...]
    more: Mapping[tuple[str, str, str], int]
    hashes: Mapping[str, Hashes]
    held: pl.DataFrame | None = None


def placed(findings: Sequence[Finding], batch: Batch, rows: pl.DataFrame) -> Iterator[Finding]:
    """The findings with their file, their record and its number in the batch as evidence."""
    lines = {each.line for each in findings if each.table == batch.table}
    hit = rows.filter(pl.col(LINE).is_in(list(lines)))
    evidence = {
        row.line: Evidence(batch.file, batch.columns, tuple(row[name] for name in batch.columns), number)
        for row, number in zip(batch.listed(hit, batch.columns[0]), hit[NUMBER].to_list(), strict=True)
    }
    for each in findings:
        yield replace(each, evidence=evidence[each.line]) if each.table == batch.table else each


def moved(found: Finding, by: int) -> Finding:
    """A finding of a batch with the number that its record has in the file."""
    number = found.evidence.number
    return (
        found if number is None else replace(found, evidence=replace(found.evidence, number=number + by + 1))
    )
