"""The tables as a reader wants them in a workbook: which sheets in which order, and the columns of each.

The columns that a reader needs come first, in the language of the workbook; they alone are printed. Behind them are
those in the other language, then identifiers and codes. A code list gets a column with its labels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..datapackage.schema import Cell, Field, Words
from ..lang import LANGS, Lang, texts
from .content import Content, Table
from .dictionary import dictionary
from .facts import in_words

#: The tables that a reader opens first.
FIRST = ("statistics", "indicators", "rulings", "discrepancies")
_POSITIONS = ("start", "end")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a sheet: its tab name, its columns in the order of readers, and how many of them are printed."""

    name: str
    table: Table
    printed: int


def sheets(content: Content) -> tuple[Sheet, ...]:
    """The sheets of a workbook in order, without the one that explains it.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from .content import content
    >>> [sheet.name for sheet in sheets(content(shipped()))][:4]
    ['统计数据', '指标', '口径说明', '存疑说明']
    """
    tables = {each.name: each for each in content.tables}
    first = [tables.pop(name) for name in FIRST if name in tables]
    _, *explaining = dictionary(content)
    return tuple(sheet_of(table, content.lang) for table in (*first, *tables.values(), *explaining))


def sheet_of(table: Table, lang: Lang) -> Sheet:
    """A table as the sheet that readers of a language get."""
    labelled = _with_labels(table, lang)
    other = next(each for each in LANGS if each != lang)
    names = labelled.names
    keys = set(table.primary_key).union(*(link.columns for link in table.foreign_keys))
    keys |= {name for name in names if f"{name}_{lang}" in names}
    keys |= {name for name in names if name in _POSITIONS or name.endswith("_ids")}
    if not _read_by_name(table):
        keys = {field.name for field in table.fields if field.codes}

    def place(name: str) -> int:
        return 2 if name in keys else 1 if name.endswith(f"_{other}") else 0

    order = sorted(range(len(names)), key=lambda at: place(names[at]))
    fields = tuple(_titled(labelled.fields[at], lang) for at in order)
    rows = tuple(tuple(row[at] for at in order) for row in labelled.rows)
    name = texts("exports", lang).get(f"sheet.{table.name}") or _in(table.title, lang)
    return Sheet(name, replace(labelled, fields=fields, rows=rows), sum(place(name) == 0 for name in names))


def _read_by_name(table: Table) -> bool:
    """Whether a row has a name in words, and its key is nothing to read: the name is among the first columns."""
    named = any(name.endswith(tuple(f"_{lang}" for lang in LANGS)) for name in table.names[:3])
    return named and len(table.primary_key) == 1


def _with_labels(table: Table, lang: Lang) -> Table:
    """The table with a column of labels, `<name>_<lang>`, before each code list that has none yet."""
    fields: list[Field] = []
    columns: list[list[Cell]] = []
    for field in table.fields:
        cells = list(table.column(field.name))
        if field.codes and f"{field.name}_{lang}" not in table.names:
            labels = {code.value: _in(code.label, lang) for code in field.codes}
            fields.append(Field(f"{field.name}_{lang}", "string", field.title))
            columns.append([labels.get(str(cell)) for cell in cells])
            field = replace(
                field, title=in_words("code_of", title_en=field.title.en, title_zh=field.title.zh)
            )
        fields.append(field)
        columns.append(cells)
    return replace(table, fields=tuple(fields), rows=tuple(zip(*columns, strict=True)))


def _titled(field: Field, lang: Lang) -> Field:
    """The field without the words that its title is in the language of the workbook: all around it is."""
    title = _in(field.title, lang)
    for mark in texts("exports", lang)["in_this_language"].split("|"):
        title = title.removesuffix(mark)
    return replace(field, title=field.title._replace(**{lang: title}))


def _in(words: Words, lang: Lang) -> str:
    return words.zh if lang == "zh" else words.en
