"""The note of a number that a part of a year has, and the words in the name of its indicator.

It is no value of the indicator for the year: the whole year's number alone is that.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ..figures.part_years import PART, Months, beside_whole_year, part_of_year, parts_of_year
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
_FLOW: Final = "flow"


def months_words(months: Months, lang: Lang) -> str:
    """The words for a part of a year.

    >>> months_words(Months(1, 6), "zh"), months_words(Months(1, 10), "zh"), months_words(Months(1, 10), "en")
    ('上半年', '1—10月', 'January–October')
    """
    of_own = f"part_year.months_{months.first}_{months.last}"
    key = of_own if of_own in texts("authoring", lang) else "part_year.months"
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
    return {
        f"note_{lang}": sentence("authoring", "part_year.note", lang, months=said) for lang, said in words
    }


def in_parts_of_years(paragraph: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals of a paragraph, those of a part of a year with their months.

    The number of the whole year that follows one of a part has the indicator of that. A level that is reached
    by the end of a month is of the year, and a person is asked; works to be done by then are no number of a
    part, unless their sentence has the whole year's as well.
    """
    made = list[Proposal]()
    for each in proposals:
        months = None if each.span else part_of_year(paragraph, each.figure)
        planned = each.status != "actual" and each.measure not in CHANGES
        if planned and not beside_whole_year(paragraph, each.figure):
            months = None
        last = made[-1] if made else None
        if months and months.ends and not _is_flow(paragraph, each, last):
            each, months = replace(each, doubtful=True), None
        end, listed = parts_of_year(paragraph, each.figure)
        if months and len(listed) > 1:  # 一季度、上半年分别增长2%、3%
            at = sum(one.figure.start >= end for one in made) % len(listed)
            months = listed[at]
            if at and last and not each.indicator_id and each.unit_id == last.unit_id:
                each = replace(each, indicator_id=last.indicator_id)
        if last and last.months and _is_of_the_same(paragraph, each, last):
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


def _is_of_the_same(paragraph: str, each: Proposal, last: Proposal) -> bool:
    """Whether a number without a name is that of the year or of another part of it, after one of a part."""
    between = paragraph[last.figure.end : each.figure.start]
    alike = (each.measure in CHANGES) == (last.measure in CHANGES) and each.unit_id == last.unit_id
    return not each.indicator_id and alike and _OTHER_TIME.fullmatch(between) is not None
