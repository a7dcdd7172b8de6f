"""What is looked at all at once is judged as if each row had been looked at by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fengqiao_open.datapackage.schema import Field
from fengqiao_open.streaming.csv_batches import CODE, Batch, _is_utf8, from_block
from fengqiao_open.streaming.csv_blocks import Block
from fengqiao_open.streaming.key_hashes import row_hashes
from fengqiao_open.streaming.prefilter import IDENTIFIER, are_identifiers
from fengqiao_open.streaming.row_classes import FAST_CHECKS, Passed, class_numbers
from fengqiao_open.tabular.csv import Row, Table
from fengqiao_open.tabular.dataset import Data
from fengqiao_open.validation.rules import RULES

IDENTIFIERS = st.text("ab-19A字 \n", max_size=6)
WHOLE = st.one_of(st.none(), st.integers(-3, 3), st.integers(-(2**63), 2**63 - 1))
COLUMNS = st.lists(
    st.one_of(
        st.tuples(st.just(pl.Int64), st.lists(WHOLE, min_size=6, max_size=6)),
        st.tuples(st.just(CODE), st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=6, max_size=6)),
        st.tuples(st.just(pl.String), st.lists(st.sampled_from([None, "a", "b", ""]), min_size=6, max_size=6)),
    ),
    min_size=1,
    max_size=5,
)  # fmt: skip


@given(COLUMNS)
@example([(pl.Int64, [2**63 - 1, -(2**63), None, 0, -1, 1])] * 5)
def test_rows_have_one_number_if_and_only_if_they_agree(columns: Sequence[tuple[type[pl.DataType], list[object]]]) -> None:  # fmt: skip
    """One number for two kinds of rows would let a rule pass over one of them."""
    numbers = class_numbers(pl.Series(cells, dtype=dtype) for dtype, cells in columns).to_list()
    rows = list(zip(*(cells for _, cells in columns), strict=True))
    for one, first in zip(rows, numbers, strict=True):
        assert [first == other for other in numbers] == [one == other for other in rows]


@given(st.lists(IDENTIFIERS, min_size=1, max_size=4))
@example(["a-b", "b-"])
@example(["a", "-b"])
@example(["a", "b--c"])
@example(["a", ""])
@example(["a" * 2**17 + "-", "-b"])
@example(["a" * (2**17 - 1) + "--b"])
def test_a_column_of_identifiers_passes_if_each_of_them_does(cells: list[str]) -> None:
    """A look at all bytes together must not pass an identifier that its pattern refuses."""
    field = Field("key", "string", constraints={"required": True, "pattern": IDENTIFIER})
    valid = all(re.fullmatch(IDENTIFIER, cell) for cell in cells)
    assert are_identifiers(field, pl.Series(cells)) == valid
    assert are_identifiers(field, pl.Series(["-", *cells, "-"])[1:-1]) == valid
    assert not are_identifiers(replace(field, constraints={"maxLength": 3}), pl.Series(cells))


@given(st.one_of(st.binary(max_size=8), st.text(max_size=4).map(str.encode)))
def test_bytes_are_text_if_they_can_be_decoded(data: bytes) -> None:
    """Bytes of another encoding must not pass as text."""
    try:
        data.decode()
    except UnicodeDecodeError:
        assert not _is_utf8(data)
    else:
        assert _is_utf8(data)


PARTS = st.lists(
    st.sampled_from(["a", "b", "p01", "c", "c1", "c001", "c0011", "01", "1", "001"]), min_size=1, max_size=4
)


@given(PARTS, PARTS, st.booleans())
@example(["a", "p01", "01"], ["a", "p01", "c001"], False)
@example(["a", "01"], ["a", "c1-c"], False)
def test_what_passes_the_fast_check_of_paragraphs_keeps_the_rule(one: list[str], other: list[str], shared: bool) -> None:  # fmt: skip
    """A fast check that passes what the rule reports is a rule switched off."""
    key, figure = "-".join(one), "-".join([*one[:-1], other[-1]] if shared else other)
    rows = pl.DataFrame({"observation_id": [key], "figure_id": [figure]})
    rule = next(each for each in RULES if each.code == "FQ-P27")
    row = Row("observations", 2, key, {"observation_id": key, "figure_id": figure})
    found = list(rule.check(Data({"observations": Table("observations", (), (row,))}, {})))
    if FAST_CHECKS["FQ-P27"](rows).item():
        assert not found


def test_a_valid_row_with_two_digits_passes_the_fast_check_of_paragraphs() -> None:
    """A fast check that no row passes would be as right as it is slow."""
    rows = pl.DataFrame({"observation_id": ["a-2023-p08-01"], "figure_id": ["a-2023-p08-c208"]})
    assert FAST_CHECKS["FQ-P27"](rows).item()


def test_what_passed_is_not_new_and_nothing_else_is_skipped() -> None:
    """A memory that mixes up what it remembers would let wrong rows through."""
    passed = Passed()
    passed.add("unit_id", ["yuan", "percent"])
    assert passed.new("unit_id", ["yuan", "yaun", "percent"]) == [1]
    assert passed.new("measure", ["yuan"]) == [0]


def test_columns_of_which_nearly_all_cells_differ_are_read_as_text() -> None:
    """Numbering the texts of a column of titles costs twice what reading it does."""
    rows = [f"town-{number},Report {number},2023" for number in range(500)]
    data = "\n".join([*rows, ""]).encode()
    batch = from_block(Block("f.csv", data, 2, 500), "t", ["key", "title", "year"], {"key"})
    assert list(batch.dictionaries) == ["year"]
    assert batch.frame["title"].to_list() == [row.split(",")[1] for row in rows]
    few = from_block(
        Block("f.csv", data[: data.index(b"\n") + 1], 2, 1), "t", ["key", "title", "year"], {"key"}
    )
    assert list(few.dictionaries) == ["title", "year"]


@pytest.mark.parametrize(
    ("dtype", "numbers"),
    [
        (pl.Int8, [*range(-128, 128), 5, None]),
        (pl.UInt8, [*range(256), 5]),
        (pl.Int64, [2022, 2023, None, 2022]),
        (pl.Int64, [-(2**63), -(2**63) + 1, -(2**63)]),
        (pl.Int64, [2**63 - 1, 2**63 - 2]),
        (pl.UInt64, [2**64 - 1, 2**64 - 1]),
        (pl.Int64, [None, None]),
    ],
)
def test_whole_numbers_have_the_hashes_of_their_texts(
    dtype: type[pl.DataType], numbers: list[int | None]
) -> None:
    """A year kept as a number is the year that a CSV spells out; a number at the end of its type stops nothing."""
    cells = pl.Series("n", numbers, dtype)
    batch = Batch("t", "f", ("n",), cells.to_frame(), len(cells))
    texts = replace(batch, frame=cells.cast(pl.String).to_frame())
    there = cells.is_not_null().to_numpy()
    assert (row_hashes(batch, ["n"])[there] == row_hashes(texts, ["n"])[there]).all()
