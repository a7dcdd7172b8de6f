"""Names of numbers that go on with the thing named before them: all of it, what else was done with it, whom
it concerns, what it was before, and what is said of the same or of a part of it.
"""

from __future__ import annotations

import re
from typing import Final

from ..figures.figure import Figure
from . import amount_words, phrase_words, topic_words
from . import clause_words as words
from .amount_words import IN_USE_LENGTH, LENGTH
from .phrase_words import BARE, COUNTING, DOES
from .places import clause_start, plain
from .subjects import trimmed

_NEAR: Final = 10  # characters after a proportion
_GENERAL: Final = 3  # characters of a noun that says little: 项目
_RATE: Final = 2  # characters of a rate that says little
_LONG: Final = 12  # characters of a part that is named
_TOTAL: Final = "总量"
_SHORT: Final = 5  # characters of a part that is not named by itself: 其中省级3家


def of_all(before: str, noun: str, between: str) -> str:
    """The name of all things after that of the new ones: 新增企业6户、达到236户. Blank where this is not said.

    >>> of_all("新增铁路营运里程", "总里程", "、总里程达到"), of_all("新增股权投资企业数", "", "，累计")
    ('铁路营运总里程', '股权投资企业')
    """
    new = words.NEW.match(before)
    grew = None if new else words.GREW.fullmatch(before)
    if not (new or grew) or not words.ALL.search(between) or (noun and not noun.startswith("总")):
        return ""
    thing = grew["thing"] if grew else COUNTING.sub("", before[new.end() :]) if new else ""
    if noun.startswith("总"):
        same = thing.rfind(noun[1:])  # 装机容量, 总装机
        whole = same > 0 and words.SAME_MEASURE.fullmatch(thing, same + len(noun) - 1)
        return f"{thing[:same] if whole else thing}{noun}"
    return thing


def base_of(text: str, figure: Figure, last: int, following: int) -> str:
    """When a number was, where the next says what it has become: 由2015年的65%提升到78%. Blank where it is no such
    base.

    The numbers of a proportion (由9:50:41调整为8:49:43) are bases together.

    >>> from ..figures.scanner import figures
    >>> for text in ("占比由2015年的65%提升到78%", "标准由每人每年240元提高到280元"):
    ...     one, two = (each for each in figures(text) if each.kind == "quantity")
    ...     base_of(text, one, 0, two.start)
    '2015年'
    '调整前'
    """
    start, end = figure.start, figure.end
    if row := words.IN_ROW.search(text, 0, start):
        start, last = row.start(), 0
    if row := words.ROW_GOES_ON.match(text, end):
        end = row.end()
        following = end + _NEAR
    head = text[clause_start(text, last, start) : start]
    found = words.BASE.search(head)
    if not found or not words.BECAME.match(text[end:following]):
        return ""
    return found["year"] or words.BEFORE_CHANGE


def in_a_row(text: str, start: int, end: int, following: int) -> bool:
    """Whether a number only says for how many years what follows holds, or of which class it is.

    >>> in_a_row("占比连续五年保持在50%以上", 4, 6, 9), in_a_row("断面Ⅲ类水质比例达90%", 2, 4, 9)
    (True, True)
    """
    if words.OF_CLASS.match(text, start) and not words.COMMA.search(text, end, following):
        return True
    return text[:start].endswith("连续") and not words.COMMA.search(text, end, following)


def done_too(before: str, head: str) -> str:
    """The name of what else was done with the thing named before: 开工社区304个，建成117个.

    >>> done_too("开工农村社区数", "建成"), done_too("农村社区数", "建成农房")
    ('建成农村社区', '')
    """
    completed = words.COMPLETED.fullmatch(head)
    doing = re.search("完成", head) if completed else DOES.fullmatch(trimmed(head))
    of = COUNTING.sub("", before.partition("（")[0])
    first = DOES.match(of)
    thing = of[first.end() :] if first else of
    if doing and not first and (begun := words.BEGUN.search(of)):
        return f"{of[: begun.start()]}{doing[0]}{of[begun.end() :]}"
    if carried := None if first else phrase_words.CARRIED_OUT.fullmatch(of):
        thing = f"{carried['who']}{carried['thing']}"  # 市区实施项目9个、竣工3个
    return f"{doing[0]}{thing}" if doing and len(thing) > 1 and not BARE.fullmatch(doing[0]) else ""


def concerning(before: str, head: str, right: str = "") -> str:
    """The name of whom the thing named before concerns: 改造小区12个、涉及3万户.

    >>> concerning("改造老旧小区数", "涉及")
    '改造老旧小区涉及'
    """
    serves = words.SERVES.match(trimmed(head))
    of = COUNTING.sub("", before).rpartition("的")[2]
    if serves and words.SERVED.search(of) and not words.IN_ALL.match(head):  # 博物馆免费开放，接待观众
        doing = DOES.match(of)
        return f"{of[doing.end() :] if doing else of}{serves['what']}"
    found = words.CONCERNS.fullmatch(head) or (None if trimmed(head) else words.GAINED.match(right))
    if not found or not before:
        return ""
    whom = (
        words.WHOM.match(right)
        if right and not found.groupdict().get("who") and not words.GAINED.match(right)
        else None
    )
    of = words.MONEY_OF.sub("", COUNTING.sub("", before))
    who = found.groupdict().get("who") or ""
    if not (who or whom) and (gains := words.GAINS.match(right)):
        who = gains[0]  # 带动3万人增收
    return f"{of}{found['verb']}{who}{whom[0] if whom else ''}"


