"""The official JSON Schema of Data Package v2."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from .equivalence import FIELDS_MATCH
from .package import Json, listed


@lru_cache(maxsize=1)
def profile() -> Json:
    """The official JSON Schema of Data Package v2 (MIT, Open Knowledge Foundation).

    The published schema has `fieldsMatch` as a list where the standard has one word, and lacks the type
    `list`: both forms are allowed.
    """
    found: Json = json.loads((Path(__file__).parent / "profiles" / "datapackage-2.0.json").read_text("utf-8"))
    schema = found["properties"]["resources"]["items"]["properties"]["schema"]["properties"]
    word = {"type": "string", "enum": list(FIELDS_MATCH)}
    schema["fieldsMatch"] = {"anyOf": [word, {"type": "array", "items": word, "minItems": 1, "maxItems": 1}]}
    kinds = schema["fields"]["items"]["oneOf"]
    array = next(each for each in kinds if each["properties"]["type"]["enum"] == ["array"])
    kinds.append({**array, "properties": {**array["properties"], "type": {"enum": ["list"]}}})
    return found


class _DoubtError(Exception):
    """What only jsonschema can tell."""


def conforms(descriptor: object) -> bool:
    """Whether a descriptor conforms to the profile.

    jsonschema, which takes twenty times as long, is asked only where numbers have to be compared.

    >>> conforms({"resources": [{"name": "t", "path": "t.csv"}]}), conforms({"resources": []})
    (True, False)
    """
    try:
        return _meets(profile(), descriptor)
    except _DoubtError:
        import jsonschema

        return bool(jsonschema.Draft7Validator(dict(profile())).is_valid(descriptor))


def _meets(schema: Json, value: Any) -> bool:
    return all(_KEYWORDS[name](wanted, value) for name, wanted in schema.items() if name in _KEYWORDS)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_unique(listed: list[Any]) -> bool:
    """Whether no two of some texts, or lists of texts, are equal; of numbers, 1 and 1.0 are."""
    plain = [tuple(each) if isinstance(each, list) else (each,) for each in listed]
    if not all(isinstance(part, str) for each in plain for part in each):
        raise _DoubtError
    return len(set(plain)) == len(plain)


_TYPES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "number": _is_number,
    "integer": lambda value: _is_number(value) and value % 1 == 0,
}
#: What the profile asks with: the argument of a keyword, and the value that is held to it.
_KEYWORDS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "type": lambda names, value: any(_TYPES[name](value) for name in listed(names)),
    "enum": lambda codes, value: isinstance(value, str) and value in codes,
    "pattern": lambda form, value: not isinstance(value, str) or re.search(form, value) is not None,
    "minimum": lambda bound, value: not _is_number(value) or value >= bound,
    "required": lambda names, value: not isinstance(value, dict) or value.keys() >= set(names),
    "properties": lambda parts, value: (
        not isinstance(value, dict)
        or all(_meets(parts[name], part) for name, part in value.items() if name in parts)
    ),
    "minProperties": lambda least, value: not isinstance(value, dict) or len(value) >= least,
    "items": lambda schema, value: not isinstance(value, list) or all(_meets(schema, each) for each in value),
    "minItems": lambda least, value: not isinstance(value, list) or len(value) >= least,
    "maxItems": lambda most, value: not isinstance(value, list) or len(value) <= most,
    "uniqueItems": lambda asked, value: not (asked and isinstance(value, list)) or _is_unique(value),
    "anyOf": lambda choices, value: any(_meets(each, value) for each in choices),
    "oneOf": lambda choices, value: sum(_meets(each, value) for each in choices) == 1,
}
