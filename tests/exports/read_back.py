"""Reads each export back with a reader of that format, into cells of text as the CSV has them.

The readers know nothing of the writers: XLSX is read by openpyxl, Stata by ReadStat, JSON as a Data Package by
frictionless, SDMX by its structure. `Read` is what a table came back as.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from fengqiao_open.datapackage.package import Json, shipped

#: The booleans as a workbook in Chinese has them.
BOOLEANS = {"是": "true", "否": "false"}
#: The name of the file or folder of each export.
NAMES = {"xlsx": "all.xlsx", "sqlite": "all.db", "duckdb": "all.duckdb", "json": "all.json", "parquet": "parquet", "arrow": "arrow", "stata": "stata"}  # fmt: skip


@dataclass(frozen=True)
class Read:
    """A table read back: cells as text, the type of each column in the words of Table Schema, titles, and labels of codes."""

    columns: list[str]
    rows: list[list[str]]
    types: Mapping[str, set[str]]
    titles: Mapping[str, tuple[str, str]]
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def cell(value: Any, decimals: int | None = None) -> str:
    """A value as its CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return str(value)[:10]
    return str(value) if decimals is None else f"{value:.{decimals}f}"


def _joined(columns: list[str], rows: list[list[Any]]) -> tuple[list[str], list[list[str]]]:
    """The columns and rows without the counts of decimals, which give the numbers before them their digits."""
    places = {name: columns.index(f"{name}_decimals") for name in columns if f"{name}_decimals" in columns}
    kept = [at for at in range(len(columns)) if at not in places.values()]
    return [columns[at] for at in kept], [
        [cell(row[at], row[places[columns[at]]] if columns[at] in places else None) for at in kept]
        for row in rows
    ]


def _of_dictionary(fields: list[tuple[Any, ...]], codes: list[tuple[Any, ...]]) -> tuple[Any, Any]:
    """Titles and labels of one table from rows of the dictionary: field, English, Chinese; field, code, English."""
    labels: dict[str, dict[str, str]] = {}
    for name, code, label in codes:
        labels.setdefault(name, {})[code] = label
    return {name: (en, zh) for name, en, zh in fields}, labels


@lru_cache(maxsize=4)
def _book(path: Path) -> Any:
    import openpyxl

    return openpyxl.load_workbook(path)


def read_xlsx(path: Path, table: str) -> Read:
    """Values, and with them the kind of each cell and its number format; the sheet is found by its Excel table."""
    book = _book(path)
    sheet = next(each for each in book if table in each.tables)
    named = [each.value for each in next(sheet.iter_rows())]
    at = {name: named.index(name) for name in shipped().schema(table).names}
    columns = list(at)
    lines = [[line[at[name]] for name in columns] for line in sheet.iter_rows(min_row=3)]
    kinds = {"s": "string", "b": "boolean", "d": "date"}
    booleans = {field["name"] for field in shipped().fields(table) if field["type"] == "boolean"}
    supported = {"value", "low", "high"} if table == "derived" else set()
    types = {
        name: {
            "boolean"
            if name in booleans and line[at].value in BOOLEANS
            else kinds.get(line[at].data_type) or ("number" if "." in line[at].number_format else "integer")
            for line in lines
            if line[at].value is not None
        }
        for at, name in enumerate(columns)
    }

    def text(each: Any, name: str) -> str:
        if name in booleans:
            return BOOLEANS[each.value]
        if each.data_type != "n" or each.value is None or name in supported:  # shown with fewer digits
            return cell(each.value)
        shown = re.sub("_.", "", each.number_format)  # without room for the digits of others
        return f"{each.value:.{len(shown.partition('.')[2])}f}"

    fields = _records(book, "dictionary_fields", table, ("field", "title_en", "title_zh"))
    codes = _records(book, "dictionary_codes", table, ("field", "code", "label_en"))
    titles, labels = _of_dictionary(fields, codes)
    return Read(columns, [list(map(text, line, columns)) for line in lines], types, titles, labels)


