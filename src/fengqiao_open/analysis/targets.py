"""Targets and actual values: what each target requires, and with the next report whether it was met."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..datapackage.attrs import attrs
from ..datapackage.package import Package, read_package
from ..errors import PackageError, needs_lang
from ..lang import Lang, sentence
from ..optional import extra
from ..tabular.computed import TARGETS, dtypes
from ..tabular.csv import Row
from ..tabular.dataset import Data
from ..tabular.loader import Condition, rows
from ..tabular.statistics import Filter, conditions
from ..tabular.valid import valid_table
from .derive import Quantity, comparable, evaluate, quantity, reached
from .intervals import Interval

if TYPE_CHECKING:
    import pandas as pd

#: The columns of the table.
COLUMNS = TARGETS
REVISIONS = (
    *("indicator_id", "area_id", "period"),
    *("first_observation_id", "first", "later_observation_id", "later"),
)
_LEVEL = "actual * (1 + growth / 100)"
_GROWTH = "(target / actual - 1) * 100"


def targets(
    lang: Lang = "en",
    package: str | Path | None = None,
    *,
    indicator: Filter | None = None,
    area: Filter | None = None,
) -> pd.DataFrame:
    """Each target with its actual value: a row per target or plan, in the order of the reports.

    `status` separates them: a "target" can be met or missed, "planned" is work or spending that is planned.
    Of a target in words (measure "statement"), `printed` has the words, and no number is required.

    Columns: the target as printed (`measure`, `target`, `qualifier`, `unit`, `printed`, `paragraph`; `_label`
    has the label of a code in the language), the actual value of an earlier year (`actual`, `actual_unit`,
    `actual_period`), the level and the growth in per cent that the target requires, each with the interval
    that rounding allows (an open end is missing), its `commitments`, and a `note`. Level and growth are
    missing where the scopes of target and actual value differ; growth is missing where the actual value is
    already beyond the target; the note says so. If the package has a later report, `achieved` is the actual
    value of the target year, and `met` says whether the target was met. A merged dataset needs the extra
    `large`.

    Args:
        lang: "en" or "zh", the language of names, labels and units.
        package: another package or a merged dataset, of which only what is asked for is read; None for the
            shipped one.
        indicator, area: only targets of these, by code or name, one or several, as in `statistics`.

    Raises:
        ValueError: an unknown language.
        UnknownValueError: no row has that indicator or area.
        PackageError: a table cannot be read.

    >>> stated = targets("zh").query("status == 'target'")
    >>> stated[["printed", "measure_label", "paragraph"]].values[0].tolist()
    ['增长10%以上', '增速（未注明基期）', 30]
    >>> required = targets().set_index("observation_id")
    >>> float(required.loc["fengqiao-2023-p30-01", "needed_level"].round(2))
    100.87
    """
    needs_lang(lang)
    read = read_package(package)
    where = conditions(read, indicator=indicator, area=area)
    frame = _of_many(read, lang, where) if read.compiled else _of_one(read, lang, where)
    for name in ("status", "measure", "qualifier"):
        labels = {
            code.value: getattr(code.label, lang) for code in read.schema("observations").field(name).codes
        }
        frame[f"{name}_label"] = frame[name].map(labels)
    frame.attrs = attrs(read.descriptor)
    return frame.astype(dtypes("targets"))[list(COLUMNS)]


def _of_many(package: Package, lang: Lang, where: Sequence[Condition]) -> pd.DataFrame:
    """The targets of a merged dataset, without the labels of codes."""
    made: pd.DataFrame = extra("fengqiao_open.compilation.targets", "large").targets(package, lang, where)
    return made


def _of_one(package: Package, lang: Lang, where: Sequence[Condition]) -> pd.DataFrame:
    """The targets of a package, without the labels of codes."""
    import pandas as pd

    data = _data(package)
    own = {row.key for row in data.rows("observations") if _meets(row, where)}
    found = [each for each in stated(data, lang) if each["observation_id"] in own]
    frame = pd.DataFrame(found, columns=list(COLUMNS))
    _add_places(package, frame)
    texts = [name for name, kind in dtypes("targets").items() if kind == "string"]
    frame[texts] = frame[texts].astype("string").replace("", pd.NA)
    return frame


def _add_places(package: Package, frame: pd.DataFrame) -> None:
    """Fill in what is printed of each target, and in which paragraph."""
    if "figures" not in package.tables or frame.empty:
        return
    ids = {"observation_id": list(frame["observation_id"])}
    of = rows(package, "observations", [ids], ["observation_id", "figure_id"]).set_index("observation_id")
    figure = frame["observation_id"].map(of["figure_id"])
    wanted = {"figure_id": list(figure.dropna())}
    places = rows(package, "figures", [wanted], ["figure_id", "printed", "paragraph"]).set_index("figure_id")
    for name in ("printed", "paragraph"):
        frame[name] = figure.map(places[name])


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

    read, pairs = read_package(package), list[dict[str, Any]]()
    for data, own in _reports(read):
        pairs += (pair for pair in restated(data) if pair["first_observation_id"] in own)
    frame = pd.DataFrame(pairs, columns=list(REVISIONS))
    frame.attrs = attrs(read.descriptor)
    return frame


def _reports(found: Package) -> Iterator[tuple[Data, Collection[str]]]:
    """The tables with the observations asked about: of a package, or part by part of a compilation."""
    if found.compiled:
        yield from extra("fengqiao_open.compilation.reports", "large").reports(found)
        return
    data = _data(found)
    yield data, {row.key for row in data.rows("observations")}


def _data(package: Package) -> Data:
    """The valid rows of the tables of a package that targets are read from."""
    for name in _NEEDED:
        if name not in package.tables:
            raise PackageError("no-table", table=name)
    return Data({name: valid_table(package, name) for name in _NEEDED}, package.descriptor)


def _meets(row: Row, where: Sequence[Condition]) -> bool:
    """Whether a row meets every condition."""
    return all(any(row[column] in values for column, values in each.items()) for each in where)


#: The tables that targets are read from.
_NEEDED = ("observations", "relations", "indicators", "units", "areas", "sources", "commitments")


def restated(data: Data) -> Iterator[dict[str, Any]]:
    """Actual values of an indicator, area and year that differ in two reports beyond what rounding
    explains.
    """
    issued = {row.key: row["issued"] for row in data.rows("sources")}
    groups = data.groups("observations", "indicator_id", "area_id", "period", "measure", "status")
    for (indicator, area, period, measure, status), group in groups.items():
        if status != "actual" or measure != "level":
            continue
        numbers = (row for row in group if row["value"])
        for first, later in pairwise(sorted(numbers, key=lambda row: issued.get(row["source_id"], ""))):
            one, two = (_quantity(data, row, in_base=True) for row in (first, later))
            meet = Interval(one.low, one.high).meets(Interval(two.low, two.high))
            if first["source_id"] != later["source_id"] and not meet:
                levels = (first.key, float(one.value), later.key, float(two.value))
                yield dict(zip(REVISIONS, (indicator, area, int(period), *levels), strict=True))


def _quantity(data: Data, row: Row, in_base: bool = False) -> Quantity:
    return quantity(row, data.row("units", row["unit_id"]), in_base)


def stated(data: Data, lang: Lang) -> Iterator[dict[str, Any]]:
    """The targets of some tables, as far as it is in them: without labels, and what is printed."""
    links = data.groups("relations", "kind").get(("target_for",), ())
    link_of = {row["from_observation_id"]: row for row in links}
    commitments = data.groups("commitments", "observation_id")
    actual_values = data.groups("observations", "indicator_id", "area_id", "period", "measure", "status")
    for target in data.rows("observations"):
        if target["status"] == "actual":
            continue
        relation = link_of.get(target.key)
        actual = data.row("observations", relation["to_observation_id"]) if relation else None
        key = (target["indicator_id"], target["area_id"], target["period"])
        achieved = actual_values.get((*key, target["measure"], "actual"), [])
        if not achieved and target["measure"] == "growth":
            achieved = actual_values.get((*key, "growth_yoy", "actual"), [])
        yield {
            "observation_id": target.key,
            **{
                name: target[name] for name in ("source_id", "indicator_id", "status", "measure", "qualifier")
            },
            "indicator": _name(data, "indicators", target["indicator_id"], lang),
            "area": _name(data, "areas", target["area_id"], lang),
            "period": int(target["period"]),
            "target": _number(target),
            "unit": _name(data, "units", target["unit_id"], lang),
            "actual_period": int(actual["period"]) if actual else None,
            "actual": _number(actual),
            "actual_unit": _name(data, "units", actual["unit_id"], lang) if actual else "",
            **(_needs(data, target, actual) if actual else {}),
            "commitments": " ".join(row.key for row in commitments.get((target.key,), [])),
            **(_fate(data, target, achieved[-1]) if achieved else {}),
            "note": _note(data, target, actual, relation, lang),
        }


def _name(data: Data, table: str, key: str, lang: str) -> str:
    row = data.row(table, key)
    return row[f"name_{lang}"] if row else ""


def _note(data: Data, target: Row, actual: Row | None, relation: Row | None, lang: Lang) -> str:
    """Why no growth is needed; else how the scopes of target and actual value differ; else its own note."""
    level = actual and actual["value"] and target["measure"] == "level"
    if actual and level and comparable(target, actual) and reached(data, target, actual):
        return sentence("analysis", "suppressed.reached", lang)
    return (relation[f"note_{lang}"] if relation else "") or target[f"note_{lang}"]


def _number(row: Row | None) -> float | None:
    return float(row["value"]) if row and row["value"] else None


def _needs(data: Data, target: Row, actual: Row) -> Mapping[str, float | None]:
    """The level, in the unit of the actual value, and the growth that a target requires over it."""
    numbers = target["value"] and actual["value"] and comparable(target, actual)
    if not numbers or Decimal(actual["value"]) <= 0:
        return {}
    wanted, base = _quantity(data, target), _quantity(data, actual)
    growth: Quantity | None
    if target["measure"] == "level" and target["unit_id"] == actual["unit_id"]:
        level, growth = wanted, evaluate(_GROWTH, {"target": wanted, "actual": base})
        growth = None if reached(data, target, actual) else growth
    elif target["measure"] in ("growth", "growth_yoy"):
        level, growth = evaluate(_LEVEL, {"actual": base, "growth": wanted}), wanted
    else:
        return {}
    return {
        f"needed_{name}{end}": None if number is None else float(number)
        for name, found in (("level", level), ("growth", growth))
        if found is not None
        for end, number in (("", found.value), ("_low", found.low), ("_high", found.high))
    }


def _fate(data: Data, target: Row, achieved: Row) -> dict[str, Any]:
    """Whether a target was met; unknown where rounding leaves both open."""
    if not target["value"] or not achieved["value"]:
        return {"achieved": _number(achieved)}
    aim, actual = _quantity(data, target, in_base=True).value, _quantity(data, achieved, in_base=True)
    indicator = data.row("indicators", target["indicator_id"])
    # The direction is that of values; of ranks, 1 is the first.
    lower = target["measure"] == "rank" or (indicator and indicator["direction"] == "lower") or aim < 0
    if target["qualifier"] == "at_most":  # of the size: a fall of at most 5% is −5% or more
        lower = aim >= 0
    low, high = actual.low, actual.high
    if lower:
        surely, maybe = high is not None and high <= aim, low is None or low <= aim
    else:
        surely, maybe = low is not None and low >= aim, high is None or high >= aim
    return {"achieved": _number(achieved), "met": True if surely else None if maybe else False}
