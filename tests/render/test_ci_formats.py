"""Reports for machines: JSON by its schema, SARIF and JUnit as CI reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from command import run
from jsonschema import Draft202012Validator
from packages import make_bad, make_good
from report_schema import problems, schema

from fengqiao_open import Finding, Report, validate
from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.findings.report import Evidence
from fengqiao_open.lang import Lang
from fengqiao_open.render import rendered
from fengqiao_open.render.json import SCHEMA, VERSION
from fengqiao_open.validation.fixes import corrected

FINDINGS_BY_HAND = True
LANGS: tuple[Lang, Lang] = ("zh", "en")


def sarif(folder: Path, lang: Lang = "en", place: str = "") -> dict[str, Any]:
    """The one run of the SARIF log of a package."""
    made = json.loads(rendered(validate(folder), "sarif", lang, read_package(folder), place))
    (found,) = made["runs"]
    assert made["version"] == "2.1.0"
    run_of: dict[str, Any] = found
    return run_of


def junit(report: Report, lang: Lang = "en") -> ElementTree.Element:
    """The JUnit XML of a report."""
    return ElementTree.fromstring(rendered(report, "junit", lang))


# JSON


def test_the_schema_is_a_schema_and_the_report_names_it() -> None:
    """A program that reads reports takes the version first, and finds the schema by its address."""
    Draft202012Validator.check_schema(schema())
    made = json.loads(Report("p", {}, ()).to_json())
    assert list(made)[:2] == ["$schema", "version"]
    assert (made["$schema"], schema()["$id"]) == (SCHEMA, SCHEMA)
    assert made["version"] == VERSION


def test_reports_of_all_kinds_are_as_the_schema_says(tmp_path: Path) -> None:
    """A package that is valid, one that cannot be read, and a selection have parts that others lack."""
    assert problems(validate(make_good(tmp_path / "good"))) == []
    assert problems(validate(tmp_path / "nowhere")) == []
    assert problems(validate(make_bad("FQ-S05", tmp_path / "bad")).only(ignore=["FQ-S"])) == []


# SARIF


@pytest.mark.parametrize("lang", LANGS)
def test_a_result_is_at_its_cell_with_its_rule(lang: Lang, tmp_path: Path) -> None:
    """GitHub marks the characters of the region, and shows the rule from the catalogue beside it."""
    folder = make_bad("FQ-P01", tmp_path / "bad")
    made = sarif(folder, lang, "town")
    (result,) = made["results"]
    (rule,) = made["tool"]["driver"]["rules"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("FQ-P01", 0, "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "town/data/observations.csv", "uriBaseId": "%SRCROOT%"}
    region = place["region"]
    line = (folder / "data" / "observations.csv").read_text("utf-8").split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "21"
    assert ("12家" if lang == "zh" else "12") in result["message"]["text"]
    assert rule["id"] == "FQ-P01"
    assert rule["shortDescription"]["text"].startswith("The value" if lang == "en" else "数值")
    assert rule["helpUri"].endswith(f"/blob/v{shipped().version}/docs/findings.md#fq-p01")
    assert made["tool"]["driver"]["language"] == {"zh": "zh-CN", "en": "en-US"}[lang]


@pytest.mark.parametrize("code", ["FQ-T06", "FQ-T07", "FQ-T09"])
def test_a_safe_fix_replaces_what_the_command_replaces(code: str, tmp_path: Path) -> None:
    """An editor applies the replacement by lines and characters: one off by a quote corrupts the table."""
    folder = make_bad(code, tmp_path / "bad")
    report = validate(folder)
    results = [each for each in sarif(folder)["results"] if "fixes" in each]
    assert len(results) == len([each for each in report.findings if each.safe]) > 0
    change = results[0]["fixes"][0]["artifactChanges"][0]
    path = folder / change["artifactLocation"]["uri"]
    (replacement,) = change["replacements"]
    region, lines = replacement["deletedRegion"], path.read_text("utf-8").split("\n")
    assert region["startLine"] == region["endLine"]
    line = lines[region["startLine"] - 1]
    before, after = line[: region["startColumn"] - 1], line[region["endColumn"] - 1 :]
    lines[region["startLine"] - 1] = before + replacement["insertedContent"]["text"] + after
    first = next(each for each in report.findings if each.safe)
    assert "\n".join(lines) == corrected(first.table, path.read_bytes(), first.evidence.columns, [first])[0]


def test_a_fix_counts_characters_of_the_file_and_not_of_a_canonical_row(tmp_path: Path) -> None:
    """Quotes that need not be there, a mark at the start and line ends of Windows move every cell."""
    folder = make_bad("FQ-T06", tmp_path / "bad")
    first = next(each for each in validate(folder).findings if each.code == "FQ-T06")
    path = read_package(folder).path(first.table)
    lines = path.read_text("utf-8").splitlines()
    cell, _, rest = lines[first.line - 1].partition(",")
    lines[first.line - 1] = f'"{cell}",{rest}'
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([*lines, ""]).encode())
    region = next(each for each in sarif(folder)["results"] if each["ruleId"] == "FQ-T06")["fixes"][0]
    region = region["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    found = lines[first.line - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
    assert (region["startLine"], found) == (first.line, first.values["value"])


def test_known_issues_are_no_alerts_and_notes_are_notes(tmp_path: Path) -> None:
    """GitHub takes no notice of suppressions: what has its reason would be an alert for ever."""
    assert sarif(make_good(tmp_path / "good"))["results"] == []
    note = sarif(make_bad("FQ-R18", tmp_path / "bad"))["results"]
    assert {each["level"] for each in note} == {"note"}


def test_what_was_not_checked_is_in_the_log(tmp_path: Path) -> None:
    """An empty list of results would pass for a valid package."""
    (ran,) = sarif(make_bad("FQ-S05", tmp_path / "bad"))["invocations"]
    assert any("rulings" in each["message"]["text"] for each in ran["toolExecutionNotifications"])
    made = json.loads(rendered(validate(tmp_path / "nowhere"), "sarif", "en"))
    assert made["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_a_cell_is_no_link_in_a_message() -> None:
    """Text of a package could send whoever reads the alert elsewhere."""
    evil = Finding(
        "FQ-T01", "units", 2, "factor", "km", {"value": "[here](http://x)", "kind": "number", "example": "1"}
    )
    made = json.loads(rendered(Report("p", {"units": 1}, (evil,)), "sarif", "en"))
    assert "\\[here](http://x)" in made["runs"][0]["results"][0]["message"]["text"]


def test_a_package_outside_the_working_folder_has_a_uri_of_its_own(tmp_path: Path) -> None:
    """A path that begins with a slash is no relative URI."""
    folder = make_bad("FQ-T07", tmp_path / "the town")
    (tmp_path / "elsewhere").mkdir()
    done = run("validate", folder, "--format", "sarif", folder=tmp_path / "elsewhere")
    place = json.loads(done.stdout)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": (folder / "data" / "areas.csv").resolve().as_uri()}


# JUnit


@pytest.mark.parametrize("lang", LANGS)
def test_each_table_is_a_suite_and_each_problem_a_failure(lang: Lang, tmp_path: Path) -> None:
    """CI counts tests and failures: a table without findings passes, one with findings names each."""
    report = validate(make_bad("FQ-P01", tmp_path / "bad"))
    root = junit(report, lang)
    suites = {each.attrib["name"]: each for each in root}
    assert set(report.rows) <= set(suites)
    assert [name for name, each in suites.items() if each.attrib["failures"] != "0"] == ["observations"]
    (failure,) = root.iter("failure")
    (case,) = [each for each in root.iter("testcase") if failure in each]
    assert case.attrib["classname"] == "observations"
    assert case.attrib["name"].startswith("FQ-P01 ") and "qinghe-2032-p05-01 · value" in case.attrib["name"]
    assert "I8" in (failure.text or "") and failure.attrib["message"] == report.findings[0].found(lang)
    assert root.attrib["failures"] == "1"
    assert root.attrib["tests"] == str(len(list(root.iter("testcase"))))


def test_notes_and_known_issues_pass(tmp_path: Path) -> None:
    """A red build for what needs no fix teaches people to ignore red builds."""
    root = junit(validate(make_bad("FQ-R18", tmp_path / "bad")))
    assert (root.attrib["failures"], list(root.iter("failure"))) == ("0", [])
    told = [each.text or "" for each in root.iter("system-out")]
    assert len(told) == 3 and any("The report prints 103 per cent." in each for each in told)


def test_what_was_not_checked_is_skipped(tmp_path: Path) -> None:
    """A table that could not be read has not passed."""
    root = junit(validate(make_bad("FQ-S05", tmp_path / "bad")))
    skipped = [each.attrib["name"] for each in root.iter("testcase") if each.find("skipped") is not None]
    assert any(name.startswith("rulings: its cells") for name in skipped)


def test_names_of_tests_differ_and_any_text_is_xml() -> None:
    """CI joins tests of one name to one; a control character makes the whole file unreadable."""
    words = {"value": "a\x00\uffff<b>&", "kind": "number", "example": "1"}
    twice = [
        Finding("FQ-T01", "units", line, "factor", "k\ufffe", words, evidence=Evidence()) for line in (2, 3)
    ]
    root = junit(Report("p", {"units": 2}, tuple(twice)))
    names = [each.attrib["name"] for each in root.iter("testcase") if each.find("failure") is not None]
    assert len(set(names)) == 2 and names[1].endswith(" (2)")
    assert "<b>&" in next(root.iter("failure")).attrib["message"]
    assert "‹U+0001›" in ElementTree.tostring(junit(Report("p", {"un\x01its": 1}, ())), encoding="unicode")
