"""Names of numbers that go on with the thing named before them: all of it, what else was done with it, whom it concerns,
and what it was before.
"""

from __future__ import annotations

import re
from typing import Final

from ..figures.figure import Figure
from . import clause_words as words
from .phrase_words import BARE, COUNTING, DOES
from .phrases import trimmed
from .places import clause_start

_NEAR: Final = 10  # characters after a proportion


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
        return f"{thing.removesuffix(noun[1:])}{noun}"
    return thing


def base_of(text: str, figure: Figure, last: int, following: int) -> str:
    """When a number was, where the next says what it has become: 由2015年的65%提升到78%. Blank where it is no such base.

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
    return f"{doing[0]}{thing}" if doing and len(thing) > 1 and not BARE.fullmatch(doing[0]) else ""


def concerning(before: str, head: str, right: str = "") -> str:
    """The name of whom the thing named before concerns: 改造小区12个、涉及3万户.

    >>> concerning("改造老旧小区数", "涉及")
    '改造老旧小区涉及'
    """
    found = words.CONCERNS.fullmatch(head) or (None if trimmed(head) else words.GAINED.match(right))
    if not found or not before:
        return ""
    whom = words.WHOM.match(right) if right and not words.GAINED.match(right) else None
    return f"{COUNTING.sub('', before)}{found['verb']}{whom[0] if whom else ''}"
