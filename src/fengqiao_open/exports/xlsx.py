"""The package as a workbook: the statistics first, what they are, and a sheet for each table.

Numbers are numbers, shown with the digits printed; dates are dates; all else is text, identifiers and what
looks like a formula too. XlsxWriter is given the type of each cell and takes no time from the clock, so the
same package gives the same bytes.

Each sheet holds an Excel table named as the table of the package. Above it, row 1 has the names of the
columns.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range

from ..datapackage.characters import is_formula
from ..datapackage.schema import Cell, Field, written
from ..errors import PackageError, worded
from ..lang import texts
from ..render.terminal_text import cell_len
from ..render.workbook import Formats
from .about_sheet import about_sheet
from .content import Content, Table, binary, moment
from .digits import number_formats, shown
from .fingerprints import PROPERTY, fingerprint
from .links import is_link
from .page import LINE, LINK, TALL, TEXT, TITLE, height, page
from .sheets import Sheet, sheets

#: Rows above the data: the names of the columns, and their titles.
HEADINGS = 2
_NARROWEST, _WIDEST = 6, 44
_FOLDED = 10  # columns that do not fit on the page are folded, down to this width
_PAGE = 215  # characters across A4 at the smallest scale that is easily read
_NAME = {"font_color": "808080", "font_size": 8, **TALL}
_BACK = {**_NAME, **LINK}
_FOLD = {"level": 1, "hidden": True}
_TECHNICAL = "9AA5B1"  # the colour of the tabs for programs
_COMMENT_WIDTH, _COMMENT_LINE = 260, 18  # pixels
_COMMENT_LETTERS = 34  # a line


def write(content: Content, path: Path) -> None:
    """Write the workbook."""
    try:
        _write(content, path)
    except xlsxwriter.exceptions.XlsxFileError as problem:  # a full disk is one too
        raise worded(OSError, "workbook-not-written", why=problem) from problem


def _write(content: Content, path: Path) -> None:
    title = content.title.zh if content.lang == "zh" else content.title.en
    first, *others = sheets(content)
    with xlsxwriter.Workbook(str(path)) as book:
        creators = content.facts["compilers"].en if "compilers" in content.facts else ""
        book.set_properties({"title": title, "author": creators, "created": moment(content)})
        for table in content.tables:
            book.set_custom_property(f"{PROPERTY}{table.name}", _fingerprint(table))
        formats = Formats(book)
        _sheet(book, first, formats, content)
        about_sheet(book, (first, *others), formats, content)
        for sheet in others:
            _sheet(book, sheet, formats, content)


def _fingerprint(table: Table) -> str:
    rows = (map(written, row) for row in table.rows)
    return fingerprint(table.names, (dict(zip(table.names, row, strict=True)) for row in rows))


def _sheet(book: Any, each: Sheet, formats: Formats, content: Content) -> None:
    """One table: the names and titles of its columns, both frozen, and a row for each of its own."""
    sheet, table, say = book.add_worksheet(each.name), each.table, texts("exports", content.lang)
    titles = [field.title.zh if content.lang == "zh" else field.title.en for field in table.fields]
    columns = list(zip(*table.rows, strict=True)) or [()] * len(titles)
    widths = [_width(title, cells) for title, cells in zip(titles, columns, strict=True)]
    widths = _folded(widths[: each.printed]) + widths[each.printed :]
    for at, (field, title, width) in enumerate(zip(table.fields, titles, widths, strict=True)):
        sheet.set_column(at, at, width, None, {} if at < each.printed else _FOLD)
        if at:
            sheet.write_string(0, at, field.name, formats.get(**_NAME))
        sheet.write_string(1, at, title, formats.get(**TITLE))
        if at < each.printed:
            _comment(sheet, at, field, content)
    back = formats.get(**_BACK, num_format=f'"{say["back"]} "@')
    sheet.write_url(0, 0, f"internal:'{say['sheet.about']}'!A1", back, string=table.names[0])
    if each.printed < len(titles):
        sheet.set_column(len(titles), len(titles), None, None, {"collapsed": True})
    sheet.set_row(1, 2 * LINE)
    numbers = number_formats(table)
    for row, cells in enumerate(table.rows):
        said = map(shown, cells[: each.printed])
        sheet.set_row(HEADINGS + row, height(said, widths[: each.printed]))
        for at, (field, cell) in enumerate(zip(table.fields, cells, strict=True)):
            digits = numbers[field.name][row] if field.name in numbers else "0"
            _put(sheet, HEADINGS + row, at, cell, digits, (table, field), formats)
    last = HEADINGS - 1 + len(table.rows), len(titles) - 1
    if table.rows:  # an Excel table has a row
        header = formats.get(**TITLE)
        named = [{"header": title, "header_format": header} for title in titles]
        sheet.add_table(
            HEADINGS - 1, 0, *last, {"name": table.name, "columns": named, "style": "Table Style Light 1"}
        )
        sheet.ignore_errors({"number_stored_as_text": xl_range(HEADINGS, 0, *last)})
    if each.technical:
        sheet.set_tab_color(_TECHNICAL)
    sheet.freeze_panes(HEADINGS, 1)
    sheet.repeat_rows(HEADINGS - 1)
    sheet.print_area(HEADINGS - 1, 0, last[0], each.printed - 1)
    page(sheet, content)


def _comment(sheet: Any, at: int, field: Field, content: Content) -> None:
    """What a column is, at its title."""
    text = field.description.zh if content.lang == "zh" else field.description.en
    if text:
        lines = 1 + -(-cell_len(text) // _COMMENT_LETTERS)
        size = {"width": _COMMENT_WIDTH, "height": lines * _COMMENT_LINE}
        sheet.write_comment(1, at, text, size)


def _put(
    sheet: Any, row: int, at: int, cell: Cell, digits: str, place: tuple[Table, Field], formats: Formats
) -> None:
    """A cell with its type."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, at, cell, formats.get(**TALL))
    elif isinstance(cell, int | Decimal):
        number = binary(cell, *place)
        sheet.write_number(row, at, number, formats.get(num_format=digits, **TALL))
    elif isinstance(cell, date):
        day = datetime(cell.year, cell.month, cell.day)
        sheet.write_datetime(row, at, day, formats.get(num_format="yyyy-mm-dd", **TALL))
    elif cell is not None and is_link(cell):
        sheet.write_url(row, at, cell, formats.get(**{**TEXT, **LINK}), string=cell)
    elif cell is not None:
        form = formats.get(**TEXT, quote_prefix=is_formula(cell))
        if sheet.write_string(row, at, cell, form) < 0:
            raise PackageError("xlsx-long-text", table=place[0].name, field=place[1].name, length=len(cell))


def _width(title: str, cells: tuple[Cell, ...]) -> int:
    """A column as wide as its content, within bounds; its title may take two lines."""
    said = (shown(cell)[:_WIDEST] for cell in cells)
    return min(_WIDEST, max(_NARROWEST, cell_len(title) // 2 + 2, *map(cell_len, said), 0) + 2)


def _folded(widths: list[int]) -> list[int]:
    """The widths of printed columns, the widest made narrower until all fit on a page.

    >>> _folded([200, 30, 10])
    [175, 30, 10]
    """
    made = list(widths)
    while sum(made) > _PAGE and max(made) > _FOLDED:
        made[made.index(max(made))] -= 1
    return made
