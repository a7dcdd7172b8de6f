"""Write files and folders atomically: to a temporary path first, then renamed.

A link is kept and its target replaced, with its permissions; a pipe or a device is written through.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from errno import EDQUOT, EFBIG, ELOOP, ENOSPC, EROFS
from pathlib import Path
from typing import IO

from ..errors import reasons, worded

_OF_THE_DISK = {EDQUOT, EFBIG, ENOSPC, EROFS}
# Temporary paths. A signal can come between any two steps: whoever ends the program removes them.
_beside: set[Path] = set()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: a reader sees the old content or the new, never a part.

    Raises:
        OSError: the disk is full or the folder cannot be written; the old file is untouched.
    """
    with written_whole(path) as file:
        file.write(data)


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write in parts, which takes its place when all of it is written; raises as `write_whole`."""
    target = _target(path)
    if target is None:
        with _told(path), path.open("wb") as file:
            yield file
        return
    with _staged(path, target) as made:
        with _synced(made) as file:
            yield file
        _place([(made, target)])


def write_all(folder: Path, files: Mapping[Path, bytes]) -> None:
    """Write several files into a folder, all or none of them; the folder is made where there is none.

    Raises:
        OSError: the disk is full, or the folder cannot be written; the old files are untouched.
        PermissionError: a link in the folder leads a file out of it.
    """
    with _made(folder), ExitStack() as stack:
        targets = [_inside(path, folder) for path in files]
        staged: list[tuple[Path, Path]] = []
        for path, target in zip(files, targets, strict=True):
            made = _free(target)
            stack.callback(_remove, made)
            with _told(path), _synced(made) as file:
                file.write(files[path])
            staged.append((made, target))
        with _told(folder):
            _place(staged)


def write_with_backups(folder: Path, files: Mapping[Path, bytes]) -> dict[Path, Path]:
    """Write files over those of a folder, all or none, and keep each as it was.

    Returns:
        The backup of each, beside it: `areas.csv.bak`, where there is one `areas.csv.bak2`, and so on.

    Raises:
        OSError, PermissionError: as in `write_all`.
    """
    kept = {path: _backup(path) for path in files}
    write_all(folder, {**{kept[path]: path.read_bytes() for path in files}, **files})
    return kept


def _backup(path: Path) -> Path:
    """A free path for the content of a file as it was."""
    number, found = 1, path.with_name(f"{path.name}.bak")
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}.bak{number}")
    return found


@contextmanager
def folder_written_whole(path: Path) -> Iterator[Path]:
    """A folder to fill, which replaces the old one when it is complete; raises as `write_whole`."""
    refuse_endless_link(path)
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_dir():
        raise worded(NotADirectoryError, "file-for-folder", file=path)
    with _made(target.parent), _staged(path, target) as made:
        made.mkdir()
        yield made
        _place([(made, target)])


@contextmanager
def placed_together(path: Path) -> Iterator[Path]:
    """A folder for a file, named as `path`, and its companions, which take their places together.

    Raises:
        OSError: the path is a pipe, a device or a folder, or as in `write_whole`.
    """
    target = _target(path)
    if target is None:
        raise worded(OSError, "no-plain-file", file=path)
    with _staged(path, path.absolute()) as made:
        made.mkdir()
        yield made
        # The file itself comes last. Its companions follow no link: nobody named them.
        found = sorted(made.iterdir(), key=lambda each: (each.name == path.name, each.name))
        _place([(each, target if each.name == path.name else path.parent / each.name) for each in found])


def refuse_inputs(outputs: Iterable[Path | None], files: Iterable[Path]) -> None:
    """Raise `ValueError` where an output is one of the files to read, under whatever name."""
    read = [file for file in files if file.is_file()]
    for output in outputs:
        if output is not None and output.is_file() and any(output.samefile(file) for file in read):
            raise worded(ValueError, "output-is-input", file=output)


def refuse_endless_link(path: Path) -> None:
    """Raise `OSError` where a path, or a folder above it, is a link that leads to itself."""
    for each in (path, *path.parents):
        try:
            each.stat()
        except OSError as problem:
            if problem.errno == ELOOP and each.is_symlink():
                raise worded(OSError, "endless-link", file=each) from None


def remove_unfinished() -> None:
    """Remove what lies beside targets, for a program that a signal ends."""
    for each in list(_beside):
        _remove(each)


def _target(path: Path) -> Path | None:
    """The regular file that a path leads to, existing or not; None of a pipe or device to write through.

    Raises:
        OSError: it cannot be written, or is a folder, a socket or a disk.
    """
    try:
        facts = path.stat()
    except FileNotFoundError:
        target = Path(os.path.realpath(path))
        if not target.parent.is_dir():
            raise worded(FileNotFoundError, "no-folder-for-file", file=path, folder=target.parent) from None
        return target
    if stat.S_ISDIR(facts.st_mode):
        raise worded(IsADirectoryError, "folder-for-file", file=path)
    if stat.S_ISCHR(facts.st_mode) or stat.S_ISFIFO(facts.st_mode):
        return None
    if not stat.S_ISREG(facts.st_mode):
        raise worded(OSError, "no-plain-file", file=path)
    if not os.access(path, os.W_OK):
        raise worded(PermissionError, "write-protected", file=path)
    with suppress(OSError):  # there may be no standard output
        if os.path.samestat(facts, os.fstat(1)):
            raise worded(ValueError, "output-twice", file=path)
    return Path(os.path.realpath(path))


def _inside(path: Path, folder: Path) -> Path:
    """The regular file that a path leads to; no link leads out of its folder, which may be someone else's."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise worded(PermissionError, "link-out", file=path)
    target = _target(path)
    if target is None:
        raise worded(OSError, "no-plain-file-inside", file=path)
    return target


