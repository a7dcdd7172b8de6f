"""A package for another report, filled as far as possible: a steward's starting point.

The scanner fills `figures`, the layout of the report fills `passages`, and every quantity becomes a
candidate row of `observations`. What a person must decide is listed by paragraph in `TODO.csv`.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..analysis.denormalise import flatten
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
from ..figures.scanner import figures
from ..indicators.catalogue import records
from ..indicators.rows import table_rows
from ..lang import both, sentence
from ..tabular.csv import Row, Table
from ..tabular.dataset import Data
from ..validation.descriptor import content_facts
from ..validation.read import read_tables
from .absences import absences
from .candidates import Proposal, propose
from .cleaning import clean
from .normalisation import sha256
from .questions import FILE as QUESTIONS
from .questions import (
    questions_file,
    questions_on_names,
    questions_on_numbers,
    questions_on_outline,
    questions_on_package,
)
from .unit_catalogue import catalogue, drawn

Record = dict[str, str]  # a column that it lacks is blank
LONGEST_TOWN = 100
SHARED_LISTS = ("themes", "units", "indicators")
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
# What the shipped descriptor says of its own town, and a draft leaves for its steward to say.
_OF_THE_SHIPPED = (
    *("id", "homepage", "contributors", "fq:contact", "fq:download", "fq:rights", "fq:rightsZh"),
    *("fq:spatial", "fq:temporal"),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A new package before it is written: its tables by name, the descriptor, and what is left to decide."""

    descriptor: dict[str, Any]
    tables: dict[str, list[Record]]
    todo: list[Record]


