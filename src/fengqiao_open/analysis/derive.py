"""Values computed from printed ones, with the interval that rounding and qualifiers allow.

The formulas are expressions in the descriptor, at the codes of `derived.formula`. A value is suppressed, with
a reason, if its interval is at least as wide as the value itself.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType

from ..errors import worded
from ..lang import LANGS, Lang, both, sentence, within_sentence
from ..tabular.csv import Row
from ..tabular.dataset import Data
from ..tabular.memory import by_text
from .intervals import Interval, qualified, trimmed
from .units import factor, singular

Record = dict[str, str]
#: A numerator and a denominator: fractions that are not reduced at each step.
Ratio = tuple[int, int]
Value = Callable[[Mapping[str, Ratio]], Ratio]
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Quantity:
    """A central value with its interval; an end that is None is open."""

    low: Fraction | None
    value: Fraction
    high: Fraction | None


def quantity(row: Row, unit: Row | None, in_base: bool = False) -> Quantity:
    """A printed statistic as a quantity, in its own unit or in the base unit.

    An actual value was rounded before it was printed, unless it is a count of items; a target is exact.
    """
    counted = unit is not None and unit["quantity"] == "count" and factor(unit) == 1
    exact = row["qualifier"] == "exact" and (counted or row["status"] != "actual")
    scale = factor(unit) if unit is not None and in_base else Fraction(1)
    return _scaled(row["value"], None if exact else row["qualifier"], scale)


@by_text
def _scaled(printed: str, qualifier: str | None, scale: Fraction) -> Quantity:
    """A printed number in another unit; None is the qualifier of one that was not rounded."""
    exact = Fraction(Decimal(printed))
    interval = Interval(exact, exact) if qualifier is None else qualified(printed, qualifier)
    if scale != 1:
        exact, interval = exact * scale, interval.scaled(scale)
    return Quantity(interval.low, exact, interval.high)


def evaluate(expression: str, names: Mapping[str, Quantity]) -> Quantity:
    """The value of an expression of + - * / over named quantities, with its interval.

    The ends are found at the corners of the intervals, which is exact for expressions that rise or fall
    steadily with each name, as every quotient of sums and products does in which no name is multiplied
    by itself.

    Raises:
        ZeroDivisionError: a denominator's interval holds zero.
        ValueError: the expression holds something else than names, numbers and the four operations.

    >>> half = Quantity(Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
    >>> evaluate("part * 100", {"part": half})
    Quantity(low=Fraction(25, 1), value=Fraction(50, 1), high=Fraction(75, 1))
    """
    value, denominators = _formula(expression)
    central = {name: each.value for name, each in names.items()}
    least, greatest = _bounds(value, names)
    low: Fraction | None = least
    high: Fraction | None = greatest
    for name, each in names.items():
        if each.low is not None and each.high is not None:
            continue
        # An open end opens the end of the result that it leads to.
        more = {**central, name: each.value + abs(each.value) / 1000 + Fraction(1, 1000)}
        rises = _at(value, more) >= _at(value, central)
        if (each.high if rises else each.low) is None:
            high = None
        if (each.low if rises else each.high) is None:
            low = None
    for denominator, own in denominators:
        least, greatest = _bounds(denominator, {name: names[name] for name in own})
        if least <= 0 <= greatest:
            raise ZeroDivisionError
    return Quantity(low, _at(value, central), high)


def _at(value: Value, names: Mapping[str, Fraction]) -> Fraction:
    return Fraction(*value({name: each.as_integer_ratio() for name, each in names.items()}))


def _bounds(value: Value, names: Mapping[str, Quantity]) -> tuple[Fraction, Fraction]:
    """The least and the greatest value over the corners of the intervals, their open ends left out."""
    corners: list[dict[str, Fraction]] = [{}]
    for name, each in names.items():
        ends = [end for end in (each.low, each.high) if end is not None] or [each.value]
        corners = [{**corner, name: end} for corner in corners for end in ends]
    found = [_at(value, corner) for corner in corners]
    return min(found), max(found)


@lru_cache(maxsize=64)
def _formula(expression: str) -> tuple[Value, Sequence[tuple[Value, Collection[str]]]]:
    """The function that an expression is of its names, and its denominators with the names in each."""
    tree = ast.parse(expression, mode="eval").body
    quotients = (
        part for part in ast.walk(tree) if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div)
    )
    return _function(tree), [(_function(each.right), _names_in(each.right)) for each in quotients]


def _names_in(tree: ast.expr) -> Collection[str]:
    return {part.id for part in ast.walk(tree) if isinstance(part, ast.Name)}


def _function(tree: ast.expr) -> Value:
    match tree:
        case ast.Constant(value=int(number)):
            return lambda names: (number, 1)
        case ast.Name(id=name):
            return itemgetter(name)
        case ast.BinOp(left=left, op=op, right=right):
            operation, one, two = _OPERATIONS[type(op)], _function(left), _function(right)
            return lambda names: operation(one(names), two(names))
    raise worded(ValueError, "formula", text=ast.unparse(tree))


def _sum(one: Ratio, two: Ratio) -> Ratio:
    return one[0] * two[1] + two[0] * one[1], one[1] * two[1]


def _difference(one: Ratio, two: Ratio) -> Ratio:
    return one[0] * two[1] - two[0] * one[1], one[1] * two[1]


def _product(one: Ratio, two: Ratio) -> Ratio:
    return one[0] * two[0], one[1] * two[1]


def _quotient(one: Ratio, two: Ratio) -> Ratio:
    if not two[0]:
        raise ZeroDivisionError
    return one[0] * two[1], one[1] * two[0]


_OPERATIONS: Mapping[type[ast.operator], Callable[[Ratio, Ratio], Ratio]] = {
    ast.Add: _sum,
    ast.Sub: _difference,
    ast.Mult: _product,
    ast.Div: _quotient,
}


def derive(data: Data) -> Iterator[Record]:
    """The rows of `derived`, in the order of their formulas and inputs; of two that are about one value, the
    first.

    A report that prints the growth of one level twice, in two words, implies one level of the year before.
    """
    codes = data.codes("derived", "formula")
    seen: set[str] = set()
    for formula, inputs in _inputs(data):
        row = _row(data, formula, str(codes[formula]["fq:expression"]), inputs)
        if row["derived_id"] not in seen:
            seen.add(row["derived_id"])
            yield row


def _inputs(data: Data) -> Iterator[tuple[str, dict[str, Row]]]:
    """Each formula with the observations for the names of its expression."""
    growths: dict[str, Row] = {}
    for growth, level, _ in linked(data, "growth_of"):
        if growth["status"] == "actual":
            growths[level.key] = growth
            yield "previous_level", {"level": level, "growth": growth}
    for ratio, level, _ in linked(data, "ratio_to_target_of"):
        yield "annual_target", {"level": level, "ratio": ratio}
    for target, actual, _ in linked(data, "target_for"):
        if not comparable(target, actual):
            continue
        if target["measure"] in ("growth", "growth_yoy"):
            yield "goal_level", {"actual": actual, "growth": target}
        elif target["measure"] == "level" and Decimal(actual["value"]) > 0:
            yield "needed_growth", {"target": target, "actual": actual}
    for part, total, _ in linked(data, "part_of"):
        yield "share_of_total", {"part": part, "total": total}
        yield "rest_of_total", {"total": total, "part": part}
        if part.key in growths and total.key in growths:
            both_growths = {"total_growth": growths[total.key], "part_growth": growths[part.key]}
            yield "rest_growth", {"total": total, "part": part, **both_growths}
    for amount, count, _ in linked(data, "amount_of"):
        yield "average", {"amount": amount, "count": count}


def linked(data: Data, kind: str) -> Iterator[tuple[Row, Row, Row]]:
    """The two observations of each relation of a kind, where both have a number, and the relation."""
    for row in data.groups("relations", "kind").get((kind,), ()):
        one, two = (data.row("observations", row[f"{end}_observation_id"]) for end in ("from", "to"))
        if one and two and one["value"] and two["value"]:
            yield one, two, row


def comparable(target: Row, actual: Row) -> bool:
    """Whether a target can be computed with: the actual value is a level of its indicator."""
    return target["indicator_id"] == actual["indicator_id"] and actual["measure"] == "level"


def reached(data: Data, target: Row, actual: Row) -> bool:
    """Whether the actual value is already beyond the level of the target: no growth is needed."""
    indicator = data.row("indicators", target["indicator_id"])
    direction = indicator["direction"] if indicator else "none"
    one, two = (quantity(row, data.row("units", row["unit_id"]), in_base=True) for row in (target, actual))
    return one.value < two.value if direction == "higher" else direction == "lower" and one.value > two.value


@dataclass(frozen=True, slots=True)
class _Formula:
    """What a formula gives: a value about one of its inputs."""

    about: str
    measure: str = "level"
    years: int = 0  # from the year of that input to that of the value
    own: bool = True  # whether the value is one of the indicator of that input
    status: str = ""  # where it is not that of the input


FORMULAS: Mapping[str, _Formula] = MappingProxyType(
    {
        "previous_level": _Formula("level", years=-1),
        "annual_target": _Formula("level", status="target"),
        "goal_level": _Formula("growth"),
        "needed_growth": _Formula("target", "growth_yoy"),
        "share_of_total": _Formula("part", "share"),
        "rest_of_total": _Formula("total", own=False),
        "rest_growth": _Formula("total", "growth_yoy", own=False),
        "average": _Formula("amount", own=False),
    }
)
_RATES = ("growth", "ratio", "total_growth", "part_growth")


def _row(data: Data, formula: str, expression: str, inputs: Mapping[str, Row]) -> Record:
    """One derived value, or the reason why there is none."""
    gives = FORMULAS[formula]
    about = inputs[gives.about]
    units = {name: data.row("units", row["unit_id"]) for name, row in inputs.items()}
    in_percent = gives.measure != "level"
    several = len({row["unit_id"] for name, row in inputs.items() if name not in _RATES}) > 1
    in_base = in_percent or formula == "average" or several
    names = {name: quantity(row, units[name], in_base and name not in _RATES) for name, row in inputs.items()}
    level = next(name for name in inputs if name not in _RATES)
    unit = data.row("units", "percent") if in_percent else units[level]
    if unit and in_base and not in_percent:
        unit = data.row("units", unit["base_unit_id"])
    rest = formula in ("rest_of_total", "rest_growth")
    less = f"-less-{inputs['part'].key.rpartition('-p')[2]}" if rest else ""
    record = {
        "derived_id": f"{formula.replace('_', '-')}-{about.key}{less}",
        "formula": formula,
        "measure": gives.measure,
        "status": gives.status or about["status"],
        "indicator_id": about["indicator_id"] if gives.own else "",
        "area_id": about["area_id"],
        "period": str(int(about["period"]) + gives.years),
        "unit_id": unit.key if unit else "percent",
        "input_observation_ids": " ".join(row.key for row in inputs.values()),
        **dict.fromkeys(("value", "low", "high", "refusal_zh", "refusal_en"), ""),
        **_names(data, formula, unit, inputs),
    }
    if formula == "needed_growth" and reached(data, inputs["target"], inputs["actual"]):
        return record | _suppressed("reached")
    try:
        found = evaluate(expression, names)
    except ZeroDivisionError:
        return record | _suppressed("zero")
    record |= {"low": _end(found.low, ROUND_FLOOR), "high": _end(found.high, ROUND_CEILING)}
    if found.low is not None and found.high is not None and found.high - found.low >= abs(found.value) > 0:
        return record | _suppressed("wide")
    return record | {"value": _end(found.value, ROUND_HALF_EVEN)}


def _suppressed(why: str) -> Record:
    return both("analysis", f"suppressed.{why}", "refusal")


_ABOUT = {"share_of_total": "share", "rest_of_total": "rest", "rest_growth": "rest", "average": "average"}


def _names(data: Data, formula: str, unit: Row | None, inputs: Mapping[str, Row]) -> Record:
    """What a derived value is about, its formula, unit and area, in both languages."""
    codes, about = data.codes("derived", "formula")[formula], inputs[FORMULAS[formula].about]
    area, count = data.row("areas", about["area_id"]), inputs.get("count")
    counted = data.row("units", count["unit_id"]) if count else None
    # An average is computed in base units: an amount for 10 thousand persons is stated per person.
    counted = data.row("units", counted["base_unit_id"]) if counted else None
    record: Record = {}
    for lang in LANGS:
        names = {name: _indicator(data, row, lang) for name, row in inputs.items()}
        first, name = FORMULAS[formula].about, f"name_{lang}"
        record[f"about_{lang}"] = names[first]
        if formula in _ABOUT:
            for each in (names.keys() - {first}) if lang == "en" else ():
                names[each] = within_sentence(names[each])
            record[f"about_{lang}"] = sentence("analysis", f"about.{_ABOUT[formula]}", lang, **names)
        record[f"formula_{lang}"] = str(codes["label" if lang == "en" else "fq:labelZh"])
        record[f"area_{lang}"] = area[name] if area else ""
        record[f"unit_{lang}"] = unit[name] if unit else "%"
        if counted:
            one = singular(counted[name]) if lang == "en" else counted[name]
            unit_name = record[f"unit_{lang}"]
            record[f"unit_{lang}"] = sentence("analysis", "per", lang, unit=unit_name, count=one)
    return record


def _indicator(data: Data, row: Row, lang: Lang) -> str:
    indicator = data.row("indicators", row["indicator_id"])
    return indicator[f"name_{lang}"] if indicator else row["indicator_id"]


def _end(number: Fraction | None, rounding: str) -> str:
    """A number with six digits; the ends of an interval are rounded outwards."""
    if number is None:
        return ""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    if exact == 0:
        return "0"
    last = Decimal(1).scaleb(exact.adjusted() - _DIGITS + 1)
    return trimmed(format(exact.quantize(last, rounding=rounding), "f"))
