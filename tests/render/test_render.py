"""Reports: one record, many forms, each of which a clerk can follow and none of which can be abused."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st
from packages import make_bad, make_good
from rich.cells import cell_len

from fengqiao_open import Finding, Report, ValidationError, validate
from fengqiao_open.datapackage.characters import spelled, visible
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.findings.report import Evidence
from fengqiao_open.lang import Lang
from fengqiao_open.render import FORMATS, rendered
from fengqiao_open.render.excerpt import excerpt
from fengqiao_open.render.groups import groups
from fengqiao_open.render.terminal_text import breaks
from fengqiao_open.render.text import render
from fengqiao_open.render.verdict import verdict
from fengqiao_open.render.xlsx import _sheet_name
from fengqiao_open.validation.fixes import cells, corrected, corrections

FINDINGS_BY_HAND = True
LANGS: tuple[Lang, Lang] = ("zh", "en")
EVIL = "</td><script>alert(1)</script><img src=x onerror=alert(1)>"
COLUMNS = ("observation_id", "indicator_id", "value", "unit_id", "note_en")


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, Report]]:
    """A broken package and its report, made once."""

    @cache
    def made(code: str) -> tuple[Path, Report]:
        folder = make_bad(code, tmp_path_factory.mktemp(code) / "bad")
        return folder, validate(folder)

    return made


def finding(line: int, value: str, code: str = "FQ-T01", fix: str | None = None, **more: str) -> Finding:
    """A finding with its row, as validation makes it."""
    row = (f"q-{line}", "visits", value, "time", more.get("note", ""))
    words = {"value": value, "kind": "number", "example": "91.7", "fix": fix or ""}
    evidence = Evidence("data/observations.csv", COLUMNS, row, line - 1, "上门服务次数", "Visits made")
    return Finding(code, "observations", line, "value", f"q-{line}", words, fix, evidence=evidence)


def report(*findings: Finding) -> Report:
    """A report on two tables."""
    return Report("qinghe", {"units": 3, "observations": 143}, findings)


# The words


def test_the_verdict_comes_first_and_says_which_tables_are_clean() -> None:
    """A reader who reads one line must know how much is wrong and what is not."""
    wrong = report(finding(2, "x"), finding(3, "y"))
    first, second = verdict(wrong).split("\n")[:2]
    assert first == "2 problems in 1 of 2 tables: observations (2)."
    assert second == "Also: 2 rows not compared with other tables, 1 table without problems."
    assert render(wrong).split("\n")[0] == first
    assert render(wrong).endswith("Tables without problems: 1 (units).")
    assert verdict(report()) == "No problems found (2 tables, 146 rows)."
    assert verdict(report(), "zh") == "未发现问题（2张表，146行）。"


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("code", ["FQ-P01", "FQ-T07", "FQ-K02", "FQ-K03", "FQ-R14", "FQ-F03", "FQ-S05"])
def test_chinese_is_joined_to_chinese_without_a_space(
    code: str, verbose: bool, bad: Callable[[str], tuple[Path, Report]]
) -> None:
    """“第 5 段 “12家””: what sentences are joined with is no place for letters either."""
    said = [line for line in bad(code)[1].render("zh", verbose=verbose).split("\n") if "│" not in line]
    chinese = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]"
    assert [line for line in said if re.search(rf"{chinese} +(?!· ){chinese}", line.strip())] == []


def test_notes_are_no_problems() -> None:
    """A note that counts as a problem would make a sound package look broken."""
    only_note = report(finding(2, "x", "FQ-R18"))
    assert only_note.ok
    assert "No problems" in verdict(only_note)
    assert "1 problem in" in verdict(report(finding(2, "x"), finding(3, "1", "FQ-R18")))


def test_a_finding_is_shown_where_a_spreadsheet_user_finds_it(
    bad: Callable[[str], tuple[Path, Report]],
) -> None:
    """Letter, cell, row and line each counted from the right start."""
    text = render(bad("FQ-P01")[1])
    assert "observations.csv · row 7 (line 8) · column I “value” · cell I8" in text
    assert "qinghe-2032-p05-01 · Firms served" in text
    assert "paragraph 5, characters 4–7, printed “12家”" in text
    assert "fengqiao-open explain FQ-P01" in text
    chinese = render(bad("FQ-P01")[1], "zh")
    assert "第 7 行数据（文件第 8 行） · I 列“value” · 单元格 I8" in chinese
    assert "服务企业数" in chinese


def test_what_the_report_itself_says_may_be_registered(bad: Callable[[str], tuple[Path, Report]]) -> None:
    """Without the second exit a clerk would falsify a figure to silence a rule; a misspelling has no such exit."""
    assert "FQ-P01,observations,qinghe-2032-p05-01,value,eq,21," in render(bad("FQ-P01")[1])
    assert "discrepancies.csv with the reason" not in render(bad("FQ-T03")[1])


def test_known_discrepancies_are_listed_with_their_reason(tmp_path: Path) -> None:
    """What is set aside is never hidden."""
    good = validate(make_good(tmp_path / "good"))
    assert "2 known issues" in render(good)
    assert "The report prints 103 per cent." in render(good)
    assert "报告印作103%。" in render(good, "zh")


def test_what_was_not_checked_is_said_with_its_cause(bad: Callable[[str], tuple[Path, Report]]) -> None:
    """A table that could not be read is not sound for being without findings."""
    text = render(bad("FQ-S05")[1])
    assert "Not everything could be checked" in text.split("\n1. ")[0]
    assert "rulings: its cells, its keys and the references to it (FQ-S05)" in text
    assert "FQ-K05 A list refers to an identifier that does not exist" in text


@pytest.mark.parametrize("lang", LANGS)
def test_a_column_of_one_fault_is_one_group_and_never_cut_silently(lang: Lang) -> None:
    """Four hundred blocks for one cause bury the others; a silent cut hides the rest."""
    text = render(report(*(finding(line, f"约{line}") for line in range(2, 145))), lang)
    assert text.count("FQ-T01") == 3  # the heading, `explain`, and what was not checked because of it
    assert len(re.findall(r"^   - observations.csv", text, re.MULTILINE)) == 19
    assert ("Showing 20 of 143" if lang == "en" else "显示 143 处中的 20 处") in text
    assert ("all 143 rows of the table" if lang == "en" else "全表 143 行") in text


def test_each_wrong_code_is_a_cause_of_its_own() -> None:
    """Two misspelt codes are mended by two replacements."""
    found = [finding(line, "actaul" if line % 2 else "plnned", "FQ-T03") for line in range(2, 12)]
    assert [len(each.findings) for each in groups(found)] == [5, 5]
    many = [finding(line, f"x{line}", "FQ-T03") for line in range(2, 60)]
    assert [len(each.findings) for each in groups(many)] == [58]


def test_errors_come_before_notes() -> None:
    """A reader who stops early must have read what has to be mended."""
    listed = groups([finding(2, "1", "FQ-R18"), finding(3, "x")])
    assert [each.code for each in listed] == ["FQ-T01", "FQ-R18"]


def test_edited_files_are_one_cause() -> None:
    """After an evening's work every file differs from its hash: that is said once, last."""
    found = [Finding("FQ-D04", table, values={"property": "bytes"}) for table in ("units", "observations")]
    listed = groups([*found, finding(3, "x")])
    assert [(each.code, each.table, len(each.findings)) for each in listed] == [
        ("FQ-T01", "observations", 1),
        ("FQ-D04", "", 2),
    ]


