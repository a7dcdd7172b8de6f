"""A DataFrame checked against one table: values and keys, without a file.

The cells are formatted as in the table's CSV and checked as text: a DataFrame has the findings of its file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..datapackage.package import Package, read_package, shipped
from ..datapackage.schema import Field, Resource
from ..errors import worded
from ..findings.evidence import DATAFRAME, Evidence
from ..findings.report import STRAY, Finding, Report, capped, in_order
from ..lang import LANGS
from ..tabular.corrupted_texts import as_one
from ..tabular.csv import TOTALS, Row, Table, misshapen, no_row
from ..tabular.engines import in_pandas
from ..tabular.file_structure import check_columns
from ..tabular.loader import rows
from .cells import check_values
from .intended import as_intended
from .keys import check_keys, named_keys
from .read import with_safe_fixes
from .rules import RULES

if TYPE_CHECKING:
    import pandas as pd

    from ..datapackage.tablenames import TableName


def check(df: pd.DataFrame, table: TableName, package: str | Path | None = None) -> Report:
    """Check a DataFrame against one table of the standard: columns, values and keys.

    A code of a code list (`status`) is always checked. A key of another table (`unit_id`, `indicator_id` …)
    is checked against the tables of `package`; without one the report says that it is not. Rules across
    tables are not run, and are in `skipped`: use `validate` for a whole package. The order of columns and the
    index do not matter.

    Args:
        df: the DataFrame, of pandas, polars or Arrow.
        table: the name of the table.
        package: the package that has the other tables, or a merged dataset; `path()` is the shipped one.

    Returns:
        A `Report`: print it, or ask `report.ok` (a report itself is always true). `to_frame()` has a row per
        finding, `render(verbose=True)` all in words. `line` is that of the CSV file: position + 2, since the
        header is line 1.

    Raises:
        UnknownTableError: no such table; the message suggests the nearest name.
        PackageError: a table of `package` cannot be read.
        TypeError: not a DataFrame.

    >>> from fengqiao_open import load, path
    >>> frame = load("observations")
    >>> check(frame, "observations").ok
    True
    >>> frame.loc[0, "period"] = 20233
    >>> finding = check(frame, "observations").findings[0]
    >>> finding.line, finding.column, finding.found()
    (2, 'period', '“20233”')
    >>> frame = load("observations").astype({"unit_id": "string"})
    >>> frame.loc[0, "unit_id"] = "yi-yuann"
    >>> check(frame, "observations").skipped[:2]
    ('FQ-K03: areas', 'FQ-K03: figures')
    >>> [each.values["near"] for each in check(frame, "observations", package=path()).findings]
    ['yi-yuan']
    """
    import pandas as pd

    df = in_pandas(df)
    if not isinstance(df, pd.DataFrame):
        raise worded(TypeError, "no-dataframe", given=type(df).__name__)
    schema = shipped().schema(table)
    columns = [str(column) for column in df.columns]
    if other := _of_another_table(columns, schema):
        words = {"case": "in_language" if other == table else "other_table", "other": other, "table": table}
        return _report(table, len(df), [Finding("FQ-S01", table, 1, values=words)], ())
    found = check_columns(table, columns, schema.names, in_any_order=True)
    counts = Counter(columns)
    there = schema.restricted([name for name in schema.names if counts[name] == 1])
    own = _rows(df, there.fields, table, schema.key)
    others = {} if package is None else _referred(read_package(package), there)
    objects = list(capped(_objects(df, there.fields, own)))
    found += objects
    odd = _odd(own) if schema.key in own.columns else {}
    found += capped(odd.values())
    own = own.without({*odd})
    elsewhere = {(each.line, each.column) for each in objects}
    values = as_one(table, check_values(own, there.fields), len(own.rows))
    values = list(as_intended(values, {**others, table: own}))
    found += (each for each in values if (each.line, each.column) not in elsewhere)
    # Only within the table may it be the key that is wrong.
    uses = named_keys({table: own}, [there]).get(table, {})
    wrong = {(each.line, each.column) for each in values}
    fixed = with_safe_fixes(own, values)
    keys = check_keys(fixed, there, {**others, table: fixed}, lambda: {table: uses})
    found += capped(each for each in keys if not each.column or (each.line, each.column) not in wrong)
    if not len(df) and not shipped().resource(table).get("fq:mayBeEmpty"):
        found.append(Finding("FQ-S08", table, 1))
    return _report(table, len(df), found, _skipped(there, {table, *others}))


def _odd(own: Table) -> dict[int, Finding]:
    """The findings on rows that are something else, by line: blank, the header again, a total, a note."""
    # No key is empty, a total, or a name of its column; and all are in ASCII.
    no_keys = {"", *own.columns, *TOTALS}
    unusual = (row for row in own.rows if row.key in no_keys or not row.key.isascii())
    judged = ((row.line, [*row.values()]) for row in unusual)
    found = (
        (line, no_row(own.name, line, own.columns, cells) or misshapen(own.name, line, own.columns, cells))
        for line, cells in judged
    )
    return {line: each for line, each in found if each}


def _report(table: str, count: int, findings: Iterable[Finding], skipped: Iterable[str]) -> Report:
    evidence = Evidence(DATAFRAME)
    found = (replace(each, evidence=evidence) for each in in_order(findings, [table]))
    return Report(f"frame “{table}”", {table: count}, tuple(found), (), tuple(skipped), dataframe=True)


def _referred(package: Package, schema: Resource) -> dict[str, Table]:
    """The other tables of a package that the columns refer to, and its units, which cells may name."""
    wanted = {*(link.table for link in schema.foreign_keys), "units"} - {schema.name}
    schemas = [shipped().schema(name) for name in sorted(wanted & set(package.tables))]
    return {each.name: _rows(rows(package, each.name), each.fields, each.name, each.key) for each in schemas}


def _skipped(schema: Resource, there: Collection[str]) -> Iterator[str]:
    """What is not checked: references to tables that are not there, and the rules across tables."""
    for name in sorted({link.table for link in schema.foreign_keys} - set(there)):
        yield f"{STRAY}: {name}"
    for rule in RULES:
        if schema.name in rule.tables:
            yield f"{rule.code}: {', '.join(rule.tables)}"


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
    made = (Row(table, line, cells.get(key, ""), cells) for line, cells in enumerate(records, 2))
    return Table(table, tuple(texts), tuple(made))


def _objects(df: pd.DataFrame, fields: Sequence[Field], own: Table) -> Iterator[Finding]:
    """The findings on cells with bytes, or with several values, which no file holds as they are."""
    import pandas as pd

    places = [str(column) for column in df.columns]
    for field in fields:
        values = df.iloc[:, places.index(field.name)]
        for row, value in zip(own.rows, values if values.dtype == object else (), strict=False):
            if isinstance(value, bytes | bytearray) or pd.api.types.is_list_like(value):
                words = {"value": str(value), "given": type(value).__name__, "kind": field.type}
                yield row.finding("FQ-T01", field.name, case="object", **words)


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
