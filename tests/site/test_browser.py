"""The site in a real browser, from its folder, without a network: what a reader does must work and be right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from site_browser import LANGS, PAGES, Visit

import fengqiao_open as fo
from fengqiao_open.datapackage.files import csv_bytes
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.plot.charts import drawn
from fengqiao_open.tabular.csv import records

pytestmark = pytest.mark.browser
TOTAL = len(fo.load("statistics"))
EXPORTS = "fengqiao-2023-p10-11"
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "preload": False,
}  # preloading would fetch


def shown(page: Any) -> list[str]:
    """The identifiers of the rows in sight."""
    found: list[str] = page.locator("#fq-explorer tr[data-id]").evaluate_all(
        "rows => rows.map(row => row.dataset.id)"
    )
    return found


def ids(frame: Any) -> list[str]:
    """The identifiers of a frame of statistics."""
    return [str(each) for each in frame["observation_id"]]


def test_every_page_opens_quietly_in_both_languages_and_nothing_leaves_it(visit: Visit) -> None:
    """An error on the console, or a request to another place, would break the site offline; each page is under 1 MB."""
    for lang in LANGS:
        for name in PAGES:
            page = visit.open(lang, name)
            page.wait_for_load_state("load")
            assert visit.complaints == [], (lang, name)
            assert visit.leaving() == [], (lang, name)
            assert visit.bytes() < 1_000_000, (lang, name, visit.bytes())
            assert page.locator("html").get_attribute("lang") == lang
            assert page.locator("h1").count() == 1


def test_no_page_is_wider_than_a_telephone(telephone: Visit) -> None:
    """At 360 px nothing may need scrolling sideways but tables and code in boxes of their own."""
    for lang in LANGS:
        for name in PAGES:
            page = telephone.open(lang, name)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, (lang, name)


@pytest.mark.parametrize(
    ("lang", "name"),
    [(lang, name) for name in PAGES for lang in LANGS
     if (lang, name) not in {("en", "dictionary"), ("zh", "findings"), ("en", "rulings"), ("zh", "discrepancies")}],
)  # fmt: skip
def test_no_page_breaks_wcag_aa(visit: Visit, lang: str, name: str) -> None:
    """axe-core finds nothing of WCAG 2.2 A and AA on any page, with a row of the explorer open.

    The languages of a page differ in nothing but words: the reference pages, which are long, are looked at in one.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="WCAG is checked with axe-core")
    page = visit.open(lang, name, f"open={EXPORTS}" if name == "explorer" else "")
    if name == "explorer":
        page.click(".fq-cite summary")
    found = axe.Axe().run(page, options=WCAG).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found] == []


