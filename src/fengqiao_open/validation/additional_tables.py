"""Resources outside the standard: checked by their own schema, or reported as not checked.

A table outside the standard is held to its own descriptor and to nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..datapackage.characters import visible
from ..datapackage.package import PACKAGES, Json, Package, listed
from ..datapackage.schema import ForeignKey
from ..findings.report import Evidence, Finding, Report, capped, in_order
from ..findings.suggest import mistyped
from ..tabular.additional import AdditionalTable, comparable, read_additional, unreachable, with_row
from ..tabular.csv import Row, Table
from ..tabular.delimited import UNCHECKED, SheetError, unchecked
from ..tabular.frictionless_types import Reader, readers
from .keys import MOST_HINTS, repeat, stray


def with_additional(report: Report, package: Package, tables: Mapping[str, Table]) -> Report:
    """The report on the standard tables, with the findings on the other resources and those not checked.

    The standard tables that could be read are there for the foreign keys that refer to them.
    """
    # The list of its packages is of `combine`'s own making.
    additional = [each for each in package.additional if not (package.compiled and each == PACKAGES)]
    if not additional and not package.others:
        return report
    found: list[Finding] = []
    read: dict[str, AdditionalTable] = {}
    for name in additional:
        try:
            read[name], problems = read_additional(package, name)
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


def _on_file(package: Package, resource: Json) -> Iterator[Finding]:
    """Findings on a resource that is no table: whether its files are there; their content is not checked."""
    name, paths = str(resource["name"]), listed(resource.get("path", []))
    problems = [each for path in paths for each in unreachable(package, visible(name), path)]
    yield from problems
    if "data" in resource or not problems:
        yield unchecked(name, "inline_data" if "data" in resource else "no_schema")


def _on_keys(
    name: str,
    own: AdditionalTable,
    read: Mapping[str, AdditionalTable],
    tables: Mapping[str, Table],
    package: Package,
) -> Iterator[Finding]:
    """Findings on the primary key, the unique keys and the foreign keys of one table."""
    table = package.schema(name)
    reported: set[tuple[str, ...]] = {()}
    for number, columns in enumerate([table.primary_key, *table.unique_keys]):
        if columns not in reported:
            reported.add(columns)
            yield from _repeats(own, columns, "FQ-K01" if number == 0 and len(columns) == 1 else "FQ-K02")
    for link in table.foreign_keys:
        yield from _strays(name, own, link, read, tables, package)


def _repeats(own: AdditionalTable, columns: Sequence[str], code: str) -> Iterator[Finding]:
    groups: dict[tuple[Any, ...], list[int]] = {}
    for at in range(len(own.sheet.rows)):
        key = own.key(at, columns)
        if key is not None:
            groups.setdefault(key, []).append(at)
    for places in groups.values():
        for at in places if len(places) > 1 else ():
            row = own.sheet.rows[at]
            other = own.sheet.rows[places[1] if at == places[0] else places[0]]
            finding = repeat(code, columns, row, str(other.line), same=row.cells == other.cells)
            yield with_row(finding, own.sheet, at)


def _strays(
    name: str,
    own: AdditionalTable,
    link: ForeignKey,
    read: Mapping[str, AdditionalTable],
    tables: Mapping[str, Table],
    package: Package,
) -> Iterator[Finding]:
    """Cells that lead to no row; a link into what was not read is named, or has its own finding."""
    columns, target, wanted = link
    there = target in package.tables and set(package.schema(target).names)
    if there is False and target in {str(each["name"]) for each in package.others}:
        yield unchecked(name, "references", target=visible(target))
        return
    if not there or not there.issuperset(wanted):
        words = {"case": "foreign_key", "target": visible(f"{target}/{', '.join(wanted)}")}
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
                near[cell] = mistyped(cell, hints) if len(near) < MOST_HINTS else ""
            yield with_row(stray(row, columns[0], target, wanted[0], near[cell]), own.sheet, at)


def _values(row: Row, columns: Sequence[str], kinds: list[Reader | None]) -> tuple[Any, ...] | None:
    """The cells of a standard table as the values that a reference to them has."""
    found = tuple(kind(row[column])[0] if kind else None for column, kind in zip(columns, kinds, strict=True))
    return None if None in found else tuple(map(comparable, found))
