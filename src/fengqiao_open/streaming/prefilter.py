"""Polars expressions that pass valid cells fast, compiled from the fields of a Table Schema.

A screen may doubt a sound cell, and never passes one that `values.check_values` would report: what it doubts is
looked at there. The constraints are those of `schemas.constraints`, which pandera executes for small tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from ..datapackage.corrupted_text import hint
from ..datapackage.schema import TYPES, Field
from ..tabular.schemas import Constraint, constraints
from .csv_batches import NUMBERED

# Characters that are one code point in every form and can be seen, and those of them that begin no formula; other
# texts are looked at singly.
_PLAIN = "!-~¡-¬®-ɏ‐-‧“”′℃Ⅰ-Ⅻ①-⑳、-〃〈-】〔-〛一-鿿！-～"
_FIRST = "!-*,.-<>?A-~¡-¬®-ɏ‐-‧“”′℃Ⅰ-Ⅻ①-⑳、-〃〈-】〔-〛一-鿿！-＊，．-＜＞？Ａ-～"
_TEXT = rf"^[{_FIRST}](?:[{_PLAIN} ]*[{_PLAIN}])?$"
#: The pattern of identifiers.
IDENTIFIER = "[a-z0-9]+(-[a-z0-9]+)*"
# What is told from the bytes of identifiers.
_SEEN = {"pattern", "required"}
_HYPHEN = ord("-")
# What fits into the cache of a core.
_CACHED = 2**17
# A float of this size is written in so few digits that its form is sound.
_SMALL, _LARGE = 1e-12, 1e15


def sound(
    fields: Sequence[Field],
    known: Mapping[str, pl.Series],
    typed: Mapping[str, bool],
    doubted: pl.DataFrame | None = None,
) -> pl.Expr:
    """An expression that is true for rows in which every cell is surely sound.

    Args:
        fields: the fields of the table.
        known: for columns that are keys into a code list, those of the keys that stand here.
        typed: columns that are no text, since a Parquet file keeps their type.
        doubted: for columns that hold numbers of texts, those that are doubted, as `doubts` gives them.
    """
    tests = []
    for field in fields:
        name, optional = field.name, not field.required
        column = pl.col(name)
        if doubted is None or name not in doubted.columns:
            blank = column.is_null() if optional else pl.lit(False)
            fine = _cell(field, column, known.get(name), typed.get(name, False))
            tests.append((fine | blank).fill_null(False))
        elif len(doubted[name].item()):
            tests.append((~column.is_in(doubted[name])).fill_null(optional))
        elif not optional:
            tests.append(column.is_not_null())
    return pl.all_horizontal(pl.lit(True), *tests)


def wholly_sound(field: Field, cells: pl.Series) -> bool:
    """Whether a column of identifiers is surely sound, told from the bytes of all its cells at once.

    >>> field = Field("key", "string", constraints={"required": True, "pattern": IDENTIFIER})
    >>> wholly_sound(field, pl.Series(["a-1", "b"])), wholly_sound(field, pl.Series(["a-", "b"]))
    (True, False)
    """
    if cells.dtype != pl.String or cells.null_count() or not len(cells):
        return False
    tests = {test.kind: test.argument for test in constraints(field)}
    if tests.get("pattern") != IDENTIFIER or not set(tests) <= _SEEN:
        return False
    text, starts, ends = letters(cells)
    if (starts == ends).any() or (text[starts] == _HYPHEN).any() or (text[ends - 1] == _HYPHEN).any():
        return False
    return all(
        _are_of_identifiers(text[at : min(at + _CACHED + 1, ends[-1])])
        for at in range(starts[0], ends[-1], _CACHED)
    )


def letters(cells: pl.Series) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The bytes of a column of texts, one text after the other, and where each starts and ends.

    >>> text, starts, ends = letters(pl.Series(["ab", None, "c"]))
    >>> bytes(text[starts[2] : ends[2]]), ends - starts
    (b'c', array([2, 0, 1]))
    """
    array = cells.to_arrow(compat_level=pl.CompatLevel.oldest())
    _, places, data = array.buffers()
    offsets = np.frombuffer(places, np.int64)[array.offset : array.offset + len(array) + 1]
    return np.frombuffer(data or b"\0", np.uint8), offsets[:-1], offsets[1:]


