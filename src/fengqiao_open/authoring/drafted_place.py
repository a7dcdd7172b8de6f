"""The row of a draft's place, with the English name that the slug of the report spells."""

from __future__ import annotations

from typing import Final

from ..figures.clauses import PLACES

#: The digits of an official code before its zeros, by the kind of the place.
_DIGITS: Final = ((2, "province"), (4, "prefecture"), (6, "county"), (12, "town"))
_VINTAGE: Final = "2023"
_NO_NAME: Final = "town"  # the slug when none is given


def drafted_place(town: str, source_id: str, area_id: str) -> dict[str, str]:
    """The row of `areas`: an official place by its code, else a zone.

    >>> row = drafted_place("清河镇", "qinghe-2024", "990101100000")
    >>> row["name_en"], row["type"]
    ('Qinghe Town', 'town')
    """
    slug = source_id.rpartition("-")[0] or source_id
    kind = next((english for ending, english in PLACES.items() if town.endswith(ending)), "")
    stem = "" if slug == _NO_NAME and kind else " ".join(word.capitalize() for word in slug.split("-"))
    name = " ".join(part for part in (stem, kind) if part)
    row = {"area_id": area_id or slug, "name_zh": town, "name_en": name}
    if not area_id:
        return {**row, "type": "zone"}
    level = next(kind for digits, kind in _DIGITS if not area_id[digits:].strip("0"))
    return {**row, "type": level, "code_vintage": _VINTAGE}
