"""The workbook as a downloader meets it: what opens first, what each sheet says, what the printer makes of it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest
from openpyxl.utils import range_boundaries

import fengqiao_open as fo
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.exports.xlsx import HEADINGS
from fengqiao_open.lang import LANGS

FIRST = {
    "zh": ["统计数据", "说明", "指标", "口径说明", "存疑说明"],
    "en": ["Statistics", "About", "Indicators", "Editorial decisions", "Known issues"],
}
LAST = {"zh": ["数据表", "字段", "代码"], "en": ["Tables", "Fields", "Codes"]}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    """The workbook of the shipped package in a language, as another library reads it."""
    folder = tmp_path_factory.mktemp("books")
    for lang in LANGS:
        fo.export("xlsx", folder / f"{lang}.xlsx", lang=lang)
    read = {lang: openpyxl.load_workbook(folder / f"{lang}.xlsx") for lang in LANGS}
    return read.__getitem__


def data_sheets(book: Any) -> list[Any]:
    """The sheets with a table: all but the one that explains."""
    return [sheet for at, sheet in enumerate(book.worksheets) if at != 1]


def titles(sheet: Any) -> list[str]:
    """The header that a reader sees."""
    return [str(cell.value) for cell in sheet[HEADINGS]]


@pytest.mark.parametrize("lang", LANGS)
def test_a_workbook_opens_on_the_statistics_and_explains_them_next(
    lang: str, book: Callable[[str], Any]
) -> None:
    """A journalist who meets a sheet of identifiers first, under English names, closes the file."""
    found = book(lang)
    assert found.active.title == FIRST[lang][0]
    assert found.sheetnames[:5] == FIRST[lang]
    assert found.sheetnames[-3:] == LAST[lang]
    assert {name for sheet in found for name in sheet.tables} == {
        *shipped().tables,
        *("dictionary_tables", "dictionary_fields", "dictionary_codes"),
    }


def test_what_a_reader_needs_comes_first_in_his_language(book: Callable[[str], Any]) -> None:
    """Scrolling past identifiers and the other language to the name of a number is what he would do at each row."""
    zh, en = titles(book("zh")["统计数据"]), titles(book("en")["Statistics"])
    assert zh[:8] == ["指标", "指标形式", "数值", "单位", "限定词", "原文", "时期", "状态"]
    assert en[:8] == ["Indicator", "Measure", "Value", "Unit", "Qualifier", "As printed", "Period", "Status"]
    assert titles(book("zh")["指标"])[:2] == ["中文名称", "中文定义"]
    assert titles(book("zh")["口径说明"])[:2] == ["问题", "口径说明"]
    for sheet in data_sheets(book("zh")):
        first = range_boundaries(sheet.print_area.split("!")[1])
        assert not any("英文" in title for title in titles(sheet)[: first[2]]), sheet.title


def test_codes_have_their_labels_in_the_language_of_the_workbook(book: Callable[[str], Any]) -> None:
    """`not_verified` says nothing to a resident; the code is behind, for those who need it."""
    rows = book("zh")["指标"].iter_rows(min_row=HEADINGS, values_only=True)
    header = next(rows)
    labels = {row[header.index("定义核实程度")] for row in rows}
    assert labels == {
        code["fq:labelZh"]
        for field in shipped().fields("indicators")
        if field["name"] == "definition_status"
        for code in field["categories"]
    }
    assert "定义核实程度（代码）" in header


def test_the_sheet_that_explains_names_source_status_licence_version_citation_and_contact(
    book: Callable[[str], Any],
) -> None:
    """A file that is passed on loses its page: what it is must be in it. The town is the author of the report only."""
    facts = dict(book("zh")["说明"].iter_rows(max_row=12, max_col=2, values_only=True))
    assert facts["数据来源"].startswith("凤桥镇人民政府：《凤桥镇政府工作报告》，2023-02-28。")
    assert "非官方" in facts["性质"]
    assert "creativecommons.org/licenses/by/4.0" in facts["许可协议"]
    assert facts["版本"] == shipped().version
    assert facts["引用格式"] == fo.cite(style="short", lang="zh").splitlines()[0]
    assert facts["问题反馈"].endswith("/issues")
    assert facts["整理者"] == "fengqiao_open 贡献者"
    english = [text for row in book("en")["About"].iter_rows(max_row=12, values_only=True) for text in row]
    assert not any("\u4e00" <= letter <= "\u9fff" for text in english for letter in text)


def test_the_sheet_that_explains_leads_to_every_other(book: Callable[[str], Any]) -> None:
    """A workbook of two dozen tabs is searched by its list."""
    links = [cell.hyperlink.location for row in book("zh")["说明"] for cell in row if cell.hyperlink]
    assert links == [f"'{sheet.title}'!A1" for sheet in data_sheets(book("zh"))]


@pytest.mark.parametrize("lang", LANGS)
def test_a_workbook_has_frozen_headings_widths_and_no_formula(lang: str, book: Callable[[str], Any]) -> None:
    """Titles that stay, one of a kind in each sheet; columns that can be read; nothing that runs."""
    for sheet in data_sheets(book(lang)):
        assert sheet.freeze_panes == f"B{HEADINGS + 1}"
        assert all(each.data_type != "f" for row in sheet.iter_rows() for each in row)
        assert all(each.width <= 65 for each in sheet.column_dimensions.values())
        assert len({title.casefold() for title in titles(sheet)}) == sheet.max_column, sheet.title


def test_a_workbook_marks_as_text_what_a_spreadsheet_would_turn_into_another_value(
    book: Callable[[str], Any],
) -> None:
    """A 12-digit area code becomes 3.3E+11, section 1.1 the first of January: typed as text, they remain."""
    sheet = book("zh")["统计数据"]
    for name in ("area_id", "section", "rank_area_id"):
        column = next(column for column in sheet.iter_cols() if column[0].value == name)
        cells = [cell for cell in column[HEADINGS:] if cell.value is not None]
        assert cells and {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


@pytest.mark.parametrize(("lang", "most"), [("zh", 100), ("en", 140)])
def test_a_workbook_can_be_printed_and_read(lang: str, most: int, book: Callable[[str], Any]) -> None:
    """394 pages of columns that belong together on none: A4 across, one page wide, the titles on each."""
    pages = {sheet.title: printed(sheet) for sheet in book(lang)}
    for sheet in book(lang):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert "&P" in sheet.oddFooter.right.text
        assert pages[sheet.title][0] > 0.6, sheet.title
    assert all(sheet.print_title_rows == "$2:$2" for sheet in data_sheets(book(lang)))
    assert sum(count for _, count in pages.values()) <= most
    assert pages[FIRST["zh"][0]][1] <= 8 if lang == "zh" else True


def printed(sheet: Any) -> tuple[float, int]:
    """The scale at which a sheet is as wide as A4 across, and its pages: a character is 7 pixels of 96 an inch."""
    area = sheet.print_area.split("!")[1] if sheet.print_area else sheet.dimensions
    left, top, right, bottom = range_boundaries(area)
    margins = sheet.page_margins
    widths = {
        at: each.width for each in sheet.column_dimensions.values() for at in range(each.min, each.max + 1)
    }
    inches = sum(widths[at] * 7 + 5 for at in range(left, right + 1)) / 96
    scale = min(1.0, (11.69 - margins.left - margins.right) / inches)
    height = sum(sheet.row_dimensions[row].height or 15 for row in range(top, bottom + 1)) / 72
    return scale, math.ceil(height * scale / (8.27 - margins.top - margins.bottom))


def test_pandas_reads_a_sheet_as_the_help_says(tmp_path: Path) -> None:
    """With both header rows as data, every column is text and a sum concatenates."""
    (path,) = fo.export("xlsx", tmp_path / "fengqiao.xlsx")
    (call,) = re.findall(r"`pandas\.(read_excel\(.+\))`", fo.export.__doc__ or "")
    read = eval(f"pandas.{call.replace('fengqiao.xlsx', str(path))}", {"pandas": pandas})
    own = fo.load("statistics")
    assert set(read.columns) == set(own.columns)
    assert read["value"].sum() == pytest.approx(own["value"].sum())
    assert set(read["area_id"]) == set(own["area_id"])


def test_the_language_is_one_of_two(tmp_path: Path) -> None:
    """A typing error must not give the other language in silence."""
    with pytest.raises(ValueError, match="lang is 'zh' or 'en', not 'cn'"):
        fo.export("xlsx", tmp_path / "a.xlsx", lang="cn")  # type: ignore[arg-type]
