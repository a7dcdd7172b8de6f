"""The Chinese of clauses that count things and say what they do: nouns that are counted, and what a predicate
begins with.
"""

from __future__ import annotations

import re
from typing import Final

#: The ends of nouns of people, places and things that do something or have something done to them.
_ENTITY: Final = (
    "机场|镇街(?!道)|村居(?!民)|载体|企业家?|公司|集团|单位|机构|"
    "经验|做法|举措|水源地|水源|"
    "专班|部门|学校|高校|院校|中学|小学|幼儿园|学院|医院|卫生院|卫生室|养老院|敬老院|园区|开发区|高新区|集群|商户|县城|城区|县市区|县市|县区|区县|"
    "[县市旗镇乡村屯](?!级|域|区|场|民|貌|容|内|外|直|本|办|长|庄|集体|[道财管])|旗县区|市县区|街道|社区|小区|村庄|村屯|建制村|居民|群众|市民|村民|农牧民|农民|"
    "牧民|渔民|职工|员工|工人|"
    "大学生|毕业生|学生|儿童|幼儿|青年|妇女|老人|老年人|残疾人|人员|人口|人群|干部|党员|教师|医生|医师|专家|院士|博士|军人|官兵|选手|运动员|户|家庭|用户|个人|集体|学科|"
    "专业群|专业|课程|"
    "对象|团队|合作社|农场|项目|工程|事项|案例|成果|产品|品牌|作品|平台|基地|中心|实验室|车站|站点|航线|线路|道路|公路|桥梁|水库|断面|河流|泵站|电站|电厂|矿山|煤矿|矿井|景区|酒店|"
    "口岸|港区|工作队|工作者|志愿者|高中|初中|职责|权限|院团|[央国民外]企|患者|厅局|地州市|场馆|博物馆|图书馆|纪念馆|文化馆|国家|城市|银行|指标|问题|案件|公厕|停车场|"
    "产业链|服务站|车间|工厂|广场|公园|文件|试点|点位|市场|网点|场所|泉眼|画廊|立交桥"
)
ENTITY: Final = re.compile(_ENTITY)
ENTITY_END: Final = re.compile(f"(?:{_ENTITY})$")
#: What things do, where no noun begins so; and how or where they do it.
_SURE: Final = (
    "首发上市|首次(?=[一-鿿]{2})|登上|创成|结[成为](?=[一-鿿]{2})|[达满]产|升规|参展|上平台|转公转普|提产|让电于民|追回|"
    "来[一-鿿]{1,3}(?=新建|建设|投资)|"
    "为(?=[^，]{2,10}(?:提供|开展|解决|办理))|进行(?=了?[一-鿿]{2,6}$)|在(?![建编校线岗职册孵园库家])|正(?:在|进行|式)?|延时开放|延长|改制为|深度(?=上云)|"
    "新进入|及时(?!率)|有序(?!用)|分别|下沉(?=[一基社村])|扎根|奔赴|驻守|奋战|深入(?=基层|一线|农村|社区)|"
    "持续(?!改造)|"
    "实施(?=[一-鿿]{2,}(?:整村推进|工程)$)|实施(?=整村推进)|"
    "火速|面貌(?=焕然)|水质(?=[一-鿿]{0,4}(?:[0-9.]+%)?(?:达标|达到|优良(?![一-鿿]{0,2}[率例])))|做[大强优精](?:做[大强优精])*|"
    "赴(?=[一-鿿]{2})|到(?=[一-鿿]{1,10}(?:就业|就读|创业|工作|任职|服务|学习))|争创|入列|抱团|扩规提|提质达标|扩优提质|修复(?=信用)|深入(?=基层|一线|"
    "农村|企业)|升级为|转型为|转为|选到|住进|搬进|脱掉|摘掉|迁至|新晋|驰援|奔赴|填补|催生|结对(?!帮扶(?:村|项目|机制|制度))|开行(?=[一-鿿]{2})|"
    "扩大(?=[一-鿿]{2})|重见|重返|实施(?=[一-鿿]{4})(?!方案|细则|意见|办法|主体|单位|进度|条例|情况)|与(?=[^，]{2,24}(?:对接|合作|签[订署约]|"
    "协议|达成|建立|开展|结[对成]|联合|共建|携手))|融入|升级完善|试行|先后|(?:春节|年底|汛)前|可以|陆续|荣获|荣登|[一-鿿]{2,10}?(?:增速|增幅|收入|产值|"
    "增加值|比例|吞吐量)(?:均|全部|双双|相继)?(?:超过|突破|破|高于|低于|优于|快于)|已经?|均|都(?!市)|全部|全面|"
    "基本|成功(?!率)|如期|顺利|陆续|相继|正式|提前(?!批)|超额|得到|得以|受到|获(?!得性)|实现|完成(?!率)|开展|参加|参与(?!率)|享受|纳入|列入|进入|入选|入围|跻身|建成|"
    "投产|开工|竣工|通过(?!率)|达到|达标(?!率)|成为|晋升|[用喝住供通走搬吃]上|喜迁|迁入|入住|脱贫|摘帽|留[一-鿿](?:就业|创业|工作)|落户|新落户|入驻|进驻|接入|上线(?!率)|"
    "上云|创(?=[A-Z一-鿿]级)|解决|接受|接种|取得|拥有|具备|建有|设有|签订|超过|突破|不足|高于|低于|占|集中(?=办公|开工)|实行(?!.{0,6}制度$)|被(?!征|装|监)|"
    "有(?!机|效|色|限|线|轨|偿|关)|可(?!再生|视|回收|研|行)|因|由|向|从(?!业)|按|免费|对外开放|提升至|下降|减少|增加"
)
#: Verbs that a noun may begin with too: 企业创新平台 is one, 企业建立工会 is not.
_MAYBE: Final = (
    "退出(?!机制)|建立|设立|配备|安装|推行|实施|启动|推进|运用|使用|应用|发展|从事|就业|创业|转移|转产|转型|改制|重组|建设|改造|开设|开办|推广|开通|成立|创建|签约|增产|"
    "引进|发放|落实|完善|改善|缓解|摆脱|告别|返乡|加入|加快|恢复|提供|拓展|申报|采购|跃升|探索|出台|升级|提质|晋位|对接|移交|转变|建档|办理|领取|搬迁"
)
PREDICATE: Final = re.compile(
    f"(?P<sure>(?P<more>[新净]增(?![长值])|扩大(?=[产规面])|增资扩股)|{_SURE}|(?:{_MAYBE})了)|(?P<maybe>{_MAYBE})"
)
#: What makes words after such a verb one noun with those before it.
NOUN_AT_END: Final = re.compile(
    "(?:项目|工程|平台|基地|中心|站点?|点|体系|机制|制度|规划|计划|行动|方案|活动|问题|任务|技术|示范[一-鿿]?|数|量|率|额|金|贷款|资金|补贴|费|人数|户数|事项|服务|设施|"
    "工作|建设|改造|创建|城市|[县区村]|企业|单位|之列|推进|启动)$"
)
#: What is no part of what the things do.
HOW: Final = re.compile(
    "^(?:进行了?|提前|超额|分别|正在|正式|正|已经|已|均|都|全部|全面|基本|成功(?!率)|如期|顺利|陆续|相继|先后|(?:春节|年底|汛)前|可以|又|还|也|"
    "可(?![研行])|将|首次|率先|圆满|及时|有序(?!推进|实施|开展)|"
    "实现(?=脱贫|摘帽|达标|开工|竣工|投产|就业))+"
)
PARTICLE: Final = re.compile("(?<=[一-鿿])了")
#: The last of a list, whose number is of it alone.
JOINED: Final = ("、", "和", "及", "与")
#: Some things, of no number.
SOME: Final = re.compile("一大?批")
#: Verbs of what others are made to do, though a noun may begin with them: 推动9个景区配备充电设施.
MADE_TO: Final = re.compile("配备|安装|加装|建立|设立|开通|应用|使用|推行")
#: What is done, after the words of what it is done by or for: 围绕竹产业政策谋划项目9个.
DONE_BY: Final = re.compile(
    "^(?:围绕|针对|瞄准|立足|依托|按照|根据|利用|结合|对照)[^，]{4,}?(?P<did>(?:谋划|策划|储备|新建|建成|引进|招引|培育|举办|出台|制定|打造|推出|组织|"
    "实施)[^，]*)$"
)
#: How large each of the things is, between their number and their name.
SIZE_FIRST: Final = re.compile(
    "[0-9.]+万?(?:千瓦|千伏|兆瓦|吨|立方米|平方米|蒸吨|亩)级?(?:以上)?(?=[一-鿿]{2,})"
)
#: How something is done, before the verb and no noun.
HOW_FIRST: Final = re.compile("顺利|成功|全面|全部|均|都(?!市)|相继|陆续")
#: Counters of how often.
TIMES: Final = ("批", "批次", "次", "场", "场次", "轮")
#: A limit that what the things have is over.
OVER: Final = re.compile("(?P<what>[一-鿿]{3,}?)(?:均|都|全部)?(?P<over>超过?[0-9.]*[百千万亿]+元)")
#: With whom things do something together, at length: 与甲校、乙院等高校成功对接.
PARTNER: Final = re.compile(
    "^与.{2,}?(?=(?:(?:成功|深度|深入|正式)?(?:对接|签[订署约]|开展|达成|建立|实现|结[对成]|合作|共建|联合|携手)))"
)
#: Verbs that make others do what follows.
CAUSES: Final = re.compile(
    "(?:倒逼|紧急协调|优先支持|重点支持|优先|试点|推行|探索|吸引|帮助|支持|推动|推进|引导|组织|动员|带动|促进|扶持|助力|确保|力争|让|使|为|对|给|又有|有|还有|仍有|"
    "保障|指导|鼓励|积极)*"
)
#: Verbs of new things, that stay before what the things do: 新增38所学校对外开放.
NEW: Final = re.compile("新增|净增")
#: What is bettered in places: 整治290个村人居环境.
BETTERED: Final = re.compile(
    "(?P<who>(?:行政|自然|建制|中心)?村|社区|(?:居住|住宅|老旧)?小区|乡镇|学校|[县镇乡]|家庭|居民|农户|群众)(?P<what>[一-鿿、]{0,8}(?:环境|设施|条件|面貌|"
    "困难|污水|体系))"
)
#: The same in one noun: 36个行政村生活污水治理任务.
BETTERED_BY: Final = re.compile(
    "(?P<who>(?:行政|自然|建制|中心)?村|社区|乡镇|(?:住宅|老旧)?小区|(?:中小)?学校|(?:重点|工业)?企业)(?P<what>(?:生活|农村)?(?:污水|垃圾)|"
    "挥发性有机物|废[气水]|人居环境|环境|"
    "[一-鿿]{2,6}设施)(?P<verb>(?:专项|综合)?(?:治理|整治)|处理|改善|提升|改造)(?:任务|工作)?"
)
BETTERS: Final = re.compile("(?:完成|实施)?(?P<verb>整治|改善|提升|优化|解决|治理|完善)")
#: What a clause says beside what was done: 入选名单、数量全省第一.
RANKED_TOO: Final = re.compile("、(?=数量|总量|总数|均?居|均?位|排名|列)")
#: Numbers that are part of a class or a rank: 前1%, 500强.
BEST: Final = re.compile(
    "(?<![的、0-9.])前?[0-9.]+[%％]|[0-9.]+(?:强|A级?)|前[0-9]+[位名]?|"
    "24小时(?=[一-鿿]{0,2}(?:开放|营业|服务|运营))|"
    "[0-9]A级?|[0-9]G|[0-9]+[级星](?:甲等|级)?|20[0-9]{2}年?(?=[一-鿿])|[0-9][+＋][0-9A-Z]"
)
#: Some of the things before: 111户国企中有100户改制.
SOME_OF: Final = re.compile("中有?[0-9]")
#: What goes on from things that were there: 在布局5个点位的基础上.
BASIS: Final = re.compile("的?基础上|的同时")
#: A list that goes on without a number.
LIST_FIRST: Final = re.compile("(?:、|和|与|及)(?![0-9])")
#: How many things there are that others join: 770家企业融入6条产业链.
THINGS: Final = re.compile("(?<=.{2})[0-9]+[个家条项所](?![次以]|百分点)(?=[一-鿿]{2})")
#: Places that something reaches: 学院实现16个市全覆盖.
COVERED: Final = re.compile(
    "(?:个)?(?P<who>(?:行政|自然|建制)?村|乡镇街道|乡镇|街道|社区|[县市区旗州]|县区|县市区?|旗县)全覆盖$"
)
COVERS: Final = "覆盖"
#: Two things of a list, of which the second has the words for both.
_OF_LIST: Final = "(?:、|和|以及)[0-9.]+万?[多余]?[个所处座家户条项名件]"
LISTED: Final = re.compile(
    f"(?P<noun>[一-鿿]{{2,10}})(?:{_OF_LIST}[一-鿿]{{2,10}}?)*{_OF_LIST}(?P<next>[一-鿿]{{4,}})"
)
OF: Final = "的"
