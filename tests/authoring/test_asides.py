"""A number that counts nothing makes no row, and one that counts makes its row."""

from __future__ import annotations

import pytest

from fengqiao_open.authoring.asides import aside
from fengqiao_open.authoring.scaffold import draft
from fengqiao_open.figures.scanner import figures


@pytest.mark.parametrize(
    ("text", "disposition"),
    [
        ("2031-02-10 浏览次数：356", "name"),
        ("来源：竹溪镇 阅读数 356 打印", "name"),
        ("索引号：11330402/2031", "name"),
        ("财政收入连续五年增长", "date"),
        ("坚决消除劣五类水体", "name"),
        ("竹河断面全面消除劣Ⅴ类，", "name"),
        ("做好5g基站布点", "name"),
        ("总书记先后3次就竹溪工作作出重要指示批示", "slogan"),
        ("竹学科进入ESI全球排名前1%", "name"),
        ("以竹馆、竹园等30个重点竹项目建设为抓手", "enumeration"),
        ("牢记总书记两次视察竹溪的嘱托", "slogan"),
        ("总书记先后10次视察竹溪、18次对竹业讲话", "slogan"),
        ("支持中船718所创建竹平台", "name"),
        ("竹溪万卡绿色算力项目点亮", "name"),
        ("落实竹编约法三章、九条禁令", "name"),
        ("竹城、三台分别入选", "name"),
        ("第二、第三和竹湾污水处理厂建成", "name"),
        ("完善一主四副的竹城格局", "name"),
        ("五项社会保障完成任务", "enumeration"),
        ("竹园、五一八船用竹板项目", "name"),
        ("新建1000平方米竹编社区2个", "name"),
        ("在全国首批14个沿海开放城市中领先", "name"),
        ("引导各县选择1—2个竹编产业", "enumeration"),
        ("竹编指数在同批19个竹片区中排名第二", "name"),
        ("发挥集体和个人两个积极性", "enumeration"),
        ("竹机-20取得突破", "name"),
        ("经过三年努力", "date"),
        ("实施竹编五年发展纲要", "date"),
        ("竹里程五年新增71公里", "date"),
        ("出台竹业19条、竹房16条等政策", "enumeration"),
        ("竹价创五年新高", "date"),
        ("用好240小时过境免签", "name"),
        ("一元数码项目投产", "name"),
        ("全覆盖推进竹业学习", "lexical"),
        ("竹业教育分两批进行", "enumeration"),
        ("万头以上养猪场达标", "name"),
        ("维修20年以上老旧竹管", "name"),
        ("打造20个万担乡镇", "name"),
        ("引进10亿元项目35个", "name"),
        ("建成三个300亿元园区", "name"),
        ("培育一批年产值超10亿元的企业", "name"),
        ("引进5亿元（或1亿美元）以上项目9个", "name"),
        ("3家企业超过50亿元", "name"),
        ("连续8次获奖", "enumeration"),
        ("重点抓好七个方面工作", "enumeration"),
        ("出台稳增长16条措施", "enumeration"),
        ("落实省委十项规定", "enumeration"),
        ("住房、教育、医疗三项支出", "enumeration"),
        ("打造千亿工业走廊", "name"),
        ("建设万亩生态牧场", "name"),
        ("地铁1号线3期加快建设", "name"),
        ("建立五项机制。", "enumeration"),
        ("重点推进十项自主改革：深化", "enumeration"),
        ("甲、乙和丙3市", "enumeration"),
        ("保障四类群体。", "enumeration"),
        ("实施10类286个项目", "enumeration"),
        ("与760万云溪人民同心携手", "slogan"),
        ("一天当作两天用", "slogan"),
        ("成熟一宗出让一宗，", "slogan"),
        ("建设一片、繁荣一片", "slogan"),
        ("实施“项目为王、企业第一”行动", "slogan"),
        ("新建500千伏变电站", "name"),
        ("九台区加快发展", "name"),
        ("游览百车河景区", "name"),
        ("支持五县（市）发展", "name"),
        ("完善110、120社会救助系统", "hotline"),
        ("引进抖音、360集团等企业", "name"),
        ("石湖5～6#泊位开工", "name"),
        ("农村60岁以上老人体检", "name"),
        ("产值过千万元的65户，超10亿元的3户", "name"),
        ("建成50万人口城市", "name"),
        ("做好0—6岁残疾儿童救助", "name"),
        ("推进乡镇15分钟上高速", "name"),
        ("| 9 | 工业增加值 | 亿元 |", "enumeration"),
        ("经过改革开放30多年的探索", "date"),
        ("建成五万人体育场", "name"),
        ("拥有海拔4000米以上机场", "name"),
        ("沿江1公里范围内企业签约", "name"),
        ("养殖2000头以上规模肉牛场210个", "name"),
        ("引进总投资100亿元或10亿美元项目4个", "name"),
        ("发挥渤中19-6终端优势", "name"),
        ("建成#13、#14等泊位", "name"),
        ("建设渤海二十一路", "name"),
        ("实现全岛3小时通达", "name"),
        ("成为全国50个核心育种场之一", "enumeration"),
        ("以15项重大工程为抓手", "enumeration"),
        ("全国第一、行业第一的企业", "slogan"),
        ("国企三年改革工作", "date"),
        ("做好新一年工作", "date"),
        ("面对短短一年", "date"),
        ("每两年体检", "date"),
        ("竹院18个月建成", "date"),
        ("竹乡30年的梦", "date"),
        ("战胜五十年一遇洪水", "standard"),
        ("新建24小时供水点", "name"),
        ("承包期再延长30年", "date"),
        ("每季度巡竹两次。", "lexical"),
        ("经历90多个日日夜夜", "date"),
        ("这两项指标居首", "enumeration"),
        ("资金和政策两个保障", "enumeration"),
        ("缴纳五项社会保险", "enumeration"),
        ("国企三项制度改革", "enumeration"),
        ("完成前两批任务", "ordinal"),
        ("集中抓好5件事：", "enumeration"),
        ("遵循八条方针、", "enumeration"),
        ("写下浓重一笔。", "lexical"),
        ("不落一户、", "lexical"),
        ("前一段，我们", "lexical"),
        ("建设一支高素质竹业队伍", "lexical"),
        ("建设一个人民满意的政府", "lexical"),
        ("由制度全覆盖向人员全覆盖转变", "lexical"),
        ("办好一件、解决一类", "slogan"),
        ("落实竹业“两个80%”目标", "name"),
        ("闭环做到“3个100%”。", "name"),
        ("实施“两个10万元”竹编工程", "name"),
        ("竹园公交进入“1元时代”。", "name"),
        ("实施“竹业跨越千亿元”计划", "name"),
        ("实现“两个为零、一个最低”", "slogan"),
        ("聚焦竹海“勇夺第一”目标", "slogan"),
        ("各园引进1个50亿元以上或者2个20亿元以上的竹项目", "name"),
        ("建设若干100万、20万人口规模城镇", "name"),
        ("在过五万亿经济大省中领先", "name"),
        ("推动13所、54所的战略合作项目落地", "name"),
        ("加强与竹飞、510所、504厂等合作", "name"),
        ("引进竹马8.6代线", "name"),
        ("中电科八所竹编产业园投产", "name"),
        ("“竹域30分钟、竹杭30分钟、竹海60分钟”交通圈加快构建", "name"),
        ("王书记先后3次、李主席先后5次亲临竹海调研", "slogan"),
        ("总书记情深似海，近年五次亲临考察", "slogan"),
        ("按照竹委八届六次、七次、八次全委会议部署", "ordinal"),
        ("争取200个以上村集体经济收入超过10万元。", "name"),
        ("出台竹业稳定增长39条、竹旅恢复发展56条、竹林金融服务27条，", "enumeration"),
        ("成为确诊超百例的城市中首个治愈的", "name"),
        ("560万竹溪人民都是英雄", "slogan"),
        ("6000多万竹乡儿女正以更高的自觉前行", "slogan"),
        ("压实“五方责任”2，落实", "name"),
        ("建设1.4GHz竹海专网", "name"),
        ("竹州二十里堡综合区", "name"),
        ("构建高水平、全覆盖的竹业服务体系", "lexical"),
        ("让670万竹乡人民的日子更好", "slogan"),
        ("先后突破千亿元、两千亿元大关", "name"),
        ("连跨四个千亿台阶", "name"),
        ("收入突破百亿元大关、达109亿元", "name"),
        ("产值超百亿元的城市由5个增加到8个", "name"),
        ("收入过亿元、税收过千万元的企业", "name"),
        ("培育过300亿、200亿和50亿元的大企业", "name"),
        ("4个投资50至100亿元、6个投资10至50亿元的项目", "name"),
        ("养老金低于75元的老人", "name"),
        ("5000平方米以上的竹市达到42家", "name"),
        ("50户以上自然村通竹道", "name"),
        ("自然村（20户以上）通竹道", "name"),
        ("100人以上自然村通竹道", "name"),
        ("消除56人以上大班额", "name"),
        ("保护1000人以上饮用水水源地", "name"),
        ("淘汰9座以下竹乡客车300辆", "name"),
        ("12层以下竹楼住宅用太阳能", "name"),
        ("培育出栏50头以上养殖大户30户", "name"),
        ("新建存栏1000头以上养殖小区5个", "name"),
        ("新建8座6米以上大竹窑", "name"),
        ("整合1000亩以上连片竹地块3块", "name"),
        ("新建20个营业收入50亿元以上的竹业集聚区", "name"),
        ("收入10万元以上的竹村占80%", "name"),
        ("每百平方公里竹道里程增加", "name"),
        ("竹道密度达到每百平方公里以上", "name"),
        ("每10万人竹专利数增加", "name"),
        ("竹笋收购价每50公斤上调", "name"),
        ("举办百部竹片展评", "name"),
        ("入选百个竹品牌名单", "name"),
        ("新建千米以上社区30个", "name"),
        ("居全国44个中心城市第一位", "name"),
        ("投产340毫米轧竹机组", "name"),
        ("竹影100文旅项目", "name"),
        ("试行110、119联动", "hotline"),
        ("市属8区竹房面积", "name"),
        ("落实十六字方针", "name"),
        ("（二）推进竹业五项工程", "enumeration"),
        ("打造两个开放的制高点", "enumeration"),
        ("竹业三项经费", "enumeration"),
        ("实施竹网全覆盖行动", "lexical"),
        ("面积不足13平方米的家庭", "name"),
        ("收入1000元以下、肯干的50户", "name"),
        ("实现万亿倍增", "name"),
        ("年销售收入10亿元以上的竹业“小巨人”25户", "name"),
    ],
)
def test_how_long_how_many_named_and_sizes_in_names_are_no_statistics(text: str, disposition: str) -> None:
    """Each of these was a row for a person to delete."""
    assert disposition in {aside(text, each) for each in figures(text)}


