"""Spaces within a figure, thousands set apart, and signs: what pages and word processors do to numbers."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from packages import PHRASES

import fengqiao_open as fo
from fengqiao_open.authoring.labelled_phrases import read_benchmark
from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.figures.figure import Figure
from fengqiao_open.figures.scanner import figures

SPACES = [" ", "\u00a0", "\u3000", "\u2009", "\u202f", "\t"]
BEFORE_UNIT, BEFORE_NUMBER = "(?<=[0-9])(?=[一-鿿%])", "(?<=[一-鿿])(?=[0-9])"
THOUSANDS = "(?<=[0-9]),(?=[0-9]{3})"


def worth(text: str) -> list[tuple[object, ...]]:
    """What the figures of a text are worth, in order."""
    return [
        (each.value, each.upper, each.unit, each.qualifier, each.measure, each.kind) for each in figures(text)
    ]


def only(text: str) -> Figure:
    """The one figure of a text, which is what its place in the text holds."""
    (found,) = figures(text)
    assert text[found.start : found.end] == found.printed
    return found


def phrases() -> list[str]:
    """The phrases that people labelled."""
    return list(dict.fromkeys(each.text for each in read_benchmark(PHRASES)))


@pytest.mark.parametrize(
    ("space", "place"),
    [(" ", BEFORE_UNIT), (" ", BEFORE_NUMBER)]
    + [(each, f"{BEFORE_UNIT}|{BEFORE_NUMBER}") for each in SPACES],
    ids=ascii,
)
def test_spaces_around_numbers_change_nothing_that_is_read(space: str, place: str) -> None:
    """12.5 亿元 was read as 12.5 of nothing and one 亿元: every labelled phrase reads the same with spaces in it."""
    spaced = {re.sub(place, space, phrase): phrase for phrase in phrases()}
    assert len(spaced) > 1_000
    assert [each for each, phrase in spaced.items() if worth(each) != worth(phrase)] == []


@pytest.mark.parametrize("mark", [*SPACES, "，"], ids=ascii)
def test_thousands_may_be_set_apart_by_any_sign(mark: str) -> None:
    """3 500人 was read as 3 and 500: half of a silent corruption."""
    spaced = {re.sub(THOUSANDS, mark, phrase): phrase for phrase in phrases() if re.search(THOUSANDS, phrase)}
    assert len(spaced) > 10
    assert [each for each, phrase in spaced.items() if worth(each) != worth(phrase)] == []


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("固定资产投资 12.5 亿元", "12.5 亿元", "12.5", "亿元"),
        ("总投资12.5 亿 元", "12.5 亿 元", "12.5", "亿元"),
        ("新增就业3 500人", "3 500人", "3500", "人"),
        ("新增就业13，500人", "13，500人", "13500", "人"),
        ("补助1，234，567.8元", "1，234，567.8元", "1234567.8", "元"),
        ("总量3\u202f500\u202f000 吨", "3\u202f500\u202f000 吨", "3500000", "吨"),
        ("共１２，３４５．６万元", "１２，３４５．６万元", "12345.6", "万元"),
        ("公路 12.5 km", "12.5 km", "12.5", "km"),
        ("服务1900 余人", "1900 余人", "1900", "人"),
        ("增长 8. 5%", "增长 8. 5%", "8.5", "%"),
        ("投资14。2亿元", "14。2亿元", "14.2", "亿元"),
    ],
)
def test_a_number_is_read_whole_and_printed_as_it_is(text: str, printed: str, value: str, unit: str) -> None:
    """What is printed keeps its spaces and widths; the value does not depend on them."""
    found = only(text)
    assert (found.printed, found.value, found.unit) == (printed, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2022 500人", ["2022", "500人"]),
        ("分别为3，500人", ["3", "500人"]),
        ("共1 234 56人", ["1", "234", "56人"]),
        ("房号101 102 103", ["101", "102", "103"]),
        ("共0 500人", ["0", "500人"]),
        ("投资12.5 300人", ["12.5", "300人"]),
        ("第3。5个", ["第3", "5个"]),
        ("建成3个。5个", ["3个", "5个"]),
    ],
)
def test_two_numbers_are_never_joined(text: str, printed: list[str]) -> None:
    """Groups are one to three digits, then threes, and something is counted: else they are numbers of their own."""
    assert [each.printed for each in figures(text)] == printed


@pytest.mark.parametrize("dash", ["-", "−", "－", "–"], ids=ascii)
@pytest.mark.parametrize(
    ("text", "printed", "value", "measure"),
    [
        ("收入增长 -2.1%", "增长 -2.1%", "-2.1", "growth"),
        ("收入增长-2.1%", "增长-2.1%", "-2.1", "growth"),
        ("收入同比-2.1%", "同比-2.1%", "-2.1", "growth_yoy"),
        ("收入（-2.1%）", "-2.1%", "-2.1", "growth"),
        ("收入-2.1%", "-2.1%", "-2.1", "growth"),
        ("利润率为-2.1%", "-2.1%", "-2.1", ""),
        ("利润-3.5亿元", "-3.5亿元", "-3.5", ""),
        ("最低气温-5℃", "-5℃", "-5", ""),
    ],
)
def test_a_sign_is_never_lost(dash: str, text: str, printed: str, value: str, measure: str) -> None:
    """A fall by 2.1% became a rise by 2.1%: the worst thing a table of figures can say."""
    found = only(text.replace("-", dash))
    assert (found.printed, found.value, found.measure) == (
        printed.replace("-", dash),
        Decimal(value),
        measure,
    )


def test_a_fall_in_words_is_a_fall_with_a_space_too() -> None:
    """下降2.1% was read rightly, 下降 2.1% was not."""
    assert (only("收入下降 2.1%").value, only("收入下降 2.1%").measure) == (Decimal("-2.1"), "growth")


def test_a_sign_is_that_of_its_own_number() -> None:
    """What is said of the first of a list holds for the next, but not its minus."""
    assert [each.value for each in figures("分别增长-2.1%和3.2%")] == [Decimal("-2.1"), Decimal("3.2")]
    assert [each.value for each in figures("分别下降2.1%和3.2%")] == [Decimal("-2.1"), Decimal("-3.2")]


@pytest.mark.parametrize("text", ["增长5-10%", "增长5 - 10%", "增长5%-10%"])
def test_a_dash_between_two_numbers_is_a_range(text: str) -> None:
    """5-10% is no fall."""
    assert (only(text).value, only(text).upper) == (Decimal(5), Decimal(10))


@pytest.mark.parametrize("text", ["项目—5个", "——2022年完成5个", "5G-5个", "1993-2005, 5个"])
def test_a_dash_that_sets_words_apart_is_no_sign(text: str) -> None:
    """A long dash, one after a letter and one after a number say nothing of what is counted."""
    assert [each.value for each in figures(text) if each.unit == "个"] == [Decimal(5)]


def test_a_report_with_spaces_becomes_the_same_rows(tmp_path: Path) -> None:
    """`new` drafts the right values, the rules read the printed cell alike, and the audit finds every figure in its place."""
    text = (
        "南湖镇政府工作报告\n2022年，完成固定资产投资 12.5\u3000亿元，新增就业3 500人，财政总收入12.5\u00a0亿元，"
        "同比-3.1%，一般公共预算收入（-2.1%），分别为3，500人。\n"
    )
    (tmp_path / "report.txt").write_text(text, "utf-8")
    made = draft(text, "南湖镇", 2023, "nanhu-2023")
    drafted = [(row["value"], row["unit_id"], row["measure"]) for row in made.tables["observations"]]
    assert drafted[:5] == [
        ("12.5", "yi-yuan", "level"),
        ("3500", "person", "level"),
        ("12.5", "yi-yuan", "level"),
        ("-3.1", "percent", "growth_yoy"),
        ("-2.1", "percent", "growth"),
    ]
    assert [row["printed"] for row in made.todo if "may be one number" in row["decide_en"]] == ["500人"]
    write_draft(made, tmp_path / "new")
    # Cells hold the common space, whatever space the page has: others are invisible characters.
    assert {each.code for each in fo.validate(tmp_path / "new").findings} <= {
        "FQ-T02",
        "FQ-K06",
        "FQ-S08",
        "FQ-R14",
        "FQ-R61",  # drafted indicators ask for a person
        "FQ-R01",
    }
    assert not [
        each
        for each in fo.audit(tmp_path / "report.txt", tmp_path / "new").findings
        if each.code.startswith("FQ-P")
    ]
