"""Numbers of the frame of a web page: how often it was read, its number in an index. They are of the page."""

from __future__ import annotations

import re
from typing import Final

from ..figures.figure import Figure

_COUNTER: Final = "(?:浏览|点击|阅读|访问)(?:[次人]?[数量]|人次|次数)?"
#: What a label of the frame gives: 浏览次数：356, 阅读（356）, 索引号：11330402/2024.
_LABELLED: Final = re.compile(
    rf"(?<![一-鿿])(?:{_COUNTER}|字[号体]|(?:文章)?编号|索引号)\s*[：:（(\[<]\s*[<\[]?$"
)
_COUNTED: Final = re.compile(rf"(?<![一-鿿]){_COUNTER}\s*$")
#: What shows that a line without a colon at its number is of the frame too: 来源：某镇 阅读数 356.
_FRAME: Final = re.compile("(?:来源|作者|编辑|时间|日期)[：:]|首页|打印|字[号体]")
_SENTENCE: Final = re.compile("[。；，]")


def of_frame(text: str, figure: Figure) -> bool:
    """Whether a number belongs to the frame of a page; a line with the marks of a sentence is none.

    >>> from ..figures.scanner import figures
    >>> texts = ("2024-02-10 浏览次数：356", "平台浏览次数356次", "浏览次数：356，增长5%")
    >>> [of_frame(text, [each for each in figures(text) if each.kind == "quantity"][0]) for text in texts]
    [True, False, False]
    """
    if _SENTENCE.search(text):
        return False
    before = text[: figure.start]
    return bool(_LABELLED.search(before)) or bool(_COUNTED.search(before) and _FRAME.search(text))
