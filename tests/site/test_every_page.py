"""What holds on every page at every width: a page is opened once, and all is looked at in that visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from site_browser import BESIDE, LANGS, PAGES, UNMARKED, Look, Visit

import fengqiao_open as fo

pytestmark = pytest.mark.browser
#: The narrowest first: the table folds its filters if it is opened in a narrow window.
WIDTHS = (360, 768, 800, 1280, 1920)
BETWEEN = (360, 768, 800, 1001, 1024, 1060, 1100, 1151, 1152, 1280, 1920)
#: The pages that are many are looked at in so many parts, which the workers share.
PARTS = 12


@dataclass(frozen=True)
class Seen:
    """What one visit of a page found."""

    complaints: list[str]
    leaving: list[str]
    weight: int
    language: str
    headings: int
    unmarked: list[str]
    at: dict[int, Look]

    def where(self, problem: Callable[[Look], Any]) -> dict[int, Any]:
        """The widths that have a problem, each with it."""
        return {width: problem(look) for width, look in self.at.items() if problem(look)}


@pytest.fixture(
    scope="module",
    params=list(product(LANGS, (*PAGES, "statistics/fengqiao-2023-p08-01"))),
    ids="-".join,
)
def seen(request: pytest.FixtureRequest, windows: Callable[[int], Visit]) -> Seen:
    """A visit of a page of every kind; pytest runs all tests of one before it goes on to the next."""
    visit = windows(WIDTHS[0])
    page = visit.open(*request.param)
    at = visit.look(WIDTHS)
    return Seen(
        list(visit.complaints), visit.leaving(), visit.bytes(), page.locator("html").get_attribute("lang"),
        page.locator("h1").count(), page.evaluate(UNMARKED), at,
    )  # fmt: skip


def test_every_page_opens_quietly_in_both_languages_and_nothing_leaves_it(
    seen: Seen, request: pytest.FixtureRequest
) -> None:
    """An error on the console, or a request to another place, would break the site offline; each page is under 500 kB."""
    lang, _ = request.node.callspec.params["seen"]
    assert seen.complaints == []
    assert seen.leaving == []
    assert 10_000 < seen.weight < 500_000
    assert seen.language == {"en": "en", "zh": "zh-CN"}[lang]
    assert seen.headings == 1


def test_no_page_needs_scrolling_sideways(seen: Seen) -> None:
    """At no width may anything need it but tables and code in boxes of their own."""
    assert seen.where(lambda look: max(look.beside, 0)) == {}


def test_no_word_of_any_page_is_cut_in_the_middle(seen: Seen) -> None:
    """“Numbe/rs” in a column that is too narrow, at a width and on a page that nobody looked at."""
    assert seen.where(lambda look: look.cut) == {}


def test_no_text_of_a_chart_is_printed_over_another(seen: Seen) -> None:
    """Heads wider than their columns run into each other, above all where the drawing is narrow."""
    assert seen.where(lambda look: look.overprinted) == {}


def test_no_text_of_a_chart_leaves_it(seen: Seen) -> None:
    """A text beside its picture is cut off."""
    assert seen.where(lambda look: look.outside) == {}


def test_on_a_telephone_no_table_reaches_beyond_its_frame(seen: Seen) -> None:
    """The second column of a guide, and what a value was and is, were outside the frame."""
    assert seen.at[360].beyond == []


def test_what_stands_in_one_row_begins_on_one_line(seen: Seen) -> None:
    """A value in two lines drew the name and the paragraph beside it down to its last line."""
    assert seen.where(lambda look: look.uneven) == {}


def test_chinese_words_on_a_page_of_every_kind_say_that_they_are_chinese(seen: Seen) -> None:
    """Read aloud as English they are noise, and drawn in a Japanese font they look wrong."""
    assert seen.unmarked == []


@pytest.mark.parametrize("part", range(PARTS))
def test_the_page_of_every_statistic_is_whole_and_says_what_it_should(
    windows: Callable[[int], Visit], part: int
) -> None:
    """A long unit or interval that only one of them has: nothing beside the page, its pictures, or in two pieces.

    A deep link leads to each: its value, the printed phrase and its identifier, without an error; Chinese words say
    that they are.
    """
    rows = list(enumerate(fo.load("statistics").itertuples()))[part::PARTS]
    assert len(rows) > 10
    for number, row in rows:
        key = row.observation_id
        visit = windows(360)
        visit.open("en", f"statistics/{key}")
        for width, look in visit.look((360, 800)).items():
            assert look.beside <= 0, (key, width)
            assert (look.outside, look.overprinted, look.cut) == ([], [], []), (key, width)
        visit.resize(1280)
        assert visit.page.evaluate(UNMARKED) == [], key
        for lang in LANGS[: 1 + number % 2]:  # the Chinese page of every second one
            page = visit.page if lang == "en" else visit.open(lang, f"statistics/{key}")
            said = page.evaluate(
                "() => ['main', 'h1', '.big'].map((each) => document.querySelector(each).innerText)"
            )
            text, heading, value = said
            assert row.printed in text and key in text, (lang, key)
            # A rank of something else is said to be a rank.
            assert getattr(row, f"indicator_{lang}").lower() in heading.lower(), (lang, key)
            if row.value == row.value:  # no value, no number
                assert any(each.isdigit() for each in value), (lang, key)
            assert visit.complaints == [] and visit.leaving() == [], (lang, key)


@pytest.mark.parametrize("part", range(PARTS))
def test_chinese_words_on_any_other_english_page_say_that_they_are_chinese(
    visit: Visit, site: Path, part: int
) -> None:
    """The rules are many, and each shows examples."""
    looked_at = {*PAGES, *(f"statistics/{key}" for key in fo.load("statistics")["observation_id"])}
    names = {
        path.relative_to(site / "en").with_suffix("").as_posix() for path in (site / "en").rglob("*.html")
    }
    assert looked_at <= names and len(names) > 300
    for name in sorted(names - looked_at)[part::PARTS]:
        assert visit.open("en", name).evaluate(UNMARKED) == [], name


def test_chinese_words_that_a_search_finds_say_that_they_are_chinese(visit: Visit) -> None:
    """What is found is put in by the script."""
    page = visit.open("en", "search")
    page.fill("header input[name=q]", "凤桥")
    assert page.locator("#results a").count() > 0
    assert page.evaluate(UNMARKED) == []


@pytest.mark.parametrize(
    ("lang", "name", "place"), list(product(LANGS, ("table", "charts", "errata"), ("", "view=flat")))
)
def test_no_page_is_wider_than_its_window_between_the_usual_widths(
    windows: Callable[[int], Visit], lang: str, name: str, place: str
) -> None:
    """A tablet on its side: the table left the screen just above the width at which its filters stand beside it."""
    visit = windows(BETWEEN[0])
    page = visit.open(lang, name, place)
    beside = {}
    for width in BETWEEN:
        visit.resize(width)
        beside[width] = page.evaluate(BESIDE)
    assert {width: each for width, each in beside.items() if each > 0} == {}
