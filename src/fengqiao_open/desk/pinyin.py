"""Pinyin initials, for search: gdzctz finds 固定资产投资.

The 3,755 commonest characters are in GB 2312 in the order of their pinyin; the first of each initial is
listed. Characters with several readings have several; rarer characters that reports use are listed, others
have none.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import Final

_FIRST: Final = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_INITIALS: Final = "abcdefghjklmnopqrstwxyz"
_CODES: Final = tuple(each.encode("gb2312") for each in _FIRST)
_LAST: Final = "座".encode("gb2312")
_OTHERS: Final = {
    **{"重": "cz", "长": "cz", "行": "hx", "调": "dt", "率": "ls", "畜": "cx", "乐": "ly", "降": "jx"},
    **{
        "孵": "f",
        "殡": "b",
        "赡": "s",
        "瞻": "z",
        "圩": "wx",
        "垸": "y",
        "堰": "y",
        "畲": "s",
        "稞": "k",
        "碳": "t",
    },
}


def spelled(text: str, typed: str) -> bool:
    """Whether what is typed are the initials of characters of a text that follow each other.

    >>> spelled("固定资产投资", "gdzc"), spelled("增长率", "zzl"), spelled("增长率", "zcl"), spelled("增长率", "lz")
    (True, True, True, False)
    """
    found = _initials(text)
    length = len(typed)
    return bool(typed) and any(
        all(one in each for one, each in zip(typed, found[at:], strict=False))
        for at in range(len(found) - length + 1)
    )


@cache
def _initials(text: str) -> tuple[str, ...]:
    """The initials that each letter, digit or character of a text can have."""
    return tuple(filter(None, map(_initial, text)))


def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    if character in _OTHERS:
        return _OTHERS[character]
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    return _INITIALS[bisect_right(_CODES, code) - 1] if _CODES[0] <= code <= _LAST else ""
