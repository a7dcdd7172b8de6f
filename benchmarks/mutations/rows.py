"""Changes of rows, and of two cells at once: what a cut, a paste or a sort leaves behind."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from cells import twin_of
from changes import SEED, Change, edited, written

from fengqiao_open.package import Package
from fengqiao_open.rows import Row, Table

# Dropping is what a table shows least: it is tried on more rows than the other kinds.
DROPPED, OTHERS, SWAPPED = 4, 2, 3


def rows(package: Package, tables: Mapping[str, Table]) -> Iterator[Change]:
    """For each table, rows dropped, doubled, and moved to another key."""
    for name, table in tables.items():
        rng = random.Random(f"{SEED}-rows-{name}")
        path = str(package.resource(name)["path"])
        key = str(package.resource(name)["schema"]["primaryKey"][0])
        for row in _some(rng, table, DROPPED):
            rest = [each.cells for each in table.rows if each is not row]
            yield _change("dropped", path, row, written(table, rest))
        for row in _some(rng, table, OTHERS):
            at = table.rows.index(row)
            doubled = [each.cells for each in (*table.rows[: at + 1], row, *table.rows[at + 1 :])]
            yield _change("doubled", path, row, written(table, doubled), line=row.line + 1)
            new, last = _another_key(rng, row.key, table), table.rows[-1].line + 1
            copied = [*(each.cells for each in table.rows), {**row.cells, key: new}]
            yield _change("doubled under another key", path, row, written(table, copied), new, last)
            moved = edited(table, {row.line: {key: new}})
            yield _change("moved to another key", path, row, moved, new)
            others = [each for each in table.rows if each is not row]
            if others:
                other = rng.choice(others)
                swapped = edited(table, {row.line: {key: other.key}, other.line: {key: row.key}})
                yield _change("swapped keys with another", path, row, swapped, other.key, other.line)


def two_cells(package: Package, tables: Mapping[str, Table]) -> Iterator[Change]:
    """For each table, cells that change places: with another row's, and with the other language's."""
    for name, table in tables.items():
        rng = random.Random(f"{SEED}-two-{name}")
        path = str(package.resource(name)["path"])
        for column in rng.sample(table.columns[1:], min(SWAPPED, len(table.columns) - 1)):
            one = rng.choice(table.rows)
            others = [row for row in table.rows if row[column] and row[column] != one[column]]
            if one[column] and others:
                two = rng.choice(others)
                content = edited(table, {one.line: {column: two[column]}, two.line: {column: one[column]}})
                yield Change(
                    "two cells", "swapped between rows", name, path, content, frozenset({one.line, two.line}),
                    frozenset({one.key, two.key}), frozenset({column}), one[column], two[column],
                )  # fmt: skip
        twins = [
            column for column in table.columns if column.endswith("_zh") and twin_of(column) in table.columns
        ]
        for column in rng.sample(twins, min(SWAPPED, len(twins))):
            filled = [row for row in table.rows if row[column] != row[twin_of(column)]]
            if filled:
                row, twin = rng.choice(filled), twin_of(column)
                content = edited(table, {row.line: {column: row[twin], twin: row[column]}})
                yield Change(
                    "two cells", "swapped between languages", name, path, content, frozenset({row.line}),
                    frozenset({row.key}), frozenset({column, twin}), row[column], row[twin],
                )  # fmt: skip


def _some(rng: random.Random, table: Table, count: int) -> list[Row]:
    return rng.sample(table.rows, min(count, len(table.rows)))


def _another_key(rng: random.Random, key: str, table: Table) -> str:
    """A key of the same make that no row has: its last number is another."""
    known = {row.key for row in table.rows}
    stem = key.rstrip("0123456789")
    number = key[len(stem) :]
    while True:
        made = (
            f"{stem}{rng.randrange(10 ** len(number)):0{len(number)}}"
            if number
            else f"{key}-{rng.randrange(10)}"
        )
        if made not in known:
            return made


def _change(kind: str, path: str, row: Row, content: bytes, other: str = "", line: int = 0) -> Change:
    lines, keys = frozenset({row.line, line} - {0}), frozenset({row.key, other} - {""})
    return Change("row", kind, row.table, path, content, lines, keys, before=row.key, after=other)
