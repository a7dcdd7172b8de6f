"""Values computed from printed ones, with the interval that rounding and qualifiers allow.

The formulas are expressions in the descriptor, at the codes of `derived.formula`. A value is suppressed, with a reason,
if its interval is as wide as the value itself.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from ..tabular.csv import Row
from ..tabular.dataset import Data
from .intervals import Interval, hedged
from .units import factor

Record = dict[str, str]
Ends = tuple[Fraction | None, Fraction, Fraction | None]
_DIGITS = 6
_TOO_WIDE = (
    "舍入所允许的区间与数值本身一样宽，推算值没有意义。",
    "The interval that rounding allows is as wide as the value itself: a value would not be meaningful.",
)
_NO_BASE = ("分母的区间包含零。", "The interval of the denominator contains zero.")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A central value with its interval; an end that is None is open."""

    low: Fraction | None
    value: Fraction
    high: Fraction | None


def quantity(row: Row, unit: Row | None, in_base: bool = False) -> Quantity:
    """A printed statistic as a quantity, in its own unit or in the base unit.

    An outcome was rounded before it was printed, but for things counted one by one; a goal or a plan is
    meant as printed.
    """
    exact = Fraction(Decimal(row["value"]))
    counted = unit is not None and unit["quantity"] == "count" and factor(unit) == 1
    if row["qualifier"] == "exact" and (counted or row["status"] != "actual"):
        interval = Interval(exact, exact)
    else:
        interval = hedged(row["value"], row["qualifier"])
    scale = factor(unit) if unit is not None and in_base else Fraction(1)
    scaled = interval.scaled(scale)
    return Quantity(scaled.low, exact * scale, scaled.high)


def evaluate(expression: str, names: Mapping[str, Quantity]) -> Quantity:
    """The value of an expression of + - * / over named quantities, with its interval.

    The ends are found at the corners of the intervals, which is exact for expressions that rise or fall
    steadily with each name, as every quotient of sums and products does in which no name is multiplied
    by itself.

    Raises:
        ZeroDivisionError: a denominator's interval holds zero.
        ValueError: the expression holds something else than names, numbers and the four operations.

    >>> half = Quantity(Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
    >>> evaluate("part / total * 100", {"part": half, "total": Quantity(Fraction(1), Fraction(1), Fraction(1))}).value
    Fraction(50, 1)
    """
    tree = ast.parse(expression, mode="eval").body
    central = _value(tree, {name: each.value for name, each in names.items()})
    low, high = _corners(tree, names)
    return Quantity(low, central, high)


def _corners(tree: ast.expr, names: Mapping[str, Quantity]) -> tuple[Fraction | None, Fraction | None]:
    """The least and greatest value over the corners of the intervals; an open end opens the result where it leads."""
    corners: list[dict[str, Fraction]] = [{}]
    for name, each in names.items():
        ends = [end for end in (each.low, each.high) if end is not None] or [each.value]
        corners = [{**corner, name: end} for corner in corners for end in ends]
    found = [_value(tree, corner) for corner in corners]
    low: Fraction | None = min(found)
    high: Fraction | None = max(found)
    for name, each in names.items():
        for end, sign in ((each.low, -1), (each.high, 1)):
            if end is None:
                rises = _rises(tree, names, name)
                if (rises > 0) == (sign > 0):
                    high = None
                else:
                    low = None
    if any(
        _crosses_zero(part, names)
        for part in ast.walk(tree)
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div)
    ):
        raise ZeroDivisionError
    return low, high


def _rises(tree: ast.expr, names: Mapping[str, Quantity], name: str) -> int:
    """1 where the expression grows with a name, -1 where it falls."""
    central = {each: quantity.value for each, quantity in names.items()}
    more = {**central, name: central[name] + abs(central[name]) / 1000 + Fraction(1, 1000)}
    return 1 if _value(tree, more) >= _value(tree, central) else -1


def _crosses_zero(division: ast.BinOp, names: Mapping[str, Quantity]) -> bool:
    corners: list[dict[str, Fraction]] = [{}]
    for name, each in names.items():
        ends = [end for end in (each.low, each.high) if end is not None] or [each.value]
        corners = [{**corner, name: end} for corner in corners for end in ends]
    values = [_value(division.right, corner) for corner in corners]
    return min(values) <= 0 <= max(values)


def _value(tree: ast.expr, names: Mapping[str, Fraction]) -> Fraction:
    match tree:
        case ast.Constant(value=int(number)):
            return Fraction(number)
        case ast.Name(id=name):
            return names[name]
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATIONS[type(op)](_value(left, names), _value(right, names))
    raise ValueError(f"An expression of + - * / over names was expected, not {ast.unparse(tree)}.")


_OPERATIONS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: lambda one, two: one + two,
    ast.Sub: lambda one, two: one - two,
    ast.Mult: lambda one, two: one * two,
    ast.Div: lambda one, two: one / two,
}


