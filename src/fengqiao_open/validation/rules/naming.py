"""Rules on names: a row is linked to what its text names, and names fit the type of what they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ...findings.catalogue import BLANK
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .lexicon import patterns
from .registry import rule

_NAMING = (("projects", "name_zh"), ("awards", "recipient_zh"), ("commitments", "name_zh"))
_PLACES = ("village", "community", "zone")
_TYPES = patterns("organisation_types")


@rule("FQ-R35", "organisations", "areas", needs_complete_tables=True)
def rows_are_linked_to_what_they_name(data: Data) -> Iterator[Finding]:
    """A project, award or commitment that names an organisation or place and is not linked to it."""
    all_places = _by_name(row for row in data.rows("areas") if row["type"] in _PLACES)
    all_organisations = _by_name(data.rows("organisations"))
    for table, column in ((table, column) for table, column in _NAMING if table in data.tables):
        whole = "\n".join(data.tables[table].column(column))
        organisations, places = _occurring(all_organisations, whole), _occurring(all_places, whole)
        for row in data.rows(table):
            if table == "commitments" and (row["project_id"] or row["observation_id"]):
                continue  # then it agrees with its project or statistic: FQ-R26, FQ-R29
            text = row[column]
            named = _named(text, organisations)
            yield from _unlinked(data, row, text, "organisation_id", named)
            there = _named(text, places)
            # What is in two places is linked to their parent; an organisation has its place in its own row.
            if len(there) == 1 and not (table == "awards" and (row["organisation_id"] or named)):
                yield from _unlinked(data, row, text, "area_id", there)


def _by_name(things: Iterable[Row]) -> dict[str, list[Row]]:
    """Things by the first two characters of their names, so that no text is held against each of them."""
    found: dict[str, list[Row]] = {}
    for thing in things:
        found.setdefault(thing["name_zh"][:2], []).append(thing)
    return found


def _occurring(things: Mapping[str, list[Row]], whole: str) -> Mapping[str, list[Row]]:
    """The things whose name may occur in some text of a whole column."""
    return {start: rows for start, rows in things.items() if start in whole}


def _named(text: str, things: Mapping[str, list[Row]]) -> list[Row]:
    """The things whose name occurs in a text, in the order of their lines."""
    near = (thing for start, rows in things.items() if start in text for thing in rows)
    return sorted((thing for thing in near if thing["name_zh"] in text), key=lambda row: row.line)


def _unlinked(data: Data, row: Row, text: str, link: str, named: Sequence[Row]) -> Iterator[Finding]:
    linked = data.row("organisations" if link == "organisation_id" else "areas", row[link])
    whole = [thing for thing in named if thing["name_zh"] == text]
    # A part may have the name of its whole: an institute that of its company. But a text that is a whole name
    # and nothing else is of what has it.
    if linked and whole and link == "organisation_id":
        named, same = whole, any(thing["name_zh"] == linked["name_zh"] for thing in whole)
    else:
        same = any(linked and thing["name_zh"] in linked["name_zh"] for thing in named)
    if named and not same:
        others = [*named, linked] if linked else named
        wanted = ", ".join(thing.key for thing in named)
        yield row.finding("FQ-R35", link, *others, value=row[link] or BLANK, name=text, wanted=wanted)


@rule("FQ-R36", "organisations")
def types_of_organisations_fit_their_names(data: Data) -> Iterator[Finding]:
    """A school, hospital, hotel, institute, farm or government that is called something else."""
    for row in data.rows("organisations"):
        for kind, ending in _TYPES.items():
            if ending.search(row["name_zh"]) and row["type"] != kind:
                yield row.finding("FQ-R36", "type", value=row["type"], name=row["name_zh"], wanted=kind)


_DOCUMENT = ("definition_title_zh", "definition_url")
_SOURCE = ("definition_scheme_zh", *_DOCUMENT, "definition_vintage")


# The year behind the word is that of the edition.
_YEARBOOK = re.compile("统计年鉴[-—－（(]*([0-9]{4})(?![0-9])")


@rule("FQ-R34", "indicators")
def definitions_have_the_source_of_their_status(data: Data) -> Iterator[Finding]:
    """A definition compared with a document that is not named, or without a source that names one, or one
    whose edition is another than its title says, or yet to come.
    """
    for row in data.rows("indicators"):
        status = row["definition_status"]
        if status in ("verified", "secondary"):
            wrong = [column for column in _DOCUMENT if not row[column]]
        else:
            wrong = [column for column in _SOURCE if row[column]] if status == "inferred" else []
        # A title in one language only is found by FQ-L01.
        wrong = [column for column in wrong if bool(row[column]) == bool(row[_twin(column)])]
        for column in wrong[:1]:
            yield row.finding("FQ-R34", column, value=row[column] or BLANK, field=column, status=status)
        vintage = row["definition_vintage"]
        edition = _YEARBOOK.search(row["definition_title_zh"]) if vintage and not wrong else None
        if edition and edition[1] != vintage:
            yield row.finding(
                "FQ-R34", "definition_vintage", case="edition", value=vintage, wanted=edition[1]
            )
        elif vintage and not wrong and int(vintage) > date.today().year:
            yield row.finding("FQ-R34", "definition_vintage", case="future", value=vintage)


def _twin(column: str) -> str:
    return f"{column.removesuffix('_zh')}_en" if column.endswith("_zh") else column
