"""A report as JSON: every fact and every sentence, the sentences in both languages.

`report.schema.json` describes the format; a change of it raises `VERSION`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ..datapackage.characters import json_text
from ..findings.report import Finding, Report, counted
from . import overview
from .groups import groups
from .locations import cell_name, column_letter
from .skipped import unchecked
from .words import register_row

#: The version of the format: the second number for a new property, the first for one that is gone or changed.
VERSION = "1.1"
SCHEMA = (
    "https://raw.githubusercontent.com/fengqiao-open/fengqiao_open/main"
    "/src/fengqiao_open/render/report.schema.json"
)
_SENTENCES = ("label", "title", "found", "expected", "why", "how_to_fix")


def render(report: Report) -> str:
    """The report as a JSON text.

    >>> import json
    >>> made = json.loads(render(Report("p", {"units": 3}, ())))
    >>> made["version"], made["package"], made["ok"]
    ('1.1', 'p', True)
    """
    return json_text(as_json(report)) + "\n"


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain values; each finding has the number of its cause in `causes`."""
    causes = groups(report.findings)
    numbers = {id(one): number for number, each in enumerate(causes) for one in each.findings}
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "package": report.package,
        "ok": report.ok,
        "rows": dict(report.rows),
        "count": report.count(),
        "causes": [
            {
                "code": each.code,
                "table": each.table,
                "column": each.first.column if each.table else "",
                "count": counted(each.findings),
            }
            for each in causes
        ],
        "findings": [{"cause": numbers[id(each)], **_finding(each)} for each in report.findings],
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
        "overview": report.overview and overview.as_json(report.overview),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    zh, en = finding.to_dict("zh"), finding.to_dict("en")
    return {
        **{name: en[name] for name in ("code", "severity", "file", "table", "row", "line", "column")},
        "column_letter": column_letter(finding),
        "cell": cell_name(finding),
        "key": finding.key,
        **{name: {"zh": zh[name], "en": en[name]} for name in _SENTENCES},
        "fix": finding.fix,
        "safe": finding.safe,
        "register": register_row(finding) if finding.suppressible else None,
        "source": asdict(finding.source) if finding.source else None,
        "count": finding.stands_for,
        "cells": dict(finding.row),
        "suppressed": {"zh": zh["suppressed"], "en": en["suppressed"]} if finding.suppressed else None,
    }
