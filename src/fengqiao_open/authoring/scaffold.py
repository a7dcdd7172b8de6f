"""A package for another report, filled as far as possible: a steward's starting point.

The scanner fills `figures`, the layout of the report fills `passages`, and every quantity becomes a
candidate row of `observations`. What a person must decide is listed by paragraph in `TODO.csv`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..analysis.denormalise import flatten
from ..analysis.derive import derive
from ..datapackage.characters import first_invisible
from ..datapackage.files import csv_bytes, json_bytes
from ..datapackage.package import DESCRIPTOR, Package, shipped
from ..datapackage.writing import folder_written_whole, refuse_endless_link
from ..errors import PackageError, worded
from ..figures import clauses
from ..figures.figure import Figure
from ..figures.gaps import plain_spaces
from ..figures.outline import Outline, outline
from ..figures.periods import scopes
from ..figures.ranges import entered
from ..figures.scanner import figures
from ..indicators.catalogue import records
from ..indicators.rows import table_rows
from ..lang import both
from ..tabular.csv import Row, Table
from ..tabular.dataset import Data
from ..validation.descriptor import content_facts
from ..validation.read import read_tables
from ..validation.rules.dispositions import can_be
from .absences import absences
from .asides import aside
from .candidates import Proposal, propose
from .cleaning import clean
from .drafted_descriptor import SHARED_LISTS, drafted_descriptor
from .drafted_id import drafted_id
from .drafted_indicators import drafted
from .drafted_issues import drafted_issues, refused_relations
from .drafted_place import TOP, body_of, drafted_places
from .drafted_relations import drafted_relations
from .drafted_scopes import COUNTRY, of_country, rank_scope
from .drafted_units import drafted_units, questions_on_units
from .leads import leads
from .normalisation import sha256
from .part_years import in_parts_of_years, part_note
from .questions import FILE as QUESTIONS
from .questions import (
    questions_file,
    questions_on_names,
    questions_on_numbers,
    questions_on_outline,
    questions_on_package,
    questions_on_place,
)
from .range_note import range_note
from .spans import span_note
from .unit_catalogue import catalogue, drawn, of_any_town

Record = dict[str, str]  # a column that it lacks is blank
LONGEST_TOWN = 100
# What only a person can enter.
EMPTY = (
    *("source_repairs", "rulings", "discrepancies", "organisations", "projects", "project_stages"),
    *("project_observations", "awards", "commitments", "derived"),
)
# What a candidate observation says besides its place: how the draft is judged against people's work.
CANDIDATE_COLUMNS = ("value", "unit_id", "qualifier", "measure", "period", "status")
# By the kind of a figure; any other is lexical.
_DISPOSITIONS = {
    **{"year": "date", "date": "date", "ordinal": "ordinal", "version": "version"},
    **{"threshold": "threshold", "quantity": "statistic", "name": "name"},
}
# Where a figure cannot be what its kind says.
_LESS_LIKELY = ("lexical", "ordinal", "name", "heading", "date", "threshold")


@dataclass(frozen=True, slots=True)
class Draft:
    """A new package before it is written: its tables by name, the descriptor, and what is left to decide."""

    descriptor: dict[str, Any]
    tables: dict[str, list[Record]]
    todo: list[Record]


def draft(
    text: str, town: str, year: int, source_id: str = "", area_id: str = "", own_units: Sequence[Row] = ()
) -> Draft:
    """A draft package for the report that a town read out in a year.

    Args:
        text: the report, as found or normalised, a paragraph a line.
        town: its name in Chinese.
        year: the year in which it was read out; what its headings and its first lines print goes before.
        source_id: a short slug for the report, such as "xinfeng-2024"; from its place when left out.
        area_id: the place's official 12-digit code; without it, that of the one county or above with its
            name, else it is entered as a zone.
        own_units: units that go before those of this library.

    Raises:
        ValueError: the town's name, the slug or the code has another form, or the text is empty.
    """
    town = _town(town)
    if area_id and not re.fullmatch(r"[0-9]{12}", area_id):
        raise _refused("code", given=area_id)
    source_id = source_id or drafted_id(town, year, area_id)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", source_id):
        raise _refused("slug", given=source_id, year=year)
    normalised = clean(text).text
    if not normalised.strip():
        raise _refused("empty")
    paragraphs = normalised.rstrip("\n").split("\n")
    areas = drafted_places(town, source_id, area_id, normalised[:TOP])
    area = areas[0]
    standard, _ = read_tables(shipped())
    lists = {name: standard[name].rows for name in SHARED_LISTS if name != "indicators"}
    lists["units"] = of_any_town(lists["units"])
    units = [*lists["units"], *catalogue(), *own_units]  # of two with one printed form, the last is taken
    themes = {row["indicator_id"]: row["theme_id"] for row in records()}
    divided = outline(paragraphs, year)
    calendar = divided.calendar
    found, passages = figures(normalised), list(_passages(paragraphs, divided, source_id))
    proposals: list[Proposal] = []
    known = scopes(paragraphs, divided)
    for number, (paragraph, scope) in enumerate(zip(paragraphs, known, strict=True), 1):
        here = [each for each in found if each.paragraph == number]
        proposals += in_parts_of_years(paragraph, propose(paragraph, here, scope, calendar, units))
    proposals, proposed = drafted_units(proposals, units, source_id, paragraphs)
    units += [Row("units", 0, row["unit_id"], row) for row in proposed]
    by_id = {unit.key: unit for unit in units}
    proposals, own = drafted(paragraphs, proposals, source_id, by_id, leads(paragraphs, divided))
    indicators = [*table_rows(each.indicator_id for each in proposals), *own]
    themes |= {row["indicator_id"]: row["theme_id"] for row in own}
    for passage in passages:
        within = (each for each in proposals if str(each.figure.paragraph) == passage["paragraph"])
        named = Counter(themes[each.indicator_id] for each in within)
        passage["theme_id"] = named.most_common(1)[0][0] if named else ""
    if any(each.measure == "rank" and of_country(_clause(paragraphs, each.figure)) for each in proposals):
        areas = [*areas, COUNTRY]
    observations = list(_observations(paragraphs, proposals, source_id, areas))
    dated = {(each.figure.paragraph, each.figure.start): each.dated for each in proposals}
    issued = (each for each in clauses.DAY.finditer(normalised[:400]) if each[1] == str(calendar.issued))
    names = {"town_zh": town, "town_en": area["name_en"]}
    source = {
        "source_id": source_id,
        **both("authoring", f"report{body_of(town)}", "title", **names),
        **both("authoring", f"publisher{body_of(town)}", "publisher", **names),
        "area_id": area["area_id"],
        "issued": next((f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" for day in issued), ""),
        "review_year": str(calendar.review),
        "plan_year": str(calendar.plan),
        "paragraphs": str(len(paragraphs)),
        "raw_sha256": sha256(text),
        "text_sha256": sha256(normalised),
    }
    tables: dict[str, list[Record]] = {
        "sources": [source],
        "passages": passages,
        "areas": areas,
        "figures": _alike(
            [
                _figure(
                    each,
                    source_id,
                    dated.get((each.paragraph, each.start), ""),
                    paragraphs,
                    glossary=known[each.paragraph - 1].glossary,
                )
                for each in found
            ]
        ),
        "observations": observations,
        "relations": drafted_relations(paragraphs, proposals, observations, indicators),
        **{name: [] for name in EMPTY},
        **{name: [dict(row.cells) for row in rows] for name, rows in lists.items()},
        "indicators": indicators,
        "absences": absences(normalised, source_id, (each.indicator_id for each in proposals)),
    }
    used = {each.unit_id for each in proposals} | {row["base_unit_id"] for row in proposed}
    tables["units"] += [dict(unit.cells) for unit in drawn(used, lists["units"])] + proposed
    periods = (row["period"] for row in observations)
    descriptor = drafted_descriptor(source, area, calendar.issued, periods)
    todo = [
        *questions_on_place(normalised, source, area),
        *questions_on_package(descriptor, source, tables["areas"]),
        *questions_on_outline(paragraphs, divided, year, source, passages),
        *questions_on_units(proposed, proposals, paragraphs),
        *questions_on_numbers(paragraphs, found, proposals, tables["figures"], observations),
        *questions_on_names(source_id),
    ]
    return _settled(Draft(descriptor, tables, todo))


def _settled(made: Draft) -> Draft:
    """A draft without the relations that cannot be, and with what is known of the rest entered as issues."""
    refused = refused_relations(_data(made))
    kept = [row for row in made.tables["relations"] if row["relation_id"] not in refused]
    made = replace(made, tables={**made.tables, "relations": kept})
    return replace(made, tables={**made.tables, "discrepancies": drafted_issues(_data(made))})


def _refused(why: str, **values: object) -> ValueError:
    return worded(ValueError, f"refused.{why}", **values)


def _town(name: str) -> str:
    """The name of a town without spaces around it: a slip of the hand must not be in every title."""
    name = name.strip()
    if not any(sign.isalpha() for sign in name):
        raise _refused("no_town")
    if len(name) > LONGEST_TOWN:
        raise _refused("long_town", length=len(name), most=LONGEST_TOWN)
    if (unseen := first_invisible(name)) or "\n" in name:
        raise _refused("unseen", character=unseen[1] if unseen else "U+000A")
    return name


def write_draft(made: Draft, folder: Path) -> list[Path]:
    """Write a draft into a new folder, whole or not at all; returns the paths.

    Raises:
        PackageError: the folder is there and holds something.
        OSError: the disk is full, or the folder cannot be written or is a link to itself.
    """
    refuse_endless_link(folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise PackageError("folder-not-empty", folder=folder)
    package = Package(folder, made.descriptor)
    data = _data(made)
    rows = {**made.tables, "statistics": list(flatten(data)), "derived": list(derive(data))}
    contents = {name: csv_bytes(package.schema(name).names, each) for name, each in rows.items()}
    for resource in made.descriptor["resources"]:
        resource.update(content_facts(contents[resource["name"]]))
    files = {package.path(name): content for name, content in contents.items()}
    created = f"{datetime.now(UTC):%Y-%m-%d}T00:00:00Z"
    files[folder / DESCRIPTOR] = json_bytes({**made.descriptor, "created": created})
    files[folder / QUESTIONS] = questions_file(made.todo)
    with folder_written_whole(folder) as beside:
        (beside / "data").mkdir()
        for path, content in files.items():
            (beside / path.relative_to(folder)).write_bytes(content)
    return list(files)


def _data(made: Draft) -> Data:
    package, tables = Package(Path(), made.descriptor), {}
    for name, listed in made.tables.items():
        key = package.key(name)
        blank = dict.fromkeys(package.schema(name).names, "")
        filled = enumerate(({**blank, **record} for record in listed), 2)
        rows = (Row(name, line, record[key], record) for line, record in filled)
        tables[name] = Table(name, tuple(package.schema(name).names), tuple(rows))
    return Data(tables, made.descriptor)


def _passages(paragraphs: Sequence[str], divided: Outline, source_id: str) -> Iterator[Record]:
    """The part and section of each paragraph."""
    places = zip(paragraphs, divided.parts, divided.sections, strict=True)
    for number, (paragraph, part, section) in enumerate(places, 1):
        key = {"passage_id": f"{source_id}-p{number:02}", "source_id": source_id}
        place = {"paragraph": str(number), "part": part, "section": section}
        yield {**key, **place, "text_sha256": sha256(paragraph)}


def _figure_id(figure: Figure, source_id: str) -> str:
    return f"{source_id}-p{figure.paragraph:02}-c{figure.start:03}"


def disposition(figure: Figure, paragraph: str = "", *, glossary: bool = False) -> str:
    """The probable disposition of a figure, from its kind and the text around it; one that it can have as
    printed.
    """
    likely = _likely_disposition(figure)
    if likely == "statistic" and paragraph:
        likely = aside(paragraph, figure, glossary=glossary) or likely
    if likely == "statistic":
        return likely
    printed = plain_spaces(figure.printed)
    return next((each for each in (likely, *_LESS_LIKELY) if can_be(printed, each)), likely)


def _likely_disposition(figure: Figure) -> str:
    printed = figure.printed
    if figure.kind == "quantity" and figure.value is None:
        return "lexical"
    if clauses.HEADING.fullmatch(printed):
        return "heading"
    if clauses.SLOGAN.fullmatch(printed):
        return "slogan"
    if figure.kind == "code":
        return "hotline" if len(printed) in (3, 5) and printed.startswith(("1", "9")) else "route"
    return _DISPOSITIONS.get(figure.kind, "lexical")


def _figure(
    figure: Figure, source_id: str, dated: str, paragraphs: Sequence[str], *, glossary: bool
) -> Record:
    return {
        "figure_id": _figure_id(figure, source_id),
        "source_id": source_id,
        "paragraph": str(figure.paragraph),
        "start": str(figure.start),
        "end": str(figure.end),
        "printed": plain_spaces(figure.printed),
        "disposition": disposition(figure, paragraphs[figure.paragraph - 1], glossary=glossary),
        "dated": plain_spaces(dated),
    }


def _alike(rows: list[Record]) -> list[Record]:
    """The rows of `figures`, with one disposition for one text."""
    usual: dict[str, Counter[str]] = {}
    for row in rows:
        if row["disposition"] != "statistic":
            usual.setdefault(row["printed"], Counter())[row["disposition"]] += 1
    return [
        {**row, "disposition": usual[row["printed"]].most_common(1)[0][0]}
        if row["disposition"] != "statistic"
        else row
        for row in rows
    ]


def _clause(paragraphs: Sequence[str], figure: Figure) -> str:
    """The words of its clause up to the end of a number."""
    text = paragraphs[figure.paragraph - 1][: figure.end]
    return text[max(text.rfind(sign) for sign in "。；;") + 1 :]


def _noted(one: Record, two: Record) -> Record:
    """Two notes as one."""
    return {name: f"{one.get(name, '')} {two.get(name, '')}".strip() for name in (*one, *two)}


def _observations(
    paragraphs: Sequence[str], proposals: list[Proposal], source_id: str, areas: Sequence[Record]
) -> Iterator[Record]:
    number: Counter[int] = Counter()
    for each in proposals:
        figure = each.figure
        clause = _clause(paragraphs, figure)
        number[figure.paragraph] += 1
        value, qualifier = entered(figure, each.measure)
        said_of_time = part_note(each.months) if each.months else {}
        if each.span:
            said_of_time = span_note(each.span.first, each.span.last, each.span.kind)
        yield {
            "observation_id": f"{source_id}-p{figure.paragraph:02}-{number[figure.paragraph]:02}",
            "source_id": source_id,
            "figure_id": _figure_id(figure, source_id),
            "area_id": areas[0]["area_id"],
            "indicator_id": each.indicator_id,
            "measure": each.measure,
            "period": str(each.period),
            "status": each.status,
            "value": f"{value}",
            "unit_id": each.unit_id,
            "qualifier": qualifier,
            **(rank_scope(clause, areas) if each.measure == "rank" else {}),
            **_noted(range_note(figure, each.measure), said_of_time),
        }
