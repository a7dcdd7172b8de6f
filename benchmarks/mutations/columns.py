"""Changes of whole columns: what is done to a table's head, or under it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from changes import SEED, Change

from fengqiao_open.files import csv_bytes
from fengqiao_open.package import Package
from fengqiao_open.rows import Table

CONTENTS = 3


def columns(package: Package, tables: Mapping[str, Table]) -> Iterator[Change]:
    """For each table, a column dropped, doubled, renamed, moved; and contents swapped under kept headers."""
    for name, table in tables.items():
        rng = random.Random(f"{SEED}-columns-{name}")
        path, kept = str(package.resource(name)["path"]), list(table.columns)
        titles = {field["name"]: field["title"] for field in package.fields(name)}

        def change(
            kind: str, header: Sequence[str], taken: Sequence[str], *concerned: str,
            name: str = name, path: str = path, table: Table = table,
        ) -> Change:  # fmt: skip
            """The file with this header over the cells of these columns."""
            content = _table(header, ([row[column] for column in taken] for row in table.rows))
            words = ", ".join(concerned)
            return Change("column", kind, name, path, content, columns=frozenset(concerned), before=words)

        column = rng.choice(kept)
        rest = [each for each in kept if each != column]
        yield change("dropped", rest, rest, column)
        column = rng.choice(kept)
        yield change("doubled", [*kept, column], [*kept, column], column)
        column = rng.choice(kept)
        for new in (str(titles[column]), column.upper()):
            yield change("renamed", [new if each == column else each for each in kept], kept, column, new)
        yield change("name emptied", ["" if each == column else each for each in kept], kept, column, "")
        one, two = rng.sample(kept, 2)
        moved = [{one: two, two: one}.get(each, each) for each in kept]
        yield change("swapped", moved, moved, one, two)
        kinds = {field["name"]: field["type"] for field in package.fields(name)}
        alike = [
            (one, two)
            for one, two in combinations(kept, 2)
            if kinds[one] == kinds[two] and any(row[one] != row[two] for row in table.rows)
        ]
        for one, two in rng.sample(alike, min(CONTENTS, len(alike))):
            taken = [{one: two, two: one}.get(each, each) for each in kept]
            yield change("contents swapped, names kept", kept, taken, one, two)


def _table(header: Sequence[str], rows: Iterator[list[str]]) -> bytes:
    """The file of a table whose names may stand twice: the places stand in for them."""
    places = [str(at) for at in range(len(header))]
    lines = [dict(zip(places, cells, strict=True)) for cells in (list(header), *rows)]
    return csv_bytes(places, lines).partition(b"\n")[2]