def of_the_same(before: str, noun: str, between: str, *, whole: bool = False) -> str:
    """The name of what is said of the thing named before, or of a part of it; the noun itself where it is its
    own.

    >>> of_the_same("改造山塘数", "总投资", "，总投资"), of_the_same("养老驿站数", "省级", "，其中省级")
    ('改造山塘总投资', '养老驿站（省级）')
    """
    stem = words.SHARE_SAID.sub("", phrase_words.COUNTING.sub("", before))
    if words.ONLY_PLACES.fullmatch(noun) and stem and whole:
        doing = phrase_words.DOES.match(stem)
        return f"{stem[doing.end() :] if doing else stem}{noun}"
    if stem and words.FALL_CHANGED.match(noun):
        return f"{stem}{noun}"
    if noun in words.OUTPUTS and (area := words.OF_CROPS.search(stem)):
        return f"{stem[: area.start()]}{words.OUTPUTS[noun]}{area['kind'] or ''}"
    deputies, suggestions, full = topic_words.SUGGESTIONS
    if noun == suggestions and deputies in before:  # 人大议案3件、建议9件
        return full
    if topic_words.BROUGHT.fullmatch(noun) and stem.endswith(topic_words.BY_WORKS):
        doing = phrase_words.DOES.match(stem)  # 建成竹编项目9个，新增产值3亿元
        return f"{stem[doing.end() :] if doing else stem}{noun}"
    verb = phrase_words.DOES.match(noun)
    bare = noun[verb.end() :] if verb else noun
    if phrase_words.LEVEL.fullmatch(bare) and phrase_words.LEVEL.search(before):
        return phrase_words.LEVEL.sub(bare, stem, count=1)
    if level := phrase_words.LEVEL_ALONE.fullmatch(noun):
        return f"{stem}（{level['level']}）" if stem else noun
    if stem and phrase_words.OVER_MONEY.fullmatch(noun) and f"{noun}{phrase_words.ABOVE}" in between:
        return f"{stem}（{noun}{phrase_words.ABOVE}）"
    if stem and phrase_words.PART in between and amount_words.OVER_SAID.fullmatch(noun):
        return f"{stem}（{noun}）"
    if phrase_words.ARRIVED.fullmatch(noun) and (agreed := phrase_words.AGREED.search(before)):
        return f"{before[: agreed.start()]}{noun}"
    if noun in phrase_words.RECEIPTS and stem.endswith(phrase_words.RECEIPTS):
        return f"{stem[: -len(noun)]}{noun}"
    if noun in amount_words.TAKINGS and (tourists := amount_words.TOURISTS.search(stem)):
        return f"{stem[: tourists.start()]}{amount_words.TOURISM}{noun}"
    grows = amount_words.RANK_SAID.sub("", stem)
    if noun in phrase_words.PER_HEAD and (phrase_words.GROWS.search(grows) or grows.endswith(_TOTAL)):
        return grows if grows.startswith(noun) else f"{noun}{grows}"
    place = words.OF_PLACE.match(before) or words.PLACE_SAID.search(before)
    goes_on = phrase_words.AND.match(between) or (place and between.startswith("，"))
    if phrase_words.ELSEWHERE.fullmatch(noun) and before and goes_on:
        if place and not place.start() and noun.endswith(words.PLACES):
            rest = words.ACHIEVES.sub("", before[place.end() :])
            return f"{noun}{rest}" if len(rest) > _GENERAL else f"{before}（{noun}）"
        return f"{before[: place.start()] if place and place.start() else before}（{noun}）"
    if noun in phrase_words.HERDS and (herd := phrase_words.HERD.search(stem)):
        return f"{stem[: herd.start()]}{noun}"
    if noun in phrase_words.HERDS and (herd := phrase_words.HERDED.search(stem)):
        return f"{herd[0]}{noun}"
    if phrase_words.PART in between and (limit := words.OVER_SUM.match(noun)):
        kind = noun[limit.end() :]
        if kind and stem.endswith(kind) and words.OVER_SUM.search(stem):
            return words.OVER_SUM.sub(limit[0], stem, count=1)
        found = stem.find(kind) if kind else -1
        return f"{stem[:found]}{noun}" if found > 0 else noun
    if same := _of_level(stem, noun):
        return same
    if phrase_words.PART in between and noun.endswith(topic_words.SHARES) and _GENERAL <= len(noun) < _LONG:
        doing = phrase_words.DOES.match(stem)  # 到位外资3亿元，其中制造业占比50%
        of = stem[doing.end() :] if doing else stem
        return f"{of}{topic_words.WITHIN}{noun}" if of and noun[:_GENERAL] in between else noun
    if phrase_words.PART in between and (same := _of_the_kind(stem, noun)):
        return same
    rate = noun.endswith(phrase_words.RATED)
    if rate and len(noun) > _RATE and stem.startswith(noun[:-1]) and len(stem) > len(noun):
        return f"{phrase_words.BESIDE.sub('', stem[len(noun) - 1 :])}{noun}"  # 治理水土面积9万亩，治理率70%
    if rate and (named := stem.find(noun[:-1])) > 0 and len(noun) > _RATE:
        return f"{stem[:named]}{noun}"  # 水土流失治理面积9万亩，治理率70%
    if amount_words.RATE_OF_WORKS.fullmatch(noun) and amount_words.FUNDS_IN.search(stem):
        return f"{amount_words.OF_WORKS}{noun}"  # 到位资金9亿元，开工率80%
    stem = phrase_words.ONE_RATE.sub("", stem) if rate else stem  # 注册率、开工率: one is not of the other
    in_all = noun.startswith(phrase_words.TOTAL) or IN_USE_LENGTH.fullmatch(noun)
    priced = noun in amount_words.PRICES
    doing = phrase_words.DOES.match(stem) if rate or in_all or priced else None
    if doing and (not rate or len(stem) - doing.end() > _GENERAL):
        stem = stem[doing.end() :]
    if noun.startswith((phrase_words.SAID_OF, phrase_words.EQUALS)):
        return f"{before}{noun}"
    if phrase_words.PER_UNIT_TOO.fullmatch(noun) and (per := phrase_words.PER_UNIT.match(before)):
        return f"{per[0]}{noun}"
    if in_all:
        stem = words.ADDED_LATE.sub("", amount_words.APPLIED.sub("", stem)).removesuffix(LENGTH)
    if state := words.STATE_OF.fullmatch(noun):
        return _in_state(stem, state[0])
    if phrase_words.PART in between and len(noun) < _SHORT:
        if not stem:
            return noun
        above = phrase_words.ABOVE if f"{noun}{phrase_words.ABOVE}" in between else ""
        return f"{stem.partition('（')[0]}（{noun}{above}）"
    if not all(phrase_words.BARE.fullmatch(one) for one in phrase_words.AND.split(noun)):
        return noun
    stem = amount_words.RANK_SAID.sub("", stem)
    if noun.endswith(amount_words.EXTENTS) and stem.endswith(noun[-2:]) and stem != noun:
        stem = words.NEW.sub("", stem[:-2])  # 新增铁路里程9公里，通车里程80公里
    of_output = phrase_words.OF_MONEY.search(noun) or noun.endswith((phrase_words.CAPACITY, amount_words.SUM))
    if of_output and len(beside := phrase_words.BESIDE.sub("", stem)) != 1:
        stem = phrase_words.ONE_RATE.sub("", beside)  # 总资产、营业收入: one is not of the other
    shared = next((n for n in range(len(noun), 0, -1) if stem.endswith(noun[:n])), 0)
    return f"{stem}{noun[shared:]}"  # 研发投入, 投入强度


