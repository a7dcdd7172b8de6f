"""Files and folders by path or URL: local ones directly, object stores with fsspec.

fsspec takes a tenth of a second to import, so it is asked only where there is an address.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

import pyarrow as pa

from ..datapackage.characters import visible
from ..errors import PackageError


@contextmanager
def opened(file: str) -> Iterator[IO[bytes]]:
    """The bytes of a file."""
    if not is_address(file):
        with Path(file).open("rb") as stream:
            yield stream
        return
    import fsspec

    with fsspec.open(file, "rb") as stream:
        yield stream


@contextmanager
def opened_for_arrow(file: str) -> Iterator[IO[bytes] | pa.NativeFile]:
    """The same for Arrow, which reads a file of this machine without Python's help."""
    if not is_address(file):
        with pa.OSFile(file) as native:
            yield native
        return
    with opened(file) as stream:
        yield stream


def is_address(path: str) -> bool:
    """Whether something is an address and no path, as fsspec tells them apart.

    >>> is_address("s3://bucket/a.csv"), is_address("zip://a.csv::b.zip"), is_address("a/b.csv")
    (True, True, False)
    """
    return "://" in path or "::" in path


def files_at(path: str, endings: tuple[str, ...]) -> list[tuple[str, str]]:
    """A file, or the files with some endings anywhere below a folder, in order; each with its name there.

    Raises:
        PackageError: there is nothing, or what cannot be read twice.
    """
    return _in_store(path, endings) if is_address(path) else _on_this_machine(path, endings)


def _on_this_machine(path: str, endings: tuple[str, ...]) -> list[tuple[str, str]]:
    place = Path(path).absolute()
    if place.is_dir():
        # A link may lead back to a folder above it, or to a file that is there already.
        files = {os.path.realpath(each): each for each in sorted(_below(place, endings), reverse=True)}
        return [
            (str(each), each.relative_to(place).as_posix())
            for each in sorted(files.values(), key=_name_in(place))
        ]
    if not place.exists():
        raise _missing(path)
    return [(str(_plain(place)), place.name)]


def _name_in(place: Path) -> Callable[[Path], str]:
    return lambda file: file.relative_to(place).as_posix()


def _below(place: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    """The files below a folder, those behind links too; no folder is looked into twice."""
    seen = {os.path.realpath(place)}
    for folder, folders, names in os.walk(place, followlinks=True):
        new = {os.path.realpath(Path(folder) / name): name for name in sorted(folders, reverse=True)}
        folders[:] = sorted(name for real, name in new.items() if real not in seen)
        seen |= new.keys()
        yield from (_plain(Path(folder) / name) for name in names if name.endswith(endings))


def _plain(file: Path) -> Path:
    """A plain file; a pipe would be waited for without end, and can be read only once."""
    if not file.is_file():
        shown = visible(str(file))
        raise PackageError("not-regular-stream", file=shown)
    return file


def _in_store(path: str, endings: tuple[str, ...]) -> list[tuple[str, str]]:
    import fsspec

    store, place = fsspec.core.url_to_fs(path)
    if "file" in store.protocol:
        return _on_this_machine(place, endings)
    if store.isdir(place):
        folder = PurePosixPath(place)
        found = ((store.unstrip_protocol(each), PurePosixPath(each)) for each in sorted(store.find(place)))
        return [
            (address, str(each.relative_to(folder))) for address, each in found if address.endswith(endings)
        ]
    if not store.exists(place):
        raise _missing(path)
    return [(path, PurePosixPath(place).name)]


def _missing(path: str) -> PackageError:
    return PackageError("no-file", file=path)
