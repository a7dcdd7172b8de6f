"""The work of a check grows with the rows of a package and no faster."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from towns import joined, make_town

from fengqiao_open.tabular.csv import Row, Table
from fengqiao_open.validation.rules.naming import _by_name, _named
from fengqiao_open.validation.validate import validate


def test_cells_looked_at_grow_with_the_reports_of_a_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a rule that goes through all rows for each row: three more reports cost what the three before did."""
    looked = 0
    read = Row.__getitem__

    def counted(row: Row, column: str) -> str:
        nonlocal looked
        looked += 1
        return read(row, column)

    years = [make_town(tmp_path / str(later), later=later) for later in range(9)]
    packages = [joined(years[:number], tmp_path / f"of-{number}") for number in (3, 6, 9)]
    monkeypatch.setattr(Row, "__getitem__", counted)
    costs = []
    for package in packages:
        looked = 0
        validate(package, hashes=False)
        costs.append(looked)
    three, six, nine = costs
    assert nine - six < 1.02 * (six - three)


@pytest.mark.parametrize(
    ("text", "keys"),
    [("荣泰电工研究院在星火村", ["a", "b"]), ("星火", []), ("", []), ("荣泰荣泰电工", ["a"])],
)
def test_a_text_names_what_stands_in_it(text: str, keys: list[str]) -> None:
    """Names of several lengths, one within another, each once, in the order of their rows."""
    names: Mapping[str, str] = {"a": "荣泰电工", "b": "荣泰电工研究院", "c": "星光村"}
    rows = tuple(Row("x", line, key, {"name_zh": name}) for line, (key, name) in enumerate(names.items(), 2))
    assert [row.key for row in _named(text, _by_name(Table("x", (), rows).rows))] == keys
