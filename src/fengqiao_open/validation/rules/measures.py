"""Rules on single statistics: unit, measure, period and status agree with each other and the indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...figures.assigned import is_assigned
from ...findings.catalogue import BLANK
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from ..intended import glossed
from ..particulars import other_days
from .codelists import with_parents
from .registry import rule

#: Rules on single statistics ask of a value no more than whether it is whole and where it lies among these.
BOUNDS = (-100, 0, 1, 100)
PERCENT_MEASURES = ("growth_yoy", "growth", "share", "rate", "ratio_to_target")


_DAY = re.compile("([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_OF_MEASURE = ("indicator_id", "unit_id", "measure", "value")


@rule("FQ-R01", "observations", "indicators", "units", depends_on=_OF_MEASURE)
def unit_and_measure_fit_the_indicator(data: Data) -> Iterator[Finding]:
    """A level in a unit of another quantity, a share not in per cent, a rank or class without its unit."""
    for row in data.rows("observations"):
        indicator, unit = data.row("indicators", row["indicator_id"]), data.row("units", row["unit_id"])
        if indicator is None or (unit is None and row["unit_id"]):
            continue
        quantity, measured = indicator["quantity"], unit["quantity"] if unit else ""
        wanted = _wanted_quantity(row["measure"], quantity)
        filled = bool(row["value"])
        if row["measure"] == "statement":
            fits, column = not filled and not unit, "value" if filled else "unit_id"
        elif not filled or unit is None:
            fits, column = False, "value" if not filled else "unit_id"
        elif (row["measure"] in ("share", "rate") and quantity != "ratio") or (
            row["measure"] == "level" and (quantity in ("index", "class") or row["unit_id"] == "percent")
        ):
            fits, column = False, "measure"
        elif row["measure"] in ("growth", "growth_yoy"):
            # A growth is printed in per cent, or as a difference in the indicator's own unit.
            fits, column = measured in ("ratio", quantity), "unit_id"
        else:
            # What is per mu in the name may be in yuan in print: 亩均税收21.3万元.
            fits, column = measured == wanted or (wanted, measured) == ("price", "money"), "unit_id"
        if not fits:
            case = "statement" if row["measure"] == "statement" else "" if unit or not filled else "no_unit"
            tables = {"units": data.tables["units"]}
            words = glossed("measure", row.table, "measure", row["measure"], {})
            words |= glossed("quantity", "indicators", "quantity", quantity, {})
            words |= glossed("unit", row.table, "unit_id", row["unit_id"] or BLANK, tables)
            yield row.finding("FQ-R01", column, case=case, **words, wanted=wanted)


def _wanted_quantity(measure: str, quantity: str) -> str:
    if measure in PERCENT_MEASURES:
        return "ratio"
    return measure if measure in ("rank", "class") else quantity


_OF_PERIOD = (*(f"source_id.{name}" for name in ("review_year", "plan_year", "issued")), "period", "status")


@rule("FQ-R02", "observations", "sources", depends_on=_OF_PERIOD)
def period_fits_status(data: Data) -> Iterator[Finding]:
    """An outcome of a year after the report, or a goal or works of a year before the one planned.

    What was to be done in the year reviewed is a goal of that year where printed words say so; without the
    numbers of the report, nobody knows.
    """
    known = "figures" in data.tables
    for row in data.rows("observations"):
        source = data.row("sources", row["source_id"])
        figure = data.row("figures", row["figure_id"]) if known else None
        reviewed = source is not None and row["period"] == source["review_year"]
        if reviewed and row["status"] != "actual" and not known:
            continue
        if source is not None and not is_in_time(row, source, figure["dated"] if figure else ""):
            wanted = source["review_year" if row["status"] == "actual" else "plan_year"]
            case = "" if row["period"] in (source["review_year"], source["plan_year"]) else "period"
            status = glossed("status", row.table, "status", row["status"], {})
            words = {**status, "period": row["period"], "wanted": wanted}
            yield row.finding("FQ-R02", "period", case=case, **words)


def is_in_time(row: Row, source: Row, dated: str) -> bool:
    """Whether the year of a statistic is possible: no outcome after the report, no goal before its plan.

    A goal of the year reviewed is, where the words that date it say that it was to be done then.
    """
    if row["status"] == "actual":
        return row["period"] <= max(source["review_year"], source["issued"][:4])
    return row["period"] >= source["review_year" if is_assigned(dated) else "plan_year"]


@rule("FQ-R05", "observations", depends_on=("measure", "value"))
def rates_lie_between_0_and_100(data: Data) -> Iterator[Finding]:
    """A rate or share that is no part of a whole; ratios to target may be anything."""
    for row in data.rows("observations"):
        if row["measure"] in ("rate", "share") and row["value"] and not 0 <= Decimal(row["value"]) <= 100:
            yield row.finding("FQ-R05", "value", value=row["value"])


@rule("FQ-R13", "observations", "indicators", "units", depends_on=_OF_MEASURE)
def numbers_are_possible(data: Data) -> Iterator[Finding]:
    """A count, rank or class that is not whole, or anything but growth that is negative."""
    for row in data.rows("observations"):
        if not row["value"]:
            continue
        unit = data.row("units", row["unit_id"])
        if case := _impossible(row, data.row("indicators", row["indicator_id"]), unit):
            yield row.finding("FQ-R13", "value", case=case, value=row["value"])


def _impossible(row: Row, indicator: Row | None, unit: Row | None) -> str:
    value, whole = Decimal(row["value"]), Decimal(row["value"]) % 1 == 0
    counted = row["measure"] == "level" and indicator is not None and indicator["quantity"] == "count"
    if value < 0 and row["measure"] not in ("growth", "growth_yoy"):
        return "negative"
    if value < -100 and row["unit_id"] == "percent":
        return "decrease"
    if counted and not whole and _in_ones(unit):
        return "integer"
    if row["measure"] in ("rank", "class") and (not whole or value < 1):
        return "from_1"
    return ""


def _in_ones(unit: Row | None) -> bool:
    """Whether a unit counts one by one: 1.2 万人 is a whole number of persons, and of an unknown unit nothing
    is said.
    """
    return unit is not None and unit["numerator"] == unit["denominator"]


@rule("FQ-R48", "observations", depends_on=("measure", "rank_area_id", "rank_scope_zh"))
def ranks_have_their_scope(data: Data) -> Iterator[Finding]:
    """A rank that does not say among which places it holds, or the scope of a rank at what is none."""
    for row in data.rows("observations"):
        for column in ("rank_area_id", "rank_scope_zh"):
            if bool(row[column]) != (row["measure"] == "rank"):
                yield row.finding("FQ-R48", column, case="surplus" if row[column] else "", value=row[column])
                break


@rule("FQ-R53", "observations", depends_on=("measure", "qualifier"))
def numbers_have_a_qualifier(data: Data) -> Iterator[Finding]:
    """A number without a qualifier, which is `exact` where none is printed, or a qualifier without a
    number.
    """
    for row in data.rows("observations"):
        if bool(row["qualifier"]) == (row["measure"] == "statement"):
            case = "surplus" if row["qualifier"] else ""
            yield row.finding("FQ-R53", "qualifier", case=case, value=row["qualifier"])


_OF_PLACE = ("source_id.area_id", "area_id", "area_id.parent_area_id")


@rule("FQ-R31", "observations", "sources", "areas", depends_on=_OF_PLACE)
def places_lie_within_the_reports_area(data: Data) -> Iterator[Finding]:
    """A statistic about a place that is not in the area that its report is about."""
    for row in data.rows("observations"):
        source = data.row("sources", row["source_id"])
        if source is None or data.row("areas", row["area_id"]) is None:
            continue
        places = with_parents(data, row["area_id"])
        if source["area_id"] not in places and not any(data.left_out("areas", each) for each in places):
            yield row.finding("FQ-R31", "area_id", value=row["area_id"], wanted=source["area_id"])


_TOWARDS = {"at_least": "higher", "over": "higher", "at_most": "lower"}
_OF_TARGET = ("indicator_id", "measure", "status", "qualifier", "value")


@rule("FQ-R32", "observations", "indicators", depends_on=_OF_TARGET)
def targets_follow_the_direction_of_the_indicator(data: Data) -> Iterator[Finding]:
    """A target of “at least” for what is better low, of “at most” or of a fall for what is better high."""
    for row in data.rows("observations"):
        indicator = data.row("indicators", row["indicator_id"])
        if indicator is None or row["status"] == "actual" or indicator["direction"] == "none":
            continue
        if row["measure"] == "rank":  # the direction is that of values; of ranks, 1 is the first
            continue
        falls = row["measure"] in ("growth", "growth_yoy") and Decimal(row["value"] or 0) < 0
        if falls and row["qualifier"] == "at_most":  # to fall by no more than that is better high or low
            continue
        towards = "lower" if falls else _TOWARDS.get(row["qualifier"], indicator["direction"])
        if indicator["direction"] != towards:
            words = {"value": indicator["direction"], "wanted": towards, "goal": row.key}
            number = f"{row['qualifier']} {row['value']}"
            yield indicator.finding("FQ-R32", "direction", row, **words, number=number)


@rule("FQ-R33", "sources", others=("FQ-D22",))
def reports_are_issued_in_their_time(data: Data) -> Iterator[Finding]:
    """A report not issued in the year it plans or the December before, or on the day that it prints, or that
    plans another year; where all are, one whose day is another in the descriptor.
    """
    found = list(_out_of_time(data))
    yield from found
    if not found and not data.keys_left_out.get("sources"):
        days: dict[tuple[str, str], set[str]] = {}
        for row in data.rows("sources"):
            days.setdefault((row["title_en"], row["title_zh"]), set()).add(row["issued"])
        yield from other_days(data.descriptor, days)


def _out_of_time(data: Data) -> Iterator[Finding]:
    for row in data.rows("sources"):
        year, review, plan = row["issued"][:4], int(row["review_year"]), int(row["plan_year"])
        if plan not in (review, review + 1):  # a report on half a year plans the rest of it
            yield row.finding("FQ-R33", "plan_year", value=plan, review=review)
        elif int(year) != plan and row["issued"][:7] not in (f"{plan - 1}-{month}" for month in (11, 12)):
            yield row.finding("FQ-R33", "issued", case="issued", value=row["issued"], wanted=plan)
        elif (printed := _printed_day(row, data)) and printed[0] != row["issued"]:
            day, figure = printed
            words = {
                "value": row["issued"],
                "wanted": day,
                "where": figure.line,
                "printed": figure["printed"],
            }
            yield row.finding("FQ-R33", "issued", figure, case="printed", **words)


def _printed_day(source: Row, data: Data) -> tuple[str, Row] | None:
    """The day that the front of a report prints with its year, and where; None where it prints none, or
    several.
    """
    fronts = [row for row in data.once(_dates_of_fronts) if row["source_id"] == source.key]
    days = [row for row in fronts if "日" in row["printed"]]
    if len(days) != 1:
        return None
    year = (row["printed"] for row in fronts if _place(row, "end") == _place(days[0], "start"))
    found = _DAY.fullmatch("".join(f"{next(year, '')}{days[0]['printed']}".split()))
    return (f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", days[0]) if found else None


def _place(row: Row, edge: str) -> tuple[str, str]:
    return row["paragraph"], row[edge]


def _dates_of_fronts(data: Data) -> list[Row]:
    """The dates that the fronts of reports print; none where some number was not read."""
    if not {"figures", "passages"} <= data.tables.keys() or data.keys_left_out.get("figures"):
        return []
    passages = data.rows("passages")
    fronts = {(row["source_id"], row["paragraph"]) for row in passages if row["part"] == "front"}
    dated = zip(data.rows("figures"), data.tables["figures"].column("disposition"), strict=True)
    dates = (row for row, disposition in dated if disposition == "date")
    return [row for row in dates if (row["source_id"], row["paragraph"]) in fronts]
