"""Rules on what a report leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings.report import Finding
from ...indicators.catalogue import headlines, version
from ...tabular.dataset import Data
from .registry import rule


@rule("FQ-R60", "absences", "observations")
def what_is_absent_is_not_printed(data: Data) -> Iterator[Finding]:
    """An indicator that is said to be absent from a report of which there is a statistic, or is no headline.

    What is a headline is known of the catalogue of this library only: another version may have others.
    """
    known = headlines() if data.descriptor.get("fq:indicatorCatalogue") == version() else None
    printed = data.groups("observations", "source_id", "indicator_id")
    for row in data.rows("absences"):
        if here := printed.get((row["source_id"], row["indicator_id"])):
            yield row.finding("FQ-R60", "indicator_id", value=row["indicator_id"], other=here[0].key)
        elif known is not None and row["indicator_id"] not in known:
            yield row.finding("FQ-R60", "indicator_id", case="unknown", value=row["indicator_id"])
