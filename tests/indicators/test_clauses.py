"""Names of numbers that no catalogue names: what a statistics office would write, by the clause of each number."""

from __future__ import annotations

import pytest

from fengqiao_open.authoring.scaffold import draft


def names(sentence: str) -> dict[str, tuple[str, str]]:
    """The names and themes of the numbers of a sentence, by what is printed; those of the catalogue too."""
    text = f"云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n{sentence}\n"
    made = draft(text, "云溪市", 2032, "yunxi-2032")
    rows = {row["indicator_id"]: row for row in made.tables["indicators"]}
    printed = {row["figure_id"]: row["printed"] for row in made.tables["figures"]}
    return {
        printed[row["figure_id"]]: (
            rows[row["indicator_id"]]["name_zh"],
            rows[row["indicator_id"]]["theme_id"],
        )
        for row in made.tables["observations"]
    }


@pytest.mark.parametrize(
    ("sentence", "printed", "name"),
    [
        ("力争3处煤矿竣工投产。", "3处", "竣工投产煤矿数"),
        ("23家企业入选省级名单。", "23家", "入选省级名单的企业数"),
        ("推进14个竹编点改造。", "14个", "改造竹编点数"),
        ("扶持44个村发展特色产业。", "44个", "发展特色产业的村数"),
        ("90%以上高频事项一网通办。", "90%以上", "高频事项一网通办比例"),
        ("投入4亿元，改造供水加压泵站612处。", "4亿元", "改造供水加压泵站投入资金"),
        ("推进甲公司60万吨洗煤等项目。", "60万吨", "甲公司洗煤项目规模"),
        ("乙公司年产30万吨饲料项目投产。", "30万吨", "乙公司饲料项目产能"),
        ("茶旅收入超过10亿元的村达到5个。", "5个", "茶旅收入超过10亿元的村数"),
        ("新增省级研学基地6家、达到18家。", "18家", "省级研学基地数"),
        ("改造山塘小区12个、涉及3万户。", "3万户", "改造山塘小区涉及户数"),
        ("开工农村社区304个，建成117个。", "117个", "建成农村社区数"),
        ("新增4家省级、10家市级龙头茶厂。", "4家", "新增省级龙头茶厂数"),
        ("建成竹编路142公里、4万亩竹编景观带。", "4万亩", "建成竹编景观带面积"),
        ("建成竹编田19万亩、渠道413公里。", "413公里", "建成渠道长度"),
        ("竹编产业增加值有望达到7亿元。", "7亿元", "竹编产业增加值"),
        ("八大竹编产业实现产值90亿元。", "90亿元", "八大竹编产业产值"),
        ("竹编管网质量提升70公里。", "70公里", "竹编管网质量提升长度"),
        ("竹编债务率15.5%（市本级13.5%）。", "13.5%", "竹编债务率（市本级）"),
        ("竹编品占藤具比重提高2个百分点。", "提高2个百分点", "竹编品占藤具比重"),
        ("竹编信用指数连续两个月位居全国第五。", "位居全国第五", "竹编信用指数排名"),
        ("竹编证审批用时压减41%。", "压减41%", "竹编证审批用时"),
        ("竹编会议费在近三年平均水平基础上压缩15%。", "压缩15%", "竹编会议费"),
        ("省里部署的48项竹编改革稳步推进。", "48项", "省里部署竹编改革数"),
        ("7个竹编案例在全省推广。", "7个", "在全省推广的竹编案例数"),
        ("为5万名竹编匠人发放了护理补贴。", "5万名", "发放护理补贴的竹编匠人数"),
        ("300家竹编坊智能化改造。", "300家", "智能化改造竹编坊数"),
        ("交办的竹编问题已完成整改62个。", "62个", "整改交办的竹编问题数"),
        ("竹编社发展到12家，资金规模达到20亿元。", "20亿元", "竹编社资金规模"),
        ("竹编坊总资产、营业收入分别增长15%、35%。", "35%", "竹编坊营业收入"),
        ("竹编增加值增长12%、高于规上工业5.9个百分点。", "5.9个百分点", "竹编增加值增速高于规上工业幅度"),
        ("西部地区75%的竹编村通自来水。", "75%", "西部地区竹编村通自来水比例"),
        ("争取到竹编项目72个。", "72个", "争取到竹编项目数"),
        ("修复竹编路面42万平方米。", "42万平方米", "修复竹编路面面积"),
        ("市级及以上竹编社265家，其中国家级3家。", "3家", "国家级竹编社数"),
        ("竹编出口首破5000亿元。", "5000亿元", "竹编出口金额"),
        ("新增竹编灵活人员3万人。", "3万人", "新增竹编灵活人员数"),
        ("竹编航线最多时达103条。", "103条", "竹编航线条数"),
        ("12个竹编项目取得重大成果。", "12个", "取得重大成果的竹编项目数"),
        ("有竹编机构的企业占比达40%。", "40%", "有竹编机构的企业占比"),
        ("争取竹编专项资金3亿元。", "3亿元", "争取竹编专项资金"),
        ("竹编社产值历史性突破10亿元。", "突破10亿元", "竹编社产值"),
        ("实施竹编整治项目96个，已完成65个。", "65个", "完成竹编整治项目数"),
        ("建成竹编房2万套，6万人受益。", "6万人", "建成竹编房受益人数"),
        ("新增竹财80%用于民生。", "80%", "新增竹财用于民生比例"),
        ("竹业对生产增长的贡献率达36%。", "36%", "竹业对生产增长贡献率"),
        ("竹房项目完成94.9%。", "94.9%", "竹房项目完成率"),
        ("竹编坊改制面达到92%。", "92%", "竹编坊改制面"),
        ("选手在残奥会上获2金3银。", "3银", "选手在残奥会银牌数"),
        ("竹编产值翻了1.1番。", "1.1", "竹编产值翻番数"),
        ("新增20万亩苦竹、10万亩毛竹。", "10万亩", "新增毛竹面积"),
        ("减免竹税8亿元、竹电费2亿元。", "2亿元", "减免竹电费"),
        ("引进竹编项目9个，其中竹地板项目2个。", "2个", "引进竹地板项目数"),
        ("对6万户竹楼进行拆迁改造。", "6万户", "拆迁改造竹楼户数"),
        ("50万人实现脱贫。", "50万人", "脱贫人数"),
        ("在39个县、27个村实施竹改项目。", "27个", "实施竹改项目的村数"),
        ("18万居民居住条件得到改善。", "18万", "居住条件得到改善的居民数"),
        ("为9个中心村建设竹文化广场。", "9个", "建设竹文化广场的中心村数"),
        ("完成竹锅炉超低排放改造5台。", "5台", "竹锅炉超低排放改造台数"),
        ("争创竹路全国示范县1个、省级示范县3个。", "3个", "争创竹路省级示范县数"),
        ("竹牛存栏6万头、出栏9万头。", "9万头", "竹牛出栏头数"),
        ("为3万家竹坊解决融资83亿元。", "83亿元", "为竹坊解决融资"),
        ("竹楼项目900个，带动1.4万竹农户增收。", "1.4万", "竹楼项目带动竹农户数"),
        ("竹业翻1.67番，年均增长26%。", "年均增长26%", "竹业"),
        ("9个竹编集群超过百亿元。", "9个", "超过百亿元的竹编集群数"),
        ("统筹资金共100亿元支持竹业。", "100亿元", "支持竹业统筹资金"),
        ("竹河宽29米。", "29米", "竹河宽度"),
        ("入选竹业人才计划43人。", "43人", "入选竹业人才计划人数"),
        ("发展竹机制造业、实现产值130亿元。", "130亿元", "竹机制造业产值"),
        ("竹税年平均增长14.2%。", "平均增长14.2%", "竹税"),
        ("竹坊大会增速快于十五时期3个百分点。", "3个百分点", "竹坊大会增速快于十五时期幅度"),
    ],
)
def test_a_number_is_named_by_what_its_clause_says(sentence: str, printed: str, name: str) -> None:
    """Catches names without their object, with a verb of reaching inside or a particle at the end."""
    assert names(sentence)[printed][0] == name


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("竹编、藤编用具产值分别达3亿元和2亿元。", ["竹编用具产值", "藤编用具产值"]),
        (
            "东、中、西部竹编标准分别提高到2500元、2200元、2000元。",
            ["东部竹编标准", "中部竹编标准", "西部竹编标准"],
        ),
        ("秸秆、农膜资源化利用率分别达到87%、80%。", ["秸秆资源化利用率", "农膜资源化利用率"]),
        ("竹编事故起数、伤亡人数下降25.8%和35.1%。", ["竹编事故起数", "伤亡人数"]),
        ("竹编坊利税、利润分别增长24%、27%。", ["竹编坊利税", "竹编坊利润"]),
        ("对甲国、乙国竹编出口分别增长54%和25%。", ["甲国竹编出口", "乙国竹编出口"]),
        (
            "城乡竹编补助标准分别提高360元和625元，达到4836元和2970元。",
            ["城镇竹编补助标准", "农村竹编补助标准", "城镇竹编补助标准", "农村竹编补助标准"],
        ),
    ],
)
def test_each_of_a_list_has_the_end_of_all(sentence: str, wanted: list[str]) -> None:
    """Catches members of a list that are named without what is measured of all."""
    assert [name for name, _ in names(sentence).values()] == wanted


