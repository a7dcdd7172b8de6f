"""Commands that look at tables: `tables`, `show`, `locate`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from ..datapackage.package import Package, read_package
from ..errors import PackageError, worded
from ..lang import LANGS, sentence, texts
from .common import app, extra, in_package, language, print_table, say


@app.command("tables")
@in_package
def tables_command(package: Path | None) -> None:
    """List the tables: name, title, rows."""
    from ..tabular.loader import tables

    frame, lang = tables(package), language()
    if lang == "zh":
        found = read_package(package)
        titles = {name: found.resource(name).get("fq:titleZh") for name in frame["name"]}
        frame["title"] = [
            titles[name] or title for name, title in zip(frame["name"], frame["title"], strict=True)
        ]
    names = [texts("cli", lang)[f"table_{name}"] for name in frame.columns]
    print_table(names, frame.astype(str).values.tolist(), right=(names[-1],))


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
        say(sentence("cli", "shown", language(), rows=rows, total=total))


Shown = tuple[list[str], list[Mapping[str, str]], int]


def _of_package(package: Package, table: str, rows: int) -> Shown:
    """Columns, first rows and number of rows of a small table, as its file has them."""
    from ..tabular.file_structure import read_table

    if table in package.additional:
        from ..tabular import additional

        columns, cells = additional.texts(package, table)
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

    say(locate(observation_id, package).text(language()))
