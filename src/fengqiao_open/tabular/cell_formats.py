"""The format of a cell of each type, for validation and loading."""

from __future__ import annotations

import re
from datetime import date

#: No cell comes near this; what does is a lost quote or an attack.
LONGEST_CELL = 100_000
#: How a cell of each type is written; text has no form.
FORMS = {
    "integer": re.compile(r"0|-?[1-9][0-9]{0,17}"),
    "number": re.compile(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?"),
    "year": re.compile(r"[0-9]{4}"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "boolean": re.compile(r"true|false"),
}


def is_written(kind: str, cell: str) -> bool:
    """Whether a cell is written as its type asks; a type without a form lets any text pass.

    >>> [is_written("number", each) for each in ("1234.50", "1,234", "１２", "NaN", " 1")]
    [True, False, False, False, False]
    >>> is_written("date", "2023-02-30"), is_written("string", "anything")
    (False, True)
    """
    form = FORMS.get(kind)
    if form is None:
        return True
    if not form.fullmatch(cell):
        return False
    if kind == "date":
        try:
            date.fromisoformat(cell)
        except ValueError:
            return False
    return True
