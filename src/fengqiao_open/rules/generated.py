"""The rule on generated tables: they say what the tables they are made from say."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding
from ..flat import flatten
from .registry import Data, rule


@rule(
    "FQ-R14",
    "statistics",
    "observations",
    "figures",
    "indicators",
    "units",
    "areas",
    "themes",
    "passages",
    whole=True,
)
def statistics_are_up_to_date(data: Data) -> Iterator[Finding]:
    """A cell of `statistics` that is not what the other tables make of it; a row too many or too few."""
    made = {cells["observation_id"]: cells for cells in flatten(data)}
    for row in data.rows("statistics"):
        wanted = made.pop(row.key, None)
        if wanted is None:
            yield row.finding("FQ-R14", "observation_id", value=row.key, wanted="")
            continue
        for column, cell in wanted.items():
            if row[column] != cell:
                yield row.finding("FQ-R14", column, value=row[column], wanted=cell)
    for key in made:
        yield Finding("FQ-R14", "statistics", 0, "observation_id", key, {"value": "", "wanted": key})