@pytest.mark.parametrize(
    "text",
    [
        "优良天数284天",
        "办理时限压缩至3个工作日",
        "企业开办压缩到1个环节",
        "实施重点项目100个",
        "新增企业7家",
        "产值突破千亿元大关",
        "新增奶牛2万头、肉牛3万头",
        "建成公园3个",
        "为民办实事12件",
        "三次产业结构为10:40:50",
        "五个县脱贫",
        "办好十件实事：一是",
        "十件民生实事",
        "两项科技成果获奖",
        "水质达到3类标准",
        "各县遴选5到10个竹编项目",
        "添置竹机三台，",
        "竹平台浏览次数356次",
        "访问量：356次，",
        "新建20000平方米竹编社区用房，",
        "新增降价药品耗材6类，",
        "平均期望寿命76.5岁",
        "解决11万农村人口饮水",
        "30个市县联网",
        "新增变电容量500千伏安",
        "总投资45亿元的机场开工",
        "20个项目总投资超过100亿元",
        "投入3亿元实施竹编项目18个",
        "发布竹海精品线路10条。",
        "完成投资10亿元，建成项目9个",
        "投入超10亿元支持企业发展",
        "每人一元餐费",
        "三条河整治",
        "建设30个以上规模示范片区",
        "新建路灯二十盏",
        "新修步道1公里",
        "办理时限压缩至3小时",
        "人均寿命达到七十八年",
        "竹院缩短至三天办结",
        "产值突破6万亿元",
        "收入突破百亿元大关，去年达两百亿元",
        "新建小学和幼儿园两所",
        "建成甲厂和乙厂两个项目",
        "凡河路面恢复39万平方米",
        "实施“引进100个、开工100个”行动",
        "国家制度惠及600万市民，享受服务",
        "竹企营收超百亿元",
        "销售额甲厂超50亿元、乙厂超100亿元，",
        "获14金9铜好成绩",
        "综合指数103，",
        "举办活动每年200次",
        "面积不足13平方米，",
        "产值达5倍，增长快",
        "全市新设8区",
        "五个县脱贫，群众满意",
        "签约项目56个320亿元，",
        "竹路通车率和竹网覆盖率两个100%，",
        "小学、中学分别为13所、54所",
        "竹园新建13所、改建54所，",
        "惠及12万人民群众",
        "7万人民警察",
        "解决5万人口城镇化",
        "竹乡实现全覆盖，",
        "实现“产值300亿元”目标",
        "竹旅“第一”品牌收入3亿元",
        "竹城居第一位",
        "解决200万人以上竹乡饮水",
        "帮助6000户以上竹农",
        "改造竹乡9座以上竹桥",
        "出栏竹鼠3万头以上，",
        "种植10万亩以上竹子",
        "投入5亿元以上建设竹校",
        "每人补助500元",
        "竹产值每亩3000元",
        "面积8里，",
    ],
)
def test_what_counts_is_a_statistic(text: str) -> None:
    """Fewer false rows must cost no true one."""
    assert {aside(text, each) for each in figures(text)} == {""}


