"""Large tables and their reference tables to a report: `fengqiao-open validate --table`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ..datapackage.package import shipped
from ..findings.report import Report
from ..validation.rules import RULES
from .batch_checks import Kernel, make_kernel
from .inputs import expand
from .local import OpenEngine, one_machine
from .references import read_beside
from .stream import Sink, stream


def validate_table(
    table: str, files: Sequence[str | Path], lists: str | Path | None = None, *, engine: OpenEngine | None = None,
    sink: Sink | None = None, progress: Callable[[int], None] | None = None,
) -> Report:  # fmt: skip
    """Check one table of any size against the standard: its files, values, keys, and the rules on its single rows.

    The findings are those that the same rows would have in a small package, but for two things that are known at
    the end only: a cell that leads nowhere is told
    where it stands, even if the key of a code list was changed under it; and the register of discrepancies excuses
    nothing. What is not checked, such as the rules across rows, is in the report's `skipped`.

    Args:
        table: the name of the table.
        files: CSV and Parquet files, folders of them, or addresses that fsspec knows, in order.
        lists: a package, or a folder of tables by name, with the tables that this one refers to; None for the
            shipped code lists. They are checked too.
        engine: `engines.one_machine()` when left out, or `cluster.on_cluster(address)`.
        sink: takes every finding as it is made, those that the report only counts included.
        progress: is told the number of rows checked so far.

    Returns:
        A `Report` as of a small package: of each kind of finding the first thousand, and the number of the others.

    Raises:
        PackageError: there is no such file.
        UnknownTableError: there is no such table.
    """
    shipped().resource(table)
    found = expand([str(file) for file in files])
    beside = read_beside([table], lists)
    kernel = make_kernel(table, list(shipped().descriptor["resources"]), beside.lists)
    with (engine or one_machine())() as opened:
        streamed = stream(kernel, found, opened, sink, progress)
    checked = {**beside.checked, table: streamed}
    rows = {name: each.rows for name, each in checked.items()}
    findings = tuple(finding for each in checked.values() for finding in each.findings)
    return Report(table, rows, findings, (), tuple(_unchecked(kernel, list(checked))))


def _unchecked(kernel: Kernel, tables: Sequence[str]) -> Iterator[str]:
    """What was not looked at in some tables, and for want of which others, or of all rows of the table itself."""
    for column, target, _ in kernel.links():
        if column not in kernel.known:
            yield f"FQ-K03: {target}"
    done = kernel.rules()
    for rule in RULES:
        if rule not in done and (not rule.tables or set(rule.tables) & set(tables)):
            absent = [name for name in rule.tables if name not in tables]
            yield f"{rule.code}: {', '.join(absent or rule.tables or [kernel.table])}"
