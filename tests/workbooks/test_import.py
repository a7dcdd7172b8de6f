"""An edited workbook goes back into the tables: what is listed, what is written, and what is refused."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import run
from edited import FIRST_ROW, at, edited, exported, saved_by_another_program, sheet
from packages import files_of

from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.lang import LANGS
from fengqiao_open.validation.validate import validate
from fengqiao_open.workbooks.imports import Import, read_import

KEY = "qinghe-2032-p04-01"


def imported(path: Path, package: Path) -> Import:
    """What a workbook changes."""
    return read_import(path, read_package(package))


def nothing(found: Import) -> bool:
    """Whether an import has neither changes nor problems."""
    return not (found.edits or found.problems or found.files)


def changes(found: Import) -> list[tuple[str, str, str, str, str]]:
    """The changed cells of an import: table, key, column, before and after."""
    assert found.problems == ()
    cells = (cell for each in found.edits for cell in each.changed)
    return [(each.table, each.key, each.column, each.before, each.after) for each in cells]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("own", [True, False])
def test_a_workbook_that_nobody_edited_changes_nothing(
    lang: str, own: bool, sound: Path, tmp_path: Path
) -> None:
    """Else every import would drown the edits in lost decimals, dates and codes."""
    package = Path(shutil.copytree(sound, tmp_path / "p")) if own else shipped().root
    path = tmp_path / "book.xlsx"
    assert run("export", "xlsx", "-o", path, "--package", package, "--lang", lang).returncode == 0
    found = imported(path, package)
    assert nothing(found) and not found.notes


def moved(book: Any) -> None:
    """Sheets and columns in another order, rows sorted, some hidden, and things of the reader's own."""
    book._sheets.reverse()
    book.create_sheet("我的计算")["A1"] = "=SUM(观测值!A1:A9)"
    data = sheet(book, "observations")
    data.tables.clear()
    rows = [[cell.value for cell in row] for row in data.iter_rows()]
    ordered = [rows[0], rows[1], *sorted(rows[2:], key=lambda row: str(row[1]), reverse=True)]
    for number, row in enumerate(ordered, 1):
        for column, value in enumerate(reversed(row), 3):
            data.cell(number, column).value = value
        for column in (1, 2):
            data.cell(number, column).value = None
    data["AC1"], data["AC5"] = "备注", "核对过"
    data.column_dimensions["D"].hidden = data.row_dimensions[5].hidden = True
    data.auto_filter.ref = "C2:R9"


def without_names(book: Any) -> None:
    """The row for programs deleted, and a heading above the titles."""
    for each in book.worksheets:
        if each.tables:
            each.tables.clear()
            each.delete_rows(1)
            each.insert_rows(1, 2)
            each["A1"] = "青禾镇"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("edit", [moved, without_names], ids=["moved", "without_names"])
def test_what_changes_no_value_changes_nothing(
    edit: Callable[[Any], None], lang: str, good: Path, tmp_path: Path
) -> None:
    """People sort, filter, hide, move and add: none of it is a correction."""
    assert nothing(imported(edited(good, edit, lang), good))


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_looked_up_is_not_imported_and_reported_where_it_was_edited(lang: str, good: Path) -> None:
    """A clerk who corrects the name of an indicator beside its identifier would believe it done."""

    def edit(book: Any) -> None:
        at(sheet(book, "observations"), KEY, "observation_id.indicator").value = "总产值"
        at(sheet(book, "observations"), KEY, "note_zh").value = "核对过"

    path = edited(good, edit, lang)
    found = imported(path, good)
    assert changes(found) == [("observations", KEY, "note_zh", "", "核对过")]
    (note,) = found.notes
    assert (note.key, note.table, note.listed) == ("lookups", "observations", ("A3",))
    listed = run("import", path, good, "--lang", "zh").stdout
    assert "“A3”。这些内容查自其他表，请在来源表中修改。" in listed


def test_a_look_up_of_an_older_workbook_is_not_taken_for_an_edit(good: Path) -> None:
    """After a correction of the package, the names in every older workbook differ, and nobody edited them."""
    path = exported(good)
    table = good / "data" / "statistics.csv"
    table.write_text(table.read_text("utf-8").replace("青禾镇", "青禾乡"), "utf-8")
    assert {each.key for each in imported(path, good).notes} <= {"older", "generated_differs"}


