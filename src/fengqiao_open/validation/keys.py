"""Check keys: primary and unique keys without duplicates, foreign keys without unresolved references.

A blank in a unique combination makes no duplicate, and a blank foreign key is left empty on purpose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..datapackage.package import is_generated
from ..datapackage.schema import Resource
from ..findings.report import Finding
from ..findings.suggest import clearest, one_slip_away
from ..tabular.csv import Row, Table
from .meant import made_from, may_be_changed, meant

Named = Mapping[str, Mapping[str, int]]
#: For so many wrong values of one column, a likely right one is suggested: a reader goes through no more.
MOST_HINTS = 50


def check_keys(
    table: Table, schema: Resource, tables: Mapping[str, Table], named: Callable[[], Named]
) -> Iterator[Finding]:
    """Findings on the keys of one table; foreign keys into tables that could not be read are skipped.

    `named`, where it is asked, tells how many cells of all tables name a key, by the table that it is a key
    of.
    """
    if schema.primary_key:  # a DataFrame may lack its columns
        yield from _repeats(table, schema.primary_key, "FQ-K01")
    for columns in schema.unique_keys:
        yield from _repeats(table, columns, "FQ-K02")
    for link in schema.foreign_keys:
        target = tables.get(link.table)
        if target and link.target in target.columns:
            yield from _strays(table, link.column, target, link.target, tables, named)


def _repeats(table: Table, columns: Sequence[str], code: str) -> Iterator[Finding]:
    """A finding at each of the rows that share a key: any of them may be the one that was changed.

    Rows that share their primary key are reported as such, and not again for what else they share.
    """
    keys = list(zip(*map(table.column, columns), strict=True))
    if len(set(keys)) == len(keys):  # as in most tables
        return
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row, key in zip(table.rows, keys, strict=True):
        if all(key):
            groups.setdefault(key, []).append(row)
    for rows in groups.values():
        reported = code == "FQ-K02" and len({row.key for row in rows}) == 1
        for row in rows if len(rows) > 1 and not reported else ():
            other = next(one for one in rows if one is not row)
            yield repeat(code, columns, row, str(other.line), same=row.cells == other.cells)


def repeat(code: str, columns: Sequence[str], row: Row, first: str, *, same: bool) -> Finding:
    """The finding at a row that shares a key with another: where that is, and whether all cells are equal."""
    column = columns[0] if len(columns) == 1 else ""
    case = "same_cells" if same and code == "FQ-K01" else ""
    words = {"column": columns[0], "columns": ", ".join(columns)}
    values = ", ".join(f"“{row[each]}”" for each in columns)
    return row.finding(code, column, case=case, key=row.key, first=first, **words, values=values)


def _strays(
    table: Table,
    column: str,
    target: Table,
    target_column: str,
    tables: Mapping[str, Table],
    named: Callable[[], Named],
) -> Iterator[Finding]:
    """A finding at each cell with a dangling reference, or at the key that all such cells have otherwise."""
    if {"", *target.column(target_column)}.issuperset(table.column(column)):
        return  # as in most tables
    known, uses = {row[target_column]: row for row in target.rows}, named().get(target.name, {})
    strays: dict[str, list[Row]] = {}
    for row in table.rows:
        if row[column] and row[column] not in known:
            strays.setdefault(row[column], []).append(row)
    for number, (value, rows) in enumerate(strays.items()):
        hinted, changed = number < MOST_HINTS, ""
        # One cell alone is more easily mistyped than a key that it was copied from.
        if hinted and uses.get(value, 0) > 1:
            free = [key for key in one_slip_away(value, known) if key not in uses]
            changed = clearest(value, [key for key in free if may_be_changed(known[key], value)])
        if changed:
            # The referring cells agree, and a row that nothing names has a key one letter off.
            yield changed_key(known[changed], stray(rows[0], column, target.name, target_column, ""))
        for row in rows if not changed else ():
            near = meant(row, column, known, uses, made_from(row, tables)) if hinted else ""
            yield stray(row, column, target.name, target_column, near)


def stray(row: Row, column: str, target: str, target_column: str, near: str) -> Finding:
    """The finding at a cell with a dangling reference, with the key that is suggested, if any."""
    case = "generated" if is_generated(row.table) else ""
    words = {
        "value": row[column],
        "column": target_column,
        "target": target,
        "near": near,
        "table": row.table,
    }
    return row.finding("FQ-K03", column, case=case, **words)


def changed_key(row: Row, reference: Finding) -> Finding:
    """The finding at a key that the cells which refer to it, the first of them at `reference`, have
    otherwise.
    """
    column = reference.values["column"]
    words = {"value": row[column], "column": column, "target": row.table}
    words |= {"written": reference.values["value"], "line": str(reference.line), "user": reference.table}
    return row.finding("FQ-K03", column, case="changed_key", **words)


def named_keys(tables: Mapping[str, Table], schemas: Iterable[Resource]) -> Named:
    """How many cells name a key, by the table that it is a key of; foreign keys of these schemas count."""
    named: dict[str, Counter[str]] = {}
    for schema in schemas:
        for link in schema.foreign_keys if schema.name in tables else ():
            counts = named.setdefault(link.table, Counter())
            counts.update(tables[schema.name].column(link.column))
    return named
