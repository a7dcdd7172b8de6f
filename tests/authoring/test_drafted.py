"""What a draft knows by itself: indicators, relations, known issues, the descriptor and the place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from test_scaffold import LEFT_TO_PEOPLE

import fengqiao_open as fo
from fengqiao_open.authoring.drafted_place import drafted_place
from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.authoring.scaffold import Draft, draft, write_draft
from fengqiao_open.datapackage.package import read_package, shipped

REPORT = """云溪镇政府工作报告
（2032年1月20日）
一、2031年工作回顾
地区生产总值达到23.5亿元，增长6.8%，完成年度目标的102%，总量居全县第三。新建农村骑行道35公里，改造山塘12座。办结山林仲裁12起，涉案金额480万元。
登记非遗传承户120户，其中省级传承户18户。登记非遗传承户120户。镇内山塘水质监测实现全覆盖。古法造纸作坊复工率达87.5%。
茶旅民宿集群收入增长12%和9.5%，古法造纸产值比上年减少了约300万元。全年引进雅士书屋3个，1908年的古桥修缮一新，五年来一件事接着一件事办。
一是新建农村骑行道20公里。
二、2032年工作安排
地区生产总值增长7%以上。新建农村骑行道40公里。
"""


@pytest.fixture(scope="module")
def made() -> Draft:
    """The draft of a report full of what no catalogue has."""
    return draft(REPORT, "云溪镇", 2032, "yunxi-2032", "990203104000")


def _by_printed(made: Draft, column: str) -> dict[str, str]:
    names = {row["indicator_id"]: row for row in made.tables["indicators"]}
    printed = {row["figure_id"]: row["printed"] for row in made.tables["figures"]}
    return {
        printed[row["figure_id"]]: names[row["indicator_id"]][column] for row in made.tables["observations"]
    }


def test_a_draft_asks_only_what_a_person_must_settle(made: Draft, tmp_path: Path) -> None:
    """Catches rows of a draft that break rules of the same library: contradictions that cost a steward hours."""
    write_draft(made, tmp_path / "new")
    report = fo.validate(tmp_path / "new")
    assert {each.code for each in report.findings} <= LEFT_TO_PEOPLE, str(report)
    drafts = [row for row in made.tables["indicators"] if row["definition_status"] == "draft"]
    assert sum(each.code == "FQ-R61" for each in report.findings) == len(drafts) > 5


def test_every_observation_has_an_indicator_named_as_printed(made: Draft) -> None:
    """Catches names without their verb or cut off, and things taken from behind the wrong number."""
    names = _by_printed(made, "name_zh")
    assert names["35公里"] == "新建农村骑行道里程"
    assert names["18户"] == "省级传承户数"
    assert names["全覆盖"] == "山塘水质监测覆盖率"
    assert names["87.5%"] == "古法造纸作坊复工率"
    assert names["3个"] == "引进雅士书屋数"
    assert names["23.5亿元"] == "地区生产总值"


def test_one_name_is_one_indicator(made: Draft) -> None:
    """Catches a new indicator for each mention, so that nothing could be compared."""
    roads = {
        row["indicator_id"] for row in made.tables["indicators"] if row["name_zh"] == "新建农村骑行道里程"
    }
    years = Counter(row["period"] for row in made.tables["observations"] if row["indicator_id"] in roads)
    assert len(roads) == 1
    assert years == {"2031": 1, "2032": 1}


def test_themes_and_units_follow_from_the_words(made: Draft) -> None:
    """Catches drafted rows under a theme or a quantity that their unit contradicts."""
    themes, quantities = _by_printed(made, "theme_id"), _by_printed(made, "quantity")
    assert (themes["35公里"], quantities["35公里"]) == ("transport", "length")
    assert (themes["87.5%"], quantities["87.5%"]) == ("industry", "ratio")


def test_numbers_said_of_others_are_linked_to_them(made: Draft) -> None:
    """Catches growth, ratios, ranks, parts and targets that a person would have to link by hand."""
    kinds = Counter(row["kind"] for row in made.tables["relations"])
    assert {"growth_of", "ratio_to_target_of", "part_of", "target_for", "amount_of"} <= kinds.keys()
    assert all(row["note_zh"] for row in made.tables["relations"] if row["kind"] == "target_for")


def test_what_only_the_report_can_account_for_is_a_known_issue(made: Draft) -> None:
    """Catches a rate without a base, or an old year, that a steward is asked to explain."""
    codes = {row["rule_code"] for row in made.tables["discrepancies"]}
    assert {"FQ-R06", "FQ-P18"} <= codes
    assert all(row["reason_zh"] and row["reason_en"] for row in made.tables["discrepancies"])


def test_nothing_of_the_shipped_town_is_in_the_descriptor(made: Draft, tmp_path: Path) -> None:
    """Catches keywords, coverage, source or date of another town's package."""
    write_draft(made, tmp_path / "new")
    written = (tmp_path / "new" / "datapackage.json").read_text("utf-8")
    own = {name: value for name, value in made.descriptor.items() if name != "resources"}
    assert "Fengqiao" not in str(own)
    assert "凤桥" not in str(own)
    assert own["keywords"][2] == "Yunxi Town"
    assert own["fq:temporal"] == {"start": "2031-01-01", "end": "2032-12-31"}
    assert own["sources"][0]["version"] == "2032-01-20"
    assert own["id"] != shipped().descriptor["id"]
    assert '"created"' in written


