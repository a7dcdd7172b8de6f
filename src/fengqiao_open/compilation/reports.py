"""The reports of a merged dataset in groups, as rows of text for targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import polars as pl

from ..datapackage.package import Package, shipped
from ..tabular.csv import Row, Table
from ..tabular.dataset import Data
from .lazy import lazy_table, schema, texts

# A number with decimals among the characters of a figure.
_DECIMALS = re.compile(r"[0-9]+\.[0-9]+")
_PLACE = ("indicator_id", "area_id", "period")
_LISTS = ("indicators", "units")


def reports(package: Package) -> Iterator[tuple[Data, frozenset[str]]]:
    """The rows of each part of a compilation with what they lead to, and the observations that are its own.

    With the part's own observations come the outcomes that its relations lead to, and those that other
    reports state for the same indicator, place and year, in the order of the compilation. Of other parts
    only these rows are read.
    """
    lists = {name: lazy_table(package, name).collect() for name in _LISTS}
    for number in range(len(package.paths("observations"))):
        yield _part(package, number, lists)


def _part(package: Package, number: int, lists: Mapping[str, pl.DataFrame]) -> tuple[Data, frozenset[str]]:
    paths = package.paths("observations")
    own = _scan(paths[number : number + 1]).collect()
    ids = own["observation_id"]
    links = _named(lazy_table(package, "relations"), "from_observation_id", ids)
    place = pl.concat_str(_PLACE, separator="\x1f")
    places = own.select(place.alias("place"))["place"]
    there = _in("area_id", own["area_id"]) & place.is_in(places.unique().implode())
    outcome = pl.col("status") == "actual"
    linked = outcome & (_in("observation_id", links["to_observation_id"]) | there)
    before, after = (_scan(some).filter(linked).collect() for some in (paths[:number], paths[number + 1 :]))
    observations = pl.concat([before, own, after])
    figures = _named(lazy_table(package, "figures"), "figure_id", observations["figure_id"])
    printed = dict(zip(figures["figure_id"], figures["printed"], strict=True))
    frames = {
        "observations": _as_printed(observations, printed),
        "relations": links,
        "commitments": _named(lazy_table(package, "commitments"), "observation_id", ids),
        "areas": _named(lazy_table(package, "areas"), "area_id", observations["area_id"]),
        "sources": _named(lazy_table(package, "sources"), "source_id", observations["source_id"]),
        **lists,
    }
    tables = {name: _table(name, frame, package.key(name)) for name, frame in frames.items()}
    return Data(tables, package.descriptor), frozenset(ids.to_list())


def _scan(paths: Sequence[Path]) -> pl.LazyFrame:
    if not paths:
        return pl.LazyFrame(schema=schema(shipped().schema("observations").fields))
    return pl.scan_parquet(list(paths), hive_partitioning=False)


def _named(frame: pl.LazyFrame, column: str, keys: pl.Series) -> pl.DataFrame:
    """The rows that have one of some keys; what lies outside their bounds is not unpacked."""
    least, most = keys.min(), keys.max()
    if least is None:
        return frame.head(0).collect()
    return frame.filter(pl.col(column).is_between(pl.lit(least), pl.lit(most)) & _in(column, keys)).collect()


def _in(column: str, keys: pl.Series) -> pl.Expr:
    return pl.col(column).is_in(keys.unique().implode())


def _as_printed(observations: pl.DataFrame, printed: Mapping[str, str]) -> pl.DataFrame:
    """The observations with their values as text, with the decimals printed: 13.0 is more exact than 13."""
    cells = zip(observations["value"], observations["figure_id"], strict=True)
    values = [written(value, printed.get(figure, "")) for value, figure in cells]
    return observations.with_columns(pl.Series("value", values, pl.String))


def written(value: float | None, printed: str) -> str | None:
    """A value as its cell was written, by the figure that it was read from.

    >>> written(13.0, "13.0亿元"), written(13.0, "13家"), written(-20.5, "下降20.50%"), written(1e-7, "")
    ('13.0', '13', '-20.50', '0.0000001')
    """
    if value is None:
        return None
    exact = Decimal(repr(value))
    for each in _DECIMALS.findall(printed.replace(",", "")):
        if Decimal(each) == abs(exact):
            return f"-{each}" if exact < 0 else str(each)
    whole = exact.to_integral_value()
    return format(whole if whole == exact else exact, "f")


def _table(name: str, frame: pl.DataFrame, key: str) -> Table:
    rows = enumerate(texts(frame).iter_rows(named=True), 2)
    listed = tuple(Row(name, line, str(cells[key]), cells) for line, cells in rows)
    return Table(name, tuple(frame.columns), listed)
