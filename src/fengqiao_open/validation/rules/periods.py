"""Rules on period, status and the area of a rank: they are what the part of the report and the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...figures.outline import Calendar
from ...figures.periods import agrees, usual
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from ..intended import glossed
from .codelists import with_parents
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


# The kind of the area whose places are ranked, with its rank at once: 位列全区第一.
_RANKED = re.compile(
    "全(国|省|市|州|盟|区|县|旗|镇|乡)(?:排名|排位|位次|位居|位列|名列|列|居)*(?:第|前|倒数)"
)
_TYPES = {
    **{"国": "country", "省": "province", **dict.fromkeys("市州盟", "prefecture")},
    **{**dict.fromkeys("区县旗", "county"), **dict.fromkeys("镇乡", "town")},
}


@rule("FQ-P29", "observations", "figures", "areas")
def ranks_are_of_the_printed_area(data: Data) -> Iterator[Finding]:
    """A rank of the whole district under another area than the district that has the place: 全区第一, 嘉兴市."""
    for row in data.groups("observations", "measure").get(("rank",), ()):
        figure = data.row("figures", row["figure_id"])
        area = data.row("areas", row["rank_area_id"]) if figure else None
        found = _RANKED.search(figure["printed"]) if figure and area else None
        # 全市 is said of an autonomous prefecture too, and 全区 of an autonomous region.
        if figure and area and found and not _is_kind(area, found[1], _TYPES[found[1]]):
            places = (data.row("areas", each) for each in with_parents(data, row["area_id"]))
            named = [each.key for each in places if each and _is_kind(each, found[1])]
            if len(named) == 1:
                words = glossed("value", row.table, "rank_area_id", area.key, data.tables)
                words |= glossed("wanted", row.table, "rank_area_id", named[0], data.tables)
                words |= {"printed": figure["printed"], "right": named[0]}
                yield row.finding("FQ-P29", "rank_area_id", figure, **words)


def _is_kind(area: Row, ending: str, kind: str = "") -> bool:
    """Whether an area is called so, or is of the kind."""
    return area["name_zh"].endswith(ending) or area["type"] == kind
