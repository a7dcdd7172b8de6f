"""The resources beside the standard tables: each is checked by its own schema, or the report names it as not checked.

How a file is cut into cells and what keys mean is the library's own; what a type of the Data Package standard
takes is frictionless's business. A foreign table is held to its own descriptor and to nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..datapackage.characters import visible
from ..datapackage.files import UnfitFileError, read_plain, size
from ..datapackage.package import LARGE, PACKAGES, Json, Package, listed
from ..findings.report import Evidence, Finding, Report, capped, in_order
from ..tabular.csv import Row, Table
from ..tabular.delimited import Sheet, SheetError, read_sheet
from ..tabular.frictionless_types import Reader, cell_finding, readers
from ..tabular.strict import unreadable
from .keys import MOST_HINTS, repeat, stray
from .suggest import alike

if TYPE_CHECKING:
    import pandas as pd

UNCHECKED = "FQ-D11"


@dataclass(frozen=True, slots=True)
class _Read:
    """An additional table: its rows as text, by file and line, and the values of its cells by column."""

    schema: Json
    sheet: Sheet
    values: Mapping[str, list[Any]]
    wrong: frozenset[tuple[int, str]]

    def key(self, at: int, columns: Iterable[str]) -> tuple[Any, ...] | None:
        """The values of a row in some columns; None where one is missing, or wrong in itself."""
        found = tuple(self.values[column][at] if column in self.values else None for column in columns)
        blamed = any((at, column) in self.wrong for column in columns)
        return None if blamed or None in found else tuple(map(_comparable, found))


def _comparable(value: Any) -> Any:
    return repr(value) if isinstance(value, list | dict) else value


def with_additional(report: Report, package: Package, tables: Mapping[str, Table]) -> Report:
    """The report, with what is found on the resources beside the standard tables, and which of them were not checked.

    Args:
        report: the report on the standard tables.
        package: where the files lie.
        tables: the standard tables that could be read, which foreign keys may lead to.
    """
    # The list of its packages is of `combine`'s own making.
    additional = [each for each in package.additional if not (package.compiled and each == PACKAGES)]
    if not additional and not package.others:
        return report
    found: list[Finding] = []
    read: dict[str, _Read] = {}
    for name in additional:
        try:
            read[name], problems = _read(package, name)
            found += problems
        except SheetError as problem:
            found += problem.findings
    for name, each in read.items():
        found += capped(_on_keys(name, each, read, tables, package))
    for resource in package.others:
        found += _on_file(package, resource)
    names = dict.fromkeys(each.table for each in found if each.code == UNCHECKED)
    rows = {visible(name): len(each.sheet.rows) for name, each in read.items()}
    findings = in_order([*report.findings, *found], [*report.rows, *rows])
    skipped = (*report.skipped, *(f"{UNCHECKED}: {name}" for name in names))
    return replace(report, rows={**report.rows, **rows}, findings=findings, skipped=skipped)


def _read(package: Package, name: str) -> tuple[_Read, list[Finding]]:
    """One table with its values, and what is found on its cells.

    Raises:
        SheetError: its file cannot be cut into cells.
    """
    sheet = _sheet(package, name)
    schema = package.resource(name)["schema"]
    values: dict[str, list[Any]] = {}
    wrong: set[tuple[int, str]] = set()
    found: list[Finding] = []
    for field, reader, left_out in readers(schema):
        column = str(field["name"])
        found += (
            _unchecked(
                name,
                f"the constraint {each} of {visible(column)} is not checked",
                f"未检查 {visible(column)} 的约束 {each}",
            )
            for each in left_out
        )
        if column not in sheet.header or reader is None:
            continue
        values[column] = []
        problems = []
        for at, row in enumerate(sheet.rows):
            value, notes = reader(row.cells[column])
            values[column].append(value)
            if notes:
                wrong.add((at, column))
                problems.append(_shown(cell_finding(row, field, notes[0]), sheet, at))
        found += capped(problems)
    return _Read(schema, sheet, values, frozenset(wrong)), found


def _sheet(package: Package, name: str) -> Sheet:
    shown, paths = visible(name), listed(package.resource(name)["path"])
    if problems := [each for path in paths for each in _unreachable(package, shown, path)]:
        raise SheetError(problems)
    if sum(path.stat().st_size for path in package.paths(name)) > LARGE:
        limit = size(LARGE)
        raise SheetError([_unchecked(name, f"it has more than {limit}", f"超过 {limit}")])
    parts = {path: read_plain(package.root / path) for path in paths}
    return read_sheet(shown, package.resource(name), parts)


def _unreachable(package: Package, shown: str, path: str) -> Iterator[Finding]:
    """Why the file of a resource cannot be read, if so."""
    written = visible(path)
    if not package.inside(path):
        yield Finding("FQ-D07", shown, values={"path": written}, evidence=Evidence("datapackage.json"))
        return
    file = Evidence(written)
    try:
        read_plain(package.root / path, 0)
    except UnfitFileError as problem:
        if not (package.root / path).is_file():
            yield Finding("FQ-F06", shown, values=problem.values, evidence=file)
    except (FileNotFoundError, NotADirectoryError):
        yield Finding("FQ-F01", shown, values={"path": written}, evidence=file)
    except (OSError, ValueError) as problem:
        why = str(getattr(problem, "strerror", None) or problem)
        words = {"problem_en": f"The system says: {why}.", "problem_zh": f"系统提示：{why}。"}
        yield Finding("FQ-F04", shown, values=words, evidence=file)


def _on_file(package: Package, resource: Json) -> Iterator[Finding]:
    """What is found on a resource that is no table: its files are there, and their content is not looked at."""
    name, paths = str(resource["name"]), listed(resource.get("path", []))
    problems = [each for path in paths for each in _unreachable(package, visible(name), path)]
    yield from problems
    if "data" in resource:
        yield _unchecked(name, "its data are in the descriptor itself", "其数据写在描述文件中")
    elif not problems:
        yield _unchecked(name, "it has no schema with fields", "没有带字段的 schema")


def _unchecked(name: str, reason_en: str, reason_zh: str) -> Finding:
    shown = visible(name)
    words = {"resource": shown, "reason_en": reason_en, "reason_zh": reason_zh}
    return Finding(UNCHECKED, shown, values=words, evidence=Evidence("datapackage.json"))


def _shown(finding: Finding, sheet: Sheet, at: int) -> Finding:
    """A finding with the row that it is about."""
    row = sheet.rows[at]
    return replace(
        finding,
        evidence=Evidence(sheet.files[at], sheet.header, tuple(row.cells.values()), sheet.numbers[at]),
    )


def _on_keys(
    name: str, own: _Read, read: Mapping[str, _Read], tables: Mapping[str, Table], package: Package
) -> Iterator[Finding]:
    """Findings on the primary key, the unique keys and the foreign keys of one table."""
    keys = [own.schema["primaryKey"], *own.schema.get("uniqueKeys", [])]
    keys += [[each["name"]] for each in own.schema["fields"] if each.get("constraints", {}).get("unique")]
    told: set[tuple[str, ...]] = {()}
    for number, key in enumerate(keys):
        columns = tuple(map(str, key))
        if columns not in told:
            told.add(columns)
            yield from _repeats(
                own, list(columns), "FQ-K01" if number == 0 and len(columns) == 1 else "FQ-K02"
            )
    for link in own.schema.get("foreignKeys", []):
        yield from _strays(name, own, link, read, tables, package)


def _repeats(own: _Read, columns: list[str], code: str) -> Iterator[Finding]:
    groups: dict[tuple[Any, ...], list[int]] = {}
    for at in range(len(own.sheet.rows)):
        key = own.key(at, columns)
        if key is not None:
            groups.setdefault(key, []).append(at)
    for places in groups.values():
        for at in places if len(places) > 1 else ():
            row = own.sheet.rows[at]
            other = own.sheet.rows[places[1] if at == places[0] else places[0]]
            yield _shown(
                repeat(code, columns, row, str(other.line), same=row.cells == other.cells), own.sheet, at
            )


def _strays(
    name: str,
    own: _Read,
    link: Json,
    read: Mapping[str, _Read],
    tables: Mapping[str, Table],
    package: Package,
) -> Iterator[Finding]:
    """Cells that lead to no row; a link into what was not read is named, or has its own finding."""
    target = str(link["reference"].get("resource", name))
    columns, wanted = list(link["fields"]), list(link["reference"]["fields"])
    there = target in package.tables and {each["name"] for each in package.fields(target)}
    if there is False and target in {str(each["name"]) for each in package.others}:
        yield _unchecked(
            name,
            f"its references into {visible(target)} are not checked",
            f"未检查对 {visible(target)} 的引用",
        )
        return
    if not there or not there.issuperset(wanted):
        place = f"{target}/{', '.join(wanted)}"
        words = {
            "place": "schema/foreignKeys", "problem_en": f"{visible(place)} does not exist",
            "problem_zh": f"{visible(place)} 不存在",
        }  # fmt: skip
        yield Finding("FQ-D02", visible(name), values=words, evidence=Evidence("datapackage.json"))
        return
    if target in read:
        other = read[target]
        known = {other.key(at, wanted): row for at, row in enumerate(other.sheet.rows)}
    elif target in tables:
        kinds = {str(field["name"]): reader for field, reader, _ in readers(own.schema)}
        rows = tables[target].rows
        known = {_values(row, wanted, [kinds[each] for each in columns]): row for row in rows}
    else:
        return
    hints = {row[wanted[0]] for row in known.values()}
    near: dict[str, str] = {}
    for at, row in enumerate(own.sheet.rows):
        key = own.key(at, columns)
        if key is not None and key not in known:
            cell = row[columns[0]]
            if cell not in near:
                near[cell] = alike(cell, hints) if len(near) < MOST_HINTS else ""
            yield _shown(stray(row, columns[0], target, wanted[0], near[cell]), own.sheet, at)


def _values(row: Row, columns: list[str], kinds: list[Reader | None]) -> tuple[Any, ...] | None:
    """The cells of a standard table as the values that a reference to them has."""
    found = tuple(kind(row[column])[0] if kind else None for column, kind in zip(columns, kinds, strict=True))
    return None if None in found else tuple(map(_comparable, found))


def texts(package: Package, name: str) -> tuple[list[str], list[Mapping[str, str]]]:
    """The columns and the cells of an additional table, for showing it.

    Raises:
        PackageError: it cannot be read; the message says why.
    """
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
    """An additional table as a typed DataFrame: the columns of its file, text where its schema has no such field.

    Raises:
        PackageError: it cannot be read, or a cell is not of its type; the message says where.
    """
    import pandas as pd

    from ..tabular.schemas import DTYPES

    read, problems = _or_stop(package, name)
    wrong = next((each for each in problems if each.severity == "error"), None)
    if wrong is not None:
        raise unreadable(package, replace(wrong, table=name))
    types = {str(each["name"]): str(each["type"]) for each in package.fields(name)}
    columns = {}
    for column in read.sheet.header:
        values = read.values.get(column) or [row.cells[column] or None for row in read.sheet.rows]
        kind = types.get(column, "string")
        dtype = DTYPES.get(kind, "string" if kind in ("string", "any") else "object")
        cells = [float(each) if dtype == "float64" and each is not None else each for each in values]
        try:
            columns[column] = pd.Series(cells, dtype=dtype)
        except (ValueError, OverflowError, TypeError):  # whole numbers past 64 bits, days before the calendar
            columns[column] = pd.Series(cells, dtype="object")
    return pd.DataFrame(columns, index=range(len(read.sheet.rows)))


def _or_stop(package: Package, name: str) -> tuple[_Read, list[Finding]]:
    try:
        return _read(package, name)
    except SheetError as problem:
        raise unreadable(package, replace(problem.findings[0], table=name)) from None
