"""Numbers as a page writes them: as printed in Chinese, in millions and billions in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from ..analysis.intervals import supported_places
from ..lang import Lang, texts
from ..plot.frames import SIGNS
from ..plot.frames import sign as sign_of
from ..tabular.csv import Row
from .edition import Edition
from .text import grouped

_SCALES: Mapping[str, int] = {"billion": 9, "million": 6}
_GROWTH = ("growth", "growth_yoy")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value: its sign of a qualifier, its number and its unit; words of the report where no number is
    printed.
    """

    sign: str
    number: str
    unit: str
    words: str = ""

    @property
    def whole(self) -> str:
        """The number with its unit."""
        return self.words or joined(self.number, self.unit)


def amount(row: Row, edition: Edition) -> Amount:
    r"""The value of a statistic; growth has its sign.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.site.build import edition_of
    >>> made = edition_of(shipped(), "en")
    >>> amount(made.data.row("statistics", "fengqiao-2023-p10-03"), made).whole
    '2.13\xa0billion yuan'
    """
    if not row["value"]:
        return Amount("", "", "", row["printed"] if edition.lang == "zh" else _statement(row, edition))
    number, unit = _scaled(row, edition)
    sign = sign_of(row["qualifier"], row["value"].startswith("-")).strip()
    if not sign and row["qualifier"] not in ("", "exact"):  # 优于 has no sign
        sign = qualified_phrase("", row["qualifier"], edition)
    if row["measure"] == "class" and edition.lang == "en":
        noun, unit = classed(unit)
        return Amount(f"{sign}{noun} ", number, unit)
    if row["measure"] == "rank":
        return Amount(edition.say("rank_sign"), number, unit if edition.lang == "zh" else "")
    if row["measure"] in _GROWTH and not sign:
        number = signed(number)
    return Amount(sign, number, unit)


def _statement(row: Row, edition: Edition) -> str:
    """A statement of the report in English: its usual words, as far as the note of the statistic goes on
    with them.
    """
    key = f"statement.{row['printed']}"
    if key not in texts("site", edition.lang):
        return edition.say("in_words")
    words = edition.say(key)
    found = re.search(rf"{re.escape(words)}[^.,;:]*", row["note_en"])
    return found[0].strip() if found else words


def _scaled(row: Row, edition: Edition) -> tuple[str, str]:
    unit = edition.data.row("units", row["unit_id"])
    value = Decimal(row["value"])
    if unit and unit["quantity"] == "ratio" and not unit["printed_forms"]:
        return grouped(row["value"], edition.lang), ""
    name = unit_name(row, edition)
    if edition.lang == "zh":
        return grouped(row["value"], edition.lang), name
    if value == 1:
        name = _singular(name)
    power = _power(unit) if unit else 0
    if not power:
        return grouped(row["value"], edition.lang), name
    assert unit is not None
    base = edition.data.row("units", unit["base_unit_id"])
    name = base["name_en"] if base else name
    value = value if "." in row["value"] else value.normalize()
    shift, scale = _scale(value, power)
    name = f"{edition.say(scale)} {name}" if scale else name
    return grouped(f"{value.scaleb(shift):f}", edition.lang), name


def unit_name(row: Row, edition: Edition) -> str:
    """The name of the unit of a statistic or a derived value; in English a count names what is counted, for 个
    and 家 have no English word of their own.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.site.build import edition_of
    >>> made = edition_of(shipped(), "en")
    >>> [unit_name(made.data.row("statistics", f"fengqiao-2023-p23-0{n}"), made) for n in (4, 6, 7)]
    ['schools', 'institutions', 'places']
    """
    unit, indicator = (edition.data.row(f"{each}s", row[f"{each}_id"]) for each in ("unit", "indicator"))
    counts = unit and indicator and unit["quantity"] == indicator["quantity"] == "count"
    if edition.lang == "en" and indicator and counts and indicator["counted_en"]:
        return indicator["counted_en"]
    return edition.text(row, "unit")