def test_each_of_several_sizes_of_firms_is_set_aside() -> None:
    """Catches the last of them as an amount of money, where no number of firms follows."""
    text = "培植一批销售超50亿元、超100亿元企业"
    assert [aside(text, each) for each in figures(text) if each.unit == "亿元"] == ["name", "name"]


def test_a_number_that_counts_nothing_is_kept_in_the_figures_with_what_it_is() -> None:
    """Catches a number that is lost: it is printed, and the figures list all that is printed."""
    made = draft(
        "新丰镇\n一、2023年工作回顾\n财政收入连续五年增长，新建公园3个。\n", "新丰镇", 2024, "xinfeng-2024"
    )
    assert [row["value"] for row in made.tables["observations"]] == ["3"]
    dispositions = [row["disposition"] for row in made.tables["figures"]]
    assert dispositions[-2:] == ["date", "statistic"]


def test_a_glossary_explains_terms_and_counts_only_what_it_tells_of_the_place() -> None:
    """Numbers of definitions at the end of a report were rows; what was built, and what a sentence dates, still is one."""
    report = (
        "新丰镇\n一、2023年工作回顾\n新建公园3个。\n二、2024年工作安排\n新建学校2所。\n让我们团结奋斗！\n名词解释\n"
        "1.“双百工程”：指面向100家企业、6层以下住宅的行动。\n2.客车：全镇2500个村已通客车，新建车站7个。\n"
    )
    made = draft(report, "新丰镇", 2024, "xinfeng-2024").tables
    assert [row["value"] for row in made["observations"]] == ["3", "2", "2500", "7"]
    explained = {row["printed"]: row["disposition"] for row in made["figures"] if row["paragraph"] == "8"}
    assert explained["100家"] == explained["6层以下"] == "programme"


