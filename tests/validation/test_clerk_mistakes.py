"""The mistakes of a clerk who edits a released package: each is one finding, at its cell, with the right text offered."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fengqiao_open import Report, validate
from fengqiao_open.authoring.refresh import errors_first
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.findings.catalogue import BLANK
from fengqiao_open.findings.report import Finding
from fengqiao_open.lang import Lang
from fengqiao_open.render.words import parts

Rows = list[list[str]]
LANGS: tuple[Lang, Lang] = ("zh", "en")
#: Another village of the town, and a paragraph's worth of rows.
VILLAGE = "330402100226"


def report_after(
    package: Path, table: str, *changes: Callable[[Rows], object], hashes: bool = True
) -> Report:
    """The report while a table is changed, hashes compared as the command does."""
    path = package / "data" / f"{table}.csv"
    before = path.read_bytes()
    rows = list(csv.reader(before.decode("utf-8").splitlines(keepends=True)))
    for change in changes:
        change(rows)
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
        return validate(package, hashes=hashes)
    finally:
        path.write_bytes(before)


def cell(line: int, column: str, value: str) -> Callable[[Rows], object]:
    """Put a value into a column of the row on a line."""

    def change(rows: Rows) -> None:
        rows[line - 1][rows[0].index(column)] = value

    return change


def drop(line: int) -> Callable[[Rows], object]:
    """Delete the row on a line."""
    return lambda rows: rows.pop(line - 1)


def key_of(package: Path, table: str, line: int) -> str:
    """The key of the row on a line."""
    return (package / "data" / f"{table}.csv").read_text("utf-8").split("\n")[line - 1].partition(",")[0]


def wrong(report: Report) -> list[Finding]:
    """The errors and warnings; the note on the changed file asks for nothing."""
    return [each for each in report.findings if each.severity != "note"]


def places(report: Report) -> list[tuple[str, int, str]]:
    """Table, line and column of each error and warning."""
    return [(each.table, each.line, each.column) for each in wrong(report)]


# An edit


@pytest.mark.parametrize("line", [2, 50, 97])
def test_an_edit_that_a_rule_objects_to_is_one_error_and_a_note_on_its_file(town: Path, line: int) -> None:
    """Catches a hash of 64 digits as an error of its own beside the value that is wrong."""
    report = report_after(town, "observations", cell(line, "value", "7777"))
    assert places(report) == [("observations", line, "value")]
    (note,) = [each for each in report.findings if each.severity == "note"]
    assert (note.code, note.table) == ("FQ-D04", "observations")


@pytest.mark.parametrize(
    ("table", "line", "column", "value"),
    [("rulings", 3, "question_en", "What is a total?"), ("projects", 20, "kind", "road")],
)
@pytest.mark.parametrize("lang", LANGS)
def test_an_edit_that_no_rule_objects_to_is_named_with_what_was_released(
    town: Path, table: str, line: int, column: str, value: str, lang: Lang
) -> None:
    """Catches “no problems” for a file whose words were exchanged, and a note that only says that a hash differs."""
    report = report_after(town, table, cell(line, column, value))
    if wrong(report):
        pytest.skip("a rule objects to it")
    text = report.render(lang)
    assert "FQ-D04" in text
    assert f"{column}" in text
    assert f"“{value}”" in text
    assert f"fengqiao-open restore {table} {key_of(town, table, line)}" in text


# A wrong area


@pytest.mark.parametrize("line", [2, 8, 90, 120])
def test_a_wrong_area_is_one_finding_at_its_cell(town: Path, line: int) -> None:
    """Catches eight findings at the cells that are right."""
    assert places(report_after(town, "observations", cell(line, "area_id", VILLAGE))) == [
        ("observations", line, "area_id")
    ]


@pytest.mark.parametrize("line", [20, 30, 50])
def test_a_wrong_area_that_only_the_generated_table_knows_names_both_sides(town: Path, line: int) -> None:
    """Catches a silent row, and a value proposed for one of two cells that cannot be told apart."""
    report = report_after(town, "observations", cell(line, "area_id", VILLAGE))
    (found,) = wrong(report)
    assert (found.code, found.fix) == ("FQ-R14", None)
    text = report.render("en")
    assert f"line {line} area_id: “{VILLAGE}”, was “" in text


# A dropped row


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("observations", 2), ("observations", 9), ("observations", 90), ("areas", 9), ("units", 20), ("themes", 4),
        ("indicators", 65), ("figures", 178), ("organisations", 8), ("projects", 3), ("passages", 30),
        ("relations", 4), ("relations", 30), ("relations", 50), ("commitments", 110),
    ],
)  # fmt: skip
def test_a_dropped_row_is_one_finding_that_names_it_and_how_to_restore_it(
    town: Path, table: str, line: int
) -> None:
    """Catches findings at every row that refers to it, or at a row that lacks it, and none that says what is gone."""
    key = key_of(town, table, line)
    report = report_after(town, table, drop(line))
    (found,) = wrong(report)
    assert (found.code, found.table, found.key) == ("FQ-R38", table, key)
    for lang in LANGS:
        assert f"fengqiao-open restore {table} {key}" in found.how_to_fix(lang)
        assert key in found.found(lang)


def test_a_dropped_row_has_the_name_of_what_it_is_about(town: Path) -> None:
    """Catches an identifier that only the author of the package understands."""
    (found,) = wrong(report_after(town, "observations", drop(9)))
    assert (found.label("zh"), found.label("en")) == ("固定资产投资", "Investment in fixed assets")


@pytest.mark.parametrize(
    ("table", "line"), [("awards", 15), ("rulings", 3), ("project_stages", 9), ("figures", 232)]
)
def test_a_dropped_row_that_nothing_needs_is_named_too(town: Path, table: str, line: int) -> None:
    """Catches a package that is called clean after a row has gone."""
    key = key_of(town, table, line)
    report = report_after(town, table, drop(line))
    assert not wrong(report)
    text = report.render("zh")
    assert f"少了“{key}”一行" in text
    assert f"fengqiao-open restore {table} {key}" in text


def test_two_dropped_rows_are_two_findings(town: Path) -> None:
    """What is merged is what one row explains."""
    keys = {key_of(town, "relations", 4), key_of(town, "relations", 30)}
    found = wrong(report_after(town, "relations", drop(30), drop(4)))
    assert {each.key for each in found} == keys


def test_a_dropped_row_does_not_hide_another_mistake(town: Path) -> None:
    """Catches a wrong value explained by a row that has nothing to do with it."""
    path = town / "data" / "observations.csv"
    before = path.read_bytes()
    path.write_bytes(before.replace(b",level,2022,actual,4.04,", b",level,2022,actual,4.05,", 1))
    try:
        found = wrong(report_after(town, "relations", drop(30)))
    finally:
        path.write_bytes(before)
    assert {(each.code, each.table) for each in found} == {
        ("FQ-P01", "observations"),
        ("FQ-R38", "relations"),
    }


# A duplicate, a year


@pytest.mark.parametrize(
    ("table", "line", "other"),
    [
        ("observations", 11, 12), ("observations", 112, 2), ("observations", 49, 77), ("areas", 9, 16),
        ("themes", 16, 17), ("indicators", 14, 64), ("projects", 26, 40), ("rulings", 48, 53), ("awards", 2, 14),
    ],
)  # fmt: skip
def test_an_identifier_used_twice_is_one_finding_at_the_row_that_was_changed(
    town: Path, table: str, line: int, other: int
) -> None:
    """Catches the row blamed that has its own identifier."""
    column = shipped().schema(table).key
    report = report_after(town, table, cell(line, column, key_of(town, table, other)))
    assert places(report) == [(table, line, column)]


@pytest.mark.parametrize(
    ("table", "line", "key"),
    [("indicators", 14, "something-else"), ("themes", 4, "gains"), ("units", 20, "spots")],
)
def test_an_identifier_that_others_still_name_is_one_finding_at_it(
    town: Path, table: str, line: int, key: str
) -> None:
    """Catches the cells that refer to it blamed, or a row called missing that is there under another name."""
    column = shipped().schema(table).key
    assert places(report_after(town, table, cell(line, column, key))) == [(table, line, column)]


def test_a_row_pasted_twice_is_one_finding(town: Path) -> None:
    """Catches both rows, and what refers to them, reported."""
    (found,) = wrong(report_after(town, "observations", lambda rows: rows.insert(20, list(rows[5]))))
    assert (found.code, found.line) == ("FQ-K01", 21)


@pytest.mark.parametrize("line", [2, 11, 50, 90, 128])
@pytest.mark.parametrize("year", ["2032", "2012"])
def test_a_wrong_year_is_one_finding_at_its_cell(town: Path, line: int, year: str) -> None:
    """Catches the relations and targets of the row reported in its place."""
    assert places(report_after(town, "observations", cell(line, "period", year))) == [
        ("observations", line, "period")
    ]


# A name for a code, a value with its unit

NAMED = [
    ("observations", 2, "status", "实际", "actual"),
    ("observations", 2, "status", "Actual", "actual"),
    ("observations", 13, "measure", "同比增速", "growth_yoy"),
    ("project_stages", 9, "status", "实际", "actual"),
    ("observations", 2, "unit_id", "亿元", "yi-yuan"),
    ("observations", 2, "unit_id", "100 million yuan", "yi-yuan"),
    ("observations", 2, "unit_id", "Yi-Yuan", "yi-yuan"),
    ("observations", 4, "area_id", "凤桥镇", "330402100000"),
    ("observations", 2, "indicator_id", "财政总收入", "total-fiscal-revenue"),
    ("indicators", 2, "theme_id", "财政", "finance"),
]


@pytest.mark.parametrize(("table", "line", "column", "written", "code"), NAMED)
def test_a_name_in_place_of_a_code_is_offered_its_code(
    town: Path, table: str, line: int, column: str, written: str, code: str
) -> None:
    """Catches “one of: actual, target, planned” for who wrote 实际: the code is known."""
    report = report_after(town, table, cell(line, column, written))
    assert places(report) == [(table, line, column)]
    (found,) = wrong(report)
    assert (found.code, found.fix, found.safe) == ("FQ-T15", code, True)


@pytest.mark.parametrize(
    ("column", "written"),
    [("unit_id", "一亿元"), ("status", "實際"), ("area_id", "某村"), ("unit_id", "万亿元")],
)
def test_a_name_that_nothing_has_is_offered_none(town: Path, column: str, written: str) -> None:
    """Catches a guess written into the file by --fix."""
    (found,) = wrong(report_after(town, "observations", cell(2, column, written)))
    assert (found.column, found.fix) == (column, None)


#: A name whose code is not that of its row, with the code that was released.
UNLIKE = [
    ("observations", 51, "unit_id", "家", "item"),
    ("observations", 3, "measure", "同比增速", "level"),
    ("project_stages", 9, "status", "计划", "actual"),
]


@pytest.mark.parametrize(("table", "line", "column", "written", "released"), UNLIKE)
@pytest.mark.parametrize("hashes", [True, False])
def test_a_name_whose_code_a_rule_would_refuse_is_a_question(
    town: Path, table: str, line: int, column: str, written: str, released: str, hashes: bool
) -> None:
    """Catches “safe: the meaning does not change” for a unit that is not the printed one: the next error."""
    (found,) = wrong(report_after(town, table, cell(line, column, written), hashes=hashes))
    assert (found.code, found.column, found.fix, found.safe) == ("FQ-T15", column, None, False)
    for lang in LANGS:
        said = found.expected(lang) + found.how_to_fix(lang)
        assert (released in said) or not hashes
        assert (f"restore {table} {found.key} --package {town}" in said) == hashes
    assert "可放心修改" not in validate(town).render("zh")


def test_the_unit_that_is_printed_is_offered_for_a_unit_s_name_without_a_release(town: Path) -> None:
    """Catches two sides as a question where the report says which is right."""
    (found,) = wrong(report_after(town, "observations", cell(51, "unit_id", "家"), hashes=False))
    assert found.expected("zh") == "item（个），据“四个”。"
    assert "FQ-P06" in found.how_to_fix("en")


def test_an_understood_currency_need_not_be_told_and_may_be(town: Path) -> None:
    """Catches a unit in yuan that is blamed unless a known issue accounts for it, and an entry that lapses."""
    told = validate(town).known
    assert {each.values["wanted_zh"] for each in told if each.values.get("case") == "currency"} == {
        "wan-yuan（万元）",
        "yi-yuan（亿元）",
    }
    assert wrong(report_after(town, "discrepancies", drop(16), hashes=False)) == []


@pytest.mark.parametrize("hashes", [True, False])
def test_a_new_note_in_one_language_lacks_its_translation(town: Path, hashes: bool) -> None:
    """Catches “本行与其他单元格不一致” at the note, as if what was written there were wrong."""
    (found,) = wrong(report_after(town, "observations", cell(2, "note_zh", "含上划部分。"), hashes=hashes))
    assert (found.code, found.column) == ("FQ-L01", "note_en")


@pytest.mark.parametrize("column", ["garbled", "repaired", "evidence_en"])
def test_the_order_of_repairs_is_that_of_their_numbers(town: Path, column: str) -> None:
    """Catches sources.csv blamed, and nineteen identifiers, where a person sorts the rows by another column."""

    def change(rows: Rows) -> None:
        at = rows[0].index(column)
        rows[1:] = sorted(rows[1:], key=lambda row: row[at])

    for hashes in (True, False):
        assert wrong(report_after(town, "source_repairs", change, hashes=hashes)) == []


def test_one_repair_with_another_number_is_the_one_that_is_wrong(town: Path) -> None:
    """Catches every later row blamed for one whose number is not written as the others are."""
    changed = cell(5, "repair_id", "fengqiao-2023-repair-4")
    found = wrong(report_after(town, "source_repairs", changed, hashes=False))
    assert [(each.code, each.line, each.column) for each in found] == [("FQ-P15", 5, "repair_id")]


@pytest.mark.parametrize(
    ("column", "new"),
    [
        ("note_zh", "原文未注明“现有”的截至日期，录入回顾年度。"),
        ("note_en", "Printed without the date of “existing”; entered under the review year."),
    ],
)
@pytest.mark.parametrize("hashes", [True, False])
def test_a_sentence_may_be_worded_anew(town: Path, column: str, new: str, hashes: bool) -> None:
    """Catches the former wording demanded back, and a refresh that is refused, because another row has it too."""
    report = report_after(town, "observations", cell(18, column, new), hashes=hashes)
    (noted,) = [each for each in report.findings if each.code.startswith("FQ-L")]
    assert (noted.code, noted.severity) == ("FQ-L35", "note")
    assert all(
        {noted.line, int(noted.values["line"])} == {18, 19} and new in noted.found(lang) for lang in LANGS
    )
    assert errors_first(report) == []


@pytest.mark.parametrize("column", ["note_zh", "note_en"])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("年度", "年渡").replace("refers", "refres"),
        lambda text: text.replace("日期", "日日期").replace("date", "datte"),
        lambda text: text[: len(text) * 2 // 3],
        lambda text: text + text,
    ],
)
def test_a_slip_in_a_sentence_is_no_new_wording(
    town: Path, column: str, change: Callable[[str], str]
) -> None:
    """Catches a wrong character, a lost end or a text pasted twice taken for another wording of the same."""

    def slip(rows: Rows) -> None:
        at = rows[0].index(column)
        rows[17][at] = change(rows[17][at])

    report = report_after(town, "observations", slip, hashes=False)
    assert not any(each.code == "FQ-L35" for each in report.findings)
    assert {each.line for each in wrong(report) if each.table == "observations"} == {18}


def test_a_sentence_with_another_number_is_no_new_wording(town: Path) -> None:
    """Catches a year that one language says otherwise, passed over as a matter of style."""
    changed = cell(18, "note_en", "The date is not printed; entered under 2032.")
    (found,) = wrong(report_after(town, "observations", changed, hashes=False))
    assert found.code != "FQ-R14"


def test_a_wrong_status_names_the_one_that_is_expected(town: Path) -> None:
    """Catches “与本部分一致，即 2023 年” of a year that is right, where the status is wrong."""
    (found,) = wrong(report_after(town, "observations", cell(109, "status", "actual"), hashes=False))
    assert (found.code, found.column) == ("FQ-P28", "status")
    assert "“target（目标）”或“planned（计划）”" in found.expected("zh")
    assert found.expected("en").startswith("target or planned for 2023")


def test_a_wrong_basis_is_named_with_its_note(town: Path) -> None:
    """Catches the kind and the ends of a relation as what was found, where its basis is wrong."""
    (found,) = wrong(report_after(town, "relations", cell(13, "basis", "ruled"), hashes=False))
    assert (found.code, found.column) == ("FQ-R08", "basis")
    for lang in LANGS:
        assert "`basis`" in found.how_to_fix(lang)
        assert "ruled" in found.found(lang) and BLANK not in found.found(lang)


@pytest.mark.parametrize(
    ("column", "new", "code", "zh", "en"),
    [
        ("value", "", "FQ-P01", "（空）", "(empty)"),
        ("unit_id", "", "FQ-R01", "指标为 money（金额），指标形式为 level（绝对数），单位为（空）。", "level of a money in (empty)."),
    ],
)  # fmt: skip
def test_a_blank_is_said_in_words(town: Path, column: str, new: str, code: str, zh: str, en: str) -> None:
    """Catches “发现：-” for a cell in which nothing is written."""
    (found,) = wrong(report_after(town, "observations", cell(2, column, new), hashes=False))
    assert (found.code, found.found("zh"), found.found("en")) == (code, zh, en)


def test_a_measure_without_printed_words_is_not_expected_blank(town: Path) -> None:
    """Catches “应为：-，据“4.04亿元””: a measure is never blank."""
    (found,) = wrong(report_after(town, "observations", cell(2, "measure", "growth_yoy"), hashes=False))
    assert found.code == "FQ-P03"
    assert "无须原文用语" in found.expected("zh") and "no growth" in found.expected("en")


def test_of_two_rows_that_became_alike_either_may_be_wrong(town: Path) -> None:
    """Catches the other, right row proposed for removal after an indicator was swapped."""
    changed = cell(3, "indicator_id", "total-fiscal-revenue")
    (found,) = wrong(report_after(town, "observations", changed, hashes=False))
    assert found.code == "FQ-K02"
    for lang, said in (("zh", "任一行都可能有误"), ("en", "Either of the two rows may be wrong")):
        assert said in found.how_to_fix(lang)  # type: ignore[arg-type]
        assert "indicator_id" in found.how_to_fix(lang)  # type: ignore[arg-type]


def test_one_name_of_several_units_is_offered_as_both(town: Path) -> None:
    """Catches the first of two units of one name, or a format as in the example of another row."""
    path = town / "data" / "units.csv"
    before = path.read_text("utf-8")
    path.write_text(before.replace("\nitem,个,", "\nitem,家,"), "utf-8")
    try:
        (found,) = [
            each
            for each in wrong(report_after(town, "observations", cell(51, "unit_id", "家")))
            if each.line == 51
        ]
    finally:
        path.write_text(before, "utf-8")
    assert (found.code, found.fix) == ("FQ-T04", None)
    assert "firm、item 之一" in found.expected("zh")
    assert "“item”" in found.how_to_fix("zh")


def test_safe_and_unsafe_names_of_one_column_are_two_causes(town: Path) -> None:
    """Catches “the same on line 51” behind a safe fix."""
    report = report_after(town, "observations", cell(21, "unit_id", "家"), cell(51, "unit_id", "家"))
    assert [each.safe for each in wrong(report)] == [True, False]
    assert "行相同" not in report.render("zh")


# What was released


def test_a_key_that_a_spreadsheet_cut_is_restored_by_its_released_key(town: Path) -> None:
    """Catches the key of another row as the example to copy."""
    (found,) = wrong(report_after(town, "areas", cell(4, "area_id", "3.30402E+11")))
    for lang in LANGS:
        assert "330402000000" in found.expected(lang)
        assert "330402100000" not in found.expected(lang) + found.how_to_fix(lang)
        assert f"restore areas 330402000000 --package {town}" in found.how_to_fix(lang)
    (alone,) = [
        each
        for each in wrong(report_after(town, "areas", cell(4, "area_id", "3.30402E+11"), hashes=False))
        if each.code == "FQ-T04"
    ]
    assert "330402100000" not in alone.expected("zh") and "restore" not in alone.how_to_fix("en")


def spoilt(column: str) -> Callable[[Rows], object]:
    """Put what a spreadsheet shows of long codes into a column."""

    def change(rows: Rows) -> None:
        at = rows[0].index(column)
        for row in rows[1:]:
            if len(row[at]) == 12:
                row[at] = f"{float(row[at]):.5E}".replace("0000E", "E").replace("000E", "E")

    return change


def test_a_column_that_a_spreadsheet_cut_is_one_cause_with_one_command(town: Path) -> None:
    """Catches a code right for some of 133 rows, or a command for the first row only."""
    report = report_after(town, "observations", spoilt("area_id"), spoilt("rank_area_id"))
    text = report.render("zh")
    assert len(text.split("\n")) <= 15
    assert f"restore observations --package {town}，即可恢复整张表（表中其他改动也一并撤销）" in text
    ranks = [each for each in wrong(report) if each.column == "rank_area_id"]
    # A command for these rows alone would find nothing to restore after that for all.
    assert ranks and all(
        f"restore observations --package {town}，" in each.how_to_fix("zh") for each in ranks
    )
    assert "或为" not in text


@pytest.mark.parametrize("written", ["4月5日", "1.23E+11", "8亿元"])
def test_a_number_that_was_changed_has_its_released_value(town: Path, written: str) -> None:
    """Catches “such as 91.7, write it as in the example”, the value of another row."""
    (found,) = wrong(report_after(town, "observations", cell(21, "value", written)))
    for lang in LANGS:
        said = found.expected(lang) + found.how_to_fix(lang)
        assert "“8”" in said and "91.7" not in said
        assert f"restore observations {found.key}" in said


def test_an_emptied_name_has_its_released_text(town: Path) -> None:
    """Catches English asked of a clerk who has none, while the release has it."""
    change = cell(6, "name_en", "")
    (found,) = wrong(report_after(town, "projects", change))
    for lang in LANGS:
        assert "Technical standard for growing Fengqiao peaches" in found.expected(lang)
        assert f"restore projects {found.key} --package {town}" in found.how_to_fix(lang)
    (alone,) = wrong(report_after(town, "projects", change, hashes=False))
    assert "即“凤桥水蜜桃种植技术标准”的英文译名" in alone.expected("zh")
    assert "Fruit cold store" not in alone.expected("en") and "负责译文" in alone.how_to_fix("zh")


@pytest.mark.parametrize(
    ("written", "code"), [("凤桥水蜜桃种植技术标准", "FQ-L03"), ("Fruit cold store", "FQ-K02")]
)
def test_a_name_that_was_replaced_wrongly_has_its_released_text(town: Path, written: str, code: str) -> None:
    """Catches “see whether the languages are exchanged”, and “remove the other row”, as the only advice."""
    (found,) = wrong(report_after(town, "projects", cell(6, "name_en", written)))
    assert found.code == code
    assert "Technical standard for growing" in found.how_to_fix("zh")
    assert f"restore projects {found.key}" in found.how_to_fix("zh")


def test_known_issues_do_not_grow_by_a_correction(town: Path) -> None:
    """Catches 7 known issues before a correction and 22 after it, and issues that seem to ask for something."""
    before = report_after(town, "observations", cell(13, "status", "实际")).render("zh")
    number = [
        int(text.split("存疑说明 ")[1].split(" 条")[0]) for text in (before, validate(town).render("zh"))
    ]
    assert number[1] - number[0] <= 1
    assert "（原文本身的疑点，无需处理）" in before


def test_lines_are_those_of_the_file_everywhere(town: Path) -> None:
    """Catches line 46 in a sentence for what the head of the finding calls row 45, line 46 of the file."""
    for change in (drop(46), cell(12, "observation_id", key_of(town, "observations", 13))):
        text = report_after(town, "observations", change).render("zh")
        assert text.count(" 行") and not re.search(r"(?<!文件)第 \d+ 行(?!数据)", text)


def test_a_key_that_is_another_row_s_name_stays_a_key(town: Path) -> None:
    """Catches “environment”, which a row that lost that key is still named, rewritten everywhere to its wrong key."""
    (found,) = wrong(report_after(town, "themes", cell(16, "theme_id", key_of(town, "themes", 17))))
    assert (found.code, found.table) == ("FQ-K01", "themes")


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("4.04亿元", "4.04"), ("4.04 亿元", "4.04"), ("４.０４亿元", "4.04"), ("4.04 yi-yuan", "4.04"),
        ("1,204亿元", "1204"), ("4.04万元", None), ("4.04元", None), ("4,04亿元", None), ("4.04亿元左右", None),
    ],
)  # fmt: skip
def test_a_value_with_its_unit_is_offered_without_it(town: Path, written: str, fix: str | None) -> None:
    """Catches a unit that is not the row's cut off, which makes 4.04万元 four hundred million."""
    report = report_after(town, "observations", cell(2, "value", written))
    assert places(report) == [("observations", 2, "value")]
    (found,) = wrong(report)
    assert (found.fix, found.safe) == (fix, fix is not None)


