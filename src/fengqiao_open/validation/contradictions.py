"""What several findings that have one cause say, in the words of one; and whether they are there without
it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ..findings import catalogue as codes
from ..findings.report import Finding, Spot
from ..tabular.dataset import Data
from .rules import RULES

_SHOWN = 3


def findings_of(asked: Collection[str], data: Data) -> Iterator[Finding]:
    """What the rules of these codes find in some tables."""
    return (each for rule in RULES if rule.code in asked for each in rule.check(data))


def place_of(finding: Finding) -> tuple[str, Spot, str]:
    """Code, row and column: they identify a finding where other rows are added."""
    return finding.code, finding.spot, finding.column


def contradictions(group: Sequence[Finding]) -> dict[str, str]:
    """Where the first findings of a group are and which rules see them, and how many there are in all."""
    more = str(len(group)) if len(group) > _SHOWN else ""
    return {"more": more, **codes.joined("contradictions", [_in_words(each) for each in group[:_SHOWN]])}


def _in_words(finding: Finding) -> Mapping[str, str]:
    case = "table" if not finding.line else "cell" if finding.column else "line"
    place = codes.in_both("place", case, table=finding.table, line=str(finding.line), column=finding.column)
    words = {}
    for lang, where in place.items():
        values = {"place": where, "title": codes.entry(finding.code).title(lang), "code": finding.code}
        words[lang] = codes.in_words("contradiction", lang, "_", values)
    return words
