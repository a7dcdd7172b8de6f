"""What a person changed in the sheet of a table: cells, added rows and removed rows.

Rows are found by their key, so that a sorted sheet changes nothing. The columns with labels count too: who
reads Chinese changes the label, for the code is far to the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ..datapackage.schema import Field
from ..errors import PackageError
from ..tabular.csv import Table as CsvTable
from .cells import Cell, address
from .layout import Layout
from .values import UncertainError, code, csv_text

Cells = Mapping[str, str]
_NONE: Cells = MappingProxyType({})
_MOST_MERGED = 1_000


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that changed: where it is in the table and in the workbook, and both texts."""

    table: str
    key: str
    column: str
    before: str
    after: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be imported: where, and why by its key in words/workbooks.toml."""

    table: str
    sheet: str
    cell: str
    why: str
    values: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class TableEdits:
    """The changes of one table.

    Attributes:
        changed: the cells of rows that stayed.
        added, removed: whole rows, by key.
        rows: all rows of the table as they are to be, by key.
    """

    table: str
    sheet: str
    changed: tuple[Edit, ...]
    added: Mapping[str, Cells]
    removed: Mapping[str, Cells]
    rows: Mapping[str, Cells]

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed)


def edits(layout: Layout, table: CsvTable, *, older: bool = False) -> tuple[TableEdits, tuple[Problem, ...]]:
    """Compare a sheet with the rows of its table.

    Args:
        layout: where the columns are in the sheet.
        table: the rows of the package.
        older: whether the table was changed after the workbook was made from it.

    Raises:
        PackageError: the table has a key twice, or no row in common with the sheet.
    """
    compared = _Comparison(layout, table, older)
    return compared.result(), tuple(compared.problems)


class _Comparison:
    """The rows of a sheet held against those of the table."""

    def __init__(self, layout: Layout, table: CsvTable, older: bool) -> None:
        self.layout, self.sheet, self.older = layout, layout.sheet, older
        self.name, self.columns = table.name, table.columns
        self.key_columns = layout.form.table.primary_key
        self.problems: list[Problem] = []
        self.changed: list[Edit] = []
        self.before = {self._joined(row.cells): dict(row.cells) for row in table.rows}
        if len(self.before) < len(table.rows):
            raise PackageError("table-unreadable-validate", table=table.name)
        self.keys = {row[each] for row in table.rows for each in self.key_columns}
        # A program may have turned a code into a number.
        self.numbers = [_by_number(row[each] for row in table.rows) for each in self.key_columns]

    def result(self) -> TableEdits:
        found = dict(self._rows())
        if len(self.before) > 1 and found and not self.before.keys() & found.keys():
            raise PackageError("workbook-other-package", table=self.name, sheet=self.sheet.name)
        self._check_layout()
        # A row whose key cannot be read is a problem, and not removed too.
        certain = not any(each.column in self.key_columns for each in self.problems)
        removed = {key: row for key, row in self.before.items() if certain and key not in found}
        added = {key: row for key, row in found.items() if key not in self.before}
        rows = {key: found[key] for key in _order(list(self.before), list(found))}
        return TableEdits(self.name, self.sheet.name, tuple(self.changed), added, removed, rows)

    def _rows(self) -> Iterator[tuple[str, Cells]]:
        """The rows of the sheet by key; those without a certain key are problems."""
        seen: dict[str, int] = {}
        for row in self.layout.rows():
            key = self._key(row)
            if key is None:
                continue
            joined = self._joined(key)
            if joined in seen:
                self._problem(row, self.key_columns[0], "repeated_key", {"other": str(seen[joined])}, joined)
                continue
            seen[joined] = row
            before = self.before.get(joined, {})
            cells = {each: self._cell(row, joined, each, before) for each in self.columns}
            yield joined, {**cells, **key}

    def _key(self, row: int) -> dict[str, str] | None:
        key = {}
        for column, numbers in zip(self.key_columns, self.numbers, strict=True):
            cell = self.sheet.rows[row].get(self.layout.columns[column])
            try:
                known = numbers.get(float(cell.text), "") if cell and cell.kind == "number" else ""
                text = csv_text(cell, self.layout.form.table.field(column), known)
                key[column] = text if text in self.keys else text.strip()
            except UncertainError as problem:
                self._problem(row, column, problem.key, problem.values)
                return None
            if not key[column]:
                self._problem(row, column, "no_key")
                return None
        return key

    def _cell(self, row: int, key: str, column: str, before: Cells) -> str:
        """The text of a cell as it is to be; what is new in a row that was there is noted."""
        was = before.get(column, "")
        if column in self.key_columns:
            return was
        try:
            now, at = self._read(row, column, was)
        except UncertainError as problem:
            self._problem(row, column, problem.key, problem.values, key=key, at=problem.at)
            return was
        if now != was and before:
            self.changed.append(Edit(self.name, key, column, was, now, self.sheet.name, address(row, at)))
        return now

    def _read(self, row: int, column: str, was: str) -> tuple[str, int]:
        """The text of a cell, and the column of the sheet that says so: of a code, that of its label may."""
        field, cells = self.layout.form.table.field(column), self.sheet.rows[row]
        at = self.layout.columns.get(column, 0)
        now = csv_text(cells.get(at), field, was) if at else was
        said = {now: at}
        for label_at in self.layout.labels.get(column, ()):
            try:
                said.setdefault(_named(cells.get(label_at), field, (now, was)), label_at)
            except UncertainError as problem:
                problem.at = label_at
                raise
        if len(said) == 1:
            return now, at
        if self.older and not now:  # the label of a row that was added without its code, and imported
            del said[now]
        new = [each for each in said if each != was]
        if not new:
            return was, at
        # In an older workbook either may be what was there, and the other what was edited.
        if len(new) == 1 and not (self.older and was and now):
            return new[0], said[new[0]]
        label = next((cells[each].text for each in said.values() if each != at and each in cells), "")
        raise UncertainError("two_codes", code=now, label=label)

    def _check_layout(self) -> None:
        """Problems of the whole sheet: columns that are there twice, merged cells."""
        for column in self.layout.repeated:
            self._problem(self.layout.header, column, "repeated_column")
        used = {*self.layout.columns.values(), *(at for each in self.layout.labels.values() for at in each)}
        rows = set(self.layout.rows())
        for top, left, bottom, right in self.sheet.merged[:_MOST_MERGED]:
            if any(left <= at <= right for at in used) and any(top <= row <= bottom for row in rows):
                cells = f"{address(top, left)}:{address(bottom, right)}"
                self.problems.append(Problem(self.name, self.sheet.name, cells, "merged"))

    def _problem(
        self, row: int, column: str, why: str, values: Cells = _NONE, key: str = "", at: int = 0
    ) -> None:
        cell = address(row, at or self.layout.columns.get(column) or self.layout.labels[column][0])
        self.problems.append(Problem(self.name, self.sheet.name, cell, why, values, key, column))

    def _joined(self, cells: Cells) -> str:
        return " ".join(cells.get(each, "") for each in self.key_columns)


def _named(cell: Cell | None, field: Field, likely: tuple[str, str]) -> str:
    """The code that a label names; of codes with the same label, one that is likely."""
    text = cell.text.strip() if cell else ""
    if cell and cell.kind != "text":
        csv_text(cell, field)
    for each in likely:
        if text in next((code.label for code in field.codes if code.value == each), ("",)):
            return each
    return code(text, field) if text else ""


def _by_number(keys: Iterator[str]) -> dict[float, str]:
    """Keys that are numbers by their value; not those that two keys share."""
    found: dict[float, list[str]] = {}
    for key in keys:
        if key.isdecimal():
            found.setdefault(float(key), []).append(key)
    return {number: same[0] for number, same in found.items() if len(set(same)) == 1}


def _order(before: Sequence[str], now: Sequence[str]) -> list[str]:
    """The rows in the order of the table; a new row is behind the one above it, in a sorted sheet at the end.

    >>> _order(["a", "b", "c"], ["a", "x", "c"]), _order(["a", "b", "c"], ["c", "x", "a", "b"])
    (['a', 'x', 'c'], ['a', 'b', 'c', 'x'])
    """
    places = {key: at for at, key in enumerate(before)}
    stayed = [key for key in now if key in places]
    if stayed == sorted(stayed, key=places.__getitem__):
        return list(now)
    return [*sorted(stayed, key=places.__getitem__), *(key for key in now if key not in places)]
