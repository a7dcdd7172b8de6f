"""Commands that look at tables: `tables`, `show`, `source`."""

from __future__ import annotations

from typing import Annotated

import typer

from ..package import PackageError, read_package
from .app import app
from .common import InPackage, print_table


@app.command("tables")
def tables_command(package: InPackage = None) -> None:
    """List the tables: name, title, rows."""
    from ..loader import tables

    frame = tables(package)
    print_table(list(frame.columns), frame.astype(str).values.tolist(), right=("rows",))


@app.command()
def show(
    table: Annotated[str, typer.Argument(help="Name of the table.")],
    rows: Annotated[int, typer.Option("--rows", "-n", min=1, help="How many rows to show.")] = 20,
    columns: Annotated[
        str, typer.Option("--columns", "-c", help="Columns to show, separated by commas.")
    ] = "",
    package: InPackage = None,
) -> None:
    """Show the rows of a table."""
    from ..structure import read_table

    found = read_package(package)
    schema = found.resource(table)["schema"]
    content, problems = read_table(found, table, schema["fields"], schema["primaryKey"][0])
    if content is None:
        raise PackageError(f"Table {table} cannot be read: {problems[0].found()}")
    wanted = [name.strip() for name in columns.split(",") if name.strip()] or list(content.columns)
    unknown = [name for name in wanted if name not in content.columns]
    if unknown:
        raise ValueError(f"There is no column {unknown[0]!r}. The columns are: {', '.join(content.columns)}.")
    print_table(wanted, [[row[name] for name in wanted] for row in content.rows[:rows]])
    if len(content.rows) > rows:
        print(f"Showing {rows} of {len(content.rows)} rows; all of them with --rows {len(content.rows)}.")


@app.command("source")
def source_command(
    observation_id: Annotated[str, typer.Argument(help="Identifier of a statistic.")],
    package: InPackage = None,
) -> None:
    """Say where a statistic stands in its report."""
    from ..loader import source

    print(source(observation_id, package))
