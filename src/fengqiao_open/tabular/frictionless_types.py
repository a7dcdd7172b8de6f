"""The cells of additional tables: the types and constraints of Data Package, read by frictionless.

Patterns are matched here: frictionless reads `a|b` as two half patterns, and a foreign pattern may never end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from ..datapackage.package import Json
from ..findings.report import Finding
from ..findings.suggest import alike
from .csv import Row

#: The value of a cell, and the names of what it breaks: "type" or constraints.
Reader = Callable[[str], tuple[Any, list[str]]]
_OWN = ("pattern", "unique")
# Other properties of a field that decide how its cells are read.
_READ_BY = (
    *("name", "type", "format", "decimalChar", "groupChar", "bareNumber"),
    *("trueValues", "falseValues", "delimiter", "itemType"),
)
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength")
#: Constraints of the Data Package standard.
KNOWN = (*_BOUNDS, "maxLength", "required", "unique", "pattern", "enum", "jsonSchema")
_EXAMPLES = {
    "integer": "12",
    "number": "12.5",
    "boolean": "true",
    "date": "2023-02-28",
    "time": "08:30:00",
    "datetime": "2023-02-28T08:30:00",
    "year": "2023",
    "yearmonth": "2023-02",
    "duration": "P1Y2M",
    "geopoint": "120.84,30.68",
    "geojson": '{"type": "Point", "coordinates": [120.84, 30.68]}',
    "object": '{"a": 1}',
    "array": "[1, 2]",
    "list": "1,2",
}


def readers(schema: Json) -> Iterator[tuple[Json, Reader | None, list[str]]]:
    """Each field of a schema, with the reader of its cells, and the constraints that are not checked.

    There is no reader for a field that frictionless rejects: the descriptor has a finding then.

    >>> field = {"name": "a", "type": "integer", "constraints": {"exclusiveMinimum": 1}}
    >>> ((_, read, _),) = readers({"fields": [field], "missingValues": ["-"]})
    >>> read("2"), read("1"), read("-"), read("x")
    ((2, []), (1, ['exclusiveMinimum']), (None, []), (None, ['type']))
    """
    for field in schema["fields"]:
        missing = field.get("missingValues", schema.get("missingValues", [""]))
        yield field, *_reader(field, missing)


def _reader(field: Json, missing: list[str]) -> tuple[Reader | None, list[str]]:
    from frictionless import Field, system

    constraints = dict(field.get("constraints", {}))
    pattern = constraints.get("pattern")
    supported = _supported(field)
    left_out = [each for each in constraints if each not in supported and each in KNOWN and each not in _OWN]
    matches = matcher(pattern) if pattern is not None and "pattern" in supported else None
    if pattern is not None and "pattern" in supported and not matches:
        left_out.append("pattern")
    descriptor = {**{name: field[name] for name in _READ_BY if name in field}, "missingValues": missing}
    checked = {name: part for name, part in constraints.items() if name in supported and name not in _OWN}
    try:
        with system.use_context(standards="v2"):
            plain = Field.from_descriptor(descriptor).create_cell_reader()
            if not _is_read(field):
                return None, [*left_out, "format"]
            unfit = [name for name, part in checked.items() if not _is_bound(name, part, plain)]
            left_out += unfit
            descriptor["constraints"] = {name: part for name, part in checked.items() if name not in unfit}
            read = Field.from_descriptor(descriptor).create_cell_reader()
    except Exception:  # frictionless trips over shapes that are reported as faults of the descriptor
        return None, left_out

    def reader(cell: str) -> tuple[Any, list[str]]:
        try:
            value, notes = read(cell)
        except Exception:  # and over cells, such as a number with too many digits
            return None, ["type"]
        broken = list(notes or ())
        if matches and isinstance(value, str) and not broken and not matches(value):
            broken.append("pattern")
        return value, broken

    return reader, left_out


def _is_read(field: Json) -> bool:
    """Whether a format of dates can be read; with any other, every date would be wrong."""
    form = field.get("format", "default")
    if field["type"] not in ("date", "time", "datetime") or form in ("default", "any", ""):
        return True
    try:
        datetime.strptime(datetime(2000, 1, 1).strftime(form), form)  # only the form matters
    except (TypeError, ValueError):
        return False
    return True


def _is_bound(name: str, bound: Any, read: Callable[[Any], tuple[Any, Any]]) -> bool:
    """Whether a constraint is one that cells can be held to; against any other, every cell would be wrong."""
    if name in ("minLength", "maxLength"):
        return type(bound) is int
    if name == "enum":
        return isinstance(bound, list) and all(_is_bound("", each, read) for each in bound)
    if name in ("required", "jsonSchema"):
        return isinstance(bound, bool if name == "required" else dict)
    try:
        return not read(bound)[1]
    except Exception:  # as over cells
        return False


def _supported(field: Json) -> tuple[str, ...]:
    """The constraints that frictionless can check on cells of a field's type."""
    from frictionless import system

    try:
        return (*system.select_field_class(str(field["type"])).supported_constraints, "unique")
    except Exception:  # an unknown type
        return ("unique",)


