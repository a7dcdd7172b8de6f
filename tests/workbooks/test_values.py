"""What a cell of a workbook stands for in a table: nothing is lost on the way there and back, nothing is guessed."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fengqiao_open.datapackage.package import shipped
from fengqiao_open.datapackage.schema import Code, Field, Words, is_written
from fengqiao_open.exports import xlsx
from fengqiao_open.exports.content import Content, Table
from fengqiao_open.tabular.csv import Row
from fengqiao_open.tabular.csv import Table as CsvTable
from fengqiao_open.workbooks.cells import Cell
from fengqiao_open.workbooks.edits import edits
from fengqiao_open.workbooks.layout import layouts
from fengqiao_open.workbooks.reader import read_workbook
from fengqiao_open.workbooks.values import UncertainError, csv_text

VALUE, COUNT, YEAR = Field("value", "number"), Field("n", "integer"), Field("period", "year")
TEXT, DAY, TRUTH = Field("note", "string"), Field("issued", "date"), Field("example", "boolean")
CODES = Field(
    "status",
    "string",
    codes=(Code("actual", Words("actual", "实际")), Code("target", Words("target", "目标"))),
)
FEBRUARY = datetime(2023, 2, 28)


def number(text: str, format: str = "General", moment: datetime | None = None) -> Cell:
    """A number as stored."""
    return Cell("number", text, format, moment)


def text(value: str) -> Cell:
    """A text."""
    return Cell("text", value)


SURE = [
    # What equals the value in the table stays as it is there, whatever its format.
    (number("13"), VALUE, "13.0", "13.0"),
    (number("13", "0.00"), VALUE, "13.0", "13.0"),
    (number("13", "yyyy-mm-dd", datetime(1900, 1, 12)), VALUE, "13.0", "13.0"),
    (number("330402000000"), TEXT, "330402000000", "330402000000"),
    (number("571"), TEXT, "0571", "0571"),
    (number("1.1"), TEXT, "1.10", "1.10"),
    (number("44985"), DAY, "2023-02-28", "2023-02-28"),
    (number("44985", "yyyy-mm-dd", FEBRUARY), TEXT, "2023-02-28", "2023-02-28"),
    (number("1"), TRUTH, "true", "true"),
    (Cell("boolean", "1"), TEXT, "true", "true"),
    (text("a\nb"), TEXT, "a\r\nb", "a\r\nb"),
    # A new number has the decimals that the cell shows, and all of its own.
    (number("14", "0.0"), VALUE, "13.0", "14.0"),
    (number("14"), VALUE, "13.0", "14"),
    (number("14.25", "0.0"), VALUE, "13.0", "14.25"),
    (number("1.4250000000000001E1", "#,##0.000"), VALUE, "", "14.250"),
    (number("0.30000000000000004"), VALUE, "", "0.3"),
    (number("1E-7"), VALUE, "", "0.0000001"),
    (number("-5"), COUNT, "4", "-5"),
    (number("2024"), YEAR, "2023", "2024"),
    # The decimals alone are changed with a text.
    (text("13"), VALUE, "13.0", "13"),
    (text("1,234.5"), VALUE, "", "1234.5"),
    (text("１３．５"), VALUE, "", "13.5"),
    (text("2023年2月8日"), DAY, "", "2023-02-08"),
    (text("2023/2/8"), DAY, "", "2023-02-08"),
    (text("2023-02-28T00:00:00"), DAY, "", "2023-02-28"),
    (number("44985", "yyyy/m/d", FEBRUARY), DAY, "", "2023-02-28"),
    (text("TRUE"), TRUTH, "", "true"),
    (text("是"), TRUTH, "false", "true"),
    (text("否 "), TRUTH, "", "false"),
    (text("no"), TRUTH, "true", "false"),
    (number("1234.5", "#,##0.0_0"), VALUE, "1", "1234.5"),
    (number("12", "#,##0_._0_0"), VALUE, "1", "12"),
    (Cell("boolean", "0"), TRUTH, "true", "false"),
    (text("目标"), CODES, "actual", "target"),
    (text(" target "), CODES, "actual", "target"),
    (number("330402102"), TEXT, "330402101", "330402102"),
    (number("330402102001"), TEXT, "", "330402102001"),
    (None, VALUE, "13.0", ""),
    (text("  "), TEXT, "a", ""),
    (text(" a "), TEXT, "a", " a "),
]
UNSURE = [
    (number("330402000000"), TEXT, "330402101000", "digits"),  # as 3.30402E+11 is shown
    (number("3.3E+11"), TEXT, "", "digits"),
    (number("1234567890123450000"), TEXT, "1234567890123456788", "digits"),
    (text("3.3E+11"), TEXT, "330402000000", "digits"),
    (number("1.2"), TEXT, "1.1", "became_number"),
    (number("44927", "m月d日", datetime(2023, 1, 1)), TEXT, "1.1", "became_date"),
    (number("44927", "m月d日", datetime(2023, 1, 1)), VALUE, "1.1", "became_date"),
    (number("0.095", "0.0%"), VALUE, "9.2", "percentage"),
    (number("44927"), DAY, "2023-02-28", "no_date"),
    (number("44985.5", "yyyy-mm-dd h:mm", datetime(2023, 2, 28, 12)), DAY, "", "no_date"),
    (text("28/2/2023"), DAY, "", "no_date"),
    (text("2023-02-30"), DAY, "", "no_date"),
    (text("9.5%"), VALUE, "", "no_number"),
    (text("约14"), VALUE, "", "no_number"),
    (number("1E300"), VALUE, "", "no_number"),
    (number("12.5"), COUNT, "", "no_integer"),
    (number("23"), YEAR, "", "no_year"),
    (text("不详"), TRUTH, "", "no_boolean"),
    (number("2"), TRUTH, "", "no_boolean"),
    (Cell("boolean", "1"), TEXT, "a", "became_boolean"),
    (Cell("boolean", "1"), VALUE, "", "became_boolean"),
    (Cell("error", "#N/A"), TEXT, "#N/A", "error"),
    (Cell("no_result", ""), TEXT, "", "no_result"),
    (text("实标"), CODES, "actual", "no_code"),
]


@pytest.mark.parametrize(("cell", "field", "before", "after"), SURE)
def test_a_cell_that_is_certain_is_taken(cell: Cell | None, field: Field, before: str, after: str) -> None:
    """A format, a program's habit or a label in place of a code is no error of the clerk's."""
    assert csv_text(cell, field, before) == after


@pytest.mark.parametrize(("cell", "field", "before", "why"), UNSURE)
def test_a_cell_that_is_not_certain_is_refused(cell: Cell, field: Field, before: str, why: str) -> None:
    """To guess a digit, a date or a code would corrupt the table in silence."""
    with pytest.raises(UncertainError) as refused:
        csv_text(cell, field, before)
    assert refused.value.key == why


def written_as(kind: str) -> st.SearchStrategy[str]:
    """Cells of a type as the tables have them, missing ones too."""
    digits = st.decimals(-(10**12), 10**12, places=3).map(lambda each: format(each, "f"))
    shortened = st.tuples(digits, st.integers(0, 4)).map(
        lambda each: each[0][: len(each[0]) - each[1]].rstrip(".")
    )
    forms: dict[str, st.SearchStrategy[str]] = {
        "number": shortened.filter(lambda each: is_written("number", each) and float(each) == Decimal(each)),
        "integer": st.integers(-(10**14), 10**14).map(str),
        "year": st.integers(1000, 9999).map(str),
        "date": st.dates(datetime(1900, 3, 1).date()).map(str),
        "boolean": st.sampled_from(("true", "false")),
    }
    # A CR in a cell is a finding of its own, and XML reads it as a line feed.
    letters = st.text(st.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\r"), max_size=20)
    codes = st.from_regex(r"[0-9]{1,15}(\.[0-9]{1,3})?|[=+@-][0-9A-Z]{1,5}|_x00[0-9A-F]{2}_", fullmatch=True)
    return st.just("") | forms.get(kind, letters | codes)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), table=st.sampled_from(("observations", "areas", "awards", "sources")))
def test_what_is_exported_is_imported_unchanged(data: st.DataObject, table: str) -> None:
    """Any value of any type comes back as the text that it was, byte for byte."""
    made = Table.of(shipped().resource(table))
    rows = []
    for number in range(data.draw(st.integers(1, 4))):
        cells = {
            each.name: data.draw(
                st.sampled_from([code.value for code in each.codes]) if each.codes else written_as(each.type)
            )
            for each in made.fields
        }
        rows.append({**cells, made.key: f"{number}-{cells[made.key].strip()}"})
    typed = tuple(
        tuple(each.data_type.read(row[each.name]) if row[each.name] else None for each in made.fields)
        for row in rows
    )
    full = Table(*(getattr(made, name) for name in Table.__dataclass_fields__ if name != "rows"), rows=typed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        xlsx.write(Content(Words(), Words(), {}, (full,), {}, {}), path)
        (layout,), _ = layouts(read_workbook(path).sheets, [made])
    table_before = CsvTable(
        table, tuple(made.names), tuple(Row(table, 2, row[made.key], row) for row in rows)
    )
    found, problems = edits(layout, table_before)
    assert not found and not problems
    assert list(found.rows.values()) == rows
