"""Changes of a single cell: the slips of a hand, a keyboard or a spreadsheet."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from changes import SEED, Change, edited

from fengqiao_open.package import Package
from fengqiao_open.rows import Row, Table

Make = Callable[[random.Random], str]
_NUMBERS = ("integer", "number", "year")
_WIDE = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}


def cells(package: Package, tables: Mapping[str, Table], per_table: int) -> Iterator[Change]:
    """So many changes for each table, the same in every run: a row and a column are drawn, then a kind."""
    for name, table in tables.items():
        rng = random.Random(f"{SEED}-{name}")
        fields = {field["name"]: dict(field) for field in package.fields(name)}
        drawn: set[tuple[int, str, str]] = set()
        for _ in range(per_table * 20):
            if len(drawn) >= per_table:
                break
            row, column = rng.choice(table.rows), rng.choice(table.columns)
            possible = list(_kinds(fields[column], row, table, _linked(package, tables, name, column)))
            if not possible:
                continue
            kind, make = rng.choice(possible)
            before, after = row[column], make(rng)
            if after != before and (row.line, column, kind) not in drawn:
                drawn.add((row.line, column, kind))
                yield Change(
                    "cell", kind, name, package.resource(name)["path"], edited(table, {row.line: {column: after}}),
                    frozenset({row.line}), frozenset({row.key}), frozenset({column}), before, after,
                )  # fmt: skip


def _linked(package: Package, tables: Mapping[str, Table], name: str, column: str) -> list[str]:
    """The keys that a foreign key may hold; none for other columns."""
    for link in package.resource(name)["schema"].get("foreignKeys", []):
        if link["fields"] == [column]:
            return [row.key for row in tables[link["reference"].get("resource", name)].rows]
    return []


def _kinds(field: dict[str, Any], row: Row, table: Table, linked: list[str]) -> Iterator[tuple[str, Make]]:
    """The kinds of change that a cell can suffer, with the function that makes each."""
    column, kind = str(field["name"]), str(field["type"])
    cell = row[column]
    if not cell:
        return
    codes = [code for code in field.get("constraints", {}).get("enum", []) if code != cell]
    yield from _digits(cell)
    if kind in _NUMBERS:
        yield from _numbers(cell)
    if kind in (*_NUMBERS, "date"):
        yield "full-width", lambda _: cell.translate(_WIDE)
        yield "padded", lambda rng: rng.choice((f" {cell}", f"{cell} ", f"\u3000{cell}"))
    if kind == "year":
        yield "other year", lambda rng: str(int(cell) + rng.choice((-1, 1)))
        yield "year out of range", lambda rng: rng.choice(("0223", "1023", "2923"))
    if kind == "date":
        yield "date out of range", lambda rng: rng.choice(("2023-02-30", "2023-13-01", "2023-00-10"))
    if kind == "boolean":
        yield "other code", lambda _: {"true": "false", "false": "true"}[cell]
    elif codes:
        yield "other code", lambda rng: rng.choice(codes)
    elif linked:
        yield "other row", lambda rng: rng.choice([key for key in linked if key != cell] or ["x"])
    elif kind == "string":
        others = [each[column] for each in table.rows if each[column] not in (cell, "")]
        yield "swapped with another row", lambda rng: rng.choice(others or ["x"])
        if twin := row[twin_of(column)]:
            yield "swapped between languages", lambda _: twin
    yield "emptied", lambda _: ""


def _digits(cell: str) -> Iterator[tuple[str, Make]]:
    places = [at for at, character in enumerate(cell) if character.isdigit()]
    pairs = [at for at in places if at + 1 in places and cell[at] != cell[at + 1]]

    def changed(rng: random.Random) -> str:
        at = rng.choice(places)
        return cell[:at] + rng.choice([digit for digit in "0123456789" if digit != cell[at]]) + cell[at + 1 :]

    def dropped(rng: random.Random) -> str:
        at = rng.choice(places)
        return cell[:at] + cell[at + 1 :]

    def doubled(rng: random.Random) -> str:
        at = rng.choice(places)
        return cell[:at] + cell[at] + cell[at:]

    def swapped(rng: random.Random) -> str:
        at = rng.choice(pairs)
        return cell[:at] + cell[at + 1] + cell[at] + cell[at + 2 :]

    if places:
        yield from (("digit changed", changed), ("digit dropped", dropped), ("digit doubled", doubled))
    if pairs:
        yield "digits swapped", swapped


def _numbers(cell: str) -> Iterator[tuple[str, Make]]:
    whole, point, part = cell.partition(".")
    yield "sign", lambda _: cell[1:] if cell.startswith("-") else f"-{cell}"
    yield "scientific", lambda _: f"{cell}e0"
    yield "NaN", lambda _: "NaN"
    if point:
        yield "point moved", lambda _: f"{whole}{part[0]}.{part[1:]}".rstrip(".")
    if len(whole.lstrip("-")) > 3:
        yield "thousands-separated", lambda _: f"{int(whole):,}{point}{part}"


def twin_of(column: str) -> str:
    """The column with the same text in the other language, "" where there is none."""
    if column.endswith(("_zh", "_en")):
        return f"{column[:-3]}_{'en' if column.endswith('zh') else 'zh'}"
    return ""
