"""What a code means: why it matters, a failing and a passing example, and how to fix it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import needs_text
from ..findings.catalogue import Entry, all_codes, find
from ..findings.report import SAFE
from ..lang import Lang, texts
from .lines import Line, Text, labelled_lines, plain


def explain(code: str, lang: Lang = "en") -> str:
    """What a code means, in words.

    Args:
        code: a code such as "FQ-R05"; "r05" will do.
        lang: "en" or "zh".

    Raises:
        ValueError: there is no such code; the message names the nearest.

    >>> print(explain("t07"))
    FQ-T07 error: Digits are full-width characters
    ...
    """
    needs_text(code, "explain", "FQ-R05")
    return plain(explain_lines(known(code), lang))


def known(code: str) -> Entry:
    """The entry of a code, that of an installed rule included.

    Raises:
        ValueError: there is no such code; the message names the nearest.
    """
    try:
        return find(code)
    except ValueError:
        from ..validation.own_rules import installed_rules

        installed_rules()
        return find(code)


def explain_lines(entry: Entry, lang: Lang) -> Iterator[Line]:
    """The lines of an explanation."""
    say = texts("reports", lang)
    yield Line(
        Text.assemble(
            (f"{entry.code} {say[entry.severity]}{say['colon']}", "dim"), (entry.title(lang), "bold")
        )
    )
    yield Line()
    said = {name: unfilled(entry, name, lang) for name in ("why", "found", "expected", "how_to_fix")}
    # A sentence that is nothing but a place says nothing here.
    said = {name: text for name, text in said.items() if text.strip("…“”。. ")}
    if entry.code in SAFE:
        said["proposed"] = say["safe_file"]
    if entry.register:
        said["or"] = say["register_short"]
    yield from labelled_lines(said, lang)
    for name, style in (("bad", "red"), ("good", "green")) if entry.example else ():
        yield from (Line(), Line(Text(f"{say[f'{name}_title']}{say['colon'].strip()}", style)))
        yield from (Line(Text(line), "    ", fold=False) for line in entry.example.get(name, "").split("\n"))


def unfilled(entry: Entry, part: str, lang: str) -> str:
    """A sentence with its places as `…`, for what is found differs from case to case."""
    return re.sub(r"\{\w+\}", "…", entry.general(part, lang))


def listing_lines(lang: Lang) -> Iterator[Line]:
    """Every code with its title, those of installed rules included."""
    from ..validation.own_rules import installed_rules

    installed_rules()
    yield from (
        Line(Text(entry.title(lang)), f"{entry.code}  ")
        for entry in sorted(all_codes().values(), key=lambda each: each.code)
    )
