"""How far a paragraph goes on with a part of the area: after a sentence that is its heading, 加快竹山新区建设。, up
to the next heading or to what is said of the whole area; and to the end of a sentence that begins with it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .lexicon import MEANS, OF_ALL, PART, VERBS

#: What a clause of a list or a heading begins with: 一是, 3.
NUMBERED: Final = re.compile(
    "^[\\s—－*#-]*(?:[（(]?[0-9一二三四五六七八九十]+[）)、.．])?(?:[一二三四五六七八九十]+[是要])?"
)
_SENTENCE: Final = re.compile("[^。！？]+[。！？]?")
#: A sentence that says only what those after it are about.
_HEADING: Final = re.compile("[^0-9０-９，,：:；;。]{2,26}。")
#: The same of a part of the area, that is built and grows; of other works and events there, those after it
#: are not.
_OF_PART: Final = re.compile(
    "(?:加快|加速|推进|推动|促进|提升|建设|支持|完善|全力|强力|大力|着力|聚力|扎实|积极|重点|突出|全面|深入|持续|加大|抓好"
    "|实质性|高标准|高质量|高水平|高起点|进一步|做大做强|做优做强|做强|做优|有序|稳步|统筹|[优强]化)*+(?!各|城市|老|旧|重点|国家|省级|自主)"
    "(?:[一-鿿“”]{2,10}(?:(?<!老)(?<!旧)片区|新区|新城|高新区|经开区|开发区|自贸片?区|保税港?区|综保区|口岸城市)|[一-鿿][东南西北]开发)"
    "(?:开发|建设|发展|创新|倍增|转型|升级|改革|引领|示范|带动|作用|功能|能级|水平|步伐|力度|格局|成效|形成|显著|明显|全面|加快|加速"
    "|提速|扎实|开局|推进|快速|高质量|品质|初步|基本|产业|势头|强劲|顺利|崛起|聚集|集聚)*。"
)
#: What befalls a part, which begins a list of other things: 竹山保税区获国家批准；新增企业9家.
_BEFALLS: Final = re.compile("[^，。；]{0,8}(?:获|批|成立|挂牌|升格|晋升|升级为|入选|列入|封关|授牌)")
_SEMICOLON: Final = "；"
_ENDS: Final = "。！？"
_FAR: Final = 5  # sentences after a heading


def goes_on(text: str, start: int, *, long: bool) -> bool:
    """Whether the paragraph goes on with a part of the area where a number starts.

    Args:
        text: the paragraph.
        start: where the number starts.
        long: whether what it counts may be of the part some sentences after its heading.

    >>> text = "加快竹山新区建设。完善路网，美化水岸。签约项目9个。扩大开放。签约项目20个"
    >>> goes_on(text, text.index("9"), long=True), goes_on(text, text.index("9"), long=False)
    (True, False)
    >>> goes_on(text, text.index("20"), long=True)
    False
    """
    own = NUMBERED.sub("", text[1 + max(text.rfind(end, 0, start) for end in _ENDS) : start]).strip()
    if OF_ALL.search(own):
        return False
    after = next((n for begin, end, n in _headed(text) if begin <= start < end), _FAR)
    return after < (_FAR if long else 1) or (_SEMICOLON in own and _begins_with_part(own))


@lru_cache(maxsize=1)
def _headed(text: str) -> tuple[tuple[int, int, int], ...]:
    """Where the sentences begin and end that go on with a part of the area, and how many are before each
    since its heading; the last may turn to the whole area. Kept for the next number of the paragraph.

    >>> _headed("加快竹山新区建设。签约9家。全市签约20家。又签约3家。")
    ((9, 14, 0), (14, 22, 1))
    """
    found: list[tuple[int, int, int]] = []
    of_part, after = False, 0
    for each in _SENTENCE.finditer(text):
        own = NUMBERED.sub("", each[0]).strip()
        if _HEADING.fullmatch(own):
            of_part, after = _OF_PART.fullmatch(own) is not None, 0
        elif of_part:
            found.append((*each.span(), after))
            of_part, after = not OF_ALL.search(own), after + 1
    return tuple(found)


def _begins_with_part(sentence: str) -> bool:
    """Whether a sentence begins with a part of the area that does something: 竹山新区完成投资9亿元；新增企业3家.

    >>> for sentence in ("竹山新区完成投资9亿元；", "竹山新区获国务院批准；", "谋划竹山新区项目9个；"):
    ...     print(_begins_with_part(sentence))
    True
    False
    False
    """
    part = PART.match(sentence)
    name = part["name"] or "" if part else ""
    verbs = VERBS.match(name)
    if not part or MEANS.match(name) or (verbs and verbs[0]):
        return False
    return not _BEFALLS.match(sentence, part.end())
