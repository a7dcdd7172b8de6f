"""Commands for those who harvest and cite: `metadata`, `cite`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..package import read_package
from .app import app
from .common import PackagePath


@app.command("metadata")
def metadata_command(
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write them into.")],
    path: PackagePath = None,
) -> None:
    """Write the metadata that catalogues and search engines read: DCAT-AP, schema.org, Croissant, CSVW, CFF, DataCite."""
    from ..metadata.files import write_metadata

    for file in write_metadata(read_package(path), output):
        print(f"made {file}")
