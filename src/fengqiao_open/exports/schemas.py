"""The schemas of the tables for other validators: pandera's YAML, JSON Schema (2020-12) of a row, and SQL.

Foreign keys are in SQL alone, and keys are not in JSON Schema, which looks at one row at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from ..datapackage.files import json_bytes
from ..datapackage.package import Json, read_package
from ..datapackage.schema import Field, Resource
from ..errors import did_you_mean, worded
from .sql import Dialect, create, targets_first

SchemaFormat = Literal["pandera", "json-schema", "sqlite", "duckdb"]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BOUNDS = ("minimum", "maximum", "minLength", "maxLength")


def table_schemas(format: SchemaFormat, table: str | None = None, package: str | Path | None = None) -> str:
    """The schema of a table, or of all tables, as the text of a file.

    Args:
        format: "pandera" (YAML, a document for each table), "json-schema" (of a row; for all tables, of an
            object with a list of rows for each), "sqlite" or "duckdb" (`CREATE TABLE`, targets first).
        table: the name of the table; None for all.
        package: another package; None for the shipped one.

    Raises:
        UnknownTableError: there is no such table; the message names the nearest.
        ValueError: there is no such format; the message lists those that there are.

    >>> '"minimum": 1' in table_schemas("json-schema", "themes")
    True
    >>> print(table_schemas("sqlite", "themes").splitlines()[1])
      "theme_id" TEXT NOT NULL, -- Theme id 主题编号
    """
    if format not in _WRITERS:
        raise worded(ValueError, "no-format", name=format, known=", ".join(_WRITERS), **did_you_mean())
    found = read_package(package)
    names = found.tables if table is None else [table]
    return _WRITERS[format]([found.schema(name) for name in names])


def _pandera(tables: Sequence[Resource]) -> str:
    from ..tabular.schemas import table_schema

    # pandera names the storage of strings that this machine has; another may not have it.
    documents = (str(table_schema(table).to_yaml()).replace("string[pyarrow]", "string") for table in tables)
    return "---\n".join(documents)


def _json_schema(tables: Sequence[Resource]) -> str:
    made = {table.name: row_schema(table) for table in tables}
    rows = {name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for name in made}
    whole: Json = {"type": "object", "properties": rows, "additionalProperties": False, "$defs": made}
    found = next(iter(made.values())) if len(made) == 1 else whole
    return json_bytes({"$schema": _DIALECT, **found}).decode()


def row_schema(table: Resource) -> dict[str, Any]:
    """A row as an object of typed values, a missing value being null or left out."""
    return {
        "title": table.title.en,
        "description": table.description.en,
        "type": "object",
        "properties": {field.name: _property(field) for field in table.fields},
        "required": [field.name for field in table.fields if field.required],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    kind, constraints = field.data_type, field.constraints
    found: dict[str, Any] = {"title": field.title.en, "description": field.description.en}
    found["type"] = kind.json if field.required else [kind.json, "null"]
    if field.required and kind.json == "string":
        found["minLength"] = 1  # an empty string is a missing value
    if field.type == "date":
        found["format"] = "date"
    if "pattern" in constraints:
        found["pattern"] = f"^(?:{constraints['pattern']})$"
    elif kind.json == "string" and kind.form:
        found["pattern"] = f"^(?:{kind.form.pattern})$"
    if "enum" in constraints:
        found["enum"] = [*constraints["enum"], *([] if field.required else [None])]
    # Bounds of dates are texts, for which JSON Schema has none.
    bounds = {name: constraints[name] for name in _BOUNDS if not isinstance(constraints.get(name, ""), str)}
    return found | bounds


def _sql(tables: Sequence[Resource], dialect: Dialect) -> str:
    return "".join(f"{create(table, dialect)};\n" for table in tables)


_WRITERS: Mapping[str, Callable[[Sequence[Resource]], str]] = {
    "pandera": _pandera,
    "json-schema": _json_schema,
    "sqlite": lambda tables: _sql(tables, "sqlite"),
    "duckdb": lambda tables: _sql(targets_first(tables), "duckdb"),
}
