"""The sheet of a workbook that explains it: the facts of the package, how to read it, and links to the
sheets.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..datapackage.characters import is_formula
from ..lang import sentence, texts
from ..render.workbook import Formats
from .content import Content
from .links import first_link
from .page import LINK, TEXT, TITLE, height, page
from .sheets import Sheet

_LABEL_WIDTH, _TEXT_WIDTH = 18, 100


def about_sheet(book: Any, listed: Iterable[Sheet], formats: Formats, content: Content) -> None:
    """Write the sheet; a fact with a URL is a link to the first of them."""
    lang, say = content.lang, texts("exports", content.lang)
    sheet = book.add_worksheet(say["sheet.about"])
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, 1, _TEXT_WIDTH)
    lines = [
        (say[f"fact.{name}"], words.zh if lang == "zh" else words.en) for name, words in content.facts.items()
    ]
    tables = {each.name for each in content.tables}
    lines += [
        (say[f"fact.{name}"], say[f"{name}_xlsx"])
        for name, table in (("reading", ""), ("sums", "statistics"), ("computed", "derived"))
        if not table or table in tables
    ]
    for row, (label, text) in enumerate(lines):
        sheet.set_row(row, height([text], [_TEXT_WIDTH]))
        sheet.write_string(row, 0, label, formats.get(**TITLE))
        form = formats.get(**TEXT, quote_prefix=is_formula(text))
        if link := first_link(text):
            sheet.write_url(row, 1, link, form, string=text)
        else:
            sheet.write_string(row, 1, text, form)
    top = len(lines) + 1
    sheet.write_string(top, 0, say["sheet_list"], formats.get(**TITLE))
    sheet.write_string(top, 1, say["content_list"], formats.get(**TITLE))
    for row, each in enumerate(listed, top + 1):
        description = each.table.description.zh if lang == "zh" else each.table.description.en
        text = " ".join((sentence("exports", "rows", lang, n=len(each.table.rows)), description))
        sheet.set_row(row, height([text], [_TEXT_WIDTH]))
        sheet.write_url(row, 0, f"internal:'{each.name}'!A1", formats.get(**LINK), string=each.name)
        sheet.write_string(row, 1, text, formats.get(**TEXT))
    page(sheet, content)
