"""A change to a package: files with other content, and the cells, rows or columns that are then wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detection.tables import Place, Sheet

SEED = 20230228
#: Table, file line, column.
Cell = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One change to the shipped package.

    Attributes:
        group: what is changed: `cell`, `exchange`, `two edits`, `row`, `column`, `file` or `descriptor`.
        operator: how it is changed.
        table: the table concerned.
        files: content by path of each file that is changed; None removes the file.
        cells: the cells that are changed, where the change is one of cells.
        lines: lines of the rows concerned, as they are after the change.
        keys: keys of the rows concerned, before and after.
        columns: columns concerned; of a descriptor, the properties.
        before, after: the cell, or words for what is changed.
        wording: whether the cell holds free text in one of the two languages.
        mistakes: how many places must be found for the change to be located.
        refreshed: whether `refresh` is run after the change.
    """

    group: str
    operator: str
    table: str
    files: Mapping[str, bytes | None]
    cells: frozenset[Cell] = frozenset()
    lines: frozenset[int] = frozenset()
    keys: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    before: str = ""
    after: str = ""
    wording: bool = False
    mistakes: int = 1
    refreshed: bool = False


def cell_change(group: str, operator: str, sheet: Sheet, edits: Mapping[Place, str]) -> Change:
    """A change of some cells of one table."""
    first = next(iter(edits))
    columns = frozenset(column for _, column in edits)
    return Change(
        group, operator, sheet.name, {sheet.path: sheet.content(edits)},
        frozenset((sheet.name, sheet.lines[at], column) for at, column in edits),
        frozenset(sheet.lines[at] for at, _ in edits),
        frozenset(sheet.rows[at][sheet.key] for at, _ in edits),
        columns, sheet.rows[first[0]][first[1]], edits[first],
        wording=all(sheet.is_wording(column) for column in columns),
    )  # fmt: skip
