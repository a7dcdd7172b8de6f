"""Statistics: one column, one meaning; filters take what a reader has, and refuse what does not occur."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from packages import make_good

import fengqiao_open as fo

CODES = ["measure", "status", "qualifier", "unit_id", "indicator_id", "area_id", "theme_id", "observation_id"]


@pytest.fixture(scope="module")
def with_themes() -> pd.DataFrame:
    """The observations with the theme of each."""
    return fo.load("observations").merge(
        fo.load("indicators")[["indicator_id", "theme_id"]], on="indicator_id"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", list(fo.load("themes")["theme_id"]))
@pytest.mark.parametrize("status", ["actual", "target", "planned"])
def test_statistics_filter_by_theme_and_status_in_either_language(
    theme: str, status: str, lang: str, with_themes: pd.DataFrame
) -> None:
    """A filter that drops or keeps a row wrongly gives a wrong sum without a sign of it."""
    wanted = with_themes[(with_themes["theme_id"] == theme) & (with_themes["status"] == status)]
    if wanted.empty:
        with pytest.raises(ValueError, match=r"[Tt]here is"):
            fo.statistics(lang=lang, theme=theme, status=status)  # type: ignore[arg-type]
        return
    found = fo.statistics(lang=lang, theme=theme, status=status)  # type: ignore[arg-type]
    assert set(found["observation_id"]) == set(wanted["observation_id"])
    assert not [name for name in found.columns if name.endswith(("_zh", "_en"))]
    chinese = found["indicator"].str.contains(r"[\u4e00-\u9fff]")
    assert chinese.all() if lang == "zh" else not chinese.any()


def test_every_statistic_is_in_its_year() -> None:
    """Actual values of 2022 and targets of 2023 add up to all rows, none twice."""
    rows = [len(fo.statistics(period=year)) for year in (2022, 2023)]
    assert sum(rows) == len(fo.load("observations")) == 139


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_codes_are_under_their_names_in_every_language(lang: Any) -> None:
    """The filter `measure == "level"` found 95 rows or none, by the language of the labels."""
    both, one = fo.statistics(), fo.statistics(lang)
    pd.testing.assert_frame_equal(both[CODES], one[CODES])
    for name in ("measure", "status", "qualifier"):
        assert one[f"{name}_label"].to_list() == both[f"{name}_{lang}"].to_list()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"period": 2022}, {"period": "2022"}),
        ({"period": 2022}, {"period": 2022.0}),
        ({"status": "target"}, {"status": "Target"}),
        ({"status": "target"}, {"status": "目标"}),
        ({"theme": "finance"}, {"theme": " Public finance"}),
        ({"measure": "growth_yoy"}, {"measure": "year-on-year growth"}),
        ({"indicator": "total-fiscal-revenue"}, {"indicator": "财政总收入"}),
        ({"area": "330402100000"}, {"area": 330402100000}),
        ({"area": "330402100000"}, {"area": "Fengqiao Town"}),
        ({"project": "peach-quality-centre"}, {"project": "Fengqiao (Sanxing) peach quality control centre"}),
        ({"theme": ["trade"]}, {"theme": "trade"}),
        ({"search": "fiscal revenue"}, {"search": "财政总收入"}),
    ],
)
def test_a_filter_takes_codes_and_labels_strings_and_numbers(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    """Whoever copies a label out of the table, or a year out of a text field, has no code."""
    pd.testing.assert_frame_equal(fo.statistics(**one), fo.statistics(**other))


def test_a_filter_takes_several_values_and_rows_pass_all_filters() -> None:
    """One value after the other would be joined by hand, and in another order."""
    found = fo.statistics(measure=["level", "Rank"], period=2022)
    whole = fo.statistics()
    wanted = whole[whole["measure"].isin(["level", "rank"]) & (whole["period"] == 2022)]
    assert found["observation_id"].to_list() == wanted["observation_id"].to_list()
    # A value that occurs, though not beside the others, is no mistake.
    assert set(fo.statistics(theme=["trade", "industry"], status="target")["theme_id"]) == {"industry"}


def test_a_project_has_its_statistics() -> None:
    """What a project costs is in another table, which is joined here."""
    links = fo.load("project_observations")
    for project, group in links.groupby("project_id"):
        found = fo.statistics(project=str(project))
        assert set(found["observation_id"]) == set(group["observation_id"])


def test_a_search_finds_words_of_names_in_both_languages() -> None:
    """A reader knows a word, not a code."""
    found = fo.statistics("en", search="fiscal revenue")
    assert set(found["indicator"]) == {"Total fiscal revenue"}
    assert len(fo.statistics(search="投资")) > 5
    with pytest.raises(fo.UnknownValueError, match=r"No row has search 'revenuee'\. Did you mean 'revenue'"):
        fo.statistics(search="revenuee")


@pytest.mark.parametrize(
    ("filters", "near"),
    [
        ({"theme": "trad"}, "trade"),
        ({"indicator": "fiscal-revenue"}, "total-fiscal-revenue"),
        ({"indicator": "Total value of import and exports"}, "Total value of imports and exports"),
        ({"measure": "growth_yo"}, "growth_yoy"),
        ({"area": "Fengqiao Twon"}, "Fengqiao Town"),
        ({"period": 20222}, "2022"),
        ({"project": "peach-quality-center"}, "peach-quality-centre"),
        ({"theme": ["trade", "industri"]}, "industry"),
        ({"theme": "science"}, "Science and innovation"),
    ],
)
def test_an_unknown_value_is_answered_with_the_nearest(filters: dict[str, Any], near: str) -> None:
    """“There is: 22 codes” leaves the search to the reader."""
    with pytest.raises(fo.UnknownValueError) as raised:
        fo.statistics(**filters)
    assert f"Did you mean {near!r}?" in str(raised.value)
    assert f"是否指 {near!r}？" in raised.value.message("zh")


def test_another_year_is_not_guessed() -> None:
    """2023 is no misspelling of 2021: the answer would be about another year."""
    with pytest.raises(fo.UnknownValueError, match=r"^No row has period '2021'\. There is: 2022, 2023\.$"):
        fo.statistics(period=2021)


def test_a_search_without_result_lists_no_identifiers() -> None:
    """Thirty identifiers in the alphabet of a database answer no question."""
    with pytest.raises(fo.UnknownValueError, match=r"^No row has search 'zzz'\. No name contains all"):
        fo.statistics(search="zzz")
    with pytest.raises(
        fo.UnknownValueError, match=r"search 'exports' together with search 'fiscal'\. No name"
    ):
        fo.statistics(search="fiscal exports")


def test_a_search_for_a_number_finds_its_statistic() -> None:
    """A journalist has a number from an article, and wants to know what it is."""
    (found,) = fo.statistics(search="21.3")["printed"]
    assert found == "21.3亿元" == fo.statistics(search="21.3亿元")["printed"].iloc[0]
    assert "91.7亿元" not in set(fo.statistics(search="7")["printed"])


def test_a_long_list_of_values_is_counted() -> None:
    """A hundred codes in a message hide the suggestion."""
    with pytest.raises(fo.UnknownValueError, match=r"none of [0-9]+ values is near to it\. `search=`"):
        fo.statistics(indicator="zzz")


def test_filters_that_leave_nothing_are_an_error_at_the_first_of_them() -> None:
    """An empty DataFrame would be taken for a theme without plans."""
    with pytest.raises(
        fo.UnknownValueError, match=r"theme 'trade' together with status 'planned'\. "
    ) as raised:
        fo.statistics(status="planned", theme="trade")
    assert "With status 'planned' there is: agriculture" in str(raised.value)
    assert "status 为 'planned'" in raised.value.message("zh")


def test_only_the_filter_that_conflicts_is_named() -> None:
    """Three filters in the message leave it open which of them to change."""
    with pytest.raises(fo.UnknownValueError) as raised:
        fo.statistics(period=2022, theme="finance", indicator="imports-and-exports")
    assert "together with theme 'finance'. With theme 'finance' there is" in str(raised.value)


def test_a_package_without_projects_is_searched(tmp_path: Path) -> None:
    """Not every town lists its projects."""
    package = make_good(tmp_path / "good")
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    named = [each for each in descriptor["resources"] if not each["name"].startswith("project")]
    path.write_text(json.dumps({**descriptor, "resources": named}), "utf-8")
    assert len(fo.statistics(search="road", package=package)) == len(
        fo.statistics(search="道路", package=package)
    )


@pytest.mark.parametrize(
    "filters",
    [
        {"area": "Sanxing Village"}, {"area": "Fengqiao Community"}, {"area": "三星村"},
        {"project": next(iter(sorted(set(fo.load("projects")["project_id"]) - set(fo.load("project_observations")["project_id"]))))},
    ],
)  # fmt: skip
def test_what_exists_and_has_no_statistics_is_not_called_a_misspelling(filters: dict[str, Any]) -> None:
    """Catches another place offered for a village that the list of areas has."""
    with pytest.raises(fo.UnknownValueError) as raised:
        fo.statistics(**filters)
    english, chinese = raised.value.message("en"), raised.value.message("zh")
    assert "it exists" in english and "该项存在" in chinese
    assert "Did you mean" not in english and "search=" in english and "search=" in chinese


def test_an_indicator_that_no_statistic_is_of_exists(tmp_path: Path) -> None:
    """Catches the same answer missing for indicators, of which the shipped package uses all."""
    package = make_good(tmp_path / "good")
    unused = set(fo.load("indicators", package)["indicator_id"]) - set(
        fo.load("statistics", package)["indicator_id"]
    )
    for each in unused:
        with pytest.raises(fo.UnknownValueError, match="it exists"):
            fo.statistics(indicator=each, package=package)


def test_of_many_values_those_alike_are_listed_with_names() -> None:
    """Catches thirty codes on one line, and one of six indicators with a word offered as what was meant."""
    with pytest.raises(fo.UnknownValueError) as raised:
        fo.statistics(indicator="investment")
    text = raised.value.message("en")
    assert "Did you mean" not in text and "`search=`" in text
    assert 2 <= text.count(" (") <= 5 and "fixed-asset-investment (Investment in fixed assets)" in text
    assert "fixed-asset-investment（固定资产投资）" in raised.value.message("zh")


def test_places_are_listed_with_their_names() -> None:
    """Catches twelve digits that no reader knows."""
    with pytest.raises(fo.UnknownValueError, match=r"330402100230 \(Zhuangshi Village\)") as raised:
        fo.statistics(area="Zhuangshi")
    assert "330402100230（庄史村）" in raised.value.message("zh")


def test_a_search_finds_names_before_themes() -> None:
    """Catches all indicators of a theme in a search for one of them."""
    found = fo.statistics("en", search="fixed asset")
    assert found["indicator"].str.contains("fixed assets").all()
    theme = fo.statistics("en", search="Fixed-asset investment")
    assert set(theme["theme"]) == {"Fixed-asset investment"} and len(theme) > len(found)


@pytest.mark.parametrize("lang", ["zh", "en", None])
def test_the_rows_of_a_project_name_it(lang: Any) -> None:
    """Catches rows of two projects that cannot be separated."""
    links = fo.load("project_observations")
    projects = list(dict.fromkeys(links["project_id"]))[:12]
    found = fo.statistics(lang, project=projects)
    names = fo.load("projects").set_index("project_id")
    for row in found.to_dict("records"):
        of = links[links["observation_id"].eq(row["observation_id"]) & links["project_id"].isin(projects)][
            "project_id"
        ]
        assert sorted(row["project_id"].split()) == sorted(of)
        for each in ("zh", "en") if lang is None else (lang,):
            column = "project" if lang else f"project_{each}"
            assert set(row[column].split("; ")) == set(names.loc[list(of), f"name_{each}"])
    assert "project_id" not in fo.statistics(lang)
