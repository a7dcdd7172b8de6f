"""The site in a real browser, from its folder, without a network: what a reader does must work and be right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from site_browser import LANGS, PAGES, Visit

import fengqiao_open as fo
from fengqiao_open.datapackage.files import csv_bytes
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.tabular.csv import records

pytestmark = pytest.mark.browser
TOTAL = len(fo.load("statistics"))
EXPORTS = "fengqiao-2023-p10-11"
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "preload": False,
}  # preloading would fetch


#: Pages that differ from one in the list in nothing but words.
ALIKE = {("en", "dictionary"), ("zh", "rules"), ("en", "rulings"), ("zh", "discrepancies"), ("zh", "errata")}
STATISTIC = "statistics/fengqiao-2023-p10-11"


def shown(page: Any) -> list[str]:
    """The identifiers of the rows in sight, one by one."""
    found: list[str] = page.locator("#flat tbody tr:not([hidden])").evaluate_all(
        "rows => rows.map(row => row.dataset.id)"
    )
    return found


def ids(frame: Any) -> list[str]:
    """The identifiers of a frame of statistics."""
    return [str(each) for each in frame["observation_id"]]


def counted(page: Any) -> str:
    """What the page says of the number of rows."""
    return str(page.locator("#explorer .count").inner_text())


def tick(page: Any, name: str, code: str) -> None:
    """Choose a code of a filter."""
    page.locator(f"input[name={name}][value='{code}']").check()


def violations(page: Any, axe: Any, run_only: object = WCAG["runOnly"]) -> list[Any]:
    """What axe-core finds wrong."""
    found = axe.Axe().run(page, options=WCAG | {"runOnly": run_only}).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found]


def test_the_home_page_is_light(visit: Visit) -> None:
    """A resident on a telephone pays for every byte."""
    for lang in LANGS:
        visit.open(lang, "index").wait_for_load_state("load")
        assert visit.bytes() < 150_000


@pytest.mark.parametrize(
    ("lang", "name"), [(lang, name) for name in PAGES for lang in LANGS if (lang, name) not in ALIKE]
)
def test_no_page_breaks_wcag_aa(visit: Visit, lang: str, name: str) -> None:
    """axe-core finds nothing of WCAG 2.2 A and AA on any page, with a row of the table open.

    The languages of a page differ in nothing but words: the reference pages, which are long, are looked at in one.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="WCAG is checked with axe-core")
    page = visit.open(lang, name)
    if name == "table":
        page.locator(".x").first.click()
        page.click(".cite-open")
    assert violations(page, axe) == []


