"""Sums: what may be added is, what would count twice is refused or left out, by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from packages import make_good

import fengqiao_open as fo

LEVELS = fo.load("statistics").query("measure == 'level' and status == 'actual'")
INVESTMENT = LEVELS.query("theme_id == 'investment' and base_unit_en == 'yuan'")


def test_a_sum_of_parts_that_exclude_each_other_is_made_in_the_printed_unit() -> None:
    """Rice and wheat are parts of grain that do not overlap: 2.04 + 1.42, without a binary remainder."""
    found = fo.total(LEVELS[LEVELS["indicator_id"].isin(["rice-sown-area", "wheat-and-barley-sown-area"])])
    assert (found.value, found.unit, found.qualifier) == (3.46, "10 thousand mu", "exact")
    assert not found.excluded


@pytest.mark.parametrize("lang", ["zh", "en", None])
def test_parts_are_refused_by_name_or_left_out(lang: str | None) -> None:
    """Fixed-asset investment is 21.3, not 34.4, in every form of the table."""
    rows = fo.statistics(lang, 2022, theme="investment")  # type: ignore[arg-type]
    rows = rows[rows["observation_id"].isin(INVESTMENT["observation_id"])]
    with pytest.raises(fo.NotAdditiveError, match=r"p10-05 \(.+\) is part of fengqiao-2023-p10-03"):
        fo.total(rows)
    found = fo.total(rows, overlaps="exclude")
    assert found.value == 21.3 and found.observation_ids == ("fengqiao-2023-p10-03",)
    assert set(found.excluded) == {"fengqiao-2023-p10-05", "fengqiao-2023-p10-07"}


def test_overlaps_without_a_total_are_refused_in_both_ways() -> None:
    """Manufacturing and technical upgrading investment overlap by an unknown amount: no sum of them is right."""
    rows = INVESTMENT[INVESTMENT["indicator_id"] != "fixed-asset-investment"]
    for overlaps in ("refuse", "exclude"):
        with pytest.raises(fo.NotAdditiveError, match="may overlap") as refused:
            fo.total(rows, overlaps)  # type: ignore[arg-type]
        assert "可能重叠" in refused.value.message("zh")
        assert str(refused.value).endswith("select one of each pair.") and "exclude" not in str(refused.value)


REFUSED: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "Only levels": lambda rows: rows.query("measure != 'level'"),
    "differ in period": lambda rows: rows.query("indicator_id == 'foreign-capital-utilized' and measure == 'level'"),
    "differ in base_unit_en": lambda rows: rows.query("theme_id == 'agriculture' and measure == 'level' and period == 2022"),
    "one area": lambda rows: pd.concat([rows.iloc[:1], rows.iloc[:1]]),
    "no rows": lambda rows: rows.iloc[:0],
    "missing: observation_id": lambda rows: rows[["value"]],
}  # fmt: skip


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_not_alike_is_refused_with_its_reason(words: str) -> None:
    """A growth rate, another year, another unit or the same row twice adds up to a number that means nothing."""
    with pytest.raises(fo.NotAdditiveError, match=words) as refused:
        fo.total(REFUSED[words](fo.load("statistics")))
    assert refused.value.message("zh")


def test_one_indicator_is_added_over_areas_that_exclude_each_other(tmp_path: Path) -> None:
    """The roads of two villages are added; the roads of a village are not added to those of its town."""
    package = make_good(tmp_path / "good")
    rows = fo.statistics(package=package).query("indicator_id == 'road-built'")
    assert fo.total(rows, package=package).value == 4
    town = rows.assign(area_id=["990101100000", "990101100202"])
    with pytest.raises(fo.NotAdditiveError, match="an area within another"):
        fo.total(town, package=package)


@pytest.mark.parametrize(("lang", "words"), [("en", "not printed"), ("zh", "未"), (None, "not printed")])
def test_a_sum_carries_the_notes_of_its_rows(lang: str | None, words: str) -> None:
    """The investment of a whole project is no spending of a year: only the note of the row says so."""
    rows = fo.statistics(lang, project="peach-quality-centre")  # type: ignore[arg-type]
    found = fo.total(rows)
    text = rows.iloc[0][{None: "note_en"}.get(lang, "note")]
    assert found.notes == {rows["observation_id"].iloc[0]: text} and words.casefold() in text.casefold()
    assert text in repr(found)
    assert fo.total(rows.drop(columns=[name for name in rows if name.startswith("note")])).notes == {}


def test_the_qualifier_of_a_sum_is_the_weakest() -> None:
    """“Over 3,000” and “over 100” are at least 3,100."""
    rows = LEVELS.query("qualifier == 'over' and unit_id == 'time'")
    assert fo.total(rows).qualifier == "at_least"
