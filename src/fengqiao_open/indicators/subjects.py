"""What a clause is about: its words without those before and after the name in it, and the subject of the
clause before.
"""

from __future__ import annotations

import re
from typing import Final

from . import phrase_words as words
from .amount_words import HOMES, HOMES_BUILT, PROJECTS_NAMED, TRADE, WORKS_COUNTERS
from .clause_words import INSURANCE, LEFT_OUT
from .lexicon import BREAK, STOP, WHOLE
from .places import clause_start, plain
from .sentences import sentence_start

_NEAR: Final = 60  # characters before a place
_CLAUSES: Final = 2  # clauses before it
_SUBJECT: Final = 20  # characters of a subject
_DIGIT: Final = re.compile("[0-9０-９](?!G)")  # 5G is a name


def trimmed(head: str) -> str:
    """A clause without the words before and after the name in it.

    >>> trimmed("全年累计实现旅游综合收入突破")
    '旅游综合收入'
    """
    before = words.BEFORE.match(head)
    head = head[before.end() :] if before else head
    after = words.AFTER.search(head)
    return head[: after.start()] if after else head


def subject_before(text: str, end: int) -> str:
    """What the clause before that of a place is about, blank where it says nothing of it: its subject, or
    what it does.

    >>> for clause in ("环湖大道建设加快推进，完成投资", "深入推进绿色信贷机制，余额", "经济增速逐季回升，总量"):
    ...     print(subject_before(clause, len(clause)))
    环湖大道
    绿色信贷
    经济增速
    """
    own = clause_start(text, 0, end)
    start = clause_start(text, 0, max(own - 1, 0))
    if own and STOP.match(text, own - 1):
        return ""  # of another sentence
    return said_of(plain(text[start : max(own - 1, 0)]))


def said_of(clause: str) -> str:
    """What a clause is about, blank where it says nothing of it.

    >>> said_of("深入推进绿色信贷机制"), said_of("经济增速逐季回升")
    ('绿色信贷', '经济增速')
    """
    if LEFT_OUT.match(clause):
        return ""
    topic = words.TOPIC.match(clause)
    clause = trimmed(clause)
    predicate = words.PREDICATE.search(clause)
    if topic:
        clause = topic["topic"]
        predicate = words.PREDICATE.search(clause, 2)
    found = clause[: predicate.start()] if predicate else clause
    found = words.ROLE.sub("", found)
    if words.AFTER.fullmatch(found):
        return ""
    return found if 1 < len(found) <= _SUBJECT and not _DIGIT.search(found) else ""


def enterprise(text: str, end: int) -> str:
    """The programme that the sentence before a place, or a heading of its own before that, says is carried
    out.

    >>> text = "1．开展竹山基础设施大会战。筹措"
    >>> enterprise(text, text.index("筹措"))
    '竹山基础设施大会战'
    """
    for clause in reversed([*BREAK.split(text[max(0, end - _NEAR) : end])][:-1][-_CLAUSES:]):
        found = words.ENTERPRISE.search(plain(clause))
        if found:
            return found["what"]
    return ""


def trade_before(text: str, end: int) -> str:
    """The trade that a paragraph says last before a place is made to grow.

    >>> text = "大力发展竹能源产业，建成2万吨竹炭项目，实现产值"
    >>> trade_before(text, len(text))
    '竹能源产业'
    """
    *_, found = ("", *(each["of"] for each in TRADE.finditer(text, 0, end)))
    return found


def works_before(text: str, end: int, unit: str) -> str:
    """The works that the sentence before that of a place is about, whose clause has only a verb for
    them: 开工44万套.

    >>> text = "加快推进竹楼建设。全年开工"
    >>> works_before(text, len(text), "套")
    '竹楼'
    """
    start = clause_start(text, 0, end)
    stops = [each.end() for each in STOP.finditer(text, 0, start)]
    if not stops or stops[-1] != start:
        return ""
    before = text[stops[-2] if len(stops) > 1 else 0 : start - 1]
    if unit in WORKS_COUNTERS and (projects := PROJECTS_NAMED.search(before)):
        return projects[0]
    homes = HOMES_BUILT.search(plain(before)) if unit in HOMES else None
    return homes["of"] if homes else ""


def part_before(text: str, end: int, limit: int) -> str:
    """The part of the area that a clause before a place is about, in its sentence: 高新区加快建设，新增企业3家.

    >>> text = "保税区加快发展，新增企业"
    >>> part_before(text, text.index("新增"), len(text))
    '保税区'
    """
    start = sentence_start(text, end)
    found = [*words.OF_PART.finditer(text, start, end)]
    last = found[-1] if found else None
    if (not end or BREAK.match(text, end - 1)) and (own := words.OWN_PART.match(text, end, limit)):
        name = trimmed(own["name"])
        return "" if words.DOES.search(name) or words.AND.search(name) else name
    if not last or last.end() == end or WHOLE.search(text, last.end(), end):
        return ""
    name = trimmed(plain(last["name"]))
    return "" if words.DOES.match(name) else name  # 出台支持新区发展的措施


def insurance_before(text: str, end: int) -> str:
    """The insurance that was named last before a place, in its sentence; blank where none was.

    >>> text = "推进工伤保险试点，参保人数达到9万人"
    >>> insurance_before(text, text.index("参保"))
    '工伤保险'
    """
    start = sentence_start(text, end)
    *_, found = ("", *(each[0] for each in INSURANCE.finditer(text, start, end)))
    return found