@pytest.mark.parametrize("numbers", [False, True])
def test_lost_formats_and_texts_that_became_numbers_change_nothing(numbers: bool, good: Path) -> None:
    """LibreOffice and WPS drop what they do not know, and Excel offers to turn codes into numbers."""
    for package in (good, shipped().root):
        path = good.parent / "book.xlsx"
        assert run("export", "xlsx", "-o", path, "--package", package).returncode == 0
        assert nothing(imported(saved_by_another_program(path, numbers=numbers), package))


def test_sheets_with_other_names_are_known_by_their_columns(good: Path) -> None:
    """Who renames a sheet and saves it in a program that has no Excel tables would lose its edits."""

    def rename(book: Any) -> None:
        at(sheet(book, "observations"), KEY, "note_zh").value = "核对过"
        for number, each in enumerate(book.worksheets):
            each.title = f"Sheet{number}"

    found = imported(saved_by_another_program(edited(good, rename)), good)
    assert changes(found) == [("observations", KEY, "note_zh", "", "核对过")]


def test_each_change_is_listed_and_written_and_nothing_else(good: Path) -> None:
    """A cell, a label in place of its code, a new row and a deleted row; the other bytes stay as they are."""

    def edit(book: Any) -> None:
        data = sheet(book, "observations")
        at(data, KEY, "value").value = 21
        at(data, "qinghe-2032-p04-02", "status_zh").value = "目标"
        at(data, "qinghe-2032-p04-03", "note_en").value = "Checked, twice."
        units = sheet(book, "units")
        row = {"unit_id": "ge", "name_zh": "个", "name_en": "unit", "quantity_zh": "数目", "numerator": 1}
        names = [cell.value for cell in units[1]]
        units.append([row.get(name) for name in names])
        themes = sheet(book, "themes")
        themes.delete_rows(at(themes, "safety", "name_zh").row)

    before = files_of(good)
    path = edited(good, edit)
    shown = run("import", path, good, "--lang", "zh")
    assert shown.returncode == 1
    assert shown.stdout.splitlines()[0] == "修改 3 个单元格，新增 1 行，删除 1 行。"
    for line in (
        f"{KEY} · 数值（value）：20.5 → 21.0",
        "qinghe-2032-p04-02 · 状态（status）：actual → target",
        "qinghe-2032-p04-03 · 英文说明（note_en）：（空） → Checked, twice.",
        "新增 ge：unit_id=ge，name_zh=个，name_en=unit，quantity=count，numerator=1",
        "删除 safety：theme_id=safety，name_zh=平安，name_en=Safety，order=2",
    ):
        assert line in shown.stdout
    assert "加上 --in-place" in shown.stdout
    assert files_of(good) == before

    written = run("import", path, good, "--in-place")
    assert written.returncode == 0
    after = files_of(good)
    names = {"observations", "themes", "units"}
    assert {name for name in after if after[name] != before.get(name)} == {
        f"data/{name}.csv{end}" for name in names for end in ("", ".bak")
    }
    for name in names:
        assert after[f"data/{name}.csv.bak"] == before[f"data/{name}.csv"]
    old, new = (each["data/observations.csv"].decode().splitlines() for each in (before, after))
    assert [line for line in new if line not in old] == [
        old[1].replace("20.5", "21.0"),
        old[2].replace(",actual,", ",target,"),
        next(line for line in old if line.startswith("qinghe-2032-p04-03")) + '"Checked, twice."',
    ]
    assert after["data/units.csv"].startswith(before["data/units.csv"])


