"""Rules of arithmetic between linked statistics, each within the interval that rounding leaves."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ...analysis.derive import linked
from ...analysis.intervals import Interval, decimal, round_number_in, round_to, rounding
from ...analysis.units import factor
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .registry import rule


def _in_base(data: Data, row: Row) -> Interval | None:
    unit = data.row("units", row["unit_id"])
    return rounding(row["value"]).scaled(factor(unit)) if unit else None


def _shown(data: Data, row: Row) -> str:
    unit = data.row("units", row["unit_id"])
    return f"{row['value']} {unit['name_zh'] if unit else ''}".strip()


@rule("FQ-R09", "observations", "relations", "units")
def parts_do_not_exceed_their_total(data: Data) -> Iterator[Finding]:
    """A part that is greater than its total however both were rounded."""
    for part, total, link in linked(data, "part_of"):
        low, high = _in_base(data, part), _in_base(data, total)
        if low and high and low.low is not None and high.high is not None and low.low > high.high:
            shown = {"part": _shown(data, part), "total": _shown(data, total)}
            yield part.finding("FQ-R09", "value", total, link, **shown)


@rule("FQ-R10", "observations", "relations")
def implied_targets_are_round(data: Data) -> Iterator[Finding]:
    """A level and its ratio to target that imply no round target."""
    for ratio, level, link in linked(data, "ratio_to_target_of"):
        if Decimal(ratio["value"]) <= 0:
            continue
        target = rounding(level["value"]) / rounding(ratio["value"]).scaled(Fraction(1, 100))
        if not round_number_in(target):
            low, high = (decimal(end or Fraction(0)) for end in (target.low, target.high))
            words = {"level": level["value"], "ratio": ratio["value"], "low": low, "high": high}
            yield ratio.finding("FQ-R10", "value", level, link, **words)


@rule("FQ-R11", "observations", "relations", "units")
def growth_and_level_targets_agree(data: Data) -> Iterator[Finding]:
    """Targets in growth and in level for one indicator that demand different levels.

    Targets in level are round: what the growth implies need only round to the same two digits.
    """
    outcomes = {one.key: (two, link) for one, two, link in linked(data, "target_for")}
    for growth, goal, link in linked(data, "growth_of"):
        outcome, answered = outcomes.get(goal.key, (None, None))
        unit, base = data.row("units", goal["unit_id"]), outcome and _in_base(data, outcome)
        if outcome is None or answered is None or unit is None or not base:
            continue
        rise = rounding(growth["value"]).scaled(Fraction(1, 100))
        implied = (base * rise.shifted(1)).scaled(1 / factor(unit))
        if not implied.meets(round_to(goal["value"], digits=2)):
            ends = " – ".join(decimal(end) for end in (implied.low, implied.high) if end is not None)
            words = {"base": _shown(data, outcome), "growth": f"{growth['value']} %"}
            words |= {"goal": _shown(data, goal), "implied": ends}
            yield goal.finding("FQ-R11", "value", outcome, growth, link, answered, **words)
