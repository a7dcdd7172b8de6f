"""Edits in look-up columns, which are not imported: the text comes from another table and is to be edited
there.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..datapackage.schema import Field
from ..exports.lookups import Lookup, lookups
from ..lang import LANGS
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .cells import Cell, address
from .layout import Layout
from .values import UncertainError, csv_text

_TEXT = Field("looked_up", "string")


def edited_lookups(layout: Layout, data: Data) -> Iterator[str]:
    """The cells of look-up columns that differ from what the tables of the package say, in either language.

    A row that is new, or whose key is unreadable, has none.
    """
    table = layout.form.table
    if len(table.primary_key) != 1:
        return
    key_at = layout.columns[table.key]
    for number in layout.rows():
        cells = layout.sheet.rows[number]
        key = cells.get(key_at)
        row = data.row(table.name, key.text.strip()) if key else None
        for each in lookups(table.name) if row else ():
            at = layout.lookups.get(each.name)
            if at and row and not _is_as_exported(cells.get(at), each, row, data):
                yield address(number, at)


def _is_as_exported(cell: Cell | None, lookup: Lookup, row: Row, data: Data) -> bool:
    for lang in LANGS:
        text = lookup.find(row, data, lang)
        try:
            if csv_text(cell, _TEXT, text) == text:
                return True
        except UncertainError:
            continue
    return False
