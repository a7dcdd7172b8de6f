"""Zip archives: decompressed within limits into a temporary folder, or rejected with a reason.

Only plain files with relative names are taken. What the archive declares is looked at before anything is
unpacked, and what comes out is counted while it does: a declaration can lie.
"""

from __future__ import annotations

import io
import os
import shutil
import stat
import struct
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from ..errors import PackageError
from ..lang import both
from .characters import first_invisible, visible
from .files import size

LARGEST_ARCHIVE = 256 * 2**20
LARGEST_CONTENT = 2**30
MOST_FILES = 1_000
# Tables of text shrink to a tenth or a twentieth; what swells more than this was made to swell.
HIGHEST_RATIO = 200
_LONGEST_NAME = 200
_DEEPEST = 10
_FREE = 2**20
_IS_UTF8 = 0x800
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FIRST_BYTES = (b"PK\x03\x04", b"PK\x05\x06")
_END, _END_SIZE, _LONGEST_COMMENT, _LOCATOR = b"PK\x05\x06", 22, 65_535, b"PK\x06\x07"
_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, IndexError,
)  # fmt: skip


class _RefusedError(Exception):
    """Why an archive is refused, in both languages."""

    def __init__(self, key: str, **given: object) -> None:
        super().__init__(key)
        self.values = both("errors", key, "problem", **given)


def is_archive(path: Path) -> bool:
    """Whether a path leads to a plain file that is a zip archive, by its name or its first bytes."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        if path.suffix.lower() == ".zip":
            return True
        with path.open("rb") as file:
            return file.read(4) in _FIRST_BYTES
    except (OSError, ValueError):
        return False


def unpacked(path: Path, data: bytes | None = None) -> Path:
    """A new temporary folder with the files of an archive; the caller removes it.

    Args:
        path: the archive.
        data: its content, where that was read already; then the file is not opened.

    Raises:
        PackageError: the archive is refused (FQ-D10); nothing is left behind.
    """
    folder = Path(tempfile.mkdtemp(prefix="fengqiao-"))
    try:
        with path.open("rb") if data is None else io.BytesIO(data) as file:
            _unpack(file, folder)
    except _RefusedError as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise _error(path, problem) from None
    except _FAULTS as problem:
        shutil.rmtree(folder, ignore_errors=True)
        why = visible(str(getattr(problem, "strerror", None) or problem))
        raise _error(path, _RefusedError("archive-not-decompressed", why=why)) from None
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _error(path: Path, problem: _RefusedError) -> PackageError:
    return PackageError("archive", "FQ-D10", file=visible(path.name), **problem.values)


def _unpack(file: IO[bytes], folder: Path) -> None:
    length = file.seek(0, os.SEEK_END)
    if length > LARGEST_ARCHIVE:
        limit = size(LARGEST_ARCHIVE)
        raise _RefusedError("archive-size", length=length, limit=limit)
    _look_at_end(file, length)
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_FILES:
            raise _too_many()
        entries = [
            each for each in map(_renamed, entries) if each.filename and not _is_of_the_system(each.filename)
        ]
        _look_at_entries(entries, length)
        left = LARGEST_CONTENT
        for entry in entries:
            target = folder / entry.filename
            if entry.filename.endswith("/"):
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            left = _write(archive, entry, target, left)


def _look_at_end(file: IO[bytes], length: int) -> None:
    """Refuse a list of contents that would fill the memory before it could be looked at."""
    file.seek(max(0, length - _END_SIZE - _LONGEST_COMMENT))
    tail = file.read(_END_SIZE + _LONGEST_COMMENT)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise _RefusedError("archive-incomplete")
    count, listed = struct.unpack("<H4xH", tail[at + 8 : at + 16])[0], tail[at + 12 : at + 16]
    if _LOCATOR in tail or count > MOST_FILES or int.from_bytes(listed, "little") > MOST_FILES * 1_000:
        raise _too_many()


def _renamed(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The entry under the name that was meant.

    Windows PowerShell writes backslashes between folders. A name without the mark of UTF-8 may have been written in
    the encoding of Chinese Windows, or in UTF-8 all the same; zipfile takes it for that of the first PCs.
    """
    name = entry.filename
    if not entry.flag_bits & _IS_UTF8 and not name.isascii():
        written = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = written.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    entry.filename = name.replace("\\", "/")
    while entry.filename.startswith("./"):  # as bsdtar packs the folder it stands in
        entry.filename = entry.filename[2:]
    return entry


def _is_of_the_system(name: str) -> bool:
    """Whether it is what a system puts beside the files: resource forks of macOS, settings of its folders."""
    *folders, last = name.rstrip("/").split("/")
    return (
        "__MACOSX" in (*folders, last)
        or last.startswith("._")
        or last in (".DS_Store", "Thumbs.db", "desktop.ini")
    )


def _too_many() -> _RefusedError:
    return _RefusedError("archive-files", limit=MOST_FILES)


def _look_at_entries(entries: list[zipfile.ZipInfo], length: int) -> None:
    for entry in entries:
        _look_at_name(entry)
        shown = visible(entry.filename)
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _RefusedError("archive-link", file=shown)
        if entry.flag_bits & 0x1:
            raise _RefusedError("archive-password", file=shown)
        if entry.compress_type not in _METHODS:
            raise _RefusedError("archive-method", file=shown)
    _look_at_repeats(entry.filename for entry in entries)
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_CONTENT or total > HIGHEST_RATIO * length + _FREE:
        raise _swells(total)


def _swells(total: int) -> _RefusedError:
    return _RefusedError("archive-content", total=total)


def _look_at_name(entry: zipfile.ZipInfo) -> None:
    # The name as it stands in the archive too: zipfile cuts it at a NUL.
    written = entry.filename if "\0" not in entry.orig_filename else entry.orig_filename
    parts = entry.filename.rstrip("/").split("/")
    if written.startswith(("/", "~")) or ":" in written or any(part in ("", ".", "..") for part in parts):
        shown = visible(written)
        raise _RefusedError("archive-name-outside", file=shown)
    if (
        first_invisible(written)
        or "\n" in written
        or len(parts) > _DEEPEST
        or len(entry.filename) > _LONGEST_NAME
    ):
        shown = visible(written)
        raise _RefusedError("archive-name", file=shown)


def _look_at_repeats(names: Iterable[str]) -> None:
    """Refuse two names that are one on some systems: which of the two is unpacked would be chance."""
    seen: set[str] = set()
    for name in names:
        folded = unicodedata.normalize("NFC", name).casefold().rstrip("/")
        if folded in seen:
            shown = visible(name)
            raise _RefusedError("archive-duplicate", file=shown)
        seen.add(folded)


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int) -> int:
    """Unpack one file; returns how much may still follow."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with archive.open(entry) as packed, os.fdopen(handle, "wb") as file:
        while part := packed.read(2**16):
            left -= len(part)
            if left < 0:
                raise _swells(LARGEST_CONTENT)
            file.write(part)
    return left
