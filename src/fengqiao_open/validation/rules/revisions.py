"""The rule on several reports: a level that a later report restates is a revision, to be noted."""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.targets import restated
from ...findings.report import Finding
from ...tabular.dataset import Data
from .registry import rule


@rule("FQ-R18", "observations", "sources", "units")
def restated_levels_are_noted(data: Data) -> Iterator[Finding]:
    """An actual value that two reports state differently, beyond what rounding explains."""
    for each in restated(data):
        row = data.row("observations", each["later_observation_id"])
        if row is not None:
            words = {end: f"{each[end]:.12g}" for end in ("first", "later")}
            yield row.finding("FQ-R18", "value", **words, other=each["first_observation_id"])
