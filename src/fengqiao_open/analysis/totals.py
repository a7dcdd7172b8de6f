"""The sum of a selection of statistics, which counts nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..errors import NotAdditiveError, worded
from ..tabular.engines import in_pandas
from ..tabular.loader import load

if TYPE_CHECKING:
    import pandas as pd

_ALIKE = ("period", "status")
_NEEDED = (
    *("observation_id", "indicator_id", "area_id", "measure", "value", "base_value", "unit_id", "qualifier"),
    *(*_ALIKE, "part_of_ids", "overlaps_ids"),
)
_UP, _DOWN = {"at_least", "over"}, {"at_most", "nearly"}


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of statistics.

    Attributes:
        value: the sum, in `unit`.
        unit: the unit of all rows where they have one; else their base unit. In the language of the rows.
        qualifier: `exact`, or `at_least`, `at_most` or `about` as the qualifiers of the rows allow.
        observation_ids: the rows that were added.
        excluded: the rows that were left out, each with the row of the selection that includes it.
        notes: the notes of the added rows that have one, by identifier: read them before you use the sum. An
            amount may be the investment of a whole project and no spending of one year.
    """

    value: float
    unit: str
    qualifier: str
    observation_ids: tuple[str, ...]
    excluded: Mapping[str, str]
    notes: Mapping[str, str] = field(default_factory=dict)


def total(
    frame: pd.DataFrame, overlaps: Literal["refuse", "exclude"] = "refuse", package: str | Path | None = None
) -> Total:
    """The sum of some rows of `statistics()`, where it counts nothing twice.

    The rows must be levels of one period and status, in units of one quantity; values of one indicator must
    be of areas of which none contains another. A row that is part of another (`part_of_ids`) or may overlap
    it (`overlaps_ids`) is not added to it. Whether a sum of different indicators makes sense is not checked.

    Args:
        frame: rows of `statistics()` or `load("statistics")`, filtered in any way, with their identifiers; of
            pandas, polars or Arrow.
        overlaps: "refuse" raises an error where rows overlap; "exclude" leaves out the rows that are part of
            another row. Rows that overlap only in part are refused in both cases: select one of each pair.
        package: the package or merged dataset of the rows, for its areas; None for the shipped one.

    Raises:
        NotAdditiveError: the rows cannot be added; the message names them.
        PackageError: the areas cannot be read.

    >>> from fengqiao_open import statistics
    >>> levels = statistics("en", 2022, theme="finance").query("measure == 'level'")
    >>> total(levels)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    fengqiao_open.errors.NotAdditiveError: The sum would count some of it twice: fengqiao-2023-p08-02 (...
    >>> found = total(levels, overlaps="exclude")
    >>> found.value, found.unit, dict(found.excluded)
    (4.04, '100 million yuan', {'fengqiao-2023-p08-02': 'fengqiao-2023-p08-01'})
    """
    if overlaps not in ("refuse", "exclude"):
        raise worded(ValueError, "overlaps", given=overlaps)
    frame = in_pandas(frame)
    if not hasattr(frame, "columns"):
        raise worded(TypeError, "total-kind", given=type(frame).__name__)
    missing = [name for name in _NEEDED if name not in frame]
    if missing:
        raise NotAdditiveError("columns", names=missing)
    rows = {str(row["observation_id"]): row for row in frame.to_dict("records")}
    _check_alike(frame, rows)
    _check_areas(frame, package)
    parts = {key: whole for key, row in rows.items() for whole in _keys(row["part_of_ids"]) if whole in rows}
    excluded = parts if overlaps == "exclude" else {}
    added = {key: row for key, row in rows.items() if key not in excluded}
    pairs = [("part", key, whole) for key, whole in parts.items() if key in added]
    pairs += [
        ("overlap", key, other)
        for at, (key, row) in enumerate(added.items())
        for other in list(added)[at + 1 :]
        if other in _keys(row["overlaps_ids"])
    ]
    if pairs:
        named = [(kind, _named(rows[one]), _named(rows[two])) for kind, one, two in pairs]
        kinds = tuple(dict.fromkeys(kind for kind, *_ in pairs))
        raise NotAdditiveError("overlapping", pairs=named, hints=kinds)
    one_unit = len({row["unit_id"] for row in rows.values()}) == 1
    value = sum(Decimal(str(row["value" if one_unit else "base_value"])) for row in added.values())
    unit = next(iter(rows.values()))[_column(frame, "unit" if one_unit else "base_unit")]
    qualifier = _qualifier({str(row["qualifier"]) for row in added.values()})
    note = _column(frame, "note")
    notes = {key: text for key, row in added.items() if isinstance(text := row.get(note), str)}
    return Total(float(value), str(unit), qualifier, tuple(added), excluded, notes)


def _check_alike(frame: pd.DataFrame, rows: Mapping[str, Mapping[Any, Any]]) -> None:
    """Refuse rows that are no levels, or differ in what a sum must share."""
    if frame.empty:
        raise NotAdditiveError("empty")
    if others := [_named(row) for row in rows.values() if row["measure"] != "level"]:
        raise NotAdditiveError("measure", rows=others)
    for column in (*_ALIKE, _column(frame, "base_unit")):
        values = list(dict.fromkeys(str(row[column]) for row in rows.values()))
        if len(values) > 1:
            raise NotAdditiveError("mixed", column=column, values=values)


def _check_areas(frame: pd.DataFrame, package: str | Path | None) -> None:
    """Refuse values of one indicator that are of one area, or of one within another."""
    repeated = frame[frame["indicator_id"].duplicated(keep=False)]
    if repeated.empty:
        return
    areas = load("areas", package)
    above = dict(zip(areas["area_id"], areas["parent_area_id"], strict=True))
    twice: list[str] = []
    for _, group in repeated.groupby("indicator_id", observed=True, sort=False):
        listed = group["area_id"].to_list()
        for at, row in enumerate(group.to_dict("records")):
            others, own = {*listed[:at], *listed[at + 1 :]}, row["area_id"]
            if others & {*_chain(own, above)} or any(own in _chain(each, above) for each in others):
                twice.append(_named(row))
    if twice:
        raise NotAdditiveError("twice", rows=twice)


def _chain(area: str, above: Mapping[str, Any]) -> list[str]:
    """An area with those that contain it, the smallest first."""
    found = [area]
    while isinstance(up := above.get(found[-1]), str) and up not in found:
        found.append(up)
    return found


def _column(frame: pd.DataFrame, name: str) -> str:
    """The column of a text, in the language of the selection; in English where it has both."""
    return name if name in frame else f"{name}_en"


def _keys(cell: object) -> list[str]:
    return cell.split() if isinstance(cell, str) else []


def _named(row: Mapping[Any, Any]) -> str:
    name = row.get("indicator", row.get("indicator_en", row["indicator_id"]))
    return f"{row['observation_id']} ({name})"


def _qualifier(found: Iterable[str]) -> str:
    """The qualifier of a sum.

    >>> _qualifier({"exact"}), _qualifier({"exact", "over"}), _qualifier({"over", "about"})
    ('exact', 'at_least', 'about')
    """
    others = set(found) - {"exact"}
    if not others:
        return "exact"
    return "at_least" if others <= _UP else "at_most" if others <= _DOWN else "about"
