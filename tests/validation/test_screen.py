"""The screen of cells: what it passes is never judged, so it may pass nothing that a check would report."""

from __future__ import annotations

import string
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from packages import AUDITED, CODES, make_bad

from fengqiao_open import validate
from fengqiao_open.datapackage.package import shipped, standard_table
from fengqiao_open.datapackage.schema import Field
from fengqiao_open.findings.report import Finding, in_order
from fengqiao_open.tabular.csv import Row, Table
from fengqiao_open.validation.cells import _by_schema, check_values
from fengqiao_open.validation.screen import screen

VALIDATED = [code for code in CODES if code not in AUDITED]


def kinds() -> list[Field]:
    """The columns of the standard, one of each kind: those of one type with the same constraints are alike."""
    fields = (field for name in shipped().tables for field in standard_table(name).fields)
    alike = {(field.type, repr(field.constraints)): field for field in fields}
    return [replace(field, name=f"column_{number}") for number, field in enumerate(alike.values())]


KINDS = kinds()
LIMITS = {int(each.constraints["maxLength"]) for each in KINDS if "maxLength" in each.constraints}
PARTS = [
    *("字" * length for limit in LIMITS for length in (limit, limit + 1)),
    *(each.example for each in KINDS if each.example), *(code for each in KINDS for code in each.enum[:3]),
    "", " ", "\n", "\t", "\x0b", "\x1c", "\x85", "\xa0", "\u2028", "\u3000", "\u200b", "\u202e", "\ufeff", "\0",
    "0", "-", "00", "1.50", ".5", "5.", "1,234", "1e5", "NaN", "nan", "inf", "１２", "٣", "²", "½", "Ⅳ", "−1",
    "2022", "1949", "1982", "2101", "2023-02-30", "2023-02-28", "2023/2/8", "true", "TRUE", "null", "N/A", "—",
    "=1+1", "+cmd", "@x", "＝1", "a-b", "a--b", "-a", "A", "é", "e\u0301", "ß", "ǆ", "字", "真", "锟斤拷", "æµ™æ±Ÿ",
    "http://", "https://a.b/c", "m2", "kg", "10.2", "FQ-R05", "x" * 1_000, "字" * 1_001, "9" * 18, "9" * 40,
]  # fmt: skip
HOSTILE = st.one_of(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).map("".join),
    st.text(string.ascii_lowercase + string.digits + "-._/ :Aé字\n", max_size=12),
    st.text(max_size=6),
)


def judged(fields: Sequence[Field], cells: Sequence[str], patch: pytest.MonkeyPatch) -> list[Finding]:
    """The findings of all checks, pandera's too, on those of the cells that the screen passes in each column."""
    passed = {field.name: [cell for cell in cells if screen(field)([cell])] for field in fields}
    columns = [field for field in fields if passed[field.name]]
    # A column with fewer such cells has them again.
    rows = tuple(
        Row("t", line + 2, "", {name: known[line % len(known)] for name, known in passed.items() if known})
        for line in range(max(map(len, passed.values())))
    )
    with patch.context() as everything:
        unscreened(everything)
        return check_values(Table("t", tuple(each.name for each in columns), rows), columns)


def unscreened(everything: pytest.MonkeyPatch) -> None:
    """Every cell is suspect, and pandera judges its value."""
    everything.setattr("fengqiao_open.validation.cells.suspect_rows", lambda table, field: table.rows)
    everything.setattr("fengqiao_open.validation.cells.is_judge", lambda field: False)
    everything.setattr("fengqiao_open.validation.cells._by_schema", by_schema)


# Columns, with all their cells, in which pandera found nothing: most are the same in every bad package.
PASSED = set[tuple[str, tuple[str, ...]]]()


def by_schema(rows: Sequence[Row], field: Field) -> list[Finding]:
    """What pandera reports of the cells of a column; those that it passed need no second look."""
    column = (repr(field), tuple(row[field.name] for row in rows))
    found = [] if column in PASSED else list(_by_schema(rows, field))
    if not found:
        PASSED.add(column)
    return found


@settings(max_examples=30)
@given(cells=st.lists(HOSTILE, min_size=20, max_size=60))
@example(cells=PARTS)
def test_no_cell_is_passed_that_a_check_would_report(cells: list[str]) -> None:
    """A cell that the screen passes wrongly is never seen by pandera: its finding would be lost."""
    with pytest.MonkeyPatch.context() as patch:
        assert judged(KINDS, ["", *cells], patch) == []


@pytest.mark.parametrize("field", KINDS, ids=[f"{each.type} {dict(each.constraints)}"[:60] for each in KINDS])
@settings(max_examples=3)
@given(cells=st.lists(HOSTILE, max_size=40))
@example(cells=PARTS)
def test_what_is_reported_of_a_value_is_what_pandera_reports(field: Field, cells: list[str]) -> None:
    """Values are judged in plain Python: another bound, length or form would be another finding."""
    with pytest.MonkeyPatch.context() as patch:
        assert reported(field, cells) == reported(field, cells, patch)