def _average_unit(row: Row, edition: Edition) -> str:
    """The unit of an average, by what its two inputs count; that of the table where they are not known."""
    inputs = [edition.data.row("statistics", key) for key in row["input_observation_ids"].split()]
    name = edition.text(row, "unit")
    if edition.lang == "zh" or len(inputs) != 2 or not (inputs[0] and inputs[1]):
        return name
    amounts = edition.data.row("units", inputs[0]["unit_id"])
    counted = amounts and amounts["quantity"] == "count"
    first = unit_name(inputs[0], edition) if counted else name.partition(" per ")[0]
    return f"{first} per {_singular(unit_name(inputs[1], edition))}"


def _singular(name: str) -> str:
    """The name of a unit for one of it.

    >>> names = ("schools", "children", "square metres", "villages and communities", "rank")
    >>> [_singular(name) for name in names]
    ['school', 'child', 'square metre', 'village and community', 'rank']
    """
    one = re.sub(r"ies\b", "y", re.sub(r"\bchildren\b", "child", name))
    return re.sub(r"(?<=[a-rt-z])s\b", "", one)


def classed(name: str) -> tuple[str, str]:
    """The name of a unit that names a class: its noun, which is before the number in English, and the rest.

    >>> classed("water quality class"), classed("grade of the standard")
    (('class', 'of water quality'), ('grade', 'of the standard'))
    """
    noun, of, rest = name.partition(" of ")
    if of:
        return noun, f"of {rest}"
    before, _, noun = name.rpartition(" ")
    return noun, f"of {before}" if before else ""


def _scale(value: Decimal, power: int) -> tuple[int, str]:
    """By how many places a value moves to be in billions, millions or ones, and the word for it."""
    for scale, zeros in _SCALES.items():
        if abs(value.scaleb(power)) >= Decimal(10) ** zeros:
            return power - zeros, scale
    return power, ""


def derived_amount(row: Row, edition: Edition) -> tuple[tuple[str, str, str], str]:
    """A derived value with its interval, to the digits that this supports, and its unit."""
    cells = [row[each] for each in ("value", "low", "high")]
    unit = edition.data.row("units", row["unit_id"])
    name = _average_unit(row, edition) if row["formula"] == "average" else unit_name(row, edition)
    power = _power(unit) if unit and edition.lang == "en" and row["value"] else 0
    if power and unit:
        base = edition.data.row("units", unit["base_unit_id"])
        shift, scale = _scale(Decimal(row["value"]), power)
        cells = [f"{Decimal(cell).scaleb(shift):f}" if cell else "" for cell in cells]
        name = " ".join(
            filter(None, (edition.say(scale) if scale else "", base["name_en"] if base else name))
        )
    value, low, high = cells
    shown = supported(value, low, high, edition.lang)
    things = unit and unit["quantity"] == "count" and row["formula"] != "average" and unit["numerator"] == "1"
    if value and things:  # nobody counts 0.99 of a crime
        shown = (
            grouped(f"{Decimal(value).quantize(Decimal(1), ROUND_HALF_EVEN):f}", edition.lang),
            *shown[1:],
        )
    return shown, name


def _power(unit: Row) -> int:
    """The zeros of a unit such as 10 thousand yuan; 0 of any other."""
    number = unit["numerator"]
    tens = number == "1" + "0" * (len(number) - 1) and unit["denominator"] == "1"
    return len(number) - 1 if tens and len(number) > 4 else 0


def signed(number: str) -> str:
    """A growth with its sign."""
    return number if number.startswith("−") or number.strip("0.") == "" else f"+{number}"


def joined(number: str, unit: str, space: str = "\u00a0") -> str:
    """A number with its unit: a blank between them only before Latin letters.

    >>> joined("30", "%"), joined("21.3", "亿元"), joined("2.13", "billion yuan", " ")
    ('30%', '21.3亿元', '2.13 billion yuan')
    """
    return f"{number}{space if unit[:1].isascii() and unit[:1].isalpha() else ''}{unit}"


def written(row: Row, edition: Edition) -> str:
    """A value with the sign of its qualifier, and its unit."""
    found = amount(row, edition)
    return f"{found.sign}{found.whole}"


