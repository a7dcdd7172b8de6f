"""A change to a package: one file put in place of another, and where in it the fault then is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fengqiao_open.files import csv_bytes
from fengqiao_open.package import Package
from fengqiao_open.rows import Table

SEED = 20230228


@dataclass(frozen=True, slots=True)
class Change:
    """One thing changed in the shipped package.

    Attributes:
        group: what is changed: `cell`, `two cells`, `row`, `column`, `file` or `descriptor`.
        kind: how it is changed.
        table: the table concerned.
        path: the file that is changed, relative to the package.
        content: what then stands in it; None takes it away.
        lines: lines of the rows concerned.
        keys: keys of the rows concerned, before and after.
        columns: columns concerned; of a descriptor, the properties.
        before, after: the cell, or words for what is changed.
    """

    group: str
    kind: str
    table: str
    path: str
    content: bytes | None
    lines: frozenset[int] = frozenset()
    keys: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    before: str = ""
    after: str = ""


def edited(table: Table, edits: Mapping[int, Mapping[str, str]]) -> bytes:
    """The file of a table with some cells replaced: by line, then by column."""
    return written(table, [dict(row.cells) | dict(edits.get(row.line, {})) for row in table.rows])


def written(table: Table, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The file of a table with these rows in place of its own."""
    return csv_bytes(table.columns, rows)


def untouched(package: Package) -> Iterator[Change]:
    """Each file as it is: nobody must find fault with it, or the shares would count false alarms."""
    for name in package.tables:
        path = str(package.resource(name)["path"])
        yield Change("untouched", "untouched", name, path, (package.root / path).read_bytes())
