"""Explain a code: why it matters, a failing and a passing example, and the fix."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from ..findings.catalogue import Entry, catalogue, find
from ..findings.report import SAFE
from ..lang import Lang
from .text import Line, plain
from .words import words


def explain(code: str, lang: Lang = "en") -> str:
    """What a code means, in words.

    Args:
        code: a code such as "FQ-R05"; "r05" will do.
        lang: "en" or "zh".

    Raises:
        ValueError: there is no such code; the message names the nearest.

    >>> print(explain("t07"))
    FQ-T07 error: Full-width characters stand where digits belong
    ...
    """
    return plain(explain_lines(find(code), lang))


def explain_lines(entry: Entry, lang: Lang) -> Iterator[Line]:
    """The lines of an explanation."""
    say = words(lang)
    yield Line(
        Text.assemble(
            (f"{entry.code} {say[entry.severity]}{say['colon']}", "dim"), (entry.title(lang), "bold")
        )
    )
    yield Line()
    parts = [(name, unfilled(entry, name, lang)) for name in ("why", "found", "expected", "mend")]
    if entry.code in SAFE:
        parts.append(("proposed", say["safe_file"]))
    if entry.register:
        parts.append(("or", say["register_short"]))
    yield from _labelled(parts, lang)
    for name, style in (("bad", "red"), ("good", "green")):
        yield from (Line(), Line(Text(f"{say[f'{name}_title']}{say['colon'].strip()}", style)))
        yield from (Line(Text(line), "    ", fold=False) for line in entry.example.get(name, "").split("\n"))


def unfilled(entry: Entry, part: str, lang: str) -> str:
    """A sentence with its places as `…`, for what is found differs from case to case."""
    import re

    return re.sub(
        r"\{(\w+)\}", lambda place: "" if place[1] in ("near", "guess") else "…", entry.words[part][lang]
    )


def listing_lines(lang: Lang) -> Iterator[Line]:
    """Every code with its title."""
    yield from (
        Line(Text(entry.title(lang)), f"{entry.code}  ")
        for entry in sorted(catalogue().values(), key=lambda each: each.code)
    )


def _labelled(parts: list[tuple[str, str]], lang: Lang) -> Iterator[Line]:
    say = words(lang)
    widest = max(cell_len(say[name]) for name, _ in parts) + cell_len(say["colon"])
    for name, sentence in parts:
        # A sentence that is nothing but a place says nothing here.
        if sentence.strip("…“”。. "):
            label = f"{say[name]}{say['colon'].strip()}"
            yield Line(Text(sentence), f"{label}{' ' * (widest - cell_len(label))}")
