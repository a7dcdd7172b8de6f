"""Which indicator of the catalogue each number of a paragraph is of, and why.

By its name in the clause: the longest, the nearest before the number, or after it where only a verb is
before; by the place in a list of names or numbers that 分别 deals out; and, for growth and ranks, by the number
before. The unit must fit, and no word of a veto be near. Where doubt is left, nothing is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from ..figures.figure import Figure
from ..figures.passed import passed
from . import doubts, growths, lexicon
from .catalogue import indicators
from .names import Name, listed, names_in, refused
from .places import Place, breaks, clause_start, goes_on, joined, own_words, plain
from .proposed import Match, Said
from .stages import PROJECTS, REACHED, at_stage, can_be_added, in_all, is_there, is_total, reaches, stock_of
from .units import GROWTHS, POINTS, SIGNS, fits, quantity_of

_RIGHT: Final = 24  # characters after a number that may name what it counts
#: Measures that say something of the number before, where no name is near.
_OF_THE_LAST: Final = ("growth", "growth_yoy", "rank", "ratio_to_target")
#: Why nothing is proposed in a sentence of a part of the area, or for what is there where works are named.
PART: Final = "part"
THERE: Final = "total"
_NOUNS: Final = ("count", "area", "length", "")
_TURNED: Final = re.compile("[到至]|(?<![，,])为|^[，、]达$")


def match(paragraph: str, found: Sequence[Figure]) -> list[Match]:
    """The proposals for the quantities of a paragraph, in order.

    >>> from fengqiao_open.figures.scanner import figures
    >>> text = "规上工业总产值21.3亿元，增长8%，高新技术企业新增5家"
    >>> for each in match(text, figures(text)):
    ...     print(each.figure.printed, each.indicator_id, each.why)
    21.3亿元 gross-industrial-output name
    增长8% gross-industrial-output carried
    5家 new-high-tech-enterprises name
    """
    counted = [figure for figure in found if figure.kind == "quantity" and figure.value is not None]
    ends = [0, *(figure.end for figure in counted)]
    starts = [*(figure.start for figure in counted), len(paragraph)]
    made: list[Match] = []
    said = Said(0)
    for number, figure in enumerate(counted):
        if lexicon.STOP.search(paragraph, said.end, figure.start):
            said = Said(ends[number])
        before, after = paragraph[: figure.start], paragraph[figure.end :]
        if said.names and lexicon.AND.fullmatch(before[said.end :]) and passed(before, after, figure):
            made.append(Match(figure, why="passed"))  # 跨上7亿元、8亿元两个台阶
            said = replace(said, end=figure.end)
            continue
        group = next(
            (n for n in range(1, len(counted) - number) if not joined(paragraph, counted[number + n - 1 :])),
            len(counted) - number,
        )
        one, names, place = _proposal(
            Place(figure, paragraph, ends[number], starts[number + 1], group, said.unit), said
        )
        change = figure.measure in _OF_THE_LAST
        levels = said.levels if change else (*said.levels, one.indicator_id)
        grew = figure.measure in GROWTHS and figure.unit.endswith("%")
        run = said.run if change else said.run + 1 if goes_on(paragraph, said.end, figure) else 1
        said = Said(figure.end, figure.unit, names, place, levels, grew, run)
        made.append(one)
    return doubts.without_kinds(made, paragraph)


def _proposal(here: Place, said: Said) -> tuple[Match, tuple[str, ...], int]:
    """The proposal for one number, with the names that it was chosen from and its place among them."""
    one, names, place = _by_words(here, said)
    if one.indicator_id and (why := doubts.why_not(here, indicators()[one.indicator_id], one)):
        return replace(one, indicator_id="", why=why), (), 0
    gap = growths.said_of(here.sentence()) or here.gap()
    if here.figure.measure != "rank" or not growths.is_ranked(gap):
        return one, names, place
    names = tuple(growths.growth_of(each, gap) for each in names) if len(names) > 1 else names
    return replace(one, indicator_id=growths.growth_of(one.indicator_id, gap)), names, place


def _by_words(here: Place, said: Said) -> tuple[Match, tuple[str, ...], int]:
    """The same, of what grew where the number is a rank of growth."""
    between = here.text[here.last : here.figure.start]
    if between in lexicon.TO and said.place + 1 < len(said.names):
        return _checked(Match(here.figure), said.names, said.place + 1, "list")
    gap = here.gap()
    text = gap + own_words(here.figure)
    if lexicon.THAN_GOAL.search(gap) and here.figure.measure in GROWTHS:
        return Match(here.figure), (), 0
    everywhere = lexicon.EVERYWHERE.search(text)
    if everywhere and lexicon.ENDED.match(here.text, here.figure.end):
        return _everywhere(here, text[: everywhere.start()])
    if said.names and (other := _measured_too(here, gap, said)):
        return _checked(Match(here.figure), (other,), 0, "carried")
    if said.names and lexicon.SHARES.match(text):
        return _share(here, gap, text, said)
    found = names_in(text, partial(fits, figure=here.figure))
    if names := [name for name in found if not _only_a_verb(here, text, name)]:
        return _named(here, text, len(gap), names)
    doing = lexicon.DOING.fullmatch(gap)
    if doing or lexicon.PLAIN.fullmatch(gap) or lexicon.EXAMPLES.search(gap):
        one = _after(here, gap)
        if one.indicator_id or not (said.names or lexicon.EACH in text):
            return one, (one.indicator_id,) if one.indicator_id else (), 0
    if said.names:
        return _of_the_last(here, gap, text, said)
    levels = said.levels[-here.group :]
    linked = lexicon.EACH in text and lexicon.LINK.fullmatch(gap)
    dealt = linked and here.figure.measure in _OF_THE_LAST and len(levels) == here.group > 1
    dealt = dealt and here.group >= said.run
    return _checked(Match(here.figure), levels, 0, "list") if dealt else (Match(here.figure), (), 0)


def _everywhere(here: Place, gap: str) -> tuple[Match, tuple[str, ...], int]:
    """The proposal for 全覆盖: the share that covers all of them, and no other rate of theirs."""
    text = gap + lexicon.SHARE_OF
    names = names_in(text, partial(fits, figure=here.figure))
    if names and lexicon.SHARE_OF in names[-1].indicator.name_zh:
        return _named(here, text, len(gap), names)
    return Match(here.figure), (), 0


def _measured_too(here: Place, gap: str, said: Said) -> str:
    """The indicator of something else that is measured of the same crop, blank where there is none."""
    last = said.names[said.place]
    noun = lexicon.MEASURED.match(gap)
    near = breaks(here.text[said.end : here.figure.start]) < 2
    if not (last and noun and near and lexicon.BRIDGE.fullmatch(gap, noun.end())):
        return ""
    of = lexicon.CROP.fullmatch(indicators()[last].name_zh)
    name = f"{of['crop']}{noun[0]}" if of else ""
    found = [
        each
        for each in names_in(name, partial(fits, figure=here.figure))
        if len(name) == each.end - each.start
    ]
    return found[0].indicator.indicator_id if found else ""


def _share(here: Place, gap: str, text: str, said: Said) -> tuple[Match, tuple[str, ...], int]:
    """The proposal for a share of the number before: its name goes before the words of the share."""
    last, none = said.names[said.place], Match(here.figure)
    if not last or breaks(here.text[said.end : here.figure.start]) > 1:
        return none, (), 0
    whole = indicators()[last].name_zh + text
    own = len(whole) - len(text) + len(gap)
    for name in names_in(whole, partial(fits, figure=here.figure)):
        fitting = name.indicator.quantity == "ratio" and fits(name.indicator, here.figure)
        if not name.start and fitting and lexicon.BRIDGE.fullmatch(whole, name.end, max(own, name.end)):
            return replace(none, indicator_id=name.indicator.indicator_id, why="carried"), (), 0
    return none, (), 0


def _named_with_it(
    here: Place, gap: str, text: str, last: str, unit: str
) -> tuple[Match, tuple[str, ...], int]:
    """The proposal by the name before and the words here: 政协提案9件，办结率100%."""
    stem = lexicon.COUNTED.sub("", indicators()[last].name_zh)
    own = len(stem) + len(gap)
    if lexicon.AND.match(here.text, here.last) and not here.figure.measure and here.figure.unit == unit:
        return Match(here.figure), (), 0  # 建议9件、议案2件: the next of a list
    for name in names_in(stem + text, partial(fits, figure=here.figure)):
        both = not name.start and name.end > len(stem) + 1 and lexicon.EACH not in text
        if both and lexicon.BRIDGE.fullmatch(stem + text, name.end, max(own, name.end)):
            return _checked(Match(here.figure), (name.indicator.indicator_id,), 0, "carried")
    return Match(here.figure), (), 0


def _of_the_last(here: Place, gap: str, text: str, said: Said) -> tuple[Match, tuple[str, ...], int]:
    """The proposal by the number before: all there is, where it is what was added; or of the same."""
    last = said.names[said.place]
    near = breaks(here.text[said.end : here.figure.start]) < 2
    counts = here.figure.unit.strip(SIGNS) == "" or quantity_of(here.figure.unit)[0] == "count"
    if here.figure.measure in GROWTHS and counts and here.noun():
        return Match(here.figure), (), 0  # 新增就业6万人，减少24万贫困人口
    if not lexicon.LINK.fullmatch(gap):
        return (
            _named_with_it(here, gap, text, last, said.unit) if last and near else (Match(here.figure), (), 0)
        )
    added_to = here.figure.measure != "rank" and can_be_added(indicators()[last]) if last else False
    stock = stock_of(last) or (last if added_to and in_all(gap) else "")  # 净增80家，总数达430家
    level = not here.figure.measure and here.figure.unit[-1:] == said.unit[-1:]
    said_of_all = here.figure.measure in _OF_THE_LAST and in_all(gap)
    if near and said_of_all and not stock and _is_new(last):
        return Match(here.figure), (), 0  # 新设企业5家、总量增长8%
    dealt = lexicon.EACH in text and here.group > 1  # 新增9家、5家，总数分别达80家、50家
    if stock and near and not dealt and ((level and reaches(gap)) or said_of_all):
        return _checked(Match(here.figure), (stock,), 0, "carried")
    return _carried(here, text, said)


def _is_new(indicator_id: str) -> bool:
    """Whether an indicator is of what is added."""
    return bool(indicator_id) and indicators()[indicator_id].name_zh.startswith("新")


def _only_a_verb(here: Place, text: str, name: Name) -> bool:
    """Whether a name names nothing here: 新开工5个公园, where what is counted is still to come."""
    if not lexicon.VERBS.fullmatch(text, name.start, name.end):
        return False
    figure = here.figure
    ended = figure.unit not in lexicon.ANYTHING or lexicon.ENDED.match(here.text, figure.end)
    return not ended or not fits(name.indicator, figure)


def _named(here: Place, text: str, own: int, names: list[Name]) -> tuple[Match, tuple[str, ...], int]:
    """The proposal by the names before a number, whose own words begin at `own`."""
    nearest = names[-1]
    none = Match(here.figure, "", text[nearest.start : nearest.end])
    examples = text.startswith(lexicon.AND_OTHERS, nearest.end) and here.noun()
    other = examples or lexicon.OF_OTHERS.match(here.text, here.figure.end) or here.threshold()
    each = lexicon.EACH in text
    near = lexicon.BRIDGE.fullmatch(text, nearest.end, max(own, nearest.end))
    unnamed = 0 if near or not each else _unnamed(here, text, nearest, own)
    if other or here.qualified(nearest) or not (near or unnamed):
        return replace(none, why="apart"), (), 0
    if why := refused(nearest, text, names[-2].end if each and len(names) > 1 else 0):
        return replace(none, why=why), (), 0
    if any(veto in here.noun() + here.whole_before(nearest) for veto in nearest.indicator.vetoes):
        return replace(none, why="veto"), (), 0  # 培训9名教师; 引进项目99个，其中亿元以上项目68个
    if here.of_a_part(nearest.indicator):
        return replace(none, why=PART), (), 0
    chosen = (*listed(names, text, partial(fits, figure=here.figure)), *[""] * unnamed)
    members = nearest.indicator.members
    if len(chosen) == 1 and members and (each or here.group == len(members)):
        chosen = members
    dealt = here.group == len(chosen) > 1
    if not dealt and (len(chosen) > 1 or (each and here.group > 1)):
        return replace(none, why="several"), (), 0
    if dealt:
        chosen = tuple(_staged(each, text, nearest, here.figure.measure) for each in chosen)
    else:
        around = _around(text, nearest)
        if REACHED.search(around) and is_there(nearest.indicator, f"{around}{none.name}"):
            return replace(none, why=THERE), (), 0
        staged, why = at_stage(nearest.indicator, around, here.figure.measure)
        if not staged or (can_be_added(staged) and here.goes_on(text, nearest)):
            return replace(none, why=why or "increase"), (), 0
        if can_be_added(staged) and not here.figure.measure and here.all_follow():
            staged = indicators().get(staged.added)  # 竹企业3家，总数达80家
        if not staged:
            return replace(none, why="increase"), (), 0
        chosen = (staged.indicator_id,)
    return _checked(none, chosen, 0, "list" if dealt else "name")


def _unnamed(here: Place, text: str, last: Name, own: int) -> int:
    """How many members of a list go on after the last that has a name: 刑事案件、竹编案件分别下降5%、8%."""
    first, *others = lexicon.AND.split(text[last.end : own].partition(lexicon.EACH)[0])
    if last.indicator.quantity in _NOUNS and here.figure.measure:
        end = text[last.end - 2 : last.end]  # 企业、园区产值分别增长: it is not the enterprises that grew
        others = others if all(other.endswith(end) for other in others) else []
    return len(others) if all(others) and lexicon.BRIDGE.fullmatch(first) else 0


def _staged(indicator_id: str, text: str, last: Name, measure: str) -> str:
    """A member of a list as what its clause says of it, blank where that is neither all nor what is new."""
    if not indicator_id:
        return ""
    staged, _ = at_stage(indicators()[indicator_id], f"{text[: last.start]}·{text[last.end :]}", measure)
    return staged.indicator_id if staged else ""


def _around(text: str, name: Name) -> str:
    """The words of a clause besides a name: the verb of its list, those before it there, its verbs, those
    after it.
    """
    head = lexicon.HEAD.match(text, 0, name.start)
    start = max((each.end() for each in lexicon.AND.finditer(text, 0, name.start)), default=0)
    kind = lexicon.NEW_KIND.match(text, name.start)
    own = None if kind else lexicon.VERBS.match(text, name.start, name.end)
    verbs = own[0] if own and not name.indicator.name_zh.startswith(own[0]) else ""  # 建成区 has no verb
    listed_by = head["verb"] if head and head.end() < start else ""  # 新获批全国、省重点实验室
    return f"{listed_by}{text[start : name.start]}{verbs}·{text[name.end :]}"


def _checked(none: Match, names: tuple[str, ...], place: int, why: str) -> tuple[Match, tuple[str, ...], int]:
    """The proposal of one of some names, if the unit fits."""
    if not names[place]:
        return none, names, place
    chosen = indicators()[names[place]]
    none = replace(none, name=none.name or chosen.name_zh)
    if not fits(chosen, none.figure):
        # 粮食产量连续10年稳定在43万吨: the number that the name is of is still to come.
        lasting = quantity_of(none.figure.unit)[0] == "time"
        return replace(none, why="unit"), names if lasting else (), place
    return replace(none, indicator_id=chosen.indicator_id, why=why), names, place


def _after(here: Place, gap: str) -> Match:
    """The proposal by the noun after a number: 新增50家规上工业企业."""
    figure = here.figure
    if figure.measure or quantity_of(figure.unit)[0] not in (*_NOUNS, "money"):
        return Match(figure)
    if gap.endswith(lexicon.WHERE):
        return Match(figure)  # 在93家乡镇卫生院推行新法
    some = lexicon.EXAMPLES.search(gap)
    if some:  # 打通竹路等5条断头路: of the words before, the verb
        head = lexicon.HEAD.match(gap)
        gap = head["verb"] if head else ""
    right = plain(here.text[figure.end : min(here.following + 1, figure.end + _RIGHT)])
    done = lexicon.AFTER_WORKS.search(right)
    if done and right.endswith(lexicon.WORKS, 0, done.start()):
        right = right[: done.start()]
    skipped = lexicon.BEFORE_NOUN.match(right)
    reach = len(gap) + (skipped.end() if skipped else 0)
    text = gap + right
    for name in names_in(text, partial(fits, figure=figure)):
        if name.start > reach or name.end <= len(gap):
            continue
        none = Match(figure, "", text[name.start : name.end])
        end = lexicon.JOINED.search(none.name)  # 5件议案、: the name has the comma
        ended = lexicon.AFTER_NOUN.match(text, name.start + end.start() if end else name.end)
        if not ended or (not gap and name.indicator.nature == "stock" and here.joins(none.name)):
            return replace(none, why="apart")
        if why := refused(name, text[: name.end]):
            return replace(none, why=why)
        around = f"{_around(text[: ended.end()], name)}{'' if gap else here.became()}"
        clause = here.text[clause_start(here.text, 0, figure.start) : figure.start]
        if is_there(name.indicator, f"{clause}{around}{none.name}"):
            return replace(none, why=THERE)  # 为9所卫生院配发设备
        staged, why = at_stage(name.indicator, around, "")
        if not staged:
            return replace(none, why=why)
        if some and (staged.nature != "flow" or staged.name_zh.endswith(PROJECTS)):
            return replace(none, why="apart")  # 竹厂等5家企业 are not all there are
        return _checked(none, (staged.indicator_id,), 0, "after")[0]
    return Match(figure)


def _carried(here: Place, text: str, said: Said) -> tuple[Match, tuple[str, ...], int]:
    """The proposal by the number before: the next of a list, or what is said of the same thing."""
    figure, none = here.figure, Match(here.figure)
    if said.grew and figure.measure in GROWTHS and figure.unit in POINTS:
        return none, said.names, said.place  # 增长7%，同比提高0.4个百分点: it is the growth that grew
    between = lexicon.REAL.sub("", here.text[said.end : figure.start])
    apart = breaks(between)
    if apart > 1:
        return none, (), 0
    dealt = apart and here.group > 1 and len(said.levels) == here.group and figure.measure in _OF_THE_LAST
    if apart and 1 < here.group < said.run and figure.measure in GROWTHS:
        return none, (), 0  # 产值、税收、投资分别达到8亿元、2亿元、3亿元，分别增长5%、7%
    if lexicon.EACH in text or dealt:
        names = said.names if len(said.names) == here.group else said.levels[-here.group :]
        if not figure.measure and in_all(text):  # 分别新增9家和5家，累计分别达到80家和50家
            names = tuple(stock_of(each) or ("" if _is_new(each) else each) for each in names)
        return _checked(none, names, 0, "list") if len(names) == here.group > 1 else (none, (), 0)
    if len(said.names) > 1:
        if not apart and said.place + 1 < len(said.names):
            return _checked(none, said.names, said.place + 1, "list")
        again = said.place + 1 == len(said.names) == here.group
        of_all = here.group == 1 and figure.measure == "rank"  # 均居全省第2，分别增长5%、7%
        return (
            _checked(none, said.names, 0, "list")
            if again
            else (none, said.names if of_all else (), said.place)
        )
    turned = (
        figure.unit.lstrip(SIGNS) == said.unit.lstrip(SIGNS)
        and _TURNED.search(between)
        and not is_total(text)
    )
    lasting = quantity_of(said.unit)[0] == "time" and not apart
    # Growth first, then its level; a total of things is not of the new ones: 新登记企业增长5%，总量达8万户.
    reached = said.unit.endswith("%") and apart and lexicon.REACHING.search(text)
    counts = quantity_of(figure.unit)[0] == "count"
    if figure.measure not in _OF_THE_LAST and not (turned or lasting or (reached and not counts)):
        return none, (), 0
    if here.group > 1 or (lexicon.AND.fullmatch(plain(between)) and not own_words(here.figure)):
        return none, (), 0
    if (per := lexicon.PER_HEAD.search(text)) and not _is_per_head(said.names[0]):
        return _per_head(none, per[0], said.names[0])
    return _checked(none, said.names, 0, "carried")


def _is_per_head(indicator_id: str) -> bool:
    """Whether an indicator is of each person or household."""
    return not indicator_id or bool(lexicon.PER_HEAD.search(indicators()[indicator_id].name_zh))


def _per_head(none: Match, per: str, of: str) -> tuple[Match, tuple[str, ...], int]:
    """The proposal for what each has of an indicator: 生产总值增长5%，人均突破2万美元. None where none is named so."""
    name = f"{per}{indicators()[of].name_zh}"
    found = [
        each
        for each in names_in(name, partial(fits, figure=none.figure))
        if each.end - each.start == len(name)
    ]
    return _checked(none, (found[0].indicator.indicator_id,), 0, "carried") if found else (none, (), 0)
