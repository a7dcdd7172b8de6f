"""What frictionless alone and pandera alone find in a changed package, given the same files and schemas."""

from __future__ import annotations

import json
import warnings
from functools import cache
from pathlib import Path

from detection.tables import DESCRIPTOR
from fengqiao_open import schemas
from fengqiao_open.datapackage.package import shipped


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
