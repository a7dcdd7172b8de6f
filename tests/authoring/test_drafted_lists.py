"""Each number of a list is of its own name, and in a unit of what it counts."""

from __future__ import annotations

import pytest

from fengqiao_open.authoring.scaffold import Draft, draft


def drafted(sentence: str) -> Draft:
    """The draft of a report of one sentence."""
    return draft(f"云溪市政府工作报告\n一、2031年工作回顾\n{sentence}\n", "云溪市", 2032, "yunxi-2032")


def names(made: Draft) -> list[str]:
    """The names of the numbers of a draft, in order."""
    rows = {row["indicator_id"]: row["name_zh"] for row in made.tables["indicators"]}
    return [rows[row["indicator_id"]] for row in made.tables["observations"]]


def units(made: Draft) -> list[str]:
    """The Chinese names of their units."""
    rows = {row["unit_id"]: row["name_zh"] for row in made.tables["units"]}
    return [rows[row["unit_id"]] for row in made.tables["observations"]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "固定资产投资7亿元、社会消费品零售总额6亿元、竹贸易额2亿美元，分别比增2.3%、9.3%和3.8%。",
            ["社会消费品零售总额", "竹贸易额"],
        ),
        ("竹园9个、竹馆5个，分别占全省71%和77%。", ["竹园占全省比重", "竹馆占全省比重"]),
        (
            "竹编产值9亿元，竹纸产值3亿元，占全省的比重分别由2028年的14%、12%提高到19%、15%。",
            ["竹编产值占全省比重", "竹纸产值占全省比重"] * 2,
        ),
        (
            "引进竹企业9家，其中世界500强企业4家，新增经营主体、税收、进出口总额、竹贸易额增长3%、4%、7%和8%。",
            ["新登记经营主体数", "税收收入", "进出口总额", "竹贸易额"],
        ),
    ],
)
def test_each_growth_or_share_of_a_list_is_of_its_own_name(sentence: str, expected: list[str]) -> None:
    """Catches the third growth of three called one of the second, and growths of names that follow given to the
    enterprises counted before.
    """
    assert names(drafted(sentence))[-len(expected) :] == expected


def test_more_growths_than_levels_are_of_none_of_them() -> None:
    """Catches 2.3% taken for the growth of the last level, with a relation that says so."""
    for said in ("分别增长", "分别占全省的"):
        made = drafted(f"竹编产值9亿元、竹纸产值3亿元，{said}2.3%、9.3%和3.8%。")
        assert all("未命名" in name for name in names(made)[2:])
        assert not made.tables["relations"]


def test_the_average_growth_of_years_that_are_not_said_is_asked_and_none_of_one_year() -> None:
    """Catches 年均增长 entered as the growth of the last year, and linked to its level."""
    made = drafted("进出口总额9亿元，年均增长15%。")
    assert names(made) == ["进出口总额", "进出口总额（年均）"]
    assert not made.tables["relations"]
    assert any(row["question_id"].startswith("period-") for row in made.todo)
    assert names(drafted("竹编会议费在近三年平均水平基础上压缩15%。")) == ["竹编会议费"]


def test_what_is_fostered_in_all_is_there_and_not_new() -> None:
    """Catches 累计…培育企业10家 called those that were added, also where 累计 stands before the first of a list."""
    listed = drafted("累计建成竹研平台142个、培育国家级专精特新“小巨人”企业10家。")
    assert names(listed)[1] == "专精特新“小巨人”企业数"
    assert names(drafted("累计培育国家级专精特新“小巨人”企业10家。")) == ["专精特新“小巨人”企业数"]
    assert names(drafted("培育国家级专精特新“小巨人”企业10家。")) == ["新增专精特新“小巨人”企业数"]
    assert names(drafted("五年来，累计培育国家级专精特新“小巨人”企业10家。")) == [
        "新增专精特新“小巨人”企业数（五年累计）"
    ]


def test_households_are_no_number_of_persons() -> None:
    """Catches 396 households as the number of persons, which are printed next to them."""
    made = drafted("精准消除返贫风险396户1580人。")
    assert names(made) == ["消除返贫风险户数", "消除返贫风险人数"]
    assert "家" not in units(made)


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("新增数据机架4000架以上。", "架（其他）"),
        ("引进竹运飞机9架。", "架"),
        ("新增养老床位300张。", "张"),
        ("设置床位300张，其中护理型90张。", "张"),
        ("发放竹券20万张，新增养老床位300张。", "万张（其他）"),
        ("启用2600万竹价调节资金。", "万元"),
        ("解决2600万贫困人口饮水问题。", "万"),
    ],
)
def test_a_counter_has_the_unit_of_what_it_counts(sentence: str, unit: str) -> None:
    """Catches vouchers as beds, racks as aircraft and money as persons."""
    made = drafted(sentence)
    assert units(made)[0] == unit
    asked = any(row["question_id"].startswith("proposed-") for row in made.todo)
    assert asked == ("其他" in unit)


def test_a_count_is_of_the_things_and_no_rate_of_theirs() -> None:
    """Catches 38 plots entered as a level of their survival rate."""
    assert names(drafted("38个造林片区苗木成活率达到92%以上。")) == ["造林片区数", "造林片区苗木成活率"]
