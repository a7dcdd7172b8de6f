"""The package as a workbook: the statistics first, what they are, and a sheet for each table.

Numbers are numbers, shown with the digits printed; dates are dates; all else is text, identifiers and what looks
like a formula too. XlsxWriter is given the type of each cell and takes no time from the clock, so the same package
gives the same bytes.

Each sheet holds an Excel table named as the table of the package. Above it, row 1 has the names of the columns.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from ..datapackage.characters import is_formula
from ..datapackage.schema import Cell, Field, written
from ..errors import PackageError, worded
from ..lang import sentence, texts
from ..render.terminal_text import cell_len
from ..render.workbook import Formats
from .content import Content, Table, binary, decimals, moment
from .fingerprints import PROPERTY, fingerprint
from .sheets import Sheet, sheets

#: Rows above the data: the names of the columns, and their titles.
HEADINGS = 2
_NARROWEST, _WIDEST, _LINE = 6, 44, 15
_FOLDED = 10  # columns that do not fit on the page are folded, down to this width
_PAGE = 215  # characters across A4 at the smallest scale that is easily read
_LABEL_WIDTH, _TEXT_WIDTH = 18, 100
_A4, _MARGIN = 9, 0.4
_LONGEST_FOOTER = 200  # characters; Excel takes 255, with the marks of its parts
_TALL = {"valign": "top"}
_TEXT = {"text_wrap": True, "num_format": "@", **_TALL}
_NAME = {"font_color": "808080", "font_size": 8, **_TALL}
_TITLE = {
    "bold": True,
    "bg_color": "D9E2EC",
    "text_wrap": True,
    "border": 1,
    "border_color": "B0BEC5",
    **_TALL,
}
_LINK = {"underline": True, "font_color": "0563C1", **_TALL}


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
        _about(book, (first, *others), formats, content)
        for sheet in others:
            _sheet(book, sheet, formats, content)


def _fingerprint(table: Table) -> str:
    rows = (map(written, row) for row in table.rows)
    return fingerprint(table.names, (dict(zip(table.names, row, strict=True)) for row in rows))


def _about(book: Any, listed: tuple[Sheet, ...], formats: Formats, content: Content) -> None:
    """What the package is, and the sheets with links to them."""
    lang, say = content.lang, texts("exports", content.lang)
    sheet = book.add_worksheet(say["sheet.about"])
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, 1, _TEXT_WIDTH)
    lines = [
        (say[f"fact.{name}"], words.zh if lang == "zh" else words.en) for name, words in content.facts.items()
    ]
    lines.append((say["fact.reading"], say["reading_xlsx"]))
    for row, (label, text) in enumerate(lines):
        sheet.set_row(row, _height([text], [_TEXT_WIDTH]))
        sheet.write_string(row, 0, label, formats.get(**_TITLE))
        sheet.write_string(row, 1, text, formats.get(**_TEXT, quote_prefix=is_formula(text)))
    top = len(lines) + 1
    sheet.write_string(top, 0, say["sheet_list"], formats.get(**_TITLE))
    sheet.write_string(top, 1, say["content_list"], formats.get(**_TITLE))
    for row, each in enumerate(listed, top + 1):
        description = each.table.description.zh if lang == "zh" else each.table.description.en
        text = " ".join((sentence("exports", "rows", lang, n=len(each.table.rows)), description))
        sheet.set_row(row, _height([text], [_TEXT_WIDTH]))
        sheet.write_url(row, 0, f"internal:'{each.name}'!A1", formats.get(**_LINK), string=each.name)
        sheet.write_string(row, 1, text, formats.get(**_TEXT))
    _page(sheet, content)


def _sheet(book: Any, each: Sheet, formats: Formats, content: Content) -> None:
    """One table: the names and titles of its columns, both frozen, and a row for each of its own."""
    sheet, table = book.add_worksheet(each.name), each.table
    titles = [field.title.zh if content.lang == "zh" else field.title.en for field in table.fields]
    columns = list(zip(*table.rows, strict=True)) or [()] * len(titles)
    widths = [_width(title, cells) for title, cells in zip(titles, columns, strict=True)]
    widths = _folded(widths[: each.printed]) + widths[each.printed :]
    for at, (field, title, width) in enumerate(zip(table.fields, titles, widths, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, field.name, formats.get(**_NAME))
        sheet.write_string(1, at, title, formats.get(**_TITLE))
    sheet.set_row(1, 2 * _LINE)
    for row, cells in enumerate(table.rows, HEADINGS):
        shown = list(map(written, cells[: each.printed]))
        sheet.set_row(row, _height(shown, widths[: each.printed]))
        for at, (field, cell) in enumerate(zip(table.fields, cells, strict=True)):
            _put(sheet, row, at, cell, (table, field), formats)
    last = HEADINGS - 1 + len(table.rows), len(titles) - 1
    if table.rows:  # an Excel table has a row
        header = formats.get(**_TITLE)
        named = [{"header": title, "header_format": header} for title in titles]
        sheet.add_table(
            HEADINGS - 1, 0, *last, {"name": table.name, "columns": named, "style": "Table Style Light 1"}
        )
    sheet.freeze_panes(HEADINGS, 1)
    sheet.repeat_rows(HEADINGS - 1)
    sheet.print_area(HEADINGS - 1, 0, last[0], each.printed - 1)
    _page(sheet, content)


def _page(sheet: Any, content: Content) -> None:
    """How it is printed: A4 across, as wide as the page, with what it is and its number below."""
    facts = (content.facts[name] for name in ("title", "rights") if name in content.facts)
    said = " · ".join(words.zh if content.lang == "zh" else words.en for words in facts)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(_MARGIN, _MARGIN, 2 * _MARGIN, 2 * _MARGIN)
    sheet.set_header("&L&A&R" + content.package.get("version", "").replace("&", "&&"))
    footer = said.replace("&", "&&")[:_LONGEST_FOOTER]
    sheet.set_footer(f"&L{footer}&R{texts('exports', content.lang)['page']}")


def _put(sheet: Any, row: int, at: int, cell: Cell, place: tuple[Table, Field], formats: Formats) -> None:
    """A cell with its type."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, at, cell, formats.get(**_TALL))
    elif isinstance(cell, int | Decimal):
        number = binary(cell, *place)
        shown = "0." + "0" * (decimals(cell) or 0)
        sheet.write_number(row, at, number, formats.get(num_format=shown.rstrip("."), **_TALL))
    elif isinstance(cell, date):
        day = datetime(cell.year, cell.month, cell.day)
        sheet.write_datetime(row, at, day, formats.get(num_format="yyyy-mm-dd", **_TALL))
    elif cell is not None:
        form = formats.get(**_TEXT, quote_prefix=is_formula(cell))
        if sheet.write_string(row, at, cell, form) < 0:
            raise PackageError("xlsx-long-text", table=place[0].name, field=place[1].name, length=len(cell))


def _height(texts: list[str], widths: list[int]) -> int:
    """The height of a row whose texts are folded; not every program finds it by itself."""
    lines = (
        sum(max(1, -(-cell_len(line) // (width - 1))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return _LINE * max(lines, default=1)


def _width(title: str, cells: tuple[Cell, ...]) -> int:
    """A column as wide as its content, within bounds; its title may take two lines."""
    texts = (written(cell)[:_WIDEST] for cell in cells)
    return min(_WIDEST, max(_NARROWEST, cell_len(title) // 2 + 2, *map(cell_len, texts), 0) + 2)


def _folded(widths: list[int]) -> list[int]:
    """The widths of printed columns, the widest made narrower until all fit on a page.

    >>> _folded([200, 30, 10])
    [175, 30, 10]
    """
    made = list(widths)
    while sum(made) > _PAGE and max(made) > _FOLDED:
        made[made.index(max(made))] -= 1
    return made
