"""What changed between two releases in words: the verdict, what fails, then table by table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ..datapackage.characters import visible
from ..lang import Lang, sentence, texts
from ..render.lines import Line, Text, plain
from .changes import Change, Difference
from .words import by_table, cell, counted, failure, heading, kind, name, reason, title, verdict

LIMIT = 20  # changes of one kind shown for one table


def render(difference: Difference, lang: Lang) -> str:
    """The whole difference as text, without colour."""
    return plain(difference_lines(difference, lang))


def difference_lines(difference: Difference, lang: Lang) -> Iterator[Line]:
    """The lines of a difference, the verdict first; generated tables are only counted."""
    say = texts("releases", lang)
    yield Line(Text(heading(difference, lang), "bold"))
    for text, bad in verdict(difference, lang):
        yield Line(Text(text, "bold red" if bad else ""))
    if difference.failures:
        yield from (Line(), Line(Text(say["failures"], "bold red")))
        for each in difference.failures:
            yield Line(Text(failure(each, lang)), "  ")
    if difference.unexplained:
        yield from (Line(), Line(Text(say["no_reason"], "bold red")))
        for each in difference.unexplained:
            yield Line(Text(" ".join(filter(None, map(visible, (each.table, each.key, each.column))))), "  ")
    for table, changes in by_table(difference):
        if table in difference.generated:
            continue
        yield Line()
        yield Line(Text(title(table, changes, lang), "bold"))
        yield from _changes(changes, lang)
    generated = ((table, each) for table, each in by_table(difference) if table in difference.generated)
    if listed := [
        sentence("releases", "in", lang, table=visible(each), listed=counted(c, lang))
        for each, c in generated
    ]:
        yield from (Line(), Line(Text(sentence("releases", "generated", lang, listed="; ".join(listed)))))


def _changes(changes: Sequence[Change], lang: Lang) -> Iterator[Line]:
    count: Counter[tuple[str, str]] = Counter()
    shown = []
    for each in changes:
        count[each.kind, each.of] += 1
        if count[each.kind, each.of] <= LIMIT:
            shown.append(each)
    for why, same in groupby(shown, lambda each: reason(each, lang)):
        for each in same:
            yield Line(_change(each, lang), f"  {each.level.name:<5} ")
        if why:
            yield Line(Text(sentence("releases", "why", lang, reason=why), "italic"), " " * 8)
    if left := len(changes) - len(shown):
        yield Line(Text(sentence("releases", "more", lang, n=left)), "  ")


def _change(change: Change, lang: Lang) -> Text:
    named = name(change, lang)
    parts = (visible(change.key), f"({named})" if named else "", visible(change.column))
    said: list[str | tuple[str, str]] = [(kind(change, lang), "bold")]
    said += [f" {part}" for part in parts if part]
    if change.of in ("cell", "property") or change.kind == "rename":
        values = ((cell(change.old, lang), "red"), " → ", (cell(change.new, lang), "green"))
        said += (texts("releases", lang)["colon"], *values)
    return Text.assemble(*said)
