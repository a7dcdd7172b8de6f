"""Commands that write the tables for other tools: `export`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

import click

from ..datapackage.package import read_package, shipped
from ..datapackage.writing import refuse_inputs, write_whole
from .common import PATH, app, in_package, say

_OUTPUT = "The file to write; for parquet, arrow, sdmx and stata, a new folder."


@app.command("export")
@click.argument("format", help="xlsx, sqlite, duckdb, parquet, arrow, json, sdmx or stata.")
@click.option("-o", "--output", type=PATH, required=True, help=_OUTPUT)
@in_package
def export_command(format: str, output: Path, package: Path | None) -> None:
    """Write the tables in another format.

    They keep their types, keys, labels and blanks.
    """
    from ..exports import FormatName, export

    for path in export(cast(FormatName, format), output, package):
        say(os.path.relpath(path))
    found = read_package(package)
    names = (*found.tables, *(str(each["name"]) for each in found.others))
    if left_out := [name for name in names if name not in shipped().tables]:
        say(f"Left out, for the standard has no such tables: {', '.join(left_out)}.")


@app.command("schema")
@click.argument("format", help="pandera, json-schema, sqlite or duckdb.")
@click.argument("table", required=False, help="Name of the table; all tables when left out.")
@click.option("-o", "--output", type=PATH, help="The file to write; the terminal when left out.")
@in_package
def schema_command(format: str, table: str | None, output: Path | None, package: Path | None) -> None:
    """Write the schemas of the tables for another validator.

    As pandera YAML, as JSON Schema of a row, or as CREATE TABLE.
    """
    from ..exports.schemas import SchemaFormat, table_schemas

    text = table_schemas(cast(SchemaFormat, format), table, package)
    if output is None:
        say(text.rstrip("\n"))
        return
    found = read_package(package)
    refuse_inputs([output], [found.origin or found.root, *found.files()])
    write_whole(output, text.encode())
    say(os.path.relpath(output))
