"""A rule on what a program has drafted and no person has confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...findings.report import Finding
from ...tabular.dataset import Data
from .registry import rule

#: The status of a drafted indicator in the column `definition_status`.
DRAFT: Final = "draft"


@rule("FQ-R61", "indicators")
def indicators_are_confirmed(data: Data) -> Iterator[Finding]:
    """An indicator that `fengqiao-open new` drafted, with no English name and no definition yet."""
    for row in data.rows("indicators"):
        if row["definition_status"] == DRAFT:
            yield row.finding(
                "FQ-R61",
                "definition_status",
                value=row["name_zh"],
                quantity=row["quantity"],
                theme=row["theme_id"],
            )
