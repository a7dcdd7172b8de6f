"""All tables of a package as rows of text, read by the shipped descriptor's fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from ..datapackage.package import Package, shipped, standard_table
from ..findings.report import Finding, capped
from ..tabular.corrupted_texts import as_one
from ..tabular.csv import Row, Table
from ..tabular.file_structure import read_table
from ..tabular.spreadsheet_cells import only_code
from .cells import check_values
from .intended import as_intended
from .keys import check_keys, named_keys


def read_tables(package: Package, *, past_torn: bool = False) -> tuple[dict[str, Table], list[Finding]]:
    """The tables that can be read, by name, and every finding on files, values and keys.

    A package is held to the tables of the shipped descriptor, whatever its own says. Only checks read
    `past_torn` rows; what makes something of the tables must not lose any.
    """
    standard = shipped()
    tables: dict[str, Table] = {}
    found: list[Finding] = []
    for name in (name for name in standard.tables if name in package.tables):
        schema = standard_table(name)
        table, problems = read_table(package, schema, past_torn=past_torn)
        found += problems
        if table is not None:
            tables[name] = table
            found += on_values(table)
    return tables, with_keys(tables, found)


def on_values(table: Table) -> list[Finding]:
    """The findings on the values of a table, by the shipped descriptor's fields."""
    fields = standard_table(table.name).fields
    return list(as_one(table.name, check_values(table, fields), len(table.rows)))


def with_keys(tables: Mapping[str, Table], found: Iterable[Finding]) -> list[Finding]:
    """The findings on files and values, as what was probably meant, and those on the keys of all tables."""
    found = list(as_intended(_with_codes(found, tables), tables))
    fixed = {name: with_safe_fixes(table, found) for name, table in tables.items()}
    return found + _on_keys(fixed, found)


def _with_codes(found: Iterable[Finding], tables: Mapping[str, Table]) -> Iterator[Finding]:
    """The findings; on a code that a spreadsheet made a number of, the one code that is shown so, if it is
    one.
    """
    for each in found:
        links = standard_table(each.table).foreign_keys if each.values.get("guess") == "code" else ()
        for link in links:
            if link.column == each.column and link.table in tables:
                codes = [row[link.target] for row in tables[link.table].rows]
                each = replace(each, values={**each.values, "near": only_code(each.values["value"], codes)})
        yield each


def _on_keys(tables: Mapping[str, Table], earlier: Sequence[Finding]) -> list[Finding]:
    """Findings on the keys of all tables, less cells found wrong before; a changed key is reported once."""
    standard = shipped()
    schemas = {name: standard_table(name) for name in standard.tables}
    named = cache(partial(named_keys, tables, schemas.values()))
    reported = {(each.table, each.line, each.column) for each in earlier}
    whole = {
        name: _with_keys_aside(table)
        for name, table in tables.items()
        # The first cell of a row that is set aside may be any; where other tables name it, it is the key.
        if all(any(cells[:1]) and cells[0] in named().get(name, ()) for cells in table.aside.values())
    }
    found: list[Finding] = []
    for name, table in tables.items():
        for each in capped(check_keys(table, schemas[name], whole, named)):
            place = (each.table, each.line, each.column)
            # Rows that became alike since a cell lost its digits are no repetition.
            lines = {each.line, int(each.values.get("first", each.line))}
            columns = each.values.get("columns", each.column).split(", ")
            known = {(name, line, column) for line in lines for column in columns if column}
            if not (known & reported if each.code == "FQ-K02" else each.column and place in reported):
                found.append(each)
            if "written" in each.values:
                reported.add(place)
    return found


def _with_keys_aside(table: Table) -> Table:
    """The table as others refer to it: a row that is set aside is there, whatever its other cells."""
    key = table.columns[0]
    aside = (Row(table.name, line, cells[0], {key: cells[0]}) for line, cells in table.aside.items())
    return replace(table, rows=(*table.rows, *aside)) if table.aside else table


def with_safe_fixes(table: Table, found: Iterable[Finding]) -> Table:
    """The table with safe fixes applied: a space before a code is one mistake, not two."""
    fixes: dict[int, dict[str, str]] = {}
    for each in found:
        if each.table == table.name and each.fix is not None and each.line > 1:
            fixes.setdefault(each.line, {})[each.column] = each.fix
    if not fixes:
        return table

    def corrected(row: Row) -> Row:
        fixed = fixes.get(row.line)
        return row.with_cells(fixed) if fixed else row

    return replace(table, rows=tuple(map(corrected, table.rows)))
