"""Changes of a text: the slips of a hand, an input method or an encoding. Each takes a text and returns another, or None."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from itertools import pairwise

from detection.characters import (
    frequent,
    homophones,
    is_chinese,
    is_latin,
    look_alikes,
    near_keys,
    traditional,
    wide,
)

Is = Callable[[str], bool]


def letter_changed(text: str, rng: random.Random) -> str | None:
    """A Latin letter becomes the one on the next key.

    >>> letter_changed("q", random.Random(1))
    'w'
    """
    return _replaced(text, lambda each: near_keys(each) if is_latin(each) else "", rng)


def letter_dropped(text: str, rng: random.Random) -> str | None:
    """A Latin letter is missing.

    >>> letter_dropped("镇a", random.Random(1)), letter_dropped("镇", random.Random(1))
    ('镇', None)
    """
    return _dropped(text, is_latin, rng)


def letter_doubled(text: str, rng: random.Random) -> str | None:
    """A Latin letter is typed twice.

    >>> letter_doubled("镇a", random.Random(1))
    '镇aa'
    """
    return _doubled(text, is_latin, rng)


def letters_swapped(text: str, rng: random.Random) -> str | None:
    """Two neighbouring Latin letters change places.

    >>> letters_swapped("镇ab", random.Random(1))
    '镇ba'
    """
    return _swapped(text, is_latin, rng)


def capital_changed(text: str, rng: random.Random) -> str | None:
    """A capital becomes a small letter, or a small letter at the start of a word a capital.

    >>> capital_changed("Town", random.Random(1))
    'town'
    """
    starts = [
        at for at, each in enumerate(text) if is_latin(each) and (each.isupper() or not _letter(text, at - 1))
    ]
    return _put(text, starts, lambda each: each.swapcase(), rng)


def character_changed(text: str, rng: random.Random) -> str | None:
    """A Chinese character becomes any other frequent one."""
    return _replaced(text, lambda each: frequent().replace(each, "") if is_chinese(each) else "", rng)


def character_dropped(text: str, rng: random.Random) -> str | None:
    """A Chinese character is missing.

    >>> character_dropped("a镇", random.Random(1))
    'a'
    """
    return _dropped(text, is_chinese, rng)


def character_doubled(text: str, rng: random.Random) -> str | None:
    """A Chinese character is typed twice.

    >>> character_doubled("a镇", random.Random(1))
    'a镇镇'
    """
    return _doubled(text, is_chinese, rng)


def characters_swapped(text: str, rng: random.Random) -> str | None:
    """Two neighbouring Chinese characters change places.

    >>> characters_swapped("凤桥", random.Random(1))
    '桥凤'
    """
    return _swapped(text, is_chinese, rng)


def homophone(text: str, rng: random.Random) -> str | None:
    """A Chinese character becomes a frequent one that is typed with the same letters."""
    return _replaced(text, homophones, rng)


def look_alike_character(text: str, rng: random.Random) -> str | None:
    """A Chinese character becomes one that looks nearly the same.

    >>> look_alike_character("未", random.Random(1))
    '末'
    """
    return _replaced(text, lambda each: look_alikes(each) if is_chinese(each) else "", rng)


def look_alike_letter(text: str, rng: random.Random) -> str | None:
    """A letter, digit or mark becomes one that looks nearly the same.

    >>> look_alike_letter("l", random.Random(1)) in "1I"
    True
    """
    return _replaced(text, lambda each: "" if is_chinese(each) else look_alikes(each), rng)


def traditional_variant(text: str, rng: random.Random) -> str | None:
    """A simplified character becomes its traditional form.

    >>> traditional_variant("桥", random.Random(1))
    '橋'
    """
    return _replaced(text, traditional, rng)


def full_width(text: str, rng: random.Random) -> str | None:
    """All Latin letters, digits and marks become full-width, as an input method writes them.

    >>> full_width("A1", random.Random(1))
    'Ａ１'
    """
    return _other(wide(text), text)


def full_width_character(text: str, rng: random.Random) -> str | None:
    """One Latin letter, digit or mark becomes full-width.

    >>> full_width_character("镇1", random.Random(1))
    '镇１'
    """
    return _put(text, [at for at, each in enumerate(text) if wide(each) != each], wide, rng)


def space_before(text: str, rng: random.Random) -> str | None:
    """A space, sometimes a full-width one, comes before the text."""
    return rng.choice((" ", "\u3000")) + text if text else None


def space_after(text: str, rng: random.Random) -> str | None:
    """A space, sometimes one that does not break, comes after the text."""
    return text + rng.choice((" ", " ", "\u00a0")) if text else None


def double_space(text: str, rng: random.Random) -> str | None:
    """A space between two words is typed twice.

    >>> double_space("a b", random.Random(1)), double_space("ab", random.Random(1))
    ('a  b', None)
    """
    return _doubled(text, lambda each: each == " ", rng)


def space_inside(text: str, rng: random.Random) -> str | None:
    """A space comes between two characters of a word.

    >>> space_inside("凤桥", random.Random(1))
    '凤 桥'
    """
    places = [at for at in range(1, len(text)) if " " not in text[at - 1 : at + 1]]
    if not places:
        return None
    at = rng.choice(places)
    return f"{text[:at]} {text[at:]}"


def stop_changed(text: str, rng: random.Random) -> str | None:
    """The full stop at the end is lost, or one comes where there is none.

    >>> stop_changed("无。", random.Random(1)), stop_changed("Town", random.Random(1))
    ('无', 'Town.')
    """
    if not text:
        return None
    return text[:-1] if text[-1] in "。." else text + ("。" if is_chinese(text[-1]) else ".")


def corrupted_encoding(text: str, rng: random.Random) -> str | None:
    """The text is written in one encoding and read in another.

    >>> corrupted_encoding("凤", random.Random(1))[0], corrupted_encoding("a", random.Random(1))
    ('鍑', None)
    """
    if not any(map(is_chinese, text)):
        return None
    encoding = rng.choice(("gb18030", "latin-1"))
    return text.encode("utf-8").decode(encoding, "replace")


def pasted_twice(text: str, rng: random.Random) -> str | None:
    """The whole text is pasted twice.

    >>> pasted_twice("镇", random.Random(1))
    '镇镇'
    """
    return text + text if text else None


def end_lost(text: str, rng: random.Random) -> str | None:
    """The last part of the text is lost.

    >>> end_lost("凤桥镇", random.Random(1)) in ("凤桥", "凤")
    True
    """
    return text[: rng.randrange(1, len(text))] if len(text) > 1 else None


def _letter(text: str, at: int) -> bool:
    return at >= 0 and is_latin(text[at])


def _other(made: str, text: str) -> str | None:
    return made if made != text else None


def _put(text: str, places: Iterable[int], make: Callable[[str], str], rng: random.Random) -> str | None:
    """The text with the character at one of the places made into another."""
    able = list(places)
    if not able:
        return None
    at = rng.choice(able)
    return text[:at] + make(text[at]) + text[at + 1 :]


def _replaced(text: str, others: Callable[[str], str], rng: random.Random) -> str | None:
    """The text with one character replaced by one of those that may come in its place."""
    places = [at for at, each in enumerate(text) if others(each)]
    return _put(text, places, lambda each: rng.choice(others(each)), rng)


def _dropped(text: str, wanted: Is, rng: random.Random) -> str | None:
    return _put(text, [at for at, each in enumerate(text) if wanted(each)], lambda _: "", rng)


def _doubled(text: str, wanted: Is, rng: random.Random) -> str | None:
    return _put(text, [at for at, each in enumerate(text) if wanted(each)], lambda each: each * 2, rng)


def _swapped(text: str, wanted: Is, rng: random.Random) -> str | None:
    pairs = [at for at, (one, two) in enumerate(pairwise(text)) if one != two and wanted(one) and wanted(two)]
    if not pairs:
        return None
    at = rng.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