def test_a_telephone_page_breaks_no_wcag_aa_either(telephone: Visit) -> None:
    """The menus and the table differ on a telephone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="WCAG is checked with axe-core")
    for lang, name in product(LANGS, ("index", "table", "charts", "report", "commitments", STATISTIC)):
        assert violations(telephone.open(lang, name), axe) == [], (lang, name)


def test_the_dark_pages_break_no_wcag_aa_either(apart: Visit) -> None:
    """Colours that differ need a contrast of their own; all else of these pages is as it is in the light."""
    of_colours = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="WCAG is checked with axe-core")
    apart.page.emulate_media(color_scheme="dark")
    for name in ("index", "table", "charts", "report", STATISTIC):
        page = apart.open("zh", name)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 27)"
        assert violations(page, axe, of_colours) == [], name


def test_filters_choose_what_the_library_chooses(visit: Visit) -> None:
    """Theme and year in the table give the rows of `fo.statistics` with the same arguments."""
    page = visit.open("en", "table", "view=flat")
    tick(page, "theme", "trade")
    tick(page, "period", "2022")
    assert shown(page) == ids(fo.statistics(theme="trade", period=2022))
    assert counted(page) == f"4 of {TOTAL} statistics"
    assert page.url.endswith("#period=2022&theme=trade&view=flat")


@pytest.mark.parametrize(
    ("name", "column"), [("status", "status"), ("measure", "measure"), ("area", "area_id")]
)
def test_the_other_filters_choose_by_their_codes(visit: Visit, name: str, column: str) -> None:
    """Each choice of a filter gives the rows with that code, all of them and no other, and says how many before."""
    page = visit.open("zh", "table", "view=flat")
    frame = fo.load("statistics")
    boxes = page.locator(f"input[name={name}]")
    options = boxes.evaluate_all("all => all.map(each => each.value)")
    assert set(options) == set(frame[column].dropna().astype(str))
    wanted = frame[frame[column] == options[-1]]
    label = page.locator(f"label:has(input[name={name}][value='{options[-1]}']) .c")
    assert label.inner_text() == str(len(wanted))
    tick(page, name, options[-1])
    assert counted(page) == f"{TOTAL}条统计数据中的{len(wanted)}条"
    assert shown(page) == ids(wanted)


def test_two_choices_of_one_filter_add_up_and_the_counts_follow(visit: Visit) -> None:
    """A reader of investment wants trade beside it; the numbers at the other filters are those of what is left."""
    page = visit.open("en", "table", "theme=trade&theme=industry&view=flat")
    frame = fo.load("statistics")
    wanted = frame[frame["theme_id"].isin(["trade", "industry"])]
    assert shown(page) == ids(wanted)
    targets = str((wanted["status"] == "target").sum())
    assert page.locator("label:has(input[name=status][value=target]) .c").inner_text() == targets
    page.locator(".chip", has_text="Industry").click()
    assert shown(page) == ids(frame[frame["theme_id"] == "trade"])


def test_back_and_forward_undo_and_redo_a_filter(visit: Visit) -> None:
    """Back that leaves the site loses what was chosen."""
    page = visit.open("en", "table", "view=flat")
    tick(page, "theme", "trade")
    tick(page, "status", "actual")
    page.go_back()
    assert page.url.endswith("#theme=trade&view=flat")
    assert not page.locator("input[name=status][value=actual]").is_checked()
    page.go_back()
    assert counted(page) == f"{TOTAL} of {TOTAL} statistics"
    page.go_forward()
    assert page.locator("input[name=theme][value=trade]").is_checked()
    assert shown(page) == ids(fo.statistics(theme="trade"))


def test_an_indicator_has_its_level_growth_and_target_in_one_row(visit: Visit) -> None:
    """Whoever compares them would have to look for three rows."""
    page = visit.open("zh", "table")
    row = page.locator("#grouped tr[data-ids~='fengqiao-2023-p10-03']")
    cells = [each.strip() for each in row.locator("td").all_inner_texts()]
    assert [each.split() for each in cells] == [["21.3", "亿元"], ["+30"], ["≥15", "%，增速"], ["10、30"]]
    assert page.locator("#grouped tr[data-ids]").count() < TOTAL
    listed = page.locator("#grouped tr[data-ids]").evaluate_all(
        "rows => rows.flatMap(row => row.dataset.ids.split(' '))"
    )
    assert sorted(listed) == sorted(ids(fo.load("statistics")))


def test_numbers_stand_right_with_their_unit_in_a_column_of_its_own(visit: Visit) -> None:
    """Numbers that are not aligned cannot be compared."""
    page = visit.open("en", "table")
    cell = page.locator("#grouped tr[data-ids~='fengqiao-2023-p10-03'] .v").first
    assert cell.inner_text().strip() == "2.13"
    assert cell.evaluate("each => getComputedStyle(each).textAlign") == "right"
    assert cell.evaluate("each => each.nextElementSibling.innerText.trim()") == "billion yuan"


def test_the_table_searches_in_either_language(visit: Visit) -> None:
    """出口 typed on the English page finds exports: a link with a search stays good when the language is switched."""
    page = visit.open("en", "table", "view=flat")
    for text in ("出口总额", "Total value of exports"):
        page.fill("#find", text)
        assert EXPORTS in shown(page) and len(shown(page)) < 5
    page.fill("#find", "no such thing")
    assert "No statistic matches" in page.locator(".empty").inner_text()
    assert page.locator(".download.xlsx").is_disabled()
    page.click(".chips .clear")
    page.wait_for_function(f"document.querySelector('#explorer .count').textContent.startsWith('{TOTAL} of')")


def test_sorting_by_growth_puts_the_least_first_and_what_has_none_last(visit: Visit) -> None:
    """Growth is sorted as numbers, not as text; levels in unlike units are never ranked."""
    page = visit.open("en", "table")
    page.locator("[data-sort=growth]").click()
    growth = page.locator("#grouped tr[data-ids]").evaluate_all("rows => rows.map(row => row.dataset.growth)")
    numbers = [float(each) for each in growth if each]
    assert numbers == sorted(numbers) and len(numbers) == 11
    assert all(growth[: len(numbers)]) and not any(growth[len(numbers) :])
    assert page.locator("#grouped [data-sort=value]").count() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_each_statistic_has_a_page_with_its_meaning_and_its_place(visit: Visit, lang: Any) -> None:
    """A deep link leads to value, definition, relations, derived values, decisions and the place in the report."""
    page = visit.open(lang, STATISTIC)
    text = page.locator("main").inner_text()
    place = fo.locate(EXPORTS)
    row = fo.load("statistics").set_index("observation_id").loc[EXPORTS]
    definition = fo.load("indicators").set_index("indicator_id").loc["exports", f"definition_{lang}"]
    for wanted in (
        definition, row["indicator_en"], row["indicator_zh"], row[f"part_of_{lang}"], place.printed, EXPORTS,
        {"en": "1.3\xa0billion yuan", "zh": "13亿元"}[lang], "1,300,000,000", "10.1%",
        {"en": f"paragraph {place.paragraph}", "zh": f"第{place.paragraph}段"}[lang], f"{place.start}–{place.end}",
    ):  # fmt: skip
        assert str(wanted) in text.replace("billion yuan", "\xa0billion yuan").replace("\xa0\xa0", "\xa0"), (
            wanted
        )
    assert {"en": "96", "zh": "占总量比重"}[lang] in page.locator("table.derived").inner_text()
    assert page.locator(".strip [aria-current=true]").inner_text() == place.printed
    page.locator(".warn a").click()
    page.wait_for_url("**/statistics/fengqiao-2023-p10-09.html")


def test_a_level_is_drawn_beside_the_year_before_and_its_target_and_its_parts(visit: Visit) -> None:
    """Printed is solid, derived dashed and named so with its interval, a target hollow; parts are never stacked."""
    page = visit.open("zh", "statistics/fengqiao-2023-p10-03")
    course, parts = page.locator("figure").all()
    drawing = course.locator("svg.l")
    assert [drawing.locator(f"rect.{kind}").count() for kind in ("dash", "d")] == [1, 1]
    assert drawing.locator("path.o").count() == 2  # the target, open above
    said = "".join(drawing.locator("text").all_text_contents())
    assert "推算，16.28～16.49" in said and "21.3亿元原文，增长30%" in said and "非官方整理" in said
    starts = parts.locator("svg.l rect").evaluate_all("bars => bars.map(each => each.x.baseVal.value)")
    assert len(starts) == 3 and len(set(starts)) == 1
    assert "不可相加" in "".join(parts.locator("svg.l text").all_text_contents())


def test_every_statistic_can_be_come_by_from_the_first_to_the_last(visit: Visit) -> None:
    """“Next” leads through all of them, in the order of the report."""
    listed = ids(fo.load("statistics"))
    page = visit.open("zh", f"statistics/{listed[0]}")
    assert page.locator("a[rel=prev]").count() == 0
    for each in listed[1:6]:
        page.click("a[rel=next]")
        page.wait_for_url(f"**/statistics/{each}.html")
    assert visit.open("zh", f"statistics/{listed[-1]}").locator("a[rel=next]").count() == 0


def test_five_questions_of_a_resident_are_answered_in_three_clicks(visit: Visit) -> None:
    """What a first visitor asks is on the home page, or behind links whose words are those of the question."""
    page = visit.open("zh", "index")
    invested = page.locator(".kf li", has_text="固定资产投资").inner_text()
    assert "21.3" in invested and "增长30%" in invested  # how much was invested, and is it more?
    revenue = page.locator(".kf li", has_text="财政总收入").inner_text()
    assert "2023年目标" in revenue and "增长8%以上" in revenue  # what is the target for the town's revenue?
    fires = page.locator("figure svg.l").inner_text() if page.locator("figure svg.l").is_visible() else ""
    fires = fires or "".join(page.locator("figure text").all_text_contents())
    assert "火灾发生数" in fires and "−35%" in fires  # were there fewer fires?
    page.locator(".kf a", has_text="外贸进出口总额").first.click()
    page.wait_for_url("**/statistics/*.html")
    assert (
        "第10" in page.locator("section[aria-labelledby=place]").inner_text()
    )  # where does the report say so?
    page = visit.open("zh", "index")
    page.locator(".themes li", has_text="卫生健康").locator("a").last.click()
    page.wait_for_url("**/commitments.html#health")
    assert page.locator("#health tr[data-words]").count() > 0  # what is planned for health?


def test_the_pages_of_a_hostile_package_run_nothing(browser: Any, town_site: Path) -> None:
    """What looks like HTML in names, titles and notes is shown as text: no script, no picture, no request."""
    visit = Visit(browser, town_site, 1280)
    asked: list[str] = []
    visit.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    try:
        for path in sorted((town_site / "en").rglob("*.html")):
            if path.parent.name == "rules":
                continue
            page = visit.open("en", path.relative_to(town_site / "en").with_suffix("").as_posix())
            assert page.locator("img").count() == 0, path
            assert visit.leaving() == [] and visit.complaints == [] and asked == [], path
        page = visit.open("en", "search")
        page.fill("header input[name=q]", "onerror")
        assert page.locator(".results a").count() > 0 and page.locator("#results img").count() == 0
        assert asked == []
    finally:
        visit.context.close()


def test_an_old_link_to_a_row_leads_to_its_page(visit: Visit) -> None:
    """Links into the explorer of former releases named the row behind `open`."""
    page = visit.open("en", "table", f"theme=finance&open={EXPORTS}")
    page.wait_for_url(f"**/{STATISTIC}.html")


def test_what_is_no_filter_in_the_address_is_passed_over(visit: Visit) -> None:
    """An address from elsewhere must neither break the page nor empty the table."""
    page = visit.open("en", "table", "theme=nonsense&open=%3Cscript%3E&q=&view=x")
    assert counted(page).endswith(f" rows with {TOTAL} statistics")
    assert visit.complaints == []


@pytest.mark.parametrize(("name", "place"), [("table", "status=target&view=flat"), (STATISTIC, ""), ("report", "p10"),
                                             ("dictionary/observations", "observations.measure"), ("index", "downloads")])  # fmt: skip
def test_the_switch_of_language_keeps_the_place(visit: Visit, name: str, place: str) -> None:
    """The same page, the same anchor, the same filter, there and back."""
    page = visit.open("en", name, place)
    for lang in ("zh-CN", "en"):
        page.click("a.lang")
        page.wait_for_function(f"document.documentElement.lang === '{lang}'")
        assert page.url.endswith(f"/{lang[:2]}/{name}.html{'#' + place if place else ''}")
    if name == "table":
        assert page.locator("input[name=status][value=target]").is_checked()


MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize("lang", LANGS)
def test_the_download_is_what_the_library_gives(visit: Visit, lang: str, tmp_path: Path) -> None:
    """Byte for byte the canonical CSV of `fo.statistics` under the same filter, whatever the order on the screen.

    The mark before it is what a spreadsheet needs to read Chinese.
    """
    page = visit.open(lang, "table", "theme=industry&period=2022")
    page.locator("#grouped [data-sort=name]").click()
    with page.expect_download() as waiting:
        page.click(".download.csv")
    waiting.value.save_as(tmp_path / "chosen.csv")
    assert waiting.value.suggested_filename == "fengqiao-open-statistics-2022-industry.csv"
    wanted = set(ids(fo.statistics(theme="industry", period=2022)))
    package = read_package()
    (_, columns), *rows = records(package.path("statistics").read_text("utf-8"))
    listed = (dict(zip(columns, cells, strict=True)) for _, cells in rows)
    chosen = [row for row in listed if row["observation_id"] in wanted]
    assert len(chosen) == len(wanted) > 5
    assert (tmp_path / "chosen.csv").read_bytes() == MARK + csv_bytes(columns, chosen)


def test_the_whole_download_is_the_file_itself(visit: Visit, tmp_path: Path) -> None:
    """Without a filter, the download is statistics.csv."""
    page = visit.open("zh", "table")
    with page.expect_download() as waiting:
        page.click(".download.csv")
    waiting.value.save_as(tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_bytes() == MARK + read_package().path("statistics").read_bytes()


def test_the_workbook_has_the_same_rows(visit: Visit, tmp_path: Path) -> None:
    """A clerk opens it in a spreadsheet: numbers are numbers, codes of places stay text, Chinese is whole."""
    openpyxl = pytest.importorskip("openpyxl", reason="workbooks are read with openpyxl")
    page = visit.open("zh", "table", "theme=trade")
    with page.expect_download() as waiting:
        page.click(".download.xlsx")
    waiting.value.save_as(tmp_path / "chosen.xlsx")
    assert waiting.value.suggested_filename == "fengqiao-open-statistics-trade.xlsx"
    header, *rows = openpyxl.load_workbook(tmp_path / "chosen.xlsx").active.iter_rows(values_only=True)
    frame = fo.load("statistics")
    wanted = frame[frame["theme_id"] == "trade"]
    assert list(header) == list(frame.columns)
    assert [row[header.index("observation_id")] for row in rows] == ids(wanted)
    assert [row[header.index("value")] for row in rows] == wanted["value"].to_list()
    for name in ("area_id", "printed", "note_en", "part_of_zh"):
        assert [row[header.index(name)] or "" for row in rows] == wanted[name].fillna("").to_list()


def cited(page: Any) -> str:
    """The citation that the page shows once it has made it."""
    page.wait_for_function("document.querySelector('.citation .text').textContent !== ''")
    return str(page.locator(".citation .text").text_content())


# The style that reads well as text in each language, which the site uses.
READABLE: dict[str, Any] = {"en": "apa", "zh": "gbt7714"}


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_cites_the_package_as_the_library_does(visit: Visit, lang: Any) -> None:
    """Words of its own would one day name another version, another hash or another report."""
    page = visit.open(lang, "table")
    assert cited(page) == fo.cite(style=READABLE[lang], lang=lang)
    assert page.locator(".citation .chosen").text_content() == ""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("place", "column", "value"),
    [("theme=trade", "theme_id", "trade"), ("status=target", "status", "target"), ("area=330402100000", "area_id", "330402100000")],
    ids=["rows of one paragraph", "rows of many paragraphs", "nearly all rows"],
)  # fmt: skip
def test_a_filtered_table_cites_what_the_library_cites(
    visit: Visit, lang: Any, place: str, column: str, value: str
) -> None:
    """Rows, hash of the rows, hash of the table, version, report and paragraphs: the same text, to the letter."""
    frame = fo.load("statistics")
    page = visit.open(lang, "table", place)
    assert cited(page) == fo.cite(frame[frame[column] == value], READABLE[lang], lang)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_a_statistic_cites_it_as_the_library_does(visit: Visit, lang: Any) -> None:
    """The same text, to the letter, with the day on which it is read; what checks the row is not copied with it."""
    frame = fo.load("statistics")
    page = visit.open(lang, STATISTIC)
    wanted = fo.cite(frame[frame["observation_id"] == EXPORTS], READABLE[lang], lang)
    cited, checked = wanted.split("\n\n")
    assert page.locator("#cited").text_content() == cited
    assert page.locator(".checked").text_content() == checked and "SHA-256" in checked


def test_what_was_chosen_is_said_beside_the_citation_and_copied_with_it(visit: Visit) -> None:
    """A hash alone tells a reader nothing; and what is cited is what is on the screen, whatever was chosen before."""
    page = visit.open("en", "table", "theme=industry")
    page.click(".cite-open")
    page.locator("input[name=theme][value=industry]").uncheck()
    tick(page, "theme", "trade")
    tick(page, "period", "2022")
    wanted = fo.cite(fo.statistics(theme="trade", period=2022), "apa")
    page.wait_for_function(
        "wanted => document.querySelector('.citation .text').textContent === wanted", arg=wanted
    )
    chosen = "Selection: Year: 2022, Theme: Foreign trade."
    assert page.locator(".citation .chosen").inner_text() == chosen
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.click(".citation .copy")
    assert page.evaluate("window.copied") == f"{wanted}\n{chosen}"


def test_a_browser_that_makes_no_hashes_cites_without_one(apart: Visit) -> None:
    """A page from http: may not use the browser's SHA-256: it leaves the hash of the rows out, and nothing else."""
    apart.page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page = apart.open("en", "table", "theme=trade&period=2022")
    wanted = fo.cite(fo.statistics(theme="trade", period=2022), "apa")
    assert cited(page) == re.sub(", selection [0-9a-f]{12}", "", wanted) != wanted


