"""Other libraries on the same table of observations with the same rules: what `benchmarks/scale.py` runs.

Each contender is a function from a CSV and a folder of code lists to the number of rules that it was given and the
number that the table breaks. It reads the file with its types and is given every rule that it can express, in its
own words where it has some.

Needs the extra `bench`. Run: python benchmarks/peers.py CONTENDER FILE.csv LISTS
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from yardsticks import (
    TABLE,
    Outcome,
    Rule,
    duckdb_csv,
    duckdb_pass,
    duckdb_scan,
    fields,
    polars_pass,
    polars_pass_parquet,
    polars_scan,
    polars_test,
    polars_types,
    read_csv,
    read_parquet,
    rules,
)

from fengqiao_open.datapackage.package import shipped

# Types in the words of pandas; text otherwise.
PANDAS = {"year": "Int64", "integer": "Int64", "number": "float64"}


# Pandera, on each of its backends


def _pandera(
    pa: Any, asked: Iterable[Rule], types: dict[str, Any], across: Callable[[Rule], Any], **more: Any
) -> Any:
    """A pandera schema with all rules but those across columns in pandera's own checks."""
    columns = {name: pa.Column(kind, nullable=True) for name, kind in types.items()}
    checks = []
    for rule in asked:
        column, argument = columns[rule.columns[0]], rule.argument
        match rule.kind:
            case "required":
                column.nullable = False
            case "enum" | "list":
                column.checks.append(pa.Check.isin(argument))
            case "pattern":
                column.checks.append(pa.Check.str_matches(f"^(?:{argument})$"))
            case "minimum":
                column.checks.append(pa.Check.ge(argument))
            case "maximum":
                column.checks.append(pa.Check.le(argument))
            case "maxLength":
                column.checks.append(pa.Check.str_length(max_value=argument))
            case "unique" if len(rule.columns) == 1:
                column.unique = True
            case "unique":
                more["unique"] = list(rule.columns)
            case "blank_only_when" | "percent_when":
                checks.append(pa.Check(across(rule)))
    return pa.DataFrameSchema(columns, checks=checks, strict=True, ordered=True, **more)


def _broken(validate: Callable[[], object]) -> int:
    """How many checks a lazy report of pandera names."""
    from pandera.errors import SchemaErrors

    try:
        validate()
    except SchemaErrors as problem:
        return max(len({str(each.check) for each in problem.schema_errors}), 1)
    return 0


def pandera_pandas(file: Path, lists: Path) -> Outcome:
    """Pandera on pandas, read by the C parser."""
    import pandas as pd

    types = {name: PANDAS.get(kind, "string") for name, kind in fields().items()}
    return _pandera_pandas(
        pd.read_csv(file, dtype=types, keep_default_na=False, na_values=[""]), types, lists
    )


def pandera_pandas_arrow(file: Path, lists: Path) -> Outcome:
    """Pandera on pandas with Arrow's parser and types."""
    import pandas as pd
    import pyarrow as pa

    arrow = {"year": pa.int64(), "integer": pa.int64(), "number": pa.float64()}
    types = {name: pd.ArrowDtype(arrow.get(kind, pa.string())) for name, kind in fields().items()}
    frame = pd.read_csv(
        file, dtype=types, engine="pyarrow", dtype_backend="pyarrow", keep_default_na=False, na_values=[""]
    )
    return _pandera_pandas(frame, types, lists)


def _pandera_pandas(frame: Any, types: dict[str, Any], lists: Path) -> Outcome:
    import pandera.pandas as pa

    def across(rule: Rule) -> Callable[[Any], Any]:
        value, code = rule.columns
        if rule.kind == "blank_only_when":
            return lambda rows: rows[value].isna() == rows[code].isin(rule.argument)
        return lambda rows: ~rows[code].isin(rule.argument) | rows[value].between(0, 100)

    asked = rules(lists)
    checked = _pandera(pa, asked, types, across)
    return len(asked), _broken(lambda: checked.validate(frame, lazy=True, inplace=True))


def pandera_polars(file: Path, lists: Path) -> Outcome:
    """Pandera on a polars frame in memory."""
    import polars as pl

    return _pandera_polars(pl.read_csv(file, schema=polars_types()), lists)


def pandera_polars_lazy(file: Path, lists: Path) -> Outcome:
    """Pandera on a lazy polars frame, told to look at data."""
    import polars as pl
    from pandera.config import ValidationDepth, config_context

    with config_context(
        validation_depth=ValidationDepth.SCHEMA_AND_DATA
    ):  # else it looks at the columns alone
        return _pandera_polars(pl.scan_csv(file, schema=polars_types()), lists)


def _pandera_polars(frame: Any, lists: Path) -> Outcome:
    import pandera.polars as pa

    asked = rules(lists)
    checked = _pandera(
        pa, asked, polars_types(), lambda rule: lambda data: data.lazyframe.select(polars_test(rule))
    )
    return len(asked), _broken(lambda: checked.validate(frame, lazy=True))


def pandera_ibis(file: Path, lists: Path) -> Outcome:
    """Pandera on Ibis and DuckDB, the table loaded first."""
    import ibis
    import pandera.ibis as pa

    database = ibis.duckdb.connect(temp_directory=tempfile.gettempdir())
    database.raw_sql(f"CREATE TABLE observations AS SELECT * FROM {duckdb_csv(file)}")
    types = {
        name: {"year": int, "integer": int, "number": float}.get(kind, str) for name, kind in fields().items()
    }

    def across(rule: Rule) -> Callable[[Any], Any]:
        value, code = rule.columns
        if rule.kind == "blank_only_when":
            return lambda data: data.table[value].isnull() == data.table[code].isin(rule.argument)
        return lambda data: ~data.table[code].isin(rule.argument) | data.table[value].between(0, 100)

    asked = [rule for rule in rules(lists) if rule.kind != "unique"]  # it passes over `unique`
    checked = _pandera(pa, asked, types, across)
    return len(asked), _broken(lambda: checked.validate(database.table("observations"), lazy=True))


