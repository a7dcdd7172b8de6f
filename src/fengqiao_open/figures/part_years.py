"""The part of a year that a number is of: 上半年完成1亿元, 1—10月增长5%, 截至11月底到位3亿元.

A schema has one year for a number. What a part of it has is no number of the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .figure import Figure
from .numerals import numeral

_MONTH: Final = "(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_TO: Final = r"\s?[-—－–~～至到]+\s?"
#: Words of a part of a year. A range of months begins with the first, or it says when something was done.
PART: Final = (
    rf"(?P<half>[上下])半年(?!度?(?:工作|经济|会))|前(?P<quarters>[一二三两1-3])个?季度|[一1][、和]?(?:{_TO})?(?P<to>[二三23])季度"
    r"|第?(?P<quarter>[一二三四1-4])季度"
    rf"|(?<![0-9.年月十])(?P<since>[0-9]{{4}}年)?[1一]\s?月?份?{_TO}(?P<until>{_MONTH})\s?月份?(?![0-9日])|前(?P<months>{_MONTH})个月"
    rf"|(?:截[至止]到?|[至到])(?:今年|去年|[0-9]{{4}}\s?年)?\s?(?P<end>{_MONTH})\s?月(?:份?[底末]|份|中旬|上旬|下旬|\s?[0-9]{{1,2}}\s?日)"
    rf"|(?<![0-9.年月十至到—－–~～-])(?P<month>1[0-2]|[1-9])\s?月(?:(?P<at>份?[底末])(?!前)|份|(?![0-9日底末份初中上下起至到以前内间—－–~～-]))"
)
_PART: Final = re.compile(PART)
#: Between two of a list: 一季度、上半年、前三季度分别增长2%、3%、5%.
_AND: Final = ("、", "和")
_ALL_YEAR: Final = "全年"
#: The same, and the end of the year, beside which a month alone (12月完成1亿元) is a part; else it dates an event.
YEAR: Final = re.compile("全年|(?<![去上前])年[底末]|12\\s?月份?[底末]")
#: Words of another time, after which a number is of no part of a year.
_WHOLE: Final = re.compile(
    "全年|年[末底]|年度(?!任务|计划|目标)|[去今前]年|上年|本年|(?:19|20)[0-9]{2}\\s?年|[年届]来|以来|目前"
)
#: What a number is only compared with (比上半年提高, 与去年同期相比), and what it was before (由一季度的10%收窄到2%).
_COMPARED: Final = re.compile("(?:[比较与同于]|针对)[^，。；、0-9]{0,4}$")
_FROM: Final = re.compile("[从由自]$")
_ASIDE: Final = re.compile("《[^》]*》|[（(][^（）()]*[）)]")
_ADJACENT: Final = re.compile("的?[约近超]?$")
_OPENING: Final = re.compile(
    r"[\s“*#—]*(?:[一二三四五六七八九十]+是|[（(]?[一二三四五六七八九十0-9]+[）)、.．])?[一-鿿]{0,2}"
)
_GOES_ON: Final = re.compile("同比|环比|[比较占]|分别|均|其中|[增净减]|下降|上升|提高|降低")
_SHORT: Final = 2  # characters before a number that are no name
_STOPS: Final = "。！？!?；;：:"
_ENDS: Final = "。！？!?"
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Months:
    """A part of a year.

    Attributes:
        first: its first month.
        last: its last month.
        ends: whether only its end is printed (截至11月底), so that a level may be of that day.
    """

    first: int
    last: int
    ends: bool = False


def part_of_year(paragraph: str, figure: Figure) -> Months | None:
    """The part of a year that the words before a number name last; None for a year, or where none is said.

    >>> from .scanner import figures
    >>> text = "上半年完成税收1亿元，增长5%，全年完成2亿元；1—10月引资3亿元。新增就业5人"
    >>> for each in figures(text):
    ...     if each.value and each.kind == "quantity":
    ...         months = part_of_year(text, each)
    ...         print(each.printed, months and (months.first, months.last))
    1亿元 (1, 6)
    增长5% (1, 6)
    2亿元 None
    3亿元 (1, 10)
    5人 None
    """
    before = _ASIDE.sub(lambda found: " " * len(found[0]), paragraph[: figure.start])
    opened = max(map(before.rfind, _STOPS)) + 1
    found = list(_parts(before, opened, paragraph))
    if not found:
        return None
    if _FROM.search(before, opened, found[-1].start()) and not _ADJACENT.fullmatch(before, found[-1].end()):
        found.pop()
    if found and _COMPARED.search(before, opened, _in_a_row(before, found)[0].start()):
        found = found[: -len(_in_a_row(before, found))]
    if not found:
        return None
    last = found[-1]
    later = _WHOLE.finditer(before, last.end())
    if any(not _COMPARED.search(before, opened, each.start()) for each in later):
        return None
    return _months(last) if _governs(before, opened, last) else None


def beside_whole_year(paragraph: str, figure: Figure) -> bool:
    """Whether the sentence of a number says what the whole year has: 上半年完成1亿元，全年完成2亿元.

    >>> from .scanner import figures
    >>> texts = ("上半年完成征收200亩。全年完成300亩", "上半年完成征收200亩，全年完成300亩")
    >>> [beside_whole_year(text, figures(text)[0]) for text in texts]
    [False, True]
    """
    return _ALL_YEAR in paragraph[slice(*_around(paragraph, figure.start, _STOPS))]


def sentence_of(paragraph: str, figure: Figure) -> tuple[int, int]:
    """Where the sentence of a number begins and ends, over its semicolons.

    >>> from .scanner import figures
    >>> text = "12月完成1亿元；全年完成9亿元。新建学校2所"
    >>> [sentence_of(text, each) for each in figures(text) if each.value and each.kind == "quantity"]
    [(0, 16), (0, 16), (17, 23)]
    """
    return _around(paragraph, figure.start, _ENDS)


def _around(paragraph: str, at: int, stops: str) -> tuple[int, int]:
    ends = (end for end in (paragraph.find(stop, at) for stop in stops) if end >= 0)
    return max(paragraph.rfind(stop, 0, at) for stop in stops) + 1, min(ends, default=len(paragraph))


def _parts(text: str, opened: int, paragraph: str) -> Iterator[re.Match[str]]:
    """The words of parts of a year in a text that a paragraph begins with; a month alone only beside the year."""
    for found in _PART.finditer(text, opened):
        if not found["month"] or YEAR.search(paragraph, *_around(paragraph, found.start(), _ENDS)):
            yield found


def parts_of_year(paragraph: str, figure: Figure) -> tuple[int, tuple[Months | None, ...]]:
    """The parts of a year that are listed before several numbers, and where their list ends.

    >>> from .scanner import figures
    >>> text = "一季度、上半年分别增长2%、3%"
    >>> end, listed = parts_of_year(text, figures(text)[-1])
    >>> end, [(each.first, each.last) for each in listed if each]
    (7, [(1, 3), (1, 6)])
    """
    opened = max(map(paragraph[: figure.start].rfind, _STOPS)) + 1
    found = list(_parts(paragraph[: figure.start], opened, paragraph))
    row = _in_a_row(paragraph, found) if found else []
    return (row[-1].end() if row else 0), tuple(map(_months, row))


def _in_a_row(text: str, found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The last of some words of time, with those that are listed before it."""
    row = [found[-1]]
    for each in reversed(found[:-1]):
        if text[each.end() : row[0].start()] not in _AND:
            break
        row.insert(0, each)
    return row


