"""Tables as SQL: names, keys, links, code lists and what they mean as one `CREATE TABLE`, and the views."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import TopologicalSorter
from typing import Literal, TypeVar

from ..datapackage.characters import visible
from ..datapackage.schema import Resource
from ..lang import LANGS

T = TypeVar("T", bound=Resource)
Dialect = Literal["sqlite", "duckdb"]
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


def create(table: Resource, dialect: Dialect) -> str:
    """The statement that makes a table, with a comment for it and for each column.

    DuckDB looks foreign keys up row by row and finds none that refers to its own row, as each base unit does:
    those into the table itself are not declared there.
    """
    lines: list[tuple[str, str]] = []
    for field in table.fields:
        parts = [quoted(field.name), getattr(field.data_type, dialect), "NOT NULL" if field.required else ""]
        if listed := [code.value for code in field.codes] or field.enum:
            codes = ", ".join(map(text, listed))
            parts.append(f"CHECK ({quoted(field.name)} IN ({codes}))")
        lines.append((" ".join(filter(None, parts)), field.title.both))
    if table.primary_key:
        lines.append((f"PRIMARY KEY ({_list(table.primary_key)})", ""))
    lines += [(f"UNIQUE ({_list(columns)})", "") for columns in table.unique_keys]
    lines += [
        (f"FOREIGN KEY ({_list(link.columns)}) REFERENCES {quoted(link.table)} ({_list(link.targets)})", "")
        for link in table.foreign_keys
        if dialect != "duckdb" or link.table != table.name
    ]
    body = "\n".join(
        f"  {line}{',' if number < len(lines) else ''}{f' -- {visible(said)}' if said else ''}"
        for number, (line, said) in enumerate(lines, 1)
    )
    return f"CREATE TABLE {quoted(table.name)} ( -- {visible(table.title.both)}\n{body}\n)"


def targets_first(tables: Sequence[T]) -> list[T]:
    """The tables in an order in which every foreign key refers to one before it, if it is one of them."""
    by_name = {table.name: table for table in tables}
    refers = {
        name: {link.table for link in table.foreign_keys if link.table in by_name} - {name}
        for name, table in by_name.items()
    }
    return [by_name[name] for name in TopologicalSorter(refers).static_order()]


def views(table: Resource) -> list[str]:
    """The statements that make a view of the table `statistics` in each language; no other table has any.

    The columns are those of `statistics(lang=…)`.
    """
    made = []
    for lang in LANGS if table.name == FLAT else ():
        columns = (f"{quoted(name)} AS {quoted(shown)}" for name, shown in table.in_language(lang).items())
        view = f"CREATE VIEW {quoted(f'{table.name}_{lang}')}"
        made.append(f"{view} AS SELECT {', '.join(columns)} FROM {quoted(table.name)}")
    return made


def _list(columns: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, columns))
