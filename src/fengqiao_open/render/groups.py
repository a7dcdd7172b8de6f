"""Findings grouped by cause: a column of text where numbers belong is one thing to fix, not four hundred."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..findings import catalogue as codes
from ..findings.report import UNLISTED, Finding
from ..lang import Lang, sentence, texts

_ORDER = {"error": 0, "warning": 1, "note": 2}
# A table that was edited leaves what is made of it stale, and its file is no longer as recorded, or in
# another format: each is said after what is wrong, once for all tables.
_LAST = ("FQ-R14", "FQ-D04", "FQ-F03")
# Where each wrong value is a cause of its own: one misspelt code is fixed by one replacement.
_BY_VALUE = ("FQ-T03", "FQ-K03", "FQ-K05")
#: Columns that are missing or unknown are one cause: a table of another kind would else hide a wrong cell.
OF_HEADER = ("FQ-S01", "FQ-S02")
# Where an advice may be right for some of the places only.
_BY_GUESS = ("FQ-T04",)
# So many wrong values in one column are no longer slips of the hand: the column itself is wrong.
_MOST_VALUES = 20


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one cause: one code, table and column (for what follows from edits, one code)."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that is shown in full."""
        return self.findings[0]

    @property
    def code(self) -> str:
        """The code of all of them."""
        return self.first.code

    @property
    def table(self) -> str:
        """The table of all of them, "" where they are in several."""
        return self.first.table if len({each.table for each in self.findings}) == 1 else ""

    def heading(self, lang: Lang, rows: int) -> tuple[str, str, str]:
        """Code and severity, the title of the code, and how many places of so many rows, where not one."""
        say, many = texts("reports", lang), len(self.findings)
        lines = {(each.evidence.file, each.line) for each in self.findings if each.line > 1}
        whole = 2 < rows == len(lines)
        count = sentence("reports", "whole" if whole else "count", lang, n=rows if whole else many)
        code = f"{self.code} {say[self.first.severity]}"
        return code, codes.entry(self.code).title(lang), f" – {count}" if many > 1 else ""

    def shared(self, lang: Lang) -> bool:
        """Whether the same was expected of all of them."""
        return len({each.expected(lang) for each in self.findings}) == 1


def groups(findings: Iterable[Finding]) -> list[Group]:
    """The groups: errors first, then warnings and notes, each in the order of its first finding."""
    listed = list(findings)
    wholly = _wholly_wrong(listed)
    found: dict[tuple[str, ...], list[Finding]] = {}
    for finding in listed:
        column = "" if finding.code in OF_HEADER else finding.column
        place = ("", "") if finding.code in _LAST else (finding.table, column)
        same = (finding.code, *place)
        value = finding.values.get("value", "") if finding.code in _BY_VALUE and same not in wholly else ""
        value = finding.values.get("code", "") if finding.code == UNLISTED else value
        if finding.code == "FQ-T15" and not finding.safe:
            value = finding.values.get("code", "")
        if finding.code in _BY_GUESS and "restore" not in finding.values:
            value = finding.values.get("near", "")
        found.setdefault((*same, value), []).append(finding)
    made = [Group(tuple(each)) for each in found.values()]
    return sorted(made, key=lambda group: (_ORDER[group.first.severity], group.code in _LAST))


def _wholly_wrong(findings: list[Finding]) -> set[tuple[str, str, str]]:
    """Code, table and column of what has many different wrong values."""
    values: dict[tuple[str, str, str], set[str]] = {}
    for each in findings:
        values.setdefault((each.code, each.table, each.column), set()).add(each.values.get("value", ""))
    return {same for same, different in values.items() if len(different) > _MOST_VALUES}
