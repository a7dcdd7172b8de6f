"""Validate a merged dataset or a package with large tables: descriptor, each table alone, known issues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import polars as pl

from ..datapackage.package import DESCRIPTOR, Json, Package, listed, shipped
from ..errors import PackageError
from ..findings.report import Evidence, Finding, Kept, Report
from ..streaming.batch_checks import TableChecks
from ..streaming.parquet_batches import FAULTS
from ..streaming.reference_loader import load_references
from ..streaming.stream import one_machine, stream
from ..tabular.corrupted_texts import as_one
from ..validation.copies import copies
from ..validation.descriptor import check_descriptor, check_files
from ..validation.rules import RULES
from ..validation.validate import too_large
from .discover import suppressed
from .lazy import lazy_table
from .manifest import joined_schema

Register = dict[tuple[str, str], tuple[str, str]]
# How the tables of a compilation are kept, which is not how those of a package are.
_KEPT_AS = ("format", "encoding", "dialect")


def validate_by_table(package: Package, *, hashes: bool) -> Report:
    """Check a compilation, or a package with large tables: its descriptor, and each table alone.

    What the register of discrepancies explains is set aside. Rules across tables are not run. Of a
    compilation, a note says so, since `combine` has run them on each package; a package that they were not
    run on is not in order.

    Args:
        package: the compilation or package.
        hashes: whether the files of a package are compared with the descriptor; of a compilation none are.

    Raises:
        PackageError: a code list cannot be read.
    """
    standard = _standard() if package.compiled else shipped()
    described = _as_csv(package) if package.compiled else package
    found = [replace(each, evidence=Evidence(DESCRIPTOR)) for each in check_descriptor(described, standard)]
    found += check_files(package) if hashes and not package.compiled else []
    found += copies(package)
    names = [name for name in standard.tables if name in package.tables]
    problems = [each for name in names for each in _unreachable(package, name)]
    title = str(package.descriptor.get("name", package.root))
    if problems:
        return Report(title, dict.fromkeys(names, 0), (*found, *problems))
    counts, kept, known = {}, Kept(), Kept()
    run, unheld = set[str](), dict[str, None]()
    references, _ = load_references(names, package.root)
    for name in names:
        take = partial(_take, _register(package, name), kept, known)
        checks = TableChecks(standard.schema(name), references, list(standard.descriptor["resources"]))
        run |= {rule.code for rule in checks.rules()}
        links = checks.schema.foreign_keys
        unheld |= {link.table: None for link in links if link.column not in checks.target_keys}
        files = [(str(path), path.relative_to(package.root).as_posix()) for path in package.paths(name)]
        with one_machine()() as engine:
            counts[name] = stream(checks, files, engine, take).rows
    place = {name: number for number, name in enumerate(names)}
    ordered = sorted(kept.listed, key=lambda each: (place[each.table], each.evidence.file, each.line))
    told: Sequence[Finding] = (*ordered, *kept.rest())
    for name in names:
        told = as_one(name, told, counts[name])
    words = {"count": str(len({rule.code for rule in RULES} - run)), "unheld": ", ".join(unheld)}
    note = Finding("FQ-C06", values=words) if package.compiled else too_large(words)
    findings = (*found, *told, replace(note, evidence=Evidence(DESCRIPTOR)))
    # What `combine` has run on each package is not missing in the compilation.
    skipped = () if package.compiled else _skipped(run, list(unheld))
    return Report(title, counts, findings, (*known.listed, *map(suppressed, known.rest())), skipped)


def _take(register: Register, kept: Kept, known: Kept, finding: Finding) -> None:
    """Keep a finding, what the register explains apart from the others."""
    reasons = register.get((finding.code, finding.key))
    if reasons is None:
        kept.add(finding)
    else:
        evidence = replace(finding.evidence, reason_zh=reasons[0], reason_en=reasons[1])
        known.add(replace(finding, suppressed=reasons[1], evidence=evidence))


def _register(package: Package, table: str) -> Register:
    """The reasons of the register for one table, by code and key."""
    if "discrepancies" not in package.tables:
        return {}
    columns = ("rule_code", "key", "reason_zh", "reason_en")
    try:
        entries = (
            lazy_table(package, "discrepancies").filter(pl.col("table") == table).select(columns).collect()
        )
    except (PackageError, *FAULTS):  # what is wrong with the register is told where it is checked itself
        return {}
    return {(code, key): (zh, en) for code, key, zh, en in entries.iter_rows()}


def _skipped(run: set[str], unheld: Sequence[str]) -> tuple[str, ...]:
    """The rules that were not run, with the tables that they read."""
    rules = (rule for rule in RULES if rule.tables and rule.code not in run)
    named = (f"{rule.code}: {', '.join(rule.tables)}" for rule in rules)
    return (*(f"FQ-K03: {name}" for name in unheld), *named)


def _standard() -> Package:
    """The standard as it holds for many packages together."""
    standard = shipped()
    resources = [{**each, "schema": joined_schema(each)} for each in standard.descriptor["resources"]]
    return replace(standard, descriptor={**standard.descriptor, "resources": resources})


def _as_csv(package: Package) -> Package:
    """The compilation as if its tables were CSV: how they are kept is not what they mean."""
    standard: dict[str, Json] = {
        each["name"]: {part: each[part] for part in _KEPT_AS if part in each}
        for each in shipped().descriptor["resources"]
    }
    resources = [{**each, **standard.get(each["name"], {})} for each in package.descriptor["resources"]]
    return replace(package, descriptor={**package.descriptor, "resources": resources})


def _unreachable(package: Package, name: str) -> Iterator[Finding]:
    """Files that lie elsewhere or are not there."""
    if not package.holds(name):
        written = ", ".join(listed(package.resource(name)["path"]))
        yield Finding("FQ-D07", name, values={"path": written}, evidence=Evidence(DESCRIPTOR))
        return
    for path in package.paths(name):
        if not path.is_file():
            shown = path.relative_to(package.root).as_posix()
            yield Finding("FQ-F01", name, values={"path": shown}, evidence=Evidence(shown))
