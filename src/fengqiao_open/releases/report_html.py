"""What changed between two releases as one self-contained page in both languages, nothing of a cell unescaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape

from ..datapackage.characters import visible
from ..lang import Lang, sentence, texts
from ..render.page import both, page
from .changes import Change, Difference
from .report_text import heading, place
from .words import by_table, cell, counted, failure, kind, name, verdict

_OPEN = 50  # changes of one table that are not folded away
_STYLE = """
td.old{background:#f2857d33}td.new{background:#7cc79a33}
.table{display:block;overflow-x:auto}
"""


def render(difference: Difference, lang: Lang = "en") -> str:
    """The difference as an HTML page.

    Args:
        difference: the difference.
        lang: the language shown first; a switch shows the other.
    """
    body = "\n".join(_body(difference))
    name = visible(difference.new_name)
    return page(lambda each: texts("releases", each)["title"], name, body, _STYLE, lang)


def _body(difference: Difference) -> Iterator[str]:
    def said(lang: Lang) -> str:
        return "\n".join(sentence for sentence, _ in verdict(difference, lang))

    yield both(partial(heading, difference), "p")
    yield both(said, "p", f' class="verdict{" clean" if difference.ok else ""}"')
    if difference.failures:
        yield '<section class="error">'
        yield both(lambda lang: texts("releases", lang)["failures"], "h2")
        yield "<ul>"
        for each in difference.failures:
            told = partial(_failure, each)
            yield f"<li>{both(told)}</li>"
        yield "</ul></section>"
    for table, changes in by_table(difference):
        yield from _table(table, changes)


def _failure(change: Change, lang: Lang) -> str:
    return f"{place(change, lang)}{texts('releases', lang)['colon']}{failure(change, lang)}"


def _table(table: str, changes: Sequence[Change]) -> Iterator[str]:
    """The changes of one table, folded away where they are many, and never cut."""

    def title(lang: Lang) -> str:
        say = texts("releases", lang)
        return f"{visible(table) or say['package']}{say['colon']}{counted(changes, lang)}"

    yield f'<section class="{"error" if any(each.fails for each in changes) else "note"}">'
    yield f"<details{' open' if len(changes) <= _OPEN else ''}><summary>{both(title)}</summary>"
    heads = ("raises", "what", "key", "name", "column", "was", "is")
    cells = "".join(f"<th>{both(partial(_word, head))}</th>" for head in heads)
    yield f'<table class="table"><tr>{cells}</tr>'
    yield from map(_row, changes)
    yield "</table></details></section>"


def _word(name: str, lang: Lang) -> str:
    return texts("releases", lang)[f"head.{name}"]


def _row(change: Change) -> str:
    old, new = both(partial(cell, change.old)), both(partial(cell, change.new))
    if change.of == "row" and change.kind != "rename":
        old, new = (_cells(change), "") if change.kind == "removal" else ("", _cells(change))
    return (
        f"<tr><td>{change.level.name}</td><td>{both(partial(kind, change))}</td><td>{escape(visible(change.key))}</td>"
        f"<td>{both(partial(name, change))}</td><td>{escape(visible(change.column))}</td>"
        f'<td class="old">{old}</td><td class="new">{new}</td></tr>'
    )


def _cells(change: Change) -> str:
    """The cells of a row that came or went, folded away."""
    summary = both(lambda lang: sentence("releases", "cells", lang, n=len(change.cells)))
    listed = "".join(
        f"<li>{escape(visible(f'{column}: {said}'))}</li>" for column, said in change.cells.items()
    )
    return f"<details><summary>{summary}</summary><ul>{listed}</ul></details>"
