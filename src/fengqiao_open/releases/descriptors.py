"""What changed in a descriptor, and the part of the version that it raises.

The rules are those of the version recipe of Data Package: to add, remove, rename or reorder fields, to change
a type or to tighten a constraint is MAJOR; to loosen one is MINOR; to describe better is PATCH.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..datapackage.package import Json
from .changes import Change, Kind, Level

# Told of each release anew, or compared elsewhere.
_NOT_COMPARED = frozenset(
    (
        *("version", "created", "resources", "bytes", "hash", "schema", "fields", "constraints"),
        *("categories", "foreignKeys", "uniqueKeys"),
    )
)
# What decides how data are found and read; all else that no rule names only describes.
_FIXED = frozenset(
    (
        *("$schema", "id", "name", "path", "type", "format", "encoding", "mediatype", "dialect"),
        *("compression", "primaryKey", "fieldsMatch", "missingValues", "trueValues", "falseValues"),
        *("decimalChar", "groupChar", "bareNumber", "fq:idOf", "fq:meaning", "fq:generated", "licenses"),
    )
)
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
        yield from _links(table, name, before.get(name, []), after.get(name, []))
    fields = {str(each["name"]): each for each in before["fields"]}
    shared = [each for each in after["fields"] if each["name"] in fields]
    names = [str(each["name"]) for each in shared]
    order = [name for name in fields if name in names]
    if names != order:
        was, now = ", ".join(order), ", ".join(names)
        yield Change("schema", "property", Level.MAJOR, table, column="fields", old=was, new=now)
    for each in shared:
        yield from _field(table, str(each["name"]), fields[each["name"]], each)


def _field(table: str, column: str, old: Json, new: Json) -> Iterator[Change]:
    yield from _properties(table, column, old, new)
    for name, one, two in _differing(old.get("constraints", {}), new.get("constraints", {})):
        yield _change(table, column, name, one, two, _constraint(name, one, two))
    yield from _categories(table, column, old.get("categories", []), new.get("categories", []))


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
        for name, one, two in _differing(before[value], each):
            kind: Kind = "wording" if name in _LABELS else "schema"
            level = Level.PATCH if name in _LABELS else Level.MAJOR
            yield _change(table, f"{column}.categories.{value}", name, one, two, level, kind)


def _by_value(categories: list[Any]) -> dict[str, Json]:
    objects = (each if isinstance(each, dict) else {"value": each} for each in categories)
    return {str(each["value"]): each for each in objects}


def _links(table: str, name: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    """A key more is a tighter constraint, a key less a looser one."""
    yield from (_change(table, "", name, each, None, Level.MINOR) for each in old if each not in new)
    yield from (_change(table, "", name, None, each, Level.MAJOR) for each in new if each not in old)


def _properties(table: str, column: str, old: Json, new: Json) -> Iterator[Change]:
    for name, one, two in _differing(old, new):
        if name in _FIXED:
            level = Level.MINOR if name == _PROMISE and one is None else Level.MAJOR
            yield _change(table, column, name, one, two, level)
        elif name not in _NOT_COMPARED:
            yield _change(table, column, name, one, two, Level.PATCH, "wording")


def _change(
    table: str, owner: str, name: str, old: Any, new: Any, level: Level, kind: Kind = "schema"
) -> Change:
    place = f"{owner}.{name}" if owner else name
    return Change(kind, "property", level, table, "", place, _shown(old), _shown(new))


def _differing(old: Json, new: Json) -> Iterator[tuple[str, Any, Any]]:
    """The properties that differ, with both values; None where there is none."""
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            yield name, old.get(name), new.get(name)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