def test_nothing_chosen_cites_nothing(visit: Visit) -> None:
    """No row, no citation."""
    page = visit.open("en", "table", "q=no such thing")
    assert cited(page).startswith("No statistic matches")
    assert page.locator(".citation .copy").get_attribute("disabled") is not None


def test_the_table_works_with_the_keyboard_alone(apart: Visit) -> None:
    """Search, filter, open and close a row, without a pointer; the focus is always to be seen."""
    page = apart.open("en", "table")
    page.locator("#find").focus()
    page.keyboard.type("trade")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "status"
    page.keyboard.press("Space")
    assert page.locator("input[name=status]").first.is_checked()
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('x')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.locator(".x[aria-expanded=true]").count() == 1
    assert page.locator("tr.det:not([hidden])").count() == 1
    page.keyboard.press("Space")
    assert page.locator(".x[aria-expanded=true]").count() == 0


def test_a_heading_of_the_table_sorts_with_the_keyboard(apart: Visit) -> None:
    """Sorting is no privilege of the mouse, and says which way it went."""
    page = apart.open("en", "table", "theme=trade")
    page.locator("#grouped [data-sort=growth]").focus()
    for way in ("ascending", "descending"):
        page.keyboard.press("Enter")
        assert page.locator(f"#grouped th[aria-sort={way}]").count() == 1
    page.keyboard.press("Enter")
    assert page.locator("#grouped th[aria-sort]").count() == 0


