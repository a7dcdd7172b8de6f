"""Names of proportions, where they follow from what the clause says: a share of things, how far or how many
times something is from another, the rate at which it grows.
"""

from __future__ import annotations

from typing import Final

from . import clause_words as words
from .clause import Clause
from .phrase_words import AND, COMPARED, COUNTED_THINGS, COUNTING, NO_NOUN
from .places import clause_start
from .predicate_words import COVERS
from .sentences import sentence_start
from .subjects import subject_before, trimmed
from .topic_words import PUT_TO_USE, SPENT

_PLACE: Final = 3  # characters of the place of a report


def gap(clause: Clause) -> str:
    """高于全国平均水平0.5个百分点: how far what was said before is from that."""
    found = words.APART.fullmatch(clause.head)
    if not found:
        return ""
    grew = "增速" if clause.grew and clause.quantity == "ratio" else ""
    subject = trimmed(found["subject"]) or f"{words.GAP_SAID.sub('', clause.before)}{grew}"
    if subject in words.CHANGED:
        subject = f"{clause.before}{subject}"
    how = (
        f"{words.LATE_HOW.get(found['how'], found['how'])}{words.CHANGE.sub('', found['of'])}"
        if found["how"]
        else f"{words.LATE_HOW.get(found['how_late'], found['how_late'])}{found['of_late']}"
    )
    return f"{subject}{how}{words.GAP}" if subject else ""


def fraction(clause: Clause) -> str:
    """90%以上高频事项一网通办: a share of things."""
    if clause.quantity != "ratio" or clause.figure.measure not in ("", "rate") or "点" in clause.figure.unit:
        return ""
    head = AND.split(clause.head)[-1]
    found = words.FRACTION.match(clause.right)
    if not found:
        return ""
    if words.GROWTH_ITSELF.fullmatch(found["of"]) and len(of := trimmed(clause.head)) > 1:
        return f"{of}增速"  # 收入保持10%以上的增长速度
    if NO_NOUN.match(found["of"]):
        return ""
    if words.ITSELF.search(found["of"]):
        return found["of"]  # 6%的经济增速
    where = trimmed(head)
    if words.WHERE.fullmatch(where) and head.endswith(where):
        return f"{where}{found['of'].rstrip('和、')}比例"  # 西部地区75%的村
    if not words.ONLY_GOALS.fullmatch(head):
        return ""
    return f"{found['of'].rstrip('和、')}比例" if len(found["of"]) > 3 else ""


def covering(clause: Clause) -> str:
    """医联体覆盖90%县级医院和50%卫生院: a share of those whom something reaches."""
    rate = clause.quantity == "ratio" and clause.figure.measure in ("", "rate")
    found = words.WHOLE_OF.match(clause.right) if rate and "点" not in clause.figure.unit else None
    if not found or NO_NOUN.match(found["who"]):
        return ""
    covers = words.COVERS.match(clause.head) or (
        words.COVERED_OF.match(clause.before) if not trimmed(clause.head) else None
    )
    of = trimmed(covers["of"].removesuffix(COVERS)) if covers else ""
    return f"{of}{COVERS}{found['who']}{words.RATIO}" if len(of) > 1 else ""


def used(clause: Clause) -> str:
    """新增财力80%用于民生: a share of what is named before it, by what it is used for or does."""
    rate = clause.quantity == "ratio" and clause.figure.measure in ("", "rate")
    points = "点" in clause.figure.unit
    spent = SPENT.match(clause.right) if rate and not points and PUT_TO_USE.fullmatch(clause.head) else None
    if spent:  # 坚持80%以上的财政支出用于民生
        return f"{spent['of']}{spent['did']}比例"
    found = words.USED.match(clause.right) if rate and not points else None
    start = clause_start(clause.text, clause.last, clause.figure.start)
    of = trimmed(AND.split(clause.head)[-1]) or (subject_before(clause.text, start) if found else "")
    return f"{of}{found['did']}比例" if found and len(of) > 1 else ""


def within(clause: Clause) -> str:
    """在规上工业中占比15%: the share that the thing before is of another."""
    found = words.AMONG_WHOLE.search(clause.head)
    start = clause_start(clause.text, clause.last, clause.figure.start)
    own = trimmed(clause.head[: found.start()]) if found else ""
    of = (own or COUNTING.sub("", clause.before) or subject_before(clause.text, start)) if found else ""
    return f"{of}{words.OF_IT[0]}{found['of']}{words.OF_IT[1]}" if found and of else ""


def of_area(clause: Clause) -> str:
    """进出口总额占全省3.4%: the share of a whole area that is printed."""
    found = words.OF_AREA.fullmatch(clause.head) if clause.figure.measure == "share" else None
    if not found:
        return ""
    start = clause_start(clause.text, clause.last, clause.figure.start)
    of = trimmed(found["of"]) or COUNTING.sub("", clause.before) or subject_before(clause.text, start)
    return f"{of}{words.OF_IT[0]}{found['area']}{words.OF_IT[1]}" if of else ""


