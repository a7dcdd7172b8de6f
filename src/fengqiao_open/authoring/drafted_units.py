"""Units for what a report prints and no list has: a counter as a proposed unit, a magnitude of a known unit
as it is.

A proposed unit is its own base and is marked as a draft by its English name; TODO.csv asks once for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import prod
from typing import Final

from ..figures.figure import Figure
from ..indicators.units import quantity_of
from ..lang import both, sentence
from ..tabular.csv import Row
from .candidates import Proposal

Record = dict[str, str]
#: Magnitudes before a unit: their number, and their names in identifiers and in English.
_MAGNITUDES: Final = {
    "百": (100, "bai", "hundred"),
    "千": (1000, "qian", "thousand"),
    "万": (10**4, "wan", "10 thousand"),
    "亿": (10**8, "yi", "100 million"),
}
#: A counter is of Chinese characters, and no unit of physics whose factor a person must know.
_COUNTER: Final = re.compile("[一-鿿（）]+")
_PHYSICAL: Final = re.compile("[伏安赫帕寸克升瓦焦欧方]$|年|季度|小时")
#: The annotation of a proposed unit, with which its English name begins.
DRAFTED_CODE: Final = "{draft}"
_AROUND: Final = 12
#: What a magnitude without a counter is of: 10万农村人口.
_THINGS: Final = "个"
#: Magnitudes that are numbers of things where they stand alone; 千亿 is rather of money.
_NUMBERS: Final = ("百", "千", "万")
#: A counter of anything, with another one in brackets: 9条（段）.
_GENERAL: Final = re.compile("(?P<counter>.*[个条项件])（[一-鿿、]{1,3}）")

#: Counters whose unit is of one kind of things, by the words of those; and how the unit of others is named.
_OF_ONE_KIND: Final = {
    "张": re.compile("床|铺位"),
    "架": re.compile("飞机|飞行器|航空器|[客货战公务人升]机|机队|飞艇"),
}
_OF_OTHERS: Final = "（其他）"
#: A clause that goes on with the things of the one before, and where a clause and what is counted end.
_GOES_ON: Final = re.compile("其中|[一-鿿]{0,4}(?:新增|增加|增至|减少|达到?|总数|共|型)|$")
_STOPS: Final = re.compile("[。；;！？]")
_CLAUSES: Final = re.compile("[，,：:。；;！？]")
_ENDS: Final = re.compile("[，,、：:。；;！？0-9]|$")


def drafted_units(
    proposals: Sequence[Proposal], units: Iterable[Row], source_id: str, paragraphs: Sequence[str]
) -> tuple[list[Proposal], list[Record]]:
    """The proposals, each with a unit where one can be proposed, and the rows of the new units.

    Args:
        proposals: the candidates of a report.
        units: the units that are known.
        source_id: identifier of the report, with which those of proposed units begin.
        paragraphs: its text.
    """
    forms = {form: dict(unit.cells) for unit in units for form in unit["printed_forms"].split()}
    made: dict[str, Record] = {}
    own: list[Proposal] = []
    for each in proposals:
        printed = _in_general(each.figure.unit)
        if printed.strip("".join(_MAGNITUDES)) == "" and (each.indicator_id or printed not in _NUMBERS):
            own.append(each)  # a person knows what an indicator of the catalogue counts
            continue
        if not each.indicator_id and _counts_others(paragraphs[each.figure.paragraph - 1], each.figure):
            printed, each = f"{printed}{_OF_OTHERS}", replace(each, unit_id="")
        if not each.unit_id and printed and printed not in forms:
            for row in _rows(printed, forms, source_id, sum(map(is_drafted, made.values()))):
                made[row["unit_id"]] = forms[row["name_zh"]] = row
        known = (forms.get(printed) or forms.get(printed.removeprefix(_THINGS))) if printed else None
        known = None if each.unit_id else known
        own.append(replace(each, unit_id=known["unit_id"]) if known else each)
    return own, list(made.values())


def is_drafted(unit: Mapping[str, str]) -> bool:
    """Whether a unit is a proposal of this module for a counter that no list has."""
    return unit["name_en"].startswith(sentence("authoring", "draft.unit", "en", number=""))


def questions_on_units(
    units: Iterable[Record], proposals: Sequence[Proposal], paragraphs: Sequence[str]
) -> Iterator[Record]:
    """A question for each proposed unit, at the first number that has it."""
    units = list(units)
    for unit in filter(is_drafted, units):
        key = unit["unit_id"]
        scaled = {row["unit_id"] for row in units if row["base_unit_id"] == key}
        first = next(each.figure for each in proposals if each.unit_id in scaled)
        yield {
            "question_id": f"proposed-{key}",
            "paragraph": str(first.paragraph),
            "printed": first.printed,
            "phrase": _phrase(paragraphs, first),
            **both("authoring", "todo.proposed_unit", "decide", unit=unit["name_zh"]),
            **{
                "table": "units",
                "key": key,
                "columns": "name_en code",
                "drafted": f"{unit['name_en']} {DRAFTED_CODE}",
            },
        }


def _phrase(paragraphs: Sequence[str], figure: Figure) -> str:
    text = paragraphs[figure.paragraph - 1]
    return " ".join(text[max(0, figure.start - _AROUND) : figure.end + _AROUND].split())


def _counts_others(text: str, figure: Figure) -> bool:
    """Whether a counter of one kind of things counts others here: 三张清单 are no beds, 机架4000架 no aircraft.

    >>> from ..figures.scanner import figures
    >>> for text in ("编制12张清单", "新增养老床位9张，其中护理型5张", "床位9张，办理证书5张", "机架4000架以上"):
    ...     print(_counts_others(text, figures(text)[-1]))
    True
    False
    True
    True
    """
    kind = _OF_ONE_KIND.get(figure.unit[-1:])
    if kind is None:
        return False
    start = max((each.end() for each in _CLAUSES.finditer(text, 0, figure.start)), default=0)
    if _GOES_ON.match(text, start, figure.start):
        start = max((each.end() for each in _STOPS.finditer(text, 0, figure.start)), default=0)
    end = _ENDS.search(text, figure.end)
    return not kind.search(text, start, end.start() if end else len(text))


def _in_general(printed: str) -> str:
    """A printed unit by its first counter, where that counts things of any kind.

    >>> _in_general("条（段）"), _in_general("家（条）")
    ('条', '家（条）')
    """
    found = _GENERAL.fullmatch(printed)
    return found["counter"] if found else printed


def _rows(printed: str, forms: Mapping[str, Record], source_id: str, drafted: int) -> Iterator[Record]:
    """The rows that a printed unit needs: the unit without its magnitude where that is new, and the unit."""
    bare = printed.lstrip("".join(_MAGNITUDES))
    scale = printed[: len(printed) - len(bare)]
    unit = forms.get(bare or _THINGS)
    if not unit:
        if not _COUNTER.fullmatch(bare) or _PHYSICAL.search(bare) or quantity_of(bare)[0] != "count":
            return
        number = drafted + 1
        key = f"{source_id}-unit-{number}"
        unit = _unit(key, bare, sentence("authoring", "draft.unit", "en", number=number), "count", key)
        yield unit
    if scale:
        times = prod(_MAGNITUDES[one][0] for one in scale)
        names = [_MAGNITUDES[one] for one in scale]
        row = {
            **unit,
            "unit_id": "-".join([*(name for _, name, _ in names), *([unit["unit_id"]] if bare else [])]),
            "name_zh": printed,
            "name_en": " ".join([*(english for _, _, english in names), unit["name_en"]])
            if bare
            else f"{unit['name_en']} or persons (times {times})",
            "printed_forms": _forms(printed),
            "numerator": str(int(unit["numerator"]) * times),
        }
        if row.get("si_numerator"):
            row["si_numerator"] = str(int(row["si_numerator"]) * times)
        yield row


def _forms(name: str) -> str:
    """The forms in which a unit is printed: its name, and that without what it is told apart by."""
    return " ".join(dict.fromkeys((name, name.removesuffix(_OF_OTHERS))))


def _unit(key: str, name: str, english: str, quantity: str, base: str) -> Record:
    return {
        **{
            "unit_id": key,
            "name_zh": name,
            "name_en": english,
            "printed_forms": _forms(name),
            "quantity": quantity,
        },
        **{
            "base_unit_id": base,
            "numerator": "1",
            "denominator": "1",
            "code_system": "UCUM",
            "code": DRAFTED_CODE,
        },
    }
