"""The known issues of the package that a large table lies in: what they explain is no finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from ..datapackage.package import Package, read_package, standard_table
from ..findings.report import Finding
from ..tabular.file_structure import read_table
from ..validation.validate import entry_holds
from .parquet_batches import FAULTS

_REGISTER = "discrepancies"
#: The entries by code, table, key and column.
Entries = Mapping[tuple[str, str, str, str], Mapping[str, str]]


def known_issues(package: Path) -> Entries:
    """The entries of a package's list, or of a merged dataset; none where the list cannot be read."""
    rows = _rows(read_package(package))
    return {(row["rule_code"], row["table"], row["key"], row["field"]): row for row in rows}


def _rows(package: Package) -> Iterable[Mapping[str, str]]:
    if _REGISTER not in package.tables or not package.holds(_REGISTER):
        return ()
    if package.compiled:
        try:
            frame = pl.read_parquet(package.paths(_REGISTER))
        except FAULTS:  # what is wrong with the list is told where it is checked itself
            return ()
        texts = frame.with_columns(pl.all().cast(pl.String).fill_null(""))
        return texts.to_dicts() if {*frame.columns} >= {*standard_table(_REGISTER).names} else ()
    listed, _ = read_table(package, standard_table(_REGISTER))
    return listed.rows if listed else ()


def explained(finding: Finding, entries: Entries) -> Finding | None:
    """A finding with the reason of the entry that explains it; None where none does."""
    entry = entries.get((*finding.place, finding.column))
    if entry is None or not entry_holds(
        finding.row.get(finding.column, ""), entry["operator"], entry["expected"]
    ):
        return None
    zh, en = entry["reason_zh"], entry["reason_en"]
    evidence = replace(finding.evidence, reason_zh=zh, reason_en=en)
    return replace(finding, suppressed=en, evidence=evidence)
