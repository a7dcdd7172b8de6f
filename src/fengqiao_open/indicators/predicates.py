"""The name of things that are counted with what they do behind them: 14个县城供上了暖气."""

from __future__ import annotations

import re
from typing import Final

from . import predicate_words as words
from .clause import Clause
from .clause_words import WORKS
from .phrase_words import ADVERBIAL, AND, BEFORE_NOUN, DOES
from .subjects import trimmed

_NAMED: Final = ("工程", "项目")
_LONGEST: Final = 18  # characters of what things do
_NOUN: Final = 16  # characters of a noun
_SHORT: Final = 8  # characters of a place or kind before a number
_DIGIT: Final = re.compile("[0-9０-９]")
#: The next of a list of things, with its number.
_ITEM: Final = re.compile("(?:、|和|以及)[0-9０-９].*$")


def split(right: str, *, caused: bool = False) -> tuple[str, str] | None:
    """The noun that words after a number begin with, and what its things do; None where they do nothing.

    Args:
        right: the words.
        caused: whether those before the number say that the things are made to do it.

    >>> split("县城供上了暖气"), split("企业创新平台"), split("先进集体在全省受到表彰")
    (('县城', '供上暖气'), None, ('先进集体', '在全省受到表彰'))
    """
    skipped = BEFORE_NOUN.match(right)
    right = words.BASIS.split(right[skipped.end() :] if skipped else right)[0]
    if words.LIST_FIRST.match(right) or words.HOW_FIRST.match(right):
        return None
    for entity in words.ENTITY.finditer(right, 0, _NOUN):
        predicate = words.PREDICATE.match(right, entity.end())
        said = right[entity.end() :]
        if words.SOME_OF.search(right, 0, entity.end()):
            return None  # 111户国企中有100户改制
        made_to = caused and words.MADE_TO.match(said)
        if not predicate or (predicate["maybe"] and words.NOUN_AT_END.search(said) and not made_to):
            continue
        did = words.PARTICLE.sub("", words.HOW.sub("", said))
        did = words.PARTNER.sub("", did)
        did = words.RANKED_TOO.split(did)[0]
        if len(did) > _LONGEST or _DIGIT.search(words.BEST.sub("", did)):
            did = AND.split(did)[0]
        did = words.THINGS.sub("", did)
        if over := words.OVER.match(said) if predicate["more"] else None:
            return right[: entity.end()], f"{over['what']}{over['over']}"
        if predicate["more"]:  # 9个城市新增绿地300亩: the number of what they have more of follows
            did = _DIGIT.split(did)[0].removesuffix("近")
        if 1 < len(did) <= _LONGEST and not _DIGIT.search(words.BEST.sub("", did)):
            return right[: entity.end()], did
        return None
    return None


def doing(clause: Clause) -> str:
    """14个县城供上了暖气, 帮助9万农村人口解决饮水问题: things, named by what they do."""
    if (
        clause.figure.measure
        or clause.quantity not in ("count", "")
        or clause.figure.unit.endswith(words.TIMES)
    ):
        return ""
    head = "" if clause.head.endswith("等") else trimmed(clause.head)
    if covered := words.COVERED.match(clause.right):
        return (
            f"{trimmed(clause.head)}{words.COVERS}{words.OF}{covered['who']}"
            if len(trimmed(clause.head)) > 1
            else ""
        )
    shared = _shared(clause.right)
    if shared[0] and not DOES.match(head):
        joins = clause.head.endswith(words.JOINED)
        return f"{shared[0]}{'' if joins or caused_by(head) else head}{shared[1]}"
    new = words.NEW.fullmatch(head)
    caused = caused_by(head) or caused_by(clause.head)
    if clause.head.endswith(words.JOINED) or (AND.search(head) and not DOES.search(head)):
        head = ""  # 甲站、乙站2个项目: the things by name
    if not (caused or new) and (DOES.search(head) or len(head) > _SHORT):
        return ""
    head = "" if ADVERBIAL.match(head) else head
    found = split(clause.right, caused=caused)
    if not found:
        return ""
    noun, did = found
    noun = of_first_number(_ITEM.sub("", noun))  # 9家钢铁企业、3家焦化企业创A: of the first of a list
    return f"{head}{did}{words.OF}{noun}" if new else f"{did}{words.OF}{'' if caused else head}{noun}"


def of_first_number(noun: str) -> str:
    """A noun without other things in it that have a number of their own: 9个部门8项事项进驻.

    >>> of_first_number("竹部门8项事项"), of_first_number("4A级景区")
    ('竹部门', '4A级景区')
    """
    digit = _DIGIT.search(noun)
    return noun[: digit.start()] if digit and words.ENTITY_END.search(noun, 0, digit.start()) else noun


def caused_by(head: str) -> bool:
    """Whether the words before a number only say that others are to do what follows."""
    return bool(words.CAUSES.fullmatch(head))


def _shared(right: str) -> tuple[str, str]:
    """What is done to the things of a list, and the first of them: 13所学校、8个医院维修加固."""
    listed = words.LISTED.fullmatch(right)
    if listed and split(listed["noun"]):
        return "", ""  # 9家企业上云、8家企业上平台: each did its own
    if listed and (did := split(listed["next"])):  # 20个街区、300座桥实现绿化
        return f"{did[1]}{words.OF}", listed["noun"]
    works = WORKS.match(listed["next"]) if listed else None
    if not listed or not works or works["end"] in _NAMED or listed["noun"].endswith(_NAMED):
        return "", ""
    own = WORKS.fullmatch(listed["noun"])  # 19台锅炉改造、4家企业设施改造: the first has its own
    return (own["verb"], own["noun"]) if own else (works["verb"], listed["noun"])


def bettered(clause: Clause) -> str:
    """整治290个村人居环境, 9个行政村生活污水治理: places, by what of theirs is bettered."""
    if clause.figure.measure or clause.quantity not in ("count", ""):
        return ""
    head, right = trimmed(clause.head), clause.right
    verb = words.BETTERS.fullmatch(head)
    found = words.BETTERED.fullmatch(right) if verb else None
    if verb and found:
        return f"{verb['verb']}{found['what']}{words.OF}{found['who']}"
    by = None if DOES.match(head) else words.BETTERED_BY.fullmatch(right)
    return f"{by['verb']}{by['what']}{words.OF}{by['who']}" if by else ""