def draft(
    text: str, town: str, year: int, source_id: str, area_id: str = "", own_units: Sequence[Row] = ()
) -> Draft:
    """A draft package for the report that a town read out in a year.

    Args:
        text: the report, as found or normalised, a paragraph a line.
        town: its name in Chinese.
        year: the year in which it was read out; what its headings and its first lines print goes before.
        source_id: a short slug for the report, such as "xinfeng-2024".
        area_id: the town's official 12-digit code; without it the town is entered as a zone.
        own_units: units that go before those of this library.

    Raises:
        ValueError: the town's name, the slug or the code has another form, or the text is empty.
    """
    town = _town(town)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", source_id):
        raise _refused("slug", given=source_id, year=year)
    if area_id and not re.fullmatch(r"[0-9]{12}", area_id):
        raise _refused("code", given=area_id)
    normalised = clean(text).text
    if not normalised.strip():
        raise _refused("empty")
    paragraphs = normalised.rstrip("\n").split("\n")
    place = area_id or source_id.rpartition("-")[0] or source_id
    standard, _ = read_tables(shipped())
    lists = {name: standard[name].rows for name in SHARED_LISTS if name != "indicators"}
    units = [*lists["units"], *catalogue(), *own_units]  # of two with one printed form, the last is taken
    themes = {row["indicator_id"]: row["theme_id"] for row in records()}
    divided = outline(paragraphs, year)
    calendar = divided.calendar
    found, passages = figures(normalised), list(_passages(paragraphs, divided, source_id))
    proposals: list[Proposal] = []
    known = zip(paragraphs, passages, scopes(paragraphs, divided), strict=True)
    for number, (paragraph, passage, scope) in enumerate(known, 1):
        here = [each for each in found if each.paragraph == number]
        made = propose(paragraph, here, scope, calendar, units)
        named = Counter(themes[each.indicator_id] for each in made if each.indicator_id)
        passage["theme_id"] = named.most_common(1)[0][0] if named else ""
        proposals += made
    indicators = table_rows(each.indicator_id for each in proposals)
    observations = list(_observations(proposals, source_id, place))
    dated = {(each.figure.paragraph, each.figure.start): each.dated for each in proposals}
    issued = (each for each in clauses.DAY.finditer(normalised[:400]) if each[1] == str(calendar.issued))
    names = {"town_zh": town, "town_en": source_id}
    source = {
        "source_id": source_id,
        **both("authoring", "report", "title", **names),
        **both("authoring", "publisher", "publisher", **names),
        "area_id": place,
        "issued": next((f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" for day in issued), ""),
        "review_year": str(calendar.review),
        "plan_year": str(calendar.plan),
        "paragraphs": str(len(paragraphs)),
        "raw_sha256": sha256(text),
        "text_sha256": sha256(normalised),
    }
    official = {"type": "town", "code_vintage": "2023"} if area_id else {"type": "zone"}
    tables: dict[str, list[Record]] = {
        "sources": [source],
        "passages": passages,
        "areas": [{"area_id": place, "name_zh": town, "name_en": place, **official}],
        "figures": [_figure(each, source_id, dated.get((each.paragraph, each.start), "")) for each in found],
        "observations": observations,
        "relations": [*_relations(observations), *_parts(observations, indicators)],
        **{name: [] for name in EMPTY},
        **{name: [dict(row.cells) for row in rows] for name, rows in lists.items()},
        "indicators": indicators,
        "absences": absences(normalised, source_id, (each.indicator_id for each in proposals)),
    }
    tables["units"] += [
        dict(unit.cells) for unit in drawn({each.unit_id for each in proposals}, lists["units"])
    ]
    descriptor = _descriptor(source_id, town, calendar.issued)
    todo = [
        *questions_on_package(descriptor, source, tables["areas"]),
        *questions_on_outline(paragraphs, divided, year, source, passages),
        *questions_on_numbers(paragraphs, found, proposals, tables["figures"], observations),
        *questions_on_names(source_id),
    ]
    return Draft(descriptor, tables, todo)


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
    rows = {**made.tables, "statistics": list(flatten(_data(made)))}
    contents = {name: csv_bytes(package.schema(name).names, each) for name, each in rows.items()}
    for resource in made.descriptor["resources"]:
        resource.update(content_facts(contents[resource["name"]]))
    files = {package.path(name): content for name, content in contents.items()}
    files[folder / DESCRIPTOR] = json_bytes(made.descriptor)
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
        rows = (Row(name, line, record[key], record) for line, record in enumerate(listed, 2))
        tables[name] = Table(name, tuple(package.schema(name).names), tuple(rows))
    return Data(tables, made.descriptor)


def _descriptor(source_id: str, town: str, year: int) -> dict[str, Any]:
    """The shipped descriptor under another name; shared lists may hold more than is used."""
    made = copy.deepcopy(dict(shipped().descriptor))
    words = {
        (part, lang): sentence("authoring", part, lang, town=town, year=year)
        for part in ("title", "description")
        for lang in ("en", "zh")
    }
    made |= {
        "name": source_id,
        "title": words["title", "en"],
        "version": "0.1.0",
        "description": words["description", "en"],
        "sources": [{"title": f"{sentence('authoring', 'report', 'zh', town=town)} {year}"}],
        "fq:titleZh": words["title", "zh"],
        "fq:descriptionZh": words["description", "zh"],
    }
    for name in _OF_THE_SHIPPED:
        made.pop(name, None)
    for resource in made["resources"]:
        if resource["name"] in SHARED_LISTS:
            resource["fq:shared"] = True
    return made


def _passages(paragraphs: Sequence[str], divided: Outline, source_id: str) -> Iterator[Record]:
    """The part and section of each paragraph."""
    places = zip(paragraphs, divided.parts, divided.sections, strict=True)
    for number, (paragraph, part, section) in enumerate(places, 1):
        key = {"passage_id": f"{source_id}-p{number:02}", "source_id": source_id}
        place = {"paragraph": str(number), "part": part, "section": section}
        yield {**key, **place, "text_sha256": sha256(paragraph)}


def _figure_id(figure: Figure, source_id: str) -> str:
    return f"{source_id}-p{figure.paragraph:02}-c{figure.start:03}"


def disposition(figure: Figure) -> str:
    """The probable disposition of a figure, from its kind."""
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


def _figure(figure: Figure, source_id: str, dated: str) -> Record:
    return {
        "figure_id": _figure_id(figure, source_id),
        "source_id": source_id,
        "paragraph": str(figure.paragraph),
        "start": str(figure.start),
        "end": str(figure.end),
        "printed": plain_spaces(figure.printed),
        "disposition": disposition(figure),
        "dated": plain_spaces(dated),
    }


def _observations(proposals: list[Proposal], source_id: str, area_id: str) -> Iterator[Record]:
    number: Counter[int] = Counter()
    for each in proposals:
        figure = each.figure
        number[figure.paragraph] += 1
        yield {
            "observation_id": f"{source_id}-p{figure.paragraph:02}-{number[figure.paragraph]:02}",
            "source_id": source_id,
            "figure_id": _figure_id(figure, source_id),
            "area_id": area_id,
            "indicator_id": each.indicator_id,
            "measure": each.measure,
            "period": str(each.period),
            "status": each.status,
            "value": f"{figure.value}",
            "unit_id": each.unit_id,
            "qualifier": figure.qualifier or "exact",
        }


def _relations(observations: list[Record]) -> Iterator[Record]:
    """Growth and ratio rows with the level of the same indicator printed just before them."""
    kinds = {"growth_yoy": "growth_of", "growth": "growth_of", "ratio_to_target": "ratio_to_target_of"}
    for one, two in pairwise(observations):
        same = all(one[column] == two[column] for column in ("indicator_id", "area_id", "period", "status"))
        if one["indicator_id"] and same and one["measure"] == "level" and two["measure"] in kinds:
            yield _relation(kinds[two["measure"]], two, one)


def _parts(observations: list[Record], indicators: Iterable[Record]) -> Iterator[Record]:
    """Levels with that of the indicator that includes theirs, of the same period and status."""
    totals = {
        row["indicator_id"]: row["part_of_indicator_id"] for row in indicators if row["part_of_indicator_id"]
    }
    levels = [row for row in observations if row["measure"] == "level"]
    for part in levels:
        for total in levels:
            same = all(part[column] == total[column] for column in ("area_id", "period", "status"))
            if same and totals.get(part["indicator_id"]) == total["indicator_id"]:
                yield _relation("part_of", part, total)


def _relation(kind: str, one: Record, two: Record) -> Record:
    start, end = one["observation_id"], two["observation_id"]
    key = f"{kind}-{start}-{end}".replace("_", "-")
    ends = {"from_observation_id": start, "to_observation_id": end}
    return {"relation_id": key, "kind": kind, **ends, "basis": "printed"}
