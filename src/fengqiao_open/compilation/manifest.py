"""The descriptor of a merged dataset, and its table of packages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from ..datapackage.package import PACKAGES, Json, shipped
from ..lang import sentence
from ..validation.descriptor import content_facts
from .fingerprints import is_shared

_OF_CSV = ("path", "format", "mediatype", "encoding", "bytes", "hash", "dialect")
# The columns of the table of packages, with an example each.
_FIELDS = {
    "package": "fengqiao-open",
    "title": "Fengqiao Open",
    "version": "0.1.0",
    "licenses": "CC-BY-4.0",
    "contributors": "fengqiao_open contributors",
    "source_ids": "fengqiao-2023",
}


def packages_table(facts: Sequence[Json], sources: Sequence[Sequence[str]]) -> pl.DataFrame:
    """A row per package: where its rows come from and whom to name.

    Args:
        facts: what the descriptor of each package says of it.
        sources: the identifiers of the reports of each.
    """
    rows = [
        {
            "package": each["name"],
            "title": each["title"],
            "version": each["version"],
            "licenses": "; ".join(one.get("name") or one.get("path", "") for one in each["licenses"]),
            "contributors": "; ".join(each["contributors"]),
            "source_ids": " ".join(ids),
        }
        for each, ids in zip(facts, sources, strict=True)
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(_FIELDS, pl.String()))


def manifest(files: Mapping[str, Sequence[str]], folder: Path, facts: Sequence[Json]) -> bytes:
    """The descriptor of a compilation, valid under Data Package v2.

    Args:
        files: the files of each table, relative to the folder.
        folder: the folder of the compilation.
        facts: what the descriptor of each package says of it.
    """
    standard = shipped().descriptor
    count = f"{len(facts):,}"
    licences = {json.dumps(one, sort_keys=True): one for each in facts for one in each["licenses"]}
    descriptor = {
        "$schema": standard["$schema"],
        "name": "government-work-reports",
        **_named("", count=count, table=PACKAGES),
        "version": standard["version"],
        "created": max((each["created"] for each in facts if each["created"]), default=standard["created"]),
        "licenses": list(licences.values()) or standard["licenses"],
        "resources": [
            {**_without_files(each), **_located(files[each["name"]], folder), "schema": joined_schema(each)}
            for each in (*standard["resources"], _packages_resource())
        ],
    }  # fmt: skip
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def joined_schema(resource: Json) -> Json:
    """The schema of a table as it holds for many packages together.

    What may stand once in a package may stand more often here, but for identifiers and the names of shared codes.
    """
    name, schema = str(resource["name"]), resource["schema"]
    fields = [
        each if "constraints" not in each or is_shared(name, [str(each["name"])]) else _not_unique(each)
        for each in schema["fields"]
    ]
    keys = [each for each in schema.get("uniqueKeys", []) if is_shared(name, each)]
    others = {part: value for part, value in schema.items() if part != "uniqueKeys"}
    return {**others, "fields": fields, **({"uniqueKeys": keys} if keys else {})}


def _not_unique(column: Json) -> Json:
    constraints = {name: part for name, part in column["constraints"].items() if name != "unique"}
    return {**column, "constraints": constraints}


def _without_files(resource: Json) -> Json:
    return {name: part for name, part in resource.items() if name not in _OF_CSV}


def _located(paths: Sequence[str], folder: Path) -> dict[str, Any]:
    """Where a table lies; only of a single file do byte count and hash say something."""
    found: dict[str, Any] = {
        "path": list(paths),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    }
    if len(paths) == 1:
        found |= {"path": paths[0], **content_facts((folder / paths[0]).read_bytes())}
    return found


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
