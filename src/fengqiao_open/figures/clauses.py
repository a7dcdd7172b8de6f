"""The Chinese that a draft recognises: headings, dates, and the words that tell what a number counts."""

from __future__ import annotations

import re
from typing import Final

DIGITS: Final = "一二三四五六七八九"
PART: Final = re.compile(rf"^([{DIGITS}])、")
SECTION: Final = re.compile(rf"^[(（]([{DIGITS}])[)）]")
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
SHORT_FORMS: Final = (("规模以上", "规上"), ("限额以上", "限上"), ("技术改造", "技改"))
