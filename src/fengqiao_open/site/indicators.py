"""The statistics of one indicator and place together: actual values, growth, and what is aimed at."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

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
    """The indicators to begin with: those of `HEADLINES`, then the first of each theme, the second of each, …

    Only those of the latest report with an actual level, and none twice.
    """
    latest = edition.reports[-1].key if edition.reports else ""
    levels = [
        each for each in indicators(edition) if each.first["source_id"] == latest and _is_level(each.actual)
    ]
    found = {each.first["indicator_id"]: each for each in reversed(levels)}
    headed = [found[name] for name in HEADLINES if name in found]
    by_theme: dict[str, list[Indicator]] = {row.key: [] for row in themes(edition)}
    for name, each in reversed(found.items()):
        if name not in HEADLINES:
            by_theme.setdefault(each.first["theme_id"], []).append(each)
    others = [each for one_each in zip_longest(*by_theme.values()) for each in one_each if each]
    return [*headed, *others][:MOST_HEADLINES]


def _is_level(actual: list[Row]) -> bool:
    return bool(actual) and actual[0]["measure"] == "level" and actual[0]["value"] != ""


def themes(edition: Edition) -> list[Row]:
    """The themes in their order."""
    return sorted(edition.data.rows("themes"), key=lambda row: int(row["order"] or 0))


def address(key: str) -> str:
    """The page of a statistic."""
    return f"statistics/{key}.html"