def test_a_telephone_page_breaks_no_wcag_aa_either(telephone: Visit) -> None:
    """The menus and the table differ on a telephone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="WCAG is checked with axe-core")
    for name in ("explorer", "pictures"):
        page = telephone.open("zh", name)
        found = axe.Axe().run(page, options=WCAG).response["violations"]
        assert [each["id"] for each in found] == [], name


def test_filters_choose_what_the_library_chooses(visit: Visit) -> None:
    """Theme and year in the explorer give the rows of `fo.statistics` with the same arguments."""
    page = visit.open("en", "explorer")
    page.select_option("select[name=theme]", "trade")
    page.select_option("select[name=period]", "2022")
    assert shown(page) == ids(fo.statistics(theme="trade", period=2022))
    assert page.locator(".fq-count").inner_text() == f"4 of {TOTAL} statistics"
    assert page.url.endswith("#theme=trade&period=2022")


@pytest.mark.parametrize(
    ("name", "column"), [("status", "status"), ("measure", "measure"), ("area", "area_id")]
)
def test_the_other_filters_choose_by_their_codes(visit: Visit, name: str, column: str) -> None:
    """Each choice of a filter gives the rows with that code, all of them and no other."""
    page = visit.open("zh", "explorer")
    frame = fo.load("statistics")
    options = page.locator(f"select[name={name}] option").evaluate_all("all => all.map(each => each.value)")
    assert set(options) - {""} == set(frame[column].dropna().astype(str))
    wanted = frame[frame[column] == options[-1]]
    page.select_option(f"select[name={name}]", options[-1])
    assert page.locator(".fq-count").inner_text() == f"共 {TOTAL} 条，显示 {len(wanted)} 条"
    assert shown(page) == ids(wanted)[:25]


def test_search_finds_a_statistic_in_either_language(visit: Visit) -> None:
    """出口 typed on the English page finds exports: a link with a search stays good when the language is switched."""
    page = visit.open("en", "explorer")
    for text in ("出口总额", "Total value of exports"):
        page.fill("input[name=q]", text)
        assert EXPORTS in shown(page) and len(shown(page)) < 5
    page.fill("input[name=q]", "no such thing")
    assert "No statistic matches" in page.locator("#fq-explorer tbody").inner_text()
    assert page.locator(".fq-download").is_disabled()
    page.click(".fq-filters button[type=reset]")
    page.wait_for_function(f"document.querySelector('.fq-count').textContent.startsWith('{TOTAL} of')")


def test_sorting_by_value_puts_the_least_first(visit: Visit) -> None:
    """Values are sorted as numbers in base units, not as text."""
    page = visit.open("en", "explorer", "theme=trade&measure=level")
    page.locator("th", has_text="Value").click()
    frame = fo.statistics(theme="trade").query("measure == 'level'").sort_values("base_value")
    assert shown(page) == ids(frame)


def test_a_link_opens_a_row_with_its_meaning_and_its_place(visit: Visit) -> None:
    """A deep link leads to the definition, relations, derived values, rulings and the place in the report."""
    page = visit.open("en", "explorer", f"theme=trade&open={EXPORTS}")
    text = page.locator("tr:has(.fq-details), tr.fq-details").inner_text()
    place = fo.locate(EXPORTS)
    for wanted in (
        str(fo.load("indicators").set_index("indicator_id").loc["exports", "definition_en"]),
        "“Part of” Total value of imports and exports", ": 95.5882 %, between 91.575 and 99.631",
        "Exports are part of", f"paragraph {place.paragraph}", f"characters {place.start}–{place.end}", place.printed, EXPORTS,
    ):  # fmt: skip
        assert wanted in text, wanted
    assert page.locator(f"tr[data-id={EXPORTS}] .fq-open").get_attribute("aria-expanded") == "true"
    page.locator(".fq-details a", has_text="imports and exports, 13.6").click()
    page.wait_for_selector("tr[data-id=fengqiao-2023-p10-09] .fq-open[aria-expanded=true]")
    assert "open=fengqiao-2023-p10-09" in page.url and "theme=trade" in page.url


def test_a_link_to_a_row_that_the_filter_hides_shows_it_all_the_same(visit: Visit) -> None:
    """A link in an open row may lead to a row outside the filter."""
    page = visit.open("en", "explorer", f"theme=finance&open={EXPORTS}")
    page.wait_for_selector(f"tr[data-id={EXPORTS}] .fq-open[aria-expanded=true]")
    assert page.locator("select[name=theme]").input_value() == ""


def test_what_is_no_filter_in_the_address_is_passed_over(visit: Visit) -> None:
    """An address from elsewhere must neither break the page nor empty the table."""
    page = visit.open("en", "explorer", "theme=nonsense&open=%3Cscript%3E&q=")
    assert page.locator(".fq-count").inner_text() == f"{TOTAL} of {TOTAL} statistics"
    assert visit.complaints == []


@pytest.mark.parametrize(("name", "place"), [("explorer", f"status=target&open={'fengqiao-2023-p30-01'}"),
                                             ("dictionary", "observations.measure"), ("findings", "FQ-R05"), ("index", "")])  # fmt: skip
def test_the_switch_of_language_keeps_the_place(visit: Visit, name: str, place: str) -> None:
    """The same page, the same anchor, the same filter, there and back."""
    page = visit.open("en", name, place)
    for lang in ("zh", "en"):
        page.click(".fq-language")
        page.wait_for_function(f"document.documentElement.lang === '{lang}'")
        assert page.url.endswith(f"/{lang}/{name}.html{'#' + place if place else ''}")
    if name == "explorer":
        assert page.locator("select[name=status]").input_value() == "target"


@pytest.mark.parametrize("lang", LANGS)
def test_the_download_is_what_the_library_gives(visit: Visit, lang: str, tmp_path: Path) -> None:
    """Byte for byte the canonical CSV of `fo.statistics` under the same filter, whatever the order on the screen."""
    page = visit.open(lang, "explorer", "theme=industry&period=2022")
    page.locator("th").first.click()
    with page.expect_download() as waiting:
        page.click(".fq-download")
    waiting.value.save_as(tmp_path / "chosen.csv")
    assert waiting.value.suggested_filename == "fengqiao-open-statistics-industry-2022.csv"
    wanted = set(ids(fo.statistics(theme="industry", period=2022)))
    package = read_package()
    (_, columns), *rows = records(package.path("statistics").read_text("utf-8"))
    listed = (dict(zip(columns, cells, strict=True)) for _, cells in rows)
    chosen = [row for row in listed if row["observation_id"] in wanted]
    assert len(chosen) == len(wanted) > 5
    assert (tmp_path / "chosen.csv").read_bytes() == csv_bytes(columns, chosen)


def test_the_whole_download_is_the_file_itself(visit: Visit, tmp_path: Path) -> None:
    """Without a filter, the download is statistics.csv."""
    page = visit.open("zh", "explorer")
    with page.expect_download() as waiting:
        page.click(".fq-download")
    waiting.value.save_as(tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_bytes() == read_package().path("statistics").read_bytes()


def cited(page: Any) -> str:
    """The citation that the page shows once it has made it."""
    page.wait_for_function("document.querySelector('.fq-citation').textContent !== ''")
    return str(page.locator(".fq-citation").text_content())


# The style that reads well as text in each language, which the explorer uses.
READABLE: dict[str, Any] = {"en": "apa", "zh": "gbt7714"}


@pytest.mark.parametrize("lang", LANGS)
def test_the_explorer_cites_the_package_as_the_library_does(visit: Visit, lang: Any) -> None:
    """Words of its own would one day name another version, another hash or another report."""
    page = visit.open(lang, "explorer")
    assert cited(page) == fo.cite(style=READABLE[lang], lang=lang)
    assert page.locator(".fq-chosen").text_content() == ""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("place", "column", "value"),
    [("theme=trade", "theme_id", "trade"), ("status=target", "status", "target"), ("area=330402100000", "area_id", "330402100000")],
    ids=["rows of one paragraph", "rows of many paragraphs", "nearly all rows"],
)  # fmt: skip
def test_a_filtered_explorer_cites_what_the_library_cites(
    visit: Visit, lang: Any, place: str, column: str, value: str
) -> None:
    """Rows, hash of the rows, hash of the table, version, report and paragraphs: the same text, to the letter."""
    frame = fo.load("statistics")
    page = visit.open(lang, "explorer", place)
    assert cited(page) == fo.cite(frame[frame[column] == value], READABLE[lang], lang)


def test_what_was_chosen_is_said_beside_the_citation_and_copied_with_it(visit: Visit) -> None:
    """A hash alone tells a reader nothing; and what is cited is what is on the screen, whatever was chosen before."""
    page = visit.open("en", "explorer", "theme=industry")
    page.click(".fq-cite summary")
    page.select_option("select[name=theme]", "trade")
    page.select_option("select[name=period]", "2022")
    wanted = fo.cite(fo.statistics(theme="trade", period=2022), "apa")
    page.wait_for_function(
        "wanted => document.querySelector('.fq-citation').textContent === wanted", arg=wanted
    )
    chosen = "Selection: Theme: Foreign trade, Year: 2022."
    assert page.locator(".fq-chosen").inner_text() == chosen
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.click(".fq-copy")
    assert page.evaluate("window.copied") == f"{wanted}\n{chosen}"


def test_a_browser_that_makes_no_hashes_cites_without_one(apart: Visit) -> None:
    """A page from http: may not use the browser's SHA-256: it leaves the hash of the rows out, and nothing else."""
    apart.page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page = apart.open("en", "explorer", "theme=trade&period=2022")
    wanted = fo.cite(fo.statistics(theme="trade", period=2022), "apa")
    assert cited(page) == re.sub(", selection [0-9a-f]{12}", "", wanted) != wanted


