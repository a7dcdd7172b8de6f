"""Numbers that the scanner reads as quantities and that no table of statistics has.

How long something has gone on (连续五年), how many things are named or listed (七个方面, 十六条措施), and sizes that
belong to a name (千亿工业走廊): each with the disposition that it has in `figures`. Where in doubt it is a
statistic.
"""

from __future__ import annotations

import re
from typing import Final

from ..figures.figure import Figure
from ..indicators.units import quantity_of
from .circumstances import circumstance
from .durations import lasting, spent
from .glossary import explains
from .listings import listed
from .mottoes import motto
from .page_frames import of_frame
from .sizes import sized

_ONE: Final = "一二两三四五六七八九十"
_WORDED: Final = re.compile(f"[{_ONE}百千万亿]")
#: What is named by how many it has.
_ASPECTS: Final = re.compile(
    "(?:大|重要|重点|主要|关键|核心|突出)*(?:方面|层面|维度|抓手|轮子|原则|字|坚持|确保|阶段|首次|第一|并重|转变|"
    "关键(?=[，。、不上])|主体(?=[一-鿿]*责任)|优势(?=[，。、])|(?:(?:万|千|百)亿元?级?|整数)[新大]?(?:台阶|关口|大关))"
)
#: Marks that were passed, by their number: 两个关口, 三大台阶.
_STEPPED: Final = ("个", "道")
_STEPS: Final = re.compile("[新大]?(?:台阶|关口|大关)(?=[，。；、）]|$)")
#: What the government laid down, counted by its own lines.
_LINES: Final = re.compile(
    "(?:[一-鿿]{0,9}?)(?:措施|举措|政策|意见|规定|办法|禁令|要求|细则|硬措施|铁规|清单|准则)"
)
_LINES_BEFORE: Final = re.compile("(?:措施|举措|政策|意见|规定|办法)(?:“)?$")
#: Policies named by how many lines they have: 出台工业19条、房地产16条.
_LAID_DOWN: Final = re.compile(
    "(?:出台|颁布|发布)[^，。；]{2,24}(?<![线道公铁]路)(?<!线)$|(?:出台|颁布|发布)[^，。；]{2,60}[0-9]+条、[^，。；、]{2,16}(?<!线)$"
)
_NEXT: Final = re.compile("[”」]?(?:[、，。；]|等|和)")
#: How something is done, and no share: 全覆盖推进学习.
_WHOLE: Final = "全覆盖"
#: 由制度全覆盖向人员全覆盖转变: from one thing to another, and no share of either.
_TURNS: Final = re.compile(
    "(?:向[^，。；]{1,12})?(?:全覆盖)?(?:转变|迈进|延伸|拓展|升级|行动|工程|计划|战略)"
)
#: A unit of a table, that is no number: | 产值 | 亿元 |, （亿元）, 单位：万人.
_HEADS_A_COLUMN: Final = re.compile("(?:[|（(]|单位[：:])\\s*$")
_ENDS_A_CELL: Final = re.compile("\\s*(?:[|）)，。；、]|$)")
#: Cells of web pages and Word documents stand two spaces apart, and those of pasted tables at least one.
_BESIDE_A_NUMBER: Final = re.compile("\\s+[-+]?[0-9]")
_BETWEEN_CELLS: Final = re.compile("\\s\\s$")
_BEFORE_A_CELL: Final = re.compile("\\s\\s|\\s*$")
_SIZES: Final = frozenset("百千万亿")
#: How a body of rules or works is: 构建全覆盖的监督体系.
_MANNER: Final = re.compile("(?:、|的|构建|建立|建设|打造|形成|健全|完善|推进|实施)$")
_SYSTEM: Final = re.compile(
    "(?:、?[一-鿿]{2,4})*?的[一-鿿]{0,14}?(?:体系|网络|机制|格局|平台|项目库|系统|模式)"
)
#: By how many of what something is counted: 每百平方公里, 每10万人, 每50公斤.
_EACH: Final = re.compile("每\\s?$")
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
_PHASE: Final = "期"
_PEOPLE: Final = ("人", "名", "位")


def aside(text: str, figure: Figure, *, glossary: bool = False) -> str:
    """The disposition of a number that is no statistic; blank for one that may be.

    Args:
        text: its paragraph.
        figure: the number.
        glossary: whether the paragraph explains terms at the end of a report.

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
    if worded and _HEADS_A_COLUMN.search(before) and _ENDS_A_CELL.match(after):
        return "lexical"
    if figure.printed[0] in _SIZES and figure.unit and _is_cell(before, after):
        return "lexical"
    if of_frame(text, figure):
        return "name"
    if glossary and explains(text, figure):
        return "programme"
    if _EACH.search(before) and quantity_of(figure.unit)[0] != "time":
        return "name"
    if found := lasting(before, after, figure) or motto(text, figure):
        return found
    if not figure.measure and figure.value is not None:
        found = sized(before, after, figure, worded=worded) or spent(before, after, figure)
        if found:
            return found
    if figure.printed == _WHOLE and (
        _DOING.match(after)
        or before.endswith(_MOTTO)
        or _TURNS.match(after)
        or (_MANNER.search(before) and _SYSTEM.match(after))
    ):
        return "lexical"
    if figure.unit == "个月" and after.startswith("份"):
        return "enumeration"
    if figure.unit == "批" and before.endswith("分") and worded:
        return "enumeration"
    if not figure.measure and (found := circumstance(before, after, figure)):
        return found
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
    if (
        _ASPECTS.match(after)
        or (figure.unit in _STEPPED and _STEPS.match(after))
        or (worded and _PLACES.match(after))
    ):
        return "enumeration"
    return listed(before, after, figure, worded=worded)


def _is_cell(before: str, after: str) -> bool:
    """Whether 亿元 is a cell of a row: 竹产值  亿元  9.5."""
    if _BETWEEN_CELLS.search(before) and _BEFORE_A_CELL.match(after):
        return True
    beside = before[-1:].isspace() and _BESIDE_A_NUMBER.match(after) is not None
    return beside and not _reaches(before.rstrip())


def _counted_class(figure: Figure, after: str) -> bool:
    return bool(_WORDED.match(figure.printed)) and bool(_CLASSES.match(after))


def _reaches(before: str) -> bool:
    """Whether something reaches an amount: 收入突破千亿."""
    return before.endswith(
        ("突破", "超", "超过", "达", "达到", "过", "迈上", "近", "上", "逾", "首破", "跨越", "跨上")
    )
