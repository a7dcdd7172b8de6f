"""The theme of a drafted name: the one that an editor would choose, by what the name counts."""

from __future__ import annotations

import pytest

from fengqiao_open.indicators.themes import theme_of


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        ("结对帮扶云溪县实施项目数", "social-security"),
        ("开展结对帮扶的竹农干部人数", "social-security"),
        ("退出贫困序列的竹村数", "social-security"),
        ("贫困村新建道路里程", "transport"),
        ("脱贫人口人均可支配收入", "income"),
        ("竹匠月均工资", "income"),
        ("土地规模经营比重", "agriculture"),
        ("竹园土地规范流转率", "agriculture"),
        ("创建市级“四好村”数", "agriculture"),
        ("竹业百亿龙头企业数", "industry"),
        ("竹村通电比例", "towns"),
        ("获得世界技能大赛金牌数", "social-security"),
        ("全运会金牌数", "culture"),
        ("获鲁班奖的竹楼项目数", "towns"),
        ("云溪文明城市年度考评排名", "culture"),
        ("办结环保转办件数", "environment"),
        ("竹材联合攻关数", "innovation"),
        ("竹器内销货值", "trade"),
        ("治理竹溪河等内河条数", "water"),
        ("竹溪内河航道里程", "transport"),
        ("全社会固定资产投资倍数", "investment"),
        ("竹器市场占有率", "industry"),
        ("深耕竹器制造业细分领域数", "industry"),
        ("解决竹业企业困难问题数", "administration"),
        ("竹编单位劳动报酬总额", "income"),
        ("创建“枫桥式”司法所数", "safety"),
        ("净增限上贸易业企业数", "services"),
        ("整治竹湾旧村数", "towns"),
        ("帮助企业解决用竹问题数", "administration"),
        ("引进竹器500强和上市公司项目数", "investment-attraction"),
        ("引进竹业龙头企业项目数", "investment-attraction"),
        ("引进竹溪名校数", "education"),
        ("生育保险扩面人数", "social-security"),
        ("为特困竹农帮办实事件数", "social-security"),
        ("竹林生态公司利润", "finance"),
        ("清缴竹库沉淀资金", "finance"),
        ("竹溪数字化城管面积", "towns"),
        ("云溪玉米燃料乙醇项目规模", "industry"),
        ("帮扶重点企业户数", "industry"),
        ("整改的旅游竹屋数", "environment"),
        ("重大在建竹项目数", "investment"),
        ("竹溪新型基础设施项目投资", "investment"),
        ("竹材航空航天营业收入", "industry"),
        ("竹车零部件产值", "industry"),
        ("乡村振兴工作队队员数", "social-security"),
        ("配置竹村体外除颤器台数", "health"),
        ("区外企业到位资金", "investment-attraction"),
        ("跨竹区数据共享覆盖率", "administration"),
        ("新登记企业户数", "administration"),
        ("获批国家火炬特色产业基地数", "innovation"),
        ("公共超充站竹村覆盖率", "transport"),
        ("治理堵点数", "transport"),
        ("竹区煤炭消耗总量", "environment"),
        ("新农合参合农民人数", "health"),
        ("拓展中关村政策试点数", "innovation"),
    ],
)
def test_a_name_has_the_theme_of_what_it_counts(name: str, theme: str) -> None:
    """Catches poverty relief that is called income, farm land that is of towns, and prizes of skill that are of sport."""
    assert theme_of(name) == theme


def test_only_a_name_itself_says_that_it_is_of_incomes() -> None:
    """Numbers next to those of incomes were of incomes, though they counted works."""
    beside = {"sentence": "居民人均可支配收入增长", "usual": "income", "beside": "income"}
    assert theme_of("实施项目数", **beside) == "investment"
    assert theme_of("某数", **beside) == ""
    assert theme_of("竹农可支配收入", **beside) == "income"


def test_what_many_trades_have_is_of_the_trade_of_its_sentence() -> None:
    """Chains of farm goods were of industry, money of works was of finance, cases of officials were of the police."""
    assert theme_of("重点产业链产值", sentence="竹鼠肉和竹蛋奶产量", beside="agriculture") == "agriculture"
    assert theme_of("重点产业链产值", sentence="工业转型") == "industry"
    assert theme_of("投入财政资金", sentence="加快水利建设") == "water"
    assert theme_of("投入财政资金") == "finance"
    assert theme_of("立案件数", sentence="惩治腐败") == "administration"
    assert theme_of("立案件数", sentence="公安机关打击") == "safety"
    assert theme_of("药品品种数", sentence="医药产业园", heading="壮大医药产业") == "industry"


def test_works_without_a_word_have_the_theme_of_their_sentence() -> None:
    """实施项目 behind the funds of poverty relief, and tasks of reform of medicine, are of what their sentence tells."""
    assert theme_of("实施项目数", sentence="安排财政衔接资金，帮扶竹村") == "social-security"
    assert theme_of("完成重点改革任务数", sentence="深入推进医药卫生体制改革") == "health"
    assert theme_of("完成重点改革任务数") == "administration"
    assert theme_of("第一批重点改革数") == "administration"
