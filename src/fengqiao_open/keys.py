"""Keys: each primary key and each unique combination once, and every foreign key led to a row.

A blank in a unique combination makes no two rows alike, and a blank foreign key leads nowhere on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .findings import Finding
from .package import Json
from .rows import Table
from .values import nearest


def check_keys(table: Table, schema: Json, tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Findings on the keys of one table; foreign keys into tables that could not be read are passed over."""
    (key,) = schema["primaryKey"]
    yield from _repeats(table, [key], "FQ-K01")
    for field in schema["fields"]:
        if field.get("constraints", {}).get("unique"):
            yield from _repeats(table, [str(field["name"])], "FQ-K02")
    for columns in schema.get("uniqueKeys", []):
        yield from _repeats(table, columns, "FQ-K02")
    for link in schema.get("foreignKeys", []):
        (column,), reference = link["fields"], link["reference"]
        target = tables.get(reference.get("resource") or table.name)
        if target is not None:
            yield from _strays(table, column, target, reference["fields"][0])


def _repeats(table: Table, columns: list[str], code: str) -> Iterator[Finding]:
    first: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        cells = tuple(row[column] for column in columns)
        if not all(cells):
            continue
        line = first.setdefault(cells, row.line)
        if line != row.line:
            yield row.finding(
                code, columns[-1] if len(columns) == 1 else "", key=row.key, first=line, column=columns[0],
                columns=", ".join(columns), values=", ".join(f"“{cell}”" for cell in cells),
            )  # fmt: skip


def _strays(table: Table, column: str, target: Table, target_column: str) -> Iterator[Finding]:
    known = {row[target_column] for row in target.rows}
    for row in table.rows:
        cell = row[column]
        if cell and cell not in known:
            words = nearest(cell, sorted(known))
            yield row.finding("FQ-K03", column, value=cell, column=target_column, target=target.name, **words)