@pytest.mark.parametrize(
    ("town", "code", "name", "kind"),
    [
        ("云溪镇", "990203104000", "Yunxi Town", "town"),
        ("云溪县", "990203000000", "Yunxi County", "county"),
        ("云溪市", "990200000000", "Yunxi City", "prefecture"),
        ("云溪街道", "", "Yunxi Subdistrict", "zone"),
    ],
)
def test_a_place_has_the_type_of_its_code_and_an_english_name(
    town: str, code: str, name: str, kind: str
) -> None:
    """Catches a city that is entered as a town, and a code as an English name."""
    row = drafted_place(town, "yunxi-2032", code)
    assert (row["name_en"], row["type"]) == (name, kind)


def test_a_draft_is_confirmed_by_its_english_name_and_its_status(tmp_path: Path) -> None:
    """A definition of its own for each one-off number is four cells to type; a status alone leaves “Draft 3-1” in place of a
    name."""
    text = "新丰镇政府工作报告\n（2024年2月1日）\n一、2023年主要工作\n修剪盆景12件。\n"
    write_draft(draft(text, "新丰镇", 2024, "xinfeng-2024"), tmp_path / "new")
    path = tmp_path / "new" / "data" / "indicators.csv"
    found = [["FQ-R61"], ["FQ-R61"], []]
    for codes, (old, new) in zip(
        found,
        (("", ""), (",draft,", ",inferred,"), ("Draft 4-1 of xinfeng-2024", "Bonsai trimmed")),
        strict=True,
    ):
        path.write_text(
            path.read_text("utf-8").replace(old, new) if old else path.read_text("utf-8"), "utf-8"
        )
        listed = [each.code for each in fo.validate(tmp_path / "new", hashes=False).findings]
        assert [each for each in listed if each in ("FQ-R61", "FQ-L05", "FQ-L06")] == codes, path.read_text(
            "utf-8"
        )


def test_a_level_with_two_growths_is_derived_once(tmp_path: Path) -> None:
    """Catches two rows of `derived` with one identifier where a report prints the growth of a level twice."""
    text = (
        "云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n"
        "地区生产总值达到23.5亿元，增长6.8%。地区生产总值同比增长6.8%。\n"
    )
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000")
    of_one = [row["to_observation_id"] for row in made.tables["relations"] if row["kind"] == "growth_of"]
    assert len(of_one) > len(set(of_one))
    write_draft(made, tmp_path / "new")
    assert "FQ-K01" not in {each.code for each in fo.validate(tmp_path / "new").findings}


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("新获批青石、白水、红岩3个省级开发区。", "new-provincial-development-zones"),
        ("现有省级开发区3个。", "provincial-development-zones"),
    ],
)
def test_a_drafted_name_that_the_catalogue_has_is_taken_as_its_clause_says(
    sentence: str, indicator: str
) -> None:
    """A name drafted from the noun alone gave the number of new things to all there are."""
    text = f"云溪镇政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n{sentence}\n"
    made = draft(text, "云溪镇", 2032, "yunxi-2032", "990203104000")
    assert [row["indicator_id"] for row in made.tables["observations"]] == [indicator]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("脱贫人口外出务工36087人，增收2.89亿元。", ["脱贫人口务工人数", "脱贫人口务工增收"]),
        ("城市低保标准增加24元/月。", ["城市低保标准"]),
        ("竹编品产值9亿元，增加2亿元。", ["竹编品产值", "竹编品产值"]),
    ],
)
def test_what_grew_is_measured_in_its_own_unit(sentence: str, names: list[str], tmp_path: Path) -> None:
    """Catches money by which persons grew: FQ-R01 finds it, and the clerk did not enter it."""
    text = f"云溪镇政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n{sentence}\n"
    made = draft(text, "云溪镇", 2032, "yunxi-2032", "990203104000")
    rows = {row["indicator_id"]: row["name_zh"] for row in made.tables["indicators"]}
    assert [rows[row["indicator_id"]] for row in made.tables["observations"]] == names
    write_draft(made, tmp_path / "new")
    assert "FQ-R01" not in {each.code for each in fo.validate(tmp_path / "new").findings}


def test_what_several_years_have_of_an_indicator_is_defined_by_the_catalogue(tmp_path: Path) -> None:
    """Catches a draft to be named and defined by hand for what the catalogue has for one year."""
    text = "云溪市政府工作报告\n（2032年1月20日）\n一、过去五年工作回顾\n五年来，城镇新增就业累计26万人。\n"
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000")
    (row,) = (each for each in made.tables["observations"] if each["value"] == "26")
    assert (row["indicator_id"], row["period"]) == ("new-urban-jobs-total-of-5-years", "2031")
    indicator = next(
        each for each in made.tables["indicators"] if each["indicator_id"] == row["indicator_id"]
    )
    assert (indicator["name_zh"], indicator["nature"]) == ("城镇新增就业（五年累计）", "flow")
    assert indicator["definition_status"] == "not_verified"
    write_draft(made, tmp_path / "new")
    assert {each.code for each in fo.validate(tmp_path / "new").findings} <= LEFT_TO_PEOPLE - {"FQ-R61"}


