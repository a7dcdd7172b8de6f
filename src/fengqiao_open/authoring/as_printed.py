"""The marks of drafted names: names are read without quotation marks and brackets, and written with those of
the report.

A report that quotes “四新” or writes 首台（套） does so for a reason: without its marks, the first is read as a
number and the second as another thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ..indicators.lexicon import AREAS
from ..indicators.places import plain

_QUOTED: Final = re.compile("“([一-鿿]{2,10})”")
#: A word of one or two characters in brackets within a name, with one before and two after: 街道（镇）数.
_AREAS: Final = re.compile(f"[县市区旗乡镇村居]+{AREAS.pattern}")
_BRACKETED: Final = re.compile("(?<=([一-鿿]))（([一-鿿]{1,2})）(?=([一-鿿]{2}))")


def marked(paragraphs: Sequence[str]) -> Mapping[str, str]:
    """What a report prints with marks, the longest first: the words without them, and as printed.

    Words that are more often without quotation marks have none.

    >>> marked(["培育“四新”企业30家", "首台（套）装备"])
    {'台装备': '台（套）装备', '四新': '“四新”'}
    """
    text = "\n".join(paragraphs)
    quoted = {
        each: f"“{each}”" for each in _QUOTED.findall(text) if 2 * text.count(f"“{each}”") > text.count(each)
    }
    bracketed = {
        f"{before}{after}": f"{before}（{inside}）{after}"
        for before, inside, after in _BRACKETED.findall(text)
    }
    areas = {plain(each[0]): each[0] for each in _AREAS.finditer(text)}
    areas = {each: printed for each, printed in areas.items() if 2 * text.count(printed) > text.count(each)}
    found = {**bracketed, **quoted, **areas}
    return {each: found[each] for each in sorted(found, key=len, reverse=True)}


def as_printed(name: str, marks: Mapping[str, str]) -> str:
    """A name with the marks that the report prints.

    >>> as_printed("培育四新企业数", {"四新": "“四新”"})
    '培育“四新”企业数'
    """
    for words, printed in marks.items():
        if words in name and not re.search(f"“[^”]*{words}", name) and printed not in name:
            name = name.replace(words, printed)
    return name
