"""Finds every number in Chinese official prose, with its value and kind.

One regular expression, built from `patterns`, finds candidates. `values` computes their values, `filters`
decides whether they are quantities, and `context` interprets the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from . import filters as judge
from .context import Before, before, before_rank, clause, growth_after, qualifier_after, signed
from .figure import Figure
from .gaps import close_gaps, has_gaps
from .lexicon import POINTS, UNITS, compiled
from .lists import shared_bounds
from .numerals import MAGNITUDE, MAGNITUDES, plain_signs
from .patterns import NAMED, PATTERN, RULES
from .values import Match, Reading, read
from .variants import plain_numerals

if TYPE_CHECKING:
    import pandas

_RULES: Final = {rule.name: rule for rule in RULES}
#: Rules that read the words before a figure.
_READING: Final = frozenset(rule.name for rule in RULES if rule.kind == "quantity")
_COUNTING: Final = ("quantity", "threshold")
_ORDERS: Final = ("place", "lead", "top")
#: Shapes that already hold their own qualifier or take none.
_COMPLETE: Final = (*_ORDERS, "limit", "coverage", "zero")
#: What may stand between the figures of a list, so that what is said of the first holds for the next.
_LISTED: Final = ("、", "和", "与", "及", "以及", "、分别", "和约", "、约")
#: 2.16和1.66个百分点, 10.9个和6.4个百分点, 23.2万和22.4万人: what a later member of a list completes.
_NEXT: Final = "(?:(?:[、和与及至到]|以及)(?:分别)?[约近超]?-?[0-9]+(?:\\.[0-9]+)?)"
_LATER_UNIT: Final = rf"(?:{_NEXT}(?:{MAGNITUDE}|个)?){{0,5}}{_NEXT}(?P<scale>{MAGNITUDE})?(?P<unit>{UNITS})?"
#: 占比由30%提高到45%: the second is as much a share as the first.
_TURNED: Final = re.compile("[^，。；、]{0,5}[到至为]")
_PART: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
#: 占全省的80%、全国的10%: another whole, of which the second is a share.
_OF_ANOTHER: Final = re.compile("[、和与及][一-鿿]{1,8}的")
#: 分别增长46%和1.4倍: by how much things grew, in either.
_GROWN: Final = ("growth", "growth_yoy")
_RATES: Final = {"%", "倍"}
_LONGEST_NAME: Final = 20
_PURPOSE: Final = 6  # characters after a figure that may say what it is for: 最高50万元补助
_HAN: Final = re.compile("[一-鿿]")


def figures(text: str) -> list[Figure]:
    """Every figure of a text, in order; a paragraph is a line.

    >>> for figure in figures("规上企业8家，产值同比增长30%"):
    ...     print(figure.printed, figure.value, figure.unit, figure.measure or "level", figure.kind)
    8家 8 家 level quantity
    同比增长30% 30 % growth_yoy quantity
    """
    return [
        figure
        for number, line in enumerate(text.split("\n"), 1)
        if line
        for figure in shared_bounds(_joined(_line(number, line)), line)
    ]


def extract(text: str) -> pandas.DataFrame:
    """The numbers of a Chinese text: a row per number, in order.

    Columns: `paragraph` (the line, from 1), `start` and `end` (characters in it), `printed`, `value` and
    `upper` (`Decimal`, in the printed magnitude; `upper` only of a range), `unit`, `qualifier`, `measure`,
    `kind` and `ground`, the reason of the kind.

    >>> extract("固定资产投资21.3亿元")[["printed", "value", "unit"]].to_dict("records")
    [{'printed': '21.3亿元', 'value': Decimal('21.3'), 'unit': '亿元'}]
    """
    import pandas

    if not isinstance(text, str):
        raise TypeError(f"extract() takes text, not {type(text).__name__}.")
    columns = [name for name in Figure.__slots__ if name != "shared"]
    rows = [tuple(getattr(figure, name) for name in columns) for figure in figures(text)]
    return pandas.DataFrame(rows, columns=columns)


@lru_cache(maxsize=2**14)
def parse(printed: str) -> Figure | None:
    """Read a printed figure on its own; None if it holds no number.

    >>> parse("同比下降4.86%").value, parse("近3亿").qualifier, parse("各一所").shared
    (Decimal('-4.86'), 'nearly', True)
    >>> parse("稳步提升") is None
    True
    """
    found = figures(printed)
    return next((figure for figure in found if figure.kind in _COUNTING), found[0] if found else None)


class _Candidate(NamedTuple):
    """One match in its paragraph.

    Attributes:
        attached: its clause as far as no other figure holds it.
        left: its clause since the last amount.
        previous: the last figure that counts.
    """

    number: int
    text: str
    plain: str
    match: Match
    attached: str
    left: str
    previous: Figure | None


def _line(number: int, text: str) -> Iterator[Figure]:
    """The figures of one paragraph, names of several pieces still apart."""
    if not has_gaps(text):
        yield from _closed_up(number, text)
        return
    closed, places = close_gaps(text)
    for figure in _closed_up(number, closed):
        start, end = places[figure.start], places[figure.end - 1] + 1
        yield replace(figure, start=start, end=end, printed=text[start:end])


def _closed_up(number: int, text: str) -> Iterator[Figure]:
    """The figures of a paragraph that has no space within a figure."""
    plain = plain_numerals(text)
    floor = 0
    previous: Figure | None = None
    since = 0
    search = compiled(PATTERN).search
    while match := search(plain, floor):
        start = match.start()
        if previous and plain[previous.end : start] != "的":  # 完成计划20亿元的85%: the clause goes on
            since = previous.end
        left = attached = ""
        if match.lastgroup in _READING:
            left = clause(plain, start, since)
            attached = left[max(0, len(left) - (start - floor)) :]
        here = _Candidate(number, text, plain, match, attached, left, previous)
        if match.lastgroup == "ratio" and judge.composes(match, plain):
            yield from _shares(here)
            floor = since = match.end()
            continue
        figure = _figure(here)
        yield figure
        floor = figure.end
        if figure.kind in _COUNTING:
            previous = figure


def _shares(here: _Candidate) -> Iterator[Figure]:
    """三次产业结构2.5:55.5:42 is three shares."""
    for part in _PART.finditer(here.match.group()):
        start, end = (here.match.start() + at for at in part.span())
        place = here.number, start, end, here.text[start:end]
        yield Figure(*place, Decimal(part.group()), None, "%", "exact", "share", *judge.COUNTED, shared=False)


def _joined(found: Iterable[Figure]) -> Iterator[Figure]:
    """Touching pieces of one name put together: 四分 and 三化 are 四分三化."""
    last: Figure | None = None
    for figure in found:
        touching = last and last.end == figure.start < last.start + _LONGEST_NAME
        if last and touching and last.ground == figure.ground == NAMED:
            last = replace(last, end=figure.end, printed=last.printed + figure.printed, value=None)
            continue
        if last:
            yield last
        last = figure
    if last:
        yield last


def _figure(here: _Candidate) -> Figure:
    """The figure of a candidate: read, judged, and if it counts, seen with the words beside it."""
    match, plain = here.match, here.plain
    rule = _RULES[match.lastgroup or ""]
    reading = read(rule.name, match)
    kind, ground = rule.kind, rule.ground
    start, end = match.span()
    if rule.name == "amount":
        reading = _with_unit_of_list(reading, plain, end)
        kind, ground = judge.amount(reading, match, plain, here.attached)
    elif rule.name == "place":
        kind, ground = judge.place(match, plain, here.left)
    elif rule.name == "lead":
        kind, ground = judge.lead(match, here.left)
    elif rule.name == "top":
        kind, ground = judge.top(match, plain)
    elif rule.name == "zero" and judge.nought(plain, start):
        kind, ground, end = "quantity", "nought as an amount", start + 1
    elif rule.kind == "quantity" and rule.name != "coverage" and judge.quoted(plain, start, end):
        kind, ground = "name", NAMED
    if kind == "quantity":
        return _counted(here, rule.name, reading, ground, end)
    alone = ground == NAMED and end - start == 1 and _HAN.match(plain, end)
    if alone and not compiled(PATTERN).match(plain, end):
        end += 1  # 三 of 三改一拆 is printed 三改
    printed = here.text[start:end]
    return Figure(here.number, start, end, printed, reading.value, None, "", "", "", kind, ground, False)


def _counted(here: _Candidate, shape: str, reading: Reading, ground: str, end: int) -> Figure:
    """A figure that counts, with qualifiers, sign and measure from the words before and after it."""
    match, plain = here.match, here.plain
    start, kind, after, turn = match.start(), "quantity", "", 0
    if shape in _ORDERS:
        context = before_rank(here.attached)
    elif shape in _COMPLETE:
        context = Before()
    else:
        sign = signed(here.text, plain, start, here.attached, reading.unit)
        left, attached = (here.left[:-1], here.attached[:-1]) if sign else (here.left, here.attached)
        bare = match.group()[0] in MAGNITUDES or judge.passes(plain, start, end)
        right = plain[end : end + _PURPOSE]
        context = before(left, attached, reading.unit, bare=bare, right=right)
        context = _listed(context, here, reading.unit, start - abs(sign))
        if sign:
            level = _is_next_level(here, reading.unit, start - 1)
            context = context.with_sign(sign, left, attached, reading.unit, level=level)
        end, after = qualifier_after(plain, end)
        if not context.measure and reading.unit:
            end, turn = growth_after(plain, end)
        if judge.sorts(match, plain, end, context, after):
            kind, ground = judge.SORTING
    measure = "growth" if turn else context.measure
    if shape == "doubling":
        measure = ""  # twice as much, whatever the verb
    value, upper = reading.value, reading.upper
    if (turn or context.sign) < 0:
        value, upper = (None if bound is None else bound.copy_negate() for bound in (value, upper))
    qualifier = context.qualifier or after or reading.qualifier or "exact"  # 400余元以上 is at least 400
    if context.qualifier == "at_most" and after == "about":
        qualifier = "about"
    first = start - context.reach
    place, worth = (here.number, first, end, here.text[first:end]), (value, upper, reading.unit)
    return Figure(*place, *worth, qualifier, measure, kind, ground, context.shared)


def _with_unit_of_list(reading: Reading, plain: str, end: int) -> Reading:
    """2.16和1.66个百分点: the first of a list takes its unit, or the rest of it, from a later one."""
    if reading.unit and reading.unit != "个" and not MAGNITUDES.issuperset(reading.unit):
        return reading
    later = compiled(_LATER_UNIT).match(plain, end)
    if later is None:
        return reading
    scale, unit = later["scale"] or "", later["unit"] or ""
    if not reading.unit:
        return reading._replace(unit=scale + unit)
    if reading.unit == "个":
        return reading._replace(unit=unit) if unit in POINTS and unit[0] == "个" else reading
    return reading._replace(unit=reading.unit + unit) if scale else reading


def _is_next_level(here: _Candidate, unit: str, start: int) -> bool:
    """Whether a number is the next of a list of levels: 利润率分别为-2.1%、-3.2%."""
    previous = here.previous
    listed = previous is not None and here.plain[previous.end : start] in _LISTED
    return bool(listed and previous and previous.unit == unit and not previous.measure)


def _listed(context: Before, here: _Candidate, unit: str, start: int) -> Before:
    """分别增长10.2%和10.1%: what is said of the first of a list holds for the next, which starts with its sign."""
    previous = here.previous
    if context.measure or previous is None or previous.measure in ("", "rank"):
        return context
    gap = here.plain[previous.end : start]
    turned = previous.measure == "share" and (_TURNED.fullmatch(gap) or _OF_ANOTHER.fullmatch(gap))
    alike = unit == previous.unit or (previous.measure in _GROWN and {unit, previous.unit} <= _RATES)
    if gap and not ((gap in _LISTED or turned) and alike):
        return context
    # 分别增长-2.1%和3.2%: a sign that is printed is that of its own number.
    worded = start == here.match.start() and not set(plain_signs(previous.printed)) & {"-", "负"}
    sign = -1 if worded and previous.value is not None and previous.value < 0 else 1
    return context._replace(measure=previous.measure, sign=sign)
