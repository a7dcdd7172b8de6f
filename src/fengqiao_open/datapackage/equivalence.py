"""The meaning of a property of a table's descriptor: two spellings of one thing have one meaning."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

FIELDS_MATCH = ("exact", "equal", "subset", "superset", "partial")
# What is meant where nothing is written.
_DEFAULTS: Mapping[str, Any] = {
    "format": "default",
    "missingValues": [""],
    "trueValues": ["true", "True", "TRUE", "1"],
    "falseValues": ["false", "False", "FALSE", "0"],
    "decimalChar": ".",
    "groupChar": "",
    "bareNumber": True,
    "fieldsMatch": "exact",
    "encoding": "utf-8",
}
_DIALECT: Mapping[str, Any] = {
    "header": True,
    "headerRows": [1],
    "headerJoin": " ",
    "commentRows": [],
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}
# How lines end is seen in the file itself.
_NO_READING = ("lineTerminator", "$schema", "csvddfVersion", "caseSensitiveHeader")
_LABELS = {"label", "fq:labelZh", "fq:definition", "fq:definitionZh"}


def meaning(part: str, value: Any) -> Any:
    """What a property of a table, a schema or a field means; equal for all spellings of one thing.

    >>> meaning("constraints", {"required": False, "minimum": "1.0"})
    {'minimum': Decimal('1')}
    >>> meaning("encoding", "UTF8") == meaning("encoding", None)
    True
    """
    if value is None or value == "":
        value = _DEFAULTS.get(part)
    return _READINGS[part](value) if part in _READINGS else value


def dialect(value: Any) -> dict[str, Any]:
    """A dialect with its defaults, less what says nothing of how a file is read."""
    written = value if isinstance(value, dict) else {}
    found = {name: part for name, part in written.items() if name not in _NO_READING and part is not None}
    return {**_DIALECT, **found}


def _constraints(value: Any) -> dict[str, Any]:
    found = {name: part for name, part in (value or {}).items() if part is not False}
    return {name: _as_set(part) if name == "enum" else _bound(part) for name, part in found.items()}


def _bound(value: Any) -> Any:
    """A number in any of its spellings as one; texts that are none as they are."""
    try:
        return value if isinstance(value, bool) else Decimal(str(value)).normalize()
    except InvalidOperation:
        return value


def _categories(value: Any) -> list[Any] | None:
    """Categories without their labels: a plain code and an object with nothing but it are one."""
    if not value:
        return None
    whole = (each if isinstance(each, dict) else {"value": each} for each in value)
    return [{name: part for name, part in each.items() if name not in _LABELS} for each in whole]


def _encoding(value: Any) -> str:
    try:
        return codecs.lookup(str(value)).name
    except (LookupError, ValueError):
        return str(value)


def _as_set(values: Iterable[Any] | None) -> list[str]:
    return sorted({json.dumps(each, sort_keys=True) for each in values or ()})


_READINGS: Mapping[str, Callable[[Any], Any]] = {
    "constraints": _constraints,
    "categories": _categories,
    "encoding": _encoding,
    "dialect": dialect,
    "missingValues": _as_set,
    "trueValues": _as_set,
    "falseValues": _as_set,
    "uniqueKeys": lambda keys: _as_set(map(sorted, keys or ())),
    "foreignKeys": lambda keys: _as_set(
        {name: each[name] for name in ("fields", "reference")} for each in keys or ()
    ),
    "fq:idOf": lambda value: value or [],
    "fq:generated": bool,
    "fq:mayBeEmpty": bool,
    "bareNumber": bool,
    "type": lambda value: "table" if value is None else value,
    "format": lambda value: {"default": "csv"}.get(str(value).lower(), str(value).lower()),
}
