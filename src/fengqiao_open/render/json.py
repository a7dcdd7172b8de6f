"""A report as JSON: every fact and every sentence, the sentences in both languages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ..datapackage.characters import json_text
from ..findings import catalogue as codes
from ..findings.report import Finding, Report, counted
from .groups import groups
from .locations import cell_name, column_letter
from .skipped import unchecked
from .words import register_row


def render(report: Report) -> str:
    """The report as a JSON text.

    >>> print(render(Report("p", {"units": 3}, ()))[:35])
    {
      "package": "p",
      "ok": true,
    """
    return json_text(as_json(report)) + "\n"


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "package": report.package,
        "ok": report.ok,
        "rows": dict(report.rows),
        "count": report.count(),
        "causes": [
            {"code": each.code, "table": each.table, "column": each.first.column if each.table else "", "count": counted(each.findings)}
            for each in groups(report.findings)
        ],
        "findings": _numbered(report),
        "known": [_finding(each) for each in report.known],
        "not_checked": [
            {
                "tables": list(each.tables),
                "rules": list(each.rules),
                "rows": each.rows or None,
                "because": list(dict.fromkeys(one.code for one in each.because)),
            }
            for each in unchecked(report)
        ],
        "left_out": counted(report.left_out),
    }  # fmt: skip


def _numbered(report: Report) -> list[dict[str, Any]]:
    """The findings, each with the number of its cause in `causes`."""
    numbers = {
        id(one): number for number, each in enumerate(groups(report.findings)) for one in each.findings
    }
    return [{"cause": numbers[id(each)], **_finding(each)} for each in report.findings]


def _finding(finding: Finding) -> dict[str, Any]:
    entry, values = codes.entry(finding.code), finding.values
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.evidence.file,
        "table": finding.table,
        "row": finding.evidence.number or None,
        "line": finding.line or None,
        "column": finding.column,
        "column_letter": column_letter(finding),
        "cell": cell_name(finding),
        "key": finding.key,
        "label": {"zh": finding.label("zh"), "en": finding.label("en")},
        "title": {lang: entry.title(lang) for lang in ("zh", "en")},
        "found": {lang: entry.found(lang, values) for lang in ("zh", "en")},
        "expected": {lang: entry.expected(lang, values) for lang in ("zh", "en")},
        "why": {lang: entry.why(lang, values) for lang in ("zh", "en")},
        "how_to_fix": {lang: entry.how_to_fix(lang, values) for lang in ("zh", "en")},
        "fix": finding.fix,
        "safe": finding.safe,
        "register": register_row(finding) if finding.suppressible else None,
        "source": asdict(finding.source) if finding.source else None,
        "count": finding.stands_for,
        "cells": dict(finding.row),
        "suppressed": {"zh": finding.suppression("zh"), "en": finding.suppression("en")}
        if finding.suppressed
        else None,
    }
