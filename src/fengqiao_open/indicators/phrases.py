"""The name of what a number counts, from the words around it, where the catalogue has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..figures.figure import Figure
from . import phrase_words as words
from .lexicon import BREAK, STOP
from .places import clause_start, plain
from .units import quantity_of

LONGEST: Final = 30
_REACH: Final = 28  # characters after a number that may name what it counts
_PLACE: Final = 8  # characters: what is longer before a number is no place of what follows it
#: Quantities whose thing is named before the number.
_NEVER_BEFORE: Final = ("ratio", "time", "energy", "power", "concentration", "intensity", "price")
_GROWN: Final = "growth"
_LONGEST_VERB: Final = 4
_PREDICATE: Final = 16  # characters of what things did that names them
_SHORT: Final = 5  # characters of a part that is not named by itself: 其中省级3家
_OF_THE_LAST: Final = ("growth", "growth_yoy", "rank", "ratio_to_target")


def phrase(text: str, figure: Figure, last: int, following: int) -> str:
    """The words that name what a number counts, blank where there are none of its own.

    Args:
        text: the paragraph.
        figure: the number.
        last: where the number before ends, 0 for the first.
        following: where the next number starts.

    >>> from ..figures.scanner import figures
    >>> for text in ("全市新建农村公路35公里", "新增3家养老驿站，", "养老驿站达到12家"):
    ...     print(phrase(text, figures(text)[0], 0, len(text)))
    新建农村公路
    新增养老驿站
    养老驿站
    """
    start = clause_start(text, last, figure.start)
    head = plain(text[start : figure.start]).strip("）)·")
    list_verb = ""
    if last and start == last:  # what goes before the first 、 is of the number before
        joined = words.JOINS.search(head)
        if joined and not joined.start():
            list_verb = _verb_of_list(text, last)
        head = head[joined.end() :] if joined else head.removeprefix("的")
    if figure.measure in _OF_THE_LAST:
        head = words.COMPARED.sub("", head)
    examples = words.EXAMPLES.search(head)
    head = trimmed(head)
    head = head if len(head) > 1 and words.HAN.search(head) else ""
    grown = words.GROWN.match(figure.printed)
    before = (figure.measure and not grown) or quantity_of(figure.unit)[0] in _NEVER_BEFORE
    noun = "" if before else _after(text, figure, following)
    if noun and grown:
        return f"{grown[0]}{noun}"
    doing = words.DOES.match(head)
    if head and not doing and quantity_of(figure.unit)[0] == "count" and not words.BARE.fullmatch(head):
        head = f"{list_verb}{head}"
    if not head or (words.ONLY_DOING.fullmatch(head) and not words.BARE.fullmatch(head)):
        return f"{head}{noun}"[:LONGEST] if noun else ""
    if noun and (examples or len(head) > _PLACE):
        return f"{doing[0] if doing else ''}{noun}"
    if noun:
        return f"{head}{noun}"
    if late := words.LATE.fullmatch(head):
        head = f"{late['verb']}{late['noun']}"
    if words.BARE.fullmatch(head):
        return subject_before(text, start) + head
    return head[-LONGEST:]


def _verb_of_list(text: str, last: int) -> str:
    """The verb of the list that goes on after a number: 新增中学2所、小学3所."""
    clause = trimmed(plain(text[clause_start(text, 0, last) : last]))
    verb = words.DOES.match(clause)
    return verb[0] if verb and len(verb[0]) <= _LONGEST_VERB else ""


def members(text: str, figure: Figure, last: int) -> tuple[str, ...]:
    """The names that 分别 before a number gives to it and those after it, none where there are not several.

    >>> from ..figures.scanner import figures
    >>> text = "制扇、制伞产值分别达3亿元和2亿元"
    >>> members(text, figures(text)[0], 0)
    ('制扇产值', '制伞产值')
    """
    start = clause_start(text, last, figure.start)
    clause = plain(text[start : figure.end])
    each = words.EACH.search(clause)
    if not each:
        return ()
    named = trimmed(words.COMPARED.sub("", clause[: each.start()]))
    listed = [one for one in words.AND.split(named) if one]
    end = words.MEASURED.search(listed[-1]) if listed else None
    if len(listed) < 2:
        return ()
    stem = words.COUNTING.sub("", listed[0])
    if listed[0] in words.SIDES and listed[-1].startswith(words.SIDES):
        return tuple(one if one == listed[-1] else f"{one}{listed[-1][2:]}" for one in listed)
    return tuple(
        f"{stem}{one}"
        if number and words.BARE.fullmatch(one)
        else one
        if not end or words.MEASURED.search(one)
        else f"{one}{end[0]}"
        for number, one in enumerate(listed)
    )


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


def joined(text: str, last: int, figure: Figure) -> bool:
    """Whether a number is the next of a list: only 、 or 和 is between it and the one before.

    >>> from ..figures.scanner import figures
    >>> text = "分别达3亿元和2亿元"
    >>> joined(text, figures(text)[0].end, figures(text)[1])
    True
    """
    return bool(words.AND.fullmatch(plain(text[last : figure.start]))) and figure.printed[0] not in words.OWN


def trimmed(head: str) -> str:
    """A clause without the words before and after the name in it.

    >>> trimmed("全年累计实现旅游综合收入突破")
    '旅游综合收入'
    """
    before = words.BEFORE.match(head)
    head = head[before.end() :] if before else head
    after = words.AFTER.search(head)
    return head[: after.start()] if after else head


def _after(text: str, figure: Figure, following: int) -> str:
    """The noun that follows a number."""
    right = plain(text[figure.end : min(following, figure.end + _REACH)])
    skipped = words.BEFORE_NOUN.match(right)
    right = right[skipped.end() :] if skipped else right
    if words.NO_NOUN.match(right):
        return ""
    end = words.NOUN_END.search(right)
    noun = (right[: end.start()] if end else right).rstrip("、和及与的并")
    if words.BARE.fullmatch(noun):  # 7家企业入选龙头企业: what they did names them
        stop = BREAK.search(right)
        predicate = (right[: stop.start()] if stop else right)[len(noun) :]
        said = 2 < len(predicate) <= _PREDICATE and not any(each.isdigit() for each in predicate)
        return f"{predicate}{words.OF}{noun}" if said else noun
    return noun if len(noun) > 1 else ""


def subject_before(text: str, end: int) -> str:
    """The subject of the clause before that of a place, blank where it has none.

    >>> subject_before("环湖大道建设加快推进，完成投资2亿元", 11)
    '环湖大道'
    """
    *_, start, own = (0, 0, *(each.end() for each in BREAK.finditer(text, 0, end)))
    clause = trimmed(plain(text[start : max(own - 1, 0)]))
    predicate = words.PREDICATE.search(clause)
    found = clause[: predicate.start()] if predicate else clause
    return found if 1 < len(found) <= 14 and not any(each.isdigit() for each in found) else ""


def named(noun: str, figure: Figure, measure: str, quantity: str) -> str:
    """A name in the form of the catalogue: with what is measured at its end.

    >>> from ..figures.scanner import figures
    >>> [length], [count] = figures("35公里"), figures("3家")
    >>> named("新建农村公路", length, "level", "length"), named("新增养老驿站", count, "level", "count")
    ('新建农村公路里程', '新增养老驿站数')
    """
    if measure in _OF_THE_LAST or quantity not in words.ENDS:
        return noun
    if words.WHOLE in figure.printed:
        return f"{noun}{words.COVERED}"
    has, added = words.ENDS[quantity]
    if measure == "share":
        added = "占比"
    if figure.unit == words.TIMES[0] and not measure.startswith(_GROWN):
        added = words.TIMES[1]
    elif has.search(noun):
        return noun
    if quantity == "count":
        added = words.COUNTERS.get(quantity_of(figure.unit)[1], "数")
    elif quantity == "length" and words.PIPES.search(noun):
        added = "长度"
    elif quantity == "time" and figure.unit == words.DAYS[0]:
        added = words.DAYS[1]
    return f"{noun}{added}" if not noun.endswith(added[:1]) else f"{noun}{added[1:]}"


def grown(name: str) -> str:
    """The quantity of a name of which only growth is printed.

    >>> grown("接待游客人次"), grown("冷链产值")
    ('count', 'money')
    """
    return next((quantity for end, quantity in words.GROWING if end.search(name)), "money")


def theme(texts: Sequence[str]) -> str:
    """The theme of the first text that has a word of one; blank where none has.

    >>> theme(["新建农村公路里程"]), theme(["某数", "教育质量不断提升"])
    ('transport', 'education')
    """
    for text in texts:
        best = max(
            (
                (word not in words.WEAK, text.rfind(word) + len(word), len(word), name)
                for name, listed in words.THEMES.items()
                for word in listed.split()
                if word in text
            ),
            default=(False, 0, 0, ""),
        )
        if best[3]:
            return best[3]
    return ""


def of_the_same(before: str, noun: str, between: str) -> str:
    """The name of what is said of the thing named before, or of a part of it; the noun itself where it is its own.

    >>> of_the_same("改造山塘数", "总投资", "，总投资"), of_the_same("养老驿站数", "省级", "，其中省级")
    ('改造山塘总投资', '养老驿站（省级）')
    """
    stem = words.COUNTING.sub("", before)
    if words.LEVEL.fullmatch(noun) and words.LEVEL.search(before):
        return words.LEVEL.sub(noun, stem, count=1)
    if noun in words.RECEIPTS and before.endswith(words.RECEIPTS):
        return f"{before[: -len(noun)]}{noun}"
    if noun.startswith(words.TOTAL) and (doing := words.DOES.match(stem)):
        stem = stem[doing.end() :]
    if noun.startswith(words.SAID_OF):
        return f"{before}{noun}"
    if words.PART in between and len(noun) < _SHORT:
        return f"{stem}（{noun}）"
    return f"{stem}{noun}" if words.BARE.fullmatch(noun) else noun


def nature(name: str) -> str:
    """Whether a name is of something at a point in time or over a period.

    >>> nature("贷款余额"), nature("新增贷款")
    ('stock', 'flow')
    """
    return "stock" if words.STOCK.search(name) else "flow"


def clause_before(text: str, figure: Figure) -> str:
    """The words of its sentence before a number, the last of them.

    >>> from ..figures.scanner import figures
    >>> text = "教育发展。种茶增收，达到3万元"
    >>> clause_before(text, figures(text)[0])
    '种茶增收，达到'
    """
    start = max((each.end() for each in STOP.finditer(text, 0, figure.start)), default=0)
    return text[max(start, figure.start - _REACH) : figure.start]


def ends_sentence(text: str, end: int, figure: Figure) -> bool:
    """Whether a sentence ends between the end of a number and the next."""
    return bool(STOP.search(text, end, figure.start))
