"""The command that builds the site: `site`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .app import app
from .common import PackagePath, extra


@app.command("site")
def site_command(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The folder to make; an earlier site in it is replaced.")
    ],
    path: PackagePath = None,
) -> None:
    """Build a site of static pages in Chinese and English: explorer, pictures, reference; it works from its folder."""
    from rich.console import Console

    build = extra("fengqiao_open.site", "site").build
    console = Console(stderr=True)
    with console.status("") as status:
        first = build(output, path, progress=status.update if sys.stderr.isatty() else lambda step: None)
    print(first)
