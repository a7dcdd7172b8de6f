"""What stands in a cell is text: never run, never hidden, never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_packages import codes_of, with_cell

from fengqiao_open import validate
from fengqiao_open.datapackage.characters import first_invisible


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", '=HYPERLINK("http://x","y")', "<script>alert(1)</script>",
        "[bold]x[/bold]", "[/]", "{value}", "{0}", "%s", "${HOME}", "$(id)", "`id`", "'; drop table units; --",
        "::set-output name=x::y", "../../x", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_text_that_is_code_elsewhere_is_text_here(good: Path, cell: str) -> None:
    """A formula, a markup or a place to fill is quoted as it stands, and never run."""
    with_cell(good, cell)
    validate(good, hashes=False)
    path = good / "data" / "units.csv"
    path.write_bytes(
        path.read_bytes().replace(b"m,1000,1,UCUM", b'm,"' + cell.replace('"', '""').encode() + b'",1,UCUM')
    )
    found = [each for each in validate(good, hashes=False).findings if each.column == "numerator"]
    assert found
    assert found[0].values["value"] == cell
    assert cell in found[0].found("en")


@pytest.mark.parametrize(
    ("cell", "fix"),
    [
        ("10\u202e5\u202c", None),
        ("a\u2066b\u2069", None),
        ("a\u200eb", None),
        ("one\u200bword", "oneword"),
        ("one\u2060word", "oneword"),
        ("one\u00adword", "oneword"),
        ("\ufeffone", "one"),
        ("one\u00a0row", "one row"),
        ("one\trow", "one row"),
        ("one\x1b[2Jrow", "one[2Jrow"),
        ("one\u3164row", "onerow"),
        ("a\U000e0041b", "ab"),
        ("a\ufe0fb", "ab"),
        ("one\u2028row", "one row"),
    ],
)
def test_what_cannot_be_seen_is_a_finding(good: Path, cell: str, fix: str | None) -> None:
    """Two cells that look alike and are not equal, or that show another value than they hold."""
    (finding,) = validate(with_cell(good, cell), hashes=False).findings
    assert (finding.code, finding.line, finding.column, finding.fix) == ("FQ-T11", 2, "ruling_en", fix)
    assert first_invisible(finding.found()) is None
    assert "U+" in finding.found()


@pytest.mark.parametrize(
    "cell", ["两\n行", "全角　空格", "𠮷野家", "葛\U000e0100城", "占５０％", "“引号”——…"]
)
def test_what_chinese_text_is_made_of_is_no_finding(good: Path, cell: str) -> None:
    """A rule that objects to rare characters, variants or full-width spaces would be switched off."""
    assert validate(with_cell(good, f"{cell}。", "每村一条。"), hashes=False).findings == ()


@pytest.mark.parametrize(
    ("cell", "fix"), [("cafe\u0301", "café"), ("\ufa0b", "廓"), ("\u212b", "Å"), ("\u2126", "Ω")]
)
def test_text_stored_in_its_other_way_is_a_finding(good: Path, cell: str, fix: str) -> None:
    """A file that went through another system comes back with letters taken apart."""
    (finding,) = validate(with_cell(good, cell), hashes=False).findings
    assert (finding.code, finding.fix) == ("FQ-T12", fix)


@pytest.mark.parametrize(("cell", "fix"), [("\u2f2f业增\u2ed3", "工业增长"), ("\u2f64\u2f3e", "用户")])
def test_a_radical_in_place_of_a_character_is_a_finding_that_fix_corrects(
    good: Path, cell: str, fix: str
) -> None:
    """What is pasted from a PDF looks right, and no search finds it."""
    (finding,) = validate(with_cell(good, cell), hashes=False).findings
    assert (finding.code, finding.fix, finding.safe) == ("FQ-T12", fix, True)
    assert f"U+{ord(cell[0]):04X} KANGXI RADICAL" in finding.found()


def test_keys_that_differ_only_in_their_form_are_a_finding(good: Path) -> None:
    """The two look alike, and a join loses one of them."""
    path = good / "data" / "themes.csv"
    lines = path.read_text("utf-8").splitlines()
    one, *rest = lines[1].split(",")
    lines += [",".join([f"{one}-\u00e9", *rest]), ",".join([f"{one}-e\u0301", *rest])]
    path.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))
    found = [each for each in validate(good, hashes=False).findings if each.code == "FQ-T12"]
    assert [each.line for each in found] == [len(lines)]


@pytest.mark.parametrize("cell", ["0001-01-01", "9999-12-31", "2262-04-12", "1677-09-21"])
def test_a_date_far_away_is_no_crash(good: Path, cell: str) -> None:
    """pandas counts nanoseconds, which end in 2262."""
    path = good / "data" / "sources.csv"
    text = path.read_text("utf-8")
    import re

    text = re.sub(r"\d{4}-\d{2}-\d{2}", cell, text)
    path.write_bytes(text.encode("utf-8"))
    assert "FQ-D08" not in codes_of(validate(good, hashes=False))


@pytest.mark.parametrize(
    "cell", ["9" * 18, "-" + "9" * 18, "9" * 400, "0." + "0" * 400 + "1", "-0", "1" * 90_000]
)
@pytest.mark.parametrize("column", ["value", "period"])
def test_a_number_of_any_size_is_no_crash(good: Path, cell: str, column: str) -> None:
    """A number that overflows must end in a finding about that cell, not about a rule."""
    import csv

    path = good / "data" / "observations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index(column)] = cell
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    assert "FQ-D08" not in codes_of(validate(good, hashes=False))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "@SUM(A1:A9)",
        "-2+3",
        "- an item",
        "+86-573-1234567",
        "＝1+1",
        "-1|x!A0",
        "--1",
    ],
)
def test_a_text_that_a_spreadsheet_would_calculate_is_a_warning(good: Path, cell: str) -> None:
    """The downloader opens the CSV itself, where nothing types the cell as text."""
    (finding,) = [
        each for each in validate(with_cell(good, cell), hashes=False).findings if each.code[:4] != "FQ-L"
    ]
    assert (finding.code, finding.severity, finding.line, finding.column) == (
        "FQ-T13",
        "warning",
        2,
        "ruling_en",
    )
    assert (finding.fix, finding.safe) == (None, False)


@pytest.mark.parametrize(
    "cell", ["-30%", "+5.2%", "-3.5亿元", "+ 1,200", "-5℃", "-", "——", "－30％", "a=b", "'=x", "1-2"]
)
def test_a_number_with_its_sign_is_no_formula(good: Path, cell: str) -> None:
    """A fall by thirty per cent is printed with a minus; a rule that objects would be switched off."""
    assert "FQ-T13" not in codes_of(validate(with_cell(good, cell, "每村一条。"), hashes=False))


def test_a_formula_is_not_told_beside_what_is_wrong_anyway(good: Path) -> None:
    """One cell, one fault; and a row with a mere warning is still held against the other tables."""
    path = good / "data" / "units.csv"
    path.write_bytes(path.read_bytes().replace(b"km,", b"=km,", 1))
    assert "FQ-T13" not in codes_of(validate(good, hashes=False))
    with_cell(good, "=1")
    assert not any(each.startswith("rulings") for each in validate(good, hashes=False).skipped)


@pytest.mark.parametrize("length", [100_001, 140_000, 2_000_000])
@pytest.mark.parametrize("sign", ["x", "村", '""'])
def test_a_cell_that_is_too_long_is_named_with_its_place(good: Path, length: int, sign: str) -> None:
    """From a bound of the module csv on, its line was said to have a lone quote, and the table was not read."""
    path = good / "data" / "rulings.csv"
    text = path.read_text("utf-8").replace("One row for each village.", f'"{sign * length}"')
    path.write_text(text, "utf-8")
    found = [each for each in validate(good, hashes=False).findings if each.table == "rulings"]
    assert [(each.code, each.line) for each in found] == [("FQ-F04", 2)]
    assert f"Cell 5 of the row that starts here has {length:,} characters" in found[0].found()
    assert "第 5 个单元格" in found[0].found("zh") and "100,000" in found[0].expected()
