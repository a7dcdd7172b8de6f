"""The command line itself; the commands are added by the modules of their subjects."""

from __future__ import annotations

import click

from ..datapackage.package import shipped
from .common import say


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        say(shipped().version)
        context.exit()


@click.group("fengqiao-open", no_args_is_help=True)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def app() -> None:
    """The figures of a town's government work report as open data, and the tools to check such data."""
