"""The audit of years, parts, periods and status against what a report prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..figures.figure import Figure
from ..figures.outline import Calendar, Outline, outline
from ..figures.periods import Dating, dating, scopes, usual
from ..findings.report import Finding
from ..tabular.csv import Row
from ..tabular.dataset import Data
from ..validation.intended import glossed
from ..validation.rules.periods import calendar
from ..validation.rules.provenance import paragraph

_READ = ("period", "status", "part", "paragraph", "start", "figure_id", "review_year", "plan_year", "issued")
Sentences = Mapping[tuple[int, int], Dating]


@dataclass(frozen=True, slots=True)
class Dates:
    """What a text says of its years.

    Attributes:
        paragraphs: the text.
        divided: its parts and years.
        sentences: what the words around each number say, by its paragraph and start.
    """

    paragraphs: Sequence[str]
    divided: Outline
    sentences: Sentences


def dates(paragraphs: Sequence[str], found: Iterable[Figure], years: Calendar) -> Dates:
    """The years of a text, and of each number that was found in it, for a report of these years."""
    divided = outline(paragraphs, years.issued)
    around = scopes(paragraphs, divided)
    sentences = {
        (each.paragraph, each.start): dating(
            paragraphs[each.paragraph - 1], each, around[each.paragraph - 1], years
        )
        for each in found
    }
    return Dates(paragraphs, divided, sentences)


def periods_against_text(
    data: Data,
    source: Row,
    printed: Callable[[Calendar], Dates],
    rules: Iterable[Finding],
    cells: Iterable[Finding],
) -> Iterator[Finding]:
    """Years, parts, periods and status of a report that its text contradicts.

    Args:
        data: the tables.
        source: the row of the report.
        printed: `dates` of its text, given its years.
        rules: what the rules found; a statistic among it is not reported twice.
        cells: what is wrong with single cells; rows that cannot be read are passed over.
    """
    unread = {(each.table, each.line) for each in cells if each.column in _READ}
    if (source.table, source.line) in unread:
        return
    years = calendar(source)
    said = printed(years)
    divided = said.divided
    if (divided.calendar.review, divided.calendar.plan) != (years.review, years.plan):
        wanted = f"{divided.calendar.review}, {divided.calendar.plan}"
        words = {"review": str(years.review), "value": str(years.plan), "wanted": wanted}
        yield source.finding("FQ-P28", "plan_year", case="years", **words)
        return

    def own(table: str) -> list[Row]:
        rows = (row for row in data.rows(table) if row["source_id"] == source.key)
        return [row for row in rows if (table, row.line) not in unread]

    other = list(_parts(own("passages"), said.paragraphs, divided))
    yield from other
    known = {each.key for each in rules if each.code == "FQ-P28"} | {each.key for each in other}
    for row in own("observations"):
        if row.key not in known and paragraph(row) not in known:
            yield from _statistic(data, row, said.paragraphs, said.sentences)


def _parts(passages: Sequence[Row], paragraphs: Sequence[str], divided: Outline) -> Iterator[Finding]:
    """Passages in a part that looks back where headings say ahead, or the reverse; none where they are
    silent.
    """
    for row in passages if not divided.doubtful else ():
        at = int(row["paragraph"]) - 1
        if at >= len(paragraphs):
            continue
        entered, printed = (usual(part, divided.calendar) for part in (row["part"], divided.parts[at]))
        if entered != printed:
            words = glossed("value", row.table, "part", row["part"], {})
            words |= glossed("part", row.table, "part", divided.parts[at], {})
            phrase = paragraphs[at][:16]
            yield row.finding(
                "FQ-P28", "part", case="part", **words, paragraph=row["paragraph"], phrase=phrase
            )


def _statistic(data: Data, row: Row, paragraphs: Sequence[str], sentences: Sentences) -> Iterator[Finding]:
    """A statistic that its sentence dates otherwise, and no words entered account for."""
    figure = data.row("figures", row["figure_id"])
    said = sentences.get((int(figure["paragraph"]), int(figure["start"]))) if figure else None
    goal = row["status"] != "actual"
    if (
        figure is None
        or said is None
        or said.doubtful
        or (said.year, said.goal) == (int(row["period"]), goal)
    ):
        return
    number, start, end = int(figure["paragraph"]), int(figure["start"]), int(figure["end"])
    above = "\n".join((*paragraphs[: number - 1], paragraphs[number - 1][:start]))
    if figure["dated"] and all(each in above for each in figure["dated"].split("…")):
        return  # a person chose other printed words
    words = glossed("status", row.table, "status", row["status"], {})
    words |= glossed("said", row.table, "status", "target" if said.goal else "actual", {})
    words |= {"period": row["period"], "wanted": str(said.year)}
    phrase = phrase_at(paragraphs, number, start, end)
    yield row.finding(
        "FQ-P28", "status" if said.goal != goal else "period", case="text", **words, phrase=phrase
    )


def phrase_at(paragraphs: Sequence[str], number: int, start: int, end: int, around: int = 8) -> str:
    """The figure with a few characters around it, marked."""
    if not 1 <= number <= len(paragraphs):
        return ""
    text = paragraphs[number - 1]
    return f"{text[max(0, start - around) : start]}【{text[start:end]}】{text[end : end + around]}"
