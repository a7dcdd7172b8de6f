"""What the format of a number says: whether it shows a date, a percentage, and how many decimals.

Spreadsheet programs store a date and 14.0 as the numbers 44958 and 14: only the format has the rest.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: The formats that a workbook refers to by number without listing them. Those of dates differ by language,
#: and all are dates: 27 to 36 and 50 to 58 are East Asian.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "yyyy-mm-dd"),
}
# What is shown as it is: quoted or escaped characters, fillers, and what is in square brackets (a colour, a
# currency).
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_PLAIN = re.compile(r"[^0-9#?.,/%E]*[#,]*0(?:\.(?P<decimals>0+))?[^0-9#?.,/%E]*")


def is_date(format: str) -> bool:
    """Whether a number in this format is shown as a date or a time.

    >>> [is_date(each) for each in ('yyyy"-"m', "[h]:mm", "General", '[Red]0.0" days"')]
    [True, True, False, False]
    """
    return re.search("[ymdhs]", _shown(format), re.IGNORECASE) is not None


def is_percentage(format: str) -> bool:
    """Whether a number in this format is shown a hundred times as large.

    >>> is_percentage("0.0%"), is_percentage('0.0"%"')
    (True, False)
    """
    return "%" in _shown(format)


def decimals(format: str) -> int:
    """How many digits after the point a format asks for; 0 where it does not say.

    >>> [decimals(each) for each in ("0.0", "#,##0.00", "General", "0", "0.0,", "0.00E+00")]
    [1, 2, 0, 0, 0, 0]
    """
    found = _PLAIN.fullmatch(_shown(format))
    return len(found["decimals"] or "") if found else 0


@lru_cache(maxsize=256)
def _shown(format: str) -> str:
    """The format of a positive number, without what it shows as it is."""
    return _LITERAL.sub("", format).partition(";")[0]