def test_nothing_chosen_cites_nothing(visit: Visit) -> None:
    """No row, no citation."""
    page = visit.open("en", "explorer", "q=no such thing")
    assert cited(page).startswith("No statistic matches")
    assert page.locator(".fq-copy").get_attribute("disabled") is not None


def test_the_explorer_works_with_the_keyboard_alone(apart: Visit) -> None:
    """Search, filter, open and close a row, without a pointer; the focus is always to be seen."""
    page = apart.open("en", "explorer")
    page.locator("input[name=q]").focus()
    page.keyboard.type("Total value of exports")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "theme"
    page.keyboard.type("Foreign t")
    assert page.locator("select[name=theme]").input_value() == "trade"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('fq-open')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.locator(".fq-open[aria-expanded=true]").count() == 1
    page.keyboard.press("Space")
    assert page.locator(".fq-open[aria-expanded=true]").count() == 0


def test_a_heading_of_the_table_sorts_with_the_keyboard(apart: Visit) -> None:
    """Sorting is no privilege of the mouse, and says which way it went."""
    page = apart.open("en", "explorer", "theme=trade")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('th')"):
            break
    page.keyboard.press("Enter")
    # The table is sorted when the key has been dealt with, not while it is.
    page.wait_for_selector("th[aria-sort=ascending]")
    assert page.locator("th[aria-sort=ascending]").count() == 1


