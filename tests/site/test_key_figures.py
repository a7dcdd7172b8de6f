"""The key figures of the home page, numbers as a page writes them, and texts in lines: all without building a site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.lang import Lang

pytest.importorskip("jinja2", reason="the site needs the extra “site”")
from fengqiao_open.site.build import edition_of
from fengqiao_open.site.charts import plotted
from fengqiao_open.site.drawing import Bar, Block, Chart, alone, drawn, wrapped
from fengqiao_open.site.indicators import HEADLINES, MOST_HEADLINES, headlines, indicators
from fengqiao_open.site.numbers import amount, phrase, supported
from fengqiao_open.site.text import grouped
from fengqiao_open.tabular.csv import Row


def test_the_key_figures_of_the_shipped_package_are_those_of_the_list() -> None:
    """The order is chosen, not that of the report."""
    found = [each.first["indicator_id"] for each in headlines(edition_of(shipped(), "zh"))]
    assert found == list(HEADLINES)


def test_another_town_has_key_figures_from_its_own_indicators(good: Path) -> None:
    """A town without those of the list begins with the first of each theme; each indicator is there once."""
    edition = edition_of(read_package(good), "en")
    found = [each.first["indicator_id"] for each in headlines(edition)]
    assert found[:2] == ["fixed-asset-investment", "gross-industrial-output"]
    assert len(found) == len(set(found)) <= MOST_HEADLINES
    themes = [each.first["theme_id"] for each in headlines(edition)[2:4]]
    assert len(set(themes)) == len(themes)


def test_every_statistic_is_in_one_row_of_the_table(good: Path) -> None:
    """A statistic left out of the first view would be lost for a reader."""
    edition = edition_of(read_package(good), "zh")
    listed = [row.key for each in indicators(edition) for row in each.rows]
    assert sorted(listed) == sorted(row.key for row in edition.data.rows("statistics"))


@pytest.mark.parametrize(
    ("value", "unit_id", "measure", "qualifier", "en", "zh"),
    [
        ("21.3", "yi-yuan", "level", "exact", "2.13\u00a0billion yuan", "21.3亿元"),
        ("3690", "wan-yuan", "level", "exact", "36.9\u00a0million yuan", "3690万元"),
        ("2000", "wan-usd", "level", "exact", "20\u00a0million US dollars", "2000万美元"),
        ("50237", "case", "level", "exact", "50,237\u00a0cases", "50,237件"),
        ("30", "percent", "growth_yoy", "exact", "+30%", "增长30%"),
        ("-4.86", "percent", "growth_yoy", "exact", "−4.86%", "下降4.86%"),
        ("15", "percent", "growth", "at_least", "+15% or more", "增长15%以上"),
        ("15", "rank", "rank", "exact", "no. 15", "第15位"),
    ],
)  # fmt: skip
def test_a_value_is_said_as_each_language_says_it(
    value: str, unit_id: str, measure: str, qualifier: str, en: str, zh: str
) -> None:
    """“21.3 (100 million yuan)” is no English, and 2.130 would say more than was printed."""
    for lang, wanted in (("en", en), ("zh", zh)):
        edition = edition_of(shipped(), lang)  # type: ignore[arg-type]
        unit = edition.data.row("units", unit_id)
        assert unit is not None
        names = {"unit_en": unit["name_en"], "unit_zh": unit["name_zh"]}
        cells = {"value": value, "unit_id": unit_id, "measure": measure, "qualifier": qualifier, **names}
        assert phrase(Row("statistics", 2, "a", cells), edition) == wanted


def test_what_is_printed_in_words_is_said_to_be_so() -> None:
    """A Chinese phrase tells a reader of the English page nothing; a dash, nought or “in words” as little."""
    row = shipped_row("fengqiao-2023-p08-03")
    english = edition_of(shipped(), "en")
    assert amount(row, english).whole == "broadly in step with economic growth"
    assert amount(row, edition_of(shipped(), "zh")).whole == row["printed"]
    assert amount(Row("statistics", 2, "a", {**row.cells, "note_en": ""}), english).whole == "broadly in step"
    assert amount(Row("statistics", 2, "a", {**row.cells, "printed": "喜人"}), english).whole == "in words"


@pytest.mark.parametrize(
    ("lang", "wanted"), [("en", "strives for over 10 billion yuan"), ("zh", "力争超过100亿元")]
)
def test_what_the_report_only_strives_for_is_not_shown_as_firm(lang: Lang, wanted: str) -> None:
    """“Over 10 billion yuan” beside “+10% or more” would make a hope as firm as a target."""
    made = edition_of(shipped(), lang)
    assert phrase(shipped_row("fengqiao-2023-p30-02"), made).replace("\xa0", " ") == wanted
    assert phrase(shipped_row("fengqiao-2023-p30-01"), made) == (
        "+10% or more" if lang == "en" else "增长10%以上"
    )


def test_the_finding_on_growth_is_that_of_the_bars_it_speaks_of() -> None:
    """“All rose” above bars that fall is false; what is no economic indicator, or falls, has a block of its own."""
    found = {each.name: each.chart for each in plotted(edition_of(shipped(), "en"))}["growth"]
    economic, others, lower = found.blocks
    assert all(bar.value > 0 for bar in economic.bars) and f"All {len(economic.bars)} economic" in found.title
    assert [bar.form for bar in others.bars] == ["least"]
    assert all(bar.value < 0 for bar in lower.bars)
    assert "Gross industrial output" in found.subtitle and "Total fiscal revenue" in found.subtitle


def test_charts_leave_nothing_out_without_a_word() -> None:
    """Both counts aimed at, every economic amount in yuan, and total costs apart from the money of a year."""
    found = {each.name: each.chart for each in plotted(edition_of(shipped(), "en"))}
    counts = found["targets"].blocks[-1]
    assert [bar.value for bar in counts.bars] == [17, 10, 24, 30]
    assert "R&D expenditure of enterprises" in found["targets"].subtitle
    amounts = [bar.label for block in found["money"].blocks for bar in block.bars]
    assert "Tourism revenue" in amounts and "Sales of trade enterprises above designated size" in amounts
    assert "Foreign capital" in found["money"].subtitle
    *years, whole = found["projects"].blocks
    assert [bar.label for bar in whole.bars] == ["Total investment in the columbarium"]
    assert "Total cost" in whole.heading and not any("Total cost" in block.heading for block in years)


def test_what_is_not_printed_has_a_line_of_its_own() -> None:
    """“Not printed” level with the target's bar reads as if the target were not printed."""
    blocks = {each.name: each.chart for each in plotted(edition_of(shipped(), "en"))}["targets"].blocks
    absent = [bar for bar in blocks[0].bars if bar.form == "absent"]
    assert absent and all(
        bar.text == "growth of the year before: not printed" and bar.label for bar in absent
    )


