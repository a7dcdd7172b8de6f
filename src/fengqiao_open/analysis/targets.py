"""Targets and actual values: what each target requires, and with the next report whether it was met."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..datapackage.package import read_package
from ..errors import PackageError
from ..lang import Lang, sentence
from ..optional import extra
from ..tabular.csv import Row
from ..tabular.dataset import Data
from ..tabular.valid import valid_table
from .derive import Quantity, comparable, evaluate, quantity, reached
from .intervals import Interval

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    *("source_id", "observation_id", "indicator_id", "indicator", "area", "period", "status"),
    *("measure", "goal", "qualifier", "unit", "outcome_period", "outcome", "outcome_unit"),
    *("needed_level", "needed_level_low", "needed_level_high"),
    *("needed_growth", "needed_growth_low", "needed_growth_high"),
    *("commitments", "achieved", "met", "note"),
)
REVISIONS = (
    *("indicator_id", "area_id", "period"),
    *("first_observation_id", "first", "later_observation_id", "later"),
)
_LEVEL = "outcome * (1 + growth / 100)"
_GROWTH = "(goal / outcome - 1) * 100"


def progress(lang: Lang = "en", package: str | Path | None = None) -> pd.DataFrame:
    """Each target with its actual value: a row per target, in the order of the reports.

    Columns: the target as printed (`measure`, `goal`, `qualifier`, `unit`), the actual value (`outcome`), the
    level and the growth in per cent that the target requires, each with the interval that rounding allows (an
    open end is missing), its `commitments`, and a `note`. Level and growth are missing where the scopes of
    target and actual value differ; growth is missing where the actual value is already beyond the target; the
    note says so. If the package has a later report, `achieved` is the actual value of the target year, and
    `met` says whether the target was met. A merged dataset needs the extra `large`.

    Raises:
        PackageError: a table cannot be read.

    >>> goals = progress().set_index("observation_id")
    >>> float(goals.loc["fengqiao-2023-p30-01", "needed_level"].round(2))
    100.87
    """
    import pandas as pd

    goals: list[dict[str, Any]] = []
    for data, own in _reports(package):
        goals += (goal for goal in _goals(data, lang) if goal["observation_id"] in own)
    frame = pd.DataFrame(goals, columns=list(COLUMNS))
    numeric = ("goal", "outcome", "needed", "achieved")
    numbers = [name for name in COLUMNS if name.startswith(numeric) and "unit" not in name]
    frame[numbers] = frame[numbers].astype("float64")
    return frame.astype({"period": "Int64", "outcome_period": "Int64", "met": "boolean"})


def revisions(package: str | Path | None = None) -> pd.DataFrame:
    """Levels that a later report restates: revisions, not errors.

    Columns: `indicator_id`, `area_id`, `period`, `first_observation_id`, `first`, `later_observation_id`,
    `later` (both in base units), a row per revision. A package of one report has none.

    Raises:
        PackageError: a table cannot be read.

    >>> revisions().empty
    True
    """
    import pandas as pd

    pairs: list[dict[str, Any]] = []
    for data, own in _reports(package):
        pairs += (pair for pair in restated(data) if pair["first_observation_id"] in own)
    return pd.DataFrame(pairs, columns=list(REVISIONS))


def _reports(package: str | Path | None) -> Iterator[tuple[Data, Collection[str]]]:
    """The tables with the observations asked about: all of a package, part by part of a compilation."""
    found = read_package(package)
    if found.compiled:
        yield from extra("fengqiao_open.compilation.reports", "large").reports(found)
        return
    for name in _NEEDED:
        if name not in found.tables:
            raise PackageError("no-table", table=name)
    data = Data({name: valid_table(found, name) for name in _NEEDED}, found.descriptor)
    yield data, data.by_key("observations")


#: The tables that targets are read from.
_NEEDED = ("observations", "relations", "indicators", "units", "areas", "sources", "commitments")


def restated(data: Data) -> Iterator[dict[str, Any]]:
    """Outcomes of one indicator, place and year in two reports that differ beyond what rounding explains."""
    issued = {row.key: row["issued"] for row in data.rows("sources")}
    groups = data.groups("observations", "indicator_id", "area_id", "period", "measure", "status")
    for (indicator, area, period, measure, status), rows in groups.items():
        if status != "actual" or measure != "level":
            continue
        numbers = (row for row in rows if row["value"])
        for first, later in pairwise(sorted(numbers, key=lambda row: issued.get(row["source_id"], ""))):
            one, two = (_quantity(data, row, in_base=True) for row in (first, later))
            meet = Interval(one.low, one.high).meets(Interval(two.low, two.high))
            if first["source_id"] != later["source_id"] and not meet:
                levels = (first.key, float(one.value), later.key, float(two.value))
                yield dict(zip(REVISIONS, (indicator, area, int(period), *levels), strict=True))


def _quantity(data: Data, row: Row, in_base: bool = False) -> Quantity:
    return quantity(row, data.row("units", row["unit_id"]), in_base)


def _goals(data: Data, lang: Lang) -> Iterator[dict[str, Any]]:
    targets = data.groups("relations", "kind").get(("target_for",), ())
    goal_of = {row["from_observation_id"]: row for row in targets}
    promised = data.groups("commitments", "observation_id")
    outcomes = data.groups("observations", "indicator_id", "area_id", "period", "measure", "status")
    for goal in data.rows("observations"):
        if goal["status"] == "actual":
            continue
        relation = goal_of.get(goal.key)
        outcome = data.row("observations", relation["to_observation_id"]) if relation else None
        key = (goal["indicator_id"], goal["area_id"], goal["period"])
        achieved = outcomes.get((*key, goal["measure"], "actual"), [])
        if not achieved and goal["measure"] == "growth":
            achieved = outcomes.get((*key, "growth_yoy", "actual"), [])
        yield {
            "observation_id": goal.key,
            **{name: goal[name] for name in ("source_id", "indicator_id", "status", "measure", "qualifier")},
            "indicator": _name(data, "indicators", goal["indicator_id"], lang),
            "area": _name(data, "areas", goal["area_id"], lang),
            "period": int(goal["period"]),
            "goal": _number(goal),
            "unit": _name(data, "units", goal["unit_id"], lang),
            "outcome_period": int(outcome["period"]) if outcome else None,
            "outcome": _number(outcome),
            "outcome_unit": _name(data, "units", outcome["unit_id"], lang) if outcome else "",
            **(_needs(data, goal, outcome) if outcome else {}),
            "commitments": " ".join(row.key for row in promised.get((goal.key,), [])),
            **(_fate(data, goal, achieved[-1]) if achieved else {}),
            "note": _note(data, goal, outcome, relation, lang),
        }


def _name(data: Data, table: str, key: str, lang: str) -> str:
    row = data.row(table, key)
    return row[f"name_{lang}"] if row else ""


def _note(data: Data, goal: Row, outcome: Row | None, relation: Row | None, lang: Lang) -> str:
    """Why no growth is needed; else how the scopes of target and actual value differ; else its own note."""
    level = outcome and outcome["value"] and goal["measure"] == "level"
    if outcome and level and comparable(goal, outcome) and reached(data, goal, outcome):
        return sentence("analysis", "suppressed.reached", lang)
    return (relation[f"note_{lang}"] if relation else "") or goal[f"note_{lang}"]


def _number(row: Row | None) -> float | None:
    return float(row["value"]) if row and row["value"] else None


def _needs(data: Data, goal: Row, outcome: Row) -> Mapping[str, float | None]:
    """The level (in the outcome's unit) and the growth that a goal needs, seen from the outcome."""
    numbers = goal["value"] and outcome["value"] and comparable(goal, outcome)
    if not numbers or Decimal(outcome["value"]) <= 0:
        return {}
    wanted, base = _quantity(data, goal), _quantity(data, outcome)
    growth: Quantity | None
    if goal["measure"] == "level" and goal["unit_id"] == outcome["unit_id"]:
        level, growth = wanted, evaluate(_GROWTH, {"goal": wanted, "outcome": base})
        growth = None if reached(data, goal, outcome) else growth
    elif goal["measure"] in ("growth", "growth_yoy"):
        level, growth = evaluate(_LEVEL, {"outcome": base, "growth": wanted}), wanted
    else:
        return {}
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
    aim, actual = _quantity(data, goal, in_base=True).value, _quantity(data, achieved, in_base=True)
    indicator = data.row("indicators", goal["indicator_id"])
    # The direction is that of values; of ranks, 1 is the first.
    lower = goal["measure"] == "rank" or (indicator and indicator["direction"] == "lower")
    low, high = actual.low, actual.high
    if aim < 0 or lower:
        surely, maybe = high is not None and high <= aim, low is None or low <= aim
    else:
        surely, maybe = low is not None and low >= aim, high is None or high >= aim
    return {"achieved": _number(achieved), "met": True if surely else None if maybe else False}
