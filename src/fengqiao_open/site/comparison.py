"""One indicator over several places in one period: what can be compared, and why the rest cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..tabular.csv import Row
from ..tabular.dataset import Data

_MEASURES = ("level", "share", "rate")
_GROWTH = ("growth_yoy", "growth")
_EXACT = ("", "exact")
#: What must be alike, in the order in which a difference is named; each is also a word of the site.
REASONS = ("scope", "type", "measure", "unit", "definition")


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
        rank: 1 for the largest; None where a value is no exact one, so that nothing can be ranked.
    """

    place: Place
    row: Row
    growth: Row | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A place that has the indicator but is not compared; the reason is one of `REASONS`."""

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
        if row["status"] != "actual" or row["measure"] not in _MEASURES or not row["base_value"]:
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


def _marks(place: Place, row: Row) -> tuple[str, ...]:
    """What must be alike, in the order of `REASONS` without the first; a blank is like nothing."""
    indicator = place.data.row("indicators", row["indicator_id"])
    area = place.data.row("areas", row["area_id"])
    meaning = ("definition_zh", "counted_zh", "nature", "quantity")
    said = "\n".join(indicator[each] for each in meaning) if indicator and indicator["definition_zh"] else ""
    return area["type"] if area else "", row["measure"], row["base_unit_en"], said


def _compared(indicator: str, period: str, rows: Sequence[tuple[Place, Row]]) -> Comparison:
    whole = [(place, row) for place, row in rows if _is_whole(place, row)]
    marks = Counter(_marks(*each) for each in whole)
    common = max(marks, key=lambda each: (all(each), marks[each]), default=())
    entries, refusals = [], []
    for place, row in rows:
        reason = _difference(place, row, common)
        if reason:
            refusals.append(Refusal(place, row, reason))
        else:
            entries.append((place, row))
    if len(entries) < 2:
        alone = [Refusal(place, row, _difference_between(rows)) for place, row in entries]
        return Comparison(indicator, period, (), (*alone, *refusals))
    return Comparison(indicator, period, tuple(_ranked(entries)), tuple(refusals))


def _difference(place: Place, row: Row, common: tuple[str, ...]) -> str:
    """The first thing in which a value differs from what most have in common; blank where it does not."""
    if not _is_whole(place, row):
        return REASONS[0]
    own = _marks(place, row)
    pairs = zip(REASONS[1:], own, common, strict=True)
    return next((reason for reason, mine, theirs in pairs if mine != theirs or not mine), "")


def _difference_between(rows: Sequence[tuple[Place, Row]]) -> str:
    """What keeps the only one that is like itself from the others."""
    (first, *others) = sorted(rows, key=lambda each: not _is_whole(*each))
    common = _marks(*first)
    return next((found for each in others if (found := _difference(*each, common))), REASONS[-1])


def _ranked(rows: Sequence[tuple[Place, Row]]) -> Iterator[Entry]:
    """The largest first. Where a value is “over” or “about” a number, no rank can be told."""
    exact = all(row["qualifier"] in _EXACT for _, row in rows)
    values = [float(row["base_value"]) for _, row in rows]
    for place, row in sorted(rows, key=lambda each: -float(each[1]["base_value"])):
        rank = 1 + sum(value > float(row["base_value"]) for value in values) if exact else None
        yield Entry(place, row, _growth(place, row), rank)


def _growth(place: Place, row: Row) -> Row | None:
    columns = ("source_id", "indicator_id", "area_id", "period", "status")
    alike = place.data.groups("statistics", *columns).get(tuple(row[each] for each in columns), ())
    return next((each for each in alike if each["measure"] in _GROWTH), None)
