"""A report as a spreadsheet: the findings, and a copy of each table in which the wrong cells are coloured.

Every cell is typed as text: nothing in a package can act as a formula. Needs the extra `xlsx`.
"""

from __future__ import annotations

import contextlib
import csv
import io
from typing import Any

from ..datapackage.characters import visible
from ..datapackage.files import read_plain
from ..datapackage.package import Package
from ..findings import catalogue as codes
from ..findings.report import Finding, Report
from ..lang import Lang, texts
from ..optional import extra
from ..tabular.csv import decode, records
from .csv import COLUMNS, finding_row
from .excerpt import marked
from .locations import cell_name, letter
from .skipped import unchecked_lines
from .terminal_text import cell_len, cut, visible_lines
from .text import verdict
from .words import labelled

_LONGEST = 32_767  # characters that a cell of a spreadsheet holds
_COLOURS = {"error": "FFC7CE", "warning": "FFEB9C", "note": "DDEBF7"}
_WIDEST = 60
_SHEET = "findings"
# Folded within their columns.
_SENTENCES = ("title", "found", "expected", "why", "how_to_fix", "fix", "suppressed")


def render(report: Report, package: Package | None = None, lang: Lang = "en") -> bytes:
    """The report as the bytes of an XLSX file; without the package only the findings are written.

    Raises:
        ImportError: openpyxl is not installed.
    """
    book = _openpyxl().Workbook()
    _findings(book.active, report, lang)
    if package is not None and not package.compiled:
        for table in report.rows:
            if table in package.tables and package.holds(table) and package.path(table).is_file():
                _table(book, table, package, [each for each in report.findings if each.table == table], lang)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _openpyxl() -> Any:
    """The library with its modules, which comes with an extra only."""
    return extra("openpyxl", "xlsx")


def _findings(sheet: Any, report: Report, lang: Lang) -> None:
    """The verdict, a row for each finding with a link to its cell, and what was not checked."""
    say, styles, hyperlink = texts("reports", lang), _openpyxl().styles, _openpyxl().worksheet.hyperlink
    sheet.title = _SHEET
    lines = verdict(report, lang).split("\n")
    for number, line in enumerate(lines, 1):
        _put(sheet, number, 1, line)
    top = last = len(lines) + 2
    for at, name in enumerate(COLUMNS, 1):
        _put(sheet, top, at, say[f"column_{name}"]).font = styles.Font(bold=True)
    for last, finding in enumerate((*report.findings, *report.known), top + 1):
        row = finding_row(finding, lang)
        for at, name in enumerate(COLUMNS, 1):
            cell = _put(sheet, last, at, row[name])
            cell.alignment = styles.Alignment(vertical="top", wrap_text=name in _SENTENCES)
            if name == "cell" and row[name] and finding.evidence.file.endswith(".csv"):
                place = f"'{finding.table}'!{cell_name(finding)}"
                cell.hyperlink = hyperlink.Hyperlink(ref=cell.coordinate, location=place)
                cell.font = styles.Font(underline="single", color="0563C1")
            if name == "severity":
                cell.value = say[finding.severity]
                if not finding.suppressed:
                    cell.fill = _fill(finding)
            if name == "safe":
                cell.value = "✓" if finding.safe else ""
    sheet.freeze_panes = f"A{top + 1}"
    sheet.auto_filter.ref = f"A{top}:{letter(len(COLUMNS) - 1)}{last}"
    _widths(sheet, top)
    unchecked = list(unchecked_lines(report, lang))
    for number, line in enumerate(["", say["unchecked"], *unchecked] if unchecked else [], last + 1):
        _put(sheet, number, 1, line)


def _table(book: Any, table: str, package: Package, findings: list[Finding], lang: Lang) -> None:
    """A copy of a table, as far as its file can be told apart, with what is wrong marked and commented."""
    openpyxl = _openpyxl()
    sheet = book.create_sheet(table[:31])
    try:
        text, _ = decode(table, read_plain(package.path(table)))
    except OSError:
        text = ""
    lines: dict[int, int] = {}
    with contextlib.suppress(csv.Error):
        for number, (line, cells) in enumerate(records(text), 1):
            lines[line] = number
            for at, cell in enumerate(cells, 1):
                put = _put(sheet, number, at, cell)
                if number == 1:
                    put.font = openpyxl.styles.Font(bold=True)
    said: dict[tuple[int, int], list[str]] = {}
    for finding in findings:
        if finding.code.startswith("FQ-D") and finding.code != "FQ-D04":
            continue
        row = lines.get(finding.line, 1)
        for at in (marked(finding) or [0]) if finding.line else [0]:
            sheet.cell(row, at + 1).fill = _fill(finding)
            said.setdefault((row, at + 1), []).append(_comment(finding, lang))
    for (row, at), comments in said.items():
        comment = openpyxl.comments.Comment(
            "\n\n".join(comments)[:_LONGEST], "fengqiao-open", height=180, width=360
        )
        sheet.cell(row, at).comment = comment
    sheet.freeze_panes = "B2"
    _widths(sheet, 1)
    if findings:
        sheet.sheet_properties.tabColor = _COLOURS["error"]


def _comment(finding: Finding, lang: Lang) -> str:
    title = f"{finding.code} {visible(codes.entry(finding.code).title(lang))}"
    return "\n".join((title, *labelled(finding, lang, ("found", "expected", "how_to_fix", "proposed"))))


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """A cell that is text whatever it looks like."""
    cell = sheet.cell(row, column)
    shown = visible_lines(text)
    cell.value = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 30]}… [{len(shown)}]"
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = shown[:1] in ("=", "+", "-", "@")
    return cell


def _fill(finding: Finding) -> Any:
    return _openpyxl().styles.PatternFill("solid", fgColor=_COLOURS[finding.severity])


def _widths(sheet: Any, top: int) -> None:
    """Columns wide enough for their header and most cells."""
    for at in range(1, sheet.max_column + 1):
        texts = [str(sheet.cell(row, at).value or "") for row in range(top, min(sheet.max_row, top + 50) + 1)]
        sheet.column_dimensions[letter(at - 1)].width = min(
            _WIDEST, max(cell_len(cut(text, _WIDEST)) for text in texts) + 2
        )
