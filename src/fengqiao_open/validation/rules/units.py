"""Rules on units: they are as printed, their factors agree with names, base units are their own base."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import prod

from ...analysis.units import factor
from ...figures.numerals import MAGNITUDES as SIGNS
from ...findings.catalogue import BLANK
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from ..intended import glossed
from .drafts import DRAFT
from .lexicon import WORDS, pattern
from .provenance import with_figures
from .registry import rule

MAGNITUDES: Mapping[str, int] = WORDS["magnitudes"]
# UCUM codes of the base units; the mu of land has none (`mu` would be a milli-dalton).
UCUM = {
    **{"length": "m", "area": "m2", "time": "h", "ratio": "%", "mass": "t", "volume": "m3"},
    **{"energy": "kW.h", "power": "kW", "temperature": "Cel", "concentration": "ug/m3"},
}
# A word in braces, of the visible characters of ASCII (UCUM, §6).
_ANNOTATION = re.compile(r"\{([!-z|~]+)\}")
SI_CODES = {
    **{"length": "m", "area": "m2", "time": "s"},
    **{"mass": "kg", "volume": "m3", "energy": "J", "power": "W"},
}
IN_WORDS = {10**12: "trillion", 10**8: "100 million", 10**4: "10 thousand", 1000: "thousand", 100: "hundred"}
# The number that an English name begins with, in digits or words, and the word of a magnitude behind it.
_LEAD = re.compile(
    r"(?:(ten|[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)\b ?)?((?:(?:hundred|thousand|million|billion|"
    r"trillion)\b ?)*)",
    re.I,
)
_WORDS = {"ten": 10, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
# Quantities whose units need not be printed.
_FORMLESS = ("ratio", "rank", "class")
SI: Mapping[str, tuple[int, int]] = WORDS["si_units"]
_NO_MAGNITUDE = pattern("no_magnitude")
_PEOPLE = pattern("people")


def _split(name: str) -> tuple[int, str]:
    for word, number in MAGNITUDES.items():
        if name.startswith(word) and name != word and not _NO_MAGNITUDE.match(name):
            return number, name[len(word) :]
    return 1, name


def _english(name: str) -> tuple[int, str]:
    """The magnitude of an English name, and the rest of it.

    >>> _english("10,000 yuan"), _english("100 million yuan"), _english("tonnes")
    ((10000, 'yuan'), (100000000, 'yuan'), (1, 'tonnes'))
    """
    found = _LEAD.match(name)
    if found is None or not found[0]:
        return 1, name
    number, words = ((part or "").lower() for part in found.groups())
    times = _WORDS.get(number) or int(re.sub("[, ]", "", number) or 1)
    return times * prod(_WORDS[word] for word in words.split()), name[found.end() :]


@rule("FQ-R16", "units")
def factors_agree_with_names(data: Data) -> Iterator[Finding]:
    """A unit whose factor, English name or printed form is not that of the magnitude in its name."""
    by_name = {row["name_zh"]: row for row in data.rows("units")}
    for row in data.rows("units"):
        number, rest = _split(row["name_zh"])
        plain, in_words = by_name.get(rest), IN_WORDS.get(number, "")
        base = data.row("units", row["base_unit_id"])
        off = base and base["quantity"] != row["quantity"]
        off = off or _quantity_of_code(row) not in ("", row["quantity"])
        # Where the quantity is wrong, FQ-R17 says so.
        si = tuple(Fraction(a, b) * number for a, b in [SI[rest]]) if rest in SI and not off else ()
        si_factor = _si_factor(row)
        by_si = _by_si(row, base) if base and not off else None
        by_plain = factor(plain) * number if plain and number > 1 else None
        # What its own name and that of its base say needs no other row that may be wrong.
        wanted = (by_si if rest in SI else None) or by_plain or by_si
        way = "factor" if wanted == by_plain else "factor_si"
        cases: dict[tuple[str, str], tuple[object, object]] = {
            (way, _off(row, wanted, number)): (wanted and factor(row) != wanted, ""),
            ("base_unit", "base_unit_id"): (
                plain and row["base_unit_id"] != plain["base_unit_id"],
                row["base_unit_id"],
            ),
            ("name_en", "name_en"): (
                in_words and _english(row["name_en"])[0] != number,
                row["name_en"],
            ),
            ("printed_forms", "printed_forms"): (
                row["quantity"] not in _FORMLESS and row["name_zh"] not in row["printed_forms"].split(),
                row["printed_forms"],
            ),
            ("si", _off_si(row, si)): (si and not _is_si(row, si[0]), f"{si_factor} {row['si_code']}"),
        }
        words = {"name": row["name_zh"], "factor": factor(row), "number": number, "rest": rest}
        words |= {"in_words": in_words, "si": si[0] if si else "", "by_si": by_si}
        for (case, column), (wrong, value) in cases.items():
            if wrong:
                yield row.finding("FQ-R16", column, case=case, value=value, **words)


def _off(row: Row, wanted: Fraction | None, number: int) -> str:
    """Which half of a factor is off: the denominator where the numerator may be that of the wanted factor."""
    numerator = int(row["numerator"])
    likely = wanted is not None and numerator in (wanted.numerator, number)
    return "denominator" if wanted and likely and (numerator / wanted).denominator == 1 else "numerator"


def _by_si(row: Row, base: Row) -> Fraction | None:
    """How many of its base a unit is by the factors of both to the SI; None where one of them has none."""
    own, of_base = _in_si(row), _in_si(base)
    comparable = row is not base and row["si_code"] == base["si_code"]
    return own / of_base if comparable and own and of_base else None


def _in_si(row: Row) -> Fraction | None:
    """The factor of a unit to the SI: what its name says, else what is in its cells."""
    number, rest = _split(row["name_zh"])
    if rest in SI:
        return Fraction(*SI[rest]) * number
    cells = row["si_numerator"], row["si_denominator"]
    return Fraction(int(cells[0]), int(cells[1])) if all(cells) else None


def _si_factor(row: Row) -> str:
    return f"{row['si_numerator']}/{row['si_denominator']}"


def _is_si(row: Row, wanted: Fraction) -> bool:
    """Whether the factor to the SI is complete and what is wanted, and has the code of the quantity."""
    whole = row["si_code"] == SI_CODES.get(row["quantity"]) and row["si_numerator"] and row["si_denominator"]
    return bool(whole) and Fraction(_si_factor(row)) == wanted


def _off_si(row: Row, si: tuple[Fraction, ...]) -> str:
    """Which cell of a factor to the SI is off."""
    if si and row["si_code"] != SI_CODES.get(row["quantity"]):
        return "si_code"
    return "si_denominator" if si and row["si_numerator"] == str(si[0].numerator) else "si_numerator"


@rule("FQ-R17", "units")
def base_units_are_their_own_base(data: Data) -> Iterator[Finding]:
    """A unit whose base measures something else, has another code, or is no base itself."""
    for row in data.rows("units"):
        base = data.row("units", row["base_unit_id"])
        if base is None:
            continue
        for column, case, wrong, values in _conditions(row, base):
            if wrong:
                yield row.finding("FQ-R17", column, case=case, **{"value": row[column], **values})
                break


def annotation(row: Mapping[str, str] | Row) -> str:
    """The code of a unit that counts: its English name in braces, that of one as far as it is plain; "" for
    none.

    >>> annotation({"name_zh": "万个村", "name_en": "10 thousand villages"})
    '{village}'
    """
    name = _counted(row).partition(" ")[0]
    one = name if name.endswith(("ss", "ies")) else name.removesuffix("s")
    return f"{{{one}}}" if _ANNOTATION.fullmatch(f"{{{one}}}") else ""


def _counted(row: Mapping[str, str] | Row) -> str:
    """The English name of what a unit counts, without its magnitude."""
    number, rest = _english(row["name_en"])
    return rest if number == _split(row["name_zh"])[0] else row["name_en"]


def _is_named(row: Row) -> bool:
    """Whether the code of a unit is an annotation with its English name, that of one."""
    found = _ANNOTATION.fullmatch(row["code"])
    return found is not None and _counted(row).startswith(found[1])


def _quantity_of_code(row: Row) -> str:
    """The quantity of the UCUM code of a unit, "" where its name or its SI code does not agree."""
    if _is_named(row):
        return "count"
    quantity = next((each for each, code in UCUM.items() if code == row["code"]), "")
    agreed = row["si_code"] == SI_CODES[quantity] if quantity in SI_CODES else row["name_en"] == row["code"]
    return quantity if agreed else ""


def _conditions(row: Row, base: Row) -> Iterator[tuple[str, str, bool, Mapping[str, object]]]:
    """What a unit and its base unit must satisfy, causes first: column, case, whether it fails, values."""
    own, one = base.key == row.key, factor(row) == 1
    column = "denominator" if row["numerator"] == "1" else "numerator"
    yield column, "not_1", own and not one, {"value": factor(row)}
    money = (row["code_system"] == "ISO 4217") != (row["quantity"] == "money")
    yield "code_system", "currency_codes", money, {"quantity": row["quantity"]}
    of_base = {"value": base["base_unit_id"], "base": base.key}
    yield "base_unit_id", "base", base["base_unit_id"] != base.key, of_base
    for column in ("quantity", "code_system"):
        yield column, column, base[column] != row[column], {"other": base[column]}
    currency = row["quantity"] == "money" and base["code"] != row["code"]
    yield "code", "currency", currency, {"other": base["code"]}
    yield "base_unit_id", "factor_1", not own and one, {}
    by_code, named = _quantity_of_code(row), _is_named(row)
    yield "quantity", "quantity_of_code", by_code not in ("", row["quantity"]), {"code": row["code"]}
    count, wanted = row["quantity"] == "count", UCUM.get(row["quantity"])
    ucum = row["code_system"] == "UCUM" and not count and row["code"] != wanted
    yield "code", "ucum", ucum, {"wanted": wanted or BLANK}
    yield (
        "code",
        "annotation",
        count and not named,
        {"name": row["name_en"], "example": annotation(row) or "{item}"},
    )
    no_code = (row["code_system"] == "none") != (not row["code"])
    yield "code", "no_code", no_code, {"system": row["code_system"]}


_SI_COLUMNS = ("si_numerator", "si_denominator", "si_code")


@rule("FQ-R46", "units")
def factors_to_the_si_are_complete(data: Data) -> Iterator[Finding]:
    """A factor to the SI without one of its cells, or a cell of one where there is none."""
    for row in data.rows("units"):
        cells = [column for column in _SI_COLUMNS if row[column]]
        # Units whose factor follows from their name are looked at by FQ-R16.
        if 0 < len(cells) < 3 and _split(row["name_zh"])[1] not in SI:
            missing = next(each for each in _SI_COLUMNS if each not in cells)
            column = missing if row["quantity"] in SI_CODES else cells[0]
            yield row.finding("FQ-R46", column, cells=", ".join(cells))


@rule("FQ-P06", "observations", "figures", "units", "indicators")
def units_are_as_printed(data: Data) -> Iterator[Finding]:
    """A unit that is not one of the forms in which it is printed, nor what a magnitude alone leaves to be
    understood.
    """
    forms = {form: unit.key for unit in data.rows("units") for form in unit["printed_forms"].split()}
    entries = data.rows("discrepancies") if "discrepancies" in data.tables else ()
    told = {entry["key"] for entry in entries if entry["rule_code"] == "FQ-P06"}
    tables = {"units": data.tables["units"]}
    for row, figure, parsed in with_figures(data):
        unit = data.row("units", row["unit_id"])
        # A unit without printed forms is that of a number printed without one.
        if unit is None or parsed.unit in (unit["printed_forms"].split() or [""]):
            continue
        counter = _understood(parsed.unit, data.row("indicators", row["indicator_id"]), unit)
        understood = counter is not None and _is_of_magnitude(unit, parsed.unit, counter)
        # That a currency is understood need not be told, and an entry that tells it stays in force.
        if not understood or (unit["quantity"] == "money" and row.key in told):
            code = forms.get(f"{parsed.unit}{counter or ''}", "") or forms.get(parsed.unit, "")
            wanted = glossed("wanted", "observations", "unit_id", code or parsed.unit or BLANK, tables)
            words = {**glossed("value", "observations", "unit_id", unit.key, tables), **wanted}
            case = "currency" if understood else ""
            yield row.finding("FQ-P06", "unit_id", **words, case=case, right=code, printed=figure["printed"])


def _understood(printed: str, indicator: Row | None, unit: Row) -> str | None:
    """What a magnitude that is printed alone counts: yuan, persons, or anything (""); None where a unit is
    printed.

    The quantity of a draft is not settled yet: there the unit decides, and FQ-R01 tells the two apart.
    """
    if indicator is None or not printed or set(printed) - SIGNS:
        return None
    quantity = unit["quantity"] if indicator["definition_status"] == DRAFT else indicator["quantity"]
    if quantity == "money":
        return str(WORDS["money_unit"])
    people = quantity == "count" and _PEOPLE.search(indicator["name_zh"])
    return str(WORDS["people_unit"]) if people else ""


def _is_of_magnitude(unit: Row, printed: str, counter: str) -> bool:
    """Whether a unit has a printed magnitude and no other, and counts what is understood."""
    rests = [form.removeprefix(printed) for form in unit["printed_forms"].split() if form.startswith(printed)]
    return any(rest == counter if counter else rest[:1] not in SIGNS for rest in rests)
