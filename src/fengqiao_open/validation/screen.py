"""A screen for cells in plain Python: what it passes, no check of cells can have a finding on.

The checks of `cells`, with pandera, are the judge; they look at suspect cells only. In a sound package there
are none, and most cells of a town are those of other towns: each is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from ..datapackage.characters import composed, first_invisible, is_formula
from ..datapackage.corrupted_text import corrupted
from ..datapackage.schema import Field, is_written
from ..tabular.csv import Row, Table
from ..tabular.memory import by_text
from ..tabular.schemas import constraints

#: So many cells of a column are remembered: those of a few packages.
_MOST_CELLS: Final = 2**9
# The syntax that `re` and RE2, with which pandas matches, read alike. Of `\\s`, `\\d` and `\\w`, `re` has more.
_CLASS: Final = r"\\[sdw]"
_COMMON: Final = re.compile(
    rf"(?:[^\\{{}}$^(\[*+?]|\((?!\?)|\[\^?(?!\[?:)|[*+?](?![*+?])|\{{[0-9]{{1,3}}(?:,[0-9]{{0,3}})?\}}(?!\+)"
    rf"|\\[^A-Za-z0-9]|{_CLASS})*"
)


def suspect_rows(table: Table, field: Field) -> Sequence[Row]:
    """The rows whose cell in a column something may be wrong with: each distinct cell is looked at once."""
    column, is_sound = field.name, screen(field)
    unsound = {cell for cell in set(map(itemgetter(column), table.rows)) if not is_sound(cell)}
    return [row for row in table.rows if row[column] in unsound] if unsound else ()


@lru_cache(maxsize=2**8)
def screen(field: Field) -> Callable[[str], bool]:
    """The test whether no check can have a finding on a cell of a column.

    >>> from ..datapackage.package import standard_table
    >>> period = screen(standard_table("observations").field("period"))
    >>> [period(cell) for cell in ("2022", "1066", " 2022", "")]
    [True, False, False, False]
    """
    kind, required, load = field.type, field.required, field.data_type.load
    tests = [_TESTS[each](argument) for each, argument in constraints(field) if each != "required"]

    @lru_cache(maxsize=_MOST_CELLS)
    def is_sound(cell: str) -> bool:
        if not cell:
            return not required
        usual = (cell.isascii() and cell.isprintable()) or _has_usual_characters(cell)
        if not usual or cell[0].isspace() or cell[-1].isspace():
            return False
        if is_formula(cell) if kind == "string" else not is_written(kind, cell):
            return False
        value = cell if kind == "string" else load(cell)
        for test in tests:  # noqa: SIM110 - a loop takes half the time of `all`
            if not test(value):
                return False
        return True

    return is_sound


@by_text
def _has_usual_characters(cell: str) -> bool:
    """Whether a text is neither corrupted, nor has invisible characters or letters in pieces."""
    return corrupted(cell) is None and first_invisible(cell) is None and composed(cell) == cell


def _matching(pattern: str) -> Callable[[str], bool]:
    """The test whether a cell has a form for `re` and RE2 alike; where the two may differ, it is suspect."""
    if not _COMMON.fullmatch(pattern):
        return lambda value: False
    matches, with_class = re.compile(pattern).fullmatch, re.search(_CLASS, pattern)
    return lambda value: matches(value) is not None and (not with_class or value.isascii())


_TESTS: Final[Mapping[str, Callable[[Any], Callable[[Any], bool]]]] = {
    "enum": lambda codes: lambda value: value in codes,
    "pattern": _matching,
    "minimum": lambda bound: lambda value: value >= bound,
    "maximum": lambda bound: lambda value: value <= bound,
    "maxLength": lambda longest: lambda value: len(value) <= longest,
}