# A marker for a missing value

MARKERS = ("—", "……", "/", "-", "无", "N/A", "－", "不详", "...", "null", "*", "——")


@pytest.mark.parametrize(
    ("table", "line", "column", "marker"),
    [
        *(("observations", 2, "value", marker) for marker in MARKERS),
        ("observations", 2, "unit_id", "—"), ("observations", 2, "unit_id", "无"), ("areas", 3, "geonames_id", "/"),
        ("observations", 2, "note_zh", "……"), ("observations", 2, "note_en", "N/A"), ("commitments", 9, "note_zh", "无"),
    ],
)  # fmt: skip
def test_a_marker_for_a_missing_value_is_offered_the_empty_cell(
    town: Path, table: str, line: int, column: str, marker: str
) -> None:
    """Catches “write the number as in the example” for who says that there is none; in yearbooks … is a small number."""
    report = report_after(town, table, cell(line, column, marker))
    assert places(report) == [(table, line, column)]
    (found,) = wrong(report)
    assert (found.fix, found.safe) == ("", False)
    assert "（空）" in report.render("zh")


@pytest.mark.parametrize(
    ("column", "marker"), [("period", "—"), ("status", "无"), ("measure", "/"), ("period", "N/A")]
)
def test_a_marker_in_a_required_column_is_offered_nothing(town: Path, column: str, marker: str) -> None:
    """Catches an empty cell proposed where it is the next error."""
    (found,) = wrong(report_after(town, "observations", cell(2, column, marker)))
    assert (found.column, found.fix) == (column, None)
    assert "may not be empty" in found.expected("en")


