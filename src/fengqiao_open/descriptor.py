"""The descriptor: valid under the Data Package v2 profile, complete, equal to the standard, true of its files."""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from .characters import composed, visible
from .corrupttexts import in_descriptor
from .files import read_plain
from .findings import Finding
from .markup import check_texts
from .package import LARGE, Json, Package, PackageError

DESCRIBED = ("title", "description", "example", "fq:titleZh", "fq:descriptionZh")
# A descriptor that is wrong throughout is not told place by place.
_MOST_FAULTS = 200
# What decides which cells a table may hold and how they are read; all else only describes.
_OF_FIELD = (
    "type", "format", "constraints", "categories", "missingValues", "trueValues", "falseValues", "decimalChar",
    "groupChar", "bareNumber",
)  # fmt: skip
_OF_SCHEMA = ("primaryKey", "uniqueKeys", "foreignKeys", "missingValues", "fieldsMatch", "fq:idOf")
_OF_TABLE = ("type", "format", "encoding", "dialect", "fq:generated", "fq:mayBeEmpty")
# Both validators find nothing wrong with it.
_SHORT: Json = {"fields": [{"name": "key", "type": "string"}]}
_LABELS = {"label", "fq:labelZh", "fq:definition", "fq:definitionZh"}


@lru_cache(maxsize=1)
def profile() -> Json:
    """The official JSON Schema of Data Package v2, as published (MIT, Open Knowledge Foundation)."""
    found: Json = json.loads((Path(__file__).parent / "profiles" / "datapackage-2.0.json").read_text("utf-8"))
    return found


def check_descriptor(package: Package, standard: Package) -> list[Finding]:
    """Findings on the descriptor itself: by the official profile, by frictionless, and against the standard tables."""
    own = _less_standard_schemas(package, standard)
    found = [*_repeats(package), *_by_profile(own), *_by_frictionless(own), *check_texts(package)]
    if package.descriptor is not standard.descriptor:
        found += in_descriptor(package.descriptor)
    for name in standard.tables:
        if name not in package.tables:
            found.append(Finding("FQ-D03", values={"table": name}))
            continue
        found += _undescribed(package, name)
        if package.descriptor is not standard.descriptor:
            found += _differences(name, package.resource(name), standard.resource(name))
    return found


def _less_standard_schemas(package: Package, standard: Package) -> Package:
    """The package with a short schema in place of each that is the standard's, which is known to be sound.

    Most packages have nothing but such schemas, and looking through them takes longer than all other checks.
    """
    if package.descriptor is standard.descriptor:
        return package
    known = {str(each["name"]): each["schema"] for each in standard.descriptor["resources"]}
    resources = [
        {**each, "schema": _SHORT} if each["schema"] == known.get(str(each["name"])) else each
        for each in package.descriptor["resources"]
    ]
    return replace(package, descriptor={**package.descriptor, "resources": resources})


def _repeats(package: Package) -> Iterator[Finding]:
    """Names that stand twice: properties of one object, tables, their files, and the fields of a table."""
    for name, count, owner in package.repeated:
        yield _repeat(("Property", "属性"), name, count, owner)
    resources = package.descriptor["resources"]
    yield from _alike(("Table", "表"), (str(each["name"]) for each in resources))
    yield from _alike(("Path", "路径"), (posixpath.normpath(str(each["path"])) for each in resources))
    for each in resources:
        fields = (str(field["name"]) for field in each["schema"]["fields"])
        yield from _alike(("Field", "字段"), fields, str(each["name"]))


def _alike(thing: tuple[str, str], names: Iterable[str], owner: str = "") -> Iterator[Finding]:
    """Names that are one where capitals, or the forms of Unicode, are not told apart."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(composed(composed(name).casefold()), []).append(name)
    for group in found.values():
        if len(group) > 1:
            yield _repeat(thing, ", ".join(dict.fromkeys(group)), len(group), owner)


def _repeat(thing: tuple[str, str], name: str, count: int, owner: str) -> Finding:
    place = visible(owner)
    words = {"thing_en": thing[0], "thing_zh": thing[1], "name": visible(name), "count": str(count)}
    if place:
        words |= {"place_en": f" in “{place}”", "place_zh": f"在“{place}”中"}
    return Finding("FQ-D09", values=words)


def _by_profile(package: Package) -> Iterator[Finding]:
    import jsonschema

    validator = jsonschema.Draft7Validator(dict(profile()))
    for number, problem in enumerate(validator.iter_errors(package.descriptor)):
        if number == _MOST_FAULTS:
            words = {
                "problem_en": f"More than {number} faults; the first {number} are listed.",
                "problem_zh": f"错误超过 {number} 处，只列出前 {number} 处。",
            }
            yield Finding("FQ-D02", values={"place": "/", **words})
            break
        problem = _closest(problem)
        place = "/".join(str(part) for part in problem.absolute_path) or "/"
        yield Finding("FQ-D02", values={"place": visible(place), "problem": _short(problem.message)})


def _closest(problem: Any) -> Any:
    """Of a choice that fails on every branch, the fault in the branch of the field's own type."""
    wrong_type = {
        error.schema_path[0] for error in problem.context if list(error.absolute_path)[-1:] == ["type"]
    }
    near = [error for error in problem.context if error.schema_path[0] not in wrong_type]
    return _closest(near[0]) if near else problem