@given(
    st.lists(
        st.sampled_from(["凤", "桥镇", "年，", "度。", "（十）", "“诈骗”", "abc ", "12%，", "FQ-T01 "])
    ).map("".join),
    st.integers(8, 30),
)
def test_lines_are_folded_as_chinese_is(text: str, width: int) -> None:
    """A line that begins with a comma, or breaks only where there is a space, is how a machine writes Chinese."""
    parts = [text[a:b] for a, b in pairwise([0, *breaks(text, width), len(text)])]
    assert "".join(parts) == text
    for before, after in pairwise(parts):
        room = width - cell_len(before.rstrip())
        assert 0 <= room < 8
        assert after[0] not in "，。）”"
        assert before[-1] not in "（“"


@given(st.text(max_size=60).map(visible), st.integers(4, 30))
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    """A line too wide is folded by the terminal, which knows nothing of what stands before it."""
    parts = [text[a:b] for a, b in pairwise([0, *breaks(text, width), len(text)])]
    assert "".join(parts) == text
    assert all(cell_len(part.rstrip()) <= width for part in parts)


# The row itself


@pytest.mark.parametrize("value", ["12x", "１２０", "约十二", " 12 ", "x" * 300, "凤" * 300])
def test_the_caret_stands_under_the_cell(value: str) -> None:
    """A Chinese character is two cells wide: a caret counted by characters points at another column."""
    _, _, row, caret = excerpt(finding(9, value), 100)
    start = cell_len(caret) - cell_len(caret.lstrip())
    before = ""
    for character in row:
        if cell_len(before) == start:
            break
        before += character
    assert before.endswith(("│ ", "│ … "))
    assert row.startswith("9 │")
    assert row[len(before) :].startswith(value.strip()[:2]) or value.startswith(" ")
    assert max(map(cell_len, (row, caret))) <= 100


