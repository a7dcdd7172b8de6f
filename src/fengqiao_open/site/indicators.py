"""The statistics of one indicator and place together: actual values, growth, and what is aimed at."""

from __future__ import annotations

from dataclasses import dataclass

from ..tabular.csv import Row
from .edition import Edition

_GROWTH = ("growth", "growth_yoy")
#: The indicators that come first on the home page, where a package has them; others follow by theme.
HEADLINES = (
    *("fixed-asset-investment", "gross-industrial-output", "total-fiscal-revenue", "imports-and-exports"),
    *(
        "foreign-capital-utilized",
        "trade-enterprise-sales",
        "new-high-tech-enterprises",
        "criminal-incidents",
    ),
)
MOST_HEADLINES = 8


@dataclass(frozen=True, slots=True)
class Indicator:
    """The statistics of one indicator, place and report, in the report's order."""

    rows: tuple[Row, ...]

    @property
    def first(self) -> Row:
        """The statistic that stands for all: the first actual value, else the first."""
        return next(iter(self.actual + self.growth), self.rows[0])

    @property
    def actual(self) -> list[Row]:
        """Actual values but growth."""
        return [row for row in self.rows if row["status"] == "actual" and row["measure"] not in _GROWTH]

    @property
    def growth(self) -> list[Row]:
        """Actual growth."""
        return [row for row in self.rows if row["status"] == "actual" and row["measure"] in _GROWTH]

    @property
    def aims(self) -> list[Row]:
        """Targets and plans."""
        return [row for row in self.rows if row["status"] != "actual"]


def indicators(edition: Edition) -> list[Indicator]:
    """The indicators of a package with their statistics, in the order of the reports."""
    groups = edition.data.groups("statistics", "source_id", "indicator_id", "area_id")
    return [Indicator(tuple(rows)) for rows in groups.values()]


def headlines(edition: Edition) -> list[Indicator]:
    """The indicators to begin with: those of `HEADLINES`, then the first of each theme with an actual level.

    Only of the latest report, and none twice.
    """
    latest = edition.reports[-1].key if edition.reports else ""
    levels = [
        each
        for each in indicators(edition)
        if each.first["source_id"] == latest
        and each.actual
        and each.actual[0]["measure"] == "level"
        and each.actual[0]["value"]
    ]
    order = {row.key: int(row["order"] or 0) for row in edition.data.rows("themes")}
    known = {name: at for at, name in enumerate(HEADLINES)}
    seen: dict[str, int] = {}

    def rank(each: Indicator) -> tuple[int, int, int]:
        theme = each.first["theme_id"]
        nth = seen[theme] = seen.get(theme, -1) + 1
        return (known.get(each.first["indicator_id"], len(known)), nth, order.get(theme, 0))

    ranks = {id(each): rank(each) for each in levels}
    chosen: dict[str, Indicator] = {}
    for each in sorted(levels, key=lambda each: ranks[id(each)]):
        chosen.setdefault(each.first["indicator_id"], each)
    return list(chosen.values())[:MOST_HEADLINES]


def address(key: str) -> str:
    """The page of a statistic."""
    return f"statistics/{key}.html"
