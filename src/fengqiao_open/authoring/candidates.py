"""A candidate observation for each number of a new report, for a person to confirm.

The value, unit and qualifier are read by the scanner. Measure, period and status follow from the words of the
clause and from the part of the report; an indicator is proposed when its Chinese name is before the
figure and its quantity fits the unit, and left blank where none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..figures import clauses
from ..figures.scanner import Figure
from ..tabular.csv import Row

_PUNCTUATION = re.compile(r"[,，。;；:：]")
_LEAST_LIKENESS = 0.6
_WINDOW = 24


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate observation; `indicator_id` and `unit_id` are blank where nothing fits."""

    figure: Figure
    indicator_id: str
    measure: str
    period: int
    status: str
    unit_id: str


def propose(
    paragraph: str,
    found: Sequence[Figure],
    part: str,
    years: tuple[int, int],
    indicators: Iterable[Row],
    units: Iterable[Row],
) -> list[Proposal]:
    """Candidates for the quantities of one paragraph, in order.

    Args:
        paragraph: its text.
        found: the figures that the scanner finds in it.
        part: part of the report: review, plan …
        years: the year reviewed and the year planned.
        indicators: the code list that names are looked up in.
        units: the code list of units, with the forms in which they are printed.
    """
    forms = {form: unit for unit in units for form in unit["printed_forms"].split()}
    known = [(row, _likeness_key(row["name_zh"])) for row in indicators]
    made: list[Proposal] = []
    for figure in (figure for figure in found if figure.kind == "quantity" and figure.value is not None):
        clause = _clause_before(paragraph, figure)
        unit = forms.get(figure.unit) or forms.get(f"{figure.unit}{clauses.YUAN}")
        measure = _measure(figure, clause)
        status = _status(paragraph, figure, part)
        before = made[-1] if made else None
        indicator = _indicator(clause, measure, unit, known)
        if (
            not indicator
            and before
            and _follows(paragraph, before.figure, figure)
            and measure not in ("level", "rate")
        ):
            indicator = before.indicator_id
        period = years[0] if status == "actual" else years[1]
        made.append(Proposal(figure, indicator, measure, period, status, unit.key if unit else ""))
    return made


def _clause_before(paragraph: str, figure: Figure) -> str:
    """The words of the clause before a figure."""
    start = max((match.end() for match in _PUNCTUATION.finditer(paragraph, 0, figure.start)), default=0)
    return paragraph[start : figure.start]


def _measure(figure: Figure, clause: str) -> str:
    if figure.measure:
        return figure.measure
    if figure.unit in clauses.CLASSES:
        return "class"
    if figure.unit == "%":
        return "rate"
    return "level"


def _status(paragraph: str, figure: Figure, part: str) -> str:
    """Outcome, goal or undertaking (all that follows the review is of the plan year), from the part of the report and the words of the sentence so far."""
    if part in ("front", "review"):
        return "actual"
    sentence = paragraph[paragraph.rfind(clauses.STOP, 0, figure.start) + 1 : figure.start]
    clause = _clause_before(paragraph, figure)
    if figure.measure or figure.unit in ("%", *clauses.CLASSES) or figure.qualifier != "exact":
        return "target"
    if clauses.TARGET.search(clause):
        return "target"
    if clauses.PLANNED.search(clause):
        return "planned"
    return (
        "target" if clauses.TARGET.search(sentence) and not clauses.INTENDED.search(sentence) else "planned"
    )


def _follows(paragraph: str, one: Figure, two: Figure) -> bool:
    """Whether a figure says something about the one before it, in the same sentence."""
    between = paragraph[one.end : two.start]
    return len(between) <= 6 and clauses.STOP not in between


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
