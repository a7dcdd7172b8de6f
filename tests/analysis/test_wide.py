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


def test_a_row_has_a_year_only_with_an_actual_value() -> None:
    """Catches a row of a plan for 2023 that reads as 2022 without a value."""
    found = fo.wide()
    assert (found["period"].isna() == found["paragraph"].isna()).all()
    assert found["period"].isna().any() and set(found["period"].dropna()) == {2022}


def test_levels_are_also_in_base_units() -> None:
    """Catches yuan, 10 thousand and 100 million yuan in one column as all there is."""
    frame, rows = fo.wide(), fo.statistics("en").query("measure == 'level'").set_index("observation_id")
    seen = 0
    for row in frame.to_dict("records"):
        for key in set(row["observation_ids"].split()) & set(rows.index):
            of = "" if rows.loc[key, "status"] == "actual" else "target_"
            assert row[f"{of}base_level"] == rows.loc[key, "base_value"]
            assert row[f"{of}base_unit"] == rows.loc[key, "base_unit"]
            seen += 1
    assert seen == len(rows)


def test_rows_of_the_wide_table_can_be_cited() -> None:
    """Catches “no column that identifies its rows” where `observation_ids` does."""
    frame = fo.wide()
    assert fo.cite(frame.head(1)) == fo.cite(frame["observation_ids"][0].split())
    assert fo.cite(frame.head(3), "bibtex") == fo.cite(
        " ".join(frame["observation_ids"][:3]).split(), "bibtex"
    )
    first = fo.targets()["observation_id"][0]
    assert (
        fo.cite(fo.targets().head(1), lang="en").split("\n")[0] == fo.cite([first], lang="en").split("\n")[0]
    )


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_targets_have_labels_and_their_place(lang: Any, merged: bool, towns: Path) -> None:
    """Catches codes under a Chinese table, and a target in words of which the words are nowhere."""
    package = towns if merged else None
    frame = fo.targets(lang, package).set_index("observation_id")
    rows = fo.statistics(lang, package=package).set_index("observation_id").loc[frame.index]
    for name in ("status_label", "measure_label", "qualifier_label", "printed", "paragraph"):
        assert frame[name].fillna("").astype(str).to_list() == rows[name].fillna("").astype(str).to_list()
    assert set(frame["status"]) == {"target", "planned"}


@pytest.mark.parametrize("make", [fo.targets, fo.wide, fo.statistics])
def test_a_missing_text_is_missing_and_not_empty(make: Any) -> None:
    """Catches three forms of a missing text in the tables of one library."""
    frame = make("en")
    texts = [each for each in frame if pd.api.types.is_string_dtype(frame[each])]
    assert "indicator" in texts and {str(frame[each].dtype) for each in texts} <= {"string", "category"}
    assert not (frame[texts].astype("string") == "").any(axis=None)
    for lang in ("fr", 5):
        with pytest.raises(ValueError, match="lang is"):
            make(lang)
