"""Rules on the order of a report: headings count upward, parts and sections begin at their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...figures.numerals import numeral
from ...findings.catalogue import BLANK
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .lexicon import WORDS, pattern
from .provenance import PARTS
from .registry import rule

# The headings of parts and sections are at the very start of their paragraph (GB/T 9704, on numbering).
_PART = pattern("part_heading")
_SECTION = pattern("section_heading")


@rule("FQ-P17", "figures", "passages", needs_complete_tables=True)
def parts_and_sections_begin_at_their_headings(data: Data) -> Iterator[Finding]:
    """A heading out of its order, or a part or section that begins without a heading."""
    for (report,), rows in data.groups("passages", "source_id").items():
        passages = sorted(rows, key=lambda row: int(row["paragraph"]))
        headings = {
            row["paragraph"]: row
            for row in data.groups("figures", "source_id", "start").get((report, "0"), [])
            if row["disposition"] == "heading"
        }
        yield from _out_of_order(headings, {row["paragraph"]: row for row in passages})
        parts, sections = _numbered(headings, _PART), _numbered(headings, _SECTION)
        first = next((row["paragraph"] for row in passages if row["part"] != PARTS[0]), "")
        titled = first not in parts  # titles without a number begin the parts
        for one, two in pairwise(passages):
            at = two["paragraph"]
            if len(parts) > 1 and not titled and two["part"] != one["part"] and at not in parts:
                yield _stray(one, two, "part", f"{one['part']} → {two['part']}", WORDS["first_part"])
            if not sections or two["section"] == one["section"]:
                continue
            wanted = str(sections.get(at, parts.get(at, "") if titled else ""))
            if two["section"] and two["section"].rpartition(".")[2] != wanted:
                wanted = f"({wanted})" if wanted else WORDS["first_section"]
                yield _stray(one, two, "section", two["section"], wanted)
            elif not two["section"] and two["part"] == one["part"]:
                yield from _gap(one, two, passages)


def _gap(one: Row, two: Row, passages: list[Row]) -> Iterator[Finding]:
    """A blank between two paragraphs of one section."""
    later = [row for row in passages if int(row["paragraph"]) > int(two["paragraph"])]
    if any(row["section"] == one["section"] for row in later):
        yield _stray(one, two, "section", BLANK, one["section"])


def _numbered(headings: dict[str, Row], form: re.Pattern[str]) -> dict[str, int]:
    """The numbers of the headings of one form, by paragraph."""
    found = {at: form.fullmatch(row["printed"]) for at, row in headings.items()}
    return {at: _number(match[1]) for at, match in found.items() if match}


def _number(text: str) -> int:
    found = numeral(text)
    return int(found.value) if found else 0


def _out_of_order(headings: dict[str, Row], passages: dict[str, Row]) -> Iterator[Finding]:
    """Headings that skip or repeat a number; sections count anew in each part, and all below a title."""
    part = section = 0
    below = ("", "")
    for at in sorted(headings, key=int):
        row = headings[at]
        place = passages.get(at)
        held, below = below, (place["part"], place["section"].partition(".")[0]) if place else below
        for form in (_PART, _SECTION):
            if match := form.fullmatch(row["printed"]):
                number = _number(match[1])
                before = part if form is _PART else section
                anew = number == 1 and below != held
                if number != before + 1 and not anew:
                    words = {"value": row["printed"], "before": before, "wanted": before + 1}
                    yield row.finding("FQ-P17", "printed", case="heading", **words)
                part, section = (number, 0) if form is _PART else (part, number)


def _stray(before: Row, row: Row, column: str, found: str, wanted: str) -> Finding:
    words = {"value": found, "column": column, "paragraph": row["paragraph"], "wanted": wanted}
    return row.finding("FQ-P17", column, before, case="passage", **words)
