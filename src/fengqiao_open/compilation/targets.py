"""The targets of a merged dataset as one query on columns, exact to the last digit: what is not asked for is
not read.

What takes more than integers that a float holds, such as two units or a growth below -100 %, is computed row
by row, as that of a package.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from ..analysis.targets import COLUMNS, stated
from ..datapackage.package import Package
from ..errors import PackageError
from ..lang import Lang, sentence
from ..tabular.computed import kind
from ..tabular.loader import Condition
from .decimals import Number, fits, number, quotient, ten, with_decimals
from .lazy import lazy_table, meeting, named, one_of
from .reports import data_of

if TYPE_CHECKING:
    import pandas as pd

_FROM, _TO = "from_observation_id", "to_observation_id"
_PLACE = ["indicator_id", "area_id", "period"]
_OF_VALUE = ("observation_id", *_PLACE, "status", "measure", "value", "qualifier", "unit_id", "printed")
_OF_GOAL = ("source_id", "paragraph")
_TEXTS = ("area", "unit", "note")
_TYPES = {"integer": pl.Int64, "number": pl.Float64, "string": pl.String, "boolean": pl.Boolean}
_GROWTH = ("growth", "growth_yoy")
#: The columns of the table but for the labels of codes.
_MADE = [each for each in COLUMNS if not each.endswith("_label")]


def targets(package: Package, lang: Lang, where: Sequence[Condition]) -> pd.DataFrame:
    """The targets that meet some conditions on indicator and area, without the labels of codes."""
    try:
        found = _computed(_joined(package, lang, where), lang)
        made = found.select(*_MADE)
        if not found["sure"].all():
            made = _with_others(package, lang, found)
        return made.to_pandas(use_pyarrow_extension_array=True)
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise PackageError("table-unreadable", table="statistics", why=problem) from None


def _joined(package: Package, lang: Lang, where: Sequence[Condition]) -> pl.DataFrame:
    """Each target, the actual value that it starts from as `actual_…`, and that of its own year as
    `achieved_…`.
    """
    every = pl.scan_parquet(package.paths("statistics"), row_index_name="at", hive_partitioning=False)
    asked, is_actual = meeting(every, where), pl.col("status") == "actual"
    texts = [pl.col(f"{each}_{lang}").alias(each) for each in _TEXTS]
    goals = asked.filter(~is_actual).select("at", *_OF_VALUE, *_OF_GOAL, *texts).collect()
    links = lazy_table(package, "relations").filter(pl.col("kind") == "target_for")
    links = links.select(_FROM, _TO, pl.col(f"note_{lang}").alias("link_note"))
    starts = named(links, _FROM, goals["observation_id"]).unique(_FROM, keep="last")
    values = every.select("at", *_OF_VALUE, pl.col(f"unit_{lang}").alias("unit"))
    due = goals.lazy().select(_PLACE).unique().with_columns(due=pl.lit(True))
    actual = (
        meeting(values.filter(is_actual), where)
        .join(due, _PLACE, how="left", nulls_equal=True)
        .filter(pl.col("due").fill_null(False) | one_of("observation_id", starts[_TO]))
        .drop("due")
        .collect()
    )
    elsewhere = starts.filter(~one_of(_TO, actual["observation_id"]))[_TO]
    actual = pl.concat([actual, named(values, "observation_id", elsewhere)]).sort("at")
    goals, actual = (with_decimals(_with_units(package, each)) for each in (goals, actual))
    return (
        goals.join(starts, left_on="observation_id", right_on=_FROM, how="left")
        .join(_prefixed(actual, "actual_"), left_on=_TO, right_on="actual_observation_id", how="left")
        .join(_last_stated(actual), [*_PLACE, "measure"], how="left", nulls_equal=True)
        .join(_commitments(package, goals["observation_id"]), "observation_id", how="left")
        .join(_indicators(package, lang), "indicator_id", how="left")
        .sort("at")
    )


def _last_stated(actual: pl.DataFrame) -> pl.DataFrame:
    """The last actual value of each place, year and measure; as growth, that over the year before where it is
    alone.
    """
    place = [*_PLACE, "measure"]
    last = actual.filter(pl.col("status") == "actual").unique(place, keep="last", maintain_order=True)
    last = _prefixed(last, "achieved_", *place)
    over_a_year = last.filter(pl.col("measure") == "growth_yoy").with_columns(measure=pl.lit("growth"))
    return pl.concat([last, over_a_year.join(last, place, how="anti", nulls_equal=True)])


def _commitments(package: Package, goals: pl.Series) -> pl.DataFrame:
    """The commitments of each target, separated by spaces."""
    every = lazy_table(package, "commitments").select("commitment_id", "observation_id")
    joined = pl.col("commitment_id").str.join(" ").alias("commitments")
    return named(every, "observation_id", goals).group_by("observation_id", maintain_order=True).agg(joined)


def _prefixed(rows: pl.DataFrame, prefix: str, *but: str) -> pl.DataFrame:
    """Rows with a prefix to the names of their columns but some."""
    return rows.rename({each: each if each in but else f"{prefix}{each}" for each in rows.columns})


def _with_units(package: Package, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows, and whether the number of each is `exact`, as `analysis.derive.quantity` has it: a target, or a
    count.
    """
    numerator, denominator = (pl.col(each).fill_null(1) for each in ("numerator", "denominator"))
    single = (pl.col("quantity") == "count") & (numerator == denominator)
    units = lazy_table(package, "units").select("unit_id", single.alias("single")).collect()
    counted = pl.col("single").fill_null(False) | (pl.col("status") != "actual")
    exact = pl.col("qualifier").eq("exact").fill_null(False) & counted
    return rows.join(units, "unit_id", how="left").with_columns(exact.alias("exact")).drop("single")