def test_columns_that_do_not_fit_are_left_out_visibly() -> None:
    """A row cut without a sign looks like the whole row."""
    letters, _, row, _ = excerpt(finding(9, "x", note="long text " * 20), 40)
    assert letters.rstrip().endswith("…")
    assert row.rstrip().endswith("…")


def test_a_short_row_is_shown_as_it_stands(bad: Callable[[str], tuple[Path, Report]]) -> None:
    """The row that broke the table is the one to look at, though the table could not be read."""
    assert "How is “each” entered?" in render(bad("FQ-S05")[1])
    assert '"x" y如何录入' in render(bad("FQ-F04")[1])


# Each form


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "code", ["FQ-D01", "FQ-D05", "FQ-F02", "FQ-F04", "FQ-S03", "FQ-S06", "FQ-K02", "FQ-R14"]
)
def test_every_form_shows_every_kind_of_finding(
    form: str, code: str, bad: Callable[[str], tuple[Path, Report]]
) -> None:
    """A finding without a row, a line or a table must not stop a form."""
    folder, made = bad(code)
    package = None if code == "FQ-D01" else read_package(folder)
    for lang in LANGS:
        content = rendered(made, form, lang, package)
        if form == "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]
            assert code in {cell.value for column in sheet.iter_cols(max_col=1) for cell in column}
        else:
            assert code in content.decode("utf-8")


def test_json_has_all_words_in_both_languages(bad: Callable[[str], tuple[Path, Report]]) -> None:
    """A program must not have to parse sentences, nor to ask twice for two languages."""
    made = json.loads(bad("FQ-T07")[1].to_json())
    (found,) = made["findings"]
    assert (found["cell"], found["line"], found["fix"], found["safe"]) == ("F6", 6, "2030", True)
    assert found["found"] == {"zh": "“２０３０”", "en": "“２０３０”"}
    assert set(found["how_to_fix"]) == {"zh", "en"}
    assert made["not_checked"][0]["because"] == ["FQ-T07"]
    assert len(made["known"]) == 2


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_no_cell_of_the_findings_is_a_formula(start: str) -> None:
    """A spreadsheet runs what a stranger wrote into a cell."""
    made = report(finding(2, "x", fix=start))
    (row,) = csv.DictReader(io.StringIO(rendered(made, "csv", "en").decode("utf-8")))
    assert row["fix"] == spelled(f"'{start}")


