"""Spaces and separators within a number: 12.5 亿元 is one number, and 3 500人 is 3,500.

Pages and word processors put spaces around digits. They are closed before a line is read; where each
character was is kept, so that a figure is still given as it is printed.
"""

from __future__ import annotations

import re
from typing import Final

from .lexicon import LATIN_UNITS, QUALIFIERS_AFTER, UNIT_BEGINS, compiled, one_of
from .numerals import plain_signs

#: All spaces that are one character: those of typography, of web pages and of Chinese text, and the tab.
_SPACES: Final = " \t\u00a0\u2002-\u200a\u202f\u205f\u3000"
_SPACE: Final = f"[{_SPACES}]"
_ANY_SPACE: Final = re.compile(_SPACE)
_GAP: Final = f"{_SPACE}{{1,2}}"
_WORD: Final = "[一-鿿]"
_NUMERALS: Final = "零〇一二两三四五六七八九十百千万亿"
_SIGNS: Final = "%‰‱℃㎡㎢"
_DIGIT: Final = "[0-9０-９]"
_AFTER: Final = one_of(re.escape(word) for word in QUALIFIERS_AFTER if len(word) > 1)

_GROUPED: Final = re.compile(f"，(?<={_DIGIT}，)(?={_DIGIT}{{3}})|。(?<={_DIGIT}。)(?={_DIGIT})")
#: A full stop in the place of a decimal point: 增长18。1%; but not behind a rank or a number with its unit.
_POINT: Final = "(?<=[一-鿿])(?<!第)[0-9]{1,5}。[0-9]{1,2}(?=[%‰]|[百千万]?[万亿]|[个百]百?分点|[元吨亩倍]|公里|平方|立方|千瓦)"
#: What shows that digits in groups are one number: what it counts, or that a range goes on.
_COUNTED: Final = rf"(?=(?:\.[0-9]+)?(?:{_SPACE}?(?:{UNIT_BEGINS}|[百千万亿余多])|[-~至到][0-9]))"
#: A first group of one to three digits, then groups of three, with one sign between, and no digit further.
_THOUSANDS: Final = (
    rf"(?<![0-9A-Za-z./:])(?<![0-9][，,{_SPACES}])[1-9][0-9]{{0,2}}"
    rf"(?P<between>{_SPACE}|，)[0-9]{{3}}(?:(?P=between)[0-9]{{3}})*(?![0-9]|[，,{_SPACES}][0-9]){_COUNTED}"
)
#: 分别为3，500人: members of a list, not groups of one number.
_LISTING: Final = re.compile("(?:分别|依次)[^，。；]{0,8}$")
_GAPS: Final = (
    # A sign after an amount is not closed up with it, for that would make a range: 12.5亿元 -2.1%.
    rf"(?P<apart>[0-9](?:{_WORD}|[{_SIGNS}]){{1,4}}{_SPACE}+(?=[-+][0-9]))"
    rf"|(?<=[一-鿿]){_GAP}[0-9]{{1,5}}\.{_SPACE}(?=[0-9]{{1,2}}{_SPACE}?[%‰])"
    rf"|(?<=[0-9]){_GAP}(?={_WORD}|[{_SIGNS}]|{LATIN_UNITS}(?![A-Za-z]))"
    rf"|(?<={_WORD})(?<![{_NUMERALS}]){_GAP}(?=[-+]?[0-9])"
    rf"|(?:(?<=[0-9][百千万亿个])|(?<=[0-9]{_SPACE}[百千万亿个])|(?<=[0-9][百千万][万亿])){_GAP}(?={UNIT_BEGINS})"
    rf"|(?<={_WORD}){_GAP}(?=(?:约|近|超过?|突破|达到?|为){_SPACE}?[0-9])"
    rf"|(?<={_WORD}|[{_SIGNS}]){_GAP}(?={_AFTER})"
    rf"|(?<=[0-9{_SIGNS}]){_GAP}[-~]{_GAP}(?=[0-9])"
    # 增长18. 1%: behind a word, so that it is no number of a point.
    rf"|(?<=[一-鿿、])[0-9]{{1,5}}\.{_SPACE}(?=[0-9]{{1,2}}{_SPACE}?(?:[%‰:百千万亿]|{UNIT_BEGINS}))"
    rf"|(?<=[0-9]:)[0-9]{{1,3}}\.{_SPACE}(?=[0-9])"
)


def has_gaps(text: str) -> bool:
    """Whether a line may have a space within a figure.

    >>> has_gaps("新增就业 3500人"), has_gaps("新增就业3，500人"), has_gaps("新增企业3家，就业500人")
    (True, True, False)
    """
    return (_ANY_SPACE.search(text) or _GROUPED.search(text)) is not None


def close_gaps(text: str) -> tuple[str, list[int]]:
    """A line without the spaces within its figures, and where each of its characters is in the line.

    >>> close_gaps("投资 2.5 亿元")
    ('投资2.5亿元', [0, 1, 3, 4, 5, 7, 8])
    >>> close_gaps("就业3 500人")[0], close_gaps("2022 500人")[0]
    ('就业3,500人', '2022 500人')
    """
    plain = plain_signs(text)
    characters = list(text)
    for found in compiled(_THOUSANDS).finditer(plain):
        if found["between"] != "，" or not _LISTING.search(plain, 0, found.start()):
            for at in range(*found.span()):
                characters[at] = "," if plain[at] == found["between"] else text[at]
    for found in compiled(_POINT).finditer(plain):
        characters[plain.index("。", found.start())] = "."
    plain = plain_signs("".join(characters))
    closed = {
        at
        for found in compiled(_GAPS).finditer(plain)
        if not found["apart"]
        for at in range(*found.span())
        if plain[at].isspace()
    }
    places = [at for at in range(len(text)) if at not in closed]
    return "".join(characters[at] for at in places), places


def plain_spaces(text: str) -> str:
    """The text with the common space in the place of every other, as cells of tables have it.

    >>> plain_spaces("12.5\\u3000亿元")
    '12.5 亿元'
    """
    return _ANY_SPACE.sub(" ", text)
