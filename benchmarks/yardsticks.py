"""What contenders are measured by: the rules of a table of observations, plain scans, and one pass without a library.

The rules are made from the descriptor, so that all contenders are given the same: types, blanks, codes, patterns,
bounds, lengths, membership in code lists, two rules across columns, and unique keys. Every function here takes a CSV
and a folder of code lists, and says how many rules it was given and how many of them the table breaks.
"""

from __future__ import annotations

import csv
import tempfile
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from fengqiao_open.datapackage.package import Json, shipped
from fengqiao_open.tabular.schemas import constraints

TABLE = "observations"
# Types in the words of DuckDB; text otherwise.
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
        Rule(each.kind, (field.name,), each.argument)
        for field in shipped().schema(TABLE).fields
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


def _duckdb() -> Any:
    import duckdb

    return duckdb.connect(config={"temp_directory": tempfile.gettempdir()})


def duckdb_csv(file: Path) -> str:
    """The CSV with its types as DuckDB reads it."""
    columns = ", ".join(f"'{name}': '{SQL.get(kind, 'VARCHAR')}'" for name, kind in fields().items())
    return f"read_csv('{file}', columns = {{{columns}}}, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '')"


def duckdb_scan(file: Path, lists: Path) -> Outcome:
    """DuckDB parses every column with its type and counts its cells: the yardstick."""
    counts = ", ".join(f"count({name})" for name in fields())
    _duckdb().execute(f"SELECT {counts} FROM {duckdb_csv(file)}").fetchone()
    return 0, 0


def polars_scan(file: Path, lists: Path) -> Outcome:
    """Polars does the same, streaming."""
    import polars as pl

    pl.scan_csv(file, schema=polars_types()).select(pl.all().count()).collect(engine="streaming")
    return 0, 0


def read_csv(file: Path, lists: Path) -> Outcome:
    """The reader of this library alone, on two threads: Arrow makes columns of all blocks, and nothing is checked."""
    from fengqiao_open.streaming.batch_checks import TableChecks
    from fengqiao_open.streaming.inputs import parts
    from fengqiao_open.streaming.reference_tables import ReferenceTables

    checks = TableChecks(shipped().schema(TABLE), ReferenceTables(), shipped().descriptor["resources"])
    coming = parts([(str(file), file.name)], checks.schema, [])
    with ThreadPoolExecutor(2) as pool:
        waiting = deque(pool.submit(checks.read, part) for part in islice(coming, 3))
        while waiting:
            waiting.popleft().result()
            waiting.extend(pool.submit(checks.read, part) for part in islice(coming, 1))
    return 0, 0


def read_parquet(file: Path, lists: Path) -> Outcome:
    """The same of the Parquet file beside the CSV."""
    return read_csv(file.with_suffix(".parquet"), lists)


# One pass, written for these rules alone: what is left when a library is left out


def duckdb_pass(file: Path, lists: Path) -> Outcome:
    """One SQL query that counts the rows that break each rule, and the distinct keys."""
    database = _duckdb()
    asked, counts = rules(lists), []
    for number, rule in enumerate(asked):
        if rule.kind == "unique":
            counts.append(f"count(*) - count(DISTINCT ({', '.join(rule.columns)}))")
        elif rule.kind == "list":
            database.execute(
                f"CREATE TABLE list{number} AS SELECT unnest(?::VARCHAR[]) AS key", [rule.argument]
            )
            test = f"{rule.columns[0]} IN (SELECT key FROM list{number})"
            counts.append(f"count(*) FILTER (WHERE NOT {test})")
        elif rule.kind != "type":
            counts.append(f"count(*) FILTER (WHERE NOT coalesce({_sql(rule)}, true))")
    row = database.execute(f"SELECT {', '.join(counts)} FROM {duckdb_csv(file)}").fetchone()
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
        (pl.len() - _polars_key(rule).n_unique() if rule.kind == "unique" else (~polars_test(rule)).sum()).alias(str(number))
        for number, rule in enumerate(asked)
        if rule.kind != "type"
    ]  # fmt: skip
    rows = pl.scan_csv(file, schema=polars_types()) if file.suffix == ".csv" else pl.scan_parquet(file)
    row = rows.select(counts).collect(engine="streaming").row(0)
    return len(asked), sum(count > 0 for count in row)


def polars_pass_parquet(file: Path, lists: Path) -> Outcome:
    """The same of the Parquet file beside the CSV."""
    return polars_pass(file.with_suffix(".parquet"), lists)


def polars_types() -> dict[str, Any]:
    """The type of each column in polars."""
    import polars as pl

    kinds = {"year": pl.Int64, "integer": pl.Int64, "number": pl.Float64}
    return {name: kinds.get(kind, pl.String) for name, kind in fields().items()}


def _polars_key(rule: Rule) -> Any:
    import polars as pl

    return pl.struct(rule.columns).hash()


def polars_test(rule: Rule) -> Any:
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
