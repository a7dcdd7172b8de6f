"""The checker of the desk: what it remembers from one decision to the next changes nothing that it finds."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from fengqiao_open.datapackage.package import read_package, shipped, shipped_root
from fengqiao_open.desk.checks import Checker
from fengqiao_open.tabular.csv import Row, Table
from fengqiao_open.validation.read import read_tables


def edited(tables: dict[str, Table], chance: random.Random) -> dict[str, Table]:
    """The tables with one cell set to that of another row or to what no cell should be, or a row less or twice."""
    name = chance.choice([name for name, table in tables.items() if table.rows])
    table = tables[name]
    at = chance.randrange(len(table.rows))
    row = table.rows[at]
    if chance.random() < 0.2:
        rows = chance.choice([(*table.rows[:at], *table.rows[at + 1 :]), (*table.rows, row)])
        lines = (Row(name, line, each.key, each) for line, each in enumerate(rows, 2))
        return {**tables, name: replace(table, rows=tuple(lines))}
    column = chance.choice(table.columns)
    cell = chance.choice([chance.choice(table.rows)[column], "=1+1", "", " 7"])
    key = cell if column == table.columns[0] else row.key
    new = Row(name, row.line, key, {**row, column: cell})
    return {**tables, name: replace(table, rows=(*table.rows[:at], new, *table.rows[at + 1 :]))}


@pytest.mark.parametrize("seed", range(4))
def test_a_checker_that_remembers_finds_what_a_new_one_finds(seed: int) -> None:
    """It looks only at new cells and changed keys: a finding that it remembered wrongly would stay, or stay away."""
    chance = random.Random(seed)
    start, _ = read_tables(read_package(shipped_root()))
    remembering, tables = Checker(shipped().descriptor), start
    assert remembering.findings(start) == Checker(shipped().descriptor).findings(start)
    for _ in range(12):
        tables = edited(tables if chance.random() < 0.7 else start, chance)
        assert remembering.findings(tables) == Checker(shipped().descriptor).findings(tables)