def _records(book: Any, name: str, table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Some columns of the rows of the dictionary that are about one table."""
    names, _, *lines = next(each for each in book if name in each.tables).iter_rows(values_only=True)
    rows = (dict(zip(names, line, strict=True)) for line in lines)
    return [tuple(row[column] for column in columns) for row in rows if row["table"] == table]


def read_sqlite(path: Path, table: str) -> Read:
    """Columns with their declared types; dates are texts and truths 1 and 0, as SQLite has no other."""
    with closing(sqlite3.connect(path)) as base:
        declared = {name: kind for _, name, kind, *_ in base.execute(f'PRAGMA table_info("{table}")')}
        found = base.execute(f'SELECT * FROM "{table}"')
        columns = [each[0] for each in found.description]
        rows = [
            [
                bool(value) if declared[name] == "BOOLEAN" and value is not None else value
                for name, value in zip(columns, row, strict=True)
            ]
            for row in found
        ]
        titles, labels = _of_dictionary(
            list(
                base.execute(
                    'SELECT field, title_en, title_zh FROM dictionary_fields WHERE "table" = ?', [table]
                )
            ),
            list(
                base.execute('SELECT field, code, label_en FROM dictionary_codes WHERE "table" = ?', [table])
            ),
        )
    kinds = {"TEXT": "string", "INTEGER": "integer", "REAL": "number", "DATE": "date", "BOOLEAN": "boolean"}
    names, cells = _joined(columns, rows)
    return Read(names, cells, {name: {kinds[declared[name]]} for name in names}, titles, labels)


def read_duckdb(path: Path, table: str) -> Read:
    """Columns with their types and comments."""
    import duckdb

    with duckdb.connect(str(path), read_only=True) as base:
        found = base.execute(f'SELECT * FROM "{table}"')
        columns = [each[0] for each in found.description]
        rows = [list(row) for row in found.fetchall()]
        said = base.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ?", [table]
        ).fetchall()
        titles, labels = _of_dictionary(
            base.execute(
                'SELECT field, title_en, title_zh FROM dictionary_fields WHERE "table" = ?', [table]
            ).fetchall(),
            base.execute(
                'SELECT field, code, label_en FROM dictionary_codes WHERE "table" = ?', [table]
            ).fetchall(),
        )
    for name, _, comment in said:
        assert name.endswith("_decimals") or comment.startswith(f"{titles[name][0]} {titles[name][1]}. ")
    kinds = {
        "VARCHAR": "string",
        "BIGINT": "integer",
        "DOUBLE": "number",
        "DATE": "date",
        "BOOLEAN": "boolean",
    }
    names, cells = _joined(columns, rows)
    types = {name: {kinds[kind]} for name, kind, _ in said if name in names}
    return Read(names, cells, types, titles, labels)


def _of_arrow(table: Any) -> Read:
    """Types from the schema, titles and labels from the metadata of the fields."""
    import pyarrow as pa

    kinds = {pa.string(): "string", pa.int64(): "integer", pa.float64(): "number", pa.date32(): "date", pa.bool_(): "boolean"}  # fmt: skip
    columns = table.column_names
    names, cells = _joined(columns, list(zip(*(column.to_pylist() for column in table.columns), strict=True)))
    types, titles, labels = {}, {}, {}
    for name in names:
        one = table.schema.field(name)
        said = {key.decode(): value.decode() for key, value in one.metadata.items() if b"PARQUET" not in key}
        listed = pa.types.is_dictionary(one.type)
        types[name] = {kinds[one.type.value_type if listed else one.type]}
        titles[name] = said["title"], said["title_zh"]
        if listed:
            labels[name] = {each["code"]: each["label"] for each in json.loads(said["codes"])}
            assert table[name].chunk(0).dictionary.to_pylist() == list(labels[name])
    return Read(names, cells, types, titles, labels)


def read_parquet(path: Path, table: str) -> Read:
    """The file of one table."""
    import pyarrow.parquet as pq

    return _of_arrow(pq.read_table(path / f"{table}.parquet"))


def read_arrow(path: Path, table: str) -> Read:
    """The file of one table."""
    import pyarrow as pa

    with pa.memory_map(str(path / f"{table}.arrow")) as file:
        return _of_arrow(pa.ipc.open_file(file).read_all())


@lru_cache(maxsize=4)
def _document(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"), parse_float=Decimal)


def read_json(path: Path, table: str) -> Read:
    """Rows as JSON has them, with decimals; types and labels as frictionless reads the schema."""
    from frictionless import Schema

    resource = next(each for each in _document(path)["resources"] if each["name"] == table)
    schema = Schema.from_descriptor(resource["schema"])
    columns = schema.field_names
    rows = [[cell(row[name]) for name in columns] for row in resource["data"]]
    fields = {each["name"]: each for each in resource["schema"]["fields"]}
    kinds: dict[type, set[str]] = {str: {"string", "date"}, int: {"integer", "year", "number"}, Decimal: {"number"}, bool: {"boolean"}}  # fmt: skip
    for name in columns:
        for row in resource["data"]:
            assert row[name] is None or schema.get_field(name).type in kinds[type(row[name])]
    return Read(
        columns,
        rows,
        {name: {schema.get_field(name).type.replace("year", "integer")} for name in columns},
        {name: (each["title"], each["fq:titleZh"]) for name, each in fields.items()},
        {name: {code["value"]: code["label"] for code in each["categories"]} for name, each in fields.items() if "categories" in each},
    )  # fmt: skip


@lru_cache(maxsize=4)
def _dictionary(path: Path) -> tuple[Any, Any]:
    import pyreadstat

    return tuple(pyreadstat.read_dta(path / f"dictionary_{name}.dta")[0] for name in ("fields", "codes"))


def read_stata(path: Path, table: str) -> Read:
    """Numbers of code lists are led back to their codes by their labels, which are those of the dictionary."""
    import pyreadstat

    frame, said = pyreadstat.read_dta(path / f"{table}.dta")
    fields, codes = (each[each["table"] == table] for each in _dictionary(path))
    titles, labels = _of_dictionary(
        fields[["field", "title_en", "title_zh"]].values.tolist(),
        codes[["field", "code", "label_en"]].values.tolist(),
    )
    read, types = {}, {}
    for stored in frame.columns:
        name, listed = {"_end": "end"}.get(stored, stored), said.variable_value_labels.get(stored, {})
        values = [None if each != each or each == "" else each for each in frame[stored]]
        kind = (
            "date"
            if said.original_variable_types[stored].startswith("%td")
            else said.readstat_variable_types[stored]
        )
        if name in labels:
            by_label = {label: code for code, label in labels[name].items()}
            assert list(listed.values()) == list(labels[name].values())
            values = [None if each is None else by_label[listed[each]] for each in values]
            kind = "string"
        elif listed:
            assert listed == {0: "No", 1: "Yes"}
            values, kind = [None if each is None else bool(each) for each in values], "boolean"
        elif kind not in ("string", "date"):
            whole = all(each is None or each == int(each) for each in values)
            values = [
                None
                if each is None
                else int(each)
                if name not in frame or f"{name}_decimals" not in frame
                else each
                for each in values
            ]
            kind = "number" if f"{name}_decimals" in frame else "integer" if whole else "number"
        read[name], types[name] = values, {kind}
        if not name.endswith("_decimals"):
            label = said.column_names_to_labels[stored]
            assert label in (" ".join(titles[name]), titles[name][0])
    names, cells = _joined(list(read), list(zip(*read.values(), strict=True)))
    return Read(names, cells, {name: types[name] for name in names}, titles, labels)


READERS: dict[str, Callable[[Path, str], Read]] = {
    "xlsx": read_xlsx, "sqlite": read_sqlite, "duckdb": read_duckdb, "parquet": read_parquet,
    "arrow": read_arrow, "json": read_json, "stata": read_stata,
}  # fmt: skip


def wanted_types(field: Json) -> set[str]:
    """The type of a column in the words that formats have for it: a year is a whole number."""
    return {str(field["type"]).replace("year", "integer")}
