"""Indicators for the numbers that no catalogue names: one row for each name as printed, marked as a draft.

A person corrects names instead of typing rows. The English name and the definitions of a draft only say where
the number is printed; FQ-R61 asks for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from typing import Final

from ..figures.span_kinds import AVERAGE
from ..indicators import clauses, continued, lists, phrases
from ..indicators.catalogue import indicators, records
from ..indicators.clause import Clause
from ..indicators.clause_words import GAP_SAID, MULTIPLE, SERVED, STEP
from ..indicators.phrase_words import AND, BARE, COUNTING, DOES, GROWS, GROWTH, NAMES
from ..indicators.themes import theme_of
from ..indicators.units import fits
from ..indicators.whole_names import as_said, official
from ..lang import sentence
from ..tabular.csv import Row
from .as_printed import as_printed, marked
from .candidates import CHANGES, Proposal, can_be_entered, fits_quantity, is_outcome, of_other
from .dealt import dealt, is_multiple, of_every, of_several, run, together
from .drafted_names import Place, base, compared, own_name, verb_of_list
from .drafted_row import drafted_quantity, drafted_row
from .part_years import words_of_time
from .qualifiers import qualifiers, spans, unit_word
from .same_things import Thing, same_thing, thing
from .spans import numeral_of, row_of_span

Record = dict[str, str]
#: The theme of what no word gives one.
GENERAL: Final = "overview"
#: Characters at the end of a clause that say what became of the things: 全部投入使用.
_LATE: Final = 4
#: What a number that was before a change yields to: any other.
_BASE: Final = 3


@dataclass(slots=True)
class _Drafts:
    """What is drafted so far: rows by name and their number by paragraph, and the keys of observations that
    are taken, with their units.

    `kept` says for which number a key is kept, where several numbers are of it.
    """

    source_id: str
    units: Mapping[str, Row]
    rows: dict[str, Record] = field(default_factory=dict)
    taken: dict[tuple[object, ...], str] = field(default_factory=dict)
    kept: Mapping[tuple[object, ...], tuple[int, int]] = field(default_factory=dict)
    in_paragraph: Counter[int] = field(default_factory=Counter)
    dealt: dict[tuple[int, int], str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)


def drafted(
    paragraphs: Sequence[str],
    proposals: Sequence[Proposal],
    source_id: str,
    units: Mapping[str, Row],
    headings: Sequence[str],
) -> tuple[list[Proposal], list[Record]]:
    """The proposals, each with an indicator, and the rows of `indicators` that the catalogue does not have.

    Args:
        paragraphs: the text of the report.
        proposals: its candidates, in order; those without an indicator get a drafted one.
        source_id: identifier of the report, with which those of drafts begin.
        units: the code list of units, by identifier.
        headings: the heading above each paragraph.
    """
    drafts = _Drafts(source_id, units, kept=_kept(paragraphs, proposals), marks=marked(paragraphs))
    made: list[Proposal] = []
    themes = _themes()
    for number, paragraph in enumerate(paragraphs, 1):
        here = [each for each in proposals if each.figure.paragraph == number]
        usual = Counter(themes[each.indicator_id] for each in here if each.indicator_id)
        last: Proposal | None = None
        end, began = 0, len(made)
        listed: list[str] = []
        levels: list[str] = []
        names: tuple[str, ...] = ()
        for at, each in enumerate(here):
            following = here[at + 1].figure.start if at + 1 < len(here) else len(paragraph)
            if last and not continued.in_a_row(
                paragraph, last.figure.start, last.figure.end, each.figure.start
            ):
                end = last.figure.end
            if not (listed and lists.joined(paragraph, end, each.figure)):
                if last and phrases.ends_sentence(paragraph, end, each.figure):
                    names = ()
                found = lists.members(paragraph, each.figure, end, together(here[at:], paragraph))
                again = names and len(names) == run(here[at:], paragraph, end)
                names = found or names
                listed = list(found or (names if again else ()))
            if last and phrases.ends_sentence(paragraph, end, each.figure):
                levels = []
            if not listed and (listed := _of_levels(here[at:], levels, paragraph, end, drafts)):
                names = tuple(listed)
            first = not (last and lists.joined(paragraph, end, each.figure))
            if first and not (listed and each.measure == "ratio_to_target"):
                drafts.dealt |= dealt(here[at:], levels, made[began:], paragraph, end)
            several = of_several(here[at:], listed, paragraph) if first else []
            every = of_every(here[at:], made[began:], paragraph, end) if first and not several else []
            if several or every:
                listed, each = [], replace(each, indicator_id="")
            for noun in several or every or [listed.pop(0) if listed else ""]:
                if every:
                    drafts.dealt[each.figure.paragraph, each.figure.start], noun = noun, ""
                place = Place(paragraph, each, last, end, following, headings[number - 1])
                if when := base(place, here[at + 1 :]):
                    noun = noun or (indicators()[each.indicator_id].name_zh if each.indicator_id else "")
                    place = replace(place, each=replace(each, indicator_id=""), base=when)
                last = _with_indicator(place, noun, usual, drafts)
                drafts.taken[_key(last)] = last.figure.unit
                made.append(last)
                levels += [last.indicator_id] * (last.measure == "level" and not is_multiple(last))
    used = {each.indicator_id for each in made}
    return made, [row for row in drafts.rows.values() if row["indicator_id"] in used]


def _of_levels(
    rest: Sequence[Proposal], levels: Sequence[str], text: str, end: int, drafts: _Drafts
) -> list[str]:
    """The names of several numbers with one bare name, each of the level before it in their order.

    投资分别完成7亿元、3亿元，完成率分别为98%、95%; 竹园9个、竹馆5个，分别占全省71%和77%.
    """
    bare = lists.bare_of_each(text, rest[0].figure, end) or lists.share_of_each(text, rest[0].figure, end)
    number = together(rest, text)
    if not bare or not 1 < number <= len(levels):
        return []
    names = (COUNTING.sub("", continued.unbracketed(_name_by_id(each, drafts))) for each in levels[-number:])
    return [continued.of_the_same(name, bare, "") for name in names]


def _key(each: Proposal) -> tuple[object, ...]:
    return each.indicator_id, each.measure, each.period, each.status


def _free(each: Proposal, drafts: _Drafts) -> bool:
    """Whether an observation can still be the one of its indicator, measure, period and status."""
    key, place = _key(each), (each.figure.paragraph, each.figure.start)
    return key not in drafts.taken and drafts.kept.get(key, place) == place


def _kept(
    paragraphs: Sequence[str], proposals: Sequence[Proposal]
) -> dict[tuple[object, ...], tuple[int, int]]:
    """For each key of the catalogue the number that it is rather of: of that year alone, and the first of
    those; a mark that was passed yields to the first that is no bound.
    """
    first: dict[tuple[object, ...], tuple[int, tuple[int, int]]] = {}
    exact: dict[tuple[object, ...], tuple[int, tuple[int, int]]] = {}
    marks = set[tuple[int, int]]()
    for number, each in enumerate(proposals):
        place = (each.figure.paragraph, each.figure.start)
        text = paragraphs[place[0] - 1]
        rest = [next_.figure for next_ in proposals[number + 1 : number + 2]]
        following = rest[0].start if rest and rest[0].paragraph == place[0] else len(text)
        base = bool(continued.base_of(text, each.figure, 0, following))
        one = (_BASE * base or spans(text, each.figure), place)
        if not each.indicator_id or each.span or each.averaged or each.months:
            continue
        for rows in (first, exact)[: 1 + (each.figure.qualifier == "exact")]:
            rows[_key(each)] = min(one, rows.get(_key(each), one))
        if each.figure.qualifier == "over" and STEP.match(text, each.figure.end):
            marks.add(place)
    better = {key: one for key, one in exact.items() if first[key][1] in marks and one[0] <= first[key][0]}
    return {key: place for key, (_, place) in (first | better).items()}


def _with_indicator(place: Place, noun: str, usual: Counter[str], drafts: _Drafts) -> Proposal:
    """A proposal with the indicator of the catalogue, that of the number before, or a drafted one."""
    each, last, text = place.each, place.last, place.text
    several, of_one = words_of_time(each), ""
    if several and each.indicator_id:  # what five years have is no number of the series of single years
        if made := _over_years(each, drafts):
            return made
        noun = of_one = indicators()[each.indicator_id].name_zh
        each = replace(each, indicator_id="")
        place = replace(place, each=each)
    if sure := _sure(place, several, drafts):
        return sure
    level = drafts.dealt.get((each.figure.paragraph, each.figure.start))
    if level == "" and not each.indicator_id:  # which of the things before is not said
        noun = noun or sentence("authoring", "draft.unnamed", "zh", paragraph=each.figure.paragraph)
        last = None
    if level and is_multiple(each):
        noun = noun or continued.unbracketed(_name_by_id(level, drafts))
    elif several and level:
        if level in indicators() and (made := _over_years(replace(each, indicator_id=level), drafts)):
            return made
        noun = noun or continued.unbracketed(_name_by_id(level, drafts))
    elif level:
        one = replace(each, indicator_id=level)
        if _free(one, drafts) and _is_measured_so(one, drafts):
            return one
    end, across = place.end, ""
    if last and phrases.ends_sentence(text, end, each.figure):
        across = MULTIPLE.sub("", continued.unbracketed(_name_of(last, drafts)))
        across = "" if phrases.ends(text, end, each.figure) else across
        last = None  # a sentence says nothing of the numbers of another
    said_before = continued.unbracketed(_name_of(last, drafts)) if last else ""
    before = MULTIPLE.sub("", GAP_SAID.sub("", said_before))
    clause = Clause(text, each.figure, end, before, bool(last and last.measure in CHANGES))
    noun = noun or clauses.said(clause) or phrases.phrase(text, each.figure, end, place.following)
    multiple = bool(MULTIPLE.search(said_before))
    if several and last and not noun and each.measure in CHANGES and not multiple:
        noun = said_before
    elif last and not noun and each.measure in CHANGES and not multiple and not of_other(each, last, text):
        one = replace(each, indicator_id=last.indicator_id)
        if _free(one, drafts) and _is_measured_so(one, drafts):
            return one
    own = own_name(place, clause, noun, across)
    own += GROWTH if clause.grew and each.measure == "rate" and GROWS.search(own) else ""  # 增长6%，力争7%
    unit = drafts.units.get(each.unit_id)
    quantity = drafted_quantity(each, unit, own)
    name = _name(place, own, quantity)
    named = official(name)
    refused = each.refused or (last and of_other(each, last, text))
    known = "" if refused else as_said(name, clause, place.following, each.measure)
    if several:
        if known and (made := _over_years(replace(each, indicator_id=known), drafts)):
            return made
        known, named = "", ""
        name = f"{of_one or AVERAGE.sub('', name)}（{several}）"
    if known and fits(indicators()[known], each.figure) and can_be_entered(known, each.measure, unit):
        one = replace(each, indicator_id=known)
        if _free(one, drafts):
            return one
    inherits = last and before and own.startswith(COUNTING.sub("", before))
    theme = (_theme_of(last, drafts) if last and inherits else "") or _themes().get(known, "")
    theme = theme or _theme(replace(place, last=last), name, clause, usual, drafts)
    usual.update([theme])
    in_units = last is not None and last.measure in CHANGES and last.unit_id != each.unit_id
    absolute = in_units and unit is not None and unit["quantity"] == "ratio" and not noun
    beside = _beside(said_before, text, end)
    words = qualifiers(
        text, each.figure, end, name, each.measure, each.period, absolute=absolute, beside=beside
    )
    if named and not known and (verb := verb_of_list(name, replace(place, last=last), clause)):
        name, named = f"{verb}{name}", ""
    return _drafted(each, name, quantity, theme, words, drafts, named=named)


def _sure(place: Place, several: str, drafts: _Drafts) -> Proposal | None:
    """A proposal with the indicator of the rank or the outcome that it is, or its own of the catalogue."""
    each, last = place.each, place.last
    if ranked := _rank_of_average(each, last, drafts):
        return ranked
    one = replace(each, indicator_id=last.indicator_id) if last else each
    if last and not several and is_outcome(each, last, place.text) and _free(one, drafts):
        return one
    return each if each.indicator_id and _free(each, drafts) else None


def _name(place: Place, own: str, quantity: str) -> str:
    """The name of a draft: its own words with what measure and comparison add; a placeholder for none."""
    figure = place.each.figure
    if not NAMES.search(own):
        return sentence("authoring", "draft.unnamed", "zh", paragraph=figure.paragraph)
    name = compared(phrases.named(own, figure, place.each.measure, quantity), place.text, figure)
    return f"{name}（{place.base}）" if place.base and place.base not in name else name


def _theme(place: Place, name: str, clause: Clause, usual: Counter[str], drafts: _Drafts) -> str:
    """The theme that the name of a draft, the words around it and those before it give."""
    found = theme_of(
        name,
        f"{clause.head}{clause.right}",
        place.heading,
        next((theme for theme, _ in usual.most_common(1)), ""),
        phrases.clause_before(place.text, place.each.figure),
        _theme_of(place.last, drafts) if place.last else "",
    )
    return found or GENERAL


def _beside(before: str, text: str, end: int) -> str:
    """The thing before that served those of a number, of which it does not say more: 帮扶企业30家次."""
    beside = COUNTING.sub("", before)
    doing = DOES.match(beside)
    beside = beside[doing.end() :] if doing else beside
    return beside if SERVED.search(beside) and not AND.match(text, end) else ""


def _rank_of_average(each: Proposal, last: Proposal | None, drafts: _Drafts) -> Proposal | None:
    """A rank of the average growth before it, and not of what grew: 年均增长8.3%、居全省第一位."""
    if not last or each.measure != "rank" or not each.indicator_id:
        return None
    one = replace(each, indicator_id=last.indicator_id)
    of_average = last.span is not None and last.span.kind == "average" and last.measure in CHANGES
    of_last = of_average and last.indicator_id.startswith(each.indicator_id)
    return one if of_last and _free(one, drafts) else None


def _over_years(each: Proposal, drafts: _Drafts) -> Proposal | None:
    """A proposal with what several years have of its indicator of the catalogue; None where that is not
    free.
    """
    if (
        each.span is None
        or not _is_measured_so(each, drafts)
        or not fits(indicators()[each.indicator_id], each.figure)
    ):
        return None
    row = row_of_span(each.indicator_id, each.span.years, each.span.kind)
    one = replace(each, indicator_id=drafts.rows.setdefault(row["name_zh"], row)["indicator_id"])
    return one if _free(one, drafts) else None


def _drafted(
    each: Proposal,
    name: str,
    quantity: str,
    theme: str,
    words: Iterator[str],
    drafts: _Drafts,
    *,
    named: str,
) -> Proposal:
    """A proposal with the drafted indicator of a name; where that is taken, of one that a qualifier makes
    distinct.

    A name is taken by an earlier draft, or by the indicator of the catalogue that is `named` so.
    """
    name = as_printed(name, drafts.marks)
    of = thing(name, quantity, each.figure.unit)
    known = "" if named or name in drafts.rows else same_thing(of, drafts.things)
    one = replace(each, indicator_id=drafts.rows[known]["indicator_id"]) if known else each
    if known and _free(one, drafts):
        return one
    place, number, wanted, taken = each.figure.paragraph, 0, name, bool(named)
    first = drafts.rows.get(name)
    taker = replace(each, indicator_id=first["indicator_id"] if first else named)
    alike = first["quantity"] == quantity if first else not _free(taker, drafts)
    by_unit = unit_word(each.figure.unit, drafts.taken.get(_key(taker), "") if alike else "")
    words = chain(words, (unit for unit in by_unit if not name.endswith(unit)))
    while taken or name in drafts.rows:
        row = drafts.rows.get(name)
        if row and row["quantity"] == quantity:
            one = replace(each, indicator_id=row["indicator_id"])
            if _free(one, drafts):
                return one
        taken = False
        if word := next(words, ""):
            name = f"{wanted}（{word}）".replace("）（", "，")
            continue
        number += 1
        name = sentence("authoring", "draft.again", "zh", name=wanted, number=numeral_of(number + 1))
        name = name.replace("）（", "，")
    drafts.in_paragraph[place] += 1
    row = drafted_row(drafts.source_id, name, quantity, theme, place, drafts.in_paragraph[place], each.span)
    drafts.rows[name] = row
    drafts.things.setdefault(name, of)
    return replace(each, indicator_id=row["indicator_id"])


def _name_of(last: Proposal, drafts: _Drafts) -> str:
    """The name of the indicator of a proposal, blank where it says little."""
    found = _name_by_id(last.indicator_id, drafts)
    return "" if BARE.fullmatch(found) else found


def _name_by_id(indicator_id: str, drafts: _Drafts) -> str:
    """The name of an indicator of the catalogue or of a drafted one."""
    if indicator_id in indicators():
        return indicators()[indicator_id].name_zh
    return next((name for name, row in drafts.rows.items() if row["indicator_id"] == indicator_id), "")


def _is_measured_so(each: Proposal, drafts: _Drafts) -> bool:
    """Whether an amount by which something grew is of its quantity: 增收2亿元 is no growth of persons."""
    drafted = (row["quantity"] for row in drafts.rows.values() if row["indicator_id"] == each.indicator_id)
    known = indicators().get(each.indicator_id)
    quantity = known.quantity if known else next(drafted, "")
    return fits_quantity(quantity, each.measure, drafts.units.get(each.unit_id))


def _theme_of(last: Proposal, drafts: _Drafts) -> str:
    """The theme of the indicator of a proposal."""
    if last.indicator_id in _themes():
        return _themes()[last.indicator_id]
    return next(r["theme_id"] for r in drafts.rows.values() if r["indicator_id"] == last.indicator_id)


@cache
def _themes() -> Mapping[str, str]:
    return {row["indicator_id"]: row["theme_id"] for row in records()}
