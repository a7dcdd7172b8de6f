"""Statistics of an edited package: what is not refreshed is an error with the command, never an old number."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

import fengqiao_open as fo


def edited(package: Path, old: str, new: str) -> Path:
    """The package with the first place of a text in its observations replaced."""
    file = package / "data" / "observations.csv"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return package


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",20.5,", ",20.6,", r"has value 20.5, observations.csv has 20.6"),
        (",yi-yuan,", ",wan-yuan,", r"has unit_id yi-yuan, observations.csv has wan-yuan"),
        (",actual,", ",planned,", r"has status actual, observations.csv has planned"),
        (",2031,", ",2030,", r"has period 2031, observations.csv has 2030"),
    ],
)
@pytest.mark.parametrize("read", [fo.statistics, fo.wide, partial(fo.plot.data, "growth")])
def test_an_edit_that_was_not_refreshed_is_named(
    read: object, old: str, new: str, message: str, good: Path
) -> None:
    """A value corrected in observations.csv was the old one in every analysis, without a word."""
    package = edited(good, old, new)
    with pytest.raises(fo.PackageError, match=message) as raised:
        read(package=package)  # type: ignore[operator]
    assert f"fengqiao-open refresh {package}" in str(raised.value)
    assert "未更新" in raised.value.message("zh")


def test_a_row_that_was_added_or_removed_is_named(good: Path) -> None:
    """A statistic that is only in observations.csv is in no sum."""
    file = good / "data" / "observations.csv"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    key = lines[-1].partition(",")[0]
    file.write_text("".join(lines[:-1]), "utf-8")
    with pytest.raises(fo.PackageError, match=f"{key} is not in observations.csv"):
        fo.statistics(package=good)
    file.write_text("".join(lines) + lines[-1].replace(key, f"{key}9"), "utf-8")
    with pytest.raises(fo.PackageError, match=f"{key}9 of observations.csv is missing"):
        fo.statistics(package=good)


def test_the_order_of_rows_and_the_digits_of_a_number_are_no_difference(good: Path) -> None:
    """An error about a package in which nothing is wrong sends the reader to a command that changes nothing."""
    file = good / "data" / "observations.csv"
    head, *lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([head, *reversed(lines)]), "utf-8")
    assert len(fo.statistics(package=edited(good, ",20.5,", ",20.50,"))) == len(lines)
