"""An import in words: how much changes, each cell and row, what cannot be imported, and what to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..datapackage.characters import visible
from ..datapackage.package import shipped
from ..lang import Lang, sentence, texts
from ..render.lines import Line, Text
from .edits import Cells, Edit, Problem, TableEdits
from .imports import Import, Note


def import_lines(found: Import, lang: Lang) -> Iterator[Line]:
    """The lines of an import, the verdict first."""
    say = texts("workbooks", lang)
    yield Line(Text(verdict(found, lang), "bold red" if found.problems else "bold"))
    for note in found.notes:
        yield Line(Text(_note(note, lang)))
    for edits in found.edits:
        title = sentence(
            "workbooks",
            "table",
            lang,
            table=edits.table,
            sheet=visible(edits.sheet),
            listed=_listed((edits,), lang),
        )
        yield from (Line(), Line(Text(title, "bold")))
        yield from _changes(edits, lang)
    if found.problems:
        yield from (Line(), Line(Text(say["problems"], "bold red")))
        for problem in found.problems:
            yield Line(Text(_problem(problem, lang)), "  ")


def verdict(found: Import, lang: Lang) -> str:
    """How many cells and rows change, and how many cannot be imported."""
    say, n = texts("workbooks", lang), len(found.problems)
    if not found.edits and not n:
        return say["none"]
    parts = [_listed(found.edits, lang), sentence("workbooks", "refused", lang, n=n) if n else ""]
    return sentence("workbooks", "counted", lang, listed=say["semicolon"].join(filter(None, parts)))


def _listed(edits: Sequence[TableEdits], lang: Lang) -> str:
    numbers = {
        "cells": sum(len(each.changed) for each in edits),
        "added": sum(len(each.added) for each in edits),
        "removed": sum(len(each.removed) for each in edits),
    }
    parts = (sentence("workbooks", name, lang, n=n) for name, n in numbers.items() if n)
    return texts("workbooks", lang)["list"].join(parts)


def _changes(edits: TableEdits, lang: Lang) -> Iterator[Line]:
    say = texts("workbooks", lang)
    for edit in edits.changed:
        yield Line(_cell(edit, lang), "  ")
    for key, rows, style in (("row_added", edits.added, "green"), ("row_removed", edits.removed, "red")):
        for name, row in rows.items():
            listed = say["list"].join(_row(row, lang))
            yield Line(Text(sentence("workbooks", key, lang, key=visible(name), cells=listed), style), "  ")


def _cell(edit: Edit, lang: Lang) -> Text:
    values = {"before": _shown(edit.before, lang), "after": _shown(edit.after, lang)}
    column = _column(edit.table, edit.column, lang)
    return Text(
        sentence("workbooks", "cell", lang, cell=edit.cell, key=visible(edit.key), column=column, **values)
    )


def _row(row: Cells, lang: Lang) -> Iterator[str]:
    for column, text in row.items():
        if text:
            yield sentence("workbooks", "value", lang, column=column, text=visible(text))


def _problem(problem: Problem, lang: Lang) -> str:
    values = {name: _shown(value, lang) for name, value in problem.values.items()}
    if "of" in values:
        values["of"] = _column(values["table"], values["of"], lang)
    column = _column(problem.table, problem.column, lang) if problem.column else ""
    why = sentence(
        "workbooks", f"why.{problem.why}", lang, **{"key": visible(problem.key), "column": column, **values}
    )
    place = visible(problem.sheet)
    if problem.cell:
        place = sentence("workbooks", "place", lang, sheet=place, cell=problem.cell)
    if problem.key and column:
        place += sentence("workbooks", "of_row", lang, key=visible(problem.key), column=column)
    return sentence("workbooks", "problem", lang, place=place, why=why)


def _note(note: Note, lang: Lang) -> str:
    columns = (
        _column(note.table, each, lang) if note.key == "missing_columns" else f"“{visible(each)}”"
        for each in note.listed
    )
    listed = texts("workbooks", lang)["list"].join(columns)
    return sentence(
        "workbooks", f"note.{note.key}", lang, table=note.table, sheet=visible(note.sheet), listed=listed
    )


def _column(table: str, column: str, lang: Lang) -> str:
    """A column by its title in a language, and its name."""
    title = shipped().schema(table).field(column).title
    return sentence("workbooks", "column", lang, name=column, title_en=title.en, title_zh=title.zh)


def _shown(text: str, lang: Lang) -> str:
    return visible(text) or texts("workbooks", lang)["blank"]
