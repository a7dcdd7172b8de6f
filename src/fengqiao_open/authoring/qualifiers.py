"""What makes a second name distinct from the first where a report prints one thing twice: its time, its
place, how it is counted, or the subject of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..figures.figure import Figure
from ..indicators.lexicon import BREAK
from ..indicators.phrase_words import AND_SO_ON, BEFORE, DOES, ENTERPRISE
from ..indicators.places import clause_start, plain
from ..indicators.sentences import sentence_start
from ..indicators.subjects import trimmed

#: Words that say how or for when a number is counted, as they are written in brackets behind a name.
_COUNTED: Final = re.compile(
    "力争|年均|平均(?=增长|递增)|累计|每年|总计|同口径|可比口径|(?:19|20)[0-9]{2}年(?:末|底)?|上半年|下半年|前三季度|[一二三四]季度|"
    "“?十[一二三四五]五”?(?:期?末|期间|时期)?|[一二三四五两]年来|五年间|届末|同期|至今|以来|截至目前|目前"
)
#: Words of several years, of which an indicator by itself is not.
_SPAN: Final = re.compile(
    "年均|平均增长|递增|累计|“?十[一二三四五]五”?|[过近]?[去]?[一二三四五两]年[来间]|届内|任期|翻[一两]番|力争|(?:19|20)[0-9]{2}年以来"
)
_PLACES: Final = re.compile(
    "全球|世界|全国|国家|全省|全市|全区|全县|[东中西]部|市区|市本级|[省市县区]级|中心城区|主城区|城区|城镇|城市|农村|乡村|县域"
)
_AIM: Final = re.compile("预期目标|约束性指标|规划目标")
_EMPTY: Final = re.compile(
    "改革|体制|机制|回顾|各位代表|工作|报告|安排|建议|任务|主要|目标"
)  # words that say nothing of a number
#: What a clause says that happens or is to be done: no subject of a number.
_HAPPENS: Final = re.compile(
    "深受|好评|力度|攻坚|跃|叫响|消灭|举措|稳住|抢抓|持续|坚持|打造|建设|改善|优化|提升|提高|转变|服务|推进|推动|实现|取得|迈|增进|深化|发展|恢复|增强|加快|全面|稳步|"
    "进展|显著|明显"
    "|突破|融入|奋力|采取|实行|推广|发力|动态|稳定|启动|清理|保供|保交|面对|分居|连续|建成|开工|竣工|通车|出台|带队|着力|狠抓|做[强优大好]|抓|确保|保持|完善|加强|促进|"
    "扩大|维护|守住|落实|增效|培育|构建|筑牢|强化|激发|统筹|精准|五年"
)
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}(?=年)")
_RATE: Final = "增幅"
#: The same money in another currency, behind it: 9亿美元、约合64亿元.
_CONVERTED: Final = re.compile("约?折?合")
_DOLLARS: Final = "美元"
_CONVERTED_TO: Final = ("折合人民币", "折合美元")
#: Units with words: 亿元, 张 of 万张.
_UNIT: Final = re.compile(
    "[万亿]?(?:(?:元|美元|吨|立方米|千瓦|公里|平方米|亩|斤)(?:/.+)?|(?P<counter>(?![万亿元金银铜类])[一-鿿]{1,3}))"
)
#: Only growth said elsewhere in a sentence is that of several years.
_AVERAGE: Final = ("年均", "平均")
_GROWN: Final = "growth"
_NEW: Final = "新增"
_NEAR: Final = 24  # characters before a number
_LONGEST: Final = 10  # characters of a subject in brackets
_EXAMPLE: Final = 16  # characters of one of the things
_COUNT: Final = re.compile("[0-9][多余]?[个项家座条处名]")
_SUBJECT: Final = re.compile("^[一-鿿“”、]{2,}$")
#: What a clause is of, where it goes on to say what that did: 高新区大力发展医药.
_PART: Final = re.compile(
    "(?P<who>[一-鿿]{1,9}?(?:新区|[县市区州旗镇]|园区?|企业|公司|行业|产业|银行|集团|学校|医院|农业|工业|服务业|农村|城镇))"
    "(?=大力|加快|积极|全面|持续|着力|深入|完成|实现|推进|建设|发展|新增|引进|聚焦|重点|围绕)"
)
_LEAD: Final = re.compile(f"^{BEFORE.pattern}")
_NUMBERED: Final = re.compile(
    "^(?:[一二三四五六七八九十]+是|[（(][一二三四五六七八九十]+[)）]|[0-9]+[.．、])"
)


def qualifiers(
    text: str,
    figure: Figure,
    last: int,
    name: str,
    measure: str,
    year: int,
    *,
    absolute: bool = False,
    beside: str = "",
) -> Iterator[str]:
    """Words for the brackets behind a name, those that say most first; none that the name has.

    Args:
        text: the paragraph.
        figure: the number.
        last: where the number before ends.
        name: the name that is not distinct.
        measure: the measure of the number.
        year: its period; another year is that of a number before (从2030年的5亿元提高到8亿元).
        beside: what the number before counts: 学校9所，新增学位300个.
        absolute: whether the number before gives the same change in units, not in percent.

    >>> from ..figures.scanner import figures
    >>> text = "产值达到3亿元，年均增长5%"
    >>> next(qualifiers(text, figures(text)[1], 7, "产值", "growth", 2031))
    '年均'
    """
    found = _found(text, figure, last, name, measure, absolute=absolute, beside=beside)
    return (
        each
        for each in dict.fromkeys(found)
        if each not in name
        and (trimmed(each) or each) not in name
        and _YEAR.sub("", each, 1) == each.removeprefix(str(year))
    )


def unit_word(unit: str, taken: str = "") -> Iterator[str]:
    """The unit of a number, where it tells its name from that of another quantity or currency.

    Args:
        unit: its unit.
        taken: the unit of the number with that name, where that is of the same quantity; blank otherwise.

    >>> [*unit_word("万美元", "亿元")], [*unit_word("亿元", "万元")], [*unit_word("万张")]
    (['美元'], [], ['张'])
    """
    if taken:
        if _DOLLARS in unit and _DOLLARS not in taken:
            yield _DOLLARS
    elif found := _UNIT.fullmatch(unit):
        yield found["counter"] or unit


def spans(text: str, figure: Figure) -> int:
    """How much the words of a number say that it is of several years or a higher aim: 2 in its clause, 1 in
    its sentence.

    >>> from ..figures.scanner import figures
    >>> for text in ("产值年均增长5%", "五年来，产值增长5%", "产值增长5%"):
    ...     print(spans(text, figures(text)[-1]))
    2
    1
    0
    """
    start = sentence_start(text, figure.start)
    clause = max((one.end() for one in BREAK.finditer(text, start, figure.start)), default=start)
    if _SPAN.search(text, clause, figure.end):
        return 2
    return int(bool(_SPAN.search(text, start, figure.start)))


def _found(
    text: str, figure: Figure, last: int, name: str, measure: str, *, absolute: bool, beside: str
) -> Iterator[str]:
    near = plain(text[max(last, figure.start - _NEAR) : figure.end])
    if measure == "rank":
        yield from (place[0] for place in _PLACES.finditer(near))
    yield from _example(text, figure, name)
    if _CONVERTED.match(figure.printed):
        yield _CONVERTED_TO[_DOLLARS in figure.unit]
    yield from _counted(near)
    if absolute:
        yield _RATE
    yield from (place[0] for place in _PLACES.finditer(near))
    start = sentence_start(text, figure.start)
    yield from (
        each
        for each in reversed([*_counted(text[start : figure.start])])
        if measure.startswith(_GROWN) or not each.startswith(_AVERAGE)
    )
    if (
        (figure.unit[-1:] in "个张人名" or name.startswith(_NEW))
        and _SUBJECT.match(beside)
        and len(beside) <= _LONGEST
    ):
        yield beside
    if aimed := _AIM.search(text, 0, figure.start):
        yield aimed[0]
    for source in reversed(BREAK.split(text[start : figure.start])):
        subject = _LEAD.sub("", plain(_NUMBERED.sub("", source)))
        if carried_out := ENTERPRISE.search(subject):
            yield carried_out["what"]
        elif (
            2 < len(subject) <= _LONGEST
            and _SUBJECT.match(subject)
            and not (_EMPTY.search(subject) or _HAPPENS.search(subject) or DOES.match(subject))
            and not subject.endswith(AND_SO_ON)
        ):
            yield subject
        elif part := _PART.match(subject):
            yield part["who"]


def _example(text: str, figure: Figure, name: str) -> Iterator[str]:
    """The last of the things that are named before their number: 竹坊、竹厂等2个项目, 竹坊、竹厂等竹编项目2个."""
    head, _, noun = plain(text[clause_start(text, 0, figure.start) : figure.start]).rpartition(AND_SO_ON)
    head = f"{head}{AND_SO_ON}" if head and noun in name else ""
    if not head.endswith(AND_SO_ON) or _COUNT.search(head.rpartition("、")[2]):
        return
    example = trimmed(head.removesuffix(AND_SO_ON).rpartition("、")[2])
    doing = DOES.match(example)
    example = example[doing.end() :] if doing and len(doing[0]) > 1 else example
    if 1 < len(example) <= _EXAMPLE:
        yield f"{example}{AND_SO_ON}"


def _counted(text: str) -> Iterator[str]:
    return (found[0].replace("“", "").replace("”", "") for found in _COUNTED.finditer(text))
