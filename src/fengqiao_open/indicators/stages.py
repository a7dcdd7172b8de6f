"""Whether the words around a name say that what is counted is new, only begun, or there in all.

新增5家 is not how many there are, 总数达5家 is not how many were added, 开工5处 is not how many were built.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from .catalogue import Indicator, indicators

_NEW: Final = re.compile(
    "新增|新[建开辟设评批获认登签注培引推投入创改挂上通组备纳缔命授列聘购遴]|增设|增加(?![到至值])|增列|新发展|新晋|新储备|扩面|再添|新添|增补|(?<![创更全])新·"
)
#: What comes into being by these may also be all there is: 建成5G基站达8000个.
_MADE: Final = re.compile(
    "培育|引育|认定|创建|创成|获评|获批|获得|荣获|获|评为|评定|入选|列入|授牌|建成|建设|建立|打造|引进|招引|引入|发展|设立|成立|组建|"
    "开通|投放|投运|投用|安装|申报|落户|落地|布局|挂牌|晋升|恢复|加密|取得|注册|申请|转化|"
    "创办|兴办|缔结|认证|遴选|评选|设置|备案|投入使用|投入运[营行]|启用|揭牌|落成|竣工|入库|入围|上榜|成功上市"
)
#: A list that is made anew each year may have all there are.
_LISTED: Final = re.compile("备案|入库")
#: Additions less what went: neither what is new nor all there is.
_NET: Final = re.compile("净增")
#: Works on things that may be there: 实施9个文化站项目.
_AS_WORKS: Final = re.compile("·[^·]*(?:项目|工程)[，,。；;：:、！（(]?$")
#: With 新建 in one number, what is new is not told from what was there: 新建改造敬老院10所.
_REBUILT: Final = re.compile("改造|改扩建|扩建|改建|整治|维修|修缮|提升改造")
_ALL: Final = re.compile(
    "总数|总量|总里程|总长|总面积|总规模|保有|拥有|现有|实有|共有|增至|增加[到至]|发展到|扩大[到至]|提[高升][到至]|上升[到至]|壮大到|扩充至"
)
_STOCK: Final = re.compile("存量|总户数|总家数")
_TOTAL: Final = re.compile("总[数量长]|总里程|总面积|总规模|累计")
_SUM: Final = re.compile("累计")
REACHED: Final = re.compile("达|突破|超|稳定在|保持|[到至为]$")
#: From one level to another is of what is there, not of what is built.
_FROM: Final = re.compile("[由从](?:[0-9]{4}年|上年)?(?:的|底|末)*(?:每[年月日])?$")
_BUILT: Final = re.compile("建|新增|改造|整治|治理|开通|引进")
_BEGUN: Final = re.compile("开工|启动|续建|在建|动工|谋划|筹建|拟建|加快(?:建设|推进)$|选址落位$")
#: Works on what is there, or still to come, say neither how many there are nor how many are new.
_OTHER: Final = re.compile(
    "改造|改扩建|扩建|改建|提升|整治|维修|修缮|改善|压减|淘汰|化解|退出|拆除|清理|推进|推动|争创|争取|申报|谋划|启动|支持|提档|提质|升级|加快发展|大力发展|做[大强]|"
    "壮大(?![到至])|扶持|帮扶|服务|惠及|走访|包联"
)
#: What makes things new or better; without it a name of works is of what is there: 农村公路超过9万公里.
_DOES: Final = re.compile(
    f"[新建改修治整增植种造辟]|完成|购置|更换|投入|招|培|引|发展|开发|吸引|办|拆|铺|上市|任务|实施|创|配套|加固|解决|{_MADE.pattern}|{_OTHER.pattern}"
)
#: By how much it grew: 建成区面积扩大30平方公里.
_BY: Final = re.compile("(?:扩大|增加|提高|减少|压减|缩减|净增|拓展)(?:了|近|约|超)?$")
#: An amount that a thing adds is not the amount of all: 新增税收5000万元.
_ADDED: Final = re.compile("新增|净增|新创|增加(?![到至值])")
#: A number that each of several things has: 三个园区产值均超200亿元.
_EACH: Final = re.compile("(?<![人年平月户地日亩])均(?!衡|等)")
#: What each of them has is no thing to which others are added.
_PER: Final = ("人均", "每")
PROJECTS: Final = "项目数"
_AMOUNTS: Final = ("money", "mass", "energy", "volume", "intensity", "price")
_STOCKS: Final = ("count", "area", "length", "power", "volume", "mass", "energy")
_WORKS: Final = ("count", "area", "length")


def at_stage(indicator: Indicator, words: str, measure: str) -> tuple[Indicator | None, str]:
    """The indicator for a number whose clause has such words besides the name, or why there is none.

    Args:
        indicator: the one named.
        words: the words before the name, its own verbs, and those between it and its number.
        measure: of the number; blank for a level.

    >>> at_stage(indicators()["green-factories"], "新增", "")[0].indicator_id
    'new-green-factories'
    >>> at_stage(indicators()["tax-revenue"], "新增", "")
    (None, 'increase')
    """
    if measure or indicator.members:
        return indicator, ""
    if _EACH.search(words) and indicator.quantity in _AMOUNTS:
        return None, "each"
    if indicator.quantity in _WORKS and (begun := _BEGUN.search(words)) and not _says(indicator, begun[0]):
        return None, "begun"
    if indicator.nature == "stock" and _BY.search(words):
        return None, "increase"
    if can_be_added(indicator):
        new, made = _NEW.search(words), _MADE.search(words)
        if _NET.search(words) or (new and _REBUILT.search(words)):
            return None, "increase" if _NET.search(words) else "begun"
        made = None if _OTHER.search(words) else made
        in_all = _ALL.search(words) or _SUM.search(words)
        if made and not new and not in_all and REACHED.search(words):
            return None, "increase"
        if made and not new and not in_all and _LISTED.fullmatch(made[0]):
            return None, "listed"
        if (new and not _ALL.search(words)) or (made and not in_all):
            return (indicators()[indicator.added], "") if indicator.added else (None, "increase")
        works = _OTHER.search(words) or _AS_WORKS.search(words)
        if works and not in_all and not indicator.name_zh.endswith(PROJECTS):
            return None, "begun"
        return indicator, ""
    added = indicator.quantity in _WORKS and indicator.name_zh.startswith("新增")
    stock = stock_of(indicator.indicator_id) if added and _SUM.search(words) else ""
    if stock and _MADE.search(words) and not _NEW.search(words):
        return indicators()[stock], ""  # 累计培育企业9家: all there are
    if added and (_REBUILT.search(words) or "提升" in words):
        return None, "begun"  # 新建提升绿化面积9万亩: some of it was there
    if indicator.quantity in _AMOUNTS and _ADDED.search(words) and not _says(indicator, "新增"):
        return None, "increase"
    built = indicator.quantity in _WORKS and _BUILT.search(indicator.name_zh)
    if built and (_FROM.search(words) or (_ALL.search(words) and not _SUM.search(words))):
        return None, "total"
    return indicator, ""


def is_there(indicator: Indicator, words: str) -> bool:
    """Whether words name what is there where an indicator is of what is built or new: 农村公路超过9万公里.

    >>> is_there(indicators()["rural-roads-built"], "农村公路·超过"), is_there(indicators()["rural-roads-built"], "新建农村公路·达")
    (True, False)
    """
    of_works = (
        indicator.nature == "flow" and indicator.quantity in _WORKS and _BUILT.search(indicator.name_zh)
    )
    return bool(of_works) and not _DOES.search(words)


def can_be_added(indicator: Indicator) -> bool:
    """Whether an indicator is of things there, to which others can be added.

    >>> can_be_added(indicators()["green-factories"]), can_be_added(indicators()["forest-coverage"])
    (True, False)
    """
    of_each = indicator.name_zh.startswith(_PER)
    return indicator.nature == "stock" and indicator.quantity in _STOCKS and not of_each


def is_new(verb: str) -> bool:
    """Whether a verb makes what follows it new: 新增, 净增, 新建."""
    return bool(_NEW.match(verb) or _NET.match(verb))


def in_all(words: str) -> bool:
    """Whether words say that a number is of all there are, after one of those added: 新增5家、总数达50家.

    >>> in_all("，总数达到"), in_all("，达到")
    (True, False)
    """
    return bool(_ALL.search(words) or _SUM.search(words) or _STOCK.search(words))


def is_total(words: str) -> bool:
    """Whether words say that a number is the total of those made before and now: 新建9公里、总量达到90公里.

    >>> is_total("、总量达到"), is_total("增加到")
    (True, False)
    """
    return _TOTAL.search(words) is not None


def says_all(words: str) -> bool:
    """Whether words say how many there are, and not how many are new.

    >>> says_all("其中国家级达"), says_all("其中国家级")
    (True, False)
    """
    return in_all(words) or bool(REACHED.search(words))


def reaches(words: str) -> bool:
    """Whether words say so, or that a number was reached: 新增6户、达到236户.

    >>> reaches("达到"), reaches("其中")
    (True, False)
    """
    return in_all(words) or words.startswith("达")


@cache
def _stocks() -> dict[str, str]:
    return {each.added: each.indicator_id for each in indicators().values() if each.added}


def stock_of(indicator_id: str) -> str:
    """The indicator of all there are, of one of those added; blank where there is none.

    >>> stock_of("new-green-factories")
    'green-factories'
    """
    return _stocks().get(indicator_id, "")


def _says(indicator: Indicator, word: str) -> bool:
    """Whether the concept of an indicator has a word itself, or takes works as they are planned."""
    begun = "开工" if word in ("动工", "启动") else word
    return begun in indicator.name_zh or any(word in alias for alias in indicator.names if word == "新增")
