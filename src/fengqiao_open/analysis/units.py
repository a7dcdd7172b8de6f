"""Exact conversion between units."""

from __future__ import annotations

from fractions import Fraction

from ..tabular.csv import Row


def factor(unit: Row) -> Fraction:
    """How many base units are in one unit, exactly.

    >>> factor(Row("units", 2, "minute", {"numerator": "1", "denominator": "60"}))
    Fraction(1, 60)
    """
    return Fraction(int(unit["numerator"] or 1), int(unit["denominator"] or 1))
