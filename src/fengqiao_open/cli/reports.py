"""Commands that read a report: `figures`, `new`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .app import app
from .common import print_table


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

    from ..corpus import COLUMNS, corpus_figures, header, reports
    from ..files import write_whole
    from ..rows import records

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
        print_table([COLUMNS[at] for at in shown], [[cells[at] for at in shown] for _, cells in rows])
    else:
        sys.stdout.write(content.decode("utf-8"))


def _text(report: Path) -> str:
    """The text of a report."""
    from ..package import PackageError

    try:
        return report.read_text("utf-8-sig")
    except OSError as problem:
        raise PackageError(
            f"{report} cannot be read: {problem.strerror}.", f"{report} 无法读取：{problem.strerror}。"
        ) from None
    except UnicodeDecodeError as problem:
        raise PackageError(
            f"{report} is not UTF-8 (byte {problem.start}): open it in its own encoding and save it as UTF-8.",
            f"{report} 不是 UTF-8（第 {problem.start} 个字节）：请按其原有编码打开，另存为 UTF-8。",
        ) from None


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
    from ..drafts import draft, write_draft

    made = draft(_text(report), town, year, source_id or f"town-{year}", area)
    write_draft(made, output)
    named = sum(bool(row["indicator_id"]) for row in made.tables["observations"])
    print(
        f"{output}: {len(made.tables['figures'])} figures, {len(made.tables['observations'])} candidate observations, {named} with an indicator."
    )
    print(
        f"{len(made.todo)} decisions are listed in {output / 'TODO.csv'}. Then run: fengqiao-open validate {output}"
    )