def test_persons_printed_by_their_magnitude_alone_have_the_unit_of_their_indicator() -> None:
    """Catches 22.2万贫困人口 without a unit, which is 22.2 persons to who reads the table."""
    text = "云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n22.2万贫困人口脱贫。\n"
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000")
    (row,) = made.tables["observations"]
    assert (row["indicator_id"], row["value"], row["unit_id"]) == (
        "people-out-of-poverty",
        "22.2",
        "wan-person",
    )


def test_the_average_growth_of_several_years_is_not_that_of_the_last(tmp_path: Path) -> None:
    """Catches 年均增长 in the series of yearly growth, and one word twice in a name of what no catalogue has."""
    text = (
        "云溪市政府工作报告\n（2032年1月20日）\n一、过去五年工作回顾\n"
        "五年来，地区生产总值达到23.5亿元，年均增长7.1%、居全省第二位。城镇年均转移藕农17人。\n"
    )
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000")
    identifiers, names = _by_printed(made, "indicator_id"), _by_printed(made, "name_zh")
    assert identifiers["23.5亿元"] == "gross-regional-product"
    assert identifiers["年均增长7.1%"] == "gross-regional-product-average-of-5-years"
    assert names["17人"] == "城镇转移藕农人数（五年年均）"
    assert identifiers["居全省第二位"] == "gross-regional-product-average-of-5-years"
    write_draft(made, tmp_path / "new")
    assert {each.code for each in fo.validate(tmp_path / "new").findings} <= LEFT_TO_PEOPLE


TERM = (
    "云溪市政府工作报告\n（2032年1月20日）\n一、过去五年工作回顾\n"
    "这五年，地区生产总值达到23.5亿元，增长1.38倍。新增城镇就业91.3万人，新建学校635所。\n"
    "2031年，地区生产总值增长6.8%。新增城镇就业17.8万人。\n"
    "二、2032年工作安排\n新增城镇就业18万人。新建学校30所。\n"
)


def test_a_number_of_five_years_is_none_of_the_series_of_single_years(tmp_path: Path) -> None:
    """Catches the jobs of a term entered as those of its last year, which then are twice there and fall by four fifths."""
    made = draft(TERM, "云溪市", 2032, "yunxi-2032", "330402100000")
    names = _by_printed(made, "name_zh")
    assert (names["91.3万人"], names["17.8万人"]) == ("城镇新增就业（五年累计）", "城镇新增就业")
    assert (names["增长1.38倍"], names["增长6.8%"]) == ("地区生产总值（五年间）", "地区生产总值")
    assert (names["635所"], names["30所"]) == ("新改扩建学校数（五年累计）", "新改扩建学校数")
    printed = {row["figure_id"]: row["printed"] for row in made.tables["figures"]}
    notes = {printed[row["figure_id"]]: row.get("note_zh", "") for row in made.tables["observations"]}
    assert notes["91.3万人"] == notes["635所"] == "2027—2031年合计。"
    assert notes["增长1.38倍"] == "2027—2031年间的变化。"
    assert not any(notes[each] for each in ("23.5亿元", "17.8万人", "增长6.8%", "18万人", "30所"))
    write_draft(made, tmp_path / "new")
    report = fo.validate(tmp_path / "new")
    assert {each.code for each in report.findings} <= LEFT_TO_PEOPLE, str(report)


def test_a_draft_of_several_years_says_so_in_both_languages(tmp_path: Path) -> None:
    """In English, where a draft has no name yet, nothing said that it is of five years; and its total was a stock."""
    head = "云溪市政府工作报告\n（2032年1月20日）\n一、过去五年工作回顾\n"
    text = "五年来，新建竹馆5座。竹园面积增加3万亩。\n"
    made = draft(head + text, "云溪市", 2032, "yunxi-2032", "330402100000")
    chinese, english = _by_printed(made, "name_zh"), _by_printed(made, "name_en")
    assert (chinese["5座"], english["5座"]) == (
        "新建竹馆数（五年累计）",
        "Draft 4-1 of yunxi-2032 (total of 5 years)",
    )
    assert english["增加3万亩"] == "Draft 4-2 of yunxi-2032 (change over 5 years)"
    assert _by_printed(made, "nature")["5座"] == "flow"
    write_draft(made, tmp_path / "new")
    assert {each.code for each in fo.validate(tmp_path / "new").findings} <= LEFT_TO_PEOPLE


