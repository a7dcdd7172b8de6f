"""Money that is named by what it is for or what it is worth: 投入3亿元，改造泵站; 总投资5亿元的竹编项目."""

from __future__ import annotations

import re
from typing import Final

from . import purpose_words as words
from .amount_words import WORKS
from .clause import Clause
from .phrase_words import AND, COUNTING, DOES
from .places import clause_start, plain
from .subjects import enterprise, subject_before

_LONGEST_PURPOSE: Final = 22
_LEAST: Final = 6  # characters of a purpose
_COUNTED: Final = re.compile(
    "[近约超]?[0-9.．]+[万亿]?(?:个方面|平方米|平方公里|公里|万?[个所处座名户条家项件台套人亩](?!口))(?:以上|多)?[、的]?"
)

_ONLY: Final = "专项"  # 专项用于
#: What money raises: 投入3亿元，将低保标准提高到6元.
_RAISED: Final = re.compile(
    "[，,]?[将把](?P<what>[一-鿿、]{4,20}?(?:标准|水平|待遇|补贴|补助))(?:分别|统一|又)?(?:[由从][^，。；]{1,12})?(?:提高|提标|上调|提升)"
)


def worth(clause: Clause) -> str:
    """总投资5亿元的9个竹编项目: the money of what follows it."""
    said_of = words.WORTH_SAID.search(clause.head) if clause.quantity in ("money", "power") else None
    found = words.WORTH.match(clause.text[clause.figure.end :]) if said_of else None
    of = plain(found["of"]) if found else ""
    return f"{of}{said_of['what']}" if of and said_of and not DOES.match(of) else ""


def given(clause: Clause) -> str:
    """投入3亿元，改造泵站12处: money, named by what it is for."""
    giving = words.GIVEN.match(clause.head)
    if clause.quantity != "money" or not giving or clause.figure.measure:
        return ""
    end = re.search("[。；;！？]", clause.text[clause.figure.end :])
    rest = clause.text[clause.figure.end :][: end.start() if end else None]
    kind = words.MONEY_KIND.match(plain(rest))
    if kind:  # 安排3亿元扶贫资金
        return f"{giving['verb']}{kind['kind']}"
    rest = words.MONEY_AFTER.sub("", rest)
    money = giving["money"] or ("" if giving["verb"] == "投资" else "资金")
    if whom := words.TO_WHOM.match(plain(rest)):  # 安排3亿元对敬老院给予补贴
        return f"{whom['whom']}{whom['what']}{giving['verb']}{money}"
    if raised := _RAISED.match(plain(rest)):  # 投入3亿元，将低保标准提高到6元
        return f"提高{raised['what']}{giving['verb']}{money}"
    found = words.PURPOSE.match(uncounted(plain(rest[:60])))
    purpose = words.AGAIN.sub("", found["purpose"].rstrip("、了和及")) if found else ""
    purpose = "" if purpose.startswith(words.RESULTS) else purpose
    told = (
        DOES.match(purpose)
        or words.DONE_WITH.match(purpose)
        or rest.lstrip("，").removeprefix(_ONLY).startswith(words.PURPOSES)
    )
    purpose = words.DONE_WITH.sub("", purpose)
    purpose = purpose if len(purpose) < _LONGEST_PURPOSE else AND.split(purpose)[0]
    if told and 1 < len(purpose) < _LONGEST_PURPOSE:
        return f"{purpose}{giving['verb']}{money}"
    start = clause_start(clause.text, clause.last, clause.figure.start)
    subject = enterprise(clause.text, start) or subject_before(clause.text, start)
    told_before = clause_start(clause.text, 0, max(start - 1, 0)) >= clause.last
    put = giving["verb"] in words.PUT or (giving["verb"] in words.HANDED_OUT and told_before)
    if subject and (put or subject.endswith(words.ENTERPRISES)):
        return f"{subject}{giving['verb']}{money}"
    of = COUNTING.sub("", clause.before)
    doing = DOES.match(of)
    of = of[doing.end() :] if doing else of
    if money and WORKS.fullmatch(of):  # 实施援建项目200个，落实资金3亿元
        return f"{of}{giving['verb']}{money}"
    payer = words.PAYER.search(clause.head)
    return f"{payer[0] if payer else ''}{giving['verb']}{money}" if money and not clause.before else ""


def uncounted(rest: str) -> str:
    """Words without the numbers before the thing that they name, and cut where it is named.

    >>> uncounted("，改造30个、7.6万平方米农村校舍"), uncounted("，改造供水加压泵站612处、管网3公里")
    ('，改造农村校舍', '，改造供水加压泵站')
    """
    while found := _COUNTED.search(rest):
        if found.start() > _LEAST:
            return rest[: found.start()]
        rest = rest[: found.start()] + rest[found.end() :]
    return rest
