"""The tables as a reader wants them in a workbook: which sheets in which order, and the columns of each.

The columns that a reader needs come first, in the language of the workbook; they alone are printed. Behind
them are those in the other language, then identifiers, codes and hashes. A code list gets a column with its
labels, an identifier those with what it stands for (`lookups.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..datapackage.schema import Cell, Field, written
from ..lang import LANGS, Lang, texts
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .content import Content, Table
from .dictionary import dictionary
from .facts import in_lang, in_words
from .lookups import data_of, is_lookup, lookups

#: The tables that a reader opens first.
FIRST = (
    *("statistics", "indicators", "rulings", "discrepancies", "derived"),
    *("commitments", "awards", "projects"),
)
#: The tables for programs, which come last, before those that explain all.
TECHNICAL = ("passages", "figures", "observations", "relations")
_POSITIONS = ("start", "end")
#: Ends of names of columns that hold no words; of an indicator, the name is always in the row.
_NO_WORDS = ("_ids", "_sha256", "indicator_id")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a sheet.

    Attributes:
        name: of its tab.
        table: its columns in the order of readers, with labels and look-ups.
        printed: how many of the columns are printed; the others are folded.
        technical: whether it is for programs, or explains the tables to them.
    """

    name: str
    table: Table
    printed: int
    technical: bool = False


def sheets(content: Content) -> tuple[Sheet, ...]:
    """The sheets of a workbook in order, without the one that explains it.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from .content import content
    >>> [sheet.name for sheet in sheets(content(shipped()))][:4]
    ['统计数据', '指标', '口径说明', '存疑说明']
    """
    tables, data = {each.name: each for each in content.tables}, data_of(content)
    first = [tables.pop(name) for name in FIRST if name in tables]
    last = [tables.pop(name) for name in TECHNICAL if name in tables]
    _, *explaining = dictionary(content)
    made = [sheet_of(table, content.lang, data) for table in (*first, *tables.values())]
    technical = (sheet_of(table, content.lang, data) for table in (*last, *explaining))
    return (*made, *(replace(each, technical=True) for each in technical))


def sheet_of(table: Table, lang: Lang, data: Data | None = None) -> Sheet:
    """A table as the sheet that readers of a language get; `data` has what look-ups are filled from."""
    labelled = _with_lookups(_with_labels(table, lang), table, lang, data)
    other = next(each for each in LANGS if each != lang)
    names = labelled.names
    keys = {name for name in names if name in _POSITIONS or name.endswith(_NO_WORDS)}
    keys |= {name for name in names if f"{name}_{lang}" in names}
    keys |= {each.link for each in lookups(table.name)}
    ids = set(table.primary_key).union(*(link.columns for link in table.foreign_keys))
    keys |= ids if _read_by_name(table) else {name for name in ids if name.endswith("_id")}

    def place(name: str) -> int:
        return 2 if name in keys else 1 if name.endswith(f"_{other}") else 0

    order = sorted(range(len(names)), key=lambda at: place(names[at]))
    if _read_by_name(table):  # the name, which stays when one scrolls, before what is looked up
        order.insert(0, order.pop([is_lookup(names[at]) for at in order].index(False)))
    fields = tuple(_titled(labelled.fields[at], lang) for at in order)
    rows = tuple(tuple(_said(row[at], lang) for at in order) for row in labelled.rows)
    name = texts("exports", lang).get(f"sheet.{table.name}") or in_lang(table.title, lang)
    return Sheet(name, replace(labelled, fields=fields, rows=rows), sum(place(name) == 0 for name in names))


def _with_lookups(labelled: Table, table: Table, lang: Lang, data: Data | None) -> Table:
    """The table with its look-up columns: in front, or before what they explain where a row has a name of its
    own.
    """
    rows = [dict(zip(table.names, map(written, row), strict=True)) for row in table.rows]
    columns: dict[str, list[tuple[Field, list[Cell]]]] = {}
    for each in lookups(table.name):
        field = Field(each.name, _type(each.name), each.title, in_words("looked_up"))
        found = (
            each.find(Row(table.name, 0, row[table.key], row), data, lang) if data else "" for row in rows
        )
        cells: list[Cell] = [field.data_type.read(text) if text else None for text in found]
        place = each.link if _read_by_name(table) else labelled.names[0]
        columns.setdefault(place, []).append((field, cells))
    made: list[tuple[Field, list[Cell]]] = []
    for field in labelled.fields:
        made += [*columns.get(field.name, ()), (field, list(labelled.column(field.name)))]
    fields, cells_of = zip(*made, strict=True)
    return replace(labelled, fields=tuple(fields), rows=tuple(zip(*cells_of, strict=True)))


def _type(name: str) -> str:
    return {"paragraph": "integer", "period": "year"}.get(name.rpartition(".")[2], "string")


def _said(cell: Cell, lang: Lang) -> Cell:
    """A cell; a boolean in words where the language has its own."""
    return texts("exports", lang).get(f"boolean.{written(cell)}", cell) if isinstance(cell, bool) else cell


def _read_by_name(table: Table) -> bool:
    """Whether a row has a name in words, and its key is nothing to read: the name is among the first
    columns.
    """
    named = any(name.endswith(tuple(f"_{lang}" for lang in LANGS)) for name in table.names[:3])
    return named and len(table.primary_key) == 1


def _with_labels(table: Table, lang: Lang) -> Table:
    """The table with a column of labels, `<name>_<lang>`, before each code list that has none yet."""
    fields: list[Field] = []
    columns: list[list[Cell]] = []
    for field in table.fields:
        cells = list(table.column(field.name))
        if field.codes and f"{field.name}_{lang}" not in table.names:
            labels = {code.value: in_lang(code.label, lang) for code in field.codes}
            fields.append(Field(f"{field.name}_{lang}", "string", field.title, field.description))
            columns.append([labels.get(str(cell)) for cell in cells])
            field = replace(
                field, title=in_words("code_of", title_en=field.title.en, title_zh=field.title.zh)
            )
        fields.append(field)
        columns.append(cells)
    return replace(table, fields=tuple(fields), rows=tuple(zip(*columns, strict=True)))


def _titled(field: Field, lang: Lang) -> Field:
    """The field without the words that its title is in the language of the workbook: all around it is."""
    title = in_lang(field.title, lang)
    for mark in texts("exports", lang)["in_this_language"].split("|"):
        title = title.removesuffix(mark)
    return replace(field, title=field.title._replace(**{lang: title}))
