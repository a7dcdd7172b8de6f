"""The wide table: every statistic once, nothing between the rows, nothing lost from its cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from towns import make_town

import fengqiao_open as fo
from fengqiao_open.analysis.wide import COLUMNS


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of a town and one of another, merged."""
    folder = tmp_path_factory.mktemp("towns")
    paths = [
        make_town(folder / "one"),
        make_town(folder / "two", later=1),
        make_town(folder / "three", "linhe"),
    ]
    assert fo.combine(paths, folder / "all").report.ok
    return folder / "all"


@pytest.mark.parametrize("merged", [False, True])
def test_every_statistic_is_in_one_row(merged: bool, towns: Path) -> None:
    """A number that the pivot drops is lost without a sign."""
    package = towns if merged else None
    found = fo.wide(package=package)
    listed = " ".join(found["observation_ids"]).split()
    assert sorted(listed) == sorted(fo.load("observations", package)["observation_id"])
    assert list(found.columns) == list(COLUMNS)
    assert not found.duplicated(["source_id", "indicator_id", "area_id", "period", "target_period"]).any()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_value_is_in_the_column_of_its_measure(lang: Any) -> None:
    """A growth in the column of levels is a wrong number."""
    rows = (
        fo.wide(lang)
        .assign(ids=lambda each: each["observation_ids"].str.split())
        .explode("ids")
        .set_index("ids")
    )
    for each in fo.statistics(lang).itertuples():
        row = rows.loc[each.observation_id]
        of = "" if each.status == "actual" else "target_"
        assert (row["indicator"], row["area"]) == (each.indicator, each.area)
        assert each.printed in row[f"{of}printed"]
        if each.measure == "statement":
            assert pd.isna(each.value)
            continue
        assert row[f"{of}{each.measure}"] == each.value
        if each.measure == "level":
            assert row[f"{of}unit"] == each.unit
        if each.qualifier != "exact":
            assert f"{each.measure}={each.qualifier}" in row[f"{of}qualifiers"]
        if of:
            assert row["target_period"] == each.period and row["target_status"] == each.status
        else:
            assert row["period"] == each.period


def test_what_a_target_requires_is_that_of_targets() -> None:
    """Two tables with two answers would leave the choice to the reader."""
    rows = fo.wide().set_index("observation_ids")
    for target in fo.targets().dropna(subset=["needed_growth"]).itertuples():
        (row,) = (rows.loc[each] for each in rows.index if target.observation_id in each)
        if target.observation_id not in ("fengqiao-2023-p30-01", "fengqiao-2023-p30-02"):
            assert (row["needed_level"], row["needed_growth"]) == (target.needed_level, target.needed_growth)
        assert row["needed_growth"] < 51


def test_targets_of_two_years_have_two_rows(towns: Path) -> None:
    """A target for next year beside one for the year after would be one of them."""
    found = fo.wide(package=towns)
    assert found["target_period"].nunique() > 1
    assert found.groupby(["source_id", "indicator_id", "area_id", "period"], dropna=False).size().max() == 1
