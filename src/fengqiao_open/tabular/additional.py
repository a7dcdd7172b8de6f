"""Additional tables, as text or typed by their own schema: cells by this library, values by frictionless."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..datapackage.characters import visible
from ..datapackage.files import UnfitFileError, read_plain, size
from ..datapackage.package import LARGE, Json, Package, listed
from ..datapackage.schema import TYPES, data_type
from ..findings.report import Evidence, Finding, capped
from .csv import Table
from .delimited import Sheet, SheetError, read_sheet, unchecked
from .file_structure import unread
from .frictionless_types import cell_finding, readers
from .strict import unreadable

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class AdditionalTable:
    """An additional table: its rows as text, by file and line, and the values of its cells by column."""

    schema: Json
    sheet: Sheet
    values: Mapping[str, list[Any]]
    wrong: frozenset[tuple[int, str]]

    def key(self, at: int, columns: Iterable[str]) -> tuple[Any, ...] | None:
        """The values of a row in some columns; None where one is missing, or wrong in itself."""
        found = tuple(self.values[column][at] if column in self.values else None for column in columns)
        wrong = any((at, column) in self.wrong for column in columns)
        return None if wrong or None in found else tuple(map(comparable, found))


def comparable(value: Any) -> Any:
    """A value as it is compared in keys: lists and objects by their text."""
    return repr(value) if isinstance(value, list | dict) else value


def read_additional(package: Package, name: str) -> tuple[AdditionalTable, list[Finding]]:
    """One table with its values, and the findings on its cells; raises `SheetError` as `read_sheet`."""
    sheet = _sheet(package, name)
    schema = package.resource(name)["schema"]
    values: dict[str, list[Any]] = {}
    wrong: set[tuple[int, str]] = set()
    found: list[Finding] = []
    for field, reader, left_out in readers(schema):
        column = str(field["name"])
        found += (unchecked(name, "constraint", constraint=each, column=visible(column)) for each in left_out)
        if column not in sheet.header or reader is None:
            continue
        values[column] = []
        problems = []
        for at, row in enumerate(sheet.rows):
            value, notes = reader(row.cells[column])
            values[column].append(value)
            if notes:
                wrong.add((at, column))
                problems.append(with_row(cell_finding(row, field, notes[0]), sheet, at))
        found += capped(problems)
    return AdditionalTable(schema, sheet, values, frozenset(wrong)), found


def _sheet(package: Package, name: str) -> Sheet:
    shown, paths = visible(name), listed(package.resource(name)["path"])
    if problems := [each for path in paths for each in unreachable(package, shown, path)]:
        raise SheetError(problems)
    if sum(path.stat().st_size for path in package.paths(name)) > LARGE:
        raise SheetError([unchecked(name, "too_large", limit=size(LARGE))])
    parts = {path: read_plain(package.root / path) for path in paths}
    return read_sheet(shown, package.resource(name), parts)


def unreachable(package: Package, shown: str, path: str) -> Iterator[Finding]:
    """Why the file of a resource cannot be read, if so."""
    written = visible(path)
    if not package.inside(path):
        yield Finding("FQ-D07", shown, values={"path": written}, evidence=Evidence("datapackage.json"))
        return
    try:
        read_plain(package.root / path, 0)
    except (OSError, ValueError) as problem:
        if (
            not isinstance(problem, UnfitFileError) or not (package.root / path).is_file()
        ):  # it is not too large
            yield unread(shown, written, problem, Evidence(written))


def with_row(finding: Finding, sheet: Sheet, at: int) -> Finding:
    """A finding with the row that it is about."""
    cells = tuple(sheet.rows[at].cells.values())
    return replace(finding, evidence=Evidence(sheet.files[at], sheet.header, cells, sheet.numbers[at]))


def texts(package: Package, name: str) -> tuple[list[str], list[Mapping[str, str]]]:
    """The columns and the cells of an additional table; raises `PackageError` where it cannot be read."""
    sheet = _or_stop(package, name)[0].sheet
    return list(sheet.header), [row.cells for row in sheet.rows]


def own_table(package: Package, name: str) -> tuple[Table | None, list[Finding]]:
    """An additional table as rows of text, or why it cannot be read."""
    try:
        sheet = _sheet(package, name)
    except SheetError as problem:
        return None, problem.findings
    return Table(name, sheet.header, sheet.rows), []


def frame(package: Package, name: str) -> pd.DataFrame:
    """An additional table as a typed DataFrame, with the columns of its file; those of no field are strings.

    Raises:
        PackageError: it cannot be read, or a cell is not of its type; the message says where.
    """
    import pandas as pd

    read, problems = _or_stop(package, name)
    wrong = next((each for each in problems if each.severity == "error"), None)
    if wrong is not None:
        raise unreadable(package, replace(wrong, table=name))
    types = {each.name: each.type for each in package.schema(name).fields}
    columns = {}
    for column in read.sheet.header:
        values = read.values.get(column) or [row.cells[column] or None for row in read.sheet.rows]
        kind = types.get(column, "string")
        dtype = data_type(kind).pandas if kind in TYPES or kind == "any" else "object"
        cells = [float(each) if dtype == "float64" and each is not None else each for each in values]
        try:
            columns[column] = pd.Series(cells, dtype=dtype)
        except (
            ValueError,
            OverflowError,
            TypeError,
        ):  # integers of more than 64 bits, days before the calendar
            columns[column] = pd.Series(cells, dtype="object")
    return pd.DataFrame(columns, index=range(len(read.sheet.rows)))


def _or_stop(package: Package, name: str) -> tuple[AdditionalTable, list[Finding]]:
    try:
        return read_additional(package, name)
    except SheetError as problem:
        raise unreadable(package, replace(problem.findings[0], table=name)) from None
