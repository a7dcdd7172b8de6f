"""The scope of a drafted rank: the area that its clause prints, where the package has a row of it.

Which of the places of the area are ranked is not guessed: the draft says that it is not stated, and a person
reads the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..lang import both

Record = dict[str, str]
_AREA: Final = re.compile("全(省|自治区|市|州|盟|区|县|旗)")
_TYPES: Final = {
    **dict.fromkeys(("省", "自治区"), "province"),
    **dict.fromkeys(("市", "州", "盟"), "prefecture"),
    **dict.fromkeys(("区", "县", "旗"), "county"),
}


def rank_scope(clause: str, areas: Sequence[Record]) -> Record:
    """The cells of an observation that say among which places a rank holds; none where no area is printed.

    Args:
        clause: the words of the clause up to the end of the rank.
        areas: the rows of the report's place, first, and of those that contain it.

    >>> areas = [{"area_id": "330402100000", "type": "town"}, {"area_id": "330402000000", "type": "county"}]
    >>> rank_scope("投资总量排名全区第二", areas)["rank_area_id"], rank_scope("排名第二", areas)
    ('330402000000', {})
    """
    printed = _AREA.findall(clause)
    kind = _TYPES[printed[-1]] if printed else ""
    # 全市 in the report of a city within a city is the city above it.
    found = next((row for row in (*areas[1:], *areas[:1]) if row["type"] == kind), None)
    if found is None:
        return {}
    return {"rank_area_id": found["area_id"], **both("authoring", "rank.not_stated", "rank_scope")}
