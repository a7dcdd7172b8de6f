"""What was to be done in the year that a report reviews, printed beside what was done: 造林任务9万亩，完成10万亩; and
what its plan says of earlier years.
"""

from __future__ import annotations

import re
from typing import Final

from .calendar import FOUR_SIGNS, year_of
from .figure import Figure

_ASSIGNED: Final = re.compile("(?:任务|计划|目标)(?=(?:面积|总?数|总?量)?(?:为|是)?$)")
_ASSIGNED_WORDS: Final = ("任务", "计划", "目标")
_NOT_ASSIGNED: Final = re.compile("完成|实施|推进|分解|争取|超过?|[由从比较]")
_TASKS: Final = ("项", "件", "条", "个")
_DONE: Final = re.compile(
    "[，、（(](?:实际|已经?|累计|全年|共|超额|全[市县区镇乡州省])*"
    "(?:(?:完成|实现)(?:投资|面积)?|(?<=实际)(?:为|达到?)?)(?:约|近|超过?)?[0-9.]+(?P<unit>[^0-9，。；、的]+)"
)

#: The same said of one verb: 计划脱贫9人，实际脱贫10人.
_PLANNED: Final = re.compile("(?:[今去]年|全年|年[初度]|原)*计划(?P<verb>[一-鿿]{2})")
_IN_FACT: Final = re.compile(
    "[，、]实际(?:完成)?(?P<verb>[一-鿿]{2})(?P<number>[0-9.]+)?(?P<unit>[^0-9，。；、的]*)"
)
#: A total since a year before, and what says that something is still to be done after all.
_SINCE: Final = re.compile(
    rf"(?P<since>[自从]?(?P<year>{FOUR_SIGNS})年[底末初]?以来)(?:$|[^0-9]*?(?P<all>累计|总计))"
)
_AHEAD: Final = re.compile(
    "再|继续|新的?一年|下一步|[要将拟]|力争|确保|争取|计划|目标|努力|推[动进]|届时|[今明]年|达到"
)


def done_since(said: str, plan: int) -> str:
    """The words of a plan by which a number is a total since an earlier year, not a goal; blank where it is none.

    Args:
        said: its sentence up to the number.
        plan: the year planned.

    >>> done_since("2030年以来，累计新增就业", 2032), done_since("2030年以来，我们要累计新增就业", 2032)
    ('2030年以来…累计', '')
    """
    found = _SINCE.match(said)
    if not found or year_of(found["year"]) >= plan or _AHEAD.search(said):
        return ""
    return f"{found['since']}…{found['all']}" if found["all"] else found["since"]


def is_assigned(words: str) -> bool:
    """Whether printed words that date a number say that it was to be done in the year that is reviewed.

    >>> is_assigned("任务"), is_assigned("到2035年")
    (True, False)
    """
    return words in _ASSIGNED_WORDS


def to_do(before: str, paragraph: str, figure: Figure) -> str:
    """The words by which a number of a review is what was to be done, where what was done follows it."""
    clause = before[max(before.rfind(sign) for sign in "，。；：") + 1 :]
    if did_in_fact(clause, paragraph[figure.end :], figure.unit):
        return _ASSIGNED_WORDS[1]
    said, done = _ASSIGNED.search(clause), _DONE.match(paragraph, figure.end)
    if not said or not done or figure.unit in _TASKS or _NOT_ASSIGNED.search(clause, 0, said.start()):
        return ""
    return said[0] if figure.unit and done["unit"].startswith(figure.unit) else ""


def did_in_fact(clause: str, after: str, unit: str = "") -> bool:
    """Whether a clause says what was planned, and what comes after its number that this was done in fact.

    >>> did_in_fact("年初计划脱贫", "，实际脱贫10人", "人"), did_in_fact("计划投资", "，实际开工5个", "亿元")
    (True, False)
    """
    planned, fact = _PLANNED.match(clause), _IN_FACT.match(after)
    same = planned and fact and planned["verb"] == fact["verb"]
    return bool(same and fact and (not unit or (fact["number"] and fact["unit"].startswith(unit))))
