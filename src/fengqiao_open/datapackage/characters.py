"""Invisible characters, and texts with two encodings that look equal.

A character that turns the reading direction, has no width or moves the cursor of a terminal is a finding in a
cell, and is spelled out wherever a finding quotes it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from shlex import quote

# Control characters except the line feed; spaces that look like the space; marks of direction and of no
# width; fillers; tags. An ideograph may be followed by one selector of its variant.
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSEEN = (
    "\0-\x09\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\ud800-\udfff"
)
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Compiled at its first use: loading a table needs none of it. What begins with a class is searched in a third
# of the time.
_INVISIBLE = f"[{_UNSEEN}{_SELECTORS}](?<![{_IDEOGRAPHS}][{_SELECTORS}])"
#: Signs that begin a formula, in full width too. After a plus or minus, a number with its unit is a number,
#: and a sign alone is a dash.
FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
_FORMULA = re.compile(r"[=@]|[+-](?![+-]*$|[ ]?[0-9][0-9,. ]*[%‰°\w/]*$)")
# A reader sees another text than is stored: no repair is certain.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST_QUOTE = 1_000


def first_invisible(text: str) -> tuple[int, str] | None:
    """Place (counted from 1) and name of the first invisible character, None where there is none.

    >>> first_invisible("10\\u202e5")
    (3, 'U+202E RIGHT-TO-LEFT OVERRIDE')
    """
    found = None if text.isascii() and text.isprintable() else re.search(_INVISIBLE, text)
    return None if found is None else (found.start() + 1, character_name(found[0]))


def character_name(character: str) -> str:
    """The code point and the name of a character.

    >>> character_name("\\u200b")
    'U+200B ZERO WIDTH SPACE'
    """
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def without_invisible(text: str) -> str:
    """The text without its invisible characters; what stood for a space becomes one."""
    return re.sub(_INVISIBLE, lambda found: " " if found[0].isspace() else "", text).strip()


def pasteable(path: object) -> str:
    """A path as a shell takes it in a command, quoted only where that is needed.

    >>> pasteable("凤桥/data"), pasteable("my town")
    ('凤桥/data', '"my town"')
    """
    text = visible(str(path))
    if re.fullmatch(r"[\w./\\:~@%+=,-]+", text):
        return text
    return quote(text) if re.search(r"[\"$`!\\]", text) else f'"{text}"'


def turns_direction(text: str) -> bool:
    """Whether a mark in the text changes the direction in which it is shown."""
    return _TURNING.search(text) is not None


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would calculate a text instead of showing it.

    >>> [is_formula(each) for each in ("=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "- new", "＝1", "-2+3")]
    [True, True, True, True, True, True]
    >>> [is_formula(each) for each in ("", "-30%", "+5.2 亿元", "-", "1-2", "“=”", "－30％", "—— 其他")]
    [False, False, False, False, False, False, False, False]
    """
    if text[:1] not in FORMULA_SIGNS:
        return False
    return _FORMULA.match(unicodedata.normalize("NFKC", text)) is not None


def composed(text: str) -> str:
    """The text in Unicode's form NFC.

    >>> composed("cafe\\u0301") == "caf\\u00e9"
    True
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_composed(text: str) -> bool:
    """Whether a text, and every part of it, is in Unicode's form NFC."""
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def code_points(text: str, other: str) -> str:
    """The code points of a text from the first on that differs from the other.

    >>> code_points("cafe\\u0301", "caf\\u00e9")
    'U+0065 U+0301'
    """
    same = next((at for at, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), 0)
    return " ".join(f"U+{ord(each):04X}" for each in text[same : same + 2])


def visible(text: str) -> str:
    """A text from elsewhere as it may be quoted: on one line, nothing invisible left, not endless.

    >>> visible("a\\u202eb\\x1b[2J\\n")
    'a‹U+202E›b‹U+001B›[2J⏎'
    """
    if text.isascii() and text.isprintable() and len(text) <= _LONGEST_QUOTE:
        return text
    if len(text) > _LONGEST_QUOTE:
        text = f"{text[:_LONGEST_QUOTE]}… ({len(text)})"
    return spelled(text.replace("\n", "⏎"))


def spelled(text: str) -> str:
    """A text of any length with its lines, in which nothing invisible is left.

    >>> spelled("a\\u202eb\\x1b[2J\\n")
    'a‹U+202E›b‹U+001B›[2J\\n'
    """
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_INVISIBLE, lambda found: f"‹U+{ord(found[0]):04X}›", text)


def json_text(value: object, indent: int | None = 2) -> str:
    """A value as JSON: what is invisible is written as `\\u....`, all else as it is.

    >>> json_text({"name": "凤桥\\u202e"}, None)
    '{"name": "凤桥\\\\u202e"}'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(_INVISIBLE, lambda found: json.dumps(found[0])[1:-1], text)
