"""A candidate observation for each number of a new report, for a person to confirm.

The value, unit and qualifier are read by the scanner. Measure, period and status follow from the words around
the number and from the headings above it; an indicator is proposed where the catalogue has one of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..figures import clauses
from ..figures.figure import Figure
from ..figures.goals import goal_status
from ..figures.outline import Calendar
from ..figures.periods import Scope, dating
from ..figures.spans import Span, span
from ..indicators.catalogue import indicators
from ..indicators.matching import match
from ..indicators.units import MAGNITUDES, YUAN, YUAN_SAID
from ..tabular.csv import Row
from .asides import aside

#: Measures that say something of a level.
_GROWTHS = ("growth", "growth_yoy")
CHANGES = (*_GROWTHS, "rank", "ratio_to_target")
#: 轻工业的比重，由45%上升到47%: the comma parts no share from its name.
_SHARE_TURNED = re.compile("(?:比重|占比|份额)，(?:已经?|也|则|又)?(?:分别)?[由从][^，。；]{0,40}$")
_MEASURES = {"%": "rate", **dict.fromkeys(clauses.CLASSES, "class")}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate observation; `indicator_id` and `unit_id` are blank where nothing fits.

    `dated` holds the printed words that say its period and status where these are not as usual in its part;
    `doubtful` says that a person must decide these two. `span` has the years together that it is of, where
    these are several.
    """

    figure: Figure
    indicator_id: str
    measure: str
    period: int
    status: str
    unit_id: str
    dated: str = ""
    doubtful: bool = False
    span: Span | None = None


def propose(
    paragraph: str,
    found: Sequence[Figure],
    scope: Scope,
    calendar: Calendar,
    units: Iterable[Row],
) -> list[Proposal]:
    """Candidates for the quantities of one paragraph that may be statistics, in order.

    Args:
        paragraph: its text.
        found: the figures that the scanner finds in it.
        scope: what its part and headings say of its numbers.
        calendar: the years of the report.
        units: the code list of units, with the forms in which they are printed.
    """
    forms = {form: unit for unit in units for form in unit["printed_forms"].split()}
    made: list[Proposal] = []
    for proposed in match(paragraph, found):
        figure = proposed.figure
        if aside(paragraph, figure, glossary=scope.glossary):
            continue
        unit = forms.get(figure.unit.removesuffix(YUAN_SAID))
        unit = _money(figure, proposed.indicator_id, forms) or unit
        measure = figure.measure or _MEASURES.get(figure.unit, "level")
        if measure == "rate" and _SHARE_TURNED.search(paragraph, 0, figure.start):
            measure = "share"
        if measure == "share" and unit and unit["quantity"] != "ratio":
            measure = "level"
        dated = dating(paragraph, figure, scope, calendar)
        status = goal_status(paragraph, figure) if dated.goal else "actual"
        indicator = proposed.indicator_id if can_be_entered(proposed.indicator_id, measure, unit) else ""
        place = (figure, indicator, measure, dated.year, status, unit.key if unit else "")
        years = span(paragraph, figure, scope, dated, calendar)
        unusual = (dated.year, dated.goal) != (scope.part.year, scope.part.goal)
        made.append(Proposal(*place, dated.words if unusual else "", dated.doubtful, years))
    return made


def _money(figure: Figure, indicator_id: str, forms: Mapping[str, Row]) -> Row | None:
    """The unit of an amount that is printed by its magnitude alone, of an indicator of money: 地区生产总值突破万亿."""
    of_money = indicator_id and indicators()[indicator_id].quantity == "money"
    return forms.get(f"{figure.unit}{YUAN}") if of_money and figure.unit in MAGNITUDES else None


def can_be_entered(indicator_id: str, measure: str, unit: Row | None) -> bool:
    """Whether a package can have this indicator of the catalogue with this measure and unit."""
    chosen = indicators().get(indicator_id)
    return chosen is not None and fits_quantity(chosen.quantity, measure, unit)


def fits_quantity(quantity: str, measure: str, unit: Row | None) -> bool:
    """Whether what has a quantity can have this measure in this unit: FQ-R01 finds what cannot."""
    if measure in ("rate", "share"):
        return quantity == "ratio"
    if unit is None or measure not in ("level", *_GROWTHS):
        return True
    return unit["quantity"] == quantity or (measure in _GROWTHS and unit["quantity"] == "ratio")
