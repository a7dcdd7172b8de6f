"""The Chinese of clauses that name what a number counts by what they say of it: things that did, got or are
worth.
"""

from __future__ import annotations

import re
from typing import Final

_HOW: Final = (
    "依法|免费|稳定|年内|今年|全部|全面|均|都|已|顺利|成功|按期|如期|按时|基本|相继|正式|陆续|先后|有序|加快|稳步|圆满|率先|集中|同步|即将|"
    "将|提前|[上下]半年|整族|(?:汛|春节|年底|年|国庆|[0-9]*月底?)前|及早|尽早|早日|尽快|首次|首批|全力|着力|扎实|深入|整体|整村|逐步|新|又|得到|得以|获得了?|"
    "实现了?|完成了?"
)
#: What things do without an object: 3处煤矿竣工投产.
_DONE: Final = (
    "首发上市|主体(?:工程)?(?:完工|封顶)|开园建设|开园|扩容增效|提质增效|提质扩容|受益|受惠|取缔|关停|清退|前期工作|(?<!二次)创业|化解|推开|建成|开工建设|动工建设|"
    "动工|开工|竣工|投产|投用|投入使用|投入运营|投入运行|建成运营|运营|通车|完工|落地|签约|落户|上线运行|上线|办结|整改到位|复核整改|整改|"
    "销号|获批|入库|制定出台|颁布实施|发布实施|出台|脱贫|摘帽|达标|达产|组建运行|封顶|交付|验收|挂牌|启用|上市|见效|达效|供地|复工|复产|审结|清零|消除|分配入住|"
    "打通|盘活营业|推广|召开|举行|交付入住|交付使用|入住|投放|复工建设|建设复工|搬迁|关停搬迁|易地扶贫搬迁|易地搬迁|避险搬迁|生态移民|开复工|对接|下放|兑现|开业|入驻|立项|开行|"
    "开通|完成改造|完成整治|试运行|联合试运转"
)
DONE: Final = re.compile(
    f"(?P<noun>[县市区旗镇乡村]|(?:[^，在]|在建){{2,18}}?)(?:{_HOW})*(?P<where>在[^，]{{2,12}}?(?:上|下|中)?|"
    f"全[国省市](?:全[省市])?)?(?:{_HOW})*(?P<verb>(?:{_DONE})(?:、|和|并)?(?:{_DONE})?)(?:任务|工作|运行)?$"
)
#: What things do with an object: 23家企业入选省级名单.
GOT: Final = re.compile(
    "(?P<noun>[^为向]{1,12}?)(?:分别|平等|提前|超额|圆满|免费|无偿|全部|全面|集中|普遍|整体|有效|均|都|正在?|将|已|如期|按期|顺利|成功|正式|相继|先后|"
    "首次|首批|率先|首|(?<!创)新|又|被)*"
    "(?P<verb>入选|入围|荣登|上榜|荣获|荣膺|获评|获|评为|评选为|列为|认定为|命名为|确定为|列入|纳入|跻身|取得|晋升|晋级|成为|通过|进入|达到|实现|进行|完成|"
    "(?<!高质量)(?<!联动)(?<!创新)发展(?![一-鿿]*(?:项目|事项|意见|政策|规划|行动|计划|工程|大会)(?:[一-鿿]{0,4}$))|(?<!示范)创建|"
    "(?<![互联沟交流畅贯普精融])通(?=硬化|水|电|油|公路|客车|班车|天然气|动力|宽带|网|广播|邮|车)|用上|享受|接受|实施(?=康复|救助|手术|补助)|参加|参与|建有|拥有|"
    "入驻|填补|(?<!单)位列|名列|达成(?=战略|合作|协议)|发放|授予|提供|签订|签署)了?(?P<object>.{2,18})$"
)
#: What became of those that a number counts, which are then not all of their kind: 新增14人入选名单.
CHOSEN: Final = re.compile(
    "(?:均|都|已|新|全部|首次)*(?:被|入选|入围|获评|荣获|获得|列入|纳入|通过|跻身|上榜|晋升|晋级)"
)
#: A number in words, of the money and not of who gets it: 为3万多家企业发放贷款超千亿元.
MORE: Final = re.compile("超过|突破|超[百千万亿]")
#: What a share of a thing is used for or does: 新增财力80%用于民生, 养老金100%按时发放.
USED: Final = re.compile(
    "^(?:以上|左右)?(?P<did>(?:采用|由(?=[一-鿿]{2,8}(?:牵头|承担|组建|主导|办理|提供|完成))|有效(?=处置|处理|利用|治理)|无害化(?=处)|压减|压缩|"
    "削减|用于|实现|投入|投向|安排|来自|来源于|按时|足额|网上|安全利用|化解|办结|整改到位|受理|纳入|达到|完成|通过|投保|达标)[一-鿿]{0,12})$"
)
#: 对生产总值的贡献率.
CONTRIBUTES: Final = re.compile(
    "对(?P<what>[^，、]{2,14}?)的?(?P<rate>贡献率|贡献度|拉动率)(?:分别)?(?:达到|达|为|超过?|保持在|提高到|提升到|在)?$"
)
#: How often something doubled: 翻了1.1番.
DOUBLED: Final = "番"
DOUBLINGS: Final = "翻番数"
#: 保交房项目完成94.9%.
COMPLETED_BY: Final = re.compile("(?P<of>[一-鿿].{2,}?)(?:已|累计|均|总体|全面)*完成(?:了|达|达到)?$")
COMPLETION: Final = "完成率"
#: 在规上工业中占比: what the thing before is a share of.
AMONG_WHOLE: Final = re.compile(
    "在(?P<of>[^，。、]{2,12})中的?(?:所?占的?)?(?:占比|比重|比例)(?:达到?|为|超过?|由|从)?$"
)
OF_IT: Final = ("占", "比重")
#: 占全省3.4%: the area that something is a share of.
OF_AREA: Final = re.compile(
    "(?P<of>.*?)(?:[仅约已]|分别|均)*占(?:到|了)?(?P<area>全(?:国|省|市|区|县|州|球))的?(?:(?:比重|比例|份额|总量)的?)?(?:近|约|达到?|"
    "为|超过?)*"
)
#: What is done to things: 对6万户住宅进行拆迁改造.
TREATS: Final = re.compile("对(?:[全我本][省市县区])?$")
TREATED: Final = re.compile(
    "^(?P<noun>[^，在]{2,14}?)(?:全面|集中|分步|分类|依法|免费)?(?:进行|实施|开展)了?(?P<verb>(?!补贴|补助|救助|奖励|培训|慰问)[一-鿿]{2,8})$"
)
#: What became of people and places that no other word names: 50万人实现脱贫, 6个县脱贫摘帽.
BECAME_OF: Final = re.compile(
    "^(?P<who>县|村|镇|乡|社区|旗|乡镇|县市|县区|区县|行政村|建制村|)(?:、[0-9]+个[一-鿿]{1,4})*(?:全部|均|都|已|全面|顺利|成功|如期|整体|相继|"
    "率先|先后)*(?:实现|完成)?了?"
    "(?P<did>(?:整体|稳定)?(?:脱贫摘帽|脱贫|摘帽|出列|退出|受益|受灾|就业|返乡|(?:荣登|荣获|上榜|当选|入围|享受|参加|获得|纳入|接受|领取|参与|通|建成|建立|"
    "开展|实施|建设|推行|启动|设立|获评|成为|达到|通过|进入|入选)了?(?:[一-鿿、]|前[0-9]+){2,14}))$"
)
WHO: Final = "人名户位"
#: How far something is from what it is compared with: 高于全国平均水平0.5个百分点.
APART: Final = re.compile(
    "(?P<subject>.*?)(?:均|也|分别|总体)?(?:(?<!不)(?P<how>高于|低于|[高低](?=全国|全省|全市|[省国])|高出|快于|慢于|好于|优于|超出|低出|领先|领先于)"
    "(?P<of>(?:“?十[一二三四五]?五”?(?:时期|期间)?|全国|全省|全市|全区|城镇居民|城市居民|农村居民|地区生产总值|GDP|经济增长|国家|省|市|年度|年初|预期|计划|"
    "目标|规定|控制|同期|平均|上年|面上|中部|西部|东部|考核|约束性|年控制|规上工业|规模以上工业|一二产|二产|三产)[一-鿿]{0,10}?|[一-鿿]{2,10}(?:增速|"
    "增幅))(?:年均)?|比(?P<of_late>[一-鿿]{2,10}?)(?P<how_late>高出?|低|快|慢|超出?))$"
)
#: Names of a change, that need the thing that changes.
CHANGED: Final = ("增速", "增幅", "涨幅", "降幅", "恢复幅度", "恢复率")
GAP: Final = "幅度"
#: A class of what follows it: 优于Ⅲ类水质比例.
OF_CLASS: Final = re.compile("[^，。；]{1,6}类(?:及?以上)?的?(?:水|断面|标准|比例|比重|土)")
#: Years in a row: 连续三年.
COMMA: Final = re.compile("[，。；、]")
OFTEN: Final = ("次", "度")
RUNNING: Final = re.compile("连续$")
_SCALED: Final = (
    "项目|工程|基地|生产线|装置|产业园|园区|电站|牧场|养殖场|风电场|屠宰线|加工线|储能|码头|厂房|中心"
)
#: What follows a size that is part of a project's name: 60万吨洗煤等项目.
SCALED: Final = re.compile(
    f"^(?:级|以上|以下)?(?P<noun>[一-鿿“”A-Za-z]{{2,16}}?)(?P<kind>等(?:一批|一大批)?[一-鿿]{0, 6}?)?(?P<what>(?:重点|"
    f"重大|大型|续建)?(?:{_SCALED}))"
    "(?![数量率])"
)
SCALED_LIST: Final = re.compile(
    f"^[一-鿿“”A-Za-z]{{2,14}}(?:[、和及]|等[0-9]+[个项])[^，。；]*?(?:{_SCALED})"
)
LISTED_BY: Final = re.compile("[、和及]|等[0-9]")
SIZE: Final = "规模"
YEARLY: Final = re.compile("年(?:产|处理|加工|屠宰|出栏|供水|供热|发电|储|转运|接待)(?:能力)?$")
#: A share of what follows: 90%以上高频事项一网通办.
FRACTION: Final = re.compile("^(?:以上|以下|左右|多)?的?(?P<of>[一-鿿“”（）、]{3,22})")
GROWTH_ITSELF: Final = re.compile("(?:年均)?增长(?:速度|率|幅度)?|增速|增幅")
#: Shares that are the number itself, and where the things are of which one is a share.
ITSELF: Final = re.compile("(?:增速|增幅|速度|利率|幅度)$")
WHERE: Final = re.compile("[一-鿿]{0,6}(?:地区|市县|县乡|城区|水系|流域|片区|乡镇|农村|城市|学校|企业|园区)")
ONLY_GOALS: Final = re.compile(
    "(?:(?:[0-9]{4}年|年底前?|年内|[0-9]+月底前?|每年|将|使|让|有|实现|确保|力争|争取|推动|促进|保障|达到|全市|全省|全县|全区|的|近|超|约|已|将|和|与|及|、|为|"
    "对|以上|完成|覆盖|涵盖|全[一-鿿]|并|进一步|全面|[^，]{0,4}范围内?))*"
)
#: Words at the ends of a name that are no part of it.
LOOSE: Final = re.compile(
    "(?:高质量|高标准|累计|全面|进一步|至少|有望|可望|可达|接连|坚决|接近|预计|力争|较好|依然|仍然|基本|左右|"
    "(?:发展|扩大|扩展|拓展|延伸|壮大|恢复|调整|前移|回升|攀升|上调|提标|扩容|推进|转移)(?:到|至|为)|"
    "(?:晋升|升|降|重组整合|整合|细化|合并)(?:到|至|为)|(?<=.{3})(?:的|了|(?<=[估名价核评测强告赛])中|和|与|(?<![涉惠普])及|并|各|等|、))+$"
)
#: Words at the beginnings of a name that are no part of it.
LOOSE_LEAD: Final = re.compile(
    "^(?:(?:项目|企业|单位)中(?=.{2})|(?:实现|完成)(?=(?:(?!的)[一-鿿]){0,6}(?:收入|产值|增加值|税收|利润|利税|总额|销售额)$)|的|了|"
    "地(?=推进|开展|举办)|并(?![网购联])|和(?!谐)|与|及(?!时)|、|等(?!级)|重点(?=支持|推进|推动|抓好|实施|建设(?!项目|任务)|打造|完成|扶持|做好|培育|"
    "发展)|(?<=重点)(?:推进|推动|抓好|做好))+"
)
FOLLOWING: Final = re.compile(
    "(?:(?<![元吨亩人户级岁米瓦类个家里%及或座层头])以下|下列|上述|(?<=[等的造进育建设施成展持引])(?:一批|一大批)|(?<=占)同期)(?=.{2})"
)
#: What was done before something was reached, and a particle inside a name.
DONE_FIRST: Final = re.compile(
    "(?<=.{3})(?:全面|全部|顺利|成功|如期)*(?:达产|投产|建成|竣工|运营|投运|见效)(?:达效)?、(?:完成|实现)(?=.{2})|(?<=.)了(?!解)|"
    "^[^、]{2,}[投收][入资]?、(?=新增|净增)"
)
#: Those who gain by what was named before: 建成住房2万套，6万人受益.
GAINED: Final = re.compile(
    "(?P<who>群众|居民|人口|农户|农民|学生|职工)?(?:直接|从中)?(?P<verb>受益|受惠|获益)"
)
#: That what was named before is done: 实施项目96个，已完成65个.
COMPLETED: Final = re.compile("(?:现?已|累计|均|全部)*完成")
#: A verb of beginning inside a name: 棚户区改造开工套数.
BEGUN: Final = re.compile("(?<=.{2})(?:新?开工(?:建设)?|启动|下放|取消|承接)")
#: A verb of reaching between a thing and what is measured of it: 八大产业实现产值.
REACHED: Final = re.compile(
    "(?<=[一-鿿]{2}[市县区会府门位])共(?=签约|新?引进|安排|获|召开|设立|筹集|投入|实施|举办|收到|办理)|(?<=[一-鿿]{3})(?:继续|"
    "仍)?保持(?=[一-鿿]{3,}(?:[率额量]|收入)$)|(?:达到?|为)(?=每[百千万]人)|(?<=[一-鿿]{2})(?:今年|全年|年内|累计|计划|预计|合计|共|已|"
    "可)*(?:实现|完成)(?=[一-鿿]{2,}(?:[量额]|收入|里程|面积|人次)$)|(?<=[一-鿿]{2})实现(?=生产总值$)|(?<=[一-鿿]{3})(?:今年|全年|年内|"
    "累计|计划|预计|合计|共|已|可)*(?:实现|完成|达成)(?=(?:总?投资|固定资产|工业|销售|营业|主营|产值|总产值|"
    "增加值|利润|利税|税收|收入|交易额|零售额|进出口|出口|贸易|旅游|综合收入|生产总值|一般公共|财政)[^，]{0,8}$)"
)
TWO_VERBS: Final = re.compile(
    "(?:新增|新建|改造|修建|建设)(?:、|和)(?:提升|改善|优化|完善|修复|整治|改造|改建|扩建)"
)
EXAMPLES: Final = re.compile(
    "(?<![高中平均对初优甲乙上下同一二三特相])等(?![级次额同于离效待候高式])(?=.{2})"
)
#: After one example, these are its own: 洗煤等项目.
OF_ITS_OWN: Final = re.compile(
    "(?P<whose>[^，]{0,6}(?:项目|工程|基地))(?P<size>规模|产能|产量|面积|里程|长度)?"
)
#: Works on things, that are named before them: 14个城中村改造.
WORKS: Final = re.compile(
    "(?P<noun>[^，]{2,14}?)(?P<verb>(?:(?:专项|排查|搬迁|综合|提升|升级|提标|提质|扩容|扩能|保温|节能|环境|配套|标准化|规范化|适老化|信息化|无障碍|"
    "(?:绿色低碳)?(?:(?:高端|循环|数字|智能|绿色|网络|融合|清洁|低碳|产业|现代)化)+|雨污分流|节能|超低排放|截污纳管|优化)?(?:改造|整治|治理|建设|整合提升|"
    "整合优化|优化提升|整合|修复|修缮|维修加固|恢复重建|重建|加固|养护|大中修|大修|中修|创建|除险加固|重组|扩建|维修|硬化|新建|新改扩建|改扩建|改建|迁建|取缔|动工建设|"
    "开工建设|(?<=.{3})(?:巩固提升|服务提升|品质提升|质量提升|提升))(?:和|、|与)?)+)(?P<end>任务|工作|工程|项目)?$"
)
#: What starts works and is no part of a name.
STARTS: Final = re.compile(
    "^(?:新启动|第[一二三四]批|扶持|帮助|引导|助力|重点|力争|确保|持续|支持|推动|研究|谋划|规划|并|完成|推进|启动|实施|开展|抓好|做好|推动|剩余|全面|国家下达|上级下达|"
    "省下达|年度|的)+"
)
#: A limit with a number that what is counted is over: 产值超10亿元的企业.
_LIMITED: Final = "[0-9.．百千十]+[百千万亿]*(?:元|美元|吨|人|亩|平方米|公里|户|岁|%)"
LIMIT: Final = re.compile(
    f"^(?P<lead>[一-鿿“”]{{0,12}}?(?:(?:超过|超|过|突破|不低于|达到?|总投资(?={_LIMITED}以上)){_LIMITED}(?:以上|以下)?的?|"
    f"{_LIMITED}(?:以上|以下|及以上|以内)的?))"
    "(?P<noun>[一-鿿“”]{0,14})$"
)
#: 是2007年的2.8倍.
TIMES_OF: Final = re.compile(
    "(?:是|为|相当于|约为|达到?)(?P<of>[0-9]{4}年(?:年?[底末])?|“?[一-鿿]{2,8}?”?)(?:同期|全年|时期)?的?$"
)
#: By how many of what something is counted, behind its name: 公路密度由上年的每百平方公里, 配置达每10万人.
PER: Final = re.compile(
    "(?P<of>[一-鿿]{2,14}?)(?:[由从](?:上年|去年|[0-9]{4}年)?的?|(?:提高|增加|上升|下降)?[到至]|达到?|为)?"
    "(?P<per>(?:平均)?每[0-9.十百千万亿]+(?:平方公里|平方千米|人口?|户|公里|辆|元|亩|公斤|吨))"
)
#: The same steps and lines, that are no thing counted: 迈上三个千亿元台阶，达到….
STEPS: Final = re.compile("(?:台阶|关口|大关)")
#: A mark that its number is, behind it: 跨上9亿元新台阶.
STEP: Final = re.compile("[^，。；0-9]{0,5}(?:台阶|关口|大关)")
#: A gap at the end of a name, to which none is added.
GAP_SAID: Final = re.compile("(?:增速)?(?:高于|低于|高出|快于|慢于|好于|优于|超出|低出|领先|比).*幅度$")
#: A member of a list that is but a level: 省级、市级竹馆各8个.
LEVEL_LAST: Final = re.compile(
    "(?:(?:国家|省|市|县|区)级(?:及?以上)?|[一二三]级|[一二三]甲)(?!甲)(?:$|(?=.{2}))"
)
#: Verbs of new things, of which all may follow: 新增企业6户、达到236户.
NEW: Final = re.compile(
    "^(?:市场主体)?(?:新设立?|新增加?|增加|净增|新认定|新登记|新培育|新注册|新发展|新建成?|新签约|新引进|新开通)"
)
SAME_MEASURE: Final = re.compile("(?:容量|规模|数量|里程|面积|[数量额])?")
ALL: Final = re.compile("总数|总量|总|累计|达到|达|共有|增至|增加到|增加至|保有")
GREW: Final = re.compile("(?P<thing>.{2,}?)(?:增产|增收|增长|增加|新增)量?$")
#: Verbs of whom something concerns, with a counter alone: 改造小区12个、涉及3万户.
CONCERNS: Final = re.compile(
    "^(?:共|将|可|已|累计)*(?P<verb>涉及|惠及|受益|覆盖|带动|吸纳|安置|辐射|直达|通达|死亡|受伤)(?P<who>农户|群众|人口|居民|职工|人员|学生|家庭|企业)?$"
)
#: 带动1.4万脱贫户持续增收: who they are.
WHOM: Final = re.compile(
    "[一-鿿]{0,6}(?:城市|市场主体|经营主体|儿童|老人|患者|家庭|户|居民|群众|人口|人员|职工|学生|企业|农民|村)"
)
#: Shares of the three sectors: 三次产业结构为9:53:38.
TRIPLE: Final = re.compile("三次产业|(?<!第)三产|产业结构|一二三产")
COLON: Final = re.compile("[:：∶︰]")
IN_ROW: Final = re.compile("(?:[0-9.．%％]+[:：∶︰] ?)+$")
ROW_GOES_ON: Final = re.compile("(?: ?[:：∶︰] ?[0-9.．%％]+)+")
SECTORS: Final = ("第一产业增加值比重", "第二产业增加值比重", "第三产业增加值比重")
SINCE: Final = re.compile("(?:由|从)“?(?P<year>[^，。；由从“”]{2,8}?)”?(?P<end>期?末|年底)?的?$")
_ANY_COUNT: Final = "[近约超]?[0-9.．百千万]+[万亿]?(?:[头只羽]|万?(?:平方米|平方公里|公里|吨|米|亩|公顷)|蒸吨|[个所处座名户条家项件台套人栋宗批对])(?:以上|多)?"
#: Another number of the same things, at once: 30个、7.6万平方米农村校舍.
JOINT: Final = re.compile(f"(?:、|和|及)?{_ANY_COUNT}(?:、{_ANY_COUNT})*的?(?=[一-鿿“])")
#: A number from which another came: 由65%提升到78%.
BASE: Final = re.compile(
    "(?:由|从)(?:“?(?P<year>(?:[0-9]{4}年|[上去]年|[一-鿿]{1,4}”?(?:期?末|初))(?:底|末)?)的?)?(?:每人)?(?:每[年月])?$"
)
BECAME: Final = re.compile(
    "^[^，。；]{0,2}(?:提高|提升|增加|增长|上升|下降|降低|降|减少|调整优化|优化调整|优化|演变|转变|改变|调整|拓展|扩大|缩短|压缩|压减|升|增|减|缩|缩减|缩小|核减|发展|跃升|前移|上调|"
    "变)?(?:到|至|为)"
)
BEFORE_CHANGE: Final = "调整前"
#: By when works are done, within a name: 竹路2031年6月底前建成通车.
BY_THEN: Final = re.compile("(?:[0-9]{4}年|今年|明年)?(?:[0-9]{1,2}月|年)[底末]之?前")
#: By how much a fall came to less, or to more, than before.
FALL_CHANGED: Final = re.compile("(?:降|跌|减)幅(?:[比较][^，。；、]{1,4}?)?(?:收窄|扩大|缩小)")
#: What is measured of crops, and the land that they grow on.
OUTPUTS: Final = {**dict.fromkeys(("总产", "产量", "总产量"), "产量"), "产值": "产值"}
OF_CROPS: Final = re.compile("(?:播种面积|种植面积|(?<=园)面积)(?P<kind>（[^（）]+）)?$")
#: A kind of crop that one character names, as a part of all of them: 其中梨9亩、桃6亩.
ONE_KIND: Final = re.compile("(?:其中[：:]?|、)(?P<kind>[梨桃李杏枣柿橘柑橙柚稻麦豆薯茶棉麻烟])$")
#: 在全国49个开发区中: among whom something is ranked.
AMONG: Final = re.compile("(?P<subject>[一-鿿“”]{2,20}?)(?:排名)?在[^，。；]{2,20}中[^，。；]*$")
#: 服务业增长达到11%: a rate of growth.
GROWS: Final = re.compile(
    "(?P<thing>.{2,}?)(?:的)?(?:增长|增幅|增速)(?:调控|要|将|预计|力争|也|均)*(?:达到?|保持|控制|稳定)?(?:在|到)?$"
)
#: A number in brackets says the same of another place or by another price: 债务率15.5%（市本级13.5%）.
ASIDE_TOO: Final = re.compile("^(?:、|，|和)(?P<of>[一-鿿]{2,6})$")
ASIDE: Final = re.compile("^[（(](?:其中[：:]?)?(?P<of>[一-鿿]{2,6})$")
#: What things of several kinds are together: 55家电石、铁合金企业.
KINDS: Final = re.compile(
    "^(?:以上|多|余)?[一-鿿]{1,8}(?:、[一-鿿]{1,8})+(?:企业|行业|产业|单位|机构|平台|部门|学校|医院|人员|问题|事项|产品|作物|品种|领域)$"
)
OVER: Final = ("超", "过", "突破")
_LEVEL: Final = "(?:(?:国家|省|市|县|区|州|乡|村|镇)级(?:以上)?|[一-鿿]{1,3}[类型](?!企业|产业))"
#: 4家省级、10家市级龙头企业: things of a level, named after the last.
LEVELS: Final = re.compile(
    f"^(?P<level>{_LEVEL})(?:(?:、|和)[0-9]+[家个所处名项座条户支]{_LEVEL})+的?(?P<noun>[一-鿿]{{2,12}})"
)
#: How many times something is what it was, at the end of a name; its growth is not that of the multiple.
MULTIPLE: Final = re.compile("(?:相当于.*)?的?(?:倍数|翻番数)$")
#: Things that are all over a limit: 9个集群超过百亿元.
ALL_OVER: Final = re.compile(
    "(?P<who>[一-鿿]{0,12}?(?:企业|园区|集群|产业链?|示范带|乡镇|街道|县市区|[县市区](?![级市区])|村|坊|"
    "公司))(?P<what>[一-鿿]{0,16}?)(?P<each>(?:均|全部|都)*)(?P<over>(?:超过?|突破|达到?|过|不足)[0-9.百千万亿]+元?(?:以上)?)"
)
#: Some of the things before that are over a limit: 其中3个超过千亿元.
OVER_IT: Final = re.compile(
    "(?P<who>企业|园区|产业|乡镇|县|市|村|社区)?(?P<over>(?:超过?|突破|达到?|过)[0-9.百千万亿]+元(?:以上)?)"
)
#: What became better for people: 18万居民居住条件得到改善.
BETTER: Final = re.compile(
    "(?P<who>[一-鿿]{0,6}?(?:居民|群众|人口|职工|学生|农民|市民|困难户|家庭|老人|农户))(?P<what>[一-鿿]{2,8}?)(?P<did>得到(?:改善|解决|"
    "保障|提升|提高)|有(?:了)?保障)"
)
#: What is made or given for places: 为9个中心村建设文化广场.
FOR_PLACES: Final = re.compile(
    "(?P<who>[一-鿿]{2,8}?)(?P<did>(?:(?:建设|配发|赠送|配备|安装|新建|配置|修建|设立|减免|返还|退还|发放|解决|增配|增设|加装|改造|维修|"
    "更换)(?:或|和|、)?)+(?:一批)?(?!进行|工作|任务|工程|项目)[一-鿿、]{2,20}?)(?:并|及|$)"
)
#: 电子信息业、实现产值, and the verb before such a trade.
WORTH_TOO: Final = re.compile("、(?:实现|完成)(?=(?:总?产值|营收|收入|产量|投资|增加值)$)")
GROWN_BY: Final = re.compile(
    "^(?:加快|大力)?(?:提质发展|聚力打造|培育壮大|发展壮大|发展|做[优强大精]|拉长|延伸|重振|振兴|壮大|打造)(?=.{2,}(?:业(?:总?产值|营收|收入|增加值)|交易额|"
    "销售额|零售额)$)|(?<=.{2})(?:继续|拟)(?=安排|投入)"
)
#: How a late word of distance is said: 比国家标准高7元.
LATE_HOW: Final = {"高": "高于", "低": "低于", "快": "快于", "慢": "慢于", "高出": "高于", "超": "高于"}
#: The place that a name begins with, of which the next number says the same for another: 州直新增灌溉面积.
OF_PLACE: Final = re.compile("[一-鿿]{1,3}(?:直|地区|市|县|旗|州|盟)(?=新增|完成|新建|实现|[一-鿿]{4})")
#: The same in brackets behind it: 竹产值（州直）.
PLACE_SAID: Final = re.compile("（[一-鿿]{1,4}(?:直|本级|地区|市|县|区|旗|州|盟)）$")
ACHIEVES: Final = re.compile("^(?:实现|完成)")
PLACES: Final = ("地区", "市", "县", "旗", "州", "盟")
#: What becomes of people whom no noun names: 带动3万人增收.
GAINS: Final = re.compile("增收|就业|脱贫|致富")
#: What the money of something is called, which is not what gains by it: 民生工程投入资金.
MONEY_OF: Final = re.compile(
    "(?<=.{2})(?:累计|共)*(?:(?:投入|投放|安排|筹措|下达|拨付|完成|(?<=项目|工程))资金|(?:投入|投放|安排|筹措|下达|拨付|完成)?(?:总?投资|金额)|"
    "(?<=项目|工程|小区)(?:面积|里程))$"
)
#: What places do for those who are counted: 博物馆免费开放，接待观众9万人次.
SERVES: Final = re.compile(
    "^(?:累计|共|全年)*(?P<what>(?:接待|吸纳|带动|服务|惠及|吸引|培训|救治|收治|安置)[一-鿿]{2,10})$"
)
SERVED: Final = re.compile(
    "(?:馆|院|站|中心|景区|基地|园|学校|医院|工厂|车间|企业|合作社|市场|平台|公司|机构|工程|项目)$"
)
#: What the share of things is called, of which the next number says more.
SHARE_SAID: Final = re.compile("(?<=.{3})比例$")
#: Before those for whom something is done.
FOR_WHOM: Final = ("为", "向", "给", "对")
AT: Final = "在"
OF: Final = "的"
#: A firm that something of its own is done with: 6家企业股权挂牌.
FIRM: Final = re.compile(
    "(?P<who>企业|学校|[一-鿿]{0,8}(?:断面|河道|河流|湖泊|水库|水源地))"
    "(?P<what>(?:[一-鿿]{2,5}所)?股权|(?:年度|全年)?水质(?:考核|持续|稳定)*|产品|(?:大宗)?食材)"
)
#: Whom a share of is covered: 医联体覆盖90%的县级医院.
COVERS: Final = re.compile("(?P<of>.{2,}覆盖)(?:到|至|了|全[省市县区])?(?:达到?|超过?)?$")
WHOLE_OF: Final = re.compile(
    "(?:以上|左右)?的?(?P<who>(?!以|左右|的|达|提|比|成果|目标)[一-鿿“”]{2,14}?)(?=[，。；、和及与（]|$)"
)
COVERED_OF: Final = re.compile("(?P<of>.{2,}覆盖).{2,}比例$")
RATIO: Final = "比例"
#: A verb of new things at the end of a name, which all are not: 企业新增63家，总数359家.
ADDED_LATE: Final = re.compile("(?<=.{2})(?:新增|净增)$")
#: In which state the things before are too, and the state that they are in.
STATE_OF: Final = re.compile("落地|在建|在册|入库")
IN_USE: Final = re.compile("(?<=.{2})(?:通车|运营|营业)")
#: Insurances, of which those insured are said.
INSURANCE: Final = re.compile(
    "(?:城镇|城乡|农村|职工|居民|少儿|新型|被征地农民|失业|工伤|生育|社会|养老|医疗|基本|企业|大病|合作)+保险"
)
INSURED_ALONE: Final = ("参保人数", "参保人员")
#: Among which places something before is ranked: 在全国74个重点城市排第8位.
RANKED_IN: Final = re.compile("(?:均|也|都)*在(?P<of>[一-鿿]{0,4}[0-9]+[个座]?[一-鿿]{2,10}?)(?:中|里)?$")
#: A list that something is in, with its place there: 连续两年跻身金融指数前十.
IN_LIST: Final = re.compile(
    "^.*?(?:跻身|排名|名列|位列|进入|入围|入选|荣登|上榜)(?P<of>[一-鿿A-Za-z0-9]{4,})$"
)
#: What was added to the sum before: 存款余额7800亿元，新增1210亿元.
ADDED: Final = re.compile("(?:全年|当年|今年|比年初|较年初|比上年|较上年|年内)*(?:新增|净增|增加)")
ADDED_MONEY: Final = "新增额"
#: 开展好国家试点.
WELL: Final = re.compile("(?<=开展|实施|落实|推进|组织|建设|打造)好(?=.{4})")
#: What is said of several fields together: 用于教育、科技等方面的支出.
OF_FIELDS: Final = re.compile("方面|领域|地区")
#: Only places, that something covers: 实现乡镇、城市社区全覆盖.
ONLY_PLACES: Final = re.compile(
    "(?:(?:全|各)?(?:行政村|自然村|建制村|村社区|村居|乡镇街道|乡镇|街道|城市社区|社区|村|县乡村?|市县乡?村?|县区?|市|区|旗县)(?:、|和)?)+"
)
#: In a list of parts: 项目72个，其中外资项目9个、民资项目4个.
PART_LISTED: Final = re.compile("其中[，：:]?[^，。；]*$")
#: A sum that things are over, before them and within a name: 超100亿元项目.
OVER_SUM: Final = re.compile("(?:超|过|总投资)?(?:[0-9.]+[百千万亿]*|[百千万亿]+)元(?:以上)?的?")
#: Things of which a sum is rather all together: 11条产业链产值超5000亿元.
TOGETHER: Final = ("产业链", "产业", "集群", "示范带")
INVESTED: Final = "投资"
FEWER: Final = "不足"
#: 涉及5万户的村庄改造: whom it concerns, before what it is.
CONCERNING: Final = re.compile("(?P<verb>涉及|惠及)$")
#: A change that a gap is from, which the name of the gap says: 高于规上工业增幅6个百分点.
CHANGE: Final = re.compile("(?<=.{3})(?:增速|增幅)$")
#: Words of all places or a whole year, of whom the things before are not the only ones.
IN_ALL: Final = re.compile("全[年省市县区镇州]|累计|共|年内")
#: 形成年产10万吨金属镁的能力: what can be made in a year.
ONLY_YEARLY: Final = re.compile("(?:形成|具备|达到|实现|新增)*年(?:产|处理|加工)(?:能力)?")
ABILITY: Final = "的能力"
#: An assessment in which something is ranked: 在平安建设考评中位居第一.
ASSESSED: Final = re.compile("在(?P<of>[^，。；]{4,24}?(?:考[核评]|评[比估价选]|测评|竞赛|督查))中")
#: A part of an area that is assessed among its like.
PART_OF_AREA: Final = re.compile("(?:新区|高新区|经开区|开发区|园区)$")
PARKS_OF_ALL: Final = "高新区"
#: How things did what they did, that have no other name: 16处泉眼相继复涌.
DID_SO: Final = re.compile(
    "(?P<noun>[一-鿿“”]{2,14}?)(?:相继|陆续|先后|成功|顺利|正式|如期|重新|再次|全部|全面)+(?P<verb>[一-鿿]{2,4})"
)
#: To whom things were handed: 76项权力下放到各区.
HANDED: Final = re.compile("(?P<noun>[一-鿿“”]{2,14}?)(?P<verb>下放|移交|划转)(?:到|至|给).*")
#: What a growth leaves out, which is not what grew: 扣除减税因素，增长3%.
LEFT_OUT: Final = re.compile("^(?:扣除|剔除)[^，]{2,20}(?:因素|影响)后?$")
#: Counters of how many were seen to, where only the verb says what: 排查562万人次.
SEEN_TO: Final = ("人次", "人", "户", "次")
