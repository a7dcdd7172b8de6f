"""What the page knows of all numbers and questions, and what of it a decision has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ..findings.report import Finding
from .cards import finding
from .changes import Tables
from .checks import owner
from .view import View, facts

Json = dict[str, Any]
_SHOWN: Final = 50  # findings that are about no number


def summary(seen: View, revisions: Mapping[str, int]) -> Json:
    """The numbers and questions with their states, and the findings that are about none of them.

    Args:
        seen: the tables as the page sees them.
        revisions: the decision that changed a number last.
    """
    return {
        "numbers": {key: facts(seen, each, revisions.get(key, 0)) for key, each in seen.numbers.items()},
        "questions": [[each.key, each.step, each.state] for each in seen.questions],
        "findings": sum(1 for _ in seen.findings),
        "other": placed(seen.other[:_SHOWN], seen.tables),
    }


def placed(found: Iterable[Finding], tables: Tables) -> list[Json]:
    """Findings in words, each with the number that it is about, if any: of one that is excluded too."""
    number = owner(tables)
    return [{**finding(each, tables), "number": number(each.table, each.key)} for each in found]


def news(before: Json, after: Json) -> Json:
    """What a decision has changed: only the numbers and questions that are not as before."""
    old = {key: state for key, _, state in before["questions"]}
    numbers = {key: each for key, each in after["numbers"].items() if before["numbers"].get(key) != each}
    moved = [each[0] for each in before["questions"]] != [each[0] for each in after["questions"]]
    asked = (
        after["questions"] if moved else [each for each in after["questions"] if old.get(each[0]) != each[2]]
    )
    return {**after, "numbers": numbers, "questions": asked, "whole": moved}
