"""What a reader sees: a deadline in words, values level with their units, charts with one form of each number."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from site_browser import LANGS, Visit

import fengqiao_open as fo

pytestmark = pytest.mark.browser
STATISTIC_PAGE = "statistics/fengqiao-2023-p10-03"
LEVEL, COUNT = "fengqiao-2023-p30-02", "fengqiao-2023-p42-01"


def test_a_deadline_is_a_day_in_english_and_the_printed_words_in_chinese(visit: Visit) -> None:
    """“Do, 当年度” says nothing to whoever reads English only."""
    frame = fo.load("commitments").dropna(subset=["deadline"])
    assert len(frame) > 5
    for lang in LANGS:
        page = visit.open(lang, "commitments")
        for row in frame.itertuples():
            cell = page.locator(f"[id='{row.commitment_id}'] td").first.inner_text()
            day = f"by {row.deadline.day} {row.deadline:%B %Y}"
            assert cell.endswith(day if lang == "en" else row.deadline_printed), (lang, cell)


@pytest.mark.parametrize("lang", LANGS)
def test_each_value_of_the_table_is_level_with_its_own_unit(visit: Visit, lang: str) -> None:
    """A unit that takes two lines puts “>10” beside the “growth” of the line above."""
    page = visit.open(lang, "table")
    for width in (1280, 800, 768, 360):
        visit.resize(width)
        assert_level(page)


def assert_level(page: Any) -> None:
    """Each value is on a line with its unit, and no line on another."""
    apart = page.locator("#grouped .vu .line:has(.v)").evaluate_all(
        """lines => lines.map(line => {
          const first = (element) => { const range = document.createRange(); range.selectNodeContents(element); return range.getClientRects()[0]; };
          const [value, unit] = [".v", ".u"].map(each => line.querySelector(each)).map(each => each.textContent && first(each));
          return unit ? Math.abs(value.bottom - unit.bottom) : 0;
        })"""
    )
    assert len(apart) > 100 and max(apart) < 6
    overlapping = page.locator("#grouped td.vu").evaluate_all(
        """cells => cells.filter(cell => [...cell.children].some((line, index) =>
          index && line.getBoundingClientRect().top < cell.children[index - 1].getBoundingClientRect().bottom - 1)).length"""
    )
    assert overlapping == 0


@pytest.mark.parametrize("lang", LANGS)
def test_a_long_value_leaves_a_commitment_its_width_on_a_telephone(telephone: Visit, lang: str) -> None:
    """A value in words beside the commitment would write it one word a line."""
    page = telephone.open(lang, "commitments")
    widths = page.locator("#commitments tr[data-words] th").evaluate_all(
        "heads => heads.map(each => each.getBoundingClientRect().width)"
    )
    assert len(widths) == len(fo.load("commitments")) and min(widths) > 270


def of_chart(visit: Visit, lang: str, name: str) -> tuple[str, str, str, str]:
    """What a chart of the page that is open has in its picture, in its table, in words, and in its CSV."""
    section = visit.page.locator(f"section:has(figure#{name})")
    drawing = " ".join(section.locator("svg.l text").all_text_contents())
    table = " ".join(section.locator("details :is(th, td)").all_text_contents())
    words = str(section.locator("svg.l").get_attribute("aria-label"))
    csv = (visit.root / lang / "charts" / f"{name}.csv").read_text("utf-8-sig")
    return drawing, table, words, csv


@pytest.mark.parametrize("lang", LANGS)
def test_picture_table_words_and_data_of_the_targets_have_the_same_rows_and_digits(
    visit: Visit, lang: Any
) -> None:
    """A target that is reached already was in the picture alone; what is derived had two decimals here and one there."""
    visit.open(lang, "charts")
    drawing, table, words, csv = of_chart(visit, lang, "targets")
    names = fo.load("statistics").set_index("observation_id")[f"indicator_{lang}"]
    for key in (LEVEL, COUNT, "fengqiao-2023-p42-02", "fengqiao-2023-p41-01"):
        assert all(names[key] in each.replace("  ", " ") for each in (table, words, csv)), key
        assert names[key].replace(" ", "") in drawing.replace(" ", "")
    page = visit.open(lang, f"statistics/{LEVEL}")
    derived = page.locator(".derived td.n b").first.inner_text()
    assert derived == "9.1"
    for each in (drawing, table, words):
        assert {"en": f"over +{derived}%", "zh": f"增长超过{derived}%"}[lang] in each and "9.05" not in each
    title = "".join(visit.open(lang, "charts").locator("#targets svg.l > text.b").all_text_contents())
    numbers = set(re.findall(r"\d+(?:\.\d+)?%", title))
    assert {"62.1%", "30%"} <= numbers
    assert all(each in table and each in words for each in numbers)


@pytest.mark.parametrize("lang", LANGS)
def test_the_numbers_of_the_finding_on_commitments_are_in_the_picture(visit: Visit, lang: Any) -> None:
    """A sum that the reader has to make to check the title is no evidence."""
    frame = fo.plot.data("commitments", lang)
    drawing = visit.open(lang, "charts").locator("#commitments svg.l")
    cells = [str(each) for each in drawing.locator("text").all_text_contents()]
    totals = frame.groupby("modality", observed=True)["count"].sum()
    for wanted in (frame["count"].sum(), frame["quantified"].sum(), *totals):
        assert str(wanted) in cells, wanted


def test_an_amount_of_money_has_one_form_on_the_english_pages(visit: Visit) -> None:
    """“100 million yuan” in a table and “billion yuan” in the picture above it are two units to a reader."""
    visit.open("en", "charts")
    for name in fo.plot.NAMES:
        drawing, table, words, _ = of_chart(visit, "en", name)
        for each in (drawing, table, words):
            assert not re.search(
                r"\d (?:10 thousand|100 million)|^(?:10 thousand|100 million) (?:yuan|US)", each
            )
    _, table, _, _ = of_chart(visit, "en", "money")
    assert "2.13\xa0billion yuan" in table and "100 million" not in table


@pytest.mark.parametrize("lang", LANGS)
def test_thousands_are_written_one_way_in_a_language(visit: Visit, lang: str) -> None:
    """From four digits in English and from five in Chinese, in pictures, tables and facts alike."""
    wrong = {
        "en": r"(?<![\d.,–-])(?!(?:19|20)[0-4]\d(?!\d))\d{4,}(?![\d.]*%)",
        "zh": r"(?<![\d,])\d,\d{3}(?![\d,])|\d{5,}",
    }[lang]
    keys = ("fengqiao-2023-p14-01", "fengqiao-2023-p41-01", "fengqiao-2023-p10-03", "fengqiao-2023-p12-01")
    for name in ("index", "table", "charts", "report", "errata", *(f"statistics/{key}" for key in keys)):
        page = visit.open(lang, name)
        texts = page.locator(
            "figure svg.l text, details.data td, .big, .derived td.n, .kf .v, main .fine:not(.cited), #grouped .v, .count"
        ).all_text_contents()
        texts = [each.replace("96345", "") for each in texts]  # a hotline has no thousands
        assert texts and [each for each in texts if re.search(wrong, each)] == [], name


def results(visit: Visit, lang: str, text: str) -> list[str]:
    """The titles that a search finds, the best first."""
    page = visit.open(lang, "search")
    page.fill("header input[name=q]", text)
    return [str(each) for each in page.locator(".results a").all_inner_texts()]


def test_the_plural_of_a_word_finds_what_the_word_finds(visit: Visit) -> None:
    """A resident types “schools”; in the search, in the table and in the list of commitments."""
    assert results(visit, "en", "schools") == results(visit, "en", "school") != []
    assert set(results(visit, "en", "industries")) >= set(results(visit, "en", "industry"))
    counts = {}
    for word in ("school", "schools"):
        page = visit.open("en", "table", "view=flat")
        page.fill("#find", word)
        table = page.locator("#flat tbody tr:not([hidden])").count()
        page = visit.open("en", "commitments")
        page.fill("#narrow", word)
        counts[word] = table, page.locator("#commitments tr[data-words]:not([hidden])").count()
    assert counts["schools"] == counts["school"] and all(counts["school"])


@pytest.mark.parametrize(
    ("lang", "text", "first"),
    [
        ("zh", "工业增长目标", "规模以上工业总产值"),
        ("zh", "凤桥镇2022年固定资产投资是多少", "固定资产投资"),
        ("en", "xyzzy exports", "Total value of"),
        ("en", "how much did the town invest in fixed assets", "Investment in fixed assets"),
        ("en", "what was promised for schools", "Schools repaired"),
    ],
)
def test_a_search_of_several_words_finds_what_has_most_of_them(
    visit: Visit, lang: str, text: str, first: str
) -> None:
    """One word that is nowhere must not empty the list, and Chinese is written without blanks between words."""
    assert results(visit, lang, text)[0].startswith(first)


def test_a_search_of_words_that_all_occur_begins_with_what_has_them_all(visit: Visit) -> None:
    """What has one of two words is no match where others have both."""
    found = results(visit, "en", "fiscal revenue")
    assert found and all("revenue" in each.lower() for each in found[:2])
    assert "Tourism revenue" not in found


@pytest.mark.parametrize(("lang", "width"), list(product(LANGS, (360, 768, 1280))))
def test_a_paragraph_of_the_report_has_its_theme_in_one_place_and_its_counts_under_their_heads(
    windows: Callable[[int], Visit], lang: str, width: int
) -> None:
    """A paragraph without number had its theme at the right and its commitments under no head."""
    page = windows(width).open(lang, "report")
    wrong = page.locator(".part").evaluate_all(
        """parts => parts.flatMap(part => {
          const words = (cell) => { const range = document.createRange(); range.selectNodeContents(cell); return range.getBoundingClientRect(); };
          const heads = [...part.querySelector(".hd").children].map(cell => cell.getBoundingClientRect());
          return [...part.querySelectorAll(".pr:not(.hd)")].filter(row => [...row.children].some((cell, index) => {
            if (!cell.textContent.trim() || !cell.checkVisibility() || cell.matches(".ps")) return false;
            const own = cell.getBoundingClientRect(), head = heads[index];
            const beside = cell.matches(".pn_") && words(cell).right + 4 > heads[1].left;
            const aside = cell.matches(".c") ? Math.abs(own.right - head.right) > 1 : Math.abs(own.left - head.left) > 1;
            return beside || aside || Math.abs(own.top - row.firstElementChild.getBoundingClientRect().top) > 3;
          })).map(row => row.id);
        })"""
    )
    assert wrong == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_labels_of_an_opened_row_are_beside_what_they_label(visit: Visit, lang: str) -> None:
    """A column of labels that is too narrow prints “Comparability” over its value."""
    page = visit.open(lang, "table")
    page.evaluate("document.querySelectorAll('.x').forEach(each => each.click())")
    labels = page.locator(".det dt").evaluate_all(
        """labels => labels.map(label => {
          const range = document.createRange();
          range.selectNodeContents(label);
          const box = range.getBoundingClientRect();
          return [range.getClientRects().length, label.nextElementSibling.getBoundingClientRect().left - box.right];
        })"""
    )
    assert len(labels) > 100
    assert {lines for lines, _ in labels} == {1} and min(room for _, room in labels) >= 4


@pytest.mark.parametrize(("lang", "width"), list(product(LANGS, (360, 1280))))
def test_what_belongs_to_a_chart_is_near_it(windows: Callable[[int], Visit], lang: str, width: int) -> None:
    """Its table, floating below it, looks like a heading of what follows; its links stand on one line."""
    for name in ("charts", "statistics/fengqiao-2023-p10-03", "statistics/fengqiao-2023-p08-01"):
        page = windows(width).open(lang, name)
        gaps = page.locator("details.data").evaluate_all(
            "found => found.map(each => each.getBoundingClientRect().top - each.previousElementSibling.getBoundingClientRect().bottom)"
        )
        assert gaps and max(gaps) < 16, name
        links = page.locator("figcaption").evaluate_all(
            "found => found.map(each => [...each.children].map(link => [link.getBoundingClientRect().bottom, link.getBoundingClientRect().height]))"
        )
        for bottoms in links:
            assert len({round(bottom, 1) for bottom, _ in bottoms}) == 1, name
            assert min(height for _, height in bottoms) >= 24


@pytest.mark.parametrize(("lang", "least"), [("en", 250), ("zh", 250)])
def test_on_a_tablet_the_name_has_most_of_the_row(
    windows: Callable[[int], Visit], lang: str, least: int
) -> None:
    """Names of four lines beside empty columns made a page of fifteen screens."""
    page = windows(768).open(lang, "table")
    assert page.locator("#grouped thead tr:last-child th").first.bounding_box()["width"] > least
    lines = page.locator("#grouped th[scope=row] div > span > a").evaluate_all(
        "links => links.map(link => link.getClientRects().length)"
    )
    assert sum(each > 3 for each in lines) < 3


@pytest.mark.parametrize("lang", LANGS)
def test_a_table_with_nothing_in_it_is_not_there(visit: Visit, lang: str) -> None:
    """Heads over nothing look like a page that has not been loaded."""
    page = visit.open(lang, "table")
    page.fill("#find", "xyzzy")
    assert page.locator(".empty").is_visible() and not page.locator("#grouped").is_visible()
    page.fill("#find", "")
    assert page.locator("#grouped").is_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_the_corrections_are_two_steps_from_any_page(visit: Visit, lang: str) -> None:
    """The foot of a page, at any depth, leads to them."""
    for name in ("index", STATISTIC_PAGE):
        page = visit.open(lang, name)
        page.locator("footer a[href$='errata.html']").click()
        page.wait_for_url(f"**/{lang}/errata.html")


def test_a_chart_that_is_taken_away_keeps_its_dashes(apart: Visit, tmp_path: Path) -> None:
    """A derived bar in a copy without dashes looks like a target."""
    page = apart.open("en", STATISTIC_PAGE)
    with page.expect_download() as got:
        page.locator("button.svg").first.click()
    path = tmp_path / "chart.svg"
    got.value.save_as(path)
    assert re.search(r"stroke-dasharray: ?4(?:px)?,", path.read_text("utf-8"))
