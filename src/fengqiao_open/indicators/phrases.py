"""The name of what a number counts, from the words around it, where the catalogue has none."""

from __future__ import annotations

from typing import Final

from ..figures.figure import Figure
from . import phrase_words as words
from .amount_words import EMITTED, LESS_OF
from .clause_words import LEFT_OUT
from .counted import cut
from .lexicon import BREAK, STOP
from .places import clause_start, plain
from .predicate_words import BASIS, DONE_BY, SIZE_FIRST
from .quantity_words import (
    ABOVE_ALL,
    AND_THEN,
    AT_LEAST,
    BATCHES,
    COUNTERS,
    ENDS,
    EXTENT,
    EXTENTS,
    GROWING,
    OF_FIRMS,
    PIPES,
    STOCK,
    TOTAL_OUTPUT,
    WITH_OTHERS,
)
from .sentences import sentence_start
from .subjects import subject_before, trimmed
from .units import quantity_of

LONGEST: Final = 40
_REACH: Final = 28  # characters after a number that may name what it counts
_PLACE: Final = 8  # characters: what is longer before a number is no place of what follows it
#: Quantities whose thing is named before the number.
_NEVER_BEFORE: Final = ("ratio", "time", "energy", "power", "concentration", "intensity", "price")
_LONG_PLACE: Final = 18
_SHORT_NOUN: Final = 4
_LONGEST_HEAD: Final = 26
_GROWN: Final = "growth"
_LONGEST_VERB: Final = 6
_PREDICATE: Final = 16  # characters of what things did that names them
_GENERAL: Final = 3  # characters of a noun that says little: 项目
#: Quantities whose verb goes on in a list: 建成农田3万亩、渠道5公里.
_LISTED: Final = ("count", "area", "length", "volume")
_EXTENT: Final = ("area", "length", "volume")
_MONEY: Final = "money"
_PRODUCED: Final = ("mass", "volume", "energy")
_GROWTHS: Final = ("growth", "growth_yoy")
_OF_THE_LAST: Final = (*_GROWTHS, "rank", "ratio_to_target")


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
        ends = bool(words.JOINS.fullmatch(head[-1:]))  # 新增8家竹社和竹联社、9个竹坊: nothing of its own
        if joined and (not joined.start() or joined[0] == words.COMMA or ends):
            list_verb = verb_of_list(text, last)
        head = "" if ends else head[joined.end() :] if joined else head.removeprefix("的")
    elif last and start == last + 1 and not words.OF_ALL.search(head):
        list_verb = _new_before(text, last, figure)
    if figure.measure in _OF_THE_LAST or figure.unit == words.TIMES[0]:
        head = LEFT_OUT.sub("", words.YEARLY.sub("", words.COMPARED.sub("", head)))
    if figure.measure == "rank" and words.RANKED_AT.match(head):
        head = ""
    head = words.WORTH_BEFORE.sub("", DONE_BY.sub(r"\g<did>", head))
    raw, examples = head, words.EXAMPLES.search(head)
    rising = (
        words.RISING.search(head) if not figure.measure and quantity_of(figure.unit)[0] in _LISTED else None
    )
    head = f"{trimmed(head).replace(AT_LEAST, '')}{rising[0] if rising else ''}"
    head = head if len(head) > 1 and words.NAMES.search(head) else ""
    if (
        head
        and last
        and start == last
        and words.FOR_THEM.search(text, 0, last)
        and not words.DOES.match(head)
    ):
        head = f"{words.FOR}{head}"
    grown = words.GROWN.match(figure.printed)
    before = (
        figure.unit == words.CLASS
        or (figure.measure and not grown)
        or quantity_of(figure.unit)[0] in _NEVER_BEFORE
    )
    noun = "" if before else _after(text, figure, following)
    if noun and grown:
        return f"{grown[0]}{noun}"
    doing = words.DOES.match(head)
    elsewhere = words.ELSEWHERE.fullmatch(head)
    if head and not (doing or elsewhere or words.BARE.fullmatch(head)) and _goes_on(list_verb, figure):
        head = f"{list_verb}{head}"
    if head in words.TRADED and quantity_of(figure.unit)[0] == "money":
        return head
    if not head or (words.ONLY_DOING.fullmatch(head) and not words.BARE.fullmatch(head)):
        if noun and not head and not words.DOES.match(noun) and _goes_on(list_verb, figure):
            head = list_verb
        return f"{head}{noun}" if noun else ""
    if noun and len(noun) < _GENERAL and (of := words.ONE_OF.search(raw)):
        verb = words.DOES.match(head)  # of 甲、乙等8个项目, one is named
        example = trimmed(of["example"])
        example = example.removeprefix(verb[0]) if verb else example
        return f"{verb[0] if verb else ''}{example}等{noun}"
    long = examples or len(head) > _PLACE
    if noun and long and raw.endswith(words.OF) and len(noun) <= _SHORT_NOUN and len(head) <= _LONGEST_HEAD:
        return f"{head}{words.OF}{noun}"  # 获得国债资金支持的73个项目
    of_money = quantity_of(figure.unit)[0] == _MONEY and words.GIVEN_MONEY.fullmatch(noun)
    if of_money and doing and not examples and len(head) <= _LONGEST_HEAD:
        return f"{head}{noun}"
    if noun == words.TASKS:
        return f"{head}{noun}"
    of_which = _is_noun(head) and not words.LISTS.search(raw)
    if noun and not of_which and long:
        if raw.endswith(words.OF) and words.OF in noun:
            return noun  # 纳入清单的9个项目完成销号
        last_doing = "" if raw.endswith(words.AND_SO_ON) else _last_doing(head, bool(examples))
        return f"{doing[0] if doing else last_doing}{noun}"
    if noun:
        out = words.REACHING_OUT.search(raw)
        return f"{head}{out[0] if out else ''}{noun}"
    if words.WHOLE not in figure.printed and (late := words.LATE.fullmatch(head)):
        if carried := words.CARRIED_OUT.fullmatch(late["noun"]):
            return f"{carried['who']}{carried['thing']}{late['verb']}"  # 州直实施棚户区改造9160套
        named_late = words.STARTING.sub("", late["noun"]).removeprefix(late["verb"])
        head = f"{late['verb']}{named_late}"
    if words.BARE.fullmatch(head):
        of_sum = quantity_of(figure.unit)[0] == _MONEY  # 争取项目9个、投资额5亿元
        if list_verb and _goes_on(list_verb, figure) and not (of_sum or head.startswith(words.ALL_OF_IT)):
            return f"{list_verb}{head}"
        return of_subject(text, start, head) if _tells(text, last, start) else head
    measured = head.partition(words.SAID_OF)[0] if words.SAID_OF in head else ""
    if measured and words.BARE.fullmatch(measured):  # 民营经济壮大，增加值占生产总值的比重
        return of_subject(text, start, head)
    return head


