"""A range is one row: the end that is sure, a qualifier that says where the other is, and a note with both."""

from __future__ import annotations

from pathlib import Path

import pytest
from packages import make_good
from towns import rewrite

import fengqiao_open as fo
from fengqiao_open.authoring.audit import audit
from fengqiao_open.authoring.scaffold import draft, write_draft

HEADING = "东河镇政府工作报告\n一、2030年工作回顾\n"


def _drafted(sentence: str) -> dict[str, str]:
    """The one row that is drafted of a sentence."""
    (row,) = draft(f"{HEADING}{sentence}\n", "东河镇", 2031, "donghe-2031").tables["observations"]
    return row


@pytest.mark.parametrize(
    ("sentence", "value", "qualifier", "note"),
    [
        ("全年修建道路15至20公里。", "15", "at_least", "原文为区间：15—20。"),
        ("全年造林500-800亩。", "500", "at_least", "原文为区间：500—800。"),
        ("刑事案件下降3%—5%。", "-3", "at_least", "原文为区间：3—5。"),
        ("失业率控制在3%—3.5%以内。", "3.5", "at_most", "原文为区间：3—3.5。"),
        ("全年造林500亩。", "500", "exact", ""),
    ],
)
def test_a_range_is_drafted_with_the_end_that_is_sure(
    sentence: str, value: str, qualifier: str, note: str
) -> None:
    """Catches 15 to 20 kilometres as exactly 15, and “within 3% to 3.5%” as at most 3%."""
    row = _drafted(sentence)
    assert (row["value"], row["qualifier"], row.get("note_zh", "")) == (value, qualifier, note)


def test_what_is_drafted_of_a_range_is_found_right(tmp_path: Path) -> None:
    """Catches a draft that validate or audit blames for its qualifier, its value or its note."""
    text = tmp_path / "report.txt"
    text.write_text(f"{HEADING}全年造林500—800亩，失业率控制在3%—3.5%以内。\n", "utf-8")
    made = tmp_path / "donghe"
    write_draft(draft(text.read_text("utf-8"), "东河镇", 2031, "donghe-2031"), made)
    found = {each.code for each in fo.validate(made).findings}
    assert not found & {"FQ-P01", "FQ-P02", "FQ-P31", "FQ-L06"}
    assert {each.code for each in audit(text, made).findings} == {"FQ-T02"}  # the day of issue is not printed


@pytest.mark.parametrize(
    ("printed", "cells", "codes"),
    [
        ("40至45处", "40,place,exact", {"FQ-P31"}),
        ("40至45处", "40,place,at_least", set()),
        ("40至45处", "45,place,at_most", set()),
        ("40至45处", "45,place,exact", {"FQ-P01"}),
        ("约40至45处", "40,place,about", set()),
        ("四五十处", "40,place,exact", set()),
    ],
)
def test_only_a_range_in_digits_that_is_called_exact_is_found(
    printed: str, cells: str, codes: set[str], tmp_path: Path
) -> None:
    """Catches a right row of a range that is blamed, and 40 to 45 that passes as 40."""
    package = make_good(tmp_path / "good")
    end = 20 + len(printed)
    rewrite(package, "figures", "5,20,23,40处", f"5,20,{end},{printed}")
    rewrite(package, "observations", "40,place,exact", cells)
    found = [
        each
        for each in fo.validate(package).findings
        if each.code.startswith("FQ-P0") or each.code == "FQ-P31"
    ]
    assert {each.code for each in found} == codes