def test_charts_have_their_finding_source_alternative_table_and_data(visit: Visit, site: Path) -> None:
    """Finding, source and standing are inside the picture; a text, a table and the frame as CSV are beside it."""
    for lang in LANGS:
        page = visit.open(lang, "charts")
        for name in fo.plot.NAMES:
            drawings = page.locator(f"figure#{name} svg[role=group]")
            assert drawings.count() == 5
            inside = "".join(drawings.nth(2).locator("text").all_text_contents()).replace(" ", "")
            standing = {"en": "anunofficialcompilation", "zh": "非官方整理"}[lang]
            assert standing in inside and {"en": "Source:", "zh": "来源："}[lang] in inside
            rows = page.locator(f"section:has(figure#{name}) details tbody tr")
            written = (site / lang / "charts" / f"{name}.csv").read_text("utf-8-sig")
            if name == "targets":  # the library's chart is another one
                assert rows.count() == len(written.splitlines()) - 1
            else:
                frame = fo.plot.data(name, lang)  # type: ignore[arg-type]
                assert rows.count() == (len(frame) if name != "commitments" else (frame["count"] > 0).sum())
                assert written == frame.to_csv(index=False, lineterminator="\n")
            alone = (site / lang / "charts" / f"{name}.svg").read_text("utf-8")
            assert standing in re.sub(r"<[^>]*>|\s", "", alone) and "<a" not in alone


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_one_drawing_of_a_chart_is_in_sight_and_no_text_leaves_it(
    windows: Callable[[int], Visit], width: int
) -> None:
    """A text beside its picture is cut off, or runs into the next."""
    for lang in LANGS:
        page = windows(width).open(lang, "charts")
        for figure in page.locator("figure").all():
            name = figure.get_attribute("id")
            outside = figure.evaluate(
                """figure => {
                  const shown = [...figure.querySelectorAll('svg')].filter(each => getComputedStyle(each).display !== 'none');
                  if (shown.length !== 1) return ['drawings: ' + shown.length];
                  const box = shown[0].getBoundingClientRect();
                  return [...shown[0].querySelectorAll('text')].filter(text => {
                    const own = text.getBoundingClientRect();
                    return own.left < box.left - 2 || own.right > box.right + 2 || own.bottom > box.bottom + 2;
                  }).map(text => text.textContent);
                }"""
            )
            assert outside == [], (lang, name)


