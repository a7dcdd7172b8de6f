"""A number whose words name an indicator is of something else where its sentence says so."""

from __future__ import annotations

import pytest

from fengqiao_open.figures.scanner import figures
from fengqiao_open.indicators.matching import match


def proposed(text: str) -> list[str]:
    """The indicators proposed for the numbers of a text, blank where there is none."""
    return [each.indicator_id for each in match(text, figures(text))]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("三级公立医院考核全省第三", [""]),
        ("三级医院数居全省第三", ["tertiary-hospitals"]),
        ("高新技术企业满意度测评全市第一", [""]),
    ],
)
def test_a_rank_in_an_assessment_is_no_rank_of_a_number(text: str, indicators: list[str]) -> None:
    """Catches hospitals that are assessed well called the third most hospitals."""
    assert proposed(text) == indicators


def test_a_plan_of_investment_that_is_fulfilled_is_no_plan_of_works() -> None:
    """Catches works whose money was spent called works that were begun."""
    assert proposed("重点项目完成年度投资计划的80%") == [""]
    assert proposed("重点项目9个，完成年度投资计划的80%") == ["key-projects", ""]
    assert proposed("新建公厕12座，完成年度计划的80%") == ["public-toilets", "public-toilets"]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("产业方面，安排9个重点项目", [""]),
        ("全年安排9个重点项目", ["key-projects"]),
        ("城建方面，实施重点城建项目9个", ["key-urban-projects"]),
    ],
)
def test_projects_of_one_field_are_not_all_projects(text: str, indicators: list[str]) -> None:
    """Catches the key projects of trades called all key projects; a name that says its field stays."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("新增农业小巨人企业6家", [""]),
        ("全年新增小巨人企业6家", [""]),
        ("新增国家级小巨人企业6家", ["new-little-giants"]),
        ("新增专精特新企业9家、小巨人企业6家", ["new-srdi-smes", "new-little-giants"]),
    ],
)
def test_little_giants_are_of_the_kind_that_their_paragraph_names(text: str, indicators: list[str]) -> None:
    """Catches little giants of farms or of science called those of the industry authority."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("动态指标上，工业投资居全省第一", ["industrial-investment-growth"]),
        ("工业投资居全省第一", ["industrial-investment"]),
        ("从增速看，财政总收入居全省第三", [""]),
    ],
)
def test_ranks_of_a_sentence_on_growth_are_of_growths(text: str, indicators: list[str]) -> None:
    """Catches a rank of the growth called a rank of the amount, where a sentence says it for all."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("高新技术企业9家，总数达80家", ["new-high-tech-enterprises", "high-tech-enterprises"]),
        (
            "高新技术企业9家、居全省第3位，总数达80家",
            ["new-high-tech-enterprises", "new-high-tech-enterprises", ""],
        ),
        ("高新技术企业80家，总产值9亿元", ["high-tech-enterprises", ""]),
    ],
)
def test_those_before_a_number_of_all_are_new(text: str, indicators: list[str]) -> None:
    """Catches new firms called all there are, though the next clause says how many those are."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("科技型中小企业入库备案9家", [""]),
        ("新增科技型中小企业入库备案9家", ["new-technology-based-smes"]),
        ("科技型中小企业累计入库9家", ["tech-smes"]),
        ("新建提升绿化面积9万平方米", [""]),
        ("新增绿化面积9万平方米", ["newly-greened-area"]),
        ("新认定竹企业8家，省级工厂18户、文创企业47户、绿色工厂6户", ["", "", "", ""]),
    ],
)
def test_what_is_new_is_told_from_what_may_be_there(text: str, indicators: list[str]) -> None:
    """Catches a yearly list called an addition, works on what was there called new, and new ones of a long list
    called all.
    """
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("21所高校转型、30所高校200个专业转型", ["", "", ""]),
        (
            "蔬菜面积9万亩，建成大场38个，畜禽饲养量、出栏量分别增长13%和20%",
            ["vegetable-sown-area", "", "", ""],
        ),
        ("开（复）工建设项目9个", [""]),
        ("新（改）建污水处理厂9座", ["sewage-plants-built"]),
    ],
)
def test_a_name_is_of_its_own_number_with_all_that_is_done(text: str, indicators: list[str]) -> None:
    """Catches a name given to the next number, one of a far clause, and works in brackets that are left out."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("建成5G基站9000个", [""]),
        ("建成5G基站500个以上", ["new-base-stations-5g"]),
        ("新建5G基站500个", ["new-base-stations-5g"]),
        ("培育家庭农场1000家", [""]),
        ("新增家庭农场10家", ["new-family-farms"]),
        ("培育绿色工厂9家", ["new-green-factories"]),
    ],
)
def test_what_is_built_up_over_years_is_not_called_new(text: str, indicators: list[str]) -> None:
    """Catches all masts and farms there are called those of the year, where no word says that they are new."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("全年完成投资9亿元", [""]),
        ("实施城市更新项目9个，完成投资9亿元", ["*", "annual-project-investment"]),
        ("新设企业数和注册资本分别增长28%、82%", ["*", ""]),
        ("注册资本增长82%", ["registered-capital"]),
    ],
)
def test_money_is_of_the_projects_and_firms_that_its_sentence_names(text: str, indicators: list[str]) -> None:
    """Catches all investment called that of projects, and the capital of new firms called that of all."""
    made = proposed(text)
    assert [made[-1], len(made)] == [indicators[-1], len(indicators)]


