"""The agenda on one screen: how much is left of each step, then what to do first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..datapackage.characters import pasteable, visible
from ..datapackage.package import DESCRIPTOR, shipped
from ..findings.report import Source
from ..lang import Lang, sentence, texts
from ..render.lines import Line, Text
from ..tabular.dataset import Data
from .agenda import Agenda, Item
from .questions import FILE

MOST = 6  # things shown


def agenda_lines(found: Agenda, lang: Lang, report: Path | None = None) -> Iterator[Line]:
    """The lines of an agenda; with the report's file, commands to go on with name it."""
    say = texts("agenda", lang)
    number = sum(found.left.values())
    path = pasteable(found.package)
    if not number:
        yield Line(Text(sentence("agenda", "nothing", lang, path=path), "bold green"))
        if report is None:
            yield Line(Text(sentence("agenda", "audit", lang, path=path)))
        return
    done = sum(found.done.values())
    yield Line(Text(sentence("agenda", "left", lang, n=number, done=done, path=path), "bold"))
    steps = [f"{say[f'steps.{step}']} {count:,}" for step, count in found.left.items()]
    yield Line(Text(say["between"].join(steps)))
    yield Line()
    for at, item in enumerate(found.items[:MOST], 1):
        yield from _item(item, at, lang)
    if len(found.items) > MOST:
        rest = number - sum(each.count for each in found.items[:MOST])
        yield Line(Text(sentence("agenda", "more", lang, n=rest), "bold"))
    if not all(each.code for each in found.items[:MOST]):
        yield Line(Text(sentence("agenda", "decided", lang, file=FILE)))
    again = f"fengqiao-open next {path}" + (f" --source {pasteable(report)}" if report else "")
    yield Line(Text(sentence("agenda", "again", lang, command=again)))


def _item(item: Item, at: int, lang: Lang) -> Iterator[Line]:
    """One thing to do: its row, its place in the report, and what to do."""
    say = texts("agenda", lang)
    file = f"{item.table}.csv" if item.table else DESCRIPTOR
    columns = item.column.split()
    where = (
        file,
        visible(item.key),
        visible(item.name[lang]) if item.name else "",
        say["and"].join(map(visible, columns)),
        sentence("agenda", "line", lang, line=item.line) if item.line else "",
        sentence("agenda", "question", lang, file=FILE, name=visible(item.question)) if item.question else "",
    )
    yield Line(Text.assemble(f"{at}. ", (" · ".join(filter(None, where)), "bold")))
    if item.source is not None:
        yield Line(Text(_place(item.source, item, lang)), "   ")
    title = f"{item.code} {item.title[lang]}{say['colon']}" if item.title else ""
    yield Line(Text(f"{title}{visible(item.what[lang])}"), "   ")


def _place(source: Source, item: Item, lang: Lang) -> str:
    """The place in the report: part, paragraph, characters, what is printed, and the words around it."""
    say = texts("agenda", lang)
    parts = Data({}, shipped().descriptor).codes("passages", "part")
    label = parts.get(item.part, {}).get("fq:labelZh" if lang == "zh" else "label", "")
    listed = [str(label), sentence("reports", "paragraph", lang, paragraph=source.paragraph)]
    if source.start is not None and source.end is not None:
        listed.append(sentence("reports", "characters", lang, start=source.start, end=source.end))
    if source.printed:
        listed.append(sentence("reports", "printed", lang, printed=visible(source.printed)))
    phrase = f"{say['colon']}…{visible(item.phrase)}…" if item.phrase else ""
    return texts("reports", lang)["comma"].join(filter(None, listed)) + phrase
