"""The known issues of the package that a large table lies in: what they explain is no finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..datapackage.package import read_package, standard_table
from ..findings.report import Finding
from ..tabular.csv import Row
from ..tabular.file_structure import read_table
from ..validation.validate import entry_holds

_REGISTER = "discrepancies"
#: The entries by code, table, key and column.
Entries = Mapping[tuple[str, str, str, str], Row]


def known_issues(package: Path) -> Entries:
    """The entries of a package's list; none where the list cannot be read."""
    found = read_package(package)
    listed = read_table(found, standard_table(_REGISTER))[0] if _REGISTER in found.tables else None
    rows = listed.rows if listed else ()
    return {(row["rule_code"], row["table"], row["key"], row["field"]): row for row in rows}


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
