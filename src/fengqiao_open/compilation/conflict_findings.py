"""Findings on conflicts between packages: one at each version but the retained one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..datapackage.package import read_package, shipped
from ..findings.report import Evidence, Finding
from ..tabular.dataset import Data
from ..tabular.file_structure import read_table
from ..validation.context import with_context
from .addresses import Address, at_hand, within
from .conflicts import Clash
from .fingerprints import CODE_LISTS, Kind, Mark, compared, marked

# So many versions of one thing are looked at; the others are counted.
_MOST_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class _Seen:
    """One version of a thing, as its package has it."""

    mark: Mark
    evidence: Evidence
    rows: Mapping[tuple[str, str], bytes] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """Its file and line."""
        return f"{self.evidence.file}:{self.mark.row.line}"


def told(clashes: Sequence[Clash], addresses: Sequence[Address]) -> Iterator[tuple[Finding, Sequence[int]]]:
    """A finding at each version of a thing but the one that is held to be right, with the packages that have
    it.

    Of many versions the last ones are not told; their packages are with the last one that is.

    Args:
        clashes: where packages clash.
        addresses: the packages, in the order by which they are numbered.
    """
    seen = _look(clashes, addresses)
    for clash in clashes:
        (right, numbers), *others = clash.versions
        there = seen[clash.key, right]
        for at, (content, these) in enumerate(others[:_MOST_VERSIONS], 1):
            here = seen[clash.key, content]
            found = _BY_KIND[clash.kind](here, there)
            counts = {"packages": len(numbers), "versions": len(others), "here": len(these)}
            words = {name: f"{count:,}" for name, count in counts.items()}
            finding = replace(found, values={**found.values, **words}, evidence=here.evidence)
            untold = others[at:] if at == _MOST_VERSIONS else []
            yield finding, [int(number) for _, some in ((content, these), *untold) for number in some]


def _look(clashes: Iterable[Clash], addresses: Sequence[Address]) -> dict[tuple[int, int], _Seen]:
    """The versions of each clash in the first package that has them; no package is read twice."""
    wanted: dict[int, set[tuple[int, int]]] = {}
    for clash in clashes:
        for content, numbers in clash.versions[: _MOST_VERSIONS + 1]:
            wanted.setdefault(int(numbers.min()), set()).add((clash.key, content))
    found: dict[tuple[int, int], _Seen] = {}
    for number, things in wanted.items():
        with at_hand(addresses[number]) as path:
            found |= _versions(path, addresses[number], things)
    return found


def _versions(path: Path, address: Address, wanted: set[tuple[int, int]]) -> dict[tuple[int, int], _Seen]:
    package = read_package(path)
    read = ((name, read_table(package, shipped().schema(name))[0]) for name in shipped().tables)
    tables = {name: table for name, table in read if table is not None}
    listed = list(marked(Data(tables, package.descriptor)))
    met = [each for each in listed if each.numbers in wanted]
    places = [Finding("FQ-C03", each.row.table, each.row.line, key=each.row.key) for each in met]
    found = {}
    for mark, place in zip(met, with_context(places, tables, package), strict=True):
        rows = _rows_of(listed, mark.row.key) if mark.kind is Kind.REPORT else {}
        found[mark.numbers] = _Seen(mark, within(address, place.evidence), rows)
    return found


def _rows_of(listed: Iterable[Mark], source: str) -> dict[tuple[str, str], bytes]:
    """The contents of the rows of one report, by table and key."""
    rows = (each for each in listed if each.kind in (Kind.LISTED, Kind.ROW))
    return {(each.row.table, each.row.key): each.content for each in rows if each.row["source_id"] == source}


def _of_row(here: _Seen, there: _Seen) -> Finding:
    """A row with other cells under the same key."""
    row, other = here.mark.row, there.mark.row
    differ = [name for name in compared(row) if row[name] != other[name]]
    words = {"value": row[differ[0]] or "-", "other": other[differ[0]] or "-", "more": ", ".join(differ[1:])}
    code = "FQ-C02" if row.table in CODE_LISTS else "FQ-C03"
    return row.finding(code, differ[0], **words, where=there.where)


def _of_combination(here: _Seen, there: _Seen) -> Finding:
    """Cells that may stand once, under two keys."""
    row, columns = here.mark.row, here.mark.columns
    words = {"columns": ", ".join(columns), "value": ", ".join(f"“{row[column]}”" for column in columns)}
    words |= {"key": row.key, "other": there.mark.row.key, "where": there.where}
    return row.finding("FQ-C05", columns[-1] if len(columns) == 1 else "", **words)


def _of_report(here: _Seen, there: _Seen) -> Finding:
    """A report with other rows."""
    keys = dict.fromkeys((*here.rows, *there.rows))
    differ = [key for key in keys if here.rows.get(key) != there.rows.get(key)]
    words = {"value": here.mark.row.key, "count": f"{len(differ):,}", "first": " ".join(differ[0])}
    return here.mark.row.finding("FQ-C04", "source_id", **words, where=there.where)


_BY_KIND = {Kind.LISTED: _of_row, Kind.ROW: _of_row, Kind.UNIQUE: _of_combination, Kind.REPORT: _of_report}