def test_a_goal_that_names_the_year_than_which_it_is_more_is_a_change_since_then() -> None:
    """到2036年…比2031年增长30% was a growth without years, and 比2026年下降20% one of the five years planned."""
    head = "云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n竹楼9座。\n二、2032年工作安排\n"
    text = "到2036年，竹园面积比2031年增长30%，竹编能耗较2026年下降20%以上，竹编税收增长8%。\n"
    made = draft(head + text, "云溪市", 2032, "yunxi-2032", "330402100000")
    names = _by_printed(made, "name_zh")
    assert (names["增长30%"], names["增长8%"]) == ("竹园面积（五年间）", "竹编税收")
    assert names["下降20%以上"] == "竹编能耗（十年间）"
    printed = {row["figure_id"]: row["printed"] for row in made.tables["figures"]}
    rows = {printed[row["figure_id"]]: row for row in made.tables["observations"]}
    assert rows["增长30%"]["note_zh"] == "2032—2036年间的变化。"
    fall = rows["下降20%以上"]
    assert (fall["value"], fall["qualifier"], fall["note_zh"]) == ("-20", "at_least", "2027—2036年间的变化。")


def test_fewer_poor_and_roads_opened_in_five_years_are_their_totals() -> None:
    """A change that a name itself counts was of the last year alone, and so were roads that were 修通."""
    text = (
        "云溪市政府工作报告\n（2032年1月20日）\n一、过去五年工作回顾\n"
        "藕乡有新气象。贫困人口减少12.5万人，贫困发生率下降至2.6%。修通藕塘干线公路72公里。\n"
    )
    names = _by_printed(draft(text, "云溪市", 2032, "yunxi-2032", "330402100000"), "name_zh")
    assert names["减少12.5万人"] == "减少贫困人口数（五年累计）"
    assert names["72公里"].endswith("（五年累计）")


def test_a_year_that_is_compared_and_years_of_a_thing_date_no_other_number() -> None:
    """Catches works of a term after 2031年…较2026年减少, and firms of a year after 近三年竣工的…项目, with the wrong years."""
    head = "云溪市政府工作报告\n（2032年1月20日）\n一、过去五年工作回顾\n"
    text = "藕乡有新风。2031年以政府名义发文较2026年减少47%。办理人大代表建议504件。空气质量优良率年均95%。\n"
    names = _by_printed(draft(head + text, "云溪市", 2032, "yunxi-2032", "330402100000"), "name_zh")
    assert names["504件"] == "人大代表建议办理数（五年累计）"
    assert names["95%"] == "空气质量优良天数比率（五年年均）"
    head = "云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n"
    text = "近三年竣工的65个藕粉项目占18%。新增规上工业企业156家。\n"
    names = _by_printed(draft(head + text, "云溪市", 2032, "yunxi-2032", "330402100000"), "name_zh")
    assert names["156家"] == "新增规模以上工业企业数"


def test_how_much_faster_something_grows_is_no_growth_of_it() -> None:
    """增速高于GDP增速1.8个百分点 got the indicator of which reports print the rank."""
    text = (
        "云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n"
        "城乡居民人均可支配收入增速分别高于GDP增速1.8、2.1个百分点。工业投资增速居全省第2位。\n"
    )
    found = _by_printed(draft(text, "云溪市", 2032, "yunxi-2032", "330402100000"), "indicator_id")
    assert found["居全省第2位"] == "industrial-investment-growth"
    assert "urban-disposable-income-growth" not in found.values()


def test_a_goal_of_five_years_that_may_be_all_there_is_is_no_addition() -> None:
    """力争培育龙头企业2户 by 2036 was entered as what is added in 2036; what is added each year may be."""
    text = (
        "云溪市政府工作报告\n（2032年1月20日）\n二、今后五年目标任务\n"
        "力争培育国家级农业龙头企业2户，每年新增高新技术企业9家。\n三、2032年工作\n培育国家级农业龙头企业1户。\n"
    )
    names = _by_printed(draft(text, "云溪市", 2032, "yunxi-2032", "330402100000"), "indicator_id")
    added = "new-national-leading-agri-enterprises"
    assert names["1户"] == added and names["2户"] != added
    assert names["9家"] == "new-high-tech-enterprises"


def test_years_in_a_note_that_end_in_another_than_that_of_the_row_are_a_quotation(tmp_path: Path) -> None:
    """Only the years that the period stands for are no number of the report; others may be a slip of the hand."""
    write_draft(draft(TERM, "云溪市", 2032, "yunxi-2032", "330402100000"), tmp_path / "new")
    path = tmp_path / "new" / "data" / "observations.csv"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("2027—2031年合", "2021—2025年合").replace("of 2027–2031", "of 2021–2025"), "utf-8"
    )
    report = fo.validate(tmp_path / "new", hashes=False)
    quoted = [each.values["number"] for each in report.findings if each.code == "FQ-L08"]
    assert quoted == ["2021", "2021"]  # of two rows, in each the first number


