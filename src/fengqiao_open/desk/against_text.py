"""The rows of a report compared with its text, as `audit` does at the end: shown while there is still time to
look.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, partial

from ..authoring.audit import values_against_text
from ..authoring.dating import dates, periods_against_text
from ..figures.figure import Figure
from ..findings.report import Finding
from ..tabular.dataset import Data

_COMPARED = ("sources", "passages", "figures", "observations")


class AgainstText:
    """Compares rows with a text, which is read once."""

    def __init__(self, source_id: str, paragraphs: Sequence[str], found: Iterable[Figure]) -> None:
        self._source_id, self._paragraphs = source_id, tuple(paragraphs)
        self._scanned = {(each.paragraph, each.start, each.end): each for each in found}
        self._dates = cache(partial(dates, self._paragraphs, tuple(self._scanned.values())))

    def findings(self, data: Data, rules: Iterable[Finding], cells: Iterable[Finding]) -> list[Finding]:
        """The periods, values, qualifiers and measures that the text contradicts.

        Args:
            data: the tables.
            rules: what the rules found; a period among it is not reported twice.
            cells: what is wrong with single cells; rows that cannot be read are passed over.
        """
        source = data.row("sources", self._source_id)
        if source is None or any(name not in data.tables for name in _COMPARED):
            return []
        periods = periods_against_text(data, source, self._dates, tuple(rules), tuple(cells))
        return [*periods, *values_against_text(data, source, self._scanned, self._paragraphs)]
