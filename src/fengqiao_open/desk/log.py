"""The log of decisions, `.desk/decisions.csv`: append only, one line a decision, on the disk before it is
answered.

A line holds identifiers and cells, what was before and what is after, and no sentence of the report. Its last
cell checks the rest, so that a line that was not written to its end is known.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from ..errors import PackageError
from .changes import Change

# A link in its place would lead decisions to another file.
_FLAGS: Final = (
    os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
)
COLUMNS: Final = ("seq", "at", "action", "targets", "before", "after", "undoes", "check")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log.

    Attributes:
        seq: its number, from 1.
        at: when it was made, in UTC.
        action: `accept`, `edit`, `exclude`, `doubt`, `reopen`, `answer`, `add`, `fix`, `name`; `undo`,
            `redo`; `outside` for what another program changed.
        targets: the numbers and questions decided.
        changes: the cells and rows changed.
        undoes: the number of the decision that this one takes back, or makes again; 0 for none.
    """

    seq: int
    at: str
    action: str
    targets: tuple[str, ...]
    changes: tuple[Change, ...]
    undoes: int = 0


def append(path: Path, decision: Decision) -> None:
    """Write a decision behind the others, and wait until the disk has it.

    Raises:
        OSError: the disk is full; the log is as it was.
    """
    line = _line(decision).encode("utf-8")
    descriptor = os.open(path, _FLAGS, 0o600)
    size = os.fstat(descriptor).st_size
    try:
        data = line if size else (",".join(COLUMNS) + "\n").encode() + line
        while data:
            data = data[os.write(descriptor, data) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise
    finally:
        os.close(descriptor)


def read_log(path: Path) -> tuple[list[Decision], int]:
    """The decisions, and the number of the one that was cut off, 0 for none; what is cut off is removed.

    Raises:
        PackageError: a line that is not the last is damaged.
        OSError: the file cannot be read.

    >>> read_log(Path("no-such-log.csv"))
    ([], 0)
    """
    if not path.is_file():
        return [], 0
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    made: list[Decision] = []
    lines = whole.splitlines(keepends=True)[1:]
    for number, line in enumerate(lines, 1):
        decision = _decision(line)
        if decision is None or decision.seq != number:
            if number < len(lines):
                raise PackageError("desk-log-damaged", file=path, line=number + 1)
            whole = whole[: -len(line)]
        else:
            made.append(decision)
    if len(whole) == len(data):
        return made, 0
    with path.open("r+b") as file:
        file.truncate(len(whole))
    return made, len(made) + 1


def _line(decision: Decision) -> str:
    before = [[each.table, each.key, each.place, each.before] for each in decision.changes]
    after = [[each.table, each.key, each.place, each.after] for each in decision.changes]
    cells = [
        str(decision.seq),
        decision.at,
        decision.action,
        " ".join(decision.targets),
        *(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in (before, after)),
        str(decision.undoes or ""),
    ]
    return _joined([*cells, _check(cells)])


def _decision(line: bytes) -> Decision | None:
    try:
        *cells, check = next(csv.reader([line.decode("utf-8")], strict=True))
        if check != _check(cells):
            return None
        seq, at, action, targets, before, after, undoes = cells
        changes = _changes(json.loads(before), json.loads(after))
        return Decision(int(seq), at, action, tuple(targets.split()), tuple(changes), int(undoes or 0))
    except (ValueError, TypeError, csv.Error, StopIteration):
        return None


def _changes(before: Iterable[list[object]], after: Iterable[list[object]]) -> Iterable[Change]:
    for (table, key, place, old), (*_, new) in zip(before, after, strict=True):
        yield Change(str(table), str(key), old, new, int(str(place)))  # type: ignore[arg-type]


def _joined(cells: Iterable[str]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()


def _check(cells: Iterable[str]) -> str:
    return sha256(_joined(cells).encode("utf-8")).hexdigest()[:8]
