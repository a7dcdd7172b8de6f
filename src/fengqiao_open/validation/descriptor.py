"""Check the descriptor: Data Package v2 profile, completeness, agreement with the standard and the files."""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..datapackage.characters import composed, visible
from ..datapackage.equivalence import meaning
from ..datapackage.files import read_plain
from ..datapackage.package import LARGE, STANDARD, Json, Package, listed, standard_table
from ..datapackage.profile import conforms, profile
from ..findings.report import Finding
from ..lang import both, texts
from ..tabular.canonical_csv import canonical, has_bytes
from ..tabular.corrupted_texts import in_descriptor
from ..tabular.csv import Table, cut_off, other_kind, workbook
from .markup import check_texts
from .particulars import check_particulars

DESCRIBED = ("title", "description", "example", "fq:titleZh", "fq:descriptionZh")
LABELS = tuple(each for each in DESCRIBED if each != "example")
# What a title says besides what is in the column.
_KIND = re.compile(r" (id|code|in Chinese|in English)$|编号$|代码$|（[中英]文）$")
# A descriptor that is wrong throughout is not reported place by place.
_MOST_FAULTS = 200
# What decides which cells a table may hold and how they are read; all else only describes.
_OF_FIELD = (
    *("type", "format", "constraints", "categories", "missingValues", "trueValues", "falseValues"),
    *("decimalChar", "groupChar", "bareNumber"),
)
_OF_SCHEMA = ("primaryKey", "uniqueKeys", "foreignKeys", "missingValues", "fieldsMatch", "fq:idOf")
_OF_TABLE = ("type", "format", "encoding", "dialect", "fq:generated", "fq:mayBeEmpty")
_NO_FIELDS: Json = MappingProxyType({"fields": ()})
_ALGORITHMS = ("md5", "sha1", "sha256", "sha512")


def check_descriptor(
    package: Package, standard: Package, tables: Mapping[str, Table] = MappingProxyType({})
) -> list[Finding]:
    """Findings on the descriptor itself: by the official profile and against the standard tables.

    A package that was made before the standard had a code may leave it out, if none of its `tables` uses it.
    """
    own = _own_parts(package.descriptor, standard)
    found = [
        *_repeats(package, own),
        *_unread(package),
        *_by_profile(_own_parts(package.as_written, standard)),
        *_misplaced_constraints(own),
        *check_texts(own),
        *check_particulars(package.descriptor, tables),
    ]
    if package.descriptor is not standard.descriptor:
        corrupted = list(in_descriptor(own))
        places = {each.values["place"] for each in corrupted}
        # What a wrong decoding made of a text may be invisible.
        found = [each for each in found if each.code != "FQ-D20" or each.values["place"] not in places]
        found += corrupted
    for name in standard.tables:
        if name not in package.tables:
            found.append(Finding("FQ-D03", values={"table": name}))
            continue
        if not package.resource(name)["schema"]["fields"]:
            if name not in dict(package.unread):
                names = standard_table(name).names
                found.append(_difference(name, "", "fields", [], names))
            continue
        resource, wanted = package.resource(name), standard.resource(name)
        if resource["schema"] != wanted["schema"] or package.descriptor is standard.descriptor:
            found += _undescribed(package, name)
        if package.descriptor is not standard.descriptor:
            found += _differences(name, resource, wanted, tables.get(name))
    return found


def _own_parts(descriptor: Any, standard: Package) -> Any:
    """A descriptor without the schemas that are the standard's: these are known to be sound.

    Most packages have no others, and looking through them takes longer than all other checks.
    """
    if descriptor is standard.descriptor or descriptor is standard.as_written:
        return descriptor
    known = {str(each["name"]): each["schema"] for each in standard.descriptor["resources"]}

    def less(resource: Any) -> Any:
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str) or resource.get("schema") != known.get(name, ()):
            return resource
        return {part: value for part, value in resource.items() if part != "schema"}

    return {**descriptor, "resources": [less(each) for each in descriptor["resources"]]}


def _unread(package: Package) -> Iterator[Finding]:
    """Schemas and dialects in files of their own that could not be read."""
    for name, problem in package.unread:
        if "path" in problem.values:
            yield Finding(problem.code, visible(name), values=problem.values)
        else:
            yield Finding("FQ-D02", visible(name), values={"place": "schema", **problem.values})


def _repeats(package: Package, own: Json) -> Iterator[Finding]:
    """Duplicated names: properties of one object, tables, their files, and the fields of a table."""
    for name, count, owner in package.repeated:
        yield _repeat("property", name, count, owner)
    tables = package.descriptor["resources"]
    resources = [*tables, *package.others]
    yield from _alike("table", (str(each["name"]) for each in resources))
    paths = (path for each in resources for path in listed(each.get("path", [])))
    yield from _alike("path", (posixpath.normpath(path) for path in paths))
    for each in own["resources"]:
        fields = (str(field["name"]) for field in each.get("schema", _NO_FIELDS)["fields"])
        yield from _alike("field", fields, str(each["name"]))


