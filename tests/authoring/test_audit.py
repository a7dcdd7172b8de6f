"""The audit: nothing is lost between a report and its tables, and nothing invented."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from packages import AUDITED, BAD, GOOD, SHARED, make_bad, make_good

import fengqiao_open as fo
from fengqiao_open.authoring.cleaning import clean
from fengqiao_open.authoring.normalisation import sha256
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.validation.read import read_tables

needs_opencc = pytest.mark.skipif(
    not __import__("importlib.util").util.find_spec("opencc"), reason="OpenCC is not installed"
)
RAW, TEXT = (SHARED / f"fengqiao-report-2023.{kind}.txt" for kind in ("raw", "zh"))
needs_report = pytest.mark.skipif(
    not TEXT.is_file(), reason="the report's text is not available (../shared/source)"
)


@pytest.mark.parametrize("code", AUDITED)
def test_a_fault_between_text_and_tables_is_caught_by_its_check_alone(code: str, tmp_path: Path) -> None:
    """Each check of the audit has a text and tables that only it finds fault with."""
    if code == "FQ-P22":
        pytest.importorskip("opencc", reason="OpenCC is not installed")
    result = fo.audit(BAD / code / "report.txt", make_bad(code, tmp_path / "bad"))
    assert {finding.code for finding in result.findings} == {code}
    for finding in result.findings:
        assert finding.found("zh") and finding.found("en")


@pytest.mark.parametrize("name", ["report.txt", pytest.param("report.raw.txt", marks=needs_opencc)])
def test_a_sound_package_agrees_with_its_report(name: str, tmp_path: Path) -> None:
    """The chain raw → normalised → figures → observations comes out as committed."""
    result = fo.audit(GOOD / name, make_good(tmp_path / "good"))
    assert result.ok, str(result)
    assert (result.text, result.unaccounted, result.published) == (True, 0, 16)


def test_without_the_text_the_audit_says_so(tmp_path: Path) -> None:
    """Silence about a text that was not read would pass for agreement with it."""
    result = fo.audit(package=make_good(tmp_path / "good"))
    assert result.ok and not result.text
    assert "not available" in str(result)
    assert "没有原文" in result.render("zh")


@pytest.mark.parametrize("at", range(60))
def test_any_numeral_changed_in_the_text_is_reported(at: int, tmp_path: Path) -> None:
    """A digit altered on the way from page to text is the fault that nobody sees."""
    text = (GOOD / "report.txt").read_text("utf-8")
    numerals = [match.start() for match in re.finditer(r"[0-9一二]", text)]
    if at >= len(numerals):
        pytest.skip("the report has fewer numerals")
    place = numerals[at]
    changed = text[:place] + {"9": "7", "一": "三"}.get(text[place], "9") + text[place + 1 :]
    path = tmp_path / "report.txt"
    path.write_text(changed, "utf-8")
    result = fo.audit(path, make_good(tmp_path / "good"))
    line = text.count("\n", 0, place) + 1
    codes = {finding.code for finding in result.findings}
    assert {"FQ-P21", "FQ-P23"} <= codes
    assert any(
        f"-p{line:02}" in finding.key for finding in result.findings if finding.code in ("FQ-P24", "FQ-P25")
    )


@needs_report
@needs_opencc
def test_the_report_as_found_comes_out_exactly_as_committed() -> None:
    """A repair or a conversion that drifts would move every offset."""
    tables, _ = read_tables(shipped())
    raw = RAW.read_text("utf-8")
    assert sha256(raw) == tables["sources"].rows[0]["raw_sha256"]
    assert clean(raw, tables["source_repairs"].rows).text == TEXT.read_text("utf-8")


@needs_report
@pytest.mark.parametrize("path", [TEXT, pytest.param(RAW, marks=needs_opencc)], ids=["normalised", "raw"])
def test_no_figure_of_the_report_is_left_behind(path: Path) -> None:
    """The first promise of the package."""
    result = fo.audit(path)
    assert result.ok, str(result)
    assert (result.found, result.published, result.unaccounted) == (304, 131, 0)


@needs_report
def test_no_numeral_of_the_report_lies_outside_the_table() -> None:
    """The same promise, without the scanner: every numeral character lies in a row of figures."""
    frame = fo.load("figures")
    for number, paragraph in enumerate(TEXT.read_text("utf-8").split("\n"), 1):
        rows = frame[frame["paragraph"] == number]
        covered = {
            at for start, end in zip(rows["start"], rows["end"], strict=True) for at in range(start, end)
        }
        for match in re.finditer(
            r"[0-9０-９零〇一二两三四五六七八九十百千万亿半Ⅰ-Ⅻ]|全覆盖|首[家个批届]", paragraph
        ):
            assert match.start() in covered, (number, match.start(), match[0])


@needs_report
def test_no_clause_of_the_report_is_in_a_cell_under_other_punctuation() -> None:
    """A comma set into a copied clause makes no short phrase of it. The name of a project may have 21 characters."""
    length, mark = 22, re.compile(r"\W")
    text = mark.sub("", TEXT.read_text("utf-8"))
    runs = {text[at : at + length] for at in range(len(text) - length + 1)}
    for path in (shipped().root / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            for cell in (mark.sub("", cell) for row in csv.reader(stream) for cell in row):
                assert not runs.intersection(
                    cell[at : at + length] for at in range(len(cell) - length + 1)
                ), cell


@needs_report
def test_no_sentence_of_the_report_is_in_the_project() -> None:
    """Figures, names and short phrases are ours to publish; sentences are not."""
    text = TEXT.read_text("utf-8")
    runs = {line[at : at + 20] for line in text.split("\n") for at in range(len(line) - 19)}
    root = shipped().root
    for path in [
        *(root / "data").glob("*.csv"),
        *(root / "src").rglob("*.py"),
        *root.glob("*.md"),
        *(root / "tests").rglob("*"),
        *(root / "benchmarks").rglob("*"),
    ]:
        if path.is_file() and path.suffix in (".csv", ".py", ".md", ".txt", ".toml", ".json"):
            body = path.read_text("utf-8", errors="ignore")
            assert not [body[at : at + 20] for at in range(len(body) - 19) if body[at : at + 20] in runs], (
                path
            )


def test_a_report_in_gb18030_is_the_same_report(tmp_path: Path) -> None:
    """Reports often come as GBK; what they say does not depend on it."""
    path = tmp_path / "report.txt"
    path.write_bytes((GOOD / "report.txt").read_text("utf-8").encode("gb18030"))
    assert fo.audit(path, make_good(tmp_path / "good")).ok


def test_a_report_in_another_encoding_is_an_error_in_words(tmp_path: Path) -> None:
    """Catches a text of Big5 read as rare characters."""
    path = tmp_path / "report.txt"
    path.write_bytes("鳳橋鎮政府工作報告，總產值三億元。".encode("big5"))
    with pytest.raises(fo.PackageError, match="not UTF-8"):
        fo.audit(path)


def test_a_package_copied_elsewhere_audits_the_same(tmp_path: Path) -> None:
    """Nothing may hang on where the package lies."""
    shutil.copytree(make_good(tmp_path / "one"), tmp_path / "two")
    assert fo.audit(GOOD / "report.txt", tmp_path / "two").ok
