"""The wide table and the targets of a merged dataset: what the packages give one by one, of which only a part may be asked for."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import fengqiao_open as fo
from fengqiao_open.lang import LANGS, Lang

pl = pytest.importorskip("polars", reason="merged datasets need the extra `large`")


@pytest.fixture(scope="module")
def one_by_one(packages: list[Path]) -> dict[Lang, pd.DataFrame]:
    """In each language the wide tables of packages below each other, in the order of their reports."""

    def joined(lang: Lang) -> pd.DataFrame:
        frames = (fo.wide(lang, each) for each in packages)
        return pd.concat(sorted(frames, key=lambda each: str(each.loc[0, "source_id"])), ignore_index=True)

    return {lang: joined(lang) for lang in LANGS}


@pytest.mark.parametrize("lang", LANGS)
def test_the_wide_table_is_that_of_the_packages(
    lang: Lang, one_by_one: dict[Lang, pd.DataFrame], merged: Path
) -> None:
    """One query for all says what exact arithmetic says of each, to the last digits that a number can hold."""
    pd.testing.assert_frame_equal(fo.wide(lang, merged), one_by_one[lang], rtol=1e-12)


def test_the_lazy_wide_table_is_the_same_and_reads_what_is_asked_for(
    one_by_one: dict[Lang, pd.DataFrame], packages: list[Path], merged: Path
) -> None:
    """A filter on what tells a row goes down to the files."""
    wanted = one_by_one["en"]
    lazy = fo.load_lazy("wide", merged)
    assert (
        lazy.select("needed_level").collect()["needed_level"].null_count()
        == wanted["needed_level"].isna().sum()
    )
    some = lazy.filter(pl.col("indicator_id") == "fixed-asset-investment")
    levels = wanted[wanted["indicator_id"] == "fixed-asset-investment"]["level"]
    assert some.select("level").collect()["level"].to_list() == levels.tolist()
    scanned = [line for line in some.explain().splitlines() if "SELECTION" in line]
    assert any("fixed-asset-investment" in line for line in scanned)
    small = fo.load_lazy("wide", packages[1], "zh").collect()
    assert small.schema == lazy.collect_schema() and small.height == len(fo.wide("zh", packages[1]))


def test_rows_of_an_indicator_or_an_area_are_those_of_the_whole(packages: list[Path], merged: Path) -> None:
    """What is left out of the reading must not change what is read."""
    for package in (packages[1], merged):
        wide, targets = fo.wide("en", package), fo.targets("en", package)
        indicator, area = targets.loc[0, "indicator_id"], wide.loc[0, "area_id"]
        for whole, some, column, value in (
            (wide, fo.wide("en", package, indicator=indicator), "indicator_id", indicator),
            (wide, fo.wide("en", package, area=area), "area_id", area),
            (targets, fo.targets("en", package, indicator=indicator), "indicator_id", indicator),
        ):
            assert len(some) > 0
            pd.testing.assert_frame_equal(some, whole[whole[column] == value].reset_index(drop=True))
        of_town = fo.targets("en", package, area=area)
        pd.testing.assert_frame_equal(
            of_town, targets[targets["observation_id"].isin(of_town["observation_id"])].reset_index(drop=True)
        )


def test_an_unknown_indicator_or_area_is_an_error(merged: Path) -> None:
    """An empty table would pass for one without targets."""
    for read in (fo.wide, fo.targets):
        with pytest.raises(fo.UnknownValueError, match="exports"):
            read("en", merged, indicator="export-s")
        with pytest.raises(fo.UnknownValueError, match="Nowhere"):
            read("en", merged, area="Nowhere")
    with pytest.raises(ValueError, match="'fr'"):
        fo.load_lazy("wide", merged, "fr")  # type: ignore[arg-type]