@pytest.mark.parametrize("marker", ["—", "……", "无", "N/A"])
def test_a_marker_in_place_of_a_name_asks_for_its_translation(town: Path, marker: str) -> None:
    """Catches an award that is called “—” in English."""
    (found,) = wrong(report_after(town, "awards", cell(9, "name_en", marker)))
    assert (found.code, found.column, found.fix) == ("FQ-L01", "name_en", None)


def test_a_marker_in_a_column_of_codes_names_what_the_column_holds(town: Path) -> None:
    """Catches “a number” asked of who names an organisation, and a look into a source that prints no code."""
    (found,) = wrong(report_after(town, "awards", cell(2, "organisation_id", "—")))
    assert found.expected("zh") == "机构编号（organisations 表），没有则留空。"
    assert found.expected("en") == "Organisation id (table organisations); empty where there is none."
    assert "先对照来源" not in parts(found, "zh")["proposed"]
    (number,) = wrong(report_after(town, "observations", cell(2, "value", "—")))
    assert "先对照来源" in parts(number, "zh")["proposed"]


# The advice


def test_a_key_that_was_released_is_named_with_the_command_that_restores_it(town: Path) -> None:
    """Catches “another key”, which is the next error, and “remove the duplicate”, which loses a row."""
    lost, other = key_of(town, "projects", 21), key_of(town, "projects", 22)
    (found,) = wrong(report_after(town, "projects", cell(21, "project_id", other)))
    for lang in LANGS:
        assert lost in found.expected(lang)
        assert f"fengqiao-open restore projects {lost} --package {town}" in found.how_to_fix(lang)