def test_a_rank_of_the_country_has_the_country_as_its_area(tmp_path: Path) -> None:
    """Catches ranks of 全国 that no place of the package can be the area of; who is ranked among others is left to a person."""
    text = "云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n{}\n"
    of_all = draft(text.format("经济总量居全国第5位。"), "云溪市", 2032, "yunxi-2032", "330402100000")
    [row] = of_all.tables["observations"]
    assert row["rank_area_id"] == "china"
    write_draft(of_all, tmp_path / "new")
    report = fo.validate(tmp_path / "new")
    assert {each.code for each in report.findings} <= LEFT_TO_PEOPLE - {"FQ-R48"}, str(report)
    of_some = draft(text.format("经济总量居全国大城市第5位。"), "云溪市", 2032, "yunxi-2032", "330402100000")
    assert "rank_area_id" not in of_some.tables["observations"][0]
    assert "china" in {each["area_id"] for each in of_some.tables["areas"]}
    none = draft(text.format("经济总量居全省第5位。"), "云溪市", 2032, "yunxi-2032", "330402100000")
    assert "china" not in {each["area_id"] for each in none.tables["areas"]}


def _names_of(*sentences: str) -> list[str]:
    """The names of the indicators of a report with these sentences under a heading, in order."""
    text = "\n".join(
        (
            "云溪市政府工作报告",
            "（2032年1月20日）",
            "一、2031年工作回顾",
            "（一）民生福祉持续增进",
            *sentences,
        )
    )
    made = draft(f"{text}\n", "云溪市", 2032, "yunxi-2032", "330402100000")
    names = {row["indicator_id"]: row["name_zh"] for row in made.tables["indicators"]}
    return [names[row["indicator_id"]] for row in made.tables["observations"]]


def test_a_name_has_the_marks_of_the_report() -> None:
    """Catches “四新” that becomes 四新, and 街道（镇） that becomes another thing."""
    assert _names_of("培育“四新”企业30家。") == ["培育“四新”企业数"]
    assert _names_of("改造老旧街道（镇）公园30个。") == ["改造老旧街道（镇）公园数"]
    assert _names_of("培育“四新”企业30家，四新企业产值3亿元。四新企业税收1亿元。")[0] == "培育四新企业数"


def test_what_makes_a_second_name_distinct_says_nothing_that_is_not_so() -> None:
    """Catches brackets with the words of a heading, the year of another number, and the number of a paragraph."""
    first, second = _names_of("山塘水质指数为35分。", "山塘水质指数为42分。")
    assert (first, second) == ("山塘水质指数", "山塘水质指数（其二）")
    first, second = _names_of("新建竹编小学3所，新增竹位9个；新建特殊竹编学校5所，新增竹位7个。")[1::2]
    assert (first, second) == ("新增竹位数", "新增竹位数（特殊竹编学校）")
    assert _names_of("实际使用外资2亿美元、约合14亿元人民币。")[1] == "实际利用外资（折合人民币）"
    assert not any("2027年）" in each for each in _names_of("山塘面积从2027年的5亩、3亩提高到8亩、9亩。")[2:])


def test_a_name_that_is_taken_says_which_of_the_things_rather_than_a_number() -> None:
    """Catches （其二） where one of the things, the verb of their list or another currency tells them apart, and verbs in brackets."""
    assert _names_of("竹溪智园、云溪竹厂等30个重点项目进展顺利。") == ["重点项目数（云溪竹厂等）"]
    two = _names_of("竹坊改造、竹厂扩建等3个项目竣工投产，竹园提升、竹楼改造等5个项目竣工投产。")
    assert two == ["竣工投产项目数（竹厂扩建等）", "竣工投产项目数（竹楼改造等）"]
    assert _names_of("新建竹编文化馆20个，乡镇综合文化站50个。")[1] == "新建乡镇综合文化站数"
    assert _names_of("人均生产总值63266元，首次突破1万美元。")[1] == "人均地区生产总值（美元）"
    assert _names_of("推广竹易贷，竹产值3亿元。推广竹快贷，竹产值2亿元。")[1] == "竹产值（其二）"
    two = _names_of("实施竹海工程，启动5万人易地扶贫搬迁。实施竹山工程，启动3万人易地扶贫搬迁。")
    assert two[1] == "易地扶贫搬迁人数（竹山工程）"


