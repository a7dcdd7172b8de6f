"""Polars expressions that pass valid cells fast, compiled from the fields of a Table Schema.

The prefilter may suspect a valid cell, and never passes one that `check_values` would report: that checks all
suspect cells. The constraints are those of `schemas.constraints`, which pandera executes for small tables.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from ..datapackage.corrupted_text import hint
from ..datapackage.schema import TYPES, Field
from ..tabular.corrupted_texts import AS_PRINTED
from ..tabular.schemas import Constraint, constraints
from .reference_tables import resolves
from .row_classes import utf8

# Visible characters that are one code point in every normal form, and those of them that begin no formula.
# Strings with others are suspect.
_CHARACTERS = "!-~¡-¬®-ɏ‐-‧“”′℃Ⅰ-Ⅻ①-⑳、-〃〈-】〔-〛一-鿿！-～"
_FIRST = "!-*,.-<>?A-~¡-¬®-ɏ‐-‧“”′℃Ⅰ-Ⅻ①-⑳、-〃〈-】〔-〛一-鿿！-＊，．-＜＞？Ａ-～"
_TEXT = rf"^[{_FIRST}](?:[{_CHARACTERS} ]*[{_CHARACTERS}])?$"
# What may be an error value of a spreadsheet, and a question mark that may be a lost character.
_ERROR, _REPLACED = "^[#＃]|[:：][0-9０-９]{3}$", "[?][A-Za-z0-9/ ]|m[?]"
#: The pattern of identifiers.
IDENTIFIER = "[a-z0-9]+(-[a-z0-9]+)*"
_HYPHEN = ord("-")
# What fits into the cache of a core.
_CACHED = 2**17
# A float of this size has so few digits that its form is valid.
_SMALL, _LARGE = 1e-12, 1e15


def suspect(
    field: Field, cells: pl.Series, strings: pl.Series | None = None, keys: pl.Series | None = None
) -> pl.Series | None:
    """Which cells of a column may have a finding; None where surely none has.

    Args:
        field: the column.
        cells: its cells, or their codes.
        strings: of codes, the strings that these index.
        keys: of a foreign key, the keys that there are, or their hashes.
    """
    if strings is None and keys is None and are_identifiers(field, cells):
        return None
    known, column = cells if strings is None else strings, pl.col(cells.name)
    passed = _passes(field, column, typed=known.dtype != pl.String).fill_null(False)
    wrong = known.alias(cells.name).to_frame().select(pl.when(column.is_not_null()).then(~passed)).to_series()
    if keys is not None:
        wrong |= ~resolves(known, keys)
    if not wrong.any() and not (field.required and cells.null_count()):
        return None
    return (wrong if strings is None else wrong.gather(cells)).fill_null(field.required)


def are_identifiers(field: Field, cells: pl.Series) -> bool:
    """Whether a column of identifiers passes, by the bytes of all its cells at once.

    >>> field = Field("key", "string", constraints={"required": True, "pattern": IDENTIFIER})
    >>> are_identifiers(field, pl.Series(["a-1", "b"])), are_identifiers(field, pl.Series(["a-", "b"]))
    (True, False)
    """
    if cells.dtype != pl.String or cells.null_count() or not len(cells):
        return False
    tests = dict(constraints(field))
    if tests.pop("pattern", "") != IDENTIFIER or not set(tests) <= {"required"}:
        return False
    text, starts, ends = utf8(cells)
    if (starts == ends).any() or (text[starts] == _HYPHEN).any() or (text[ends - 1] == _HYPHEN).any():
        return False
    for at in range(starts[0], ends[-1], _CACHED):
        part = text[at : min(at + _CACHED + 1, ends[-1])]
        hyphens = part == _HYPHEN
        letters = (part - np.uint8(ord("a")) < 26) | (part - np.uint8(ord("0")) < 10)
        if not (letters | hyphens).all() or (hyphens[1:] & hyphens[:-1]).any():
            return False
    return True


def _passes(field: Field, column: pl.Expr, *, typed: bool) -> pl.Expr:
    """Whether a cell that is not missing passes; of `typed` ones, a Parquet file has numbers or booleans."""
    kind, form = field.type, field.data_type.form
    tests = list(constraints(field))
    limits = dict(tests)
    if "enum" in limits:
        return column.is_in(list(limits["enum"]))
    if form is None:
        return pl.all_horizontal(
            _is_plain_text(field.name, column, limits), *(_holds(column, test) for test in tests)
        )
    if kind == "year" and not typed:
        low, high = max(int(limits.get("minimum", 1000)), 1000), min(int(limits.get("maximum", 9999)), 9999)
        return column.is_in([str(year) for year in range(low, high + 1)])
    number = column if typed else _parsed(column, kind)
    written = _has_short_form(column, kind) if typed else column.str.contains(f"^(?:{form.pattern})$")
    return pl.all_horizontal(written, number.is_not_null(), *(_holds(number, test) for test in tests))


def _has_short_form(column: pl.Expr, kind: str) -> pl.Expr:
    """Whether the text of a number or boolean of a Parquet file has the form of its type for sure."""
    size = column.cast(pl.Float64).abs()
    short = (size == 0) | size.is_between(_SMALL, _LARGE)
    return short & column.is_between(1000, 9999) if kind == "year" else short


def _parsed(column: pl.Expr, kind: str) -> pl.Expr:
    """A string as its type; null where it is none."""
    if kind == "date":
        return column.str.to_date("%Y-%m-%d", strict=False)
    dtype = getattr(pl, TYPES[kind].polars)
    return column.cast(dtype, strict=False) if dtype.is_numeric() else column


def _is_plain_text(name: str, column: pl.Expr, limits: Mapping[str, object]) -> pl.Expr:
    """Whether a string has plain characters only; a pattern of letters, digits and hyphens ensures it."""
    pattern = str(limits.get("pattern", ""))
    if pattern.startswith("[a-z0-9]+") and set(pattern) <= set(IDENTIFIER):
        return pl.lit(True)
    amiss = [hint(), _ERROR, *([] if name in AS_PRINTED else [_REPLACED])]
    return column.str.contains(_TEXT) & ~column.str.contains("|".join(amiss))


def _holds(column: pl.Expr, test: Constraint) -> pl.Expr:
    """One constraint as an expression."""
    holds: pl.Expr = pl.lit(True)
    match test.kind:
        case "pattern":
            holds = column.str.contains(f"^(?:{test.argument})$")
        case "minimum":
            holds = column >= test.argument
        case "maximum":
            holds = column <= test.argument
        case "maxLength":
            holds = column.str.len_chars() <= test.argument
    return holds