def shipped_row(key: str) -> Row:
    """A statistic of the shipped package."""
    row = edition_of(shipped(), "en").data.row("statistics", key)
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("value", "low", "high", "wanted"),
    [
        ("16.3846", "16.2835", "16.4865", ("16.4", "16.28", "16.49")),
        ("24.495", "24.4375", "", ("24.5", "24.43", "")),
        ("12345.6", "12300", "12400", ("12,350", "12,300", "12,400")),
        ("25", "25", "25", ("25", "25", "25")),
        ("", "", "", ("", "", "")),
    ],
)
def test_a_derived_value_has_the_digits_that_its_interval_supports(
    value: str, low: str, high: str, wanted: tuple[str, str, str]
) -> None:
    """16.3846 would pretend to be known to the fourth digit; the ends are rounded outwards."""
    assert supported(value, low, high, "zh") == wanted
    assert supported("2000", "1995", "2005", "en")[0] == "2,000"


def test_commas_begin_where_the_language_begins_them() -> None:
    """Chinese from five digits, English from four; a year has none."""
    assert (grouped("2000", "zh"), grouped("50237", "zh"), grouped("2000", "en")) == (
        "2000",
        "50,237",
        "2,000",
    )


def test_a_growth_is_drawn_once_for_two_targets_and_units_are_never_mixed(good: Path) -> None:
    """A bar drawn twice looks like two values; the finding names a growth, not a count."""
    found = {each.name: each.chart for each in plotted(edition_of(read_package(good), "en"))}
    (block,) = found["targets"].blocks
    assert [(bar.form, bar.text) for bar in block.bars] == [
        ("solid", "+8.2%"), ("open", "+10% or more"), ("dashed_open", "strives for over +7.3%"),
    ]  # fmt: skip
    assert (
        found["targets"].title
        == "Of the targets of 2032, Gross industrial output asks for the most: +10% or more"
    )
    for chart in found.values():
        assert "compilation" in chart.source and chart.alternative and chart.title


def test_a_chart_is_escaped_and_carries_its_source() -> None:
    """A name from a stranger's table is text in a picture too."""
    evil = "<script>alert(1)</script>"
    chart = Chart(
        "x", evil, evil, f"source {evil}", evil, [Block([Bar(evil, 3, evil, note=evil, address='"><b>')])]
    )
    for svg in (drawn(chart, "n"), drawn(chart, "w"), alone(chart)):
        assert "<script" not in svg and "<b>" not in svg
        assert "source" in svg and "&lt;script&gt;" in svg


@pytest.mark.parametrize("kind", ["n", "m", "w"])
def test_an_absent_and_a_negative_value_keep_their_side_of_the_axis(kind: str) -> None:
    """A decrease goes to the left of zero, whatever the width."""
    block = Block([Bar("up", 30, "+30%"), Bar("down", -35, "−35%"), Bar("none", 0, "0")])
    svg = drawn(Chart("x", "t", "s", "source", "a", [block]), kind)
    assert svg.count('class="d"') == 3
    only = replace(block, bars=[Bar("down", -35, "−35%")])
    assert 'class="d"' in drawn(Chart("x", "t", "s", "source", "a", [only]), kind)


def test_lines_break_between_words_and_never_before_a_mark() -> None:
    """A comma at the head of a line is a mistake in Chinese."""
    assert wrapped("Investment in fixed assets", 14, 120) == ["Investment in", "fixed assets"]
    lines = wrapped("财政总收入增长，外贸进出口增长。", 14, 14 * 7)
    assert (
        all(line[0] not in "，。" for line in lines) and "".join(lines) == "财政总收入增长，外贸进出口增长。"
    )
