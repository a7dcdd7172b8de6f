"""Files and folders by path or URL: local ones directly, object stores with fsspec.

fsspec takes a tenth of a second to import, so it is imported for URLs only.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import IO

import pyarrow as pa

from ..datapackage.characters import visible
from ..datapackage.files import is_url
from ..errors import PackageError

#: Paths or URLs of files, each with its name in findings.
Files = Sequence[tuple[str, str]]


def opened(file: str) -> AbstractContextManager[IO[bytes]]:
    """The bytes of a file."""
    if not is_url(file):
        return Path(file).open("rb")
    import fsspec

    found: AbstractContextManager[IO[bytes]] = fsspec.open(file, "rb")
    return found


def opened_for_arrow(file: str) -> AbstractContextManager[IO[bytes] | pa.NativeFile]:
    """The same for Arrow, which reads a local file without Python."""
    return opened(file) if is_url(file) else pa.OSFile(file)


def files_at(path: str, endings: tuple[str, ...]) -> list[tuple[str, str]]:
    """A file, or the files with some endings anywhere below a folder, in order; each with its name there.

    Raises:
        PackageError: there is nothing, or what cannot be read twice.
    """
    if not is_url(path):
        return _local_files(path, endings)
    import fsspec

    store, place = fsspec.core.url_to_fs(path)
    if "file" in store.protocol:
        return _local_files(place, endings)
    if store.isdir(place):
        found = ((store.unstrip_protocol(each), PurePosixPath(each)) for each in sorted(store.find(place)))
        return [(url, str(each.relative_to(place))) for url, each in found if url.endswith(endings)]
    if not store.exists(place):
        raise PackageError("no-file", file=path)
    return [(path, PurePosixPath(place).name)]


def _local_files(path: str, endings: tuple[str, ...]) -> list[tuple[str, str]]:
    place = Path(path).absolute()
    if place.is_dir():
        # A link may lead back to a folder above it, or to a file that is listed already.
        files = {os.path.realpath(each): each for each in sorted(_below(place, endings), reverse=True)}
        named = ((str(each), each.relative_to(place).as_posix()) for each in files.values())
        return sorted(named, key=itemgetter(1))
    if not place.exists():
        raise PackageError("no-file", file=path)
    return [(str(_regular(place)), place.name)]


def _below(place: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    """The files below a folder, those behind links too; each folder is read once."""
    seen = {os.path.realpath(place)}
    for folder, folders, names in os.walk(place, followlinks=True):
        new = {os.path.realpath(Path(folder) / name): name for name in sorted(folders, reverse=True)}
        folders[:] = sorted(name for real, name in new.items() if real not in seen)
        seen |= new.keys()
        yield from (_regular(Path(folder) / name) for name in names if name.endswith(endings))


def _regular(file: Path) -> Path:
    """A regular file; a pipe would block without end, and can be read only once."""
    if not file.is_file():
        raise PackageError("not-regular-stream", file=visible(str(file)))
    return file
