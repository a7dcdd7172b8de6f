"""Tables written in many ways, and what the small path and the large one find in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from fengqiao_open.contents import read_tables

from fengqiao_open import Finding, Report
from fengqiao_open.large.compilation import validate_table
from fengqiao_open.large.engines import OpenEngine
from fengqiao_open.package import read_package
from fengqiao_open.rules import RULES
from fengqiao_open.validation import run_rules

Records = list[list[str]]
Fact = tuple[str, str, int, str, str, tuple[tuple[str, str], ...]]


def read_records(path: Path) -> Records:
    """The records of a CSV, the header first."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def csv_of(rows: Iterable[Sequence[str]], ending: str = "\n") -> bytes:
    """Records as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=ending).writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def fact(finding: Finding) -> Fact:
    """A finding as what must be the same however it was found: its code, place and words."""
    values = tuple(sorted(finding.values.items()))
    return finding.code, finding.table, finding.line, finding.column, finding.key, values


def in_small(folder: Path) -> set[Fact]:
    """What the small path finds in single rows of observations, and in their keys.

    Rows whose key stands twice are judged by the rules here, as they are in a large table; and where it finds that
    the key of another table was changed, that is left out.
    """
    package = read_package(folder)
    tables, found = read_tables(package)
    spoiling = [each for each in found if each.table != "observations" or not across_rows(each)]
    ruled, _ = run_rules(tables, package.descriptor, spoiling, [each for each in RULES if each.by])
    return {fact(each) for each in (*found, *ruled) if _asked(each) and "written" not in each.values}


def changed_keys(folder: Path) -> set[tuple[str, str]]:
    """Columns with values for which the small path tells a key that was changed under them, in place of the cells."""
    found = read_tables(read_package(folder))[1]
    return {(each.values["column"], each.values["written"]) for each in found if "written" in each.values}


def across_rows(finding: Finding) -> bool:
    """Whether a finding on a row tells what other rows hold."""
    return finding.code in ("FQ-K01", "FQ-K02") or "written" in finding.values


def in_large(files: Path | Sequence[Path | str], lists: Path, engine: OpenEngine | None = None) -> set[Fact]:
    """What the large path finds in observations."""
    return {fact(each) for each in large_report(files, lists, engine).findings if _asked(each)}


def large_report(files: Path | Sequence[Path | str], lists: Path, engine: OpenEngine | None = None) -> Report:
    """The report of the large path on observations."""
    return validate_table("observations", [files] if isinstance(files, Path) else files, lists, engine=engine)


def _asked(finding: Finding) -> bool:
    return finding.table == "observations" or finding.code == "FQ-R32"
