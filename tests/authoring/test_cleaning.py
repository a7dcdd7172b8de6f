"""A report as people have it: layout is taken off, counted, and can be traced back; numbers stay as printed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fengqiao_open as fo
from fengqiao_open.authoring.cleaning import clean
from fengqiao_open.authoring.documents import read_document
from fengqiao_open.authoring.extraction import corpus_figures
from fengqiao_open.authoring.scaffold import draft
from fengqiao_open.datapackage.characters import composed
from fengqiao_open.datapackage.radicals import without_radicals
from fengqiao_open.tabular.csv import Row


@pytest.mark.parametrize(
    ("raw", "text", "kind"),
    [
        ("投资3亿元\r\n就业5人", "投资3亿元\n就业5人", "line_ends"),
        ("投\u200b资3\u200b亿元", "投资3亿元", "invisible"),
        ("投资220\u00a0亿元", "投资220 亿元", "spaces"),
        ("\u2f2f业增\u2ed38%，\u2f64\u2f3e5\u2f08", "工业增长8%，用户5人", "radicals"),
        ("就业\uf967足5人", "就业不足5人", "radicals"),
        ("---\ntitle: 某镇报告（2024年）\ndate: 2024-01-05\n---\n\n正文", "某镇报告（2024年）\n正文", "front_matter"),
        ("## 一、工作回顾 ##\n正文", "一、工作回顾\n正文", "headings"),
        ("**投资**3亿元", "投资3亿元", "emphasis"),
        ("[某镇](https://example.org/1)3家", "某镇3家", "links"),
        ("政策体系[^8]，新增3家", "政策体系，新增3家", "footnotes"),
        ("政策体系[13]，新增3家", "政策体系，新增3家", "footnotes"),
        ("“双千”工程①，新增3家", "“双千”工程，新增3家", "footnotes"),
        ("增长5%²，新增3家", "增长5%，新增3家", "footnotes"),
        ("[^8]: 指某工程。", "指某工程。", "footnotes"),
        ("某工程<sup>8</sup>3家", "某工程3家", "tags"),
        ("投资<!-- 图3 -->3亿元", "投资3亿元", "comments"),
        ("投资3&nbsp;亿元", "投资3 亿元", "entities"),
        ("完成投资12.\n5亿元，", "完成投资12.\n5亿元，", ""),
        ("完成投资，\n\n增长5%。", "完成投资，增长5%。", "wrapped"),
        ("　　完成投资3亿元。", "完成投资3亿元。", "indents"),
        ("一\n\n\n二", "一\n二", "blank_lines"),
        ("正文。\n— 12 —\n正文。", "正文。\n正文。", "page_numbers"),
        ("投 资 总 额 增 长 5 %。", "投资总额增长5 %。", "letter_spaces"),
    ],
)  # fmt: skip
def test_layout_is_taken_off_and_counted(raw: str, text: str, kind: str) -> None:
    """Catches a mark left in the text, where its digits become a number, and a change that nobody is told of."""
    cleaned = clean(raw)
    assert cleaned.text == text + "\n"
    assert kind in cleaned.changes if kind else "wrapped" not in cleaned.changes


@pytest.mark.parametrize(
    "text",
    [
        "面积3km²、5m³",
        "①完善机制",
        "包括：①新建3家",
        "增长-2.1%",
        "完成2*3公里",
        "“3+5”体系",
        "总量3(km)",
        "某镇 王某",
        "温度-5℃",
    ],
)
def test_what_belongs_to_the_text_stays(text: str) -> None:
    """Catches a square metre or a minus sign taken for layout."""
    assert clean(text).text == text + "\n"


def test_radicals_lead_back_to_where_they_were() -> None:
    """Catches a draft of what is pasted from a PDF without an indicator, a date of issue or a growth in it."""
    raw = "竹溪镇政府\u2f2f作报告\n（2031年1\u2f4910\u2f47）\n同\u2f50增\u2ed38.1%"
    cleaned = clean(raw)
    assert raw[cleaned.raw_place(3, 3)] == "\u2ed3"
    made = draft(raw, "竹溪镇", 2031)
    assert made.tables["sources"][0]["issued"] == "2031-01-10"
    assert [row["measure"] for row in made.tables["observations"]] == ["growth_yoy"]


def _printed(sentence: str) -> list[str]:
    """A sentence as a PDF file has it: wide lines of one width, the first indented, digits set apart."""
    lines, line, width = [], "  ", 2.0
    for sign in sentence:
        step = 0.5 if sign.isascii() else 1
        if width + step > 30:
            lines, line, width = [*lines, line], "", 0.0
        line, width = line + sign, width + step
    return [*lines, line]


def test_the_lines_of_a_pdf_with_indented_paragraphs_are_put_together() -> None:
    """Catches a percentage that begins a paragraph of its own, and a list cut by spaces before its marks."""
    one = "全镇完成工业产值 132.6 亿元、税收 11.24 亿元，同比分别增长 19.3% 、 12.1% 。新增企业 12 家、项目 30 个，"
    one += "完成造林 1000 亩左右，改建农村公路 15.5 公里，其中竹溪公路 8.5 公里，栽种竹子 2.6 万亩，总产 800 吨。"
    short = "  全镇新增就业 5 人。"
    text = "\n".join(
        [
            *_printed(one),
            short,
            *_printed(one),
            short,
            *_printed(one),
            short,
            *_printed(one),
            short,
            short,
            short,
        ]
    )
    lines = clean(text).text.splitlines()
    joined = one.replace(" ", "")
    assert lines == [
        joined,
        "全镇新增就业5人。",
        joined,
        "全镇新增就业5人。",
        joined,
        "全镇新增就业5人。",
        joined,
        *["全镇新增就业5人。"] * 3,
    ]


def test_spaces_of_an_author_around_digits_stay() -> None:
    """Catches the hash of a report changed whose author set digits apart, but no mark."""
    text = "全镇竹编产值 5 亿元，同比增长 3%，竹编企业税收 2 亿元，同比增长 4%，竹园新增就业人数增长 6%，竹笋产量增长 7%，占 8%。"
    assert clean(text).text == text + "\n"


def test_wrapped_lines_are_put_together_and_headings_are_not() -> None:
    """Catches a number broken over lines read as two, and a heading drawn into the sentence before it."""
    sentence = "全年完成固定资产投资一百二十三亿元，其中工业投资八十五亿元，增长百分之十二点五，新增规模以上企业十二家。"
    lines = [f"　　{sentence}"[at : at + 25] for at in range(0, len(sentence) + 2, 25)]
    page = "\n".join(["一、工作回顾", *lines, "（一）经济", *lines, *lines, *lines])
    assert clean(page).text.split("\n") == [
        "一、工作回顾",
        sentence,
        "（一）经济",
        sentence,
        sentence,
        sentence,
        "",
    ]


PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>某镇政府工作报告</title><script>var n = 8;</script></head>
<body><div class="top"><a href="/1">首页</a><a href="/2">政务公开</a></div>
<form><div id="c"><h1>二○二四年</h1><p>&emsp;&emsp;全年完成投资<strong>12.5</strong>&nbsp;亿元<sup>[3]</sup>，
新增企业3家，<br>绿地5m<sup>2</sup>。<p>第二段共有十二个字左右的内容。</div></form>
<div class="foot">电话：0573-12345678</div></body></html>"""


