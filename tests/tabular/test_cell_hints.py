"""Numbers written otherwise: rewritten where any reader would agree, else a guess for the person who looks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao_open.datapackage.schema import Field, Words, is_written
from fengqiao_open.findings.report import Finding
from fengqiao_open.tabular.cell_hints import guess, plain_number
from fengqiao_open.tabular.csv import Row, Table
from fengqiao_open.validation.cells import check_values
from fengqiao_open.validation.fixes import corrected


def checked(cell: str, kind: str = "number") -> Finding | None:
    """The finding on a cell, alone in its table."""
    field = Field("x", kind, Words("X", "X"), example="1")
    found = check_values(Table("t", ("x",), (Row("t", 2, "k", {"x": cell}),)), [field])
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("cell", "fix"),
    [
        ("１２０", "120"), ("－１２．５", "-12.5"), ("4．04", "4.04"), ("１，２３４", "1234"), ("3，500", "3500"), ("＋５", "5"),
        ("1,234", "1234"), ("-1,234,567.80", "-1234567.80"), ("1 234", "1234"), ("1'234", "1234"), ("1_234_567", "1234567"),
        ("100,000", "100000"), ("1.234E+03", "1234"), ("1.23456e2", "123.456"), ("1.5E-03", "0.0015"), ("2E0", "2"), ("+5", "5"),
        (".5", "0.5"), ("-.5", "-0.5"),
    ],
)  # fmt: skip
def test_what_any_reader_reads_alike_is_rewritten(cell: str, fix: str) -> None:
    """The digits stay what they are; only how they are written changes."""
    found = checked(cell)
    assert found is not None
    assert (found.code in ("FQ-T07", "FQ-T09"), found.fix, found.safe) == (True, fix, True)
    data = f'x\n"{cell}"\n'.encode()
    assert corrected("t", data, ["x"], [found])[0] == f"x\n{fix}\n"


GUESSES = {
    "footnote mark": ["4.04²", "4.04①", "4.04*", "4.04[1]", "４．０４＊", "1,234③", "4.04(1)", "4.04〔2〕", "4.04†", "4.04⑴", "²", "①"],
    "power of ten": ["10⁴", "10^4", "2.5×10⁴", "2.5x10^4"],
    "decimal comma": ["0,234", "12345,678", "3,5", "12,34", "1.234,56", "1 234,5", "00,234", "1,2345"],
    "irregular thousands": ["1_234,567", "1,234,56", "1,23,456", "1.234.567", "1,234_567", "0,234,567", "1’234", "1 2", "12 34"],
    "area code": ["3.30402E+11", "3.30402e11", "1e5", "3.3E+05", "1E+400"],
    "last digits may be lost": ["1.0E+02", "1e3", "1.2E+03", "-1E2"],
    "brackets": ["(4.04)", "（4.04）", "(1,234)"],
    "minus sign": ["−5", "–5", "—4.04"],
    "fraction": ["½", "3½", "1/2", "3 ¾"],
    "range": ["3-5", "3~5", "3至5", "3–5"],
    "Roman numeral": ["Ⅲ", "III", "ⅳ"],
    "another script": ["٣٤", "३", "𝟏𝟐"],
    "a unit or a remark": ["4.04㎡", "4.04亿元", "5%", "５．５％", "4.04 亿元", "3万", "120人次"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "cell"), [(words, cell) for words, cells in GUESSES.items() for cell in cells]
)
@pytest.mark.parametrize("kind", ["number", "integer"])
def test_what_needs_a_look_at_the_source_is_not_rewritten(words: str, cell: str, kind: str) -> None:
    """A footnote mark taken for a digit, or nought for a lost digit, is a wrong number that nobody sees again."""
    found = checked(cell, kind)
    assert found is not None
    assert (found.code, found.fix, found.safe) == ("FQ-T01", None, False)
    assert "probably" in found.found("en")
    assert words in found.found("en")
    assert "可能" in found.found("zh")
    data = f'x\n"{cell}"\n'.encode()
    assert corrected("t", data, ["x"], [found]) == (data.decode(), [])


@pytest.mark.parametrize(
    "cell",
    [
        "007",
        "5.",
        "1..2",
        "many",
        "十二",
        "--5",
        "1E+99999",
        "∞",
        "10.0.",
        ",5",
        "+.",
        "+5.",
        ".",
        "+007",
    ],
)
def test_what_cannot_be_guessed_is_said_plainly(cell: str) -> None:
    """A guess that is wrong sends a clerk the wrong way."""
    found = checked(cell)
    assert found is not None
    assert (found.code, found.fix) == ("FQ-T01", None)
    assert "probably" not in found.found("en")


@pytest.mark.parametrize(
    ("kind", "cell", "code", "fix"),
    [
        ("year", "２０３１", "FQ-T07", "2031"), ("year", "2031年", "FQ-T09", "2031"), ("year", "2,031", "FQ-T01", None),
        ("date", "２０３１－０１－０２", "FQ-T07", "2031-01-02"), ("date", "2031年1月2日", "FQ-T14", "2031-01-02"),
        ("boolean", "ｔｒｕｅ", "FQ-T07", "true"), ("boolean", "①", "FQ-T01", None), ("integer", "1,234.5", "FQ-T01", None),
        ("integer", "1.5E-3", "FQ-T01", None), ("integer", "12.0", "FQ-T09", "12"), ("integer", "-3.00", "FQ-T09", "-3"),
        ("integer", "12.50", "FQ-T01", None), ("integer", "012.0", "FQ-T01", None), ("year", "2031.0", "FQ-T09", "2031"),
        ("year", "２０３１．０", "FQ-T09", "2031"), ("year", "31年", "FQ-T01", None), ("year", "2031.5", "FQ-T01", None),
        ("date", "2031.0", "FQ-T01", None),
    ],
)  # fmt: skip
def test_other_types_follow_the_same_rule(kind: str, cell: str, code: str, fix: str | None) -> None:
    """A year as printed, or with decimals of a program, has one meaning; half a unit is not cut off."""
    found = checked(cell, kind)
    assert found is not None
    assert (found.code, found.fix) == (code, fix)


@settings(max_examples=500)
@given(st.text("0123456789.,_' +-eE１２，．²①½ (%", max_size=12))
def test_no_fix_adds_takes_or_moves_a_digit(cell: str) -> None:
    """Whatever is rewritten has the digits of the cell in their order, but for noughts at its ends."""
    found = checked(cell)
    if found is None or found.fix is None or found.code == "FQ-T06":
        return
    if found.code == "FQ-T08":  # a marker for a missing value: emptied where there is no digit to lose
        assert found.fix == ""
        assert not any(each.isnumeric() for each in cell)
        return
    assert is_written("number", found.fix)
    digits = "".join(each for each in cell.partition("e")[0].partition("E")[0] if each.isdecimal())
    plain = "".join(str(int(each)) for each in digits)
    fixed = "".join(each for each in found.fix if each.isdecimal())
    assert fixed.strip("0") == plain.strip("0")
    assert len(fixed.lstrip("0")) <= max(len(plain.lstrip("0")), 1)


@pytest.mark.parametrize(
    "cell",
    ["1" * 5000, "1," * 5000, "1'" * 4000 + "x", "(" * 5000, "1 " * 5000 + "²", "9" * 50 + "e" + "9" * 50],
)
def test_a_cell_made_to_be_slow_is_not(cell: str) -> None:
    """A pattern that tries every way of cutting a cell would stop the check of a package."""
    plain_number(cell)
    guess(cell)
