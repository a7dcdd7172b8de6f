"""A name that says little by itself has what its sentence is about."""

from __future__ import annotations

import pytest

from fengqiao_open.authoring.scaffold import draft


def names_of(sentence: str) -> list[str]:
    """The names of the indicators of the numbers of a sentence of a review."""
    text = f"云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n{sentence}\n"
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000")
    names = {row["indicator_id"]: row["name_zh"] for row in made.tables["indicators"]}
    return [names[row["indicator_id"]] for row in made.tables["observations"]]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("完善5G网络，基站突破3万个。", "5G基站数"),
        ("云溪竹编园区入驻7所院校，师生达4万人。", "云溪竹编园区师生人数"),
        ("全面落实竹艺费用加计扣除政策，受益企业61家，扣除额2亿元。", "竹艺费用加计扣除额"),
        ("一是加快发展新型储能，力争新投产60万千瓦。", "新型储能新投产容量"),
        ("加快实施竹海公路项目。计划投资14亿元。", "竹海公路项目投资"),
        ("市属竹企改革深化提升，整合业务30项，整体营收增长28%。", "市属竹企整体营收"),
        ("持续开展“竹路大会战”，实施项目37个。", "“竹路大会战”实施项目数"),
        ("建成“竹策”平台，注册企业用户6万家。", "“竹策”平台注册企业用户数"),
    ],
)
def test_a_name_that_says_little_has_what_its_sentence_is_about(sentence: str, name: str) -> None:
    """Catches 基站数, 师生人数 and 扣除额, which nobody can tell from others of the same report."""
    assert names_of(sentence)[-1] == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("实施竹编改造工程，竹厂等51个项目落户。", "落户项目数"),
        ("坚持绿色发展，新增养老床位300张。", "新增养老床位数"),
        ("提高发展质量，新增床位300张。", "新增床位数"),
        ("招商引资和竹编产业实现突破，新增床位9张。", "新增床位数"),
    ],
)
def test_a_name_takes_no_aim_and_no_list_for_what_it_is_of(sentence: str, name: str) -> None:
    """Catches an aim, two things at once, or the works of which a few are named, put before a name."""
    assert names_of(sentence)[-1] == name


def test_all_of_a_list_have_what_its_last_member_is_measured_by() -> None:
    """Catches 竹肥, a thing, as the name of a change of how much of it is used."""
    assert names_of("竹肥、竹药亩均用量分别下降5.1%、2.7%。") == ["竹肥亩均用量", "竹药亩均用量"]
    assert names_of("竹校、竹馆大班额化解分别完成任务的113%、131%。")[0].startswith("竹校大班额化解")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("坚持80%以上的财政支出用于民生保障。", ["财政支出用于民生保障比例"]),
        ("统筹83.3%的财政资金投入民生领域。", ["财政资金投入民生领域比例"]),
        ("65天在院病例清零，打赢了战役。", ["在院病例清零所用天数"]),
        ("强化竹贫预警，剩余6户18人全部脱贫。", ["剩余贫困户数", "脱贫人数"]),
        ("消除风险2474户。", ["消除返贫致贫风险监测户数"]),
        ("消除风险10627人。", ["消除返贫风险人数"]),
        ("引进竹编项目9个，其中竹笋类占比达55%。", ["引进竹编项目数", "竹编项目中竹笋类占比"]),
    ],
)
def test_what_a_number_is_of_stands_after_it_or_before(sentence: str, names: list[str]) -> None:
    """Catches numbers without a name, and a part's share of nobody knows what."""
    assert [found for found, name in zip(names_of(sentence), names, strict=True) if name] == [
        name for name in names if name
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("地方工业增长14.9%。", ["地方工业增加值"]),
        ("主要目标是：经济增长7.5%以上。", ["地区生产总值"]),
        ("数字竹品服务业增长19.2%。", ["数字竹品服务业规模"]),
        ("竹坊作业增长3%。", ["竹坊作业"]),
        ("加快推进竹海湖环湖截污，确保水质稳定在Ⅲ类以上。", ["竹海湖水质"]),
        ("竹河断面达到Ⅲ类以上。", ["竹河断面水质"]),
        ("劣Ⅴ类和Ⅴ类水体全面消除。", ["消除水体"]),
        ("三次产业调整优化，二产业增长6.6%。", ["二产业"]),
    ],
)
def test_a_name_says_a_quantity_where_the_report_leaves_it_out(sentence: str, names: list[str]) -> None:
    """Catches 地方工业 and 经济 as names of what grew, and a class of water that is of no water."""
    assert names_of(sentence) == names


