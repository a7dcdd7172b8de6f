"""Targets compared with actual values: what each target requires, and with the next report whether it was met."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..datapackage.package import Package, read_package
from ..errors import PackageError
from ..lang import Lang, sentence
from ..optional import extra
from ..tabular.csv import Row
from ..tabular.dataset import Data
from ..tabular.valid import valid_table
from .derive import Quantity, comparable, evaluate, quantity, reached

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "source_id", "observation_id", "indicator_id", "indicator", "area", "period", "status", "measure", "goal", "qualifier",
    "unit", "outcome_period", "outcome", "outcome_unit", "needed_level", "needed_level_low", "needed_level_high",
    "needed_growth", "needed_growth_low", "needed_growth_high", "commitments", "achieved", "met", "note",
)  # fmt: skip
_LEVEL = "outcome * (1 + growth / 100)"
_GROWTH = "(goal / outcome - 1) * 100"


def progress(lang: Lang = "en", package: str | Path | None = None) -> pd.DataFrame:
    """Each goal and plan beside its outcome: a row per goal, in the order of the reports.

    Columns: the target as printed (`measure`, `goal`, `qualifier`, `unit`), the actual value (`outcome`), the level
    and the growth in per cent that the target requires, each with the interval that rounding allows (an open end is
    missing), its `commitments`, and a `note`. Level and growth are missing where the scopes of target and actual value
    differ; growth is missing where the actual value is already beyond the target. The note says so. If the package has a later report, `achieved` is the actual value of the target
    year, and `met` says whether the target was met. A merged dataset needs the extra `large`.

    Raises:
        PackageError: a table cannot be read.

    >>> goals = progress().set_index("observation_id")
    >>> float(goals.loc["fengqiao-2023-p30-01", "needed_level"].round(2))
    100.87
    """
    import pandas as pd

    goals = (
        goal
        for data, own in _reports(package)
        for goal in _goals(data, lang)
        if goal["observation_id"] in own
    )
    frame = pd.DataFrame(list(goals), columns=list(COLUMNS))
    numbers = [
        name
        for name in COLUMNS
        if name.startswith(("goal", "outcome", "needed", "achieved")) and "unit" not in name
    ]
    frame[numbers] = frame[numbers].astype("float64")
    return frame.astype({"period": "Int64", "outcome_period": "Int64", "met": "boolean"})


def revisions(package: str | Path | None = None) -> pd.DataFrame:
    """Levels that a later report restates: revisions, not errors.

    Columns: `indicator_id`, `area_id`, `period`, `first_observation_id`, `first`, `later_observation_id`, `later`
    (both in base units), a row per revision.
    """
    import pandas as pd

    columns = [
        "indicator_id",
        "area_id",
        "period",
        "first_observation_id",
        "first",
        "later_observation_id",
        "later",
    ]
    pairs = (
        pair
        for data, own in _reports(package)
        for pair in restated(data)
        if pair["first_observation_id"] in own
    )
    return pd.DataFrame(list(pairs), columns=columns)


def _reports(package: str | Path | None) -> Iterator[tuple[Data, Collection[str]]]:
    """The tables with the observations that are asked about: all of a package, part by part of a compilation."""
    found = read_package(package)
    if found.compiled:
        yield from extra("fengqiao_open.compilation.reports", "large").reports(found)
    else:
        data = _valid(found)
        yield data, data.by_key("observations")


#: The tables that targets are read from.
_NEEDED = ("observations", "relations", "indicators", "units", "areas", "sources", "commitments")


def _valid(package: Package) -> Data:
    """The tables that targets are read from.

    Raises:
        PackageError: one of them is missing or not valid.
    """
    for name in _NEEDED:
        if name not in package.tables:
            raise PackageError("no-table", table=name)
    return Data({name: valid_table(package, name) for name in _NEEDED}, package.descriptor)


def restated(data: Data) -> Iterator[dict[str, Any]]:
    """Outcomes of one indicator, place and year in two reports that differ beyond what rounding explains."""
    issued = {row.key: row["issued"] for row in data.rows("sources")}
    groups = data.groups("observations", "indicator_id", "area_id", "period", "measure", "status")
    for (indicator, area, period, measure, status), rows in groups.items():
        ordered = sorted(
            (row for row in rows if row["value"]), key=lambda row: issued.get(row["source_id"], "")
        )
        if status != "actual" or measure != "level":
            continue
        for first, later in pairwise(ordered):
            one, two = (
                quantity(row, data.row("units", row["unit_id"]), in_base=True) for row in (first, later)
            )
            if first["source_id"] != later["source_id"] and not _meet(one, two):
                yield {
                    "indicator_id": indicator, "area_id": area, "period": int(period), "first_observation_id": first.key,
                    "first": float(one.value), "later_observation_id": later.key, "later": float(two.value),
                }  # fmt: skip


def _meet(one: Quantity, two: Quantity) -> bool:
    below = one.high is None or two.low is None or two.low <= one.high
    return below and (one.low is None or two.high is None or one.low <= two.high)


def _goals(data: Data, lang: Lang) -> Iterator[dict[str, Any]]:
    goal_of = {
        row["from_observation_id"]: row for row in data.rows("relations") if row["kind"] == "target_for"
    }
    promised = data.groups("commitments", "observation_id")
    outcomes = data.groups("observations", "indicator_id", "area_id", "period", "measure", "status")
    for goal in data.rows("observations"):
        if goal["status"] == "actual":
            continue
        relation = goal_of.get(goal.key)
        outcome = data.row("observations", relation["to_observation_id"]) if relation else None
        indicator, area = data.row("indicators", goal["indicator_id"]), data.row("areas", goal["area_id"])
        unit = data.row("units", goal["unit_id"])
        key = (goal["indicator_id"], goal["area_id"], goal["period"])
        needs = _needs(data, goal, outcome) if outcome else {}
        achieved = outcomes.get((*key, goal["measure"], "actual"), []) or (
            outcomes.get((*key, "growth_yoy", "actual"), []) if goal["measure"] == "growth" else []
        )
        yield {
            "source_id": goal["source_id"], "observation_id": goal.key, "indicator_id": goal["indicator_id"],
            "indicator": indicator[f"name_{lang}"] if indicator else "", "area": area[f"name_{lang}"] if area else "",
            "period": int(goal["period"]), "status": goal["status"], "measure": goal["measure"],
            "goal": _number(goal), "qualifier": goal["qualifier"], "unit": unit[f"name_{lang}"] if unit else "",
            "outcome_period": int(outcome["period"]) if outcome else None, "outcome": _number(outcome),
            "outcome_unit": _unit(data, outcome, lang), **needs,
            "commitments": " ".join(row.key for row in promised.get((goal.key,), [])),
            **(_fate(data, goal, achieved[-1]) if achieved else {}),
            "note": _note(data, goal, outcome, relation, lang),
        }  # fmt: skip


def _note(data: Data, goal: Row, outcome: Row | None, relation: Row | None, lang: Lang) -> str:
    """Why no growth is needed; else how the scope of the outcome differs from that of the goal; else the goal's note."""
    if (
        outcome
        and outcome["value"]
        and goal["measure"] == "level"
        and comparable(goal, outcome)
        and reached(data, goal, outcome)
    ):
        return sentence("analysis", "suppressed.reached", lang)
    return (relation[f"note_{lang}"] if relation else "") or goal[f"note_{lang}"]


