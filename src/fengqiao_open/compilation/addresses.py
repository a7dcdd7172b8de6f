"""Where packages lie: paths of this machine, and URLs that fsspec reads; found below folders, and brought at
hand.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..datapackage.archives import is_archive
from ..datapackage.characters import pasteable, visible
from ..datapackage.files import is_url
from ..datapackage.misnamed import instead_of
from ..datapackage.package import DESCRIPTOR
from ..errors import PackageError
from ..findings.evidence import Evidence
from ..optional import extra

#: Where a package lies: a path, or a URL.
Address = Path | str


def shown(address: Address) -> str:
    """An address as reports name it."""
    return address.as_posix() if isinstance(address, Path) else address


def absolute(address: Address) -> Address:
    """An address as other processes find it, whatever their working folder; links stay."""
    return Path(os.path.abspath(address)) if isinstance(address, Path) else address  # noqa: PTH100


def addresses(paths: str | Path | Sequence[str | Path]) -> list[Address]:
    """The packages that a path or a URL, or several, lead to, in order: themselves, or what lies anywhere
    below them.

    Raises:
        PackageError: a path is not there, or holds no package.
        ImportError: a URL is given, and the extra `large` is not installed.
    """
    found: dict[Path | str, Address] = {}
    for each in [paths] if isinstance(paths, str | Path) else paths:
        if is_url(each):
            inside = extra("fengqiao_open.compilation.remote", "large").packages_at(str(each))
        else:
            inside = find_packages([each])
        for address in inside:
            found.setdefault(address.resolve() if isinstance(address, Path) else address, address)
    return list(found.values())


def find_packages(paths: Sequence[str | Path]) -> list[Path]:
    """The packages that paths lead to, in order: themselves, or what lies anywhere below them.

    Links to folders, hidden folders and the folders within a package are not looked into.

    Raises:
        PackageError: a path is not there, or holds no package.
    """
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        if not path.exists():
            raise PackageError("no-file", file=visible(str(path)))
        inside = list(_below(path)) if path.is_dir() else [path]
        if not inside:
            near = instead_of(path)
            raise PackageError("no-package", file=visible(str(path)), descriptor=DESCRIPTOR, **near)
        for each in inside:
            found.setdefault(each.resolve(), each)
    return list(found.values())


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        if DESCRIPTOR in files:
            folders.clear()
            yield Path(place)
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        archives = (Path(place) / name for name in sorted(files) if name.lower().endswith(".zip"))
        yield from (each for each in archives if is_archive(each))


@contextmanager
def at_hand(address: Address) -> Iterator[Path]:
    """The path of a package on this machine; one at a URL is copied, and the copy removed in the end."""
    if isinstance(address, Path):
        yield address
        return
    with extra("fengqiao_open.compilation.remote", "large").copied(address) as path:
        yield path


def within(address: Address, evidence: Evidence) -> Evidence:
    """The evidence with its file named from where the package was named; of a URL, the package too."""
    inside = evidence.file or DESCRIPTOR
    if isinstance(address, str):
        place = address.removesuffix(f"/{DESCRIPTOR}")
        return replace(evidence, file=f"{place}/{inside}", package=evidence.package and pasteable(place))
    folder = address.parent if address.name == DESCRIPTOR else address
    return replace(evidence, file=str(PurePosixPath(folder.as_posix()) / inside))
