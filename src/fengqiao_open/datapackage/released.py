"""The content of tables as released: that whose hash datapackage.json records.

It is looked for in the package installed with this library, and in the git history of the package's folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from .files import LARGEST_FILE, read_plain
from .package import Package, shipped
from .repository import RepositoryError, opened

_MOST_COMMITS = 20
# So many digits name a commit.
_SHORT = 12


def released(package: Package, names: Sequence[str]) -> Mapping[str, bytes]:
    """The content of some tables as `package` records it, of those that are at hand."""
    return {name: content for name, (content, _) in _found(package, names).items()}


def release_of(package: Package, name: str) -> str:
    """Where the released content of a table is, as `restore --from` takes it; "" where it is not at hand."""
    return next((where for _, where in _found(package, [name]).values()), "")


def _found(package: Package, names: Sequence[str]) -> Mapping[str, tuple[bytes, str]]:
    wanted = {name: package.resource(name).get("hash") for name in names if package.holds(name)}
    found: dict[str, tuple[bytes, str]] = {}
    for source in (_installed, _committed):
        missing = [name for name in wanted if name not in found]
        for name, content, where in source(package, missing) if missing else ():
            if f"sha256:{hashlib.sha256(content).hexdigest()}" == wanted[name]:
                found.setdefault(name, (content, where))
    return found


def _installed(package: Package, names: Sequence[str]) -> Iterator[tuple[str, bytes, str]]:
    """The tables as the package installed with this library has them, where it records the same."""
    standard = shipped()
    for name in names:
        if standard.resource(name).get("hash") == package.resource(name).get("hash"):
            yield name, read_plain(standard.path(name)), str(standard.root)


def _committed(package: Package, names: Sequence[str]) -> Iterator[tuple[str, bytes, str]]:
    """The tables as the last commits of the folder's repository have them."""
    try:
        with opened(package.root) as repository:
            for name in names:
                path = package.path(name).relative_to(package.root).as_posix()
                for commit in repository.history(path, _MOST_COMMITS):
                    entry = repository.files(commit, [path]).get(path)
                    if entry and entry.kind == "blob" and entry.size <= LARGEST_FILE:
                        yield name, repository.content(entry), f"{package.root}@{commit[:_SHORT]}"
    except (
        RepositoryError,
        OSError,
    ):  # no repository, no git, or one that cannot be read: nothing is at hand
        return
