"""The note of a number that a part of a year has, and the words in the name of its indicator.

It is no value of the indicator for the year: the whole year's number alone is that.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ..figures.part_years import (
    PART,
    YEAR,
    Months,
    beside_whole_year,
    part_of_year,
    parts_of_year,
    sentence_of,
)
from ..figures.span_kinds import kind_of
from ..indicators.catalogue import indicators
from ..lang import Lang, sentence, texts
from .candidates import CHANGES, Proposal
from .spans import average_words, span_words

_GROUP: Final = re.compile(r"\(\?P<[a-z]+>")
#: What says that a number is of the whole year, or of another part, right after one of a part:
#: 上半年完成1亿元，全年完成2亿元.
_OTHER_TIME: Final = re.compile(
    f"[，；、,;](?:预计|力争|到|其中)*(?:全年|年[底末]|{_GROUP.sub('(?:', PART)})(?:预计|累计|共|可|又)*(?:完成|实现|达到?|为|增长|下降|增至)?[约近超]*"
)
_PART: Final = re.compile(PART)
_FLOW: Final = "flow"


def months_words(months: Months, lang: Lang) -> str:
    """The words for a part of a year.

    >>> months_words(Months(1, 6), "zh"), months_words(Months(1, 10), "zh"), months_words(Months(1, 10), "en")
    ('上半年', '1—10月', 'January–October')
    >>> months_words(Months(12, 12), "zh"), months_words(Months(6, 6, ends=True), "zh")
    ('12月', '6月底')
    """
    of_own = f"part_year.months_{months.first}_{months.last}"
    usual = "months" if months.first < months.last else "end" if months.ends else "month"
    key = of_own if of_own in texts("authoring", lang) else f"part_year.{usual}"
    names = {"first_en": month_name[months.first], "last_en": month_name[months.last]}
    return sentence("authoring", key, lang, **names, first_zh=months.first, last_zh=months.last)


def words_of_time(each: Proposal) -> str:
    """The words in the brackets behind the name of what several years or a part of one have; blank for a
    year.
    """
    if each.span:
        return span_words(each.span.years, each.span.kind)
    if each.months:
        return months_words(each.months, "zh")
    return average_words() if each.averaged else ""


def part_note(months: Months) -> dict[str, str]:
    """The note of an observation that a part of a year has, in both languages.

    >>> part_note(Months(1, 6))["note_zh"]
    '上半年的数，不是全年。'
    """
    languages: tuple[Lang, ...] = ("zh", "en")
    words = ((lang, months_words(months, lang)) for lang in languages)
    key = "part_year.note_end" if _is_end(months) else "part_year.note"
    return {f"note_{lang}": sentence("authoring", key, lang, months=said) for lang, said in words}


def in_parts_of_years(paragraph: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals of a paragraph, those of a part of a year with their months.

    The number of the whole year that follows one of a part has the indicator of that. A level that is reached
    by the end of a month is of the year, and a person is asked, unless its sentence has that of the year's end
    as well; works to be done by then are no number of a part, unless their sentence has the whole year's.
    """
    made = list[Proposal]()
    for each in proposals:
        months = None if each.span else part_of_year(paragraph, each.figure)
        planned = each.status != "actual" and each.measure not in CHANGES
        if planned and not beside_whole_year(paragraph, each.figure):
            months = None
        last = made[-1] if made else None
        end, listed = parts_of_year(paragraph, each.figure)
        if months and months.ends and not _is_flow(paragraph, each, last):
            at_end = replace(months, first=months.last)
            of_end = _is_beside_the_years(paragraph, each, last, at_end, proposals)
            each, months = (each, at_end) if of_end else (replace(each, doubtful=True), None)
        elif months and months.first == months.last:
            next_listed = len(listed) > 1 and last and last.months and last.months in listed
            of_month = next_listed or _is_beside_the_years(paragraph, each, last, months, proposals)
            months = replace(months, first=1 if months.ends else months.last) if of_month else None
        if months and len(listed) > 1:  # 一季度、上半年分别增长2%、3%
            at = sum(one.figure.start >= end for one in made) % len(listed)
            months = listed[at]
            if at and last and not each.indicator_id and each.unit_id == last.unit_id:
                each = replace(each, indicator_id=last.indicator_id)
        if last and last.months and _is_of_the_same(paragraph, each, last, months):
            each = replace(each, indicator_id=last.indicator_id)
        made.append(replace(each, months=months))
    return made


def _is_flow(paragraph: str, each: Proposal, last: Proposal | None) -> bool:
    """Whether a number adds up over the months, or is a change of one that does; none does that is of a day."""
    if known := indicators().get(each.indicator_id):
        return known.nature == _FLOW
    if each.measure in CHANGES:
        return bool(last and last.months and last.months.ends)
    return kind_of(paragraph, each.figure) == "total"


def _is_end(months: Months) -> bool:
    """Whether what is said is so at the end of a month alone."""
    return months.ends and months.first == months.last


def _is_beside_the_years(
    paragraph: str, each: Proposal, last: Proposal | None, months: Months, proposals: Sequence[Proposal]
) -> bool:
    """Whether a number of a month, or of its end, is in one sentence with that of the year: 12月完成1亿元，全年完成9亿元.

    A change is where the number before it is, or has the words of the month itself.
    """
    if each.measure in CHANGES:
        if last and last.months and last.months.last == months.last:
            return each.indicator_id in ("", last.indicator_id)
        if not _is_in_its_clause(paragraph, each, last.figure.end if last else 0):
            return False
    opened, end = sentence_of(paragraph, each.figure)
    if paragraph.startswith("的", each.figure.end):
        return False
    for other in proposals:
        if not (opened <= other.figure.start < end) or other is each or not _alike(other, each):
            continue
        *_, year = (-1, *(said.start() for said in YEAR.finditer(paragraph, opened, other.figure.start)))
        *_, part = (0, *(said.start() for said in _PART.finditer(paragraph, opened, other.figure.start)))
        if year >= part and not part_of_year(paragraph, other.figure):
            named = bool(each.indicator_id and other.indicator_id)
            words = paragraph[paragraph.rfind("，", 0, each.figure.start) + 1 : each.figure.start]
            again = paragraph[: other.figure.start].endswith(words)
            return named or again or (each.status == "actual" and _is_in_its_clause(paragraph, each))
    return False


def _alike(one: Proposal, other: Proposal) -> bool:
    """Whether two numbers may be of one thing at two times."""
    same = (one.measure, one.unit_id, one.period, one.span) == (
        *(other.measure, other.unit_id, other.period, other.span),
    )
    named = {one.indicator_id, other.indicator_id} - {""}
    return same and len(named) < len((one, other))


def _is_in_its_clause(paragraph: str, each: Proposal, opened: int = 0) -> bool:
    """Whether words of time and no comma but their own are before a number, from `opened` on."""
    *_, found = (None, *_PART.finditer(paragraph, opened, each.figure.start))
    return found is not None and "，" not in paragraph[found.end() : each.figure.start].removeprefix("，")


def _is_of_the_same(paragraph: str, each: Proposal, last: Proposal, months: Months | None) -> bool:
    """Whether a number without a name is that of the year or of another part of it, after one of a part; none is
    of a month alone (上半年完成5亿元，6月完成1亿元) that is not known as a part.
    """
    between = paragraph[last.figure.end : each.figure.start]
    part = _PART.search(between)
    if part and part["month"] and not (months or YEAR.search(between)):
        return False
    alike = (each.measure in CHANGES) == (last.measure in CHANGES) and each.unit_id == last.unit_id
    return not each.indicator_id and alike and _OTHER_TIME.fullmatch(between) is not None
