"""The Chinese that the matching of indicators reads around a name and a number."""

from __future__ import annotations

import re
from typing import Final

#: The whole area that a report is of; any other area before a name is part of it or another.
_WHOLE_AREA: Final = "全[省市县区镇乡州盟旗街]|我[省市县区镇乡州]|本[省市县区镇乡州]|全域"
#: A name reaches from one of these to the next.
BREAK: Final = re.compile("[，,。；;：:！？（(]")
STOP: Final = re.compile("[。；;！？]")
#: What follows a number that is not of the name before it: 收入超20亿元的县有13个; 总投资5亿元的竹编工程; 制定标准三项工作.
OF_OTHERS: Final = re.compile(
    "(?:以上|以下)?的(?:[省市县区镇乡村]|行政村|企业|园区|城市|街道|家庭|农户|[一-鿿“”]{1,14}(?:项目|工程|基地|产业园|机场|公路|铁路|高速|电站|水库|枢纽))|"
    "(?:重点|专项)?(?:工作|任务|行动|方面|难题|指标|措施|环节|领域)"
)
#: A part of the area as the subject of a clause; what its sentence goes on to say is of it.
PART: Final = re.compile(
    "(?:^[\\s—－*#-]*|[，,：:])(?:(?:19|20)[0-9]{2}年|全年|全[市省县区])*(?P<name>[0-9一-鿿“”]{0,7}(?:高新区|经开区|开发区|"
    "新区|综保区|保税区|产业园区?|工业园区?|园区|自贸片?区(?:[一-鿿]{2}片区)?|经济区|协作区|兵团))"
    "(?!建设|内|的|数|规划|办)"
    "|^(?P<county>(?![全各我本省市县每]|自治区)[一-鿿]{2,5}(?:县|旗))(?![域区乡级城市内外以处])"
)
#: An opening sentence that says only that the paragraph is of parks: 加快园区升级攻坚。 北部新区要….
ON_PARKS: Final = re.compile(
    "[\\s—－*#-]*(?:[（(]?[一二三四五六七八九十0-9]+[）)、.．])?(?:[一二三四五六七八九十]+是)?"
    "[一-鿿“”]{0,8}(?:高新区|经开区|开发区|新区|综保区|产业园区?|工业园区?|园区)"
    "(?:[经建发升攻引提能作载平][一-鿿]{1,7})?。|[一-鿿]{2,4}(?:高新区|经开区|开发区|新区)要"
)
#: What makes of a part of the area a means or an aim: 发挥开发区作用，全年签约项目9个.
MEANS: Final = re.compile(
    "充分|发挥|依托|利用|借助|支持|围绕|聚焦|突出|鼓励|引导|统筹|强化|加强|深化|完善|坚持|打造|推动|推进|以|对|抓|做|提升|理顺|优化|整合|赋予|组建|加大|向|开展|规范|调整|搭建"
)
WHOLE: Final = re.compile(_WHOLE_AREA)
#: The whole area as what a clause is of; 居全市第一 only compares with it.
OF_ALL: Final = re.compile(f"(?<![居列占在于])(?:{_WHOLE_AREA})(?![前第首平领唯之上中水])")
#: A difference from a goal, which is no growth: 比预期目标增加1万元.
THAN_GOAL: Final = re.compile("比[^，。；]{0,10}(?:目标|计划)$")
#: In all so far.
SUM: Final = "累计"
#: Some of the things before.
OF_THEM: Final = "其中"
BOUND: Final = re.compile("(?:以上|以下|以内)$")
NOUN: Final = re.compile("(?!左右|和|及|与|或|等|的|完成|实现|达|由|居|以|并|均|可|将|为|是)[一-鿿]{2}")
#: After a growth, the level: 投资增长16%，完成24亿元.
REACHING: Final = re.compile("完成|达|实现|总[量额值]|突破")
#: Counters of anything: what is counted follows.
ANYTHING: Final = ("个", "项")
#: What follows a number that no noun follows.
ENDED: Final = re.compile("(?:以上|以下|左右|多|余|个)*[，,。；;：:、！？（(）)和及与]|$")
BRACKETED: Final = re.compile("[（(][^（()）]*[）)]")
#: Areas with their like in brackets: 县（市、区）, 镇（街道）.
AREAS: Final = re.compile("(?<=[县市区旗乡镇村居])[（(]((?:[市县区旗镇、]|街道?|社区|农场){1,6})[）)]")
#: Works in brackets that are done too: 开（复）工, 新（改、扩）建.
WORKS_TOO: Final = re.compile("(?<=[新改开扩])[（(]([改扩迁复续、]{1,5})[）)](?=[建工扩])")
DROPPED: Final = re.compile("[“”‘’《》〈〉「」\\s]")
#: 占全市生产总值 is 占生产总值.
OF_WHOLE: Final = re.compile(
    "(?<=[占于])全[省市县区州](?=生产总值|GDP|地区生产总值|(?:公共|地方|一般)*(?:财政|预算)[^，。]{0,4}支出)"
)
TO: Final = (":", "∶", "：")
AND: Final = re.compile("、|以及|和|与|及")
JOINED: Final = re.compile("(?:、|以及|和|与|及)$")
EACH: Final = "分别"
#: Forms of the same words: where a name has the first, a text may print any.
FORMS: Final = (
    ("规上", "(?:规上|规模以上|规模)"),
    ("限上", "(?:限上|限额以上)"),
    ("省级", "(?:省级|自治区级)"),
)
#: Pairs of characters, one of which is in any form of those words.
SPLIT: Final = {"规上": ("规上", "规模"), "限上": ("限上", "限额"), "省级": ("省级", "区级")}

