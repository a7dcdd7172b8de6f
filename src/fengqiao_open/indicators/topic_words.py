"""The Chinese of what a sentence is about: names that need it, and words that are no topic."""

from __future__ import annotations

import re
from typing import Final

from .phrase_words import BARE

#: Names of works and firms, that say enough where some are named: 竹厂等5个项目竣工.
WORKS: Final = re.compile("(?:重点|重大|产业|续建|在建|改造|新建)*(?:项目|工程|企业)")
NUMBER: Final = "数量"
OF_LIST: Final = re.compile("等(?:一批|共|近|超|约)?$")
#: Names that say little without what they are of.
VAGUE: Final = re.compile(
    f"{BARE.pattern}|(?:注册|企业|入驻|入住|用户|受益|惠及|整体|剩余|计划|年度|新增|总|概算|年){{0,2}}"
    "(?:用户|师生|基站|系统平台|扣除额|营收|床位|户|减免税款|网点|站点|学员|产能|子基金|投资|办件量|销售收入)|[村户园亩]均(?:收入|产值|税收)|(?:中央|"
    "[省市县州区]级?|和|各级|共|累计)*(?:投入|安排|下达|财政)*资金|(?:累计|全年)?(?:开行|发运)|新?(?:投产|开工|竣工|签约|落地|引进|建成|并网)"
)
#: Where things and people are: 竹编园区入驻7所院校.
INHABITED: Final = re.compile(
    "(?P<where>[一-鿿“”]{2,12}?(?:园区?|基地|平台|小镇|孵化器|大学城))(?:入驻|集聚|聚集|容纳|进驻|(?=[0-9]))"
)
#: What is carried out as one: of its projects alone a number is.
PROGRAMME: Final = re.compile(
    "(?:招商|行动|会战|攻坚战?|工程|园|园区|新区|高新区|经开区|基地|改造|合作|计划|专班)$"
)
PARK: Final = re.compile("(?:产业园|园区|新区|高新区|经开区|开发区|合作区|保税区)$")
#: Works of which some became one thing and the next another: 30个竹桥项目开工、15个项目建成.
BESIDE_WORKS: Final = re.compile(
    "(?:[0-9]余?[个项]|[，。；])(?P<of>[一-鿿]{2,8})(?P<works>项目|工程)(?:全面|全部|已|均|顺利)*(?:开工|竣工|建成|投产|完工|投用|复工|"
    "启动)[一-鿿]{0,2}、$"
)
BARE_WORKS: Final = re.compile("[0-9.]+余?[个项](?P<works>项目|工程)(?!部|库|资)")
#: What a topic ends with.
THING: Final = re.compile(
    "(?:园区?|开发区|新区|高新区|经开区|基地|平台|小镇|业|产业集群|工程|行动|会战|攻坚战?|招商|项目|网络?|改造|治理|医保|保险|储能|旅游|文旅|康养|企业?|"
    "银行|公司|集团|中心|扣除|住房|公租房|保障房|公寓|棚改|债券?|基金|交通|公路|铁路|机场|港口?|电站|水库|水利|光伏|风电|能源|研发|贸易|电商|物流|援疆|"
    "扶贫|救助|贷款?|经济|合作|计划|指数|浓度|颗粒物|房|车|病|疫情|储能|扶持|移交|班列)$"
)
#: What is done with a topic, at its beginning, and how it goes on, at its end.
BRINGS: Final = re.compile(
    "^(?:[一二三四五六七八九十]是|成功|大力|积极|加快)*(?:实施好|落实好|落实|常态化|运行|运营|开行|推广|建成|上线|组建|成立|落地|搭建|建好|打好|抓实|办好|引进|推出|"
    "获批|设立|发展)+(?=.{3})"
)
GOES_ON: Final = re.compile(
    "(?<=.{2})(?:提速|加速|强势崛起|有声有色|大幅|崛起|强劲|(?:等)?工作|改革|政策|机制|提质)+$"
)
NO_TOPIC: Final = re.compile(
    "[0-9](?!G)|[、，和与及]|缺失|环节|^(?:发挥|推进|新建|完成|支持|制定|促成|探索|深化|开展|谋划|叠加|重点|全面|优化|提高|聚力|管控|搭建|引进|争取|招引|促进|"
    "补|扩大|建|搞|抓|坚持|以|在|向|为|从|加强|围绕|加快)|一批|质量|水平|活力|动能|优势|格局|能力|成效|信心|民生"
    "|力度|精神|方针|思想|总基调|理念|作用|渠道|氛围|结构|速度|效益|管理|多元|多项"
)
#: A share of money and what it is used for, and the words before it: 坚持每年将80%以上的财力用于民生事业.
PUT_TO_USE: Final = re.compile(
    "(?:坚持|每年|全年|继续|仍|将|把|统筹|确保|安排|拿出|超过?|近|约|全[省市县区])*"
)
SPENT: Final = re.compile(
    "(?:以上|左右)?的?(?P<of>[一-鿿]{0,6}(?:财政支出|财力|财政资金|支出|资金))(?P<did>(?:用于|投入|投向)[一-鿿]{2,10})"
)
#: After so many days something ended: 65天在院病例清零.
ENDED: Final = re.compile("(?P<did>[一-鿿]{4,14}(?:清零|归零|降为低风险区?))")
TAKEN: Final = "所用"
#: The poor who were left: 剩余6户18人全部脱贫.
LEFT: Final = "剩余"
FREED: Final = re.compile("(?:[0-9.]+万?[人户])?(?:贫困人口|贫困户)?(?:全部|均|如期)*(?:实现)?脱贫")
POOR: Final = "剩余贫困"
#: Risks of falling back into poverty, which are so called in short.
RISK: Final = "消除风险"
RISK_OF_POVERTY: Final = {"人": "消除返贫致贫风险", "户": "消除返贫致贫风险监测户"}
#: What is done about officials who broke rules, where the sentence or those before say so.
DISCIPLINED: Final = re.compile(
    "(?P<did>查处)(?P<what>问题|案件)|(?:立案|处理|处分|党纪政务处分|问责|追责问责|立案审查|立案调查)(?:干部|党员干部|人员)?"
)
OF_OFFICIALS: Final = re.compile("腐败|八项规定|形式主义|官僚主义|违规违纪|党风廉政|正风肃纪|监督执纪")
BREACHES: Final = "违规违纪"
#: An earthquake of which something is rebuilt.
QUAKE: Final = re.compile("(?P<quake>[一-鿿]{2}地震)(?!预警|台|局|灾害|安全|监测|易发|带)")
REBUILT: Final = re.compile("重建|维修加固")
OF_QUAKE: Final = "震"
AFTER_QUAKE: Final = "灾后"
#: The economy grows by its product, industry by its value added; of another trade only growth is printed.
ECONOMY: Final = ("经济", "地区生产总值")
INDUSTRY: Final = ("工业", "增加值")
TRADE: Final = re.compile(
    "(?:(?<![一二三])产业|行业|新材料|(?:批发|零售|餐饮|住宿|金融|建筑|物流|服务|制造)业|[一-鿿]{2}[^产专事作就毕创企商开停复转失营农林牧渔]业)$"
)
SIZE: Final = "规模"
#: Waters whose class is printed, and those named in a sentence.
WATERS: Final = re.compile(
    "^(?!消除)[^劣]+(?P<of>断面|河流|水体|地表水|水源地|湖泊|流域|干流)(?:[优劣中]|达到?|总体|持续|稳定)*$"
)
QUALITY: Final = "水质"
WATER: Final = re.compile(
    "(?:^|[，、。；：和与及对])(?:推进|推动|治理|保护|实施|加强|开展|整治|确保|抓好|加快|修复|综合|强化|统筹)*"
    "(?P<of>[一-鿿]{1,3}(?:海|湖|江|河|水库|溪|池))(?![长道北南东西岸口省床])"
)
#: A part's share of what was named before.
SHARES: Final = ("占比", "比重", "比例")
WITHIN: Final = "中"
#: Medals by their metal, and where they are won.
MEDAL: Final = re.compile(
    "[0-9一二两三四五六七八九十]+(?:[枚块个])?(?P<metal>[金银铜])牌?(?!(?!的好?成|的历史|好成绩)[一-鿿])"
)
_GAMES: Final = (
    "(?:第[0-9一二三四五六七八九十]+届)?(?:(?![在于届年])[一-鿿]){0,4}"
    "(?:残奥会|奥运会|残运会|亚运会|全运会|锦标赛|[一-鿿]{2}(?:大赛|比赛)|青运会|省运会|运动会|世锦赛)"
)
GAMES: Final = re.compile(f"(?:{_GAMES}[、和与](?![^，。；]*分[获别]))?{_GAMES}")
#: Medals before their number, in a list of them: 获金牌1枚，铜牌2枚.
MEDAL_BEFORE: Final = re.compile(
    "(?:获得?|夺得?|取得|摘得|斩获|^|、)(?P<metal>[金银铜])牌(?:共|共计|达|各)*$"
)
#: What works and firms brought, that were counted before: 建成竹编项目9个，新增产值3亿元.
BROUGHT: Final = re.compile("新增年?(?:产能|产值|税收|销售收入|利税)")
BY_WORKS: Final = ("项目", "企业", "煤矿", "工程")
#: Suggestions beside the bills of deputies, and what tourists spend.
SUGGESTIONS: Final = ("人大", "建议", "人大代表建议")
SPENT_BY_TOURISTS: Final = ("总花费", "人均花费")
TOURISTS: Final = "旅游"
#: What a list goes on with: 16个乡镇获评示范乡镇、3个村获评.
LIST_OF_NUMBERS: Final = re.compile("(?<=.{6})、[^、]{0,8}[0-9].*$")
