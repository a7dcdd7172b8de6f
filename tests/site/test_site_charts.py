"""Charts of the site: a form means one thing, bars of one indicator stand together, tables follow their chart."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from fengqiao_open.datapackage.package import shipped
from fengqiao_open.lang import LANGS, Lang
from fengqiao_open.site.build import edition_of
from fengqiao_open.site.charts import charts, plotted
from fengqiao_open.site.drawing import Bar, Chart, drawn
from fengqiao_open.site.edition import Edition
from fengqiao_open.site.indicators import indicators
from fengqiao_open.site.statistic_charts import statistic_charts

DASHED = {"en": "ashed", "zh": "虚线"}
HOLLOW = {"en": "Hollow", "zh": "空心"}


@pytest.fixture(params=LANGS)
def edition(request: Any) -> Edition:
    """The shipped package in each language."""
    lang: Lang = request.param
    return edition_of(shipped(), lang)


def bars_of(chart: Chart) -> list[Bar]:
    """All bars of a chart, in their order."""
    return [bar for block in chart.blocks for bar in block.bars]


def own_charts(edition: Edition) -> list[Chart]:
    """The charts on the pages of the statistics."""
    pairs = [(row, group) for group in indicators(edition) for row in group.rows]
    return [chart for row, group in pairs for chart in statistic_charts(row, group, edition)]


def test_a_caption_explains_the_forms_that_are_drawn_and_no_others(edition: Edition) -> None:
    """“Dashed: derived” under a chart without dashes, and a derived target drawn like a printed one."""
    courses = [chart for chart in own_charts(edition) if chart.name == "course"]
    targets = next(each.chart for each in plotted(edition) if each.name == "targets")
    assert len(courses) > 5
    for chart in (targets, *courses):
        forms = {bar.form for bar in bars_of(chart)}
        assert (DASHED[edition.lang] in chart.subtitle) == bool({"dashed", "dashed_open"} & forms), (
            chart.title
        )
        if chart in courses:
            assert (HOLLOW[edition.lang] in chart.subtitle) == bool({"hollow", "open"} & forms), chart.title
        for bar in bars_of(chart):
            derived = {"en": "derived", "zh": "推算"}[edition.lang] in bar.note
            assert derived == bar.form.startswith("dashed"), (chart.title, bar)


def test_the_title_of_parts_names_every_part(edition: Edition) -> None:
    """One of two parts named, and then “its parts”: the other seems not to be one."""
    found = [chart for chart in own_charts(edition) if chart.name == "parts"]
    assert any(len(bars_of(chart)) > 2 for chart in found)
    for chart in found:
        assert all(bar.label in chart.title and bar.text in chart.title for bar in bars_of(chart)[1:])


def test_the_title_of_the_targets_says_how_many_can_be_compared(edition: Edition) -> None:
    """“All targets are below last year's growth”, where most have no growth of the year before."""
    targets = next(each.chart for each in plotted(edition) if each.name == "targets")
    growths = [bar for bar in targets.blocks[0].bars if bar.form == "solid"]
    assert len(growths) == 2 and any(bar.form == "absent" for bar in targets.blocks[0].bars)
    assert re.search(r"(?<!\d)2(?!\d)", targets.title)
    assert all(bar.label.lower() in targets.title.lower() for bar in growths)


@pytest.mark.parametrize("kind", ["n", "m", "w"])
def test_bars_of_one_indicator_are_nearer_to_each_other_than_to_the_next(edition: Edition, kind: str) -> None:
    """At one distance, a target seems to belong to the indicator below it."""
    targets = next(each.chart for each in plotted(edition) if each.name == "targets")
    svg = drawn(targets, kind)
    (first, *_) = targets.blocks
    y_of = {
        text: float(y)
        for y, text in re.findall(r'<text x="[\d.]+" y="([\d.]+)"><tspan[^>]*>([^<]*)</tspan>', svg)
    }
    steps = [
        (bool(after.label), y_of[after.text] - y_of[before.text])
        for before, after in pairwise(first.bars)
        if "absent" not in (before.form, after.form)
    ]
    assert max(step for begins, step in steps if not begins) < min(step for begins, step in steps if begins)


def test_the_table_under_a_chart_is_in_the_order_of_the_chart(edition: Edition) -> None:
    """Who looks for the third bar finds another row."""
    page = charts(plotted(edition), edition)
    listed: Any = page.values["charts"]
    checked = 0
    for each in listed:
        chart, rows = each["plotted"].chart, each["table"]["rows"]
        if chart.grid:
            drawn_order = [label for label, _ in chart.grid.rows]
        elif any(bar.address for bar in bars_of(chart)):
            drawn_order = [bar.label for bar in bars_of(chart) if bar.label]
        else:
            continue
        shown = list(dict.fromkeys(cells[0] for cells in rows))
        assert len(shown) == len(drawn_order), chart.name
        assert all(b.lower().endswith(a.lower()) for a, b in zip(shown, drawn_order, strict=True)), chart.name
        checked += 1
    assert checked >= 4


def test_a_chinese_title_breaks_after_a_mark() -> None:
    """固定资产投/资: a word in two lines, in the largest type of the page."""
    edition = edition_of(shipped(), "zh")
    for chart in (*(each.chart for each in plotted(edition)), *own_charts(edition)):
        for kind in ("s", "m", "l", "w"):
            lines = re.findall(
                r'<text x="0.0" y="[\d.]+" font-size="(?:19|21)" class="b">([^<]*)</text>', drawn(chart, kind)
            )
            assert "".join(lines) == chart.title
            for before, after in pairwise(lines):
                clause = re.split("[，；：、。（]", before)[-1] + re.split("[，；：、。（]", after)[0]
                fits = before[-1] in "，；：、。" or after[0] == "（" or len(clause) > 22
                assert fits, (kind, before, after)
