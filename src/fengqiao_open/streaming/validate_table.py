"""Large tables and their reference tables to a report: `fengqiao-open validate --table`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from ..datapackage.package import shipped
from ..findings.report import Finding, Report
from ..validation.rules import RULES
from .batch_checks import TableChecks
from .inputs import expand
from .known_issues import Entries, explained, known_issues
from .reference_loader import lists_beside, load_references
from .stream import OpenEngine, Progress, Sink, one_machine, stream


def validate_table(
    table: str,
    files: Sequence[str | Path],
    lists: str | Path | None = None,
    *,
    engine: OpenEngine | None = None,
    sink: Sink | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check one table of any size against the standard: files, values, keys, and the rules on single rows.

    The findings are those of the same rows in a small package, but that an unresolved reference is always
    reported at its own cell. What a known issue of the package that the files lie in explains is in the
    report's `known`. Checks that are not run, such as the rules across rows, are in its `skipped`.

    Args:
        table: the name of the table.
        files: CSV and Parquet files, folders of them, or URLs that fsspec knows, in order.
        lists: a package, or a folder of tables by name, with the reference tables, which are checked too;
            None for those of the package that the files lie in, or the shipped ones where they lie in none.
        engine: `stream.one_machine()` when left out, or `dask.on_cluster(address)`.
        sink: takes every finding as it is made, those that the report only counts included.
        progress: takes the number of rows checked so far.

    Returns:
        A `Report` as of a small package: the first thousand findings of each kind, and the number of others.

    Raises:
        PackageError: there is no such file.
        UnknownTableError: there is no such table.
    """
    schema = shipped().schema(table)
    found = expand([str(file) for file in files])
    beside = lists_beside(table, files)
    entries = known_issues(beside) if beside else {}
    references, results = load_references([table], lists or beside)
    checks = TableChecks(schema, references, list(shipped().descriptor["resources"]))
    with (engine or one_machine())() as opened:
        results[table] = stream(checks, found, opened, sink and partial(_pass, sink, entries), progress)
    rows = {name: each.rows for name, each in results.items()}
    findings = tuple(finding for each in results.values() for finding in each.findings)
    known = {number: one for number, each in enumerate(findings) if (one := explained(each, entries))}
    left = tuple(each for number, each in enumerate(findings) if number not in known)
    return Report(table, rows, left, tuple(known.values()), tuple(_skipped(checks, list(results))))


def _pass(sink: Sink, entries: Entries, finding: Finding) -> None:
    """Pass on a finding that no known issue explains."""
    if explained(finding, entries) is None:
        sink(finding)


def _skipped(checks: TableChecks, tables: Sequence[str]) -> Iterator[str]:
    """The checks that were not run, with the tables that are not loaded or whose rows are needed together."""
    for link in checks.schema.foreign_keys:
        if link.column not in checks.target_keys:
            yield f"FQ-K03: {link.table}"
    run = checks.rules()
    for rule in RULES:
        if rule not in run and (not rule.tables or set(rule.tables) & set(tables)):
            absent = [name for name in rule.tables if name not in tables]
            yield f"{rule.code}: {', '.join(absent or rule.tables or [checks.schema.name])}"