def test_a_key_that_only_its_references_still_have_is_named_for_both_rows(town: Path) -> None:
    """Catches a row accused where no release is at hand, and a row that is to be removed."""
    lost, other = key_of(town, "projects", 21), key_of(town, "projects", 22)
    (found,) = wrong(report_after(town, "projects", cell(21, "project_id", other), hashes=False))
    assert f"“{lost}”" in found.expected("zh")
    for lang in LANGS:
        assert "21" in found.how_to_fix(lang) and "22" in found.how_to_fix(lang)
        assert "restore" not in found.how_to_fix(lang)
    assert found.fix is None


def test_equal_rows_alone_are_to_be_removed(town: Path) -> None:
    """Catches a removal offered where the rows differ."""
    (equal,) = wrong(report_after(town, "observations", lambda rows: rows.insert(20, list(rows[5]))))
    assert "删除其中一行" in equal.how_to_fix("zh")


def test_a_contradicted_cell_has_its_former_content_where_the_release_has_it(town: Path) -> None:
    """Catches “rows that agree”, and advice to correct the row of an area that is only unused since."""
    change = cell(52, "area_id", "330402100230")
    (found,) = wrong(report_after(town, "observations", change))
    assert found.expected("zh").startswith("“liangchuang-park（两创园区）”")
    assert "330402100230（庄史村）" in found.found("zh")
    assert f"restore observations {found.key} --package {town}" in found.how_to_fix("zh")
    for each in wrong(report_after(town, "observations", change, hashes=False)):
        assert "restore" not in each.how_to_fix("en")
        assert "liangchuang-park" not in each.expected("en") + each.how_to_fix("en")


