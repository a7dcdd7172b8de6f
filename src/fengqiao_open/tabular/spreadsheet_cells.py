"""What a spreadsheet makes of cells that it takes for dates, booleans or large numbers.

A year before month and day, and TRUE for true, have one meaning. What else a spreadsheet changed is named:
`3.30402E+11` has lost its last digits, and whether a day or a month comes first cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?: 0?0:00(?::00)?)?")
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATE = re.compile(
    rf"[0-9]{{1,2}}[-/ ]{_MONTH}(?:[-/ ][0-9]{{2,4}})?|{_MONTH}[-/ ][0-9]{{1,4}}"
    r"|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}"
    r"|[0-9]{4}/[0-9]{1,2}(?:/[0-9]{1,2})?",
    re.IGNORECASE,
)
# Days since the end of 1899, from 1950 to 2119.
_SERIAL = re.compile(r"(?:1[89]|[2-7][0-9])[0-9]{3}")
_EPOCH = date(1899, 12, 30)
# A cell shows so many digits at most, and of a number with more, so many and an exponent.
_SHOWN, _KEPT = 11, 6
_EXPONENT = re.compile(r"[1-9](?:\.[0-9]{1,5})?E\+(?:1[1-9]|[2-9][0-9])", re.IGNORECASE)

# Error values of Excel, WPS and LibreOffice, in English and in Chinese, and a number in too narrow a column.
_ERROR = re.compile(
    r"#(?:N/A|DIV/0!|NAME\?|GETTING_DATA|获取数据|(?:[A-Z]{3,}|[\u4e00-\u9fff]{1,4})[!！])|#{3,}"
    r"|(?:Err|错误)[:：][0-9]{3}",
    re.IGNORECASE,
)
#: The characters that one of them begins with.
ERROR_SIGNS = frozenset("#Ee错")


def is_error(cell: str) -> bool:
    """Whether a cell holds nothing but what a spreadsheet shows where it has no value.

    >>> [is_error(each) for each in ("#NAME?", "#n/a", "Err:502", "#####", "#1", "# REF", "Error")]
    [True, True, True, True, False, False, False]
    """
    return cell[:1] in ERROR_SIGNS and _ERROR.fullmatch(cell) is not None


def as_written(kind: str, cell: str) -> str | None:
    """A date or boolean as its type is written, where a spreadsheet's form of it has one meaning.

    >>> [as_written("date", each) for each in ("2023/1/15", "2023年1月15日", "1/2/2023", "44928")]
    ['2023-01-15', '2023-01-15', None, None]
    >>> as_written("boolean", "TRUE")
    'true'
    """
    if kind == "boolean":
        return cell.lower() if cell.lower() in ("true", "false") else None
    found = _YEAR_FIRST.fullmatch(cell) if kind == "date" else None
    if found:
        with suppress(ValueError):
            return date(*map(int, found.groups())).isoformat()
    return None


def changed(cell: str) -> str:
    """What a spreadsheet did to a cell that is no date, by its name in forms.toml; "" where nothing is
    likely.

    >>> [changed(each) for each in ("3.30402E+11", "1月1日", "Jan-01", "2023/1/15", "yi-yuan")]
    ['code', 'became_date', 'became_date', 'became_date', '']
    """
    if _EXPONENT.fullmatch(cell):
        return "code"
    return "became_date" if _DATE.fullmatch(cell) else ""


def changed_date(cell: str) -> str:
    """What a spreadsheet did to a date, by its name in forms.toml; "" where nothing is likely.

    >>> [changed_date(each) for each in ("44928", "1/2/2023", "soon")]
    ['serial', 'other_date', '']
    """
    if _SERIAL.fullmatch(cell):
        return "serial"
    return "other_date" if _DATE.fullmatch(cell) else ""


def of_serial(cell: str) -> str:
    """The day of a serial number, counted as Excel does on Windows.

    >>> of_serial("44928")
    '2023-01-02'
    """
    return (_EPOCH + timedelta(days=int(cell))).isoformat()


def only_code(cell: str, codes: Collection[str]) -> str:
    """The one code that a spreadsheet shows as this number, "" where there is none or several.

    >>> only_code("3.3E+11", ["330000000000", "330402000000", "330402100000"])
    '330000000000'
    >>> only_code("3.30402E+11", ["330402000000", "330402100000"])
    ''
    """
    shown = [each for each in codes if _as_shown(each) == cell.upper()]
    return shown[0] if len(shown) == 1 else ""


def _as_shown(code: str) -> str:
    if not (code.isascii() and code.isdecimal() and len(code) > _SHOWN) or code.startswith("0"):
        return ""
    mantissa, exponent = f"{Decimal(code):.{_KEPT - 1}E}".split("E")
    return f"{mantissa.rstrip('0').rstrip('.')}E{exponent[0]}{abs(int(exponent)):02}"
