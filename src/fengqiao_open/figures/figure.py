"""A figure as the scanner returns it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed, with its place in the text, what it is worth, and why it is of its kind."""

    paragraph: int
    start: int
    end: int
    printed: str
    value: Decimal | None
    upper: Decimal | None
    unit: str
    qualifier: str
    measure: str
    kind: str
    ground: str
    shared: bool