def test_the_next_of_a_list_is_no_place_where_the_first_is() -> None:
    """Catches 联盟, 城市 and 超市 read as areas: 组建竹编联盟数（技术联盟）."""
    assert _names_of("组建竹编联盟20个、技术联盟10个。") == ["组建竹编联盟数", "组建技术联盟数"]
    assert _names_of("建成竹器交易市场4个、惠民超市23个。")[1] == "建成惠民超市数"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("竹楼销售面积155万平方米，销售额113亿元。", ["竹楼销售面积", "竹楼销售额"]),
        ("接待游客132万人次、实现综合收入89亿元。", ["接待游客人次", "旅游收入"]),
        ("竹产值居全国第15位，人均突破1万美元。", ["竹产值排名", "人均竹产值"]),
        (
            "新增竹道449公里、竹路130公里，通车里程分别达到475公里、660公里。",
            ["竹道通车里程", "竹路通车里程"],
        ),
        ("签约投资亿元以上竹业项目60个，其中50亿元以上项目3个。", ["签约投资50亿元以上竹业项目数"]),
        ("新申报竹企业100家以上、总数突破400家。", ["竹企业总数"]),
        ("接待游客和旅游收入分别增长10%、20%。", ["接待游客人次"]),
        (
            "竹事项及时受理率、按期办结率达到100%，群众满意率达到95%。",
            ["竹事项按期办结率", "竹事项群众满意率"],
        ),
        ("新认定竹业高新企业81家，省级竹编企业18户。", ["新认定省级竹编企业户数"]),
    ],
)
def test_what_goes_on_has_none_of_the_measure_before_it(text: str, names: list[str]) -> None:
    """Catches 竹楼销售面积销售额: the measure, rank, verb or limit of the number before in the name of the next."""
    found = _names_of(text)
    assert [each for each in names if each in found] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("25个竹屋设施项目全面完成整改。", "完成整改的竹屋设施项目数"),
        ("2个竹编贫困县将脱贫摘帽。", "脱贫摘帽竹编贫困县数"),
        ("134个竹进工作组靠在基层，面对面办实事。", "竹进工作组数"),
        ("引进一批竹器子公司9家。", "引进竹器子公司数"),
        ("投入34.2亿元，新建、改建竹村公路6087公里。", "新建、改建竹村公路投入资金"),
        ("启动182所竹学校新建和改扩建。", "新建和改扩建竹学校数"),
        ("竹匠留溪人数再创新高、突破13万人。", "竹匠留溪人数"),
        ("竹编支出占同期一般公共预算支出的80%以上。", "竹编支出占一般公共预算支出比重"),
        ("在布局5个竹点位的基础上，新增竹园3个。", "布局竹点位数"),
        ("将26家市属竹企业重组整合为2家。", "市属竹企业数"),
        ("我市在竹绩效评估中3次获得优秀。", "竹绩效评估次数"),
        ("建成3所竹溪特色高中。", "建成竹溪特色高中数"),
        ("竹低保标准提高到每月400元。", "竹低保标准"),
        ("规上竹企业数量连年增加，突破300家。", "规上竹企业数量"),
        ("有168个竹项目提前开工建设。", "开工建设竹项目数"),
        ("竹生活垃圾得到100%有效处置。", "竹生活垃圾有效处置比例"),
        ("支持15.7万名外地竹员工及时有序返岗。", "返岗的外地竹员工人数"),
        ("确保9个竹电项目、6个储能项目全部并网。", "并网的竹电项目数"),
        ("新增开工、竣工、投产竹项目分别为162个、155个、180个。", "新增开工竹项目数"),
        ("27万名竹农会党员下沉一线。", "下沉一线的竹农会党员人数"),
    ],
)
def test_words_of_manner_and_cut_verbs_are_no_part_of_a_name(text: str, name: str) -> None:
    """Catches 全面, 将, 一批, 再创新高 and 同期 in names, and 新建 that is cut to 建."""
    assert _names_of(text)[0] == name


def test_a_multiple_says_what_it_is_a_multiple_of() -> None:
    """Catches 竹企业数倍数, and a multiple in a list without the year that its clause prints."""
    assert _names_of("竹企业数量翻番。") == ["竹企业数量相当于基期的倍数"]
    two = _names_of("竹产值、竹税收分别是2031年的1.3倍、1.5倍。")
    assert two == ["竹产值相当于2031年的倍数", "竹税收相当于2031年的倍数"]
    assert _names_of("竹产值是2029年年底的3倍多。") == ["竹产值相当于2029年年底的倍数"]
    assert _names_of("竹产值相当于2029年末的3倍。") == ["竹产值相当于2029年末的倍数"]
    assert _names_of("竹匠收入与2030年相比实现翻番目标。") == ["竹匠收入相当于2030年的倍数"]
    assert _names_of("竹供养标准不低于竹低保标准的1.6倍。") == ["竹供养标准相当于竹低保标准的倍数"]


def test_areas_keep_their_like_in_brackets() -> None:
    """Catches 县（市、区） cut to 县 and 镇（街道） to 镇, and other brackets that come into names."""
    assert _names_of("6个县（市、区）获得竹林城市称号。") == ["获得竹林城市称号的县（市、区）数"]
    assert _names_of("建成15个竹教育现代化镇（街道）。") == ["建成竹教育现代化镇（街道）数"]
    assert _names_of("每个县（市）至少建成一所竹馆。") == ["每个县（市）建成竹馆数"]
    assert _names_of("建成竹楼（二期）9个。") == ["建成竹楼数"]
    assert _names_of("新建村（社区）综合文化服务中心262个。") == ["新增基层综合性文化服务中心数"]


def test_what_people_do_is_no_part_of_their_name() -> None:
    """Catches 居民安居乐业数: the predicate behind the people counted."""
    assert _names_of("60万滩区居民安居乐业。") == ["滩区居民数"]
    assert _names_of("41万脱贫人口过上好生活。") == ["脱贫人口"]


