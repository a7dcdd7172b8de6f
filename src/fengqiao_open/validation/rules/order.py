"""The rule on the order of rows: tables that follow the report do so in every row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .registry import rule

_ORDERED = ("organisations", "awards", "commitments")
#: In a table of fewer rows the order may be chance.
FEWEST = 10


@rule("FQ-P30", "passages")
def rows_follow_the_report(data: Data) -> Iterator[Finding]:
    """The one row of a table whose paragraph is out of order; a table with several is in another order."""
    places = {row.key: (row["source_id"], int(row["paragraph"])) for row in data.rows("passages")}
    for table in (each for each in _ORDERED if each in data.tables):
        rows = [row for row in data.rows(table) if row["passage_id"] in places]
        if len(rows) >= FEWEST and len({places[row["passage_id"]][0] for row in rows}) == 1:
            row = _stray(rows, [places[row["passage_id"]][1] for row in rows])
            if row is not None:
                yield row.finding("FQ-P30", "passage_id", value=row["passage_id"])


def _stray(rows: list[Row], numbers: list[int]) -> Row | None:
    """The row without which the numbers rise, if there is one and they do not."""
    falls = [at for at, (one, two) in enumerate(pairwise(numbers), 1) if two < one]
    if len(falls) != 1:
        return None
    for at in (falls[0], falls[0] - 1):
        rest = numbers[:at] + numbers[at + 1 :]
        if rest == sorted(rest):
            return rows[at]
    return None
