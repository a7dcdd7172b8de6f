"""A change of cells or of a row, its inverse, and the tables after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..errors import PackageError
from ..tabular.csv import Row, Table

Cells = Mapping[str, str]
Tables = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in one row.

    Attributes:
        table, key: the row.
        before, after: the cells that change, by column; all cells of a row that is added or removed, which is
            None on the other side.
        place: the index of a row that is added or removed; -1 for the end.
    """

    table: str
    key: str
    before: Cells | None
    after: Cells | None
    place: int = -1


class ConflictError(PackageError):
    """Cells are no longer as a decision found them."""

    def __init__(self, change: Change, present: Cells | None) -> None:
        super().__init__("desk-conflict", table=change.table, key=change.key)
        self.change, self.present = change, present


def inverse(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that take back others.

    >>> inverse([Change("units", "mu", {"code": ""}, {"code": "x"})])[0].after
    {'code': ''}
    """
    return tuple(replace(each, before=each.after, after=each.before) for each in changes)[::-1]


def applied(tables: Tables, changes: Iterable[Change], *, again: bool = False) -> dict[str, Table]:
    """The tables with the changes made.

    Args:
        tables: the tables by name.
        changes: what changes, in order.
        again: whether a change that is there already is passed over, as when a log is read again.

    Raises:
        ConflictError: a cell is not as it was before the change.
    """
    made = dict(tables)
    for each in changes:
        made[each.table] = _changed(made[each.table], each, again)
    return made


def edit(table: Table, key: str, cells: Cells) -> Change | None:
    """The change of some cells of a row that is there; None where they are so already."""
    row = row_of(table, key)
    if row is None:
        raise PackageError("desk-no-row", table=table.name, key=key)
    after = {name: cell for name, cell in cells.items() if row[name] != cell}
    return Change(table.name, key, {name: row[name] for name in after}, after) if after else None


def addition(table: Table, cells: Cells, place: int = -1) -> Change:
    """The change that adds a row; columns that are left out are blank."""
    whole = {name: cells.get(name, "") for name in table.columns}
    return Change(table.name, whole[table.columns[0]], None, whole, place)


def removal(table: Table, key: str) -> Change:
    """The change that removes a row."""
    for place, row in enumerate(table.rows):
        if row.key == key:
            return Change(table.name, key, dict(row.cells), None, place)
    raise PackageError("desk-no-row", table=table.name, key=key)


def row_of(table: Table, key: str) -> Row | None:
    """The row with a key, or None."""
    return next((row for row in table.rows if row.key == key), None)


def differences(old: Table, new: Table) -> list[Change]:
    """The changes that make one table another: rows removed from the end on, rows edited, rows added."""
    before, after = ({row.key: row for row in each.rows} for each in (old, new))
    gone = [key for key in before if key not in after]
    made = [removal(old, key) for key in reversed(gone)]
    for key, row in after.items():
        if key in before and before[key].cells != row.cells:
            cells = {name: row[name] for name in new.columns if row[name] != before[key][name]}
            made.append(Change(new.name, key, {name: before[key][name] for name in cells}, cells))
    made += [
        Change(new.name, row.key, None, dict(row.cells), place)
        for place, row in enumerate(new.rows)
        if row.key not in before
    ]
    return made


def merged(tables: Tables, changes: Iterable[Change]) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """The changes that fit the tables, and the others, each as a change of what is there now.

    Of a row that is no longer there, nothing can be changed.
    """
    fitting: list[Change] = []
    others: list[Change] = []
    for each in changes:
        try:
            tables = applied(tables, [each])
            fitting.append(each)
        except ConflictError as problem:
            if problem.present is None:
                continue
            present = dict(problem.present)
            if each.after is None:
                others.append(removal(tables[each.table], each.key))
            else:
                others.append(replace(each, before={name: present[name] for name in each.after}))
    return tuple(fitting), tuple(others)


def _changed(table: Table, change: Change, again: bool) -> Table:
    found = next(((at, row) for at, row in enumerate(table.rows) if row.key == change.key), None)
    if found is None:
        if change.after is not None and change.before is None:
            return _with(table, change.place, change.after)
        if change.after is None and again:
            return table
        raise ConflictError(change, None)
    at, row = found
    before = change.before
    if before is None and not again:
        raise ConflictError(change, row.cells)
    if before is not None and all(row[name] == cell for name, cell in before.items()):
        if change.after is None:
            return _numbered(table, (*table.rows[:at], *table.rows[at + 1 :]))
        new = row.with_cells(change.after)
        return replace(table, rows=(*table.rows[:at], new, *table.rows[at + 1 :]))
    if again and change.after is not None and all(row[name] == cell for name, cell in change.after.items()):
        return table
    raise ConflictError(change, row.cells)


def _with(table: Table, place: int, cells: Cells) -> Table:
    at = len(table.rows) if place < 0 else min(place, len(table.rows))
    row = Row(table.name, 0, cells[table.columns[0]], dict(cells))
    return _numbered(table, (*table.rows[:at], row, *table.rows[at:]))


def _numbered(table: Table, rows: tuple[Row, ...]) -> Table:
    """The table with other rows, each on its line: only those behind a new or a lost one are on another."""
    kept = (
        row if row.line == line else Row(row.table, line, row.key, row) for line, row in enumerate(rows, 2)
    )
    return replace(table, rows=tuple(kept))