def test_a_saved_page_is_read_without_its_menus() -> None:
    """Catches a telephone number, a script or a menu read as the report."""
    cleaned = clean(PAGE)
    assert cleaned.text.split("\n") == [
        "某镇政府工作报告", "二○二四年", "全年完成投资12.5 亿元，新增企业3家，绿地5m²。", "第二段共有十二个字左右的内容。", "",
    ]  # fmt: skip
    assert PAGE[cleaned.raw_place(3, 6) :].startswith("12.5")
    assert PAGE[cleaned.raw_place(4, 2) :].startswith("段共有")


SAVED = [
    "竹溪镇工作报告",
    "（2031年2月6日）",
    "一、2030年回顾",
    "投资3亿元。",
    "二、2031年安排",
    "投资增长5%。",
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\n    ", " \n"])
@pytest.mark.parametrize(
    "marks", ["<p>{}</p>", "<div>{}</div>", "<p>\u3000\u3000{}</p>", "<p>{}\n</p>", "{}<br>", "{}<br/>"]
)
def test_line_ends_between_the_paragraphs_of_a_page_change_nothing(marks: str, end: str) -> None:
    """Catches paragraphs drawn into one, with headings lost and goals taken for outcomes, for how a page was saved."""
    page = f"<html><head><title>竹溪</title></head><body>{end.join(map(marks.format, SAVED))}</body></html>"
    assert clean(page).text.split("\n") == ["竹溪", *SAVED, ""]


def test_line_ends_within_a_paragraph_of_a_page_are_no_breaks() -> None:
    """Catches a sentence cut in two where the source of a page is wrapped, and lines kept as laid out drawn together."""
    page = "<p>竹园投资\r\n  增长5\n个百分点</p><pre>新增3家\n就业5人</pre>"
    assert clean(page).text == "竹园投资增长5 个百分点\n新增3家\n就业5人\n"
    assert clean('<div style="white-space: pre-wrap">新增3家\n就业5人</div>').text == "新增3家\n就业5人\n"


TABLE = (
    "<tr><td>竹椅产量</td><td>万把</td><td>52</td></tr>{}<tr><td>竹席产量</td><td>万张</td><td>940</td></tr>"
)


@pytest.mark.parametrize("end", ["", "\n"])
def test_elements_of_a_short_page_stay_lines(end: str) -> None:
    """Catches headings and rows of a short page drawn into the next, as if wide lines were broken."""
    rows = "<table>{}{}</table>".format("<tr><th>指标</th><th>单位</th><th>数值</th></tr>", TABLE.format(end))
    page = f"<html><body><h1>竹溪镇政府工作报告</h1>{end}<p>一、2030年工作回顾</p>{rows}{end}<ul><li>新建竹园，</li>{end}<li>其中三处在竹溪村</li></ul><h2>二、2031年工作安排</h2>{end}<p>竹编产值\n增长8%。</p><div>让我们一起努力</div></body></html>"
    cleaned = clean(page)
    assert cleaned.text.splitlines() == [
        "竹溪镇政府工作报告", "一、2030年工作回顾", "指标  单位  数值", "竹椅产量  万把  52", "竹席产量  万张  940",
        "新建竹园，", "其中三处在竹溪村", "二、2031年工作安排", "竹编产值增长8%。", "让我们一起努力",
    ]  # fmt: skip
    assert "wrapped" not in cleaned.changes
    assert page[cleaned.raw_place(5, 10) :].startswith("940")


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td>竹笋</td><td>3</td><td>500人</td></tr>",
        "<tr>\n <td><p>竹笋</p></td>\n <td>\n<p>3</p>\n</td><td> </td><td><div>500人</div></td>\n</tr>",
        "<tr><td>竹笋<td>3<td>—<td>500人",
        "<TR><TH>竹笋</TH><TD>3</TD><TD>500人</TD></TR>",
    ],
)
def test_cells_of_a_row_are_one_line_and_stand_apart(row: str) -> None:
    """Catches two cells read as one number or as a range, and a row of cells with paragraphs cut into lines."""
    for page in (f"<html><body><table>{row}{row}</table></body></html>", f"<table>{row}</table>"):
        text = clean(page).text
        assert set(text.splitlines()) == {"竹笋  3  500人"}
        assert list(fo.extract(text)["printed"])[:2] == ["3", "500人"]
    fragment = clean("竹溪报告\n<tr><th>竹笋</th><td>3</td><td>500人</td></tr>").text
    assert list(fo.extract(fragment)["printed"]) == ["3", "500人"]


