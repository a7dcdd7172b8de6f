"""What a counter counts, where more than one noun follows it: 33所学校大班额问题 are schools, and no problems."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .clause import Clause
from .clause_words import WORKS
from .phrase_words import DOES
from .predicate_words import ENTITY, ENTITY_END, PREDICATE
from .predicates import caused_by
from .subjects import trimmed

_LONGEST: Final = 16  # characters of what is done with the things
_SHORT: Final = 8  # characters of a place before them
_THINGS: Final = 18  # characters of the things
_LEAST: Final = 3  # characters of a thing that works are done on
_OF: Final = "的"
_JOINS: Final = tuple("、和与及或")
_UNDER_WAY: Final = re.compile("进行|开展|完成|实现|动工|开工|启动|全部|维修|投入|正在|加快|有序")
_SEVERAL: Final = re.compile("[0-9０-９、和与及]")
#: Nouns that are rather part of the next or of no use before it: 行政村集体经济, 城市有机更新.
_NO_THING: Final = re.compile(
    "(?:集体|城市|国家|专业|城乡|整村|个人|学科|课程|文件|试点|问题|指标|案件|成果|品牌|作品|产品|事项|项目|工程|经验|做法|市场|[全本]村)$"
)
_INTO: Final = "化"
_PLACES: Final = "县市区旗镇乡村"
_DIGIT: Final = re.compile("[0-9０-９]")
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
    **dict.fromkeys("个处座", re.compile(f"{ENTITY.pattern}|村(?=集体)")),
}
#: The ends of what is done with things, or of what is amiss with them.
_ACT: Final = re.compile(
    "(?:改革|改制|建设|改造|治理|整治|管理|处置|终结|退出|移交|评估|托管|搬迁|安置|帮扶|救治|布局|更新|修复|扩容|提质|升级|提升|运行|"
    "审计|整改|监测|鉴定|撤并|整合|取缔|关停|清理|整顿|监控|监管|化发展)$"
)
#: What of things is bettered.
_FEATURE: Final = re.compile(
    "[一-鿿]{0,8}(?:功能|收入|水平|能级|能力|品质|布局|条件|环境|面貌|设施|管理|服务|质量)"
)
_TASK: Final = re.compile("(?:任务|工作|行动)$")
#: What starts or does such work and is no part of a name.
_STARTS: Final = re.compile(
    "(?:完成|推进|推动|实施|开展|抓好|做好|搞好|启动|加快|加大|深化|全面|提前|圆满|基本|支持)*"
)
#: Verbs of what is bettered, used or done away with, that a name needs.
_VERBS: Final = re.compile(
    "(?:.*[，、])?(?:全[省市县区]|全面|全部|努力|着力|大力|切实|不断|充分|有效|有序|进一步|持续|加快|年内|已|将|要)*(?P<verb>发挥|加强|强化|提高|提升|改善|完善|优化调整|优化|取消|解决|化解|消除|增强|增加)了?(?:对|全[省市县区])?"
)
_AMISS: Final = re.compile("(?:问题|困难|难题|难)$")
_SOLVES: Final = re.compile("解决|化解|消除")
#: The ends of nouns that are counted themselves: 3个镇的污水处理厂.
_COUNTED_ITSELF: Final = re.compile(
    "[厂站点馆所园路桥线楼房店机车]$|总部|项目|工程|设施|资金|方案|规划|政策|代表团?$|(?:一|二|三)$"
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
        if (
            _NO_THING.search(things)
            or _UNDER_WAY.search(things)
            or _SEVERAL.search(things)
            or not _of_them(rest)
        ):
            continue
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
    if not 1 < len(what) <= _LONGEST or _DIGIT.search(what) or _OF in what:
        return ""
    if _AMISS.search(what):
        return f"{verb}{what}" if _SOLVES.fullmatch(verb) else ""
    if ENTITY_END.search(what) or _COUNTED_ITSELF.search(what):
        return ""
    works = WORKS.fullmatch(what)
    if works and works["noun"].endswith(_JOINS):
        return ""  # 9所学校新建和改扩建: works alone
    if works and not verb:
        thing = works["noun"]
        if ENTITY_END.search(thing) or _COUNTED_ITSELF.search(thing):
            return ""
        return what if len(thing) < _LEAST or thing.endswith(_INTO) else f"{works['verb']}{thing}"
    if _ACT.search(what):
        return "" if WORKS.fullmatch(f"竹编{what}") and not of else f"{verb}{what}"
    return f"{verb}{what}" if verb and (of or _FEATURE.fullmatch(what)) else ""


READINGS: Final[tuple[Callable[[Clause], str], ...]] = (of_things,)
