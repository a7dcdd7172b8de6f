"""Numbers that the scanner reads as quantities and that no table of statistics has.

How long something has gone on (连续五年), how many things are named or listed (七个方面, 十六条措施), and sizes that
belong to a name (千亿工业走廊): each with the disposition that it has in `figures`. Where in doubt it is a statistic.
"""

from __future__ import annotations

import re
from typing import Final

from ..figures.figure import Figure
from ..indicators.lexicon import BREAK
from ..indicators.units import quantity_of
from .mottoes import motto

_ONE: Final = "一二两三四五六七八九十"
_WORDED: Final = re.compile(f"[{_ONE}百千万亿]")
_LASTS: Final = re.compile(
    "(?:连续|持续|历时|历经|经过|通过|时隔|为期|(?:利|争取|力争)?用|提前|未来|今后|过去|最近|往后|再过|届满|苦战|奋战|再奋斗|奋斗|做好新|开启新|新的?(?=$))(?:近|了|的|约)*$"
)
_TIME_AFTER: Final = re.compile(
    "(?:左右)?(?:新增|(?:基本|全面|提前)?完成(?=[，。；、])|(?:年均|平均|累计|分别)*(?:下降|上升|上调|提高|增长)(?!到|至)|累计|净增|增加(?!到|至)|的?时间|历程|征程|的?探索|的?实践|的?努力|来|以来|间|试点|[0-9]+万人|(?:免费|义务)?教育|行动|攻坚|倍增|大变样|翻[一两]?番|目标|任务|改革|提质|"
    "提升|阶段性|新高|来新高|新低|最好|计划|规划|发展(?:规划|纲要|计划)|的(?:快速)?发展|专项|连续|再造|整治|滚动)"
)
_PERIODS: Final = ("年", "个月", "个季度", "季度", "天", "周", "届", "次", "个年头", "月", "年半")
#: Times over: 连续8次, 两次提高.
_TIMES: Final = ("次", "个季度", "季度", "届", "个年头", "批次")
#: What is named by how many it has.
_ASPECTS: Final = re.compile(
    "(?:大|重要|重点|主要|关键|核心|突出)*(?:方面|层面|维度|抓手|轮子|原则|字|坚持|确保|阶段|首次|第一|并重|转变|"
    "关键(?=[，。、不上])|主体(?=[一-鿿]*责任)|优势(?=[，。、])|(?:万|千|百)亿元?(?:台阶|关口|大关))"
)
#: What the government laid down, counted by its own lines.
_LINES: Final = re.compile(
    "(?:[一-鿿]{0,9}?)(?:措施|举措|政策|意见|规定|办法|禁令|要求|细则|硬措施|铁规|清单|准则)"
)
_LINES_BEFORE: Final = re.compile("(?:措施|举措|政策|意见|规定|办法)(?:“)?$")
#: Policies named by how many lines they have: 出台工业19条、房地产16条.
_LAID_DOWN: Final = re.compile("(?:出台|颁布|发布)[^，。；]{2,24}(?<![线道公铁]路)(?<!线)$")
_NEXT: Final = re.compile("[”」]?(?:[、，。；]|等|和)")
#: How something is done, and no share: 全覆盖推进学习.
_WHOLE: Final = "全覆盖"
_MOTTO: Final = "无禁区、"
_DOING: Final = re.compile("(?:提供|推进|开展|落实|实施|推行|排查|整治|检查|督导|培训|监测)[一-鿿]")
#: A round size that is part of a name or an aim: 千亿工业走廊, 万亩生态牧场.
_ROUND: Final = re.compile("[十百千万亿]{1,3}(?:级|元|亩|担|头|斤|吨|户|公里|千瓦)?$")
_NAMED: Final = re.compile(
    "(?!台阶|大关|以上|左右|关口|俱乐部|的|人|企业|元|多|移民|群众|农|贫困|劳动|名|目标|，|。|、)[一-鿿“”]{2}"
)
#: A size without a unit that says which things are meant: 6个百亿产业链.
_SIZED: Final = ("百亿", "千亿", "万亿")
_OF_SIZE: Final = re.compile("级?[一-鿿]{0,6}(?:产业|企业|园区|集群|项目|平台|县|镇)")
_PLACES: Final = re.compile("(?:全委会?|全会|党代会|会议)")
_CLASSES: Final = re.compile("(?!水|以上|标准|断面|地表|空气|，|。|、|；|$)[一-鿿]")
_ITEMS: Final = re.compile("[、]|以及|和|与|及")
_MOST_LISTED: Final = 12
_LISTING: Final = ("项", "大", "省", "市", "县", "区", "乡", "镇", "旗")
_PHASE: Final = "期"
_PEOPLE: Final = ("人", "名", "位")


