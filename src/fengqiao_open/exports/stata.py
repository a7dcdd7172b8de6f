"""The package for Stata: a file for each table in format 118 (Stata 14 and later), and the dictionary.

A code list is numbered from 1 in its order and labelled in English; `dictionary_codes.dta` has the codes
themselves and the Chinese labels. Every variable is labelled in both languages, as far as 80 characters go.
Blanks are missing numbers and empty texts, for Stata has no missing text. `end` is a word of Stata's own: the
variable is `_end`. pandas writes the files, and warns of any other such word.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from ..datapackage.schema import Field
from .content import Content, Table, binary, moment, with_decimals
from .dictionary import dictionary

_LABEL = 80  # characters of a label
_FIXED = 2045  # bytes of a text of a fixed length; longer ones are of the type strL
_LONG = 2_147_483_620  # the largest whole number that Stata does not take for a missing value
_NAMES = {"end": "_end"}


def write(content: Content, path: Path) -> None:
    """Write a file for each table into the folder."""
    for each in (*map(with_decimals, content.tables), *dictionary(content)):
        fields = tuple(replace(field, name=_NAMES.get(field.name, field.name)) for field in each.fields)
        table = replace(each, fields=fields)
        columns = {field.name: _column(table, field) for field in table.fields}
        frame = pd.DataFrame(columns)
        texts = [field.name for field in table.fields if field.type == "string" and not field.codes]
        frame.to_stata(
            path / f"{table.name}.dta",
            version=118,
            write_index=False,
            time_stamp=moment(content),
            data_label=_label(table),
            variable_labels={field.name: _label(field) for field in table.fields},
            value_labels={field.name: labels for field in table.fields if (labels := _labels(field))},
            convert_dates={field.name: "td" for field in table.fields if field.type == "date"},
            convert_strl=[name for name in texts if frame[name].map(str.encode).map(len).max() > _FIXED],
        )


def _column(table: Table, field: Field) -> pd.Series[Any]:
    cells = list(table.column(field.name))
    if field.codes:
        numbers = {code.value: at for at, code in enumerate(field.codes, 1)}
        return _whole([None if cell is None else numbers[str(cell)] for cell in cells])
    match field.data_type.stata:
        case "long":
            return _whole([binary(cell, table, field) for cell in cells])
        case "double":
            return pd.Series([None if cell is None else float(str(cell)) for cell in cells], dtype="float64")
        case "td":
            return pd.Series(pd.to_datetime(pd.Series(cells, dtype="object")), dtype="datetime64[s]")
    return pd.Series(["" if cell is None else str(cell) for cell in cells], dtype="object")


def _whole(cells: list[Any]) -> pd.Series[Any]:
    """Whole numbers as `long`, or as `double` where one is missing or too large for it."""
    fits = all(cell is not None and abs(cell) <= _LONG for cell in cells)
    return pd.Series(cells, dtype="int32" if fits else "float64")


def _labels(field: Field) -> dict[float, str]:
    if field.type == "boolean":
        return {0: "No", 1: "Yes"}
    return {at: code.label.en for at, code in enumerate(field.codes, 1)}


def _label(thing: Table | Field) -> str:
    """The title in both languages, or in English where both are too long."""
    both = thing.title.both
    return both if len(both) <= _LABEL else thing.title.en[:_LABEL]