def matcher(pattern: str) -> Callable[[str], bool] | None:
    """A function that tells whether a text matches a pattern as a whole; None where that might never end.

    A very long text passes.

    >>> matcher("[a-z]+|[0-9]+")("ab1"), matcher("(a+)+b")
    (False, None)
    """
    try:
        if _ways(_parser.parse(pattern)) > _MOST_WAYS:
            return None
        compiled = re.compile(pattern)
    except (re.error, RecursionError, OverflowError, ValueError):
        return None
    return lambda text: len(text) > _LONGEST_MATCHED or compiled.fullmatch(text) is not None


_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
# What repeats without end is counted as so much; a pattern with more ways than the most is not tried.
_ENDLESS, _MOST_WAYS, _LONGEST_MATCHED = 300, 10**5, 1_000


def _ways(parsed: Any) -> int:
    """In how many ways, at the most, a pattern may be tried on a text."""
    ways = 1
    for operator, argument in parsed:
        inner = 1
        for each in _parts(argument):
            inner = min(inner * _ways(each), _MOST_WAYS + 1)
        if str(operator) in _REPEATS:
            low, high = argument[0], min(argument[1], _ENDLESS)
            inner = max(high - low + 1, 1) * min(inner ** min(high, 20), _MOST_WAYS + 1)
        elif str(operator) == "BRANCH":
            inner = sum(map(_ways, argument[1]))  # one of them, not all
        elif str(operator).startswith("GROUPREF"):
            inner = _MOST_WAYS + 1
        ways = min(ways * inner, _MOST_WAYS + 1)
    return ways


def _parts(argument: Any) -> Iterator[Any]:
    """The patterns within an argument of a parsed pattern."""
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, list | tuple):
        for each in argument:
            yield from _parts(each)


def cell_finding(row: Row, field: Json, broken: str) -> Finding:
    """The finding on a cell that breaks the type or a constraint of its field."""
    column, constraints = str(field["name"]), field.get("constraints", {})
    cell, bound = row[column], constraints.get(broken)
    kind, form = str(field["type"]), field.get("format", "default")
    form = "" if form in ("default", "any") else form
    title = {"title_en": field.get("title", column), "title_zh": field.get("fq:titleZh", column)}
    example = field.get("example") or ("–" if form else _EXAMPLES.get(kind, "–"))
    match broken:
        case "required":
            return row.finding("FQ-T02", column, **title, example=example)
        case "enum":
            codes = [str(each) for each in bound]
            return row.finding("FQ-T03", column, value=cell, codes=", ".join(codes), near=alike(cell, codes))
        case "pattern":
            words = {"value": cell, "pattern": bound, "example": field.get("example", "–")}
            return row.finding("FQ-T04", column, case="pattern", **words)
        case "maxLength":
            return row.finding("FQ-T10", column, length=len(cell), limit=bound)
        case "type":
            words = {"value": cell, "kind": kind, "format": form, "guess": ""}
            words["digits"] = kind if kind in ("integer", "number") else ""
            return row.finding("FQ-T01", column, **words)
    return row.finding("FQ-T05", column, case=broken if broken in _BOUNDS else "", value=cell, bound=bound)
