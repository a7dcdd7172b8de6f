"""A rule on period and status: they are what the part of the report and the printed words say."""

from __future__ import annotations

from collections.abc import Iterator

from ...figures.outline import Calendar
from ...figures.periods import agrees, usual
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from ..intended import glossed
from .measures import is_in_time
from .provenance import paragraph
from .registry import rule


def calendar(source: Row) -> Calendar:
    """The years of a report; the one that it plans is that of its presentation where no date is known."""
    review, plan = int(source["review_year"]), int(source["plan_year"])
    return Calendar(review, plan, int(source["issued"][:4] or plan))


@rule("FQ-P28", "observations", "figures", "passages", "sources")
def periods_and_status_are_as_printed(data: Data) -> Iterator[Finding]:
    """An outcome in a plan, a goal in a review, or another year than theirs, that no printed words account
    for.
    """
    for row in data.rows("observations"):
        figure, source = data.row("figures", row["figure_id"]), data.row("sources", row["source_id"])
        passage = data.row("passages", paragraph(row))
        if figure is None or source is None or passage is None:
            continue
        if not is_in_time(row, source, figure["dated"]):
            continue
        years, goal = calendar(source), row["status"] != "actual"
        if not agrees(int(row["period"]), goal, figure["dated"], passage["part"], years):
            said = usual(passage["part"], years)
            column = "status" if said.goal != goal else "period"
            words = glossed("part", "passages", "part", passage["part"], {})
            words |= glossed("status", row.table, "status", row["status"], {})
            words |= _entries(row["status"], said.goal)
            case = "words" if figure["dated"] else ""
            printed = {"period": row["period"], "dated": figure["dated"], "wanted": str(said.year)}
            yield row.finding("FQ-P28", column, figure, passage, case=case, **words, **printed)


def _entries(status: str, goal: bool) -> dict[str, str]:
    """What the status of a number of a part can be: its own where that looks the same way."""
    codes = (status,) if (status != "actual") == goal else ("target", "planned") if goal else ("actual",)
    found = [glossed("entry", "observations", "status", code, {}) for code in codes]
    between = {"en": " or ", "zh": "”或“"}
    return {f"entry_{lang}": by.join(each[f"entry_{lang}"] for each in found) for lang, by in between.items()}