def test_a_copy_of_each_table_is_coloured_and_typed_as_text(tmp_path: Path) -> None:
    """The spreadsheet user looks at the cells themselves; none of them may act."""
    folder = make_bad("FQ-P01", tmp_path / "bad")
    path = folder / "data" / "observations.csv"
    path.write_text(
        path.read_text("utf-8").replace(",21,firm,exact,,,,,", ",21,firm,exact,,,,=1+1,=1+1"), "utf-8"
    )
    book = openpyxl.load_workbook(io.BytesIO(rendered(validate(folder), "xlsx", "en", read_package(folder))))
    sheet = book["observations"]
    assert (sheet["I8"].value, sheet["I8"].fill.fgColor.rgb[-6:]) == ("21", "FFC7CE")
    assert "12, read from “12家”" in sheet["I8"].comment.text
    assert (sheet["P8"].value, sheet["P8"].data_type) == ("=1+1", "s")
    assert sheet["I7"].comment is None
    links = [cell.hyperlink.location for row in book["findings"] for cell in row if cell.hyperlink]
    assert "'observations'!I8" in links


def test_a_report_as_a_workbook_takes_nothing_from_the_clock() -> None:
    """Two runs on the same package are compared by their bytes."""
    made = report(finding(2, "x", fix="y"))
    assert rendered(made, "xlsx", "zh") == rendered(made, "xlsx", "zh")


def workbook(made: Report, lang: Lang, folder: Path | None = None) -> openpyxl.Workbook:
    """A report as a spreadsheet program opens it."""
    package = None if folder is None else read_package(folder)
    return openpyxl.load_workbook(io.BytesIO(rendered(made, "xlsx", lang, package)))


@pytest.mark.parametrize("lang", LANGS)
def test_the_findings_can_be_filtered_under_their_header(
    lang: Lang, bad: Callable[[str], tuple[Path, Report]]
) -> None:
    """Rows of what was not checked, above or below the findings, are sorted among them; a clerk reads no `column_letter`."""
    folder, made = bad("FQ-S05")
    sheet = workbook(made, lang, folder)["findings" if lang == "en" else "校验发现"]
    assert (sheet.freeze_panes, sheet["A1"].value) == ("A2", "code" if lang == "en" else "代码")
    assert sheet.auto_filter.ref == f"A1:X{1 + len(made.findings)}"
    assert sheet.max_row == 1 + len(made.findings)


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_sheet_is_the_verdict_and_what_to_do(lang: Lang) -> None:
    """A clerk who sees only the first screen must know what to do; eight causes with their notes filled three."""
    causes = [finding(line, f"x{line}", f"FQ-T0{line - 1}") for line in range(2, 10)]
    notes = [finding(line, "x", "FQ-R18") for line in range(30, 50)]
    known = [finding(60, "x", "FQ-R18"), finding(61, "x", "FQ-R18")]
    made = Report("qinghe", {"units": 3, "observations": 143}, (*causes, *notes), tuple(known))
    book = workbook(made, lang)
    first = book.worksheets[0]
    words = [[cell.value or "" for cell in row] for row in first.iter_rows()]
    assert words[0][0] == verdict(made, lang).split("\n")[0]
    assert ("2 known issues" if lang == "en" else "存疑说明 2 条") in words[1][0]
    codes = [row[1] for row in words if row[1].startswith("FQ-")]
    assert codes == [each.code for each in causes[:5]]
    assert first.max_row <= 12
    assert any(("3 more problems" if lang == "en" else "还有 3 个问题") in row[0] for row in words)
    assert all(cell.data_type == "s" for row in first.iter_rows() for cell in row if cell.value)
    assert book.sheetnames[2] == ("known issues" if lang == "en" else "存疑说明")
    assert book.worksheets[2].max_row == 3


