"""The comparisons of a site over several places: each indicator in its latest year, with what `analysis` says
of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..analysis.comparison import GROWTH, MEASURES, Candidate, compared, definition
from ..tabular.csv import Row
from ..tabular.dataset import Data


@dataclass(frozen=True, slots=True)
class Place:
    """One package among several: the folder of its site, and its tables."""

    folder: str
    data: Data


@dataclass(frozen=True, slots=True)
class Entry:
    """The value of one place.

    Attributes:
        row: the statistic.
        growth: the printed growth of the same indicator, place and period.
        rank: 1 for the largest; None where other values leave it open.
    """

    place: Place
    row: Row
    growth: Row | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A place that has the indicator but is not compared; the reason is one of `analysis.comparison`."""

    place: Place
    row: Row
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """An indicator in a period: at least two places have it; `entries` is empty where none are alike."""

    indicator: str
    period: str
    entries: tuple[Entry, ...]
    refusals: tuple[Refusal, ...]


def comparisons(places: Sequence[Place]) -> list[Comparison]:
    """Every indicator that at least two places have actual values of in the same year, the latest year only.

    What most places have in common is compared; a place that differs in one thing is refused for it.
    """
    found: dict[tuple[str, str], dict[str, tuple[Place, Row]]] = {}
    for place in places:
        for row in _chosen(place):
            areas = found.setdefault((row["indicator_id"], row["period"]), {})
            before = areas.get(row["area_id"])
            if before is None or _issued(place, row) > _issued(*before):
                areas[row["area_id"]] = (place, row)
    latest: dict[str, str] = {}
    for (indicator, period), areas in found.items():
        if len(areas) > 1:
            latest[indicator] = max(period, latest.get(indicator, ""))
    return [_compared(each, period, [*found[each, period].values()]) for each, period in latest.items()]


def _issued(place: Place, row: Row) -> str:
    source = place.data.row("sources", row["source_id"])
    return source["issued"] if source else ""


def _chosen(place: Place) -> Iterator[Row]:
    """Of each indicator and year the actual value of the place itself, as the latest report has it; the value
    of a part of it only where there is no other.
    """
    whole: dict[tuple[str, str], dict[str, Row]] = {}
    partial: dict[tuple[str, str], Row] = {}
    for row in place.data.rows("statistics"):
        if row["status"] != "actual" or row["measure"] not in MEASURES or not row["base_value"]:
            continue
        key = row["indicator_id"], row["period"]
        if not _is_whole(place, row):
            partial.setdefault(key, row)
            continue
        areas = whole.setdefault(key, {})
        before = areas.get(row["area_id"])
        if before is None or _issued(place, row) > _issued(place, before):
            areas[row["area_id"]] = row
    for areas in whole.values():
        yield from areas.values()
    yield from (row for key, row in partial.items() if key not in whole)


def _is_whole(place: Place, row: Row) -> bool:
    """Whether a statistic is of the whole place that its report is of, and not of a part of it."""
    source = place.data.row("sources", row["source_id"])
    return source is not None and row["area_id"] == source["area_id"]


def _candidate(place: Place, row: Row) -> Candidate[tuple[Place, Row]]:
    indicator = place.data.row("indicators", row["indicator_id"])
    area = place.data.row("areas", row["area_id"])
    marks = (area["type"] if area else "", row["measure"], row["base_unit_en"], definition(indicator))
    whole = _is_whole(place, row)
    return Candidate((place, row), True, whole, marks, float(row["base_value"]), row["qualifier"])


def _compared(indicator: str, period: str, rows: Sequence[tuple[Place, Row]]) -> Comparison:
    found = compared([_candidate(*each) for each in rows])
    entries = (Entry(place, row, _growth(place, row), rank) for (place, row), rank in found.entries)
    refusals = (Refusal(place, row, reason) for (place, row), reason in found.refusals)
    return Comparison(indicator, period, tuple(entries), tuple(refusals))


def _growth(place: Place, row: Row) -> Row | None:
    columns = ("source_id", "indicator_id", "area_id", "period", "status")
    alike = place.data.groups("statistics", *columns).get(tuple(row[each] for each in columns), ())
    return next((each for each in alike if each["measure"] in GROWTH), None)
