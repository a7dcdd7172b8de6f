"""The rule on generated tables: they equal what their source tables give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ...analysis.denormalise import ORIGINS, flatten, overlapping, totals
from ...analysis.derive import FORMULAS, derive
from ...datapackage.characters import visible
from ...findings.catalogue import BLANK, in_both, joined
from ...findings.report import Finding, Spot
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .provenance import paragraph
from .registry import rule

STALE = "FQ-R14"
_SHOWN = 2
_SOURCES = ("observations", "figures", "indicators", "units", "areas", "themes", "passages", "relations")


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell of a generated table that the source tables do not give, or a row that is missing or surplus.

    Attributes:
        table: the generated table.
        key: the row of it.
        column: the column; the key where it is the whole row.
        former: what the file has; "" for a row that is missing.
        made: what the source tables give; "" for a row that they do not give.
        rests_on: the rows that it is made from.
        origin: the one row and column of a source table that changed, where the difference is that of one.
    """

    table: str
    key: str
    column: str
    former: str
    made: str
    rests_on: frozenset[Spot] = frozenset()
    origin: tuple[Spot, str, str] | None = None


@rule(STALE, "statistics", "derived", *_SOURCES, needs_complete_tables=True)
def generated_tables_are_up_to_date(data: Data) -> Iterator[Finding]:
    """A generated file that differs from its source tables: one finding, as one command fixes it."""
    yield from stale(differences(data))


@rule("FQ-R52", "derived", "observations")
def derived_values_are_of_their_indicator(data: Data) -> Iterator[Finding]:
    """A rest or an average that has an indicator, or another value without that of an input."""
    for row in data.rows("derived"):
        inputs = [data.row("observations", key) for key in row["input_observation_ids"].split()]
        known = {each["indicator_id"] for each in inputs if each is not None}
        own = row["formula"] not in FORMULAS or FORMULAS[row["formula"]].own
        foreign = own and None not in inputs and row["indicator_id"] not in known
        if foreign or bool(row["indicator_id"]) != own:
            words = {"case": "" if own else "foreign", "wanted": ", ".join(sorted(known))}
            words |= {"value": row["indicator_id"] or BLANK}
            words |= {name: row[name] for name in ("formula_en", "formula_zh")}
            yield row.finding("FQ-R52", "indicator_id", **words)


def differences(data: Data) -> Iterator[Difference]:
    """Where `statistics` and `derived` are not what the source tables give."""
    for table, key, made in (
        ("statistics", "observation_id", flatten(data)),
        ("derived", "derived_id", derive(data)),
    ):
        wanted = {cells[key]: cells for cells in made}
        for row in data.rows(table):
            cells = wanted.pop(row.key, None)
            if cells is None:
                yield Difference(table, row.key, key, row.key, "", _made_from(row, data))
                continue
            if row == cells:  # as most are
                continue
            changed = [column for column, cell in cells.items() if row[column] != cell]
            spots = _made_from(row, data) if changed else frozenset()
            for column in changed:
                origin = _origin(row, column, cells, data)
                yield Difference(table, row.key, column, row[column], cells[column], spots, origin)
        for missing, cells in wanted.items():
            row = Row(table, 0, missing, cells)
            yield Difference(table, missing, key, "", missing, _made_from(row, data))


def stale(found: Iterable[Difference]) -> Iterator[Finding]:
    """One finding for each generated table that differs, with how much of it does and an example or two."""
    tables: dict[str, list[Difference]] = {}
    for each in found:
        tables.setdefault(each.table, []).append(each)
    for table, listed in tables.items():
        rows = len({each.key for each in listed})
        shown = list({each.key: each for each in reversed(listed)}.values())[::-1][:_SHOWN]
        words = {"rows": f"{rows:,}", "cells": f"{len(listed):,}"}
        yield Finding(STALE, table, values=words | joined("examples", [_example(each) for each in shown]))


def _example(each: Difference) -> Mapping[str, str]:
    """A difference in words; which of the two is right, it does not say."""
    row_case = "missing" if each.made else "surplus"
    case = row_case if each.column in ("observation_id", "derived_id") else "cell"
    file, made = visible(each.former), visible(each.made)
    return in_both("difference", case, key=each.key, column=each.column, file=file, made=made)


def _made_from(row: Row, data: Data) -> frozenset[Spot]:
    """The rows that a row of a generated table is made from."""
    if row.table == "derived":
        keys, links = row["input_observation_ids"].split(), list(data.rows("relations"))
    else:
        keys = [row.key, *totals(data, row.key), *overlapping(data, row.key)]
        links = [
            link
            for end in ("from_observation_id", "to_observation_id")
            for link in data.groups("relations", end).get((row.key,), ())
        ]
    spots = {("relations", each.key) for each in links}
    for observation in (data.row("observations", key) for key in keys):
        if observation is not None:
            spots.add(("observations", observation.key))
            parts = ("figure", "indicator", "area", "unit")
            spots |= {(f"{name}s", observation[f"{name}_id"]) for name in parts}
            spots.add(("passages", paragraph(observation)))
            if unit := data.row("units", observation["unit_id"]):
                spots.add(("units", unit["base_unit_id"]))
            if indicator := data.row("indicators", observation["indicator_id"]):
                spots.add(("themes", indicator["theme_id"]))
    return frozenset({*spots, (row.table, row.key)})


def _origin(row: Row, column: str, cells: Mapping[str, str], data: Data) -> tuple[Spot, str, str] | None:
    """The source cell of a cell of `statistics` and its former value, where it alone explains it."""
    observation = data.row("observations", row.key)
    if row.table != "statistics" or column not in ORIGINS or observation is None:
        return None
    table, link, source_column = ORIGINS[column]
    if table == "observations":
        return ("observations", row.key), column, row[column]
    if table == "figures":
        moved = [each for each in ("printed", "paragraph", "start", "end") if row[each] != cells[each]]
        if len(moved) == 1:
            return ("figures", observation["figure_id"]), column, row[column]
        figure = f"{row['source_id']}-p{row['paragraph']:0>2}-c{row['start']:0>3}"
        return ("observations", row.key), "figure_id", figure
    link_differs = link in cells and row[link] != cells[link]
    if link_differs or (column == "base_value" and row["value"] != cells["value"]):
        return None
    spot = (table, observation[link])
    if column != "base_value":
        return spot, source_column, row[column]
    changed = list(_former_factor(row, data.row(*spot)))
    return (spot, *changed[0]) if len(changed) == 1 else None


def _former_factor(row: Row, unit: Row | None) -> Iterator[tuple[str, str]]:
    """The cells of a unit's factor that may have changed, with what they were by the value in base units."""
    if unit and row["value"] and row["base_value"]:
        value, base_value = Fraction(row["value"]), Fraction(row["base_value"])
        for part, other, former in (
            ("numerator", "denominator", value and base_value / value),
            ("denominator", "numerator", base_value and value / base_value),
        ):
            was = former * int(unit[other])
            if was and was.denominator == 1:
                yield part, str(was)
