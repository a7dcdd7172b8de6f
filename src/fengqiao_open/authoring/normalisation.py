"""From traditional characters with pinyin in brackets to simplified ones, and the hash of a text.

Some archives convert a page to traditional characters and put pinyin in brackets behind them, and lose a byte
here and there. Repairs are rows with their evidence (`source_repairs`); the characters are converted by
OpenCC.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from ..errors import PackageError

_TONES: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
#: Pinyin in brackets. Without a tone it may be something else, (km): it is only taken for pinyin beside some
#: with tones.
PINYIN: Final = re.compile(rf"\([a-zü{_TONES}]+\)")
_TONED: Final = re.compile(rf"\((?<=[㐀-鿿𠀀-𪛟]\()[a-zü]*[{_TONES}][a-zü]*\)")
#: Frequent characters that have another form in the other script.
_TRADITIONAL: Final = re.compile("[國業務發經濟會產實現區們這來對於開動個時過說為與將設億萬農鎮總長]")
_SIMPLIFIED: Final = re.compile("[国业务发经济会产实现区们这来对于开动个时过说为与将设亿万农镇总长]")


def is_raw(text: str) -> bool:
    """Whether a text still has pinyin in brackets.

    >>> is_raw("鎮(zhèn)政府"), is_raw("镇政府(街道)5(km)")
    (True, False)
    """
    return _TONED.search(text) is not None


def is_traditional(text: str) -> bool:
    """Whether most of a text is in traditional characters.

    >>> is_traditional("鎮政府的工作"), is_traditional("國產汽车与区镇")
    (True, False)
    """
    traditional = len(_TRADITIONAL.findall(text))
    return traditional > 0 and traditional > len(_SIMPLIFIED.findall(text))


def simplified(text: str) -> str:
    """Traditional characters as simplified ones; 著 becomes 着 where the sense asks for it (OpenCC's tw2s).

    Raises:
        PackageError: OpenCC is not installed.
    """
    try:
        import opencc
    except ImportError:
        raise PackageError("no-opencc") from None
    converter = opencc.OpenCC("tw2s")
    converted: str = converter.convert(text)
    if len(converted) == len(text):
        return converted
    # A phrase became longer or shorter: one character at a time, so that every place stays.
    return "".join(one if len(one := converter.convert(sign)) == 1 else sign for sign in text)


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
