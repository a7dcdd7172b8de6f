"""What changed in a descriptor, and the part of the version that it raises.

The rules are those of the version recipe of Data Package: to add, remove, rename or reorder fields, to change a
type or to tighten a constraint is MAJOR; to loosen one is MINOR; to describe better is PATCH.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..datapackage.package import Json
from .changes import Change, Kind, Level

# Told of each release anew, or looked at elsewhere.
_NOT_COMPARED = (
    "version",
    "created",
    "resources",
    "bytes",
    "hash",
    "schema",
    "fields",
    "constraints",
    "categories",
)
# What decides how data are found and read; all else that no rule names only describes.
_FIXED = {
    "$schema", "id", "name", "path", "type", "format", "encoding", "mediatype", "dialect", "compression", "primaryKey",
    "fieldsMatch", "missingValues", "trueValues", "falseValues", "decimalChar", "groupChar", "bareNumber",
    "fq:idOf", "fq:meaning", "licenses", "fq:generated",
}  # fmt: skip
# What identifiers stand for: to promise it is a feature, to promise less breaks it.
_PROMISE = "fq:meaning"
_UPWARD = ("minimum", "exclusiveMinimum", "minLength")
_DOWNWARD = ("maximum", "exclusiveMaximum", "maxLength")
_LABELS = {"label", "fq:labelZh", "fq:definition", "fq:definitionZh"}
_LONGEST = 300


def package_changes(old: Json, new: Json) -> Iterator[Change]:
    """Changes of the package's own properties."""
    yield from _properties("", "", old, new)


def table_changes(table: str, old: Json, new: Json) -> Iterator[Change]:
    """Changes of one table's properties, keys and fields, but for fields that came, went or were renamed.

    Args:
        table: its name.
        old: its resource as it was, its fields by their new names where they were renamed.
        new: its resource as it is.
    """
    yield from _properties(table, "", {**old, "name": ""}, {**new, "name": ""})
    before, after = old["schema"], new["schema"]
    yield from _properties(table, "", before, after)
    for name in ("foreignKeys", "uniqueKeys"):
        yield from _links(table, name, before.get(name) or [], after.get(name) or [])
    fields = {str(each["name"]): each for each in before["fields"]}
    shared = [each for each in after["fields"] if each["name"] in fields]
    names = [str(each["name"]) for each in shared]
    order = [name for name in fields if name in names]
    if names != order:
        yield _schema(table, "", "fields", ", ".join(order), ", ".join(names), Level.MAJOR)
    for each in shared:
        yield from _field(table, str(each["name"]), fields[each["name"]], each)


def _field(table: str, column: str, old: Json, new: Json) -> Iterator[Change]:
    yield from _properties(table, column, old, new)
    before, after = old.get("constraints") or {}, new.get("constraints") or {}
    for name in _names(before, after):
        one, two = before.get(name), after.get(name)
        if one != two:
            yield _schema(table, column, name, _shown(one), _shown(two), _constraint(name, one, two))
    yield from _categories(table, column, old.get("categories") or [], new.get("categories") or [])


def _constraint(name: str, old: Any, new: Any) -> Level:
    """MAJOR where a cell that was allowed may no longer be, MINOR where it surely still is.

    >>> _constraint("maximum", 100, 200).name, _constraint("maximum", None, 100).name
    ('MINOR', 'MAJOR')
    >>> _constraint("enum", ["a"], ["a", "b"]).name, _constraint("enum", ["a", "b"], ["a"]).name
    ('MINOR', 'MAJOR')
    """
    if new in (None, False):
        return Level.MINOR
    if old in (None, False):
        return Level.MAJOR
    if name == "enum" and isinstance(old, list) and isinstance(new, list):
        if sorted(map(_shown, old)) == sorted(map(_shown, new)):
            return Level.PATCH  # in another order
        return Level.MINOR if all(each in new for each in old) else Level.MAJOR
    if isinstance(old, int | float) and isinstance(new, int | float):
        if name in _UPWARD:
            return Level.MINOR if new < old else Level.MAJOR
        if name in _DOWNWARD:
            return Level.MINOR if new > old else Level.MAJOR
    return Level.MAJOR


def _categories(table: str, column: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    """Codes that came, went, or are told otherwise."""
    before, after = _by_value(old), _by_value(new)
    for value in before:
        if value not in after:
            yield Change("removal", "property", Level.MAJOR, table, "", f"{column}.categories", value, "")
    for value, each in after.items():
        if value not in before:
            yield Change("addition", "property", Level.MINOR, table, "", f"{column}.categories", "", value)
            continue
        for name in _names(before[value], each):
            one, two = before[value].get(name), each.get(name)
            if one != two:
                kind: Kind = "wording" if name in _LABELS else "schema"
                level = Level.PATCH if name in _LABELS else Level.MAJOR
                place = f"{column}.categories.{value}.{name}"
                yield Change(kind, "property", level, table, "", place, _shown(one), _shown(two))


def _by_value(categories: list[Any]) -> dict[str, Json]:
    return {
        str(each["value"]): each if isinstance(each, dict) else {}
        for each in (one if isinstance(one, dict) else {"value": one} for one in categories)
        if "value" in each
    }


def _links(table: str, name: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    """A key more is a tighter constraint, a key less a looser one."""
    for each in old:
        if each not in new:
            yield _schema(table, "", name, _shown(each), "", Level.MINOR)
    for each in new:
        if each not in old:
            yield _schema(table, "", name, "", _shown(each), Level.MAJOR)


def _properties(table: str, column: str, old: Json, new: Json) -> Iterator[Change]:
    for name in _names(old, new):
        one, two = old.get(name), new.get(name)
        if one == two or name in (*_NOT_COMPARED, "foreignKeys", "uniqueKeys"):
            continue
        if name in _FIXED:
            level = Level.MINOR if name == _PROMISE and one is None else Level.MAJOR
            yield _schema(table, column, name, _shown(one), _shown(two), level)
        else:
            place = f"{column}.{name}" if column else name
            yield Change("wording", "property", Level.PATCH, table, "", place, _shown(one), _shown(two))


def _schema(table: str, column: str, name: str, old: str, new: str, level: Level) -> Change:
    return Change("schema", "property", level, table, "", f"{column}.{name}" if column else name, old, new)


def _names(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[str]:
    return dict.fromkeys([*old, *new])


def _shown(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