def _by_frictionless(package: Package) -> Iterator[Finding]:
    """What frictionless refuses and the profile lets pass, such as a constraint that its type cannot have."""
    from frictionless import FrictionlessException, Schema

    for resource in package.descriptor["resources"]:
        try:
            Schema.from_descriptor(dict(resource["schema"]))
        except FrictionlessException as problem:
            for error in problem.reasons or [problem.error]:
                yield Finding(
                    "FQ-D02",
                    visible(str(resource["name"])),
                    values={"place": "schema", "problem": _short(error.note)},
                )
        except Exception as problem:  # frictionless trips over shapes that the profile has already reported
            yield Finding(
                "FQ-D02",
                visible(str(resource["name"])),
                values={"place": "schema", "problem": _short(str(problem))},
            )


def _short(text: str) -> str:
    return visible(text if len(text) <= 300 else f"{text[:300]}…")


def _undescribed(package: Package, name: str) -> Iterator[Finding]:
    for field in package.fields(name):
        for wanted in DESCRIBED:
            if field.get(wanted) in (None, ""):
                column = visible(str(field["name"]))
                yield Finding("FQ-D05", name, column=column, values={"field": column, "property": wanted})


def _differences(name: str, own: Json, wanted: Json) -> Iterator[Finding]:
    """Where a table's fields, types, keys, constraints or way of reading are not those of the standard."""
    yield from _other_fields(name, own["schema"]["fields"], wanted["schema"]["fields"])
    fields = {str(field["name"]): field for field in own["schema"]["fields"]}
    for field in wanted["schema"]["fields"]:
        if field["name"] in fields:
            yield from _other_parts(name, field["name"], _OF_FIELD, fields[field["name"]], field)
    yield from _other_parts(name, "", _OF_SCHEMA, own["schema"], wanted["schema"])
    yield from _other_parts(name, "", _OF_TABLE, own, wanted)


def _other_fields(name: str, own: list[Json], wanted: list[Json]) -> Iterator[Finding]:
    """Fields that are missing, unknown, or in another order."""
    names, known = [str(field["name"]) for field in own], [str(field["name"]) for field in wanted]
    for column in known:
        if column not in names:
            yield _difference(name, column, "fields", "-", column)
    unknown = [column for column in dict.fromkeys(names) if column not in known]
    for column in unknown[:_MOST_FAULTS]:
        yield _difference(name, visible(column), "fields", column, "-")
    if names != known and sorted(names) == sorted(known):
        at = next(at for at, column in enumerate(known) if names[at] != column)
        yield _difference(name, "", f"fields/{at}", names[at], known[at])


def _other_parts(name: str, column: str, parts: Iterable[str], own: Json, wanted: Json) -> Iterator[Finding]:
    """What a table, its schema or a field of it says otherwise than the standard."""
    for part in parts:
        found, meant = own.get(part), wanted.get(part)
        if part == "categories":
            found, meant = _codes(found), _codes(meant)
        if part == "dialect" and isinstance(meant, dict) and isinstance(found, dict | None):
            found = {**meant, **(found or {})}  # what is left out is as the standard has it
        if found != meant:
            yield _difference(name, column, part, found, meant)


def _codes(categories: Any) -> Any:
    """Categories without their labels."""
    if not isinstance(categories, list):
        return categories
    return [
        {part: value for part, value in each.items() if part not in _LABELS}
        if isinstance(each, dict)
        else each
        for each in categories
    ]


def _difference(name: str, column: str, part: str, found: Any, wanted: Any) -> Finding:
    label = f"{column}.{part}" if column else part
    shown = {"actual": _json(found), "wanted": _json(wanted)}
    return Finding("FQ-D06", name, column=column, values={"property": label, **shown})


def _json(value: Any) -> str:
    return _short(value) if isinstance(value, str) else _short(json.dumps(value, ensure_ascii=False))


def content_facts(data: bytes) -> dict[str, Any]:
    """What a descriptor records of a file's content: its byte count and hash."""
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def check_files(package: Package) -> list[Finding]:
    """Files whose byte count or hash is not what the descriptor records."""
    found = []
    for name in package.tables:
        resource = package.resource(name)
        try:
            facts = _file_facts(package.path(name), resource)
        except (OSError, PackageError):  # what keeps a file from being read is found with its rows
            continue
        for property_, actual in facts.items():
            if resource.get(property_) != actual:
                words = {
                    "property": property_,
                    "actual": str(actual),
                    "recorded": str(resource.get(property_)),
                }
                found.append(Finding("FQ-D04", name, values=words))
                break
    return found


def _file_facts(path: Path, resource: Json) -> dict[str, Any]:
    """Byte count and hash of a file; a large one is not held, nor hashed where its byte count is another already."""
    size = path.stat().st_size
    if not path.is_file() or size <= LARGE:
        return content_facts(read_plain(path))
    if resource.get("bytes") != size:
        return {"bytes": size}
    with path.open("rb") as file:
        return {"bytes": size, "hash": f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"}
