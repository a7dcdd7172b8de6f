"""The dictionary as tables: facts of the package, tables, fields and codes, in both languages."""

from __future__ import annotations

from typing import Any

from ..datapackage.schema import Field, Words
from .content import Content, Table
from .facts import in_words

Rows = list[tuple[Any, ...]]


def dictionary(content: Content) -> tuple[Table, ...]:
    """The facts, tables, fields and codes of a package as four tables.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from .content import content
    >>> [(table.name, table.primary_key) for table in dictionary(content(shipped()))][-1]
    ('dictionary_codes', ('table', 'field', 'code'))
    """
    tables = content.tables
    about: Rows = [(name, *words) for name, words in content.facts.items()]
    listed: Rows = [(*_said(each), ", ".join(each.primary_key), len(each.rows)) for each in tables]
    fields: Rows = []
    codes: Rows = []
    for table in tables:
        leads = {link.column: f"{link.table}.{link.target}" for link in table.foreign_keys}
        for field in table.fields:
            fields.append((table.name, *_said(field), field.type, field.required, leads.get(field.name, "")))
            codes += [
                (table.name, field.name, code.value, *code.label, *code.definition) for code in field.codes
            ]
    rows = (about, listed, fields, codes)
    return tuple(_explaining(name, _COLUMNS[name], each) for name, each in zip(_COLUMNS, rows, strict=True))


_SAID = ("title_en", "title_zh", "description_en", "description_zh")
_COLUMNS = {
    "about": ("property", "en", "zh"),
    "dictionary_tables": ("table", *_SAID, "key", "rows"),
    "dictionary_fields": ("table", "field", *_SAID, "type", "required", "leads_to"),
    "dictionary_codes": (
        *("table", "field", "code"),
        *("label_en", "label_zh", "definition_en", "definition_zh"),
    ),
}
_KINDS = {"required": "boolean", "rows": "integer"}  # all else is text


def _said(thing: Table | Field) -> tuple[str, ...]:
    return thing.name, *thing.title, *thing.description


def _explaining(name: str, columns: tuple[str, ...], rows: Rows) -> Table:
    kinds = {column: _KINDS.get(column, "string") for column in columns}
    fields = (Field(column, kind, *_title_and_sentence(f"column.{column}")) for column, kind in kinds.items())
    key = tuple(column for column in ("property", "table", "field", "code") if column in columns)
    cells = (tuple(None if cell == "" else cell for cell in row) for row in rows)
    words = in_words(f"table.{name}"), in_words(f"table.{name}.description")
    return Table(name, *words, tuple(fields), key, rows=tuple(cells))


def _title_and_sentence(key: str) -> tuple[Words, Words]:
    title = in_words(key)
    return title, Words(f"{title.en}.", f"{title.zh}。")