def _indicators(package: Package, lang: Lang) -> pl.DataFrame:
    """The name of each indicator, which packages may have in other words, and whether more is better."""
    name = pl.col(f"name_{lang}").alias("indicator")
    return lazy_table(package, "indicators").select("indicator_id", name, "direction").collect()


def _computed(rows: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """The columns of the table, and whether a row is `sure`: as exact as when it is computed by itself."""
    aim, base, met = (number(each) for each in ("", "actual_", "achieved_"))
    value, actual, achieved = (pl.col(f"{each}value") for each in ("", "actual_", "achieved_"))
    lower, higher = (pl.col("direction").eq(each).fill_null(False) for each in ("lower", "higher"))
    of_level, of_growth = pl.col("measure").eq("level"), pl.col("measure").is_in(_GROWTH)
    comparable = (
        pl.col("actual_indicator_id").eq(pl.col("indicator_id")).fill_null(False)
        & pl.col("actual_measure").eq("level").fill_null(False)
        & value.is_not_null()
        & actual.is_not_null()
    )
    reached = comparable & of_level & ((higher & (value < actual)) | (lower & (value > actual)))
    both, one_unit = comparable & (actual > 0), _one_unit("actual_")
    by_level, by_growth = both & of_level & one_unit, both & of_growth
    grown, growth = _grown(aim, base), _growth(aim, base)
    needed = {}
    for end, wanted in aim.floats().items():
        level = pl.when(by_level).then(wanted).when(by_growth).then(grown[end])
        needed[f"needed_level{end}"] = level
        needed[f"needed_growth{end}"] = (
            pl.when(by_growth).then(wanted).when(by_level & ~reached).then(growth[end])
        )
    judged = value.is_not_null() & achieved.is_not_null()
    small = lower | pl.col("measure").eq("rank") | (value < 0)
    small = pl.when(pl.col("qualifier").eq("at_most")).then(value >= 0).otherwise(small)
    sure = (
        _unless(comparable & of_level, one_unit)
        & _unless(by_level, (aim.low > 0) & _fit(aim, base))
        & _unless(by_growth, (aim.low > -100 * ten(aim.places)) & _fit(aim, base))
        & _unless(judged, _one_unit("achieved_") & _fit(aim, met))
    )
    reason = pl.when(reached).then(pl.lit(sentence("analysis", "suppressed.reached", lang)))
    return rows.with_columns(
        pl.col("value").alias("target"),
        *(each.alias(name) for name, each in needed.items()),
        pl.when(judged).then(_met(aim, met, small)).alias("met"),
        reason.otherwise(pl.coalesce("link_note", "note")).alias("note"),
        sure.alias("sure"),
    ).rename({"actual_value": "actual", "achieved_value": "achieved"})


def _one_unit(prefix: str) -> pl.Expr:
    return pl.col("unit_id").eq_missing(pl.col(f"{prefix}unit_id"))


def _unless(applies: pl.Expr, holds: pl.Expr) -> pl.Expr:
    """Whether something holds wherever it has to."""
    return ~applies.fill_null(False) | holds.fill_null(False)


def _fit(one: Number, two: Number) -> pl.Expr:
    """Whether all that is computed of two numbers is what a float holds exactly."""
    most_one, most_two = one.most(), two.most()
    return (
        fits(pl.lit(200), most_one, ten(two.places))
        & fits(pl.lit(200), most_two, ten(one.places))
        & fits(most_two, 100 * ten(one.places) + most_one)
        & fits(ten(one.places), ten(two.places), pl.lit(100))
    )


def _grown(aim: Number, base: Number) -> dict[str, pl.Expr]:
    """`actual * (1 + growth / 100)`, which rises with both."""

    def grown(growth: pl.Expr, actual: pl.Expr) -> pl.Expr:
        return quotient(actual * (100 * ten(aim.places) + growth), ten(aim.places + base.places + 2))

    low = pl.when(~(aim.opens_down | base.opens_down)).then(grown(aim.low, base.low))
    high = pl.when(~(aim.opens_up | base.opens_up)).then(grown(aim.high, base.high))
    return {"": grown(aim.value, base.value), "_low": low, "_high": high}


def _growth(aim: Number, base: Number) -> dict[str, pl.Expr]:
    """`(target / actual - 1) * 100`, which rises with a target above zero and falls with the actual value."""

    def growth(target: pl.Expr, actual: pl.Expr) -> pl.Expr:
        more = target * ten(base.places) - actual * ten(aim.places)
        return quotient(100 * more, actual * ten(aim.places))

    low = pl.when(~(aim.opens_down | base.opens_up)).then(growth(aim.low, base.high))
    high = pl.when(~(aim.opens_up | base.opens_down)).then(growth(aim.high, base.low))
    return {"": growth(aim.value, base.value), "_low": low, "_high": high}


def _met(aim: Number, met: Number, small: pl.Expr) -> pl.Expr:
    """Whether a target was met, of which less is better where it is `small`; missing where rounding leaves it
    open.
    """
    wanted = aim.value * ten(met.places)
    low, high = (each * ten(aim.places) for each in (met.low, met.high))
    surely = (
        pl.when(small).then(~met.opens_up & (high <= wanted)).otherwise(~met.opens_down & (low >= wanted))
    )
    maybe = pl.when(small).then(met.opens_down | (low <= wanted)).otherwise(met.opens_up | (high >= wanted))
    return pl.when(surely).then(pl.lit(True)).when(~maybe).then(pl.lit(False))


def _with_others(package: Package, lang: Lang, found: pl.DataFrame) -> pl.DataFrame:
    """The table, with the rows that are not sure computed one by one."""
    unsure = found.filter(~pl.col("sure"))
    own = unsure["observation_id"]
    outcomes = (unsure[each].drop_nulls() for each in (_TO, "achieved_observation_id"))
    data = data_of(package, pl.concat([own, *outcomes]).unique(), own)
    keys, rows = set(own), list(stated(data, lang))
    kinds = {each: _TYPES[kind(each)] for each in _MADE}
    columns = {
        name: [
            row.get(name) or None if kinds[name] == pl.String else row.get(name)
            for row in rows
            if row["observation_id"] in keys
        ]
        for name in kinds
    }
    computed = pl.DataFrame(columns, schema=kinds).drop("printed", "paragraph")
    places = unsure.select("at", "observation_id", "printed", "paragraph")
    made = computed.join(places, "observation_id").select("at", *_MADE)
    return pl.concat([found.filter("sure").select("at", *_MADE), made]).sort("at").drop("at")