def test_a_magnitude_alone_leaves_yuan_or_persons_to_be_understood(tmp_path: Path) -> None:
    """Catches 突破万亿 as a count of things, and a rule that takes persons for another unit than 21.1万 of people."""
    text = (
        "云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n"
        "地区生产总值突破万亿。帮扶21.1万困难群众。登记志愿者5万人。走访6万户。\n"
    )
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000")
    money, helped, people, households = made.tables["observations"]
    assert (money["indicator_id"], money["unit_id"]) == ("gross-regional-product", "wan-yi-yuan")
    assert not [each for each in made.tables["discrepancies"] if each["rule_code"] == "FQ-P06"]
    for unit, blamed in ((helped["unit_id"], 0), (people["unit_id"], 0), (households["unit_id"], 1)):
        rows = [money, {**helped, "unit_id": unit}, people, households]
        write_draft(replace(made, tables={**made.tables, "observations": rows}), tmp_path / unit)
        codes = [each.code for each in fo.validate(tmp_path / unit).findings]
        assert codes.count("FQ-P06") == blamed, unit


@pytest.mark.parametrize(
    ("unit", "quantity", "found"),
    [
        ("wan-yuan", "money", set()),
        ("wan", "count", set()),
        (
            "wan-yuan",
            "count",
            {"FQ-R01"},
        ),  # whether money is meant, the unit and the indicator must say alike
        ("wan", "money", {"FQ-R01"}),
        ("wan-usd", "money", {"FQ-P06"}),
        ("yi-yuan", "money", {"FQ-P06"}),
    ],
)
def test_a_unit_that_is_understood_is_right_and_the_one_that_fits_is_offered(
    tmp_path: Path, unit: str, quantity: str, found: set[str]
) -> None:
    """Catches 应为：wan（万） at 198万 of a revenue, whose unit a clerk corrects from the drafted wan to wan-yuan."""
    text = "云溪镇政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n竹税任务完成198万。竹园投入3万元、4亿元。\n"
    made = draft(text, "云溪镇", 2032, "yunxi-2032", "330402100000")
    first, *others = made.tables["observations"]
    key = first["indicator_id"]
    tables = {
        **made.tables,
        "observations": [{**first, "unit_id": unit}, *others],
        "indicators": [
            {**each, "quantity": quantity} if each["indicator_id"] == key else each
            for each in made.tables["indicators"]
        ],
    }
    write_draft(replace(made, tables=tables), tmp_path / "town")
    errors = [each for each in fo.validate(tmp_path / "town").findings if each.column == "unit_id"]
    assert {each.code for each in errors} == found
    assert all(each.values["right"] == "wan-yuan" for each in errors if each.code == "FQ-P06")


def test_a_row_removed_from_a_draft_leaves_its_open_question_and_a_table_to_make_anew(tmp_path: Path) -> None:
    """Catches “在 observations 中补上该行” at a generated table, and a figure without a row that is passed over."""
    text = "云溪镇政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n竹园投入3万元。竹园产值4亿元。\n"
    made = draft(text, "云溪镇", 2032, "yunxi-2032", "330402100000")
    write_draft(made, tmp_path / "town")
    removed = made.tables["observations"][-1]
    for table, key in (("observations", removed["observation_id"]), ("indicators", removed["indicator_id"])):
        path = tmp_path / "town" / "data" / f"{table}.csv"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(each for each in lines if not each.startswith(f"{key},")), "utf-8")
    town = tmp_path / "town"
    found = [each for each in fo.validate(town, hashes=False).findings if each.severity == "error"]
    assert {(each.code, each.table) for each in found} == {
        ("FQ-R38", "observations"),
        ("FQ-R38", "indicators"),
    }
    assert all("有意删除" in each.how_to_fix("zh") and "refresh" in each.how_to_fix("zh") for each in found)
    refresh(read_package(town))
    left = [each for each in fo.validate(town).findings if each.severity == "error"]
    assert [(each.code, each.table) for each in left] == [("FQ-P09", "figures")]


def test_one_number_of_two_things_has_a_row_for_each() -> None:
    """Catches 双双 and 分别 with one number: the name of both on one row, or the first alone."""
    assert _names_of("高新技术企业、科技型中小企业双双超过40家。") == ["高新技术企业数", "科技型中小企业数"]
    assert _names_of("制伞产值、制扇产值分别增长5%。") == ["制伞产值", "制扇产值"]
    assert _names_of("存贷款余额双双突破20亿元。") == ["存款余额", "贷款余额"]
    assert _names_of("进出口、出口分别增长5%和6%。") == ["进出口总额", "出口总额"]
    assert _names_of("竹坊水质优良率、竹坊垃圾处理率均达90%。") == ["竹坊水质优良率", "竹坊垃圾处理率"]
    assert _names_of("竹坊合格率、竹园覆盖率达到80%。") == ["竹坊合格率", "竹园覆盖率"]
    assert _names_of("新打造绿美竹镇、绿美竹庄各14个。") == ["新打造绿美竹镇数", "新打造绿美竹庄数"]
    assert _names_of("竹企资产总额和利润总额均增长10%。") == ["竹企资产总额", "竹企利润总额"]
    assert _names_of("竹坊水质达标率、优良率均为90%。") == ["竹坊水质达标率", "竹坊水质优良率"]
    kept = "确保到场率、开园率、开馆率分别达90%、80%、30%。"
    assert _names_of(kept) == ["到场率", "开园率", "开馆率"]
    levels = _names_of("建成省级、市级竹编重点馆各8个。")
    assert levels == ["建成省级竹编重点馆数", "建成市级竹编重点馆数"]
    worth = _names_of("竹行国企资产、净资产分别超过240亿元和100亿元。")
    assert worth == ["竹行国企资产", "竹行国企净资产"]
    text = "云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n制伞产值、制扇产值分别居全省第8位。\n"
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000")
    asked = [each["key"] for each in made.todo if each["question_id"].startswith("rank-")]
    assert asked == [row["figure_id"] for row in made.tables["observations"][:1]]  # once for both


