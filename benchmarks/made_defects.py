"""Defects to plant in the packages of made towns: each is one mistake, with the one finding to expect.

A mistake in a table that is kept by hand is made before the generated tables, which follow from it; damage to the
bytes of a file is recorded in the descriptor, as it is by whoever saves and refreshes; a forged file is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from made_places import Record, Town
from made_writer import Tables

COLUMNS = ("package", "kind", "table", "key", "column", "code")
#: Where a finding is on a file or table and not on a row.
_NO_ROW = ""


class Planted(NamedTuple):
    """A defect: in which package it is, of which kind, and the finding to expect."""

    package: str
    kind: str
    table: str
    key: str
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of defect.

    Attributes:
        table, column, code: of the finding.
        plant: makes the mistake in the tables and gives the key of the finding.
        damage: what happens to the file of the table afterwards; `forge` the same, behind the back of the descriptor.
    """

    table: str
    column: str
    code: str
    plant: Callable[[Tables, Random], str] = lambda tables, draw: _NO_ROW
    damage: Callable[[bytes], bytes] | None = None
    forge: Callable[[bytes], bytes] | None = None


def _some(tables: Tables, table: str, draw: Random, fits: Callable[[Record], object]) -> Record:
    return draw.choice([row for row in tables[table] if fits(row)])


def _related(tables: Tables, *kinds: str) -> set[str]:
    """The observations that relations join, of some kinds or of any."""
    ends = ("from_observation_id", "to_observation_id")
    return {row[end] for row in tables["relations"] if not kinds or row["kind"] in kinds for end in ends}


def _slip(tables: Tables, draw: Random) -> str:
    """A digit that was typed twice."""
    alone = _related(tables)
    row = _some(
        tables,
        "observations",
        draw,
        lambda row: (
            row["measure"] == "level" and row["value"][0] != "0" and row["observation_id"] not in alone
        ),
    )
    row["value"] = row["value"][0] + row["value"]
    return row["observation_id"]


def _unit(tables: Tables, draw: Random) -> str:
    """10 thousand yuan for 100 million yuan, or the reverse."""
    other = {"yi-yuan": "wan-yuan", "wan-yuan": "yi-yuan"}
    alone = _related(tables, "part_of", "ratio_to_target_of")
    row = _some(
        tables,
        "observations",
        draw,
        lambda row: row["unit_id"] in other and row["observation_id"] not in alone,
    )
    row["unit_id"] = other[row["unit_id"]]
    return row["observation_id"]


def _year(tables: Tables, draw: Random) -> str:
    """An outcome of the year to come."""
    alone, source = _related(tables), tables["sources"][0]
    row = _some(
        tables,
        "observations",
        draw,
        lambda row: row["status"] == "actual" and row["observation_id"] not in alone,
    )
    row["period"] = source["plan_year"]
    return row["observation_id"]


def _beyond(tables: Tables, draw: Random) -> str:
    """A rate over 100, in the report as well."""
    row = _some(tables, "observations", draw, lambda row: row["measure"] == "rate" and len(row["value"]) > 2)
    figure = next(each for each in tables["figures"] if each["figure_id"] == row["figure_id"])
    row["value"] = "9" * len(row["value"])
    figure["printed"] = f"{row['value']}%"
    return row["observation_id"]


def _swapped_measure(tables: Tables, draw: Random) -> str:
    """Growth over the year before, called growth."""
    row = _some(tables, "observations", draw, lambda row: row["measure"] == "growth_yoy")
    row["measure"] = "growth"
    return row["observation_id"]


def _exceeding(tables: Tables, draw: Random) -> str:
    """A part that is more than its total: the report itself is wrong."""
    rows = {row["observation_id"]: row for row in tables["observations"]}
    pairs = [
        (rows[each["from_observation_id"]], rows[each["to_observation_id"]])
        for each in tables["relations"]
        if each["kind"] == "part_of"
    ]
    known = {row["unit_id"] for row in tables["units"]}
    greater = [
        (part, _nines(part["value"]), part["unit_id"])
        for part, total in pairs
        if part["unit_id"] == total["unit_id"] and float(_nines(part["value"])) > float(total["value"]) + 1
    ]
    greater += [
        (part, part["value"], "yi-yuan")
        for part, _ in pairs
        if part["unit_id"] == "wan-yuan" and "yi-yuan" in known
    ]
    row, value, unit = draw.choice(greater)
    figure = next(each for each in tables["figures"] if each["figure_id"] == row["figure_id"])
    figure["printed"] = figure["printed"].replace(row["value"], value)
    if unit != row["unit_id"]:
        figure["printed"] = figure["printed"].replace("万", "亿")
    row["value"], row["unit_id"] = value, unit
    return row["observation_id"]


def _nines(value: str) -> str:
    return "".join("9" if each.isdigit() else each for each in value)


def _misspelt_code(tables: Tables, draw: Random) -> str:
    row = draw.choice(tables["project_stages"])
    row["stage"] = row["stage"][:-1]
    return row["project_stage_id"]


def _broken_link(tables: Tables, draw: Random) -> str:
    row = _some(tables, "projects", draw, lambda row: row["organisation_id"])
    row["organisation_id"] += "-ltd"
    return row["project_id"]


