"""Indicators for the numbers that no catalogue names: one row for each name as printed, marked as a draft.

A person corrects names instead of typing rows. The English name and the definitions of a draft only say where
the number is printed; FQ-R61 asks for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ..indicators import phrases
from ..indicators.catalogue import indicators, records
from ..indicators.phrase_words import BARE, HAN
from ..indicators.units import fits
from ..lang import sentence
from ..tabular.csv import Row
from .candidates import CHANGES, Proposal, can_be_entered

Record = dict[str, str]
#: A draft in the column `definition_status`.
DRAFT: Final = "draft"
_PROPORTIONS: Final = ("rate", "share")
#: The theme of what no word gives one.
GENERAL: Final = "overview"


@dataclass(slots=True)
class _Drafts:
    """What is drafted so far: rows by name and their number by paragraph, and the keys of observations that are taken."""

    source_id: str
    units: Mapping[str, Row]
    rows: dict[str, Record] = field(default_factory=dict)
    taken: set[tuple[object, ...]] = field(default_factory=set)
    in_paragraph: Counter[int] = field(default_factory=Counter)
    dealt: dict[tuple[int, int], str] = field(default_factory=dict)


def drafted(
    paragraphs: Sequence[str], proposals: Sequence[Proposal], source_id: str, units: Mapping[str, Row]
) -> tuple[list[Proposal], list[Record]]:
    """The proposals, each with an indicator, and the rows of `indicators` that the catalogue does not have.

    Args:
        paragraphs: the text of the report.
        proposals: its candidates, in order; those without an indicator get a drafted one.
        source_id: identifier of the report, with which those of drafts begin.
        units: the code list of units, by identifier.
    """
    drafts = _Drafts(source_id, units)
    made: list[Proposal] = []
    for number, paragraph in enumerate(paragraphs, 1):
        here = [each for each in proposals if each.figure.paragraph == number]
        themes = {row["indicator_id"]: row["theme_id"] for row in records()}
        usual = Counter(themes[each.indicator_id] for each in here if each.indicator_id)
        last: Proposal | None = None
        listed: list[str] = []
        levels: list[str] = []
        for at, each in enumerate(here):
            following = here[at + 1].figure.start if at + 1 < len(here) else len(paragraph)
            end = last.figure.end if last else 0
            if not (listed and phrases.joined(paragraph, end, each.figure)):
                listed = list(phrases.members(paragraph, each.figure, end))
            if last and phrases.ends_sentence(paragraph, end, each.figure):
                levels = []
            _deal(each, here[at:], levels, paragraph, end, drafts)
            noun = listed.pop(0) if listed else phrases.phrase(paragraph, each.figure, end, following)
            last = _with_indicator(paragraph, each, last, noun, usual, drafts)
            drafts.taken.add(_key(last))
            made.append(last)
            if last.measure == "level":
                levels.append(last.indicator_id)
    used = {each.indicator_id for each in made}
    return made, [row for row in drafts.rows.values() if row["indicator_id"] in used]


def _key(each: Proposal) -> tuple[object, ...]:
    return each.indicator_id, each.measure, each.period, each.status


def _deal(
    each: Proposal, rest: Sequence[Proposal], levels: Sequence[str], text: str, end: int, drafts: _Drafts
) -> None:
    """Give several changes without names, in their order, the indicators of as many levels before them."""
    if each.indicator_id or each.measure not in CHANGES or not phrases.is_of_each(text, end, each.figure):
        return
    number = 1
    while number < len(rest) and phrases.joined(text, rest[number - 1].figure.end, rest[number].figure):
        number += 1
    if 1 < number <= len(levels):
        for one, indicator in zip(rest, levels[-number:], strict=False):
            drafts.dealt[one.figure.paragraph, one.figure.start] = indicator


def _with_indicator(
    text: str, each: Proposal, last: Proposal | None, noun: str, usual: Counter[str], drafts: _Drafts
) -> Proposal:
    """A proposal with the indicator of the catalogue, that of the number before, or a drafted one."""
    if each.indicator_id and _key(each) not in drafts.taken:
        return each
    if dealt := drafts.dealt.get((each.figure.paragraph, each.figure.start)):
        one = replace(each, indicator_id=dealt)
        if _key(one) not in drafts.taken:
            return one
    end = last.figure.end if last else 0
    if last and phrases.ends_sentence(text, end, each.figure):
        last = None  # a sentence says nothing of the numbers of another
    if last and not noun and each.measure in CHANGES:
        one = replace(each, indicator_id=last.indicator_id)
        if _key(one) not in drafts.taken:
            return one
    before = _name_of(last, drafts) if last else ""
    noun = noun or phrases.subject_before(text, each.figure.start) or before
    own = phrases.of_the_same(before, noun, text[end : each.figure.start])
    own = own.partition("（")[0] if own == before else own
    unit = drafts.units.get(each.unit_id)
    quantity = _quantity(each, unit, own)
    if HAN.search(own):
        name = phrases.named(own, each.figure, each.measure, quantity)
    else:
        name = sentence("authoring", "draft.unnamed", "zh", paragraph=each.figure.paragraph)
    known = _in_catalogue(name)
    if known and fits(indicators()[known], each.figure) and can_be_entered(known, each.measure, unit):
        one = replace(each, indicator_id=known)
        if _key(one) not in drafts.taken:
            return one
    inherited = _theme_of(last, drafts) if last and own != noun else ""
    theme = inherited or phrases.theme([name])
    usual.update([theme] if theme else [])
    theme = theme or _most(usual) or phrases.theme([phrases.clause_before(text, each.figure)]) or GENERAL
    return _drafted(each, name, quantity, theme, drafts, taken=bool(known))


def _drafted(
    each: Proposal, name: str, quantity: str, theme: str, drafts: _Drafts, *, taken: bool
) -> Proposal:
    """A proposal with the drafted indicator of a name; with one that says its paragraph where that is taken."""
    place, number, wanted = each.figure.paragraph, 1, name
    while taken or name in drafts.rows:
        row = drafts.rows.get(name)
        if row and row["quantity"] == quantity:
            one = replace(each, indicator_id=row["indicator_id"])
            if _key(one) not in drafts.taken:
                return one
        taken, number = False, number + 1
        words = {"name": wanted, "paragraph": place, "number": number}
        name = sentence("authoring", "draft.again" if number > 2 else "draft.at", "zh", **words)
    drafts.in_paragraph[place] += 1
    row = _row(drafts.source_id, name, quantity, theme, place, drafts.in_paragraph[place])
    drafts.rows[name] = row
    return replace(each, indicator_id=row["indicator_id"])


def _most(usual: Counter[str]) -> str:
    """The theme of most indicators of a paragraph, blank where none has one."""
    found = usual.most_common(1)
    return found[0][0] if found else ""


def _row(source_id: str, name: str, quantity: str, theme: str, place: int, number: int) -> Record:
    # The report is named: two towns both have a number in paragraph 3, and one text is one indicator.
    words = {"name": name, "paragraph": place, "number": number, "source": source_id}
    draft_en = sentence("authoring", "draft.name", "en", **words)
    return {
        "indicator_id": f"{source_id}-p{place:02}-i{number:02}",
        "name_zh": name,
        "name_en": draft_en,
        "definition_zh": sentence("authoring", "draft.definition", "zh", **words),
        "definition_en": sentence("authoring", "draft.definition", "en", **{**words, "name": draft_en}),
        "theme_id": theme,
        "quantity": quantity,
        "nature": "not_applicable" if quantity in ("rank", "class") else phrases.nature(name),
        "direction": "none",
        "definition_status": DRAFT,
    }


def _quantity(each: Proposal, unit: Row | None, noun: str) -> str:
    """What a drafted indicator measures, by the unit of a number of it, or by its name."""
    if each.measure in _PROPORTIONS:
        return "ratio"
    if each.measure in ("rank", "class"):
        return each.measure
    if each.measure == "level" or (unit and unit["quantity"] != "ratio"):
        return unit["quantity"] if unit else "count"
    return phrases.grown(noun)


def _in_catalogue(name: str) -> str:
    """The indicator of the catalogue that has just this name, blank where none has."""
    return next((key for key, each in indicators().items() if each.name_zh == name), "")


def _name_of(last: Proposal, drafts: _Drafts) -> str:
    """The name of the indicator of a proposal, blank where it says little."""
    if last.indicator_id in indicators():
        return indicators()[last.indicator_id].name_zh
    found = next((name for name, row in drafts.rows.items() if row["indicator_id"] == last.indicator_id), "")
    return "" if BARE.fullmatch(found) else found


def _theme_of(last: Proposal, drafts: _Drafts) -> str:
    """The theme of the indicator of a proposal."""
    themes = {row["indicator_id"]: row["theme_id"] for row in (*records(), *drafts.rows.values())}
    return themes[last.indicator_id]