def _is_noun(head: str) -> bool:
    """Whether the words before a number say of which the things are: 中央和省环保督察年度17项整改任务."""
    if words.OF_WHICH.search(head):
        return True
    return len(head) <= _LONG_PLACE and not (words.DOES.search(head) or words.ADVERBIAL.search(head))


def of_subject(text: str, start: int, head: str) -> str:
    """What is measured of the subject of the clause before the one that begins at a place.

    >>> of_subject("经济增速逐季回升，总量跨上", 9, "总量"), of_subject("粮食生产喜获丰收，总产", 9, "总产")
    ('经济总量', '粮食总产')
    """
    subject = subject_before(text, start)
    if subject.endswith(head):
        return subject
    if head.startswith((TOTAL_OUTPUT, *words.TOTAL)):
        subject = words.RUNS.sub("", subject)
    return (words.BESIDE.sub("", subject) if words.OF_MONEY.search(head) else subject) + head


def _tells(text: str, last: int, start: int) -> bool:
    """Whether the clause before has no number, so that its subject tells what a bare name is of."""
    return (
        not last or last <= clause_start(text, 0, max(start - 1, 0)) or bool(STOP.search(text, last, start))
    )


def _goes_on(list_verb: str, figure: Figure) -> bool:
    """Whether the verb of a list is of a number in it too: 减免税费8亿元、电费2亿元, and not 完成投资8亿元、税收2亿元."""
    quantity = quantity_of(figure.unit)[0]
    if figure.measure in _OF_THE_LAST:
        return False
    if quantity in _LISTED or (quantity == _MONEY and words.PAID.fullmatch(list_verb)):
        return True
    return bool(words.REMOVED.fullmatch(list_verb))


def _last_doing(head: str, at_end: bool = False) -> str:
    """The last verb of the words before a number, with the few words behind it: 针对疫情出台扶贫十条措施.

    Args:
        head: the words.
        at_end: whether only a verb that they end with counts.

    >>> _last_doing("针对企业困难出台扶持"), _last_doing("环湖大道沿线")
    ('出台扶持', '')
    """
    verbs = [
        each
        for each in words.DOES.finditer(head)
        if len(each[0]) > 1 and not (words.NOUN_LIKE.fullmatch(each[0]) and each.end() < len(head))
    ]
    last = head[verbs[-1].start() :] if verbs and len(head) - verbs[-1].start() <= _PLACE else ""
    return "" if at_end and not words.DOES.fullmatch(last) else last


