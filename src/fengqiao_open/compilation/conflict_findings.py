"""Findings on conflicts between packages: one at each version but the retained one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from ..datapackage.package import DESCRIPTOR, read_package, shipped
from ..findings.report import Evidence, Finding
from ..tabular.dataset import Data
from ..tabular.file_structure import read_table
from ..validation.context import with_context
from .conflicts import Clash
from .fingerprints import CODE_LISTS, RELATIVE, Kind, Mark, marked

_CODES = {True: "FQ-C02", False: "FQ-C03"}
# So many versions of one thing are looked at; the others are counted.
_MOST_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class _Seen:
    """One version of a thing, as its package has it."""

    mark: Mark
    evidence: Evidence
    rows: Mapping[tuple[str, str], int] = field(default_factory=dict)


def told(clashes: Sequence[Clash], paths: Sequence[Path]) -> Iterator[Finding]:
    """A finding at each version of a thing but the one that is held to be right.

    Args:
        clashes: where packages clash.
        paths: the packages, in the order by which they are numbered.
    """
    seen = _look(clashes, paths)
    for clash in clashes:
        (right, numbers), *others = clash.versions
        there = seen[clash.key, right]
        packages = {"packages": f"{len(numbers):,}", "versions": f"{len(others):,}"}
        for content, these in others[:_MOST_VERSIONS]:
            here = seen[clash.key, content]
            found = _BY_KIND[clash.kind](here, there)
            yield replace(
                found, values={**found.values, **packages, "here": f"{len(these):,}"}, evidence=here.evidence
            )


def _look(clashes: Iterable[Clash], paths: Sequence[Path]) -> dict[tuple[int, int], _Seen]:
    """The versions of each clash in the first package that has them; no package is read twice."""
    wanted: dict[int, set[tuple[int, int]]] = {}
    for clash in clashes:
        for content, numbers in clash.versions[: _MOST_VERSIONS + 1]:
            wanted.setdefault(int(numbers.min()), set()).add((clash.key, content))
    found: dict[tuple[int, int], _Seen] = {}
    for number, things in wanted.items():
        found |= _versions(paths[number], things)
    return found


def _versions(path: Path, wanted: set[tuple[int, int]]) -> dict[tuple[int, int], _Seen]:
    package = read_package(path)
    tables = {}
    for name in shipped().tables:
        table, _ = read_table(package, shipped().schema(name))
        if table is not None:
            tables[name] = table
    data = Data(tables, package.descriptor)
    listed = list(marked(data))
    met = [each for each in listed if (each.key, each.content % 2**64) in wanted]
    places = [Finding(_CODES[False], each.row.table, each.row.line, key=each.row.key) for each in met]
    return {
        (mark.key, mark.content % 2**64): _Seen(
            mark,
            within(path, place.evidence),
            _rows_of(listed, mark.row.key) if mark.kind is Kind.REPORT else {},
        )
        for mark, place in zip(met, with_context(places, tables, package), strict=True)
    }


def _rows_of(listed: Iterable[Mark], source: str) -> dict[tuple[str, str], int]:
    """The contents of the rows of one report, by table and key."""
    return {
        (each.row.table, each.row.key): each.content
        for each in listed
        if each.kind in (Kind.LISTED, Kind.ROW) and each.row["source_id"] == source
    }


def within(path: Path, evidence: Evidence) -> Evidence:
    """The evidence with its file named from where the package was named."""
    folder = path.parent if path.name == DESCRIPTOR else path
    return replace(evidence, file=str(PurePosixPath(folder.as_posix()) / (evidence.file or DESCRIPTOR)))


def _where(seen: _Seen) -> str:
    """The file and line of a version."""
    return f"{seen.evidence.file}:{seen.mark.row.line}"


def _of_row(here: _Seen, there: _Seen) -> Finding:
    """A row with other cells under the same key."""
    row, other = here.mark.row, there.mark.row
    relative = RELATIVE.get(row.table, ())
    differ = [name for name in row.cells if name not in relative and row[name] != other[name]]
    words = {"value": row[differ[0]] or "-", "other": other[differ[0]] or "-", "where": _where(there)}
    words |= {"more": ", ".join(differ[1:])}
    return row.finding(_CODES[row.table in CODE_LISTS], differ[0], **words)


def _of_combination(here: _Seen, there: _Seen) -> Finding:
    """Cells that may stand once, under two keys."""
    row, columns = here.mark.row, here.mark.columns
    cells = ", ".join(f"“{row[column]}”" for column in columns)
    return row.finding(
        "FQ-C05", columns[-1] if len(columns) == 1 else "", columns=", ".join(columns), value=cells, key=row.key,
        other=there.mark.row.key, where=_where(there),
    )  # fmt: skip


def _of_report(here: _Seen, there: _Seen) -> Finding:
    """A report with other rows."""
    keys = dict.fromkeys((*here.rows, *there.rows))
    differ = [key for key in keys if here.rows.get(key) != there.rows.get(key)]
    first = " ".join(differ[0])
    return here.mark.row.finding(
        "FQ-C04",
        "source_id",
        value=here.mark.row.key,
        count=f"{len(differ):,}",
        first=first,
        where=_where(there),
    )


_BY_KIND = {Kind.LISTED: _of_row, Kind.ROW: _of_row, Kind.UNIQUE: _of_combination, Kind.REPORT: _of_report}