def test_the_unit_of_a_table_is_no_number() -> None:
    """| 产值 | 亿元 | 9.5 | made a row of 1 亿元 for each line of a table, as did the unit in brackets behind a name."""
    for text in ("| 竹产值 | 亿元 | 9.5 |", "竹产值（亿元）", "单位：万元"):
        assert aside(text, figures(text)[0]) == "lexical", text
    assert not aside("竹产值（8亿元）", figures("竹产值（8亿元）")[0])
    text = "| 工业增加值 | 亿元 | 9 | 8 |"
    assert [aside(text, each) for each in figures(text)] == ["lexical", "", ""]


def test_a_unit_in_a_cell_of_its_own_is_no_number() -> None:
    """Catches a row of 1 亿元 for each line of a table of a web page, a Word document or one that is pasted."""
    for text in (
        "竹产值  亿元  9.5",
        "竹林面积  万亩  增长",
        "竹产值 亿元 9.5",
        "竹笋产量\t万吨\t-3",
        "竹产值  亿元",
    ):
        assert aside(text, figures(text)[0]) == "lexical", text
    for text in ("竹产值  2亿元  9.5", "竹产值突破 亿元 3家", "竹产值突破亿元", "竹产值达  两亿元  大关"):
        assert not aside(text, figures(text)[0]), text
    table = "<table><tr><td>指标</td><td>单位</td><td>数值</td></tr><tr><td>竹林面积</td><td>万亩</td><td>9.5</td></tr></table>"
    page = f"<h1>竹溪镇政府工作报告</h1><p>一、2030年工作回顾</p>{table}<p>新增就业3人。</p>"
    made = draft(page, "竹溪镇", 2031, "zhuxi-2031").tables
    assert [row["value"] for row in made["observations"]] == ["9.5", "3"]


def test_what_a_term_asks_of_firms_is_no_number_of_the_place() -> None:
    """研发投入 in the explanation of a term was read as money put in."""
    text = "9.竹编型企业：每个企业要拥有技术人员、研发投入强度高于6%。"
    assert aside(text, figures(text)[-1], glossary=True) == "programme"
