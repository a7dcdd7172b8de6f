"""The note of a number that is one end of a range: the table has one number, the note has both."""

from __future__ import annotations

from ..figures.figure import Figure
from ..figures.ranges import ends, is_range
from ..lang import both


def range_note(figure: Figure, measure: str) -> dict[str, str]:
    """The note of an observation of a range, in both languages; nothing of another number.

    >>> from ..figures.scanner import parse
    >>> range_note(parse("15至20公里"), "level")["note_zh"], range_note(parse("15公里"), "level")
    ('原文为区间：15—20。', {})
    """
    if not is_range(figure, measure):
        return {}
    low, high = ends(figure)
    return both("authoring", "range", "note", low=low, high=high)
