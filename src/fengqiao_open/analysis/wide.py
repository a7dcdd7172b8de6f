"""The wide table: an indicator a row, its measures, target and what that requires beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..datapackage.attrs import attrs
from ..datapackage.package import Package, read_package
from ..errors import PackageError, needs_lang
from ..lang import Lang
from ..optional import extra
from ..tabular.computed import WIDE, dtypes
from ..tabular.loader import Condition, load
from ..tabular.statistics import Filter, conditions, statistics
from .targets import targets

if TYPE_CHECKING:
    import pandas as pd
    from pandas.api.typing import DataFrameGroupBy

_KEY = ["source_id", "indicator_id", "area_id", "row_period", "nth"]
#: The columns of the wide table.
COLUMNS = WIDE


def wide(
    lang: Lang = "en",
    package: str | Path | None = None,
    *,
    indicator: Filter | None = None,
    area: Filter | None = None,
) -> pd.DataFrame:
    """An indicator a row, per report, area and period: every statistic is in one row, in the report's order.

    Columns:
        `period`: the year of the actual values; missing in a row that has none, only a target or plan.
        `level` (in `unit`, and as `base_level` in `base_unit`: yuan, persons …), `growth_yoy`,
        `growth`, `rate`, `share`, `ratio_to_target` (in per cent), `class` (in `unit`), `rank` (among
        `rank_scope`): the actual value of a measure; missing where none is printed. `target_level` (in
        `target_unit`), `target_growth_yoy` …: the target or plan for `target_period`. Growth over the
        year before is `growth_yoy` where the report says so (“year on year”), else `growth`, of which
        the report does not say over what: `frame["target_growth_yoy"].fillna(frame["target_growth"])`
        is the growth aimed at, stated either way. `needed_level` (in `unit`), `needed_growth` (in per
        cent): what the target requires. They are no pair where the report states two targets:
        `needed_level` is what `target_growth` requires, and `needed_growth` what `target_level`
        requires. `targets` has a row per target, with its level and growth. Missing where the scopes
        differ, as in `targets`.
        `qualifiers`, `target_qualifiers`: those that are not exact, such as `level=over`.
        `paragraph`, `target_paragraph`: the place of the first actual value and of the first target.
        `printed`, `target_printed`: the numbers as printed.
        `observation_ids`: the identifiers of all of them, separated by spaces.

    Args:
        lang: "en" or "zh", the language of names and units.
        package: another package or a merged dataset, of which only what is asked for is read; None for the
            shipped one. `load_lazy("wide", …)` has a polars LazyFrame of a merged dataset.
        indicator, area: only rows of these, by code or name, one or several, as in `statistics`.

    Raises:
        ValueError: an unknown language.
        UnknownValueError: no row has that indicator or area.
        PackageError: the package cannot be read, or has two values of one measure for one row; or it was
            edited and not refreshed, as in `statistics`.

    >>> output = wide().query("indicator_id == 'gross-industrial-output'").round(2)
    >>> output[["level", "unit", "target_level", "target_growth"]].values.tolist()
    [[91.7, '100 million yuan', 100.0, 10.0]]
    >>> output[["needed_level", "needed_growth"]].values.tolist()
    [[100.87, 9.05]]
    >>> output[["base_level", "base_unit", "target_base_level"]].values.tolist()
    [[9170000000.0, 'yuan', 10000000000.0]]
    >>> output[["printed", "paragraph", "target_paragraph"]].values.tolist()
    [['91.7亿元', 10, 30]]
    """
    needs_lang(lang)
    read = read_package(package)
    if read.compiled:
        return _of_many(read, lang, conditions(read, indicator=indicator, area=area))
    frame = _with_keys(statistics(lang, indicator=indicator, area=area, package=package), lang, package)
    if frame.duplicated([*_KEY, "status", "measure"]).any():
        raise PackageError("table-unreadable-validate", table="statistics")
    made = _grouped(frame)[["theme", "indicator", "area"]].first()
    made["observation_ids"] = _grouped(frame)["observation_id"].agg(" ".join)
    actual, targets = frame[frame["status"] == "actual"], frame[frame["status"] != "actual"]
    of_target = _grouped(targets)[["period", "status"]].first()
    made = made.join(
        [_stated(actual), _stated(targets).add_prefix("target_"), of_target.add_prefix("target_")]
    )
    for needed, measures in (("needed_level", ("growth", "growth_yoy")), ("needed_growth", ("level",))):
        other = _grouped(targets[targets["measure"].isin(measures)])[needed].first()
        made[needed] = other.combine_first(_grouped(targets)[needed].first())
    made = made.reset_index().rename(columns={"row_period": "period"}).reindex(columns=list(COLUMNS))
    # A row of a target alone has the year that the report reviews as its key; that is no year of its values.
    made["period"] = made["period"].where(made["paragraph"].notna())
    made.attrs = attrs(read.descriptor)
    return made.astype(dtypes("wide"))


def _of_many(package: Package, lang: Lang, where: Sequence[Condition]) -> pd.DataFrame:
    """The wide table of a merged dataset."""
    made: pd.DataFrame = extra("fengqiao_open.compilation.wide", "large").wide(package, lang, where)
    made.attrs = attrs(package.descriptor)
    return made.astype(dtypes("wide"))


def _with_keys(frame: pd.DataFrame, lang: Lang, package: str | Path | None) -> pd.DataFrame:
    """The statistics with the year of their row and what a target requires; `nth` counts its target years."""
    required = targets(lang, package).set_index("observation_id")
    frame = frame.join(required[["actual_period", "needed_level", "needed_growth"]], on="observation_id")
    reviewed = frame["source_id"].map(load("sources", package).set_index("source_id")["review_year"])
    of_target = frame["actual_period"].fillna(reviewed.astype("Int64"))
    actual = frame["status"] == "actual"
    frame["row_period"] = frame["period"].astype("Int64").where(actual, of_target)
    about = [*_KEY[:-1], "status", "period"]
    first = frame[~actual].drop_duplicates(about)
    nth = first.assign(nth=first.groupby(_KEY[:-1], sort=False).cumcount())[[*about, "nth"]]
    return frame.merge(nth, on=about, how="left").fillna({"nth": 0})


def _stated(part: pd.DataFrame) -> pd.DataFrame:
    """What the report states of each row: the value of each measure, unit, qualifiers and place."""
    found = part.pivot(index=_KEY, columns="measure", values="value").rename(columns=str)
    found[["paragraph", "rank_scope"]] = _grouped(part)[["paragraph", "rank_scope"]].first()
    found["printed"] = _grouped(part)["printed"].agg("; ".join)
    levels = _grouped(part[part["measure"] == "level"])[["base_value", "base_unit"]].first()
    found[["base_level", "base_unit"]] = levels
    found["unit"] = _grouped(part[part["measure"].isin(["level", "class"])])["unit"].first()
    inexact = part[part["qualifier"].notna() & (part["qualifier"] != "exact")]
    inexact = inexact.assign(text=inexact["measure"].astype(str) + "=" + inexact["qualifier"].astype(str))
    found["qualifiers"] = _grouped(inexact)["text"].agg(" ".join)
    return found


def _grouped(frame: pd.DataFrame) -> DataFrameGroupBy[Any, Any]:
    return frame.groupby(_KEY, sort=False, dropna=False)
