"""What reports say of a finding, under their labels."""

from __future__ import annotations

from collections.abc import Collection

from ..datapackage.characters import visible
from ..datapackage.files import csv_line
from ..findings.report import Finding
from ..lang import Lang, sentence, texts
from .locations import source_words


def parts(finding: Finding, lang: Lang) -> dict[str, str]:
    """All that is said of a finding, by the key of its label; what there is nothing to say of is left out."""
    register = (
        sentence("reports", "register", lang, row=register_row(finding)) if finding.suppressible else ""
    )
    said = {
        "found": finding.found(lang),
        "expected": finding.expected(lang),
        "why": finding.why(lang),
        "how_to_fix": finding.how_to_fix(lang),
        "proposed": proposal(finding, lang),
        "or": register,
        "source": source_words(finding.source, lang) if finding.source else "",
        "more": sentence("reports", "explain", lang, code=finding.code),
    }
    return {name: text for name, text in said.items() if text}


def labelled(finding: Finding, lang: Lang, names: Collection[str]) -> list[str]:
    """Some of these, each behind its label."""
    say = texts("reports", lang)
    said = parts(finding, lang)
    return [f"{say[name]}{say['colon']}{visible(text)}" for name, text in said.items() if name in names]


def proposal(finding: Finding, lang: Lang) -> str:
    """The value to put in its place and whether that is safe, "" where none is certain."""
    if finding.fix is None:
        return ""
    fix = f"“{visible(finding.fix)}”" if finding.fix else texts("reports", lang)["blank"]
    return sentence("reports", "safe" if finding.safe else "check", lang, fix=fix)


def register_row(finding: Finding) -> str:
    """The row of discrepancies.csv that would register the finding; the reasons are for a person to write."""
    cell = finding.row.get(finding.column, "")
    condition = (finding.column, "eq" if cell else "blank", cell)
    return csv_line(("…", finding.code, finding.table, finding.key, *condition, "…", "…")).rstrip("\n")
