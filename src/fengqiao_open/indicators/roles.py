"""The name of what a number counts by its role in the clause: those who are given something, a fund
that is set up, the extent of what follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from . import predicates, topic_words
from .clause import Clause
from .phrase_words import AND, DAYS, DOES, OF_MONEY
from .predicate_words import ENTITY_END
from .subjects import trimmed

_LONGEST: Final = 24
#: What a clause gives to those that its number counts: 对6家企业给予资金支持, 为3万人口提供安全饮水.
_TO_WHOM: Final = re.compile("(?:对|为|向|给)(?:全[省市县区])?$")
_GIVEN: Final = re.compile(
    "(?:以上|多)?(?P<who>[一-鿿“”]{2,14}?)(?:分别|免费|无偿|依法|精准|及时|优先)*(?:新增|新)?(?:给予|提供|发放|投放)了?"
    "(?P<what>[一-鿿“”、]{2,16}?)(?:[0-9].*)?"
)
#: Those who are paid for what they do: 资助9万低保对象参加医疗保险.
_PAID_FOR: Final = re.compile("资助|补助|补贴")
_DOES_SO: Final = re.compile("(?:参加|参与|就读|入学|购买|缴纳|参保)")
#: Offices that handed down or gave up something, whose number comes before that of it: 57个部门下放事项780项.
_HANDED_DOWN: Final = re.compile(
    "(?P<who>[一-鿿]{0,8}?(?:部门|单位|[县市区镇乡]|乡镇|街道|开发区))(?:累计|共计?|已)*"
    "(?P<did>(?:下放|取消|承接|移交|精简|清理)[一-鿿]{2,12}?)(?:达到?|共|累计)*[0-9].*"
)
#: A fund that is set up: 市县两级设立3亿元转贷资金.
_SETS_UP: Final = re.compile("(?:设立|组建|建立|成立)了?(?:总?规模)?[近约超]?$")
_FUND: Final = re.compile("的?(?P<fund>[一-鿿“”]{2,14}?(?:资金池|资金|基金))(?=[，。；、]|$)")
#: How long or large the works are that follow: 总长50公里的6条快速路.
_EXTENT: Final = re.compile("(?P<what>总长度?|全长|总里程|总?建筑面积|占地面积|总面积)(?:近|约|达|超过?)*$")
_OF_EXTENT: Final = re.compile(
    "(?:以上|多)?的(?:[0-9]+[条座个段处项])?(?P<of>[一-鿿“”]{0,14}?(?:[高公铁道]路|快速路|主干道|隧道|大桥|大道|线路|管网|渠道|"
    "绿道|步道|河道|堤防|长廊|公园|广场|中心|市场|基地|[一-鿿]路))(?=建|开|竣|全|通|投|完|项|工|顺|正|启|提|改|，|。|；|、|$)"
)
#: A rank that was won in an assessment: 连续三年获全省考评第一名.
_WON: Final = re.compile(
    "(?:.*(?<=年)|.*(?<=次))?(?:蝉联|荣?获得?|夺得|取得|摘得)(?P<of>[一-鿿“”]{4,}(?:考[核评]|评[比估价选]|测评|竞赛|大赛|督查|排名|比赛))"
)
_RANKED: Final = "排名"
#: Works of a list that its last noun names: 3个煤制气、煤炭利用等项目.
_WORKS: Final = re.compile(
    "(?P<noun>[一-鿿]{2,10})(?:、[^，。；、0-9]{2,14})+等(?:重大|重点|一批|一大批)*(?P<kind>项目|工程)"
)
_COUNTERS: Final = ("个", "项", "座")
#: Works that only go on, of which the one named before them says more: 竹医院等51个项目加快推进.
_UNDER_WAY: Final = re.compile(
    "(?P<noun>项目|工程)(?P<did>(?:加快|顺利|有序|稳步|扎实|全面|持续)(?:推进|实施|建设))"
)
#: What of places is bettered: 加大5个开发区内涵提升力度.
_BETTERED: Final = re.compile(
    "(?P<who>[一-鿿]{2,10}?)(?P<what>内涵|品质|能级|面貌|功能)(?P<verb>提升|改善|优化)(?:力度|步伐|工作)?"
)
#: Which of the things, whose amount is printed: 重点考核的5个集群实现收入.
_OF_SOME: Final = re.compile(
    "(?P<which>[一-鿿]{2,10}的)[0-9]+[个家户](?P<what>[一-鿿]{2,10}?(?:累计|共|预计)*(?:实现|完成)[一-鿿]{2,10})"
)
#: Among how many something has its place: 总量在全国333个城市中位次上升6位.
_AMONG: Final = re.compile(
    "(?P<of>[一-鿿]{2,12})在(?P<where>[一-鿿]{0,6})[0-9]+[个座](?P<what>[一-鿿]{1,8})中的?(?:位次|排名|排位)?(?:上升|前移|"
    "提升|居|列|排)?"
)
_PLACE: Final = "位"


def given(clause: Clause) -> str:
    """对6家企业给予资金支持: those who get what is given, and do not give it."""
    found = _GIVEN.fullmatch(clause.right) if _TO_WHOM.search(clause.head) and _counted(clause) else None
    if not found or not ENTITY_END.search(found["who"]):
        return ""
    return f"获得{found['what']}的{found['who']}"


def paid_for(clause: Clause) -> str:
    """资助9万低保对象参加医疗保险: those who are paid for."""
    paid = _PAID_FOR.fullmatch(trimmed(clause.head)) if _counted(clause) else None
    did = predicates.split(clause.right) if paid else None
    return f"{paid[0]}{did[1]}的{did[0]}" if paid and did and _DOES_SO.match(did[1]) else ""


def handed_down(clause: Clause) -> str:
    """57个部门下放事项780项: the offices, and not what they handed down."""
    found = _HANDED_DOWN.fullmatch(clause.right) if _counted(clause) and not trimmed(clause.head) else None
    return f"{found['did']}的{found['who']}" if found else ""


def fund(clause: Clause) -> str:
    """设立3亿元转贷资金: how large the fund is."""
    sets_up = clause.quantity == "money" and not clause.figure.measure and _SETS_UP.search(clause.head)
    found = _FUND.match(clause.right) if sets_up else None
    return f"{found['fund']}规模" if found else ""


def extent(clause: Clause) -> str:
    """总长50公里的6条快速路: how long or large the works are that follow."""
    said = _EXTENT.search(clause.head) if clause.quantity in ("length", "area") else None
    found = _OF_EXTENT.match(clause.right) if said else None
    of = found["of"] if found else ""
    return f"{of}{said['what']}" if said and len(of) > 1 and not DOES.match(of) else ""


def won(clause: Clause) -> str:
    """连续三年获全省考评第一名: the assessment, without how often it was won."""
    found = _WON.fullmatch(clause.head) if clause.figure.measure == "rank" else None
    return f"{found['of'].removesuffix(_RANKED)}{_RANKED}" if found and len(found["of"]) < _LONGEST else ""


def listed_works(clause: Clause) -> str:
    """3个煤制气、煤炭利用等项目: the first of a list of works, as what the last noun says they are."""
    counted = clause.figure.unit in _COUNTERS and not clause.figure.measure
    found = _WORKS.match(clause.right) if counted else None
    none = (
        not found
        or found["noun"].endswith(("项目", "工程", "基地", "中心", "园"))
        or DOES.search(found["noun"])
    )
    return "" if none or not found else f"{found['noun']}{found['kind']}"


def under_way(clause: Clause) -> str:
    """竹医院等51个项目加快推进: works that only go on, with the one named of them."""
    found = _UNDER_WAY.fullmatch(clause.right) if _counted(clause) and clause.head.endswith("等") else None
    example = trimmed(AND.split(clause.head.removesuffix("等"))[-1])
    return f"{found['did']}的{example}等{found['noun']}" if found and len(example) > 3 else ""


def bettered(clause: Clause) -> str:
    """加大5个开发区内涵提升力度: places, by what of theirs is bettered."""
    found = _BETTERED.fullmatch(clause.right) if _counted(clause) and not trimmed(clause.head) else None
    of_places = found and ENTITY_END.search(found["who"])
    return f"{found['verb']}{found['what']}的{found['who']}" if found and of_places else ""


def of_some(clause: Clause) -> str:
    """重点考核的5个集群实现收入3亿元: an amount, of which of the things it is."""
    money = clause.quantity == "money" and not clause.figure.measure
    found = _OF_SOME.fullmatch(clause.whole) if money else None
    what = trimmed(found["what"]) if found else ""
    return f"{found['which']}{what}" if found and OF_MONEY.search(what) else ""


def place_among(clause: Clause) -> str:
    """总量在全国333个城市中位次上升6位: the place of something among others."""
    found = _AMONG.fullmatch(clause.whole) if clause.figure.unit == _PLACE else None
    return f"{trimmed(found['of'])}在{found['where']}{found['what']}中位次" if found else ""


def ended(clause: Clause) -> str:
    """65天在院病例清零: in how many days something ended."""
    found = topic_words.ENDED.fullmatch(clause.right) if clause.figure.unit == DAYS[0] else None
    return f"{found['did']}{topic_words.TAKEN}{DAYS[1]}" if found and not trimmed(clause.head) else ""


def freed(clause: Clause) -> str:
    """剩余6户18人全部脱贫: the poor who were left."""
    left = _counted(clause) and trimmed(clause.head).endswith(topic_words.LEFT)
    return topic_words.POOR if left and topic_words.FREED.match(clause.right) else ""


def _counted(clause: Clause) -> bool:
    """Whether a number counts people or things, and is no change of their number."""
    return clause.quantity in ("count", "") and not clause.figure.measure


READINGS: Final[tuple[Callable[[Clause], str], ...]] = (
    won,
    given,
    paid_for,
    handed_down,
    extent,
    fund,
    listed_works,
    under_way,
    bettered,
    of_some,
    place_among,
    ended,
    freed,
)
