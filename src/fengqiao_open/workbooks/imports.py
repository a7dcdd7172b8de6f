"""Import a workbook into the tables of a package: what would change, what cannot be imported, and the files
to write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..datapackage.characters import visible
from ..datapackage.files import csv_bytes
from ..datapackage.package import Package, of_one_report, shipped
from ..errors import PackageError
from ..exports.content import Table
from ..exports.fingerprints import PROPERTY, fingerprint
from ..tabular.csv import Row
from ..tabular.csv import Table as CsvTable
from ..tabular.dataset import Data
from ..tabular.file_structure import read_table
from .edits import Problem, TableEdits, edits
from .generated import unimported
from .layout import Layout, layouts
from .lookups import edited_lookups
from .reader import Workbook, read_workbook


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about a sheet, by its key in words/workbooks.toml."""

    key: str
    table: str = ""
    sheet: str = ""
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """What a workbook says otherwise than a package.

    Attributes:
        edits: the tables with changes, in the order of the sheets.
        problems: what cannot be imported; nothing is written while there are any.
        notes: what is left out, or older than the package.
        files: the content of each table that changes, by its path.
    """

    edits: tuple[TableEdits, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    files: Mapping[Path, bytes]


def read_import(path: Path, package: Package) -> Import:
    """Compare a workbook with the tables of a package; nothing is written.

    A workbook that nobody edited has no edits, no problems and no files.

    Raises:
        PackageError: the workbook or a table cannot be read, or the workbook is of another package.
    """
    standard = {name: Table.of(shipped().resource(name)) for name in shipped().tables}
    tables = {name: _read(package, name) for name in standard}
    workbook = read_workbook(path)
    found, others = layouts(workbook.sheets, standard.values())
    if not found:
        raise PackageError("workbook-no-tables", file=visible(str(path)))
    current = {name for name, table in tables.items() if _mark(workbook, name) == _fingerprint(table)}
    resources = [shipped().resource(name) for name in standard]
    # Of an older workbook, look-ups may differ that nobody edited.
    looked_up = Data(tables, {"resources": resources}) if current == tables.keys() else None
    by_hand: dict[str, TableEdits] = {}
    generated: list[TableEdits] = []
    problems: list[Problem] = []
    notes = [Note("other_sheet", sheet=name) for name in others]
    for name, layout, again in _first(found):
        if again:
            problems.append(Problem(name, layout.sheet.name, "", "two_sheets", {"other": again}))
            continue
        table = tables[name]
        as_exported = name in current
        older = bool(_mark(workbook, name)) and not as_exported
        changes, wrong = edits(layout, table, older=older)
        if looked_up and (cells := tuple(edited_lookups(layout, looked_up))):
            notes.append(Note("lookups", name, layout.sheet.name, cells))
        if shipped().resource(name).get("fq:generated"):
            if changes and as_exported:
                generated.append(changes)
            elif changes:
                notes.append(Note("generated_differs", name, layout.sheet.name))
            continue
        by_hand[name] = changes
        problems += wrong
        notes += _of_columns(layout)
        if changes and older:
            notes.append(Note("older", name, layout.sheet.name))
    notes += [
        Note("no_sheet", name) for name in standard if name not in {each.form.table.name for each in found}
    ]
    made = {**tables, **{name: _edited(tables[name], each) for name, each in by_hand.items()}}
    for each in generated:
        sheets = {name: changes.sheet for name, changes in by_hand.items()}
        problems += unimported(each, Data(made, package.descriptor), sheets)
    changed = {name: each for name, each in by_hand.items() if each}
    files = {
        package.path(name): csv_bytes(made[name].columns, each.rows.values())
        for name, each in changed.items()
    }
    return Import(tuple(changed.values()), tuple(problems), tuple(notes), files)


def _mark(workbook: Workbook, name: str) -> str:
    """The fingerprint of the table that a workbook was made from, "" where it has none."""
    return workbook.properties.get(f"{PROPERTY}{name}", "")


def _fingerprint(table: CsvTable) -> str:
    return fingerprint(table.columns, (row.cells for row in table.rows))


def _read(package: Package, name: str) -> CsvTable:
    """A table of the package as text, valid or not."""
    if name not in of_one_report(package).tables:
        raise PackageError("no-table-validate", table=name)
    table, _ = read_table(package, package.schema(name))
    if table is None or table.aside:
        raise PackageError("table-unreadable-validate", table=name)
    return table


def _first(found: Iterable[Layout]) -> Iterator[tuple[str, Layout, str]]:
    """Each layout with its table, and the sheet before it that has the same table, "" if none has."""
    seen: dict[str, str] = {}
    for layout in found:
        name = layout.form.table.name
        yield name, layout, seen.get(name, "")
        seen.setdefault(name, layout.sheet.name)


def _of_columns(layout: Layout) -> Iterator[Note]:
    """What is not imported of a sheet, or stays as it is for the sheet does not have it."""
    for key, listed in (("unknown_columns", layout.unknown), ("missing_columns", layout.missing)):
        if listed:
            yield Note(key, layout.form.table.name, layout.sheet.name, listed)


def _edited(table: CsvTable, changes: TableEdits) -> CsvTable:
    """The table as it is to be."""
    rows = (Row(table.name, line, key, cells) for line, (key, cells) in enumerate(changes.rows.items(), 2))
    return CsvTable(table.name, table.columns, tuple(rows))
