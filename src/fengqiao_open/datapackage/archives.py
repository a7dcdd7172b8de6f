"""Zip archives: decompressed within limits into a temporary folder, or rejected with a reason.

Only regular files with relative names are taken. The declared sizes are checked before anything is unpacked,
and the real ones while it is: a declaration can lie.
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
from contextlib import suppress
from pathlib import Path
from typing import IO
from zipfile import BadZipFile

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
_PARENTS = frozenset(("", ".", ".."))
_SYSTEM_FILES = (".DS_Store", "Thumbs.db", "desktop.ini")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FIRST_BYTES = (b"PK\x03\x04", b"PK\x05\x06")
_END, _END_SIZE, _LONGEST_COMMENT, _LOCATOR = b"PK\x05\x06", 22, 65_535, b"PK\x06\x07"
_FAULTS = (BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, IndexError)


class _RefusedError(Exception):
    """Why an archive is refused: a key of the errors, and the values of its sentence."""

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
        return folder
    except BaseException as problem:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(problem, _FAULTS):
            why = visible(str(getattr(problem, "strerror", None) or problem))
            refused = _RefusedError("archive-not-decompressed", why=why)
        elif isinstance(problem, _RefusedError):
            refused = problem
        else:
            raise
    raise PackageError("archive", "FQ-D10", file=visible(path.name), **refused.values)


def _unpack(file: IO[bytes], folder: Path) -> None:
    length = file.seek(0, os.SEEK_END)
    if length > LARGEST_ARCHIVE:
        raise _RefusedError("archive-size", length=length, limit=size(LARGEST_ARCHIVE))
    _check_end(file, length)
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_FILES:
            raise _RefusedError("archive-files", limit=MOST_FILES)
        entries = [each for each in map(_renamed, entries) if not _is_of_the_system(each.filename)]
        _check_entries(entries, length)
        left = LARGEST_CONTENT
        for entry in entries:
            target = folder / entry.filename
            if entry.filename.endswith("/"):
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            left = _write(archive, entry, target, left)


def _check_end(file: IO[bytes], length: int) -> None:
    """Refuse a list of contents that would fill the memory before it could be looked at."""
    file.seek(max(0, length - _END_SIZE - _LONGEST_COMMENT))
    tail = file.read(_END_SIZE + _LONGEST_COMMENT)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise _RefusedError("archive-incomplete")
    count, listed = struct.unpack("<H4xH", tail[at + 8 : at + 16])[0], tail[at + 12 : at + 16]
    if _LOCATOR in tail or count > MOST_FILES or int.from_bytes(listed, "little") > MOST_FILES * 1_000:
        raise _RefusedError("archive-files", limit=MOST_FILES)


def _renamed(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The entry under its intended name: PowerShell writes backslashes, Chinese Windows unmarked GBK."""
    name = entry.filename
    if not entry.flag_bits & _IS_UTF8 and not name.isascii():
        written = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            with suppress(UnicodeDecodeError):
                name = written.decode(encoding)
                break
    entry.filename = name.replace("\\", "/")
    while entry.filename.startswith("./"):  # as bsdtar packs its current folder
        entry.filename = entry.filename[2:]
    return entry


def _is_of_the_system(name: str) -> bool:
    """Whether it is no name, or a file of the system: a resource fork of macOS, settings of a folder."""
    parts = name.rstrip("/").split("/")
    of_system = ("__MACOSX" in parts, parts[-1].startswith("._"), parts[-1] in _SYSTEM_FILES)
    return not name or any(of_system)


def _check_entries(entries: list[zipfile.ZipInfo], length: int) -> None:
    seen: set[str] = set()
    for entry in entries:
        # zipfile cuts a name at a NUL.
        name = entry.filename if "\0" not in entry.orig_filename else entry.orig_filename
        parts = entry.filename.rstrip("/").split("/")
        # Two names that are one on some systems: which of the two is unpacked would be chance.
        folded = unicodedata.normalize("NFC", entry.filename).casefold().rstrip("/")
        faults = {
            "archive-name-outside": name.startswith(("/", "~"))
            or ":" in name
            or not _PARENTS.isdisjoint(parts),
            "archive-name": bool(first_invisible(name))
            or "\n" in name
            or len(parts) > _DEEPEST
            or len(entry.filename) > _LONGEST_NAME,
            "archive-link": stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR),
            "archive-password": bool(entry.flag_bits & 0x1),
            "archive-method": entry.compress_type not in _METHODS,
            "archive-duplicate": folded in seen,
        }
        if fault := next((key for key, found in faults.items() if found), None):
            raise _RefusedError(fault, file=visible(name))
        seen.add(folded)
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_CONTENT or total > HIGHEST_RATIO * length + _FREE:
        raise _RefusedError("archive-content", total=total)


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int) -> int:
    """Unpack one file; returns how much may still follow."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with archive.open(entry) as packed, os.fdopen(handle, "wb") as file:
        while part := packed.read(2**16):
            left -= len(part)
            if left < 0:
                raise _RefusedError("archive-content", total=LARGEST_CONTENT)
            file.write(part)
    return left