def test_pictures_have_their_alternative_table_and_data(visit: Visit, site: Path) -> None:
    """Each picture has a text alternative, a table with as many rows as its frame, and the frame as CSV."""
    for lang in LANGS:
        page = visit.open(lang, "pictures")
        for name in fo.plot.NAMES:
            frame = fo.plot.data(name, lang)  # type: ignore[arg-type]
            image = page.locator(f"[data-picture={name}] img")
            assert image.get_attribute("alt") == drawn(name, frame, lang).to_dict()["description"]
            rows = page.locator(
                f"figure[data-picture={name}] + details tbody tr, p:has(figure[data-picture={name}]) + details tbody tr"
            )
            assert rows.count() == len(frame)
            written = (site / lang / "pictures" / f"{name}.csv").read_text("utf-8")
            assert written == frame.to_csv(index=False, lineterminator="\n")


def test_a_picture_comes_alive_when_pointed_at(visit: Visit) -> None:
    """Vega is loaded from the folder, only then, and draws a mark for each row of the frame."""
    page = visit.open("zh", "pictures")
    assert not any("vega" in url for url in visit.requests)
    page.locator("[data-picture=money] .fq-drawing").hover()
    page.wait_for_selector("[data-picture=money] .fq-drawn svg")
    bars = page.locator("[data-picture=money] .fq-drawn svg .mark-rect path[aria-roledescription=bar]")
    assert bars.count() == len(fo.plot.data("money"))
    bars.first.hover()
    page.wait_for_selector("#vg-tooltip-element.visible")
    assert page.locator("#vg-tooltip-element").inner_text().startswith("名称")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="WCAG is checked with axe-core")
    found = axe.Axe().run(page, context="[data-picture=money]", options=WCAG).response["violations"]
    assert [each["id"] for each in found] == []
    assert visit.leaving() == [] and visit.complaints == []


def test_a_telephone_gets_the_narrow_picture(telephone: Visit) -> None:
    """A wide picture made small could not be read."""
    page = telephone.open("en", "pictures")
    assert (
        page.locator("[data-picture=targets] img")
        .evaluate("image => image.currentSrc")
        .endswith("targets-narrow.svg")
    )


def test_the_search_of_the_site_works_from_the_folder(visit: Visit) -> None:
    """Material searches in a worker, which a folder needs a stand-in for."""
    page = visit.open("en", "index")
    page.fill("input[name=query]", "overlap")
    page.wait_for_selector(".md-search-result__item a[href*='rulings.html']")
    assert visit.leaving() == [] and visit.complaints == []
