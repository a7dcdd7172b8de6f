"""A loaded table in another library's DataFrame: polars or Arrow, with the types of the schema."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args

from ..datapackage.schema import TYPES, DataType
from ..errors import worded
from ..optional import library

if TYPE_CHECKING:
    import pandas as pd

Engine = Literal["pandas", "polars", "arrow"]
#: The type of each dtype that `load` gives; code lists are strings, as in `load_lazy`.
_OF_DTYPE = {name: kind for kind in TYPES.values() for name in (kind.pandas, kind.required)}
_AS_TEXT = TYPES["string"]


def in_engine(frame: pd.DataFrame, engine: str) -> Any:
    """A DataFrame of `load` in the library asked for: itself, a `polars.DataFrame` or a `pyarrow.Table`.

    Raises:
        ValueError: no such engine; the message lists all.
        ImportError: the library is not installed; the message has the command that installs it.

    >>> import pandas
    >>> in_engine(pandas.DataFrame({"year": pandas.array([2022, None], "Int64")}), "polars").schema
    Schema([('year', Int64)])
    """
    if engine == "pandas":
        return frame
    if engine == "polars":
        return _polars(frame)
    if engine == "arrow":
        return _arrow(frame)
    raise worded(ValueError, "no-engine", name=engine, known=", ".join(get_args(Engine)))


def in_pandas(frame: Any) -> Any:
    """A DataFrame or LazyFrame of polars, or an Arrow table, as one of pandas; anything else as it is.

    >>> import polars
    >>> in_pandas(polars.DataFrame({"year": [2022]}).lazy())["year"].to_list()
    [2022]
    """
    import pandas as pd

    if hasattr(frame, "collect"):
        frame = frame.collect()
    # Their own `to_pandas` needs pyarrow.
    if hasattr(frame, "to_pydict"):
        return pd.DataFrame(frame.to_pydict())
    if hasattr(frame, "to_dicts"):
        return pd.DataFrame({name: frame[name].to_list() for name in frame.columns})
    return frame.to_pandas() if hasattr(frame, "to_pandas") and hasattr(frame, "columns") else frame


def arrow_metadata(attrs: Mapping[Hashable, str]) -> dict[str, str]:
    """`DataFrame.attrs` as pandas writes them into Parquet and reads them from it."""
    return {"PANDAS_ATTRS": json.dumps(dict(attrs), ensure_ascii=False)}


def _polars(frame: pd.DataFrame) -> Any:
    pl = library("polars")
    kinds = {name: getattr(pl, _kind(frame[name]).polars) for name in frame.columns}
    return pl.DataFrame([pl.Series(name, _values(frame[name]), kind) for name, kind in kinds.items()])


def _arrow(frame: pd.DataFrame) -> Any:
    pa = library("pyarrow")
    kinds = {name: getattr(pa, _kind(frame[name]).arrow)() for name in frame.columns}
    table = pa.table({name: pa.array(_values(frame[name]), kind) for name, kind in kinds.items()})
    return table.replace_schema_metadata(arrow_metadata(frame.attrs))


def _kind(column: pd.Series[Any]) -> DataType:
    # Of dates, pandas chooses the unit by its version.
    name = TYPES["date"].pandas if column.dtype.kind == "M" else str(column.dtype)
    return _OF_DTYPE.get(name, _AS_TEXT)


def _values(column: pd.Series[Any]) -> list[Any]:
    """The values as Python has them, None where missing; lists and objects of additional tables as JSON."""
    kind = _kind(column)
    listed = (column.dt.date if kind is TYPES["date"] else column).tolist()
    values = [None if missing else value for value, missing in zip(listed, column.isna(), strict=True)]
    if kind is not _AS_TEXT:
        return values
    return [None if each is None else _text(each) for each in values]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