def test_what_was_done_about_officials_and_after_an_earthquake_is_called_so() -> None:
    """Catches 立案件数 as that of the police, and what one earthquake made necessary as all that is rebuilt."""
    found = names_of("严格落实中央八项规定，查处问题143起，处理236人，立案17件。")
    assert found == ["查处违规违纪问题起数", "违规违纪处理人数", "违规违纪立案件数"]
    assert names_of("依法打击制假，立案17件。") == ["立案件数"]
    assert names_of("推进竹山地震重建，96个重建项目建成。")[0].startswith("竹山地震灾后")


def test_works_have_what_those_beside_them_or_their_park_are() -> None:
    """Catches 建成交付项目数 of homes, and the works of one park as those of the whole place."""
    found = names_of("342个保竹回项目全面开工、153个项目建成交付。")
    assert found == ["开工保竹回项目数", "建成交付保竹回项目数"]
    assert names_of("30个竹桥项目开工、15个工业项目建成。")[1] == "工业项目数"
    found = names_of("云溪合作产业园正式开园，引进企业330家，竹康等14个项目落户。")
    assert found == ["云溪合作产业园引进企业数", "云溪合作产业园落户项目数"]
    assert names_of("加快竹口国家公园建设，竹康等14个项目落户。") == ["落户项目数"]


def test_medals_and_money_have_what_they_are_for() -> None:
    """Catches 获金牌数 of one games as of all, and money of the water works as that of every work."""
    found = names_of("在第16届亚运会上，竹乡运动员获金牌1枚，铜牌2枚。")
    assert found[0] == "第16届亚运会金牌数"
    assert names_of("加快推进水利建设，中央和省共投入财政资金39亿元。") == ["水利投入财政资金"]
    assert names_of("安排州级财政资金1亿元，支持竹编前期工作。") == ["支持竹编前期工作安排州级财政资金"]


def test_firms_of_the_third_sector_are_no_share_of_the_first() -> None:
    """Catches 第一产业增加值比重 as the name of a share of new firms that are of the third."""
    found = names_of("新增私营竹企4万户，其中第三产业新登记竹企占总数的88.26%。")[-1]
    assert "第一产业" not in found


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "新签约、新落地亿元以上竹编项目分别为318个、224个。",
            ["新签约亿元以上竹编项目数", "新落地亿元以上竹编项目数"],
        ),
        ("优质竹前教育、优质竹务教育覆盖面分别达65%、75.9%。", ["优质竹前教育覆盖面", "优质竹务教育覆盖面"]),
        (
            "城镇职工和城乡居民竹保报销比例分别达到80%和70%。",
            ["城镇职工竹保报销比例", "城乡居民竹保报销比例"],
        ),
        ("申报竹债项目467个、资金需求1851亿元。", ["申报竹债项目数", "申报竹债项目资金需求"]),
        ("竹炭产量突破1亿吨，保有储量超过320亿吨。", ["竹炭产量", "竹炭保有储量"]),
        ("中竹班列完成融合，线路增至25条，开行2619列。", ["线路条数", "中竹班列开行数"]),
        ("筹集资金3.4亿元，专项用于茅草屋改造。", ["茅草屋改造筹集资金"]),
        ("办理市人大议案3件、建议163件。", ["人大代表议案办理数", "人大代表建议办理数"]),
        ("建成竹编项目261个，新增年产能650亿元。", ["建成竹编项目数", "竹编项目新增年产能"]),
        ("竹区总人数640万人次、总花费54亿元。", ["竹区总人数", "旅游收入"]),
    ],
)
def test_a_number_of_a_list_has_what_all_of_it_is_of(sentence: str, names: list[str]) -> None:
    """Catches 新签约数 and 资金需求 of nobody knows what, and trains that are called by their verb alone."""
    assert names_of(sentence) == names
