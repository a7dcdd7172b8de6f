"""The package as a SQLite database with its keys enforced, and the metadata that Datasette shows beside it.

    datasette fengqiao.db --metadata fengqiao.metadata.json

Dates are texts such as 2023-02-28 and booleans are 1 and 0, as SQLite has no types for them; the columns are
declared DATE and BOOLEAN all the same.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..datapackage.files import json_bytes
from ..datapackage.schema import Cell, Field, Json
from ..errors import worded
from .content import Content, Table, with_decimals
from .dictionary import dictionary
from .sql import create, quoted, views

_VERSION = 96  # where a database has the version of SQLite that wrote it


def write(content: Content, path: Path) -> None:
    """Write the database and, beside it, `….metadata.json`."""
    tables = [*map(with_decimals, content.tables), *dictionary(content)]
    try:
        _write_tables(path, tables)
        _forget_version(path)
    except sqlite3.Error as problem:  # a full disk is one too
        raise worded(OSError, "database-not-written", why=problem) from problem
    path.with_suffix(".metadata.json").write_bytes(json_bytes(_metadata(content, tables, path.stem)))


def _write_tables(path: Path, tables: list[Table]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("PRAGMA foreign_keys = ON")
        base.execute("BEGIN")
        base.execute("PRAGMA defer_foreign_keys = ON")  # until the COMMIT: tables lead to one another
        for table in tables:
            base.execute(create(table, "sqlite"))
        for table in tables:
            places = ", ".join("?" * len(table.fields))
            rows = (tuple(map(_stored, row)) for row in table.rows)
            base.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({places})", rows)
            for statement in views(table):
                base.execute(statement)
        base.execute("COMMIT")


def _forget_version(path: Path) -> None:
    """Blank the version of SQLite in the header, which nothing reads: the file is the same from any
    version.
    """
    with path.open("r+b") as file:
        file.seek(_VERSION)
        file.write(bytes(4))


def _stored(cell: Cell) -> Any:
    return float(cell) if isinstance(cell, Decimal) else cell.isoformat() if isinstance(cell, date) else cell


def _metadata(content: Content, tables: list[Table], base: str) -> dict[str, Any]:
    """What Datasette shows: titles, descriptions, licence and source, in both languages."""
    licence, source = (_first(content.package, part) for part in ("licenses", "sources"))
    said = {
        "title": content.title.both.strip(),
        "description": f"{content.description.en}\n\n{content.description.zh}".strip(),
        "license": str(licence.get("title") or licence.get("name") or ""),
        "license_url": _address(licence.get("path")),
        "source": str(source.get("title", "")),
        "source_url": _address(source.get("path")),
        "about": f"{content.title.en}, {content.facts['version'].en}" if "version" in content.facts else "",
        "about_url": _address(content.package.get("homepage")),
    }
    shown = {name: text for name, text in said.items() if text}
    return {**shown, "databases": {base: {**shown, "tables": {each.name: _said(each) for each in tables}}}}


def _first(package: Json, part: str) -> Json:
    return next(iter(package.get(part, [])), {})


def _said(table: Table) -> dict[str, Any]:
    columns = {field.name: _column(field) for field in table.fields}
    return {"title": table.title.both, "description": table.description.both, "columns": columns}


def _column(field: Field) -> str:
    codes = "; ".join(f"{code.value}: {code.label.both}" for code in field.codes)
    return f"{field.description.both}{f' ({codes})' if codes else ''}"


def _address(value: object) -> str:
    """A web address, and nothing that a browser would run."""
    return value if isinstance(value, str) and value.startswith(("https://", "http://")) else ""
