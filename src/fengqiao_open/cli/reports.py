"""Commands that read a report: `figures`, `new`."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

import click

from .app import app
from .common import PATH, print_table, progress, say


@app.command("figures")
@click.argument("report", type=PATH, help="A report's text, or a folder of .txt files.")
@click.option("-o", "--output", type=PATH, help="A CSV file to write instead of printing.")
def figures_command(report: Path, output: Path | None) -> None:
    """Find every figure in a report or a folder of reports."""
    from ..corpus import COLUMNS, corpus_figures, header, reports
    from ..rows import records
    from ..writing import write_whole

    paths = reports(report)
    done = count(1)
    with progress("Reports") as told:
        content = header() + b"".join(corpus_figures(paths, lambda: told(next(done), len(paths))))
    if output is not None:
        write_whole(output, content)
        say(f"{sum(1 for _ in records(content.decode())) - 1} figures of {len(paths)} reports in {output}")
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
@click.argument("report", type=PATH, help="The report's text, UTF-8, a paragraph a line.")
@click.option("--town", required=True, help="The town's name in Chinese.")
@click.option(
    "--year",
    type=click.IntRange(1950, 2100),
    required=True,
    help="The year in which the report was read out.",
)
@click.option("-o", "--output", type=PATH, required=True, help="The folder to make.")
@click.option("--id", "source_id", default="", help="A slug for the report, such as xinfeng-2024.")
@click.option("--area", default="", help="The town's official 12-digit code.")
def new_command(report: Path, town: str, year: int, output: Path, source_id: str, area: str) -> None:
    """Start a package for another report.

    Figures are found, observations proposed, and decisions listed in TODO.csv.
    """
    from ..drafts import draft, write_draft

    made = draft(_text(report), town, year, source_id or f"town-{year}", area)
    write_draft(made, output)
    named = sum(bool(row["indicator_id"]) for row in made.tables["observations"])
    say(
        f"{output}: {len(made.tables['figures'])} figures, {len(made.tables['observations'])} candidate observations, {named} with an indicator."
    )
    say(
        f"{len(made.todo)} decisions are listed in {output / 'TODO.csv'}. Then run: fengqiao-open validate {output}"
    )
