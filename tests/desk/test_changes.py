"""Changes of tables: applied, taken back, refused where cells are not as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao_open.desk.changes import (
    Change,
    ConflictError,
    addition,
    applied,
    differences,
    edit,
    inverse,
    removal,
)
from fengqiao_open.tabular.csv import Row, Table


def table(*keys: str, code: str = "") -> Table:
    """Units with these keys and one code."""
    rows = (Row("units", line, key, {"unit_id": key, "code": code}) for line, key in enumerate(keys, 2))
    return Table("units", ("unit_id", "code"), tuple(rows))


KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@given(KEYS, KEYS, st.text(max_size=3))
def test_the_differences_of_two_tables_make_one_of_the_other_and_back(
    old: list[str], new: list[str], code: str
) -> None:
    """Undo must give the file byte for byte: the rows in their order, each on its line."""
    # Rows that both have stay in their order, as in a file that someone edits.
    both = [key for key in old if key in new]
    order = iter(both)
    new = [next(order) if key in old else key for key in new]
    before, after = table(*old), table(*new, code=code)
    changes = differences(before, after)
    made = applied({"units": before}, changes)["units"]
    assert made == after
    assert applied({"units": made}, inverse(changes))["units"] == before


def test_a_cell_that_has_changed_meanwhile_is_not_overwritten() -> None:
    """What another program entered would be lost."""
    change = edit(table("mu"), "mu", {"code": "x"})
    assert change is not None
    with pytest.raises(ConflictError, match="has changed meanwhile"):
        applied({"units": table("mu", code="y")}, [change])


def test_a_change_that_is_there_already_is_passed_over_only_when_a_log_is_read_again() -> None:
    """A process that is killed between two files has written one of them."""
    change = Change("units", "mu", {"code": ""}, {"code": "x"})
    done = {"units": table("mu", code="x")}
    assert applied(done, [change], again=True) == done
    with pytest.raises(ConflictError):
        applied(done, [change])


def test_a_row_is_added_with_all_columns_and_removed_whole() -> None:
    """A row that lacks a column cannot be written."""
    change = addition(table("mu"), {"unit_id": "jin"})
    made = applied({"units": table("mu")}, [change])["units"]
    assert [row.cells for row in made.rows] == [{"unit_id": "mu", "code": ""}, {"unit_id": "jin", "code": ""}]
    assert applied({"units": made}, [removal(made, "mu")])["units"].rows[0].key == "jin"
