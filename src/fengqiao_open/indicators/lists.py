"""The names of several things in a list: those that 分别 gives to numbers in order, and what they share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..figures.figure import Figure
from . import list_words
from . import phrase_words as words
from .amount_words import STAGE, TIMES_SEEN, TOURISTS
from .catalogue import indicators
from .clause_words import LEVEL_LAST, OF_AREA, OF_IT
from .divided import divided
from .places import changes_too, clause_start, plain
from .predicate_words import ENTITY_END
from .sentences import sentence_start
from .subjects import subject_before, trimmed
from .whole_names import whole_name

#: Whose and of what time an amount is, before each of a list.
_A_TIME: Final = re.compile("每人(?:每[年月])?|每[年月]")
#: With whom there is trade, before a list of them: 对甲国、乙国贸易分别增长5%和8%.
_WITH: Final = re.compile("(?:其中[，：:]?|全[省市])?对(?=[一-鿿A-Z])")
_TRADE_WITH: Final = re.compile("(?:进出口|出口|进口|贸易)(?:总?额|总值)?$")
#: What is done online or with others, of which the last of a list says that it is a matter of government.
_MATTERS: Final = re.compile("(?:证明)?事项$")
#: The things of a list that do the same: 产值、税收均赶超2个市.
_ALL_DO: Final = re.compile("(?P<of>[一-鿿]{2,8}(?:[、和][一-鿿]{2,8}?)+)(?:均|都|双双)")
#: The second of two numbers, and no third.
_TWO: Final = re.compile("(?:、|和)[0-9.．]+[%％万亿元美]*(?:以上|左右)?[，。；]")
#: A rate in time, which needs what it is of: 竹事项及时受理率、按期办结率.
_IN_TIME: Final = re.compile("(?:及时|按期|按时|限时)[一-鿿]{2}率")
#: What becomes of projects, and not of the papers for them: 项目手续办结率、开工率.
_OF_PROJECTS: Final = re.compile("(?:开工|竣工|投产|到位|履约|落地)率")
_PROJECT: Final = "项目"
#: Things with their numbers, of which 分别 gives each its own: 9个省级项目、8个市级项目分别完成投资.
_ITEM: Final = "[0-9]+[多余]?(?:个|[家条座所户]|项(?!目))"
_ITEMS: Final = re.compile(
    f"(?<![、和0-9])(?P<items>{_ITEM}[^，。；、0-9]{{2,14}}(?:(?:、|和){_ITEM}[^，。；、0-9]{{2,14}})+?)，?(?:确保|力争|"
    f"均)?(?:分别|各)(?P<did>[^0-9，。；]*)"
)
_BUILDING: Final = re.compile("建设$")
_COMPLETES: Final = re.compile("完成(?P<of>[^，。；、]{2,8}?(?:任务|计划|目标))的?")
_DOES: Final = re.compile("(?:完成|实现|达到?|共|累计)+")
_OF_FIELDS: Final = re.compile(
    "(?P<last>[一-鿿]{2,10})等[一-鿿]{0,6}?(?:领域|行业|产业)(?P<has>[一-鿿]{0,6}(?:投入|投资|支出|产值|增加值|收入|利润|营收|用电量|税收))"
)
_COMPLETION: Final = "完成率"
_NEW: Final = "新增"
_MARKET: Final = "主体"
_TRADE: Final = (
    "造业产"  # characters of a trade that are not what all of a list have: 新材料、装备制造业增加值
)


def members(text: str, figure: Figure, last: int, number: int = 0) -> tuple[str, ...]:
    """The names that 分别 before a number gives to it and those after it, none where there are not several, or
    not as many as the `number` of those that are joined.

    >>> from ..figures.scanner import figures
    >>> text = "制扇、制伞产值分别达3亿元和2亿元"
    >>> members(text, figures(text)[0], 0)
    ('制扇产值', '制伞产值')
    """
    start = clause_start(text, last, figure.start)
    clause = plain(text[start : figure.end].replace("”“", "”、“"))
    each = list_words.EACH.search(clause)
    if each and last and (items := _items(text, figure)):
        return items
    dealt = None if each else list_words.DEALT.match(text, figure.end)
    rates = _rates(plain(text[start : figure.start])) if not (each or dealt) and figure.unit == "%" else ()
    if not each and not dealt:
        return rates
    named = clause[: each.start()] if each else plain(text[start : figure.start])
    if each and not trimmed(named):  # 总人数和收入快速增长，分别达到
        named = subject_before(text, start) or _all_before(text, start)
    named = list_words.AND_OTHERS.sub("", trimmed(words.COMPARED.sub("", named)))
    named = list_words.SO_MANY.sub("", named)
    listed = divided(named, number)
    if each and len(listed) == 1 and (of_both := _of_both(text, start, figure, named)):
        return of_both
    if dealt and (
        len(listed) != len(words.AND.findall(dealt[0])) + 1 or not any(map(words.MEASURED.search, listed))
    ):
        return ()
    if len(listed) == 2 and tuple(each[:1] for each in listed) == list_words.SPLIT and len(listed[0]) == 1:
        listed = [f"{list_words.BOTH}{listed[1][1:]}"]
    if len(listed) == 1 and list_words.BOTH in listed[0]:  # 城乡低保标准分别提高9%和12%
        listed = [listed[0].replace(list_words.BOTH, side, 1) for side in list_words.TOWN_COUNTRY]
        return tuple(listed)
    if len(listed) == 1 and list_words.BOTH_FUNDS in listed[0]:
        return tuple(listed[0].replace(list_words.BOTH_FUNDS, one, 1) for one in list_words.FUNDS_OF_BOTH)
    if len(listed) == 1 and list_words.DEPOSITS_LOANS in listed[0]:
        both = listed[0].replace(f"{list_words.DEPOSITS_LOANS}款", list_words.DEPOSITS_LOANS, 1)
        return tuple(
            both.replace(list_words.DEPOSITS_LOANS, f"{one}款", 1) for one in list_words.DEPOSITS_LOANS
        )
    if len(listed) < 2:
        return ()
    if each and (of_fields := _OF_FIELDS.fullmatch(listed[-1])):  # 甲业、乙业等惠民领域资金投入
        return tuple(f"{one}{of_fields['has']}" for one in (*listed[:-1], of_fields["last"]))
    if _TRADE_WITH.search(listed[-1]) and _WITH.match(plain(text[start : figure.start])):
        ends = (f"{one}{'' if one == listed[-1] else _of_trade_with(listed, one)}" for one in listed)
        return tuple(f"对{one}" for one in ends)
    if _each_its_own(listed):
        return tuple(_whole_name(one) for one in listed)
    stem = words.COUNTING.sub("", listed[0])
    if listed[0] in list_words.SIDES and listed[-1].startswith(list_words.SIDES):
        return tuple(one if one == listed[-1] else f"{one}{_beside(listed[-1])}" for one in listed)
    if listed[-2] in list_words.SIDES and listed[-1].startswith(list_words.SIDES):
        listed[-2] = f"{listed[-2]}{_beside(listed[-1])}"
    verb = words.DOES.match(listed[0])
    if (
        verb
        and verb[0] != listed[0]
        and (words.REMOVED.fullmatch(verb[0]) or (each and each[0] == list_words.OF_ALL_ALIKE))
    ):
        # 淘汰甲、乙产能9万吨和7万吨; 新建甲、乙各9个
        listed = [listed[0], *(f"{verb[0]}{one}" for one in listed[1:])]
    listed = [*(_of_level(one, listed[-1]) for one in listed[:-1]), listed[-1]]
    if each and (completes := _COMPLETES.match(clause, each.end())):  # 甲校、乙校扩容分别完成任务的98%、95%
        rate, end = f"{completes['of']}{_COMPLETION}", listed[-1][len(listed[0]) :]
        alike = (_shared_end(listed, one) or (end if one != listed[-1] else "") for one in listed)
        return tuple(f"{one}{has}{rate}" for one, has in zip(listed, alike, strict=True))
    doing = plain(text[start : figure.start])[each.end() :] if each else ""
    gives = list_words.ACHIEVED.match(doing) or doing.startswith(list_words.GIVES)
    doing = list_words.REACHED.sub("", doing) if gives else ""  # 甲和乙分别投入资金3亿元和2亿元
    doing = "" if doing == list_words.DONE and words.MEASURED.search(listed[-1]) else doing
    doing = doing.removeprefix(list_words.ACHIEVES)  # 甲和乙分别实现产值3亿元和2亿元
    doing = f"{doing}{list_words.GAP}" if doing.startswith(list_words.APART) else doing
    return tuple(
        f"{_of_all(stem, one)}{one}{doing}"
        if number and words.BARE.fullmatch(one)
        else one
        if words.MEASURED.search(one)
        and words.SAID_OF not in listed[-1]
        and not (doing or _of_trade(one, listed))
        else f"{one}{_shared_end(_to_next(listed, number), one)}{doing}"
        for number, one in enumerate(listed)
    )


def _each_its_own(listed: Sequence[str]) -> bool:
    """Whether new things begin a list of amounts that are named, so that none has anything of another.

    >>> _each_its_own(["新增竹企业", "税收", "竹贸易额"]), _each_its_own(["新增竹企业", "竹商户数量"])
    (True, False)
    """
    new = [
        one for one in listed if one.startswith(_NEW) and (ENTITY_END.search(one) or one.endswith(_MARKET))
    ]
    named = [one for one in listed if words.MEASURED.search(one)]
    return len(named) > 1 and len(new) + len(named) == len(listed) > len(named)


def _whole_name(one: str) -> str:
    """The name of the catalogue of a bare member of a list, which would else be of another: 税收.

    >>> _whole_name("税收"), _whole_name("竹贸易额")
    ('税收收入', '竹贸易额')
    """
    known = whole_name(one) if words.BARE.fullmatch(one) else ""
    return indicators()[known].name_zh if known else one


def _to_next(listed: Sequence[str], number: int) -> Sequence[str]:
    """A list up to the next member that says which rate it is, whose end is that of those right before it.

    >>> _to_next(["竹热", "竹气普及率", "竹料处理率"], 0), _to_next(["竹热", "竹气", "竹料处理率"], 0)
    (['竹热', '竹气普及率'], ['竹热', '竹气', '竹料处理率'])
    """
    ends = (at for at in range(number + 1, len(listed)) if listed[at].endswith(words.RATED))
    return listed[: next(ends, len(listed) - 1) + 1]


def _all_before(text: str, start: int) -> str:
    """The things of a list that the clause before says one thing of: 产值、税收均赶超2个市，分别升至第3和第6位.

    >>> _all_before("竹编产值、竹编税收均赶超2个市，分别升至", 16)
    '竹编产值、竹编税收'
    """
    found = _ALL_DO.match(text, clause_start(text, 0, max(start - 1, 0)), max(start - 1, 0))
    return found["of"] if found else ""


def _of_both(text: str, start: int, figure: Figure, named: str) -> tuple[str, ...]:
    """What is measured of each of the two that the clause before is about, where two numbers follow.

    >>> from ..figures.scanner import figures
    >>> text = "加快发展竹编产业和藤编产业，产值分别达3亿元、2亿元。"
    >>> _of_both(text, 14, figures(text)[0], "产值")
    ('竹编产业产值', '藤编产业产值')
    """
    bare = words.BARE.fullmatch(named.partition(words.SAID_OF)[0] or named)
    both = words.AND.split(subject_before(text, start)) if bare and _TWO.match(text, figure.end) else []
    several = len(both) == 2 and min(map(len, both)) > 3
    return tuple(f"{one}{named}" for one in both) if several else ()


def _of_trade_with(listed: Sequence[str], one: str) -> str:
    """What the last of a list of those that are traded with has for all: 贸易 of 甲国、乙国贸易."""
    found = _TRADE_WITH.search(listed[-1])
    return _shared_end(listed, one) or (found[0] if found else "")


def _items(text: str, figure: Figure) -> tuple[str, ...]:
    """What each of several things with numbers of their own has, none where the words are no such list.

    >>> from ..figures.scanner import figures
    >>> for text in ("9个省级项目、8个市级项目分别完成投资3亿元、2亿元", "9个省级、8个市级项目，分别完成年度计划的98%、95%"):
    ...     print(_items(text, figures(text)[2]))
    ('省级项目投资', '市级项目投资')
    ('省级项目年度计划完成率', '市级项目年度计划完成率')
    """
    start = sentence_start(text, figure.start)
    sentence = plain(text[start : figure.end])
    *_, found = (None, *_ITEMS.finditer(sentence))
    if not found or not words.DIGIT.match(sentence, found.end()):
        return ()
    nouns = [_BUILDING.sub("", one) for one in re.split(_ITEM, found["items"].rstrip("，"))[1:]]
    nouns = [words.LOOSE_END.sub("", one) for one in nouns]
    if nouns[-1].endswith(_PROJECT):
        nouns = [one if one.endswith(_PROJECT) else f"{one}{_PROJECT}" for one in nouns]
    completes = _COMPLETES.fullmatch(found["did"])
    has = f"{completes['of']}{_COMPLETION}" if completes else _DOES.sub("", found["did"])
    return tuple(f"{one}{has}" for one in nouns) if words.MEASURED.search(has) else ()


def _rates(head: str) -> tuple[str, ...]:
    """Several rates that a clause says one number of: 合格率、优良率达到90%; none where one is no rate.

    >>> _rates("竹坊合格率、竹坊优良率达到"), _rates("竹坊、竹园合格率达到")
    (('竹坊合格率', '竹坊优良率'), ())
    """
    listed = [one for one in words.AND.split(trimmed(head)) if one]
    several = len(listed) > 1 and all(len(one) > 3 and one.endswith(words.RATED) for one in listed)
    if not several:
        return ()
    stem = "" if _IN_TIME.fullmatch(listed[0]) else words.ONE_RATE.sub("", listed[0])
    return tuple(f"{stem if _IN_TIME.fullmatch(one) else ''}{one}" for one in listed)


def _of_all(stem: str, one: str) -> str:
    """What a bare member of a list is of, by the first: 竹企利润 of 竹企资产总额、利润总额.

    >>> _of_all("竹企资产总额", "利润总额"), _of_all("断面水质达标率", "优良率"), _of_all("履约率", "开工率")
    ('竹企', '断面水质', '')
    """
    if one.endswith(words.RATED) and stem.endswith(words.RATED):
        of_project = stem.rfind(_PROJECT) if _OF_PROJECTS.fullmatch(one) else -1
        if of_project >= 0:
            return stem[: of_project + len(_PROJECT)]
        return "" if words.BARE.fullmatch(stem) else words.ONE_RATE.sub("", stem)
    return words.BESIDE.sub("", stem) if words.OF_MONEY.search(one) else stem


def _of_level(one: str, last: str) -> str:
    """A member that is but a level, with the things of the last: 新建省级、市级竹馆.

    >>> _of_level("新建省级", "市级竹馆"), _of_level("新建省级", "新建市级竹馆"), _of_level("竹园", "市级竹馆")
    ('新建省级竹馆', '新建省级竹馆', '竹园')
    """
    level = LEVEL_LAST.search(one)
    doing = words.DOES.match(last)
    same = LEVEL_LAST.match(last, doing.end() if doing else 0)
    return f"{one}{last[same.end() :]}" if level and same else one


def _beside(last: str) -> str:
    """The words behind town or country: 农村居民收入 of 城镇、农村居民收入."""
    return last[len(next(side for side in list_words.SIDES if last.startswith(side))) :]


def _of_trade(one: str, listed: Sequence[str]) -> bool:
    """Whether a member says only which trade is meant: 出口、进口整体通关时间."""
    return one in words.TRADED and listed[-1] not in words.TRADED and not words.OF_MONEY.search(listed[-1])


def _shared_end(listed: Sequence[str], one: str) -> str:
    """What the last of a list has at its end for all of them.

    >>> _shared_end(["养老保险", "医疗保险参保率"], "养老保险"), _shared_end(["东", "西部标准"], "东")
    ('参保率', '部标准')
    """
    last = listed[-1]
    if one == last:
        return ""
    if one.endswith(list_words.DEPOSITS_LOANS[0]) and (loans := list_words.LOANS.match(last)):
        return loans["end"]  # 存、贷款余额
    if TOURISTS.fullmatch(one):
        return TIMES_SEEN  # 接待游客和旅游收入分别增长
    if words.SAID_OF in last:
        return last[last.index(words.SAID_OF) :]
    doing = STAGE.match(last) or words.DOES.match(last)
    if (
        doing
        and doing.end() < len(last) - 1
        and not last.startswith(one)
        and STAGE.fullmatch(one.removeprefix(_NEW))
    ):
        return last[doing.end() :]  # 新增开工、竣工、投产项目
    if (insured := list_words.INSURED.search(last)) and not words.MEASURED.search(one):
        return insured[0][2:] if insured[0][:2] in one else insured[0]
    for alike in (one[-2:], one[-1:]):
        place = last.find(alike)
        rest = len(last) - place - len(alike)
        near = len(one) > 1 and place > 0 and (rest > 1 or len(alike) > 1)
        if near and words.MEASURED.search(last, place + len(alike)):
            return last[place + len(alike) :]
    if (matters := _MATTERS.search(last)) and not ENTITY_END.search(one):
        return matters[0]  # 掌上可办、跨省通办事项
    if kind := list_words.OF_KINDS.search(last):
        return kind[0]  # 装备、化工和消费品行业产值增速
    end = words.MEASURED.search(last)
    joint = words.AND.search(last)  # 光伏、乘用车和客车产值: the last is of two things
    lengths = {len(each) for each in listed[:-1]} - ({1, len(listed[0])} if joint else set())
    if lengths == {1}:  # 羊、牛改良率; 东、中、西部标准
        return last[1:]
    if (
        end
        and len(lengths) == 1
        and 1 < (length := lengths.pop()) < end.start() - 1
        and last[length] not in _TRADE
    ):
        return last[length:]
    return end[0] if end else ""


def is_of_each(text: str, last: int, figure: Figure) -> bool:
    """Whether a number and those after it say something of several before: only 分别 and its like are between.

    >>> from ..figures.scanner import figures
    >>> text = "产值3亿元、税收2亿元，分别增长5%和8%"
    >>> found = figures(text)
    >>> is_of_each(text, found[1].end, found[2])
    True
    """
    between = plain(text[clause_start(text, last, figure.start) : figure.start])
    return bool(last) and not trimmed(words.COMPARED.sub("", between))


def gives_each(text: str, figure: Figure, last: int) -> bool:
    """Whether 分别 or its like gives a number and those after it to things before.

    >>> from ..figures.scanner import figures
    >>> [gives_each(text, figures(text)[0], 0) for text in ("分别增长5%、8%", "增长5%、8%")]
    [True, False]
    """
    return (
        list_words.EACH.search(plain(text[clause_start(text, last, figure.start) : figure.end])) is not None
    )


def bare_of_each(text: str, figure: Figure, last: int) -> str:
    """The bare name before 分别 that a number and those after it share, blank where it is no such name.

    >>> from ..figures.scanner import figures
    >>> text = "投资完成率分别为98%、95%"
    >>> bare_of_each(text, figures(text)[0], 0)
    '投资完成率'
    """
    clause = plain(text[clause_start(text, last, figure.start) : figure.end])
    each = list_words.EACH.search(clause)
    said = plain(text[clause_start(text, last, figure.start) : figure.start])
    bare = (trimmed(clause[: each.start()]) or trimmed(said[each.end() :])) if each else ""
    return bare if bare and words.BARE.fullmatch(bare) else ""


def share_of_each(text: str, figure: Figure, last: int) -> str:
    """The share of a whole area that 分别 gives each of the things before, blank where it gives none.

    >>> from ..figures.scanner import figures
    >>> text = "竹园9个、竹馆5个，分别占全省71%和77%"
    >>> found = figures(text)
    >>> share_of_each(text, found[2], found[1].end)
    '占全省比重'
    """
    said = plain(text[clause_start(text, last, figure.start) : figure.end])
    found = OF_AREA.match(said) if list_words.EACH.search(said) and figure.measure == "share" else None
    return f"{OF_IT[0]}{found['area']}{OF_IT[1]}" if found and not found["of"] else ""


def joined(text: str, last: int, figure: Figure) -> bool:
    """Whether a number is the next of a list: only 、 or 和 is between it and the one before.

    >>> from ..figures.scanner import figures
    >>> text = "分别达3亿元和2亿元"
    >>> joined(text, figures(text)[0].end, figures(text)[1])
    True
    """
    between = _A_TIME.sub("", plain(text[last : figure.start]))  # 每人每月6元、每人每年90元
    own = figure.printed[0] in list_words.OWN and not changes_too(text, figure)
    return bool(words.AND.fullmatch(between)) and not own
