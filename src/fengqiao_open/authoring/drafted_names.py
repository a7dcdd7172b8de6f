"""What a drafted indicator is named by: a number among those of its paragraph, and what it says of the one
before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..figures.figure import Figure
from ..indicators import clauses, continued, lists, phrases, subjects, topics
from ..indicators.amount_words import AMOUNT, CROSSED, MONEY, PROJECTS_OF_MONEY, SIZED, STAGE
from ..indicators.clause import Clause
from ..indicators.clause_words import (
    ADDED,
    ADDED_MONEY,
    BECAME,
    INSURED_ALONE,
    ONE_KIND,
    PART_LISTED,
    ROW_GOES_ON,
    SEEN_TO,
    STEPS,
)
from ..indicators.lexicon import AND
from ..indicators.phrase_words import (
    BARE,
    COUNTING,
    DOES,
    LOOSE_START,
    NEW_ON,
    NOTE,
    OF_MONEY,
    PART,
    SAID_OF,
    WHOLE,
)
from ..indicators.places import clause_start, plain
from ..indicators.proportions import times_of
from ..indicators.quantity_words import ENDS
from .candidates import Proposal

_JOINT: Final = re.compile("[、，的和]")
#: What people gained, where the number before says how many they are: 务工36087人，增收2.89亿元.
_GAINED: Final = re.compile("[增创]收")
_PERSONS: Final = re.compile("[人户]?数$")
#: What a number is a multiple of, and what that is called where it is not printed.
_COMPARED: Final = re.compile(
    "(?:是|为|相当于|比|较|与)(?P<of>[0-9〇零一二三四五六七八九]{4}年(?:增量|年?[底末])?|[上去]年(?:同期|增量|[底末])?|[一二三四五十]+年前|"
    "“?十[一二三四]?五”?(?:时期|期?末)?)"
)
_BASE: Final = "基期"
_YEARS: Final = re.compile("(?<!连续)(?<!提前)(?P<of>[二三四五六七八九十]年)[内间]?(?:实现)?了?$")
_MULTIPLE: Final = re.compile("(?:与[0-9]{4}年相)?(?<!的)倍数(?=$|（)")
_AT_LEAST: Final = re.compile("(?:不低于|不少于|不超过|达到)(?P<of>[一-鿿]{2,})倍数$")
#: Verbs of new things, which the rest of their list are too.
_NEW: Final = re.compile("新[增建]|净增|引进|培育|认定|创[建成]|获[批评]|申[建报]|建成")
_LEAST: Final = 4  # characters of a name
_WORKED: Final = ("count", "area", "length")


@dataclass(frozen=True, slots=True)
class Place:
    """A number of a paragraph with those before and after it.

    Attributes:
        text: the paragraph.
        each: the number.
        last: the one before it, None for the first.
        end: where that ends, 0 for the first.
        following: where the next one starts.
        heading: the heading above.
        base: when it was, where the next number says what it has become; blank otherwise.
    """

    text: str
    each: Proposal
    last: Proposal | None
    end: int
    following: int
    heading: str
    base: str = ""


def base(place: Place, rest: Sequence[Proposal]) -> str:
    """When a number was, where the next of the same, of the same time by its words, says what it has
    become.
    """
    one = place.each
    shares = one.measure == "share"
    # Those of one proportion (9:50:41) become others together.
    row = ROW_GOES_ON.match(place.text, one.figure.end)
    after = next((each for each in rest if each.figure.start >= (row.end() if row else 0)), None)
    if after is None or after.measure != one.measure:
        return ""
    if after.indicator_id not in ("", one.indicator_id) and not shares:
        return ""
    if (after.period, after.status) != (one.period, one.status):
        return ""
    return continued.base_of(place.text, one.figure, place.end, place.following)


def own_name(place: Place, clause: Clause, noun: str, across: str) -> str:
    """What a number counts: by its own noun, or as something said of the number before, also that `across` a
    semicolon.
    """
    text, figure, before = place.text, place.each.figure, clause.before
    between = text[place.end : figure.start]
    if PART_LISTED.search(text, 0, figure.start) and PART not in between:
        between = f"{PART}{between}"
    if before and (
        whole := continued.of_all(before, noun, between)
        or continued.concerning(before, clause.head, clause.right)
        or (not noun and clause.quantity in _WORKED and continued.done_too(before, clause.head))
    ):
        return whole
    if before and PART in between and not noun and (kind := ONE_KIND.search(text[place.end : figure.start])):
        return f"{before.partition('（')[0]}（{kind['kind']}）"
    noun = noun.removeprefix("约") if noun.startswith(f"约{SAID_OF}") else noun
    if not noun and (STEPS.search(between) or BECAME.fullmatch(between)):
        noun = COUNTING.sub("", before)
    if not noun and before and clause.quantity == "money" and ADDED.fullmatch(plain(clause.head)):
        return f"{before}{ADDED_MONEY}"
    if not noun and before and (gained := _GAINED.match(figure.printed)):
        return f"{_PERSONS.sub('', before)}{gained[0]}"
    goes_on = AND.match(plain(between)) and not subjects.trimmed(clause.head)
    if not noun and place.last and (goes_on or lists.joined(text, place.end, figure)):
        noun = before
    did = subjects.trimmed(clause.head)
    if (
        noun in ("", did)
        and not before
        and STAGE.fullmatch(did)
        and (works := subjects.works_before(text, figure.start, figure.unit))
    ):
        return f"{did}{works}"  # 推进竹楼建设。全年开工44万套
    if PROJECTS_OF_MONEY.fullmatch(noun) and between.startswith("，") and before.endswith(MONEY):
        giving = DOES.match(before)
        return f"{before[giving.end() :] if giving else before}{noun}"
    if not noun and DOES.fullmatch(did) and figure.unit.endswith(SEEN_TO):  # 防控疫情，排查562万人次
        noun = f"{before or subjects.subject_before(text, figure.start)}{did}"
    if (
        SIZED.search(before) and OF_MONEY.search(noun) and BARE.fullmatch(noun)
    ):  # of the trade, not of one work
        noun = f"{subjects.trade_before(text, figure.start)}{noun}"
    noun = noun or subjects.subject_before(text, figure.start) or before
    if not before and noun.startswith(SAID_OF):  # 占全省的10%: of what the clause before is about
        before = subjects.subject_before(text, clause_start(text, place.end, figure.start))
    repeated = (place.each.months and noun == before) or (noun.startswith(SAID_OF) and before.endswith(noun))
    of_other = PART in between and clause.quantity == "count" and AMOUNT.search(before)
    repeated, before = bool(repeated), "" if of_other else before  # 投资9亿元，其中5个园区投资3亿元
    own = before if repeated else continued.of_the_same(before, noun, between, whole=WHOLE in figure.printed)
    insured = subjects.trimmed(clause.head)
    if insured in INSURED_ALONE and (insurance := subjects.insurance_before(text, figure.start)):
        own = before = f"{insurance}{insured}"
    if not before and all(BARE.fullmatch(one) for one in AND.split(own)):
        own = continued.of_the_same(across, own, between) if across else own
        own = (
            phrases.of_subject(text, clause_start(text, place.end, figure.start), own) if not across else own
        )
    if own == noun and clause.quantity == "money" and PART in between:
        own = _of_amount(own, before)
    if own == before:  # the same things by another unit: 贫困户16万户、53万人
        own = COUNTING.sub("", own)
    own = LOOSE_START.sub("", shortened(clauses.tidied(CROSSED.sub("", own))))
    own = topics.with_event(topics.with_topic(own, text, figure.start), text, figure.start)
    own = topics.measured(own, text, replace(figure, measure=place.each.measure))
    if PART in between and clause.quantity == "count" and (new := _new_whole(text, figure.start)):
        own = own if DOES.match(own) or "（" in own or not own else f"{new}{own}"
    note = NOTE.match(text)
    if note and own and note["topic"][-2:] not in own:
        return f"{note['topic']}{own}"
    part = subjects.part_before(text, clause_start(text, place.end, figure.start), figure.start)
    return f"{part}{own}" if own and part and part not in own and not own.startswith(part[-2:]) else own


def verb_of_list(name: str, place: Place, clause: Clause) -> str:
    """The verb of new things whose list a name goes on: 新建竹馆9个，竹园4个. Blank where it goes on none."""
    reached = not place.each.figure.printed[0].isdigit()
    goes_on = place.last and clause.head and name.startswith(clause.head) and not DOES.match(name)
    if not goes_on or reached or place.each.measure != "level":
        return ""
    verb = phrases.verb_of_list(place.text, place.end)
    return verb if _NEW.search(verb) else ""


def _of_amount(own: str, before: str) -> str:
    """A part of an amount with what that is of: 投资60亿元，其中竹编化7亿元."""
    of = AMOUNT.search(before)
    return f"{own}{of[0]}" if of and not (ENDS["money"][0].search(own) or DOES.match(own)) else own


def _new_whole(text: str, start: int) -> str:
    """The verb of new things of which a list has parts: 新增企业150家，其中商贸企业40家."""
    before = text[:start].rpartition(PART)[0]
    clause = before[clause_start(before, 0, max(len(before) - 1, 0)) :] if before else ""
    verb = DOES.match(subjects.trimmed(plain(clause)))
    return verb[0] if verb and NEW_ON.fullmatch(verb[0]) else ""


def compared(name: str, text: str, figure: Figure) -> str:
    """A name of a multiple with what it is a multiple of: the year that its clause prints, or that of before.

    >>> from ..figures.scanner import figures
    >>> text = "产值、税收分别是2031年的1.3倍、1.5倍，学位翻番"
    >>> [compared(name, text, each) for name, each in zip(("产值倍数", "学位数倍数"), figures(text)[-2:], strict=True)]
    ['产值相当于2031年的倍数', '学位数相当于基期的倍数']
    """
    if found := _AT_LEAST.search(name):
        return f"{name[: found.start()]}相当于{found['of']}的倍数"
    clause = text[clause_start(text, 0, figure.start) : figure.start]
    years = _YEARS.search(clause)
    before = f"{years['of']}前" if years else _BASE  # 产值五年翻一番
    *_, base = (before, *(found["of"] for found in _COMPARED.finditer(clause)))
    found = _MULTIPLE.search(name)
    return f"{times_of(name[: found.start()], base)}{name[found.end() :]}" if found else name


def shortened(name: str) -> str:
    """A name that is not too long, without the words that it begins with up to a comma or a particle.

    >>> shortened("竹编" * 15 + "、" + "藤编产品数" * 3)
    '藤编产品数藤编产品数藤编产品数'
    """
    while len(name) > phrases.LONGEST:
        found = _JOINT.search(name, 0, len(name) - _LEAST)
        name = name[found.end() :] if found else name[-phrases.LONGEST :]
    return name
