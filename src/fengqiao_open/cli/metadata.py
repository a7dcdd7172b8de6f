"""Commands for those who harvest and cite: `metadata`, `cite`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import click

from ..datapackage.package import read_package
from ..lang import Lang
from .common import PATH, app, in_language, in_package, package_path, say

_CITED = "Statistics to cite; the whole package when left out."


@app.command("metadata")
@package_path
@click.option("-o", "--output", type=PATH, required=True, help="The folder to write them into.")
def metadata_command(path: Path | None, output: Path) -> None:
    """Write the metadata that catalogues and search engines read.

    DCAT-AP, schema.org, Croissant, CSVW, CFF and DataCite.
    """
    from ..metadata.files import write_metadata

    for file in write_metadata(read_package(path), output):
        say(f"made {file}")


@app.command("cite")
@click.argument("observation_ids", metavar="[OBSERVATION_ID]...", nargs=-1, help=_CITED)
@click.option("--style", default="bibtex", help="bibtex, apa, gbt7714 or csl.")
@in_language
@in_package
def cite_command(
    observation_ids: tuple[str, ...], style: str, lang: Lang | None, package: Path | None
) -> None:
    """Cite the package or some statistics of it.

    Version, rows, hashes, and the report and paragraphs behind them.
    """
    from ..citing.citations import cite

    say(cite(list(observation_ids) or None, cast(Any, style), lang, package))
