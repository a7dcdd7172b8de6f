"""The command line: one thin command for each thing the library does. Only this module prints.

Exit codes: 0 clean, 1 findings, 2 could not run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO

import typer

from .files import write_whole
from .package import Package, PackageError, UnknownTableError, read_package, shipped
from .render.words import number_words, words

if TYPE_CHECKING:
    from .findings import Finding, Lang
    from .render.text import Line

app = typer.Typer(
    name="fengqiao-open",
    help="The figures of a town's government work report as open data, and the tools to check such data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Form(str, Enum):  # noqa: UP042 - the help of older typers shows a StrEnum badly
    """The forms of a report."""

    text = "text"
    json = "json"
    csv = "csv"
    html = "html"
    github = "github"
    xlsx = "xlsx"


class Language(str, Enum):  # noqa: UP042
    """The languages of reports."""

    zh = "zh"
    en = "en"


PackagePath = Annotated[
    Path | None,
    typer.Argument(help="A folder, a zip archive or datapackage.json; the shipped package when left out."),
]
InLanguage = Annotated[
    Language | None, typer.Option("--lang", help="Chinese or English; the system's language when left out.")
]
InPackage = Annotated[
    Path | None,
    typer.Option(
        "--package", help="A folder, a zip archive or datapackage.json; the shipped package when left out."
    ),
]


def main() -> None:
    """Run the command line; a problem that stops it is one line and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        # A console that has no Chinese must not stop the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except (PackageError, UnknownTableError, KeyError, ValueError, ImportError, OSError) as problem:
        _stop(str(problem.args[0]) if isinstance(problem, KeyError) and problem.args else str(problem))
    except BrokenPipeError:
        sys.exit(0)


def _stop(problem: str) -> NoReturn:
    print(f"fengqiao-open: {problem}", file=sys.stderr)
    sys.exit(2)


def _language(asked: Language | None) -> Lang:
    """The language asked for, else the system's."""
    from .render.language import preferred

    return asked.value if asked else preferred(os.environ)


def _print_lines(lines: Callable[[int], Iterable[Line]]) -> None:
    """Print lines in colour and folded on a terminal, plain and whole in a pipe; they are told the width."""
    from rich.console import Console

    from .render.text import WIDTH, coloured, plain

    if sys.stdout.isatty():
        console = Console(highlight=False)
        console.print(coloured(lines(console.width), console.width), soft_wrap=True)
    else:
        print(plain(lines(WIDTH)))


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
def validate_command(
    path: PackagePath = None,
    lang: InLanguage = None,
    form: Annotated[Form, typer.Option("--format", help="The form of the report.")] = Form.text,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A file to write the report to, whole or not at all."),
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", help="Only codes that begin so, such as FQ-R; repeatable.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="No codes that begin so, such as FQ-R18; repeatable.")
    ] = None,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Write copies with what can be mended safely, data/<table>.fixed.csv."),
    ] = False,
) -> None:
    """Check a package: descriptor, files, values, keys, and the rules across tables.

    Exit code 0 where there is nothing but notes, 1 with errors or warnings, 2 where the check could not run.
    """
    from .render import in_repository, rendered
    from .render.text import report_lines, verdict
    from .validation import validate

    spoken = _language(lang)
    if form is Form.xlsx and output is None:
        raise ValueError("--format xlsx needs a file: add -o FILE.xlsx.")
    report = validate(path)
    could_run = not any(finding.code in ("FQ-D01", "FQ-D10") for finding in report.findings)
    package = read_package(path) if could_run else None
    report = report.only(select or (), ignore or ())
    if output is None and form is Form.text:
        _print_lines(lambda width: report_lines(report, spoken, width=width))
    else:
        folder = in_repository(package.root, Path.cwd()) if package else ""
        content = rendered(report, form.value, spoken, package, folder)
        if output is None:
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
        else:
            write_whole(output, content)
            print(verdict(report, spoken))
            print(words(spoken)["written"].format(path=output))
    if fix and package is not None:
        # A machine reads what other forms print: what is said of the copies must not stand among it.
        _fix(
            report.findings, package, path, spoken, sys.stdout if output or form is Form.text else sys.stderr
        )
    if not could_run:
        raise typer.Exit(2)
    if not report.ok:
        raise typer.Exit(1)


def _fix(
    findings: Iterable[Finding], package: Package, path: Path | None, lang: Lang, stream: TextIO
) -> None:
    """Write the corrected copies, with the change of each."""
    from .fixes import corrections
    from .render.visible import visible_lines

    if path is not None and path.is_file() and package.root.resolve() != path.resolve().parent:
        raise ValueError("--fix needs a folder: unpack the archive first.")
    made = list(corrections(findings, package))
    print(file=stream)
    for each in made:
        if each.diff:
            print(visible_lines(each.diff), file=stream)
        for code, name in (("FQ-F03", "bom_removed"), ("FQ-F05", "ends_changed")):
            if any(finding.code == code for finding in each.fixed):
                print(f"# {words(lang)[name]}", file=stream)
        write_whole(each.path, each.content)
        shown = os.path.relpath(each.path)
        print(number_words(lang, "fixed", len(each.fixed), path=shown, table=each.table), file=stream)
    if not made:
        print(words(lang)["nothing_to_fix"], file=stream)


@app.command("audit")
def audit_command(
    path: PackagePath = None,
    source: Annotated[
        Path | None, typer.Option("--source", help="The report's text, as found or normalised.")
    ] = None,
    lang: InLanguage = None,
) -> None:
    """Hold a report's text against its tables: every figure published or excused, every row at its place."""
    from .concordance import audit
    from .evidence import with_evidence
    from .render.coverage import audit_lines

    result = audit(source, path)
    if result.findings:
        result = replace(result, findings=with_evidence(result.findings, read_package(path)))
    _print_lines(lambda width: audit_lines(result, _language(lang), width))
    if not result.ok:
        raise typer.Exit(1)


@app.command("explain")
def explain_command(
    code: Annotated[
        str, typer.Argument(help="A code such as FQ-R05; all codes are listed without one.")
    ] = "",
    lang: InLanguage = None,
) -> None:
    """Say what a finding means: why it matters, a failing and a passing example, how to mend it."""
    from .codes import find
    from .render.explain import explain_lines, listing_lines

    spoken = _language(lang)
    entry = find(code) if code else None
    _print_lines(lambda _: explain_lines(entry, spoken) if entry else listing_lines(spoken))


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
    from .archives import is_archive
    from .refresh import refresh, stale

    if path is not None and is_archive(path):
        raise ValueError(
            f"{path} is an archive: unpack it first, what is made anew would be lost with the temporary copy."
        )

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