def verb_of_list(text: str, last: int) -> str:
    """The verb of the list that goes on after a number: 新增中学2所、小学3所."""
    clause = trimmed(plain(text[clause_start(text, 0, last) : last])).removeprefix(ABOVE_ALL)
    first = words.DIGIT.search(clause)
    verb = words.DOES.match(clause) or words.DOES_LAST.search(clause[: first.start()] if first else "")
    if per := words.PER.match(clause):
        return per[0]
    verb = verb or words.NEW_WITHIN.search(clause)
    found = words.NOUN_VERBS.sub("", verb[0]) if verb else ""
    return found if 1 < len(found) <= _LONGEST_VERB else ""


def _new_before(text: str, last: int, figure: Figure) -> str:
    """The verb of new things in the clause before, where they are counted alike: 新增中心120家，实验室5家."""
    verb = verb_of_list(text, last)
    before = text[:last].rstrip(words.ABOUT)
    firms = figure.unit in OF_FIRMS and before.endswith(OF_FIRMS)
    alike = firms or (before.endswith(figure.unit) and figure.unit)
    return verb if alike and words.NEW_ON.fullmatch(verb) and text[last] in "，," else ""


def _after(text: str, figure: Figure, following: int) -> str:
    """The noun that follows a number."""
    size = SIZE_FIRST.match(text, figure.end) if following == figure.end else None
    start = size.end() if size else figure.end  # 6个10万千瓦竹电项目
    right = text[start : start + _REACH if size else min(following, start + _REACH)]
    right = plain(words.QUOTED.sub(lambda quoted: quoted[0].replace("、", ""), right))
    right = BASIS.split(right)[0]
    right = words.IN_ONE.sub("", right)
    skipped = words.BEFORE_NOUN.match(right)
    if not (quantity_of(figure.unit)[0] == _MONEY and right.startswith(words.SUPPORT)):
        right = right[skipped.end() :] if skipped else right
    if right.startswith(words.TASKS) and quantity_of(figure.unit)[0] == "count":
        return words.TASKS
    if words.NO_NOUN.match(right):
        return ""
    if quantity_of(figure.unit)[0] == "count":
        right = cut(right, figure.unit)
    if quantity_of(figure.unit)[0] in _EXTENT:
        right = WITH_OTHERS.sub("", right)
    end = words.NOUN_END.search(right)
    right = right if end or following > figure.end + _REACH else words.NEXT_OF.sub("", right)
    noun = words.NO_THING.sub("", words.LOOSE_END.sub("", right[: end.start()] if end else right))
    if words.BARE.fullmatch(noun):  # 7家企业入选龙头企业: what they did names them
        stop = BREAK.search(right)
        predicate = (right[: stop.start()] if stop else right)[len(noun) :].partition("、")[0]
        said = (
            2 < len(predicate) <= _PREDICATE
            and predicate[0] != words.AMONG
            and not any(each.isdigit() for each in predicate)
        )
        return f"{predicate}{words.OF}{noun}" if said else noun
    return noun if len(noun) > 1 else ""


