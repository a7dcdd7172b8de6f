"""The schemas for other validators: pandera's YAML and JSON, JSON Schema of a row, and SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pandas as pd
import pandera.errors
import pandera.pandas as pa
import pytest
import yaml
from click.testing import CliRunner

import fengqiao_open as fo
from fengqiao_open.cli import app
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.datapackage.schema import Cell, Field
from fengqiao_open.exports.content import content
from fengqiao_open.exports.schemas import table_schemas

TABLES = shipped().tables
WAYS: dict[str, Callable[[pa.DataFrameSchema], pa.DataFrameSchema]] = {
    "yaml": lambda schema: pa.DataFrameSchema.from_yaml(schema.to_yaml()),
    "json": lambda schema: pa.DataFrameSchema.from_json(schema.to_json()),
}
CONTENT = {table.name: table for table in content(shipped()).tables}


def wrong_values(field: Field) -> Iterator[tuple[str, Any]]:
    """One value for each constraint of a field that breaks it, with the name of the check."""
    constraints = field.constraints
    if field.required:
        yield "not_nullable", None
    if "enum" in constraints:
        yield "FQ-T03", "no such code"
    if "pattern" in constraints:
        yield "FQ-T04", "Not Right!"
    if "minimum" in constraints:
        yield "FQ-T05", constraints["minimum"] - 1
    if "maximum" in constraints:
        yield "FQ-T05", constraints["maximum"] + 1
    if "maxLength" in constraints:
        yield "FQ-T10", "a" * (constraints["maxLength"] + 1)


def described(schema: pa.DataFrameSchema) -> dict[str, Any]:
    """What a schema asks of each column; its checks by name and value, for pandera compares their functions."""
    whole = (schema.unique, schema.strict, schema.coerce, schema.title, schema.description)
    return {"": whole} | {
        name: (
            (str(column.dtype), column.nullable, column.unique, column.title, column.description),
            [(check.name, str(check.statistics)) for check in column.checks],
        )
        for name, column in schema.columns.items()
    }


def failures(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> set[str]:
    """The checks that a frame fails."""
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as problem:
        return {str(check)[:6] if str(check).startswith("FQ-") else str(check) for check in problem.failure_cases["check"]}  # fmt: skip
    return set()


def planted(table: str, column: str, value: Any) -> pd.DataFrame:
    """A shipped table, of which one cell is another."""
    frame = fo.load(table).head(3).astype({column: "object"})
    frame.loc[0, column] = value
    return frame


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("table", TABLES)
def test_a_schema_comes_back_from_a_file_with_every_check(table: str, way: str) -> None:
    """A check that pandera cannot write is lost without a word, and the file accepts what the schema refuses."""
    schema = getattr(fo.schemas, table)
    back = WAYS[way](schema)
    assert described(back) == described(schema)
    for name, column in schema.columns.items():
        checks = [(each.name, each.error, each.statistics) for each in column.checks]
        assert checks == [(each.name, each.error, each.statistics) for each in back.columns[name].checks]
    assert len(back.checks) == len(schema.checks)


@pytest.mark.parametrize(
    ("table", "way"),
    [(table, way) for table in TABLES for way in WAYS if way == "yaml" or table == "observations"],
)
def test_a_schema_from_a_file_refuses_what_the_schema_refuses(table: str, way: str) -> None:
    """A wrong code, a value out of range, a bad pattern, a long text, a missing value, a duplicate key."""
    schema = getattr(fo.schemas, table)
    back, frame = WAYS[way](schema), fo.load(table).head(3)
    assert failures(schema, frame) == failures(back, frame) == set()
    if frame.empty:
        return
    faults = {
        check: (field.name, value)
        for field in shipped().schema(table).fields
        for check, value in wrong_values(field)
    }
    for check, (column, value) in faults.items():
        refused = failures(schema, wrong := planted(table, column, value))
        assert check in refused
        assert failures(back, wrong) == refused, (column, check)
    copied = pd.concat([frame, frame.iloc[[0]]])
    assert "field_uniqueness" in (refused := failures(schema, copied))
    assert failures(back, copied) == refused


def test_combinations_and_optional_columns_are_unique_in_a_schema() -> None:
    """A key of several columns, and one that may be missing: two missing values are no duplicate."""
    frame = fo.load("passages")
    again = frame.iloc[[0]].assign(passage_id="another-1")
    assert failures(fo.schemas.passages, pd.concat([frame, again])) == {"multiple_fields_uniqueness"}
    areas = fo.load("areas")
    assert areas["geonames_id"].isna().sum() != 1
    assert failures(fo.schemas.areas, areas.assign(geonames_id=pd.NA)) == set()
    assert failures(fo.schemas.areas, areas.assign(geonames_id="1")) == {"FQ-K02"}


def test_a_pattern_holds_to_the_end_of_a_value() -> None:
    """A line break after an identifier cannot be seen."""
    assert failures(fo.schemas.themes, planted("themes", "theme_id", "industry\n")) == {"FQ-T04"}


def typed(table: str) -> list[dict[str, Any]]:
    """The rows of a table as JSON has them, as `export json` writes them."""

    def plain(cell: Cell) -> Any:
        return cell if cell is None or isinstance(cell, bool | int | str) else json.loads(str(cell)) if not hasattr(cell, "isoformat") else cell.isoformat()  # fmt: skip

    one = CONTENT[table]
    return [dict(zip(one.names, map(plain, row), strict=True)) for row in one.rows]


@pytest.mark.parametrize("table", TABLES)
def test_a_json_schema_accepts_each_row_and_refuses_each_wrong_value(table: str) -> None:
    """A schema that accepts everything is as valid as one that checks."""
    schema = json.loads(table_schemas("json-schema", table))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    rows = typed(table)
    assert [error.message for row in rows for error in validator.iter_errors(row)] == []
    for row in rows[:1]:
        assert not validator.is_valid({**row, "another": 1})
        for field in shipped().schema(table).fields:
            for _, value in wrong_values(field):
                assert not validator.is_valid({**row, field.name: value}), (field.name, value)
            if field.required:
                assert not validator.is_valid({name: row[name] for name in row if name != field.name})


def test_the_json_schema_of_all_tables_is_of_their_rows() -> None:
    """One file is enough for a whole package."""
    schema = json.loads(table_schemas("json-schema"))
    validator = jsonschema.Draft202012Validator(schema)
    rows = {table: typed(table) for table in TABLES}
    assert validator.is_valid(rows)
    rows["observations"][0]["status"] = "actua1"
    (error,) = validator.iter_errors(rows)
    assert list(error.absolute_path) == ["observations", 0, "status"]


def stored(cell: Cell) -> Any:
    """A value as SQLite takes it."""
    return cell if cell is None or isinstance(cell, int | str) else str(cell)


def test_the_tables_of_sqlite_accept_all_rows_and_refuse_a_wrong_code() -> None:
    """Statements that another database cannot run are no schema."""
    base = sqlite3.connect(":memory:")
    base.executescript(table_schemas("sqlite"))
    with base:
        base.execute("PRAGMA defer_foreign_keys = ON")
        for table in CONTENT.values():
            places = ", ".join("?" * len(table.fields))
            for row in table.rows:
                base.execute(f'INSERT INTO "{table.name}" VALUES ({places})', [*map(stored, row)])
    assert not base.execute("PRAGMA foreign_key_check").fetchall()
    for wrong in ("status = 'actua1'", "indicator_id = NULL", "observation_id = (SELECT max(observation_id) FROM observations)"):  # fmt: skip
        with pytest.raises(sqlite3.IntegrityError):
            base.execute(f"UPDATE observations SET {wrong}")


def test_duckdb_makes_the_tables_in_the_order_in_which_they_are_written() -> None:
    """A table that is referred to before it is made stops the script."""
    base = duckdb.connect()
    base.execute(table_schemas("duckdb"))
    assert {name for (name,) in base.execute("SHOW TABLES").fetchall()} == set(TABLES)


def test_the_command_writes_a_file_that_pandera_reads(tmp_path: Path) -> None:
    """The names of types must not be those of one machine."""
    file = tmp_path / "observations.yaml"
    done = CliRunner().invoke(app, ["schema", "pandera", "observations", "-o", str(file)])
    assert done.exit_code == 0
    assert described(pa.DataFrameSchema.from_yaml(file)) == described(fo.schemas.observations)
    assert "pyarrow" not in file.read_text("utf-8")
    whole = CliRunner().invoke(app, ["schema", "pandera"]).output
    assert [each["name"] for each in yaml.safe_load_all(whole)] == TABLES


def test_a_schema_is_not_written_over_what_is_read(tmp_path: Path) -> None:
    """A mistyped path must not cost a table."""
    descriptor = tmp_path / "datapackage.json"
    data = tmp_path / "x.csv"
    data.write_text("a\n1\n", "utf-8")
    resource = {"name": "x", "path": "x.csv", "schema": {"fields": [{"name": "a", "type": "integer"}]}}
    descriptor.write_text(json.dumps({"resources": [resource]}), "utf-8")
    asked = ["schema", "sqlite", "--package", str(tmp_path)]
    assert '"a" INTEGER' in CliRunner().invoke(app, asked).output
    assert isinstance(CliRunner().invoke(app, [*asked, "-o", str(data)]).exception, Exception)
    assert data.read_text("utf-8") == "a\n1\n"


def test_an_unknown_format_or_table_names_those_there_are() -> None:
    """A name guessed wrong is put right by the message."""
    with pytest.raises(ValueError, match=r"The formats are: pandera, json-schema, sqlite, duckdb\."):
        table_schemas("yaml")  # type: ignore[arg-type]
    with pytest.raises(fo.UnknownTableError, match="Did you mean 'units'"):
        table_schemas("sqlite", "unit")