def _governs(before: str, opened: int, part: re.Match[str]) -> bool:
    """Whether words of a part of a year are of a number: they open its sentence, have a comma of their own,
    or are in its clause; a clause that only goes on (，下降3%) is none of its own.
    """
    if _OPENING.fullmatch(before, opened, part.start()) or before.startswith("，", part.end()):
        return True
    clauses = before[part.end() :].split("，")[1:]
    return all(_GOES_ON.match(each) or len(each) <= _SHORT for each in clauses)


def _months(found: re.Match[str]) -> Months | None:
    """The months that the words name; None where they are a whole year."""
    if found["half"]:
        return Months(1, 6) if found["half"] == "上" else Months(7, _YEAR)
    if found["quarter"]:
        last = 3 * _number(found["quarter"])
        return Months(last - 2, last)
    if found["month"]:
        month = int(found["month"])
        return Months(month, month, ends=bool(found["at"])) if month < _YEAR or not found["at"] else None
    quarters = found["quarters"] or found["to"]
    last = 3 * _number(quarters) if quarters else _number(found["until"] or found["months"] or found["end"])
    return Months(1, last, ends=bool(found["end"])) if 0 < last < _YEAR else None


def _number(printed: str) -> int:
    read = numeral(printed)
    return int(read.value) if read else 0
