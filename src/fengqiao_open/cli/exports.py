"""Commands that write the tables for other tools: `export`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

import click

from ..datapackage.package import read_package, shipped
from .app import app
from .common import PATH, in_package, say


@app.command("export")
@click.argument("format", help="xlsx, sqlite, duckdb, parquet, arrow, json, sdmx or stata.")
@click.option(
    "-o", "--output", type=PATH, required=True,
    help="The file to write; for parquet, arrow, sdmx and stata, a new folder.",
)  # fmt: skip
@in_package
def export_command(format: str, output: Path, package: Path | None) -> None:
    """Write the tables in another format.

    They keep their types, keys, labels and blanks.
    """
    from ..exports import FormatName, export

    for path in export(cast(FormatName, format), output, package):
        say(os.path.relpath(path))
    known = shipped().tables
    found = read_package(package)
    left_out = [
        name for name in (*found.tables, *(str(each["name"]) for each in found.others)) if name not in known
    ]
    if left_out:
        say(f"Left out, for the standard has no such tables: {', '.join(left_out)}.")