def named(noun: str, figure: Figure, measure: str, quantity: str) -> str:
    """A name in the form of the catalogue: with what is measured at its end.

    >>> from ..figures.scanner import figures
    >>> [length], [count] = figures("35公里"), figures("3家")
    >>> named("新建农村公路", length, "level", "length"), named("新增养老驿站", count, "level", "count")
    ('新建农村公路里程', '新增养老驿站数')
    """
    if noun.endswith("）"):  # what is measured goes before the brackets
        of, _, brackets = noun.rpartition("（")
        return f"{named(of, figure, measure, quantity)}（{brackets}"
    if figure.unit.endswith(words.HOUSEHOLDS[0]) and noun.endswith(words.HOUSEHOLDS[1]):
        return f"{noun.removesuffix(words.HOUSEHOLDS[1])}{words.HOUSEHOLDS[2]}"
    if not quantity_of(figure.unit)[1] and words.MEASURED.search(noun):
        return noun  # a cell of a table, whose unit is in another
    if quantity == "rank":
        return noun if noun.endswith(words.RANKED) else f"{noun}{words.RANKED[0]}"
    if measure in _GROWTHS and words.YIELDS.match(figure.printed) and not noun.endswith(words.YIELD):
        return f"{noun}{words.YIELD}"  # 油料增产5%
    if measure in _GROWTHS and quantity == _MONEY and noun.endswith(words.PER_HEAD):
        return f"{noun}{words.RECEIPTS[0]}"  # 农户户均增收2600元
    if measure in _GROWTHS and quantity == "count":
        noun = words.MORE_OF.sub("", noun)
        counted = quantity_of(figure.unit)[0] == quantity
        if (counted and not ENDS[quantity][0].search(noun)) or words.COUNTED_THINGS.search(noun):
            counter = quantity_of(figure.unit)[1] if counted else ""
            return f"{noun}{COUNTERS.get(counter, '数')}"
    if measure in _GROWTHS and (less := LESS_OF.match(noun)):  # 压减竹炭用量9吨: less of it
        noun = noun[less.end() :]
        noun += next((amount for end, amount in EMITTED if end.search(noun)), "")
    if quantity_of(figure.unit)[1] in words.PERSONS_BY:
        noun = noun.removesuffix(words.TASKS) or noun  # 完成2万人搬迁任务
    counted = quantity_of(figure.unit)[1] in words.WORKS_BY and noun.endswith(words.OUTPUT)
    ended = words.ENDED.search(noun) and not counted  # 淘汰落后产能4760项
    if measure in _OF_THE_LAST or quantity not in ENDS or ended:
        return noun
    if words.WHOLE in figure.printed:
        noun = noun.rpartition(AND_THEN)[2]
        noun = words.COVERING.sub("", words.REACHING.sub("", noun)) or noun
        if noun.endswith(words.RATED):
            return noun
        return f"{noun}{words.COVERED}"
    has, added = ENDS[quantity]
    if measure == "share":
        added = words.SHARE[words.SAID_OF in noun]
    if figure.unit == words.TIMES[0] and not measure.startswith(_GROWN):
        added = words.TIMES[1]
    elif has.search(noun):
        return noun
    made = quantity in _PRODUCED or quantity_of(figure.unit)[1] in words.MADE_BY
    if made and noun.startswith(words.PRODUCED[0]) and len(noun) > _GENERAL:
        return f"{noun.removeprefix(words.PRODUCED[0])}{words.PRODUCED[1]}"
    if quantity == _MONEY and words.FUNDING.search(noun):
        added = words.FUNDS
    if quantity == "count" and words.CONTAINERS.search(noun):
        added = words.THROUGHPUT
    elif quantity == "count" and noun.endswith(words.CARRIED):
        added = "量"
    elif quantity == "count":
        counter = COUNTERS.get(quantity_of(figure.unit)[1], "数")
        added = "数" if words.PEOPLE.search(noun) and counter != BATCHES else counter
    elif quantity == "length" and noun.endswith(EXTENTS):
        added = EXTENT
    elif quantity == "length" and PIPES.search(noun):
        added = "长度"
    elif quantity == "time" and figure.unit == words.DAYS[0]:
        added = words.DAYS[1]
    alike = noun.endswith(added[:1]) and not noun.endswith(words.SURFACE)
    return f"{noun}{added[1:]}" if alike else f"{noun}{added}"


def grown(name: str) -> str:
    """The quantity of a name of which only growth is printed.

    >>> grown("接待游客人次"), grown("冷链产值")
    ('count', 'money')
    """
    return next((quantity for end, quantity in GROWING if end.search(name)), "money")


def nature(name: str) -> str:
    """Whether a name is of something at a point in time or over a period.

    >>> nature("贷款余额"), nature("新增贷款")
    ('stock', 'flow')
    """
    return "stock" if STOCK.search(name) else "flow"


def clause_before(text: str, figure: Figure) -> str:
    """The words of its sentence before a number, the last of them.

    >>> from ..figures.scanner import figures
    >>> text = "教育发展。种茶增收，达到3万元"
    >>> clause_before(text, figures(text)[0])
    '种茶增收，达到'
    """
    start = sentence_start(text, figure.start)
    return text[max(start, figure.start - _REACH) : figure.start]


def ends_sentence(text: str, end: int, figure: Figure) -> bool:
    """Whether a sentence ends between the end of a number and the next."""
    return bool(STOP.search(text, end, figure.start))


def ends(text: str, end: int, figure: Figure) -> bool:
    """Whether more than a semicolon is between the end of a number and the next."""
    return any(each[0] not in "；;" for each in STOP.finditer(text, end, figure.start))