@pytest.mark.parametrize(("line", "column", "value"), [(8, "value", "23.1"), (31, "unit_id", "wan-yuan")])
def test_a_changed_cell_is_to_be_changed_back_to_what_is_printed(
    town: Path, line: int, column: str, value: str
) -> None:
    """Catches a comparison and a known issue asked for where release, figures and expectation agree."""
    (found,) = wrong(report_after(town, "observations", cell(line, column, value)))
    assert "改回" in found.how_to_fix("zh") and "or" not in parts(found, "zh")
    (alone,) = [
        each
        for each in wrong(report_after(town, "observations", cell(line, column, value), hashes=False))
        if each.code.startswith("FQ-P")
    ]
    assert "改回" not in alone.how_to_fix("zh") and "or" in parts(alone, "zh")


def test_a_year_that_no_status_fits_is_one_action(town: Path) -> None:
    """Catches “or the status” where the status is right, and a code without its label."""
    (found,) = wrong(report_after(town, "observations", cell(37, "period", "2032")))
    assert "actual（实际）" in found.found("zh")
    assert "状态" not in found.how_to_fix("zh")


@pytest.mark.parametrize("lang", LANGS)
def test_commands_name_the_package_as_it_was_given(tmp_path: Path, town: Path, lang: Lang) -> None:
    """Catches PACKAGE in a command, and a path with a space that a shell takes for two."""
    package = tmp_path / "my town"
    shutil.copytree(town, package)
    for change in (drop(9), cell(9, "status", "实际")):
        text = report_after(package, "observations", change).render(lang)
        assert text.split("\n")[-1].endswith(f'fengqiao-open validate "{package}"')
        assert "PACKAGE" not in text
        assert f'--package "{package}"' in text or f'fix "{package}" --in-place' in text


