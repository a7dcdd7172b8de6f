"""Finds and reads a data package: the shipped one, a checkout's, or a folder of someone else's.

Everything else in the library starts from a `Package`: a folder and the descriptor in it. Only the
standard library is used here, so that finding a package costs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]

DESCRIPTOR = "datapackage.json"


class PackageError(Exception):
    """A package that cannot be read at all: not found, not JSON, not a descriptor of tables."""


class UnknownTableError(KeyError):
    """A table name that the package does not have; the message lists those that it has."""

    def __init__(self, name: str, known: list[str]) -> None:
        import difflib

        near = difflib.get_close_matches(str(name), known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        self.message = f"There is no table {name!r}.{hint} The tables are: {', '.join(known)}."
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Package:
    """A folder with a Data Package descriptor.

    Attributes:
        root: the folder that resource paths are relative to.
        descriptor: the descriptor as read, Data Package v2.
    """

    root: Path
    descriptor: Json

    @property
    def version(self) -> str:
        """The one version string: the package's, the data's and the wheel's."""
        return str(self.descriptor.get("version", ""))

    @property
    def tables(self) -> list[str]:
        """Names of the tables, in the order of the descriptor."""
        return [str(resource["name"]) for resource in self.descriptor["resources"]]

    def resource(self, name: str) -> Json:
        """The descriptor of one table; raises `UnknownTableError` with the nearest name."""
        for resource in self.descriptor["resources"]:
            if resource["name"] == name:
                found: Json = resource
                return found
        raise UnknownTableError(name, self.tables)

    def fields(self, name: str) -> list[Json]:
        """The fields of one table, in order."""
        return list(self.resource(name)["schema"]["fields"])

    def path(self, name: str) -> Path:
        """Where the CSV of one table lies."""
        return self.root / str(self.resource(name)["path"])

    def holds(self, name: str) -> bool:
        """Whether the path of a table stays inside the folder: relative, local, and no link out of it."""
        written, root = str(self.resource(name)["path"]), self.root.resolve()
        if "://" in written or "\\" in written or "\0" in written or Path(written).is_absolute():
            return False
        return (root / written).resolve().is_relative_to(root)


def shipped_root() -> Path:
    """The folder of the shipped package: inside the wheel, or the checkout of an editable install."""
    inside = Path(__file__).parent / "_package"
    return inside if inside.is_dir() else Path(__file__).parents[2]


@lru_cache(maxsize=1)
def shipped() -> Package:
    """The package that comes with the library.

    >>> shipped().descriptor["name"]
    'fengqiao-open'
    """
    return read_package(shipped_root())


def read_package(path: str | Path | None = None) -> Package:
    """Read a package from a folder, from a path to its `datapackage.json`, or (None) the shipped one.

    Raises:
        PackageError: the descriptor is missing, is not UTF-8 JSON, or lists no tables.
    """
    if path is None:
        return shipped()
    path = Path(path)
    file = path / DESCRIPTOR if path.is_dir() else path
    try:
        descriptor = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackageError(f"{file} does not exist.") from None
    except OSError as problem:
        raise PackageError(f"{file} cannot be read: {problem.strerror or problem}.") from None
    except UnicodeDecodeError as problem:
        raise PackageError(f"{file} is not UTF-8: byte {problem.start} does not belong to it.") from None
    except json.JSONDecodeError as problem:
        raise PackageError(f"{file} is not JSON: {problem.msg}, line {problem.lineno}.") from None
    except RecursionError:
        raise PackageError(f"{file} is nested too deeply.") from None
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not all(_is_table(each) for each in resources):
        raise PackageError(f"{file} does not list tables with a name, a path and a schema of fields.")
    return Package(file.parent, descriptor)


def _is_table(resource: object) -> bool:
    if not isinstance(resource, dict):
        return False
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return (
        isinstance(resource.get("name"), str)
        and isinstance(resource.get("path"), str)
        and isinstance(fields, list)
        and all(isinstance(field, dict) and isinstance(field.get("name"), str) for field in fields)
    )
