"""The year that a number is for, and whether it is an outcome or a goal, from the words that date it.

The words nearest before a number in its sentence say the most (到2025年, 今年, 去年), then those that open its
paragraph, then the lines and headings above it, then the part of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from .announcing import AIM, announces
from .assigned import done_since, is_assigned, to_do
from .calendar import FIVE_YEAR_PLAN, FOUR_SIGNS, PLAN_ENDS, year_of, years
from .figure import Figure
from .notes import notes
from .numerals import numeral
from .outline import Calendar, Heading, Outline, bare
from .reviews import lookbacks

_COUNT: Final = "[一二三四五六七八九十两0-9]{1,2}"
_PLANS: Final = "(?<=“)[六七八]五(?=”)|九五|十[一二三四五]五|(?<=“)十五(?=”)"
#: Words that date what follows them.
_CUE: Final = re.compile(
    rf"{FOUR_SIGNS}\s?年?\s?[-—－–―~～至到]+\s?(?P<to>{FOUR_SIGNS})\s?年"
    rf"|(?<![0-9.])(?P<year>{FOUR_SIGNS})\s?年"
    rf"|(?P<this>今年|本年度?)|(?P<next>明年)|(?P<last>去年|(?<![^，。；：、])上一?年(?!代))|(?P<two>前年)"
    rf"|(?:今后|未来)的?(?P<ahead>{_COUNT})年|(?<![0-9十第])(?P<within>{_COUNT})年(?:之?内|左右的?时间|时间)"
    rf"|(?P<back>(?:过去|近)的?{_COUNT}年|{_COUNT}年来|{_COUNT}年间|近年来)"
    rf"|(?P<plan>{_PLANS})”?(?:(?P<after>时期|期间|期?末|[，：])|(?=$|完成|新增|力争|累计|全[市省县区镇]|年均))"
    r"|(?P<now>(?<!项)目前|(?<!实)现有|截[至止]目前|现已|已(?:探明|达|有|建成|完成|累计|培育|形成|拥有|超过|突破|经))"
    rf"|(?P<term>届末|任期内|对(?:第{_COUNT}|下一?|新一)届(?:人民)?政府)|(?P<within_year>(?<![一二三四五六七八九十两0-9])年内|当年|全年)"
)
#: What a year is only compared with (比2015年增长), or began from (自2015年起).
_COMPARED: Final = re.compile("(?:是|为|相当于|恢复[到至]|达到?|完成|超过?|超)[“（(]?$")
#: What goes on to what it is compared with: 是2015年年底的3倍, 为2015年全年的2倍.
_COMPARED_WITH: Final = re.compile("(?:年?[底末初])?(?:全年)?[的同]|$")
_BASE_BEFORE: Final = re.compile(
    "(?:比|较|与|同|于|从|自|由|以|在|对照|扭转了?|比[^，。；]{1,8}[和与、])[“（(]?$"
)
_BASE_AFTER: Final = re.compile(
    r"[底末初]?(?:[0-9]{1,2}月)?(?:份|底)?(?:[0-9]{1,2}日)?"
    "(?:以来|起|开始|的?基础上|同期|相比|持平|水平|平均|版|级|届|规划|远景|开工|启动|立项|不变价)"
)
_SINCE: Final = re.compile("[底末初]?以来")
_ADJACENT: Final = re.compile(r"”?[底末]?(?:的|时的|[:：(（]|为|仅有|是)?[约近超不到]*$")
_GOAL: Final = re.compile(
    "力争|目标|确保|争取|预期|计划(?!生育)|拟|将(?!军)|有望|努力|要(?:达|完成|实现|突破|力争|新)|届时"
)
#: In a review, what is still to come: the number may be none of an outcome.
_TO_COME: Final = re.compile(
    "(?:建成|投产|达产|完工)后|将(?:达|突破|超|建|投|新|有|实现)|有望|拟|计划(?:总?投资|用|到|新)"
)
#: 由28元提高到32元: of the two, the first is of before.
_FROM: Final = re.compile("(?:由|从)(?:[^，。；：由从]|(?<=[0-9])：){0,24}$")
#: The same where it is printed with its number: 排位由第18位.
_LED: Final = re.compile("[一-鿿]{0,4}?[由从](?=第)")
_TO: Final = re.compile(
    "(?:[:∶：][0-9.]+)*[^，。；、0-9]{0,8}(?:[、和][^，。；]{0,12})?(?:提高|增加|上升|增长|扩大|下降|降低?|减少?|压缩|压减|精简|提升|升|缩短|缩减|"
    "缩小|发展|跃升|调整|拓展|扩展|增|攀升|回落|延长|优化|前移|后移|上移|晋升|变)"
    "[^，。；0-9]{0,4}?(?:到|至|为)"
)
_STOPS: Final = "。！？!?"
#: What may precede words of time that open a sentence, which then hold for the next sentences too.
_OPENING: Final = re.compile(
    r"[\s\u3000*#>]*(?:各位代表[！，!,:：]?|[—－-]{1,2}|到|至|预计到|力争到?|在|即将过去的|刚刚过去的)?“?"
)
_ASIDE: Final = re.compile("《[^》]*》|[（(][^（）()]*[）)]")
#: Measures that are over years; a share or a rank is of one, as a level is.
_CHANGES: Final = ("growth", "growth_yoy", "ratio_to_target")
_FORMER: Final = ("由", "从")
#: 开局之年 is the first of five years; a plan that is made is none of them.
_OF_PLANS: Final = re.compile("局|编制|谋划|制定|狠抓")
#: What may precede the words of time that open a line.
_LEAD: Final = re.compile(
    "(?:各位代表[！，!,:：]?|——?|建议|做好|综合[^，。]{0,16}，|根据[^，。]{0,24}，|按照[^，。]{0,24}，|为此，|围绕[^，。]{0,16}，)*“?"
)
#: Five years to come, of which a line that opens with them leads on to headings.
_PLAN_AHEAD: Final = re.compile("“?十[一二三四五]五”?时期，[^0-9]{2,60}。$")
#: Said of the year planned, though the report is of the December before: 今年主要预期目标.
_AIMED: Final = re.compile("[^，。；]{0,10}?(?:预期目标|目标任务|主要目标|目标(?=是|为|：|:))")


@dataclass(frozen=True, slots=True)
class Dating:
    """The year that a number is for, and whether it is a goal.

    Attributes:
        year: the year.
        goal: whether it is a goal or works to be done, not an outcome.
        words: the printed words that say so; blank where it is as everywhere in its part.
        doubtful: whether a person must decide.
    """

    year: int
    goal: bool
    words: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known of a paragraph before its numbers are read.

    Attributes:
        part: the dating of the numbers of its part.
        usual: that of its own numbers, unless they say otherwise.
        span: the years that the review looks back over, 1 or those of a term.
        glossary: whether it explains terms at the end.
    """

    part: Dating
    usual: Dating
    span: int = 1
    glossary: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that date: where they are, the year they name, and of which kind they are."""

    start: int
    end: int
    year: int
    kind: str


def usual(part: str, calendar: Calendar) -> Dating:
    """The dating of the numbers of a part: outcomes of the year reviewed, goals of the year planned.

    >>> usual("plan", Calendar(2031, 2032, 2032))
    Dating(year=2032, goal=True, words='', doubtful=False)
    """
    ahead = part in ("plan", "government")
    return Dating(calendar.plan if ahead else calendar.review, ahead)


def scopes(paragraphs: Sequence[str], made: Outline) -> list[Scope]:
    """The scope of each paragraph, from its part and the headings and opening lines above it."""
    calendar, rows = made.calendar, list[Scope]()
    headings = {each.paragraph: each for each in made.headings}
    texts = [bare(each) for each in paragraphs]
    ahead = next((at for at, part in enumerate(made.parts) if usual(part, calendar).goal), len(texts))
    noted = list(notes(texts, ahead))
    held: list[tuple[int, Dating]] = []  # the level of a heading, and what it sets
    line: Dating | None = None  # what a line that opens with words of time, or ends in a colon, sets
    reviewing = [each for each in made.headings if each.level <= 1 and made.parts[each.paragraph] == "review"]
    rank = reviewing[0].level if any(each.sense for each in reviewing) else -1
    part, unclear = "", False
    above = line_above = 0  # the level of the last heading, and of the one above the line
    leads = False  # whether the line dates the headings below it too
    looked = lookbacks(texts, headings, [usual(each, calendar).goal for each in made.parts], calendar)
    for at, text in enumerate(texts):
        heading = headings.get(at)
        if made.parts[at] != part:
            part, held, line = made.parts[at], [], None
        own = usual(part, calendar)
        if not own.goal:
            if heading and heading.level == rank:
                # Where others of its rank name the review, a heading that does not may be of another year.
                unclear = not heading.sense and any(each.sense and each.level == rank for each in reviewing)
            rows.append(Scope(own, replace(own, doubtful=unclear), looked[at]))
            continue
        if heading:
            held = [each for each in held if each[0] < heading.level]
            line = line if heading.level > (line_above if leads else 2) else None
            if found := _of_heading(heading, calendar):
                held.append((heading.level, found))
            above = heading.level
        said = _of_line(text, calendar)
        if said and (said.year == calendar.plan or announces(texts, at)):
            # “十五五”时期，我们要…: the only words that date what is below a heading without a year.
            line, line_above, leads = said, above, not held and bool(_PLAN_AHEAD.match(text))
        known = said or line or (held[-1][1] if held else own)
        within, explains = noted[at]
        rows.append(Scope(own, replace(known, doubtful=within), glossary=explains))
    return rows


def _of_heading(heading: Heading, calendar: Calendar) -> Dating | None:
    """What a heading of the plan sets for the paragraphs below it: another year, or that they look back."""
    found = _years_of(heading.words, calendar)
    found += [(year, "") for year in years(heading.words) if year == calendar.plan]  # 目标与2032年工作
    if not _OF_PLANS.search(heading.words):
        found += [(PLAN_ENDS[each[1] or each[2]], each[0]) for each in FIVE_YEAR_PLAN.finditer(heading.words)]
    back = [words for year, words in found if year == calendar.review]
    if heading.sense == "review" and heading.level <= 1 and back:
        return Dating(calendar.review, False, back[0])
    return _only(found, calendar)


def _years_of(text: str, calendar: Calendar) -> list[tuple[int, str]]:
    """The years that words of a text name, with the words."""
    named = [cue for cue in cues(text, calendar) if cue.kind not in ("base", "compared")]
    return [(cue.year, text[cue.start : cue.end]) for cue in named]


def _only(found: Sequence[tuple[int, str]], calendar: Calendar) -> Dating | None:
    """A goal for the one year to come that is named."""
    ahead = [each for each in found if each[0] >= calendar.plan]
    return Dating(ahead[0][0], True, ahead[0][1]) if len({year for year, _ in ahead}) == 1 else None


def _of_line(text: str, calendar: Calendar) -> Dating | None:
    """What the opening words of a paragraph set for it and what follows."""
    start = _LEAD.match(text)
    opening = text[start.end() : start.end() + 14] if start else ""
    for cue in cues(opening, calendar):
        sets = cue.kind in ("this", "ahead", "plan", "year", "next", "to")
        if cue.start <= 3 and cue.year >= calendar.plan and sets:
            sentence = re.split("[。：:]", text, maxsplit=1)[0]
            if cue.kind == "ahead" and (now := re.search("，今年", sentence)):
                return Dating(calendar.issued, True, now[0][1:])  # 完成今后五年的目标，今年最重要
            return Dating(cue.year, True, opening[cue.start : cue.end])
    aim = AIM.match(text)
    return _only(_years_of(aim[0], calendar), calendar) if aim else None


def cues(text: str, calendar: Calendar) -> Iterator[Cue]:
    """The words that date, with the years they name, in order.

    >>> calendar = Calendar(2031, 2032, 2032)
    >>> [(cue.year, cue.kind) for cue in cues("今年比2031年增长，到2035年", calendar)]
    [(2032, 'this'), (2031, 'base'), (2035, 'year')]
    """
    for found in _CUE.finditer(text):
        kind = found.lastgroup or ""
        kind = "plan" if kind == "after" else kind
        year = _year(found, kind, calendar)
        if not year:
            continue
        if kind in ("year", "to", "last", "two", "plan", "this"):
            if _SINCE.match(text, found.end()) and kind in ("last", "this"):
                kind = "since"
            elif _COMPARED.search(text, 0, found.start()) and _COMPARED_WITH.match(text, found.end()):
                kind = "compared"
            elif _BASE_BEFORE.search(text, 0, found.start()) or _BASE_AFTER.match(text, found.end()):
                kind = "base"
            elif year < calendar.plan and re.match("之?以?前(?!期)", text[found.end() :]):
                kind = "compared"
        yield Cue(found.start(), found.end(), year, kind)


def _year(found: re.Match[str], kind: str, calendar: Calendar) -> int:
    if kind in ("year", "to"):
        return year_of(found[kind])
    if kind == "plan":
        return PLAN_ENDS.get(found["plan"], 0)
    if kind in ("ahead", "within"):
        read = numeral(found[kind])
        return calendar.plan + int(read.value) - 1 if read else 0
    fixed = {
        **{"this": calendar.issued, "next": calendar.issued + 1},
        **{"last": calendar.issued - 1, "two": calendar.issued - 2},
        "back": calendar.review,
        "now": calendar.review,
        "term": calendar.plan + 4,
        "within_year": calendar.plan,
    }
    return fixed[kind]


def dating(paragraph: str, figure: Figure, scope: Scope, calendar: Calendar) -> Dating:
    """The year and the tense of a number of a paragraph.

    >>> from .scanner import figures
    >>> calendar, text = Calendar(2031, 2032, 2032), "到2035年，产值达到3亿元"
    >>> plan = usual("plan", calendar)
    >>> dating(text, figures(text)[-1], Scope(plan, plan), calendar)
    Dating(year=2035, goal=True, words='2035年', doubtful=False)
    """
    before = _ASIDE.sub(lambda found: " " * len(found[0]), paragraph[: figure.start])
    multiple = figure.measure in _CHANGES or figure.unit.endswith(("倍", "番"))
    if led := _LED.match(figure.printed):
        before += led[0]
    if not (multiple or scope.usual.goal) and (words := to_do(before, paragraph, figure)):
        return Dating(scope.usual.year, True, words)
    former = not multiple and bool(_FROM.search(before) and _TO.match(paragraph, figure.end))
    return _read(before, not multiple, former, scope, calendar)


def agrees(year: int, goal: bool, words: str, part: str, calendar: Calendar) -> bool:
    """Whether a number of a part can be for a year, an outcome or a goal, by the printed words that date it.

    Args:
        year: the year that it is entered for.
        goal: whether it is entered as a goal or as works to be done.
        words: the words, as `Dating.words` has them; blank where it is as usual in its part.
        part: the part of the report.
        calendar: the years of the report.

    >>> calendar = Calendar(2031, 2032, 2032)
    >>> agrees(2031, False, "", "review", calendar), agrees(2032, True, "", "review", calendar)
    (True, False)
    >>> agrees(2031, False, "去年", "plan", calendar), agrees(2035, True, "到2035年", "plan", calendar)
    (True, True)
    """
    own = usual(part, calendar)
    scope = Scope(own, own)
    if words in _FORMER:
        return not goal and year <= calendar.review - (not scope.usual.goal)
    if is_assigned(words) and not own.goal:
        return goal and year == own.year
    said = _read(words, True, False, scope, calendar)
    return (said.year, said.goal) == (year, goal)


def _read(before: str, adjoins: bool, former: bool, scope: Scope, calendar: Calendar) -> Dating:
    """The dating of a number from the words before it.

    `adjoins` says that a year right before it can be its own; `former`, that it is the first of 由…提高到….
    """
    opened = max(map(before.rfind, _STOPS)) + 1
    found = [cue for cue in cues(before, calendar) if cue.kind != "compared"]
    here = [cue for cue in found if cue.start >= opened]
    if adjoins and here and here[-1].kind == "base" and _ADJACENT.fullmatch(before, here[-1].end):
        cue = here[-1]
        goal = cue.year > calendar.review and scope.usual.goal
        return Dating(cue.year, goal, before[max(cue.start - 1, opened) :])
    if former:
        return _former(before, here, scope, calendar)
    governing = [cue for cue in here if cue.kind != "base"]
    if governing and not _far(governing[-1], before, opened, scope, calendar):
        return _dated(governing[-1], before, scope, calendar)
    if governing and not scope.usual.goal:
        return replace(scope.usual, doubtful=True)
    if scope.usual.goal and (words := done_since(before[opened:], calendar.plan)):
        return Dating(calendar.review, False, words, doubtful=True)
    for cue in reversed(found):
        sentence = max(before.rfind(stop, 0, cue.start) for stop in _STOPS) + 1
        if cue.kind == "base" or not _OPENING.fullmatch(before, sentence, cue.start):
            continue
        dated = _dated(cue, before, scope, calendar)
        if cue.kind != "now" and dated.goal == scope.usual.goal and dated.year >= calendar.review:
            return dated
        break
    to_come = not scope.usual.goal and _TO_COME.search(before, max(map(before.rfind, "，。；：、")) + 1)
    return replace(scope.usual, doubtful=scope.usual.doubtful or bool(to_come))


def _far(cue: Cue, before: str, opened: int, scope: Scope, calendar: Calendar) -> bool:
    """Whether an earlier year in a review dates another clause: it does not open the sentence, and is far
    away.
    """
    earlier = (
        not scope.usual.goal and cue.kind in ("year", "to", "last", "two") and cue.year != calendar.review
    )
    clauses = sum(before.count(sign, cue.end) for sign in "，；")
    return earlier and clauses > 1 and not _OPENING.fullmatch(before, opened, cue.start)


def _former(before: str, here: Sequence[Cue], scope: Scope, calendar: Calendar) -> Dating:
    """The first number of 由…提高到…: of the year before, or of the one before the span that is reviewed."""
    word = next((each for each in before[-26:] if each in _FORMER), "")
    if scope.usual.goal:
        past = [cue for cue in here if cue.kind in ("last", "two", "year") and cue.year < calendar.plan]
        return Dating(past[-1].year - 1 if past else calendar.review, False, word, doubtful=bool(past))
    if bases := [cue.year for cue in here if cue.kind == "base" and cue.year < calendar.review]:
        return Dating(bases[-1], False, word, doubtful=True)  # 与1998年相比，由…增加到…
    long = [found.start() for found in re.finditer("(?:五|(?<![0-9])5)年|[一二三四五]五", before)]
    opened = max(map(before.rfind, _STOPS)) + 1
    last = re.finditer(f"(?<![到至为])(?:(?<!新)一年|{calendar.review}年)(?P<alone>[来，])?", before)
    short = [found.start() for found in last if found["alone"] or found.start() >= opened]
    latest = 5 if max(long, default=-1) > max(short, default=-1) else 1
    span = latest if long or short else scope.span
    return Dating(calendar.review - span, False, word, doubtful=True)


def _dated(cue: Cue, before: str, scope: Scope, calendar: Calendar) -> Dating:
    """What a cue says of a number that it governs."""
    known, words = scope.usual, before[cue.start : cue.end]
    meant = _GOAL.search(before, max(0, cue.start - 8))
    ahead = (
        f"{words}…{meant[0]}"
        if meant and meant.start() >= cue.end
        else before[meant.start() : cue.end]
        if meant
        else words
    )
    if known.goal:
        between = cue.kind == "back" and words.endswith("间")  # 五年间 may be of years to come
        if (cue.kind in ("back", "since") and not between) or (cue.kind == "now" and not meant):
            return Dating(calendar.review, False, words)
        if cue.kind == "now" or between:
            return known
        aimed = _AIMED.match(before, cue.end) if cue.kind == "this" and cue.year < calendar.plan else None
        if aimed:
            return Dating(calendar.plan, True, words + aimed[0])
        return Dating(cue.year, cue.year >= calendar.plan, words)
    if cue.kind == "within_year":
        return known
    if cue.kind in ("ahead", "within", "term", "next"):
        return Dating(cue.year, True, ahead, doubtful=True) if meant else known
    if cue.year > calendar.review:
        if cue.kind in ("this", "since"):
            return Dating(cue.year, bool(meant), ahead, doubtful=True)
        return Dating(cue.year, True, ahead, doubtful=True) if meant else known
    return Dating(cue.year, False, words, known.doubtful)
