"""What was not checked, and because of which findings: a table without findings is not thereby valid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..datapackage.package import shipped
from ..findings import catalogue as codes
from ..findings.report import COPY, Finding, Report
from ..lang import Lang, sentence, texts

# Generated cells are passed over where there is a finding on what they are made from.
_STALE = "FQ-R14"
# Findings for which a table cannot be read at all.
_UNREADABLE = ("FQ-F01", "FQ-F02", "FQ-F04", "FQ-F06", "FQ-F08", "FQ-S", "FQ-D07")
# A row that is gone, of this table or of one that it refers to.
_MISSING_ROW = "FQ-R38"
# A resource that the standard does not have, and that is not looked into.
_NOT_READ = "FQ-D11"


@dataclass(frozen=True, slots=True)
class Unchecked:
    """One thing that was not checked.

    Attributes:
        tables: the tables concerned.
        because: the findings that are the cause.
        rules: codes of the rules that were passed over; empty where cells or rows are meant.
        rows: number of rows left out; 0 where the whole table is meant.
    """

    tables: tuple[str, ...]
    because: tuple[Finding, ...]
    rules: tuple[str, ...] = ()
    rows: int = 0


def unchecked(report: Report) -> list[Unchecked]:
    """What was not checked: whole tables first, then rows, then rules."""
    if report.dataframe:  # no rule across tables is run on it, whatever is found
        skipped = tuple(dict.fromkeys(each.partition(": ")[0] for each in report.skipped))
        return [Unchecked(tuple(report.rows), (), rules=skipped)] if skipped else []
    found = (*report.findings, *report.left_out)
    made = []
    for table, rows in report.rows.items():
        own = [each for each in found if each.table == table]
        unreadable = tuple(each for each in own if each.code.startswith(_UNREADABLE))
        invalid = tuple(each for each in own if each.invalidates_row)
        if unreadable and not rows:
            made.append(Unchecked((table,), unreadable))
        elif invalid:
            whole = any(each.invalidates_table for each in own)
            lines = {(each.evidence.file, each.line) for each in invalid if each.line > 1}
            made.append(Unchecked((table,), invalid, rows=rows if whole else len(lines)))
    together: dict[tuple[str, ...], list[str]] = {}
    standard, schema = shipped().tables, shipped().schema
    for each in report.skipped:
        code, _, names = each.partition(": ")
        if code == _NOT_READ:
            cause = tuple(one for one in found if one.code == code and one.table == names)
            made.append(Unchecked((names,), cause))
            continue
        together.setdefault(tuple(names.split(", ")), []).append(code)
    for tables, rules in together.items():
        cause = tuple(
            each
            for each in found
            if (
                each.table in tables
                and each.code != COPY
                and (each.invalidates_row or each.code.startswith(_UNREADABLE) or _STALE in rules)
            )
            or each.code == _MISSING_ROW
            or (each.code == "FQ-D03" and each.values.get("table") in tables)
        )
        # A row that refers to a wrong one is not looked at either.
        referred = {link.table for name in tables if name in standard for link in schema(name).foreign_keys}
        cause = cause or tuple(each for each in found if each.table in referred and each.invalidates_row)
        made.append(Unchecked(tables, cause, rules=tuple(rules)))
    return made


def unchecked_lines(report: Report, lang: Lang) -> Iterator[str]:
    """The same in words, one line each; the rules of a cause are indented below it."""
    say = texts("reports", lang)
    for each in unchecked(report):
        there = all(name in report.rows for name in each.tables)
        because = (
            say["list"].join(dict.fromkeys(one.code for one in each.because))
            or say["row_by_row" if there else "absent"]
        )
        tables = say["list"].join(each.tables)
        if each.rules:
            key = "unchecked_alone" if report.dataframe else "unchecked_rules"
            yield sentence("reports", key, lang, n=len(each.rules), tables=tables, because=because)
            yield from (f"  {code} {codes.entry(code).title(lang)}" for code in each.rules)
        elif each.rows:
            rows = sentence("reports", "rows", lang, n=each.rows)
            yield sentence("reports", "unchecked_rows", lang, table=tables, rows=rows, because=because)
        else:
            yield sentence("reports", "unchecked_table", lang, table=tables, because=because)
