"""CSVW: the tables in the words of CSV on the Web, to lie beside `datapackage.json`.

Standard: https://www.w3.org/TR/tabular-metadata/. Foreign keys of columns that may be blank are left out: strict readers
of CSVW take a blank cell for a key that leads nowhere.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ..datapackage.facts import Facts
from ..datapackage.package import Json

_TYPES = {
    "string": "string",
    "integer": "integer",
    "year": "integer",  # not gYear, of which csvwvalidate looks at nothing
    "number": "decimal",
    "boolean": "boolean",
    "date": "date",
}
_BOUNDS = ("minimum", "maximum", "minLength", "maxLength")


def table_group(facts: Facts) -> bytes:
    """The file, JSON in UTF-8; paths are relative to the folder of the package.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.datapackage.facts import read_facts
    >>> json.loads(table_group(read_facts(shipped())))["tables"][0]["url"]
    'data/sources.csv'
    """
    paths = {each["name"]: each["path"] for each in facts.resources}
    made = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": _texts(facts.title.en, facts.title.zh),
        "dc:description": _texts(facts.description.en, facts.description.zh),
        "dc:identifier": facts.identifier,
        "dc:license": {"@id": facts.licence.path},
        "dc:publisher": _texts(facts.publisher.en, facts.publisher.zh),
        "dc:modified": facts.created,
        "dcat:landingPage": {"@id": facts.homepage},
        "tables": [_table(each, paths) for each in facts.resources],
    }
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _table(resource: Json, paths: dict[str, str]) -> Json:
    schema = resource["schema"]
    required = {field["name"] for field in schema["fields"] if field.get("constraints", {}).get("required")}
    dialect = resource.get("dialect", {})
    return {
        "url": resource["path"],
        "dc:title": _texts(resource["title"], resource["fq:titleZh"]),
        "dc:description": _texts(resource["description"], resource["fq:descriptionZh"]),
        "dialect": {
            "delimiter": dialect.get("delimiter", ","),
            "lineTerminators": dialect.get("lineTerminator", "\n"),
            "encoding": resource["encoding"],
            "header": True,
        },
        "tableSchema": {
            "columns": [_column(field) for field in schema["fields"]],
            "primaryKey": schema["primaryKey"],
            "foreignKeys": [
                _foreign_key(key, resource, paths)
                for key in schema.get("foreignKeys", ())
                if required.issuperset(key["fields"])
                and (key["reference"].get("resource") or resource["name"]) in paths
            ],
        },
    }


def _column(field: Json) -> Json:
    constraints = field.get("constraints", {})
    return {
        "name": field["name"],
        "titles": field["name"],
        "dc:title": _texts(field["title"], field["fq:titleZh"]),
        "dc:description": _texts(field["description"], field["fq:descriptionZh"]),
        "required": bool(constraints.get("required")),
        "datatype": _datatype(field["type"], constraints),
    }


def _datatype(kind: str, constraints: Json) -> Json:
    """The type with its bounds; a list of codes becomes a pattern, which is all that CSVW has for it."""
    found: dict[str, Any] = {"base": _TYPES.get(kind, "string")}
    found |= {bound: constraints[bound] for bound in _BOUNDS if bound in constraints}
    if kind == "string" and "enum" in constraints:
        found["format"] = "|".join(re.escape(code) for code in constraints["enum"])
    elif kind == "string" and "pattern" in constraints:
        found["format"] = constraints["pattern"]
    elif kind == "boolean":
        found["format"] = "true|false"
    return found


def _foreign_key(key: Json, resource: Json, paths: dict[str, str]) -> Json:
    reference = key["reference"]
    return {
        "columnReference": key["fields"],
        "reference": {
            "resource": paths[reference.get("resource") or resource["name"]],
            "columnReference": reference["fields"],
        },
    }


def _texts(en: str, zh: str) -> list[Json]:
    return [{"@value": en, "@language": "en"}, {"@value": zh, "@language": "zh"}]
