"""The errata of a package: what each release changed, and why, in `errata.csv` beside its descriptor.

One row is one change of a cell, a row or a column since the release before. `diff --errata` writes the rows
and keeps the reasons, which people write. It is the only place of the reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import cast, get_args

from ..datapackage.characters import visible
from ..datapackage.files import csv_bytes, read_named
from ..datapackage.package import Package
from ..errors import PackageError
from ..tabular.csv import MalformedError, decode, records
from .changes import Change, Difference, Kind, Of, version

FILE = "errata.csv"
Place = tuple[str, str, str]  # table, key of the row, column


@dataclass(frozen=True, slots=True)
class Erratum:
    """One change with its reason.

    Attributes:
        version: the release that has it first.
        table: the table, by its name in that release.
        row_id: the key of the row, by its new name where it was renamed; "" for a whole column or table.
        column: the column; "" for a whole row or table.
        kind: as in `Change`.
        before, after: the cell; for a row or a column its name, "" where there is none.
        reason_zh, reason_en: why, in both languages.
    """

    version: str
    table: str
    row_id: str
    column: str
    kind: Kind
    before: str
    after: str
    reason_zh: str = ""
    reason_en: str = ""

    @property
    def of(self) -> Of:
        """What it is a change of."""
        if self.row_id:
            return "cell" if self.column else "row"
        return "column" if self.column else "table"

    @property
    def place(self) -> Place:
        """What was changed."""
        return self.table, self.row_id, self.column


COLUMNS = tuple(each.name for each in fields(Erratum))


def read_errata(package: Package) -> tuple[Erratum, ...] | None:
    """The errata of a package, None where it has no file of them.

    Raises:
        PackageError: the file cannot be read, or a row is not as `Erratum` has it.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> {each.version for each in read_errata(shipped())}
    {'0.2.0'}
    """
    path = package.root / FILE
    if not package.inside(FILE) or not path.exists():
        return None
    text, problems = decode(FILE, read_named(path, FILE))
    if problems:
        raise PackageError("errata-row", line=problems[0].line or 1, columns=",".join(COLUMNS))
    found = []
    try:
        for line, cells in records(text):
            if len(cells) != len(COLUMNS) or (line == 1 and tuple(cells) != COLUMNS):
                raise PackageError("errata-row", line=line, columns=",".join(COLUMNS))
            if line > 1:
                version(cells[0])
                found.append(_erratum(cells))
    except MalformedError as problem:
        raise PackageError("errata-row", line=problem.line, columns=",".join(COLUMNS)) from None
    return tuple(found)


def _erratum(cells: Sequence[str]) -> Erratum:
    release, table, row_id, column, kind, *texts = cells
    if kind not in get_args(Kind):
        raise PackageError("errata-kind", kind=visible(kind), kinds=", ".join(get_args(Kind)))
    return Erratum(release, table, row_id, column, cast(Kind, kind), *texts)


def errata_csv(errata: Iterable[Erratum]) -> bytes:
    """Errata as the bytes of their file."""
    return csv_bytes(COLUMNS, map(asdict, errata))


def since(errata: Iterable[Erratum], old: str, new: str) -> list[Erratum]:
    """The errata of the releases after one up to another, the older first."""
    later = (each for each in errata if version(old) < version(each.version) <= version(new))
    return sorted(later, key=lambda each: version(each.version))


def stated_renames(errata: Iterable[Erratum]) -> dict[str, dict[str, str]]:
    """The keys that the errata say were renamed, old to new, by table."""
    found: dict[str, dict[str, str]] = {}
    for each in errata:
        if each.kind == "rename" and each.row_id and not each.column:
            found.setdefault(each.table, {})[each.before] = each.after
    return found


def with_reasons(changes: Iterable[Change], errata: Iterable[Erratum]) -> tuple[Change, ...]:
    """Changes with their reasons: those of all errata of their place, if the last of them is about what is
    there now. Properties of the descriptor have none.
    """
    by_place: dict[Place, list[Erratum]] = {}
    for each in errata:
        by_place.setdefault(each.place, []).append(each)
    return tuple(replace(each, reason=_reason(each, by_place)) for each in changes)


def _reason(change: Change, errata: Mapping[Place, Sequence[Erratum]]) -> tuple[str, str]:
    found = errata.get((change.table, change.key, change.column), ())
    if not found or change.of == "property" or found[-1].after != change.new:
        return "", ""
    zh, en = (dict.fromkeys(each) for each in zip(*((e.reason_zh, e.reason_en) for e in found), strict=True))
    return "".join(zh), " ".join(en)


def updated(errata: Sequence[Erratum], difference: Difference) -> tuple[Erratum, ...]:
    """Errata with those of the newer release made anew, first; reasons stay with their places.

    Additions and changes of generated tables are listed only where they have a row already.
    """
    number = difference.new_version
    known = {each.place: each for each in errata if each.version == number}
    made = []
    for each in difference.changes:
        place = (each.table, each.key, each.column)
        if difference.needs_reason(each) or (place in known and each.of != "property"):
            reasons = (known[place].reason_zh, known[place].reason_en) if place in known else ()
            made.append(Erratum(number, *place, each.kind, each.old, each.new, *reasons))
    return (*made, *(each for each in errata if each.version != number))
