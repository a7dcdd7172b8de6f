"""Printed numbers and their intervals as columns of integers over powers of ten: exact, and without an object
for each.

The quotient of two integers that a float holds exactly is the float nearest to the exact result, which is
what `analysis.derive` gives. Where an integer is too long for that, `fits` says so.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

# What a float holds exactly.
_MOST = 2.0**53
# A number with decimals within what is printed, and of how many of them one is looked for.
_DECIMALS, _LOOKED_AT = r"[0-9]+\.[0-9]+", 4
_PLAIN = r"^[0-9]{1,15}$|^[0-9]{1,9}\.[0-9]{1,6}$"


class Number(NamedTuple):
    """A printed number with the interval that rounding and its qualifier allow: integers over ten to the
    `places`.

    Attributes:
        low, value, high: an end that is open is the value; all are missing where the number is too long.
        places: the number of decimals, and one more.
        opens_down, opens_up: whether the end is open.
    """

    low: pl.Expr
    value: pl.Expr
    high: pl.Expr
    places: pl.Expr
    opens_down: pl.Expr
    opens_up: pl.Expr

    def most(self) -> pl.Expr:
        """The greatest of its integers, whatever their signs."""
        return pl.max_horizontal(self.low.abs(), self.value.abs(), self.high.abs())

    def floats(self) -> dict[str, pl.Expr]:
        """The number and its ends as floats, by the ends of the names of their columns."""
        ends = {"_low": (self.low, self.opens_down), "_high": (self.high, self.opens_up)}
        found = {
            name: pl.when(~opens).then(quotient(end, ten(self.places))) for name, (end, opens) in ends.items()
        }
        return {"": quotient(self.value, ten(self.places)), **found}


def with_decimals(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with their `value` as `digits` over ten to the `decimals`, with those that are printed; missing if
    too long.
    """
    size = pl.col("value").abs()
    listed = pl.col("printed").str.replace_all(",", "", literal=True).str.extract_all(_DECIMALS)
    looked_at = (listed.list.get(at, null_on_oob=True) for at in range(_LOOKED_AT))
    written = pl.coalesce(
        *(pl.when(each.cast(pl.Float64) == size).then(each) for each in looked_at),
        size.cast(pl.String).str.strip_suffix(".0"),
    )
    plain = written.str.contains(_PLAIN) & (listed.list.len().fill_null(0) <= _LOOKED_AT)
    text = pl.when(plain).then(written)
    digits = text.str.replace(".", "", literal=True).cast(pl.Int64)
    decimals = pl.when(text.str.contains(".", literal=True)).then(
        text.str.len_bytes().cast(pl.Int64) - text.str.find(".", literal=True).cast(pl.Int64) - 1
    )
    return rows.with_columns(
        pl.when(pl.col("value") < 0).then(-digits).otherwise(digits).alias("digits"),
        pl.when(plain).then(decimals.fill_null(0)).alias("decimals"),
    )


def number(prefix: str = "") -> Number:
    """The number in the columns `digits`, `decimals`, `qualifier` and `exact`, as `analysis.derive.quantity`
    has it.

    Args:
        prefix: that of the names of the columns.
    """
    names = ("digits", "decimals", "qualifier", "exact")
    digits, decimals, qualifier, exact = (pl.col(f"{prefix}{each}") for each in names)

    def said(*qualifiers: str) -> pl.Expr:
        return qualifier.is_in(qualifiers).fill_null(False) & ~exact

    size, falls = digits.abs(), digits < 0
    open_or_exact = exact | said("at_least", "over", "at_most")
    near = pl.when(said("nearly", "about")).then(9 * size).otherwise(10 * size - 5)
    far = pl.when(said("about")).then(11 * size).otherwise(10 * size + 5)
    near = pl.when(open_or_exact).then(10 * size).otherwise(near)
    far = pl.when(open_or_exact | said("nearly")).then(10 * size).otherwise(far)

    def end(of_rise: pl.Expr, of_fall: pl.Expr) -> pl.Expr:
        """An end of the interval, which for a number below zero is the other one of its size."""
        return pl.when(falls).then(of_fall).otherwise(of_rise)

    opens_down = end(said("at_most"), said("at_least", "over"))
    opens_up = end(said("at_least", "over"), said("at_most"))
    return Number(end(near, -far), 10 * digits, end(far, -near), decimals + 1, opens_down, opens_up)


def ten(power: pl.Expr) -> pl.Expr:
    """A power of ten."""
    return pl.lit(10, pl.Int64).pow(power)


def quotient(one: pl.Expr, two: pl.Expr) -> pl.Expr:
    """The float nearest to the quotient of two integers, both of which fit one."""
    return one.cast(pl.Float64) / two.cast(pl.Float64)


def fits(*factors: pl.Expr) -> pl.Expr:
    """Whether the product of integers is one that a float holds exactly; a missing one does not."""
    product = pl.lit(1.0)
    for each in factors:
        product = product * each.cast(pl.Float64).abs()
    return (product <= _MOST).fill_null(False)
