"""The workbook as a downloader meets it: what opens first, what each sheet says, what the printer makes of it."""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest
from openpyxl.utils import range_boundaries

import fengqiao_open as fo
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.exports.facts import text_facts
from fengqiao_open.exports.xlsx import HEADINGS
from fengqiao_open.lang import LANGS
from fengqiao_open.tabular.csv import Row

FIRST = {
    "zh": ["统计数据", "说明", "指标", "口径说明", "存疑说明", "推算值", "工作任务", "荣誉", "项目"],
    "en": [
        *("Statistics", "About", "Indicators", "Editorial decisions", "Known issues"),
        *("Derived values", "Commitments", "Awards", "Projects"),
    ],
}
LAST = {
    "zh": ["段落", "文中数字", "观测值", "关系", "数据表", "字段", "代码"],
    "en": ["Passages", "Numbers in the text", "Observations", "Relations", "Tables", "Fields", "Codes"],
}


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
    assert found.sheetnames[:9] == FIRST[lang]
    assert found.sheetnames[-7:] == LAST[lang]
    assert [each.title for each in found if each.sheet_properties.tabColor] == LAST[lang]
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
        if code["value"] != "draft"  # a released package has none
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
    links = [each for each in links if each]  # the others are URLs
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


def column(sheet: Any, title: str) -> list[Any]:
    """The cells below a title."""
    return next(list(each)[HEADINGS:] for each in sheet.iter_cols() if each[1].value == title)


def printed_columns(sheet: Any) -> list[tuple[Any, ...]]:
    """The columns of the print area, titles and all."""
    last = range_boundaries(sheet.print_area.split("!")[1])[2]
    return list(sheet.iter_cols(max_col=last))


def test_blanks_are_not_taken_for_leave_to_add(book: Callable[[str], Any]) -> None:
    """A journalist read “look at both columns before adding” as “both blank: may be added”, and summed targets."""
    rules = {
        "zh": "空白不表示可以相加：只有同一指标形式、同一时期、同一性质、互不包含的数才谈得上相加。",
        "en": "do not mean that values may be added. Values can only be added where they have the same measure",
    }
    blanks = {
        "zh": ("属于", "可能重叠", "空白不表示"),
        "en": ("Part of", "Overlaps", "An empty cell does not mean"),
    }
    for lang in LANGS:
        found = book(lang)
        about = [str(cell.value) for row in found[FIRST[lang][1]] for cell in row]
        assert any(rules[lang] in text and not text.startswith("139") for text in about)
        *named, words = blanks[lang]
        comments = {cell.value: cell.comment.text for cell in found.active[HEADINGS] if cell.comment}
        assert all(words in comments[name] for name in named)


def test_the_paragraph_number_is_explained_in_one_way(book: Callable[[str], Any]) -> None:
    """“Paragraph of the report” on one sheet and “line of the text” on another are two numbers to a reader."""
    fields = list(book("zh")["字段"].iter_rows(min_row=HEADINGS + 1, values_only=True))
    said = {row[3] for row in fields if row[1] == "paragraph"}
    assert said == {"规范化文本的行号，从1起。"}
    assert any("“段号”是规范化文本的行号，从1起" in str(row[1].value) for row in book("zh")["说明"])


def test_a_derived_value_is_shown_with_the_digits_of_its_interval(book: Callable[[str], Any]) -> None:
    """95.5882 between 91.6 and 99.6 shows four digits that nobody knows; the value itself stays whole."""
    sheet = book("zh")["推算值"]
    rows = {cell.value: at for at, cell in enumerate(column(sheet, "所述"))}
    at = rows["出口总额占外贸进出口总额的比重"]
    value, low, high = (column(sheet, title)[at] for title in ("数值", "下限", "上限"))
    assert (value.value, low.value, high.value) == (95.5882, 91.575, 99.631)
    assert [each.number_format.replace("_0", "") for each in (value, low, high)] == [
        "#,##0_.", "#,##0.0", "#,##0.0",
    ]  # fmt: skip


def test_an_implied_target_names_the_printed_one_beside_it(book: Callable[[str], Any]) -> None:
    """100.87 computed from a growth, beside a report that prints “over 10 billion”, was quoted as the target."""
    sheet = book("zh")["推算值"]
    beside = {
        (a.value, b.value) for a, b in zip(column(sheet, "数值"), column(sheet, "原文另有"), strict=True)
    }
    assert (100.87, "“突破百亿”（第30段）") in beside
    assert any("上年数在“推算值”表" in str(row[1].value) for row in book("zh")["说明"])


