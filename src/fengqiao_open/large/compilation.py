"""Large tables and the code lists beside them, to a report: what `fengqiao-open validate --table` does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl

from ..findings import Report
from ..package import DESCRIPTOR, PackageError, read_package, shipped
from ..rules import RULES
from .engines import OpenEngine, one_machine
from .kernel import make_kernel
from .lists import Lists, make_lists
from .sources import expand
from .stream import Sink, stream


def validate_table(
    table: str, files: Sequence[str | Path], lists: str | Path | None = None, *, engine: OpenEngine | None = None,
    sink: Sink | None = None, progress: Callable[[int], None] | None = None,
) -> Report:  # fmt: skip
    """Check one table of any size against the standard: its files, values, keys, and the rules on its single rows.

    Args:
        table: the name of the table.
        files: CSV and Parquet files, folders of them, or addresses that fsspec knows, in order.
        lists: a package, or a folder of its tables, with the code lists that the table refers to; None for the
            shipped ones.
        engine: `engines.one_machine()` when left out, or `cluster.on_cluster(address)`.
        sink: takes every finding as it is made, those that the report only counts included.
        progress: is told the number of rows checked so far.

    Returns:
        A `Report` as of a small package: of each kind of finding the first thousand, and the number of the others.

    Raises:
        PackageError: there is no such file.
        UnknownTableError: there is no such table.
    """
    resources = list(shipped().descriptor["resources"])
    shipped().resource(table)
    at_hand = read_lists(lists, [name for name in shipped().tables if name != table])
    kernel = make_kernel(table, resources, at_hand)
    found = expand([str(file) for file in files])
    with (engine or one_machine())() as opened:
        streamed = stream(kernel, found, opened, sink, progress)
    return Report(
        table, {table: streamed.rows}, streamed.findings, (), _unchecked(table, at_hand, kernel.known)
    )


def read_lists(path: str | Path | None, names: Sequence[str]) -> Lists:
    """The code lists of a package, or of a folder that holds tables by name, as text.

    Raises:
        PackageError: there is no such folder, or a list cannot be read.
    """
    resources = list(shipped().descriptor["resources"])
    if path is None or (Path(path) / DESCRIPTOR).is_file() or Path(path).suffix == ".json":
        package = read_package(path)
        files = {name: package.path(name) for name in names if name in package.tables}
    else:
        folders = (Path(path), Path(path) / "data")
        files = {
            name: folder / f"{name}{ending}"
            for name in names for folder in folders for ending in (".csv", ".parquet")
            if (folder / f"{name}{ending}").is_file()
        }  # fmt: skip
    if not files:
        raise PackageError(f"{path} holds no tables.", f"{path} 中没有表。")
    return make_lists({name: _read(file) for name, file in files.items() if name in _LISTS}, resources)


#: Tables that others refer to and that rules look single rows up in; their own rows are checked as tables of their own.
_LISTS = ("sources", "areas", "units", "indicators", "themes")


def _read(file: Path) -> pl.DataFrame:
    try:
        if file.suffix == ".parquet":
            return pl.read_parquet(file).with_columns(pl.all().cast(pl.String))
        return pl.read_csv(file, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise PackageError(f"{file} cannot be read: {problem}.", f"{file} 无法读取：{problem}。") from None


def _unchecked(table: str, lists: Lists, known: Mapping[str, object]) -> tuple[str, ...]:
    """What was not looked at, and for want of which tables."""
    skipped = [
        f"FQ-K03: {link['reference'].get('resource') or table}"
        for link in shipped().resource(table)["schema"].get("foreignKeys", [])
        if link["fields"][0] not in known
    ]
    for rule in RULES:
        if table in rule.reads and not (rule.by and rule.reads[0] == table):
            others = [name for name in rule.reads if name != table and name not in lists.frames]
            skipped.append(f"{rule.code}: {', '.join(others) or table}")
    return tuple(skipped)
