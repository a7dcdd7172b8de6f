"""Other libraries, and plain scans, on the same table of observations with the same rules, made from the descriptor.

Each contender is a function from a CSV and a folder of code lists to the number of rules that it was given and the
number that the table breaks. It reads the file with its types and is given every rule that it can express in its own
words: types, blanks, codes, patterns, bounds, lengths, membership in code lists, two rules across columns, and unique
keys. Scans are given none; they parse every column and count its cells. Nothing is tuned by hand but for one thing:
code lists are given as what the library looks them up in fastest.

Needs the extra `bench`. Run (as `benchmarks/scale.py` does): python benchmarks/peers.py CONTENDER FILE.csv LISTS
"""

from __future__ import annotations

import csv
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from fengqiao_open.package import Json, shipped
from fengqiao_open.schemas import constraints

TABLE = "observations"
# In the words of pandas, polars, DuckDB; text otherwise.
PANDAS = {"year": "Int64", "integer": "Int64", "number": "float64"}
SQL = {"year": "BIGINT", "integer": "BIGINT", "number": "DOUBLE"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table.

    Attributes:
        kind: a kind of constraint; `type`; `list`, `unique`, or one of two across columns: `blank_only_when` (the first
            column is blank in just those rows whose second has this code) and `percent_when` (the first lies between 0
            and 100 where the second has one of these codes).
        columns: the columns.
        argument: what the kind needs: codes, a pattern, a bound, the keys there are.
    """

    kind: str
    columns: tuple[str, ...]
    argument: Any = None


def schema() -> Json:
    """The Table Schema of the table."""
    found: Json = shipped().resource(TABLE)["schema"]
    return found


def fields() -> dict[str, str]:
    """The type of each column."""
    return {str(field["name"]): str(field["type"]) for field in schema()["fields"]}


def rules(lists: Path) -> list[Rule]:
    """The rules of the table; foreign keys into the lists that are there."""
    found = [Rule("type", (name,), kind) for name, kind in fields().items()]
    found += [
        Rule(each.kind, (str(field["name"]),), each.argument)
        for field in schema()["fields"]
        for each in constraints(field)
    ]
    for link in schema()["foreignKeys"]:
        file = lists / f"{link['reference']['resource']}.csv"
        if file.is_file():
            with file.open(encoding="utf-8", newline="") as stream:
                keys = [row[link["reference"]["fields"][0]] for row in csv.DictReader(stream)]
            found.append(Rule("list", tuple(link["fields"]), keys))
    found.append(Rule("blank_only_when", ("value", "measure"), ["statement"]))
    found.append(Rule("percent_when", ("value", "measure"), ["rate", "share"]))
    unique = [schema()["primaryKey"], *schema()["uniqueKeys"]]
    return found + [Rule("unique", tuple(columns)) for columns in unique]


Outcome = tuple[int, int]


# Scans


def _duckdb_csv(file: Path) -> str:
    columns = ", ".join(f"'{name}': '{SQL.get(kind, 'VARCHAR')}'" for name, kind in fields().items())
    return f"read_csv('{file}', columns = {{{columns}}}, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '')"


def duckdb_scan(file: Path, lists: Path) -> Outcome:
    """DuckDB parses every column with its type and counts its cells: the yardstick."""
    import duckdb

    counts = ", ".join(f"count({name})" for name in fields())
    duckdb.execute(f"SELECT {counts} FROM {_duckdb_csv(file)}").fetchone()
    return 0, 0


def polars_scan(file: Path, lists: Path) -> Outcome:
    """Polars does the same, streaming."""
    import polars as pl

    pl.scan_csv(file, schema=_polars_types()).select(pl.all().count()).collect(engine="streaming")
    return 0, 0


# One pass, written for these rules alone: what is left when a library is left out


def duckdb_pass(file: Path, lists: Path) -> Outcome:
    """One SQL query that counts the rows that break each rule, and the distinct keys."""
    import duckdb

    database = duckdb.connect()
    asked, counts = rules(lists), []
    for number, rule in enumerate(asked):
        if rule.kind == "unique":
            counts.append(f"count(*) - count(DISTINCT ({', '.join(rule.columns)}))")
        elif rule.kind == "list":
            database.execute(f"CREATE TABLE list{number} AS SELECT unnest(?::VARCHAR[]) AS key", [rule.argument])
            test = f"{rule.columns[0]} IN (SELECT key FROM list{number})"
            counts.append(f"count(*) FILTER (WHERE NOT {test})")
        elif rule.kind != "type":
            counts.append(f"count(*) FILTER (WHERE NOT coalesce({_sql(rule)}, true))")
    row = database.execute(f"SELECT {', '.join(counts)} FROM {_duckdb_csv(file)}").fetchone()
    return len(asked), sum(count > 0 for count in row or ())


def _sql(rule: Rule) -> str:
    column, argument = rule.columns[0], rule.argument
    codes = ", ".join(f"'{code}'" for code in argument) if isinstance(argument, list) else ""
    match rule.kind:
        case "required":
            return f"{column} IS NOT NULL"
        case "enum":
            return f"{column} IN ({codes})"
        case "pattern":
            return f"regexp_full_match({column}, '{argument}')"
        case "minimum":
            return f"{column} >= {argument}"
        case "maximum":
            return f"{column} <= {argument}"
        case "maxLength":
            return f"length({column}) <= {argument}"
        case "blank_only_when":
            return f"({column} IS NULL) = ({rule.columns[1]} IN ({codes}))"
    return f"{rule.columns[1]} NOT IN ({codes}) OR {column} BETWEEN 0 AND 100"


def polars_pass(file: Path, lists: Path) -> Outcome:
    """One streaming polars query that counts the rows that break each rule, and the distinct hashes of keys."""
    import polars as pl

    asked = rules(lists)
    counts = [
        (pl.len() - _polars_key(rule).n_unique() if rule.kind == "unique" else (~_polars_test(rule)).sum()).alias(str(number))
        for number, rule in enumerate(asked)
        if rule.kind != "type"
    ]  # fmt: skip
    row = pl.scan_csv(file, schema=_polars_types()).select(counts).collect(engine="streaming").row(0)
    return len(asked), sum(count > 0 for count in row)


def _polars_types() -> dict[str, Any]:
    import polars as pl

    kinds = {"year": pl.Int64, "integer": pl.Int64, "number": pl.Float64}
    return {name: kinds.get(kind, pl.String) for name, kind in fields().items()}


def _polars_key(rule: Rule) -> Any:
    import polars as pl

    return pl.struct(rule.columns).hash()


def _polars_test(rule: Rule) -> Any:
    """A rule on single rows as an expression that is true, or null, where it holds."""
    import polars as pl

    column, argument = pl.col(rule.columns[0]), rule.argument
    match rule.kind:
        case "required":
            return column.is_not_null()
        case "enum":
            return column.is_in(argument)
        case "list":
            return column.is_in(pl.Series(argument).implode())
        case "pattern":
            return column.str.contains(f"^(?:{argument})$")
        case "minimum":
            return column >= argument
        case "maximum":
            return column <= argument
        case "maxLength":
            return column.str.len_chars() <= argument
        case "blank_only_when":
            return column.is_null() == pl.col(rule.columns[1]).is_in(argument)
    return ~pl.col(rule.columns[1]).is_in(argument) | column.is_between(0, 100)


# Pandera, on each of its backends


def _pandera(pa: Any, asked: Iterable[Rule], types: dict[str, Any], across: Callable[[Rule], Any], **more: Any) -> Any:
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
    return _pandera_pandas(pd.read_csv(file, dtype=types, keep_default_na=False, na_values=[""]), types, lists)


def pandera_pandas_arrow(file: Path, lists: Path) -> Outcome:
    """Pandera on pandas with Arrow's parser and types."""
    import pandas as pd
    import pyarrow as pa

    arrow = {"year": pa.int64(), "integer": pa.int64(), "number": pa.float64()}
    types = {name: pd.ArrowDtype(arrow.get(kind, pa.string())) for name, kind in fields().items()}
    frame = pd.read_csv(file, dtype=types, engine="pyarrow", dtype_backend="pyarrow", keep_default_na=False, na_values=[""])
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

    return _pandera_polars(pl.read_csv(file, schema=_polars_types()), lists)


def pandera_polars_lazy(file: Path, lists: Path) -> Outcome:
    """Pandera on a lazy polars frame, told to look at data."""
    import polars as pl
    from pandera.config import ValidationDepth, config_context

    with config_context(validation_depth=ValidationDepth.SCHEMA_AND_DATA):  # else it looks at the columns alone
        return _pandera_polars(pl.scan_csv(file, schema=_polars_types()), lists)


def _pandera_polars(frame: Any, lists: Path) -> Outcome:
    import pandera.polars as pa

    asked = rules(lists)
    checked = _pandera(pa, asked, _polars_types(), lambda rule: lambda data: data.lazyframe.select(_polars_test(rule)))
    return len(asked), _broken(lambda: checked.validate(frame, lazy=True))


def pandera_ibis(file: Path, lists: Path) -> Outcome:
    """Pandera on Ibis and DuckDB, the table loaded first."""
    import ibis
    import pandera.ibis as pa

    database = ibis.duckdb.connect()
    database.raw_sql(f"CREATE TABLE observations AS SELECT * FROM {_duckdb_csv(file)}")
    types = {name: {"year": int, "integer": int, "number": float}.get(kind, str) for name, kind in fields().items()}

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

    frame, asked = pl.read_csv(file, schema=_polars_types()), rules(lists)
    checked = pb.Validate(frame).col_schema_match(pb.Schema(columns=[(name, str(kind)) for name, kind in frame.schema.items()]))
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
                checked = checked.col_vals_expr(_polars_test(rule).fill_null(True))
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
                across[f"rule{number}"] = dy.rule()(lambda _, rule=rule: _polars_test(rule))
    kinds = {"year": dy.Int64, "integer": dy.Int64, "number": dy.Float64}
    columns = {name: kinds.get(kind, dy.String)(**settings[name]) for name, kind in fields().items()}
    checked: Any = type("Observations", (dy.Schema,), {**columns, **across})
    failed = checked.filter(pl.read_csv(file, schema=_polars_types())).failure
    return len(asked), len(failed.counts())


def frictionless(file: Path, lists: Path) -> Outcome:
    """Frictionless on the descriptor itself, with the two rules across columns as row constraints."""
    from frictionless import Checklist, Package, checks

    known = [path.stem for path in lists.glob("*.csv")]
    resources = []
    for name in (TABLE, *known):
        resource = shipped().resource(name)
        links = [link for link in resource["schema"].get("foreignKeys", []) if link["reference"].get("resource", name) in known]
        path = file if name == TABLE else lists / f"{name}.csv"
        resources.append({"name": name, "path": path.name if name == TABLE else os.path.relpath(path, file.parent), "schema": {**resource["schema"], "foreignKeys": links}, "type": "table", "format": "csv", "encoding": "utf-8"})
    package = Package.from_descriptor({"name": "compilation", "resources": resources}, basepath=str(file.parent))
    asked = [rule for rule in rules(lists) if not (rule.kind == "unique" and len(rule.columns) > 1)]  # it passes over them
    across = [
        checks.row_constraint(formula="(value is None) == (measure == 'statement')"),
        checks.row_constraint(formula="measure not in ['rate', 'share'] or value is None or 0 <= value <= 100"),
    ]
    report = package.get_resource(TABLE).validate(Checklist(checks=across))
    return len(asked), len({(error.type, getattr(error, "field_name", "")) for task in report.tasks for error in task.errors})


CONTENDERS: dict[str, Callable[[Path, Path], Outcome]] = {
    "duckdb-scan": duckdb_scan,
    "polars-scan": polars_scan,
    "duckdb-pass": duckdb_pass,
    "polars-pass": polars_pass,
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