def test_large_numbers_have_commas_and_points_below_each_other(book: Callable[[str], Any]) -> None:
    """404000000 is counted digit by digit; 13 and 4.04 that end at one edge are read as 13 and 404."""
    for cell in column(book("zh")["统计数据"], "基本单位值"):
        assert cell.value is None or cell.number_format.startswith("#,##0")
    formats = {
        each.number_format for each in column(book("zh")["统计数据"], "数值") if each.value is not None
    }
    assert len({each.count("0") for each in formats}) == 1
    assert {each.number_format for each in column(book("zh")["来源"], "计划年度")} == {"0"}


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_printed_has_names_in_place_of_identifiers(lang: str, book: Callable[[str], Any]) -> None:
    """`fengqiao-2023-p24-03` in a list of known issues says to no reader what is in doubt."""
    ids = {
        str(cell.value)
        for sheet in data_sheets(book(lang))
        for cells in sheet.iter_cols()
        if str(cells[0].value).endswith(("_id", "_sha256"))
        for cell in cells[HEADINGS:]
        if cell.value and "-" in str(cell.value)
    }
    explaining = 3
    for sheet in data_sheets(book(lang))[:-explaining]:
        shown = {str(cell.value) for cells in printed_columns(sheet) for cell in cells[HEADINGS:]}
        assert not shown & ids, sheet.title
    zh = book("zh")
    assert titles(zh["存疑说明"])[:4] == ["名称", "地点", "时期", "原文"]
    assert {"比率", "亿元", "若尔盖、遂昌飞地产业园"} <= {
        cell.value for cell in column(zh["存疑说明"], "期望值（名称）")
    }
    assert titles(zh["关系"])[:2] == ["起：指标", "起：地点"]
    assert titles(zh["项目阶段"])[0] == titles(zh["项目统计数据"])[0] == "项目"
    assert [cell.value for cell in column(zh["工作任务"], "主题")][:2] == ["工业", "工业"]
    assert {cell.value for cell in column(zh["荣誉"], "获得者类型")} >= {"企业", "乡级行政区"}


def test_an_award_that_is_an_example_names_the_number_it_is_one_of(book: Callable[[str], Any]) -> None:
    """One enterprise of 17 was reported as the only one."""
    cells = [cell.value for cell in column(book("zh")["荣誉"], "举例所属")]
    assert "“新增国家高新技术企业数”（17家）的举例，原文未列全部" in cells
    header = next(cell for cell in book("zh")["荣誉"][HEADINGS] if cell.value == "举例")
    assert "不能按行计数" in header.comment.text
    assert {cell.value for cell in column(book("zh")["荣誉"], "举例")} == {"是", "否"}


def test_the_other_language_and_codes_are_folded_and_nothing_else(book: Callable[[str], Any]) -> None:
    """Who meets forty columns, half of them in another language, does not find the third."""
    for sheet in data_sheets(book("zh")):
        folded = {
            at
            for each in sheet.column_dimensions.values()
            if each.hidden and each.outlineLevel == 1
            for at in range(each.min, each.max + 1)
        }
        assert folded == set(range(len(printed_columns(sheet)) + 1, sheet.max_column + 1)), sheet.title


def test_urls_can_be_clicked_and_each_sheet_leads_back(book: Callable[[str], Any]) -> None:
    """To copy a URL from a cell, and to scroll through two dozen tabs, is what nobody does."""
    for name, title in (("来源", "网址"), ("指标", "来源网址")):
        cells = [cell for cell in column(book("zh")[name], title) if cell.value]
        assert cells and all(cell.hyperlink.target == cell.value for cell in cells)
    for sheet in data_sheets(book("zh")):
        assert sheet["A1"].hyperlink.location == "'说明'!A1"
        assert "返回说明" in sheet["A1"].number_format


def test_numbers_that_are_texts_have_no_green_corners(tmp_path: Path) -> None:
    """A click on “convert to number” turns 330402000000 into 3.30402E+11."""
    fo.export("xlsx", tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        assert b'numberStoredAsText="1"' in parts.read("xl/worksheets/sheet1.xml")


def test_the_sheet_that_explains_says_what_was_done_to_the_text_and_where_it_was_found(
    book: Callable[[str], Any],
) -> None:
    """A page on a private host was taken for the site of the town."""
    facts = dict(book("zh")["说明"].iter_rows(max_row=12, max_col=2, values_only=True))
    assert facts["文本来历"] == (
        "文本取得时为繁体字，先修复乱码12处（见“来源文本修复”），再转换为简体字。"
        "文本所在网页的域名是 www.ilynn.cn，不是政府域名（gov.cn）。"
    )


@pytest.mark.parametrize("url", ["https://www.qinghe.gov.cn/1.html", ""])
def test_nothing_is_said_of_a_text_from_a_government_page_that_needed_no_repair(url: str) -> None:
    """What is not known, or as it should be, is no fact."""
    assert text_facts([Row("sources", 2, "a", {"url": url})], []) == {}


def test_the_language_is_one_of_two(tmp_path: Path) -> None:
    """A typing error must not give the other language in silence."""
    with pytest.raises(ValueError, match="lang is 'zh' or 'en', not 'cn'"):
        fo.export("xlsx", tmp_path / "a.xlsx", lang="cn")  # type: ignore[arg-type]
