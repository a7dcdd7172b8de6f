"""A whole compilation checked: its descriptor, then each table by itself, with the code lists and the register beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from ..descriptor import check_descriptor
from ..findings import Evidence, Finding, Kept, Report
from ..package import DESCRIPTOR, Json, Package, shipped
from ..rules import RULES
from .beside import read_beside
from .engines import one_machine
from .kernel import make_kernel
from .manifest import joined_schema
from .reading import scanned
from .stream import stream

# How the tables of a compilation are kept, which is not how those of a package are.
_KEPT_AS = ("format", "encoding", "dialect")


def validate_compilation(package: Package) -> Report:
    """Check a compilation: its descriptor, and each table as `validate_table` does.

    What the register of discrepancies explains is set aside. Rules across tables are not run: `combine` has run
    them on each package, and a note says so.

    Raises:
        PackageError: a code list cannot be read.
    """
    standard = _standard()
    found = [
        replace(each, evidence=Evidence(DESCRIPTOR)) for each in check_descriptor(_as_csv(package), standard)
    ]
    names = [name for name in standard.tables if name in package.tables]
    problems = [each for name in names for each in _unreachable(package, name)]
    if problems:
        rows = dict.fromkeys(names, 0)
        return Report(_name(package), rows, (*found, *problems))
    counts, kept, known = {}, Kept(), Kept()
    for name in names:
        sorter = _Sorter(_register(package, name), kept, known)
        kernel = make_kernel(
            name,
            list(standard.descriptor["resources"]),
            read_beside(name, package.root).lists,
        )
        files = [(str(path), path.relative_to(package.root).as_posix()) for path in package.paths(name)]
        with one_machine()() as engine:
            counts[name] = stream(kernel, files, engine, sorter.take).rows
    place = {name: number for number, name in enumerate(names)}
    ordered = sorted(kept.listed, key=lambda each: (place[each.table], each.evidence.file, each.line))
    return Report(_name(package), counts, (*found, *ordered, *kept.rest(), _not_run()), tuple(known.listed))


@dataclass(frozen=True, slots=True)
class _Sorter:
    """Findings as they are made: those that the register explains apart from the others."""

    register: dict[tuple[str, str], tuple[str, str]]
    kept: Kept
    known: Kept

    def take(self, finding: Finding) -> None:
        reasons = self.register.get((finding.code, finding.key))
        if reasons is None:
            self.kept.add(finding)
        else:
            evidence = replace(finding.evidence, reason_zh=reasons[0], reason_en=reasons[1])
            self.known.add(replace(finding, excused=reasons[1], evidence=evidence))


def _register(package: Package, table: str) -> dict[tuple[str, str], tuple[str, str]]:
    """The reasons of the register for one table, by code and key."""
    if "discrepancies" not in package.tables:
        return {}
    columns = ("rule_code", "key", "reason_zh", "reason_en")
    entries = scanned(package, "discrepancies").filter(pl.col("table") == table).select(columns).collect()
    return {(code, key): (zh, en) for code, key, zh, en in entries.iter_rows()}


def _not_run() -> Finding:
    across = [rule for rule in RULES if not rule.by]
    return Finding("FQ-C06", values={"count": str(len(across))}, evidence=Evidence(DESCRIPTOR))


def _name(package: Package) -> str:
    return str(package.descriptor.get("name", package.root))


def _standard() -> Package:
    """The standard as it holds for many packages together."""
    standard = shipped()
    resources = [{**each, "schema": joined_schema(each)} for each in standard.descriptor["resources"]]
    return replace(standard, descriptor={**standard.descriptor, "resources": resources})


def _as_csv(package: Package) -> Package:
    """The compilation as if its tables were CSV: how they are kept is not what they mean."""
    standard: dict[str, Json] = {str(each["name"]): each for each in shipped().descriptor["resources"]}
    resources = [
        {**each, **{name: part for name, part in standard.get(each["name"], {}).items() if name in _KEPT_AS}}
        for each in package.descriptor["resources"]
    ]
    return replace(package, descriptor={**package.descriptor, "resources": resources})


def _unreachable(package: Package, name: str) -> Iterator[Finding]:
    """Files that lie elsewhere or are not there."""
    if not package.holds(name):
        written = str(package.resource(name)["path"])
        yield Finding("FQ-D07", name, values={"path": written}, evidence=Evidence(DESCRIPTOR))
        return
    for path in package.paths(name):
        if not path.is_file():
            shown = path.relative_to(package.root).as_posix()
            yield Finding("FQ-F01", name, values={"path": shown}, evidence=Evidence(shown))
