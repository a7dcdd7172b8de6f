"""The wide table of a merged dataset as one polars query: what is not asked for is not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import polars as pl

from ..analysis.wide import wide as small
from ..datapackage.package import Package
from ..errors import PackageError, needs_lang
from ..lang import Lang
from ..tabular.computed import MEASURES, WIDE, kind
from ..tabular.loader import Condition
from .lazy import lazy_table, meeting, named, one_of

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["source_id", "indicator_id", "area_id", "row_period", "nth"]
_TYPES = {"integer": pl.Int64, "number": pl.Float64, "string": pl.String}
_ACTUAL = pl.col("status") == "actual"
_GROWTH = ("growth", "growth_yoy")
# The columns of `statistics` that the wide table is made of, by their names in one language.
_READ = (
    *(
        "observation_id",
        "source_id",
        "theme",
        "indicator_id",
        "indicator",
        "area_id",
        "area",
        "period",
        "status",
    ),
    *("measure", "value", "unit_id", "unit", "base_value", "base_unit", "qualifier", "rank_scope"),
    *("paragraph", "printed"),
)
_FROM, _TO = "from_observation_id", "to_observation_id"


def lazy(package: Package, lang: Lang) -> pl.LazyFrame:
    """The wide table of a package or a merged dataset."""
    needs_lang(lang)
    if package.compiled:
        return lazy_wide(package, lang)
    frame = small(lang, package.origin or package.root)
    columns = {
        name: pl.Series(
            name, frame[name].astype("object").where(frame[name].notna(), None).tolist(), _TYPES[kind(name)]
        )
        for name in WIDE
    }
    return pl.LazyFrame(columns)


def lazy_wide(package: Package, lang: Lang, where: Sequence[Condition] = ()) -> pl.LazyFrame:
    """The wide table of a merged dataset in one language, as `wide` describes it.

    Args:
        package: the merged dataset.
        lang: the language of names and units.
        where: what the statistics must meet, in columns that all of a row have: source, indicator, area.
    """
    short = package.schema("statistics").in_language(lang)
    columns = [pl.col(name).alias(each) for name, each in short.items() if each in _READ]
    outcomes = lazy_table(package, "statistics").select(columns)
    rows = meeting(outcomes, where)
    links = lazy_table(package, "relations").filter(pl.col("kind") == "target_for").select(_FROM, _TO)
    if where:  # few targets: most of what they lead to is among what is read of them
        here = rows.collect()
        few = named(links, _FROM, here.filter(~_ACTUAL)["observation_id"])
        elsewhere = few.filter(~one_of(_TO, here["observation_id"]))[_TO]
        outcomes = pl.concat([here, named(outcomes, "observation_id", elsewhere)]).lazy()
        rows, links = here.lazy(), few.lazy()
    numbered = rows.with_row_index("at")
    goals = _with_needs(package, numbered.filter(~_ACTUAL), links.unique(_FROM, keep="last"), outcomes)
    actual = numbered.filter(_ACTUAL).with_columns(
        pl.col("period").alias("row_period"), pl.lit(0, pl.UInt32).alias("nth")
    )
    stated = pl.concat([actual, _with_keys(goals)], how="diagonal").sort("at")
    grouped = stated.group_by(_KEY, maintain_order=True).agg(
        *(_first(each) for each in ("theme", "indicator", "area")),
        *_stated(_ACTUAL, ""),
        *_stated(~_ACTUAL, "target_"),
        *(_first(each, ~_ACTUAL).alias(f"target_{each}") for each in ("period", "status")),
        *(_needed(*each) for each in (("needed_level", _GROWTH), ("needed_growth", ("level",)))),
        pl.col("observation_id").str.join(" ").alias("observation_ids"),
    )
    # A row of a target alone has the year that the report reviews as its key; that is no year of its values.
    period = pl.when(pl.col("paragraph").is_not_null()).then("row_period").alias("period")
    return grouped.with_columns(period).select(pl.col(each).cast(_TYPES[kind(each)]) for each in WIDE)


def wide(package: Package, lang: Lang, where: Sequence[Condition]) -> pd.DataFrame:
    """The wide table in pandas, before it has the dtypes of a computed table."""
    try:
        return lazy_wide(package, lang, where).collect().to_pandas()
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise PackageError("table-unreadable", table="statistics", why=problem) from None


def _with_needs(
    package: Package, goals: pl.LazyFrame, links: pl.LazyFrame, outcomes: pl.LazyFrame
) -> pl.LazyFrame:
    """The targets, each with the year of its actual value and what it requires over it."""
    links = links.select(pl.col(_FROM).alias("observation_id"), pl.col(_TO).alias("actual_id"))
    columns = ("period", "value", "unit_id", "indicator_id", "measure")
    outcomes = outcomes.select(
        pl.col("observation_id").alias("actual_id"),
        *(pl.col(each).alias(f"actual_{each}") for each in columns),
    )
    directions = lazy_table(package, "indicators").select("indicator_id", "direction")
    reviewed = lazy_table(package, "sources").select("source_id", "review_year")
    joined = (
        goals.join(links, on="observation_id", how="left")
        .join(outcomes, on="actual_id", how="left")
        .join(directions, on="indicator_id", how="left")
        .join(reviewed, on="source_id", how="left")
    )
    value, actual = pl.col("value"), pl.col("actual_value")
    computed = (
        (pl.col("actual_indicator_id") == pl.col("indicator_id"))
        & (pl.col("actual_measure") == "level")
        & (actual > 0)
    )
    of_level = computed & (pl.col("measure") == "level") & (pl.col("unit_id") == pl.col("actual_unit_id"))
    of_growth = computed & pl.col("measure").is_in(_GROWTH)
    lower, higher = (pl.col("direction") == each for each in ("lower", "higher"))
    reached = (higher & (value < actual)) | (lower & (value > actual))
    return joined.with_columns(
        pl.when(of_level).then(value).when(of_growth).then(actual * (1 + value / 100)).alias("needed_level"),
        pl.when(of_growth)
        .then(value)
        .when(of_level & ~reached)
        .then((value / actual - 1) * 100)
        .alias("needed_growth"),
    )


def _with_keys(goals: pl.LazyFrame) -> pl.LazyFrame:
    """The targets with the year of their row; `nth` counts the years that are aimed at from it."""
    year = pl.coalesce("actual_period", "review_year").cast(pl.Int64).alias("row_period")
    first = pl.col("at").min().over([*_KEY[:-1], "status", "period"]).alias("first")
    nth = (pl.col("first").rank("dense").over(_KEY[:-1]) - 1).alias("nth")
    return goals.with_columns(year).with_columns(first).with_columns(nth)


def _stated(part: pl.Expr, prefix: str) -> Iterator[pl.Expr]:
    """What the report states of each row: the value of each measure, unit, qualifiers and place."""
    measure, qualifier = pl.col("measure"), pl.col("qualifier")
    for each in MEASURES:
        yield _first("value", part & (measure == each)).alias(prefix + each)
    for name, column in (("base_level", "base_value"), ("base_unit", "base_unit")):
        yield _first(column, part & (measure == "level")).alias(prefix + name)
    yield _first("unit", part & measure.is_in(("level", "class"))).alias(prefix + "unit")
    for column in ("paragraph", "rank_scope"):
        yield _first(column, part).alias(prefix + column)
    yield _joined(pl.col("printed"), part, "; ").alias(prefix + "printed")
    said = pl.concat_str(measure, pl.lit("="), qualifier)
    yield _joined(said, part & (qualifier != "exact"), " ").alias(prefix + "qualifiers")


def _needed(column: str, measures: Sequence[str]) -> pl.Expr:
    """What the first target in some measures requires, else the first in any."""
    return pl.coalesce(_first(column, pl.col("measure").is_in(measures)), _first(column)).alias(column)


def _first(column: str, where: pl.Expr | None = None) -> pl.Expr:
    """The first cell of a group that is not missing."""
    cells = pl.col(column) if where is None else pl.when(where).then(column)
    return cells.first(ignore_nulls=True)


def _joined(texts: pl.Expr, where: pl.Expr, between: str) -> pl.Expr:
    """Some texts of a group as one; missing where there is none."""
    return pl.when(where).then(texts).str.join(between).replace("", None)
