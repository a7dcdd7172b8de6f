"""Croissant 1.0: the tables as record sets that machine-learning libraries load.

Standard: https://docs.mlcommons.org/croissant/. Built by mlcroissant, which refuses what its own checks
refuse. Foreign keys are not declared as `references`: loaders take them as orders to join, and fail where a
table refers to itself.
"""

from __future__ import annotations

import datetime
from typing import Any

import mlcroissant as mlc

from ..citing.styles import bibtex_data
from ..datapackage.facts import Facts
from ..datapackage.package import Json
from ..datapackage.schema import Field, Resource


def croissant(facts: Facts) -> Json:
    """The file, as JSON-LD: a file object and a record set for each table.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.datapackage.facts import read_facts
    >>> len(croissant(read_facts(shipped()))["recordSet"])
    20
    """
    created = datetime.datetime.fromisoformat(facts.created)
    made: Json = mlc.Metadata(
        name=facts.title.en,
        description=facts.description.en,
        url=facts.homepage,
        cite_as=bibtex_data(facts, "en"),
        version=facts.version,
        license=[facts.licence.path],
        creators=[mlc.Organization(name=each.en) for each in facts.creators],
        publisher=[mlc.Organization(name=facts.publisher.en)],
        keywords=list(facts.keywords),
        in_language=[each.code for each in facts.languages],
        date_published=created,
        date_modified=created,
        distribution=[_file(facts, each) for each in facts.resources],
        record_sets=[_record_set(each) for each in facts.resources],
    ).to_json()
    return made


def _file(facts: Facts, resource: Json) -> Any:
    return mlc.FileObject(
        id=_file_id(resource),
        name=_file_id(resource),
        description=resource["description"],
        content_url=facts.address(resource),
        content_size=f"{resource['bytes']} B",
        encoding_formats=[resource["mediatype"]],
        sha256=str(resource["hash"]).removeprefix("sha256:"),
    )


def _file_id(resource: Json) -> str:
    return f"{resource['name']}.{resource['format']}"


def _record_set(resource: Json) -> Any:
    table = Resource.of(resource)
    return mlc.RecordSet(
        id=table.name,
        name=table.name,
        description=table.description.en,
        key=[f"{table.name}/{column}" for column in table.primary_key],
        fields=[_field(resource, field) for field in table.fields],
    )


def _field(resource: Json, field: Field) -> Any:
    source = mlc.Source(file_object=_file_id(resource), extract=mlc.Extract(column=field.name))
    return mlc.Field(
        id=f"{resource['name']}/{field.name}",
        name=field.name,
        description=field.description.en,
        data_types=[getattr(mlc.DataType, field.data_type.croissant)],
        source=source,
    )