def completed(clause: Clause) -> str:
    """保交房项目完成94.9%: how much of something is done."""
    rate = clause.quantity == "ratio" and clause.figure.measure in ("", "rate") and not clause.right
    found = words.COMPLETED_BY.fullmatch(clause.head) if rate and "点" not in clause.figure.unit else None
    of = trimmed(found["of"]) if found else ""
    return f"{of}{words.COMPLETION}" if len(of) > 1 else ""


def contribution(clause: Clause) -> str:
    """工业对生产总值的贡献率: what contributes goes before what it contributes to."""
    found = words.CONTRIBUTES.search(clause.head) if clause.quantity == "ratio" else None
    if not found:
        return ""
    start = clause_start(clause.text, clause.last, clause.figure.start)
    who = trimmed(clause.head[: found.start()]) or COUNTING.sub("", clause.before)
    who = who or subject_before(clause.text, start)
    return f"{who}对{found['what']}{found['rate']}" if who else ""


def growth(clause: Clause) -> str:
    """服务业增长达到11%: the rate at which something grows."""
    rate = (
        clause.quantity == "ratio"
        and clause.figure.measure in ("", "rate")
        and "点" not in clause.figure.unit
    )
    found = words.GROWS.match(clause.head) if rate else None
    start = clause_start(clause.text, clause.last, clause.figure.start)
    of = (trimmed(found["thing"]) or subject_before(clause.text, start)) if found else ""
    return f"{of}增速" if of else ""


def multiple(clause: Clause) -> str:
    """是2007年的2.8倍: how many times what it was."""
    found = words.TIMES_OF.search(clause.head) if clause.figure.unit.endswith("倍") else None
    if not found:
        return ""
    subject = trimmed(clause.head[: found.start()]) or clause.before
    return times_of(subject, found["of"]) if subject else ""


def density(clause: Clause) -> str:
    """公路密度达到每百平方公里97公里: how many for each so many of something else."""
    found = words.PER.fullmatch(clause.head)
    of = trimmed(found["of"]) if found else ""
    return f"{found['per']}{of}" if found and len(of) > 1 else ""


def times_of(subject: str, base: str) -> str:
    """The name of how many times something is what it was.

    >>> times_of("竹编企业", "2031年")
    '竹编企业数相当于2031年的倍数'
    """
    return f"{subject}{'数' if COUNTED_THINGS.search(subject) else ''}相当于{base}的倍数"


def doubled(clause: Clause) -> str:
    """增加值翻了1.1番: how often something doubled."""
    of = trimmed(COMPARED.sub("", clause.head)) or COUNTING.sub("", clause.before)
    return f"{of}{words.DOUBLINGS}" if of and clause.figure.unit == words.DOUBLED else ""


def sector(clause: Clause) -> str:
    """三次产业结构为9:53:38: the share of a sector, by its place."""
    before = clause.text[: clause.figure.start]
    start = sentence_start(before, len(before))
    opens = words.TRIPLE.search(clause.head) and words.ROW_GOES_ON.match(clause.text, clause.figure.end)
    if not (clause.figure.measure == "share" or opens) or not words.TRIPLE.search(before, start):
        return ""
    in_row = words.IN_ROW.search(before)
    if not (in_row or words.ROW_GOES_ON.match(clause.text, clause.figure.end)):
        return ""  # 第三产业加快发展，占比40%; 三产投资占比60%
    sector = words.SECTORS[min(len(words.COLON.findall(in_row[0])) if in_row else 0, 2)]
    since = words.SINCE.search(before[: in_row.start() if in_row else None])
    return f"{sector}（{since['year']}{since['end'] or ''}）" if since else sector


def among(clause: Clause) -> str:
    """经济总量在全国49个开发区中由第8位前移至第7位: what is ranked among others."""
    if clause.figure.measure != "rank":
        return ""
    if found := words.AMONG.match(clause.whole):
        subject = trimmed(found["subject"])
        assessed = words.ASSESSED.search(clause.whole)
        if assessed and (len(subject) <= _PLACE or words.PART_OF_AREA.search(subject)):
            part = "" if len(subject) <= _PLACE else subject
            return f"{part}{trimmed(assessed['of']).removeprefix(words.PARKS_OF_ALL)}"
        return subject
    if clause.before and (places := words.RANKED_IN.fullmatch(clause.whole)):
        return f"{COUNTING.sub('', clause.before)}{words.AT}{places['of']}"
    listed = words.IN_LIST.match(clause.head)
    return listed["of"] if listed else ""
