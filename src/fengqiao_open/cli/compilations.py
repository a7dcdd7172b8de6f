"""Commands for many packages: `combine`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..findings.report import MOST_ALIKE
from ..lang import Lang, sentence, texts
from ..render.text import report_lines
from .common import (
    PATH,
    PathOrUrl,
    app,
    cluster,
    extra,
    in_language,
    language,
    on_engine,
    print_lines,
    progress,
    say,
)

if TYPE_CHECKING:
    from ..compilation.combine import Combination

_PACKAGES = "Packages, and folders with packages anywhere below them; also as URLs."
_ENGINE = "This machine's cores, or a Dask cluster."
_IGNORE = "Codes that begin so, such as FQ-R12, leave no package out; repeatable."


@app.command("combine")
@click.argument("packages", metavar="PACKAGES...", nargs=-1, type=PathOrUrl(), required=True, help=_PACKAGES)
@click.option("-o", "--output", type=PATH, required=True, help="The folder to make.")
@click.option("--ignore", multiple=True, help=_IGNORE)
@on_engine(_ENGINE)
@in_language
def combine_command(
    packages: tuple[str, ...],
    output: Path,
    ignore: tuple[str, ...],
    engine: str,
    scheduler: str,
    lang: Lang | None,
) -> None:
    """Merge packages into one dataset of Parquet files.

    Packages with errors or conflicts are left out and named.

    Exit code 0 where every package was taken, 1 where one was left out, 2 where nothing could be combined.
    """
    spoken = language(lang)
    module, used = extra("fengqiao_open.compilation.combine", "large"), cluster(engine, scheduler)
    with progress(texts("reports", spoken)["combining"]) as shown:
        made: Combination = module.combine(packages, output, ignore=ignore, progress=shown, engine=used)
    print_lines(lambda width: report_lines(made.report, spoken, MOST_ALIKE, width))
    say()
    key = "combined" if made.taken else "not_combined"
    total = len(made.taken) + len(made.left_out)
    say(sentence("reports", key, spoken, taken=len(made.taken), n=total, path=output))
    if made.left_out:
        sys.exit(1 if made.taken else 2)
