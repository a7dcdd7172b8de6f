"""A site of several places: each has its own, and what can be compared is compared, with the reason why the rest is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from site_browser import CUT, OVERPRINTED, UNMARKED, Visit
from towns import edited, numbered_town

from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.authoring.unconfirmed import unconfirmed
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.site.build import edition_of
from fengqiao_open.site.comparison import Comparison, Place, comparisons
from fengqiao_open.site.places import Site, pages


@pytest.fixture
def towns(tmp_path: Path) -> dict[str, Path]:
    """Three towns that share their indicators."""
    return {
        name: numbered_town(tmp_path / "towns", name, number)
        for number, name in enumerate(("baishan", "qinghe", "yuxi"), 1)
    }


def compared(towns: Mapping[str, Path]) -> dict[str, Comparison]:
    """What is compared, by indicator."""
    places = [Place(name, edition_of(read_package(folder), "en").data) for name, folder in towns.items()]
    return {each.indicator: each for each in comparisons(places)}


def places_of(entries: Any) -> list[str]:
    """The folders of entries or refusals."""
    return [each.place.folder for each in entries]


def test_values_of_one_year_are_compared_with_growth_and_rank(towns: dict[str, Path]) -> None:
    """The largest comes first, equal values share a rank, and growth is that of the same place and year."""
    edited(towns["yuxi"], "observations", "yuxi-2032-p04-01", value="30")
    refresh(read_package(towns["yuxi"]))
    found = compared(towns)["gross-industrial-output"]
    assert (found.period, found.refusals) == ("2031", ())
    assert [(each.place.folder, each.rank) for each in found.entries] == [
        ("yuxi", 1),
        ("baishan", 2),
        ("qinghe", 2),
    ]
    assert {each.growth["value"] for each in found.entries if each.growth} == {"8.2"}


def test_another_definition_is_refused_and_the_others_stay(towns: dict[str, Path]) -> None:
    """One name is not one thing."""
    edited(towns["yuxi"], "indicators", "firms-served", definition_zh="服务过两次以上的企业。")
    refresh(read_package(towns["yuxi"]))
    found = compared(towns)["firms-served"]
    assert places_of(found.entries) == ["baishan", "qinghe"]
    assert [(each.place.folder, each.reason) for each in found.refusals] == [("yuxi", "definition")]


def test_a_part_of_a_place_is_not_set_against_a_whole_one(towns: dict[str, Path]) -> None:
    """Two kilometres of road in a village say nothing of the town."""
    found = compared(towns)["road-built"]
    assert found.entries == () and {each.reason for each in found.refusals} == {"scope"}


def test_a_place_of_another_level_is_refused(towns: dict[str, Path]) -> None:
    """A county is larger than every town in it."""
    edited(towns["yuxi"], "areas", "990101400000", type="county")
    refresh(read_package(towns["yuxi"]))
    found = compared(towns)["fixed-asset-investment"]
    assert [(each.place.folder, each.reason) for each in found.refusals] == [("yuxi", "type")]


def test_more_than_a_number_gives_no_ranks(towns: dict[str, Path]) -> None:
    """“Over 300” may be more than 320."""
    assert {each.rank for each in compared(towns)["visits"].entries} == {None}


def test_one_place_alone_is_not_compared(towns: dict[str, Path]) -> None:
    """Another year of the same place is no other place."""
    assert compared({"qinghe": towns["qinghe"]}) == {}
    assert compared({"qinghe": towns["qinghe"], "again": towns["qinghe"]}) == {}


def test_a_value_of_a_draft_is_marked_where_it_is_compared(towns: dict[str, Path]) -> None:
    """Catches a value that nobody has confirmed beside others, with nothing that tells it from them."""
    edited(towns["yuxi"], "indicators", "gross-industrial-output", definition_status="draft")
    refresh(read_package(towns["yuxi"]))
    sites = []
    for name, folder in towns.items():
        edition = edition_of(read_package(folder), "en")
        left = unconfirmed(edition.package, edition.data.tables)
        sites.append(Site(name, replace(edition, unconfirmed=left)))
    made = dict(pages(sites))
    page = made["en/compare/gross-industrial-output-2031.html"]
    rows = [row for row in page.split("<tr>") if "../../" in row and "</tr>" in row]
    assert ["a draft, not yet confirmed" in row for row in rows] == [
        "places/yuxi" in row or "yuxi/" in row for row in rows
    ]
    assert page.partition("<table>")[0].count("a draft, not yet confirmed") > 0  # in the chart too
    assert "草稿，尚未经人确认" in made["zh/compare/gross-industrial-output-2031.html"]


@pytest.mark.slow
@pytest.mark.browser
def test_a_folder_of_towns_gets_a_list_comparisons_and_a_site_of_each(
    towns: dict[str, Path], tmp_path: Path, browser: Any
) -> None:
    """From the list to a comparison to the statistic of a town, without an error or a request, in both languages."""
    from fengqiao_open.site import build

    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="WCAG is checked with axe-core")
    made = tmp_path / "public"
    build(made, towns["qinghe"].parent)
    visit = Visit(browser, made, 360)
    try:
        page = visit.open("zh", "index")
        assert page.locator("tbody").first.locator("a").all_inner_texts() == ["第1镇", "第2镇", "第3镇"]
        assert axe.Axe().run(page, options={"preload": False}).response["violations"] == []
        page.get_by_text("规上工业总产值", exact=True).click()
        page.wait_for_url("**/zh/compare/gross-industrial-output-2031.html")
        assert axe.Axe().run(page, options={"preload": False}).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.evaluate(CUT) == page.evaluate(OVERPRINTED) == []
        page.click("a.lang")
        page.wait_for_url("**/en/compare/gross-industrial-output-2031.html")
        assert page.evaluate(CUT) == page.evaluate(OVERPRINTED) == page.evaluate(UNMARKED) == []
        page.locator("tbody td a").first.click()
        page.wait_for_url("**/places/*/en/statistics/*-2032-p04-01.html")
        assert visit.leaving() == [] and visit.complaints == []
    finally:
        visit.context.close()
    for path in made.rglob("*.html"):
        if "places" not in path.relative_to(made).parts:
            text = path.read_text("utf-8")
            assert "Fengqiao Town" not in text and "凤桥" not in text, path
    road = (made / "zh" / "compare" / "road-built-2031.html").read_text("utf-8")
    assert "第1镇 · 幸福村" in road and "数值只涉及该地的一部分" in road
    site = made / "places" / "qinghe-open" / "zh"
    assert (site / "index.html").is_file() and (site / "table.html").is_file()