def test_a_page_that_ends_in_an_open_cell_is_read() -> None:
    """Catches an exception at a page that was saved in part."""
    assert clean("<p>竹溪报告<table><tr><td>竹席<td>3家").text == "竹溪报告\n竹席  3家\n"


def test_lines_within_one_element_of_a_page_are_put_together() -> None:
    """Catches a sentence cut by the line breaks of one paragraph of a page left in pieces."""
    assert clean("<p>竹园3亿元，<br>增长</p><p>新增竹席3家，</p>").text == "竹园3亿元，增长\n新增竹席3家，\n"


def test_an_amount_that_begins_a_line_of_an_element_goes_on_with_its_sentence() -> None:
    """Catches 500人 without a name in a page whose lines are laid out, and a heading drawn into what is below."""
    lines = [
        "竹溪工作报告",
        "2031年新增竹工",
        "500人，新建竹园",
        "5个。",
        "（一）竹编",
        "3.2亿元产值",
        "新增3家",
        "就业5人",
    ]
    joined = ["竹溪工作报告", "2031年新增竹工500人，新建竹园5个。", *lines[4:]]
    for start, between, end in (("<pre>", "\n", "</pre>"), ("<div>", "<br>\n", "</div>")):
        assert (
            clean(f"<html><body>{start}{between.join(lines)}{end}</body></html>").text.splitlines() == joined
        )
    assert clean("\n".join(lines)).text.splitlines() == lines
    assert (
        clean("<body><p>竹溪报告称竹园</p><p>5个竹园报告</p></body>").text == "竹溪报告称竹园\n5个竹园报告\n"
    )