def test_a_workbook_can_be_imported_again(good: Path) -> None:
    """The second import must not take the code, which was left as it was, for the newer edit, and undo the first."""

    def add(book: Any) -> None:
        cell("note_zh", "核对过。")(book)
        units = sheet(book, "units")
        row = {
            "unit_id": "ge",
            "name_zh": "个",
            "name_en": "unit",
            "quantity_zh": "数目",
            "base_unit_id": "ge",
        }
        units.append([row.get(each.value) for each in units[1]])
        cell("printed_forms", "个", table="units", key="ge")(book)
        cell("code_system_zh", "无", table="units", key="ge")(book)
        for name in ("numerator", "denominator"):
            cell(name, 1, table="units", key="ge")(book)

    path = edited(good, add)
    assert run("import", path, good, "--in-place").returncode == 0
    assert nothing(imported(path, good))
    first = (good / "data/units.csv.bak").read_bytes()
    path = edited(good, cell("status_zh", "目标"))
    assert run("import", path, good, "--in-place").returncode == 0
    assert (good / "data/observations.csv.bak2").exists()
    assert (good / "data/units.csv.bak").read_bytes() == first
    (problem,) = imported(path, good).problems
    assert (problem.why, problem.key) == ("two_codes", KEY)


def test_the_two_commands_that_are_named_next_leave_a_valid_package(good: Path) -> None:
    """The clerk who does as told is done."""

    def edit(book: Any) -> None:
        at(sheet(book, "observations"), KEY, "note_zh").value = "核对过。"
        at(sheet(book, "observations"), KEY, "note_en").value = "Checked."

    path = edited(good, edit)
    assert f"fengqiao-open refresh {good}" in run("import", path, good, "--in-place").stdout
    assert run("refresh", good).returncode == 0
    assert validate(good).ok
    # The sheet of the generated table is now older than the table, which is no edit.
    assert nothing(imported(path, good))


def test_a_row_is_added_where_it_was_put_or_at_the_end_of_a_sorted_sheet(good: Path) -> None:
    """The order of the tables is that of the report; a sheet that was sorted has no place for a new row."""

    def insert(book: Any, *, sort: bool) -> None:
        themes = sheet(book, "themes")
        themes.insert_rows(FIRST_ROW + 1)
        names = [cell.value for cell in themes[1]]
        for name, value in {"theme_id": "rights", "name_zh": "权益", "name_en": "Rights", "order": 3}.items():
            themes.cell(FIRST_ROW + 1, names.index(name) + 1, value)
        if sort:
            one, two = ([cell.value for cell in themes[row]] for row in (FIRST_ROW, FIRST_ROW + 2))
            for row, values in ((FIRST_ROW, two), (FIRST_ROW + 2, one)):
                for column, value in enumerate(values, 1):
                    themes.cell(row, column, value)

    lines = (good / "data/themes.csv").read_text("utf-8").splitlines()
    kept = [row["theme_id"] for row in csv.DictReader(lines)]
    for sort, wanted in ((False, [kept[0], "rights", *kept[1:]]), (True, [*kept, "rights"])):
        found = imported(edited(good, lambda book, sort=sort: insert(book, sort=sort)), good)
        assert list(found.edits[0].rows) == wanted


def merge(book: Any) -> None:
    """Merge two cells."""
    data = sheet(book, "observations")
    letter = next(cell.column_letter for cell in data[1] if cell.value == "measure_zh")
    data.merge_cells(f"{letter}3:{letter}4")


def repeat_key(book: Any) -> None:
    """Give two rows one key."""
    data = sheet(book, "observations")
    at(data, "qinghe-2032-p04-02", "observation_id").value = KEY


def repeat_column(book: Any) -> None:
    """Add a column of a name that is there."""
    sheet(book, "observations")["Z1"] = "value"


def copy_sheet(book: Any) -> None:
    """Leave a copy of a sheet, under a name of the table."""
    copy = book.copy_worksheet(sheet(book, "observations"))
    copy.title = "Observations"


def drop_key(book: Any) -> None:
    """Empty the key of a row."""
    at(sheet(book, "observations"), KEY, "observation_id").value = None


def cell(
    column: str, value: object, format: str | None = None, table: str = "observations", key: str = KEY
) -> Any:
    """An edit of one cell."""

    def edit(book: Any) -> None:
        found = at(sheet(book, table), key, column)
        found.value = value
        if format:
            found.number_format = format

    return edit


def label_and_code(book: Any) -> None:
    """Change a code and its label, to different codes."""
    at(sheet(book, "observations"), KEY, "status_zh").value = "目标"
    at(sheet(book, "observations"), KEY, "status").value = "planned"


