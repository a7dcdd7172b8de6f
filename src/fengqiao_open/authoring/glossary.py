"""Numbers that explain a term at the end of a report: 15分钟生活圈：指步行15分钟以内的…, and no statistic of the place."""

from __future__ import annotations

import re
from typing import Final

from ..figures.figure import Figure
from ..indicators.lexicon import BREAK, STOP
from ..indicators.sentences import sentence_start

#: What shows that a sentence of the explanation tells of the place or of a year of its own.
_TOLD: Final = re.compile(
    "截[至止]|目前|到(?:20[0-9]{2}年|“?十[四五六]五)|20[0-9]{2}\\s?[-—－–~～至到]+\\s?20[0-9]{2}年|全[市省县区州旗盟镇乡](?!覆盖)|"
    "我[市省县区州镇乡]|去年|今年|比上年|预计|同比"
)
_OURS: Final = re.compile("全[市省县区州旗盟镇乡](?!覆盖)|我[市省县区州镇乡]")
#: What is to be done or was, which is counted wherever it is told.
_WORKS: Final = re.compile(
    "[新改扩修续]建|建[成设]|完成|(?<!研发)投[入资]|创建|培[育养]|引进|改造|实施|打造|新增|整治|治理|发放|资助|补助|减免|扶持|推广|达到|获[得评]"
)
#: What shows that it tells of a programme of the country: 商务部在全国重点改造100家市场.
_COUNTRY: Final = re.compile(
    "在全国|全国范围|国务院|中央(?:财政|决定)|[一-鿿]{2}部(?:会同|和|、|从|自|于|决定|启动|组织|在)|国家(?:决定|启动|实施|计划)"
)
_WON: Final = re.compile("获得|荣获|获评|入选")
_TERM_ENDS: Final = re.compile("[：:]")


def explains(text: str, figure: Figure) -> bool:
    """Whether a number of a glossary is of a term or its explanation, and not told of the place.

    >>> from ..figures.scanner import figures
    >>> for text in ("5.“双百工程”：指面向100家企业", "5.客车：全市2500个村已通客车", "5.10个圈：到2030年"):
    ...     print(explains(text, figures(text)[-2 if "2030" in text else -1]))
    True
    False
    True
    """
    colon = _TERM_ENDS.search(text)
    if colon and figure.end <= colon.start():
        return not _WON.search(text[: figure.start])
    start = sentence_start(text, figure.start)
    end = STOP.search(text, figure.end)
    sentence = text[start : end.start() if end else len(text)]
    if _COUNTRY.search(sentence) and not _OURS.search(sentence):
        return True
    if _TOLD.search(sentence):
        return False
    clause = max((each.end() for each in BREAK.finditer(text, 0, figure.start)), default=0)
    return not _WORKS.search(text[clause : figure.start])
