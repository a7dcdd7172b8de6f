"""A screen for cells in plain Python: what it passes, no check of cells can have a finding on.

The checks of `cells` are the judge; they look at suspect cells only. In a sound package there
are none: all cells of a column are looked at together, and one by one only where something is amiss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from ..datapackage.characters import FORMULA_SIGNS, first_invisible, is_composed, is_formula
from ..datapackage.corrupted_text import corrupted, has_hint, replaced
from ..datapackage.radicals import has_radicals
from ..datapackage.schema import Field, is_written
from ..tabular.cell_hints import half_width
from ..tabular.csv import Row, Table
from ..tabular.schemas import CODES, constraints
from ..tabular.spreadsheet_cells import ERROR_SIGNS, is_error

#: So many cells of a column are known to be sound; there are some 260 columns.
MOST_CELLS = 2**10
#: Whether nothing is wrong with any of some cells, or their values.
Test = Callable[[Collection[Any]], bool]
# The syntax that `re` and RE2, one of which pandas matches with, read alike. Of `\\s`, `\\d` and `\\w`, `re`
# has more.
_CLASS: Final = r"\\[sdw]"
_ERROR_SIGNS: Final = ERROR_SIGNS | {"＃"}
_COMMON: Final = re.compile(
    r"(?:[^\\{}$^(\[*+?]|\((?!\?)|\[\^?(?!\[?:)|[*+?](?![*+?])|\{[0-9]{1,3}(?:,[0-9]{0,3})?\}(?!\+)"
    rf"|\\[^A-Za-z0-9]|{_CLASS})*"
)


def suspect_rows(table: Table, field: Field) -> Sequence[Row]:
    """The rows whose cell in a column something may be wrong with."""
    are_sound, sound = screen(field), _sound(field)
    cells = {*table.column(field.name)} - sound
    if are_sound(cells):
        if len(sound) + len(cells) > MOST_CELLS:
            sound.clear()
        else:
            sound |= cells
        return ()
    unsound = {cell for cell in cells if not are_sound([cell])}
    return [row for row in table.rows if row[field.name] in unsound]


@lru_cache(maxsize=2**9)
def _sound(field: Field) -> set[str]:
    """The cells that were seen to be sound in this column, so far: other towns have most of them too."""
    return set()


@lru_cache(maxsize=2**9)
def screen(field: Field) -> Test:
    """The test whether no check can have a finding on any of some cells of a column.

    >>> from ..datapackage.package import standard_table
    >>> periods = screen(standard_table("observations").field("period"))
    >>> [periods(cells) for cells in (["2022", "2023"], ["2022", "1066"], [" 2022"], [""])]
    [True, False, False, False]
    """
    kind, load, required = field.type, field.data_type.load, field.required
    tests = tests_of_values(field)

    def are_sound(cells: Collection[str]) -> bool:
        filled = [*filter(None, cells)]
        if not filled or (required and len(filled) < len(cells)):
            return not (required and cells)
        if not _have_usual_characters(filled) or [*map(str.strip, filled)] != filled:
            return False
        if _is_calculated(filled) if kind == "string" else not all(is_written(kind, each) for each in filled):
            return False
        values = filled if kind == "string" else [*map(load, filled)]
        return all(test(values) for _, test in tests)

    return are_sound


@lru_cache(maxsize=2**9)
def tests_of_values(field: Field) -> Sequence[tuple[str, Test]]:
    """The tests of the values of a column, each with the code of what it does not pass.

    >>> from ..datapackage.package import standard_table
    >>> [code for code, _ in tests_of_values(standard_table("observations").field("period"))]
    ['FQ-T05', 'FQ-T05']
    """
    held = [each for each in constraints(field) if each.kind in _TESTS]
    return [(CODES[each.kind], _TESTS[each.kind](each.argument)) for each in held]


def is_judge(field: Field) -> bool:
    """Whether a value that these tests do not pass is wrong; else pandera is to be asked."""
    pattern = field.constraints.get("pattern", "")
    return _COMMON.fullmatch(pattern) is not None and not re.search(_CLASS, pattern)


def _have_usual_characters(cells: Collection[str]) -> bool:
    """Whether no text is corrupted, or has invisible characters, letters in pieces or radicals.

    With a space between them, no two texts hide what one of them has.
    """
    text = " ".join(cells)
    if "?" in text and any(map(replaced, cells)):
        return False
    if text.isascii() and text.isprintable():
        return True
    if has_hint(text) and any(map(corrupted, cells)):
        return False
    return first_invisible(text) is None and is_composed(text) and not has_radicals(text)


def _is_calculated(cells: Collection[str]) -> bool:
    """Whether some text is a formula, or what a spreadsheet shows where it has no value."""
    firsts = {*map(itemgetter(0), cells)}
    return (not FORMULA_SIGNS.isdisjoint(firsts) and any(map(is_formula, cells))) or (
        not _ERROR_SIGNS.isdisjoint(firsts) and any(map(is_error, map(half_width, cells)))
    )


def _matching(pattern: str) -> Test:
    """The test whether values have a form for `re` and RE2 alike; where these may differ, none passes."""
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
