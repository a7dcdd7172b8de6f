"""Commands for those who harvest and cite: `metadata`, `cite`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, cast

import typer

from ..package import read_package
from .app import app
from .common import InLanguage, InPackage, PackagePath


@app.command("metadata")
def metadata_command(
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write them into.")],
    path: PackagePath = None,
) -> None:
    """Write the metadata that catalogues and search engines read: DCAT-AP, schema.org, Croissant, CSVW, CFF, DataCite."""
    from ..metadata.files import write_metadata

    for file in write_metadata(read_package(path), output):
        print(f"made {file}")


@app.command("cite")
def cite_command(
    observation_ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OBSERVATION_ID]...", help="Statistics to cite; the whole package when left out."
        ),
    ] = None,
    style: Annotated[str, typer.Option("--style", help="bibtex, apa, gbt7714 or csl.")] = "bibtex",
    lang: InLanguage = None,
    package: InPackage = None,
) -> None:
    """Cite the package or some statistics of it: version, rows, hashes, and the report and paragraphs behind them."""
    from ..citations import cite

    print(cite(observation_ids or None, cast(Any, style), lang.value if lang else None, package))