# The report


def test_the_second_line_counts_what_else_there_is(town: Path, tmp_path: Path) -> None:
    """Catches a report that is silent on rules that could not run: they would read as passed."""
    text = report_after(town, "observations", cell(9, "status", "实际")).render("zh")
    second = text.split("\n")[1]
    assert "与已发布的不同的文件 1 个" in second and "存疑说明" in second
    assert "无问题的表 20 张" in second
    package = shutil.copytree(town, tmp_path / "town")
    (package / "data" / "relations.csv").unlink()
    assert "更正后再检查的项目" in validate(package).render("zh").split("\n")[1]


def test_another_encoding_is_named_with_its_file(town: Path) -> None:
    """Catches “1 note” for a file that is read and that `fix` converts."""
    path = town / "data" / "observations.csv"
    before = path.read_bytes()
    try:
        path.write_bytes(before.replace(b",4.04,", b",4.05,", 1).decode().encode("gb18030"))
        text = validate(town).render("zh")
    finally:
        path.write_bytes(before)
    assert "observations.csv 采用 GB18030（GBK）编码（fix 会一并处理）" in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("observations", cell(2, "value", "4.05")), ("observations", cell(2, "status", "实际")),
        ("observations", cell(8, "area_id", VILLAGE)), ("observations", drop(9)), ("observations", cell(2, "value", "—")),
        ("observations", cell(2, "period", "2032")), ("observations", cell(12, "observation_id", "fengqiao-2023-p10-06")),
        ("rulings", drop(3)), ("observations", cell(30, "area_id", VILLAGE)),
    ],
)  # fmt: skip
def test_one_mistake_is_read_in_twelve_lines(
    town: Path, table: str, change: Callable[[Rows], object], lang: Lang
) -> None:
    """Catches the known issues and unchecked rules before or behind the one thing to do."""
    lines = report_after(town, table, change).render(lang).split("\n")
    assert sum(bool(line.strip()) for line in lines) <= 12
    assert len(lines) <= 15