def unbracketed(name: str) -> str:
    """A name without what is in brackets, but for the kind of a crop, whose output is another.

    >>> unbracketed("果园面积（梨）"), unbracketed("竹园数（其二）")
    ('果园面积（梨）', '竹园数')
    """
    return name if words.OF_CROPS.search(name) else plain(name)


def _in_state(stem: str, state: str) -> str:
    """The name of the same things in another state: 新签约项目9个、落地5个; 通车里程580公里、在建187公里.

    >>> _in_state("新签约竹编项目", "落地"), _in_state("高速公路通车里程", "在建")
    ('落地竹编项目', '在建高速公路里程')
    """
    thing = words.IN_USE.sub("", stem)
    doing = phrase_words.DOES.match(thing)
    thing = thing[doing.end() :] if doing else thing
    return f"{state}{thing}" if thing else state


def _of_level(stem: str, noun: str) -> str:
    """The name of the same things of another level: 争创竹路全国示范县1个、省级示范县3个. Blank where they are others.

    >>> _of_level("争创竹路全国示范县", "争创省级示范县")
    '争创竹路省级示范县'
    """
    doing = phrase_words.DOES.match(noun)
    own = noun[doing.end() :] if doing else noun
    found = phrase_words.LEVELLED.fullmatch(own)
    same = phrase_words.LEVELLED.search(stem) if found else None
    return f"{stem[: same.start()]}{own}" if found and same and same["thing"] == found["thing"] else ""


def _of_the_kind(stem: str, noun: str) -> str:
    """The name of a kind of the things before, with their verb: 引进项目9个，其中外资项目2个. Blank where it is none.

    >>> _of_the_kind("引进竹编项目", "外资项目"), _of_the_kind("引进竹编项目", "外资企业")
    ('引进外资项目', '')
    """
    doing = phrase_words.DOES.match(stem)
    alike = doing and len(noun) > _GENERAL and noun.endswith(stem[-2:]) and doing.end() < len(stem) - 1
    return f"{doing[0]}{noun}" if doing and alike and not phrase_words.DOES.match(noun) else ""
