"""Links between the observations of a draft: growth, ratios and ranks of a level, parts, amounts, targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from ..figures import clauses
from ..lang import both
from .candidates import Proposal

Record = dict[str, str]
_KINDS: Final = {
    **{"growth_yoy": "growth_of", "growth": "growth_of"},
    **{"ratio_to_target": "ratio_to_target_of", "rank": "rank_of"},
}
_SERIES: Final = ("area_id", "indicator_id", "period", "status")


def drafted_relations(
    paragraphs: Sequence[str],
    proposals: Sequence[Proposal],
    observations: Sequence[Record],
    indicators: Iterable[Record],
) -> list[Record]:
    """The relations that follow from the indicators, and from the words between two numbers.

    Args:
        paragraphs: the text of the report.
        proposals: its candidates.
        observations: their rows, in the same order.
        indicators: the rows of their indicators.
    """
    by_id = {row["indicator_id"]: row for row in indicators}
    found = [*_of_levels(observations), *_parts(observations, by_id)]
    found += _neighbours(paragraphs, proposals, observations, by_id)
    found += _targets(observations)
    return list({row["relation_id"]: row for row in found}.values())


def relation(kind: str, one: Record, two: Record, *, note: bool = False) -> Record:
    """A link between two observations; one with a note is an editorial decision."""
    start, end = one["observation_id"], two["observation_id"]
    key = f"{kind}-{start}-{end}".replace("_", "-")
    ends = {"from_observation_id": start, "to_observation_id": end}
    words = both("authoring", f"relation.{kind}", "note") if note else {}
    return {"relation_id": key, "kind": kind, **ends, "basis": "ruled" if note else "printed", **words}


def _of_levels(observations: Sequence[Record]) -> Iterator[Record]:
    """Growth, ratios and ranks with the level of the same indicator, place, period and status."""
    levels = {tuple(row[name] for name in _SERIES): row for row in observations if row["measure"] == "level"}
    for row in observations:
        kind, level = _KINDS.get(row["measure"]), levels.get(tuple(row[name] for name in _SERIES))
        if kind and level:
            yield relation(kind, row, level)


def _parts(observations: Sequence[Record], indicators: dict[str, Record]) -> Iterator[Record]:
    """Levels with that of the indicator that includes theirs, of the same period and status."""
    levels = {tuple(row[name] for name in _SERIES): row for row in observations if row["measure"] == "level"}
    for (area, indicator, period, status), part in levels.items():
        whole = indicators.get(indicator, {}).get("part_of_indicator_id", "")
        total = levels.get((area, whole, period, status))
        if whole and total:
            yield relation("part_of", part, total)


def _neighbours(
    paragraphs: Sequence[str],
    proposals: Sequence[Proposal],
    observations: Sequence[Record],
    indicators: dict[str, Record],
) -> Iterator[Record]:
    """A part of the number before (其中), and the money of what was counted just before (总投资)."""
    rows = zip(proposals, observations, strict=True)
    for (one, first), (two, second) in pairwise(rows):
        if (
            one.figure.paragraph != two.figure.paragraph
            or not first["measure"] == second["measure"] == "level"
        ):
            continue
        between = paragraphs[one.figure.paragraph - 1][one.figure.end : two.figure.start]
        of = [indicators.get(row["indicator_id"], {}) for row in (first, second)]
        if any(first[name] != second[name] for name in ("area_id", "period", "status")) or not all(of):
            continue
        alike = of[0]["theme_id"] == of[1]["theme_id"]
        same = alike and first["unit_id"] == second["unit_id"] and first["unit_id"]
        if same and clauses.PART_OF.match(between) and Decimal(second["value"]) <= Decimal(first["value"]):
            yield relation("part_of", second, first)
        elif (
            alike
            and of[0]["quantity"] == "count"
            and of[1]["quantity"] == "money"
            and clauses.COSTS.fullmatch(between)
        ):
            yield relation("amount_of", second, first)


def _targets(observations: Sequence[Record]) -> Iterator[Record]:
    """Goals and works of a year with the outcome of the year before of the same indicator."""
    outcomes: dict[tuple[str, ...], dict[str, Record]] = defaultdict(dict)
    for row in observations:
        if row["status"] == "actual":
            outcomes[row["area_id"], row["indicator_id"], row["period"]].setdefault(row["measure"], row)
    for row in observations:
        if row["status"] == "actual":
            continue
        before = outcomes.get((row["area_id"], row["indicator_id"], str(int(row["period"]) - 1)), {})
        outcome = before.get("level") or before.get(row["measure"])
        if outcome:
            yield relation("target_for", row, outcome, note=True)
