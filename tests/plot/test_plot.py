"""The pictures: what they draw is what the tables say, in both languages, and they need no colour."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path
from typing import Literal, get_args

import pandas as pd
import pytest

import fengqiao_open as fo
from fengqiao_open.plot.frames import SIGNS, Picture, sign

NAMES = get_args(Picture)
LANGS = ("en", "zh")


def drawn(spec: dict) -> list[dict]:
    """All rows that a chart carries, from each of its layers."""
    return [row for rows in spec["datasets"].values() for row in rows]


def test_every_picture_is_in_the_list_and_has_a_function() -> None:
    """A picture that is drawn but not listed would be missing from the site."""
    assert fo.plot.NAMES == NAMES
    assert all(callable(getattr(fo.plot, name)) for name in NAMES)


def test_frames_need_no_altair(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is for drawing only, and where it is missing the message names it."""
    monkeypatch.setitem(__import__("sys").modules, "altair", None)
    assert len(fo.plot.data("money")) > 0
    with pytest.raises(ImportError, match=r"fengqiao-open\[plot\]"):
        fo.plot.money()


def test_an_unknown_picture_or_language_is_refused_with_the_list() -> None:
    """A misspelt name must say what there is."""
    with pytest.raises(ValueError, match="targets, growth, money"):
        fo.plot.data("gaols")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'zh' or 'en'"):
        fo.plot.data("targets", "fr")  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_a_chart_carries_its_frame_and_a_description(name: Picture, lang: str) -> None:
    """What is drawn is the frame, whole; JSON holds it; the text alternative has no gap."""
    pytest.importorskip("altair")
    spec = json.loads(getattr(fo.plot, name)(lang).to_json())
    frame = fo.plot.data(name, lang)
    key = next(column for column in ("observation_id", "award_id", "theme_id") if column in frame)
    assert {row[key] for row in drawn(spec)} == set(frame[key])
    assert {row["label"] for row in drawn(spec)} == set(frame["label"])
    assert spec["description"] and "{" not in spec["description"]
    assert spec["width"] == 600


@pytest.mark.parametrize("name", NAMES)
def test_the_two_languages_draw_the_same_values_under_other_names(name: Picture) -> None:
    """A language may change words, never a value, a row or its place."""
    english, chinese = fo.plot.data(name, "en"), fo.plot.data(name, "zh")
    numbers = list(english.select_dtypes("number"))
    pd.testing.assert_frame_equal(english[numbers], chinese[numbers])
    assert not set(english["label"]) & set(chinese["label"])
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in label) for label in chinese["label"])


@pytest.mark.parametrize("name", ["growth", "money", "projects"])
def test_values_are_those_of_the_statistics(name: Picture) -> None:
    """A value is the printed one, or the base value in one unit for all: nothing is added up."""
    statistics = fo.load("statistics").set_index("observation_id")
    scale = {"growth": 1, "money": 1e8, "projects": 1e4}[name]
    for row in fo.plot.data(name).itertuples():
        source = statistics.loc[row.observation_id]
        wanted = source["value"] if name == "growth" else source["base_value"] / scale
        assert row.value == pytest.approx(wanted)
        assert row.shown.startswith(SIGNS[source["qualifier"]])


@pytest.mark.parametrize(("qualifier", "mirrored"), [("at_least", "≤ "), ("over", "< "), ("about", "≈ ")])
def test_the_sign_of_a_fall_is_that_of_its_size(qualifier: str, mirrored: str) -> None:
    """Catches a fall by 8% or more as “≥ −8 %”, which a rise by 20% is too."""
    assert sign(qualifier, negative=True) == mirrored and sign(qualifier) == SIGNS[qualifier]


def test_growth_has_every_growth_rate_of_the_year_and_no_goal() -> None:
    """Goals in growth are of the next year and belong to another picture."""
    statistics = fo.load("statistics")
    wanted = statistics.query("measure in ['growth', 'growth_yoy'] and status == 'actual'")
    assert list(fo.plot.data("growth")["observation_id"]) == list(wanted["observation_id"])


def test_targets_are_those_of_the_table_with_the_growth_they_need() -> None:
    """The picture and `fo.targets()` may not tell two stories."""
    table = fo.targets().dropna(subset=["needed_growth"]).set_index("observation_id")
    frame = fo.plot.data("targets").set_index("observation_id")
    assert list(frame.index) == list(table.index)
    assert (frame["value"] == table["needed_growth"]).all()
    assert frame.loc["fengqiao-2023-p30-01", "needs"] == "91.7 → ≥ 100.9 (100 million yuan)"