def test_the_charts_of_a_statistic_are_taken_away_too(visit: Visit, tmp_path: Path) -> None:
    """As SVG and as PNG, with finding, source and standing inside."""
    page = visit.open("zh", "statistics/fengqiao-2023-p10-03")
    for kind in ("svg", "png"):
        with page.expect_download() as waiting:
            page.locator(f"button.{kind}").first.click()
        waiting.value.save_as(tmp_path / f"made.{kind}")
        assert waiting.value.suggested_filename == f"fengqiao-2023-p10-03-1.{kind}"
    text = re.sub(r"<[^>]*>", "", (tmp_path / "made.svg").read_text("utf-8"))
    assert "21.3亿元" in text and "非官方整理" in text and "来源：" in text
    assert (tmp_path / "made.png").read_bytes().startswith(b"\x89PNG")
    assert visit.leaving() == [] and visit.complaints == []


def test_a_chart_is_taken_away_as_a_picture(visit: Visit, tmp_path: Path) -> None:
    """The PNG is made in the page: nothing is asked of a server."""
    page = visit.open("zh", "charts")
    with page.expect_download() as waiting:
        page.locator("figure#money button.png").click()
    waiting.value.save_as(tmp_path / "money.png")
    assert waiting.value.suggested_filename == "money.png"
    made = (tmp_path / "money.png").read_bytes()
    assert made.startswith(b"\x89PNG") and int.from_bytes(made[16:20]) > 1500
    assert visit.leaving() == [] and visit.complaints == []


