"""Tables as SQL: names, keys, links, code lists and what they mean as one `CREATE TABLE`, and the views."""

from __future__ import annotations

from collections.abc import Mapping

from ..datapackage.characters import visible
from .content import Table

#: The table for downloaders, which gets a view for each language.
FLAT = "statistics"


def quoted(name: str) -> str:
    """A name as SQL has it, whatever its characters.

    >>> quoted('or"der')
    '"or""der"'
    """
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text as SQL has it.

    >>> text("it's")
    "'it''s'"
    """
    return "'" + value.replace("'", "''") + "'"


def create(table: Table, types: Mapping[str, str], *, to_itself: bool = True) -> str:
    """The statement that makes a table, with a comment for it and for each column.

    Args:
        table: the table.
        types: the database's name for each type of Table Schema.
        to_itself: whether links into the table itself are declared.
    """
    lines: list[tuple[str, str]] = []
    for field in table.fields:
        parts = [quoted(field.name), types[field.kind], "NOT NULL" if field.required else ""]
        if field.codes:
            codes = ", ".join(text(code.value) for code in field.codes)
            parts.append(f"CHECK ({quoted(field.name)} IN ({codes}))")
        elif field.kind == "boolean" and types[field.kind] != "BOOLEAN":
            parts.append(f"CHECK ({quoted(field.name)} IN (0, 1))")
        lines.append((" ".join(part for part in parts if part), f"{field.title.en} {field.title.zh}"))
    if table.key:
        lines.append((f"PRIMARY KEY ({_list(table.key)})", ""))
    lines += [(f"UNIQUE ({_list(columns)})", "") for columns in table.unique]
    lines += [
        (f"FOREIGN KEY ({quoted(link.column)}) REFERENCES {quoted(link.table)} ({quoted(link.target)})", "")
        for link in table.links
        if to_itself or link.table != table.name
    ]
    body = "\n".join(
        f"  {line}{',' if number < len(lines) else ''}{f' -- {visible(said)}' if said else ''}"
        for number, (line, said) in enumerate(lines, 1)
    )
    return (
        f"CREATE TABLE {quoted(table.name)} ( -- {visible(f'{table.title.en} {table.title.zh}')}\n{body}\n)"
    )


def views(table: Table) -> dict[str, str]:
    """The statements that make a view of a table in each language, by the view's name.

    As in `statistics(lang=…)`: a text loses the suffix of its language, and a code that it spells out is called `…_code`.
    """
    names = [field.name for field in table.fields]
    made = {}
    for lang, other in (("zh", "en"), ("en", "zh")):
        spoken = {name: name.removesuffix(f"_{lang}") for name in names if name.endswith(f"_{lang}")}
        columns = ", ".join(
            f"{quoted(name)} AS {quoted(spoken.get(name) or (f'{name}_code' if name in spoken.values() else name))}"
            for name in names
            if not name.endswith(f"_{other}")
        )
        made[f"{table.name}_{lang}"] = (
            f"CREATE VIEW {quoted(f'{table.name}_{lang}')} AS SELECT {columns} FROM {quoted(table.name)}"
        )
    return made


def _list(columns: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, columns))
