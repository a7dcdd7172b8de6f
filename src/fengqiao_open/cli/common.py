"""The command line itself, and what its commands share: their options, the language, and how they print."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO, TypeVar, get_args

import click

from ..datapackage.characters import spelled
from ..datapackage.package import DESCRIPTOR, shipped
from ..datapackage.writing import write_whole
from ..errors import worded
from ..lang import Lang
from ..optional import extra as extra
from .help import LANGUAGE, App
from .language import language as language
from .language import with_language

if TYPE_CHECKING:
    from ..compilation.cache import Cache
    from ..compilation.machine import OpenEngine
    from ..render.lines import Line

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class PathOrUrl(click.types.StringParamType):
    """A path or an address as it is given; an empty one, which `pathlib` takes for the current folder, is
    none.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The text of an argument."""
        if value == "":
            raise worded(ValueError, "empty-path")
        return value


class _Path(click.Path):
    """A path; an empty one is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path of an argument."""
        return super().convert(PathOrUrl().convert(value, param, ctx), param, ctx)


#: A path of any kind: an error is raised where it is used, and says what to do.
PATH = _Path(path_type=Path)
PACKAGE = (
    "A folder, a zip archive or datapackage.json; "
    "when left out, the working folder if it is a package, else the shipped one."
)


def working_package() -> Path | None:
    """The working folder if it is a package, whatever is wrong with it; None for the shipped one.

    Who works in the folder of a package means that one.
    """
    here = Path()
    alone = (here / DESCRIPTOR).is_file() and here.resolve() != shipped().root.resolve()
    return here if alone else None


in_language = click.option("--lang", type=click.Choice(get_args(Lang)), help=LANGUAGE)
in_package = click.option("--package", type=PATH, default=working_package, help=PACKAGE)
package_path = click.argument("path", type=PATH, default=working_package, required=False, help=PACKAGE)
#: Of commands that write, or that are about work in progress.
own_package = click.argument(
    "path",
    type=PATH,
    metavar="[PACKAGE]",
    default=Path(),
    help="A folder or its datapackage.json; the working folder when left out.",
)


def on_engine(words: str) -> Callable[[Decorated], Decorated]:
    """The options that say what does the work: the cores of this machine, or a Dask cluster."""
    engine = click.option("--engine", type=click.Choice(("local", "dask")), default="local", help=words)
    scheduler = click.option(
        "--scheduler", default="", help="With --engine dask: the address of a running scheduler."
    )
    return lambda command: engine(scheduler(command))


def cluster(engine: str, scheduler: str, cache: Cache | None = None) -> OpenEngine | None:
    """The cluster that these options name for packages; None for this machine.

    Args:
        cache: what was examined before.

    Raises:
        ValueError: a scheduler is named, and no cluster is asked for.
        ImportError: the extra `cluster` is not installed.
    """
    refuse_scheduler(engine, scheduler)
    if engine != "dask":
        return None
    opened: OpenEngine = extra("fengqiao_open.compilation.cluster", "cluster").on_cluster(scheduler, cache)
    return opened


def refuse_scheduler(engine: str, scheduler: str, **_: object) -> None:
    """Raise `ValueError` where a scheduler is named that would do nothing."""
    if scheduler and engine != "dask":
        raise worded(ValueError, "scheduler-without-engine")


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        say(shipped().version)
        context.exit()


@click.group(
    "fengqiao-open",
    cls=App,
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
@click.pass_context
def app(context: click.Context) -> None:
    """Statistics of a town's government work report as open data, and tools to validate such data."""
    if context.invoked_subcommand is None:
        raise click.exceptions.NoArgsIsHelpError(context)


@contextmanager
def progress(
    title: str = "", counted: str = "", unit: str = ""
) -> Iterator[Callable[[int, int | None], None]]:
    """Show the progress on a terminal, nothing in a pipe: as a bar, or as a number of what is `counted`.

    With a `unit`, the bar is followed by how many of them are done, how many a second, and the time left. It
    gives a function of what is done, and of how much.
    """
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        SpinnerColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns: tuple[ProgressColumn, ...] = Progress.get_default_columns()
    if counted:
        columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} " + counted))
    if unit:
        columns = (BarColumn(), TextColumn("{task.fields[said]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task(title, total=None, said="")

        def show(done: int, total: int | None) -> None:
            shown.update(task, completed=done, total=total)
            if unit:
                rate = shown.tasks[0].speed or 0
                shown.update(task, said=f"{done:,}/{total:,} {unit} · {rate:,.1f}/s")

        yield show


def say(text: object = "", file: TextIO | None = None) -> None:
    """Print a text, as all commands do: what cannot be seen in it, or moves a terminal, is escaped."""
    print(spelled(_for_call(str(text))), file=file)


def _for_call(text: str) -> str:
    """A text whose commands ask for the language that the present call asks for."""
    call = click.get_current_context(silent=True)
    return with_language(text, call.obj if call else None)


def write_out(content: bytes, output: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output where none is named."""
    if output is not None:
        write_whole(output, content)
        return
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def print_lines(lines: Callable[[int], Iterable[Line]]) -> None:
    """Print lines in colour and folded on a terminal, plain and whole in a pipe; they depend on the width."""
    from ..render.brief import WIDTH
    from ..render.lines import coloured, plain

    if sys.stdout.isatty():
        from rich.console import Console

        console = Console(highlight=False)
        made = (each.changed(_for_call) for each in lines(console.width))
        console.print(coloured(made, console.width), soft_wrap=True)
    else:
        say(plain(lines(WIDTH)))


def print_table(columns: list[str], rows: list[list[str]], right: tuple[str, ...] = ()) -> None:
    """Print a table whose columns stay in line with Chinese text; in a pipe, nothing is cut or wrapped."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    wide = sys.stdout.isatty()
    shown = [[spelled(cell) for cell in row] for row in (columns, *rows)]
    for name in shown[0]:
        justify: Literal["right", "left"] = "right" if name in right else "left"
        table.add_column(escape(name), justify=justify, no_wrap=not wide, overflow="fold")
    for row in shown[1:]:
        table.add_row(*map(escape, row))
    width = sum(max(map(cell_len, cells)) + 2 for cells in zip(*shown, strict=True))
    Console(width=None if wide else max(width, 20), highlight=False).print(table)
