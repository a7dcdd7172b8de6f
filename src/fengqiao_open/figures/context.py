"""The words around a number: qualifier, direction of change, share, part of a target, rank.

The words before a figure are peeled off from the right, one table of the lexicon at a time, so each
function reads a short piece of text and says what it found and how far to the left it reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from . import lexicon as lex

_CLAUSE_ENDS: Final = "，。；：,;:！？!?“"
_CLAUSE_END: Final = re.compile(f"[{_CLAUSE_ENDS}]")
_CLAUSE: Final = 40  # characters; longer clauses say nothing of a figure at their end

_BASE: Final = re.compile("同比|[比较与同][上去前]一?年")
#: 比增 is 同比增长; a ratio by its name grows by itself: 占比增2%, 存贷比降3%.
_THAN: Final = re.compile("(?<![占同环对价贷存出养生债数])(?<!性别)比$")
_THAN_WORDS: Final = ("增", "降", "减")
_OBJECT: Final = r"(?:(?!值|[达为至到占]|完成|实现|新增|建成|投入|创建)[^、]){1,10}"
_TRANSITIVE: Final = re.compile(
    f"({'|'.join(lex.TRANSITIVE)}|(?<!垃圾)压缩(?![率站包机车转空]|中转)){_OBJECT}$"
)
_TARGET: Final = re.compile(
    "(?:完成|为|是|达到?|占|实现)[^，。；：、]{0,12}?"
    "(?:目标|任务|计划|预算)(?:任务|目标|数|量|值)?(?:总数|总量|总额|总?投资额?)?(?:[0-9][0-9.,]*[^，。；：、0-9的]{0,6}(?=的))?的?(?:比例|比重)?$"
)
#: 比上年多12天, 同比少收1.2亿元: growth, where a base is named.
_COMPARED: Final = re.compile("(?:(?P<fall>少|低|慢|减)|多|高|快|增)[收支了]?$")
#: 超过前三年之和的2倍, 至少建成1个, 约需投入30亿元: the qualifier stands before what is compared with, or the verb.
_EARLY: Final = re.compile(
    "(?P<than>[不未]?超过?|(?<![节签预集制合条契公违履续])约(?=为|是|相当于))(?!额)[^、0-9百千万亿]{2,14}的$"
    "|(?P<bound>至少(?![的是])|最少(?![的是])|最多(?![的是]|跑一)|至多(?![的是])|不少于(?![的是])|不低于(?![的是])|不超过(?![的是])"
    "|最高(?=[可补奖给支贷授罚赔资])|约(?<![节签预集制合条契公违履续大]约)(?=[需须可能要投耗花用]))[^0-9、超近]{1,10}$"
)
_SHARE: Final = re.compile("(?<![抢侵强霸挤])占(?![用道领据线]|地(?![方区]))|比重|份额")
_SHARE_WORDS: Final = re.compile("(?:占比|占|比重)$")
#: 跨越百亿元关口, 迈上10亿元新台阶: a mark that is passed.
PASSED: Final = re.compile("(?:跨越|跨过|越过|迈过|跃过|迈上|跃上|跨上|登上|站上|跨)$")
MARK: Final = re.compile("(?:整数)?(?:大关|关口|门槛)|(?:新|大|新的|的新)?台阶")
_QUALIFIED_SHARE: Final = re.compile("(约|近|超)占")
_DISTANCE: Final = re.compile("[高低快慢]于|高出|低出")
#: 降幅收窄1.3个百分点: a fall that grows less is neither growth nor fall.
_EASED: Final = re.compile("[降跌减]幅.*(?:收窄|缩小|收缩|回落)")
#: 最高 and 最低 bound what is promised or allowed (最高补助10万元); a measured extreme (最高63.9%) is exact.
_EXTREMES: Final = ("最高", "最低")
_PROMISED: Final = re.compile(
    "补[助贴偿]|奖|资助|扶持|支持|给予|可[获享领申以]|罚|赔|报销|减免|抵扣|授信|贷款|额度|限额|优惠"
)
_RANK_WORDS: Final = re.compile(
    "(?:排名|排行|排|位居|位列|位次|名列|分列|并列|(?<!单)列|稳居|跃居|居)[^，。；、：]{0,8}$"
)
_GROWTH_AFTER: Final = re.compile(
    "的?(?:年均)?(?:速度|速率|幅度)?(?:递增|增长|增速|增幅|涨幅|(?P<fall>下降|降幅|递减|跌幅))(?=[，。；、）)的”]|目标|$)"
)
#: 内 and 多 also begin nouns (内资, 多功能); they are qualifiers where nothing of the kind follows.
_QUALIFIER_AFTER: Final = re.compile(
    lex.one_of(re.escape(word) for word in lex.QUALIFIERS_AFTER if len(word) > 1)
    + "|内(?![资外陆部蒙涵需核容河])|[余多](?=[，。；、,;）)的]|$)"
)


#: After these, a dash before a number is its sign, whatever it counts; after other words, before 2.1% or 3亿元.
_SIGNED_AFTER: Final = frozenset("长为幅速降到至达率是温和与及、比（(" + _CLAUSE_ENDS)
_SIGNS: Final = {"-": -1, "负": -1, "+": 1}
_SIGNED_UNITS: Final = ("%", "‰", "元", "℃", "摄氏度")
_WORD: Final = re.compile("[一-鿿]")
#: A sign after one of these is that of a level (利润率-2.1%); after others, of a change (收入-2.1%).
_LEVEL: Final = re.compile("(?:率|[占比]比|比重|份额|[为至到达是])$")
#: A rate whose name ends like growth: that of births less deaths.
_OWN_RATE: Final = re.compile("自然(?:增长|变动)率$")
#: The words of a table by their last character, longest first: most texts end with none, which one look
#: shows.
Endings = Mapping[str, tuple[str, ...]]


def endings(words: Iterable[str]) -> Endings:
    """A table of words as `suffix` reads it.

    >>> endings(["约", "节约", "近"])
    {'约': ('节约', '约'), '近': ('近',)}
    """
    table: dict[str, tuple[str, ...]] = {}
    for word in sorted(words, key=len, reverse=True):
        table[word[-1]] = (*table.get(word[-1], ()), word)
    return table


_QUALIFIERS: Final = endings(lex.QUALIFIERS_BEFORE)
_QUALIFIERS_BARE: Final = endings(lex.QUALIFIERS_BEFORE_BARE)
_ADVERBS: Final = endings(lex.ADVERBS)
_ADVERBS_AND_BASES: Final = endings(lex.ADVERBS | lex.BASES)
_LINKS: Final = endings(lex.LINKS)
_GROWTH_WORDS: Final = endings(lex.RISES | lex.FALLS | lex.NO_GROWTH)
_GROWTH_NOUNS: Final = endings(lex.GROWTH_NOUNS)
#: The last characters of words of growth, and of what may stand between them and the figure.
_GROWTH_ENDS: Final = frozenset((*_GROWTH_WORDS, *_ADVERBS, *_LINKS, *lex.SHARED))


class Before(NamedTuple):
    """What stands before a figure: how many characters belong to it, and what they say."""

    reach: int = 0
    qualifier: str = ""
    measure: str = ""
    sign: int = 1
    shared: bool = False

    def with_sign(self, sign: int, left: str, attached: str, unit: str, *, level: bool) -> Before:
        """The same with a printed sign: a signed percentage that nothing else is said of is a change, unless
        it is known to be a level.
        """
        measure, reach = self.measure, self.reach
        if not (measure or level) and unit in lex.RATE_UNITS and not _LEVEL.search(left):
            measure = "growth_yoy" if _BASE.search(left) else "growth"
            reach = reach or len(attached) - len(_opening(attached)[0])
        return self._replace(reach=reach + 1, measure=measure, sign=sign * self.sign)


def signed(text: str, plain: str, start: int, attached: str, unit: str) -> int:
    """The sign printed right before a number, -1 or 1; 0 where there is none.

    A dash between two numbers, or after a Latin letter, is no sign.

    >>> [signed(text, text, len(text) - 2, text[:-2], "%") for text in ("同比-2%", "（+2%", "A-2%")]
    [-1, 1, 0]
    """
    mark = attached[-1:]
    sign = _SIGNS.get(mark, 0)
    if not sign:
        return 0
    last = plain[start - 2 : start - 1] if start > 1 else ""
    touching = len(attached) == 1 and start > 1 and last not in _SIGNED_AFTER
    if last.isspace():
        last, touching = "" if not plain[start - 3 : start - 2].isdigit() else "0", False
    if touching:
        return 0
    if mark != "-":
        return (
            sign if unit in lex.RATE_UNITS and (not last or last in _SIGNED_AFTER or _WORD.match(last)) else 0
        )
    if not last or last in _SIGNED_AFTER:
        return sign
    stroke = text[start - 1] not in "—―"  # a long dash may only set words apart
    return sign if stroke and _WORD.match(last) and unit.endswith((*_SIGNED_UNITS, *lex.POINTS)) else 0


def clause(text: str, start: int, floor: int) -> str:
    """The part of the clause that stands before a figure at `start`, none of it before `floor`.

    >>> clause("水稻2万亩，油菜种植面积0.11万亩", 12, 0)
    '油菜种植面积'
    """
    left = text[max(floor, start - _CLAUSE) : start]
    return _CLAUSE_END.split(left)[-1]


def suffix(text: str, words: Endings) -> str:
    """The longest word of a table that the text ends with, or nothing.

    >>> suffix("同比增长约", endings(["约", "节约"]))
    '约'
    """
    for word in words.get(text[-1:], ()):
        if text.endswith(word):
            return word
    return ""


def peel(text: str, words: Endings) -> str:
    """The text without the words of a table at its end.

    >>> peel("同比累计分别", endings(["分别", "累计"]))
    '同比'
    """
    while word := suffix(text, words):
        text = text[: -len(word)]
    return text


def without_qualifier(left: str, *, bare: bool = False) -> tuple[str, str]:
    """The text before the qualifier that it ends with, and the qualifier; a `bare` magnitude may have more of
    them.

    >>> without_qualifier("总投资约"), without_qualifier("累计节约"), without_qualifier("产值过", bare=True)
    (('总投资', 'about'), ('累计节约', ''), ('产值', 'over'))
    """
    word = suffix(left, _QUALIFIERS_BARE if bare else _QUALIFIERS)
    qualifier = lex.QUALIFIERS_BEFORE_BARE[word] if word else ""
    return left.removesuffix(word) if qualifier else left, qualifier


def before(left: str, attached: str, unit: str, *, bare: bool = False, right: str = "") -> Before:
    """Read the words before a figure.

    `left` is its clause since the last amount, `attached` the end of that which no other figure holds;
    a `bare` magnitude (百亿, 万元) may have qualifiers that other numbers may not; `right` is what comes after.

    >>> before("规上工业产值同比增长约", "规上工业产值同比增长约", "%")
    Before(reach=5, qualifier='about', measure='growth_yoy', sign=1, shared=False)
    >>> before("固废处置率均达到", "固废处置率均达到", "%")
    Before(reach=3, qualifier='', measure='', sign=1, shared=True)
    """
    rest, qualifier = without_qualifier(attached, bare=bare)
    if attached[len(rest) :] in _EXTREMES and not _PROMISED.search(left + right):
        rest, qualifier = attached, ""
    if unit in lex.POINTS and _DISTANCE.search(left):  # a distance between two levels: no bound and no growth
        adjacent = _DISTANCE.search(attached[len(rest) :])
        return Before() if adjacent else Before(len(attached) - len(rest), qualifier)
    qualified = len(attached) - len(rest)
    if unit in lex.RATE_UNITS and _EASED.search(left):
        return Before(qualified, qualifier)
    if not qualifier and (early := _EARLY.search(left)):
        qualifier = lex.QUALIFIERS_BEFORE[early["than"] or early["bound"]]
    if not qualifier and PASSED.search(rest) and MARK.match(right):
        qualifier = "over"
    growth = "growth_yoy" if _BASE.search(left) else "growth"
    stem, word, linked = _growth(rest, unit)
    if word:
        if word in _THAN_WORDS and not linked and _THAN.search(stem):
            stem, growth = stem.removesuffix("比"), "growth_yoy"
        opening, shared = _opening(stem)
        shared |= linked and _is_shared(peel(peel(rest, _ADVERBS), _LINKS))
        reach = qualified if linked else len(attached) - len(opening)
        return Before(reach, qualifier, growth, -1 if word in lex.FALLS else 1, shared)
    if unit.endswith(("%", "‰", "倍")) or not unit:
        if found := _TARGET.search(rest):
            return Before(len(attached) - found.start(), qualifier, "ratio_to_target")
        if _TARGET.search(left[: len(left) - qualified]):
            return Before(qualified, qualifier, "ratio_to_target")
        if unit != "倍" and _SHARE.search(left):
            share = _SHARE_WORDS.search(rest)
            if not qualifier and (early := _QUALIFIED_SHARE.search(left)):
                qualifier = lex.QUALIFIERS_BEFORE[early[1]]
            return Before(len(attached) - share.start() if share else qualified, qualifier, "share")
    if growth == "growth_yoy" and (found := _COMPARED.search(rest)):
        return Before(len(attached) - found.start(), qualifier, growth, -1 if found["fall"] else 1)
    if found := _TRANSITIVE.search(left):
        return Before(qualified, qualifier, growth, -1 if found[1] in lex.FALLS else 1)
    plain = peel(rest, _LINKS)
    if _is_shared(plain):
        return Before(len(attached) - len(plain) + 1, qualifier, shared=True)
    return Before(qualified, qualifier)


def _growth(rest: str, unit: str) -> tuple[str, str, bool]:
    """What stands before a word of growth at the end, the word, and whether a verb links it to the figure."""
    if rest[-1:] not in _GROWTH_ENDS:
        return "", "", False
    direct = peel(rest, _ADVERBS)
    linked = peel(peel(direct, _LINKS), _ADVERBS)
    if _is_shared(linked):  # 增速均达到9%
        linked = peel(linked[:-1], _ADVERBS)
    word = suffix(direct, _GROWTH_WORDS)
    if word in lex.NO_GROWTH or _OWN_RATE.search(linked):
        return "", "", False
    if word and (word not in lex.RATE_ONLY or unit in lex.RATE_UNITS or unit.endswith("元")):
        return direct[: -len(word)], word, False
    if linked != direct and (word := suffix(linked, _GROWTH_NOUNS)):
        return linked[: -len(word)], word, True
    return "", "", False


def _is_shared(text: str) -> bool:
    """Whether the text ends with 均, 都 or 各, and not with an average (人均, 年均)."""
    return text[-1:] in lex.SHARED and bool(text) and text[-2:-1] not in lex.AVERAGES


def _opening(stem: str) -> tuple[str, bool]:
    """What is left of the words before a word of growth once base, adverbs and 均 are taken off."""
    shared = False
    while True:
        rest = peel(stem, _ADVERBS_AND_BASES)
        if _is_shared(rest):
            rest, shared = rest[:-1], True
        if rest == stem:
            return rest, shared
        stem = rest


def before_rank(attached: str) -> Before:
    """Read the words before a rank.

    >>> before_rank("全市排名").reach, before_rank("位列全区").reach, before_rank("科技创新").reach
    (2, 4, 0)
    """
    found = _RANK_WORDS.search(attached)
    rest = attached[: found.start()] if found else attached
    shared = _is_shared(rest)
    return Before(len(attached) - len(rest) + shared, measure="rank", shared=shared)


def qualifier_after(text: str, end: int) -> tuple[int, str]:
    """Where a qualifier after a figure ends, and what it says.

    >>> qualifier_after("30%以上", 3)
    (5, 'at_least')
    """
    found = _QUALIFIER_AFTER.match(text, end)
    return (found.end(), lex.QUALIFIERS_AFTER[found.group()]) if found else (end, "")


def growth_after(text: str, end: int) -> tuple[int, int]:
    """Where a word of growth after a figure ends, and its sign; 0 where there is none.

    >>> growth_after("20%以上增长", 5), growth_after("8家，增长30%", 2)
    ((7, 1), (2, 0))
    """
    found = _GROWTH_AFTER.match(text, end)
    return (end, 0) if found is None else (found.end(), -1 if found["fall"] else 1)
