"""A draft has the indicators of the catalogue that its numbers are of, and breaks no rule with them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import fengqiao_open as fo
from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.indicators.catalogue import indicators
from fengqiao_open.indicators.rows import table_rows

TEXT = """新丰镇政府工作报告
2024年1月10日
一、2023年工作回顾
2023年，规上工业总产值完成21亿元，增长8%；城镇新增就业1.2万人。一般公共预算收入、固定资产投资分别增长12.1%、12.5%。
"""


def test_a_draft_has_the_rows_of_its_indicators_and_no_others(tmp_path: Path) -> None:
    """One-off indicators of another town are not offered, and what is used is there to be joined."""
    made = draft(TEXT, "新丰镇", 2024, "xinfeng-2024")
    used = [row["indicator_id"] for row in made.tables["observations"]]
    assert used == [
        *("gross-industrial-output", "gross-industrial-output", "new-urban-jobs"),
        *("general-public-budget-revenue", "fixed-asset-investment"),
    ]
    listed = {row["indicator_id"] for row in made.tables["indicators"]}
    assert set(used) < listed and "peach-centre-investment" not in listed
    assert {row["definition_status"] for row in made.tables["indicators"]} == {"not_verified"}


def test_a_count_in_ten_thousands_and_the_second_of_a_list_are_right(tmp_path: Path) -> None:
    """1.2万人 was blamed for being no whole number, and 12.5% for having no word of growth of its own."""
    write_draft(draft(TEXT, "新丰镇", 2024, "xinfeng-2024"), tmp_path / "new")
    found = {each.code for each in fo.validate(tmp_path / "new").findings}
    assert found.isdisjoint({"FQ-R13", "FQ-P03", "FQ-T03", "FQ-K01"})


def test_no_row_of_the_catalogue_is_blamed_in_a_package(tmp_path: Path) -> None:
    """A steward who only used what `new` proposed was sent after the words of our own catalogue."""
    write_draft(draft(TEXT, "新丰镇", 2024, "xinfeng-2024"), tmp_path / "new")
    path = tmp_path / "new" / "data" / "indicators.csv"
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(table_rows(indicators()))
    found = fo.validate(tmp_path / "new", hashes=False).findings
    blamed = {(each.code, each.key) for each in found if each.table == "indicators"}
    assert {code for code, _ in blamed} <= {"FQ-K01"}, sorted(blamed)


def _proposed(sentence: str) -> list[str]:
    """The indicators of a draft of one sentence of a review, "" for a drafted one."""
    text = f"云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n{sentence}\n"
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000")
    return [
        row["indicator_id"] if row["indicator_id"] in indicators() else ""
        for row in made.tables["observations"]
    ]


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("粮食生产喜获丰收，总产量20.4亿斤。", "grain-output"),
        ("11所学校建成投用。", "schools-built"),
        ("竹街延伸等8条“断头路”打通。", "dead-end-roads-opened"),
    ],
)
def test_a_drafted_name_that_is_a_name_of_an_indicator_is_that_indicator(
    sentence: str, indicator: str
) -> None:
    """Catches names that are put together from two clauses, or turned round, and left to be drafted."""
    assert _proposed(sentence) == [indicator]


@pytest.mark.parametrize(
    "sentence",
    [
        "竹河水厂、梅河水厂等3个供水工程建设加快。",  # some of them, by name
        "高新区加快发展，增设竹厂，11所学校建成投用。",  # of a part of the city
        "加快竹溪等6个社区公园建设。",  # not built yet
        "14万脱贫户和监测户增收。",  # households are no persons
        "竹业投入大，对经济增长贡献率达45%。",  # of one trade
        "实现“证照分离”全覆盖的事项增至530项。",  # still to come
        "实现财政收入24亿元，八项支出增长17%。",  # eight kinds of expenditure
        "多措并举降低企业成本20亿元以上。",  # read as a change of the costs
        "减少乡镇58个、行政村1313个。",  # fewer of them
        "每个有条件的村至少培育1个专业合作社。",  # in each
        "竹坊、绿色食品产业销售分别增长12%、6%。",  # no number of foods
        "重点培育壮大10大产业基地和12个产业园区。",  # they are there, but not all of them
        "办理人大代表建议9件、政协委员提案8件，满意率分别达99.6%、99.5%。",  # of the proposals alone
        "培育农民专业合作社达到9个、竹业大户4个。",  # those there, and not the new ones
        "竹坊园区引进单体投资超过20亿元的工业项目。",  # a limit of each
    ],
)
def test_a_drafted_name_of_less_than_an_indicator_stays_a_draft(sentence: str) -> None:
    """No proposal is better than one of other things, of a part, or of works that are not done."""
    assert _proposed(sentence)[-1:] == [""]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("500万元以上固定资产投资增长3%。", ["", "fixed-asset-investment"]),
        ("200亩以上土地适度规模经营面积扩大到6万亩。", ["", "scaled-farmland"]),
        ("9条小流域中8条达到标准。", ["", ""]),
        ("对RCEP贸易伙伴、甲国进出口分别增长6%、9%。", ["rcep-trade", ""]),
        ("县域规模以上工业增加值、地方一般预算收入分别增长4%、8%。", ["", "general-public-budget-revenue"]),
        (
            "城乡居民最低生活保障标准分别提高至每人每月666元、每人每年4824元。",
            ["urban-minimum-living-standard", "rural-minimum-living-standard"],
        ),
    ],
)
def test_each_number_of_a_sentence_has_its_own_indicator_or_none(sentence: str, expected: list[str]) -> None:
    """A limit, the whole that some are of, and what a county has were given the row of all; one number had two."""
    assert _proposed(sentence) == expected


def test_firms_that_were_listed_are_new_among_those_listed() -> None:
    """2家企业成功上市 was taken for all that are listed."""
    assert _proposed("2家企业成功上市。") == ["new-listed-companies"]


def test_a_plan_of_investment_is_none_of_works_in_a_draft() -> None:
    """Catches the share of a plan of money, given to the number of works by the name drafted for it."""
    assert _proposed("竹乡领先。915个重点项目完成年度投资计划的116%。")[-1] == ""


def test_a_name_put_together_is_found_where_that_in_the_clause_is_refused() -> None:
    """Catches what is built for a purpose said before its money, left to be drafted with its name of the catalogue."""
    assert _proposed("交通、水利等基础设施建设力度加大，完成投资189亿元。") == ["infrastructure-investment"]


def test_what_is_less_is_a_level_where_that_is_what_is_counted(tmp_path: Path) -> None:
    """压减产能9万吨 was a growth of -9 of the capacity cut."""
    text = TEXT + "压减煤炭产能9万吨，减少农村贫困人口3万人，贫困人口减少0.5万户。全年为企业降低成本4亿元。\n"
    made = draft(text, "新丰镇", 2024, "xinfeng-2024")
    rows = {row["indicator_id"]: row for row in made.tables["observations"]}
    for indicator, value in (
        ("coal-capacity-cut", "9"),
        ("poor-population-decrease", "3"),
        ("enterprise-burden-cuts", "4"),
    ):
        assert (rows[indicator]["measure"], rows[indicator]["value"]) == ("level", value)
    write_draft(made, tmp_path / "new")
    assert not {each.code for each in fo.validate(tmp_path / "new").findings} & {"FQ-R01", "FQ-R13"}


def test_a_refused_name_comes_in_by_no_other_way() -> None:
    """The name drafted for a number was that of the catalogue, though its sentence was of a zone or of some of them."""
    text = TEXT + "高层次人才970人，新增14人入选名单。竹山新区经济向好，地区生产总值达到501亿元。\n"
    text += "生态保护得到加强。440条河流、49个海湾水质变好。\n"
    text += "人均地区生产总值超10万元，比预期目标增加1万元。\n"
    text += "9家企业落地，投资13亿元的2个重大项目开工建设。\n"
    text += "三级公立医院考核居全省第三。\n"
    made = draft(text, "新丰镇", 2024, "xinfeng-2024")
    used = {row["indicator_id"] for row in made.tables["observations"]}
    assert "high-level-talent" in used
    assert used.isdisjoint(
        {
            "major-project-investment",
            "new-high-level-talent",
            "gross-regional-product",
            "river-channels-improved",
            "tertiary-hospitals",
        }
    )
    of_each = [
        row["measure"] for row in made.tables["observations"] if row["indicator_id"] == "per-capita-grp"
    ]
    assert of_each == ["level"]


def test_a_share_of_investment_is_no_share_of_the_first_sector() -> None:
    """三产投资 was read as a row of the three sectors, and its share given to the first of them."""
    assert _proposed("三产占比达60%。") == ["services-share-of-grp"]
    assert _proposed("现代服务业完成投资8亿元，占三产投资的30%。")[-1] == ""
    assert _proposed("三产投资占比达60%，提高5个百分点。") == ["", ""]


@pytest.mark.parametrize(
    ("year", "sentence", "rural"),
    [
        (2012, "城乡居民收入分别增长13.4%和13.9%。", "rural-net-income"),
        (2032, "城乡居民收入分别增长13.4%和13.9%。", "rural-disposable-income"),
        (2012, "城乡居民人均可支配收入分别增长13.4%和13.9%。", "rural-disposable-income"),
    ],
)
def test_rural_income_is_counted_as_it_was_at_the_time(year: int, sentence: str, rural: str) -> None:
    """Catches the net income of farmers called disposable in reports of the years before that was surveyed."""
    text = f"云溪市政府工作报告\n（{year}年1月20日）\n一、{year - 1}年工作回顾\n{sentence}\n"
    made = draft(text, "云溪市", year, f"yunxi-{year}", "330402100000")
    assert [row["indicator_id"] for row in made.tables["observations"]] == ["urban-disposable-income", rural]
