"""Whether a numeral is a quantity or part of a name or idiom; whether 第N is a rank.

Digits count unless they are quoted. Chinese numerals need a reason to: a measure, a classifier or a
qualifier.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from . import lexicon as lex
from .context import Before, clause, qualifier_after, without_qualifier
from .numerals import DIGITS, MAGNITUDES, TENS, VULGAR
from .patterns import NAMED
from .values import Match, Reading

Judgement = tuple[str, str]  # a kind, and the ground for it
COUNTED: Final = ("quantity", "a number and what it counts")
RANKED: Final = ("quantity", "a place in an order")
LEADING: Final = ("quantity", "the leading places")
SORTING: Final = ("threshold", "says which things are counted")

_AMOUNTS: Final = frozenset((*lex.MONEY, *lex.MEASURES, *lex.POINTS, *lex.RATIOS))
_COUNTERS: Final = frozenset((*lex.CLASSIFIERS, *lex.RATIOS, *lex.POINTS))
_SHARES: Final = frozenset((*lex.RATIOS, *lex.POINTS))
_DIGITS: Final = frozenset(DIGITS)
_ROUND: Final = MAGNITUDES | {"十"}
_ROMAN: Final = re.compile("[Ⅰ-Ⅻⅰ-ⅻ]")
_DIGITAL: Final = re.compile(f"[0-9{VULGAR}]")
_STOP: Final = re.compile(r"[，。；、：！？,;:)）”》\s]|$")
_QUOTES: Final = (("“", "”", 16), ("《", "》", 40), ("「", "」", 16), ("‘", "’", 16))
_OPENING: Final = re.compile("[“《「‘]")
_LONGEST_QUOTE: Final = 40

#: 万人, 百家 and 千村 open names (万人拥有量, 百家争鸣); 万亩 and 亿元 are amounts.
_BARE_NAMES: Final = frozenset("人家户名村岗团里")
#: 万元GDP能耗: an amount that something else is measured by.
_PER: Final = re.compile("GDP|产值|增加值|生产总值|工业|地区|能耗|单位|美元")
#: Before 一 with a classifier, these say that it is a count; otherwise it is an article.
_ONE_MORE: Final = re.compile(
    "(?:新增|新建|新设|建成|增设|增加|引进|落户|创建|拥有|设立|培育|配备|完成|建设|获评|成立|开设|改造|实施|仅|只有|共|各|每|新)$"
)
_ONE_WORD: Final = frozenset("次批步场")
_PLACES: Final = re.compile("产业园|广场|大厦|新城|小镇|大道|集团|公司|科技")
_EACH_IN_TURN: Final = frozenset("干成做抓办谋")
_SLOGAN: Final = re.compile("[“《‘]|100%|百分")

_OF_AREA: Final = re.compile("(?<!包揽)(?:全[国省市州区县盟旗]|全球|世界|[东中西]部)$")
_RANK_VERBS: Final = re.compile(
    "排|位[居列次]|[名并分]列|列|居|获|夺得|[升进]至|进[入到]|跻身|跨入|挤进|[从由]|保持|综合|均|评|取得"
)
#: 质量第一, 放在第一位, 保三争一: what comes first by resolve, and is no place in an order.
_RESOLVED: Final = re.compile(
    r"(?:质量|保护|效益|安全|健康|生命|生态|环境|信用|人民|群众|百姓|民生|发展|服务|放在|摆在|列为|作为|当作|视为|[争拼当创保敢])[“‘]?$"
)
#: 居全省首位, 荣登榜首, 总量全国首位: the first place; 把安全摆在首位 is one by resolve.
_FIRST: Final = re.compile(
    f"居(?![民住家])|列(?![为入出])|排[名位在]|保持|登(?!记)|占据|蝉联|位于|[升进]至|跃升|{_OF_AREA.pattern}"
)
_PUT: Final = re.compile("[把将]|[摆放置][在于]")
_RANK_ENDS: Final = re.compile(r"[，。；、：！？,;()（）”》的和与及]|$")
_NEXT_ORDINAL: Final = re.compile("(?:[、和与及]第?[一二三四五六七八九十0-9]++)++(?![位名，。；、]|$)")

_SORTED: Final = re.compile(f"的?(?:[^，。；、0-9的]{{0,6}}?{lex.SORTED}|(?=[0-9]))")
_STRUCTURE: Final = re.compile("产业|三产|结构")
_CLASS: Final = re.compile("级(?![别联])")
_SORTED_NOW: Final = re.compile(f"(?:级|规模)?{lex.SORTED}")


def quoted(plain: str, start: int, end: int) -> bool:
    """Whether a figure stands in a short quotation or a title.

    >>> quoted("“369”工程", 1, 4), quoted("“小升规”7家", 5, 7)
    (True, False)
    """
    if not _OPENING.search(plain, max(0, start - _LONGEST_QUOTE), start):
        return False
    for opening, closing, length in _QUOTES:
        left = plain.rfind(opening, max(0, start - length), start)
        if left >= 0 and plain.find(closing, left, start) < 0 <= plain.find(closing, end - 1, left + length):
            return True
    return False


def amount(reading: Reading, match: Match, plain: str, attached: str) -> Judgement:
    """Judge a number with or without a unit; `attached` is its clause so far."""
    start, end = match.span()
    printed, unit = match["low"], match["unit"] or ""
    if reading.value is None or (
        unit not in _SHARES and not unit.endswith("元") and quoted(plain, start, end)
    ):
        return "name", NAMED
    if _DIGITAL.match(printed):
        if printed[0] == "0" and printed[1:2].isdigit():  # 081中学
            return "name", NAMED
        return COUNTED
    if _ROMAN.match(printed):
        return COUNTED if unit in ("类", "级") else ("name", NAMED)
    loose = ("idiom" if printed == "一" else "name", NAMED)
    bare = MAGNITUDES.issuperset(printed)
    qualified = match["inner"] or without_qualifier(attached, bare=bare)[1] or qualifier_after(plain, end)[1]
    if printed[0] in TENS and unit in lex.NAMING:  # 廿三里街道, 廿四节气
        return loose
    if unit in _AMOUNTS:
        return loose if bare and not qualified and _PER.match(plain, end) else COUNTED
    if bare and unit and not qualified and _PLACES.match(plain, end):  # 万羽产业园
        return loose
    if bare and printed == "亿" and not unit and not qualified:  # 亿丰, 亿纬: names
        return loose
    if bare:
        return COUNTED if qualified or (unit and unit not in _BARE_NAMES) or printed[-1] == "亿" else loose
    if not unit:
        return COUNTED if len(printed) > 1 and (printed[-1] in "万亿" or match["inner"]) else loose
    if len(printed) > 1 or match["high"]:
        spelt = reading.upper is None and len(printed) > 1 and _DIGITS.issuperset(printed)  # 三五年
        return loose if spelt else COUNTED
    if unit == "个" and _SLOGAN.match(plain, end):
        return loose  # 三个“百分之百”, 三个100%
    if unit in lex.NAMING or (printed == "二" and unit not in lex.TIMES):  # 二 numbers; two things are 两个
        return loose
    if printed == "一" and attached[-1:] in _EACH_IN_TURN and _STOP.match(plain, end):
        return "idiom", "an article, not a count"  # 干一件、成一件
    if printed == "一" and unit not in lex.TIMES:
        counts = unit not in _ONE_WORD and (_STOP.match(plain, end) or _ONE_MORE.search(attached))
        return COUNTED if counts else ("idiom", "an article, not a count")
    return COUNTED


def place(match: Match, plain: str, left: str) -> Judgement:
    """Judge 第N: a rank (全市第一, 第15位) or an ordinal (第三产业)."""
    start, end = match.span()
    ends = _RANK_ENDS.match(plain, end) is not None
    ranked = _RANK_VERBS.search(left) is not None
    if match["nth_of"]:
        rank = ranked or ends
    else:
        alone = start == 0 and end == len(plain)  # a rank printed on its own
        lists = _NEXT_ORDINAL.match(plain, end) is not None  # 第一、第二产业
        rank = match.end("nth") == end and ends and not lists and (alone or left != "")
    if match["nth"] == "一" and _RESOLVED.search(left):
        return "idiom", "first by resolve, not in an order"
    return RANKED if rank else ("ordinal", "numbers a thing")


def lead(match: Match, left: str) -> Judgement:
    """Judge 前N: a rank (进入前五, 前三位) or the first of many (前五项)."""
    of_area = _OF_AREA.search(left) and match.string[match.end() : match.end() + 1] != "的"
    if match.group()[-1] in "位名甲" or _RANK_VERBS.search(left) or of_area:
        return LEADING
    return "ordinal", "the first so many"


def top(match: Match, plain: str) -> Judgement:
    """Judge 首位 and its like: a rank (居全省首位, 荣登榜首) or what comes first by resolve (摆在首位)."""
    start, end = match.span()
    before = clause(plain, start, 0)
    ranks = match.group() == "首" or _FIRST.search(before)
    alone = start == 0 and end == len(plain)
    return (
        RANKED if alone or (ranks and not _PUT.search(before)) else ("ordinal", "says that it is the first")
    )


def nought(plain: str, start: int) -> bool:
    """Whether 零 is an amount (降至零) and no saying (零距离)."""
    return plain[start - 1 : start] in tuple("至为到达") and _STOP.match(plain, start + 1) is not None


def composes(match: Match, plain: str) -> bool:
    """Whether a ratio is the structure of the three sectors: three shares that make a hundred.

    >>> ratio = re.compile(r"[0-9.]+:[0-9.]+:[0-9.]+")
    >>> [composes(ratio.search(text), text) for text in ("三次产业结构为2.5:55.5:42", "产业配比1:2:7")]
    [True, False]
    """
    parts = [Decimal(part) for part in re.findall(r"[0-9]+(?:\.[0-9]+)?", match.group())]
    named = _STRUCTURE.search(plain, max(0, match.start() - 40), match.start())
    return len(parts) == 3 and named is not None and abs(sum(parts, Decimal()) - 100) <= 1


def passes(plain: str, start: int, end: int) -> bool:
    """Whether 过 before an amount says that it is passed, as in 过10亿元项目 and 收入过5亿元.

    >>> passes("产值过10亿元项目", 3, 7), passes("通过10亿元项目", 2, 6)
    (True, False)
    """
    before = plain[start - 2 : start] if start > 1 else plain[:start]
    if before[-1:] != "过" or (before in lex.QUALIFIERS_BEFORE_BARE and before not in ("过", "已过")):
        return False
    return plain[end - 1] == "元" or _SORTED.match(plain, end) is not None


def sorts(match: Match, plain: str, stop: int, context: Before, after: str) -> bool:
    """Whether an amount only says which things are counted: 亿元以上项目, 超亿元项目, 亿元企业."""
    if match.lastgroup != "amount" or context.measure:
        return False
    if _CLASS.match(plain, stop) and not match["inner"]:  # 千亿级产业, 30万吨级泊位
        return True
    if match["unit"] in _COUNTERS:
        return False
    bare = _ROUND.issuperset(match["low"])
    over = context.qualifier == "over" and (bare or passes(plain, match.start(), stop))
    if after in ("at_least", "at_most") or over:
        return _SORTED.match(plain, stop) is not None
    return bare and _SORTED_NOW.match(plain, stop) is not None
