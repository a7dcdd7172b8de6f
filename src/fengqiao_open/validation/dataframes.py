"""A DataFrame checked against one table: values and keys, without a file.

The cells are formatted as in the table's CSV and checked as text: a DataFrame has the findings of its file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..datapackage.package import shipped
from ..datapackage.schema import Field, Resource
from ..errors import worded
from ..findings.report import Finding, Report, capped, in_order
from ..lang import LANGS
from ..tabular.corrupted_texts import as_one
from ..tabular.csv import Row, Table
from ..tabular.engines import in_pandas
from ..tabular.file_structure import check_columns
from .cells import check_values
from .keys import check_keys, named_keys

if TYPE_CHECKING:
    import pandas as pd

    from ..datapackage.tablenames import TableName


def check(df: pd.DataFrame, table: TableName) -> Report:
    """Check a DataFrame against one table of the standard: columns, values and keys.

    References to other tables and rules across tables are not checked: use `validate` for a whole package.
    The order of columns and the index do not matter.

    Args:
        df: the DataFrame, of pandas, polars or Arrow.
        table: the name of the table.

    Returns:
        A `Report`. Lines are those of the CSV file: position + 2, since the header is line 1.

    Raises:
        UnknownTableError: no such table; the message suggests the nearest name.
        TypeError: not a DataFrame.

    >>> from fengqiao_open import load
    >>> frame = load("observations")
    >>> check(frame, "observations").ok
    True
    >>> frame.loc[0, "period"] = 20233
    >>> finding = check(frame, "observations").findings[0]
    >>> finding.line, finding.column, finding.found()
    (2, 'period', '“20233”')
    """
    import pandas as pd

    df = in_pandas(df)
    if not isinstance(df, pd.DataFrame):
        raise worded(TypeError, "no-dataframe", given=type(df).__name__)
    schema = shipped().schema(table)
    columns = [str(column) for column in df.columns]
    if other := _of_another_table(columns, schema):
        words = {"case": "in_language" if other == table else "other_table", "other": other, "table": table}
        return Report(f"frame “{table}”", {table: len(df)}, (Finding("FQ-S01", table, 1, values=words),))
    found = check_columns(table, columns, schema.names, in_any_order=True)
    counts = Counter(columns)
    there = schema.restricted([name for name in schema.names if counts[name] == 1])
    rows = _rows(df, there.fields, table, schema.key)
    found += as_one(table, check_values(rows, there.fields), len(rows.rows))
    found += capped(check_keys(rows, there, {table: rows}, named_keys({table: rows}, [there])))
    if not rows.rows and not shipped().resource(table).get("fq:mayBeEmpty"):
        found.append(Finding("FQ-S08", table, 1))
    return Report(f"frame “{table}”", {table: len(rows.rows)}, in_order(found, [table]))


def _of_another_table(columns: Sequence[str], wanted: Resource) -> str:
    """The table of which these are the columns, or those in one language; "" if they are of none, or as
    wanted.
    """
    if set(wanted.names) <= set(columns):
        return ""
    for name in shipped().tables:
        schema = shipped().schema(name)
        views = (schema.names, *(schema.in_language(lang).values() for lang in LANGS))
        if any(set(columns) == set(view) for view in views):
            return name
    return ""


def _rows(df: pd.DataFrame, fields: Sequence[Field], table: str, key: str) -> Table:
    """The frame as rows of text."""
    places = [str(column) for column in df.columns]
    texts = {}
    for field in fields:
        values = df.iloc[:, places.index(field.name)].astype(object)
        texts[field.name] = [_text(value, field.type) for value in values]
    records = ({name: column[at] for name, column in texts.items()} for at in range(len(df)))
    rows = (Row(table, line, cells.get(key, ""), cells) for line, cells in enumerate(records, 2))
    return Table(table, tuple(texts), tuple(rows))


def _text(value: Any, kind: str) -> str:
    """A value as its cell would be written; the kind separates dates from times, and integers from floats.

    >>> [_text(each, "integer") for each in (3, 3.0, 3.5, None, float("nan"))]
    ['3', '3', '3.5', '', '']
    """
    import pandas as pd

    if isinstance(value, str):
        return value
    if isinstance(value, Decimal) and value.is_snan():  # pandas cannot even ask whether it is missing
        return str(value)
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return ""
    if pd.api.types.is_bool(value):
        return "true" if value else "false"
    if isinstance(value, datetime):
        midnight = value == datetime(value.year, value.month, value.day, tzinfo=value.tzinfo)
        return value.date().isoformat() if kind == "date" and midnight else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if pd.api.types.is_integer(value):
        try:
            return str(int(value))
        except ValueError:  # it has more digits than Python writes out
            return str(Decimal(int(value)).normalize())
    if pd.api.types.is_float(value):
        return _number(float(value), kind)
    return str(value)


def _number(value: float, kind: str) -> str:
    """A float in plain digits; a column of whole numbers with blanks holds floats in pandas."""
    written = Decimal(repr(value))
    if not written.is_finite():
        return repr(value)
    if kind != "number" and written == written.to_integral_value():
        return format(written.to_integral_value(), "f")
    return format(written, "f")
