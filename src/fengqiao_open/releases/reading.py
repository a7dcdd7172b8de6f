"""A release, wherever it lies: a folder, a zip archive, a wheel, or a revision of a git repository.

A revision is read blob by blob: neither a filter, an attribute nor a command of the repository has an effect.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from pathlib import Path

from ..datapackage.characters import visible
from ..datapackage.files import LARGEST_FILE, size
from ..datapackage.package import DESCRIPTOR, LARGEST_DESCRIPTOR, Package, read_package
from ..datapackage.repository import Repository, RepositoryError, opened
from ..errors import PackageError, reasons
from .errata_table import FILE


def read_release(where: str) -> Package:
    """The package of one release.

    Args:
        where: a folder, a zip archive, a wheel or a `datapackage.json`; else a revision (`v0.1.0`) of the
            git repository of the working folder, or of another folder as `FOLDER@REVISION`. What is both is
            a path: `.@main` is the revision.

    Raises:
        PackageError: there is no such release, or it cannot be read.
    """
    path = Path(where)
    if os.path.exists(path):  # noqa: PTH110 - unlike Path.exists, it never raises
        return read_package(path)
    folder, at, revision = where.rpartition("@")
    if at and os.path.isdir(folder or "."):  # noqa: PTH112
        return _at_revision(Path(folder or "."), revision)
    if where.lower().endswith((".zip", ".whl", ".json")) or "://" in where:
        raise PackageError("no-file", file=visible(where))
    return _at_revision(Path(), where)


def _at_revision(folder: Path, revision: str) -> Package:
    """The package in a folder as a revision of its repository has it, in a temporary folder of its own."""
    temporary = Path(tempfile.mkdtemp(prefix="fengqiao-"))
    try:
        with opened(folder) as repository:
            commit = repository.commit(revision)
            _copy(repository, commit, revision, [DESCRIPTOR], temporary, LARGEST_DESCRIPTOR)
            package = read_package(temporary)
            # Asked of the package, which follows no path out of its folder.
            paths = [package.path(name).relative_to(temporary).as_posix() for name in package.tables]
            _copy(repository, commit, revision, [*paths, FILE], temporary, LARGEST_FILE)
    except BaseException as problem:
        shutil.rmtree(temporary, ignore_errors=True)
        if isinstance(problem, RepositoryError):
            names = {"file": revision, "place": folder.resolve().name, **reasons(problem)}
            raise PackageError("not-a-revision", **{k: visible(v) for k, v in names.items()}) from None
        raise
    weakref.finalize(package, shutil.rmtree, temporary, ignore_errors=True)
    return package


def _copy(
    repository: Repository, commit: str, revision: str, paths: Sequence[str], target: Path, limit: int
) -> None:
    """Copy plain files of a commit into a folder; what the commit does not have is left out."""
    for path, entry in repository.files(commit, paths).items():
        names = {"file": visible(path), "revision": visible(revision)}
        if entry.kind != "blob" or not entry.mode.startswith("100"):
            raise PackageError("revision-not-a-file", **names)
        if entry.size > limit:
            raise PackageError("revision-too-large", **names, limit=size(limit))
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(repository.content(entry))
