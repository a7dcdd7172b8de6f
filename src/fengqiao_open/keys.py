"""Keys: each primary key and each unique combination once, and every foreign key led to a row.

A blank in a unique combination makes no two rows alike, and a blank foreign key leads nowhere on purpose.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from .findings import Finding
from .package import Json
from .rows import Row, Table
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
    """A finding at each of the rows that share a key: any of them may be the one that was changed."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in table.rows:
        cells = tuple(row[column] for column in columns)
        if all(cells):
            groups.setdefault(cells, []).append(row)
    for cells, rows in groups.items():
        for row in rows if len(rows) > 1 else ():
            other = next(one.line for one in rows if one is not row)
            yield row.finding(
                code, columns[-1] if len(columns) == 1 else "", key=row.key, first=other, column=columns[0],
                columns=", ".join(columns), values=", ".join(f"“{cell}”" for cell in cells),
            )  # fmt: skip


def _strays(table: Table, column: str, target: Table, target_column: str) -> Iterator[Finding]:
    known = {row[target_column]: row for row in target.rows}
    used = {row[column] for row in table.rows}
    strays: dict[str, list[Row]] = {}
    for row in table.rows:
        if row[column] and row[column] not in known:
            strays.setdefault(row[column], []).append(row)
    unused = [key for key in known if key not in used]
    for value, rows in strays.items():
        changed = difflib.get_close_matches(value, unused, n=1, cutoff=0.8)
        if changed:
            # The referring cells agree, and the row they mean is there under a key a letter off: it is the key that changed.
            yield known[changed[0]].finding(
                "FQ-K03", target_column, value=changed[0], column=column, target=table.name,
                near_en=f"{len(rows)} row(s) of {table.name} say “{value}” (first on line {rows[0].line}): restore it here, or correct them.",
                near_zh=f"{table.name} 有 {len(rows)} 行写作“{value}”（首见第 {rows[0].line} 行）：在此恢复，或更正那些行。",
            )  # fmt: skip
        words = nearest(value, sorted(known))
        for row in rows if len(rows) == 1 or not changed else ():
            yield row.finding(
                "FQ-K03", column, value=value, column=target_column, target=target.name, **words
            )


def stray(row: Row, column: str, target: str, target_column: str, known: Sequence[str]) -> Finding:
    """The finding at a cell that leads to no row of its target, with the nearest of the keys that are known."""
    words = nearest(row[column], known)
    return row.finding("FQ-K03", column, value=row[column], column=target_column, target=target, **words)
