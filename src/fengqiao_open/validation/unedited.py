"""Rows of tables that are as released are not blamed for what an edit of another table made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ..findings.report import Finding, Place
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .contradictions import findings_of, place_of
from .rules import RULES
from .since_release import Edit


def without_unedited(
    found: Sequence[Finding],
    data: Data,
    registered: Collection[Place],
    edited: Sequence[Edit],
    as_released: Collection[str],
) -> list[Finding]:
    """The findings, less those in tables `as_released` that are not there with the edits taken back.

    They go where something else is found in an edited table that their rule reads: it is looked at first.
    """
    tables = {row.table for each in edited if (row := each.before or each.now)}
    reads = {rule.code: rule.tables for rule in RULES}
    wrong = tables & {each.table for each in found}
    suspect = [
        each
        for each in found
        if each.table in as_released
        and each.place not in registered
        and not wrong.isdisjoint(reads.get(each.code, ()))
    ]
    if not suspect:
        return list(found)
    there = set(map(place_of, findings_of({each.code for each in suspect}, _taken_back(data, edited))))
    gone = [each for each in suspect if place_of(each) not in there]
    return [each for each in found if not any(each is one for one in gone)]


def _taken_back(data: Data, edited: Sequence[Edit]) -> Data:
    """The tables with all edits taken back."""
    tables = dict(data.tables)
    for name in {row.table for each in edited if (row := each.before or each.now)} & tables.keys():
        own = [each for each in edited if (each.before or each.now or _NONE).table == name]
        now = {each.now.line for each in own if each.now}
        kept: Iterable[Row] = (row for row in tables[name].rows if row.line not in now)
        before = (each.before for each in own if each.before)
        tables[name] = replace(tables[name], rows=tuple(sorted((*kept, *before), key=lambda row: row.line)))
    return Data(tables, data.descriptor, data.keys_left_out)


_NONE = Row("", 0, "", {})
