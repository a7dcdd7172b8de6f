"""The dictionary as tables: facts of the package, tables, fields and codes, in both languages."""

from __future__ import annotations

from typing import Any

from .content import Content, Field, Table, Words


def dictionary(content: Content) -> tuple[Table, ...]:
    """The facts, tables, fields and codes of a package as four tables.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from .content import content
    >>> [(table.name, table.key) for table in dictionary(content(shipped()))][-1]
    ('dictionary_codes', ('table', 'field', 'code'))
    """
    tables = content.tables
    about = [(name, words.en, words.zh) for name, words in content.facts.items()]
    listed = [(*_said(each), ", ".join(each.key), len(each.rows)) for each in tables]
    fields, codes = [], []
    for table in tables:
        leads = {link.column: f"{link.table}.{link.target}" for link in table.links}
        for field in table.fields:
            fields.append((table.name, *_said(field), field.kind, field.required, leads.get(field.name, "")))
            codes += [
                (table.name, field.name, code.value, code.label.en, code.label.zh, code.definition.en, code.definition.zh)
                for code in field.codes
            ]  # fmt: skip
    return (
        _explaining("about", ("About", "关于"), "property", "en", "zh", rows=about),
        _explaining("dictionary_tables", ("Tables", "表"), "table", *_SAID, "key", "rows", rows=listed),
        _explaining(
            "dictionary_fields", ("Fields", "字段"), "table", "field", *_SAID, "type", "required", "leads_to", rows=fields
        ),
        _explaining(
            "dictionary_codes", ("Codes", "代码"), "table", "field", "code", "label_en", "label_zh", "definition_en", "definition_zh", rows=codes
        ),
    )  # fmt: skip


_SAID = ("title_en", "title_zh", "description_en", "description_zh")
_COLUMNS: dict[str, tuple[str, str, str]] = {
    "property": ("string", "Property", "属性"),
    "en": ("string", "In English", "英文"),
    "zh": ("string", "In Chinese", "中文"),
    "table": ("string", "Table", "表"),
    "field": ("string", "Field", "字段"),
    "code": ("string", "Code", "代码"),
    "title_en": ("string", "Title in English", "英文标题"),
    "title_zh": ("string", "Title in Chinese", "中文标题"),
    "description_en": ("string", "Description in English", "英文说明"),
    "description_zh": ("string", "Description in Chinese", "中文说明"),
    "label_en": ("string", "Label in English", "英文标签"),
    "label_zh": ("string", "Label in Chinese", "中文标签"),
    "definition_en": ("string", "Definition in English", "英文定义"),
    "definition_zh": ("string", "Definition in Chinese", "中文定义"),
    "type": ("string", "Type", "类型"),
    "required": ("boolean", "May not be blank", "必填"),
    "leads_to": ("string", "Leads to", "引用"),
    "key": ("string", "Primary key", "主键"),
    "rows": ("integer", "Rows", "行数"),
}


def _said(thing: Table | Field) -> tuple[str, str, str, str, str]:
    return thing.name, thing.title.en, thing.title.zh, thing.description.en, thing.description.zh


def _explaining(name: str, title: tuple[str, str], *columns: str, rows: list[tuple[Any, ...]]) -> Table:
    fields = tuple(
        Field(column, kind, Words(en, zh), Words(f"{en}.", f"{zh}。"))
        for column, (kind, en, zh) in ((column, _COLUMNS[column]) for column in columns)
    )
    key = tuple(column for column in ("property", "table", "field", "code") if column in columns)
    cells = (tuple(None if cell == "" else cell for cell in row) for row in rows)
    return Table(name, Words(*title), Words(f"{title[0]}.", f"{title[1]}。"), fields, tuple(cells), key)
