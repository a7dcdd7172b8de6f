"""`compare`: one indicator in one year over the places of a merged dataset or a folder of packages."""

from __future__ import annotations

from pathlib import Path

import made_towns
import pandas as pd
import pytest
from towns import edited, numbered_town

import fengqiao_open as fo
from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.compilation.comparison import COLUMNS
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.plot import frames

OUTPUT = "gross-industrial-output"


@pytest.fixture
def towns(tmp_path: Path) -> dict[str, Path]:
    """Three towns of one county; in the third, output is greater."""
    names = ("baishan", "qinghe", "yuxi")
    made = {name: numbered_town(tmp_path / "towns", name, at) for at, name in enumerate(names, 1)}
    edited(made["yuxi"], "observations", "yuxi-2032-p04-01", value="30")
    refresh(read_package(made["yuxi"]))
    return made


def folder(towns: dict[str, Path]) -> Path:
    """The folder of all towns."""
    return towns["yuxi"].parent


def test_places_come_with_value_unit_growth_and_rank(towns: dict[str, Path]) -> None:
    """The largest first; equal values share a rank, among all and among those with one parent."""
    found = fo.compare(OUTPUT, 2031, package=folder(towns))
    assert list(found.columns) == list(COLUMNS)
    shown = found[["area", "value", "unit", "growth", "rank", "peers", "rank_in_parent", "peers_in_parent"]]
    assert shown.values.tolist() == [
        ["Yuxi Town", 30.0, "100 million yuan", 8.2, 1, 3, 1, 3],
        ["Baishan Town", 20.5, "100 million yuan", 8.2, 2, 3, 2, 3],
        ["Qinghe Town", 20.5, "100 million yuan", 8.2, 2, 3, 2, 3],
    ]
    assert found["refusal"].isna().all() and set(found["parent"]) == {"Example District"}


def test_an_indicator_may_be_named_and_the_texts_are_in_the_language_asked_for(
    towns: dict[str, Path],
) -> None:
    """As in `statistics`."""
    found = fo.compare("规上工业总产值", "2031", "zh", folder(towns))
    assert found.loc[0, ["area", "unit", "parent"]].tolist() == ["第3镇", "亿元", "示例区"]


def test_a_value_of_a_draft_is_marked(towns: dict[str, Path]) -> None:
    """Catches a value under an indicator that nobody has confirmed, with nothing that tells it from the others."""
    edited(towns["yuxi"], "indicators", OUTPUT, definition_status="draft")
    refresh(read_package(towns["yuxi"]))
    found = fo.compare(OUTPUT, 2031, package=folder(towns))
    assert found.set_index("area")["definition_status"].eq("draft").to_dict() == {
        "Yuxi Town": True, "Baishan Town": False, "Qinghe Town": False
    }  # fmt: skip
    assert set(frames.compared(found, "en", 30)["label"]) == {
        "Yuxi Town (draft)",
        "Baishan Town",
        "Qinghe Town",
    }
    assert "第3镇（草稿）" in set(
        frames.compared(fo.compare(OUTPUT, 2031, "zh", folder(towns)), "zh", 30)["label"]
    )


def test_a_merged_dataset_gives_what_its_packages_give(tmp_path: Path) -> None:
    """Where the rows lie makes no difference; towns of several sizes, with units of their own."""
    pytest.importorskip("polars", reason="merged datasets need the extra `large`")
    made_towns.make(6, tmp_path / "towns", year=2024)
    assert fo.combine([tmp_path / "towns"], tmp_path / "merged").report.ok
    merged, apart = (
        fo.compare("fixed-asset-investment", 2023, package=tmp_path / each) for each in ("merged", "towns")
    )
    assert len(merged) == merged.loc[0, "peers"] > 2
    pd.testing.assert_frame_equal(merged, apart)


def test_what_is_not_comparable_is_refused_and_kept_out_of_sums(towns: dict[str, Path]) -> None:
    """A county among towns: its value stays as printed, its value in base units does not."""
    edited(towns["yuxi"], "areas", "990101400000", type="county")
    refresh(read_package(towns["yuxi"]))
    found = fo.compare(OUTPUT, 2031, package=folder(towns))
    refused = found[found["refusal"].notna()]
    assert refused[["area", "value", "refusal", "why"]].values.tolist() == [
        ["Yuxi Town", 30.0, "type", "The place is of another administrative level."]
    ]
    assert refused[["base_value", "rank", "peers"]].isna().all(axis=None)
    assert found["base_value"].sum() == 2 * 20.5e8


def test_targets_parts_of_places_and_growth_alone_are_refused(towns: dict[str, Path]) -> None:
    """Nothing that has the indicator in that year is left out without a word."""
    goals = fo.compare(OUTPUT, 2032, package=folder(towns))
    assert goals["refusal"].tolist() == ["status"] * 3
    parts = fo.compare("road-built", 2031, package=folder(towns))
    assert parts["refusal"].tolist() == ["scope"] * 3
    for name in ("baishan", "qinghe"):
        edited(
            towns[name], "observations", f"{name}-2032-p04-01", indicator_id="zone-investment", period="2030"
        )
        refresh(read_package(towns[name]))
    growth = fo.compare(OUTPUT, 2031, package=folder(towns)).set_index("area")["refusal"]
    assert growth.to_dict() == dict.fromkeys(("Baishan Town", "Qinghe Town", "Yuxi Town"), "measure")


def test_only_places_within_another_are_compared_when_asked(towns: dict[str, Path]) -> None:
    """By code or by name; a place that is not there is named in the error."""
    for place in ("990101000000", "Example District", "示例区"):
        assert len(fo.compare(OUTPUT, 2031, package=folder(towns), within=place)) == 3
    with pytest.raises(ValueError, match="Only one place"):
        fo.compare(OUTPUT, 2031, package=folder(towns), within="Yuxi Town")
    with pytest.raises(fo.UnknownValueError, match="Elsewhere"):
        fo.compare(OUTPUT, 2031, package=folder(towns), within="Elsewhere")


def test_one_place_and_unknown_names_are_errors_that_say_what_to_do(towns: dict[str, Path]) -> None:
    """Nothing is compared with itself."""
    with pytest.raises(ValueError, match="merged dataset or a folder of packages"):
        fo.compare(OUTPUT, 2031, package=towns["yuxi"])
    with pytest.raises(fo.UnknownValueError, match="gross-industrial-output"):
        fo.compare("gross-industrial-outpu", 2031, package=folder(towns))
    with pytest.raises(ValueError, match="'fr'"):
        fo.compare(OUTPUT, 2031, "fr", folder(towns))  # type: ignore[arg-type]


def test_the_chart_draws_what_is_compared_in_the_unit_of_the_largest(towns: dict[str, Path]) -> None:
    """And says of how many places; what is refused is not drawn."""
    pytest.importorskip("altair", reason="charts need the extra `plot`")
    edited(towns["qinghe"], "indicators", OUTPUT, definition_zh="另一种产值。", definition_en="Other output.")
    refresh(read_package(towns["qinghe"]))
    found = fo.compare(OUTPUT, 2031, package=folder(towns))
    drawn = fo.plot.comparison(found).to_dict()
    assert drawn["title"]["text"] == "Gross industrial output, 2031: 2 of 2 places"
    (data,) = drawn["datasets"].values()
    assert [(row["label"], row["value"], row["shown"]) for row in data] == [
        ("Yuxi Town", 30.0, "30"),
        ("Baishan Town", 20.5, "20.5"),
    ]
    with pytest.raises(ValueError, match="nothing to draw"):
        fo.plot.comparison(found[found["refusal"].notna()])
