"""The package as a workbook: what it is, a sheet for each table, and the dictionary.

Numbers are numbers, shown with the digits printed; dates are dates; all else is text, identifiers and what
looks like a formula too. XlsxWriter is given the type of each cell and takes no time from the clock, so the
same package gives the same bytes.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from ..datapackage.characters import is_formula
from ..datapackage.schema import Cell, Field, written
from ..errors import PackageError
from ..render.terminal_text import cell_len
from .content import Content, Table, binary, decimals, moment
from .dictionary import dictionary

#: Rows above the data: the Chinese title, the English title, and the name of each field.
HEADINGS = 3
_NARROWEST, _WIDEST, _LINE = 8, 60, 15
_TALL = {"valign": "top"}
_FRAME = {"text_wrap": True, "indent": 1, **_TALL}
_LINK = {"underline": True, "font_color": "0563C1", **_FRAME}
_TITLE = {"bold": True, "bg_color": "D9E2EC", **_FRAME}
_HEADING = (_TITLE, _TITLE, {"font_color": "666666", "bg_color": "EDF2F7", "indent": 1, **_TALL})


def write(content: Content, path: Path) -> None:
    """Write the workbook."""
    try:
        _write(content, path)
    except xlsxwriter.exceptions.XlsxFileError as problem:  # a full disk is one too
        raise OSError(f"The workbook cannot be written: {problem}") from problem


def _write(content: Content, path: Path) -> None:
    about, tables, *rest = dictionary(content)
    with xlsxwriter.Workbook(str(path)) as book:
        facts = (content.facts[each].en for each in ("version", "licence") if each in content.facts)
        names = {"title": content.title.en, "subject": content.title.zh, "comments": " ".join(facts)}
        book.set_properties({**names, "created": moment(content)})
        looks = _Looks(book)
        for table in (about, tables, *content.tables, *rest):
            _sheet(book, table, looks)
        links = book.get_worksheet_by_name(tables.name)
        for number, name in enumerate(tables.column("table"), HEADINGS):
            links.write_url(number, 0, f"internal:'{name}'!A1", looks.get(**_LINK), string=str(name))


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, dict[str, Any]()

    def get(self, **properties: Any) -> Any:
        name = repr(properties)
        if name not in self._made:
            self._made[name] = self._book.add_format(properties)
        return self._made[name]


def _sheet(book: Any, table: Table, looks: _Looks) -> None:
    """One table: three frozen rows of headings with a filter, and a row for each of its own."""
    sheet = book.add_worksheet(table.name)
    widths = [_width(field, list(table.column(field.name))) for field in table.fields]
    for at, (field, width) in enumerate(zip(table.fields, widths, strict=True)):
        sheet.set_column(at, at, width)
        for row, text in enumerate((field.title.zh, field.title.en, field.name)):
            sheet.write_string(row, at, text, looks.get(**_HEADING[row]))
    for row, cells in enumerate(table.rows, HEADINGS):
        lines = max(
            -(-cell_len(written(cell)) // (width - 2)) for cell, width in zip(cells, widths, strict=True)
        )
        if lines > 1:  # not every program finds the height of a folded text by itself
            sheet.set_row(row, lines * _LINE)
        for at, (field, cell) in enumerate(zip(table.fields, cells, strict=True)):
            _put(sheet, row, at, cell, (table, field), looks)
    sheet.set_row(1, 2 * _LINE)
    sheet.freeze_panes(HEADINGS, 1)
    sheet.autofilter(HEADINGS - 1, 0, HEADINGS - 1 + len(table.rows), len(table.fields) - 1)


def _put(sheet: Any, row: int, at: int, cell: Cell, place: tuple[Table, Field], looks: _Looks) -> None:
    """A cell with its type."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, at, cell, looks.get(**_TALL))
    elif isinstance(cell, int | Decimal):
        number = binary(cell, *place)
        shown = "0." + "0" * (decimals(cell) or 0)
        sheet.write_number(row, at, number, looks.get(num_format=shown.rstrip("."), **_TALL))
    elif isinstance(cell, date):
        day = datetime(cell.year, cell.month, cell.day)
        sheet.write_datetime(row, at, day, looks.get(num_format="yyyy-mm-dd", **_TALL))
    elif cell is not None:
        look = looks.get(text_wrap=True, indent=1, quote_prefix=is_formula(cell), num_format="@", **_TALL)
        if sheet.write_string(row, at, cell, look) < 0:
            table, field = place
            raise PackageError("xlsx-long-text", table=table.name, field=field.name, length=len(cell))


def _width(field: Field, cells: list[Cell]) -> int:
    """Columns as wide as their content, within bounds; a title may take two lines."""
    texts = [field.name, *(written(cell) for cell in cells)]
    widest = max((cell_len(text[:_WIDEST]) for text in texts), default=0)
    title = max(cell_len(field.title.en), cell_len(field.title.zh)) // 2 + 2
    return min(_WIDEST, max(_NARROWEST, widest, title) + 4)
