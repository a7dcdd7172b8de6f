"""A report as a spreadsheet: what to do first, all findings, and each table concerned with its wrong cells
coloured.

The first sheet fits on a screen; known issues and what was not checked are numbers there, and have sheets at
the end. Every cell is typed as text: nothing in a package can act as a formula. Needs the extra `xlsx`.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain, count
from typing import Any

from ..datapackage.characters import is_formula, visible
from ..datapackage.files import read_plain
from ..datapackage.package import Package
from ..findings import catalogue as codes
from ..findings.report import Finding, Report
from ..lang import Lang, sentence, texts
from ..optional import extra
from ..tabular.csv import decode, records
from .brief import MOST, again, beyond, to_do
from .csv import COLUMNS, finding_row
from .excerpt import marked
from .groups import Group, groups
from .locations import cell_name, place, subject
from .overview import Grid, grids, of_many, written
from .skipped import unchecked_lines
from .terminal_text import cell_len, cut, visible_lines
from .verdict import verdict
from .words import labelled, parts
from .workbook import Formats

_LONGEST = 32_767  # characters that a cell of a spreadsheet holds
_COLOURS = {"error": "FFC7CE", "warning": "FFEB9C", "note": "DDEBF7"}
_WIDEST = 60
_LINK = {"underline": True, "font_color": "0563C1"}
# Folded within their columns.
_SENTENCES = ("title", "found", "expected", "why", "how_to_fix", "fix", "suppressed")
#: The columns of the first sheet, and how wide each is.
_FIRST = {
    **{"severity": 9, "code": 10, "title": 26, "place": 30, "found": 30, "expected": 30},
    **{"how_to_fix": 40, "places": 8},
}
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LINE = 15  # the height of a line, in points


def render(report: Report, package: Package | None = None, lang: Lang = "en") -> bytes:
    """The report as the bytes of an XLSX file; without the package, it has no copies of tables.

    Raises:
        ImportError: XlsxWriter is not installed.
    """
    file, say = io.BytesIO(), texts("reports", lang)
    unchecked = list(unchecked_lines(report, lang))
    with extra("xlsxwriter", "xlsx").Workbook(file, {"in_memory": True}) as book:
        # Never the clock: the same report, the same bytes.
        book.set_properties({"created": datetime(2000, 1, 1)})
        formats = Formats(book)
        first, listed = (book.add_worksheet(say[f"sheet_{name}"]) for name in ("report", "findings"))
        copies = {
            name: book.add_worksheet(_sheet_name(name, book.sheetnames))
            for name in _concerned(report, package)
        }
        _first(first, formats, report, lang, copies)
        _findings(listed, formats, report.findings, lang, copies)
        for table, sheet in copies.items():
            assert package is not None
            found = [each for each in report.findings if each.table == table]
            _table(sheet, formats, table, package, found, lang)
        if overview := of_many(report):
            kinds, provinces, packages = grids(overview, lang)
            _grids(book.add_worksheet(say["sheet_overview"]), formats, (kinds, provinces), lang)
            _grids(book.add_worksheet(say["sheet_packages"]), formats, (packages,), lang)
        if report.known:
            sheet = book.add_worksheet(say["sheet_known_issues"])
            _findings(sheet, formats, report.known, lang, copies)
        if unchecked:
            sheet = book.add_worksheet(say["sheet_unchecked"])
            for number, line in enumerate((say["unchecked"], *unchecked)):
                _put(formats, sheet, number, 0, line, bold=not number)
    return file.getvalue()


def _concerned(report: Report, package: Package | None) -> list[str]:
    """The tables with findings, of which there is a copy."""
    if package is None or package.compiled:
        return []
    touched = {each.table for each in report.findings}
    there = (name for name in report.rows if name in touched and name in package.tables)
    return [name for name in there if package.holds(name) and package.path(name).is_file()]


def _sheet_name(table: str, taken: Iterable[str]) -> str:
    """A name that a spreadsheet takes for a tab: short, without its own signs, and not yet there.

    >>> _sheet_name("Findings", ["findings"]), _sheet_name("a/b", [])
    ('Findings 2', 'a_b')
    """
    there = {each.casefold() for each in taken}
    name = _NOT_IN_NAMES.sub("_", visible(table))
    made = chain([name[:31]], (f"{name[:27]} {number}" for number in count(2)))
    return next(each for each in made if each.casefold() not in there)


def _first(sheet: Any, formats: Formats, report: Report, lang: Lang, copies: Mapping[str, Any]) -> None:
    """The verdict, what there is besides in numbers, and a row for each of the first causes."""
    say, found = texts("reports", lang), groups(to_do(report))
    for at, width in enumerate(_FIRST.values()):
        sheet.set_column(at, at, width)
    last = []
    if len(found) > MOST:
        codes, n = beyond(found[MOST:], lang)
        more = {"n": n, "codes": codes, "sheet": say["sheet_findings"]}
        last.append(sentence("reports", "more_causes_sheet", lang, **more))
    row = 0
    for line in verdict(report, lang).split("\n"):
        row = _across(sheet, formats, row, line, bold=not row)
    if found:
        row += 1
        for at, name in enumerate(_FIRST):
            _put(formats, sheet, row, at, say[f"column_{name}"], bold=True)
    for group in found[:MOST]:
        row += 1
        for at, (name, text) in enumerate(_of_cause(group, lang).items()):
            look: dict[str, Any] = {"valign": "top", "text_wrap": True}
            if name == "severity":
                look |= _fill(group.first)
            if name == "place":
                _put_place(formats, sheet, row, at, text, group.first, copies, **look)
            else:
                _put(formats, sheet, row, at, text, **look)
    row += 2
    for line in (*last, *again(report, lang)):
        row = _across(sheet, formats, row, line)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _of_cause(group: Group, lang: Lang) -> dict[str, str]:
    """The cells of a cause on the first sheet."""
    finding, said = group.first, parts(group.first, lang)
    return {
        "severity": texts("reports", lang)[finding.severity],
        "code": finding.code,
        "title": codes.entry(finding.code).title(lang),
        "place": "\n".join(filter(None, (place(finding, lang), subject(finding, lang)))),
        "found": said["found"],
        "expected": said["expected"],
        "how_to_fix": said["how_to_fix" if finding.fix is None else "proposed"],
        "places": str(len(group.findings)),
    }


def _across(sheet: Any, formats: Formats, row: int, text: str, **look: Any) -> int:
    """A line over all columns of the first sheet, folded; the number of the next row."""
    width = sum(_FIRST.values())
    sheet.merge_range(row, 0, row, len(_FIRST) - 1, "", formats.get(text_wrap=True, valign="top", **look))
    _put(formats, sheet, row, 0, text, text_wrap=True, valign="top", **look)
    sheet.set_row(row, _LINE * (1 + cell_len(text) // width))
    return row + 1


def _findings(
    sheet: Any, formats: Formats, findings: Sequence[Finding], lang: Lang, copies: Mapping[str, Any]
) -> None:
    """A row for each finding, with a link to its cell."""
    say = texts("reports", lang)
    header = [say[f"column_{name}"] for name in COLUMNS]
    for at, title in enumerate(header):
        _put(formats, sheet, 0, at, title, bold=True)
    rows = [_shown(finding, lang) for finding in findings]
    for number, (finding, row) in enumerate(zip(findings, rows, strict=True), 1):
        for at, (name, text) in enumerate(zip(COLUMNS, row, strict=True)):
            look: dict[str, Any] = {"valign": "top", "text_wrap": name in _SENTENCES}
            if name == "severity" and not finding.suppressed:
                look |= _fill(finding)
            if name == "cell":
                _put_place(formats, sheet, number, at, text, finding, copies, **look)
            else:
                _put(formats, sheet, number, at, text, **look)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    _widths(sheet, [header, *rows])


def _grids(sheet: Any, formats: Formats, listed: Sequence[Grid], lang: Lang) -> None:
    """Tables of many packages, one below the other; numbers are numbers, to be sorted and added."""
    say, row = texts("reports", lang), 0
    for grid in listed:
        for at, name in enumerate(grid.columns):
            _put(formats, sheet, row, at, say[name], bold=True)
        for row, cells in enumerate(grid.rows, row + 1):  # noqa: B020 - the next table begins below
            for at, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(row, at, cell)
                else:
                    _put(formats, sheet, row, at, cell)
        row += 2
    if len(listed) == 1:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(listed[0].rows), len(listed[0].columns) - 1)
    _widths(sheet, [[*map(written, cells)] for grid in listed for cells in grid.rows])


def _put_place(
    formats: Formats,
    sheet: Any,
    row: int,
    column: int,
    text: str,
    finding: Finding,
    copies: Mapping[str, Any],
    **look: Any,
) -> None:
    """A place, with a link to the cell in the copy of its table."""
    cell = cell_name(finding)
    if text and cell and finding.table in copies:
        link = f"internal:'{copies[finding.table].get_name()}'!{cell}"
        sheet.write_url(row, column, link, formats.get(**_LINK, **look), string=text)
    else:
        _put(formats, sheet, row, column, text, **look)


def _shown(finding: Finding, lang: Lang) -> list[str]:
    """The cells of a finding's row."""
    said = {"severity": texts("reports", lang)[finding.severity], "safe": "✓" if finding.safe else ""}
    return [str(cell) for cell in ({**finding_row(finding, lang), **said}[name] for name in COLUMNS)]


def _table(
    sheet: Any, formats: Formats, table: str, package: Package, findings: list[Finding], lang: Lang
) -> None:
    """A copy of a table, as far as its file can be told apart, with what is wrong marked and commented."""
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
    sheet.set_tab_color(
        _COLOURS[min(findings, key=lambda each: list(_COLOURS).index(each.severity)).severity]
    )


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
