"""The descriptor of a merged dataset, and its table of packages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from ..datapackage.files import json_bytes
from ..datapackage.package import PACKAGES, Json, shipped
from ..lang import sentence
from ..validation.descriptor import content_facts
from .fingerprints import is_shared

_OF_CSV = ("path", "format", "mediatype", "encoding", "bytes", "hash", "dialect")
# The columns of the table of packages, with an example each.
_FIELDS = {
    **{"package": "fengqiao-open", "title": "Fengqiao Open", "version": "0.1.0", "licenses": "CC-BY-4.0"},
    **{"contributors": "fengqiao_open contributors", "source_ids": "fengqiao-2023"},
}


def packages_table(facts: Sequence[Json], sources: Sequence[Sequence[str]]) -> pl.DataFrame:
    """A row per package: where its rows come from and whom to name.

    Args:
        facts: what the descriptor of each package says of it.
        sources: the identifiers of the reports of each.
    """
    rows = []
    for each, ids in zip(facts, sources, strict=True):
        licences = "; ".join(one.get("name") or one.get("path", "") for one in each["licenses"])
        names = (each["name"], each["title"], each["version"])
        rows.append((*names, licences, "; ".join(each["contributors"]), " ".join(ids)))
    return pl.DataFrame(rows, schema=dict.fromkeys(_FIELDS, pl.String()), orient="row")


def manifest(files: Mapping[str, Sequence[str]], folder: Path, facts: Sequence[Json]) -> bytes:
    """The descriptor of a compilation, valid under Data Package v2.

    Args:
        files: the files of each table, relative to the folder.
        folder: the folder of the compilation.
        facts: what the descriptor of each package says of it.
    """
    standard = shipped().descriptor
    licences = {json.dumps(one, sort_keys=True): one for each in facts for one in each["licenses"]}
    descriptor = {
        "$schema": standard["$schema"],
        "name": "government-work-reports",
        **_named("", count=f"{len(facts):,}", table=PACKAGES),
        "version": standard["version"],
        "created": max(filter(None, (each["created"] for each in facts)), default=standard["created"]),
        "licenses": list(licences.values()) or standard["licenses"],
        "resources": [
            {**_but(each, *_OF_CSV), **_located(files[each["name"]], folder), "schema": joined_schema(each)}
            for each in (*standard["resources"], _packages_resource())
        ],
    }
    return json_bytes(descriptor)


def joined_schema(resource: Json) -> Json:
    """The schema of a table as it holds for many packages together.

    What is unique in a package may occur more often here, but for identifiers and the names of shared codes.
    """
    name, schema = str(resource["name"]), resource["schema"]
    fields = [
        each
        if "constraints" not in each or is_shared(name, [str(each["name"])])
        else {**each, "constraints": _but(each["constraints"], "unique")}
        for each in schema["fields"]
    ]
    keys = [each for each in schema.get("uniqueKeys", []) if is_shared(name, each)]
    return {**_but(schema, "uniqueKeys"), "fields": fields, **({"uniqueKeys": keys} if keys else {})}


def _but(owner: Json, *names: str) -> Json:
    """The properties of a descriptor without some."""
    return {name: value for name, value in owner.items() if name not in names}


def _located(paths: Sequence[str], folder: Path) -> dict[str, Any]:
    """Where a table lies; only of a single file do byte count and hash say something."""
    form = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    if len(paths) > 1:
        return {"path": list(paths), **form}
    return {"path": paths[0], **form, **content_facts((folder / paths[0]).read_bytes())}


def _packages_resource() -> Json:
    fields = [
        {"name": name, "type": "string", "example": example, **_named(f"field.{name}.")}
        for name, example in _FIELDS.items()
    ]
    schema = {"fields": fields, "missingValues": [""]}
    return {"name": PACKAGES, "type": "table", **_named("packages."), "schema": schema}


def _named(owner: str, **values: object) -> dict[str, str]:
    """The title and the description of the dataset, its table or a field, in both languages."""
    return {
        f"fq:{part}Zh" if lang == "zh" else part: sentence("compilation", f"{owner}{part}", lang, **values)
        for lang in ("en", "zh")
        for part in ("title", "description")
    }
