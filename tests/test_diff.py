"""Release against release: every changed cell is told as what it is, and the version is held against it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packages import pack
from typer.testing import CliRunner

from fengqiao_open.cli import app
from fengqiao_open.package import DESCRIPTOR, PackageError, read_package
from fengqiao_open.releases.changes import Change, Difference, Level, raised, version
from fengqiao_open.releases.comparison import compare
from fengqiao_open.releases.errata import BEGIN, END, with_errata
from fengqiao_open.releases.pairs import renamed_rows
from fengqiao_open.render.releases import rendered

FIRST = "qinghe-2023-p02-01"


def replaced(package: Path, table: str, old: str, new: str, times: int = 1) -> None:
    """Change a text of one table's file."""
    path = package / "data" / f"{table}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, times), "utf-8")


def described(package: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the descriptor."""
    descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    change(descriptor)
    (package / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")


def resource(descriptor: dict[str, Any], name: str) -> dict[str, Any]:
    """One table of a descriptor."""
    found: dict[str, Any] = next(each for each in descriptor["resources"] if each["name"] == name)
    return found


def field(descriptor: dict[str, Any], table: str, name: str) -> dict[str, Any]:
    """One field of a descriptor."""
    fields = resource(descriptor, table)["schema"]["fields"]
    found: dict[str, Any] = next(each for each in fields if each["name"] == name)
    return found


def to_version(package: Path, number: str) -> None:
    """Say that a package is of this version."""
    described(package, lambda each: each.update(version=number))


def difference(old: Path, new: Path) -> Difference:
    """What changed between two folders."""
    return compare(read_package(old), read_package(new), "old", "new")


def only(found: Difference) -> Change:
    """The one change that there is."""
    (change,) = found.changes
    return change
