"""The command that builds the site: `site`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .common import PATH, app, extra, package_path, say

_OUTPUT = "The folder to make; an earlier site in it is replaced."


@app.command("site")
@package_path
@click.option("-o", "--output", type=PATH, required=True, help=_OUTPUT)
def site_command(path: Path | None, output: Path) -> None:
    """Build a site of static pages in Chinese and English.

    Explorer, pictures, reference; it works from its folder.
    """
    from rich.console import Console

    build = extra("fengqiao_open.site", "site").build
    console = Console(stderr=True)
    with console.status("") as status:
        first = build(output, path, progress=status.update if sys.stderr.isatty() else lambda step: None)
    say(first)
