"""The Chinese that a name is read with where the catalogue has none: what to leave off, what to keep, what to
add.
"""

from __future__ import annotations

import re
from typing import Final

_TIME: Final = (
    "[0-9]{4}年至[0-9]{4}年|[0-9]{4}年(?:底|末|度|前)?|现(?=已)|[0-9]{1,2}月份?|到[0-9]{4}年|[一二三四]季度|上半年|下半年|前三季度|全年|今年|"
    "去年|明年|当年|本年|每年|年内|年末|(?:国庆|汛|春节|年底)前|年底|年初|[近过]?(?:(?:[一二三四五两]|[0-9])年(?:之?内)|[一二三四五两]年来?(?!行动)|[0-9]+年来)|五年间|"
    "(?:未来|今后)(?:[一二三四五]|[0-9]+)年|以后|用(?:[一二三四五两]|[0-9]+)年时间|近年来|[一二三四五]年后|届内|任期内|“?(?:十[一二三四五]|"
    "[七八九])五”?(?:期间|时期|末|以来)?|目前|现在|截至目前|截至|至今|以来|期间|同期|先后|首批|首次|日前"
)
_AREA: Final = (
    "区域内|[省市县区镇乡州]政府(?=将|要|全力|继续|集中|着力)|(?<![安健])(?:全|我|本)(?:疆|省|市|县|区|镇|乡|州|盟|旗|街道|域)|[市县区镇乡村](?:内|"
    "域内?(?!经济|旅游|产业|商业|特色|医共体|医疗|综合))(?!外)|辖区内?|境内|全国(?!双拥|文明|卫生|示范|模范|先进|劳[动模]|重点文物|优秀|十佳|民族团结|科普|五一)"
)
_MANNER: Final = (
    "[一二三四五六七八九十]是|至此|坚持(?![党人把以将])|在(?![全建城县校岗本我该])[一-鿿](?=[省市](?!区)|世界|国家|高校|央企|企业|外资|重点)|坚持将|深度(?=上云)|"
    "逐步(?=推[进行]|实现|建立)|多渠道|多方式|力促|在[^，]{1,14}(?:基础上|情况下)|(?:统筹)?用好(?=中央|国家|省)|接续(?=推进)|涌现出?|狠抓|"
    "初步(?:核算|统计|预计|测算)|按时足额|足额|按时|争取(?=引进|新|完成|实现|建成|开工|投产|全年|年内)|分(?:批次?|期|步|类|级)+(?=修复|推进|实施|建设|改造|完成|开展)|"
    "(?:加强|强化|加大|做好)对(?=[一-鿿]{2})|(?:加强|强化|加大|深化)$|搞好|初步(?=实现|建立|形成|建成)|高(?:起点|水平|品质|规格|站位)(?=建|推|打|办|实|完|规|"
    "谋|编)|[开独]创性地?|创造性地?|常态化(?=推进|开展)|滚动(?=实施|推进)|规范(?=设置)|科学(?=划定|编制)|全部(?=关|淘|取|完|清|拆)|"
    "起?用[一二三四五两][年个][一-鿿]{0,4}时间|落实好|初步核算|初步统计|据统计|原则上|"
    "盯住|果断|"
    "特别是(?:要)?|尤其是|提前[一二两三四五半]+(?:年|个月)|动态(?=实施|管理|推进)|"
    "梯[次度](?=培育)|抓紧抓实|抓紧|抓实|有序(?=推进|开展|实施|推动)|起(?=每年|新建|建设|实施)|协同推进|携手|提前(?=实现|完成)|牢牢|严格落实|严格(?=执行|控制|保护)|"
    "用足用好|用好用足|守住|守牢|坚守|严守|达产后|建成后|投产后|但|仍|再次|紧盯|聚焦|及时|第一时间|再(?!添|就业|生|制造|贷|保险|担保)|即(?!办)|(?:国家|上级|省|市)?下达的|"
    "依法(?!行政)|依规|集中力量|集中(?![供养式区连隔、])|精心|稳妥|如期|按期|预计|预期(?!性|目标|寿命)|力争|努力|争取(?!到|上级|中央|国家|省|"
    "[一-鿿、“”]{0,16}(?:项目|资金|债券|国债|补助|补贴|基金|额度|用地|指标))|加速|确保|计划(?!生育|单列)|积极|大力|加快|加大|持续|不断|进一步|稳步|扎实|深入|"
    "全面(?!小康)|圆满|超额|顺利|成功(?!申报|申遗)|高质量(?!发展)|高标准(?!农田)|高效(?!农|节)|强力|精准(?!扶贫)|有效(?!发明|专利|灌溉)|切实|认真|统筹(?!城乡)|着力|全力以赴|全力|"
    "高度重视|千方百计|多措并举|想方设法|不折不扣|倾力|基本(?!公共|养老|医疗|农田|生活|建设|药物|保险|面|公卫|殡葬|住房|粮田|单元|草原|医保|社保|盘|情况|国策|满意|均衡|普及率)|"
    "合力|提速(?!改造)|继续(?!教育)|同步|一次性|率先|其中|同时|此外|另有|还有|以及|并且|并(?!网|购|联)|共计|共(?!享|同|建|青|有|富)|合计|总计|累计|已(?!建)|将|均|"
    "都(?!市)|通过(?![^，]{0,8}(?:审核|验收|认定|认证|审查|评审))|依托|围绕|我们|各级|要|仅|使(?!用)|让(?!利)|把|对(?!外|口|接|俄|台|港|美|日|韩|欧|非|"
    "德)|为(?!老|民)|从(?!业|事)|由|且|也|还(?![田款贷本房建草林湿清])|的|了|和(?!谐|平|美|睦)|与|及(?!时)|、|是|完成|实现|达到|达(?!标|产)|做好|抓好|推进|"
    "推动|促进|带动(?!就业|[一-鿿]{0,4}(?:消费|投资|融资))|组织(?!部|关系|生活|化)|安排(?!就业|资金)|较好|共有|拥有|[0-9]{1,2}[.．、]|[①-⑳]|"
    "在(?!建|校|园|册|孵|岗|职|编|家|线|库|[一-鿿]{1,2}投资)|有(?!机|效|色|限|线|轨|序|[一-鿿]{2,8}的)|指(?![标数])"
)
#: What may begin a clause and is no part of a name.
BEFORE: Final = re.compile(f"(?:{_TIME}|{_AREA}|{_MANNER}|[—-])+")
#: What may be between a name and its number.
AFTER: Final = re.compile(
    f"(?:{_TIME}|{_AREA}|按|(?<=[率量额值数])首|同比|环比|同口径|可比口径|按可比价格?计算|年均|分别|双双|(?<![人户生])均|都(?!市)|已|将|可|预计|力争|累计|"
    "总共|共计|共|合计|总计|完成|实现|达到|达成|(?<!下)达|(?<!行)为|是|(?<![国拥私公所])有|仅|就|(?<![履签节集预契合公制])约|近|超过|超|"
    "突破|增长|增加|增至|升至|升到|升(?=至)|增加到|增加至|提高|提升|提高到|提升到|提升至|提高至|上升|上升到|下降|下降到|下降至|降到|降至|降低|降低到|减少|减少到|缩短|压缩|压减|"
    "压降|回落|缩减|由|从|至|到|在|控制|保持|稳定|维持|不低于|不少于|不超过|高于|低于|优于|以上|左右|跃升|跃居|位居|位列|排名|第|稳居|历史性|预期|最多时|最高时|首次|首破|首超|"
    "翻了?(?:[一两二三]番)?|长达|全部|普遍|一律|继续|进入|跻身|提前|原则上?|在[^，]{2,14}(?:基础上|情况下|背景下|形势下|条件下|年景下|前提下)|提前[一二两三]年|要求|先后|"
    "连续(?:[0-9一二两三四五六七八九十多]+(?:年|个月|次|届|个季度|季度))?|(?<=[金准贴助平])(?:[年月]?人均[年月]?|[年月]|生均)|净|又|再|了|以|的|等|、|和|与|"
    "(?<![涉惠普])及|比上年|较上年|比去年|较去年|上年|跃上|跨越|跨上|跨过|迈入|站上|迈上|"
    "逆势|"
    "有望|可达|多次|(?:迈上|跨上|站上|突破|跃上|登上|跨越)[一-鿿0-9]{0,6}(?:台阶|"
    "大关|关口)|再次|荣[获膺]|蝉联|夺得|(?<=[率例])平均值|核[减增](?:为|至|到)|(?:优化整合|整合|优化调整|优化)(?:为|至|到)|动态(?:保持)?|(?<=[核评比赛测价])中|"
    "(?<=[率量数][由到达为])每[百千万]人|(?<=[0-9]年)每[百千万]人|平均每|接连|相继|陆续|坚决|(?:发展|扩大|扩展|拓展|延伸|壮大|恢复|调整|前移|回升|攀升|上调|调减|调增|"
    "精简|整合|归并|合并|撤并)(?:到|至|为)|攀升|走高|回升|创纪录|达到?(?:国家)?地表水|(?:保持|达到|符合)国家|或|(?<=[到达为由从])每?[年月]?人均|平均|不足|高达|多达|"
    "最高|最低|最多|最大|至少|大约|其中|(?<![才动程])计划|目标|(?<!重点)任务|[0-9]{1,2}年内?|争取|确保|占|仅用|要|给予|每人|每人每[月年]|每(?:[日天户亩吨头只]|公斤|平方米|"
    "立方米|平方公里|千瓦时)|—|:|：)+$"
)
#: Verbs whose things follow the number, and that stay in the name: 新增50家企业.
DOING: Final = (
    "开设|开办|"
    "再添|新添|添置|新打造|新改造|新认证|新竣工|新完工|完工|新引入|引入|新增|净增|新建成|新建|新改建|新改扩建|改建|改造|扩建|续建|改扩建|建成|建设|建立|整治|治理|实施|启动|开工建设|"
    "开工|竣工|投产|竣工投产|投放|投入|取得|获得|获批|获|筹集|筹措|培育|新培育|发展|引进|签约|新签约|认定|新认定|评定|创建|打造|扶持|帮扶|帮助|设立|组建|成立|开展|举办|接待|办理|"
    "受理|化解|调解|新开工|新开(?!工)|新辟|开通|新开通|优化|更新|增设|提供|解决|发放|支持|服务|出台|制定|修订|修改|废止|综合整治|综合治理|集中整治|淘汰|退出|取缔|削减|取消|下放|"
    "承接|兑现|减免|落实|安置|救助|培训|招聘|引进培育|排查|查处|整改|破获|抓获|打掉|侦破|关闭|关停|淘汰|拆除|清理|清退|清除|铺设|敷设|安装|修建|维修|修复|加固|完善|配备|购置|命名|"
    "入选|储备|谋划|策划|包装|入库|纳入|盘活|收储|供应|出让|征收|流转|种植|栽植|完成投资|总投资|投资|争取|争取到|争取上级|下达|拨付|支出|安排|列支|奖励|补助|补贴|推出|推广|转移|"
    "输出|吸纳|新发展|新登记|新注册|新引进|新创|新评|新设|新设立|选派|选聘|派出|招录|招收|审批|审查|审计|核查|检查|抽检|调整|转化|实现|完成|达成|形成|涉及|惠及|覆盖|受益|带动|辐射|"
    "搬迁|拆迁|硬化|绿化|亮化|疏浚|清淤|种|栽|修|建|改|挂牌|上市|登记|注册|收到|收回|追回|挽回|销售|生产|加工|出口|精简|撤销|撤并|压减|遴选|培养|争创|申创|创成|获评|处置|偿还|"
    "清偿|选树|招引|发布|新入库|检测|放流|清收|推介|选育|评选|引育|落户|新修|新造|新批|新备案|建成投用|投用|新投用|新纳入|更换|提标改造|提质改造|促成|吸引|打通|贯通|延伸|延长|加密|"
    "冻结|停建|缓建|叫停|查封"
)
#: A verb at the end of the words before a first number: 试点覆盖5个县.
DOES_LAST: Final = re.compile("(?:覆盖|惠及|涉及|带动|辐射|扶持|包括)$")
DIGIT: Final = re.compile("[0-9０-９]")
#: The last of a list of examples.
ONE_OF: Final = re.compile("(?P<example>[^、，和及与]{2,14})等$")
ONLY_DOING: Final = re.compile(f"(?:{DOING})+")
DOES: Final = re.compile(f"(?:{DOING})+(?:和|与|、)?(?:{DOING})*")
#: A verb at the end of a name belongs before it: 规上企业新增20家.
LATE: Final = re.compile(
    "(?P<noun>.{2,}?)(?:[一二三四五两]年|当年|今年|全年|已经|已|均|都|全部|累计|逆势)*(?:完成|实现)?(?P<verb>新增|净增|新认定|新培育|新登记|新签约|新引进|建成|"
    "开工|竣工|投产|竣工投产|(?<!排放)(?<!节能)(?<!环境)(?<!化)(?<!取暖)(?<!升级)(?<!技术)(?<!配套)(?<!质量)(?<!保温)(?<!提标)(?<!扩容)(?:改造|"
    "整治)|获批|整改|销号|办结|化解|新开工|新竣工|新完工|(?<!主体)完工)$"
)
#: What is between a number and the name that follows it.
BEFORE_NOUN: Final = re.compile(
    "^(?:以上|以下|左右|多(?![样元功媒层式种联晶肉彩用能])|余|[长宽高]?的|用于|支持|对(?![外口接俄台港])|在(?![建编校线岗职册孵园])|等(?!级)|为)+"
)
#: What follows a number and is no name of what it counts.
NO_NOUN: Final = re.compile(
    "[一-鿿]{0,4}[至到]$|[，,。；;：:、！？(（)）+＋/—-]|$|[和及与并](?![谐美睦平])|入选|获(?!得性)|荣(?!誉)|列入|进入|被(?!征|装|监)|全面(?!小康)|全部|"
    "实现|完成|建成|通过|达到|增(?![值收殖强资])|上升|回升|升[至到]|优化整合|整合[为至到]|缩减|跃升|调整|扩大|拓展|提(?![案质标能])|下降|减(?![排税灾])|投入|开工|正式|"
    "用于|得到|成为|落户|投产|居(?![民家住])|占(?!地|补)|分别|其中|为(?!民)|在(?![建编校线岗职册孵园])|是|将(?!军)|已(?!关闭)|可(?!再生|视|回收|降解)|精简|归并|"
    "合并(?!报)|均|都(?!市)|较|比(?!赛)|目标|任务|大关|位列|上市(?!公司|企业)|竣工|办结|超(?![百千万十亿]+元|警|高压|低|级|市|大|算)|顺利|成功|以内|之内|左右|以上|"
    "以下|[一二三四五六两几]?个?大?台阶|[一二三四五六两几]个[一-鿿]{0,3}(?:台阶|关口|大关)"
)
AND_SO_ON: Final = "等"
#: A list of examples before a number, of which the noun after it is the name.
EXAMPLES: Final = re.compile("等$|[、和及与](?:$|(?=.{2}))")
#: What is between quotation marks is one, with its commas.
QUOTED: Final = re.compile("“[^“”]{1,20}”")
#: Each of several names: 产值、收入分别增长5%和8%.
EACH: Final = re.compile(
    "分别|分列|分居|双双|各(?=[近约超]?[0-9])|(?<=[率例重量额度费次入资数])均(?=达|为|超|突破|实现|保持|居|列|位|增长)"
)
OF_ALL_ALIKE: Final = "各"
AND: Final = re.compile(
    "、(?!省控)|以及|(?<![协共饱])和(?![谐平美睦解])|(?<![参给])与(?!会)|(?<![普涉])及(?![时格早]|以[上下内])"
)
#: What the members of a list end with alike: 工业、服务业增加值.
MEASURED: Final = re.compile(
    "(?:(?:加工|生产|处理|供水|供热|接待)能力|(?:通关|审批|办理|办结|整体通关)时间|时限|装机规模|装机容量|(?:饲养|存栏|出栏|屠宰|用电|发电|吞吐|货运|客运|周转|运输|储备|"
    "保有|消费|交易|成交|发行|接待|供应)量|存栏|出栏|增速|增幅|(?:综合|资源化|无害化|集中|规范化?)*(?:利用|处理|覆盖|参保|普及|达标|入学|巩固|合格|收缴|回收|贡献|完成|到位|"
    "就业|满意|开工|办结|报销|贯通|入户)率|(?:种植|播种|养殖|建筑|绿化|覆盖|保护)面积|养老金|公积金|(?:生均|人均)?(?:公用)?经费|津贴|总产值|总值|总量|增加值|标准|定额|产值|"
    "产量|收入|支出|投资|进出口|出口|进口|利税|产能|销售额|零售额|余额|总额|利润|税收|面积|人数|起数|案件数|件数|户数|次数|数量|"
    "营收|(?<=[企业司行总净])资产|"
    "(?<=[一-鿿]{3})数|率|比重|占比|里程|规模|额|"
    "人次|浓度|警情|案件)$"
)
#: What a change is measured from, at the end of a clause.
COMPARED: Final = re.compile(
    "(?:(?<![占对同环])比(?![重例值])|较(?!好|快|高|大)|同比|年均|是(?=.*的$)|为(?=.*的$)).*$"
)
#: Where a name that follows a number ends.
NOUN_END: Final = re.compile(
    "(?<=.{2})共计|"
    "(?<=.{2})(?:出访|日夜|赴(?=[一-鿿]{2}))|(?<=项目|企业|单位|事项|任务|问题)中(?=[一-鿿])|(?<=人口|居民|群众|农民|家庭|职工|老人|学生|村民|农户)(?:安居|生活(?=[，。；]|$)|过上|圆|住[上进]|[喝用]上|迁[出入]|搬|告别|摆脱|走[上出])|[，,。；;：:！？（()）]|(?<![化性型])(?<!国家|省级|市级|区级|县级|极度|重度|大中|中小)、|以及|(?:和|及|与|并)(?=[0-9]|一批|以[一-鿿]{1,8}为|新|完|建|改|实|加强|推[进动]|开展|提[升高])|(?<=.{2})(?:按时|保质|按质|稳步|有效|有力|大力|迅速|明显|显著|(?:成效|收效|效果|水平|品质|质量|面貌|能力|条件|力度)(?=继续|有效|明显|显著|大幅|持续|全面|不断|稳步|突出)|圆满|继续(?!教育)|义无反顾|白衣|年内|今年|(?<=.{2})加快(?=推进|建设|实施)|冲锋|奋战|坚守|挺身|实体化)(?!发明|专利|灌溉)|进行|开展|完成|实现|建成|开工|竣工|投产|投入|达到|扎实|如期|集中(?!处理|供|连片|式|区|采购|度|隔离|安置|居住|监管|治理)|启动|突破|被|加速(?!园|器|期)|持续|逐步|蓬勃|率先|得到|得以|进展|中(?:从|率先|排)|(?<=.{2})(?<![高初职])中(?=有?(?:[0-9，,]|$))|(?<=.{2})按(?![摩揭键需])|要按|正向|正在|正式|全面|全部|顺利|成功|荣?获|入选|列入|纳入|落户|通过|累计|建立|缔结|改善(?!工程|项目|行动|任务)|签订|签署|已经|(?<=.{2})已|(?<=.{3})(?:建设|改造|整治|提升|创建|认定)(?!(?:建设|改造|整治|提升)(?:项目|工程)|行动|项目|工程|任务|示范|试点|用地|规划|标准|资金|[一-鿿]{0,6}(?:[县市区村镇点站户]|基地|中心)(?:[，。、；]|$))|(?<=.{2})(?:调整(?=[由为至到])|下放(?=[至到给])|移交|交由|提供(?=[0-9])|发放(?=[0-9]))|(?<=.{2})推动(?=[一-鿿]{2})|(?<=.{2})(?:确保|力争|陆续|试行)|(?<=.{3})来[一-鿿](?:参观|考察|访问|投资|洽谈)|(?<=.{3})(?:提速|提质|增效|审批(?!事项|服务|中介|项目|时限|时间|材料|权|局|系统|中心|制度|流程|环节|改革)|推进|启动|实施|任务|工作(?![队站室组者坊台点]|示范|先进|试点|人员|机构)|落地|加快|有序|总投资|销售收入|营业收入|主营业务收入|总?产值)"
)
#: Names that say nothing without what they are of.
BARE: Final = re.compile(
    "产出强度|投资强度|亩均产出|"
    "税利|利税总额|产业规模|生产能力|受益面|覆盖面|惠及面|认缴规模|交易量|成交量|参保人数|参保人员|利用量|抽采量|覆盖面积|授权量|(?:总|年度|计划|年|到位|投资){0,2}(?:(?!失业|出生|死亡|增长|森林|绿化)[一-鿿]{2}[率度]|从业人员|募集资金|投入强度|人口覆盖率|基金收入|(?:资金|资产|贷款|管理|基金|业务)规模|(?:销售|营业|主营业务|经营|综合)收入|"
    "营业额|(?:总体|工程|总)?形象进度|(?:协议|合同|签约|实到)资金|"
    "(?:资助|补助|协议|合同|签约|交易|投资)金额|实际投资额?|协议投资|增速|增幅|涨幅|降幅|增量|(?:总|销售|种植|播种|施工|竣工|新开工|交易)面积|(?:运营|运行|通车|营业|总)里程|余额|放贷|基本满意率|(?:协议|合同|签约|计划)?投资额|授权|(?:建成)?区域面积|(?:群众|公众|社会|企业|患者)满意[率度]|(?:实际)?到位(?:资金|投资|内资|外资)|净利润|利润总额|利税|(?:总|新增)?装机(?:容量)?|市场占有率|总规模|成交额|交易额|签约额|合同额|投资规模|投资|产值|收入|资金|面积|销售|销售额|利润|税收|产量|里程|总量|总额|金额|涉及金额|涉案金额|标的额|规模|数量|人数|人|户|岗位|项目|企业|工程|任务|事项|问题|活动|补助|补贴|贷款|支出|能力|产能|价值|长度|总长|床位|(?:增加值|产值|收入|投资|税收|营收|支出|数量|进出口|出口)?(?:比重|占比|比例)|占|总数|总产|营收|补助资金|总资产|净资产|资产总额|负债|增加值|人均|户均|满意率|办结率|办复率|覆盖率|参保率|合格率|达标率|完成率|开工率|发证率|整改率|损失数?|总投资额)?"
)
#: What a clause says is done, and what is no part of the thing that it is done with: 完善绿色信贷机制.
TOPIC: Final = re.compile(
    "^(?:(?:有序|有效|稳妥|创新|严格|精准|纵深|坚决|深入|扎实|大力|加快|积极|持续|着力|全面|稳步|有序|不断|进一步)*(?:改造提升|做精|升级|化解|激发|扩大|规范|稳定|增加|"
    "优化调整|加大|支持|保障|做好|搞好|实行|坚持|开展|完善|推进|推动|实施|加强|健全|建立健全|深化|发展|做大做强|做强做优|做大做优|用好|构建|创建|争创|做大|做强|做优|壮大|培育壮大|"
    "巩固|提升|拓展|培育|打造|抓好|强化|建立|启动|落实|优化|推行))+(?P<topic>[一-鿿A-Za-z]{2,18}?)(?:机制|制度|体系|建设|工作|管理|服务|改革|力度|步伐|库存|"
    "投入|三年行动|专项行动|提升行动|行动)*$"
)
#: A programme that is carried out, at the end of a clause.
ENTERPRISE: Final = re.compile(
    "(?:开展|实施|推进|启动|抓好|继续|组织|推动|深化|打好)(?P<what>[一-鿿]{2,18}?(?:工程|计划|行动|大会战|攻坚战|试点|战略))$"
)
#: A part of the area that its sentence goes on to say something of: 高新区大力发展医药，完成投资9亿元.
OF_PART: Final = re.compile(
    "(?:^|(?<=[，,。；;：:]))(?P<name>[一-鿿]{0,6}(?:高新区|经开区|开发区|新区|综保区|保税区|自贸片?区)|[一-鿿]{2,3}(?<!临)港(?=建成|新增|完成))"
    "(?=建成|签约|大力|加快|积极|持续|着力|深入|完成|实现|推进|发展|新增|引进|聚焦|固定资产|规模?以?上工业|工业|地区生产|生产总值|一般公共)"
)
#: The same at the beginning of the clause of its number: 竹山新区环湖路等7条道路通车.
OWN_PART: Final = re.compile(
    "(?P<name>[一-鿿]{1,6}(?:高新区|经开区|开发区|新区|综保区|保税区))(?=[一-鿿])(?!建设|内|等|的|数|面积|办|规划|管委|总数|[以之][内外]|"
    "[^，。；]{0,24}(?<![路道街桥])等$)"
)
#: What is counted by containers: 货物吞吐量1.3亿吨，集装箱125万标箱.
CONTAINERS: Final = re.compile("集装箱$")
CARRIED: Final = "运输"
THROUGHPUT: Final = "吞吐量"
#: What a note explains, of which its numbers are: 7.环城高速公路：全长112公里.
NOTE: Final = re.compile(
    "[0-9]+[.．、] ?(?P<topic>[一-鿿]{3,16}(?:公路|铁路|工程|项目|基地|水库|大桥|隧道|机场|计划|行动|园区?|中心|指数|系统|平台))[：:]"
)
#: What a trade has that grows, which is not what a number is of: 制造业主力军作用凸显，占比40%.
ROLE: Final = re.compile(
    "(?<=.{2})(?:主力军|主战场|主引擎|压舱石|主阵地|支撑|带动|引领|主导)?(?:(?:经营|经济)?效益|作用|地位|势头|活力|步伐|态势|能力)$"
)
#: What a thing does, of which the total is not.
_RUNS: Final = ("增速", "增幅", "运行", "生产", "发展")
RUNS: Final = re.compile(f"(?:{'|'.join(_RUNS)})$")
#: Words before a number that say how, where or by whom, and not of which the things are.
ADVERBIAL: Final = re.compile(
    "[在对为向以按由从把将给让使用时]|总书记|提出|通过|围绕|依托|针对|关于|根据|经过|其中|等|、$|，|以来|期间|进一步|加快|全面|持续|[提增]高|增长|下降|达到|取得|获|推[进动]|加强|"
    "[实完]成|成功|第"
)
LISTS: Final = re.compile("、|[和及与]$|等$")
#: What things are worth together, before their number: 总投资22亿元的24个项目.
WORTH_BEFORE: Final = re.compile("(?<=[施设动进快抓])(?:总|计划)?投资[0-9.]+[万亿]*元的?$")
#: Of which the things after the number are: 电信普遍服务试点106个基站.
OF_WHICH: Final = re.compile("(?:试点|工程|计划|行动)$")
#: Where the subject of a clause ends and its predicate begins.
PREDICATE: Final = re.compile(
    "(?:向(?=[一-鿿]{2,10}(?:延伸|迈进|转型|集聚|发展|攀升))|呈现|荣登|年均|加快|从(?=[0-9])|扭亏|进一步|大幅|逐[年季月步]|稳中|保持|组网|大力|着力|积极|努力|"
    "(?<=.{3})(?:进入|迈入|步入|提高|提升|回升|上升|攀升|下降|回落|增强|扩大|壮大|改善|优化|深化|突破|跃升|恢复)|继续|服务(?=实体)|全面|顺利|稳步|扎实|持续|有序|深入|"
    "成功|正式|基本|全部|相继|不断|逐步|已|开工|竣工|建成|投产|投用|启动|推进|完工|通车|建设|获|入选|落户|签约|完成|实现|达|增长|取得|成效|明显|显著|快速|迅速|再获|喜获|再创|"
    "突飞猛进|较快|增势|势头|蓬勃|发展(?=$|壮大|迅速|加快|态势))"
)
COMMA: Final = "、"
JOINS: Final = re.compile("、|以及|并|和(?![美谐平])|与|及(?!地区)|，")
#: A verb that is part of what is done here, where no growth is said: 国道质量提升70公里.
RISING: Final = re.compile("提升$")
#: Ends of names that already say what is measured.
ENDED: Final = re.compile("(?:规模|幅度|排名|年数|倍数|增速|增幅|涨幅|降幅|升幅|比例|产能|场次)$")
#: Verbs that are rather the beginning of a noun: 培育服务型企业.
NOUN_VERBS: Final = re.compile(
    "(?<=.{2})(?:服务|生产|加工|出口|销售|登记|种植|投资|支持|上市|挂牌|入驻|入库|储备|示范)$"
)
#: For how many people a list counts: 每千人口床位6张、医师3人.
PER: Final = re.compile("每(?:百|千|万)?名?(?:常住)?人口?(?:拥有)?")
#: Names with numbers behind them, dealt out in their order: 起数、人数下降25%和35%.
DEALT: Final = re.compile(
    "(?:(?:、|和|及)[0-9.．]+[%％‰万亿元人家个吨户]{0,3})+(?=(?:以上|以下|左右)?[，。；])"
)
#: What one thing has beside another: 营业收入 of 总资产、营业收入, 综合收入 of 旅游接待人次.
BESIDE: Final = re.compile(
    "(?:申请量|人次|总资产|"
    "(?<=[企业司行])资产|"
    "资产总额|(?:经济效益)?(?:综合)?指数|(?:销售|营业|主营业务|经营|综合|总)?收入|营收(?:金额)?|开票销售|支出|总?产值|增加值|利税|利润(?:总额)?|"
    "税收|总?投资|(?:总|单)?产量|(?:种植|播种|养殖)?(?<!绿地)面积|(?<=项目)规模|产能)$"
)
CAPACITY: Final = "生产能力"
AMONG: Final = "中"
OF_MONEY: Final = re.compile(
    "(?:利润总额|利税总额|税利|授权量|收入|支出|产值|增加值|利税|利润|税收|投资|金额|资产|产量|面积)$"
)
#: Things in trade that are no doing where money is said of them: 出口首破5000亿元.
TRADED: Final = ("出口", "进口", "进出口")
#: The ends of names that only count: 新建山塘数.
COUNTING: Final = re.compile(
    "(?:数?倍数|总数|(?:[次条起套倍]|(?<![个工法老军商牧匠名])人|(?<![农用商困贷租业储住散大])户|(?<=企业)户|(?<![案文邮证信配零])件|(?<=来信)件|(?<!车)辆|"
    "(?<![平舞讲灶亭楼站窗柜展看阳吧])台|(?<=[牛羊猪驴])头|(?<![商市农广剧牧会机球渔林养])场)?(?<![指系])数|数量)$"
)

