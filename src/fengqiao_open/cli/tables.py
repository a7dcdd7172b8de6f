"""Commands that look at tables: `tables`, `show`, `locate`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from ..datapackage.package import Package, read_package
from ..errors import PackageError, worded
from ..lang import LANGS
from .common import app, extra, in_package, print_table, say


@app.command("tables")
@in_package
def tables_command(package: Path | None) -> None:
    """List the tables: name, title, rows."""
    from ..tabular.loader import tables

    frame = tables(package)
    print_table(list(frame.columns), frame.astype(str).values.tolist(), right=("rows",))


@app.command("show")
@click.argument("table", help="Name of the table.")
@click.option(
    "-n", "--rows", type=click.IntRange(1), default=20, show_default=True, help="How many rows to show."
)
@click.option("-c", "--columns", default="", help="Columns to show, separated by commas.")
@in_package
def show_command(table: str, rows: int, columns: str, package: Path | None) -> None:
    """Show the rows of a table."""
    found = read_package(package)
    names, content, total = (_of_compilation if found.compiled else _of_package)(found, table, rows)
    wanted = [name.strip() for name in columns.split(",") if name.strip()] or names
    unknown = [name for name in wanted if name not in names]
    if unknown:
        raise worded(ValueError, "no-column", name=unknown[0], known=", ".join(names))
    print_table(wanted, [[row[name] for name in wanted] for row in content])
    if total > rows:
        say(f"Showing {rows} of {total} rows; all of them with --rows {total}.")


Shown = tuple[list[str], list[Mapping[str, str]], int]


def _of_package(package: Package, table: str, rows: int) -> Shown:
    """Columns, first rows and number of rows of a small table, as its file has them."""
    from ..tabular.file_structure import read_table

    if table in package.additional:
        from ..tabular.additional import texts

        columns, cells = texts(package, table)
        return columns, cells[:rows], len(cells)
    content, problems = read_table(package, package.schema(table))
    if content is None:
        found = {f"found_{lang}": problems[0].found(lang) for lang in LANGS}
        raise PackageError("table-unreadable-found", table=table, **found)
    return list(content.columns), [row.cells for row in content.rows[:rows]], len(content.rows)


def _of_compilation(package: Package, table: str, rows: int) -> Shown:
    """The same of a table of a compilation, of which only these rows are read."""
    reading = extra("fengqiao_open.compilation.lazy", "large")
    frame = reading.texts(reading.lazy_table(package, table).head(rows).collect())
    return frame.columns, frame.to_dicts(), reading.count(package, table)


@app.command("locate")
@click.argument("observation_id", help="Identifier of a statistic.")
@in_package
def locate_command(observation_id: str, package: Path | None) -> None:
    """Show the position of a statistic in its report."""
    from ..tabular.loader import locate

    say(locate(observation_id, package))