def _twice(tables: Tables, draw: Random) -> str:
    row = draw.choice(tables["awards"])
    tables["awards"].insert(tables["awards"].index(row), dict(row))
    return row["award_id"]


def _dropped_commitment(tables: Tables, draw: Random) -> str:
    row = _some(tables, "commitments", draw, lambda row: row.get("observation_id"))
    tables["commitments"].remove(row)
    return row["observation_id"]


def _dropped_project(tables: Tables, draw: Random) -> str:
    planned = {row.get("project_id") for row in tables["commitments"]}
    row = _some(tables, "projects", draw, lambda row: row["project_id"] in planned)
    tables["projects"].remove(row)
    return row["project_id"]


def _blank(tables: Tables, draw: Random) -> str:
    row = draw.choice(tables["commitments"])
    row["name_en"] = ""
    return row["commitment_id"]


def _day(tables: Tables, draw: Random) -> str:
    row = tables["sources"][0]
    row["issued"] = row["issued"].replace("-", "/")
    return row["source_id"]


def _traditional(tables: Tables, draw: Random) -> str:
    row = tables["sources"][0]
    row["title_zh"] = row["title_zh"].replace("报", "報")
    return row["source_id"]


def _offset(tables: Tables, draw: Random) -> str:
    row = draw.choice(tables["figures"])
    row["end"] = str(int(row["end"]) - 1)
    return row["figure_id"]


def _place(tables: Tables, draw: Random) -> str:
    villages = [row["area_id"] for row in tables["areas"] if row["type"] == "village"]
    row = _some(tables, "projects", draw, lambda row: row["area_id"] in villages)
    row["area_id"] = draw.choice([each for each in villages if each != row["area_id"]])
    return row["project_id"]


def _specific(tables: Tables, draw: Random) -> str:
    row = _some(tables, "commitments", draw, lambda row: row["specificity"] == "general")
    row["specificity"] = "quantified"
    return row["commitment_id"]


def _section(tables: Tables, draw: Random) -> str:
    row = _some(tables, "passages", draw, lambda row: row["section"] == "1.2")
    row["section"] = "1.7"
    return row["passage_id"]


def _untranslated(tables: Tables, draw: Random) -> str:
    row = draw.choice(tables["awards"])
    row["name_en"] = row["name_zh"]
    return row["award_id"]


def _absent(tables: Tables, draw: Random) -> str:
    """An indicator said to be absent that the report prints."""
    row = draw.choice(tables["absences"])
    row["indicator_id"] = tables["observations"][0]["indicator_id"]
    row["absence_id"] = f"{row['source_id']}-{row['indicator_id']}"
    return row["absence_id"]


KINDS: Mapping[str, Kind] = {
    "slip": Kind("observations", "value", "FQ-P01", _slip),
    "unit": Kind("observations", "unit_id", "FQ-P06", _unit),
    "year": Kind("observations", "period", "FQ-P28", _year),
    "measure": Kind("observations", "measure", "FQ-P03", _swapped_measure),
    "beyond": Kind("observations", "value", "FQ-R05", _beyond),
    "exceeding": Kind("observations", "value", "FQ-R09", _exceeding),
    "code": Kind("project_stages", "stage", "FQ-T03", _misspelt_code),
    "link": Kind("projects", "organisation_id", "FQ-K03", _broken_link),
    "twice": Kind("awards", "award_id", "FQ-K01", _twice),
    "dropped-commitment": Kind("observations", "status", "FQ-R21", _dropped_commitment),
    "dropped-project": Kind("projects", "project_id", "FQ-R38", _dropped_project),
    "blank": Kind("commitments", "name_en", "FQ-T02", _blank),
    "day": Kind("sources", "issued", "FQ-T14", _day),
    "traditional": Kind("sources", "title_zh", "FQ-L18", _traditional),
    "offset": Kind("figures", "end", "FQ-P04", _offset),
    "place": Kind("projects", "area_id", "FQ-R35", _place),
    "specific": Kind("commitments", "observation_id", "FQ-R20", _specific),
    "section": Kind("passages", "section", "FQ-P12", _section),
    "untranslated": Kind("awards", "name_en", "FQ-L03", _untranslated),
    "absent": Kind("absences", "indicator_id", "FQ-R60", _absent),
    "bytes": Kind("projects", "", "FQ-F02", damage=lambda content: content[:-9] + b"\xe9" + content[-9:]),
    "stale": Kind("statistics", "", "FQ-R14", damage=lambda content: content.replace(b"Level", b"level", 1)),
    "forged": Kind("rulings", "", "FQ-D04", forge=lambda content: content.replace(b"Convert", b"Express", 1)),
}


def plant(kind: str, town: Town, tables: Tables) -> Planted | None:
    """Make one mistake of a kind in the tables of a town; the finding to expect, None where there is nothing to spoil."""
    each = KINDS[kind]
    try:
        key = each.plant(tables, Random(f"{town.seed}/{kind}"))
    except IndexError:  # of nothing there is a choice
        return None
    return Planted("", kind, each.table, key, each.column, each.code)
