"""What reports say of a finding beside its sentences: its title, the value proposed, the row that would register it."""

from __future__ import annotations

from collections.abc import Iterable

from ..datapackage.characters import visible
from ..findings import catalogue as codes
from ..findings.report import Finding
from ..lang import Lang, sentence, texts


def title(code: str, lang: Lang) -> str:
    """The name of a code."""
    return codes.entry(code).title(lang)


def code_list(findings: Iterable[Finding], lang: Lang) -> str:
    """The codes of findings, each once."""
    return texts("reports", lang)["list"].join(dict.fromkeys(each.code for each in findings))


def proposal(finding: Finding, lang: Lang) -> str:
    """The value to put in its place and whether that is safe, "" where none is certain."""
    if finding.fix is None:
        return sentence("reports", "safe_file", lang) if finding.safe else ""
    return sentence("reports", "safe" if finding.safe else "check", lang, fix=f"“{visible(finding.fix)}”")


def register_row(finding: Finding) -> str:
    """The row of discrepancies.csv that would register the finding; the reasons are for a person to write."""
    from ..datapackage.files import csv_bytes

    cell = finding.row.get(finding.column, "")
    operator = "eq" if cell else "blank"
    row = {
        "id": "…", "rule": finding.code, "table": finding.table, "key": finding.key, "field": finding.column,
        "operator": operator, "expected": cell, "zh": "…", "en": "…",
    }  # fmt: skip
    return csv_bytes(list(row), [row]).decode("utf-8").split("\n", 1)[1].strip()
