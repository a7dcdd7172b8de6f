"""The releases of a package, from the headings of its changelog."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..datapackage.files import read_named
from ..datapackage.package import Package

_FILE = "CHANGELOG.md"
_HEADING = re.compile(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d\d-\d\d)\)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Release:
    """One release: its version, and its day as `2026-11-29`; "" where no day is recorded."""

    version: str
    day: str


def history(package: Package) -> list[Release]:
    """The releases of a package, its own version first; this one alone where there is no changelog.

    Raises:
        PackageError: the changelog cannot be read.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> history(shipped())[-1].version
    '0.1.0'
    """
    current = Release(package.version, str(package.descriptor.get("created", ""))[:10])
    path = package.root / _FILE
    if not package.inside(_FILE) or not path.is_file():
        return [current]
    text = read_named(path, _FILE).decode("utf-8", "replace")
    found = [Release(*each) for each in _HEADING.findall(text)]
    return [current, *(each for each in found if each.version != current.version)]