# Others


def pointblank(file: Path, lists: Path) -> Outcome:
    """Pointblank on a polars frame in memory."""
    import pointblank as pb
    import polars as pl

    frame, asked = pl.read_csv(file, schema=polars_types()), rules(lists)
    checked = pb.Validate(frame).col_schema_match(
        pb.Schema(columns=[(name, str(kind)) for name, kind in frame.schema.items()])
    )
    for rule in asked:
        column, argument = rule.columns[0], rule.argument
        match rule.kind:
            case "required":
                checked = checked.col_vals_not_null(column)
            case "pattern":
                checked = checked.col_vals_regex(column, f"^(?:{argument})$", na_pass=True)
            case "minimum":
                checked = checked.col_vals_ge(column, argument, na_pass=True)
            case "maximum":
                checked = checked.col_vals_le(column, argument, na_pass=True)
            case "enum":
                checked = checked.col_vals_in_set(column, argument)
            case "unique":
                checked = checked.rows_distinct(list(rule.columns))
            case "list" | "maxLength" | "blank_only_when" | "percent_when":
                checked = checked.col_vals_expr(polars_test(rule).fill_null(True))
    done = checked.interrogate(collect_extracts=False, collect_tbl_checked=False)
    return len(asked), sum(count > 0 for count in done.n_failed().values())


def dataframely(file: Path, lists: Path) -> Outcome:
    """Dataframely on a polars frame in memory."""
    import dataframely as dy
    import polars as pl

    asked, settings, across = rules(lists), {name: {"nullable": True} for name in fields()}, {}
    for number, rule in enumerate(asked):
        column = settings[rule.columns[0]]
        match rule.kind:
            case "required":
                column["nullable"] = False
            case "pattern":
                column["regex"] = f"^(?:{rule.argument})$"
            case "minimum":
                column["min"] = rule.argument
            case "maximum":
                column["max"] = rule.argument
            case "maxLength":
                column["max_length"] = rule.argument
            case "unique" if len(rule.columns) == 1:
                column["primary_key"] = True
            case "unique":
                across[f"rule{number}"] = dy.rule()(lambda _, rule=rule: pl.struct(rule.columns).is_unique())
            case "enum" | "list" | "blank_only_when" | "percent_when":
                across[f"rule{number}"] = dy.rule()(lambda _, rule=rule: polars_test(rule))
    kinds = {"year": dy.Int64, "integer": dy.Int64, "number": dy.Float64}
    columns = {name: kinds.get(kind, dy.String)(**settings[name]) for name, kind in fields().items()}
    checked: Any = type("Observations", (dy.Schema,), {**columns, **across})
    failed = checked.filter(pl.read_csv(file, schema=polars_types())).failure
    return len(asked), len(failed.counts())


def frictionless(file: Path, lists: Path) -> Outcome:
    """Frictionless on the descriptor itself, with the two rules across columns as row constraints."""
    from frictionless import Checklist, Package, checks

    known = [path.stem for path in lists.glob("*.csv")]
    resources = []
    for name in (TABLE, *known):
        resource = shipped().resource(name)
        links = [
            link
            for link in resource["schema"].get("foreignKeys", [])
            if link["reference"].get("resource", name) in known
        ]
        path = file if name == TABLE else lists / f"{name}.csv"
        resources.append(
            {
                "name": name,
                "path": path.name if name == TABLE else os.path.relpath(path, file.parent),
                "schema": {**resource["schema"], "foreignKeys": links},
                "type": "table",
                "format": "csv",
                "encoding": "utf-8",
            }
        )
    package = Package.from_descriptor(
        {"name": "compilation", "resources": resources}, basepath=str(file.parent)
    )
    asked = [
        rule for rule in rules(lists) if not (rule.kind == "unique" and len(rule.columns) > 1)
    ]  # it passes over them
    across = [
        checks.row_constraint(formula="(value is None) == (measure == 'statement')"),
        checks.row_constraint(
            formula="measure not in ['rate', 'share'] or value is None or 0 <= value <= 100"
        ),
    ]
    report = package.get_resource(TABLE).validate(Checklist(checks=across))
    return len(asked), len(
        {(error.type, getattr(error, "field_name", "")) for task in report.tasks for error in task.errors}
    )


CONTENDERS: dict[str, Callable[[Path, Path], Outcome]] = {
    "duckdb-scan": duckdb_scan,
    "polars-scan": polars_scan,
    "duckdb-pass": duckdb_pass,
    "polars-pass": polars_pass,
    "polars-pass-parquet": polars_pass_parquet,
    "reader-csv": read_csv,
    "reader-parquet": read_parquet,
    "pandera-pandas": pandera_pandas,
    "pandera-pandas-arrow": pandera_pandas_arrow,
    "pandera-polars": pandera_polars,
    "pandera-polars-lazy": pandera_polars_lazy,
    "pandera-ibis": pandera_ibis,
    "pointblank": pointblank,
    "dataframely": dataframely,
    "frictionless": frictionless,
}


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        given, broken = CONTENDERS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    print(json.dumps({"rules": given, "broken": broken}))
