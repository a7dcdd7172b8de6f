"""The official JSON Schema of Data Package v2."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from .equivalence import FIELDS_MATCH
from .package import Json


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


def conforms(descriptor: object) -> bool:
    """Whether a descriptor conforms to the profile."""
    import jsonschema

    return jsonschema.Draft7Validator(dict(profile())).is_valid(descriptor)
