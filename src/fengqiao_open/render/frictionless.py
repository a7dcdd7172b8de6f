"""A report as frictionless has it: a task for each table, an error for each finding under its code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Any, ClassVar

import attrs
import frictionless
from frictionless.errors import TableError

from ..datapackage.characters import json_text
from ..datapackage.package import STANDARD, shipped
from ..findings.catalogue import entry
from ..findings.report import Finding, Report
from ..lang import Lang
from .locations import column_number
from .skipped import unchecked_lines
from .words import labelled


@attrs.define(kw_only=True, repr=False)
class FindingError(TableError):  # type: ignore[misc]
    """A finding; what it is not about, a row or a cell, is None."""

    type: ClassVar[str] = "fengqiao"
    template: ClassVar[str] = "{note}"

    row_number: int | None = None
    cells: list[str] | None = None
    field_name: str | None = None
    field_number: int | None = None
    cell: str | None = None

    metadata_profile_patch: ClassVar[dict[str, object]] = {
        "properties": {
            "rowNumber": {"type": "integer"},
            "cells": {"type": "array", "items": {"type": "string"}},
            "fieldName": {"type": "string"},
            "fieldNumber": {"type": "integer"},
            "cell": {"type": "string"},
        }
    }


@cache
def error_class(code: str, lang: Lang = "en") -> Any:
    """The class of the errors under a code, which `frictionless validate --skip-errors` knows them by."""
    own = entry(code)
    members = {
        "type": code,
        "title": own.title(lang),
        "description": own.sentence("why", lang),
        "tags": ["#table", "#fengqiao", f"#{own.severity}"],
    }
    return type(code, (FindingError,), members)


def errors(report: Report, table: str, lang: Lang = "en") -> Iterator[FindingError]:
    """The findings on a table but for notes, which make no package invalid; "" is the package as a whole."""
    return (_error(each, lang) for each in _of(report, table, note=False))


def _error(finding: Finding, lang: Lang) -> FindingError:
    at, cells = column_number(finding), list(finding.evidence.cells)
    # The header is the first row of frictionless.
    number = None if finding.evidence.number is None else finding.evidence.number + 1
    error: FindingError = error_class(finding.code, lang)(
        note=_sentences(finding, lang),
        row_number=number,
        cells=cells or None,
        field_name=finding.column or None,
        field_number=None if at is None else at + 1,
        cell=cells[at] if at is not None and at < len(cells) else None,
    )
    return error


def _sentences(finding: Finding, lang: Lang) -> str:
    """What was found, what was expected, and how to fix it."""
    return " | ".join((finding.found(lang), *labelled(finding, lang, ("expected", "how_to_fix"))))


def _of(report: Report, table: str, note: bool) -> list[Finding]:
    """The notes on a table, or its other findings; "" is the package as a whole."""
    return [
        each
        for each in report.findings
        if (each.severity == "note") == note and (each.table if each.table in report.rows else "") == table
    ]


def as_frictionless(report: Report, lang: Lang = "en") -> frictionless.Report:
    """The report as one of frictionless; notes, and what was not checked, are its warnings."""

    def task(name: str, rows: int) -> frictionless.ReportTask:
        found, warnings = list(errors(report, name, lang)), _notes(report, name, lang)
        return frictionless.ReportTask(
            name=name,
            type="table",
            valid=not found,
            place=_place(report, name),
            labels=[],
            stats={"errors": len(found), "warnings": len(warnings), "rows": rows, "seconds": 0.0},
            errors=found,
            warnings=warnings,
        )

    return frictionless.Report.from_validation(
        tasks=[task(*each) for each in report.rows.items()],
        errors=list(errors(report, "", lang)),
        warnings=[*_notes(report, "", lang), *unchecked_lines(report, lang)],
    )


def _notes(report: Report, table: str, lang: Lang) -> list[str]:
    return [f"{each.code}: {_sentences(each, lang)}" for each in _of(report, table, note=True)]


def _place(report: Report, table: str) -> str:
    """The file of a table, as its findings name it."""
    for each in report.findings:
        if each.table == table and PurePosixPath(each.evidence.file).suffix == ".csv":
            return each.evidence.file
    return str(shipped().resource(table)["path"]) if table in STANDARD else table


def render(report: Report, lang: Lang = "en") -> str:
    """The report as the JSON text that `frictionless validate --json` prints."""
    return json_text(json.loads(as_frictionless(report, lang).to_json())) + "\n"
