"""Questions of residents that no one statistic answers: what the report prints in answer, and what that is
not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .edition import Edition
from .indicators import Indicator, address, indicators
from .numbers import phrase

#: Each question with the indicators that the report may print in answer, the nearest first.
_ASKED: Mapping[str, tuple[str, ...]] = {
    "new_companies": (
        *("new-enterprises-above-size", "new-100m-enterprises", "small-firms-upgraded"),
        *("sole-traders-converted", "new-high-tech-enterprises", "new-provincial-tech-smes"),
    ),
    "investment": ("fixed-asset-investment",),
}
#: What answers a question by itself; where it is printed, the question is not asked.
_TOTALS: Mapping[str, tuple[str, ...]] = {
    "new_companies": ("new-business-entities", "new-enterprises"),
    "investment": ("general-public-budget-expenditure",),
}


def questions(edition: Edition) -> Iterator[tuple[str, str, str, str]]:
    """For each question that the latest report has numbers for: the question, a page, the answer, other words
    for it.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.site.build import edition_of
    >>> [each[0] for each in questions(edition_of(shipped(), "en"))]
    ['How many new companies are there?', 'How much was invested?']
    """
    latest = edition.reports[-1].key if edition.reports else ""
    printed = {
        each.first["indicator_id"]: each
        for each in indicators(edition)
        if each.actual and each.first["source_id"] == latest
    }
    for name, asked in _ASKED.items():
        found = [printed[each] for each in asked if each in printed]
        if not found or any(total in printed for total in _TOTALS[name]):
            continue
        numbers = edition.say("semicolon").join(_number(each, edition) for each in found)
        answer = edition.say(f"question.{name}.answer", numbers=numbers)
        words = edition.say(f"question.{name}.words")
        yield edition.say(f"question.{name}"), address(found[0].first.key), answer, words


def _number(each: Indicator, edition: Edition) -> str:
    row = each.actual[0]
    name = edition.within(edition.text(row, "indicator"))
    return f"{name}{edition.say('colon')}{phrase(row, edition)}"