def _unit(data: Data, row: Row | None, lang: str) -> str:
    unit = data.row("units", row["unit_id"]) if row else None
    return unit[f"name_{lang}"] if unit else ""


def _number(row: Row | None) -> float | None:
    return float(row["value"]) if row and row["value"] else None


def _needs(data: Data, goal: Row, outcome: Row) -> Mapping[str, float | None]:
    """The level (in the outcome's unit) and the growth that a goal needs, seen from the outcome."""
    if (
        not goal["value"]
        or not outcome["value"]
        or not comparable(goal, outcome)
        or Decimal(outcome["value"]) <= 0
    ):
        return {}
    base = quantity(outcome, data.row("units", outcome["unit_id"]))
    growth: Quantity | None
    if goal["measure"] == "level" and goal["unit_id"] == outcome["unit_id"]:
        level = quantity(goal, data.row("units", goal["unit_id"]))
        growth = evaluate(_GROWTH, {"goal": level, "outcome": base})
    elif goal["measure"] in ("growth", "growth_yoy"):
        growth = quantity(goal, data.row("units", goal["unit_id"]))
        level = evaluate(_LEVEL, {"outcome": base, "growth": growth})
    else:
        return {}
    if goal["measure"] == "level" and reached(data, goal, outcome):
        growth = None
    return {
        f"needed_{name}{end}": None if number is None else float(number)
        for name, found in (("level", level), ("growth", growth))
        if found is not None
        for end, number in (("", found.value), ("_low", found.low), ("_high", found.high))
    }


def _fate(data: Data, goal: Row, achieved: Row) -> dict[str, Any]:
    """What became of a goal, and whether it was met; unknown where rounding leaves both open."""
    if not goal["value"] or not achieved["value"]:
        return {"achieved": _number(achieved)}
    wanted = quantity(goal, data.row("units", goal["unit_id"]), in_base=True)
    reached = quantity(achieved, data.row("units", achieved["unit_id"]), in_base=True)
    indicator = data.row("indicators", goal["indicator_id"])
    # The direction is that of values; of ranks, 1 is the first.
    lower = goal["measure"] == "rank" or bool(indicator and indicator["direction"] == "lower")
    lower_is_better = wanted.value < 0 or lower
    aim = wanted.value
    low, high = reached.low, reached.high
    if lower_is_better:
        met = True if _at_most(high, aim) else None if _at_most(low, aim) else False
    else:
        met = True if _at_most(aim, low) else None if _at_most(aim, high) else False
    return {"achieved": _number(achieved), "met": met}


def _at_most(one: Fraction | None, two: Fraction | None) -> bool:
    return one is not None and two is not None and one <= two
