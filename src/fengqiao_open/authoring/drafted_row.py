"""The row of `indicators` for what no catalogue names: a name as printed, and texts that only say where."""

from __future__ import annotations

from typing import Final

from ..figures.spans import Span
from ..indicators import phrases
from ..indicators.units import quantity_of
from ..lang import sentence
from ..tabular.csv import Row
from .candidates import Proposal
from .spans import with_span

Record = dict[str, str]
#: A draft in the column `definition_status`.
DRAFT: Final = "draft"
_PROPORTIONS: Final = ("rate", "share")


def drafted_row(
    source_id: str, name: str, quantity: str, theme: str, place: int, number: int, span: Span | None = None
) -> Record:
    """The row of a drafted indicator, marked as a draft.

    Args:
        source_id: identifier of the report, with which that of the indicator begins.
        name: its Chinese name.
        quantity, theme: what it measures, and its theme.
        place, number: the paragraph, and its place among the drafts of it.
        span: the years together that it is of; its Chinese name has them already.

    >>> drafted_row("yunxi-2032", "新建学校数", "count", "education", 4, 1)["indicator_id"]
    'yunxi-2032-p04-i01'
    """
    # The report is named: two towns both have a number in paragraph 3, and one text is one indicator.
    words = {"name": name, "paragraph": place, "number": number, "source": source_id}
    draft_en = sentence("authoring", "draft.name", "en", **words)
    name_en = with_span(draft_en, span.years, span.kind, "en") if span else draft_en
    summed = span is not None and span.kind == "total"
    return {
        "indicator_id": f"{source_id}-p{place:02}-i{number:02}",
        "name_zh": name,
        "name_en": name_en,
        "definition_zh": sentence("authoring", "draft.definition", "zh", **words),
        "definition_en": sentence("authoring", "draft.definition", "en", **{**words, "name": draft_en}),
        "theme_id": theme,
        "quantity": quantity,
        "nature": _nature(name, quantity, summed=summed),
        "direction": "none",
        "definition_status": DRAFT,
    }


def _nature(name: str, quantity: str, *, summed: bool) -> str:
    """Stock or flow; what several years have in all is a flow, whatever it counts."""
    if quantity in ("rank", "class"):
        return "not_applicable"
    return "flow" if summed else phrases.nature(name)


def drafted_quantity(each: Proposal, unit: Row | None, noun: str) -> str:
    """What a drafted indicator measures, by the unit of a number of it, or by its name."""
    if each.measure in _PROPORTIONS:
        return "ratio"
    if each.measure in ("rank", "class"):
        return each.measure
    if each.measure == "level" or (unit and unit["quantity"] != "ratio"):
        return unit["quantity"] if unit else quantity_of(each.figure.unit)[0] or "count"
    return phrases.grown(noun)
