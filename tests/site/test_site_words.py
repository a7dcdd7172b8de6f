"""The words of the site: what counts are called, what titles say, and what a resident finds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from site_browser import LANGS, Visit
from test_legibility import results
from test_pages import Links

import fengqiao_open as fo
from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.findings.catalogue import catalogue
from fengqiao_open.site.build import edition_of
from fengqiao_open.site.charts import plotted
from fengqiao_open.site.guides import guides
from fengqiao_open.site.known_issues import absences, absent, discrepancies
from fengqiao_open.site.numbers import derived_amount, phrase
from fengqiao_open.site.questions import questions
from fengqiao_open.site.reference import errata, rules
from fengqiao_open.site.table import table

#: What a reader of the site may never meet: units that are no English, codes in place of words.
GENERIC = re.compile(r"enterprises? or institutions?|\bitems?\b|\bnot_[a-z]+\b|Unit id|Is empty")


def test_a_count_names_what_is_counted() -> None:
    """“4 items” of schools and “17 enterprises or institutions” say less than the report."""
    made = edition_of(shipped(), "en")
    rows = [row for row in made.data.rows("statistics") if row["measure"] == "level"]
    assert [phrase(row, made) for row in rows if GENERIC.search(phrase(row, made))] == []
    averages = [row for row in made.data.rows("derived") if row["formula"] == "average"]
    units = [derived_amount(row, made)[1] for row in averages]
    assert "services per enterprise" in units and not [unit for unit in units if GENERIC.search(unit)]


@pytest.mark.parametrize(
    ("key", "en", "zh"),
    [
        ("p19-01", "class 3 of water quality", "3类"),
        ("p46-02", "better than grade 2 of the standard", "优于2级"),
        ("p23-06", "1 institution", "1家"),
        ("p22-07", "41 children", "41人"),
    ],
)
def test_a_class_and_a_unit_are_said_in_the_order_of_the_language(key: str, en: str, zh: str) -> None:
    """“3 water quality class” is no English, and “优于 2级” has a blank that Chinese has not."""
    for lang, wanted in (("en", en), ("zh", zh)):
        made = edition_of(shipped(), lang)  # type: ignore[arg-type]
        row = made.data.row("statistics", f"fengqiao-2023-{key}")
        assert row and phrase(row, made).replace("\xa0", " ") == wanted


@pytest.mark.parametrize("lang", LANGS)
def test_no_cell_of_the_table_says_its_measure_twice(lang: Any) -> None:
    """“第15 位，位次” and “98 %, Rate” repeat the unit or the name."""
    made = edition_of(shipped(), lang)
    groups: Any = table(made, [], False).values["groups"]
    cells = [cell for each in groups for cell in (*each["actual"], *each["aims"])]
    measures = {cell["measure"] for cell in cells if cell["measure"]}
    growth = {made.say(name) for name in ("growth", "growth_yoy")}
    assert measures == growth | {made.label("observations", "measure", "ratio_to_target")}


@pytest.mark.parametrize("lang", LANGS)
def test_a_known_issue_in_the_table_is_that_of_its_value(lang: Any) -> None:
    """Beside 91.7, an issue of the target of the year after would make 91.7 doubtful."""
    made = edition_of(shipped(), lang)
    groups: Any = table(made, [], False).values["groups"]
    (found,) = [each["issues"] for each in groups if each["key"] == "fengqiao-2023-p10-01"]
    assert [address for _, address in found] == ["discrepancies.html#output-goal-currency"]
    assert "2023" in found[0][0]


def test_the_titles_of_charts_are_sentences() -> None:
    """“; Investment in…” in the middle of a title shows that it is made of parts."""
    for chart in (each.chart for each in plotted(edition_of(shipped(), "en"))):
        assert not re.search(r"(?:; |of which |: )(?:Investment|Foreign|Total|Gross)\b", chart.title), (
            chart.title
        )
        labels = [bar.label for block in chart.blocks for bar in block.bars]
        assert not any(re.match("of which [A-Z][a-z]", label) for label in labels)
        assert "(An unofficial" not in chart.source


@pytest.mark.parametrize("lang", LANGS)
def test_a_guide_is_listed_under_its_title(lang: Any, site: Path) -> None:
    """A page that is called otherwise than the link to it seems to be another."""
    for page in guides(edition_of(shipped(), lang), errata=True):
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", (site / lang / page.path).read_text("utf-8"))
        assert heading and re.sub("<[^>]*>", "", heading[1]) == page.title


@pytest.mark.parametrize("lang", LANGS)
def test_every_indicator_that_is_not_printed_is_on_the_site_and_linked(lang: Any, site: Path) -> None:
    """What is missing is a finding too: it must not be in a CSV only."""
    rows = fo.load("absences")
    made = Links.of(site / lang / "absences.html")
    assert set(rows["absence_id"]) <= made.anchors
    for column in ("name_zh", "name_en"):
        assert all(name in made.text for name in rows[column])
    for name in ("index", "report", "search"):
        assert "absences.html" in Links.of(site / lang / f"{name}.html").links, name
    home = Links.of(site / lang / "index.html").text.lower()
    assert {"en": "gross regional product", "zh": "地区生产总值"}[lang] in home


@pytest.mark.parametrize("lang", LANGS)
def test_the_odd_value_is_first_and_no_condition_of_a_program_is_shown(lang: Any) -> None:
    """107% among twenty bases that are not printed looks like one of them."""
    made = edition_of(shipped(), lang)
    groups: Any = discrepancies(made).values["groups"]
    first, second, *_ = groups
    assert [each["id"] for each in first["issues"]] == ["app-rate-above-100"]
    assert len(second["issues"]) == 11 and second["about"]
    assert sum(len(each["issues"]) for each in groups) == len(made.data.rows("discrepancies"))
    assert len({each["heading"] for each in groups}) == len(groups)


@pytest.mark.parametrize("lang", LANGS)
def test_the_errata_say_first_whether_a_number_was_wrong(lang: Any, site: Path) -> None:
    """A count of changed cells tells a reader nothing of what to trust."""
    made = edition_of(shipped(), lang)
    page: Any = errata(made)
    groups = page.values["groups"]
    assert groups[0]["table"] == "observations" and groups[0]["open"]
    assert {each["verdict"] for each in groups} == {made.say("no_number_wrong")}
    text = Links.of(site / lang / "errata.html").text
    assert not re.search(r"\bnot_[a-z]+\b", text) and not re.search(r"\b(\w+)s \1s\b", text, re.IGNORECASE)


def test_a_number_that_was_wrong_is_counted(good: Path) -> None:
    """“No number was wrong” where one was would be the worst sentence of the site."""
    package = read_package(good)
    key = edition_of(package, "en").data.rows("observations")[0].key
    rows = [f"1.1.0,observations,{key},value,correction,{before},3,理由,Reason" for before in ("2", "")]
    head = "version,table,row_id,column,kind,before,after,reason_zh,reason_en"
    (good / "errata.csv").write_text("\n".join((head, *rows, "")), encoding="utf-8")
    made = edition_of(read_package(good), "en")
    page: Any = errata(made)
    assert page.values["groups"][0]["verdict"] == made.say("numbers_wrong", n=1)


@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_of_a_rule_is_an_empty_template(lang: Any) -> None:
    """“Expected …, from “…”” looks broken."""
    said = {
        page.values["rule"]["code"]: dict(page.values["rule"]["said"])  # type: ignore[index]
        for page in rules(edition_of(shipped(), lang))
        if "rule" in page.values
    }
    assert set(said) == set(catalogue())
    for code, sentences in said.items():
        for text in sentences.values():
            assert text == "" or len(re.findall(r"\w", re.sub("‹[^›]*›|…", "", str(text)))) > 4, (code, text)


def test_a_package_that_lists_no_absences_has_no_page_of_them(good: Path) -> None:
    """An empty list would say that nothing is missing."""
    made = edition_of(read_package(good), "en")
    assert not absent(made) or absences(made).values["groups"]


@pytest.mark.parametrize("lang", LANGS)
def test_how_many_new_companies_is_answered_without_a_sum(lang: Any) -> None:
    """Six counts that may overlap: a reader must not add them, and is told that there is no total."""
    made = edition_of(shipped(), lang)
    found = {question: answer for question, _, answer, _ in questions(made)}
    answer = found[made.say("question.new_companies")]
    assert re.findall(r"\d+", answer.replace("100 million", "")) == ["8", "3", "7", "5", "17", "24"]
    assert {"en": "no total", "zh": "没有给出合计"}[lang] in answer
    assert {"en": "all investors", "zh": "各类投资主体"}[lang] in found[made.say("question.investment")]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("zh", "工资", "追讨薪资金额"),
        ("zh", "房子", "交付的高品质安置小区数"),
        ("zh", "房子", "保障性住房建设套数"),
        ("zh", "钱", "固定资产投资"),
        ("zh", "新公司", "新增了多少家企业？"),
        ("zh", "一共花了多少钱", "一共投资了多少？"),
        ("zh", "空气", "PM10全市排名"),
        ("zh", "教育 2023", "加大对中小学、幼儿园软硬件设施的投入"),
        ("zh", "GDP", "地区生产总值"),
        ("zh", "存疑", "国家反诈APP注册安装率，107%，2022"),
        ("en", "pollution", "Rank of PM2.5 in the city"),
        ("en", "GDP", "Gross regional product"),
        ("en", "population", "Permanent resident population"),
        ("en", "doubtful", "Registration and installation rate of the national anti-fraud app, 107%, 2022"),
        ("en", "air quality", "Rank of PM10 in the city"),
        ("en", "house prices", "High-quality resettlement estates handed over"),
        ("en", "how much did the town invest", "How much was invested?"),
        ("en", "how many new companies?", "How many new companies are there?"),
    ],
)
def test_what_residents_call_a_thing_finds_it(visit: Visit, lang: str, text: str, wanted: str) -> None:
    """A resident does not know the names of statistics; an absence or a known issue is an answer too."""
    assert wanted in results(visit, lang, text)


@pytest.mark.browser
def test_a_word_within_another_word_is_no_match_where_others_have_the_word(visit: Visit) -> None:
    """House prices are not in greenhouses, and a year is not in an identifier."""
    assert not [each for each in results(visit, "en", "house prices") if "greenhouse" in each.lower()]
    found = results(visit, "zh", "教育 2023")
    assert found[0] == "谋划建设的等级幼儿园数" and "暑期维修提升的学校数" not in found


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGS)
def test_a_search_without_result_leads_on(visit: Visit, lang: str) -> None:
    """A line alone under the title is a dead end: where to begin, and what the report is known not to print."""
    page = visit.open(lang, "search")
    page.fill("header input[name=q]", "qwxz")
    assert "qwxz" in page.locator("#found").inner_text()
    assert page.locator("#start").is_visible()
    assert page.locator("#lacking a[href='absences.html']").is_visible()
    page.fill("header input[name=q]", "21.3")
    assert not page.locator("#found").is_visible() and not page.locator("#lacking").is_visible()


def test_a_limit_without_a_sign_is_in_words_and_things_are_counted_whole(site: Path) -> None:
    """优于国家二级标准 read as “grade 2”; 472.99 crimes that nobody can count."""
    for lang, limit in (("zh", "优于"), ("en", "better than")):
        page = (site / lang / "statistics" / "fengqiao-2023-p46-02.html").read_text("utf-8")
        assert re.search(rf'<p class="big">.*?{limit}.*?2', page)
    page = (site / "zh" / "statistics" / "fengqiao-2023-p24-11.html").read_text("utf-8")
    assert "473起" in page and "472.99" not in page


def test_awards_are_found_with_who_got_them_and_lead_to_what_is_known_of_them(site: Path) -> None:
    """Three first prizes in the same words, each leading to a row of squares."""
    data = (site / "zh" / "assets" / "search-data.js").read_text("utf-8")
    entries = json.loads(data.partition("=")[2].rstrip(";\n"))["entries"]
    awards = [each for each in entries if each[0] == "awards"]
    assert len({(each[1], each[3]) for each in awards}) >= len(awards) - 1
    projects = [each for each in entries if each[0] == "projects" and "幼儿园" in each[1]]
    assert projects and not [each for each in projects if each[2].startswith("report")]