def aside(text: str, figure: Figure) -> str:
    """The disposition of a number that is no statistic; blank for one that may be.

    >>> from ..figures.scanner import figures
    >>> for text in ("连续五年增长", "抓好八个方面工作", "出台18条措施", "打造千亿工业走廊", "优良天数284天"):
    ...     print(aside(text, figures(text)[0]) or "-")
    date
    enumeration
    enumeration
    name
    -
    """
    before, after = text[: figure.start], text[figure.end :]
    worded = bool(_WORDED.match(figure.printed))
    if figure.unit in _PERIODS and (lasts := _lasting(before, after, figure)):
        return lasts
    if found := motto(text, figure):
        return found
    if figure.printed == _WHOLE and (_DOING.match(after) or before.endswith(_MOTTO)):
        return "lexical"
    if figure.unit == "个月" and after.startswith("份"):
        return "enumeration"
    if figure.unit == "批" and before.endswith("分") and worded:
        return "enumeration"
    if figure.measure == "class":
        return "enumeration" if figure.printed.endswith("类") and _counted_class(figure, after) else ""
    if figure.measure or figure.value is None:
        return ""
    if figure.unit == _PHASE:
        return "name"
    if worded and _ROUND.fullmatch(figure.printed) and _NAMED.match(after) and not _reaches(before):
        return "name"
    if figure.printed in _SIZED and _OF_SIZE.match(after) and not _reaches(before):
        return "name"
    if figure.unit in ("条", "项") and (_LINES.match(after) or _LINES_BEFORE.search(before)):
        return "enumeration" if figure.unit == "条" or worded else ""
    if figure.unit == "条" and _LAID_DOWN.search(before) and _NEXT.match(after):
        return "enumeration"
    if quantity_of(figure.unit)[0] not in ("count", "") or figure.unit in _PEOPLE:
        return ""
    if _ASPECTS.match(after) or (worded and _PLACES.match(after)):
        return "enumeration"
    listed = (worded or figure.unit in _LISTING) and quantity_of(figure.unit)[1] == figure.unit
    return "enumeration" if listed and figure.value <= _MOST_LISTED and _lists(before, figure) else ""


def _lasting(before: str, after: str, figure: Figure) -> str:
    """Whether a time says how long, and not how much."""
    lasts = _LASTS.search(before)
    if figure.unit in _TIMES:
        return "enumeration" if lasts and lasts[0].startswith(("连续", "持续")) else ""
    return "date" if lasts or _TIME_AFTER.match(after) else ""


def _counted_class(figure: Figure, after: str) -> bool:
    return bool(_WORDED.match(figure.printed)) and bool(_CLASSES.match(after))


def _reaches(before: str) -> bool:
    """Whether something reaches an amount: 收入突破千亿."""
    return before.endswith(
        ("突破", "超", "超过", "达", "达到", "过", "迈上", "近", "上", "逾", "首破", "跨越", "跨上")
    )


def _lists(before: str, figure: Figure) -> bool:
    """Whether the things just named are as many as the number says: 住房、教育、医疗三项."""
    start = max((each.end() for each in BREAK.finditer(before)), default=0)
    clause = before[start:]
    if (
        not figure.unit
        or "、" not in clause
        or clause.endswith("等")
        or any(each.isdigit() for each in clause)
    ):
        return False
    return len([each for each in _ITEMS.split(clause) if each]) == figure.value