@pytest.mark.parametrize("lang", LANGS)
def test_five_mistakes_fit_on_a_screen(town: Path, lang: Lang) -> None:
    """Catches a report whose verdict has scrolled away."""
    report = report_after(
        town,
        "observations",
        *(cell(2, "value", "4.05"), cell(6, "period", "2032"), cell(9, "status", "实际"), cell(12, "unit_id", "percnt")),
        cell(20, "value", "—"),
    )  # fmt: skip
    text = report.render(lang)
    assert len(wrong(report)) == 5
    assert len(text.split("\n")) <= 24
    assert all(f"{each.line}" in text for each in wrong(report))
    assert "verbose=True" in text and len(report.render(lang, verbose=True).split("\n")) > 100


@pytest.mark.parametrize("lang", LANGS)
def test_what_does_not_fit_is_counted(town: Path, lang: Lang) -> None:
    """Catches a sixth cause that nobody hears of."""
    columns = ("status", "measure", "unit_id", "area_id", "period", "value", "qualifier", "indicator_id")
    report = report_after(town, "observations", *(cell(at, name, "?x") for at, name in enumerate(columns, 2)))
    text = report.render(lang)
    assert len(text.split("\n")) <= 25
    assert ("3 more problems" if lang == "en" else "还有 3 个问题") in text


# Two rows that were exchanged