def _alike(thing: str, names: Iterable[str], owner: str = "") -> Iterator[Finding]:
    """Names that differ only in upper and lower case, or in the form of Unicode."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(composed(composed(name).casefold()), []).append(name)
    for group in found.values():
        if len(group) > 1:
            yield _repeat(thing, ", ".join(dict.fromkeys(group)), len(group), owner)


def _repeat(thing: str, name: str, count: int, owner: str) -> Finding:
    words = {"thing": thing, "name": visible(name), "count": str(count), "owner": visible(owner)}
    return Finding("FQ-D09", values=words)


def _by_profile(judged: Any) -> Iterator[Finding]:
    if conforms(judged):
        return
    import jsonschema

    validator = jsonschema.Draft7Validator(dict(profile()))
    for number, problem in enumerate(validator.iter_errors(judged)):
        if number == _MOST_FAULTS:
            yield Finding("FQ-D02", values={"case": "many", "count": str(number)})
            break
        problem = _closest(problem)
        place = "/".join(str(part) for part in problem.absolute_path) or "/"
        yield Finding("FQ-D02", values={"place": visible(place), **_problem(problem)})


def _problem(problem: Any) -> dict[str, str]:
    """What the profile does not allow, in both languages; in the words of jsonschema where we have none."""
    key = f"profile.{problem.validator}"
    if key not in texts("errors", "en"):
        return {"problem": _short(problem.message)}
    wanted = problem.validator_value
    if problem.validator == "required":  # of several names, those that are missing come one by one
        wanted = problem.message.rpartition("' is")[0].removeprefix("'")
    words = {"value": _json(problem.instance), "wanted": _json(wanted)}
    return both("errors", key, "problem", **words)


def _closest(problem: Any) -> Any:
    """Of a choice that fails on every branch, the fault in the branch of the field's own type."""
    of_type = (error for error in problem.context if list(error.absolute_path)[-1:] == ["type"])
    wrong_type = {error.schema_path[0] for error in of_type}
    near = [error for error in problem.context if error.schema_path[0] not in wrong_type]
    return _closest(near[0]) if near else problem


def _misplaced_constraints(own: Json) -> Iterator[Finding]:
    """Constraints that Table Schema does not have for the field's type, although its profile accepts them."""
    for resource in own["resources"]:
        for field in resource.get("schema", _NO_FIELDS)["fields"]:
            kind, name = str(field["type"]), visible(str(field["name"]))
            # The profile reports an unknown type, and lacks `unique` for booleans.
            allowed = allowed_constraints().get(kind)
            for each in field.get("constraints", {}):
                if allowed and each not in allowed | {"unique"}:
                    words = {"case": "constraint", "place": f"schema/fields/{name}/constraints"}
                    words |= {"constraint": _short(each), "kind": kind}
                    yield Finding("FQ-D02", visible(str(resource["name"])), values=words)


@lru_cache(maxsize=1)
def allowed_constraints() -> dict[str, frozenset[str]]:
    """The constraints that the standard has for each type."""
    schema = profile()["properties"]["resources"]["items"]["properties"]["schema"]["properties"]
    parts = [each["properties"] for each in schema["fields"]["items"]["oneOf"]]
    return {each["type"]["enum"][0]: frozenset(each["constraints"]["properties"]) for each in parts}


def _short(text: str) -> str:
    return visible(text if len(text) <= 300 else f"{text[:300]}…")


def _undescribed(package: Package, name: str) -> Iterator[Finding]:
    for field in package.fields(name):
        for wanted in DESCRIBED:
            if field.get(wanted) in (None, ""):
                column = visible(str(field["name"]))
                yield Finding("FQ-D05", name, column=column, values={"field": column, "property": wanted})


def _differences(name: str, own: Json, wanted: Json, table: Table | None) -> Iterator[Finding]:
    """Where a table's fields, types, keys, constraints or way of reading are not those of the standard.

    The meaning is compared: another spelling of it, or a default that is written out, is no difference.
    """
    if own["schema"] != wanted["schema"]:
        yield from _other_fields(name, own["schema"]["fields"], wanted["schema"]["fields"])
        fields = {str(field["name"]): field for field in own["schema"]["fields"]}
        for field in wanted["schema"]["fields"]:
            if field["name"] in fields:
                yield from _exchanged_labels(name, fields[field["name"]], wanted["schema"]["fields"])
                listed_codes = _with_codes_of(fields[field["name"]], field, table)
                yield from _other_parts(name, field["name"], _OF_FIELD, fields[field["name"]], listed_codes)
        yield from _other_parts(name, "", _OF_SCHEMA, own["schema"], wanted["schema"])
    yield from _other_parts(name, "", _OF_TABLE, own, wanted)