def test_one_thing_has_one_name_however_its_number_is_said() -> None:
    """竹园总数 beside 竹园数量 and 竹馆旅游人次 beside 竹馆接待游客 were two indicators: a growth had no level."""
    assert _names_of("竹园总数达到5个，竹楼9座。竹园数量增长8%。") == ["竹园总数", "竹楼数", "竹园总数"]
    assert _names_of("竹馆旅游人次达到50万人次。竹馆接待游客增长8%。") == ["竹馆旅游人次"] * 2
    assert _names_of("竹编营业收入总量达到5亿元。竹编营业收入增长8%。") == ["竹编营业收入总量"] * 2
    assert _names_of("竹道总里程达到90公里。竹道里程增长8%。") == ["竹道总里程"] * 2


def test_what_is_counted_otherwise_or_has_another_number_keeps_its_name() -> None:
    """Catches households under the name of the houses, and two numbers of one year under one name."""
    assert (
        _names_of("改造竹楼数5栋。改造竹楼户数80户。")[0] != _names_of("改造竹楼数5栋。改造竹楼户数80户。")[1]
    )
    assert _names_of("竹园总数达到5个。竹园数为3个。") == ["竹园总数", "竹园数"]
    assert _names_of("竹贷余额3亿元。竹贷增长8%。") == ["竹贷余额", "竹贷"]


def test_a_density_is_named_by_what_it_is_of_and_how_many_it_is_for() -> None:
    """Catches the hundred square kilometres as an area, and 竹道密度由上年的 in a name."""
    assert _names_of("竹道密度由上年的每百平方公里97公里提高到101公里。") == ["每百平方公里竹道密度"] * 2
    assert _names_of("配置竹椅达每10万人45台。") == ["每10万人配置竹椅台数"]
    assert _names_of("竹笋收购价每50公斤提高5元。") == ["每50公斤竹笋收购价"]


def test_two_statistics_of_one_number_are_asked_about_once() -> None:
    """The rank of 城乡居民收入均居全市第2 was asked twice, and whether the number has another statistic when it had."""
    text = "云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n城乡居民收入均居全市第2。\n"
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000")
    rows = made.tables["observations"]
    asked = [each["question_id"] for each in made.todo if each.get("figure_id")]
    assert (len(rows), asked) == (2, [f"rank-{rows[0]['figure_id']}"])


def test_a_task_is_the_target_of_the_year_whose_outcome_stands_beside_it(tmp_path: Path) -> None:
    """竹林任务174万亩，完成198万亩 made two actual values of two indicators."""
    text = (
        "云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n竹林抚育任务174万亩，实际完成198万亩。\n"
    )
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000")
    task, outcome = made.tables["observations"]
    assert (task["status"], task["period"], outcome["status"], outcome["period"]) == (
        *("target", "2031"),
        *("actual", "2031"),
    )
    assert task["indicator_id"] == outcome["indicator_id"]
    write_draft(made, tmp_path / "new")
    report = fo.validate(tmp_path / "new")
    assert {each.code for each in report.findings} <= LEFT_TO_PEOPLE, str(report)
    figures = tmp_path / "new" / "data" / "figures.csv"
    figures.write_text(figures.read_text("utf-8").replace(",任务", ","), "utf-8")
    codes = {each.code for each in fo.validate(tmp_path / "new", hashes=False).findings}
    assert "FQ-R02" in codes  # without the words, a target belongs to the year ahead


def test_the_years_of_a_doubling_are_no_part_of_its_name() -> None:
    """Catches 旅游收入五倍数: half of 五年 in the name."""
    assert _names_of("旅游收入五年翻一番。") == ["旅游收入相当于五年前的倍数"]
    assert _names_of("低保标准五年分别提高54%、83%。")[0] == "最低生活保障标准（五年间）"


def test_a_part_of_a_whole_is_a_share_and_a_rate_per_thousand_a_rate() -> None:
    """Expenditure that goes to one purpose was a rate, a third of some houses a level, and 自然增长率 in ‰ a level."""
    made = draft(
        "竹镇\n一、2023年工作回顾\n财政支出75%以上用于民生，把80%的财力投向竹业。交易电量达到全社会用电量的20%。"
        "三分之一的竹房建成，审批时限压缩一半。竹网入户率达到95%，人口自然增长率5.6‰。\n",
        "竹镇",
        2024,
        "zhu-2024",
    )
    measures = [row["measure"] for row in made.tables["observations"]]
    assert measures == ["share", "share", "share", "share", "level", "rate", "rate"]