def _are_of_identifiers(text: npt.NDArray[np.uint8]) -> bool:
    """Whether bytes are small letters, digits and single hyphens."""
    hyphens = text == _HYPHEN
    letters = (text - np.uint8(ord("a")) < 26) | (text - np.uint8(ord("0")) < 10)
    return bool((letters | hyphens).all()) and not (hyphens[1:] & hyphens[:-1]).any()


def doubts(
    fields: Sequence[Field], known: Mapping[str, pl.Series], texts: Mapping[str, pl.Series]
) -> pl.DataFrame:
    """For each column that holds numbers of texts, those of the texts that are not surely sound, as one list."""
    return pl.select(
        (~_text(field, pl.lit(texts[name]), known.get(name))).fill_null(True).arg_true().cast(NUMBERED).implode().alias(name)
        for field in fields
        for name in [field.name]
        if name in texts
    )  # fmt: skip


def faults(fields: Sequence[Field], doubted: pl.DataFrame) -> list[pl.Expr]:
    """For each column that holds numbers of texts, that number where it is doubted, -1 of a blank that is, else null.

    Rows that agree in these have the same faults in these columns.
    """
    return [
        pl.when(pl.col(name).is_null())
        .then(pl.lit(None if not field.required else -1, NUMBERED))
        .when(pl.col(name).is_in(doubted[name]))
        .then(pl.col(name))
        .alias(f"fq:{name}")
        for field in fields
        for name in [field.name]
        if name in doubted.columns
    ]


def _text(field: Field, text: pl.Expr, known: pl.Series | None) -> pl.Expr:
    """Whether a text is surely sound."""
    fine = _cell(field, text, None, False)
    return fine if known is None else fine & text.is_in(known.implode())


def _cell(field: Field, column: pl.Expr, known: pl.Series | None, typed: bool) -> pl.Expr:
    """Whether a cell that is not blank is surely sound; one that is a sound key needs no other look."""
    kind, form = field.type, field.data_type.form
    tests = list(constraints(field))
    codes = next((test.argument for test in tests if test.kind == "enum"), None)
    if known is not None and not typed:
        fine = column.is_in(known.implode())
    elif codes is not None:
        fine = column.is_in(list(codes))
    elif form is None:
        fine = pl.all_horizontal(
            _unless_bounded(column, tests), *(_holds(column, test) for test in tests if test.kind != "enum")
        )
    elif kind == "year" and not typed:
        bounds = {test.kind: int(test.argument) for test in tests if test.kind in ("minimum", "maximum")}
        years = range(max(bounds.get("minimum", 1000), 1000), min(bounds.get("maximum", 9999), 9999) + 1)
        fine = column.is_in([str(year) for year in years])
    else:
        number = column if typed else _read(column, kind)
        written = _measured(column, kind) if typed else column.str.contains(f"^(?:{form.pattern})$")
        fine = pl.all_horizontal(written, number.is_not_null(), *(_holds(number, test) for test in tests))
    return fine


def _measured(column: pl.Expr, kind: str) -> pl.Expr:
    """Whether a number or truth that a Parquet file keeps as such is surely written as its form asks."""
    match kind:
        case "number":
            size = column.cast(pl.Float64).abs()
            return (size == 0) | size.is_between(_SMALL, _LARGE)
        case "year":
            return column.is_between(1000, 9999)
        case "integer":
            return column.is_between(-int(_LARGE), int(_LARGE))
    return pl.lit(True)


def _read(column: pl.Expr, kind: str) -> pl.Expr:
    """A text as its type; null where it is none."""
    if kind == "date":
        return column.str.to_date("%Y-%m-%d", strict=False)
    dtype = getattr(pl, TYPES[kind].polars)
    return column.cast(dtype, strict=False) if dtype.is_numeric() else column


def _unless_bounded(column: pl.Expr, tests: Sequence[Constraint]) -> pl.Expr:
    """Whether a text is plain; a pattern of plain letters says so itself."""
    if any(_is_bare(test) for test in tests):
        return pl.lit(True)
    return column.str.contains(_TEXT) & ~column.str.contains(hint())


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
