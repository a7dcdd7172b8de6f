"""A definition names the document that it was compared with, and a reader can open that document."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from packages import ROOT, make_good, record_files
from towns import rewrite

from fengqiao_open import load, validate

URL = "https://www.example.gov.cn/yearbook.html"
TITLE = (
    "清河统计年鉴2022：主要统计指标解释,"
    "Qinghe Statistical Yearbook 2022: explanatory notes on main statistical indicators"
)
READ = f"{TITLE},{URL},2022,verified"


def _found(package: Path) -> list[tuple[str, str]]:
    return [(finding.code, finding.column) for finding in validate(package).findings]


@pytest.mark.parametrize("status", ["verified", "secondary"])
@pytest.mark.parametrize(
    ("source", "column"),
    [
        (f"{TITLE},,2022", "definition_url"),
        (f",,{URL},2022", "definition_title_zh"),
        (",,,", "definition_title_zh"),
    ],
)
def test_a_document_that_was_read_has_a_title_and_a_url(
    source: str, column: str, status: str, tmp_path: Path
) -> None:
    """“Verified” without the document is a claim that nobody can check."""
    package = rewrite(make_good(tmp_path / "good"), "indicators", READ, f"{source},{status}")
    assert _found(package) == [("FQ-R34", column)]


def test_a_definition_inferred_from_the_report_has_no_other_source(tmp_path: Path) -> None:
    """A reader would take the document for the authority of a definition that nobody compared with it."""
    package = rewrite(make_good(tmp_path / "good"), "indicators", READ, f"{TITLE},{URL},2022,inferred")
    assert _found(package) == [("FQ-R34", "definition_scheme_zh")]


@pytest.mark.parametrize("source", [",,,", f"{TITLE},{URL},2022"])
def test_a_definition_that_is_not_verified_may_name_its_scheme(source: str, tmp_path: Path) -> None:
    """Where to look it up is worth stating before somebody has looked."""
    package = rewrite(make_good(tmp_path / "good"), "indicators", READ, f"{source},not_verified")
    assert _found(package) == []


@pytest.mark.parametrize(
    "cell",
    [
        f"{URL} (Statistics Bureau)",
        f"{URL}（统计局）",
        f"{URL}; https://www.example.gov.cn/thresholds.html",
        f"{URL};https://www.example.gov.cn/thresholds.html",
        "www.example.gov.cn/yearbook.html",
    ],
)
def test_a_url_is_one_url_without_a_remark(cell: str, tmp_path: Path) -> None:
    """A link made of two URLs, or of a URL and a remark, opens neither."""
    package = make_good(tmp_path / "good")
    path = package / "data" / "indicators.csv"
    path.write_text(path.read_text("utf-8").replace(URL, cell), "utf-8")
    record_files(package)
    assert _found(package) == [("FQ-T04", "definition_url")]


@pytest.mark.parametrize("url", ["http://www.example.gov.cn/yearbook.html", f"{URL}/", f"{URL}2"])
def test_one_page_has_more_than_one_right_url(url: str, tmp_path: Path) -> None:
    """Neither http, nor a slash at the end, nor the next page of a document is a misspelling."""
    package = make_good(tmp_path / "good")
    for name in ("manufacturing-investment", "illegal-construction-demolished", "firms-served"):
        _read(package, name, url if name == "firms-served" else URL)
    assert _found(package) == []


def _read(package: Path, name: str, url: str) -> None:
    """Lets an indicator of the good package be compared with the yearbook under a URL."""
    path = package / "data" / "indicators.csv"
    line = next(line for line in path.read_text("utf-8").splitlines() if line.startswith(f"{name},"))
    rewrite(package, "indicators", line, line.replace(",,,,,,,inferred", f",,,{TITLE},{url},2022,verified"))


def test_verified_definitions_of_the_published_data_are_those_of_governments() -> None:
    """A statistics office accepts no copy on a stranger's page."""
    rows = load("indicators", package=ROOT)
    urls = rows.loc[rows["definition_status"] == "verified", "definition_url"]
    assert len(urls) > 10
    assert [url for url in urls if not (urlsplit(url).hostname or "").endswith(".gov.cn")] == []
