"""What the commands share: their options, the language, and how they print."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, get_args

import click

from ..datapackage.characters import spelled
from ..lang import Lang
from ..optional import extra as extra

if TYPE_CHECKING:
    from ..render.text import Line


#: A path of any kind, told when it is used and not before, with what to do.
PATH = click.Path(path_type=Path)
PACKAGE = "A folder, a zip archive or datapackage.json; the shipped package when left out."

in_language = click.option(
    "--lang",
    type=click.Choice(get_args(Lang)),
    help="Chinese or English; the system's language when left out.",
)
in_package = click.option("--package", type=PATH, help=PACKAGE)
package_path = click.argument("path", type=PATH, required=False, help=PACKAGE)


def language(asked: Lang | None) -> Lang:
    """The language asked for, else the system's."""
    from ..render.language import preferred

    return asked or preferred(os.environ)


@contextmanager
def progress(title: str = "", counted: str = "") -> Iterator[Callable[[int, int | None], None]]:
    """Show on a terminal how far long work is, as a bar, or as the number of what is counted; nothing in a pipe.

    What is given is to be called with what is done, and of how much.
    """
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    number = (SpinnerColumn(), TextColumn("{task.completed:,.0f} " + counted)) if counted else ()
    with Progress(*number, console=Console(stderr=True)) as shown:
        task = shown.add_task(title, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def say(text: object = "", file: TextIO | None = None) -> None:
    """Print a text, the one way in which commands do: what cannot be seen in it, or moves a terminal, is escaped."""
    print(spelled(str(text)), file=file)


def print_lines(lines: Callable[[int], Iterable[Line]]) -> None:
    """Print lines in colour and folded on a terminal, plain and whole in a pipe; they are told the width."""
    from rich.console import Console

    from ..render.text import WIDTH, coloured, plain

    if sys.stdout.isatty():
        console = Console(highlight=False)
        console.print(coloured(lines(console.width), console.width), soft_wrap=True)
    else:
        say(plain(lines(WIDTH)))


def print_table(columns: list[str], rows: list[list[str]], right: tuple[str, ...] = ()) -> None:
    """Print a table whose columns stay in line with Chinese text; in a pipe, nothing is cut or wrapped."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    columns = [spelled(name) for name in columns]
    rows = [[spelled(cell) for cell in row] for row in rows]
    for name in columns:
        table.add_column(
            escape(name),
            justify="right" if name in right else "left",
            no_wrap=not sys.stdout.isatty(),
            overflow="fold",
        )
    for row in rows:
        table.add_row(*map(escape, row))
    widths = (max(map(cell_len, [name, *(row[i] for row in rows)])) + 2 for i, name in enumerate(columns))
    Console(width=None if sys.stdout.isatty() else max(sum(widths), 20), highlight=False).print(table)