def test_only_tables_with_findings_are_copied_and_no_name_of_a_tab_is_taken_twice(
    bad: Callable[[str], tuple[Path, Report]],
) -> None:
    """Eighteen copies of sound tables hide the two that matter; a table named `findings` ended in a traceback."""
    folder, made = bad("FQ-P01")
    assert workbook(made, "en", folder).sheetnames == ["report", "findings", "observations", "known issues"]
    assert _sheet_name("Findings", ["report", "findings"]) == "Findings 2"


def test_the_page_shows_what_to_do_and_folds_the_rest() -> None:
    """Forty places in full took sixty screens; what is folded is in the page all the same."""
    many = report(*(finding(line, f"约{line}") for line in range(2, 42)), finding(50, " 1", "FQ-T06", "1"))
    text = rendered(many, "html", "en").decode("utf-8")
    at_once = re.sub(r"<details>.*?</details>", "", text, flags=re.DOTALL)
    body = at_once.partition("<main>")[2]
    assert "约2" in body and "约3" not in body
    assert "Proposed: “1”" in body and "The number" not in body
    assert body.count("<section class") == 2 and '<table class="row"' not in body
    assert "约41" in text and text.count('<table class="row"') == 2
    alone = re.sub(r"<details>.*?</details>", "", rendered(report(finding(2, "x")), "html", "en").decode(), flags=re.DOTALL)  # fmt: skip
    assert '<table class="row"' in alone


class _Page(HTMLParser):
    """The elements of a page, and what they fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.fetched += [
            name for name, _ in attrs if name in ("src", "href", "action") or name.startswith("on")
        ]


def test_markup_in_a_package_stays_text_and_nothing_is_fetched() -> None:
    """A cell, a key, a column or a package's name could bring a script into the page of whoever checks it."""
    evil = finding(2, EVIL, note=EVIL)
    place = Finding("FQ-D02", EVIL, 0, EVIL, EVIL, {"place": EVIL, "problem": EVIL}, EVIL, EVIL)
    page = _Page()
    made = Report(
        EVIL, {"observations": 3, EVIL: 1}, (evil, finding(3, EVIL), place), (place,), (f"FQ-R05: {EVIL}",)
    )
    text = rendered(made, "html", "en").decode("utf-8")
    page.feed(text)
    assert page.tags & {"script", "img", "link", "iframe", "a", "form"} == set()
    assert page.fetched == []
    assert "default-src 'none'" in text
    assert "http" not in text.replace("http-equiv", "")


@pytest.mark.parametrize("form", ["text", "html", "github"])
def test_what_cannot_be_seen_is_spelt_out(form: str) -> None:
    """Marks of direction turn a value round, and control characters colour the terminal."""
    text = rendered(report(finding(2, "10\u202e5\x1b[2J")), form, "en").decode("utf-8")
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert "U+202E" in text


@pytest.mark.parametrize("code", ["FQ-P01", "FQ-S05", "FQ-S06", "FQ-K02", "FQ-D05", "FQ-L04"])
def test_the_cell_concerned_is_in_the_page_beside_its_column(
    code: str, bad: Callable[[str], tuple[Path, Report]]
) -> None:
    """On a telephone the columns are laid one below the other, which needs their number; a wide row hid its cell."""
    text = rendered(bad(code)[1], "html", "zh").decode("utf-8")
    rows = re.findall(r'<table class="row" style="--cells:(\d+)">(.*?)</table>', text, re.DOTALL)
    assert len(rows) == sum(1 for each in groups(bad(code)[1].findings) if each.first.evidence.columns)
    for count, table in rows:
        counts = {line.count("<th>") + line.count("<td") for line in table.split("</tr>")[:-1]}
        assert counts == {int(count)}
        assert table.count('class="mark"') >= 1
        assert sum(map(cell_len, re.findall(r"<td>(.*?)</td>", table))) <= 100


