"""A number gets the indicator that its clause names, or none."""

from __future__ import annotations

import sys

import pytest

from fengqiao_open.figures.scanner import figures
from fengqiao_open.indicators.catalogue import records
from fengqiao_open.indicators.matching import match
from fengqiao_open.indicators.units import quantity_of


def proposed(text: str) -> list[str]:
    """The indicators proposed for the numbers of a text, blank where there is none."""
    return [each.indicator_id for each in match(text, figures(text))]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("规模以上工业企业实现总产值120亿元", "gross-industrial-output"),
        ("规上工业总产值增长8%", "gross-industrial-output"),
        ("社零总额达到55亿元", "retail-sales"),
        ("全年城镇新增就业1200人", "new-urban-jobs"),
        ("人口自然增长率5.2‰", "natural-growth-rate"),
        ("民间投资占固定资产投资比重达60%", "private-investment-share"),
        ("PM2.5平均浓度降至17微克/立方米", "pm25"),
        ("新增“专精特新”企业6家", "new-srdi-smes"),
        ("垦造水田2600亩", "paddy-reclaimed"),
        ("“双随机、一公开”监管全覆盖", "random-inspection-coverage"),
        ("肉牛饲养量37.4万头", "cattle-raised"),
        ("城镇居民人均居住面积15平方米", "urban-living-space"),
        ("市场主体净增6.7万户", "business-entities"),
    ],
)
def test_a_name_before_a_number_decides(text: str, indicator: str) -> None:
    """Short forms, quotation marks, verbs and words of the figure itself do not hide a name."""
    assert proposed(text) == [indicator]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("自治区级企业技术中心达到5家", "provincial-technology-centres"),
        ("新增自治区级农业产业化联合体3家", "new-provincial-agri-consortia"),
        ("新增省级农业产业化联合体3家", "new-provincial-agri-consortia"),
    ],
)
def test_an_autonomous_region_is_of_the_level_of_a_province(text: str, indicator: str) -> None:
    """Catches towns of five regions whose number of the same thing is left to be drafted."""
    assert proposed(text) == [indicator]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("新增50家规上工业企业", "new-industrial-enterprises-above-size"),
        ("完成30个老旧小区改造", "old-estates-renovated"),
        ("新建12座公厕", "public-toilets"),
    ],
)
def test_a_noun_after_a_number_decides_where_only_a_verb_is_before(text: str, indicator: str) -> None:
    """新增 and the noun make the name together."""
    assert proposed(text) == [indicator]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        (
            "城乡居民人均可支配收入分别增长5.5%和7%",
            ["urban-disposable-income", "rural-disposable-income"],
        ),
        (
            "城镇、农村居民人均可支配收入分别达到4.2万元、2.1万元，增长5%和6.1%",
            ["urban-disposable-income", "rural-disposable-income"] * 2,
        ),
        (
            "地区生产总值、固定资产投资和进出口总额分别增长7%、10%和12%",
            ["gross-regional-product", "fixed-asset-investment", "imports-and-exports"],
        ),
        ("某某产业、小麦、粮食产量分别增长7%、8%和9%", ["", "wheat-output", "grain-output"]),
        (
            "接待游客97.6万人次、旅游收入4.8亿元，分别增长52%和26.9%",
            ["tourist-arrivals", "tourism-revenue"] * 2,
        ),
        ("贷款余额增长8%，存款余额分别增长7%和6%", ["loans", "", ""]),
        ("民营经济增加值和税收分别增长18%、16%", ["private-sector-value-added", ""]),
        ("城乡居民人均可支配收入增长6%和8%", ["urban-disposable-income", "rural-disposable-income"]),
        ("进出口总额、固定资产投资增长5%和6%", ["imports-and-exports", "fixed-asset-investment"]),
    ],
)
def test_a_list_is_dealt_out_by_place(text: str, indicators: list[str]) -> None:
    """The second figure is of the second name; a name that the catalogue lacks keeps its place."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("粮食产量12万吨，增长3%，居全县第2位", ["grain-output"] * 3),
        ("森林覆盖率由30%提高到35%", ["forest-coverage"] * 2),
        ("粮食产量12万吨，新建校舍3处", ["grain-output", ""]),
        ("粮食产量12万吨。增长3%", ["grain-output", ""]),
        ("固定资产投资增长6%，完成24亿元", ["fixed-asset-investment"] * 2),
        ("新登记企业增长6%，总量达到2万户", ["new-enterprises", ""]),
    ],
)
def test_growth_and_rank_are_of_the_number_before(text: str, indicators: list[str]) -> None:
    """Within its sentence, and no further than the next thing."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    "text",
    [
        "限上批发业销售额占社会消费品零售总额30%",
        "文化企业贷款余额增长18%",
        "民营规上工业增加值增长8%",
        "某某产业增加值增长8%",
        "竹编经济占地区生产总值比重达到45%",
        "固定资产投资12家",
        "地区生产总值、固定资产投资增长8%",
        "改造老旧小区供水管网12个",
        "粮食产量的测算方法3种",
        "新增企业贷款余额担保人12名",
    ],
)
def test_no_indicator_is_better_than_a_wrong_one(text: str) -> None:
    """Another word beside a name, a unit that does not fit, two names for one number: a person decides."""
    assert proposed(text) == [""]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("限上社零总额增长5%，社零总额增长6%", ["retail-sales-above-size", "retail-sales"]),
        (
            "规上服务业营业收入增长5%，规上工业营业收入增长6%",
            ["service-revenue-above-size", "industrial-revenue"],
        ),
        ("蔬菜产量3万吨，油菜2万亩", ["vegetable-output", "rapeseed-sown-area"]),
        ("新增高新技术企业5家，高新技术企业达到50家", ["new-high-tech-enterprises", "high-tech-enterprises"]),
        ("进出口总额9亿元，出口总额5亿元", ["imports-and-exports", "exports"]),
    ],
)
def test_names_that_share_words_are_told_apart(text: str, indicators: list[str]) -> None:
    """These were proposed for one another."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("改造老旧小区32个", ["old-estates-renovated"]),
        ("棚户区改造1000套（户）", ["shanty-town-units"]),
        ("新建、改建农村公路35公里", ["rural-roads-built"]),
        ("新登记社会组织5家", ["new-social-organisations"]),
        (
            "完成8万人易地扶贫搬迁和10万户农村危房改造",
            ["poverty-relocated-people", "rural-dilapidated-housing"],
        ),
        ("新建3座公厕、20个口袋公园", ["public-toilets", "pocket-parks"]),
        (
            "到位内资6亿元，利用外资1亿美元，增长26%和16%",
            ["domestic-capital-in-place", "foreign-capital-utilized"] * 2,
        ),
        ("城乡低保标准分别提高5%和6%", ["urban-minimum-living-standard", "rural-minimum-living-standard"]),
        ("森林覆盖率、建成区绿化覆盖率分别达到45%和42%", ["forest-coverage", "green-coverage-rate"]),
    ],
)
def test_a_verb_a_list_of_verbs_or_a_bracket_hides_no_name(text: str, indicators: list[str]) -> None:
    """Nothing was proposed for the last numbers of these."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("新开工5个某某馆", [""]),
        ("财政总收入超10亿元的县达到5个", ["", ""]),
        ("农村危房改造12户，为19户住房困难家庭发放补贴", ["rural-dilapidated-housing", ""]),
        ("解决10个老旧小区3层以上用水", ["", ""]),
        ("20亿元以上项目8个", [""]),
        ("创建名牌、参与制定行业标准三项工作", [""]),
        ("城镇新增就业6万人，减少24万贫困人口", ["new-urban-jobs", ""]),
    ],
)
def test_a_number_of_something_else_takes_no_name_near_it(text: str, indicators: list[str]) -> None:
    """A verb whose noun is to come, a threshold, another thing after a comma, a noun that goes on."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("光伏产业规上工业总产值增长8%", [""]),
        ("青山县规模以上工业增加值增长8%", [""]),
        ("全国地区生产总值增长5%", [""]),
        ("贫困地区农村居民人均可支配收入增长9%", ["poor-area-farmer-income"]),
        ("新增省级重点实验室3家", ["new-provincial-key-laboratories"]),
        ("铁路旅客发送量90万人次", ["railway-passengers"]),
        ("办理人大代表建议12件、政协提案9件", ["npc-suggestions", "cppcc-proposals"]),
        ("新建公办幼儿园3所", ["public-kindergartens-built"]),
        ("批发、零售业商品销售额分别增长12%、9%", ["wholesale-sales", "retail-trade-sales"]),
        ("到位资金8亿元", [""]),
        ("招商引资到位资金8亿元", ["investment-in-place"]),
        ("消费对经济增长的贡献率达到57%", ["consumption-growth-contribution"]),
        ("引进投资超10亿元重大项目15个", ["", ""]),
    ],
)
def test_a_narrower_thing_is_itself_or_nothing(text: str, indicators: list[str]) -> None:
    """A trade, a place, a rank, a kind before a name: a long name was taken whatever was before it."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("5G基站达到900座", ["base-stations-5g"]),
        ("累计建成5G基站900座", ["base-stations-5g"]),
        ("新建5G基站90座", ["new-base-stations-5g"]),
        ("创建绿色工厂4家", ["new-green-factories"]),
        ("绿色工厂、瞪羚企业分别新增4家、5家", ["new-green-factories", "new-gazelle-enterprises"]),
        ("新增绿色工厂4家，总数达40家", ["new-green-factories", "green-factories"]),
        ("建成绿色工厂达40家", [""]),
        ("改造绿色工厂4家", [""]),
        ("新增税收5000万元", [""]),
        ("新增污水日处理能力75万吨，垃圾日处理能力8000吨", ["new-sewage-capacity", ""]),
        ("新开工保障性住房3000套", ["affordable-housing-started"]),
        ("新开工公厕3座", [""]),
        ("供水管网从300公里增加到500公里", ["", ""]),
        ("建成区面积达到500平方公里", ["built-up-area"]),
        ("两家企业的规上工业总产值均超过20亿元", ["", ""]),
    ],
)
def test_what_is_there_is_not_what_is_new_or_begun(text: str, indicators: list[str]) -> None:
    """A stock and what is added to it were one indicator, and so were works begun and works done."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("税收收入9亿元，占一般公共预算收入的60%", ["tax-revenue", "tax-share-of-revenue"]),
        ("服务业增加值增长9%，对经济增长贡献率46%", ["services-value-added", "services-growth-contribution"]),
        ("工业投资9亿元，占一般公共预算收入的60%", ["industrial-investment", ""]),
        ("文化产业增加值占全市生产总值的比重达到12%", ["culture-share-of-grp"]),
        (
            "三次产业结构由10:40:50调整为8:41:51",
            ["primary-industry-share", "secondary-industry-share", "services-share-of-grp"] * 2,
        ),
        (
            "生猪、肉牛、家禽出栏量分别为33万头、2万头和1159万只",
            ["pigs-slaughtered", "cattle-slaughtered", "poultry-slaughtered"],
        ),
        ("接待游客和旅游收入分别增长10%以上", [""]),
        (
            "城镇居民人均可支配收入2万元，农民人均纯收入1万元，扣除价格因素，分别增长5%和6%",
            ["urban-disposable-income", "rural-net-income"] * 2,
        ),
        ("办理政协提案9件，办结率100%", ["cppcc-proposals", "reply-rate"]),
        ("粮食播种面积730万亩、产量300万吨", ["grain-sown-area", "grain-output"]),
    ],
)
def test_a_share_and_a_list_are_of_what_they_say(text: str, indicators: list[str]) -> None:
    """A share of the number before had none, the second and third of a proportion neither."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("高新区加快建设，工业投资增长9%", [""]),
        ("高新区加快建设，全市工业投资增长9%", ["industrial-investment"]),
        ("高新区加快建设。工业投资增长9%", ["industrial-investment"]),
        ("高新区加快建设，园区营业收入增长9%", ["park-revenue"]),
        ("推进园区建设，工业投资增长9%", ["industrial-investment"]),
    ],
)
def test_a_sentence_on_a_part_of_the_area_is_of_that_part(text: str, indicators: list[str]) -> None:
    """What a park did was entered for the whole city."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("新备案瞪羚企业12家", ["new-gazelle-enterprises"]),
        ("瞪羚企业备案12家", [""]),
        ("养老服务中心投入使用30个", ["new-elderly-service-centres"]),
        ("30个养老服务中心投入使用", ["new-elderly-service-centres"]),
        ("建成农家书屋100个", ["new-farm-reading-rooms"]),
        ("5座污水处理厂建成投用", ["new-sewage-plants"]),
        ("新建改造敬老院10所", ["homes-for-aged-rebuilt"]),
        ("新建改造农村幸福院10所", [""]),
        ("新建改造绿色工厂4家", [""]),
        ("加快发展5个国家先进制造业集群", [""]),
        ("提质绿色工厂4家", [""]),
        ("获评绿色工厂4家", ["new-green-factories"]),
        ("新批小额贷款公司2家", ["new-small-loan-companies"]),
        ("重点扶持绿色工厂4家", [""]),
        ("减少贫困人口75万人", ["poor-population-decrease"]),
        ("限上企业净增18家", ["above-size-trade-enterprises"]),
        ("高新技术企业净增80家，总数达430家", ["high-tech-enterprises"] * 2),
        ("净增贷款余额100亿元", ["loans"]),
        ("新获批全国、省重点实验室5家", ["new-provincial-key-laboratories"]),
        ("孵化企业300家", [""]),
        ("累计孵化企业300家", ["incubated-in-all"]),
        ("在孵企业300家", ["incubated-enterprises"]),
        ("再添绿色工厂4家", ["new-green-factories"]),
        ("培育壮大绿色工厂4家", [""]),
        ("3个养老服务中心、2所社区医院投入使用", ["new-elderly-service-centres", "new-community-hospitals"]),
    ],
)
def test_words_of_coming_into_being_are_of_what_is_new(text: str, indicators: list[str]) -> None:
    """投入使用 and 净增 were all there are or what is new by chance; a list (备案) may be of either, new and rebuilt
    ones together are neither.
    """
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("城镇居民医保参保率达95%", ["urban-resident-medical"]),
        ("城乡居民医保参保率达95%", ["resident-medical-insurance"]),
        ("创建生态乡镇5个", ["new-ecological-townships"]),
        ("创建生态乡镇和生态村5个", ["new-ecological-towns"]),
        ("新建绿色建筑30万平方米", ["green-buildings-built"]),
        ("新建绿色和装配式建筑30万平方米", ["green-buildings"]),
        ("新增公交车30辆", ["buses-new"]),
        ("新增更新公交车30辆", ["buses-added"]),
        ("新辟公交线路3条", ["bus-routes-new"]),
        ("实施重点工业项目30个", ["key-industrial-projects"]),
        ("实施工业项目30个", ["industrial-projects"]),
        ("重点培育高新技术企业30家", ["new-high-tech-enterprises"]),
        ("重点商业项目30个", [""]),
        ("工业技改投资增长8%", ["industrial-upgrading-investment"]),
        ("新增公办幼儿园学位300个", ["public-preschool-places"]),
        ("新增上市挂牌企业9家", ["new-listed-and-quoted-companies"]),
        ("新增上市及过会企业8家", ["new-listed-and-approved"]),
        ("设立消费贷款公司18家", [""]),
        ("自营进出口总额增长12%", [""]),
        ("大中修农村公路550公里", [""]),
    ],
)
def test_a_wider_name_is_not_given_to_a_part_of_it(text: str, indicators: list[str]) -> None:
    """Urban residents are not all residents, and of two things that a row joins, one alone is another row."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("推进审计监督全覆盖", ["audit-coverage"]),
        ("新时代文明实践中心实现全覆盖", ["civilisation-centre-coverage"]),
        ("新农合实现全覆盖", [""]),
        ("实施企业研发机构全覆盖三年行动", [""]),
        ("认真办好10件民生实事", ["livelihood-projects"]),
        ("30件年度民生实事全部完成", ["livelihood-projects"]),
        ("解决了17.1万农村人口饮水安全问题", ["safe-drinking-water-persons"]),
        ("专利申请量和授权量分别增长22%和12%", ["patent-applications", "patents-granted"]),
        (
            "三次产业比由18:39:43调整为14:40:46",
            ["primary-industry-share", "secondary-industry-share", "services-share-of-grp"] * 2,
        ),
    ],
)
def test_more_of_what_reports_print_is_found(text: str, indicators: list[str]) -> None:
    """All covered is a share of coverage, and of nothing else; adverbs, 的 and 了 hide no name."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("刑事案件、竹编案件分别下降19.2%、24.1%", ["criminal-cases", ""]),
        ("市属国企资产总额、竹编收入分别增长13.2%和13.1%", ["state-enterprise-assets", ""]),
        ("高新技术企业、竹园收入分别增长5%、8%", ["", ""]),
        ("刑事案件、竹编案件、其他案件分别下降19.2%、24.1%", ["", ""]),
        (
            "城乡居民人均可支配收入分别为49931元、24553元，均居全省第2，分别增长4.5%、6.9%",
            [
                "urban-disposable-income",
                "rural-disposable-income",
                "",
                "urban-disposable-income",
                "rural-disposable-income",
            ],
        ),
        (
            "城乡低保标准分别提高至700元/月、500元/月，居全省第3位、第6位",
            ["urban-minimum-living-standard", "rural-minimum-living-standard"] * 2,
        ),
        (
            "利用竹材3亿元、引进省外到位资金9亿元，分别增长5%和7%",
            ["", "out-of-province-capital", "", "out-of-province-capital"],
        ),
        (
            "养老、医疗保险参保率分别提高到80%和95%",
            ["pension-coverage", "basic-medical-coverage"],
        ),
    ],
)
def test_a_list_is_dealt_out_where_a_member_has_no_name(text: str, indicators: list[str]) -> None:
    """The members that have one lost theirs: the name had to be the last, and a rank of all ended the list.

    Where the members are not as many as the numbers, or the last noun may be of all of them, none is given.
    """
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("国内生产总值157亿元（当年价，下同），比1992年增长16%", ["gross-regional-product"] * 2),
        ("新设立企业34.3万户、增长14.9%", ["new-enterprises"] * 2),
        ("新增高新技术企业29户、总量增长11.6%", ["new-high-tech-enterprises", "high-tech-enterprises"]),
        (
            "三次产业的比重调整为11:47:42",
            ["primary-industry-share", "secondary-industry-share", "services-share-of-grp"],
        ),
        ("今后五年生产总值年均增长11%", ["gross-regional-product"]),
        ("“十五”末财政总收入达到25亿元", ["total-fiscal-revenue"]),
        ("研发支出占GDP比重仅为1.8%", ["rd-intensity"]),
        (
            "新增绿地26万平方米，人均公共绿地9.8平方米",
            ["urban-green-space-added", "park-green-space-per-capita"],
        ),
        ("新增企业300家以上，上市企业达84家", ["new-enterprises", "listed-companies"]),
        ("空气质量优良天数达到98.6%", ["good-air-days"]),
        ("空气质量优良天数达到298天", ["good-air-days-count"]),
        ("竹路至竹桥等6条高速公路建成通车", ["motorways-completed"]),
        ("打通竹路等5条断头路", ["dead-end-roads-opened"]),
        ("发放5000万元消费券", ["consumption-vouchers"]),
        ("全省绿色矿山达到50家", ["green-mines"]),
        ("省级绿色矿山达到50家", ["provincial-green-mines"]),
        ("居民人均年可支配收入500元", [""]),
        ("农民年人均纯收入500元", ["rural-net-income"]),
        ("打通断头路5条", ["dead-end-roads-opened"]),
        ("开工建设保障性住房500套", ["affordable-housing-started"]),
        ("处置闲置土地500亩", ["idle-land-disposed"]),
        (
            "民生支出30亿元，占全市一般公共预算支出的78%",
            ["livelihood-expenditure", "livelihood-expenditure-share"],
        ),
        ("对“一带一路”沿线国家进出口增长40%", ["belt-and-road-trade"]),
        ("建设10座体育公园", ["new-sports-parks"]),
        ("实施11个专项规划", [""]),
    ],
)
def test_words_between_a_name_and_its_number_hide_no_name(text: str, indicators: list[str]) -> None:
    """Asides in brackets, spans of years, examples before the number and the whole area are no other thing."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("竹厂等5个项目建成投产", [""]),
        ("竹厂等5家上市公司", [""]),
        ("竹厂等5家企业上市", ["new-listed-companies"]),
    ],
)
def test_some_of_the_things_are_not_all_there_are(text: str, indicators: list[str]) -> None:
    """Examples before the number say that it is of a batch: of a flow perhaps, of what is there never."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("地区生产总值增长7%，同比提高0.4个百分点", ["gross-regional-product", ""]),
        ("地区生产总值增长7%，人均突破2万美元", ["gross-regional-product", "per-capita-grp"]),
        ("办理人大代表建议33件、议案3件", ["npc-suggestions", ""]),
        ("完成新能源投资32亿元", [""]),
        ("农村公路超过27万公里，居全省第2位", ["", ""]),
        ("新建农村公路达27公里", ["rural-roads-built"]),
        ("为51所乡镇卫生院配发设备", [""]),
        ("中小学校舍新开工9个、完工8个", ["", ""]),
        ("推进重点项目，其中新开工14项、续建22项、竣工9项", ["", "", ""]),
        ("开展教师培训，培训9名乡村教师", [""]),
        ("蔬菜、肉蛋奶产量分别达9万吨、8万吨", ["vegetable-output", "meat-egg-milk-output"]),
        ("国家级文物保护单位达到18个", [""]),
        ("社区食堂试点建设42个", [""]),
        ("建成轨道交通300公里，通车总里程达到442公里", ["", ""]),
        ("离校未就业高校毕业生就业率达90%", ["unemployed-graduate-employment"]),
        ("专业技术人才、技能人才分别达23万人、28万人", ["professionals", ""]),
        ("水库总库容达到7亿立方米", [""]),
        ("引进项目99个，其中亿元以上项目68个", ["projects-introduced", ""]),
        ("实施项目99个，其中亿元以上项目68个", ["", "projects-100m"]),
        ("新增铁路97公里，干线公路125公里，发电装机容量14万千瓦", ["", "", ""]),
    ],
)
def test_what_only_goes_on_from_a_name_or_holds_it_is_of_something_else(
    text: str, indicators: list[str]
) -> None:
    """Fresh readers found these: the growth of a growth, what each has, what is there, a part of what is named."""
    assert proposed(text) == indicators


def test_what_all_have_together_is_no_number_of_the_new_ones() -> None:
    """累计达到 after 新增 of several things made a second number of those added."""
    wanted = ["new-regional-headquarters", "", "regional-headquarters", ""]
    assert proposed("跨国公司地区总部、竹编中心分别新增9家和5家，累计分别达到89家和53家") == wanted


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("2031年全市都市工业园完成税收10亿元", [""]),
        ("竹编高新区做强产业，新签约项目22项", [""]),
        ("充分发挥开发区招商作用，新签约项目22项", ["projects-signed"]),
        ("——自贸区竹山片区入选名单，进出口总额突破千亿元", [""]),
        ("加快园区升级攻坚。力争完成固定资产投资21亿元、地区生产总值45亿元", ["", ""]),
        ("大力发展园区经济。经济区要抓服务，财政收入突破1亿元", [""]),
        ("北部新区要先行先试。确保工业产值1400亿元。全市工业产值9亿元", ["", "all-industry-output"]),
        ("竹山县走在全市前列，固定资产投资增长9%", [""]),
        ("推进园区建设，扩大开放。全年进出口总额增长5%", ["imports-and-exports"]),
    ],
)
def test_a_park_that_acts_is_a_part_and_one_that_is_used_is_none(text: str, indicators: list[str]) -> None:
    """Projects and taxes of a park were entered for the whole city, and those got by means of one left out."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("unit", "quantity"),
    [
        ("亿元", "money"),
        ("元/月", "price"),
        ("万吨", "mass"),
        ("吨标准煤/万元", "intensity"),
        ("万千瓦", "power"),
        ("亿千瓦时", "energy"),
        ("万立方米", "volume"),
        ("户", "count"),
        ("", ""),
    ],
)
def test_the_quantity_of_a_unit_is_known(unit: str, quantity: str) -> None:
    """Mass, volume, energy and power are no counts."""
    assert quantity_of(unit)[0] == quantity