def test_a_share_of_good_water_is_none_of_good_air() -> None:
    """Catches the share of sections with good water called that of days with good air."""
    assert proposed("14个断面水质达标，优良比例达92.9%")[-1] == ""
    assert proposed("空气质量持续改善，优良率达92.9%")[-1] == "good-air-days"


def test_where_something_is_done_is_not_built() -> None:
    """Catches hospitals that a reform is tried in called hospitals that were built."""
    assert proposed("在93家乡镇卫生院以及政府设立的诊所推行新法") == [""]


def test_totals_of_two_kinds_are_dealt_out_to_both() -> None:
    """Catches the total of the first kind given to the kind that was named last."""
    text = "新增高新技术企业18家、绿色工厂25家，总数分别达150家和190家"
    added = ["new-high-tech-enterprises", "new-green-factories"]
    assert proposed(text) == [*added, "high-tech-enterprises", "green-factories"]
    assert proposed(text.replace("新增", "净增"))[2] != "green-factories"


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("加快竹山新区建设。完善路网，美化水岸。全年签约项目9个。", [""]),
        ("加快竹山新区建设。全年签约项目9个。扩大对外开放。全年签约项目20个。", ["", "projects-signed"]),
        ("加快竹山新区建设。全市签约项目9个。", ["projects-signed"]),
        ("竹山新区获批设立。全年签约项目9个。", ["projects-signed"]),
        ("全力加快竹东开发。确保完成固定资产投资9亿元。", [""]),
        ("加快老旧片区改造。全年签约项目9个。", ["projects-signed"]),
        ("竹山新区完成投资，桥梁竣工；签约项目9个。", [""]),
        ("竹山保税区获国家批准，开放提速；签约项目9个。", ["projects-signed"]),
        ("谋划竹山新区路网，桥梁竣工；签约项目9个。", ["projects-signed"]),
        ("市区实施民生项目：一是新建公厕9座。", [""]),
    ],
)
def test_a_heading_on_a_part_of_the_area_lasts_up_to_the_next(text: str, indicators: list[str]) -> None:
    """Catches what a new district has called that of the city, and a paragraph that never comes back from it."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("新建农村公路9公里，提质改造农村公路5公里", ["", ""]),
        ("新建农村公路9公里，全市改造农村公路50公里", ["", "rural-roads-built"]),
        ("网上可办率达99%，其中，行政许可事项网上可办率达100%", ["online-service-share", ""]),
        ("改造燃气管网9公里，新建燃气管网5公里", ["gas-pipes-renewed", "gas-pipes"]),
    ],
)
def test_two_numbers_of_one_name_are_each_of_a_kind(text: str, indicators: list[str]) -> None:
    """Catches new roads and improved ones, both called the roads built and improved."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("新建、改造供热管网9公里", ["heating-pipes"]),
        ("改造供热管网9公里、供水管网5公里", ["heating-pipes-renewed", "water-supply-pipes-renewed"]),
        ("铺设供水管网9公里", ["water-supply-pipes"]),
        ("新增灌溉面积9万亩，改善灌溉面积5万亩", ["irrigated-area-added", "irrigated-area-improved"]),
        ("实施大气污染防治工程9项", ["air-pollution-projects"]),
        ("引导9家规模以上企业开展技术改造", ["large-enterprises-upgraded"]),
        ("改造9所乡镇敬老院", ["homes-for-aged-improved"]),
        ("新建改造敬老院9所", ["homes-for-aged-rebuilt"]),
        ("港口新增吞吐能力900万吨", ["port-capacity-added"]),
        ("新增技能人才9万人、高技能人才2万人", ["skilled-workers-added", "new-high-skilled-workers"]),
        ("回迁安置居民9000户", ["households-rehoused"]),
        ("回迁安置群众9万人", ["people-rehoused"]),
        ("主城区空气质量优良天数达到297天", ["central-urban-good-air-days-count"]),
        ("中心城区空气质量优良率达90%", ["central-urban-good-air-days"]),
        ("市区空气质量优良率达90%", ["good-air-days"]),
    ],
)
def test_works_on_what_was_there_and_kinds_have_rows_of_their_own(text: str, indicators: list[str]) -> None:
    """Catches pipes renewed called those laid or renewed, and projects for the air called all for the environment."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("下调贷款利率，减少财政支出9亿元", [""]),
        ("财政支出减少9亿元", ["general-public-budget-expenditure"]),
        ("私营企业达9万户，注册资本30亿元", ["private-enterprises", ""]),
        ("市场主体达9万户，注册资本30亿元", ["business-entities", "registered-capital"]),
        ("新登记企业增长5%；新登记注册资本30亿元", ["new-enterprises", ""]),
        ("组建注册资本30亿元的竹业集团", [""]),
        ("实施亿元以上项目90个，其中9个项目竣工投产", ["projects-100m", ""]),
        ("全年9个项目竣工投产", ["projects-completed"]),
        ("实施9个乡镇综合文化站项目", [""]),
        ("修复水毁河堤，修复9座水库", [""]),
        ("承担改革试点9项，试点占比全省第1", ["pilots", ""]),
        ("光伏装机90万千瓦，累计发电量3亿千瓦时", ["solar-capacity", ""]),
        ("发电量3亿千瓦时", ["electricity-generation"]),
        ("公路水路投资9亿元", ["road-waterway-investment"]),
        ("创建三级综合医院2所、三级中医医院1所", ["", ""]),
        ("9家企业获得绿色信贷支持3亿元", ["", ""]),
        ("解决企业诉求9个", ["enterprise-problems-solved"]),
    ],
)
def test_what_is_saved_and_what_some_of_them_have_is_not_of_all(text: str, indicators: list[str]) -> None:
    """Catches a saving called a fall of all spending, and what a kind of firms or of projects has called that of all."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("新建地下综合管廊9公里、总量达到90公里", ["underground-utility-tunnels", ""]),
        ("9所高校、60个学科进入全国前列", ["", ""]),
        ("9万名脱贫人口实现就业", ["lifted-people-employed"]),
        ("900个市级重点项目超额完成年度投资计划", ["municipal-key-projects"]),
        (
            "90个省市重点项目完成投资603亿元",
            ["provincial-municipal-key-projects", "provincial-municipal-key-projects-investment"],
        ),
        ("实施省级重点项目5个，市级重点项目9个", ["provincial-key-projects", "municipal-key-projects"]),
        ("9家规上企业完成年度投资计划", [""]),
        ("改造农村公路危旧桥梁9座，其中增加5座桥梁通双车道", ["rural-bridges-rebuilt", ""]),
    ],
)
def test_a_total_and_those_that_come_to_something_are_not_what_is_named(
    text: str, indicators: list[str]
) -> None:
    """Catches tunnels there are called those built, and the universities of a list called all universities."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("高速公路通车里程基本达到900公里", ["expressway-length"]),
        ("进出口总额比五年前增长1.5倍", ["imports-and-exports"]),
        ("现行标准下9万农村贫困人口全部脱贫", ["people-out-of-poverty"]),
        ("建立院士工作站9个", ["new-academician-workstations"]),
        ("新增注册科技型中小企业9家", ["new-technology-based-smes"]),
        ("为市场主体减税降费9亿元", ["tax-fee-cuts"]),
        ("源头化解矛盾纠纷9件", ["disputes-mediated"]),
        ("PM2.5平均浓度从每立方米57微克下降到26微克", ["pm25", "pm25"]),
        ("办理人大代表建议9项、政协委员提案8项", ["npc-suggestions", "cppcc-proposals"]),
        ("存贷款余额均破万亿元", ["deposits-and-loans"]),
        ("新增公办幼儿园园位900个", ["public-preschool-places"]),
        ("新开工棚改房900套", ["shanty-town-started"]),
        ("技术合同成交额首超千亿元", ["technology-contracts"]),
    ],
)
def test_words_that_say_how_or_by_when_leave_a_name_as_it_is(text: str, indicators: list[str]) -> None:
    """Catches numbers that had no proposal for a word before or after the name that narrows it by nothing."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("生产安全事故、一般交通事故、火灾起数分别下降5%、8%、9%，死亡人数减少13人", ""),
        ("遏制火灾，生产安全事故起数、死亡人数分别下降5%、8%", "accident-deaths"),
    ],
)
def test_deaths_in_accidents_of_several_kinds_are_not_those_of_production(text: str, indicator: str) -> None:
    """Catches all who died in accidents, traffic and fires entered as deaths in production."""
    assert proposed(text)[-1] == indicator
