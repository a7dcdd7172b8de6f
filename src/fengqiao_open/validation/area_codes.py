"""The official codes of provinces, prefectures and counties with their names, from a list in the package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from ..tabular.csv import records

_FILE: Final = Path(__file__).with_name("area_codes.csv")
#: The year of the list (GB/T 2260 as the statistics bureau publishes it).
VINTAGE: Final = "2023"
#: The digits of an official code before its zeros, by the kind of the place.
DIGITS: Final = ((2, "province"), (4, "prefecture"), (6, "county"), (12, "town"))
#: Provinces whose counties mostly have names in the languages of minorities, of which pinyin may not be the
#: English.
_OTHER_TONGUES: Final = ("15", "54", "63", "65")


class Place(NamedTuple):
    """The names of an official place."""

    name_zh: str
    name_en: str


@cache
def area_codes() -> Mapping[str, Place]:
    """The names by the digits of the code before its zeros.

    >>> area_codes()["330402"]
    Place(name_zh='南湖区', name_en='Nanhu District')
    """
    lines = records(_FILE.read_text("utf-8"))
    next(iter(lines))
    return {code: Place(name, english) for _, (code, name, english) in lines}


def digits_of(area_id: str) -> tuple[int, str]:
    """How many digits of a code are before its zeros, by the kind of the place.

    >>> digits_of("330402000000"), digits_of("330402100000")
    ((6, 'county'), (12, 'town'))
    """
    return next((digits, kind) for digits, kind in DIGITS if not area_id[digits:].strip("0"))


def above(area_id: str) -> Iterator[tuple[str, str]]:
    """The codes of the places that contain one, the nearest first, with their kinds.

    >>> [*above("330402100000")]
    [('330402000000', 'county'), ('330400000000', 'prefecture'), ('330000000000', 'province')]
    >>> [*above("441900124000")]
    [('441900000000', 'prefecture'), ('440000000000', 'province')]
    """
    own, _ = digits_of(area_id)
    for digits, kind in reversed(DIGITS):
        code = area_id[:digits].ljust(12, "0")
        # Of a place without places of the next kind, such as Dongguan, the digits of these are zeros.
        if digits < own and digits_of(code)[0] == digits:
            yield code, kind


def code_of(name: str) -> str:
    """The code of the one province, prefecture or county of a name; "" where there is none, or several.

    >>> code_of("嘉兴市"), code_of("新华区"), code_of("凤桥镇")
    ('330400000000', '', '')
    """
    found = codes_of(name)
    return found[0] if len(found) == 1 else ""


def codes_of(name: str) -> tuple[str, ...]:
    """The codes of all provinces, prefectures and counties of a name.

    >>> codes_of("浮山县"), codes_of("东莞市"), codes_of("凤桥镇")
    (('141027000000',), ('441900000000',), ())
    """
    return _by_name().get(name, ())


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for code, place in area_codes().items():
        found.setdefault(place.name_zh, {})[code.ljust(12, "0")] = None
    return {name: tuple(codes) for name, codes in found.items()}


class Contradiction(NamedTuple):
    """What the list says of a code and a name that are not of one place.

    Attributes:
        name_zh: the name that the list has for the code; "" where it has none.
        codes: the codes that the list has for the name.
    """

    name_zh: str
    codes: tuple[str, ...]


def contradiction(area_id: str, name: str) -> Contradiction | None:
    """What the list says where a code and a name are of two places; None where it does not contradict them,
    or the code is of no province, as in an example.

    >>> contradiction("141028000000", "浮山县")
    Contradiction(name_zh='吉县', codes=('141027000000',))
    >>> contradiction("330402100000", "浮山县").codes
    ('141027000000',)
    >>> contradiction("330402100000", "凤桥镇"), contradiction("632221000000", "门源县")
    (None, None)
    """
    codes = codes_of(name)
    known = area_codes().get(area_id[: digits_of(area_id)[0]])
    if (
        area_id[:2] not in area_codes()
        or area_id in codes
        or (known and _is_called(name, known.name_zh))
        or not (known or codes)
    ):
        return None
    return Contradiction(known.name_zh if known else "", codes)


def _is_called(name: str, official: str) -> bool:
    """Whether a name is the official one or short for it: 内蒙古, 门源县, 北京市 of its districts."""
    stem = name.rstrip("省市州县区旗盟") if "自治" in official else name
    return len(stem) > 1 and stem in official


def is_certain(area_id: str) -> bool:
    """Whether the English name of a place in the list is surely the official one.

    >>> is_certain("330402000000"), is_certain("652101000000")
    (True, False)
    """
    return not area_id.startswith(_OTHER_TONGUES) or digits_of(area_id)[0] < 6


def county_in(title: str) -> str:
    """The code of the one county, else prefecture or province, that a title names with those above it; blank
    where none.

    >>> county_in("浙江省嘉兴市南湖区凤桥镇政府工作报告"), county_in("新华区政府工作报告")
    ('330402000000', '')
    """
    found = [code for code, place in area_codes().items() if place.name_zh in title]
    chains = {code: sum(code.startswith(one) for one in found) for code in found}
    longest = [code for code, number in chains.items() if number == max(chains.values())]
    return longest[0].ljust(12, "0") if len(longest) == 1 and chains[longest[0]] > 1 else ""
