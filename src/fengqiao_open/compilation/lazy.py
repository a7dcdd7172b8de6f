"""Tables of any size as polars LazyFrames, and what the loader reads from a merged dataset."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from ..datapackage.package import Package
from ..datapackage.schema import Field
from ..errors import PackageError
from ..tabular.loader import Condition, table_cells

if TYPE_CHECKING:
    import pandas as pd

_FAULTS = (pl.exceptions.PolarsError, OSError)


def lazy_table(package: Package, name: str) -> pl.LazyFrame:
    """One table of a package, as `load_lazy` returns it; a CSV file is read whole, as the loader reads it."""
    if not package.compiled:
        cells = table_cells(package, name)
        columns = {column.name: pl.Series(column.name, texts, pl.String) for column, texts in cells}
        return _typed(pl.DataFrame(columns), [column for column, _ in cells]).lazy()
    try:
        frame = pl.scan_parquet(package.paths(name), hive_partitioning=False)
        frame.collect_schema()
    except _FAULTS as problem:
        raise PackageError("table-unreadable", table=name, why=problem) from None
    return frame


def schema(fields: Sequence[Field]) -> dict[str, pl.DataType]:
    """The type of each column."""
    return {each.name: getattr(pl, each.data_type.polars)() for each in fields}


def typed(content: bytes, fields: Sequence[Field]) -> pl.DataFrame:
    """The content of a CSV file with the types of the fields that it has."""
    texts = pl.read_csv(io.BytesIO(content), infer_schema=False)
    return _typed(texts.with_columns(pl.all().replace("", None)), fields)


def _typed(texts: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """The fields of a frame of texts, with their types."""

    def read(text: pl.Expr, dtype: pl.DataType) -> pl.Expr:
        if dtype == pl.Boolean:
            return text == "true"
        return text.str.to_date("%Y-%m-%d") if dtype == pl.Date else text.cast(dtype)

    return texts.select(read(pl.col(column), dtype) for column, dtype in schema(fields).items())


def frame(
    package: Package,
    name: str,
    where: Sequence[Condition] = (),
    columns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Rows of a table of a compilation, as the loader makes them of a small table; only these are read.

    Args:
        where: the conditions that a row must meet.
        columns: the columns wanted, in order; all of them when left out.
    """
    import pandas as pd

    from ..tabular.loader import dtype

    fields = [each for each in package.schema(name).fields if columns is None or each.name in columns]
    dates = [column for column, kind in schema(fields).items() if kind == pl.Date]
    rows = meeting(lazy_table(package, name), where)
    try:
        found = rows.select(
            pl.col(each.name).dt.to_string("%Y-%m-%d") if each.name in dates else each.name for each in fields
        ).collect()
    except _FAULTS as problem:
        raise PackageError("table-unreadable", table=name, why=problem) from None
    kinds = {each.name: dtype(each) for each in fields}
    read = found.to_pandas(use_pyarrow_extension_array=True)
    try:
        made = read.astype(kinds)
    except (ValueError, TypeError) as problem:  # missing where it may not be
        raise PackageError("table-not-as-described", table=name, why=problem) from None
    for column, kind in kinds.items():
        if isinstance(kind, pd.CategoricalDtype) and made[column].isna().sum() != read[column].isna().sum():
            raise PackageError("codes-not-listed", table=name, column=column)
    return made.assign(**{column: pd.to_datetime(made[column], format="%Y-%m-%d") for column in dates})


def meeting(rows: pl.LazyFrame, where: Sequence[Condition]) -> pl.LazyFrame:
    """The rows that meet every condition."""
    for condition in where:
        meets = [pl.col(column).is_in(list(values)) for column, values in condition.items() if values]
        rows = rows.filter(pl.any_horizontal(pl.lit(False), *meets))
    return rows


def named(frame: pl.LazyFrame, column: str, keys: pl.Series) -> pl.DataFrame:
    """The rows that have one of some keys; what lies outside their bounds is not unpacked."""
    least, most = keys.min(), keys.max()
    if least is None:
        return frame.head(0).collect()
    return frame.filter(
        pl.col(column).is_between(pl.lit(least), pl.lit(most)) & one_of(column, keys)
    ).collect()


def one_of(column: str, keys: pl.Series) -> pl.Expr:
    """Whether a cell is one of some keys."""
    return pl.col(column).is_in(keys.unique().implode())


def count(package: Package, name: str) -> int:
    """The number of rows of a table of a compilation, which its files tell without being read."""
    return int(lazy_table(package, name).select(pl.len()).collect().item())


def texts(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame with every cell as text, blanks as empty text."""
    return frame.with_columns(pl.all().cast(pl.String).fill_null(""))
