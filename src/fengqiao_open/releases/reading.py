"""A release, wherever it lies: a folder, a zip archive, a wheel, or a revision of a git repository.

A revision is read blob by blob, so that neither a filter nor an attribute of the repository touches a byte of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import weakref
from collections.abc import Sequence
from pathlib import Path

from ..characters import visible
from ..files import LARGEST_FILE, size
from ..package import DESCRIPTOR, LARGEST_DESCRIPTOR, Package, PackageError, read_package

# What a git hook sets for its own repository would lead every other one astray.
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")
_SECONDS = 60


def read_release(where: str) -> Package:
    """The package of one release.

    Args:
        where: a folder, a zip archive, a wheel or a `datapackage.json`; else a revision (`v0.1.0`) of the git
            repository of the working folder, or of another folder as `FOLDER@REVISION`. What is both is a path:
            `.@main` is the revision.

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
        shown = visible(where)
        raise PackageError(f"{shown} does not exist.", f"{shown} 不存在。")
    return _at_revision(Path(), where)


def _at_revision(folder: Path, revision: str) -> Package:
    """The package in a folder as a revision of its repository has it, in a temporary folder of its own."""
    words = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    commit = _git(folder, words, revision).decode("ascii").strip()
    temporary = Path(tempfile.mkdtemp(prefix="fengqiao-"))
    try:
        _copy(folder, commit, revision, [DESCRIPTOR], temporary, LARGEST_DESCRIPTOR)
        package = read_package(temporary)
        # Asked of the package, which follows no path out of its folder.
        paths = [package.path(name).relative_to(temporary).as_posix() for name in package.tables]
        _copy(folder, commit, revision, paths, temporary, LARGEST_FILE)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    weakref.finalize(package, shutil.rmtree, temporary, ignore_errors=True)
    return package


def _copy(folder: Path, commit: str, revision: str, paths: Sequence[str], target: Path, limit: int) -> None:
    """Copy plain files of a commit into a folder; what the commit does not have is left out."""
    listed = _git(folder, ["ls-tree", "-r", "-l", "-z", commit, "--", *paths], revision)
    for entry in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
        facts, _, path = entry.partition("\t")
        mode, kind, blob, length = facts.split()
        if path not in paths:
            continue
        shown = visible(path)
        if kind != "blob" or not mode.startswith("100"):
            raise PackageError(
                f"{shown} is not a plain file at {visible(revision)}.",
                f"在 {visible(revision)} 中，{shown} 不是普通文件。",
            )
        if int(length) > limit:
            raise PackageError(
                f"{shown} at {visible(revision)} has more than {size(limit)}.",
                f"在 {visible(revision)} 中，{shown} 超过 {size(limit)}。",
            )
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_git(folder, ["cat-file", "blob", blob], revision))


def _git(folder: Path, words: Sequence[str], revision: str) -> bytes:
    """What git says in a folder.

    Raises:
        PackageError: git is not there, or does not know the revision.
    """
    own = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        done = subprocess.run(
            ["git", "--literal-pathspecs", "-C", str(folder), *words],
            env=own, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, ValueError, subprocess.TimeoutExpired) as problem:
        raise _unknown(
            revision, folder, getattr(problem, "strerror", None) or type(problem).__name__
        ) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _unknown(revision, folder, said[0] if said else "no such revision")
    return done.stdout


def _unknown(revision: str, folder: Path, why: str) -> PackageError:
    name, place = visible(revision), visible(str(folder.resolve().name))
    return PackageError(
        f"{name} is neither a folder, an archive nor a revision of the git repository in {place} ({visible(why)}).",
        f"{name} 既不是文件夹或压缩包，也不是 {place} 中 git 仓库的版本（{visible(why)}）。",
    )
