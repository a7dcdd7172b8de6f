"""The reports of a merged dataset in groups, as rows of text for targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import polars as pl

from ..datapackage.package import Package, shipped
from ..datapackage.schema import plain_digits
from ..tabular.csv import Row, Table
from ..tabular.dataset import Data
from .lazy import lazy_table, named, one_of, schema, texts

# A number with decimals among the characters of a figure.
_DECIMALS = re.compile(r"[0-9]+\.[0-9]+")
_PLACE = ("indicator_id", "area_id", "period")
_LISTS = ("indicators", "units")
_FROM, _TO = "from_observation_id", "to_observation_id"


def reports(package: Package) -> Iterator[tuple[Data, frozenset[str]]]:
    """The rows of each part of a compilation with what they lead to, and the observations that are its own.

    With the part's own observations come the outcomes that its relations lead to, and those that other
    reports state for the same indicator, place and year, in the order of the compilation. Of other parts
    only these rows are read.
    """
    lists = _lists(package)
    for number in range(len(package.paths("observations"))):
        yield _part(package, number, lists)


def data_of(package: Package, observations: pl.Series, own: pl.Series) -> Data:
    """Some observations of a compilation, with what those of them lead to that are asked about."""
    rows = named(lazy_table(package, "observations"), "observation_id", observations)
    links = named(lazy_table(package, "relations"), _FROM, own)
    return _data(package, rows, links, own, _lists(package))[0]


def _lists(package: Package) -> Mapping[str, pl.DataFrame]:
    return {name: lazy_table(package, name).collect() for name in _LISTS}


def _part(package: Package, number: int, lists: Mapping[str, pl.DataFrame]) -> tuple[Data, frozenset[str]]:
    paths = package.paths("observations")
    own = _scan(paths[number : number + 1]).collect()
    links = named(lazy_table(package, "relations"), _FROM, own["observation_id"])
    place = pl.concat_str(_PLACE, separator="\x1f")
    places = own.select(place.alias("place"))["place"]
    there = one_of("area_id", own["area_id"]) & place.is_in(places.unique().implode())
    outcome = pl.col("status") == "actual"
    linked = outcome & (one_of("observation_id", links[_TO]) | there)
    before, after = (_scan(some).filter(linked).collect() for some in (paths[:number], paths[number + 1 :]))
    return _data(package, pl.concat([before, own, after]), links, own["observation_id"], lists)


def _data(
    package: Package,
    observations: pl.DataFrame,
    links: pl.DataFrame,
    own: pl.Series,
    lists: Mapping[str, pl.DataFrame],
) -> tuple[Data, frozenset[str]]:
    """Some observations with what they lead to, as the tables of a package have it."""
    figures = named(lazy_table(package, "figures"), "figure_id", observations["figure_id"])
    printed = dict(zip(figures["figure_id"], figures["printed"], strict=True))
    frames = {
        "observations": _as_printed(observations, printed),
        "relations": links,
        "commitments": named(lazy_table(package, "commitments"), "observation_id", own),
        "areas": named(lazy_table(package, "areas"), "area_id", observations["area_id"]),
        "sources": named(lazy_table(package, "sources"), "source_id", observations["source_id"]),
        **lists,
    }
    tables = {name: _table(name, frame, package.key(name)) for name, frame in frames.items()}
    return Data(tables, package.descriptor), frozenset(own.to_list())


def _scan(paths: Sequence[Path]) -> pl.LazyFrame:
    if not paths:
        return pl.LazyFrame(schema=schema(shipped().schema("observations").fields))
    return pl.scan_parquet(list(paths), hive_partitioning=False)


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
    return plain_digits(value)


def _table(name: str, frame: pl.DataFrame, key: str) -> Table:
    rows = enumerate(texts(frame).iter_rows(named=True), 2)
    listed = tuple(Row(name, line, str(cells[key]), cells) for line, cells in rows)
    return Table(name, tuple(frame.columns), listed)
