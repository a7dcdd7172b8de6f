"""The cells of a sheet: each with its kind, and the format of a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isfinite
from typing import Literal

from ..render.locations import letter
from .number_formats import is_date
from .parts import Attributes, Handler, unescaped

Kind = Literal["text", "number", "boolean", "error", "no_result"]
#: The day from which dates are counted, unless the workbook says 1904.
EPOCH = datetime(1899, 12, 30)
# Excel counts a 29 February 1900: dates before March 1900 differ between programs.
_FIRST_DAY = 61
_LAST_DAY = 2_958_465  # 9999-12-31
_LONGEST_COLUMN = 3
_KINDS: Mapping[str, Kind] = {"n": "number", "b": "boolean", "e": "error"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that has something in it.

    Attributes:
        kind: a formula has the kind of its result, `no_result` where none is stored.
        text: a number as stored, a boolean as "1" or "0", all else as shown.
        format: how a number is shown.
        moment: the date and time of a number that is shown as one.
    """

    kind: Kind
    text: str
    format: str = "General"
    moment: datetime | None = None


class TooManyError(Exception):
    """More cells than are read."""


class SheetCells(Handler):
    """The cells of a sheet that have something in them."""

    def __init__(self, texts: Sequence[str], formats: Sequence[str], epoch: datetime, left: int) -> None:
        super().__init__()
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.left = left
        self._texts, self._formats, self._epoch = texts, formats, epoch
        self._row = self._column = 0
        self._type = self._style = ""
        self._formula = self._phonetic = False
        self._value: str | None = None

    def opened(self, name: str, attributes: Attributes) -> None:
        """A row, a cell or a part of it begins; a merged range is named."""
        if name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif name == "c":
            here = place(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
            self._row, self._column = here
            self._type, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._formula, self._value = False, None
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            self.merged.append((*place(first), *place(last or first)))

    def closed(self, name: str, text: str) -> None:
        """A part of a cell, or the cell, is complete."""
        if name == "v" or (
            name == "t" and not self._phonetic
        ):  # a text in the cell itself may have several parts
            self._value = (self._value or "") + text
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and (cell := self._cell()) is not None:
            self.left -= 1
            if self.left < 0:
                raise TooManyError
            self.rows.setdefault(self._row, {})[self._column] = cell

    def _cell(self) -> Cell | None:
        value = self._value
        if value is None or (value == "" and self._type == "n"):
            return Cell("no_result", "") if self._formula else None
        if self._type == "s":
            value = self._texts[int(value)]
        elif self._type not in _KINDS:
            value = unescaped(value)
        kind = _KINDS.get(self._type, "text")
        if kind != "number":
            return Cell(kind, value) if value else None
        number, style = float(value), int(self._style)
        if not isfinite(number):
            return Cell("error", value)
        format = self._formats[style] if style < len(self._formats) else "General"
        return Cell("number", value, format, self._moment(number) if is_date(format) else None)

    def _moment(self, days: float) -> datetime | None:
        first = _FIRST_DAY if self._epoch == EPOCH else 0
        if not first <= days < _LAST_DAY:
            return None
        return self._epoch + timedelta(seconds=round(days * 86_400))


def place(reference: str) -> tuple[int, int]:
    """The row and the column that a reference names.

    >>> place("AB12"), place("$A$1")
    ((12, 28), (1, 1))
    """
    plain = reference.replace("$", "")
    letters = plain.rstrip("0123456789")
    if len(letters) > _LONGEST_COLUMN:
        raise ValueError(letters[:_LONGEST_COLUMN])
    column = 0
    for each in letters:
        column = column * 26 + int(each, 36) - 9
    return int(plain[len(letters) :]), column


def address(row: int, column: int) -> str:
    """The reference to a cell.

    >>> address(12, 28)
    'AB12'
    """
    return f"{letter(column - 1)}{row}"
