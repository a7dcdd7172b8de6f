"""What a notebook shows of a report, a position, a citation and a chart, without a network."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from packages import make_bad

import fengqiao_open as fo
from fengqiao_open.findings.report import Finding, Report
from fengqiao_open.render.notebook import LIMIT, render


class _Texts(HTMLParser):
    """The elements of a part of a page, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_a_report_as_a_table(tmp_path: Path) -> None:
    """A tuple of findings as Python writes it is a page of brackets."""
    shown = _Texts(fo.validate(make_bad("FQ-P01", tmp_path / "bad"))._repr_html_())
    assert shown.tags.count("tr") == 2
    assert "observations.csv · row 7 (line 8)" in shown.text
    assert "No problems found" in fo.validate()._repr_html_()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_long_report_is_cut_and_what_a_cell_holds_stays_text(lang: str) -> None:
    """A thousand rows fill the notebook; markup in a cell would run in it."""
    wrong = Finding(
        "FQ-T01",
        "units",
        2,
        "n",
        values={"value": "<script>", "kind": "integer", "example": "1", "format": "", "guess": ""},
    )
    shown = render(Report("a", {"units": 50}, (wrong,) * 50), lang)  # type: ignore[arg-type]
    assert shown.count("<tr>") == LIMIT + 1
    assert "<script" not in shown and "&lt;script&gt;" in shown
    assert "50" in shown.rpartition("<p>")[2]


def test_a_notebook_shows_a_position_in_both_languages() -> None:
    """`Place(report=…)` is for programs."""
    shown = _Texts(fo.locate("fengqiao-2023-p10-13")._repr_html_())
    assert "paragraph 10" in shown.text and "第 10 段" in shown.text


def test_a_notebook_shows_a_citation_in_lines_with_links() -> None:
    """As a string it is one line with \\n in it, and the URL cannot be followed."""
    made = fo.cite(lang="en")
    shown = made._repr_html_()
    assert re.findall('href="([^"]+)"', shown) == re.findall(r"https?://[^\s,;]+", made)
    assert _Texts(shown).text == made


@pytest.mark.parametrize("name", fo.plot.NAMES)
def test_a_notebook_shows_a_chart_without_a_network(name: str, no_network: None) -> None:
    """Altair's own form loads three scripts from a server, and shows nothing behind a firewall."""
    alt = pytest.importorskip("altair")
    chart = fo.plot.chart(name, "zh")  # type: ignore[arg-type]
    shown = chart.properties(title="a")._repr_mimebundle_()
    picture = shown["image/svg+xml"]
    assert picture.startswith("<svg") and ">a</text>" in picture
    assert not re.search("<script|href=|url\\(http|@import", picture)
    assert shown["text/plain"] == chart.to_dict()["description"]
    with alt.renderers.enable("json"):  # who chose another form gets it
        assert "image/svg+xml" not in str(chart._repr_mimebundle_())
