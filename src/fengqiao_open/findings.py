"""Finding and Report: the one record of what is wrong, and the list of all of them.

A finding holds facts only: a code, a place and the values found. Its words come from the catalogue
(`codes`), so that one record reads in either language and in every format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from . import codes

Lang = Literal["zh", "en"]
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where.

    Attributes:
        code: stable code of the rule, such as "FQ-R05".
        table: name of the table, "" for the descriptor or the whole package.
        line: line of the file, the header being line 1; 0 where no line is meant.
        column: name of the column, "" where no column is meant.
        key: primary key of the row, "" where unknown.
        values: what the sentences of the catalogue are filled with.
        fix: the value to put in its place, None where none is certain.
        excused: why a known discrepancy of the source explains it, "" where none does.
    """

    code: str
    table: str = ""
    line: int = 0
    column: str = ""
    key: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    fix: str | None = None
    excused: str = ""

    @property
    def severity(self) -> str:
        """`error`, `warning` or `note`, from the catalogue."""
        return codes.entry(self.code).severity

    def found(self, lang: Lang = "en") -> str:
        """What was found, in words."""
        return codes.entry(self.code).found(lang, self.values)

    def expected(self, lang: Lang = "en") -> str:
        """What was expected, in words."""
        return codes.entry(self.code).expected(lang, self.values)

    def mend(self, lang: Lang = "en") -> str:
        """How to mend it, in words."""
        return codes.entry(self.code).mend(lang, self.values)

    def to_dict(self, lang: Lang = "en") -> dict[str, Any]:
        """The finding as plain values, for JSON and frames."""
        return {
            "code": self.code,
            "severity": self.severity,
            "table": self.table,
            "line": self.line,
            "column": self.column,
            "key": self.key,
            "title": codes.entry(self.code).title(lang),
            "found": self.found(lang),
            "expected": self.expected(lang),
            "mend": self.mend(lang),
            "fix": self.fix,
            "excused": self.excused,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All findings on a package, with what was checked and what could not be.

    Attributes:
        package: name or folder of the package.
        rows: number of rows read, by table.
        findings: what is wrong, in the order of tables, lines and codes.
        known: findings that a registered discrepancy explains.
        skipped: what was not checked, and because of what.
    """

    package: str
    rows: Mapping[str, int]
    findings: tuple[Finding, ...]
    known: tuple[Finding, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is nothing of severity `error`."""
        return not any(finding.severity == "error" for finding in self.findings)

    def count(self) -> dict[str, int]:
        """Number of findings by table, clean tables with 0."""
        found = Counter(finding.table for finding in self.findings)
        return {**dict.fromkeys(self.rows, 0), **found}

    def __str__(self) -> str:
        from .render.text import render

        return render(self)


def in_order(findings: Iterable[Finding], tables: Iterable[str]) -> tuple[Finding, ...]:
    """Findings by table in the descriptor's order, then line, column and code, without repeats."""
    place = {name: number for number, name in enumerate(("", *tables))}
    unique = {
        (each.code, each.table, each.line, each.column, each.key, tuple(each.values.items())): each
        for each in findings
    }
    return tuple(
        sorted(
            unique.values(),
            key=lambda each: (place.get(each.table, len(place)), each.line, each.column, each.code),
        )
    )
