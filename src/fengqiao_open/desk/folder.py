"""The files of a package beside the tables of a desk: which tables are ahead, and what other programs
changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..datapackage.package import Package
from ..errors import PackageError
from ..tabular.csv import Table
from . import store
from .changes import Change, Tables, differences


class Folder:
    """The files of one package.

    Attributes:
        written: the tables as the files have them.
        applied: what the files held when they were last written or read.
        waiting: the tables that are ahead of their files.
        unreadable: whether a file cannot be read at present; nothing is written over it.
    """

    def __init__(self, package: Package, source_id: str, paragraphs: Sequence[str]) -> None:
        self._package, self._source_id, self._paragraphs = package, source_id, paragraphs
        self.written: Tables
        self.written, hashes = self._read()
        self._files = store.files_of(package, self.written)
        self.former = store.read_applied(package) or store.Applied(0, {})
        self.applied = replace(self.former, hashes=hashes)
        self.waiting: set[str] = set()
        self.unreadable = False

    def ahead(self, changes: Iterable[Change]) -> None:
        """Take note that tables have changed."""
        self.waiting |= {each.table for each in changes} - {store.STATES}

    def write(self, tables: Tables, seq: int) -> None:
        """Write the tables that are ahead, and how far they are; not over a file that cannot be read.

        Raises:
            OSError: a file cannot be replaced; all wait.
        """
        if self.unreadable or (not self.waiting and self.applied.seq == seq):
            return
        (self._package.root / store.FOLDER).mkdir(exist_ok=True)
        record = store.Applied(seq, self.applied.hashes, store.decided(tables))
        self.applied = store.write_files(self._package, self._files, tables, sorted(self.waiting), record)
        self.written = {**self.written, **{name: tables[name] for name in self.waiting}}
        self.waiting = set()

    def changed_outside(self) -> tuple[list[Change], dict[str, Table]]:
        """What other programs changed since the files were last written or read, and those tables as they
        are.

        Raises:
            PackageError: a table cannot be read at present.
        """
        now = store.hashes(self._files)
        changed = sorted(name for name, each in now.items() if each != self.applied.hashes.get(name))
        self.unreadable = False
        if not changed:
            return [], {}
        try:
            read, _ = self._read()
        except PackageError:
            self.unreadable = True
            raise
        found = [each for name in changed for each in differences(self.written[name], read[name])]
        as_read = {name: read[name] for name in changed}
        self.written = {**self.written, **as_read}
        hashes = {**self.applied.hashes, **{name: now[name] for name in changed}}
        self.applied = replace(self.applied, hashes=hashes)
        return found, as_read

    def _read(self) -> tuple[dict[str, Table], dict[str, str]]:
        return store.read_files(self._package, self._source_id, self._paragraphs)
