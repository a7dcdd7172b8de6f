"""The statistics of a made town: a subset of the catalogue's indicators, with values of the town's size.

What an indicator usually amounts to is drawn once for all towns, so that towns can be compared; a town has this
times its size, and some luck. Parts are less than their totals.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, floor, log, log10
from random import Random

from made_places import Place, Record, Town, words

from fengqiao_open.authoring.unit_catalogue import catalogue as unit_catalogue
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.indicators.catalogue import records
from fengqiao_open.indicators.rows import table_rows

#: What an indicator amounts to in a town of middle size, from and to, by base unit; counts where it is none of these.
_AMOUNTS = {
    "yuan": (3e6, 3e9), "usd": (1e6, 5e7), "mu": (300, 30_000), "m2": (1e3, 1e6), "m": (1e3, 1e5), "t": (100, 1e5),
    "kw": (100, 1e5), "kwh": (1e5, 1e8), "m3": (1e4, 1e7),
}  # fmt: skip
_COUNTS = (5, 3_000)
_QUANTITIES = ("money", "count", "ratio", "area", "mass", "length", "power", "energy", "volume")
# How often a report has an indicator: the headlines, and the others, some of them hardly ever.
_HEADLINE, _RARE, _OFTEN = 0.85, 0.02, 0.12
_LUCK = 0.35
_GROWTH_SHARE, _RATIO_SHARE, _RANK_SHARE, _TARGET_SHARE, _VILLAGE_SHARE = 0.2, 0.03, 0.04, 0.16, 0.05
_STATEMENTS = 2
_QUALIFIED = {"over": "{}余{}", "about": "约{}{}", "nearly": "近{}{}", "at_least": "{}{}以上"}
_QUALIFIED_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator of the catalogue as towns print it.

    Attributes:
        indicator: its row in a package.
        units: the units of one base in which it may be printed, with their printed forms; the largest first.
        usual: what it amounts to in base units in a town of middle size.
        chance: how likely a report has it.
    """

    indicator: Record
    units: tuple[tuple[Record, str], ...]
    usual: float
    chance: float

    @property
    def whole(self) -> str:
        """The indicator that it is part of, blank where none."""
        return self.indicator["part_of_indicator_id"]


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic before it has its place in the report.

    Attributes:
        choice: its indicator.
        place: where it holds.
        measure, status, value, unit_id, qualifier, printed: as the tables have them.
        amount: the value in base units.
    """

    choice: Choice
    place: Place
    measure: str
    status: str
    value: str
    unit_id: str
    qualifier: str
    printed: str
    amount: float = 0.0


@cache
def units() -> Mapping[str, Record]:
    """The known units by identifier."""
    with shipped().path("units").open(encoding="utf-8", newline="") as file:
        own = list(csv.DictReader(file))
    return {row["unit_id"]: row for row in (*(dict(each.cells) for each in unit_catalogue()), *own)}


@cache
def choices() -> Mapping[str, Choice]:
    """The indicators that made towns choose from, by identifier; a total stands before its parts.

    Left out are those that print numbers in their names, and parts of what is counted in another way.
    """
    by_id = {row["indicator_id"]: row for row in table_rows(row["indicator_id"] for row in records())}
    found: dict[str, Choice] = {}

    def add(row: Record) -> None:
        whole = by_id.get(row["part_of_indicator_id"])
        if whole and whole["indicator_id"] not in found:
            add(whole)
        alike = not whole or (
            whole["indicator_id"] in found
            and all(row[each] == whole[each] for each in ("theme_id", "quantity", "counted_en"))
        )
        if alike and (made := _choice(row)):
            found[row["indicator_id"]] = made

    for row in by_id.values():
        if row["indicator_id"] not in found:
            add(row)
    return found


@cache
def _printed_as() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The units by their printed forms: identifiers with their quantity."""
    forms: dict[str, list[tuple[str, str]]] = {}
    for row in units().values():
        for form in row["printed_forms"].split():
            forms.setdefault(form, []).append((row["unit_id"], row["quantity"]))
    return {form: tuple(each) for form, each in forms.items()}


def _choice(row: Record) -> Choice | None:
    entry = _entries()[row["indicator_id"]]
    unfit = row["indicator_id"] in words()["unfit_indicators"] or re.search(
        "[0-9]|^谋划|^推进|^力争|^确保|^加快|^推动|^探索", row["name_zh"]
    )
    if unfit or row["quantity"] not in _QUANTITIES:
        return None
    printed = [
        (units()[key], form)
        for form in entry["units"].split()
        for key, quantity in _printed_as().get(form, ())
        if quantity == row["quantity"]
    ]
    if not printed:
        return None
    base = printed[0][0]["base_unit_id"]
    alike = {
        unit["unit_id"]: (unit, form) for unit, form in reversed(printed) if unit["base_unit_id"] == base
    }
    draw = Random(row["indicator_id"])
    least, most = _AMOUNTS.get(base, _COUNTS)
    usual = exp(draw.uniform(log(least), log(most)))
    chance = _HEADLINE if entry["headline"] == "yes" else _RARE + (_OFTEN - _RARE) * draw.random() ** 3
    return Choice(row, tuple(sorted(alike.values(), key=lambda each: -_factor(each[0]))), usual, chance)


@cache
def _entries() -> Mapping[str, Record]:
    return {row["indicator_id"]: row for row in records()}


def _factor(unit: Record) -> float:
    return int(unit["numerator"]) / int(unit["denominator"])