def strives(row: Row, edition: Edition) -> bool:
    """Whether the report only strives for a target: 力争 in the commitments that it is in.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.site.build import edition_of
    >>> made = edition_of(shipped(), "en")
    >>> [strives(made.data.row("statistics", f"fengqiao-2023-p30-0{n}"), made) for n in (1, 2)]
    [False, True]
    """
    linked = edition.data.groups("commitments", "observation_id").get((row.key,), ())
    return bool(linked) and all(each["modality"] == "strive" for each in linked)


def phrase(row: Row, edition: Edition) -> str:
    """A value in the words of a sentence, with the wording of a target that is only striven for.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.site.build import edition_of
    >>> made = edition_of(shipped(), "zh")
    >>> phrase(made.data.row("statistics", "fengqiao-2023-p30-02"), made)
    '力争超过100亿元'
    """
    value = value_phrase(row, edition)
    return edition.say("striven", value=value) if strives(row, edition) else value


def value_phrase(row: Row, edition: Edition) -> str:
    """A value in the words of a sentence: 增长15%以上, “+15% or more”; as printed where it is no number.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.site.build import edition_of
    >>> for lang in ("en", "zh"):
    ...     made = edition_of(shipped(), lang)
    ...     value_phrase(made.data.row("statistics", "fengqiao-2023-p30-03"), made)
    '+15% or more'
    '增长15%以上'
    """
    found = amount(row, edition)
    if found.words:
        return found.words
    whole = found.whole
    if row["measure"] in _GROWTH:
        return growth_phrase(found.number, found.unit, row["qualifier"], edition)
    if row["measure"] == "rank":
        whole = edition.say("ranked", value=found.number)
    if row["measure"] == "class" and edition.lang == "en":
        noun, of = classed(edition.text(row, "unit"))
        whole = f"{noun} {joined(found.number, of, ' ')}"
    return qualified_phrase(whole, row["qualifier"], edition)


def growth_phrase(number: str, unit: str, qualifier: str, edition: Edition) -> str:
    """A growth in the words of a sentence; the qualifier is of the number in Chinese, of the whole in
    English.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.site.build import edition_of
    >>> [growth_phrase("9.1", "%", "over", edition_of(shipped(), lang)) for lang in ("en", "zh")]
    ['over +9.1%', '增长超过9.1%']
    """
    key = "fall" if number.startswith("−") else "rise"
    plain = joined(number.lstrip("+−"), unit)
    if edition.lang == "zh":
        return edition.say(key, value=qualified_phrase(plain, qualifier, edition))
    return qualified_phrase(edition.say(key, value=plain), qualifier, edition)


def qualified_phrase(value: str, qualifier: str, edition: Edition) -> str:
    """A value with the wording of its qualifier."""
    if qualifier in ("", "exact"):
        return value
    if qualifier in SIGNS:
        return edition.say(f"qualified.{qualifier}", value=value)
    label = edition.within(edition.label("observations", "qualifier", qualifier))
    return f"{label}{edition.say('space')}{value}"


def supported(value: str, low: str, high: str, lang: Lang) -> tuple[str, str, str]:
    """A derived value with the digits that its interval supports, and the interval with one digit more.

    >>> supported("16.3846", "16.2835", "16.4865", "en"), supported("24.495", "24.4375", "", "zh")
    (('16.4', '16.28', '16.49'), ('24.5', '24.43', ''))
    """
    places = supported_places(value, low, high)
    if places is None:
        return grouped(value, lang) if value else "", low, high
    of_value, of_ends = places

    def rounded(number: Decimal, at: int, way: str) -> str:
        made = number.quantize(Decimal(1).scaleb(at), rounding=way)
        return grouped(f"{made:f}" if at < 0 else f"{made.quantize(Decimal(1)):f}", lang)

    return (
        rounded(Decimal(value), of_value, ROUND_HALF_EVEN),
        rounded(Decimal(low), of_ends, ROUND_FLOOR) if low else "",
        rounded(Decimal(high), of_ends, ROUND_CEILING) if high else "",
    )
