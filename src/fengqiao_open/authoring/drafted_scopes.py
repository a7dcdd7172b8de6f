"""The scope of a drafted rank: the area that its clause prints, where the package has a row of it.

Which of the places of the area are ranked is not guessed. Only where the rank follows the area at once (全区第二)
does the draft say that it is not stated; where a word is between (全区乡镇第二), a person enters it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..lang import both

Record = dict[str, str]
_AREA: Final = re.compile("全(国|省|自治区|市|州|盟|区|县|旗)")
_AT_ONCE: Final = re.compile("(?:排名|排位|位次|位居|位列|名列|列|居)*(?:第|前|首|末|倒数).{0,6}")
_TYPES: Final = {
    "国": "country",
    **dict.fromkeys(("省", "自治区"), "province"),
    **dict.fromkeys(("市", "州", "盟"), "prefecture"),
    **dict.fromkeys(("区", "县", "旗"), "county"),
}


#: The country, of which a rank is 全国第五; it has a slug, as the list of codes has none of it.
COUNTRY: Final = {"area_id": "china", "name_zh": "全国", "name_en": "China", "type": "country"}


def of_country(clause: str) -> bool:
    """Whether the clause of a rank names the country, whoever is ranked.

    >>> of_country("总量居全国第五"), of_country("总量居全省第五")
    (True, False)
    """
    return COUNTRY["name_zh"] in clause


def rank_scope(clause: str, areas: Sequence[Record]) -> Record:
    """The cells of an observation that say among which places a rank holds; none where no area is printed, or
    who is ranked is.

    Args:
        clause: the words of the clause up to the end of the rank.
        areas: the rows of the report's place, first, and of those that contain it.

    >>> areas = [{"area_id": "330402100000", "type": "town"}, {"area_id": "330402000000", "type": "county"}]
    >>> rank_scope("投资总量排名全区第二", areas)["rank_area_id"]
    '330402000000'
    >>> rank_scope("排名第二", areas), rank_scope("居全区乡镇第二", areas), rank_scope("在全区12个镇中列第二", areas)
    ({}, {}, {})
    """
    *_, printed = (None, *_AREA.finditer(clause))
    kind = _TYPES[printed[1]] if printed and _AT_ONCE.fullmatch(clause, printed.end()) else ""
    # 全市 in the report of a city within a city is the city above it.
    found = next((row for row in (*areas[1:], *areas[:1]) if row["type"] == kind), None)
    if found is None:
        return {}
    return {"rank_area_id": found["area_id"], **both("authoring", "rank.not_stated", "rank_scope")}
