"""Commands for many packages: `combine`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..findings import MOST_ALIKE
from ..render.text import report_lines
from ..render.words import words
from .app import app
from .common import InLanguage, extra, language, print_lines

if TYPE_CHECKING:
    from ..large.combine import Combination


@app.command("combine")
def combine_command(
    packages: Annotated[
        list[Path],
        typer.Argument(
            metavar="PACKAGES...", help="Packages, and folders with packages anywhere below them."
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to make.")],
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            help="Codes that begin so, such as FQ-R12, keep no package out; repeatable.",
        ),
    ] = None,
    lang: InLanguage = None,
) -> None:
    """Merge packages into one compilation of Parquet files; what has errors or clashes is left out and named.

    Exit code 0 where every package was taken, 1 where one was left out, 2 where nothing could be combined.
    """
    from rich.console import Console
    from rich.progress import Progress

    spoken = language(lang)
    module = extra("fengqiao_open.large.combine", "large")
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(words(spoken)["combining"], total=None)
        made: Combination = module.combine(
            packages, output, ignore=ignore or (),
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )  # fmt: skip
    print_lines(lambda width: report_lines(made.report, spoken, MOST_ALIKE, width))
    print()
    key = "combined" if made.taken else "not_combined"
    print(
        words(spoken)[key].format(taken=len(made.taken), n=len(made.taken) + len(made.left_out), path=output)
    )
    if made.left_out:
        raise typer.Exit(1 if made.taken else 2)
