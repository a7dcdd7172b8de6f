"""What `validate` reports of a change: whether it is caught, located, reported once, and what is said of other cells."""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from detection.accusations import is_elsewhere, proposes_a_value
from detection.alone import frictionless_alone, pandera_alone
from detection.changes import Change
from detection.tables import DESCRIPTOR, Sheet, read_sheets
from fengqiao_open import Finding, validate
from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.errors import PackageError

_NAME = re.compile("[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is reported of a change.

    Attributes:
        change: the change, without the files.
        codes: codes of the findings that were not there before.
        caught: one of them is an error or a warning.
        noted: there are notes only.
        located: a finding is at the changed place: of a cell its table, line and column; of two edits both cells; of a
            row its table, and its line or key; of a column its table and name, or the shape of the table; of a file its
            table; of the descriptor the table and the property. A cell of a generated table is located when its file is
            reported, for the file is made anew as a whole.
        once: there is one finding for each mistake; each generated table that is stale may be reported once beside it.
        elsewhere: findings at cells that were not changed; see `is_elsewhere`.
        accused: those of them that give a value for the cell; see `proposes_a_value`.
        refused: `refresh` was to be run and refused; the package is then judged as it is.
        frictionless, pandera: whether these catch it, alone; None where they were not asked.
    """

    change: Change
    codes: tuple[str, ...]
    caught: bool
    noted: bool
    located: bool
    once: bool
    elsewhere: tuple[str, ...]
    accused: tuple[str, ...]
    refused: bool = False
    frictionless: bool | None = None
    pandera: bool | None = None


class Bench:
    """A copy of the shipped package, and what is found in it as it is."""

    def __init__(self, folder: Path) -> None:
        root = shipped().root
        folder.mkdir(exist_ok=True)
        shutil.copytree(root / "data", folder / "data")
        shutil.copy(root / DESCRIPTOR, folder)
        self.folder = folder
        self.sheets = read_sheets(folder)
        self.kept = {
            path: (folder / path).read_bytes()
            for path in (DESCRIPTOR, *(each.path for each in self.sheets.values()))
        }
        self.before = frozenset(map(_fact, validate(folder, hashes=False).findings))

    def judge(self, change: Change, *, peers: bool = False) -> Judgement:
        """Make a change, judge it, and undo it."""
        touched = {*change.files, *(self.kept if change.refreshed else ())}
        try:
            for path, content in change.files.items():
                if content is None:
                    (self.folder / path).unlink()
                else:
                    (self.folder / path).write_bytes(content)
            refused = change.refreshed and not _refreshes(self.folder)
            found = validate(self.folder, hashes=False).findings
            new = [each for each in found if _fact(each) not in self.before]
            judged = replace(judgement(change, new, self.sheets), refused=refused)
            if peers:
                judged = replace(
                    judged,
                    frictionless=frictionless_alone(self.folder, change.table),
                    pandera=pandera_alone(self.folder, change.table),
                )
            return judged
        finally:
            for path in touched:
                (self.folder / path).write_bytes(self.kept[path])


@contextlib.contextmanager
def in_memory() -> Iterator[Path]:
    """A folder for as long as it is needed, in memory where the system has a file system for it."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def judgement(change: Change, new: Sequence[Finding], sheets: Mapping[str, Sheet]) -> Judgement:
    """The judgement on a change from the findings that were not there before."""
    grave = [each for each in new if each.severity != "note"]
    elsewhere = [each for each in grave if is_elsewhere(each, change, sheets)]
    return Judgement(
        replace(change, files={}),
        tuple(sorted({each.code for each in new})),
        bool(grave),
        bool(new) and not grave,
        _is_located(change, grave, sheets),
        _is_once(change, grave, sheets),
        tuple(map(_place, elsewhere)),
        tuple(
            f"{_place(each)}: {each.fix if each.fix is not None else each.expected()}"
            for each in elsewhere
            if proposes_a_value(each, sheets)
        ),
    )


def _refreshes(folder: Path) -> bool:
    """Whether the generated tables could be made anew."""
    try:
        refresh(read_package(folder))
    except PackageError:
        return False
    return True


def _fact(finding: Finding) -> tuple[object, ...]:
    return (
        finding.code, finding.table, finding.line, finding.column, finding.key, tuple(finding.values.items()),
    )  # fmt: skip


def _place(finding: Finding) -> str:
    return f"{finding.code} {finding.table}:{finding.line}:{finding.column}"


def _is_once(change: Change, grave: Sequence[Finding], sheets: Mapping[str, Sheet]) -> bool:
    stale = Counter(each.table for each in grave if each.table in sheets and sheets[each.table].generated)
    others = len(grave) - stale.total()
    return others <= change.mistakes <= others + len(stale) and all(count == 1 for count in stale.values())


def _is_located(change: Change, grave: Iterable[Finding], sheets: Mapping[str, Sheet]) -> bool:
    if change.cells:
        files = {each.table for each in grave if each.line <= 1 and not each.column}
        cells = {(each.table, each.line, each.column) for each in grave}
        found = [
            each for each in change.cells if each in cells or (sheets[each[0]].generated and each[0] in files)
        ]
        return len(found) >= change.mistakes
    return any(_leads_to(change, each) for each in grave)


def _leads_to(change: Change, found: Finding) -> bool:
    here = found.table == change.table
    match change.group:
        case "column":
            return here and (found.column in change.columns or found.code.startswith("FQ-S"))
        case "row" if here and found.line in change.lines:
            return True
    # What is gone is found where it is missed, in words that name the table, and the key or the property.
    named = _named(found)
    wanted = change.keys | change.columns
    return change.table in named and (not wanted or bool(wanted & named))


def _named(found: Finding) -> set[str]:
    """Everything that a finding names: its place, its values, and each name in them."""
    values = (found.table, found.column, found.key, *found.values.values())
    return {*values, *(name for value in values for name in _NAME.findall(value))}
