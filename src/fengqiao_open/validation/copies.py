"""Copies of the tables beside them, which nobody checks: a person may edit the copy and validate the table."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Final

from ..datapackage.characters import composed, visible
from ..datapackage.headers import header_words
from ..datapackage.package import Package, listed
from ..findings.report import COPY, Finding

#: So many other files of one folder are looked into.
_MOST_FILES: Final = 1_000
_BACKUP = re.compile(r"\.bak\d*$")


def copies(package: Package) -> Iterator[Finding]:
    """Notes on files in the folders of the tables that have the columns of one and are not in the descriptor.

    A backup, as commands of this library keep it, is a copy only if it changed after its table.
    """
    tables = {name: listed(package.resource(name)["path"]) for name in package.tables}
    named = dict.fromkeys(path for paths in tables.values() for path in paths)
    for folder in dict.fromkeys(map(posixpath.dirname, named)):
        if not package.inside(folder):
            continue
        found = list[tuple[os.DirEntry[str], str]]()
        with suppress(OSError, ValueError), os.scandir(package.root / folder) as entries:
            others = (each for each in entries if posixpath.join(folder, each.name) not in named)
            found = [(each, _table_of(each, package)) for each in islice(others, _MOST_FILES)]
        alike = {_alike(path) for path in _files(package)} if any(table for _, table in found) else set[str]()
        for each, table in sorted(found, key=lambda pair: pair[0].name):
            path = posixpath.join(folder, each.name)
            if table and _alike(path) not in alike and not _is_backup(each, package, tables[table]):
                yield Finding(
                    COPY, table, values={"copy": visible(path), "path": visible(", ".join(tables[table]))}
                )


def _files(package: Package) -> Iterator[str]:
    """The files that the descriptor names."""
    for each in (*package.descriptor["resources"], *package.others):
        yield from listed(each.get("path", []))


def _alike(path: str) -> str:
    """A path, alike for names that some systems take for one."""
    return composed(composed(posixpath.normpath(path)).casefold())


def _table_of(entry: os.DirEntry[str], package: Package) -> str:
    """The table whose columns the header of a file has; "" where there is none."""
    words = header_words(entry) if entry.is_file(follow_symlinks=False) else frozenset[str]()
    has = [name for name in package.tables if words.issuperset(package.schema(name).names)] if words else []
    return max(has, key=lambda name: len(package.schema(name).names), default="")


def _is_backup(entry: os.DirEntry[str], package: Package, paths: list[str]) -> bool:
    """Whether a file is a table as it was, kept beside it."""
    if not _BACKUP.search(entry.name):
        return False
    with suppress(OSError, ValueError):
        changed = max((package.root / path).stat().st_mtime_ns for path in paths)
        return package.origin is not None or entry.stat().st_mtime_ns <= changed
    return False