def code_without_label(book: Any) -> None:
    """Change a code, and empty its label."""
    at(sheet(book, "observations"), KEY, "status_zh").value = None
    at(sheet(book, "observations"), KEY, "status").value = "planned"


REFUSED = {
    "error": (
        cell("value", "#N/A"),
        "观测值!I3（qinghe-2032-p04-01 · 数值（value））：单元格显示错误值 #N/A",
    ),
    "formula": (cell("value", "=1+1"), "公式没有保存结果"),
    "shortened": (cell("area_id", 9.9e11, "General"), "990000000000 可能丢失了编号的部分数字"),
    "shortened_text": (cell("area_id", "9.9E+11"), "9.9E+11 可能丢失了编号的部分数字"),
    "long_code": (cell("area_id", 1234567890123456789, "0"), "可能丢失了编号的部分数字"),
    "date": (cell("figure_id", 44958, "yyyy-mm-dd"), "变成了日期 2023-02-01"),
    "date_number": (cell("value", 44958, "yyyy-mm-dd"), "变成了日期 2023-02-01"),
    "number": (cell("figure_id", 1.1), "文本变成了数字 1.1"),
    "boolean": (cell("note_zh", True), "变成了逻辑值 TRUE"),
    "percentage": (cell("value", 0.095, "0.0%"), "单元格显示为 9.5%"),
    "about": (cell("value", "约20"), "“约20”不是数字"),
    "year": (cell("period", 20.5), "“20.5”不是年份"),
    "code": (cell("status", "实标"), "代码表中没有“实标”。可填：实际"),
    "label": (
        cell("status_zh", "实标"),
        "观测值!H3（qinghe-2032-p04-01 · 状态（status））：代码表中没有“实标”",
    ),
    "two_codes": (label_and_code, "标签为“目标”，代码却为“planned”"),
    "no_label": (code_without_label, "标签为“（空）”，代码却为“planned”"),
    "no_date": (cell("issued", "年初", table="sources", key="qinghe-2032"), "“年初”不是日期"),
    "no_key": (drop_key, "该行有内容，但没有“观测值编号（observation_id）”"),
    "repeated_key": (repeat_key, f"“{KEY}”在第 3 行已经出现"),
    "repeated_column": (repeat_column, "“数值（value）”列重复出现"),
    "merged": (merge, "观测值!F3:F4：单元格已合并"),
    "two_sheets": (copy_sheet, "工作表“观测值”中也有此表"),
}


# Each case once, those that touch one cell or one row in workbooks of their own: a workbook takes a second.
TOGETHER = (
    ("error", "shortened", "date", "boolean", "code", "no_date"),
    ("formula", "shortened_text", "number", "year", "label"),
    ("percentage", "long_code", "two_codes", "repeated_column"),
    ("about", "no_label", "merged"),
    ("date_number", "repeated_key"),
    ("no_key",),
    ("two_sheets",),
)


def test_every_case_is_in_one_workbook() -> None:
    """A case that is in none would not be tested."""
    assert sorted(case for cases in TOGETHER for case in cases) == sorted(REFUSED)


@pytest.mark.parametrize("cases", TOGETHER, ids="-".join)
def test_what_is_not_certain_is_refused_at_its_cell_and_nothing_is_written(
    cases: tuple[str, ...], good: Path
) -> None:
    """A digit that Excel dropped, or a date that it made, would be published with a straight face."""

    def edit(book: Any) -> None:
        for case in cases:
            REFUSED[case][0](book)

    path, before = edited(good, edit), files_of(good)
    assert len(imported(path, good).problems) == len(cases)
    made = run("import", path, good, "--in-place", "--lang", "zh")
    assert made.returncode == 1, made.stdout + made.stderr
    for case in cases:
        assert REFUSED[case][1] in made.stdout
    assert "未写入任何文件" in made.stdout
    assert files_of(good) == before