def derive(data: Data) -> Iterator[Record]:
    """The rows of `derived`, in the order of their formulas and inputs."""
    expressions = {
        code: str(each["fq:expression"]) for code, each in data.codes("derived", "formula").items()
    }
    for formula, inputs in _inputs(data):
        yield _row(data, formula, expressions[formula], inputs)


def _inputs(data: Data) -> Iterator[tuple[str, dict[str, Row]]]:
    """Each formula with the observations that stand for the names of its expression."""
    linked: dict[str, list[tuple[Row, Row]]] = {}
    for row in data.rows("relations"):
        one, two = (
            data.row("observations", row["from_observation_id"]),
            data.row("observations", row["to_observation_id"]),
        )
        if one and two and one["value"] and two["value"]:
            linked.setdefault(row["kind"], []).append((one, two))
    growths = {
        level.key: growth for growth, level in linked.get("growth_of", ()) if growth["status"] == "actual"
    }
    for growth, level in linked.get("growth_of", ()):
        if growth["status"] == "actual":
            yield "previous_level", {"level": level, "growth": growth}
    for ratio, level in linked.get("ratio_to_target_of", ()):
        yield "annual_target", {"level": level, "ratio": ratio}
    for goal, outcome in linked.get("target_for", ()):
        if goal["measure"] in ("growth", "growth_yoy") and outcome["measure"] == "level":
            yield "goal_level", {"outcome": outcome, "growth": goal}
        elif goal["measure"] == outcome["measure"] == "level" and Decimal(outcome["value"]) > 0:
            yield "needed_growth", {"goal": goal, "outcome": outcome}
    for part, total in linked.get("part_of", ()):
        yield "share_of_total", {"part": part, "total": total}
        yield "rest_of_total", {"total": total, "part": part}
        if part.key in growths and total.key in growths:
            yield (
                "rest_growth",
                {
                    "total": total,
                    "part": part,
                    "total_growth": growths[total.key],
                    "part_growth": growths[part.key],
                },
            )
    for amount, count in linked.get("amount_of", ()):
        yield "average", {"amount": amount, "count": count}


_IN_PERCENT = ("needed_growth", "share_of_total", "rest_growth")
_ABOUT = {
    "rest_of_total": "total",
    "rest_growth": "total",
    "share_of_total": "part",
    "average": "amount",
    "needed_growth": "goal",
}
_RATES = ("growth", "ratio", "total_growth", "part_growth")


def _row(data: Data, formula: str, expression: str, inputs: Mapping[str, Row]) -> Record:
    """One derived value, or the reason why there is none."""
    about = inputs[_ABOUT.get(formula, next(iter(inputs)))]
    units = {name: data.row("units", row["unit_id"]) for name, row in inputs.items()}
    in_base = (
        formula in (*_IN_PERCENT, "average")
        or len({row["unit_id"] for name, row in inputs.items() if name not in _RATES}) > 1
    )
    names = {name: quantity(row, units[name], in_base and name not in _RATES) for name, row in inputs.items()}
    about_unit = units[_ABOUT.get(formula, next(iter(inputs)))]
    unit = (
        "percent"
        if formula in _IN_PERCENT
        else about_unit["base_unit_id"]
        if in_base and about_unit
        else about["unit_id"]
    )
    period = int(about["period"]) + {"previous_level": -1, "goal_level": 1}.get(formula, 0)
    record = {
        "derived_id": f"{formula.replace('_', '-')}-{about.key if formula != 'goal_level' else inputs['growth'].key}"
        + (f"-less-{inputs['part'].key.rpartition('-p')[2]}" if formula in ("rest_of_total", "rest_growth") else ""),
        "formula": formula, "indicator_id": about["indicator_id"], "area_id": about["area_id"], "period": str(period),
        "input_observation_ids": " ".join(row.key for row in inputs.values()), "unit_id": unit,
        "value": "", "low": "", "high": "", "refusal_zh": "", "refusal_en": "",
    }  # fmt: skip
    try:
        found = evaluate(expression, names)
    except ZeroDivisionError:
        return record | {"refusal_zh": _NO_BASE[0], "refusal_en": _NO_BASE[1]}
    record |= {"low": _end(found.low, ROUND_FLOOR), "high": _end(found.high, ROUND_CEILING)}
    if found.low is not None and found.high is not None and found.high - found.low >= abs(found.value) > 0:
        return record | {"refusal_zh": _TOO_WIDE[0], "refusal_en": _TOO_WIDE[1]}
    return record | {"value": _end(found.value, ROUND_HALF_EVEN)}


def _end(number: Fraction | None, rounding: str) -> str:
    """A number with six digits; the ends of an interval are rounded outwards."""
    if number is None:
        return ""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    if exact == 0:
        return "0"
    text = format(exact.quantize(Decimal(1).scaleb(exact.adjusted() - _DIGITS + 1), rounding=rounding), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
