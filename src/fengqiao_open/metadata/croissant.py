"""Croissant 1.1: the tables as record sets that machine-learning libraries load.

Standard: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html. It adds files and record sets to
a schema.org Dataset. Foreign keys are not declared as `references`: loaders take them as orders to join, and
fail where a table refers to itself.
"""

from __future__ import annotations

from ..citing.styles import bibtex_data
from ..datapackage.facts import Facts
from ..datapackage.package import Json
from ..datapackage.schema import Field, Resource
from .schemaorg import dataset

_VERSION = "http://mlcommons.org/croissant/1.1"
_TERMS = (
    "arrayShape",
    "citeAs",
    "column",
    "containedIn",
    "equivalentProperty",
    "extract",
    "field",
    "fileObject",
    "fileProperty",
    "fileSet",
    "format",
    "includes",
    "isArray",
    "isLiveDataset",
    "jsonPath",
    "key",
    "md5",
    "parentField",
    "path",
    "recordSet",
    "references",
    "regex",
    "repeated",
    "replace",
    "samplingRate",
    "separator",
    "source",
    "subField",
    "transform",
)
#: The context of the standard, by which loaders know the version of its terms.
CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    "description": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _TERMS},
}


def croissant(facts: Facts) -> Json:
    """The file, as JSON-LD: a file object and a record set for each table.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.datapackage.facts import read_facts
    >>> len(croissant(read_facts(shipped()))["recordSet"])
    21
    """
    return {
        **dataset(facts),
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": _VERSION,
        "citeAs": bibtex_data(facts, "en"),
        "distribution": [_file(facts, each) for each in facts.resources],
        "recordSet": [_record_set(each) for each in facts.resources],
    }


def _file(facts: Facts, resource: Json) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": _file_id(resource),
        "name": _file_id(resource),
        "description": resource["description"],
        "contentUrl": facts.address(resource),
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": resource["mediatype"],
        "sha256": str(resource["hash"]).removeprefix("sha256:"),
    }


def _file_id(resource: Json) -> str:
    return f"{resource['name']}.{resource['format']}"


def _record_set(resource: Json) -> Json:
    table = Resource.of(resource)
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description.en,
        "key": [{"@id": f"{table.name}/{column}"} for column in table.primary_key],
        "field": [_field(resource, field) for field in table.fields],
    }


def _field(resource: Json, field: Field) -> Json:
    return {
        "@type": "cr:Field",
        "@id": f"{resource['name']}/{field.name}",
        "name": field.name,
        "description": field.description.en,
        "dataType": field.data_type.croissant,
        "source": {"fileObject": {"@id": _file_id(resource)}, "extract": {"column": field.name}},
    }
