"""The tables of a package on the disk, as the desk reads and writes them.

Besides the tables that people keep, the desk has three of its own: `TODO` (the open questions of the draft),
`descriptor` (what is asked of `datapackage.json`, a property a row, as JSON) and `states` (what was decided
of each number or question). `states` is in no file: it follows from the log.
"""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from ..authoring import questions
from ..datapackage.files import csv_bytes, json_bytes, read_plain
from ..datapackage.json_file import read_json
from ..datapackage.package import DESCRIPTOR, Package
from ..datapackage.writing import write_all
from ..errors import PackageError
from ..tabular.csv import Row, Table
from ..validation.read import read_tables
from .changes import Tables

FOLDER: Final = ".desk"
LOG: Final = "decisions.csv"
APPLIED: Final = "applied.json"
STATES: Final = "states"
TODO: Final = "TODO"
OF_DESCRIPTOR: Final = "descriptor"
STATE_COLUMNS: Final = ("item", "state", "note")
_PROPERTIES: Final = ("contributors", "homepage")
_GENERATED: Final = ("statistics", "derived", "absences")


@dataclass(frozen=True, slots=True)
class Applied:
    """The last decision that the files hold, the hash of each of them then, and one of each accepted number's
    rows.
    """

    seq: int
    hashes: Mapping[str, str]
    decided: Mapping[str, str] = field(default_factory=dict)


def read_files(
    package: Package, source_id: str, paragraphs: Sequence[str]
) -> tuple[dict[str, Table], dict[str, str]]:
    """The tables that the desk changes, and the hash of each file, by table.

    Raises:
        PackageError: a file cannot be read, `validate` says why; two rows have one key; or a number has no
            place.
    """
    tables, found = read_tables(package)
    empty = {each.table for each in found if each.code == "FQ-S08"}
    kept = [name for name in package.tables if name not in _GENERATED]
    made: dict[str, Table] = {}
    for name in kept:
        if name not in tables and name not in empty:
            raise PackageError("desk-no-table", table=name, path=package.root)
        made[name] = tables[name] if name in tables else Table(name, tuple(package.schema(name).names), ())
    asked = questions.read_questions(package.root)
    columns = tuple(dict.fromkeys([*questions.COLUMNS, *(column for row in asked for column in row)]))
    made[TODO] = _table(TODO, columns, asked)
    _refuse_unclear(made, source_id, paragraphs)
    written, _ = read_json(package.root / DESCRIPTOR)
    rows = [{"property": name, "value": _json(written.get(name))} for name in _PROPERTIES]
    made[OF_DESCRIPTOR] = _table(OF_DESCRIPTOR, ("property", "value"), rows)
    made[STATES] = _table(STATES, STATE_COLUMNS, ())
    return made, hashes(files_of(package, made))


def _refuse_unclear(tables: Tables, source_id: str, paragraphs: Sequence[str]) -> None:
    """Raise `PackageError` where a decision would not know which row it is on, or a number where it is."""
    for table in tables.values():
        keys = Counter(row.key for row in table.rows)
        if twice := next((key for key, number in keys.items() if number > 1), None):
            raise PackageError("desk-twice", table=table.name, key=twice)
    for row in tables["figures"].rows:
        places = [row[name] for name in ("paragraph", "start", "end")]
        if not all(each.isascii() and each.isdigit() and len(each) < 8 for each in places):
            raise PackageError("desk-no-place", key=row.key)
        if row["source_id"] == source_id and not 0 < int(places[0]) <= len(paragraphs):
            raise PackageError("desk-no-place", key=row.key)


def files_of(package: Package, tables: Iterable[str]) -> dict[str, Path]:
    """The file that holds each table; none of the states.

    Raises:
        PackageError: the path of a table leads out of the folder.
    """
    own = {TODO: questions.FILE, OF_DESCRIPTOR: DESCRIPTOR}
    return {
        name: package.root / own[name] if name in own else package.path(name)
        for name in tables
        if name != STATES
    }


def hashes(files: Mapping[str, Path]) -> dict[str, str]:
    """The hash of the file of each table, "" where there is none."""
    return {name: _hash(path) for name, path in files.items()}


def write_files(
    package: Package, files: Mapping[str, Path], tables: Tables, changed: Iterable[str], applied: Applied
) -> Applied:
    """Write the changed tables into their files, and what they hold, all or none; the hashes of the others
    stay.

    Raises:
        OSError: a file cannot be replaced; all are as they were.
    """
    contents = {name: _content(package, tables[name]) for name in changed}
    new = {name: sha256(content).hexdigest() for name, content in contents.items()}
    made = Applied(applied.seq, {**applied.hashes, **new}, applied.decided)
    record = json_bytes({"seq": made.seq, "sha256": dict(made.hashes), "accepted": dict(made.decided)})
    written = {files[name]: content for name, content in contents.items()}
    write_all(package.root, {**written, package.root / FOLDER / APPLIED: record})
    return made


def read_applied(package: Package) -> Applied | None:
    """What the files held when the desk last wrote them; None where it never did.

    A record that cannot be read counts as none: every file is then taken as it is.
    """
    path = package.root / FOLDER / APPLIED
    try:
        found = json.loads(path.read_bytes())
        listed = [
            {str(key): str(each) for key, each in found.get(name, {}).items()}
            for name in ("sha256", "accepted")
        ]
        return Applied(int(found["seq"]), *listed)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def decided(tables: Tables) -> dict[str, str]:
    """A hash of the rows of each number that is accepted, to know which were changed while the desk was
    closed.
    """
    return hashes_of_rows(tables, {row.key for row in tables[STATES].rows if row["state"] == "accepted"})


def hashes_of_rows(tables: Tables, numbers: Collection[str]) -> dict[str, str]:
    """A hash of the observations of each of some numbers; none of a number without any."""
    cells: dict[str, list[Mapping[str, str]]] = {}
    for row in tables["observations"].rows:
        if row["figure_id"] in numbers:
            cells.setdefault(row["figure_id"], []).append(row.cells)
    listed = ((key, json.dumps(each, sort_keys=True)) for key, each in cells.items())
    return {key: sha256(text.encode("utf-8")).hexdigest()[:16] for key, text in listed}


def _content(package: Package, table: Table) -> bytes:
    if table.name != OF_DESCRIPTOR:
        return csv_bytes(table.columns, (row.cells for row in table.rows))
    written: dict[str, Any] = copy.deepcopy(read_json(package.root / DESCRIPTOR)[0])
    for row in table.rows:
        if row["value"]:
            written[row.key] = json.loads(row["value"])
        else:
            written.pop(row.key, None)
    return json_bytes(written)


def _hash(path: Path) -> str:
    try:
        return sha256(read_plain(path)).hexdigest()
    except FileNotFoundError:
        return ""


def _json(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _table(name: str, columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> Table:
    key = columns[0]
    made = (Row(name, line, cells[key], dict(cells)) for line, cells in enumerate(rows, 2))
    return Table(name, columns, tuple(made))
