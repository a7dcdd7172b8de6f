"""What the sentence of a number is about, for names that say little by themselves: the thing that a clause
without numbers says something of, or the short sentence before that opens a list.
"""

from __future__ import annotations

from typing import Final

from ..figures.figure import Figure
from . import topic_words as words
from .lexicon import BREAK
from .phrase_words import CLASS, COUNTING, DOES
from .places import clause_start, plain
from .sentences import sentence_start
from .subjects import said_of
from .units import GROWTHS, quantity_of

_NEAR: Final = 80  # characters before a number that say what it is about
_SHORTEST: Final = 3  # characters of a topic
_TITLE: Final = 24  # characters of a sentence that opens a list


def with_topic(name: str, text: str, start: int) -> str:
    """A name that says little with what its sentence is about; any other as it is.

    Args:
        name: the name.
        text: the paragraph.
        start: where the number begins.

    >>> text = "完善竹编云网络，注册用户达"
    >>> with_topic("注册用户", text, len(text)), with_topic("注册竹编用户", text, len(text))
    ('竹编云网络注册用户', '注册竹编用户')
    """
    of = COUNTING.sub("", name)
    before = plain(text[:start])
    own, beside = words.BARE_WORKS.match(text, start), words.BESIDE_WORKS.search(before)
    if own and beside and own["works"] == beside["works"]:
        return name.replace(own["works"], f"{beside['of']}{own['works']}", 1)
    doing = DOES.match(of)
    bare = of[doing.end() :] if doing else of
    forms = (of, bare)
    works = any(words.WORKS.fullmatch(each) for each in forms)
    if not works and not any(words.VAGUE.fullmatch(each) for each in forms):
        return name
    topic, where = topic_before(text, start) if of else ("", 0)
    if not topic or topic in name or bare == words.NUMBER or (works and not words.PROGRAMME.search(topic)):
        return name
    if bare and not works and bare in plain(text[where : clause_start(text, 0, start)]):
        return name  # it is named before, of what it is of
    listed = words.OF_LIST.search(before) and not words.PARK.search(topic)
    if works and (listed or topic.endswith(of[-2:])):
        return name
    shared = next((n for n in range(len(of), 0, -1) if topic.endswith(of[:n])), 0)
    return f"{topic}{name[shared:]}"


def with_event(name: str, text: str, start: int) -> str:
    """A name of what was done about officials or after an earthquake, with that; any other as it is.

    >>> text = "严肃查处腐败，立案9件"
    >>> with_event("立案", text, 7), with_event("立案", "农资打假立案9件", 6)
    ('违规违纪立案', '立案')
    """
    near = text[max(start - _NEAR, 0) : start]
    done = words.DISCIPLINED.fullmatch(name)
    if done and words.OF_OFFICIALS.search(near):
        return f"{done['did']}{words.BREACHES}{done['what']}" if done["did"] else f"{words.BREACHES}{name}"
    opens = sentence_start(text, start)
    quake = words.QUAKE.search(text, opens, start) if words.REBUILT.search(name) else None
    return f"{quake['quake']}{words.AFTER_QUAKE}{name}" if quake and words.OF_QUAKE not in name else name


def measured(name: str, text: str, figure: Figure) -> str:
    """A name with what is measured of it, where a report leaves that out: 地方工业增长14%, 国控断面达到Ⅲ类.

    >>> from ..figures.scanner import figures
    >>> for text in ("竹编工业增长14%", "推进竹海湖截污，确保水质稳定在Ⅲ类"):
    ...     print(measured(text[:4] if "工业" in text else "水质", text, figures(text)[0]))
    竹编工业增加值
    竹海湖水质
    """
    if figure.measure in GROWTHS and quantity_of(figure.unit)[0] == "ratio":
        if name == words.ECONOMY[0]:
            return words.ECONOMY[1]
        if name.endswith(words.INDUSTRY[0]):
            return f"{name}{words.INDUSTRY[1]}"
        return f"{name}{words.SIZE}" if words.TRADE.search(name) else name
    if name in words.SPENT_BY_TOURISTS:
        return f"{words.TOURISTS}{name}"
    if name == words.RISK:
        return words.RISK_OF_POVERTY.get(figure.unit[-1:], name)
    if figure.unit != CLASS:
        return name
    if name == words.QUALITY:
        opens = sentence_start(text, figure.start)
        *_, of = ("", *(each["of"] for each in words.WATER.finditer(text[opens : figure.start])))
        return f"{of}{name}"
    waters = None if words.QUALITY in name or DOES.match(name) else words.WATERS.search(name)
    return f"{name[: waters.end('of')]}{words.QUALITY}" if waters else name


def topic_before(text: str, start: int) -> tuple[str, int]:
    """What the sentence of a place is about and where the clause ends that says so; blank where none does.

    >>> for text in ("推广竹编贷款，授信企业9家，发放", "加快实施竹海公路项目。计划", "竹编园区入驻7所院校，师生达"):
    ...     print(topic_before(text, len(text))[0])
    竹编贷款
    竹海公路项目
    竹编园区
    """
    opens = sentence_start(text, start)
    end = start
    for clause in reversed(BREAK.split(text[opens:start])[:-1]):
        end = text.rfind(clause, opens, end) if clause else end
        if found := _topic(clause):
            return found, end + len(clause)
    before = sentence_start(text, max(opens - 1, 0))
    title = text[before : max(opens - 1, 0)]
    return (_topic(title), opens) if len(title) <= _TITLE else ("", 0)


def _topic(clause: str) -> str:
    """The thing that a clause is about."""
    clause = words.BRINGS.sub("", plain(clause))
    inhabited = words.INHABITED.match(clause)
    found = inhabited["where"] if inhabited else said_of(clause)
    found = words.GOES_ON.sub("", found)
    thing = words.THING.search(found) and not words.NO_TOPIC.search(found)
    return found if len(found) >= _SHORTEST and thing else ""