def reported(
    field: Field, cells: Sequence[str], patch: pytest.MonkeyPatch | None = None
) -> tuple[Finding, ...]:
    """The findings on the cells of a column; with a patch, those that pandera reports."""
    rows = tuple(Row("t", line, "", {field.name: cell}) for line, cell in enumerate(cells, 2))
    if patch is None:
        return in_order(check_values(Table("t", (field.name,), rows), [field]), ["t"])
    with patch.context() as everything:
        unscreened(everything)
        return reported(field, cells)


@settings(max_examples=30)
@given(cells=st.lists(HOSTILE, max_size=8), field=st.sampled_from(KINDS))
@example(cells=["e", "\u0301"], field=Field("column", "string"))
def test_cells_that_pass_together_pass_one_by_one(cells: list[str], field: Field) -> None:
    """A corrupted or an invisible character in one cell could be hidden by the cells that it is looked at with."""
    one_by_one = [screen(field)([cell]) for cell in cells]
    assert screen(field)(cells) == all(one_by_one)


@pytest.mark.parametrize("field", KINDS, ids=[f"{each.type} {dict(each.constraints)}"[:60] for each in KINDS])
def test_an_example_of_each_column_is_passed(field: Field) -> None:
    """A screen that suspects sound cells would be safe, and no faster than none."""
    assert screen(field)([each for each in (field.example, *field.enum) if each])


# `re` and RE2, with which pandas matches, read these otherwise: more digits, other ends, literal braces.
ODD_PATTERNS = [
    r"\d+", r"\w+", r"\s*\S+", r"[^\s]+", r"a$", r"^a", r"(?i)a", r"a{,3}", r"\bA", r"[[:alpha:]]+", r"a\Z", r"(a)|\1",
    r"\p{L}+", r"[\w-]+", r"a*+", r"(?:a|b)", r".", r"\.", "[*+]", "a{1,3}",
]  # fmt: skip
OF_PATTERNS = [
    "a",
    "A",
    "aa",
    "aaa",
    "a{,3}",
    "é",
    "字",
    "٣",
    "１",
    "1",
    "a\n",
    "a ",
    "\x1c",
    "_",
    "-",
    ".",
    "*",
    "b",
    "a\u3000b",
]


@pytest.mark.parametrize("pattern", ODD_PATTERNS)
def test_a_pattern_that_pandas_reads_otherwise_passes_nothing_wrongly(
    pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A descriptor may get such a pattern any day; the screen would then pass what pandas refuses."""
    field = Field("column", "string", constraints={"pattern": pattern})
    if any(screen(field)([each]) for each in OF_PATTERNS):
        assert judged([field], OF_PATTERNS, monkeypatch) == []
        assert reported(field, OF_PATTERNS) == reported(field, OF_PATTERNS, monkeypatch)


def test_a_pattern_that_both_read_alike_is_no_reason_for_doubt() -> None:
    """All cells of such a column would be suspect, and pandas imported for nothing."""
    fields = {each: Field("column", "string", constraints={"pattern": each}) for each in ODD_PATTERNS}
    passing = [each for each, field in fields.items() if any(screen(field)([cell]) for cell in OF_PATTERNS)]
    assert passing == [r"\d+", r"\w+", r"[^\s]+", r"[\w-]+", r".", r"\.", "a{1,3}"]


def reports(package: Path, patch: pytest.MonkeyPatch) -> tuple[str, str]:
    """The report on a package, and that with every cell suspect."""
    screened = validate(package).to_json()
    with patch.context() as everything:
        unscreened(everything)
        return screened, validate(package).to_json()


@pytest.mark.parametrize(
    "code",
    [each if each.startswith("FQ-T") else pytest.param(each, marks=pytest.mark.slow) for each in VALIDATED],
)
def test_the_report_is_to_the_letter_what_it_is_without_a_screen(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code, order, words and context: a screen decides what is looked at, and nothing of what is said."""
    screened, unscreened = reports(make_bad(code, tmp_path / "bad"), monkeypatch)
    assert screened == unscreened


@pytest.mark.parametrize("code", ["", "FQ-T03", "FQ-T05"])
def test_a_package_needs_no_pandas(code: str, tmp_path: Path, sound: Path) -> None:
    """Its import takes longer than all checks of a small package, with a wrong code in it too."""
    package = make_bad(code, tmp_path / "bad") if code else sound
    lines = f"""
import sys
from fengqiao_open.validation.validate import validate
assert validate({str(package)!r}).ok != bool({code!r})
print([name for name in ("pandas", "pandera", "frictionless", "jsonschema") if name in sys.modules])
"""
    made = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"
