"""Every rule catches the fault made for it, alone, and every code of the catalogue has such a fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from packages import AUDITED, CODES, NO_PACKAGE, make_bad, make_good
from report_schema import problems

from fengqiao_open import validate
from fengqiao_open.findings.catalogue import catalogue
from fengqiao_open.validation.rules import RULES, Rule
from fengqiao_open.validation.validate import run_rules

VALIDATED = [code for code in CODES if code not in AUDITED]


def test_the_good_package_is_clean(tmp_path: Path) -> None:
    """A rule that finds fault with sound data would cry wolf on every town's package."""
    report = validate(make_good(tmp_path / "good"))
    assert report.findings == ()
    assert len(report.known) == 2


@pytest.mark.parametrize("code", VALIDATED)
def test_a_fault_is_caught_by_its_rule_alone_in_two_languages(code: str, tmp_path: Path) -> None:
    """A rule that is disabled leaves its fault unfound, one too eager shows up beside another's, a gap has no word."""
    report = validate(make_bad(code, tmp_path / "bad"))
    assert {finding.code for finding in report.findings} == {code}
    assert not report.ok or {finding.severity for finding in report.findings} == {"note"}
    assert problems(report) == []  # its JSON is as published
    for finding in report.findings:
        for lang in ("en", "zh"):
            for words in (finding.found(lang), finding.expected(lang), finding.how_to_fix(lang)):
                assert words.strip(" .。“”")
                assert "{" not in words or "{" in str(finding.values)


def test_every_code_has_a_fault() -> None:
    """A code that nothing breaks may be a check that cannot fail."""
    assert set(CODES) | NO_PACKAGE == set(catalogue())


def test_every_rule_is_in_the_catalogue_once() -> None:
    """Two functions under one code could hide each other in the tests above."""
    codes = [rule.code for rule in RULES]
    assert sorted(set(codes)) == codes
    assert set(codes) <= set(catalogue())


def test_a_fault_in_a_rule_is_a_finding_that_names_the_rule() -> None:
    """A crash must neither reach the user as a traceback nor hide what other rules find."""

    def breaks(_: object) -> object:
        raise ZeroDivisionError("of all things")

    found, _ = run_rules({}, {"resources": []}, [], [Rule("FQ-R05", (), (), breaks)])  # type: ignore[arg-type]
    assert [each.code for each in found] == ["FQ-D08"]
    assert "FQ-R05" in found[0].found()
