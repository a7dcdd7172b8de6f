"""Help and usage errors in the reader's language: the code has the English, `words/help.toml` the Chinese of
it.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from .. import lang as languages
from ..lang import Lang
from .language import asked, language

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

LANGUAGE = "Chinese or English; the system's language when left out."
# Where click asks gettext for the Chinese of its words.
_CLICK = tuple(
    sys.modules[f"click.{name}"] for name in ("core", "exceptions", "formatting", "parser", "types")
)


@cache
def chinese() -> dict[str, str]:
    """The Chinese of each English text of the help."""
    import tomllib

    file = Path(languages.__file__).parent / "words" / "help.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def translated(english: str, lang: Lang) -> str:
    """A paragraph of the help in a language; in English where it has no Chinese.

    >>> translated("Commands", "zh"), translated("Commands", "en")
    ('命令', 'Commands')
    """
    return chinese().get(english, english) if lang == "zh" else english


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each on one line; the first is the summary.

    >>> paragraphs("Check it.\\n\\n    All of it,\\n    in one pass.")
    ['Check it.', 'All of it, in one pass.']
    """
    return [" ".join(each.split()) for each in inspect.cleandoc(text).split("\n\n")]


@contextmanager
def click_words(lang: Lang) -> Iterator[None]:
    """Let click speak Chinese as long as this lasts; it reads only compiled catalogues, of the system's
    language.
    """
    earlier = [(vars(module), dict(vars(module))) for module in _CLICK]
    if lang == "zh":
        for names, _ in earlier:
            names["_"] = lambda english: translated(english, "zh")
            names["ngettext"] = lambda one, many, n: translated(one if n == 1 else many, "zh")
    try:
        yield
    finally:
        for names, before in earlier:
            names.update({name: before[name] for name in ("_", "ngettext") if name in before})


class Formatter(click.HelpFormatter):
    """Help folded by cells of a terminal, of which a Chinese character takes two."""

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list, with the colon of its language."""
        self.write(f"{heading}{':' if heading.isascii() else '：'}\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs, with the present indent."""
        indent = " " * self.current_indent
        folded = (_folded(each, self.width - self.current_indent) for each in paragraphs(text))
        self.write("\n".join("".join(f"{indent}{line}\n" for line in lines) for lines in folded))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names and what each is, in two columns; a long name has a line of its own."""
        listed, indent = list(rows), " " * self.current_indent
        column = min(max(len(name) for name, _ in listed), col_max) + col_spacing
        for name, text in listed:
            first, *others = _folded(text, max(self.width - column - self.current_indent, 10)) or [""]
            start = (
                f"{name:{column}}" if len(name) + col_spacing <= column else f"{name}\n{indent}{'':{column}}"
            )
            for line in (start + first, *(" " * column + each for each in others)):
                self.write(f"{indent}{line}".rstrip() + "\n")


def _folded(text: str, width: int) -> list[str]:
    from ..render.terminal_text import breaks

    return [text[start:end].rstrip() for start, end in pairwise((0, *breaks(text, width), len(text)))]


class _Context(click.Context):
    formatter_class = Formatter


class Command(click.Command):
    """A command whose help is in the language that the line asks for; each takes `--lang`."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if all(each.name != "lang" for each in self.params):
            choice = click.Choice(get_args(Lang))
            self.params.append(click.Option(["--lang"], type=choice, expose_value=False, help=LANGUAGE))

    def get_short_help_str(self, limit: int = 45) -> str:
        """The summary, in full."""
        return translated(paragraphs(self.help or "")[0], language())

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        with self._in_language(ctx):
            super().format_help(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What the shell offers, with the help of each."""
        with self._in_language(ctx):
            return super().shell_complete(ctx, incomplete)

    @contextmanager
    def _in_language(self, ctx: click.Context) -> Iterator[None]:
        """The texts of the command in the reader's language, as long as this lasts."""
        params = [each for each in self.get_params(ctx) if isinstance(each, click.Option | click.Argument)]
        english = self.help, [each.help for each in params]
        lang = language()
        self.help = "\n\n".join(translated(each, lang) for each in paragraphs(self.help or ""))
        for each in params:
            each.help = translated(each.help or "", lang)
        try:
            yield
        finally:
            self.help = english[0]
            for each, text in zip(params, english[1], strict=True):
                each.help = text


class App(Command, click.Group):
    """The command line itself."""

    command_class = Command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of a call, whose object is the language that its line asks for anywhere."""
        return super().make_context(info_name, args, parent, **{"obj": asked(args), **extra})
