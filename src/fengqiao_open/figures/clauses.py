"""The Chinese that a draft recognises: headings, dates, and the words that tell what a number counts."""

from __future__ import annotations

import re
from typing import Final

DIGITS: Final = "一二三四五六七八九"
HEADING: Final = re.compile(rf"[{DIGITS}]、|[(（][{DIGITS}][)）]")
SLOGAN: Final = re.compile(r"[两三四五六七八九十]大")
# 1 234 56人, 分别为3，500人: digits that are read apart, since they are no groups of three or are items of a list.
TOUCHING: Final = re.compile(r"[0-9０-９][\s，]$")
DAY: Final = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")

PLANNED: Final = re.compile(r"计划|谋划|实施|开展|打造|总投资|建设|投资|新建|完成|整治")
INTENDED: Final = re.compile(r"计划|谋划")
TARGET: Final = re.compile(r"力争|目标|确保|实现|引进|优于|达到|保持|突破")
CLASSES: Final = ("类", "级")
STOP: Final = "。"
# Words at the end of a name that only say that it is a number.
COUNTS: Final = ("数", "额", "金额", "人数", "个数", "处数", "起数", "件数", "次数", "里程", "面积", "投资")
#: What is between a number and a part of it; between a number of things and their money.
PART_OF: Final = re.compile("[，,（(、；]?(?:其中|含|包括)")
COSTS: Final = re.compile(
    "[^，,。；]{0,6}[，,、（(]?(?:计划|合计|协议|概算|总)*(?:投资额?|金额|资金|标的额|涉案金额)(?:约|达到?|超过?|近|为)?"
)
#: The kinds of places by the end of their names, longest first, in English.
PLACES: Final = {
    **{
        "开发区": "Development Zone",
        "自治州": "Autonomous Prefecture",
        "自治县": "Autonomous County",
        "自治区": "Autonomous Region",
    },
    **{"街道": "Subdistrict", "镇": "Town", "乡": "Township", "县": "County", "区": "District", "市": "City"},
    **{"省": "Province", "旗": "Banner", "盟": "League"},
}
