"""A candidate observation for each number of a new report, for a person to confirm.

The value, unit and qualifier are read by the scanner. Measure, period and status follow from the words around
the number and from the headings above it; an indicator is proposed when its Chinese name is before the figure
and its quantity fits the unit, and left blank where none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..figures import clauses
from ..figures.goals import goal_status
from ..figures.outline import Calendar
from ..figures.periods import Scope, dating
from ..figures.scanner import Figure
from ..tabular.csv import Row

_PUNCTUATION = re.compile(r"[,，。;；:：]")
_LEAST_LIKENESS = 0.6
_WINDOW = 24
_NEAR = 6
_MEASURES = {"%": "rate", **dict.fromkeys(clauses.CLASSES, "class")}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate observation; `indicator_id` and `unit_id` are blank where nothing fits.

    `dated` holds the printed words that say its period and status where these are not as usual in its part;
    `doubtful` says that a person must decide these two.
    """

    figure: Figure
    indicator_id: str
    measure: str
    period: int
    status: str
    unit_id: str
    dated: str = ""
    doubtful: bool = False


def propose(
    paragraph: str,
    found: Sequence[Figure],
    scope: Scope,
    calendar: Calendar,
    indicators: Iterable[Row],
    units: Iterable[Row],
) -> list[Proposal]:
    """Candidates for the quantities of one paragraph, in order.

    Args:
        paragraph: its text.
        found: the figures that the scanner finds in it.
        scope: what its part and headings say of its numbers.
        calendar: the years of the report.
        indicators: the code list that names are looked up in.
        units: the code list of units, with the forms in which they are printed.
    """
    forms = {form: unit for unit in units for form in unit["printed_forms"].split()}
    known = [(row, _likeness_key(row["name_zh"])) for row in indicators]
    made: list[Proposal] = []
    for figure in (figure for figure in found if figure.kind == "quantity" and figure.value is not None):
        start = max((match.end() for match in _PUNCTUATION.finditer(paragraph, 0, figure.start)), default=0)
        clause = paragraph[start : figure.start]
        unit = forms.get(figure.unit) or forms.get(f"{figure.unit}{clauses.YUAN}")
        measure = figure.measure or _MEASURES.get(figure.unit, "level")
        dated = dating(paragraph, figure, scope, calendar)
        status = goal_status(paragraph, figure) if dated.goal else "actual"
        indicator = _indicator(clause, measure, unit, known)
        if made and not indicator and measure not in ("level", "rate"):
            between = paragraph[made[-1].figure.end : figure.start]
            if len(between) <= _NEAR and clauses.STOP not in between:  # it says something of the one before
                indicator = made[-1].indicator_id
        place = (figure, indicator, measure, dated.year, status, unit.key if unit else "")
        unusual = (dated.year, dated.goal) != (scope.part.year, scope.part.goal)
        made.append(Proposal(*place, dated.words if unusual else "", dated.doubtful))
    return made


def _likeness_key(name: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a name, without the word that only says it is a number."""
    bare = re.sub(r"[（(].*?[)）]|[“”]", "", name)
    for ending in sorted(clauses.COUNTS, key=len, reverse=True):
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            bare = bare[: -len(ending)]
            break
    for long, short in clauses.SHORT_FORMS:
        bare = bare.replace(long, short)
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))


def _indicator(
    clause: str, measure: str, unit: Row | None, known: Sequence[tuple[Row, frozenset[str]]]
) -> str:
    """The indicator whose name is most in the words before the figure, if its quantity can have this unit."""
    near = clause[-_WINDOW:]
    pairs = {near[at : at + 2] for at in range(len(near) - 1)}
    best, best_score = "", _LEAST_LIKENESS
    for row, key in known:
        if not key or not _fits(row["quantity"], measure, unit):
            continue
        score = len(key & pairs) / len(key) + len(key) / 1000
        if score > best_score:
            best, best_score = row.key, score
    return best


def _fits(quantity: str, measure: str, unit: Row | None) -> bool:
    if measure == "rate" or measure == "share":
        return quantity == "ratio"
    return measure != "level" or unit is None or unit["quantity"] == quantity
