"""CSVW: the tables in the words of CSV on the Web, to lie beside `datapackage.json`.

Standard: https://www.w3.org/TR/tabular-metadata/. Foreign keys of columns that may be blank are left out:
strict readers of CSVW take a blank cell for a key that leads nowhere.
"""

from __future__ import annotations

import re
from typing import Any

from ..datapackage.facts import Facts
from ..datapackage.package import Json
from ..datapackage.schema import Field, Resource

_BOUNDS = ("minimum", "maximum", "minLength", "maxLength")


def table_group(facts: Facts) -> Json:
    """The file, as JSON; paths are relative to the folder of the package.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.datapackage.facts import read_facts
    >>> table_group(read_facts(shipped()))["tables"][0]["url"]
    'data/sources.csv'
    """
    paths = {each["name"]: each["path"] for each in facts.resources}
    return {
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


def _table(resource: Json, paths: dict[str, str]) -> Json:
    table = Resource.of(resource)
    required = {field.name for field in table.fields if field.required}
    dialect = resource.get("dialect", {})
    return {
        "url": resource["path"],
        "dc:title": _texts(*table.title),
        "dc:description": _texts(*table.description),
        "dialect": {
            "delimiter": dialect.get("delimiter", ","),
            "lineTerminators": dialect.get("lineTerminator", "\n"),
            "encoding": resource["encoding"],
            "header": True,
        },
        "tableSchema": {
            "columns": [_column(field) for field in table.fields],
            "primaryKey": list(table.primary_key),
            "foreignKeys": [
                {
                    "columnReference": list(key.columns),
                    "reference": {"resource": paths[key.table], "columnReference": list(key.targets)},
                }
                for key in table.foreign_keys
                if required.issuperset(key.columns) and key.table in paths
            ],
        },
    }


def _column(field: Field) -> Json:
    return {
        "name": field.name,
        "titles": field.name,
        "dc:title": _texts(*field.title),
        "dc:description": _texts(*field.description),
        "required": field.required,
        "datatype": _datatype(field),
    }


def _datatype(field: Field) -> Json:
    """The type with its bounds; a list of codes becomes a pattern, which is all that CSVW has for it."""
    found: dict[str, Any] = {"base": field.data_type.csvw}
    found |= {bound: field.constraints[bound] for bound in _BOUNDS if bound in field.constraints}
    if field.enum:
        found["format"] = "|".join(map(re.escape, field.enum))
    elif field.type == "string" and "pattern" in field.constraints:
        found["format"] = field.constraints["pattern"]
    elif field.type == "boolean":
        found["format"] = "true|false"
    return found


def _texts(en: str, zh: str) -> list[Json]:
    return [{"@value": en, "@language": "en"}, {"@value": zh, "@language": "zh"}]
