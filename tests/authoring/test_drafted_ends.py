"""A name has all of the things that its number counts, and nothing else of the sentence."""

from __future__ import annotations

import pytest
from test_drafted_topics import names_of

from fengqiao_open.authoring.scaffold import draft


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("竹乡健儿在2031年竹都奥运会获得3块金牌。", ["竹都奥运会金牌数"]),
        ("去年底实有竹编商户108万户，增长6%。", ["实有竹编商户数", "实有竹编商户数"]),
        ("抓好一批竹馆、5000个绿化竹屯等六个方面的民生项目。", ["绿化竹屯数"]),
        ("竹乡健儿打破1项竹艺纪录的优异成绩。", ["竹乡健儿打破竹艺纪录数"]),
        ("完成竹城更新投资131亿元，其中50个重点片区投资超107亿元。", ["重点片区数"]),
        ("17条竹编产业链规上工业产值增速高于面上3个百分点。", ["竹编产业链条数"]),
        ("竹医院投入使用、并实现竹保结算全覆盖。", ["竹保结算覆盖率"]),
        ("为204个竹村建造100多万平方米竹厂。", ["竹村数"]),
        ("竹乡到位资金9亿元，开工率80%。", ["项目开工率"]),
        ("竹编总产值连跨两个万亿元台阶，年均增长6%。", ["竹编总产值（年均）"]),
        ("竹编总产量再次登上700亿斤台阶。", ["竹编总产量"]),
        ("竹编总产值即将迈上两千亿元台阶。", ["竹编总产值"]),
        ("选派竹医900名对全省50个竹院进行帮扶。", ["选派竹医人数"]),
        ("52个竹河断面水质优良比率超过96%。", ["竹河断面数"]),
        ("实施100万亩高标准竹田、15万亩竹林深耕深松等项目。", ["实施竹林深耕深松面积"]),
        ("新建竹改楼222个、竹编项目19万平方米，惠及居民16万户。", ["新建竹编项目惠及居民户数"]),
    ],
)
def test_a_name_carries_no_words_of_another_number_or_time(sentence: str, names: list[str]) -> None:
    """Catches 底 of 去年底, a year that is cut, results, amounts and areas of other numbers in a name."""
    found = names_of(sentence)
    assert all(name in found for name in names), found


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("建设14个示范类和23个推广类竹镇。", ["建设示范类竹镇数", "推广类竹镇数"]),
        ("打造10所乡级、100所村级竹艺中心。", ["打造乡级竹艺中心数", "打造村级竹艺中心数"]),
        ("新认定省级以上竹创空间7家、市级8家。", ["新认定省级以上竹创空间数", "新认定市级竹创空间数"]),
        ("解决100个老旧小区3层以上居民用水难问题。", ["解决3层以上居民用水难问题的老旧小区数"]),
        ("完善16个竹园区检验检测、竹艺培训等基础配套设施。", ["完善基础配套设施的竹园区数"]),
        ("实施3个竹编机构提质项目。", ["实施竹编机构提质项目数"]),
        (
            "28所职业院校、75个专业群列入竹艺计划。",
            ["列入竹艺计划的职业院校数", "列入竹艺计划的专业群数"],
        ),
        ("《竹海》等3部作品入选建市90周年竹艺工程。", ["入选建市90周年竹艺工程的作品数"]),
        ("力争33个在建项目建成投产、38个竹编项目开工建设。", ["建成投产在建项目数"]),
        (
            "完成1046万平方米旧竹房综合改造、110万平方米竹楼修缮。",
            ["旧竹房综合改造面积", "修缮竹楼面积"],
        ),
        ("完成老旧竹区环境综合整治120个。", ["老旧竹区环境综合整治数"]),
        ("6个兄弟竹市火速驰援。", ["火速驰援的兄弟竹市数"]),
        ("帮助企业解决用地、用工、用电等实际竹题234项。", ["解决实际竹题数"]),
        ("竹气、竹水普及率、生活竹料处理率分别达到99%、98%、97%。", ["竹气普及率", "生活竹料处理率"]),
        ("竹海等12个烂尾工程盘活营业。", ["盘活营业烂尾工程数"]),
        ("1家竹金融机构退出高风险机构行列。", ["退出高风险机构行列的竹金融机构数"]),
        ("竹东、竹西铁路竹南段工程进度分别达到20%、15%。", ["竹东铁路竹南段工程进度"]),
        ("引进竹编项目230个以上，其中过10亿元30个以上。", ["引进竹编项目数（过10亿元）"]),
    ],
)
def test_a_name_has_the_things_behind_a_kind_a_level_or_a_verb(sentence: str, names: list[str]) -> None:
    """Catches 示范类数 and 打造乡级数, names that are cut before what they count."""
    found = names_of(sentence)
    assert all(name in found for name in names), found


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("新建竹楼100%采用竹式建筑。", "新建竹楼采用竹式建筑比例"),
        ("新布局竹编平台80%以上由竹企牵头组建。", "新布局竹编平台由竹企牵头组建比例"),
        ("竹编产量9万吨，在自治区排名第2位。", "竹编产量"),
        ("竹城实施竹楼优化项目292个、竣工115个。", "竣工竹城竹楼优化项目数"),
        ("重点培育50个竹乡公用品牌和100个竹企竹编品牌。", "培育竹企竹编品牌数"),
        ("新建农村竹路500公里、完成养护600公里。", "养护农村竹路里程"),
        ("安排衔接资金3亿元到户，带动413万人增收。", "财政衔接资金带动增收人数"),
        ("成功申报竹溪南村等4个竹艺村落。", "成功申报竹艺村落数"),
        ("新建竹站1460个，44个竹村在全省率先实现5G网络全覆盖。", "边境村5G网络覆盖率"),
    ],
)
def test_a_name_says_what_is_done_with_what(sentence: str, name: str) -> None:
    """Catches 新建竹楼比例, 自治区排名 and 新建养护里程, which say of nothing what it is."""
    assert names_of(sentence)[-1].replace("竹村", "边境村") == name


def test_what_a_report_says_of_reforms_is_no_reason_that_a_tax_is_of_them() -> None:
    """Catches brackets that say a reform of the sentence before, of which the number is not."""
    found = names_of("亩均税收增长8%。深化园区管理体制改革，亩均税收增长10%。")
    assert not any("改革" in name for name in found)


def test_beds_are_of_those_whom_their_sentence_is_about() -> None:
    """Catches beds of homes for children as those of hospitals."""
    text = (
        "云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n"
        "实施3个儿童福利机构项目、新增床位470张。\n"
    )
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000").tables["indicators"]
    themes = {row["name_zh"]: row["theme_id"] for row in made}
    assert themes["新增床位数"] == "care"