def test_all_places_of_a_cause_are_listed_with_what_differs() -> None:
    """A column in which every cell says the same, or nothing, takes the room of one that does not."""
    text = rendered(report(*(finding(line, f"约{line}") for line in range(2, 60))), "html", "en").decode(
        "utf-8"
    )
    assert len(re.findall(r'<td class="place">', text)) == 58
    assert "row 57 (line 58) · C58" in text
    assert '<td class="expected">' not in text
    assert '<td class="proposed">' not in text


def test_the_page_has_both_languages() -> None:
    """A switch to a language that is not there shows nothing."""
    text = rendered(report(finding(2, "x"), finding(3, "y")), "html", "zh").decode("utf-8")
    assert "Visits made" in text
    assert "上门服务次数" in text
    assert re.search(r'id="zh" checked', text)


def test_an_annotation_is_one_command_at_its_place(bad: Callable[[str], tuple[Path, Report]]) -> None:
    """A line end or a sign within a message would end the command, or start another one."""
    lines = rendered(bad("FQ-P01")[1], "github", "en", folder="town").decode("utf-8").splitlines()
    assert all(re.match(r"::(error|warning|notice) [^\n]*::", line) for line in lines)
    error = next(line for line in lines if line.startswith("::error"))
    line = (bad("FQ-P01")[0] / "data" / "observations.csv").read_text("utf-8").split("\n")[7]
    at = line.index(",21,") + 2
    assert error.startswith(f"::error file=town/data/observations.csv,line=8,col={at},title=FQ-P01 The value")
    assert "%0AFound: 21%0A" in error
    hostile = rendered(report(finding(2, "a\n::error::b,c:d 50%")), "github", "en").decode("utf-8")
    assert len(hostile.splitlines()) == 2
    assert "50%25" in hostile


# The record


def test_a_frame_has_one_row_for_each_finding(bad: Callable[[str], tuple[Path, Report]]) -> None:
    """Analysts of many packages count findings in frames; a clean package gives the same columns."""
    frame = bad("FQ-P01")[1].to_frame()
    assert frame[["code", "line", "paragraph", "printed"]].iloc[0].to_list() == ["FQ-P01", 8, 5, "12家"]
    assert list(report().to_frame().columns) == list(frame.columns)
    assert str(report().to_frame()["line"].dtype) == "Int64"


def test_a_script_can_stop_at_a_failed_report() -> None:
    """A pipeline that goes on with a broken package spreads it."""
    with pytest.raises(ValidationError, match="2 problems in 1 of 2 tables") as raised:
        report(finding(2, "x"), finding(3, "y")).raise_if_failed()
    assert "observations.csv · row 1 (line 2)" in str(raised.value)
    assert len(raised.value.report.findings) == 2
    clean = report()
    clean.raise_if_failed()
    assert clean.ok


def test_a_selection_never_passes_for_a_clean_package() -> None:
    """What was left out is said; a prefix that no code has is a slip of the hand."""
    chosen = report(finding(2, "x"), finding(3, "１", "FQ-T07", "1")).only(select=["R"])
    assert chosen.ok
    assert "for the selected codes" in verdict(chosen)
    assert "2 findings are excluded" in verdict(chosen)
    assert "units" not in verdict(chosen).split("excluded")[1]
    with pytest.raises(ValueError, match="No code begins"):
        report().only(ignore=["FQ-X"])


# Corrected copies


def test_only_what_is_safe_is_corrected(tmp_path: Path) -> None:
    """A copy that changes more than the report proposes is a new error in the name of help."""
    folder = make_bad("FQ-T07", tmp_path / "bad")
    path = folder / "data" / "areas.csv"
    before = path.read_bytes()
    (made,) = corrections(validate(folder).findings, read_package(folder))
    assert made.path == path
    assert made.content == before.replace("２０３０".encode(), b"2030")
    assert "+990101100201,幸福村,Xingfu Village,village,990101100000,2030" in made.diff
    assert path.read_bytes() == before


