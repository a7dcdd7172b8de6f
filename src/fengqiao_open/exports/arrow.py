"""The package as Arrow: a file in the IPC format for each table, its labels in the metadata of its fields.

Code lists are dictionaries with all their codes in order, dates are `date32`, numbers `float64`. The metadata
of a table and of a field holds texts: `title`, `title_zh`, `description`, `description_zh`, `type` (of Table
Schema) and, as JSON, `codes`, `key` and `links`. `PANDAS_ATTRS` is what `load` has in `attrs`.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..datapackage.attrs import attrs
from ..datapackage.schema import Cell, Field
from ..tabular.engines import arrow_metadata
from .content import Content, Table, with_decimals


def write(content: Content, path: Path) -> None:
    """Write a file for each table into the folder."""
    for each in map(with_decimals, content.tables):
        table = arrow_table(each, content)
        with pa.ipc.new_file(path / f"{each.name}.arrow", table.schema) as file:
            file.write_table(table)


def arrow_table(table: Table, content: Content) -> Any:
    """A table with its types, and its labels as metadata."""
    arrays = [_array(field, list(table.column(field.name))) for field in table.fields]
    fields = [
        pa.field(field.name, array.type, nullable=not field.required, metadata=_said(field))
        for field, array in zip(table.fields, arrays, strict=True)
    ]
    facts = {f"package_{name}": words.en for name, words in content.facts.items()}
    links = [[link.column, link.table, link.target] for link in table.foreign_keys]
    keys = {"key": json.dumps(table.primary_key), "links": json.dumps(links)}
    metadata = {**_words(table), **facts, **keys, **arrow_metadata(attrs(content.package))}
    return pa.table(arrays, schema=pa.schema(fields, metadata=metadata))


def _array(field: Field, cells: list[Cell]) -> Any:
    if not field.codes:
        kind = getattr(pa, field.data_type.arrow)()
        return pa.array([float(cell) if isinstance(cell, Decimal) else cell for cell in cells], kind)
    codes = [code.value for code in field.codes]
    places = {code: at for at, code in enumerate(codes)}
    indices = pa.array([places[str(cell)] if cell is not None else None for cell in cells], pa.int16())
    return pa.DictionaryArray.from_arrays(indices, pa.array(codes, pa.string()))


def _said(field: Field) -> dict[str, str]:
    codes = [{"code": code.value, "label": code.label.en, "label_zh": code.label.zh} for code in field.codes]
    listed = {"codes": json.dumps(codes, ensure_ascii=False)} if codes else {}
    return {"type": field.type, **_words(field), **listed}


def _words(thing: Table | Field) -> dict[str, str]:
    return {
        f"{part}{suffix}": text
        for part, words in (("title", thing.title), ("description", thing.description))
        for suffix, text in zip(("", "_zh"), words, strict=True)
    }
