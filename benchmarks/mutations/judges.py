"""Who finds a change: `validate`, frictionless alone, and pandera alone on the same schemas.

All look at a copy of the shipped package in which one file is changed, and none at its hash.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from changes import Change

from fengqiao_open import Finding, schemas, validate
from fengqiao_open.package import DESCRIPTOR, shipped

_NAME = re.compile("[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a change is caught and located, and by whom else it is caught."""

    change: Change
    caught: bool
    located: bool
    frictionless: bool
    pandera: bool


def judge(batch: list[Change]) -> list[Verdict]:
    """The verdicts on some changes, made one after the other in a copy of the package."""
    result = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(shipped().root / "data", copy / "data")
        shutil.copy(shipped().root / DESCRIPTOR, copy)
        for change in batch:
            path = copy / change.path
            kept = path.read_bytes()
            if change.content is None:
                path.unlink()
            else:
                path.write_bytes(change.content)
            found = validate(copy, hashes=False).findings
            result.append(
                Verdict(
                    change,
                    bool(found),
                    located(change, found),
                    frictionless_alone(copy, change.table),
                    pandera_alone(copy, change.table),
                )
            )
            path.write_bytes(kept)
    return result


def located(change: Change, found: Iterable[Finding]) -> bool:
    """Whether a finding leads to the change: by place where it has one, else by what the finding names."""
    return any(_leads_to(change, each) for each in found)


def _leads_to(change: Change, found: Finding) -> bool:
    here = found.table == change.table
    match change.group:
        case "cell" | "two cells":
            return here and found.line in change.lines and found.column in change.columns
        case "column":
            return here and (found.column in change.columns or found.code.startswith("FQ-S"))
        case "row" if here and found.line in change.lines:
            return True
    # What is gone is found where it is missed, in words that name the table, and the key or the property.
    named = _named(found)
    wanted = change.keys | change.columns
    return change.table in named and (not wanted or bool(wanted & named))


def _named(found: Finding) -> set[str]:
    """Everything that a finding names: its place, its values, and each name in them."""
    values = (found.table, found.column, found.key, *found.values.values())
    return {*values, *(name for value in values for name in _NAME.findall(value))}


@cache
def _referring(table: str) -> tuple[str, ...]:
    """The tables in which a change of one can be found: those with a foreign key into it."""
    return tuple(
        name
        for name in shipped().tables
        for link in shipped().resource(name)["schema"].get("foreignKeys", [])
        if link["reference"].get("resource") == table
    )


def frictionless_alone(folder: Path, table: str) -> bool:
    """Whether frictionless finds fault with the descriptor in the folder, the table, or those that refer to it."""
    from frictionless import FrictionlessException, Package

    descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    for resource in descriptor["resources"]:
        for fact in ("hash", "bytes"):
            resource.pop(fact, None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            package = Package.from_descriptor(descriptor, basepath=str(folder))
        except FrictionlessException:
            return True
        names = [name for name in (table, *_referring(table)) if package.has_resource(name)]
        return not all(package.get_resource(name).validate().valid for name in names)


def pandera_alone(folder: Path, table: str) -> bool:
    """Whether the table cannot be read, or the pandera schema made from the shipped descriptor finds fault with it."""
    import pandas as pd
    from pandera.errors import SchemaError, SchemaErrors

    path = folder / str(shipped().resource(table)["path"])
    # Left to guess, pandas would make numbers of codes, and blanks of words such as NA.
    text = {str(field["name"]): "string" for field in shipped().fields(table) if field["type"] == "string"}
    try:
        frame = pd.read_csv(path, dtype=text, keep_default_na=False, na_values=[""], encoding="utf-8")
    except (OSError, ValueError):
        return True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            getattr(schemas, table).validate(frame, lazy=True)
        except (SchemaError, SchemaErrors):
            return True
    return False