ORIGINS = {
    "value": ("value", 99, "修改 qinghe-2032-p04-01 的“数值（value）”", ("observations", KEY, "value", 99)),
    "label": ("status_zh", "目标", "修改 qinghe-2032-p04-01 的“状态（status）”", ("observations", KEY, "status_zh", "目标")),
    "other_unit": ("unit_zh", "万元", "的“单位编号（unit_id）”", ("observations", KEY, "unit_id", "wan-yuan")),
    "name": ("indicator_zh", "工业产值", "修改 gross-industrial-output 的“中文名称（name_zh）”", None),
    "computed": ("base_value", 1, "请改在生成它的各表中修改", None),
}  # fmt: skip


@pytest.mark.parametrize("case", ORIGINS)
def test_an_edit_of_the_first_sheet_is_led_to_where_the_value_comes_from(case: str, good: Path) -> None:
    """The workbook opens on it, and it is generated: an edit there must not be lost without a word."""
    column, value, words, origin = ORIGINS[case]
    made = run("import", edited(good, cell(column, value, table="statistics")), good, "--lang", "zh")
    assert made.returncode == 1
    assert "统计数据!" in made.stdout and words in made.stdout
    if origin:
        table, key, name, again = origin

        def both(book: Any) -> None:
            cell(column, value, table="statistics")(book)
            cell(name, again, table=table, key=key)(book)

        assert len(changes(imported(edited(good, both), good))) == 1


def test_rows_of_generated_tables_are_neither_added_nor_removed(good: Path) -> None:
    """The rows come from observations: without a word, the clerk would believe that one is gone."""

    def delete(book: Any) -> None:
        data = sheet(book, "statistics")
        data.delete_rows(at(data, KEY, "value").row)

    (problem,) = imported(edited(good, delete), good).problems
    assert (problem.why, problem.key) == ("generated_removed", KEY)


def test_a_table_that_changed_since_the_export_is_named(good: Path) -> None:
    """An older workbook would undo newer corrections, and list them as edits."""
    path = exported(good)
    table = good / "data/observations.csv"
    table.write_text(table.read_text("utf-8").replace(",20.5,", ",20.6,"), "utf-8")
    found = imported(path, good)
    assert changes(found) == [("observations", KEY, "value", "20.6", "20.5")]
    assert [(each.key, each.table) for each in found.notes] == [("older", "observations")]


def test_columns_and_sheets_that_are_not_imported_are_named(good: Path) -> None:
    """What was left out in silence would be missed only after the release."""

    def edit(book: Any) -> None:
        data = sheet(book, "observations")
        data.tables.clear()
        data.delete_cols([each.value for each in data[1]].index("note_zh") + 1)
        data["Z1"] = "备注"
        book.remove(sheet(book, "units"))
        book.create_sheet("草稿")["A1"] = "x"

    made = run("import", edited(good, edit), good, "--lang", "zh").stdout
    for words in (
        "工作表“草稿”不是数据包的表",
        "工作表“观测值”中的列“备注”",
        "没有 observations 表的以下各列：中文说明（note_zh）",
        "units 表在电子表格中没有工作表",
    ):
        assert words in made


def test_a_workbook_of_another_package_is_refused(good: Path) -> None:
    """All rows would be removed and others added."""
    made = run("import", shipped().root / "downloads" / "fengqiao-open.xlsx", good)
    assert made.returncode == 2
    assert "the workbook is of another package" in made.stderr


def test_a_package_that_cannot_be_read_or_written_is_refused(good: Path) -> None:
    """An archive is no place to write, and rows that were set aside would be lost."""
    path = exported(good)
    archive = Path(shutil.make_archive(str(good), "zip", good))
    assert "decompress it first" in run("import", path, archive).stderr
    table = good / "data" / "units.csv"
    table.write_text(table.read_text("utf-8") + "x,y\n", "utf-8")
    made = run("import", path, good)
    assert made.returncode == 2
    assert "Table units cannot be read" in made.stderr


def test_validate_names_the_command_for_a_workbook(good: Path) -> None:
    """A clerk who validates the workbook was told to decompress it."""
    path = exported(good)
    made = run("validate", path, "--lang", "zh")
    assert made.returncode == 2
    assert f"fengqiao-open import --lang zh {path} {good}" in made.stdout
    assert "datapackage.json，或用 fengqiao-open new" not in made.stdout
