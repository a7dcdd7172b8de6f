"""The name of what a number counts where it follows from what its clause says: things that did or got
something, money and what it is for, the size of a project.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from . import clause_words as words
from . import counted, predicates, proportions, purposes, roles
from .clause import Clause
from .lexicon import BREAK
from .phrase_words import (
    ADVERBIAL,
    AND,
    BARE,
    COUNTING,
    DOES,
    FEATURE,
    GOT_EXAMPLES,
    NO_NOUN,
    NOUN_END,
    OF_MONEY,
)
from .places import plain
from .predicate_words import ENTITY_END, RANKED_TOO, SOME
from .subjects import trimmed
from .topic_words import GAMES, LIST_OF_NUMBERS, MEDAL, MEDAL_BEFORE

_GENERAL: Final = 2  # characters of 项目 and its like
_LONGEST: Final = 36
_SHORT: Final = 8  # characters of a place or kind before a number: 南疆110万农户
_PLACE: Final = 4  # characters of a place before things: 市区35条道路实施改造
_LEAST: Final = 6  # characters of a purpose
_LONG: Final = 12  # characters of a place before things that did something
_OF_SIZE: Final = ("mass", "volume", "energy", "power")
_WORKED: Final = ("count", "area", "length", "")
_ANIMALS: Final = frozenset("头只羽尾口匹")
_DIGIT: Final = re.compile("[0-9０-９]")
_SLOWLY: Final = re.compile(
    "(?:年度|依法|有效|初步|进一步|加快|提前|稳步|有序|持续|扎实|全面|全部|均|正在|基本|完成|实现|得到|实施|开展|进行|推进|启动|集中|协同|联合|了)+$"
)
#: Works that things do themselves: 9个竹园完成适老化改造.
_DOING_WORKS: Final = re.compile("(?<=.{2})(?:完成|实施|开展|进行|实现)(?=.{2})")
_NOT: Final = re.compile("未能|尚未|没有")
_GAPS: Final = re.compile("[\\s*]+")
_WORDS: Final = re.compile("[一-鿿]{3}")
_STRONGEST: Final = re.compile("[0-9]+(?:强|A级?|周年)")
#: The next of a list, with a verb of its own: 15所学校建成投用、新增学位3万个.
_NEXT: Final = re.compile("(?<=.{4})、(?=新增|实现|完成|带动|吸纳|惠及|受益|总投资|投资)[^、]*[0-9].*$")
#: Other things that did something else: 30个竹桥项目开工、15个项目建成.
_OTHERS: Final = re.compile("(?<=开工|竣工|建成|投产|完工)、(?=[0-9])")
_YEAR: Final = re.compile("[0-9]{4}年度?")
#: How works go on, that are named before it: 270个村庄改造有序推进.
#: Words after which a number is of other things than those before it.
_BESIDE: Final = ("等", "和", "及", "与", "、")
_GOING_ON: Final = re.compile(
    "(?<=.{4})(?:有序|稳步|加快|扎实|全面|顺利|积极|持续|深入)+(?:推进|实施|开展|进行)$"
)
#: What of works goes faster, which is not what is counted: 加快9个竹坊改造进度.
_PACE: Final = re.compile("(?<=.{4})(?:进度|步伐|力度)$")
_RANKED: Final = ("居", "位", "稳居", "保持", "增长", "领先", "排名", "第", "超", "高于", "下降")


def said(clause: Clause) -> str:
    """The name that follows from what the clause says, blank where none does.

    >>> from ..figures.scanner import figures
    >>> for text in ("力争3处煤矿竣工投产", "23家企业入选省级名单", "90%以上高频事项一网通办"):
    ...     print(said(Clause(text, figures(text)[0], 0)))
    竣工投产煤矿
    入选省级名单的企业
    高频事项一网通办比例
    """
    made = next((found for read in _READINGS if 0 < len(found := read(clause)) <= _LONGEST), "")
    return counted.NO_NUMBER.sub("", made) if clause.quantity == "count" else made


def _cell(clause: Clause) -> str:
    """| 工业投入 | 亿元 | 1252 |: a number in a row of a table, that is named by its first words."""
    if not clause.text.lstrip().startswith("|"):
        return ""
    cells = (_GAPS.sub("", cell) for cell in clause.text[: clause.figure.start].split("|"))
    return next((cell for cell in cells if _WORDS.match(cell)), "")


def _running(clause: Clause) -> str:
    """连续三年成为先进市: the years in a row."""
    often = clause.figure.unit in words.OFTEN
    if not (clause.quantity == "time" or often) or not words.RUNNING.search(clause.head):
        return ""
    digit = _DIGIT.search(clause.right)
    did = (clause.right[: digit.start()] if digit else clause.right).rstrip("在到至第超过前")
    did = words.COMMA.split(did)[0]
    of = trimmed(clause.head.removesuffix("连续"))
    of = of or (COUNTING.sub("", clause.before) if did.startswith(_RANKED) else "")
    return f"{of}连续{did}{'次数' if often else '年数'}" if len(did) > 1 else ""


def _often(clause: Clause) -> str:
    """先后两次提高低保标准: how often something was done."""
    did = clause.right
    if (
        clause.figure.unit not in words.OFTEN
        or len(did) < _LEAST
        or _DIGIT.search(did)
        or trimmed(clause.head)
    ):
        return ""
    return "" if BREAK.match(did) else f"{did}次数"


def _joint(clause: Clause) -> str:
    """改造30个、7.6万平方米农村校舍: the first number of two of the same."""
    rest = clause.text[clause.figure.end :]
    found = words.JOINT.match(rest)
    if not found:
        return ""
    after = plain(rest[found.end() : found.end() + _LONGEST])
    end = NOUN_END.search(after)
    noun = after[: end.start()] if end else after
    head = trimmed(clause.head)
    doing = DOES.match(head)
    own = head[doing.end() :] if doing else head  # 新建7所园舍4万平方米、50所学校: the first has its own
    if (
        did := predicates.split(after[:_LONGEST])
        if not BREAK.search(after)
        else predicates.split(BREAK.split(after)[0])
    ):
        noun = f"{did[1]}的{did[0]}"
    where = words.WHERE.fullmatch(own)  # 解决贫困地区1万户、4万人建房问题
    noun = f"{own}{noun}" if where else noun
    works = words.WORKS.fullmatch(BREAK.split(after)[0]) if not (doing or _DIGIT.search(after)) else None
    if works and (not own or where):
        return f"{works['verb']}{own}{works['noun']}"
    none = (len(own) > 1 and not where) or len(noun) < 2 or NO_NOUN.match(after) or noun.startswith("百分点")
    return "" if none else f"{doing[0] if doing else ''}{noun}"


def _medals(clause: Clause) -> str:
    """在残奥会上获2金3银: medals, of the games that were named last."""
    found = MEDAL.match(clause.figure.printed + clause.right) or MEDAL_BEFORE.search(clause.head)
    if not found or clause.figure.measure:
        return ""
    *_, games = ("", *(each[0] for each in GAMES.finditer(clause.text, 0, clause.figure.start)))
    return f"{games}{found['metal']}牌"


def _treated(clause: Clause) -> str:
    """对6万户棚户区住宅进行拆迁改造: things, named by what is done to them."""
    found = words.TREATED.match(clause.right) if words.TREATS.search(clause.head) else None
    if not found:
        return ""
    feature = FEATURE.fullmatch(found["noun"])  # 对9所学校办学条件进行改善
    return f"{found['verb']}{feature['what']}的{feature['who']}" if feature else found["verb"] + found["noun"]


def _became(clause: Clause) -> str:
    """50万人实现脱贫: people and places that have no other name than what became of them."""
    counted = clause.quantity in ("count", "") and not clause.figure.measure
    at = trimmed(clause.head)
    found = words.BECAME_OF.match(clause.right) if counted and not (at and len(at) != _GENERAL) else None
    if not found or (not found["who"] and clause.figure.unit[-1:] not in words.WHO) or DOES.match(at):
        return ""
    return f"{at}{found['did']}的{found['who']}" if found["who"] else f"{at}{found['did']}"


def _better(clause: Clause) -> str:
    """18万居民居住条件得到改善, 为9个中心村建设文化广场: people and places, by what became better or was made for them."""
    if clause.quantity not in ("count", "") or clause.figure.measure:
        return ""
    found = words.BETTER.match(clause.right)
    if found and not trimmed(clause.head):
        return f"{found['what']}{found['did']}的{found['who']}"
    right = _DIGIT.split(clause.right)[0]
    at = clause.head.endswith(words.AT)
    made = words.FOR_PLACES.match(right) if at or clause.head.endswith(words.FOR_WHOM) else None
    if not made or (at and not ENTITY_END.search(made["who"])):
        return ""
    return f"{SOME.sub('', made['did'])}的{made['who']}"


def _concerned(clause: Clause) -> str:
    """完成涉及5万户的村庄改造: whom something concerns that is named behind them."""
    found = words.CONCERNING.search(clause.head) if clause.right.startswith("的") else None
    return f"{clause.right[1:]}{found['verb']}" if found and 2 < len(clause.right) < _LONG else ""


def _over(clause: Clause) -> str:
    """9家企业超过百亿元，其中3家超过千亿元: things over a limit, and some of them."""
    if clause.quantity != "count" or clause.figure.measure or trimmed(clause.head):
        return ""
    found = words.OVER_IT.fullmatch(clause.right) if clause.before else None
    of = COUNTING.sub("", clause.before)
    if found and found["who"] and OF_MONEY.search(of):  # 村集体收入5万元以上，其中9个村超10万元
        return f"{of}{found['over']}的{found['who']}"
    if every := words.ALL_OVER.fullmatch(clause.right):
        of_all = every["who"].endswith(words.TOGETHER) or every["what"].endswith(words.INVESTED)
        all_together = every["what"] and of_all and not every["each"]
        if all_together and not every["over"].startswith(words.FEWER):
            return every["who"]
        return f"{every['what']}{every['over']}的{every['who']}"
    return f"{of}（{found[0]}）" if found else ""


def _size(clause: Clause) -> str:
    """60万吨洗煤等项目: the size that a project is named with."""
    yearly = words.YEARLY.search(trimmed(clause.head))
    counted = clause.quantity == "count" and (yearly or clause.figure.unit[-1:] in _ANIMALS)
    if clause.quantity not in _OF_SIZE and not counted:
        return ""
    if clause.right.endswith(words.ABILITY) and len(clause.right) < _LONG and not AND.search(clause.right):
        return f"{clause.right.removesuffix(words.ABILITY)}产能"
    found = words.SCALED.match(clause.right)
    named = found["noun"] + found["what"] if found else ""
    if not named and words.SCALED_LIST.match(clause.right):
        named = f"{words.LISTED_BY.split(clause.right)[0]}项目"
    if not named and AND.search(clause.whole) and not NO_NOUN.match(clause.right):
        end = NOUN_END.search(clause.right)
        named = f"{clause.right[: end.start()] if end else clause.right}项目"
    if yearly and not named and words.ONLY_YEARLY.fullmatch(clause.head) and not NO_NOUN.match(clause.right):
        end = NOUN_END.search(AND.split(clause.right)[0])
        made = AND.split(clause.right)[0][: end.start() if end else None].removesuffix("的能力")
        return f"{made}产能" if len(made) > 1 else ""
    if len(named) <= _GENERAL + 1:
        return ""
    whose = trimmed(AND.split(clause.head)[-1])
    whose = words.YEARLY.sub("", whose)
    doing = DOES.match(whose)
    whose = whose[doing.end() :] if doing else whose
    return f"{whose if len(whose) <= _SHORT else ''}{named}{'产能' if yearly else words.SIZE}"


def _doing(clause: Clause) -> str:
    """3处煤矿竣工投产, 23家企业入选名单, 14个城中村改造: things, named by what they did, got or undergo."""
    right = counted.of_first(_NEXT.sub("", _YEAR.sub("", clause.right)))
    first = _OTHERS.split(right)[0]
    right = first if words.DONE.match(first) else right
    right = _PACE.sub("", _GOING_ON.sub("", right))
    right = AND.split(right)[0] if len(right) > _LONGEST - 4 else RANKED_TOO.split(right)[0]
    if clause.figure.measure or NO_NOUN.match(right) or _NOT.search(right):
        return ""
    head = "" if clause.head.endswith(_BESIDE) else trimmed(clause.head)
    begun = words.STARTS.match(head)
    of_place = len(head) <= _PLACE and not (head.endswith("的") or DOES.fullmatch(head))
    works = (
        words.WORKS.match(right)
        if (begun or of_place) and not (_DIGIT.search(right) or clause.head.endswith("在"))
        else None
    )
    if works and (undertaken := _DOING_WORKS.search(works["noun"])):
        if clause.quantity in ("area", "length"):  # 3万平方米竹楼完成保暖改造
            return f"{works['noun'][: undertaken.start()]}{works['noun'][undertaken.end() :]}{works['verb']}"
        works = None
    did = predicates.split(f"{_SLOWLY.sub('', works['noun'])}{works['verb']}") if works else None
    if works and did and len(did[1]) > len(works["verb"]):
        works = None  # 9家企业开展技术改造: what they do, not what is done to them
    place = head[begun.end() :] if begun else head
    if works and works["end"] in ("工程", "项目"):
        return f"{begun[0] if begun and DOES.match(begun[0]) else ''}{right}"
    people = clause.figure.unit[-1:] in words.WHO or clause.figure.unit in ("", "万")
    if works and len(place) <= _SHORT and clause.quantity in _WORKED:
        whose, _, of = _SLOWLY.sub("", works["noun"]).rstrip("的").rpartition("的")
        verb = works["verb"].rstrip("和、与")
        if people and not ENTITY_END.search(_SLOWLY.sub("", works["noun"])):  # 100万农村人口饮水安全巩固提升
            return f"{place}{works['noun']}{verb}"
        if whose and ENTITY_END.search(of) and not ENTITY_END.search(whose):
            return f"{verb}{place}{whose}的{of}"  # 7个国家支持的项目建设
        return f"{of}{verb}的{place}{whose}" if whose else f"{verb}{place}{of}"
    head = "" if (AND.search(place) and not DOES.match(place)) or ADVERBIAL.match(place) else place
    head = "" if predicates.caused_by(head) else head
    if clause.quantity not in ("count", "") or DOES.match(head) or len(head) > _LONG or AND.search(head):
        return ""
    got = words.GOT.match(LIST_OF_NUMBERS.sub("", right))
    first = predicates.split(right) if got else None
    if got and first and len(first[0]) < len(got["noun"]) and not ENTITY_END.search(got["noun"]):
        got = None  # 8个园区提质升级、全部纳入名录
    if got and not _DIGIT.search(_STRONGEST.sub("", right)) and not words.MORE.search(got["object"]):
        things, feature = counted.with_feature(got["noun"].rstrip("的"), clause.figure.unit)
        return f"{feature}{got['verb']}{got['object']}的{head}{things}"
    done = words.DONE.match(right)
    if done and "与" in done["noun"] and predicates.split(right):
        return ""  # 9家企业与高校对接: the firms alone
    so = None if done else words.HANDED.fullmatch(right) or words.DID_SO.fullmatch(right)
    if so and not predicates.split(right):
        joint = "的" if len(so["verb"]) > _GENERAL else ""
        return f"{so['verb']}{joint}{head}{so['noun']}"
    if not done or _DIGIT.search(done["noun"]) or predicates.split(done["noun"]):
        return ""
    if people and not done["where"] and not ENTITY_END.search(done["noun"]):
        return f"{head}{done['noun']}{done['verb']}"  # 1万人地质灾害避险搬迁
    if firm := words.FIRM.fullmatch(done["noun"]):
        return f"{firm['what']}{done['verb']}的{head}{firm['who']}"
    joint = "的" if done["where"] else ""
    return f"{done['where'] or ''}{done['verb']}{joint}{head}{done['noun'].rstrip('的')}"


def _aside(clause: Clause) -> str:
    """债务率15.5%（市本级13.5%、东河县12%）: the same of other places, or by another price."""
    between = clause.text[clause.last : clause.figure.start].replace(" ", "")
    grown = clause.figure.measure in ("growth", "growth_yoy")
    if not clause.before or not clause.last or grown != clause.grew or (clause.figure.measure and not grown):
        return ""
    found = words.ASIDE.match(between)
    if not found and clause.before.endswith("）") and clause.in_brackets:
        found = words.ASIDE_TOO.match(between)
    return f"{clause.before.partition('（')[0]}（{found['of']}）" if found else ""


def _limit(clause: Clause) -> str:
    """产值超10亿元的企业达到7家: things over a limit, which is no number of theirs."""
    counted = clause.quantity == "count" and not clause.figure.measure
    found = words.LIMIT.match(trimmed(clause.head)) if counted and clause.last else None
    found = found or (words.LIMIT.match(trimmed(clause.whole)) if counted else None)
    if not found or found["noun"].startswith(("、", "和")):
        return ""
    noun = found["noun"]
    if not noun and not NO_NOUN.match(clause.right):
        end = NOUN_END.search(clause.right)
        noun = clause.right[: end.start()] if end else clause.right
    of = COUNTING.sub("", clause.before)
    lead = found["lead"]
    if noun and lead.startswith(words.OVER) and of.endswith(noun) and words.OF in of:
        noun = of.rpartition(words.OF)[2]  # 收入超50亿元的工业企业10家，其中超百亿元的企业5家
    if lead.startswith(words.OVER) and (over := re.search("超|过|突破", clause.before)):
        lead = f"{clause.before[: over.start()]}{lead}"  # 产值超亿元企业12家，超10亿元企业2家
    return f"{lead}{noun}" if noun and not DOES.match(noun) and not NO_NOUN.match(noun) else ""


_READINGS: Final[tuple[Callable[[Clause], str], ...]] = (
    *(
        _cell,
        proportions.sector,
        _aside,
        _medals,
        purposes.worth,
        counted.kinds,
        counted.levels,
        proportions.among,
        proportions.gap,
        proportions.multiple,
        proportions.density,
        proportions.doubled,
        *roles.READINGS,
        _running,
        _often,
        _joint,
        proportions.contribution,
        proportions.growth,
        proportions.within,
        proportions.of_area,
        proportions.used,
        proportions.completed,
        proportions.covering,
        proportions.fraction,
        purposes.given,
        _size,
        _limit,
        _concerned,
        _over,
        _treated,
        _better,
        predicates.bettered,
        *counted.READINGS,
        _doing,
        _became,
        predicates.doing,
    ),
)


def tidied(name: str) -> str:
    """A name without verbs of reaching inside it, lists of examples, and loose words at its ends.

    >>> tidied("八大产业实现产值"), tidied("洗煤等项目规模"), tidied("拆除甲楼、乙楼等违法建筑"), tidied("纯收入有望")
    ('八大产业产值', '洗煤项目规模', '拆除违法建筑', '纯收入')
    """
    name = words.BY_THEN.sub("", words.WELL.sub("", name))
    name = words.GROWN_BY.sub("", words.WORTH_TOO.sub("", name))
    made = words.FOLLOWING.sub("", words.REACHED.sub("", words.DONE_FIRST.sub("", name))).replace("分别", "")
    if listed := words.EXAMPLES.search(made):
        before, noun = made[: listed.start()], made[listed.end() :]
        doing = words.TWO_VERBS.match(before) or DOES.match(before)
        if (
            "、" in before
            and len(noun) > _GENERAL
            and not (BARE.fullmatch(noun) or words.OF_FIELDS.match(noun))
        ):
            made = f"{doing[0] if doing else ''}{noun}"
        elif got := GOT_EXAMPLES.search(before):
            made = f"{before[: got.end()]}{noun}"
        elif of_many := words.OF_ITS_OWN.fullmatch(noun):
            if of_many["size"]:
                made = f"{before}{noun}"
            elif len(of_many["whose"]) > _GENERAL:
                made = f"{doing[0] if doing else ''}{noun}"
    made = words.LOOSE_LEAD.sub("", words.LOOSE.sub("", made))
    return made or name
