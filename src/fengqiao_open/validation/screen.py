"""A screen for cells in plain Python: what it passes, no check of cells can have a finding on.

The checks of `cells`, with pandera, are the judge; they look at suspect cells only. In a sound package there
are none: all cells of a column are looked at together, and one by one only where something is amiss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from ..datapackage.characters import FORMULA_SIGNS, first_invisible, is_composed, is_formula
from ..datapackage.corrupted_text import corrupted, has_hint
from ..datapackage.schema import Field, is_written
from ..tabular.csv import Row, Table
from ..tabular.schemas import constraints

#: Whether nothing is wrong with any of some cells, or their values.
Test = Callable[[Collection[Any]], bool]
# The syntax that `re` and RE2, with which pandas matches, read alike. Of `\\s`, `\\d` and `\\w`, `re` has more.
_CLASS: Final = r"\\[sdw]"
_COMMON: Final = re.compile(
    rf"(?:[^\\{{}}$^(\[*+?]|\((?!\?)|\[\^?(?!\[?:)|[*+?](?![*+?])|\{{[0-9]{{1,3}}(?:,[0-9]{{0,3}})?\}}(?!\+)"
    rf"|\\[^A-Za-z0-9]|{_CLASS})*"
)


def suspect_rows(table: Table, field: Field) -> Sequence[Row]:
    """The rows whose cell in a column something may be wrong with."""
    are_sound, cells = screen(field), {*table.column(field.name)}
    if are_sound(cells):
        return ()
    unsound = {cell for cell in cells if not are_sound([cell])}
    return [row for row in table.rows if row[field.name] in unsound]


@lru_cache(maxsize=2**9)
def screen(field: Field) -> Test:
    """The test whether no check can have a finding on any of some cells of a column.

    >>> from ..datapackage.package import standard_table
    >>> periods = screen(standard_table("observations").field("period"))
    >>> [periods(cells) for cells in (["2022", "2023"], ["2022", "1066"], [" 2022"], [""])]
    [True, False, False, False]
    """
    kind, load, required = field.type, field.data_type.load, field.required
    tests = [_TESTS[each](argument) for each, argument in constraints(field) if each != "required"]

    def are_sound(cells: Collection[str]) -> bool:
        filled = [*filter(None, cells)]
        if not filled or (required and len(filled) < len(cells)):
            return not (required and cells)
        if not _have_usual_characters(filled) or [*map(str.strip, filled)] != filled:
            return False
        if kind == "string":
            return not _has_formula(filled) and all(test(filled) for test in tests)
        if not all(is_written(kind, cell) for cell in filled):
            return False
        values = [*map(load, filled)]
        return all(test(values) for test in tests)

    return are_sound


def _have_usual_characters(cells: Collection[str]) -> bool:
    """Whether no text is corrupted, or has invisible characters or letters in pieces.

    With a space between them, no two texts hide what one of them has.
    """
    text = " ".join(cells)
    if text.isascii() and text.isprintable():
        return True
    if has_hint(text) and any(map(corrupted, cells)):
        return False
    return first_invisible(text) is None and is_composed(text)


def _has_formula(cells: Collection[str]) -> bool:
    """Whether some text is a formula."""
    return not FORMULA_SIGNS.isdisjoint(map(itemgetter(0), cells)) and any(map(is_formula, cells))


def _matching(pattern: str) -> Test:
    """The test whether cells have a form for `re` and RE2 alike; where the two may differ, they are suspect."""
    if not _COMMON.fullmatch(pattern):
        return lambda values: False
    matches, with_class = re.compile(pattern).fullmatch, re.search(_CLASS, pattern)
    return lambda values: all(map(matches, values)) and (not with_class or all(map(str.isascii, values)))


_TESTS: Final[Mapping[str, Callable[[Any], Test]]] = {
    "enum": lambda codes: frozenset(codes).issuperset,
    "pattern": _matching,
    "minimum": lambda bound: lambda values: min(values) >= bound,
    "maximum": lambda bound: lambda values: max(values) <= bound,
    "maxLength": lambda longest: lambda values: max(map(len, values)) <= longest,
}
