"""The descriptor of a merged dataset, and its table of packages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from ..datapackage.package import PACKAGES, Json, shipped
from ..validation.descriptor import content_facts
from .fingerprints import is_shared

_OF_CSV = ("path", "format", "mediatype", "encoding", "bytes", "hash", "dialect")
_FIELDS = (
    ("package", "Package", "Name of the package.", "数据包", "数据包的名称。", "fengqiao-open"),
    ("title", "Title", "Title of the package.", "标题", "数据包的标题。", "Fengqiao Open"),
    ("version", "Version", "Version of the package.", "版本", "数据包的版本。", "0.1.0"),
    ("licenses", "Licences", "Its licences, separated by semicolons.", "许可", "许可，以分号分隔。", "CC-BY-4.0"),
    ("contributors", "Contributors", "Its contributors, separated by semicolons.", "贡献者", "贡献者，以分号分隔。", "fengqiao_open contributors"),
    ("source_ids", "Sources", "Identifiers of its reports, separated by spaces.", "来源编号", "所含报告的编号，以空格分隔。", "fengqiao-2023"),
)  # fmt: skip


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
    return pl.DataFrame(rows, schema=dict.fromkeys((name for name, *_ in _FIELDS), pl.String()))


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
        "title": f"Government work reports of Chinese towns: a compilation of {count} packages",
        "version": standard["version"],
        "created": max((each["created"] for each in facts if each["created"]), default=standard["created"]),
        "description": (
            f"The tables of {count} packages, joined under one set of code lists.\n\nWhom to name, and under which "
            f"licence each package may be used, stands in the table `{PACKAGES}`."
        ),
        "licenses": list(licences.values()) or standard["licenses"],
        "fq:titleZh": f"乡镇政府工作报告汇编（{count} 个数据包）",
        "fq:descriptionZh": f"{count} 个数据包的各表，合用一套代码表。\n\n各数据包的署名和许可见 {PACKAGES} 表。",
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
        {
            "name": name, "type": "string", "title": title, "description": description, "example": example,
            "fq:titleZh": title_zh, "fq:descriptionZh": description_zh,
        }
        for name, title, description, title_zh, description_zh, example in _FIELDS
    ]  # fmt: skip
    return {
        "name": PACKAGES,
        "type": "table",
        "title": "Packages",
        "description": "One row per package that the compilation was made from.",
        "fq:titleZh": "数据包",
        "fq:descriptionZh": "每行一个汇编所用的数据包。",
        "schema": {"fields": fields, "missingValues": [""]},
    }
