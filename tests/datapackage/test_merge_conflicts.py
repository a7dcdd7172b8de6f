"""Merge conflicts of Git in the files of a package: named as such, with both versions and the lines to delete."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengqiao_open import validate
from fengqiao_open.datapackage.merge_conflicts import conflicts
from fengqiao_open.findings.report import Finding
from fengqiao_open.lang import Lang

LANGS: tuple[Lang, Lang] = ("zh", "en")


def in_conflict(ours: str, theirs: str, base: str | None = None, end: str = "\n") -> str:
    """Two versions of some lines as Git leaves them, with what both were in the style diff3."""
    both = [] if base is None else ["||||||| 1a2b3c4", base]
    return end.join(["<<<<<<< HEAD", ours, *both, "=======", theirs, ">>>>>>> feature"])


def wrong(package: Path) -> list[Finding]:
    """The errors and warnings."""
    return [each for each in validate(package).findings if each.severity != "note"]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("base", [None, "ha,公顷,hectares"], ids=["merge", "diff3"])
def test_a_conflict_in_a_table_is_one_finding_with_both_versions(
    good: Path, base: str | None, end: str
) -> None:
    """Catches a short row that asks for commas, and a double key of which neither is to be removed."""
    path = good / "data" / "themes.csv"
    lines = path.read_text("utf-8").split("\n")
    row = lines[2]
    other = row.replace(",", ",X", 1)
    lines[2] = in_conflict(row, other, base and row, end)
    path.write_bytes(end.join(lines).encode())
    (found,) = wrong(good)
    assert (found.code, found.table, found.line) == ("FQ-F04", "themes", 3)
    markers = "3, 5, 7" if base is None else "3, 5, 7, 9"
    for lang in LANGS:
        assert row in found.found(lang) and other in found.found(lang) and "Git" in found.found(lang)
        assert markers.replace(", ", "、" if lang == "zh" else ", ") in found.how_to_fix(lang)


def test_a_conflict_within_a_quoted_cell_is_one_too(good: Path) -> None:
    """Catches a note that is published with both versions and the marks of Git."""
    path = good / "data" / "indicators.csv"
    lines = path.read_text("utf-8").split("\n")
    cells = lines[1].split(",")
    lines[1] = ",".join([*cells[:-1], f'"One{in_conflict("", "two").join((chr(10), chr(10)))}three"'])
    path.write_text("\n".join(lines), "utf-8")
    (found,) = wrong(good)
    assert (found.code, found.line, found.values["case"]) == ("FQ-F04", 3, "conflict")


def test_what_is_left_of_a_conflict_is_named_as_that(good: Path) -> None:
    """Catches the last marker, forgotten, called a row that is too short."""
    path = good / "data" / "themes.csv"
    path.write_text(path.read_text("utf-8") + ">>>>>>> feature\n", "utf-8")
    (found,) = wrong(good)
    assert (found.code, found.values["case"]) == ("FQ-F04", "marker")


def test_a_conflict_in_the_descriptor_is_named_with_its_lines(good: Path) -> None:
    """Catches a descriptor that lacks a name in double quotes, and advice to copy it from the last release."""
    path = good / "datapackage.json"
    text = path.read_text("utf-8")
    line = next(each for each in text.split("\n") if each.strip().startswith('"version"'))
    path.write_text(text.replace(line, in_conflict(line, line.replace("0.1.0", "0.2.0"))), "utf-8")
    (found,) = wrong(good)
    assert found.code == "FQ-D01"
    for lang in LANGS:
        assert "0.1.0" in found.found(lang) and "0.2.0" in found.found(lang)
        assert all(number in found.how_to_fix(lang) for number in found.values["markers"].split(", "))


@pytest.mark.parametrize("text", ["a,b\n=======\n", "Heading\n=======\n", "a\n<<<<<<<<\n", "a <<<<<<< b\n"])
def test_a_row_of_signs_that_is_none_of_git_s_is_no_conflict(text: str) -> None:
    """A heading may be underlined with equals signs, and an arrow may be long."""
    assert conflicts(text.encode()) == []