@pytest.mark.parametrize(
    ("lang", "text", "title"),
    [
        ("en", "财政总收入", "Total fiscal revenue"),
        ("zh", "fiscal revenue", "财政总收入"),
        ("zh", "21.3", "固定资产投资"),
        ("en", "2130000000", "Investment in fixed assets"),
        ("en", "overlap", "Are technical upgrading, manufacturing investment and foreign trade"),
        ("zh", "FQ-R05", "FQ-R05"),
    ],
)
def test_the_search_finds_by_any_name_and_by_number(visit: Visit, lang: str, text: str, title: str) -> None:
    """A resident knows one name or one number; the address keeps what was sought, and Back works."""
    page = visit.open(lang, "index")
    page.fill("header input[name=q]", text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    found = page.locator(".results a", has_text=title)
    assert found.count() >= 1
    found.first.click()
    page.wait_for_function("!location.pathname.endsWith('search.html')")
    page.go_back()
    page.wait_for_selector(".results a")
    assert visit.leaving() == [] and visit.complaints == []


def test_the_search_says_when_it_finds_nothing(visit: Visit) -> None:
    """A blank page leaves a reader waiting."""
    page = visit.open("zh", "search")
    page.fill("header input[name=q]", "没有这样的词")
    assert "没有找到" in page.locator("#found").inner_text()


def test_a_search_without_a_word_shows_where_to_begin(visit: Visit) -> None:
    """A white page leaves a reader without an idea of what can be sought; a proposal is a search that finds."""
    for lang in LANGS:
        page = visit.open(lang, "search")
        links = page.locator("#start a[href^='?q=']")
        assert links.count() >= 2
        links.first.click()
        page.wait_for_selector(".results a")
        assert not page.locator("#start").is_visible()


def test_a_list_of_rules_is_narrowed(visit: Visit) -> None:
    """A list of 170 rules is not read from the top."""
    page = visit.open("en", "rules")
    page.fill("#narrow", "growth")
    rows = page.locator("#rules tbody tr:not([hidden], .theme)")
    assert 0 < rows.count() < 40
    assert all("growth" in text.lower() for text in rows.all_inner_texts())


def test_what_was_promised_for_schools_is_two_steps_from_the_home_page(visit: Visit) -> None:
    """A resident asks what is to be done: the theme, then the list, each with its firmness and its paragraph."""
    page = visit.open("zh", "index")
    page.locator(".themes li", has_text="教育").locator("a").last.click()
    page.wait_for_url("**/commitments.html#education")
    frame = fo.load("commitments")
    wanted = frame[frame["theme_id"] == "education"]
    rows = page.locator("#education tr[data-words]")
    assert rows.count() == len(wanted) > 0
    assert page.locator("#commitments tr[data-words]").count() == len(frame)
    page.fill("#narrow", "教育")
    assert page.locator("#commitments tr[data-words]:not([hidden])").count() >= len(wanted)
    assert (
        page.locator("#commitments tbody:not([hidden])").count() < page.locator("#commitments tbody").count()
    )


def test_the_outline_has_every_number_of_the_report_and_what_became_of_it(visit: Visit) -> None:
    """No number left behind: as many squares as numbers, those of statistics lead to their pages."""
    page = visit.open("zh", "report")
    figures = fo.load("figures")
    assert page.locator(".sq > *").count() == len(figures)
    assert page.locator(".sq > a").count() == (figures["disposition"] == "statistic").sum()
    page.goto(f"{page.url.split('#')[0]}#p10")
    assert page.locator("#p10 .sq > *").count() == (figures["paragraph"] == 10).sum()


@pytest.mark.parametrize(
    ("lang", "name", "pages"), [("zh", "index", 2), ("en", "index", 2), ("zh", "table", 5), ("en", "table", 6), ("zh", "charts", 3), ("en", "charts", 4),
                              ("zh", STATISTIC, 2)]
)  # fmt: skip
def test_pages_print_on_few_sheets(apart: Visit, tmp_path: Path, lang: str, name: str, pages: int) -> None:
    """What is printed is read at a meeting: all of it, and on no more sheets than it needs."""
    page = apart.open(lang, name)
    page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    count = len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "page.pdf").read_bytes()))
    assert count == pages


