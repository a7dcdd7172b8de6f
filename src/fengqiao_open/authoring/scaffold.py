"""A package for another report, filled as far as possible: a steward's starting point.

The scanner fills `figures`, the layout of the report fills `passages`, and every quantity becomes a
candidate row of `observations`. What a person must decide is listed by paragraph in `TODO.csv`.
"""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..analysis.denormalise import flatten
from ..datapackage.characters import first_invisible
from ..datapackage.files import csv_bytes
from ..datapackage.package import DESCRIPTOR, Package, shipped
from ..datapackage.writing import folder_written_whole, refuse_endless_link
from ..errors import PackageError
from ..figures import clauses
from ..figures.gaps import plain_spaces
from ..figures.scanner import Figure, figures
from ..lang import LANGS, both, sentence, texts
from ..tabular.csv import Row, Table
from ..tabular.dataset import Data
from ..validation.descriptor import content_facts
from ..validation.read import read_tables
from .candidates import Proposal, propose
from .normalisation import is_raw, normalise, sha256

Record = dict[str, str]
LONGEST_TOWN = 100
SHARED_LISTS = ("themes", "units", "indicators")
# What only a person can enter.
EMPTY = ("source_repairs", "rulings", "discrepancies", "organisations", "projects", "project_stages",
         "project_observations", "awards", "commitments", "derived")  # fmt: skip
