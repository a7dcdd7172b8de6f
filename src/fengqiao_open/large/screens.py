"""Expressions that tell the cells that are surely sound, compiled from the fields of a Table Schema.

A screen may doubt a sound cell, and never passes one that `values.check_values` would report: what it doubts is
looked at there. The constraints are those of `schemas.constraints`, which pandera executes for small tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from ..package import Json
from ..schemas import Constraint, constraints
from ..values import FORMS

# Characters that are one code point in every form, can be seen, and begin no formula; other texts are looked at singly.
_PLAIN = "!-~¡-¬®-ɏ‐-‧“”′℃Ⅰ-Ⅻ①-⑳、-〃〈-】一-鿿！-～"
_TEXT = rf"^[^\s=+@\-](?:[{_PLAIN} ]*[{_PLAIN}])?$"
_FIRST = rf"^[{_PLAIN}]"


def sound(fields: Sequence[Json], known: Mapping[str, pl.Series], typed: Mapping[str, bool]) -> pl.Expr:
    """An expression that is true for rows in which every cell is surely sound.

    Args:
        fields: the fields of the table.
        known: for columns that are keys into a code list, the keys; a cell that is one of them needs no other look.
        typed: columns that are no text, since a Parquet file keeps their type.
    """
    return pl.all_horizontal(
        [_cell(field, known.get(field["name"]), typed.get(field["name"], False)) for field in fields]
    )


def _cell(field: Json, known: pl.Series | None, typed: bool) -> pl.Expr:
    column, kind = pl.col(str(field["name"])), str(field["type"])
    tests = list(constraints(field))
    codes = next((test.argument for test in tests if test.kind == "enum"), None)
    if known is not None and not typed:
        fine = column.is_in(known.implode())
    elif codes is not None:
        fine = column.is_in(list(codes))
    elif kind == "string":
        fine = pl.all_horizontal(
            _unless_bounded(column, tests), *(_holds(column, test) for test in tests if test.kind != "enum")
        )
    else:
        number = column if typed else _read(column, kind)
        written = pl.lit(True) if typed else column.str.contains(f"^(?:{FORMS[kind].pattern})$")
        read = number.is_finite() if kind == "number" else number.is_not_null()
        fine = pl.all_horizontal(written, read, *(_holds(number, test) for test in tests))
    blank = pl.lit(False) if any(test.kind == "required" for test in tests) else column.is_null()
    return (fine | blank).fill_null(False)


def _read(column: pl.Expr, kind: str) -> pl.Expr:
    """A text as its type; null where it is none."""
    if kind == "date":
        return column.str.to_date("%Y-%m-%d", strict=False)
    dtypes = {"integer": pl.Int64, "year": pl.Int64, "number": pl.Float64}
    return column.cast(dtypes[kind], strict=False) if kind in dtypes else column


def _unless_bounded(column: pl.Expr, tests: Sequence[Constraint]) -> pl.Expr:
    """Whether a text is plain; a pattern of plain letters says so itself."""
    return pl.lit(True) if any(_is_bare(test) for test in tests) else column.str.contains(_TEXT)


def _is_bare(test: Constraint) -> bool:
    """Whether a pattern lets only small letters, digits and hyphens through, and no hyphen first."""
    return (
        test.kind == "pattern"
        and set(str(test.argument)) <= set("[a-z0-9]+(-[a-z0-9]+)*")
        and str(test.argument).startswith("[a-z0-9]+")
    )


def _holds(column: pl.Expr, test: Constraint) -> pl.Expr:
    """One constraint as an expression of the engine."""
    holds: pl.Expr
    match test.kind:
        case "pattern":
            holds = column.str.contains(f"^(?:{test.argument})$")
        case "minimum":
            holds = column >= test.argument
        case "maximum":
            holds = column <= test.argument
        case "maxLength":
            holds = column.str.len_chars() <= test.argument
        case _:
            holds = pl.lit(True)
    return holds