#: Words and numbers of a table that stand in two lines: `one letter a line` where a column is too narrow.
BROKEN = """selector => [...document.querySelectorAll(selector)].flatMap(cell => {
  const found = [], walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (const {0: word, index} of walker.currentNode.data.matchAll(/[A-Za-z]+|[0-9][0-9.,]*%?/g)) {
    const range = document.createRange();
    range.setStart(walker.currentNode, index);
    range.setEnd(walker.currentNode, index + word.length);
    if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(word);
  }
  return cell.scrollWidth > cell.clientWidth + 1 ? [...found, `${cell.textContent} is cut`] : found;
})"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("lang", LANGS)
def test_no_word_or_number_of_a_table_is_broken(
    windows: Callable[[int], Visit], lang: str, width: int
) -> None:
    """A column too narrow writes 2,000 in three lines, one letter in each: nobody can read it."""
    visit = windows(width)
    page = visit.open(lang, "charts")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate(BROKEN, ".stack :is(th, td)") == []
    page = visit.open(lang, "table")
    assert page.evaluate(BROKEN, "#grouped :is(th, td)") == []
    page.get_by_role("button", name=re.compile("One by one|逐条")).click()
    assert page.evaluate(BROKEN, "#flat :is(th, td)") == []
    narrow = page.evaluate("""() => [...document.querySelectorAll("#flat :is(.period, .status)")].filter(
        cell => cell.checkVisibility() && cell.getBoundingClientRect().height > 60 && cell.parentElement.querySelector("th").getBoundingClientRect().height < 30).length""")
    assert narrow == 0


def test_a_theme_of_the_commitments_is_not_under_the_head_of_the_table(visit: Visit) -> None:
    """The head of the table stays in sight: what is come to begins below it."""
    page = visit.open("zh", "commitments", "education")
    head, theme = (
        page.locator(each).bounding_box()
        for each in ("#commitments thead th >> nth=0", "#education th >> nth=0")
    )
    assert head["y"] + head["height"] <= theme["y"] + 1 and theme["y"] < 200


def test_what_was_promised_for_schools_is_found_by_that_word(visit: Visit) -> None:
    """The report says 中小学 and 幼儿园; a resident says 学校, in the search and in the list; and a list that is
    empty says so.
    """
    page = visit.open("zh", "index")
    page.goto(page.url.replace("index.html", "search.html?q=学校"))
    page.wait_for_selector(".results")
    assert "加大对中小学、幼儿园软硬件设施的投入" in page.locator("#results").text_content()
    page = visit.open("zh", "commitments")
    page.locator("#narrow").fill("学校")
    assert "幼儿园" in page.locator("#education").text_content() and page.locator("#education").is_visible()
    assert not page.locator("#commitments-none").is_visible()
    page.locator("#narrow").fill("没有这样的词")
    assert page.locator("#commitments-none").is_visible()
    page = visit.open("zh", "table", "theme=education")
    page.locator(".promised a").click()
    assert page.url.endswith("commitments.html#education")


def test_the_numbers_of_a_paragraph_are_boxes_of_one_height(visit: Visit) -> None:
    """Boxes of two heights look like two kinds of thing."""
    for lang in LANGS:
        page = visit.open(lang, STATISTIC)
        boxes = page.locator(".strip > *").evaluate_all(
            "found => found.map(each => each.getBoundingClientRect().height)"
        )
        assert len(boxes) > 10 and max(boxes) - min(boxes) < 1


def test_a_derived_value_says_how_it_is_computed_in_words(telephone: Visit) -> None:
    """Three numbers and a year without a name look like a course; a formula of names is a riddle."""
    page = telephone.open("zh", STATISTIC)
    row = page.locator(".derived tbody tr", has_text="2021年")
    assert "13亿元 ÷（1＋10.1%）" in row.text_content() and "/" not in row.text_content()
    labels = row.locator("td").evaluate_all(
        "found => found.map(each => getComputedStyle(each, '::before').content)"
    )
    assert labels == ['"数值"', '"区间"', '"公式"']


def test_a_printed_table_has_all_heads(apart: Visit) -> None:
    """Buttons are not printed: what they say is."""
    page = apart.open("zh", "table")
    page.emulate_media(media="print")
    heads = page.locator("#grouped thead [data-h]").evaluate_all(
        "found => found.map(each => getComputedStyle(each, '::before').content)"
    )
    assert heads == ['"指标"', '"%"', '"段落"']


def test_without_scripts_the_table_is_there_and_no_filter_that_does_nothing(browser: Any, site: Path) -> None:
    """Catches a screen of filters above the table that nothing listens to."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.goto((site / "zh" / "table.html").as_uri())
    assert page.locator("#grouped").bounding_box()["y"] < 500
    assert not page.locator("form.fil").is_visible() and page.locator("noscript").inner_text()
    context.close()