def exchange(first: int, second: int, *columns: str) -> Callable[[Rows], object]:
    """Exchange some cells of the rows on two lines."""

    def change(rows: Rows) -> None:
        one, two = rows[first - 1], rows[second - 1]
        for at in map(rows[0].index, columns):
            one[at], two[at] = two[at], one[at]

    return change


@pytest.mark.parametrize(
    ("columns", "before"),
    [(("area_id",), ("330402100223", "330402100224")), (("name_zh", "name_en"), ("新民村", "永红村"))],
    ids=["codes", "names"],
)
def test_two_villages_that_were_exchanged_are_one_finding_that_blames_no_organisation(
    town: Path, columns: tuple[str, ...], before: tuple[str, str]
) -> None:
    """Catches a base in one of them that is given the code of the other: what was right became wrong."""
    report = report_after(town, "areas", exchange(10, 11, *columns))
    assert places(report) == [("areas", 10, columns[0])]
    (found,) = wrong(report)
    for lang in LANGS:
        assert all(text in found.expected(lang) for text in before)
        assert "restore areas 330402100223 330402100224" in found.how_to_fix(lang)


# A number in another writing


@pytest.mark.parametrize(
    ("line", "written", "value"),
    [
        (7, "17,45", "17.45"),
        (108, "−4.86", "-4.86"),
        (108, "(4.86)", "-4.86"),
        (108, "（4.86）", "-4.86"),
        (58, "两", "2"),
        (58, "'2", "2"),
    ],
)
def test_a_number_in_another_writing_is_fixed_where_the_printed_one_settles_it(
    town: Path, line: int, written: str, value: str
) -> None:
    """Catches a value that only a release could restore, though the row itself says what is printed."""
    (found,) = wrong(report_after(town, "observations", cell(line, "value", written), hashes=False))
    assert (found.code, found.column, found.fix, found.safe) == ("FQ-T09", "value", value, True)


@pytest.mark.parametrize("written", ["17,46", "(17.45)", "−17.45", "三", "1,745"])
def test_a_number_that_is_not_the_printed_one_is_left_to_a_person(town: Path, written: str) -> None:
    """What is printed says how to read a cell, never what to put in its place."""
    (found,) = wrong(report_after(town, "observations", cell(7, "value", written), hashes=False))
    assert found.column == "value" and (found.code != "FQ-T09" or found.fix != "17.45")


def test_the_apostrophe_of_a_spreadsheet_is_taken_from_codes(town: Path) -> None:
    """Catches 139 places that were not known, each with a command of its own."""
    found = wrong(report_after(town, "observations", cell(7, "area_id", "'330402100000"), hashes=False))
    assert [(each.code, each.column, each.fix) for each in found] == [("FQ-T09", "area_id", "330402100000")]


# A whole column


def sort_column(rows: Rows) -> None:
    """Sort the values and leave all other columns as they are, as a spreadsheet does with one selected."""
    at = rows[0].index("value")
    for row, value in zip(rows[1:], sorted(row[at] for row in rows[1:]), strict=True):
        row[at] = value


def replace_all(column: str, old: str, new: str) -> Callable[[Rows], object]:
    """Replace a text in a whole column."""

    def change(rows: Rows) -> None:
        at = rows[0].index(column)
        for row in rows[1:]:
            row[at] = new if row[at] == old else row[at]

    return change


@pytest.mark.parametrize(
    ("changes", "columns"),
    [
        ((sort_column,), {"value"}),
        ((replace_all("period", "2022", "2021"),), {"period"}),
        ((replace_all("period", "2023", "2022"), replace_all("status", "target", "actual")), {"period", "status", ""}),
    ],
    ids=["sorted alone", "another year", "plan as review"],
)  # fmt: skip
def test_a_column_that_was_changed_blames_no_row_that_it_refers_to(
    town: Path, changes: tuple[Callable[[Rows], object], ...], columns: set[str]
) -> None:
    """Catches the report, a paragraph and 100 million yuan, named first as what contradicts all others."""
    found = wrong(report_after(town, "observations", *changes))
    assert {each.table for each in found} <= {"observations", "statistics"}
    assert {each.column for each in found if each.table == "observations"} <= columns


def test_a_sorted_column_blames_no_unit_without_a_release(town: Path) -> None:
    """Catches a unit as the reason for values of which each is not the one that is printed."""
    found = wrong(report_after(town, "observations", sort_column, hashes=False))
    assert "units" not in {each.table for each in found}


def test_a_cell_that_a_known_issue_is_about_is_named_and_not_the_issue(town: Path) -> None:
    """Catches the advice to remove the known issue, which hides the cell that was changed."""
    found = wrong(report_after(town, "observations", cell(46, "measure", "share")))
    (first,) = (each for each in found if each.table != "statistics")
    assert (first.code, first.table, first.line, first.column) == ("FQ-R15", "observations", 46, "measure")
    assert "rate" in first.how_to_fix() and "line 4" in first.how_to_fix()
    every = report_after(town, "observations", *(cell(line, "unit_id", "yi-yuan") for line in range(2, 141)))
    assert "discrepancies" not in {each.table for each in wrong(every)}, "however many cells were changed"
