"""Why a number is not of the indicator that its words name: a rank in an assessment is no rank of how many
there are, a plan of money that is fulfilled is no plan of works, and what one field has is not all.
"""

from __future__ import annotations

import re
from typing import Final

from .catalogue import Indicator
from .places import Place
from .proposed import Match
from .stages import PROJECTS

#: Who is ranked in an assessment is not ranked by their number: 三级公立医院考核居全省第3.
_ASSESSED: Final = re.compile("考核|考评|测评|评估|评比|绩效|满意度|竞赛|大赛")
_COUNTS: Final = ("count", "area", "length")
#: A plan of investment, of which works fulfil a part: 9个重点项目完成年度投资计划的80%.
_INVESTED: Final = re.compile("投资(?:计划|任务|目标)?")
_TO_GOAL: Final = "ratio_to_target"
#: Projects of one field, that a sentence begins with: 产业方面，安排重点项目9个.
_OF_FIELD: Final = re.compile("[\\s—－]*[一-鿿]{2,8}(?:方面|领域|板块)[，,：:]")
_NAMES_FIELD: Final = 7  # characters of a name of projects that may say of which field they are
#: Little giants are of this kind only where a paragraph speaks of it; there are others, of science and of farms.
_KIND: Final = "专精特新"
_GIANTS: Final = "小巨人"
_NATIONAL: Final = "国家"
#: The reasons for which a number is of something else.
REASONS: Final = ("assessed", "invested", "field", "kind")


def why_not(here: Place, indicator: Indicator, one: Match) -> str:
    """Why a number is not of an indicator that is proposed for it; blank where it is."""
    measure = here.figure.measure
    if indicator.quantity in _COUNTS:
        clause = here.gap() + here.figure.printed
        said = clause.partition(one.name)[2] or clause
        if measure == "rank" and _ASSESSED.search(said):
            return "assessed"
        if measure == _TO_GOAL and _INVESTED.search(said):
            return "invested"
    of_any = indicator.name_zh.endswith(PROJECTS) and len(indicator.name_zh) < _NAMES_FIELD
    if of_any and _OF_FIELD.match(here.sentence()):
        return "field"
    if _GIANTS in indicator.name_zh and _KIND in indicator.name_zh and _KIND not in here.text:
        return "" if _NATIONAL in one.name else "kind"
    return ""
