"""The command line: one thin command for each thing the library does. Only this module prints.

Exit codes: 0 clean, 1 findings, 2 could not run.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from .package import PackageError, UnknownTableError, read_package, shipped

app = typer.Typer(
    name="fengqiao-open",
    help="The figures of a town's government work report as open data, and the tools to check such data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
PackagePath = Annotated[
    Path | None,
    typer.Argument(help="A folder or datapackage.json; the shipped package when left out."),
]
InPackage = Annotated[
    Path | None,
    typer.Option("--package", help="A folder or datapackage.json; the shipped package when left out."),
]


def main() -> None:
    """Run the command line; a problem that stops it is one line and exit code 2."""
    try:
        app()
    except (PackageError, UnknownTableError, KeyError, ValueError, OSError) as problem:
        _stop(str(problem.args[0]) if isinstance(problem, KeyError) and problem.args else str(problem))
    except BrokenPipeError:
        sys.exit(0)


def _stop(problem: str) -> NoReturn:
    print(f"fengqiao-open: {problem}", file=sys.stderr)
    sys.exit(2)


def _version(wanted: bool) -> None:
    if wanted:
        print(shipped().version)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """The figures of a town's government work report as open data, and the tools to check such data."""


@app.command("tables")
def tables_command(package: InPackage = None) -> None:
    """List the tables: name, title, rows."""
    from .loader import tables

    frame = tables(package)
    _print_table(list(frame.columns), frame.astype(str).values.tolist(), right=("rows",))


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
    from .structure import read_table

    found = read_package(package)
    schema = found.resource(table)["schema"]
    content, problems = read_table(found, table, schema["fields"], schema["primaryKey"][0])
    if content is None:
        raise PackageError(f"Table {table} cannot be read: {problems[0].found()}")
    wanted = [name.strip() for name in columns.split(",") if name.strip()] or list(content.columns)
    unknown = [name for name in wanted if name not in content.columns]
    if unknown:
        raise ValueError(f"There is no column {unknown[0]!r}. The columns are: {', '.join(content.columns)}.")
    _print_table(wanted, [[row[name] for name in wanted] for row in content.rows[:rows]])
    if len(content.rows) > rows:
        print(f"Showing {rows} of {len(content.rows)} rows; all of them with --rows {len(content.rows)}.")


@app.command("source")
def source_command(
    observation_id: Annotated[str, typer.Argument(help="Identifier of a statistic.")],
    package: InPackage = None,
) -> None:
    """Say where a statistic stands in its report."""
    from .loader import source

    print(source(observation_id, package))


@app.command("validate")
def validate_command(path: PackagePath = None) -> None:
    """Check a package: descriptor, files, values, keys, and the rules across tables."""
    from .validation import validate

    report = validate(path)
    print(report)
    if any(finding.code == "FQ-D01" for finding in report.findings):
        raise typer.Exit(2)
    if not report.ok:
        raise typer.Exit(1)


@app.command("audit")
def audit_command(
    path: PackagePath = None,
    source: Annotated[
        Path | None, typer.Option("--source", help="The report's text, as found or normalised.")
    ] = None,
) -> None:
    """Hold a report's text against its tables: every figure published or excused, every row at its place."""
    from .concordance import audit

    result = audit(source, path)
    print(result)
    if not result.ok:
        raise typer.Exit(1)


@app.command("figures")
def figures_command(
    report: Annotated[Path, typer.Argument(help="A report's text, or a folder of .txt files.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A CSV file to write instead of printing.")
    ] = None,
) -> None:
    """Find every figure in a report, or in a folder of reports on all cores."""
    from rich.console import Console
    from rich.progress import Progress

    from .corpus import COLUMNS, corpus_figures, header, reports
    from .files import write_whole
    from .rows import records

    paths = reports(report)
    quiet = len(paths) == 1 or not sys.stderr.isatty()
    with Progress(console=Console(stderr=True), disable=quiet) as progress:
        task = progress.add_task("Reports", total=len(paths))
        content = header() + b"".join(corpus_figures(paths, lambda: progress.advance(task)))
    if output is not None:
        write_whole(output, content)
        print(f"{sum(1 for _ in records(content.decode())) - 1} figures of {len(paths)} reports in {output}")
    elif sys.stdout.isatty():
        (_, columns), *rows = records(content.decode("utf-8"))
        shown = [at for at, name in enumerate(columns) if name not in ("report", "ground")]
        _print_table([COLUMNS[at] for at in shown], [[cells[at] for at in shown] for _, cells in rows])
    else:
        sys.stdout.write(content.decode("utf-8"))


@app.command("new")
def new_command(
    report: Annotated[Path, typer.Argument(help="The report's text, UTF-8, a paragraph a line.")],
    town: Annotated[str, typer.Option("--town", help="The town's name in Chinese.")],
    year: Annotated[
        int, typer.Option("--year", min=1950, max=2100, help="The year in which the report was read out.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to make.")],
    source_id: Annotated[str, typer.Option("--id", help="A slug for the report, such as xinfeng-2024.")] = "",
    area: Annotated[str, typer.Option("--area", help="The town's official 12-digit code.")] = "",
) -> None:
    """Start a package for another report: figures found, observations proposed, decisions listed in TODO.csv."""
    from .drafts import draft, write_draft

    made = draft(report.read_text("utf-8-sig"), town, year, source_id or f"town-{year}", area)
    write_draft(made, output)
    named = sum(bool(row["indicator_id"]) for row in made.tables["observations"])
    print(
        f"{output}: {len(made.tables['figures'])} figures, {len(made.tables['observations'])} candidate observations, {named} with an indicator."
    )
    print(
        f"{len(made.todo)} decisions are listed in {output / 'TODO.csv'}. Then run: fengqiao-open validate {output}"
    )


@app.command("refresh")
def refresh_command(
    path: PackagePath = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 1 when something is stale.")
    ] = False,
) -> None:
    """Make the generated files anew: statistics.csv, and byte counts and hashes in the descriptor."""
    from .refresh import refresh, stale

    package = read_package(path)
    paths = list(stale(package)) if check else refresh(package)
    for each in paths:
        print(f"{'stale' if check else 'made'} {each.relative_to(package.root)}")
    if check and paths:
        raise typer.Exit(1)


def _print_table(columns: list[str], rows: list[list[str]], right: tuple[str, ...] = ()) -> None:
    """Print a table whose columns stay in line with Chinese text; in a pipe, nothing is cut or wrapped."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(
            name,
            justify="right" if name in right else "left",
            no_wrap=not sys.stdout.isatty(),
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(_escaped(cell) for cell in row))
    widths = (max(map(cell_len, [name, *(row[i] for row in rows)])) + 2 for i, name in enumerate(columns))
    Console(width=None if sys.stdout.isatty() else max(sum(widths), 20), highlight=False).print(table)


def _escaped(cell: str) -> str:
    from rich.markup import escape

    return escape(cell)
