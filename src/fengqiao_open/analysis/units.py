"""Exact conversion between units, and the name of one of a unit."""

from __future__ import annotations

import re
from fractions import Fraction

from ..tabular.csv import Row
from ..tabular.memory import by_text


def factor(unit: Row) -> Fraction:
    """How many base units are in one unit, exactly.

    >>> factor(Row("units", 2, "minute", {"numerator": "1", "denominator": "60"}))
    Fraction(1, 60)
    """
    return _fraction(unit["numerator"], unit["denominator"])


@by_text
def _fraction(numerator: str, denominator: str) -> Fraction:
    return Fraction(int(numerator or 1), int(denominator or 1))


_PLURALS = ((r"ies\b", "y"), (r"(ss|sh|ch|x)es\b", r"\1"), (r"(?<!s)s\b", ""))


def singular(name: str) -> str:
    """The English name of a unit for one of it, as in “yuan per person”.

    >>> singular("enterprises or institutions"), singular("families"), singular("boxes"), singular("mu")
    ('enterprise or institution', 'family', 'box', 'mu')
    """
    for ending, one in _PLURALS:
        name = re.sub(ending, one, name)
    return name
