"""The package as a DuckDB database: keys and code lists enforced, and comments in both languages.

Foreign keys of a table into itself, which DuckDB cannot hold, are told in the comment of their column.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from .arrow import arrow_table
from .content import Content, Table, with_decimals
from .dictionary import dictionary
from .sql import FLAT, create, quoted, targets_first, text, views


def write(content: Content, path: Path) -> None:
    """Write the database."""
    tables = [*map(with_decimals, targets_first(content.tables)), *dictionary(content)]
    try:
        _write_tables(content, tables, path)
    except duckdb.Error as problem:  # a full disk is one too
        raise OSError(f"The database cannot be written: {problem}") from problem


def _write_tables(content: Content, tables: list[Table], path: Path) -> None:
    with duckdb.connect(str(path)) as base:
        for table in tables:
            base.execute(create(table, "duckdb"))
            base.register("arriving", arrow_table(table, content))
            base.execute(f"INSERT INTO {quoted(table.name)} SELECT * FROM arriving")
            base.unregister("arriving")
            for comment in _comments(table):
                base.execute(comment)
            for statement in views(table).values() if table.name == FLAT else ():
                base.execute(statement)


def _comments(table: Table) -> Iterator[str]:
    """The statements that say what a table and its columns are."""
    name = quoted(table.name)
    said = f"{table.title.en} {table.title.zh}. {table.description.en} {table.description.zh}"
    yield f"COMMENT ON TABLE {name} IS {text(said)}"
    to_itself = {link.column: f" → {link.target}" for link in table.foreign_keys if link.table == table.name}
    for field in table.fields:
        said = f"{field.title.en} {field.title.zh}. {field.description.en} {field.description.zh}"
        yield f"COMMENT ON COLUMN {name}.{quoted(field.name)} IS {text(said + to_itself.get(field.name, ''))}"
