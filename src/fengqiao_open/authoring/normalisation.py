"""From a report as found to the normalised text: repairs, then brackets, then simplified characters.

Some archives convert a page to traditional characters and put pinyin in brackets behind them, and lose a byte
here and there. Repairs are rows with their evidence (`source_repairs`); the rest is done by OpenCC.
The result has one paragraph a line and ends in one line feed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from ..errors import PackageError, worded
from ..tabular.csv import Row

_PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]+\)")


def is_raw(text: str) -> bool:
    """Whether a text still has pinyin in brackets.

    >>> is_raw("鎮(zhèn)政府"), is_raw("镇政府(街道)")
    (True, False)
    """
    return bool(_PINYIN.search(text))


def normalise(raw: str, repairs: Iterable[Row]) -> str:
    """The normalised text of a report as found.

    Args:
        raw: the text as found, a paragraph a line.
        repairs: rows of `source_repairs` for this report: on `line`, `garbled` becomes `repaired`.

    Raises:
        ValueError: a repair finds nothing to fix on its line, so the text is not the one it was made for.
        PackageError: OpenCC is not installed.
    """
    lines = raw.replace("\r\n", "\n").rstrip("\n").split("\n")
    for repair in repairs:
        at = int(repair["line"]) - 1
        if not 0 <= at < len(lines) or lines[at].count(repair["garbled"]) != 1:
            raise worded(ValueError, "repair-does-not-fit", key=repair.key, line=repair["line"])
        lines[at] = lines[at].replace(repair["garbled"], repair["repaired"])
    plain = _PINYIN.sub("", "\n".join(lines))
    return simplified(plain) + "\n"


def simplified(text: str) -> str:
    """Traditional characters as simplified ones; 著 becomes 着 where the sense asks for it (OpenCC's tw2s)."""
    try:
        import opencc
    except ImportError:
        raise PackageError("no-opencc") from None
    converted: str = opencc.OpenCC("tw2s").convert(text)
    return converted


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
