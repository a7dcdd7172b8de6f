"""Content that is not UTF-8: which encoding it is, and which lines of a file are of another than the rest.

Nearly any bytes decode as GB18030 or Big5: that common Chinese characters come out is what says which it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

#: Of a file: some lines are UTF-8, and others are not, so that it has no encoding to open it in.
MIXED: Final = "mixed"
_GB18030: Final = "gb18030"
#: The first bytes of punctuation and of the common characters, by encoding.
_COMMON: Final[Mapping[str, tuple[range, ...]]] = {
    _GB18030: (range(0xB0, 0xD8), range(0xA1, 0xA4)),
    "big5": (range(0xA4, 0xC7), range(0xA1, 0xA4)),
}


def is_gb18030(data: bytes) -> bool:
    """Whether a file is GB18030 throughout: its lines are nothing else, and what they hold is Chinese in use.

    >>> one, two = "凤桥\\n", "三亩\\n"
    >>> is_gb18030((one + two).encode("gb18030")), is_gb18030(one.encode() + two.encode("gb18030"))
    (True, False)
    >>> is_gb18030("cafés, naïve".encode("latin-1"))
    False
    """
    utf8, short, others = _lines(data)
    return not utf8 and others > short and _is_chinese(data, _GB18030)


def encoding_guess(data: bytes) -> str:
    """What content that is not UTF-8 looks like, by its name in forms.toml; "" where nothing is likely.

    >>> encoding_guess("三亩耕地位于嘉兴市".encode("gb18030")), encoding_guess("位於嘉興市南湖區".encode("big5"))
    ('gb18030', 'big5')
    """
    utf8, short, others = _lines(data)
    if utf8 or short >= others:
        return MIXED
    likely = max(_COMMON, key=lambda each: _common_share(data, each))
    return likely if _is_chinese(data, likely) else ""


def reread(line: bytes) -> str:
    """A line that is not UTF-8 with its cells in GB18030 read as that; "" where one of them is neither.

    No byte of a character in GB18030 is a comma or a quote.

    >>> reread("凤桥,".encode() + "三亩".encode("gb18030"))
    '凤桥,三亩'
    >>> reread("café,".encode("latin-1"))
    ''
    """
    cells = line.split(b",")
    if not all(_is_utf8(each) or is_gb18030(each) for each in cells):
        return ""
    return ",".join(each.decode(_GB18030 if is_gb18030(each) else "utf-8") for each in cells)


def _lines(data: bytes) -> tuple[int, int, int]:
    """How many lines have Chinese in UTF-8, how many are UTF-8 with letters only, and how many are not UTF-8.

    The two bytes of one Chinese character in GB18030 may be those of a Latin letter in UTF-8.
    """
    counts = Counter(_kind(each) for each in data.split(b"\n") if not each.isascii())
    return counts["chinese"], counts["letters"], counts["other"]


def _kind(line: bytes) -> str:
    try:
        return "chinese" if max(line.decode("utf-8")) > "\u07ff" else "letters"
    except UnicodeDecodeError:
        return "other"


def _is_utf8(text: bytes) -> bool:
    return text.isascii() or _kind(text) != "other"


def _is_chinese(data: bytes, encoding: str) -> bool:
    """Whether most of what is no ASCII is common Chinese in an encoding."""
    return _common_share(data, encoding) > 0.5


def _common_share(data: bytes, encoding: str) -> float:
    """The share of common Chinese in what is no ASCII: bytes of another encoding make rare characters."""
    try:
        counts = Counter(data.decode(encoding))
    except UnicodeDecodeError:
        return 0
    foreign = {each: count for each, count in counts.items() if not each.isascii()}
    if not foreign or any("\ue000" <= each <= "\uf8ff" for each in foreign):
        return 0
    common = sum(count for each, count in foreign.items() if _is_common(each, encoding))
    return common / sum(foreign.values())


def _is_common(character: str, encoding: str) -> bool:
    """Whether a character is punctuation or a Chinese one of the first, commonest level of its standard."""
    code = character.encode(encoding)
    if len(code) == 4:  # digits between bytes that are no ASCII: hardly anything else has them
        return True
    in_use = encoding != _GB18030 or code[1] > 0xA0
    return in_use and any(code[0] in each for each in _COMMON[encoding])
