"""Numbers that sum up what a sentence names: 甲、乙和丙三项工作, 这两项指标; and numbers of fixed kinds: 五项社会保险."""

from __future__ import annotations

import re
from typing import Final

from ..figures.figure import Figure
from ..indicators.lexicon import BREAK
from ..indicators.units import quantity_of

_ITEMS: Final = re.compile("[、]|以及|和|与|及")
_MOST_LISTED: Final = 12
_LISTING: Final = ("项", "大", "省", "市", "县", "区", "乡", "镇", "旗")
_COUNTERS: Final = ("项", "个", "条", "件", "类", "种", "方面")
#: What points back to what was just named: 这两项指标, 以上三项, 仅此两项.
_POINTS: Final = re.compile("(?:^|[，。；：、])(?:仅?[这此该]|以上|上述|前述|仅这|其中这)$")
#: Kinds that are fixed by law or by what they are of.
_KINDS: Final = re.compile(
    "(?:城镇|城乡|职工)?(?:基本)?(?:社会保险|社保|医疗保险|医保|养老保险)|(?:惠民)?补贴|经费|费用|(?:控制性?|主要|约束性|经济|核心)?指标|增速|制度改革"
)
_TWO: Final = re.compile("[一-鿿“”]{2,}[和与及](?P<last>[一-鿿“”]{2,10})$")
#: Works that are counted where they are named: 建成甲厂和乙厂两个项目.
_WORKS: Final = re.compile(
    "项目|[新改扩修续]建|建[成设好]|开[工通展办设]|竣工|投[产用入]|新增|完成|启动|获[批评得]|入选|创[建成]|打造|引进|落地|签约|实施|培育|举办|承办|荣获|形成|设立|成立|出台|"
    "制定|推出|编制|认定|列入"
)
_NEAR: Final = 16
_BEFORE_BATCH: Final = "前"


def listed(before: str, after: str, figure: Figure, *, worded: bool) -> str:
    """The disposition of a number that sums up a list, or is of fixed kinds; blank for what counts.

    >>> from ..figures.scanner import figures
    >>> for text in ("住房、教育、医疗三项支出", "这两项指标居首", "资金和政策两个保障", "缴纳五项社会保险", "新建两个公园"):
    ...     found = figures(text)[0]
    ...     print(listed(text[: found.start], text[found.end :], found, worded=True) or "-")
    enumeration
    enumeration
    enumeration
    enumeration
    -
    """
    if figure.unit in _COUNTERS and _POINTS.search(before):
        return "enumeration"
    if not worded and figure.unit not in _LISTING:
        return ""
    if worded and figure.unit == "项" and _KINDS.match(after):
        return "enumeration"
    if worded and figure.unit == "批" and before.endswith(_BEFORE_BATCH):
        return "ordinal"
    if figure.value is None or figure.value > _MOST_LISTED or quantity_of(figure.unit)[1] != figure.unit:
        return ""
    return "enumeration" if _lists(before, figure) or _two(before, after, figure) else ""


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


def _two(before: str, after: str, figure: Figure) -> bool:
    """Whether two things are named right before, and are no works: 资金和政策两个保障."""
    if figure.value != 2 or figure.unit not in _COUNTERS:
        return False
    start = max((each.end() for each in BREAK.finditer(before)), default=0)
    clause = before[start:]
    return bool(_TWO.search(clause)) and not _WORKS.search(clause) and not _WORKS.search(after[:_NEAR])