def test_a_report_is_matched_at_once() -> None:
    """Catches a search that tries every name at every number: a report of 30,000 characters took minutes."""

    def calls(times: int) -> float:
        """The functions called for each number of a text that repeats one sentence."""
        text = "全年规上工业总产值完成120亿元，增长8%；新增高新技术企业5家、科技型中小企业6家。" * times
        found, number = figures(text), 0

        def count(frame: object, event: str, arg: object) -> None:
            nonlocal number
            number += event.endswith("call")

        sys.setprofile(count)
        try:
            match(text, found)
        finally:
            sys.setprofile(None)
        return number / len(found)

    calls(1)  # names and patterns are read once
    assert calls(200) < 1.1 * calls(50) < len(records())


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("遴选民生实事10件", ["livelihood-projects"]),
        ("经人大代表票决的10件民生实事", ["livelihood-projects"]),
        ("提请市人大及其常委会审议地方性法规5件", ["local-regulations"]),
        ("承办人大代表建议12件", ["npc-suggestions"]),
        ("取消和下放行政职权30项", ["items-cancelled-delegated"]),
        ("实施大中型灌区续建配套与节水改造5处", ["irrigation-districts-upgraded"]),
        ("建成电动汽车公共充电桩300个", ["new-charging-points"]),
    ],
)
def test_who_chose_a_thing_or_asked_for_it_makes_it_no_other(text: str, indicators: list[str]) -> None:
    """Words of choosing, voting and handing in were read as part of the name, which then was of none."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("争创3个国家级、8个市级现代农业产业园", ["", ""]),
        ("新认证有机农产品9个、“甘味”品牌5个", ["new-organic-products", "new-ganwei-brands"]),
        ("累计建成竹亭5个、农村社区服务中心6家", ["", "rural-community-centres"]),
        ("确保新增绿色工厂4家，规上服务业企业5家", ["new-green-factories", ""]),
    ],
)
def test_the_verb_that_a_list_begins_with_is_of_its_later_members(text: str, indicators: list[str]) -> None:
    """A later member without a verb of its own was taken for all there are, or for what is new."""
    assert proposed(text) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("新增省级乡村振兴示范区4个", [""]),
        ("新增乡村振兴示范区4个", ["new-rural-revitalisation-zones"]),
        ("改造大型灌区3处", ["large-irrigation-districts-upgraded"]),
        ("改造大中型灌区3处", ["irrigation-districts-upgraded"]),
        ("农村饮水安全全覆盖", ["rural-safe-water-coverage"]),
        ("统筹整合涉农资金3亿元", ["agri-funds-pooled"]),
        ("精品民宿30家", [""]),
    ],
)
def test_a_level_or_a_size_is_not_called_the_whole(text: str, indicators: list[str]) -> None:
    """Those of a province, the large ones and the fine ones were given the row of all of them."""
    assert proposed(text) == indicators


def test_words_of_being_put_to_use_make_a_thing_no_narrower() -> None:
    """建成开放, 建成投用 and 设置 before a name made of it something else."""
    for text in ("建成开放口袋公园9个", "建成投用口袋公园9个", "核销地质灾害隐患点12处"):
        assert proposed(text) != [""], text
    assert proposed("建成开放屋顶口袋公园9个") == [""]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("新增“四上”企业65家，其中规上工业企业25家", "new-industrial-enterprises-above-size"),
        ("净增企业110家，其中规上工业企业25家", ""),
        ("某计划新增竹坊5户、规模以上工业企业6家", "new-industrial-enterprises-above-size"),
        ("国家级高新技术企业新增2家、总数达到30家，其中国家级小巨人企业5家", "little-giants"),
        ("获评省级绿美乡镇8个、绿美村庄30个", "new-green-beautiful-villages"),
        ("新缔结3对国际友城", "new-sister-cities"),
        ("新入园企业40户", "new-park-enterprises"),
        ("新能源充电桩达到5000个", "charging-points"),
        ("服务市场主体1.3万家", ""),
        ("9所高校加快建设", ""),
    ],
)
def test_what_is_new_is_not_all_there_is(text: str, last: str) -> None:
    """A verb within the clause, and some of what is new, were taken for all there are."""
    assert proposed(text)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "水果产量增速全省第二",
        "900个村集体经济收入超过5万元",
        "国家区域医疗中心等8个重点医疗项目加快建设",
    ],
)
def test_a_growth_a_limit_and_a_number_of_others_is_not_the_thing_itself(text: str) -> None:
    """A rank of a growth, what each of some is over, and the things that one is an example of."""
    assert set(proposed(text)) == {""}


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("社会消费品零售总额增速全省第二", ["retail-sales-growth"]),
        ("实际利用外资2亿美元，增幅居全省第3位", ["foreign-capital-utilized-growth"]),
        ("实际利用外资2亿美元，居全省第3位", ["foreign-capital-utilized"]),
        (
            "城乡居民人均可支配收入分别达3万元、2万元，增速分别居全省第1位、第3位",
            ["urban-disposable-income-growth", "rural-disposable-income-growth"],
        ),
        ("固定资产投资增速居全市第2位，增长5%", ["fixed-asset-investment"]),
    ],
)
def test_a_rank_of_a_growth_is_of_that_growth(text: str, last: list[str]) -> None:
    """A place by growth was entered as a place by amount, and two places of one year disagreed."""
    assert proposed(text)[-len(last) :] == last


def test_what_is_done_in_the_town_or_by_a_corps_is_a_part() -> None:
    """Clauses that go on from 市区 or 兵团 as their subject, up to the whole area or what is of the town itself."""
    assert proposed("市区新建竹亭3座，改造公厕8座") == ["", ""]
    assert proposed("市区新建竹亭3座，全市改造公厕8座")[1] == "public-toilets"
    assert proposed("市区供水、供热工程完工，改造公厕8座") == ["public-toilets"]
    assert proposed("2014年，兵团竹业产值增长16%，固定资产投资增长16%")[1] == ""


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("肉牛存栏9万头", "beef-cattle-in-stock"),
        ("牛存栏9万头", "cattle-in-stock"),
        ("瓜菜种植面积6万亩", "melon-vegetable-area"),
        ("新增中小学学位2万个", "primary-and-secondary-places-added"),
        ("新增万吨级以上泊位6个", "new-large-berths"),
        ("新增高效节水灌溉面积3万亩", "new-efficient-water-saving-irrigation"),
        ("高效节水灌溉面积达到30万亩", "efficient-water-saving-irrigation"),
        ("科技成果转化率达到60%", "results-transfer-rate"),
        ("隐性债务余额下降5%", "hidden-debt"),
        ("清收不良资产9亿元", "bad-assets-disposed"),
        ("残疾人家庭无障碍改造30户", "disabled-homes-adapted"),
        ("生活污水处理率达到60%", "sewage-treatment-rate"),
        ("城镇生活污水处理率达到60%", "urban-sewage-treatment-rate"),
        ("农村集中供水率达到60%", "rural-central-water-rate"),
        ("更新老旧电梯20部", "lifts-renewed"),
        ("实施城市更新项目9个", "urban-renewal-projects"),
        ("全程网办率达到60%", "whole-online-rate"),
        ("累计识别监测对象9万人", ""),
        ("县域工业增加值增长8%", ""),
        ("新增3A级物流企业2家", ""),
    ],
)
def test_a_narrower_thing_has_a_row_of_its_own(text: str, indicator: str) -> None:
    """Beef cattle are not all cattle, hidden debt is no debt of the government, and so on."""
    assert proposed(text) == [indicator]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("维修城市道路12万平方米", ["road-area-repaired"]),
        ("新增城市道路面积12万平方米", ["road-area-urban"]),
        ("新增公交专用道30公里", ["new-bus-lanes"]),
        ("公交专用道达到157公里", ["bus-lanes"]),
        ("跨境电商出口7亿美元", ["cross-border-e-commerce-exports"]),
        ("近岸海域水质达标率93%", ["coastal-water-standard-share"]),
        ("举办文化进社区活动80场", ["cultural-events"]),
        ("建设棚改安置房900套", ["shanty-town-resettlement-homes"]),
        ("建成棚改安置房900套", ["shanty-town-completed"]),
        ("引进高层次创新团队4个", ["innovation-teams-attracted"]),
        ("供应工业用地900亩", ["industrial-land-supplied"]),
        ("新增“两品一标”农产品5个", ["new-two-products-one-mark"]),
        ("“三品一标”农产品5个", ["three-products-one-mark"]),
        ("推动1500家规上工业企业完成数字化转型", ["large-enterprises-digitalised"]),
        ("推动20家中小企业数字化转型", ["smes-digitalised"]),
        ("新建20个旗舰中医馆", [""]),
        ("保障项目用地10万亩", [""]),
    ],
)
def test_a_thing_of_its_own_has_no_row_of_another(text: str, expected: list[str]) -> None:
    """Catches repairs named as what is new, exports as all trade, and a part as the whole, by a wide alias."""
    assert proposed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规上工业增加值增长3%、居全省第5位", ["industrial-value-added", "industrial-value-added-growth"]),
        ("105家医疗卫生机构与邻市院校深度合作", [""]),
        ("实施亿元以上项目295个。其中工业项目150个", ["projects-100m", ""]),
        ("新发展产业化组织1300个，其中市级龙头企业9个", ["", "new-municipal-agri-leaders"]),
    ],
)
def test_some_of_them_and_the_rank_of_a_growth_are_not_all(text: str, expected: list[str]) -> None:
    """Catches firms that work with others, and projects of those above a size, as all there are."""
    assert proposed(text) == expected