@pytest.mark.parametrize("code", ["FQ-T06", "FQ-T07", "FQ-T09", "FQ-T14", "FQ-F03"])
def test_a_corrected_copy_is_clean(code: str, tmp_path: Path) -> None:
    """A safe correction that leaves its finding corrects nothing."""
    folder = make_bad(code, tmp_path / "bad")
    for made in corrections(validate(folder).findings, read_package(folder)):
        (folder / "data" / f"{made.table}.csv").write_bytes(made.content)
    assert not [each for each in validate(folder, hashes=False).findings if each.code == code]


def test_quotes_and_line_ends_in_cells_survive_a_correction() -> None:
    """A cell is replaced where it stands; nothing else of the file is written anew."""
    data = b'n,v,w\n"a, ""b""\nc", 1 ,"x"\nd, 1 ,\n'
    found = [Finding("FQ-T06", "t", line, "v", "", {"value": " 1 "}, "1") for line in (2, 4)]
    columns = ["n", "v", "w"]
    assert corrected("t", data, columns, found)[0] == 'n,v,w\n"a, ""b""\nc",1,"x"\nd,1,\n'
    assert corrected("t", data.replace(b"\n", b"\r\n"), columns, [])[0] == data.decode()
    assert corrected("t", b"n,v\na,2\n", ["n", "v"], found)[0] == "n,v\na,2\n"


def test_cells_are_told_apart_as_the_reader_does(tmp_path: Path) -> None:
    """Two readings of one file would put a correction into another cell."""
    folder = make_good(tmp_path / "good")
    for path in (folder / "data").glob("*.csv"):
        text = path.read_text("utf-8")
        counted = [
            sum(1 for line, *_ in cells(text) if line == number) for number in range(1, text.count("\n") + 1)
        ]
        assert counted == [len(row) for row in csv.reader(io.StringIO(text))]


# The command


def test_the_command_speaks_the_readers_language(tmp_path: Path) -> None:
    """A Chinese clerk must not need an option to be understood."""
    good = str(make_good(tmp_path / "good"))
    assert "未发现问题" in run("validate", good, LC_ALL="zh_CN.UTF-8", LANG="en_US.UTF-8").stdout
    assert "No problems found" in run("validate", good, LANG="zh_CN.UTF-8", LC_ALL="C.UTF-8").stdout
    assert "未发现问题" in run("validate", good, "--lang", "zh").stdout


def test_a_report_is_written_whole_and_in_a_pipe_without_colour(tmp_path: Path) -> None:
    """Half a report, or one with colour codes in it, is no report."""
    folder = make_bad("FQ-T07", tmp_path / "bad")
    output = tmp_path / "report.json"
    done = run("validate", str(folder), "--format", "json", "-o", str(output))
    assert done.returncode == 1
    assert len(json.loads(output.read_text("utf-8"))["findings"]) == 1
    piped = run("validate", str(folder), "--format", "json")
    assert json.loads(piped.stdout)["ok"] is False
    assert "\x1b" not in run("validate", str(folder)).stdout


def test_paths_in_annotations_start_at_the_working_folder(tmp_path: Path) -> None:
    """GitHub shows an annotation only at a path of the repository."""
    make_bad("FQ-T07", tmp_path / "town")
    done = run("validate", "town", "--format", "github", folder=tmp_path)
    assert "file=town/data/areas.csv,line=6," in done.stdout


@pytest.mark.parametrize(
    "words",
    [("--format", "xlsx"), ("--select", "nothing"), ("-o", "/nowhere/at/all.txt")],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(words: tuple[str, ...], tmp_path: Path) -> None:
    """A slip of the hand must neither pass nor end in a traceback."""
    done = run("validate", str(make_good(tmp_path / "good")), *words)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
