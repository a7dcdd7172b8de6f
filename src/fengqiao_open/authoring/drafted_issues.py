"""What a draft says of oddities that only the report can account for: links that cannot be, known issues."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from ..findings.report import Finding
from ..lang import both
from ..tabular.dataset import Data
from ..validation.contradictions import findings_of

Record = dict[str, str]
#: Rules that a relation of a draft must not break: such a relation is left out.
_LINKS: Final = ("FQ-R08", "FQ-R09")
#: Rules whose findings in a draft are of the report itself: they are entered as known issues, with the
#: reason.
_REASONS: Final = {
    **dict.fromkeys(("FQ-P01", "FQ-P02", "FQ-P03", "FQ-P06"), "apart"),
    **dict.fromkeys(("FQ-P18", "FQ-P20", "FQ-R05", "FQ-R10", "FQ-R11", "FQ-R13"), "as_printed"),
    **dict.fromkeys(("FQ-R06", "FQ-R07", "FQ-R04"), "no_base"),
    **dict.fromkeys(("FQ-R03", "FQ-R12", "FQ-R51"), "not_linked"),
}


def refused_relations(data: Data) -> set[str]:
    """The relations of a draft that cannot be: of the wrong kind, or a part that is more than its total."""
    found = findings_of(_LINKS, data)
    return {
        key for each in found for table, key in ((each.table, each.key), *each.others) if table == "relations"
    }


def drafted_issues(data: Data) -> list[Record]:
    """The known issues of a draft, one for each row and rule, with why it is accepted."""
    return list({row["discrepancy_id"]: row for row in _issues(data, findings_of(_REASONS, data))}.values())


def _issues(data: Data, found: Collection[Finding] | Iterator[Finding]) -> Iterator[Record]:
    for each in found:
        row = data.row(each.table, each.key)
        if row is None or not each.column:
            continue
        value = row[each.column]
        yield {
            "discrepancy_id": f"{each.code.lower()}-{each.key}",
            **{"rule_code": each.code, "table": each.table, "key": each.key, "field": each.column},
            **{"operator": "eq" if value else "blank", "expected": value},
            **both("authoring", f"issue.{_REASONS[each.code]}", "reason"),
        }
