"""A report as a spreadsheet: the findings, and a copy of each table in which the wrong cells are coloured.

Every cell is typed as text: nothing in a package can act as a formula. Needs the extra `xlsx`.
"""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ..datapackage.characters import is_formula, visible
from ..datapackage.files import read_plain
from ..datapackage.package import Package
from ..findings import catalogue as codes
from ..findings.report import Finding, Report
from ..lang import Lang, texts
from ..optional import extra
from ..tabular.csv import decode, records
from .csv import COLUMNS, finding_row
from .excerpt import marked
from .locations import cell_name
from .skipped import unchecked_lines
from .terminal_text import cell_len, cut, visible_lines
from .verdict import verdict
from .words import labelled
from .workbook import Formats

_LONGEST = 32_767  # characters that a cell of a spreadsheet holds
_COLOURS = {"error": "FFC7CE", "warning": "FFEB9C", "note": "DDEBF7"}
_WIDEST = 60
_SHEET = "findings"
_LINK = {"underline": True, "font_color": "0563C1"}
# Folded within their columns.
_SENTENCES = ("title", "found", "expected", "why", "how_to_fix", "fix", "suppressed")


def render(report: Report, package: Package | None = None, lang: Lang = "en") -> bytes:
    """The report as the bytes of an XLSX file; without the package only the findings are written.

    Raises:
        ImportError: XlsxWriter is not installed.
    """
    file = io.BytesIO()
    with extra("xlsxwriter", "xlsx").Workbook(file, {"in_memory": True}) as book:
        book.set_properties(
            {"created": datetime(2000, 1, 1)}
        )  # never the clock: the same report, the same bytes
        formats = Formats(book)
        _findings(book, formats, report, lang)
        if package is not None and not package.compiled:
            for table in report.rows:
                if table in package.tables and package.holds(table) and package.path(table).is_file():
                    found = [each for each in report.findings if each.table == table]
                    _table(book, formats, table, package, found, lang)
    return file.getvalue()


def _findings(book: Any, formats: Formats, report: Report, lang: Lang) -> None:
    """The verdict, a row for each finding with a link to its cell, and what was not checked."""
    sheet, say = book.add_worksheet(_SHEET), texts("reports", lang)
    lines = verdict(report, lang).split("\n")
    for number, line in enumerate(lines):
        _put(formats, sheet, number, 0, line)
    top = len(lines) + 1
    header = [say[f"column_{name}"] for name in COLUMNS]
    for at, title in enumerate(header):
        _put(formats, sheet, top, at, title, bold=True)
    rows = [_shown(finding, lang) for finding in (*report.findings, *report.known)]
    for number, (finding, row) in enumerate(
        zip((*report.findings, *report.known), rows, strict=True), top + 1
    ):
        for at, (name, text) in enumerate(zip(COLUMNS, row, strict=True)):
            look: dict[str, Any] = {"valign": "top", "text_wrap": name in _SENTENCES}
            if name == "severity" and not finding.suppressed:
                look |= _fill(finding)
            if name == "cell" and text and finding.evidence.file.endswith(".csv"):
                place = f"internal:'{finding.table}'!{cell_name(finding)}"
                sheet.write_url(number, at, place, formats.get(**_LINK, **look), string=text)
            else:
                _put(formats, sheet, number, at, text, **look)
    last = top + len(rows)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, last, len(COLUMNS) - 1)
    _widths(sheet, [header, *rows])
    unchecked = list(unchecked_lines(report, lang))
    for number, line in enumerate(["", say["unchecked"], *unchecked] if unchecked else [], last + 1):
        _put(formats, sheet, number, 0, line)


def _shown(finding: Finding, lang: Lang) -> list[str]:
    """The cells of a finding's row."""
    said = {"severity": texts("reports", lang)[finding.severity], "safe": "✓" if finding.safe else ""}
    return [str(cell) for cell in ({**finding_row(finding, lang), **said}[name] for name in COLUMNS)]


def _table(
    book: Any, formats: Formats, table: str, package: Package, findings: list[Finding], lang: Lang
) -> None:
    """A copy of a table, as far as its file can be told apart, with what is wrong marked and commented."""
    sheet = book.add_worksheet(table[:31])
    try:
        text, _ = decode(table, read_plain(package.path(table)))
    except OSError:
        text = ""
    lines: dict[int, int] = {}
    rows: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        for number, (line, cells) in enumerate(records(text)):
            lines[line] = number
            rows.append(list(cells))
    wrong: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        if finding.code.startswith("FQ-D") and finding.code != "FQ-D04":
            continue
        row = lines.get(finding.line, 0)
        for at in (marked(finding) or [0]) if finding.line else [0]:
            wrong.setdefault((row, at), []).append(finding)
    texts_of = {(row, at): cell for row, cells in enumerate(rows) for at, cell in enumerate(cells)}
    for row, at in {**texts_of, **dict.fromkeys(wrong, "")}:
        look: dict[str, Any] = {"bold": True} if row == 0 else {}
        if found := wrong.get((row, at)):
            look |= _fill(found[-1])
            comment = "\n\n".join(_comment(each, lang) for each in found)[:_LONGEST]
            sheet.write_comment(row, at, comment, {"author": "fengqiao-open", "width": 360, "height": 180})
        _put(formats, sheet, row, at, texts_of.get((row, at), ""), **look)
    sheet.freeze_panes(1, 1)
    _widths(sheet, rows)
    if findings:
        sheet.set_tab_color(_COLOURS["error"])


def _comment(finding: Finding, lang: Lang) -> str:
    title = f"{finding.code} {visible(codes.entry(finding.code).title(lang))}"
    return "\n".join((title, *labelled(finding, lang, ("found", "expected", "how_to_fix", "proposed"))))


def _put(formats: Formats, sheet: Any, row: int, column: int, text: str, **look: Any) -> None:
    """A cell that is text whatever it looks like."""
    shown = visible_lines(text)
    cell = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 30]}… [{len(shown)}]"
    made = formats.get(num_format="@", quote_prefix=is_formula(shown), **look)
    sheet.write_string(row, column, cell, made)


def _fill(finding: Finding) -> dict[str, str]:
    return {"bg_color": _COLOURS[finding.severity]}


def _widths(sheet: Any, rows: Iterable[list[str]]) -> None:
    """Columns wide enough for their header and most cells."""
    widths: dict[int, int] = {}
    for row in list(rows)[:51]:
        for at, text in enumerate(row):
            widths[at] = max(widths.get(at, 0), cell_len(cut(text, _WIDEST)))
    for at, width in widths.items():
        sheet.set_column(at, at, min(_WIDEST, width + 2))
