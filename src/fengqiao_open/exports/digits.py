"""How the numbers of a workbook are shown: with commas, their points below each other, and no digit too many.

A printed number has the digits printed. A derived one has those that its interval supports; its value is
unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ..analysis.intervals import supported_places
from ..datapackage.schema import Cell, written
from .content import Table, decimals

#: The columns of a value with its interval.
_INTERVAL = ("value", "low", "high")


def number_formats(table: Table) -> Mapping[str, Sequence[str]]:
    """The number format of each cell of the columns of numbers, by column.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from .content import content
    >>> derived = next(each for each in content(shipped()).tables if each.name == "derived")
    >>> number_formats(derived)["low"][0]
    '#,##0.00_0_0_0'
    """
    supported = list(_supported(table)) if set(_INTERVAL) <= set(table.names) else []
    found = {}
    for field in table.fields:
        if field.type in ("number", "integer"):
            digits = [decimals(cell) or 0 for cell in table.column(field.name)]
            if supported and field.name in _INTERVAL:
                digits = [each[field.name != "value"] for each in supported]
            most = max(digits, default=0)
            found[field.name] = [_format(each, most) for each in digits]
    return found


def _supported(table: Table) -> Iterator[tuple[int, int]]:
    """The digits after the point that an interval supports: of the value, and of its ends; all without a
    value.
    """
    for value, low, high in zip(*map(table.column, _INTERVAL), strict=True):
        places = supported_places(written(value), written(low), written(high))
        if places is None:
            ends = max(decimals(low) or 0, decimals(high) or 0)
            yield decimals(value) or 0, ends
        else:
            yield max(0, -places[0]), max(0, -places[1])


def _format(digits: int, most: int) -> str:
    """A format with so many digits after the point, and room for those that others have.

    >>> _format(1, 2), _format(0, 1)
    ('#,##0.0_0', '#,##0_._0')
    """
    point = "." if digits else "_." if most else ""
    return f"#,##0{point}{'0' * digits}{'_0' * (most - digits)}"


def shown(cell: Cell) -> str:
    """A cell as wide as it is shown, at most.

    >>> shown(Decimal("404000000.5")), shown("404000000")
    ('404,000,000.5', '404000000')
    """
    return format(cell, ",f") if isinstance(cell, Decimal) else written(cell)
