"""Polars expressions that pass valid cells fast, compiled from the fields of a Table Schema.

The prefilter may suspect a valid cell, and never passes one that `check_values` would report: that checks all
suspect cells. The constraints are those of `schemas.constraints`, which pandera executes for small tables.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from ..datapackage.corrupted_text import hint
from ..datapackage.schema import TYPES, Field
from ..tabular.schemas import Constraint, constraints
from .csv_batches import CODE

# Visible characters that are one code point in every normal form, and those of them that begin no formula.
# Strings with others are suspect.
_CHARACTERS = "!-~¡-¬®-ɏ‐-‧“”′℃Ⅰ-Ⅻ①-⑳、-〃〈-】〔-〛一-鿿！-～"
_FIRST = "!-*,.-<>?A-~¡-¬®-ɏ‐-‧“”′℃Ⅰ-Ⅻ①-⑳、-〃〈-】〔-〛一-鿿！-＊，．-＜＞？Ａ-～"
_TEXT = rf"^[{_FIRST}](?:[{_CHARACTERS} ]*[{_CHARACTERS}])?$"
#: The pattern of identifiers.
IDENTIFIER = "[a-z0-9]+(-[a-z0-9]+)*"
_HYPHEN = ord("-")
# What fits into the cache of a core.
_CACHED = 2**17
# A float of this size has so few digits that its form is valid.
_SMALL, _LARGE = 1e-12, 1e15


def passes(
    fields: Sequence[Field],
    keys: Mapping[str, pl.Series],
    typed: Collection[str],
    suspect: pl.DataFrame | None = None,
) -> pl.Expr:
    """An expression that is true for rows in which every cell passes.

    Args:
        fields: the fields of the table.
        keys: for foreign keys, those keys of the referenced table that occur here.
        typed: columns that are no strings.
        suspect: for dictionary-encoded columns, the suspect codes, from `suspect_codes`.
    """
    tests = []
    for field in fields:
        name, optional = field.name, not field.required
        column = pl.col(name)
        if suspect is None or name not in suspect.columns:
            missing = column.is_null() if optional else pl.lit(False)
            passed = _cell(field, column, keys.get(name), name in typed)
            tests.append((passed | missing).fill_null(False))
        elif len(suspect[name].item()):
            tests.append((~column.is_in(suspect[name])).fill_null(optional))
        elif not optional:
            tests.append(column.is_not_null())
    return pl.all_horizontal(pl.lit(True), *tests)


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


def utf8(cells: pl.Series) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The bytes of a column of strings, one string after the other, and where each starts and ends.

    >>> text, starts, ends = utf8(pl.Series(["ab", None, "c"]))
    >>> bytes(text[starts[2] : ends[2]]), ends - starts
    (b'c', array([2, 0, 1]))
    """
    array = cells.to_arrow(compat_level=pl.CompatLevel.oldest())
    _, places, data = array.buffers()
    offsets = np.frombuffer(places, np.int64)[array.offset : array.offset + len(array) + 1]
    return np.frombuffer(data or b"\0", np.uint8), offsets[:-1], offsets[1:]


def suspect_codes(
    fields: Sequence[Field], keys: Mapping[str, pl.Series], dictionaries: Mapping[str, pl.Series]
) -> pl.DataFrame:
    """For each dictionary-encoded column, the codes of the strings that do not pass, as one list."""

    def passed(field: Field) -> pl.Expr:
        strings, known = pl.lit(dictionaries[field.name]), keys.get(field.name)
        found = _cell(field, strings, None, False)
        return found if known is None else found & strings.is_in(known.implode())

    encoded = [field for field in fields if field.name in dictionaries]
    suspect = ((field.name, (~passed(field)).fill_null(True)) for field in encoded)
    return pl.select(test.arg_true().cast(CODE).implode().alias(name) for name, test in suspect)


def suspect_cells(fields: Sequence[Field], suspect: pl.DataFrame) -> list[pl.Expr]:
    """For each encoded column, the code if it is suspect, -1 for an invalid missing value, else null.

    Rows that agree in these columns, `fq:` and the name, have the same findings in the encoded ones.
    """
    return [
        pl.when(pl.col(field.name).is_null())
        .then(pl.lit(-1 if field.required else None, CODE))
        .when(pl.col(field.name).is_in(suspect[field.name]))
        .then(pl.col(field.name))
        .alias(f"fq:{field.name}")
        for field in fields
        if field.name in suspect.columns
    ]


def _cell(field: Field, column: pl.Expr, keys: pl.Series | None, typed: bool) -> pl.Expr:
    """Whether a cell that is not missing passes; one that is a valid key needs no other test."""
    kind, form = field.type, field.data_type.form
    tests = list(constraints(field))
    limits = dict(tests)
    if keys is not None and not typed:
        return column.is_in(keys.implode())
    if "enum" in limits:
        return column.is_in(list(limits["enum"]))
    if form is None:
        return pl.all_horizontal(_is_plain_text(column, limits), *(_holds(column, test) for test in tests))
    if kind == "year" and not typed:
        low, high = max(int(limits.get("minimum", 1000)), 1000), min(int(limits.get("maximum", 9999)), 9999)
        return column.is_in([str(year) for year in range(low, high + 1)])
    number = column if typed else _parsed(column, kind)
    written = _has_short_form(column, kind) if typed else column.str.contains(f"^(?:{form.pattern})$")
    return pl.all_horizontal(written, number.is_not_null(), *(_holds(number, test) for test in tests))


def _has_short_form(column: pl.Expr, kind: str) -> pl.Expr:
    """Whether the text of a number or boolean of a Parquet file has the form of its type for sure."""
    match kind:
        case "number":
            size = column.cast(pl.Float64).abs()
            return (size == 0) | size.is_between(_SMALL, _LARGE)
        case "year":
            return column.is_between(1000, 9999)
        case "integer":
            return column.is_between(-int(_LARGE), int(_LARGE))
    return pl.lit(True)


def _parsed(column: pl.Expr, kind: str) -> pl.Expr:
    """A string as its type; null where it is none."""
    if kind == "date":
        return column.str.to_date("%Y-%m-%d", strict=False)
    dtype = getattr(pl, TYPES[kind].polars)
    return column.cast(dtype, strict=False) if dtype.is_numeric() else column


def _is_plain_text(column: pl.Expr, limits: Mapping[str, object]) -> pl.Expr:
    """Whether a string has plain characters only; a pattern of letters, digits and hyphens ensures it."""
    pattern = str(limits.get("pattern", ""))
    if pattern.startswith("[a-z0-9]+") and set(pattern) <= set(IDENTIFIER):
        return pl.lit(True)
    return column.str.contains(_TEXT) & ~column.str.contains(hint())


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
