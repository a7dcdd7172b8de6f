"""Headline indicators that a report does not print: what it leaves out is information too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ..indicators import lexicon
from ..indicators.catalogue import records
from ..indicators.names import names_in
from ..indicators.places import plain
from ..indicators.tables import matches

_NUMBER: Final = re.compile(f"{lexicon.BRIDGE.pattern}[0-9]")
#: Nothing in the text has its name; or the text has its name and no number of it.
NOT_NAMED, WITHOUT_A_NUMBER = "not_named", "named_without_number"


def absences(text: str, source_id: str, printed: Iterable[str]) -> list[dict[str, str]]:
    """The rows of the table `absences` for a report.

    Args:
        text: the report, a paragraph a line.
        source_id: its identifier.
        printed: the indicators of its observations.

    >>> rows = absences("固定资产投资2亿元，粮食产量保持稳定。", "heshan-2031", ["fixed-asset-investment"])
    >>> named = [row for row in rows if row["indicator_id"].startswith(("fix", "gra"))]
    >>> {row["indicator_id"]: row["confirmed"] for row in named}
    {'grain-output': 'named_without_number', 'grain-sown-area': 'not_named'}
    """
    present = {*printed, *(each.indicator_id for each in matches(text))}
    named = set()
    for line in map(plain, text.split("\n")):
        for name in names_in(line, lambda each: each.headline):
            named.add(name.indicator.indicator_id)
            if _NUMBER.match(line, name.end):  # one that the matching leaves to a person
                present.add(name.indicator.indicator_id)
    return [
        {
            "absence_id": f"{source_id}-{row['indicator_id']}",
            "source_id": source_id,
            "indicator_id": row["indicator_id"],
            "name_zh": row["name_zh"],
            "name_en": row["name_en"],
            "confirmed": WITHOUT_A_NUMBER if row["indicator_id"] in named else NOT_NAMED,
        }
        for row in records()
        if row["headline"] == "yes" and row["indicator_id"] not in present
    ]
