"""The text of a CSV cell that a cell of a workbook stands for, as far as that is certain.

A spreadsheet program keeps a number without the digits as printed, turns a text into a number or a date, and
drops digits of long codes. What is equal to the value in the table stays as the table has it; what is lost is
refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from ..datapackage.schema import Field, is_written
from ..lang import LANGS, texts
from ..tabular.cell_hints import guess, half_width, plain_number
from .cells import EPOCH, Cell, Kind
from .number_formats import decimals, is_date, is_percentage

#: Excel shows numbers from here on as 3.30402E+11, with six digits; above the other bound it has not all of
#: them.
_SHORTENED, _SHOWN_DIGITS, _INEXACT = 10**11, 6, 10**15
_EXACT_DIGITS = 15
_MOST_LABELS = 12
# The year comes first, so that there is one reading; a program may add the time of midnight.
_DATE = re.compile(r"([0-9]{4})[-/.\u5e74]([0-9]{1,2})[-/.\u6708]([0-9]{1,2})\u65e5?(?:[T ]00:00(?::00)?)?")


class UncertainError(ValueError):
    """A cell whose text is not certain.

    Attributes:
        key: why, by its key in words/workbooks.toml.
        values: what its sentence is filled with.
        at: the column of the cell in the sheet, where it is that of a label; else 0.
    """

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values, self.at = key, values, 0


def csv_text(cell: Cell | None, field: Field, before: str = "") -> str:
    """The text for the table.

    Args:
        cell: the cell of the workbook; None where it is empty.
        field: the column.
        before: the text that the table has there; "" in a new row.

    Raises:
        UncertainError: the text cannot be told from the cell, or is none that the column may have.

    >>> value, code = Field("value", "number"), Field("area_id", "string")
    >>> cells = Cell("number", "13", "General"), Cell("number", "14", "0.0")
    >>> [csv_text(cell, value, "13.0") for cell in cells]
    ['13.0', '14.0']
    >>> csv_text(Cell("number", "330402000000"), code, "330402000000")
    '330402000000'
    """
    if cell is None:
        return before if before in field.missing else ""
    return _READERS[cell.kind](cell, field, before)


def _of_text(cell: Cell, field: Field, before: str) -> str:
    text = _with_line_feeds(cell.text)
    if text == _with_line_feeds(before):
        return before
    if not text.strip():
        return before if before in field.missing else ""
    if field.codes:
        return code(text, field)
    if field.type in ("integer", "number", "year"):
        return _plain(half_width(text.strip()), field)
    if field.type == "date":
        if (found := _DATE.fullmatch(text.strip())) and is_written("date", day := _iso(*found.groups())):
            return day
        raise UncertainError("no_date", value=text)
    if field.type == "boolean":
        if found_word := _booleans().get(text.strip().lower()):
            return found_word
        raise UncertainError("no_boolean", value=text)
    if guess(text.strip()) == "code":
        raise UncertainError("digits", value=text)
    return text


def code(text: str, field: Field) -> str:
    """The code that a text is, or is the label of in either language.

    Raises:
        UncertainError: the column has no such code.
    """
    known = {each.value for each in field.codes}
    named = text.strip()
    if named in known:
        return named
    found = {each.value for each in field.codes if named in each.label}
    if len(found) == 1:
        return found.pop()
    listed = {
        f"listed_{lang}": texts("workbooks", lang)["list"].join(
            each.label.zh if lang == "zh" else each.label.en for each in field.codes[:_MOST_LABELS]
        )
        for lang in LANGS
    }
    raise UncertainError("no_code", value=text, **listed)


@cache
def _booleans() -> Mapping[str, str]:
    """The booleans by the words for them in workbooks, in small letters."""
    words = ("true", "false")
    said = {texts("exports", lang)[f"boolean.{word}"].lower(): word for lang in LANGS for word in words}
    return {**said, **dict(zip(words, words, strict=True))}


def _of_number(cell: Cell, field: Field, before: str) -> str:
    number = float(cell.text)
    if _equal(before, number) or (cell.moment and before == cell.moment.date().isoformat()):
        return before
    if field.type == "date":
        if is_written("date", before) and (date.fromisoformat(before) - EPOCH.date()).days == number:
            return before  # its format is lost
        if cell.moment is None or cell.moment.time().isoformat() != "00:00:00":
            raise UncertainError("no_date", value=cell.text)
        return cell.moment.date().isoformat()
    if is_date(cell.format):
        day = cell.moment.isoformat(" ").removesuffix(" 00:00:00") if cell.moment else cell.text
        raise UncertainError("became_date", value=day)
    if is_percentage(cell.format):
        raise UncertainError("percentage", value=f"{_digits(number * 100)}%")
    if field.type == "number":
        return _plain(_as_shown(number, cell.format), field)
    if field.type in ("integer", "year"):
        return _plain(_digits(number), field)
    if field.type == "boolean":
        if number in (0, 1):
            return "true" if number else "false"
        raise UncertainError("no_boolean", value=cell.text)
    return code(_text_of(number), field) if field.codes else _text_of(number)


def _text_of(number: float) -> str:
    """The digits of a number in a column of texts, if all are there."""
    text = _digits(number)
    if number != int(number):  # 1.10 is 1.1 as a number
        raise UncertainError("became_number", value=text)
    few = len(text.rstrip("0")) <= _SHOWN_DIGITS
    if abs(number) >= _INEXACT or (abs(number) >= _SHORTENED and few):
        raise UncertainError("digits", value=text)
    return text


def _of_boolean(cell: Cell, field: Field, before: str) -> str:
    word = "true" if cell.text in ("1", "true") else "false"
    if field.type == "boolean":
        return word
    if before.lower() == word:
        return before
    raise UncertainError("became_boolean", value=word.upper())


def _of_error(cell: Cell, field: Field, before: str) -> str:
    raise UncertainError("error", value=cell.text)


def _without_result(cell: Cell, field: Field, before: str) -> str:
    raise UncertainError("no_result")


_READERS: Mapping[Kind, Callable[[Cell, Field, str], str]] = {
    "text": _of_text,
    "number": _of_number,
    "boolean": _of_boolean,
    "error": _of_error,
    "no_result": _without_result,
}


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _equal(before: str, number: float) -> bool:
    """Whether the text of the table is this number; Excel may have turned a code such as 0571 into one."""
    try:
        return float(before) == number
    except ValueError:
        return False


def _as_shown(number: float, format: str) -> str:
    """A number with the decimals that its format shows, and with all of its own."""
    text = _digits(number)
    shown = decimals(format)
    return text if len(text.partition(".")[2]) >= shown else f"{Decimal(text):.{shown}f}"


def _digits(number: float) -> str:
    """A number in plain digits, as many as spreadsheet programs keep.

    >>> [_digits(each) for each in (13.0, 0.1 + 0.2, 330402000000.0, -1e-7)]
    ['13', '0.3', '330402000000', '-0.0000001']
    """
    text = format(Decimal(f"{number:.{_EXACT_DIGITS}g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(text: str, field: Field) -> str:
    """A number as its column asks, where any reader agrees on it."""
    for written in (text, plain_number(text) or ""):
        if is_written(field.type, written):
            return written
    raise UncertainError(f"no_{field.type}", value=text)


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{month:>02}-{day:>02}"