def test_a_name_is_kept_for_the_number_of_one_year() -> None:
    """Catches a growth of five years that takes the name, and leaves the growth of the year with a qualifier."""
    found = names("竹编社收入年均增长6%。五年来，城镇登记失业率4%。城镇登记失业率3.2%。")
    assert found["3.2%"][0] == "城镇登记失业率" and found["4%"][0] != "城镇登记失业率"


def test_all_shares_before_a_change_say_so() -> None:
    """Catches the shares of 2030 as those of the year, where only the first was told apart."""
    found = [name for name, _ in names("三次产业结构由9:50:41调整为8:49:43。").values()]
    assert [name.endswith("（调整前）") for name in found] == [True] * 3 + [False] * 3


def test_a_base_and_what_it_became_are_told_apart_by_their_time() -> None:
    """Catches the number of the paragraph as the difference between two names."""
    found = [name for name, _ in names("竹编品出口比重从46%提高到53%。").values()]
    assert found == ["竹编品出口比重（调整前）", "竹编品出口比重"]


def test_a_second_name_has_a_qualifier_of_its_own_words() -> None:
    """Catches “（第4段）”, which says nothing to a reader."""
    found = [name for name, _ in names("竹编户均收入从3万元增加到5万元，年均增长5%，累计增长66%。").values()]
    assert not any("段" in name for name in found), found
    assert any("年均" in name or "累计" in name for name in found)


@pytest.mark.parametrize(
    ("sentence", "printed", "theme"),
    [
        ("接种疫苗保障健康，储备隔离房间1万间。", "1万间", "health"),
        ("50个自然村通硬化路。", "50个", "transport"),
        ("研究与试验发展支出占生产总值竹编口径比重达3.8%。", "3.8%", "innovation"),
        ("改革广度拓展，为竹编村新建行政村书屋3家。", "3家", "culture"),
        ("推动竹编社保障，新增养老床位竹编房3间。", "3间", "care"),
        ("新缔结竹编友城2座。", "2座", "trade"),
        ("营商环境竹编案例7个。", "7个", "administration"),
        ("经济健康发展，城镇竹编项目投资20亿元。", "20亿元", "investment"),
        ("环境质量稳定向好。打造和美乡村9个，美丽竹庄达到34个。", "34个", "agriculture"),
        ("农牧业提质增效，新建竹编小区33个，种植牧草25万亩。", "25万亩", "agriculture"),
    ],
)
def test_the_theme_is_that_of_the_strongest_words(sentence: str, printed: str, theme: str) -> None:
    """Catches the theme of the paragraph's other numbers, or of a word that is only a measure."""
    assert names(sentence)[printed][1] == theme
