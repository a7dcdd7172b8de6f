"""For programs: frames in memory and the schemas of tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import pandas as pd
import pandera.errors
import pytest

import fengqiao_open as fo
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.datapackage.tablenames import TableName

TABLES = shipped().tables


@pytest.mark.parametrize("table", TABLES)
def test_every_shipped_table_is_clean_as_a_frame(table: str) -> None:
    """Writing a loaded frame back as text must not invent faults, with any dtype that load gives."""
    report = fo.check(fo.load(table), table)
    assert report.findings == ()
    assert report.rows == {table: len(fo.load(table))}


@pytest.mark.parametrize("table", TABLES)
def test_every_shipped_table_is_clean_as_pandas_reads_it(table: str) -> None:
    """A program that knows nothing of our dtypes has floats for whole numbers with blanks, and text for dates."""
    frame = pd.read_csv(shipped().path(table), keep_default_na=False, na_values=[""])
    assert fo.check(frame, table).findings == ()


@pytest.mark.parametrize("table", TABLES)
def test_every_schema_takes_its_loaded_table(table: str) -> None:
    """Categoricals, `int64` or `Int64`, and dates of any resolution are all right."""
    schema = getattr(fo.schemas, table)
    checked = schema.validate(fo.load(table))
    assert list(checked.columns) == list(fo.load(table).columns)
    assert schema is getattr(fo.schemas, table)


@pytest.mark.parametrize(
    ("change", "code", "line", "column"),
    [
        (lambda frame: frame.drop(columns="value"), "FQ-S01", 1, "value"),
        (lambda frame: frame.assign(extra=1), "FQ-S02", 1, "extra"),
        (lambda frame: pd.concat([frame, frame[["value"]]], axis=1), "FQ-S03", 1, "value"),
        (lambda frame: frame.assign(period=[2023.5, *frame["period"][1:]]), "FQ-T01", 2, "period"),
        (lambda frame: frame.assign(unit_id=[" yuan", *frame["unit_id"][1:]]), "FQ-T06", 2, "unit_id"),
        (lambda frame: frame.assign(value=[float("inf"), *frame["value"][1:]]), "FQ-T08", 2, "value"),
        (lambda frame: frame.assign(measure=["levels", *frame["measure"][1:]]), "FQ-T03", 2, "measure"),
        (lambda frame: frame.assign(period=[None, *frame["period"][1:]]), "FQ-T02", 2, "period"),
        (lambda frame: frame.assign(note_zh=["a\u200bb", *frame["note_zh"][1:]]), "FQ-T11", 2, "note_zh"),
        (lambda frame: frame.iloc[:0], "FQ-S08", 1, ""),
        (lambda frame: pd.concat([frame, frame.iloc[[3]]]), "FQ-K01", len(fo.load("observations")) + 2, "observation_id"),
    ],
)  # fmt: skip
def test_a_fault_in_a_frame_is_found_at_its_row(
    change: Callable[[pd.DataFrame], pd.DataFrame], code: str, line: int, column: str
) -> None:
    """A frame that is about to be written is checked as its file would be."""
    found = fo.check(change(fo.load("observations")), "observations").findings
    assert (code, line, column) in {(each.code, each.line, each.column) for each in found}


@pytest.mark.parametrize(
    "cells",
    [
        ["theme_id", "name_zh", "name_en", "order"],
        ["合计", "", "", "78"],
        ["注：按报告顺序。", "", "", ""],
        [""] * 4,
    ],
    ids=["header", "total", "note", "blank"],
)
def test_what_is_no_row_of_a_frame_is_one_finding(cells: list[str]) -> None:
    """Catches a finding for each cell of a header, a total or a note that was read as a row."""
    frame = fo.load("themes").astype(object)
    frame = pd.concat([frame[:3], pd.DataFrame([cells], columns=frame.columns), frame[3:]])
    assert [(each.code, each.line, each.column) for each in fo.check(frame, "themes").findings] == [
        ("FQ-S07", 5, "")
    ]
    without = fo.check(frame.drop(columns="theme_id"), "themes").findings
    assert "FQ-S07" not in {each.code for each in without}


def test_columns_in_another_order_and_any_index_are_no_fault() -> None:
    """A frame has no order that a reader of the file would see."""
    frame = fo.load("units")
    turned = frame[list(frame.columns)[::-1]].set_index(frame["unit_id"].to_numpy())
    assert fo.check(turned, "units").ok


@pytest.mark.parametrize(
    ("df", "table", "other"),
    [
        (fo.statistics(), "observations", "statistics"),
        (fo.statistics("en"), "observations", "statistics"),
        (fo.load("areas"), "units", "areas"),
    ],
)
def test_a_dataframe_of_another_table_is_one_finding(df: pd.DataFrame, table: TableName, other: str) -> None:
    """Thirty findings on columns, of which none says what is wrong; without the key, they ended in a traceback."""
    (found,) = fo.check(df, table).findings
    assert f"“{other}”" in found.found() and f'check(df, "{other}")' in found.how_to_fix()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_dataframe_in_one_language_is_one_finding(lang: Literal["zh", "en"]) -> None:
    """`statistics("en")` is for reading: twelve columns missing and twelve unknown do not say so."""
    (found,) = fo.check(fo.statistics(lang), "statistics").findings
    assert "`lang`" in found.how_to_fix()


def test_a_dataframe_without_the_key_has_no_duplicates() -> None:
    """Rows of which the key is not there are not the same row."""
    found = fo.check(fo.load("areas").drop(columns="area_id"), "areas").findings
    assert [each.code for each in found] == ["FQ-S01"]


def test_a_wrong_argument_says_what_is_right() -> None:
    """A mistyped table, or a path given for a frame, must not end in an error of pandas."""
    with pytest.raises(fo.UnknownTableError, match="Did you mean 'units'"):
        fo.check(fo.load("units"), "unit")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a DataFrame, not str"):
        fo.check("units.csv", "units")  # type: ignore[arg-type]


def test_an_unknown_schema_lists_the_real_ones() -> None:
    """A name guessed wrong is put right by the message."""
    with pytest.raises(AttributeError, match=r"'observation'\. The tables are: .*observations"):
        _ = fo.schemas.observation
    assert set(TABLES) == set(dir(fo.schemas))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda frame: frame.assign(measure="levels"), "FQ-T03"),
        (lambda frame: frame.assign(indicator_id="No Slug"), "FQ-T04"),
        (lambda frame: pd.concat([frame, frame.iloc[[3]]]), "field_uniqueness"),
        (lambda frame: frame.assign(extra=1), "column_in_schema"),
        (lambda frame: frame.assign(period=None), "not_nullable"),
    ],
)
def test_a_schema_refuses_what_is_wrong(change: Callable[[pd.DataFrame], pd.DataFrame], code: str) -> None:
    """A schema that coerces too much would take anything."""
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        fo.schemas.observations.validate(change(fo.load("observations")), lazy=True)
    assert caught.value.failure_cases["check"].astype(str).str.startswith(code).any()


def changed(**cells: tuple[int, str]) -> pd.DataFrame:
    """The shipped observations with some cells of text changed: a row and a text for a column."""
    frame = fo.load("observations").astype(dict.fromkeys(cells, "string"))
    for column, (at, text) in cells.items():
        frame.loc[at, column] = text
    return frame


def test_references_that_nothing_is_compared_with_are_named() -> None:
    """Catches “No problems found” on a unit that exists nowhere."""
    report = fo.check(changed(unit_id=(0, "yi-yuann"), indicator_id=(1, "nope")), "observations")
    assert {"FQ-K03: units", "FQ-K03: indicators", "FQ-K03: areas"} <= set(report.skipped)
    for lang, reference in (("en", "References to"), ("zh", "未检查对")):
        first, second, *_ = report.render(lang).split("\n")  # type: ignore[arg-type]
        assert not first.startswith(("No problems found", "未发现问题"))
        assert second.startswith(reference) and "units" in second and "package=" in second


def test_references_are_checked_against_a_package() -> None:
    """Catches a wrong unit or indicator that passes although the lists are at hand."""
    frame = changed(unit_id=(0, "yi-yuann"), indicator_id=(1, "nope"), area_id=(2, " 330402100000"))
    report = fo.check(frame, "observations", package=fo.path())
    assert [(each.code, each.line, each.column) for each in report.findings] == [
        ("FQ-K03", 2, "unit_id"), ("FQ-K03", 3, "indicator_id"), ("FQ-T06", 4, "area_id")
    ]  # fmt: skip
    assert "“yi-yuan”" in report.findings[0].how_to_fix()
    assert not [each for each in report.skipped if each.startswith("FQ-K03")]
    assert "References" not in report.render()


def test_a_name_for_a_key_is_offered_its_key() -> None:
    """Catches a label of a unit reported as a form that no key has, where the key is known."""
    (found,) = fo.check(changed(unit_id=(0, "亿元")), "observations", package=fo.path()).findings
    assert (found.code, found.fix) == ("FQ-T15", "yi-yuan")


@pytest.mark.parametrize("table", TABLES)
def test_every_shipped_table_is_clean_against_its_package(table: str) -> None:
    """Catches references of a right table that are blamed, those within it included."""
    assert fo.check(fo.load(table), table, fo.path()).findings == ()


def test_a_package_that_cannot_be_read_is_named() -> None:
    """Catches a report on nothing where the package was mistyped."""
    with pytest.raises(fo.PackageError, match="does not exist"):
        fo.check(fo.load("units"), "units", "no-such-folder")


def test_a_wrong_code_is_shown_beside_missing_columns() -> None:
    """Catches thirteen missing columns, one by one, that push the wrong code off the screen."""
    few = fo.load("observations")[["observation_id", "measure", "status"]].head(1).astype("string")
    report = fo.check(few.assign(status="actul"), "observations")
    text = report.render()
    assert len(report.findings) > 10
    assert text.count("FQ-S01") == 1 and "“actual” is intended" in text
    assert "12 more columns" in text


def test_a_report_on_a_dataframe_counts_no_row_twice() -> None:
    """Catches “2 rows not compared” of one row, and a row where the whole frame is of another kind."""
    few = fo.load("observations")[["observation_id", "status"]].head(1).astype("string")
    texts = [
        fo.check(few.assign(status="actul"), "observations").render(),
        fo.check(fo.statistics("en"), "statistics").render(),
    ]
    assert not any(re.search(r"[0-9]+ rows? not compared", text) for text in texts)


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_report_on_a_dataframe_has_no_words_of_the_command_line(
    lang: Literal["en", "zh"], verbose: bool
) -> None:
    """Catches `--verbose`, `fengqiao-open fix .` and a file, where there is a DataFrame and no command."""
    frame = changed(unit_id=(0, " yuan"), status=(1, "actul")).drop(columns="note_en")
    text = fo.check(frame, "observations").render(lang, verbose=verbose)
    assert not re.search("--|fengqiao-open|[.]csv", text)
    assert "df.iloc[0]" in text and "df.iloc[1]" in text


def test_rules_across_tables_are_counted_and_listed() -> None:
    """Catches a report on one table that reads as if all rules had been run."""
    report = fo.check(fo.load("observations"), "observations", fo.path())
    assert "rules not checked" in report.render()
    assert "FQ-R05" in report.render(verbose=True)
    assert "FQ-R05: observations" in report.skipped


@pytest.mark.parametrize("value", [["a"], b"x", {"a": 1}, ("a", "b")], ids=["list", "bytes", "dict", "tuple"])
def test_what_is_no_single_value_is_named_with_its_type(value: object) -> None:
    """Catches a column of lists that passes, and is written to a file as Python shows it."""
    frame = fo.load("observations")
    frame["note_zh"] = pd.Series([value] * len(frame), dtype=object)
    found = fo.check(frame, "observations").findings
    assert {(each.code, each.column) for each in found} == {("FQ-T01", "note_zh")}
    assert len(found) == len(frame) and type(value).__name__ in found[0].found()


@pytest.mark.parametrize(
    "call",
    [
        lambda: fo.load(["observations"]),  # type: ignore[call-overload]
        lambda: fo.codes(["observations"], "measure"),  # type: ignore[arg-type]
        lambda: fo.match_indicators(None),  # type: ignore[arg-type]
    ],
    ids=["load", "codes", "match_indicators"],
)
def test_what_should_be_text_says_so(call: Callable[[], object]) -> None:
    """Catches “unhashable type: 'list'” and a missing attribute “split”."""
    with pytest.raises(TypeError, match="takes text such as"):
        call()
