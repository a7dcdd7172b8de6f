"""Holds reports in JSON against the schema that is published beside the library."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from fengqiao_open import Report


def schema() -> dict[str, Any]:
    """The published schema."""
    found: dict[str, Any] = json.loads(
        (files("fengqiao_open") / "render" / "report.schema.json").read_text("utf-8")
    )
    return found


def problems(report: Report) -> list[str]:
    """What of a report the schema does not allow, or does not describe."""
    return [
        f"{error.json_path}: {error.message}"
        for error in _validator().iter_errors(json.loads(report.to_json()))
    ]


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(_closed(schema()))


def _closed(part: Any) -> Any:
    """The schema without room for a property that it does not describe."""
    if isinstance(part, list):
        return [_closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    closed = {name: _closed(each) for name, each in part.items()}
    return closed | {"additionalProperties": False} if "properties" in part and "required" in part else closed