#: Levels of government in a name: 国家级平台1家、省级3家.
LEVEL: Final = re.compile("(?:国家|省|市|县|区)级(?:及?以上)?")
#: What came of what was agreed: 外商直接投资协议金额9亿美元，实际到位4亿美元.
AGREED: Final = re.compile("(?:协议|合同)(?:金)?(?:额|投资)?$")
ARRIVED: Final = re.compile("实际?(?:到位|利用|使用|完成)(?:资金|外资|金额|额)?")
RECEIPTS: Final = ("收入", "支出", "内资", "外资", "议案", "建议", "提案")
#: 全覆盖 is a rate of 100%.
WHOLE: Final = "全覆盖"
COVERED: Final = "覆盖率"
REACHING: Final = re.compile("(?:初步|基本|历史性|全面|逐步|已|均)*实现")
#: A share that is said of the number before; a part of it.
SAID_OF: Final = "占"
#: What a share is called, without and with 占 in its name.
SHARE: Final = ("占比", "比重")
#: Verbs after 分别 that stay in the names.
REACHED: Final = re.compile("(?:达到?|为|超过?|约|近)+$")
GIVES: Final = (
    "新增",
    "高于",
    "低于",
    "快于",
    "优于",
    "投入",
    "完成",
    "争取",
    "安排",
    "发放",
    "引进",
    "到位",
    "筹集",
    "扩面",
    "净增",
)
PART: Final = "其中"
ABOVE: Final = "以上"
#: What a number begins with that has words of its own.
OWN: Final = frozenset("同增减下提降分均占达较比年")
#: The end of a name that says people, of whom only the number is added.
PEOPLE: Final = re.compile("人[员才]$")
#: Parts by the money that they are over: 亿元以上265个，30亿元以上19个.
OVER_MONEY: Final = re.compile("[0-9.．]*[百千万亿]+元")
#: The level alone, of what was named before: 企业20家、国家级5家.
LEVEL_ALONE: Final = re.compile("(?:新增|培育|其中)?(?P<level>(?:国家|自治区|[省市县区乡镇村])级)")
STARTING: Final = re.compile("^(?:实施|开展|推进|启动|组织|进行)(?=.{2})")
RATED: Final = "率"
ONE_RATE: Final = re.compile("(?<=.{2})(?:综合|集中|无害化|资源化)?[一-鿿]{2}率$")
#: What a rank is called.
RANKED: Final = ("排名", "位次", "名次")
#: What is between what a number counts and the next member of a list.
LOOSE_START: Final = re.compile("^(?:、|和(?![谐睦])|与|的)+(?=.{2})")
LOOSE_END: Final = re.compile("(?:、|和|以及|及|与|的|并|(?<=.{2})有)+$")
#: Verbs of a distance, and what it is called.
APART: Final = ("高于", "低于", "快于", "优于")
GAP: Final = "幅度"
TOTAL: Final = ("总数", "总量")
ALL_OF_IT: Final = "总"
OF: Final = "的"
#: Growth of a number of things that follow it: 净增80户企业.
GROWN: Final = re.compile("净增|新增|增加|减少")
DAYS: Final = ("天", "天数")
#: Both town and country, of which two numbers are.
BOTH: Final = "城乡"
SPLIT: Final = ("城", "乡")
TOWN_COUNTRY: Final = ("城镇", "农村")
SIDES: Final = ("集中", "分散", "农村牧区", "城市", "城镇", "农村", "乡村")
#: What a name can be: GDP, 规上工业.
NAMES: Final = re.compile("[一-鿿]|[A-Z]{2}")
#: Kinds of insurance that share their last word: 养老、医疗、工伤保险人数.
INSURED: Final = re.compile("(?<=.)保险.*$")
#: People that are counted by households: 3万户贫困人口.
HOUSEHOLDS: Final = ("户", "人口", "户数")
#: A class of water, whose name is before it.
CLASS: Final = "类"
#: What roads have: their surface has an area.
SURFACE: Final = "路面"
#: Verbs of money, which is called so; money that a list of it goes on with.
FUNDING: Final = re.compile("安排|筹措|筹集|拨付|下达|投入|争取|整合|列支|统筹|^(?:支持|扶持|用于)")
PAID: Final = re.compile("(?:减免|发放|落实|安排|拨付|争取|新增|退还|缓缴|降低|化解|追回|清偿|兑现|补发)")
FUNDS: Final = "资金"
#: Verbs of what there is less of, also in a list: 淘汰钢铁产能9万吨、焦炭产能7万吨.
REMOVED: Final = re.compile("(?:淘汰|关停|关闭|化解|退出|压减|压缩|削减|取缔)+")
#: Works within a name, with who carries them out: 州直实施棚户区改造.
CARRIED_OUT: Final = re.compile("(?P<who>[一-鿿]{1,6}?)(?:实施|开展|推进|完成)(?P<thing>.{2,})")
#: Verbs of new things, that a list goes on with after a comma too: 新增研发中心120家，国家级实验室5家.
NEW_ON: Final = re.compile("新增|净增|新认定|新培育|新引进|新获批|新获评|新登记|新建成?|新创")
ABOUT: Final = "以上下左右多余"
OF_ALL: Final = re.compile("^新|其中|达|累计|总|共|拥有|现有|已")
#: What the next number is of, at the end of the words before it: 97所学校和泉州89所.
NEXT_OF: Final = re.compile("(?<=.{2})[和与及、][一-鿿]{1,4}$")
#: Verbs that are rather part of a noun where words follow them: 普遍服务试点.
NOUN_LIKE: Final = re.compile(
    "服务|生产|加工|登记|支持|投资|销售|出口|进口|上市|示范|检测|检查|培训|投资|帮扶|救助|出让|流转|绿化|发展"
)
#: Money of which a rate is a growth where it follows one: 增长6%，力争7%.
GROWS: Final = re.compile("(?:总额|总值|收入|投资|增加值|产值|进出口|出口|利润|销售额|零售额)$")
GROWTH: Final = "增速"
#: Per head of what was named before.
PER_HEAD: Final = ("人均", "户均", "亩均", "地均")
#: Another place of which the same is said: 州直5亿元、东河地区2亿元.
ELSEWHERE: Final = re.compile(
    "各(?:县区|乡镇|[县区市镇乡])|[一-鿿]{2,5}(?:地区|(?<![范点困进强牌小园景社街校库灌牧林矿海湖户片功开新])(?:市|县|旗|州|盟|区))"
)
#: A number of times another, and what it is called.
TIMES: Final = ("倍", "倍数")
#: What is done for those counted before: 为3万家企业解决融资7亿元.
FOR_THEM: Final = re.compile("(?:为|给|向)[近约超]?[0-9.．]+[万亿]?[多余]*[家户名人个位]$")
FOR: Final = "为"
#: A level of things, as the level of those before it: 争创全国示范县1个、省级示范县3个.
LEVELLED: Final = re.compile("(?:全国|国家|省|市|县|区|州|自治区)级?(?P<thing>[一-鿿]{2,})")
#: What is produced: 生产天然气38亿方.
PRODUCED: Final = ("生产", "产量")
MADE_BY: Final = tuple("辆台艘架")
#: The end of a list of kinds: 装备、化工和消费品等行业产值增速.
AND_OTHERS: Final = re.compile("等(?=行业|产业|领域|企业|地区)")
OF_KINDS: Final = re.compile(
    "(?<=.)(?:行业|产业)(?:总?产值|增加值|投资|营收|收入|销售|利润|规模)(?:增速|增幅)?$"
)
#: Deposits and loans in one word: 存贷余额分别为….
DEPOSITS_LOANS: Final = "存贷"
BOTH_FUNDS: Final = "内外资"
FUNDS_OF_BOTH: Final = ("内资", "外资")
#: Animals that are kept and those that are sold: 生猪存栏56万头、出栏96万头.
HERDS: Final = ("存栏", "出栏")
HERD: Final = re.compile("(?:存栏|出栏)[量头只羽]?$")
HERDED: Final = re.compile("(?:生猪|能繁母猪|肉牛|奶牛|牦牛|肉羊|家禽|肉鸡|蛋鸡|[牛羊猪鸡鸭鹅兔驴])$")
#: Words of new things inside the clause of a list: 医院新增床位9张、护士3人.
NEW_WITHIN: Final = re.compile("新增|净增")
#: Works that a share covers: 落实许可事项全覆盖.
COVERING: Final = re.compile(
    "^(?:严格)?(?:巩固扩大|巩固提升|巩固|扩大|落实|实施|推进|推行|推动|实行)+(?=.{3})"
)
#: How wide, high, deep or long something is.
EXTENTS: Final = tuple("宽高深")
EXTENT: Final = "度"
#: What money is for, where it follows it: 资金7亿元支持工业.
SUPPORT: Final = "支持"
#: 财政收入年平均增长5%.
YEARLY: Final = re.compile("(?<=[一-鿿]{2})(?:[近过]?去?[一二两三四五六七八九十]年|年)$")
#: The ends of what is counted that are no things: 提升8家实验室效能.
NO_THING: Final = re.compile(
    "(?<=.{3})(?:(?:创新|外向型|高质量)?发展|进度|步伐|效能|能级|功能|办学条件|节能降耗|的(?:支持|扶持|监管|管理|指导|培育)(?:力度|工作)?|(?:宣传)?力度|"
    "水环境质量)$"
)
#: Money that is named after its number, and whose own words are before it: 获得竹编项目1亿元资金支持.
GIVEN_MONEY: Final = re.compile("[一-鿿]{0,4}(?:资金|补助|奖励|补贴|资金支持|经费支持|资金补助|奖补)")
#: Words before a rank that only say among whom it is: 均居云中五州市第2.
RANKED_AT: Final = re.compile(
    "(?:均|都|也|双双|继续|数量|总数|总量)*(?:居(?![民家住])|位居|位列|名列|稳居|排名|排在)(?=全|[一-鿿]{2})"
)
#: What is measured by each unit of product, of which a list goes on: 单位生产总值能耗、水耗.
PER_UNIT: Final = re.compile("单位(?:地区|国内)?(?:生产总值|GDP)|万元(?:地区|国内)?(?:生产总值|GDP)")
PER_UNIT_TOO: Final = re.compile("(?:能|水|电|物)耗|(?:二氧化碳|碳)排放量?|用水量|建设用地")
#: What the thing before is as much as: 旅游收入9亿元，相当于生产总值的9%.
EQUALS: Final = "相当于"
#: What things are, at length, before they are named: 融文化、旅游为一体的特色小镇.
IN_ONE: Final = re.compile("^[融集][一-鿿、]{2,20}[为于]一体的?")
#: A verb of reaching whose things follow the number: 管道延伸至9个乡镇.
REACHING_OUT: Final = re.compile("(?:延伸|拓展|辐射|(?<!出口)扩大|扩展|推广)(?:到|至)$")
#: The output of all of something: 粮食生产喜获丰收，总产达9万吨.
TOTAL_OUTPUT: Final = "总产"
#: What is counted by 项, where nothing else is: 改革试验区27项任务.
TASKS: Final = "任务"
PERSONS_BY: Final = ("人", "名")
WORKS_BY: Final = ("项", "家")
OUTPUT: Final = "产能"
#: What of places is bettered: 200所学校办学条件.
FEATURE: Final = re.compile(
    "(?P<who>.{2,}?)(?P<what>服务功能|办学条件|基础设施|配套设施|功能|环境|面貌|服务能力)"
)
#: What things did that are listed as examples: 产业园签约甲、乙、丙等项目.
GOT_EXAMPLES: Final = re.compile("(?:新?(?:签约|引进|招引|引入|落地)|入驻)(?=[^、]+、)")
#: Things that have grown in number, of which only the growth is printed: 高新企业增长5%.
COUNTED_THINGS: Final = re.compile("(?:企业|主体|项目|机构|用户|网点|平台|合作社|家庭农场|专利)$")
#: A verb of more of the same before what there is more of: 以租代购增加公交车.
MORE_OF: Final = re.compile("^(?:[一-鿿]{4})?(?:增加|减少)(?=[一-鿿]{2})")
