"""The English names of units: the magnitude may be in words or in digits, and must be that of the Chinese name."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengqiao_open import validate


def _found(good: Path, name: str) -> list[tuple[str, str]]:
    path = good / "data" / "units.csv"
    text = path.read_text("utf-8").replace("10 thousand yuan", f'"{name}"')
    path.write_text(text, "utf-8")
    found = validate(good, hashes=False).findings
    return [(each.code, each.column) for each in found if each.table == "units" and each.severity == "error"]


@pytest.mark.parametrize(
    "name", ["10,000 yuan", "10000 yuan", "10 000 yuan", "Ten thousand yuan", "10 thousand yuan"]
)
def test_a_magnitude_in_digits_is_right(good: Path, name: str) -> None:
    """A unit of ten thousand yuan was called wrong for being written as 10,000 yuan."""
    assert _found(good, name) == []


@pytest.mark.parametrize(
    "name", ["1,000 yuan", "100,000 yuan", "10 million yuan", "thousand yuan", "million yuan"]
)
def test_another_magnitude_is_wrong(good: Path, name: str) -> None:
    """A name with another number than the factor makes every value of the unit wrong for its readers."""
    assert _found(good, name) == [("FQ-R16", "name_en")]
