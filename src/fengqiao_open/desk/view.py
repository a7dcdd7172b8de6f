"""What the page sees of the tables: numbers, questions, findings by number, paragraphs and code lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..authoring.unit_catalogue import catalogue
from ..datapackage.package import Json
from ..figures.figure import Figure
from ..figures.scanner import figures
from ..findings.report import Finding
from ..lang import LANGS, sentence
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .cards import card
from .changes import Tables
from .checks import by_number
from .numbers import Number, Question, numbers, questions
from .question_cards import question_card
from .rows import BESIDE
from .together import choices

#: Tables from whose rows a clerk chooses.
LISTED: Final = ("units", "areas", "themes")


@dataclass(frozen=True, slots=True)
class View:
    """The tables of one report as the page sees them.

    Attributes:
        tables, data: the tables, and the same as rules read them.
        source_id: the report.
        numbers: its numbers, by key, in order.
        questions: what is asked, in order.
        found: the findings by number.
        other: those on nothing that is a number.
    """

    tables: Tables
    data: Data
    source_id: str
    numbers: Mapping[str, Number]
    questions: tuple[Question, ...]
    found: Mapping[str, Sequence[Finding]]
    other: tuple[Finding, ...]

    @property
    def source(self) -> Row:
        """The row of the report."""
        return self.data.by_key("sources")[self.source_id]

    @property
    def findings(self) -> Iterable[Finding]:
        """All findings."""
        yield from (each for some in self.found.values() for each in some)
        yield from self.other


def view(tables: Tables, descriptor: Json, source_id: str, found: Sequence[Finding]) -> View:
    """The view of the tables with these findings."""
    listed = numbers(tables, source_id)
    placed = by_number(found, tables)
    own = {id(each) for some in placed.values() for each in some}
    return View(
        tables,
        Data(dict(tables), descriptor),
        source_id,
        {each.key: each for each in listed},
        tuple(questions(tables, source_id, listed)),
        placed,
        tuple(each for each in found if id(each) not in own),
    )


def scanned(source_id: str, paragraphs: Sequence[str]) -> dict[str, Figure]:
    """The numbers of a text as the scanner reads them, by the key that they have in `figures`."""
    found = figures("\n".join(paragraphs))
    return {f"{source_id}-p{each.paragraph:02}-c{each.start:03}": each for each in found}


def named(seen: View, target: str) -> str:
    """A number as it is printed; what is no number by its key."""
    one = seen.numbers.get(target)
    return one.row["printed"] if one else target


def facts(seen: View, each: Number, revision: int) -> list[Any]:
    """A number in the text: state, whether probably none, whether flagged, count of findings, revision."""
    return [each.state, each.asked, each.flagged, len(seen.found.get(each.key, ())), revision]


def card_of(seen: View, key: str, paragraphs: Sequence[str]) -> dict[str, Any] | None:
    """The card of a number or a question; None where there is none of this key."""
    if key in seen.numbers:
        one = seen.numbers[key]
        text = paragraphs[int(one.row["paragraph"]) - 1]
        made = card(one, seen.tables, seen.data, text, seen.found.get(key, ()), similar(seen, one))
        return {**made, "together": choices(seen.tables, seen.numbers, key)}
    asked = next((each for each in seen.questions if each.key == key), None)
    return question_card(asked, seen.tables, seen.data, seen.source_id) if asked else None


def similar(seen: View, one: Number) -> list[str]:
    """The open numbers of its paragraph with its measure, unit and time, or set aside as it is."""
    if one.state != "open" or one.flagged:
        return []
    rows = {row["figure_id"]: row for row in seen.tables["observations"].rows}

    def kind(each: Number) -> tuple[str, ...]:
        row = rows.get(each.key)
        if row is None or each.asked:
            return (each.row["disposition"],)
        return tuple(row[name] for name in ("measure", "unit_id", "period", "status"))

    here = (each for each in seen.numbers.values() if each.row["paragraph"] == one.row["paragraph"])
    waiting = (
        each for each in here if each.state == "open" and not each.flagged and not seen.found.get(each.key)
    )
    found = [each.key for each in waiting if kind(each) == kind(one)]
    return found if len(found) > 1 and one.key in found else []


def paragraphs_of(seen: View, texts: Sequence[str]) -> list[dict[str, str]]:
    """The paragraphs, with their key in `passages` and their theme."""
    passages = seen.tables["passages"].rows
    rows = {int(row["paragraph"]): row for row in passages if row["source_id"] == seen.source_id}
    return [
        {
            "text": text,
            "passage": rows[number].key if number in rows else "",
            "theme": rows[number]["theme_id"] if number in rows else "",
        }
        for number, text in enumerate(texts, 1)
    ]


def lists(seen: View) -> dict[str, list[Any]]:
    """The code lists and tables from which a clerk chooses: code, label, and what it means or how it is
    printed.
    """
    columns = {
        "observations": ("measure", "qualifier", "status"),
        "passages": ("part",),
        "figures": ("disposition",),
        "indicators": ("quantity",),
    }
    made: dict[str, list[Any]] = {
        column: [
            [code, _words(each, "label", "fq:labelZh"), _words(each, "fq:definition", "fq:definitionZh")]
            for code, each in seen.data.codes(table, column).items()
        ]
        for table, names in columns.items()
        for column in names
    }
    made["forms"] = [[table, _titles(seen, table), {}] for table in BESIDE]
    for table in LISTED:
        known = {row.key for row in seen.tables[table].rows}
        further = [row for row in catalogue() if row.key not in known] if table == "units" else []
        made[table] = [
            [row.key, {lang: row[f"name_{lang}"] for lang in LANGS}, row["printed_forms"]]
            for row in (*seen.tables[table].rows, *further)
        ]
    none = {lang: sentence("desk", "read.no_unit", lang) for lang in LANGS}
    made["units"].append(["", none, ""])
    return made


def _titles(seen: View, table: str) -> dict[str, str]:
    resource = next(each for each in seen.data.descriptor["resources"] if each["name"] == table)
    return _words(resource, "title", "fq:titleZh")


def _words(code: Mapping[str, Any], english: str, chinese: str) -> dict[str, str]:
    return {"zh": str(code.get(chinese, "")), "en": str(code.get(english, ""))}