PIECES = [
    "投资",
    "12.5",
    " ",
    "\u3000",
    "亿元",
    "\n",
    "\r\n",
    "**",
    "[^8]",
    "[13]",
    "# ",
    "，",
    "。",
    "---",
    "<p>",
    "</p>",
    "<br>",
    "<td>",
    "<tr>",
    "<pre>",
    "&nbsp;",
    "\u200b",
    "①",
    "-2.1%",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_any_text_is_cleaned_and_every_character_is_traced(raw: str) -> None:
    """Catches an exception, and an offset that leads to another character than the one it came from."""
    cleaned = clean(raw)
    for number, line in enumerate(cleaned.text.split("\n")[:-1], 1):
        for at, sign in enumerate(line):
            if sign.isalnum() and not raw.lstrip().startswith("<"):
                before = raw[cleaned.raw_place(number, at)]
                assert sign in (before, without_radicals(composed(before)))


def test_repairs_are_made_in_the_order_of_their_numbers() -> None:
    """Catches a repair that finds nothing to fix, since a person sorted the rows by another column."""

    def repair(number: int, garbled: str, repaired: str) -> Row:
        key = f"yunxi-repair-{number:02}"
        return Row("source_repairs", number, key, {"line": "1", "garbled": garbled, "repaired": repaired})

    rows = [repair(100, "竹?", "竹林"), repair(2, "??", "竹?"), repair(1, "?竹", "??")]
    assert clean("云溪?竹增长5%。\n", rows).text == "云溪竹林增长5%。\n"


def test_traditional_text_is_read_like_any_other() -> None:
    """Catches `extract` reading other numbers than `new`: 38.62億(yì)元 lost its unit."""
    pytest.importorskip("opencc", reason="OpenCC is not installed")
    cleaned = clean("總產值38.62億(yì)元，面積5(km)。")
    assert cleaned.text == "总产值38.62亿元，面积5。\n"
    assert cleaned.changes == {"pinyin": 2, "traditional": 4}


def test_extract_and_new_find_the_same_numbers(tmp_path: Path) -> None:
    """Catches a footnote mark that one of them leaves in."""
    raw = "# 报告\n\n　　投资220\u3000亿元[^8]，新增3 500人。\n"
    path = tmp_path / "report.md"
    path.write_text(raw, "utf-8")
    extracted = [line.split(",")[4] for line in b"".join(corpus_figures([path])).decode().splitlines()]
    assert extracted == ["220 亿元", "3 500人"]
    assert [row["printed"] for row in draft(raw, "某镇", 2024, "mou-2024").tables["figures"]] == extracted


def test_word_documents_are_read(tmp_path: Path) -> None:
    """Catches a table or a paragraph of a Word document left out, and cells read as one number or a range."""
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    document = docx.Document()
    document.add_paragraph("完成投资3亿元。")
    document.add_table(1, 2).rows[0].cells[1].text = "新增5家"
    for cell, text in zip(document.add_table(1, 4).rows[0].cells, ("竹笋", "3", "—", "500人"), strict=True):
        cell.text = text
    document.add_paragraph("增长2%。")
    document.save(path := tmp_path / "report.docx")
    assert clean(read_document(path)).text == "完成投资3亿元。\n新增5家\n竹笋  3  500人\n增长2%。\n"


def test_a_damaged_document_is_an_error_in_words(tmp_path: Path) -> None:
    """Catches a traceback of a library at a file that is no document."""
    pytest.importorskip("docx", reason="python-docx is not installed")
    path = tmp_path / "report.docx"
    path.write_bytes(b"PK\x03\x04 no document")
    with pytest.raises(fo.PackageError, match="cannot be read"):
        read_document(path)


def test_a_pdf_of_images_is_an_error_in_words(tmp_path: Path) -> None:
    """Catches an empty draft made of a scanned report."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(data := io.BytesIO())
    path = tmp_path / "report.pdf"
    path.write_bytes(data.getvalue())
    with pytest.raises(fo.PackageError, match="no text"):
        read_document(path)


def test_every_kind_of_change_has_its_words() -> None:
    """Catches a kind of change that `new` cannot name."""
    from fengqiao_open.authoring import cleaning
    from fengqiao_open.lang import LANGS, texts

    kinds = {kind for kind, *_ in cleaning._CHANGES}
    kinds |= {
        "repairs",
        "page",
        "pinyin",
        "traditional",
        "letter_spaces",
        "wrapped",
        "indents",
        "blank_lines",
    }
    for lang in LANGS:
        assert {f"cleaned.{kind}" for kind in kinds} <= texts("cli", lang).keys()


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".docx"),
        (b"{\\rtf1\\ansi report}", ".docx"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "image"),
    ],
)
def test_a_file_without_text_is_said_to_be_what_it_is(tmp_path: Path, start: bytes, said: str) -> None:
    """Catches “save it as UTF-8”, which neither Word nor WPS can do with a .doc or .wps file."""
    path = tmp_path / "report.doc"
    path.write_bytes(start)
    with pytest.raises(fo.PackageError) as caught:
        read_document(path)
    assert said in str(caught.value) and "UTF-8" not in str(caught.value)
