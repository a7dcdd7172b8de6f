"""What reports say of a finding, under their labels."""

from __future__ import annotations

from collections.abc import Collection

from ..datapackage.characters import visible
from ..datapackage.files import csv_line
from ..findings.evidence import DATAFRAME
from ..findings.report import Finding
from ..lang import Lang, sentence, texts
from .locations import source_words


def parts(finding: Finding, lang: Lang) -> dict[str, str]:
    """All that is said of a finding, by the key of its label; what there is nothing to say of is left out."""
    of_dataframe = finding.evidence.file == DATAFRAME
    register = (
        sentence("reports", "register", lang, row=register_row(finding)) if may_be_registered(finding) else ""
    )
    said = {
        "found": finding.found(lang),
        "expected": finding.expected(lang),
        "why": finding.why(lang),
        "how_to_fix": finding.how_to_fix(lang),
        "proposed": proposal(finding, lang),
        "or": register,
        "source": source_words(finding.source, lang) if finding.source else "",
        "more": sentence("reports", "explain_api" if of_dataframe else "explain", lang, code=finding.code),
    }
    return {name: text for name, text in said.items() if text}


def may_be_registered(finding: Finding) -> bool:
    """Whether the source report itself may be wrong: not where a cell only lost what was released and is
    printed.
    """
    return finding.suppressible and finding.values.get("case") != "former"


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
    if finding.safe and finding.evidence.file == DATAFRAME:
        return sentence("reports", "safe_value", lang, fix=fix)
    if finding.safe:
        return sentence("reports", "safe", lang, fix=fix, package=finding.evidence.package or ".")
    # No source prints a code: there is nothing to compare the empty cell with.
    case = "check_none" if finding.values.get("case") == "missing_code" else "check"
    return sentence("reports", case, lang, fix=fix)


def register_row(finding: Finding) -> str:
    """The row of discrepancies.csv that would register the finding; the reasons are for a person to write."""
    cell = finding.row.get(finding.column, "")
    condition = (finding.column, "eq" if cell else "blank", cell)
    return csv_line(("…", finding.code, finding.table, finding.key, *condition, "…", "…")).rstrip("\n")
