"""Values that are written as no number is, but can only be the number that the report prints there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from ..figures.numerals import numeral
from ..figures.scanner import parse
from ..tabular.cell_hints import half_width
from ..tabular.csv import Row

_MINUS = re.compile("^[−–—‐‑‒]")
_IN_BRACKETS = re.compile(r"\((.+)\)")


def as_printed(row: Row, figures: Mapping[str, Row]) -> str:
    """The printed value of a row if its cell is that number in another writing; "" where it is not sure.

    A decimal comma, another minus, brackets of accounting and a Chinese numeral may each be read in two ways:
    where the number printed in its figure is one of them, it is the one that is meant.
    """
    figure = figures.get(row["figure_id"]) if row["figure_id"] else None
    printed = parse(figure["printed"]) if figure else None
    if printed is None or printed.value is None or printed.value not in readings(row["value"]):
        return ""
    return format(printed.value, "f")


def readings(cell: str) -> Iterator[Decimal]:
    """The numbers that a cell may be.

    >>> [[str(each) for each in readings(cell)] for cell in ("17,45", "(4.86)", "−3", "两", "1,234", "x")]
    [['17.45'], ['-4.86'], ['-3'], ['2'], ['1.234', '1234'], []]
    """
    plain = _MINUS.sub("-", half_width(cell).strip().lstrip("'"))
    plain = _IN_BRACKETS.sub(r"-\1", plain)
    for text in dict.fromkeys((plain.replace(",", "."), plain.replace(",", ""))):
        try:
            number = Decimal(text)
        except InvalidOperation:
            continue
        grouped = text == plain.replace(",", "") != plain
        if number.is_finite() and (
            not grouped or re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", plain)
        ):
            yield number
    if not plain.isascii() and (found := numeral(plain)) and found.full is not None:
        yield found.full
