"""What was examined before, in one file: a package whose content has not changed is not examined again.

A record is of one package at one place, under the hash of its content and of what checked it, and has a
checksum of its own. Records are written as packages are done, each of them whole, so that an interrupted run
goes on.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from ..datapackage.characters import visible
from ..errors import reasons, worded
from .addresses import Address
from .contents import checker
from .examined import Examined
from .records import packed, unpacked

# The mark of such a file, by which it is told from other databases; "fqo" and the version of its form.
_MARK = int.from_bytes(b"fqo\x01", "big")
_TABLE = (
    "create table if not exists packages (address blob primary key, checker blob not null, "
    "content blob not null, examined blob not null, checksum blob not null)"
)
# Faults of the system; after any other, the file itself is damaged.
_OF_THE_SYSTEM = (
    *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH),
)
# What is raised where a file cannot be used: the second where the driver's own message quotes a damaged name.
_FAULTS = (sqlite3.Error, UnicodeDecodeError)
# Seconds to wait for another run with the same file.
_PATIENCE = 60
# Findings that depend on more than the content of the package: on its history, on other files beside its own,
# on a fault of the system or of a rule.
_ELSEWHERE = ("FQ-D01", "FQ-D04", "FQ-D08", "FQ-D10", "FQ-F01", "FQ-F06", "FQ-F14")


@dataclass(slots=True)
class Cache:
    """The file of what was examined before.

    Attributes:
        damaged: the number of records that were not used, since they are not what was written.
    """

    _path: Path
    _database: sqlite3.Connection
    damaged: int = 0
    _ready: dict[bytes, bytes] = field(default_factory=dict)

    def content(self, address: Address) -> str:
        """The hash of what a package held when it was examined, "" where it was not; its record is kept
        ready.
        """
        name, by = os.fsencode(address), checker().encode()
        query = "select content, examined, checksum from packages where address = ? and checker = ?"
        try:
            row = self._database.execute(query, (name, by)).fetchone()
        except _FAULTS as problem:
            self._renew(problem)
            row = None
        if row is None:
            return ""
        content, data, checksum = row
        if not all(isinstance(each, bytes) for each in row) or checksum != _checksum(name, by, content, data):
            self.damaged += 1
            return ""
        self._ready[name] = data
        return str(content, "ascii")

    def take(self, address: Address) -> Examined:
        """What was examined of a package whose content was asked for; it is not kept ready any longer."""
        return unpacked(self._ready.pop(os.fsencode(address)), address)

    def keep(self, examined: Iterable[tuple[str, Examined]]) -> None:
        """Write what was examined, each with the hash of its content: all of it or, on a fault, nothing."""
        by, rows = checker().encode(), []
        for content, each in examined:
            name = os.fsencode(each.address)
            self._ready.pop(name, None)
            if content and lasts(each):
                whole = (name, by, content.encode(), packed(each))
                rows.append((*whole, _checksum(*whole)))
        try:
            self._write(rows)
        except _FAULTS as problem:
            self._renew(problem)
            self._write(rows)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _write(self, rows: Sequence[tuple[bytes, ...]]) -> None:
        with self._database:
            self._database.executemany("insert or replace into packages values (?, ?, ?, ?, ?)", rows)

    def _renew(self, problem: Exception) -> None:
        """Begin anew where the file is damaged.

        Raises:
            OSError: it is not, but cannot be read or written.
        """
        if _is_of_the_system(problem):
            raise _unwritten(self._path, problem) from problem
        self.damaged += 1
        self._database.close()
        self._path.unlink()
        self._database = _connected(self._path)


def lasts(examined: Examined) -> bool:
    """Whether the report will be the same as long as the content is."""
    return not any(each.about in _ELSEWHERE for each in (*examined.report.findings, *examined.report.known))


@contextmanager
def opened(path: Path) -> Iterator[Cache]:
    """The cache in a file, which is made where there is none.

    Raises:
        ValueError: the file is something else.
        OSError: it cannot be read or written.
    """
    if path.exists() and not path.is_file():
        raise worded(ValueError, "not-a-cache", file=visible(str(path)))
    try:
        cache = Cache(path, _connected(path))
    except _FAULTS as problem:
        if _is_of_the_system(problem):
            raise _unwritten(path, problem) from problem
        raise worded(ValueError, "not-a-cache", file=visible(str(path))) from problem
    try:
        yield cache
    finally:
        cache.close()


def _connected(path: Path) -> sqlite3.Connection:
    """The database of a file that is a cache, or is empty or not there."""
    made = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        # Fast, and safe where only the program is ended: what the system had taken is written. Where the
        # machine stops, a damaged record is found by its checksum.
        made.execute("pragma synchronous = off")
        mark = made.execute("pragma application_id").fetchone()[0]
        if mark != _MARK:
            if mark or made.execute("select count(*) from sqlite_master").fetchone()[0]:
                raise worded(ValueError, "not-a-cache", file=visible(str(path)))
            made.executescript(f"begin immediate; {_TABLE}; pragma application_id = {_MARK}; commit")
    except BaseException:
        made.close()
        raise
    return made


def _is_of_the_system(problem: Exception) -> bool:
    """Whether a fault is one of the disk or of permissions, and not one of the file's content."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF in _OF_THE_SYSTEM


def _unwritten(path: Path, problem: Exception) -> OSError:
    return worded(OSError, "cache-not-written", file=visible(str(path)), **reasons(problem))


def _checksum(*parts: bytes) -> bytes:
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.digest()
