"""What a counter counts, where more than one noun follows it: 33所学校大班额问题 are schools, and no problems."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .clause import Clause
from .clause_words import KINDS, LEVELS, WORKS
from .phrase_words import DOES, NOUN_END
from .predicate_words import ENTITY, ENTITY_END, PREDICATE
from .predicates import caused_by, of_first_number
from .subjects import trimmed

_LONGEST: Final = 16  # characters of what is done with the things
_SHORT: Final = 8  # characters of a place before them
_THINGS: Final = 18  # characters of the things
_LEAST: Final = 3  # characters of a thing that works are done on
_OF: Final = "的"
_AND_OTHERS: Final = "等"
_JOINS: Final = tuple("、和与及或")
_UNDER_WAY: Final = re.compile("进行|开展|完成|实现|动工|开工|启动|全部|维修|投入|正在|加快|有序")
_SEVERAL: Final = re.compile("[0-9０-９、和与及]")
#: Nouns that are rather part of the next or of no use before it: 行政村集体经济, 城市有机更新.
_NO_THING: Final = re.compile(
    "(?:集体|农村|乡村|城镇|城市|国家|专业|城乡|跨部门|整村|个人|学科|课程|文件|试点|问题|指标|案件|成果|品牌|作品|产品|事项|项目|工程|经验|做法|市场|[全本]村)$"
)
_INTO: Final = "化"
_LONGER: Final = tuple("城村镇乡县市区心政点寨")  # 县城, 中心村, 市政
_ANY: Final = "某物"
_ANY_COUNTER: Final = "个"
_PLACES: Final = "县市区旗镇乡村"
_DIGIT: Final = re.compile("[0-9０-９]")
#: Floors and ages, which number nothing: 3层以上居民用水难问题.
_FLOORS: Final = re.compile("[0-9]+(?=[层楼岁])")
#: Examples of what of things is bettered: 完善9个园区检测、培训等基础设施.
_LISTED: Final = re.compile("^[一-鿿]+(?:、[一-鿿]+)+等(?=[一-鿿]{4})")
_FIRM: Final = (
    "企业|公司|集团|银行|机构|单位|商户|院团|合作社|[央国民外]企|酒店|农场|厅局|部门|医院|卫生院|学校|院校"
)
_PERSON: Final = (
    "人口|居民|群众|市民|村民|农牧民|农民|牧民|渔民|职工|员工|工人|农民工|大学生|毕业生|学生|儿童|幼儿|青年|妇女|老年人|老人|残疾人|"
    "人员|对象|干部|党员|教师|医生|专家|患者|伤病员|官兵"
)
#: What a counter counts, where it says more than 个, so that the words after it are of those things.
_COUNTED_BY: Final = {
    "家": re.compile(_FIRM),
    "户": re.compile(f"{_FIRM}|{_PERSON}|家庭|住户"),
    **dict.fromkeys("名位人", re.compile(_PERSON)),
    "所": re.compile(
        "学校|高校|院校|中小学校|中小学|中学|小学|高中|初中|幼儿园|学院|医院|卫生院|卫生室|养老院|敬老院"
    ),
    "条": re.compile("道路|公路|主?干道|大街|街道|街路|巷路|河流|河道|线路|产业链|航线|生产线|支流"),
    "座": re.compile("水库|水厂|桥梁|大桥|电站|泵站|矿山|处理厂"),
    "个": re.compile(f"{ENTITY.pattern}|村(?=集体)"),
}
#: The ends of what is done with things, or of what is amiss with them.
_ACT: Final = re.compile(
    "(?:改革|改制|建设|改造|治理|整治|管理|处置|终结|退出|移交|评估|托管|搬迁|安置|帮扶|救治|布局|更新|修复|扩容|提质|升级|提升|运行|"
    "审计|整改|监测|鉴定|撤并|整合|取缔|关停|清理|整顿|监控|监管|拆除|化发展)$"
)
#: What of things is bettered.
_FEATURE: Final = re.compile(
    "[一-鿿]{0,8}(?:功能|收入|水平|能级|能力|品质|布局|条件|环境|面貌|风貌|设施|管理|服务|质量)"
)
#: Works that are several or of several words, which a name has as they are: 人居环境建设和环境整治.
_AS_SAID: Final = re.compile(f"化$|处理|[和与及、]|{_ACT.pattern}")
_TASK: Final = re.compile("(?:任务|工作|行动)$")
_EQUIPPED: Final = re.compile("(?:基础|配套|公共服务)设施$")
#: What starts or does such work and is no part of a name.
_STARTS: Final = re.compile(
    "(?:重点|积极|完成|推进|推动|实施|开展|抓好|做好|搞好|启动|加快|加大|深化|全面|提前|圆满|基本|支持)*"
)
#: Verbs of what is bettered, used or done away with, that a name needs.
_VERBS: Final = re.compile(
    "(?:.*[，、])?(?:[一-鿿]{0,4}重点|全[省市县区]|全面|全部|努力|着力|大力|切实|不断|充分|有效|有序|进一步|持续|加快|年内|已|将|要)*(?P<verb>发挥|"
    "改造升级|升级改造|改造提升|改造|整治|治理|修缮|加强|强化|提高|提升|改善|完善|优化调整|优化|取消|解决|化解|消除|增强|增加)了?(?:已有的|市区|城区|对|全[省市县区]|"
    "[一-鿿]{2,10}(?:、[一-鿿]{2,10})*等)?"
)
_AMISS: Final = re.compile("(?:问题|困难|难题|难)$")
_SOLVES: Final = re.compile("解决|化解|消除")
#: The ends of nouns that are counted themselves: 3个镇的污水处理厂.
_COUNTED_ITSELF: Final = re.compile(
    "[厂站点馆所园路桥线楼房店机车堂]$|超市$|总部|项目|工程|设施|资金|方案|规划|政策|代表团?$|(?:一|二|三)$"
)

#: What things have that is no thing, before its amount: 9个园区产值达3亿元.
_HAS: Final = re.compile(
    "(?:的|农民|居民|职工|全产业链|经营性|主营|工业|规上|规模以上|市场|综合|当年|全年|年度|累计|合计|目标|共|已|人均|户均|可支配|环境|地表|投资|工程|水质优?){0,4}"
    "(?:总投资|投资额?|总?营收|总?产值|增加值|(?:营业|销售|经营|主营业务|可支配|经济|纯)?收入|税收|利润|增速|增幅|水质|(?:[一-鿿]{2})?[一-鿿]{2}率)"
    "(?:目标|增速|增幅)?(?:预计|分别|首次|将|可|均|已|全部)*(?:[高快低]于|保持|稳定|完成|实现|达到?|为|超过?|突破|约|近|增长|[0-9]|、|$)"
)
#: What has an amount: firms, places, and trades.
_CARRIERS: Final = re.compile(f"{ENTITY.pattern}|产业|行业|板块|集聚区|片区|商圈")
_ALL_OF_CHAIN: Final = "全产业链"
_OF_PERSONS: Final = ("名", "位", "人", "户")
#: Of which things some are here: 污染最严重的30个县中我市占9个.
_AMONG: Final = re.compile("(?P<things>[一-鿿]{1,8}?)中(?:我[省市县区]|选择|择优|遴选)")
#: What things are to do, or whom they do it with.
_IS_TO: Final = re.compile(
    "(?:要(?=[一-鿿]{2})|将(?!军)|须|应(?![急用])|共(?=实施|完成|新增|投入|发放|建成|签|引|收|争|获|[0-9])|向(?![阳日导])(?=[0-9]|$)|"
    "竞相|深入(?=推进|开展|实施)|探索|(?:吸纳|带动|接收|结对|培育|覆盖|开展)(?=[0-9]|$))"
)
#: Other things after them, that have no number of their own or are named one by one.
_UNNUMBERED: Final = re.compile(
    "(?P<things>(?!(?:国家|省|市|县|区|州)级(?:以上)?(?:以及|和|及|、))[一-鿿“”]{2,14}?)(?:以及|和|及|、)(?:(?:各类|一批|一大批|若干|"
    "多[轮个种项条所座])[一-鿿]|[一-鿿]{1,12}至[一-鿿]{2,10}(?:公路|铁路|高速|道路)|"
    "[一-鿿]{2,12}(?:、[一-鿿]{2,12})+等)|(?P<first>[一-鿿]{2,10}(?P<kind>项目|工程|公路|道路|企业))(?:和|"
    "及)[一-鿿]{2,12}等(?!级)[一-鿿]{0,8}(?P=kind)"
)
NO_NUMBER: Final = re.compile(
    "(?<=.[^级])(?:以及|和|及|、)(?:各类|一批|一大批|若干|多[轮个种项条所座])[一-鿿][^的]*$"
)
_AMOUNT: Final = "(?:总|计划)?投资(?:超过?|达|近|约)?[0-9.]+[百千万亿]*元(?:以上|左右)?的"
_WORTH: Final = re.compile(f"{_AMOUNT}(?P<of>.+)")
_WORTH_BEFORE: Final = re.compile(f"(?P<head>[^0-9]+?){_AMOUNT}")
_OF_SEVERAL: Final = re.compile(
    "(?P<first>[一-鿿]{2,10}?)(?:、[一-鿿“”]{2,14})+?(?P<kind>项目|工程)(?![一-鿿]*(?:项目|工程))"
)
_THING: Final = re.compile("(?P<of>.+)")
#: Projects of a level in a list whose last member alone says that they are projects: 9个省重点、8个市重点项目.
_KEY: Final = re.compile(
    "(?P<level>(?:国家|省|市|县|区|州)级?重[点大])(?:(?:、|和)[0-9]+个[一-鿿]{2,8}?)+(?P<noun>项目)"
)
#: Those whom someone looks after, of which each has one.
_LOOKS_AFTER: Final = re.compile("(?:领导干部|领导|干部)?(?:联系服务|联系|服务|包联|包保|挂联|帮扶)$")
_SYSTEM: Final = re.compile(
    "(?P<who>[一-鿿]{2,10}(?:企业|项目|村|学校|乡镇|园区))等?的?(?:工作)?(?:制度|机制)"
)
_SHORTEST: Final = "联系"
_BY: Final = "以"
_CORE: Final = re.compile(
    "(?P<part>[一-鿿]{2,10})为(?:核心|重点|主体|支撑|基础|依托|主)的(?P<whole>[一-鿿]{2,10}?)(?:(?:基本|初步|全面|已|逐步)+.*)?"
)


def of_things(clause: Clause) -> str:
    """加强9家企业的节能管理, 解决33所学校大班额问题: what is counted is firms and schools."""
    counter = clause.figure.unit[-1:]
    if clause.figure.measure or clause.quantity not in ("count", "") or counter not in _COUNTED_BY:
        return ""
    head = "" if clause.head.endswith("等") else trimmed(clause.head)
    verb = _VERBS.fullmatch(clause.head)
    if not (verb or _STARTS.fullmatch(head)) and (DOES.match(head) or len(head) > _SHORT):
        return ""
    place = "" if verb or _STARTS.fullmatch(head) or caused_by(head) else head
    right = _TASK.sub("", clause.right)
    for found in reversed([*_COUNTED_BY[counter].finditer(right, 0, _THINGS)]):
        things, rest = right[: found.end()], right[found.end() :]
        one_of_list = rest.startswith(_AND_OTHERS) and _SEVERAL.search(things)
        if rest.startswith(_LONGER) or _NO_THING.search(things) or _DIGIT.search(things) or one_of_list:
            continue
        if _UNDER_WAY.search(things) or _SEVERAL.search(things) or not _of_them(rest):
            return ""
        if (len(things) > 1 or things in _PLACES) and (did := _done(verb["verb"] if verb else "", rest)):
            return f"{did}{_OF}{place}{things}"
    return ""


def _of_them(rest: str) -> bool:
    """Whether words behind things are no predicate of theirs and no other things."""
    return not (rest[:1] in (*_JOINS, _INTO) or PREDICATE.match(rest) or _UNDER_WAY.search(rest))


def _done(verb: str, rest: str) -> str:
    """What is done with things, by the verb before their number and the words behind them.

    >>> _done("加强", "的节能管理"), _done("解决", "大班额问题"), _done("", "绿化升级改造"), _done("", "改造")
    ('加强节能管理', '解决大班额问题', '绿化升级改造', '')
    """
    what = rest.removeprefix(_OF)
    of = what != rest
    what = _LISTED.sub("", what)
    if not 1 < len(what) <= _LONGEST or _DIGIT.search(_FLOORS.sub("", what)) or _OF in what:
        return ""
    if _AMISS.search(what):
        return f"{verb}{what}" if _SOLVES.fullmatch(verb) else ""
    bettered = verb and _EQUIPPED.search(what)
    if ENTITY_END.search(what) or (_COUNTED_ITSELF.search(what) and not bettered):
        return ""
    works = WORKS.fullmatch(what)
    if works and works["noun"].endswith(_JOINS):
        return ""  # 9所学校新建和改扩建: works alone
    if (only := WORKS.fullmatch(f"{_ANY}{what}")) and only["noun"] == _ANY and not of:
        return ""  # 9所学校新建和扩建: the verb comes first
    if works and not verb:
        thing = works["noun"]
        if ENTITY_END.search(thing) or _COUNTED_ITSELF.search(thing):
            return ""
        return what if len(thing) < _LEAST or _AS_SAID.search(thing) else f"{works['verb']}{thing}"
    if _ACT.search(what):
        return f"{verb}{what}"
    return f"{verb}{what}" if verb and (of or _FEATURE.fullmatch(what)) else ""


def with_feature(noun: str, unit: str) -> tuple[str, str]:
    """The things of a noun that a counter is of, and what of theirs it says beside them.

    >>> with_feature("竹医院检查结果", "家"), with_feature("竹部门9项事项", "个"), with_feature("竹企业中心", "家")
    (('竹医院', '检查结果'), ('竹部门', ''), ('竹企业中心', ''))
    """
    noun = of_first_number(noun)
    counter = unit[-1:]
    if counter not in _COUNTED_BY or counter == _ANY_COUNTER or ENTITY_END.search(noun):
        return noun, ""
    for found in reversed([*_COUNTED_BY[counter].finditer(noun)]):
        feature = noun[found.end() :]
        if len(feature) > 1 and not (feature.startswith(_JOINS) or _COUNTED_ITSELF.search(feature)):
            return noun[: found.end()], feature
    return noun, ""


def of_first(right: str) -> str:
    """The words behind a count without other things that have no number.

    >>> of_first("竹路和松山至梅山公路"), of_first("竹路和一批竹桥"), of_first("竹路和竹桥")
    ('竹路', '竹路', '竹路和竹桥')
    """
    others = _UNNUMBERED.match(right)
    return others["things"] or others["first"] if others else right


def cut(right: str, unit: str = "") -> str:
    """The words behind a count without what its things have, do with others or are to do, and without things
    that have no number.

    >>> cut("竹园区产值达到"), cut("竹园区要对标先进"), cut("竹企业向"), cut("竹企业建成")
    ('竹园区', '竹园区', '竹企业', '竹企业建成')
    """
    if (first := of_first(right)) != right:
        return first
    if among := _AMONG.match(right):
        return among["things"]
    for has in (_HAS, _IS_TO):
        for entity in reversed([*_CARRIERS.finditer(right, 0, _THINGS)]):
            no_person = unit[-1:] in _COUNTED_BY and unit[-1:] not in _OF_PERSONS
            if no_person and _COUNTED_BY["人"].search(entity[0]):
                continue  # 9个镇农民人均收入: of the people of 9 towns
            if right.endswith(_ALL_OF_CHAIN, 0, entity.end()):
                continue
            if has.match(right, entity.end()) and entity.end() > 1:
                return right[: entity.end()]
    return right


def are_to(right: str) -> bool:
    """Whether what follows a count says what the things are to do, so that these may not be all there are."""
    return bool(_IS_TO.match(right, len(cut(right))))


def worth(clause: Clause) -> str:
    """9个总投资3亿元的竹编项目, 签约总投资3亿元的9个项目: the things, whatever they are worth."""
    if clause.figure.measure or clause.quantity != "count":
        return ""
    before = _WORTH_BEFORE.fullmatch(clause.whole)
    found = _WORTH.match(clause.right) if not before else _THING.match(clause.right)
    head = before["head"] if before else clause.head
    verb = DOES.search(trimmed(head)) if before else DOES.match(trimmed(head))
    if not found or (before and not verb):
        return ""
    end = NOUN_END.search(found["of"])
    thing = found["of"][: end.start() if end else None]
    if several := _OF_SEVERAL.match(found["of"]):
        thing = f"{several['first']}{several['kind']}"
    of = trimmed(head) if before else verb[0] if verb else ""
    of = "" if before and _STARTS.fullmatch(of) else of
    return f"{of}{thing}" if len(thing) > 1 else ""


def at_core(clause: Clause) -> str:
    """形成以9项指标为核心的清单: the members that something is built on, and not how many of it there are."""
    found = _CORE.fullmatch(clause.right) if clause.head.endswith(_BY) else None
    return f"{found['whole']}{found['part']}" if found else ""


def levels(clause: Clause) -> str:
    """4家省级、10家市级龙头企业: things of a level."""
    if key := _KEY.match(clause.right):
        return f"{trimmed(clause.head)}{key['level']}{key['noun']}"
    found = LEVELS.match(clause.right)
    return f"{trimmed(clause.head)}{found['level']}{found['noun']}" if found else ""


def kinds(clause: Clause) -> str:
    """55家电石、铁合金企业: things of several kinds."""
    if clause.quantity != "count" or not KINDS.match(clause.right):
        return ""
    head = trimmed(clause.head)
    return f"{head}{clause.right}" if len(head) <= _SHORT else ""


def of_system(clause: Clause) -> str:
    """实行领导干部联系9家重点企业制度: those who are looked after, and no systems."""
    verb = _LOOKS_AFTER.search(clause.head)
    found = _SYSTEM.fullmatch(clause.right) if verb and clause.quantity == "count" else None
    return f"{verb[0]}{_OF if len(verb[0]) > len(_SHORTEST) else ''}{found['who']}" if verb and found else ""


READINGS: Final[tuple[Callable[[Clause], str], ...]] = (of_system, at_core, worth, of_things)
