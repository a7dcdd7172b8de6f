"""Numbers that only say what an event was like, whom something is for or among how many something is: how
strong an earthquake was, how long one may stay without a visa, which performances are counted, of how many
cities one is among the first.
"""

from __future__ import annotations

import re
from typing import Final

from ..figures.figure import Figure

#: How strong an earthquake or a wind was: 6.2级地震, 10级大风.
_GRADE: Final = "级"
_STRONG: Final = re.compile("(?:以上)?的?(?:强烈?)?(?:地震|余震|强震|大风|阵风|台风|风力)")
_FORCES: Final = ("风力", "震级", "烈度", "阵风")
#: 240小时免签, 144小时过境免签政策.
_STAYS: Final = ("小时", "个小时", "天", "日")
_NO_VISA: Final = re.compile("(?:过境|入境)?免签")
#: Performances and the like by how many see them: 万人以上营业性演出15场.
_SEEN_BY: Final = ("人", "万人", "千人")
_BOUND: Final = re.compile("(?:以上|以下|以内)$")
_EVENTS: Final = re.compile(
    "的?[一-鿿]{0,6}?(?:演出|演艺|活动|赛事|会议|会展|展会|演唱会)[一-鿿]{0,4}?[0-9一二三四五六七八九十百]+[余多]?[场次项个]"
)
#: Places of the whole country or province, of which one is the first or ranked: 全国168个重点城市前列.
_WHOLE: Final = re.compile("(?:全国|全省|全球|世界)(?:的)?$")
_PLACES: Final = re.compile(
    "[一-鿿]{0,8}?(?:城市|地级市|省会|市州|州市|省份|县|开发区|高新区|经开区|园区)(?:之?[中里]|前列|综合?排名|排[名第]|位[列居]|第[0-9一二三])"
)
#: Lists that a government keeps, counted by their sheets: 三张“零关税”清单.
_SHEETS: Final = "张"
_LISTS: Final = re.compile("[一-鿿“”]{0,9}?清单")


def circumstance(before: str, after: str, figure: Figure) -> str:
    """The disposition of such a number; blank for another.

    >>> from ..figures.scanner import figures
    >>> for text in ("6.2级地震", "240小时免签", "万人以上营业性演出15场", "全国168个重点城市前列", "12张清单", "8场演出"):
    ...     found = figures(text)[0]
    ...     print(circumstance(text[: found.start], text[found.end :], found) or "-")
    name
    name
    name
    name
    enumeration
    -
    """
    unit = figure.unit
    if unit == _SHEETS and _LISTS.match(after):
        return "enumeration"
    strong = unit == _GRADE and (_STRONG.match(after) or before.endswith(_FORCES))
    stays = unit in _STAYS and _NO_VISA.match(after)
    seen = unit in _SEEN_BY and _BOUND.search(figure.printed) and _EVENTS.match(after)
    among = unit in ("个", "座", "家") and _WHOLE.search(before) and _PLACES.match(after)
    return "name" if strong or stays or seen or among else ""