# What a candidate observation says besides its place: how the draft is judged against people's work.
CANDIDATE_COLUMNS = ("value", "unit_id", "qualifier", "measure", "period", "status")
_PARTS = ("front", "review", "plan", "government")
_DISPOSITIONS = {"year": "date", "date": "date", "ordinal": "ordinal", "version": "version", "threshold": "threshold",
                 "quantity": "statistic", "name": "name", "idiom": "lexical"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A new package before it is written: its tables by name, the descriptor, and what is left to decide."""

    descriptor: dict[str, Any]
    tables: dict[str, list[Record]]
    todo: list[Record]


def draft(text: str, town: str, year: int, source_id: str, area_id: str = "") -> Draft:
    """A draft package for the report that a town read out in a year.

    Args:
        text: the report, as found or normalised, a paragraph a line.
        town: its name in Chinese.
        year: the year in which it was read out, which it plans; it reviews the year before.
        source_id: a short slug for the report, such as "xinfeng-2024".
        area_id: the town's official 12-digit code; without it the town is entered as a zone.

    Raises:
        ValueError: the town's name, the slug or the code has another form, or the text is empty.
    """
    town = _town(town)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", source_id):
        raise ValueError(
            f"{source_id!r} is no slug: use lower-case letters, digits and hyphens, such as xinfeng-{year}."
        )
    if area_id and not re.fullmatch(r"[0-9]{12}", area_id):
        raise ValueError(f"{area_id!r} is no official code: it has 12 digits.")
    normalised = normalise(text, []) if is_raw(text) else text.replace("\r\n", "\n").rstrip("\n") + "\n"
    paragraphs = normalised.rstrip("\n").split("\n")
    if not normalised.strip():
        raise ValueError("The report is empty.")
    lists, _ = read_tables(shipped())
    place = area_id or source_id.rpartition("-")[0] or source_id
    found = figures(normalised)
    passages = _passages(paragraphs, source_id)
    proposals = [
        each
        for number, (paragraph, passage) in enumerate(zip(paragraphs, passages, strict=True), 1)
        for each in propose(
            paragraph, [one for one in found if one.paragraph == number], passage["part"], (year - 1, year),
            lists["indicators"].rows, lists["units"].rows,
        )
    ]  # fmt: skip
    themes = {row.key: row["theme_id"] for row in lists["indicators"].rows}
    _add_themes(passages, proposals, themes)
    observations = list(_observations(proposals, source_id, place))
    tables: dict[str, list[Record]] = {
        "sources": [_source(normalised, text, town, year, source_id, place, len(paragraphs))],
        "passages": passages,
        "areas": [_area(place, town, official=bool(area_id))],
        "figures": [_figure(figure, source_id) for figure in found],
        "observations": observations,
        "relations": [*_relations(observations), *_parts(observations, lists["indicators"].rows)],
        **{name: [] for name in EMPTY},
        **{name: [dict(row.cells) for row in lists[name].rows] for name in SHARED_LISTS},
    }
    descriptor = _descriptor(source_id, town, year)
    return Draft(descriptor, tables, list(_todo(paragraphs, found, proposals, observations, source_id)))


def _town(name: str) -> str:
    """The name of a town without spaces around it; a slip of the hand must not be in every title of a package.

    >>> _town(" 凤桥镇 ")
    '凤桥镇'
    """
    name = name.strip()
    if not any(sign.isalpha() for sign in name):
        raise ValueError("The town has no name: give it after --town, such as 凤桥镇.")
    if len(name) > LONGEST_TOWN:
        raise ValueError(f"The town's name has {len(name):,} characters: give one of at most {LONGEST_TOWN}.")
    if (unseen := first_invisible(name)) or "\n" in name:
        raise ValueError(
            f"The town's name holds the character {unseen[1] if unseen else 'U+000A'}, which cannot be seen: "
            f"type it anew, such as 凤桥镇."
        )
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
    contents = {name: csv_bytes(_columns(package, name), rows) for name, rows in made.tables.items()}
    contents["statistics"] = csv_bytes(_columns(package, "statistics"), flatten(_data(made)))
    for resource in made.descriptor["resources"]:
        resource.update(content_facts(contents[resource["name"]]))
    files = {package.path(name): content for name, content in contents.items()}
    files[folder / DESCRIPTOR] = (json.dumps(made.descriptor, ensure_ascii=False, indent=2) + "\n").encode(
        "utf-8"
    )
    files[folder / "TODO.csv"] = csv_bytes(
        ["paragraph", "figure_id", "printed", "phrase", "decide_zh", "decide_en"], made.todo
    )
    with folder_written_whole(folder) as beside:
        (beside / "data").mkdir()
        for path, content in files.items():
            (beside / path.relative_to(folder)).write_bytes(content)
    return list(files)


def _columns(package: Package, name: str) -> list[str]:
    return package.schema(name).names


def _data(made: Draft) -> Data:
    tables = {}
    for name, records in made.tables.items():
        key = Package(Path(), made.descriptor).key(name)
        rows = tuple(
            Row(name, line, str(record[key]), {k: str(v) for k, v in record.items()})
            for line, record in enumerate(records, 2)
        )
        tables[name] = Table(name, tuple(records[0]) if records else (), rows)
    return Data(tables, made.descriptor)


# What the shipped descriptor says of its own town, and a draft leaves for its steward to say.
_OF_THE_SHIPPED = ("fq:contact", "fq:download", "fq:rights", "fq:rightsZh", "fq:spatial", "fq:temporal")


def _descriptor(source_id: str, town: str, year: int) -> dict[str, Any]:
    """The shipped descriptor under another name; lists shared with other packages may hold more than is used."""
    made = copy.deepcopy(dict(shipped().descriptor))
    named = {"town": town, "year": year}
    made |= {
        "name": source_id,
        "title": sentence("authoring", "title", "en", **named),
        "version": "0.1.0",
        "description": sentence("authoring", "description", "en", **named),
        "sources": [{"title": f"{sentence('authoring', 'report', 'zh', town=town)} {year}"}],
        "fq:titleZh": sentence("authoring", "title", "zh", **named),
        "fq:descriptionZh": sentence("authoring", "description", "zh", **named),
    }
    for name in ("id", "homepage", "contributors", *_OF_THE_SHIPPED):
        made.pop(name, None)
    for resource in made["resources"]:
        if resource["name"] in SHARED_LISTS:
            resource["fq:shared"] = True
    return made


def _source(
    text: str, raw: str, town: str, year: int, source_id: str, area_id: str, paragraphs: int
) -> Record:
    days = clauses.DAY.finditer(text[:400])
    issued = next((each for each in days if each[1] == str(year)), None)
    return {
        "source_id": source_id,
        **both("authoring", "report", "title", town_zh=town, town_en=source_id),
        **both("authoring", "publisher", "publisher", town_zh=town, town_en=source_id),
        "area_id": area_id,
        "issued": f"{year}-{int(issued[2]):02}-{int(issued[3]):02}" if issued else "",
        "review_year": str(year - 1), "plan_year": str(year), "url": "", "paragraphs": str(paragraphs),
        "raw_sha256": sha256(raw), "text_sha256": sha256(text),
    }  # fmt: skip


def _area(area_id: str, town: str, official: bool) -> Record:
    return {
        "area_id": area_id, "name_zh": town, "name_en": area_id, "type": "town" if official else "zone",
        "parent_area_id": "", "code_vintage": "2023" if official else "", "geonames_id": "", "note_zh": "", "note_en": "",
    }  # fmt: skip


def _passages(paragraphs: Sequence[str], source_id: str) -> list[Record]:
    """Parts and sections from the headings 一、 and (一)."""
    rows: list[Record] = []
    part, section = 0, ""
    for number, paragraph in enumerate(paragraphs, 1):
        heading, subheading = clauses.PART.match(paragraph), clauses.SECTION.match(paragraph)
        if heading:
            part, section = min(clauses.DIGITS.index(heading[1]) + 1, len(_PARTS) - 1), ""
        elif subheading and part:
            section = f"{part}.{clauses.DIGITS.index(subheading[1]) + 1}"
        rows.append(
            {"passage_id": f"{source_id}-p{number:02}", "source_id": source_id, "paragraph": str(number), "part": _PARTS[part],
             "section": section, "theme_id": "", "text_sha256": sha256(paragraph)}
        )  # fmt: skip
    return rows


def _add_themes(passages: list[Record], proposals: list[Proposal], themes: dict[str, str]) -> None:
    for number, passage in enumerate(passages, 1):
        named = Counter(
            themes[each.indicator_id]
            for each in proposals
            if each.figure.paragraph == number and each.indicator_id
        )
        if named:
            passage["theme_id"] = named.most_common(1)[0][0]


def _figure_id(figure: Figure, source_id: str) -> str:
    return f"{source_id}-p{figure.paragraph:02}-c{figure.start:03}"


def disposition(figure: Figure) -> str:
    """The probable disposition of a figure, from its kind."""
    if clauses.HEADING.fullmatch(figure.printed):
        return "heading"
    if clauses.SLOGAN.fullmatch(figure.printed):
        return "slogan"
    if figure.kind == "code":
        return (
            "hotline" if len(figure.printed) in (3, 5) and figure.printed.startswith(("1", "9")) else "route"
        )
    return _DISPOSITIONS.get(figure.kind, "lexical")


def _figure(figure: Figure, source_id: str) -> Record:
    counted = figure.kind == "quantity" and figure.value is not None
    return {
        "figure_id": _figure_id(figure, source_id), "source_id": source_id, "paragraph": str(figure.paragraph),
        "start": str(figure.start), "end": str(figure.end), "printed": plain_spaces(figure.printed),
        "disposition": disposition(figure) if counted or figure.kind != "quantity" else "lexical",
    }  # fmt: skip


def _observations(proposals: list[Proposal], source_id: str, area_id: str) -> Iterator[Record]:
    number: Counter[int] = Counter()
    for each in proposals:
        figure = each.figure
        number[figure.paragraph] += 1
        yield {
            "observation_id": f"{source_id}-p{figure.paragraph:02}-{number[figure.paragraph]:02}", "source_id": source_id,
            "figure_id": _figure_id(figure, source_id), "area_id": area_id, "indicator_id": each.indicator_id,
            "measure": each.measure, "period": str(each.period), "status": each.status, "value": f"{figure.value}",
            "unit_id": each.unit_id, "qualifier": figure.qualifier or "exact", "rank_area_id": "", "rank_scope_zh": "",
            "rank_scope_en": "", "note_zh": "", "note_en": "",
        }  # fmt: skip


def _relations(observations: list[Record]) -> Iterator[Record]:
    """Growth and ratio rows with the level of the same indicator printed just before them."""
    kinds = {"growth_yoy": "growth_of", "growth": "growth_of", "ratio_to_target": "ratio_to_target_of"}
    for one, two in pairwise(observations):
        same = all(one[column] == two[column] for column in ("indicator_id", "area_id", "period", "status"))
        if one["indicator_id"] and same and one["measure"] == "level" and two["measure"] in kinds:
            yield _relation(kinds[two["measure"]], two, one)


def _parts(observations: list[Record], indicators: Iterable[Row]) -> Iterator[Record]:
    """Levels with that of the indicator that includes theirs, of the same period and status."""
    totals = {row.key: row["part_of_indicator_id"] for row in indicators if row["part_of_indicator_id"]}
    levels = [row for row in observations if row["measure"] == "level"]
    for part in levels:
        for total in levels:
            same = all(part[column] == total[column] for column in ("area_id", "period", "status"))
            if same and totals.get(part["indicator_id"]) == total["indicator_id"]:
                yield _relation("part_of", part, total)


def _relation(kind: str, one: Record, two: Record) -> Record:
    ends = (one["observation_id"], two["observation_id"])
    return {
        "relation_id": "-".join((kind, *ends)).replace("_", "-"), "kind": kind, "from_observation_id": ends[0],
        "to_observation_id": ends[1], "basis": "printed", "note_zh": "", "note_en": "",
    }  # fmt: skip


def _todo(
    paragraphs: Sequence[str],
    found: list[Figure],
    proposals: list[Proposal],
    observations: list[Record],
    source_id: str,
) -> Iterator[Record]:
    """What a person must decide, by paragraph."""
    by_figure = {(each.figure.paragraph, each.figure.start): each for each in proposals}
    keys = Counter(
        (row["indicator_id"], row["measure"], row["period"], row["status"])
        for row in observations
        if row["indicator_id"]
    )
    for figure in found:
        each = by_figure.get((figure.paragraph, figure.start))
        asks: list[str] = []
        if each is None:
            if figure.kind in ("name", "threshold", "idiom") and figure.value is not None:
                asks.append("not_a_statistic")
        else:
            if not each.indicator_id:
                asks.append("indicator")
            elif keys[(each.indicator_id, each.measure, str(each.period), each.status)] > 1:
                asks.append("indicator_twice")
            if not each.unit_id:
                asks.append("unit")
            if each.measure == "rank":
                asks.append("rank")
            if figure.shared:
                asks.append("shared")
            if figure.upper is not None:
                asks.append("range")
        text = paragraphs[figure.paragraph - 1]
        if clauses.TOUCHING.search(text, 0, figure.start) and figure.printed[0].isdigit():
            asks.append("touching")
        for ask in asks:
            yield {
                "paragraph": str(figure.paragraph), "figure_id": _figure_id(figure, source_id), "printed": plain_spaces(figure.printed),
                "phrase": plain_spaces(text[max(0, figure.start - 12) : figure.end + 4]), **{f"decide_{lang}": texts("authoring", lang)[f"todo.{ask}"] for lang in LANGS},
            }  # fmt: skip
