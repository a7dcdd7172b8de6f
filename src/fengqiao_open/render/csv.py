"""Findings as CSV, one row each; no cell can be a formula in a spreadsheet."""

from __future__ import annotations

from ..datapackage.characters import spelled
from ..datapackage.files import csv_line
from ..findings.report import Finding, Report
from ..lang import Lang
from .locations import cell_name, column_letter

# A spreadsheet takes a text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    *("code", "severity", "file", "row", "line", "column", "column_letter", "cell", "key", "label"),
    *("title", "found", "expected", "why", "how_to_fix", "fix", "safe"),
    *("source", "paragraph", "start", "end", "printed", "suppressed", "count"),
)


def render(report: Report, lang: Lang = "en") -> str:
    """The findings, then the known discrepancies (with a reason under `suppressed`), as CSV."""
    return csv_line(COLUMNS) + "".join(line(each, lang) for each in (*report.findings, *report.known))


def line(finding: Finding, lang: Lang) -> str:
    """One finding as a line of CSV."""
    return csv_line(map(inert, finding_row(finding, lang).values()))


def finding_row(finding: Finding, lang: Lang) -> dict[str, str]:
    """One finding as texts by column, as they are."""
    facts = {
        **finding.to_dict(lang),
        "safe": "true" if finding.safe else "false",
        "column_letter": column_letter(finding),
        "cell": cell_name(finding),
    }
    return {name: "" if facts[name] is None else str(facts[name]) for name in COLUMNS}


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula, with nothing invisible in it.

    >>> inert("=1+1"), inert("1+1"), inert("-3.5")
    ("'=1+1", '1+1', "'-3.5")
    """
    # Spaces and marks that cannot be seen do not hide the sign from every spreadsheet.
    formula = text.lstrip(" \ufeff\u00a0").startswith(_FORMULA) or text.startswith(_FORMULA)
    return spelled(f"'{text}" if formula else text)
