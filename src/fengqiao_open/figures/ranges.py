"""A range in a row, which has one number: the end that is sure, with a qualifier that says that there is
more.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from .figure import Figure
from .numerals import plain_signs

_NOT_ORDERED: Final = ("rank", "class")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def is_range(figure: Figure, measure: str) -> bool:
    """Whether a figure is a range of a quantity; of ranks and classes neither end is less."""
    return figure.upper is not None and measure not in _NOT_ORDERED


def entered(figure: Figure, measure: str) -> tuple[Decimal | None, str]:
    """The value and the qualifier of the row of a figure.

    The lower end of a range is the number that is reached, its upper end the one that is not exceeded.

    >>> from .scanner import parse
    >>> [entered(parse(each), "level") for each in ("12家", "15至20公里", "不超过15至20公里")]
    [(Decimal('12'), 'exact'), (Decimal('15'), 'at_least'), (Decimal('20'), 'at_most')]
    """
    qualifier = figure.qualifier or "exact"
    if not is_range(figure, measure):
        return figure.value, qualifier
    if qualifier == "at_most":
        return figure.upper, qualifier
    return figure.value, qualifier if qualifier == "over" else "at_least"


def values_of(figure: Figure, qualifier: str) -> tuple[Decimal | None, ...]:
    """The values that a row of a figure can have, first the one that is read."""
    return (figure.value, figure.upper) if figure.upper and qualifier == "at_most" else (figure.value,)


def qualifiers_of(figure: Figure) -> tuple[str, ...]:
    """The qualifiers that a row of a figure can have, first the printed one."""
    printed = figure.qualifier or "exact"
    return (printed, "at_least", "at_most") if figure.upper is not None else (printed,)


def ends(figure: Figure) -> tuple[str, str]:
    """Both ends of a range as numbers without their sign.

    >>> from .scanner import parse
    >>> ends(parse("下降3%-5%"))
    ('3', '5')
    """
    assert figure.value is not None and figure.upper is not None
    return f"{abs(figure.value)}", f"{abs(figure.upper)}"


def has_two_numbers(figure: Figure) -> bool:
    """Whether both ends of a range are printed in digits; 三四十 is a range too, but as a word.

    >>> from .scanner import parse
    >>> has_two_numbers(parse("15至20公里")), has_two_numbers(parse("三四十人"))
    (True, False)
    """
    return figure.upper is not None and len(_NUMBER.findall(plain_signs(figure.printed))) == 2
