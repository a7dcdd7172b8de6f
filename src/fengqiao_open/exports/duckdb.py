"""The package as a DuckDB database: keys and code lists enforced, and comments in both languages.

Foreign keys of a table into itself, which DuckDB cannot hold, are told in the comment of their column.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from ..datapackage.schema import Field
from ..errors import worded
from .arrow import arrow_table
from .content import Content, Table, with_decimals
from .dictionary import dictionary
from .sql import create, quoted, targets_first, text, views


def write(content: Content, path: Path) -> None:
    """Write the database."""
    try:
        with duckdb.connect(str(path)) as base:
            for table in (*map(with_decimals, targets_first(content.tables)), *dictionary(content)):
                base.execute(create(table, "duckdb"))
                base.register("arriving", arrow_table(table, content))
                base.execute(f"INSERT INTO {quoted(table.name)} SELECT * FROM arriving")
                base.unregister("arriving")
                for statement in (*_comments(table), *views(table)):
                    base.execute(statement)
    except duckdb.Error as problem:  # a full disk is one too
        raise worded(OSError, "database-not-written", why=problem) from problem


def _comments(table: Table) -> Iterator[str]:
    """The statements that say what a table and its columns are."""
    name = quoted(table.name)
    yield f"COMMENT ON TABLE {name} IS {text(_said(table))}"
    to_itself = {link.column: f" → {link.target}" for link in table.foreign_keys if link.table == table.name}
    for field in table.fields:
        said = text(_said(field) + to_itself.get(field.name, ""))
        yield f"COMMENT ON COLUMN {name}.{quoted(field.name)} IS {said}"


def _said(thing: Table | Field) -> str:
    return f"{thing.title.both}. {thing.description.both}"
