"""Values that no CSV brings, from DataFrames of others: each is a finding or is taken, and none is a traceback."""

from __future__ import annotations

from decimal import Decimal

import pytest

import fengqiao_open as fo


@pytest.mark.parametrize(
    "value",
    [Decimal("sNaN"), Decimal("NaN"), Decimal("Infinity"), float("inf"), 10**200, "\ud800", "1\0", object()],
    ids=lambda each: f"{type(each).__name__}",
)
def test_an_odd_value_is_a_finding_at_its_cell(value: object) -> None:
    """A signalling NaN or half a character stopped the check with a traceback."""
    frame = fo.load("observations").astype({"value": "object"})
    frame.loc[0, "value"] = value
    found = [each for each in fo.check(frame, "observations").findings if each.severity == "error"]
    missing = isinstance(value, Decimal) and value.is_qnan()
    assert [(each.column, each.line) for each in found] == ([] if missing else [("value", 2)])


def test_half_a_character_in_a_text_is_a_finding() -> None:
    """No file can hold it, so that it would be lost or stop whoever writes the table."""
    frame = fo.load("areas").astype({"note_en": "object"})
    frame.loc[0, "note_en"] = "half \ud800 a character."
    frame.loc[0, "note_zh"] = "半个字。"
    assert {each.column for each in fo.check(frame, "areas").findings} == {"note_en"}


@pytest.mark.parametrize("library", ["polars", "pyarrow"])
def test_a_dataframe_of_another_library_is_cited(library: str) -> None:
    """`cite` of a polars DataFrame said one bare word."""
    selection = fo.statistics(theme="trade")
    if library == "polars":
        polars = pytest.importorskip("polars")
        other = polars.from_pandas(selection.astype("object").astype("string"))
    else:
        pyarrow = pytest.importorskip("pyarrow")
        other = pyarrow.Table.from_pandas(selection.astype("object").astype("string"))
    assert str(fo.cite(other)) == str(fo.cite(selection))