def statistics(town: Town) -> list[Statistic]:
    """The statistics of a town: outcomes, a total before its parts, each level before what is said of it; then goals."""
    draw = Random(f"{town.seed}/statistics")
    breadth = draw.uniform(0.5, 1.3)
    chosen: dict[str, Choice] = {}
    for choice in choices().values():
        if draw.random() < choice.chance * breadth:
            waiting = [choice]
            while waiting[-1].whole and waiting[-1].whole not in chosen:
                waiting.append(choices()[waiting[-1].whole])
            chosen |= {each.indicator["indicator_id"]: each for each in reversed(waiting)}
    wholes = {choice.whole for choice in chosen.values()}
    outcomes: list[Statistic] = []
    left: dict[str, float] = {}  # what parts may still take of their total
    for key, choice in chosen.items():
        alone = not choice.whole and key not in wholes
        outcomes += _outcomes(town, choice, draw, left, alone=alone)
    spare = [
        each for each in choices().values() if each.indicator["indicator_id"] not in chosen and not each.whole
    ]
    for choice in draw.sample(spare, _STATEMENTS):
        said = draw.choice(words()["phrases"]["statement"])
        outcomes.append(Statistic(choice, town.place, "statement", "actual", "", "", "", said))
    return [*outcomes, *_goals(town, outcomes, spare, draw)]


def _outcomes(
    town: Town, choice: Choice, draw: Random, left: dict[str, float], *, alone: bool
) -> Iterator[Statistic]:
    if choice.indicator["quantity"] == "ratio":
        value = "100" if draw.random() < 0.3 else _number(draw.uniform(60, 99.9), 1)
        yield Statistic(choice, town.place, "rate", "actual", value, "percent", "exact", f"{value}%")
        return
    amount = choice.usual * town.size * draw.lognormvariate(0, _LUCK)
    if choice.whole:
        amount = left[choice.whole] * draw.uniform(0.1, 0.6)
        left[choice.whole] -= amount
    place = draw.choice(town.villages) if alone and draw.random() < _VILLAGE_SHARE else town.place
    qualifier = draw.choice([*_QUALIFIED]) if alone and draw.random() < _QUALIFIED_SHARE else "exact"
    level = _level(choice, place, "actual", amount, qualifier, draw)
    left[choice.indicator["indicator_id"]] = level.amount * 0.95
    yield level
    if place is not town.place or qualifier != "exact":
        return
    if choice.indicator["nature"] == "flow" and draw.random() < _GROWTH_SHARE * 2:
        yield _percent(choice, place, "growth_yoy", "actual", draw.gauss(6, 9), draw)
    elif alone and draw.random() < _RATIO_SHARE:
        goal = _rounded(float(level.value) / draw.uniform(1.02, 1.4))
        ratio = _number(float(level.value) / goal * 100, 1)
        yield Statistic(
            choice, place, "ratio_to_target", "actual", ratio, "percent", "exact", f"完成全年目标的{ratio}%"
        )
    elif draw.random() < _RANK_SHARE:
        rank = str(draw.randint(1, 12))
        yield Statistic(choice, place, "rank", "actual", rank, "rank", "exact", f"位列全市第{rank}")


def _goals(
    town: Town, outcomes: Sequence[Statistic], spare: Sequence[Choice], draw: Random
) -> Iterator[Statistic]:
    """Goals in growth for what a report has levels of, and works that are planned, of other indicators."""
    for each in outcomes:
        rising = each.choice.indicator["direction"] == "higher" and each.measure == "level"
        if rising and each.place is town.place and draw.random() < _TARGET_SHARE:
            value = str(draw.randint(4, 15))
            yield Statistic(
                each.choice, town.place, "growth", "target", value, "percent", "at_least", f"增长{value}%以上"
            )
    said = {each.choice.indicator["indicator_id"] for each in outcomes}
    counted = [
        each
        for each in spare
        if each.indicator["quantity"] == "count" and each.indicator["indicator_id"] not in said
    ]
    for choice in draw.sample(counted, draw.randint(3, 9)):
        amount = min(choice.usual * town.size, 500)
        yield _level(choice, town.place, "planned", amount, "exact", draw)


def _level(
    choice: Choice, place: Place, status: str, amount: float, qualifier: str, draw: Random
) -> Statistic:
    unit, form = next((each for each in choice.units if amount >= _factor(each[0])), choice.units[-1])
    factor = _factor(unit)
    number = amount / factor
    if choice.indicator["quantity"] == "count" and factor == 1:
        value = str(max(round(number), 1))
        if qualifier != "exact":
            value = str(max(floor(number / 10) * 10, 10))
    else:
        value = _number(number, draw.choice((1, 2)) if number < 1000 else 0)
    printed = _QUALIFIED[qualifier].format(value, form) if qualifier != "exact" else value + form
    if qualifier == "over" and "." in value:
        qualifier, printed = "exact", value + form
    return Statistic(
        choice, place, "level", status, value, unit["unit_id"], qualifier, printed, float(value) * factor
    )


def _percent(
    choice: Choice, place: Place, measure: str, status: str, number: float, draw: Random
) -> Statistic:
    value = _number(max(number, -60.0), draw.choice((1, 1, 2)))
    word = "下降" if value.startswith("-") else "增长"
    return Statistic(
        choice, place, measure, status, value, "percent", "exact", f"同比{word}{value.lstrip('-')}%"
    )


def _number(number: float, decimals: int) -> str:
    """A number as a report prints it, never zero.

    >>> _number(20.50, 2), _number(0.00436, 2), _number(1200.4, 0)
    ('20.5', '0.0044', '1200')
    """
    if 0 < abs(number) < 1:
        decimals = max(decimals, 1 - floor(log10(abs(number))))
    text = f"{round(number, decimals) or 1:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(number: float) -> float:
    """A number with one digit that is not zero.

    >>> _rounded(1234.0), _rounded(0.37)
    (1000.0, 0.4)
    """
    digits = -floor(log10(number))
    return round(number, digits) or 10.0**-digits
