"""A rule on what a program has drafted and no person has confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...findings.report import Finding
from ...tabular.dataset import Data
from .registry import rule

#: The status of a drafted indicator in the column `definition_status`.
DRAFT: Final = "draft"
#: The definition that a draft is given: it says where the words are, and nothing of what they mean.
AS_WORDED: Final = re.compile(
    r"As the report(?: [a-z0-9-]+)? words it in paragraph [0-9]+ \([0-9]+-[0-9]+\)\."
)
#: What is in place of an English name.
NO_NAME: Final = re.compile("Draft [0-9]+-[0-9]+(?: of [a-z0-9-]+)?(?: \\([a-z0-9 ]+\\))?")


@rule("FQ-R61", "indicators")
def indicators_are_confirmed(data: Data) -> Iterator[Finding]:
    """An indicator that `fengqiao-open new` drafted: unconfirmed, or still without an English name."""
    for row in data.rows("indicators"):
        if row["definition_status"] == DRAFT or NO_NAME.fullmatch(row["name_en"]):
            yield row.finding(
                "FQ-R61",
                "definition_status",
                value=row["name_zh"],
                quantity=row["quantity"],
                theme=row["theme_id"],
            )
