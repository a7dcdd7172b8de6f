"""Whose report it is, by the places that its first lines name: the congress, the government, the title.

Names are compared without the kind of the place, as a county may have become a city; a report that has the
name anywhere is not doubted.
"""

from __future__ import annotations

import re
from typing import Final

from ..figures.clauses import PLACES

_TOP: Final = 400  # characters in which a report says whose it is
_KIND: Final = f"(?:{'|'.join(PLACES)})"
_PLACE: Final = f"(?P<places>(?:[一-鿿]{{1,10}}?{_KIND})+?)"
_SAID: Final = (
    rf"[在于]{_PLACE}第[一二三四五六七八九十百]+届",
    rf"(?m:^)[（(]*(?:[一-鿿]+[)）])?(?:[0-9]{{4}}年)?{_PLACE}(?:[0-9]{{4}}年)?(?:政府)?工作(?:报告|总结)",
    rf"(?m:^)\W*{_PLACE}人民政府(?:代理?)?(?:省长|市长|县长|区长|旗长|州长|镇长|乡长)",
    rf"代表{_PLACE}(?:人民政府|街道办事处)",
)
_ONE: Final = re.compile(f"[一-鿿]+?{_KIND}")
_SELF: Final = re.compile("[我本全各]|自治")
_ENDING: Final = re.compile(f"{_KIND}$")


def other_place(text: str, town: str) -> str:
    """The place that a report says it is of, where it never names the one that it is taken for; "" otherwise.

    Args:
        text: the report, normalised.
        town: the name of the place that it is taken for.

    >>> of = "政府工作报告\\n——2020年4月22日在石门县第十七届人民代表大会第五次会议上\\n"
    >>> other_place(of, "浮山县"), other_place(of, "石门县"), other_place("县政府工作报告\\n", "浮山县")
    ('石门县', '', '')
    """
    text = re.sub("[ 　]", "", text)
    if _stem(town) in text:
        return ""
    said = [found["places"] for pattern in _SAID if (found := re.search(pattern, text[:_TOP]))]
    # The last of several places is the one of the report: 浙江省嘉兴市南湖区凤桥镇.
    return next((_ONE.findall(places)[-1] for places in said if not _SELF.match(places)), "")


def _stem(name: str) -> str:
    """A name without the kind of the place: 门源 of 门源回族自治县; the whole name where one character is left.

    >>> _stem("石门县"), _stem("门源回族自治县"), _stem("吉县")
    ('石门', '门源', '吉县')
    """
    bare = name[:2] if "自治" in name else _ENDING.sub("", name)
    return bare if len(bare) > 1 else name
