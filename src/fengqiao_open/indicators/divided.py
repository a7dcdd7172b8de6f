"""The members of a list of names, as many as the numbers that it has: 竹编和竹纸、制伞产值分别增长5%、8%."""

from __future__ import annotations

from . import list_words
from . import phrase_words as words


def divided(named: str, number: int) -> list[str]:
    """The members of a list of so many numbers, of which one can be two things; none where they are not as
    many.

    >>> divided("竹编和竹纸、制扇和制伞产值", 2), divided("竹编及竹纸、制扇和制伞产值", 3)
    (['竹编和竹纸', '制扇和制伞产值'], ['竹编及竹纸', '制扇', '制伞产值'])
    >>> divided("竹编、制扇、制伞产值", 2), divided("竹编补助、城乡低保、城乡特困标准", 5)
    ([], ['竹编补助', '城镇低保', '农村低保', '城镇特困标准', '农村特困标准'])
    """
    listed = [one for one in words.AND.split(named) if one]
    if number < 2 or len(listed) < 2 or len(listed) == number:
        return listed
    *first, last = (one for one in named.split(list_words.COMMA) if one)
    *_, joint = (None, *words.AND.finditer(last))
    apart = [*first, last[: joint.start()], last[joint.end() :]] if joint else listed
    sides = [
        one.replace(list_words.BOTH, side, 1) if list_words.BOTH in one else one
        for one in listed
        for side in list_words.TOWN_COUNTRY[: 2 if list_words.BOTH in one else 1]
    ]
    return next((way for way in ([*first, last], apart, sides) if len(way) == number), [])
