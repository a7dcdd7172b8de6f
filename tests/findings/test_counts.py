"""Counts are true however few findings are listed: one that stands for others counts as many."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from towns import make_town

from fengqiao_open.compilation.discover import validate_packages
from fengqiao_open.findings.report import Finding, Kept, Report, capped, counted, unlisted
from fengqiao_open.lang import sentence
from fengqiao_open.render.csv import render as to_csv
from fengqiao_open.render.html import render as to_html
from fengqiao_open.validation.validate import validate

FINDINGS_BY_HAND = True
FEW = 3


@pytest.fixture
def few_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each kind three findings are listed and not a thousand."""
    monkeypatch.setattr("fengqiao_open.findings.report.MOST_ALIKE", FEW)


def test_a_finding_that_counts_others_counts_as_many() -> None:
    """A report of 1,000 listed findings and of one that says there are 1,800 is a report of 1,800, in every form."""
    listed = tuple(Finding("FQ-R06", "observations", line, "measure") for line in range(2, 1_002))
    every = (*listed, unlisted("FQ-R06", "observations", "measure", 1_800))
    report = Report("p", {"observations": 2_000}, every, every, (), every)
    assert (counted(every), report.count()["observations"]) == (1_800, 1_800)
    known = sentence("reports", "known", "en", n=1_800)
    for words in (report.render(verbose=True), to_html(report)):
        assert "1,800 problems" in words and known in words
    facts = json.loads(report.to_json())
    assert sum(cause["count"] for cause in facts["causes"]) == facts["left_out"] == 1_800
    assert sum(each["count"] for each in facts["known"]) == 1_800
    assert sum(int(row["count"]) for row in csv.DictReader(io.StringIO(to_csv(report)))) == 3_600
    assert report.to_frame()["count"].sum() == 1_800


def test_notes_that_are_not_listed_are_notes() -> None:
    """Catches a sound package that fails because it has more notes than are listed."""
    report = Report("p", {"units": 3}, (unlisted("FQ-C06", "units", "", 5_000),))
    assert report.ok and report.findings[0].severity == "note"


def test_what_was_not_listed_before_is_counted_with_the_rest(few_are_listed: None) -> None:
    """Two lists that were cut are cut as one: what each did not list is added, wherever it stands."""
    kept = Kept()
    for table in (
        [Finding("FQ-K01", "units", line) for line in range(2, 9)],
        [Finding("FQ-K01", "units", 2)],
    ):
        for each in reversed(list(capped(table))):
            kept.add(each)
    (rest,) = kept.rest()
    assert (len(kept.listed), rest.stands_for, rest.values["count"]) == (FEW, 5, "8")


@pytest.mark.slow
def test_known_discrepancies_of_many_packages_are_all_counted(few_are_listed: None, tmp_path: Path) -> None:
    """Catches 1,701 for 1,800: as many as the packages have one by one."""
    towns = [make_town(tmp_path / f"of-{later}", later=later) for later in range(8)]
    one_by_one = [counted(validate(town).known) for town in towns]
    assert counted(validate_packages([tmp_path]).known) == sum(one_by_one) >= 8


@pytest.mark.slow
def test_known_discrepancies_of_a_compilation_are_all_counted(few_are_listed: None, tmp_path: Path) -> None:
    """The same for one compilation, whose rules on single rows find one of the two oddities that each package knows."""
    pytest.importorskip("polars")
    from fengqiao_open.compilation.combine import combine

    towns = [make_town(tmp_path / "towns" / f"of-{later}", later=later) for later in range(8)]
    combine(towns, tmp_path / "all")
    known = validate(tmp_path / "all").known
    assert (len(known), counted(known)) == (FEW + 1, len(towns))
