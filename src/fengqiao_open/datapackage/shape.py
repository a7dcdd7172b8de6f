"""The descriptor normalised: every property that code reads exists and has its type.

Data Package allows several spellings of one thing, and someone else's descriptor may hold anything. Each
thing gets one spelling here, and what has no usable form is left out; `validate` checks the descriptor as it
is written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

Json = Mapping[str, Any]

# The Python types of properties.
_TYPES: Mapping[str, Any] = {
    **dict.fromkeys(("$schema", "name", "id", "title", "description", "homepage", "version", "created"), str),
    **dict.fromkeys(
        ("image", "format", "mediatype", "encoding", "hash", "type", "label", "fieldsMatch"), str
    ),
    **dict.fromkeys(
        ("fq:titleZh", "fq:descriptionZh", "fq:labelZh", "fq:definition", "fq:definitionZh"), str
    ),
    **dict.fromkeys(("fq:expression", "fq:rights", "fq:rightsZh", "fq:concept", "fq:download"), str),
    **dict.fromkeys(("decimalChar", "groupChar"), str),
    **dict.fromkeys(("keywords", "roles", "fq:idOf", "fq:meaning"), str | list),
    **dict.fromkeys(("trueValues", "falseValues"), str | list),
}
_CONSTRAINTS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("required", "unique"), (bool,)),
    **dict.fromkeys(("minLength", "maxLength"), (int,)),
    "pattern": (str,),
    "enum": (list,),
}
_PLAIN = (str, int, float)
#: The schema of each table that was shaped last, as it is written and in its shape: most packages have the
#: same, and `read_json` reads one schema once.
_LAST: dict[str, tuple[Any, dict[str, Any]]] = {}


def shaped(descriptor: Any, standard: Collection[str] = ()) -> tuple[Json, tuple[Json, ...]]:
    """A descriptor whose resources are its tables, and its other resources, such as files without a schema.

    A resource named as in `standard` is a table even where its schema has no usable form.

    >>> package, others = shaped({"resources": [
    ...     {"name": "x", "path": ["x.csv"], "schema": {"fields": [{"name": "a"}, 3], "primaryKey": "a"}},
    ...     {"name": "report", "path": "report.pdf"}, "y"], "licenses": ["MIT"], "title": {}})
    >>> package["resources"][0]["schema"]
    {'fields': [{'name': 'a', 'type': 'any'}], 'primaryKey': ['a']}
    >>> [each["name"] for each in others], package["licenses"], "title" in package
    (['report'], [], False)
    """
    whole = _texts(descriptor if isinstance(descriptor, dict) else {})
    for name in ("licenses", "sources", "contributors"):
        if name in whole:
            whole[name] = [_texts(each) for each in _objects(whole[name])]
    tables: list[Json] = []
    others: list[Json] = []
    for number, each in enumerate(_objects(whole.get("resources"))):
        resource = _resource(each, number, standard)
        is_table = "schema" in resource or resource["name"] in standard
        if is_table and "path" in resource:
            tables.append({**resource, "schema": resource.get("schema", {"fields": [], "primaryKey": []})})
        else:
            others.append(resource)
    return {**whole, "resources": tables}, tuple(others)


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _strings(value: Any) -> list[str]:
    """One text or a list of texts as a list; nothing where it is neither."""
    if isinstance(value, str):
        return [value]
    whole = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return list(value) if whole else []


def _texts(value: dict[str, Any]) -> dict[str, Any]:
    """An object less the properties that should be texts, or lists of texts, and are not."""
    return {
        name: part if _TYPES.get(name, str) is str else _strings(part)
        for name, part in value.items()
        if isinstance(part, _TYPES.get(name, object))
    }


def _resource(value: dict[str, Any], number: int, standard: Collection[str]) -> dict[str, Any]:
    found = {"name": f"resources/{number}", **_texts(value)}
    paths = _strings(found.pop("path", None))
    if paths:
        found["path"] = paths[0] if len(paths) == 1 else paths
    if not isinstance(found.get("dialect", {}), dict):
        del found["dialect"]
    name, written = str(found["name"]), found.pop("schema", None)
    known, schema = _LAST.get(name, (None, {}))
    if known is None or known is not written:
        schema = _schema(written, name)
        if name in standard:
            _LAST[name] = written, schema
    if schema["fields"]:
        found["schema"] = schema
    return found


def _schema(value: Any, table: str) -> dict[str, Any]:
    written = value if isinstance(value, dict) else {}
    match written.get("fieldsMatch"):
        case [single]:  # the published profile has a list where the standard has one word
            written = {**written, "fieldsMatch": single}
    found = _texts(written)
    fields = [_field(each) for each in _objects(found.get("fields")) if isinstance(each.get("name"), str)]
    names = {each["name"] for each in fields}
    found["fields"] = fields
    found["primaryKey"] = [each for each in _strings(found.get("primaryKey")) if each in names]
    if "missingValues" in found:
        found["missingValues"] = _missing_values(found["missingValues"])
    if "uniqueKeys" in found:
        keys = found["uniqueKeys"] if isinstance(found["uniqueKeys"], list) else []
        found["uniqueKeys"] = [key for each in keys if (key := _strings(each)) and names.issuperset(key)]
    if "foreignKeys" in found:
        links = (_foreign_key(each, table) for each in _objects(found["foreignKeys"]))
        found["foreignKeys"] = [each for each in links if each and names.issuperset(each["fields"])]
    return found


def _missing_values(value: Any) -> list[str]:
    """Missing values as texts: the standard allows labels too."""
    listed = value if isinstance(value, list) else []
    values = (each.get("value") if isinstance(each, dict) else each for each in listed)
    return [each for each in values if isinstance(each, str)]


def _foreign_key(value: dict[str, Any], table: str) -> dict[str, Any] | None:
    """A foreign key with lists of columns; one into its own table names no resource."""
    reference = value.get("reference")
    if not isinstance(reference, dict) or not isinstance(resource := reference.get("resource", ""), str):
        return None
    columns, targets = _strings(value.get("fields")), _strings(reference.get("fields"))
    if not columns or len(columns) != len(targets):
        return None
    own = {} if resource in ("", table) else {"resource": resource}
    return {**value, "fields": columns, "reference": {**own, "fields": targets}}


def _field(value: dict[str, Any]) -> dict[str, Any]:
    found = _texts(value)
    found.setdefault("type", "any")
    for name, shape in _OF_FIELD.items():
        if name in found:
            found[name] = shape(found[name])
    if found.get("categories") == []:
        del found["categories"]
    return found


def _constraints(value: Any) -> dict[str, Any]:
    written = value.items() if isinstance(value, dict) else ()
    found = {
        name: part for name, part in written if part != [] and type(part) in _CONSTRAINTS.get(name, _PLAIN)
    }
    if "enum" in found:
        found["enum"] = list(dict.fromkeys(each for each in found["enum"] if isinstance(each, _PLAIN)))
    return found


def _categories(value: Any) -> list[Any]:
    """Codes that are plain values, or objects with one and their words."""
    return [
        _texts(each) if isinstance(each, dict) else each
        for each in (value if isinstance(value, list) else [])
        if isinstance(each.get("value") if isinstance(each, dict) else each, _PLAIN)
    ]


_OF_FIELD: Mapping[str, Callable[[Any], Any]] = {
    "constraints": _constraints,
    "categories": _categories,
    "missingValues": _missing_values,
    "example": lambda value: value if isinstance(value, str) else "" if value is None else str(value)[:100],
}
