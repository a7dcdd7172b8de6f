"""Rows that were dropped since the release: one finding at each, in place of all that its absence makes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ..datapackage.characters import visible
from ..datapackage.package import shipped
from ..findings.report import Finding, Place, Spot
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .contradictions import contradictions, findings_of, place_of
from .duplicates import MISSING_ROW
from .rules.generated import STALE, differences
from .since_release import to_restore

#: So many rows are restored one by one to see what each explains.
MOST_DROPPED = 10


def without_dropped(
    found: Sequence[Finding], data: Data, registered: Collection[Place], dropped: Mapping[Spot, Row]
) -> tuple[Sequence[Finding], list[Finding], Data]:
    """The findings that are there with the dropped rows too, one for each row that explains others, and the
    tables with those rows.

    A row whose absence no rule notices makes no finding: it may have been removed on purpose.
    """
    missing: list[Finding] = []
    for (table, key), row in list(dropped.items())[:MOST_DROPPED]:
        if not found or table not in data.tables or data.row(table, key) or data.left_out(table, key):
            continue
        rows = (*data.rows(table), row)
        tables = {**data.tables, table: replace(data.tables[table], rows=rows)}
        restored = Data(tables, data.descriptor, data.keys_left_out)
        there = set(map(place_of, findings_of({each.code for each in found}, restored)))
        gone = [each for each in found if each.place not in registered and place_of(each) not in there]
        # A generated table may differ for other reasons too.
        stale = [each for each in found if each.code == STALE and each not in gone]
        fewer = stale and len(list(differences(restored))) < len(list(differences(data)))
        if gone or fewer:
            words = {"case": "dropped", "value": visible(key), "target": table}
            words |= to_restore(table, key) | contradictions(gone or stale)
            missing.append(Finding(MISSING_ROW, table, 0, shipped().key(table), visible(key), words))
            found = [each for each in found if not any(each is one for one in gone)]
            data = restored
    return found, missing, data
