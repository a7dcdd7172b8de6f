"""A number over several years: typed with the first and the last, kept as the last year and a note that says
so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from ..authoring.spans import FORMS, span_note
from ..lang import LANGS, Lang
from ..tabular.csv import Row

Span = tuple[str, str]
_YEAR: Final = r"((?:19|20)\d\d)"
_TYPED: Final = re.compile(rf"{_YEAR}\s?年?\s?[-—–~～至到]+\s?{_YEAR}\s?年?")
_BETWEEN: Final[Mapping[Lang, str]] = {"zh": "—", "en": "–"}


def typed(period: str) -> Span | None:
    """The first and the last year of a period as a clerk types it; None where it is no span.

    >>> typed("2017-2021"), typed("2021")
    (('2017', '2021'), None)
    """
    found = _TYPED.fullmatch(period)
    return (found[1], found[2]) if found and found[1] < found[2] else None


def years(source: Row) -> str:
    """The span that a report most often speaks of, as it is typed: the five years up to the one reviewed."""
    last = source["review_year"]
    return f"{int(last) - 4}-{last}" if last.isdigit() else ""


def span_of(row: Row) -> Span | None:
    """The span that the note of an observation names, which ends with its period."""
    found = _noted("zh").search(row["note_zh"])
    years = [each for each in found.groups() if each] if found else []
    return (years[0], years[1]) if years and years[1] == row["period"] else None


def period_of(row: Row, lang: Lang) -> str:
    """The period of an observation, of several years the first and the last: 2017—2021."""
    span = span_of(row)
    return _BETWEEN[lang].join(span) if span else row["period"]


def note_of(row: Row, lang: Lang) -> str:
    """The note of an observation without its span."""
    return _noted(lang).sub("", row[f"note_{lang}"]).strip()


def dated(row: Row, cells: Mapping[str, str], summed: bool) -> dict[str, str]:
    """The cells of an edit of a period: of several years, the last, and a note that says of which.

    A plain year takes such a note away.

    Args:
        row: the observation.
        cells: what is typed.
        summed: whether the number is a sum over the years.
    """
    span = typed(cells["period"])
    said = span_note(*span, "total" if summed else "over") if span else {}
    notes = {}
    for lang in LANGS:
        note = _noted(lang).sub("", cells.get(f"note_{lang}", row[f"note_{lang}"])).strip()
        notes[f"note_{lang}"] = f"{note} {said.get(f'note_{lang}', '')}".strip()
    return {**cells, **notes, "period": span[1] if span else cells["period"]}


@cache
def _noted(lang: Lang) -> re.Pattern[str]:
    """What a note says of a span."""
    forms = (re.escape(span_note("1111", "2222", form)[f"note_{lang}"]) for form in FORMS)
    return re.compile("|".join(forms).replace("1111", _YEAR).replace("2222", _YEAR))