def test_a_derived_growth_has_the_digits_that_the_site_gives_it() -> None:
    """9.05 in the picture and 9.1 beside it are two values; the interval supports one decimal."""
    frame = fo.plot.data("targets").set_index("observation_id")
    assert list(frame["shown"]) == ["≥ 10 %", "> 9.1 %", "≥ 15 %", "≥ 8 %", "50 %", "25 %"]


def test_parts_are_marked_and_overlapping_parts_are_never_stacked() -> None:
    """Technical upgrading and manufacturing investment overlap (ruling 1): each is a bar of its own from zero."""
    frame = fo.plot.data("money").set_index("observation_id")
    assert frame.loc["fengqiao-2023-p10-07", "overlaps"] == "fengqiao-2023-p10-05"
    assert frame.loc["fengqiao-2023-p10-07", "role"] == "part"
    pytest.importorskip("altair")
    bars = fo.plot.money().to_dict()["layer"][0]["encoding"]
    assert bars["y"]["field"] == "observation_id"
    assert len(set(frame.index)) == len(frame)


def test_money_for_several_projects_stays_one_amount() -> None:
    """50 million yuan for three road works is one bar that names all three, not three bars."""
    frame = fo.plot.data("projects").set_index("observation_id")
    roads = frame.loc["fengqiao-2023-p45-03"]
    assert roads["value"] == 5000 and roads["project_count"] == 3 and roads["projects"].count("; ") == 2
    assert frame.index.is_unique
    schools = frame.loc["fengqiao-2023-p23-03"]  # four schools, of which the report names one
    assert schools["joint"] and schools["project_count"] == 1


def test_awards_and_commitments_count_every_row_once() -> None:
    """The sum of what is shown is the number of rows of the table."""
    assert len(fo.plot.data("awards")) == len(fo.load("awards"))
    assert fo.plot.data("commitments")["count"].sum() == len(fo.load("commitments"))


@pytest.mark.usefixtures("no_network")
def test_a_notebook_without_the_network_shows_a_chart() -> None:
    """docs/recipes.md names the setting; the extra `plot` is all that it needs."""
    altair = pytest.importorskip("altair")
    with altair.renderers.enable("svg"):
        shown = fo.plot.targets("en")._repr_mimebundle_()
    assert "http" not in shown["image/svg+xml"].replace("http://www.w3.org/", "")


@pytest.mark.parametrize("name", ["targets", "growth", "money", "projects"])
def test_roles_differ_in_fill_not_in_hue(name: Picture) -> None:
    """Printed in grey, a filled bar and a hollow one still differ; the value stands beside each."""
    pytest.importorskip("altair")
    layers = getattr(fo.plot, name)().to_dict()["layer"]
    fill, *rest = layers[0]["encoding"]["fill"]["scale"]["range"]
    assert fill != "#ffffff" and set(rest) == {"#ffffff"}
    assert layers[-1]["encoding"]["text"]["field"] == "shown"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_cuts_off_no_text(name: Picture, lang: Literal["en", "zh"]) -> None:
    """Catches a title, an axis or a name that is wider than the picture: at 300 pixels, letters were cut off.

    A text that begins within the picture and is not shortened is whole where the picture is as wide as it.
    """
    vl_convert = pytest.importorskip("vl_convert")
    for width in (fo.plot.chart(name, lang).to_dict()["width"], 200):
        spec = fo.plot.chart(name, lang).properties(width=width).to_dict()
        shown = vl_convert.vegalite_to_svg(spec)
        picture = re.search(r'viewBox="0 0 ([0-9.]+) ', shown)
        assert picture and float(picture[1]) >= width
        assert spec.get("config", {}).get("autosize") is None  # “pad”: the picture grows with its texts
        assert "…" not in shown
        assert spec["title"]["text"] in shown.replace("&amp;", "&")


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("name", NAMES)
def test_the_documented_call_writes_a_page_that_loads_nothing(name: Picture, tmp_path: Path) -> None:
    """Catches a page that is empty without a network: Altair's own loads three scripts from a server."""
    pytest.importorskip("altair")
    file = tmp_path / f"{name}.html"
    fo.plot.chart(name).properties(width=500).save(str(file))
    page = file.read_text("utf-8")
    assert "vegaEmbed" in page and not re.search(r"<script[^>]+src=|<link|@import|cdn[.]", page)
    assert ".html" in str(getattr(fo.plot, name).__doc__)


def test_a_page_with_scripts_of_a_server_is_there_for_who_asks(tmp_path: Path) -> None:
    """Catches a default that cannot be turned off, and a warning where a picture is written."""
    pytest.importorskip("altair")
    fo.plot.targets().save(tmp_path / "a.html", inline=False)
    assert "cdn.jsdelivr.net" in (tmp_path / "a.html").read_text("utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fo.plot.targets().save(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text("utf-8").startswith("<svg")
