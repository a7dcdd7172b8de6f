"""Which sheet of a workbook holds which table, and which of its columns.

A sheet is known by its Excel table, else by its name, else by its columns: other programs drop the first,
people change the second. Its header is the row with the names of the columns, else the row with their titles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..exports.content import Table
from ..exports.lookups import is_lookup
from ..exports.sheets import sheet_of
from ..lang import LANGS, texts
from .reader import Sheet

#: The header is among the first rows: some people put a heading above it.
_HEADER_ROWS = 10
#: The sheets that explain the others, by the key of their name.
_EXPLAINING = (
    *("sheet.about", "table.about"),
    *("table.dictionary_tables", "table.dictionary_fields", "table.dictionary_codes"),
)


@dataclass(frozen=True, slots=True)
class Form:
    """What a table is called in workbooks, and its columns: by name and by title, those with labels too."""

    table: Table
    names: frozenset[str]
    headers: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table in a sheet.

    Attributes:
        header: the row of the header.
        columns: the column in the sheet of each column of the table.
        labels: the columns in the sheet with the labels of a column of codes.
        lookups: the look-up columns in the sheet, which are not imported, by name.
        unknown: headers that the table does not have.
        repeated: columns that are there twice.
    """

    form: Form
    sheet: Sheet
    header: int
    columns: Mapping[str, int]
    labels: Mapping[str, tuple[int, ...]]
    lookups: Mapping[str, int]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns of the table that are not in the sheet."""
        return tuple(each for each in self.form.table.names if each not in (*self.columns, *self.labels))

    def rows(self) -> Iterable[int]:
        """The rows below the header with something in the columns of the table; not those with titles."""
        used = {*self.columns.values(), *(at for each in self.labels.values() for at in each)}
        for row in sorted(self.sheet.rows):
            if row > self.header and used & self.sheet.rows[row].keys() and not self._is_heading(row):
                yield row

    def _is_heading(self, row: int) -> bool:
        """Whether the columns of the key have their title there, which may have been sorted among the
        rows.
        """
        found = _texts(self.sheet, row)
        key = {name: found.get(self.columns[name], "") for name in self.form.table.primary_key}
        return all(any(each.get(text) == name for each in self.form.headers) for name, text in key.items())


def layouts(sheets: Iterable[Sheet], tables: Collection[Table]) -> tuple[tuple[Layout, ...], tuple[str, ...]]:
    """The tables in the sheets, and the names of the sheets that hold none.

    The sheets that explain the tables are in neither. A sheet that is known by its columns only is taken
    where no other holds the table.
    """
    forms = {each.name: form(each) for each in tables}
    explaining = {texts("exports", lang)[key] for lang in LANGS for key in _EXPLAINING}
    found: list[Layout] = []
    others: list[Sheet] = []
    for sheet in sheets:
        marked = [each for name, each in forms.items() if name in sheet.tables]
        marked = marked or [each for each in forms.values() if sheet.name.strip() in each.names]
        if marked and (layout := _layout(sheet, marked[0])):
            found.append(layout)
        elif sheet.name not in explaining:
            others.append(sheet)
    taken = {each.form.table.name for each in found}
    left: list[str] = []
    for sheet in others:
        likely = [layout for each in forms.values() if (layout := _layout(sheet, each))]
        best = min(likely, key=lambda each: len(each.unknown) + len(each.missing), default=None)
        if best and best.form.table.name not in taken and len(best.columns) > len(best.unknown):
            found.append(best)
        else:
            left.append(sheet.name)
    return tuple(found), tuple(left)


def form(table: Table) -> Form:
    """What a table and its columns are called in the workbooks of both languages.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> found = form(Table.of(shipped().resource("units")))
    >>> sorted(found.names), found.headers[1]["Quantity"], found.headers[1]["Quantity (code)"]
    (['Units', 'units', '单位'], 'quantity_en', 'quantity')
    """
    sheets = {lang: sheet_of(table, lang) for lang in LANGS}
    names = frozenset((table.name, *(each.name for each in sheets.values())))
    fields = {lang: each.table.fields for lang, each in sheets.items()}
    by_name = {each.name: each.name for listed in fields.values() for each in listed}
    chinese = {each.title.zh: each.name for each in fields["zh"]}
    english = {each.title.en: each.name for each in fields["en"]}
    return Form(table, names, (by_name, english, chinese))


def _layout(sheet: Sheet, form: Form) -> Layout | None:
    """The columns of a table in a sheet; None where no row names the columns of its key."""
    rows = {row: _texts(sheet, row) for row in sorted(sheet.rows)[:_HEADER_ROWS]}
    for headers in form.headers:
        counts = {row: sum(text in headers for text in found.values()) for row, found in rows.items()}
        row = max(counts, key=lambda each: counts[each], default=0)
        named = {at: headers.get(text, "") for at, text in rows.get(row, {}).items()}
        if set(form.table.primary_key) <= set(named.values()):
            return _with_columns(sheet, form, row, named)
    return None


def _with_columns(sheet: Sheet, form: Form, row: int, named: Mapping[int, str]) -> Layout:
    columns: dict[str, int] = {}
    labels: dict[str, tuple[int, ...]] = {}
    lookups: dict[str, int] = {}
    unknown, repeated = [], []
    for at, name in named.items():
        if name in columns:
            repeated.append(name)
        elif name in form.table.names:
            columns[name] = at
        elif is_lookup(name):
            lookups[name] = at
        elif name:
            coded = name.rpartition("_")[0]
            labels[coded] = (*labels.get(coded, ()), at)
        else:
            unknown.append(_texts(sheet, row)[at])
    return Layout(form, sheet, row, columns, labels, lookups, tuple(unknown), tuple(repeated))


def _texts(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts of a row by column; other cells are left out."""
    return {at: cell.text.strip() for at, cell in sheet.rows.get(row, {}).items() if cell.kind == "text"}
