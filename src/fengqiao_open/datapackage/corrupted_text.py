"""Corrupted text: Chinese that was decoded with the wrong encoding, and the traces of lost bytes.

A text counts as corrupted only if the original that another decoding restores is Chinese in common
characters.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Final

from ..errors import needs_text

LOST: Final = "lost"
#: U+FFFD, what it becomes when it is read as GBK or Windows-1252, and unset memory read as GBK.
_LOST: Final = re.compile("\ufffd|锟斤拷?|斤拷锟?|烫{3,}|屯{3,}|ï¿½")
#: The characters that Windows-1252, or Latin-1 where that has none, reads from the bytes 80 to 9F.
_SPECIAL: Final = {bytes([code]).decode("cp1252", "ignore") or chr(code): code for code in range(0x80, 0xA0)}
_BYTES: Final = {chr(code): code for code in range(0x100)} | _SPECIAL
_HIGH_SIGNS: Final = frozenset(sign for sign in _BYTES if not sign.isascii())
_ABOVE: Final = "".join(_SPECIAL) + "\x80-\x9f"
_NEXT: Final = f"[{_ABOVE}\xa0-\xbf]"
_HIGH: Final = f"[{_ABOVE}\xa0-\xff]"
_UTF8: Final = re.compile(f"(?:[\xe0-\xef]{_NEXT}{{2}}|[\xc2-\xdf]{_NEXT})+")
_PAIRS: Final = re.compile(f"(?:{_HIGH}{{2}})+")
_TWO_PAIRS: Final = re.compile(f"{_HIGH}{{4}}")
#: What may follow a letter in its own right: “the café”….
_SIGNS: Final = frozenset("‘’“”‚„–—…•‹›«»™®·")
#: What quotation marks, degrees and letters with accents become, which no language writes.
_TYPICAL: Final = re.compile("â[€\x80][^\x00-\x7f]|Â[°±²³µ·¼½¾§]|Ã[\xa1-\xac\xae-\xb6\xb8-\xba\xbc-\xbf]")
_LETTERS: Final = re.compile("[À-ÖØ-öø-ÿ]")
#: A question mark where a character was that an encoding does not have: before a small letter or a digit of a
#: word (`?g/m3`), between a digit and a letter (`10?C`), behind metres (`m?`), or behind a word in a
#: sentence.
_REPLACED: Final = re.compile(
    r"(?<![^\s\w(\[“‘\"'/.·-])(?<![㐀-鿿])\?+(?=[a-z0-9])|(?<=[0-9])\?+(?=[A-Za-z])|"
    r"(?<=[A-Za-z])\?+(?=/[A-Za-z])"
    r"|(?<![A-Za-z])[ckm]?m\?(?![A-Za-z])|(?<=[a-z])\?(?= [a-z])"
)
_ADDRESS: Final = re.compile(r"[=&]|://|www\.|\.[a-z]{2,}[/?]")
#: A sentence with one of these may be a question.
_ASKING: Final = re.compile(
    r"\b(?:wh(?:at|o|om|ose|ich|en|ere|y)|how|is|are|was|were|do|does|did|can|could|will|would|should|"
    r"shall|may"
    r"|might|must|has|have|had|if|whether|or|not)\b",
    re.IGNORECASE,
)
_HAN: Final = re.compile("[㐀-䶿一-鿿]")
#: What may be half a character: then something is lost, or was never corrupted.
_HALF: Final = re.compile("[\x80-\x9f\xc2-\xff\ufffd\ue000-\uf8ff]")
_COMMON_SHARE: Final = 0.75
_MOST_TIMES: Final = 3


@dataclass(frozen=True, slots=True)
class Corruption:
    """Corrupted Chinese within a text.

    Attributes:
        start: its first character, counted from 0.
        found: the corrupted characters.
        reason: "lost", or the wrong decoding, such as "UTF-8 read as GB18030".
        repaired: the whole text with the original restored; None if it is unknown.
        certain: whether the whole text was decoded wrongly, so that no other original is possible.
    """

    start: int
    found: str
    reason: str
    repaired: str | None
    certain: bool


Piece = tuple[int, int, str]  # where corrupted text starts and ends, and the original


def corrupted(text: str) -> Corruption | None:
    """Find corrupted Chinese in a text, and its original; None if there is none.

    >>> corrupted("娴欐睙").repaired, corrupted("æµ™æ±Ÿ").repaired, corrupted("Õã½­").repaired
    ('浙江', '浙江', '浙江')
    >>> corrupted("南湖区锟斤拷镇")
    Corruption(start=3, found='锟斤拷', reason='lost', repaired=None, certain=False)
    >>> corrupted("凤桥镇"), corrupted("café")
    (None, None)
    """
    needs_text(text, "corrupted", "æµ™æ±Ÿ")
    if not has_hint(text):
        return None
    lost = _LOST.search(text)
    if lost:
        return Corruption(lost.start(), lost[0], LOST, None, False)
    return _misread(text, _MOST_TIMES, _READINGS) or _misread(text, 1, (_ENGLISH,))


def replaced(text: str) -> Corruption | None:
    """Find a question mark that stands for a character which an encoding did not have; None if there is none.

    >>> replaced("over 35 ?g/m?").found, replaced("10 m? of road").found, replaced("the Zoig? county").found
    ('?g/m?', 'm?', 'Zoig?')
    >>> replaced("Is it 35 or 40? enter 40."), replaced("http://a.cn/b?c=1"), replaced("共几家?2家")
    (None, None, None)
    """
    for found in _REPLACED.finditer(text):
        start, end = text.rfind(" ", 0, found.start()) + 1, text.find(" ", found.end())
        token = text[start : end if end >= 0 else len(text)]
        in_sentence = token.rstrip("?").isalpha()
        if not _ADDRESS.search(token) and not (in_sentence and _ASKING.search(text, 0, start)):
            return Corruption(start, token.rstrip(".,;:，。；："), LOST, None, False)
    return None


def has_hint(text: str) -> bool:
    """Whether something in a text may be corrupted; in a part of it, what is corrupted is one too."""
    return not text.isascii() and _first().search(text) is not None and _hint().search(text) is not None


@cache
def _first() -> re.Pattern[str]:
    """The characters that a hint begins with: a class is searched in a fifth of the time."""
    return re.compile(f"[{''.join(sorted(_leads()))}\ufffd锟斤烫屯\xa1-\xef]")


@cache
def hint() -> str:
    """A regular expression that finds something in all corrupted text and in little else, as a prefilter."""
    return f"[{''.join(sorted(_leads()))}][^\\x00-\\x7f]|{_LOST.pattern}|[\xa1-\xef]{_HIGH}"


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(hint())


@cache
def _leads() -> frozenset[str]:
    """The characters that GB18030 reads from the first two bytes of a Chinese character in UTF-8."""
    bytes_ = (bytes([lead, after]) for lead in (*range(0xE2, 0xEA), 0xEF) for after in range(0x80, 0xC0))
    return frozenset("".join(pair.decode("gb18030", "ignore") for pair in bytes_))


def _misread(text: str, times: int, readings: tuple[_Reading, ...]) -> Corruption | None:
    """Text that was decoded wrongly, once or several times over: what is certain first."""
    tried = [(reading, pieces) for reading in readings if times and (pieces := list(reading.pieces(text)))]
    tried.sort(key=lambda each: not each[0].explains(text, each[1]))
    found = [made for reading, pieces in tried if (made := _undone(text, reading, pieces, times, readings))]
    return next((each for each in found if each.certain), found[0] if found else None)


def _undone(
    text: str, reading: _Reading, pieces: list[Piece], times: int, readings: tuple[_Reading, ...]
) -> Corruption | None:
    """A text with one wrong decoding undone, and those before it; None where that explains nothing."""
    first, last = pieces[0][0], pieces[-1][1]
    repaired, rest = _replaced(text, pieces)
    if deeper := _misread(repaired, times - 1, readings):
        certain = deeper.certain and rest.isascii()
        return replace(deeper, start=first, found=text[first:last], reason=reading.name, certain=certain)
    if not reading.explains(text, pieces):
        return None
    halved = _HALF.search(repaired) or not reading.halves().isdisjoint(rest)
    certain = not halved and rest.isascii() and _leads().isdisjoint(repaired) and bool(_HAN.search(repaired))
    return Corruption(first, text[first:last], reading.name, None if halved else repaired, certain)


def _replaced(text: str, pieces: list[Piece]) -> tuple[str, str]:
    """The text with the originals of its corrupted pieces in place, and what is left of it beside them."""
    edges = [0, *(edge for start, end, _ in pieces for edge in (start, end)), len(text)]
    rest = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    originals = [*(original for _, _, original in pieces), ""]
    return "".join(map("".join, zip(rest, originals, strict=True))), "".join(rest)


def _utf8_in_gb18030(text: str) -> Iterator[Piece]:
    """UTF-8 that was read as GB18030: all of the text, or from characters that can begin a Chinese one."""
    encoded = [b"\x80" if sign == "€" else sign.encode("gb18030", "replace") for sign in text]
    try:
        yield 0, len(text), b"".join(encoded).decode("utf-8")
        return
    except UnicodeDecodeError:
        at = 0
    for start in (place for place, sign in enumerate(text) if sign in _leads()):
        decoder = getincrementaldecoder("utf-8")()
        decoded = original = ""
        for place in range(max(start, at), len(text)):
            try:
                decoded += decoder.decode(encoded[place])
            except UnicodeDecodeError:
                break
            # What two bytes spell may as well be a Chinese character of its own: 路 is ·.
            if not decoder.getstate()[0] and decoded[-1:] > "\u07ff":
                at, original = place + 1, decoded
        if original:
            yield start, at, original


def _gbk_in_latin(text: str) -> Iterator[Piece]:
    """GBK that was read as Windows-1252 or Latin-1; a single character may be two letters of a word."""
    return _decoded(_PAIRS, "gb18030", text) if _TWO_PAIRS.search(text) else iter(())


def _decoded(pattern: re.Pattern[str], encoding: str, text: str) -> Iterator[Piece]:
    """Text that was read as Windows-1252 or Latin-1."""
    for found in pattern.finditer(text):
        try:
            yield *found.span(), bytes(_BYTES[sign] for sign in found[0]).decode(encoding)
        except UnicodeDecodeError:
            continue


def _is_chinese(original: str) -> bool:
    """Whether most of the Chinese characters of a text are common ones."""
    characters = _HAN.findall(original)
    return bool(characters) and sum(map(_is_common, characters)) >= _COMMON_SHARE * len(characters)


@cache
def _is_common(character: str) -> bool:
    """Whether a character is one of the 3,755 of level 1 of GB 2312 or the 5,401 of level 1 of Big5."""
    simplified, traditional = (character.encode(each, "ignore") for each in ("gb2312", "big5"))
    return b"\xb0" <= simplified[:1] <= b"\xd7" or b"\xa4" <= traditional[:1] <= b"\xc6"


def _plausible_in_gb18030(corrupt: str, original: str) -> bool:
    """Few characters may be valid by chance: none is rare, and one of the corrupted is not in GB 2312."""
    characters = _HAN.findall(original)
    if len(characters) >= 4:
        return _is_chinese(original)
    rare = any(sign.encode("gb2312", "ignore") < b"\xb0" for sign in corrupt if not sign.isascii())
    return len(characters) >= 2 and rare and all(map(_is_common, characters))


def _plausible_utf8(corrupt: str, original: str) -> bool:
    """One character is enough, but for signs that may follow a letter."""
    one = len(_HAN.findall(original)) == 1 and _SIGNS.issuperset(corrupt[1:])
    return _is_chinese(original) and not one


def _plausible_gbk(corrupt: str, original: str) -> bool:
    """Letters with accents that no language sets side by side, and no row of dots or crosses."""
    return _is_chinese(original) and len(set(corrupt)) > 2 and _LETTERS.search(corrupt) is not None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A wrong decoding: how to undo it, whether the result is plausible, what half a character becomes."""

    name: str
    pieces: Callable[[str], Iterator[Piece]]
    plausible: Callable[[str, str], bool]
    halves: Callable[[], frozenset[str]]

    def explains(self, text: str, pieces: list[Piece]) -> bool:
        """Whether some pieces of a text are corrupted in this way."""
        corrupt = "".join(text[start:end] for start, end, _ in pieces)
        return self.plausible(corrupt, "".join(original for _, _, original in pieces))


_LATIN: Final = "Windows-1252 or Latin-1"
_UTF8_IN_LATIN: Final = f"UTF-8 read as {_LATIN}", partial(_decoded, _UTF8, "utf-8")
_READINGS: Final = (
    _Reading("UTF-8 read as GB18030", _utf8_in_gb18030, _plausible_in_gb18030, _leads),
    _Reading(*_UTF8_IN_LATIN, _plausible_utf8, lambda: _HIGH_SIGNS),
    _Reading(f"GBK read as {_LATIN}", _gbk_in_latin, _plausible_gbk, lambda: _HIGH_SIGNS),
)
# Quotation marks, degrees and letters with accents.
_ENGLISH: Final = _Reading(*_UTF8_IN_LATIN, lambda text, _: bool(_TYPICAL.search(text)), lambda: _HIGH_SIGNS)
