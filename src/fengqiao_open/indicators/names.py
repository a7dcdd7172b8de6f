"""The names of the catalogue in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import Final

from . import lexicon
from .catalogue import Indicator, indicators, pattern, pieces

_HAN: Final = re.compile("[一-鿿]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an indicator in a text."""

    indicator: Indicator
    start: int
    end: int


def names_in(text: str, fits: Callable[[Indicator], bool]) -> list[Name]:
    """The names in a text, in order; none that is within a longer one. Of two that are one, that which fits.

    Of two that fit, that whose alias has fewer forms: it says just that.

    >>> [each.indicator.indicator_id for each in names_in("规模以上工业总产值和社零", lambda _: True)]
    ['gross-industrial-output', 'retail-sales']
    """
    found: list[tuple[int, Name]] = []
    index = _index()
    for pair in dict.fromkeys(_in(text)):
        for indicator, alias, parts, forms in index.get(pair, ()):
            if not all(part in text for part in parts):
                continue
            spans = (each.span() for each in _compiled(alias).finditer(text))
            found += ((forms, Name(indicator, *span)) for span in spans if not _of_all(text, span[0]))
    found.sort(key=lambda one: (_noun(text, one[1]), not fits(one[1].indicator), *_place(one[1]), one[0]))
    kept: list[Name] = []
    for _, name in found:
        if all(name.end <= other.start or name.start >= other.end for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)


def _place(name: Name) -> tuple[int, int]:
    """The longest first, and of those the last."""
    return name.start - name.end, -name.start


def _of_all(text: str, start: int) -> bool:
    """Whether a name would begin within the words of the whole area: 全省绿色矿山 are not 省绿色矿山."""
    return start > 0 and text[start] in "省市县区" and bool(lexicon.WHOLE.match(text, start - 1))


def _noun(text: str, name: Name) -> int:
    """How long a name is without its verbs, negated: 改造老旧小区 is as long as 老旧小区."""
    return name.start + _verbs(text, name) - name.end


def _verbs(text: str, name: Name) -> int:
    """How long the verbs are that a name begins with."""
    verbs = lexicon.VERBS.match(text, name.start, name.end)
    return len(verbs[0]) if verbs else 0


def refused(name: Name, text: str, after: int = 0) -> str:
    """Why a name does not count where it is printed: `veto` or `modified`; "" if it does.

    Words before `after`, where the name before it in a list ends, are no veto.

    >>> [found] = names_in("反季节蔬菜产量", lambda _: True)
    >>> refused(found, "反季节蔬菜产量")
    'modified'
    """
    around = f"{text[after : name.start]}·{text[name.end :]}"
    if any(veto in around or _begins_before(veto, text, name) for veto in name.indicator.vetoes):
        return "veto"
    start = max((each.end() for each in lexicon.AND.finditer(text, 0, name.start)), default=0)
    left = text[start : name.start]
    free = lexicon.LEAD.search(left)
    before = left[: free.start()] if free else left
    changed = (before and _HAN.match(before[-1])) or (
        not _verbs(text, name) and lexicon.NARROWER.search(left)
    )
    return "modified" if changed else ""


def _begins_before(veto: str, text: str, name: Name) -> bool:
    """Whether a veto begins before a name and ends within it: 新能源 before and in 能源投资."""
    found = text.find(veto, max(name.start - len(veto) + 1, 0), name.end)
    return -1 < found < name.start < found + len(veto)


def listed(
    names: Sequence[Name], text: str, fits: Callable[[Indicator], bool] = lambda _: True
) -> tuple[str, ...]:
    """The identifiers of the list that ends with the last name, blank where a member is no name.

    A member may lack the end that the last has: 生猪、肉牛出栏量.

    >>> text = "小麦、地区生产总值和固定资产投资"
    >>> listed(names_in(text, lambda _: True), text)
    ('', 'gross-regional-product', 'fixed-asset-investment')
    """
    made = ["" if _of_trade(names[-1], text) else names[-1].indicator.indicator_id]
    end = names[-1].start
    before = {name.end: name for name in names[:-1]}
    while joined := lexicon.JOINED.search(text, 0, end):
        name = before.get(joined.start())
        if name and not refused(name, text[: name.end]) and not _of_trade(name, text):
            made.insert(0, name.indicator.indicator_id)
            end = name.start
        else:
            end = max((each.end() for each in lexicon.AND.finditer(text, 0, joined.start())), default=0)
            if lexicon.EACH in text or not lexicon.DOING.fullmatch(text, end, joined.start()):
                member = text[end : joined.start()]  # 新建、养护农村公路 is a list of verbs
                made.insert(0, _completed(member, text[names[-1].start : names[-1].end], fits))
    return tuple(made)


def _of_trade(name: Name, text: str) -> bool:
    """Whether a name is of the trade named before it in a list: 税收 of 民营经济增加值和税收 is not all of it."""
    return text[name.start : name.end] in lexicon.OF_TRADE and bool(lexicon.TRADE.search(text, 0, name.start))


def _completed(member: str, last: str, fits: Callable[[Indicator], bool]) -> str:
    """The indicator of a member of a list with the end of the last one, blank where there is none."""
    lead = lexicon.LEAD.match(member)
    bare = member[lead.end() :] if lead else member
    for at in range(1, len(last)):
        name = f"{bare}{last[at:]}"
        found = [each for each in names_in(name, fits) if each.end - each.start == len(name)]
        if bare and found and not refused(found[0], name):
            return found[0].indicator.indicator_id
    return ""


@cache
def _index() -> dict[str, list[tuple[Indicator, str, list[str], int]]]:
    """The names by pairs of characters, one of which each must hold, with the parts in every form and how
    many those are.
    """
    names = [(each, alias, pieces(alias)) for each in indicators().values() for alias in each.names]
    often = Counter(
        pair for *_, parts in names for members in parts for member in members for pair in _in(member)
    )
    made: dict[str, list[tuple[Indicator, str, list[str], int]]] = {}
    for indicator, alias, parts in names:
        fixed = [
            members[0]
            for members in parts
            if len(members) == 1 and not any(short in members[0] for short in lexicon.SPLIT)
        ]
        for pair in _pairs(parts, often):
            made.setdefault(pair, []).append((indicator, alias, fixed, prod(map(len, parts))))
    return made


@cache
def _compiled(alias: str) -> re.Pattern[str]:
    """An alias to search for, compiled when a text first needs it."""
    return re.compile(pattern(alias))


def _pairs(parts: Sequence[tuple[str, ...]], often: Mapping[str, int]) -> set[str]:
    """Pairs of characters, one of which is in every form of an alias; the rarest, as each is looked at for
    its names.
    """
    best: set[str] = set()
    least = 0
    for members in parts:
        if all(len(each) > 1 for each in members):
            pairs = {pair for each in members for pair in _rarest(each, often)}
            number = sum(often[pair] for pair in pairs)
            if not best or number < least:
                best, least = pairs, number
    return best or {form[:2] for form in _forms(parts)}


def _rarest(member: str, often: Mapping[str, int]) -> tuple[str, ...]:
    """The rarest pair of a part of an alias; where it is but a word that has several forms, one of each."""
    for short, forms in lexicon.SPLIT.items():
        if short in member:
            rest = max(member.split(short), key=len)
            return _rarest(rest, often) if len(rest) > 1 else forms
    return (min(_in(member), key=often.__getitem__),)


def _in(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


def _forms(parts: Sequence[tuple[str, ...]]) -> set[str]:
    """Every form of an alias that has no longer part; such are short."""
    made = {""}
    for members in parts:
        made = {f"{before}{each}" for before in made for each in members}
    return made
