"""The command line itself; the commands are added by the modules of their subjects."""

from __future__ import annotations

from typing import Annotated

import typer

from ..package import shipped

app = typer.Typer(
    name="fengqiao-open",
    help="The figures of a town's government work report as open data, and the tools to check such data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


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