@contextmanager
def _staged(path: Path, target: Path) -> Iterator[Path]:
    """A free name beside the target, whose file or folder is removed in the end if it is still there."""
    made = _free(target)
    try:
        with _told(path):
            yield made
    finally:
        _remove(made)


@contextmanager
def _synced(path: Path) -> Iterator[IO[bytes]]:
    """A new file whose content is on the disk when it is closed."""
    with path.open("xb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _free(target: Path) -> Path:
    """A name beside the target that nothing has yet, listed until it is removed."""
    made = target.with_name(f".{target.name[:100]}.{os.urandom(6).hex()}")
    _beside.add(made)
    return made


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    _beside.discard(path)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """A fault of the disk names the file that was asked for, not one that nobody knows."""
    try:
        yield
    except OSError as problem:
        beside = any(str(problem.filename).startswith(str(each)) for each in _beside)
        if problem.errno is None or not (problem.errno in _OF_THE_DISK or beside):
            raise
        raise worded(type(problem), "not-written", file=path, **reasons(problem)) from problem


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """A folder that is there; if all fails, what was made of it is removed."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for each in missing:
            with suppress(OSError):
                each.rmdir()
        raise


def _place(staged: Sequence[tuple[Path, Path]]) -> None:
    """Put files, or a folder, in their places, all or none."""
    begun: list[tuple[Path, Path, Path]] = []
    try:
        for made, target in staged:
            old = _free(target)
            begun.append((made, target, old))
            if target.exists():
                _keep(target, old, made)
            made.replace(target)
    except BaseException:
        for made, target, old in reversed(begun):
            if not made.exists() and (target.is_dir() or not old.exists()):
                _remove(target)
            if old.exists():
                old.replace(target)
        raise
    finally:
        for _, _, old in begun:
            _remove(old)


def _keep(target: Path, old: Path, made: Path) -> None:
    """Keep a file or folder under a second name; the new one gets its permissions and, if allowed, owner."""
    facts = target.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(made, facts.st_uid, facts.st_gid)
    made.chmod(stat.S_IMODE(facts.st_mode))
    if target.is_dir():
        target.replace(old)
        return
    try:
        os.link(target, old)
    except OSError:  # a disk without links
        shutil.copy2(target, old)