def test_a_page_that_does_not_exist_leads_home_from_any_depth(apart: Visit, site: Path) -> None:
    """A server shows 404.html at any address, so that nothing in it may be relative to its own."""
    text = (site / "404.html").read_text("utf-8")
    assert "<link" not in text and "src=" not in text
    apart.page.goto((site / "404.html").as_uri())
    for lang in LANGS:
        ways = apart.page.locator(f"section:lang({lang}) a[data-home]")
        addresses = ways.evaluate_all("links => links.map(link => link.href.split('#')[0])")
        assert len(addresses) > 5
        assert all(Path(each.removeprefix("file://")).is_file() for each in addresses), addresses
    apart.page.fill("header ~ main section:lang(en) input[name=q]", "exports")
    apart.page.keyboard.press("Enter")
    apart.page.wait_for_url("**/en/search.html?q=exports")
    apart.page.locator(".results a").first.wait_for()
    apart.page.goto((site / "404.html").as_uri())
    apart.page.locator("header a[data-home]").first.click()
    apart.page.wait_for_url("**/zh/index.html")


@pytest.mark.parametrize(("lang", "key"), [("zh", "fengqiao-2023-p10-03")])
def test_a_statistic_is_there_as_json(site: Path, lang: str, key: str) -> None:
    """A program reads one statistic with its place, as in the table."""
    found = json.loads((site / "data" / "statistics" / f"{key}.json").read_text("utf-8"))
    assert (found["value"], found["unit_zh"], found["paragraph"]) == ("21.3", "亿元", "10")
    assert {each["formula"] for each in found["derived"]} >= {"previous_level", "goal_level"}
    assert len(json.loads((site / "data" / "statistics.json").read_text("utf-8"))) == TOTAL
