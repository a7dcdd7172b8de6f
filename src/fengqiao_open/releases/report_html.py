"""What changed between two releases as one self-contained page in both languages, every cell escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape

from ..datapackage.characters import visible
from ..lang import Lang, sentence
from ..render.page import both, page
from .changes import Change, Difference
from .words import by_table, cell, failure, heading, kind, name, reason, title, verdict

_OPEN = 50  # changes of one table that are not folded away
_STYLE = """
td.old{background:#f2857d33}td.new{background:#7cc79a33}
.table{display:block;overflow-x:auto}
"""


def render(difference: Difference, lang: Lang) -> str:
    """The difference as an HTML page; `lang` is the language shown first, a switch shows the other."""
    body = "\n".join(_body(difference))
    name = visible(difference.new_name)
    return page(partial(sentence, "releases", "title"), name, body, _STYLE, lang)


def _body(difference: Difference) -> Iterator[str]:
    def said(lang: Lang) -> str:
        return "\n".join(sentence for sentence, _ in verdict(difference, lang))

    yield both(partial(heading, difference), "p")
    yield both(said, "p", f' class="verdict{" clean" if difference.ok else ""}"')
    if difference.failures:
        yield '<section class="error">'
        yield both(partial(sentence, "releases", "failures"), "h2")
        yield "<ul>"
        yield from (f"<li>{both(partial(failure, each))}</li>" for each in difference.failures)
        yield "</ul></section>"
    for table, changes in by_table(difference):
        yield from _table(table, changes)


def _table(table: str, changes: Sequence[Change]) -> Iterator[str]:
    """The changes of one table, folded away where they are many, and never cut."""
    yield f'<section class="{"error" if any(each.fails for each in changes) else "note"}">'
    summary = both(partial(title, table, changes))
    yield f"<details{' open' if len(changes) <= _OPEN else ''}><summary>{summary}</summary>"
    names = ("raises", "what", "key", "name", "column", "was", "is", "why")
    heads = (both(partial(sentence, "releases", f"head.{each}")) for each in names)
    cells = "".join(f"<th>{head}</th>" for head in heads)
    yield f'<table class="table"><tr>{cells}</tr>'
    yield from map(_row, changes)
    yield "</table></details></section>"


def _row(change: Change) -> str:
    old, new = both(partial(cell, change.old)), both(partial(cell, change.new))
    if change.of == "row" and change.kind != "rename":
        old, new = (_cells(change), "") if change.kind == "removal" else ("", _cells(change))
    return (
        f"<tr><td>{change.level.name}</td><td>{both(partial(kind, change))}</td>"
        f"<td>{escape(visible(change.key))}</td>"
        f"<td>{both(partial(name, change))}</td><td>{escape(visible(change.column))}</td>"
        f'<td class="old">{old}</td><td class="new">{new}</td>'
        f"<td>{both(partial(reason, change)) if change.explained else ''}</td></tr>"
    )


def _cells(change: Change) -> str:
    """The cells of a row that came or went, folded away."""
    summary = both(lambda lang: sentence("releases", "cells", lang, n=len(change.cells)))
    listed = "".join(
        f"<li>{escape(visible(f'{column}: {said}'))}</li>" for column, said in change.cells.items()
    )
    return f"<details><summary>{summary}</summary><ul>{listed}</ul></details>"
