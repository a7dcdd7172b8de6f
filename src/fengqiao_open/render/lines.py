"""Lines of a report with their colours; rich is imported only to show them on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..datapackage.characters import spelled, visible
from ..lang import Lang, texts
from .terminal_text import breaks, cell_len, pad

if TYPE_CHECKING:
    from rich.text import Text as RichText


class Span(NamedTuple):
    """A part of a line in one style of rich, such as "bold red"."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with one style, or with several in its parts.

    >>> Text.assemble("1. ", ("FQ-R05", "bold red")).plain
    '1. FQ-R05'
    """

    plain: str = ""
    style: str = ""
    spans: tuple[Span, ...] = ()

    @classmethod
    def assemble(cls, *parts: str | tuple[str, str]) -> Text:
        """A text from its parts, each plain or with its style."""
        spans = tuple(Span(part) if isinstance(part, str) else Span(*part) for part in parts)
        return cls("".join(each.text for each in spans), spans=spans)

    def changed(self, change: Callable[[str], str]) -> Text:
        """The text with a change made to its words; its styles stay."""
        spans = tuple(Span(change(each.text), each.style) for each in self.spans)
        return Text("".join(each.text for each in spans) or change(self.plain), self.style, spans)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its prefix; on a terminal it is folded under its own beginning."""

    body: Text = Text()
    before: str = ""
    fold: bool = True

    def changed(self, change: Callable[[str], str]) -> Line:
        """The line with a change made to its words."""
        return Line(self.body.changed(change), self.before, self.fold)


def plain(lines: Iterable[Line]) -> str:
    """Lines as text without colour, each whole."""
    return spelled("\n".join(f"{line.before}{line.body.plain}".rstrip() for line in lines).rstrip())


def coloured(lines: Iterable[Line], width: int) -> RichText:
    """Lines in colour, folded to the width of a terminal."""
    from rich.text import Text as RichText

    folded: list[RichText] = []
    for line in map(_spelled, lines):
        indent, body = cell_len(line.before), line.body
        before = RichText(line.before, "dim" if line.before.strip() else "")
        shown = RichText.assemble(*body.spans) if body.spans else RichText(body.plain, body.style)
        if not line.fold:
            folded.append(before + shown)
            continue
        for at, part in enumerate(shown.divide(breaks(body.plain, max(20, width - indent)))):
            part.rstrip()
            folded.append((RichText(" " * indent) if at else before) + part)
    return RichText("\n").join(folded)


def labelled_lines(said: Mapping[str, str], lang: Lang, indent: str = "") -> Iterator[Line]:
    """Sentences, each behind the label of its key, in line with each other."""
    say = texts("reports", lang)
    widest = max(cell_len(say[name]) for name in said) + cell_len(say["colon"])
    for name, text in said.items():
        yield Line(Text(visible(text)), indent + pad(f"{say[name]}{say['colon'].strip()}", widest))


def _spelled(line: Line) -> Line:
    """The line with nothing invisible in it; one that has something of the kind has no colours within."""
    before, body = spelled(line.before), spelled(line.body.plain)
    if (before, body) == (line.before, line.body.plain):
        return line
    return Line(Text(body, line.body.style), before, line.fold)