_TIME: Final = (
    r"[0-9]{4}年|[0-9]{1,2}月份?|[0-9]{1,2}-[0-9]{1,2}月|前[0-9]{1,2}个月|上半年|前三季度|全年|今年|去年|当年|每年|年内|年末|年底|"
    "第?[一二三四]季度|明年|本年|近年来|多年来|(?:今后|未来|过去|最?近)?[一二两三四五六七八九十]年(?:来|间|前)?|期间|(?:十[一二三四]?|[六七八九])五(?:时期)?|"
    "[初期]?末|同期|目前|截至|至今|以来|届内|任期内"
)
_AREA: Final = (
    f"{_WHOLE_AREA}|[省市县区镇乡村]级(?:以上|及以上)?|[省市县]以上|国家级|国家|[省市县区镇]本级|"
    "[一-鿿]{2,3}(?:省|市|自治区|自治州|自治县|县|区|镇|乡|街道)|全国|(?:市|主|中心)?城区|市区|县城|境内"
)
#: Words of doing and reaching: they may be before a name, and between it and its number.
_VERBS: Final = (
    "完成|实现|达到|达|预计|预期|力争|确保|保持|稳定|维持|控制|推动|推进|促进|带动|组织|开展|累计|共计|共|合计|总计|"
    "新增|净增|新建|改建|改造|扩建|续建|新改建|建成|建设|整治|治理|实施|启动|开工|竣工|投放|投入|新|净|已|将|可|均|都|"
    "取得|获得|获批|争取|安排|落实|筹集|筹措|培育|新培育|发展|引进|签约|认定|新认定|创建|打造|拥有|保有|现有|实有|共有|有|"
    "扶持|帮扶|帮助|设立|组建|成立|深入|扎实|着力|集中|重点|调整|投运|新投运|提供|解决|发放|办好|做好|抓好|支持|服务|举办|接待|办理|受理|化解|调解|生产|收获|种植|播种|"
    "出栏|存栏|新开|新辟|开通|新开通|优化|更新|增加|减少|"
    "提升|提高|扩大|压减|压缩|降低|使|让|把|对|为|是|在|从|由|到|至|于|以|用|按|将|并|且|也|还|再|又|其中|主要|突出|"
    "新登记|登记|备案|新备案|增设|兑现|申报|招引|新引进|铺设|敷设|开行|有效|列入|入选|新获批|新申报|谋划|落地|打通|"
    "改扩建|改建|新改扩建|再添|新添|取消|下放|承接|修改|废止|制定|修订|清理|养护|出台|新辟|"
    "遴选|兴办|增办|办结|办成|办复|征集|获评|评为|推广|提质|承办|新批|"
    "圆满|全面|超额|顺利|加快|持续|不断|进一步|稳步|规划|大力|积极|继续|一般|高质量|地方|各类|各项|等|的|了|性"
)
VERBS: Final = re.compile(f"(?:{_VERBS})*")
#: The town as the subject of a clause, which goes on with what is done there: 市区新建公厕12座，改造竹桥9座.
TOWN: Final = re.compile(
    f"(?:{_TIME})*(?:(?:市|主|中心)?城区|市区|县城|中心城市)(?:{_TIME})*"
    "(?=新[建增开辟改购添]|建成|建设|改造|打通|完成|实施|开工|净增|整治|铺设|提升|拆除|投放|增加|优化|更新)"
)
OF_TOWNS: Final = "城"
#: New in kind, which says of no thing that it was added: 新能源充电桩.
NEW_KIND: Final = re.compile("新(?:型|能源|材料|兴|时代|质|农|媒|一代|社会|居民|市民|业态)")
#: Words that only say how much, how it changed or how it ranks.
_AMOUNT: Final = (
    "总数|总量|总额|总值|总规模|规模|数量|人数|户数|面积|长度|里程|金额|数|额|量|值|比重|比例|水平|任务|目标|指标|"
    "增长|增速|增幅|涨幅|升幅|降幅|同比|环比|上升|下降|下滑|回落|上涨|提高到|增加到|增加至|增至|升至|降至|降到|减至|减到|提升到|"
    "突破|超过|超|跃上|跨越|跨过|逼近|接近|近|约|大约|左右|上下|以上|以下|以内|之内|内|不低于|不超过|不少于|高于|低于|优于|"
    "同口径|可比口径|可比价格?|按可比价格?计算|现价|不变价|名义|实际|年均|平均|人均|月均|总体|整体|分别|双双|首次|先后|"
    "基本|全部|均破|首|稳在|按可比口径|决算数|每立方米|认定|备案|入库|评价入库|工程|升级|提质|修复|安装|"
    "居|列|位居|位列|位于|排名|排|名列|跻身|第|全省|全市|全国|全区|率先|连续|连年|由|从|比上年|较上年|比去年|较去年|上年|相比|"
    "比|较|年|个|新台阶|大关|稳步|每人每年|每人每月|每人|每月|每年|户均|财政|逐步|大幅|快速|首位|历史性|有望|成功|迈上|跨上|要|月|省会城市中|改善|仅|始终|缩小|缩减|缩短|"
    "拓展|恢复|扩容|首破|连跨|跃升|跃居"
)
#: After those that are new, how many there are in all: 竹企业3家，总数达80家; ranked in between, too.
ALL_FOLLOW: Final = re.compile(
    "(?:[，,、]居?(?:全[国省]|位居)[^，。；、0-9]{0,4}第[0-9一二三四五六七八九十]+位?)?[，,、](?:总数|总量|总户数|总家数)(?:已|将|预计)*(?:达|"
    "突破|增|超|为|[0-9])"
)
#: A verb that makes the things named after it new ones, those of a later member of the list too.
HEAD: Final = re.compile(
    f"^(?:[0-9]+[.．、]|{_TIME}|{_AREA}|累计(?!建成)|实现|力争|确保|计划|全年|预计|成功(?=创|获|入)|着力|积极|努力|加快(?=培)|落地(?=实施))*"
    "(?P<verb>新入选|入选|新备案|新缔结|新储备|新命名|新申报|申报认定|申报|获评|评选|遴选|争取|推动|走访|包联|新认证|再添|争创|新开工|开工|新获批|启动|续建|竣工|投产|"
    "新增|净增|新认定|新培育|培育|新登记|新建|改造|新改建|新改扩建|建成|建设|引进|认定|整治|治理|发放|办理|新开通|"
    "新签约|签约|创建|打造|培训|解决|淘汰|拆除|完成|新引进|出栏|新发展|获批|创成|新创|新评|新设|接待|取消|下放|支持|扶持|推进|实施|提升|升级|关停|退出|组建|成立|设立|重组|累计建成)"
)
#: A verb inside a clause that makes new what is named from there on, members of its list and some of its
#: things too.
ADDS: Final = re.compile(
    "(?:.*[^全更创])?(?P<verb>新增|净增|新(?:建|入选|获批|认定|备案|评选|命名|建成|设立|开通|引进|培育|发展(?!理念|格局|"
    "阶段)))(?![到至])[^0-9、]{0,16}[0-9].*"
)
#: A clause of bare names and their numbers: 干线公路1256公里、竹道9公里.
ONLY_NAMED: Final = re.compile(
    "(?!新|达)[一-鿿]{2,10}[0-9.]+[一-鿿]{1,4}(?:、[一-鿿]{2,12}[0-9.]+[一-鿿]{1,4})*"
)
#: What may be between a name and its number.
BRIDGE: Final = re.compile(f"(?:{_TIME}|{_AREA}|{_VERBS}|{_AMOUNT})*")
#: What is measured, without what is measured: 粮食面积730万亩、产量300万吨.
MEASURED: Final = re.compile("(?:总|年)?(?P<noun>产量|产|面积|种植面积|播种面积)")
#: Said between a level and its growth, and not of another thing.
REAL: Final = re.compile("扣除(?:物价|价格)(?:上涨)?(?:因素)?(?:影响)?后?[，,]?")
#: The end of a name that says how it is counted.
COUNTED: Final = re.compile("(?:办理数|件数|人数|户数|套数|数)$")
CROP: Final = re.compile("(?P<crop>[一-鿿]+?)(?:播种|种植)?(?:面积|产量)")
#: What may be between two numbers of which the second says something of the first.
LINK: Final = re.compile(f"(?:、|和|与|及|以及)?{BRIDGE.pattern}(?:、|和|与|及|以及)?{BRIDGE.pattern}")
#: Things that others are counted with: 竹医院等8个重点项目.
AND_OTHERS: Final = "等"
#: A limit that each of some things is over: 900个村集体收入超5万元.
OVER: Final = re.compile("均|超|突破|过|以上")
#: A share of the number before: 税收收入9亿元，占一般公共预算收入的60%.
SHARES: Final = re.compile("占|对(?:全[市省县区州])?(?:经济|GDP|地区生产总值)")
#: What may be before a name that it does not change.
LEAD: Final = re.compile(
    f"(?:{_TIME}|{_WHOLE_AREA}|{_VERBS}|[0-9]+|、|和|与|及|以及|努力|全力|预计|全社会|规划|年度|计划|年|"
    "实际|[一二三四五六七八九十]+是|国家下达的?|维修|修缮|修建|埋设|升级|拨付|支付|认证|基本|审定|通过|审议|常态化|"
    "除险|除险加固|依法|成功|免费|综合|保证|修复|创|全|向?(?:提请|报请)?(?:省|市|自治区)?人大(?:及其)?(?:常委会)?(?:会议)?|提请|其常委会|"
    "我们|还要|各位代表|每年|票决|经?人大代表|政府|省委|市委|"
    "新增注册|到位|承担|安装|铺排|锚定|促成|引育|建立|对上|上级各类|源头|精准|现行标准下|"
    "建成开放|建成投用|建成投运|新建成|投用|动工建设|核销|补建|设置|盘活|"
    "公开|认真|切实|倾力|尽心竭力|用心用情|精心|接续|圆满|年初|承诺的?|确定的?|剩余的?|所|高标准|"
    "全部|创成|新设|引入|推出|上线|力促|开建|缔结|新注册|新认证|提交|获|动态|施划|划定|提档|提级|"
    "(?:银行业?)?金融机构(?:年末)?|(?:为|给)(?:各类)?(?:企业|市场主体|经营主体))*$"
)
#: What is said of the trade named before it in a list: 民营经济增加值和税收.
OF_TRADE: Final = ("税收", "利润", "利税", "投资", "出口")
TRADE: Final = re.compile("[一-鿿]{2,}(?:增加值|产值|营业收入|销售收入|主营业务收入)(?:、|和|与|及)$")
#: Directly before a name it says which of the things are meant, though it may also say how something is done.
NARROWER: Final = re.compile("(?:重点|主要|综合|一般)$")
#: What is divided by those who have it.
PER_HEAD: Final = re.compile("人均|户均|亩均|单位")
#: All of them: the words of a share that is not in digits.
EVERYWHERE: Final = re.compile("(?:基本|率先|全面|全部|已|均|将|力争|达到|实现|的)*全覆盖$")
SHARE_OF: Final = "覆盖率"
#: What a number of things is of follows it: 新增50家规上工业企业.
DOING: Final = re.compile(
    f"(?:{_TIME}|{_AREA}|{_VERBS}|近|约|超|超过|总数|年度|计划|全力|努力|力争|全市|首批|第[一二三四]批)*"
)
#: What makes of the things after a number where something is done.
WHERE: Final = "在"
#: A few words before a number that make the thing after it no narrower: 年初承诺的35件民生实事.
PLAIN: Final = re.compile("(?!.*(?:等|惠及|涉及|其中|县|区|镇|园|集团|公司|对|[0-9]))[一-鿿]{1,9}")
#: Some of the things counted, named before their number: 竹路等6条断头路.
EXAMPLES: Final = re.compile("[^，。]{2}等(?:一批|共|近|超|约)?$")
BEFORE_NOUN: Final = re.compile(
    "(?:以上|以下|左右|多|余|的|新|国家级|国家|省级以上|省级|市级以上|市级|县级|全国|省|市|各类|城镇|城市|农村|优质|公办)*"
)
#: What follows works of which a part is done, and is no part of their name: 9个重点项目完成年度投资计划的80%.
WORKS: Final = ("项目", "实事")
AFTER_WORKS: Final = re.compile(
    "(?:已|均|全部|超额|提前|预计|力争|累计|实际|当年)*完成(?:年度)?(?:投资|计划|任务)|年度(?:计划)?投资|(?:高效|有序|强力)推进"
)
AFTER_NOUN: Final = re.compile(
    "(?:建设|改造|任务|工程|项目|整治|治理|目标|工作|提升|创建|培育|认定|新建|等|的?目标任务|主体工程|"
    "全部|全面|圆满|高质量|均|已|按时|按期|如期|顺利|基本|超额|建成|完成|办结|办复|办理完毕|完工|投用|投入使用|"
    "兑现|落实|落地见效|得到解决|退出|出列|摘帽|脱贫)*(?:[，,。；;：:！（(]|$|(?:、|和|及|与|以及)(?=[^，,。；;：:、]{0,9}[0-9０-９一二两三四五六七八九十百千万]))"
)