def _exchanged_labels(name: str, own: Json, known: list[Json]) -> Iterator[Finding]:
    """Titles and descriptions of a field that are those of other fields of its table."""
    right = next(each for each in known if each["name"] == own["name"])
    for part in LABELS if any(own.get(part) != right[part] for part in LABELS) else ():
        text = own.get(part)
        others = {_KIND.sub("", each[label]) for each in known if each is not right for label in LABELS}
        if isinstance(text, str) and text not in right[part] and _KIND.sub("", text) in others:
            yield _difference(name, str(own["name"]), part, text, right[part])


def _with_codes_of(own: Json, wanted: Json, table: Table | None) -> Json:
    """The field of the standard, less the codes that a package leaves out and no cell of the table has."""
    codes, known = _codes(own), _codes(wanted)
    unlisted = {code for code in known if code not in codes}
    column = wanted["name"]
    if not (codes and unlisted) or table is None or column not in table.columns:
        return wanted
    if any(row[column] in unlisted for row in table.rows):
        return wanted
    categories = [each for each in wanted["categories"] if each["value"] in codes]
    kept = [code for code in known if code in codes]
    return {**wanted, "categories": categories, "constraints": {**wanted["constraints"], "enum": kept}}


def _codes(field: Json) -> list[Any]:
    """The codes that a field both allows and describes."""
    allowed = field.get("constraints", {}).get("enum", ())
    listed_codes = field.get("categories") or ()
    described = (each.get("value") if isinstance(each, dict) else each for each in listed_codes)
    return [code for code in described if code in allowed]


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
        if meaning(part, own.get(part)) != meaning(part, wanted.get(part)):
            yield _difference(name, column, part, own.get(part), wanted.get(part))


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
    """Files whose byte count or hash is not what the descriptor records.

    The tables of the standard must have both; of other resources, what is recorded is compared.
    """
    found = []
    for resource in (*package.descriptor["resources"], *package.others):
        name, paths = str(resource["name"]), listed(resource.get("path", []))
        if len(paths) != 1 or not package.inside(paths[0]):
            continue
        algorithm, digest = _hash(resource)
        try:
            facts = _file_facts(package.root / paths[0], resource, algorithm)
        except (OSError, ValueError):  # what keeps a file from being read is found with its rows
            continue
        for property_, actual in facts.items():
            recorded = digest if property_ == "hash" else resource.get(property_)
            if recorded == actual or (recorded is None and name not in STANDARD):
                continue
            if name in STANDARD and _other_format_only(package, name, resource):
                break  # that is a finding of its own, and no cell has changed
            if name in STANDARD and (cut := _cut_off(package, name, recorded)):
                found.append(cut)
                break
            words = {"property": property_, "actual": str(actual), "lost": ""}
            words |= {"recorded": visible(str(recorded))}
            words |= {"case": "unrecorded"} if recorded is None else {}
            found.append(Finding("FQ-D04", visible(name), values=words))
            break
    return found


def _other_format_only(package: Package, name: str, resource: Json) -> bool:
    """Whether a file has the recorded content in another CSV format."""
    path = package.path(name)
    if path.suffix.lower() != ".csv" or path.stat().st_size > LARGE:
        return False
    text, found = canonical(name, read_plain(path), package.schema(name).names)
    return bool(found) and content_facts(text.encode()) == {
        each: resource.get(each) for each in ("bytes", "hash")
    }


def _cut_off(package: Package, name: str, recorded: object) -> Finding | None:
    path = package.path(name)
    if path.suffix.lower() != ".csv":
        return None
    with path.open("rb") as file:
        start = file.read(100)
        if other_kind(start) or workbook(start):
            return None  # which its own finding says
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        found = cut_off(name, recorded, size, file.read(1))
    if found and size <= LARGE and isinstance(recorded, int):
        columns = package.schema(name).names
        return None if has_bytes(name, read_plain(path), columns, recorded) else found
    return found


def _hash(resource: Json) -> tuple[str, str | None]:
    """The algorithm and the hash that a resource records; without a name, it is MD5 (Data Package)."""
    recorded = resource.get("hash")
    if resource["name"] in STANDARD or recorded is None:
        return "sha256", recorded
    algorithm, _, digest = recorded.rpartition(":")
    algorithm = algorithm.lower().replace("-", "") or "md5"
    if algorithm not in _ALGORITHMS:
        return "sha256", None
    return algorithm, f"{algorithm}:{digest.lower()}"


def _file_facts(path: Path, resource: Json, algorithm: str) -> dict[str, Any]:
    """Byte count and hash of a file; a large one is streamed, and not hashed where its byte count differs."""
    size = path.stat().st_size
    if path.is_file() and size > LARGE:
        if resource.get("bytes") not in (size, None):
            return {"bytes": size}
        with path.open("rb") as file:
            return {"bytes": size, "hash": f"{algorithm}:{hashlib.file_digest(file, algorithm).hexdigest()}"}
    data = read_plain(path)
    return {"bytes": len(data), "hash": f"{algorithm}:{hashlib.new(algorithm, data).hexdigest()}"}
