"""The content of a package, and of what checks it, as hashes: where both are equal, so is the report.

No time of a file is trusted: an edit can keep it, or come within one tick of the clock.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from ..datapackage.archives import is_archive
from ..datapackage.package import shipped
from ..validation.own_rules import GROUP

_PART = 2**20
_OF_PYTHON = (".pyc", ".pyo")


def content(package: Path) -> str | None:
    """The hash of all that a package holds: its archive, or every file of its folder with its name.

    Returns:
        None where something cannot be read: then nothing is known of its content.
    """
    try:
        return _hash(*_files(package))
    except (OSError, ValueError):
        return None


def _files(package: Path) -> tuple[Path, Iterable[Path]]:
    """The folder of a package and its files; of an archive, itself."""
    if is_archive(package):
        return package.parent, [package]
    folder = package if package.is_dir() else package.parent
    return folder, _below(folder)


def _below(folder: Path) -> Iterator[Path]:
    """All that lies below a folder, in order; links to folders are named and not followed."""
    for place, folders, files in os.walk(folder, onerror=_raise):
        folders.sort()
        links = (name for name in folders if (Path(place) / name).is_symlink())
        yield from (Path(place) / name for name in sorted([*files, *links]))
        # A folder is no file: whether it is there at all decides what is found at its name.
        yield Path(place)


def _raise(problem: OSError) -> None:
    raise problem


def _hash(folder: Path, files: Iterable[Path]) -> str:
    """The hash of files below a folder: of their names in it, their kinds and their content."""
    made = blake2b(digest_size=32)

    def add(*texts: str) -> None:
        made.update("".join(f"{text}\0" for text in texts).encode("utf-8", "surrogateescape"))

    for file in files:
        facts = file.lstat()
        add(os.path.relpath(file, folder), str(stat.S_IFMT(facts.st_mode)))
        if stat.S_ISLNK(facts.st_mode):
            # Whether a link leads out of the package decides whether it is followed.
            add(os.path.relpath(os.path.realpath(file), os.path.realpath(folder)))
            facts = file.stat()
        if stat.S_ISREG(facts.st_mode):
            for part in _parts(file):
                made.update(part)
            add("", str(facts.st_size))
    return made.hexdigest()


def _parts(file: Path) -> Iterator[bytes]:
    """The content of a regular file; what has become a pipe since is not waited for."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb", buffering=0) as stream:  # noqa: PTH123 - a handle, not a path
        while part := stream.read(_PART):
            yield part


@cache
def checker() -> str:
    """The hash of what checks a package: this library, its catalogues and lists, rules of your own with all
    files beside them, Python, and the releases of all that is installed.
    """
    own = [each.module.partition(".")[0] for each in entry_points(group=GROUP)]
    places = [Path(__file__).parents[1], *(file for file in shipped().files() if file.is_file())]
    for name in sorted(set(own)):
        found = find_spec(name)
        places += map(Path, found.submodule_search_locations or [found.origin or ""]) if found else []
    files = (file for place in places for file in (_below(place) if place.is_dir() else [place]))
    sources = (file for file in files if "__pycache__" not in file.parts and file.suffix not in _OF_PYTHON)
    made = blake2b(_hash(Path(os.sep), sources).encode(), digest_size=32)
    for text in (sys.version, sys.platform, *sorted(_installed())):
        made.update(f"{text}\0".encode("utf-8", "surrogateescape"))
    return made.hexdigest()


def _installed() -> Iterator[str]:
    """What is installed, each with its release, as the names of its folders have it."""
    for place in dict.fromkeys(Path(each or ".") for each in sys.path):
        if place.is_dir():
            yield from (each.name for each in place.iterdir() if each.suffix in (".dist-info", ".egg-info"))
