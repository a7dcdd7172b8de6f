"""Packages at URLs, as fsspec finds and reads them: each is copied to this machine before it is read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import fsspec

from ..datapackage.archives import LARGEST_ARCHIVE, LARGEST_CONTENT
from ..datapackage.characters import visible
from ..datapackage.files import read_plain, size
from ..datapackage.package import DESCRIPTOR, LARGEST_DESCRIPTOR, is_local
from ..errors import PackageError, reasons, worded
from .addresses import Address, find_packages

# Listings and copies in progress: each mostly waits for an answer.
_AT_ONCE = 8
_ARCHIVE = ".zip"
# What stores raise where there is no file: nothing at all, a folder, or a place below a file.
_NO_FILE = (FileNotFoundError, IsADirectoryError, NotADirectoryError, FileExistsError)


def packages_at(url: str) -> list[Address]:
    """The packages that a URL leads to, in order: itself, or what lies anywhere below it; paths, where it is
    one.

    Raises:
        PackageError: it cannot be read, or holds no package.
        ImportError: fsspec needs another library for such URLs.
    """
    url = url.rstrip("/")
    with _told(url):
        store, place = fsspec.core.url_to_fs(url)
        if "file" in store.protocol:
            return [*find_packages([place])]
        if _name(url).lower().endswith((_ARCHIVE, DESCRIPTOR)):
            return [url]
        store.invalidate_cache()
        found = list(_below(place.rstrip("/"), _listings(store, place.rstrip("/"))))
    if not found:
        raise PackageError("no-package", file=visible(url), descriptor=DESCRIPTOR, near="")
    inner, chain, outer = url.partition("::")
    return [f"{inner}{each.removeprefix(place.rstrip('/'))}{chain}{outer}" for each in found]


@contextmanager
def copied(url: str) -> Iterator[Path]:
    """A copy of a package on this machine, which is removed in the end: an archive, or a folder of its files.

    What is not there is no fault here: it is found where the package is checked.

    Raises:
        PackageError: it cannot be read, or is too large.
    """
    with TemporaryDirectory(prefix="fengqiao-") as kept:
        target = Path(kept) / (_name(url.removesuffix(f"/{DESCRIPTOR}")).strip(".") or "package")
        with _told(url):
            store, place = fsspec.core.url_to_fs(url)
            if target.name.lower().endswith(_ARCHIVE):
                _copy(store, place, target, _Limit(url, LARGEST_ARCHIVE))
            else:
                _copy_folder(
                    store, place.removesuffix(f"/{DESCRIPTOR}"), target, _Limit(url, LARGEST_CONTENT)
                )
        yield target


def _copy_folder(store: Any, place: str, target: Path, limit: _Limit) -> None:
    """Copy the descriptor of a package, and the files that it names."""
    target.mkdir()
    _copy(store, f"{place}/{DESCRIPTOR}", target / DESCRIPTOR, limit)
    names = {PurePosixPath(each) for each in _named(target / DESCRIPTOR) if is_local(each, target)}
    # The deepest first: a server may give something for the name of a folder too.
    listed = sorted(names, key=lambda each: (-len(each.parts), each))
    with TemporaryDirectory(prefix="fengqiao-") as kept, ThreadPoolExecutor(_AT_ONCE) as pool:
        parts = [Path(kept) / str(number) for number in range(len(listed))]
        copies = [
            pool.submit(_copy, store, f"{place}/{name}", part, limit)
            for part, name in zip(parts, listed, strict=True)
        ]
        for each in copies:
            each.result()
        for part, name in zip(parts, listed, strict=True):
            with suppress(OSError):  # nothing lies below a file, or in the place of a folder
                if part.is_file():
                    (target / name).parent.mkdir(parents=True, exist_ok=True)
                    part.rename(target / name)


def _copy(store: Any, place: str, target: Path, limit: _Limit) -> None:
    """Copy a file, if it is there."""
    try:
        store.get_file(place, str(target), callback=limit)
    except _NO_FILE:
        target.unlink(missing_ok=True)  # begun, and nothing came


def _named(descriptor: Path) -> Iterator[str]:
    """The files that a descriptor names; one that cannot be read names none."""
    try:
        resources = json.loads(read_plain(descriptor, LARGEST_DESCRIPTOR))["resources"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return
    for resource in filter(_is_object, resources if isinstance(resources, list) else ()):
        parts = (resource.get(name) for name in ("path", "schema", "dialect"))
        yield from (
            each
            for part in parts
            for each in (part if isinstance(part, list) else [part])
            if isinstance(each, str)
        )


def _is_object(resource: object) -> bool:
    return isinstance(resource, dict)


class _Limit(fsspec.Callback):  # type: ignore[misc]
    """Stops what is copied of a package at so many bytes, whatever a server says of its size."""

    def __init__(self, url: str, limit: int) -> None:
        super().__init__()
        self._url, self._limit, self._done = url, limit, 0

    def relative_update(self, inc: int = 1) -> None:
        """Count bytes."""
        self._done += inc
        if self._done > self._limit:
            raise PackageError("too-large", file=visible(self._url), limit=size(self._limit))


@contextmanager
def _told(url: str) -> Iterator[None]:
    """A fault of a server, or of what reads from it, names the URL."""
    try:
        yield
    except FileNotFoundError:
        raise PackageError("no-file", file=visible(url)) from None
    except PackageError:
        raise
    except ImportError as problem:  # s3fs, aiohttp …: fsspec says which
        raise worded(ImportError, "url-needs", url=visible(url), **reasons(problem)) from problem
    except Exception as problem:  # each store has errors of its own
        raise PackageError("file-unreadable", file=visible(url), **reasons(problem)) from problem


def _name(url: str) -> str:
    """The last part of a URL, without its query, and without the archive that it may lie in.

    >>> _name("https://example.org/towns/a.zip?token=x"), _name("zip://towns/a::s3://bucket/country.zip")
    ('a.zip', 'a')
    """
    return PurePosixPath(url.partition("::")[0].partition("?")[0]).name


def _listings(store: Any, root: str) -> Mapping[str, list[tuple[str, bool]]]:
    """What lies in each folder, down to the packages: names, and whether they are of folders."""
    found: dict[str, list[tuple[str, bool]]] = {}
    level = [root]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        while level:
            for folder, entries in zip(
                level, pool.map(lambda each: _listing(store, each), level), strict=True
            ):
                found[folder] = entries
            level = [
                f"{folder}/{name}"
                for folder in level
                if (DESCRIPTOR, False) not in found[folder]
                for name, is_folder in found[folder]
                if is_folder and not name.startswith(".")
            ]
    return found


def _listing(store: Any, folder: str) -> list[tuple[str, bool]]:
    """What lies directly in a folder, in order; links of a page that lead elsewhere are none of it."""
    inside = f"{folder}/"
    entries = store.ls(folder, detail=True)
    names = ((each["name"].rstrip("/"), each["type"] == "directory") for each in entries)
    own = ((name.removeprefix(inside), is_folder) for name, is_folder in names if name.startswith(inside))
    return sorted({(name, is_folder) for name, is_folder in own if "/" not in name})


def _below(folder: str, listings: Mapping[str, list[tuple[str, bool]]]) -> Iterator[str]:
    """The packages of a folder and below it, in the order in which those of this machine are found."""
    entries = listings.get(folder, [])
    if (DESCRIPTOR, False) in entries:
        yield folder
        return
    yield from (
        f"{folder}/{name}" for name, is_folder in entries if not is_folder and name.lower().endswith(_ARCHIVE)
    )
    for name, is_folder in entries:
        if is_folder:
            yield from _below(f"{folder}/{name}", listings)
