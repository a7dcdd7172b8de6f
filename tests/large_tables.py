"""Tables written in many ways, and what the small path and the large one find in them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from packages import GOOD

from fengqiao_open import Finding, Report
from fengqiao_open.datapackage.package import DESCRIPTOR, read_package
from fengqiao_open.streaming.stream import OpenEngine
from fengqiao_open.streaming.validate_table import validate_table
from fengqiao_open.validation.duplicates import one_each
from fengqiao_open.validation.read import read_tables
from fengqiao_open.validation.rules import RULES
from fengqiao_open.validation.validate import run_rules

Records = list[list[str]]
Place = tuple[str, str, int, str]
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


def make_narrow(package: Path, folder: Path) -> Path:
    """A copy of a package with no more tables than observations refer to."""
    descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    descriptor["resources"] = [each for each in descriptor["resources"] if each["name"] in _NARROW]
    (folder / "data").mkdir(parents=True)
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    for name in _NARROW:
        shutil.copy(package / "data" / f"{name}.csv", folder / "data")
    return folder


_NARROW = ("sources", "areas", "units", "indicators", "themes", "figures", "observations")


def in_small(folder: Path) -> tuple[set[Fact], set[tuple[str, str]]]:
    """What the small path finds in single rows of observations and in their keys, and what it tells elsewhere.

    The rules check rows with duplicate keys here, as they are in a large table. Where a key was changed
    under the cells that name it, the small path may tell it there: then the columns and values are returned.
    """
    package = read_package(folder)
    tables, found = read_tables(package, past_torn=True)
    spoiling = [each for each in found if each.table != "observations" or not across_rows(each)]
    ruled, _ = run_rules(tables, package.descriptor, spoiling, [each for each in RULES if each.depends_on])
    repeated = one_each([each for each in found if each.code in ("FQ-K01", "FQ-K02")], (), tables)
    others = (each for each in found if each.code not in ("FQ-K01", "FQ-K02"))
    facts = {
        fact(each) for each in (*others, *repeated, *ruled) if _asked(each) and "written" not in each.values
    }
    return facts, {
        (each.values["column"], each.values["written"]) for each in found if "written" in each.values
    }


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


_GOOD = GOOD / "data"
HEADER = read_records(_GOOD / "observations.csv")[0]
_REPORT = "qinghe-2032"
# One row of the good package is known to be odd.
_VALID = [each for each in read_records(_GOOD / "observations.csv")[1:] if each[0] != f"{_REPORT}-p05-06"]


def make_lists(folder: Path, reports: Iterable[str]) -> Path:
    """The code lists of the good package, with the reports of many towns."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("areas", "units", "indicators", "themes"):
        shutil.copy(_GOOD / f"{name}.csv", folder)
    header, (_, *report) = read_records(_GOOD / "sources.csv")
    (folder / "sources.csv").write_bytes(csv_of([header, *([each, *report] for each in reports)]))
    return folder


def valid_rows(reports: Iterable[str]) -> Records:
    """Observations of some reports without a fault; some have notes over two lines, with quotes and commas."""
    rows = [[cell.replace(_REPORT, report) for cell in row] for report in reports for row in _VALID]
    for number, row in enumerate(rows):
        if number % 5 == 0:
            row[-2:] = ["“引”，\n第二行", 'a "b", c\nd']
    return rows


def one_row(report: str, **cells: str) -> list[str]:
    """A valid observation of a report, with some cells changed."""
    row = dict(zip(HEADER, _VALID[2], strict=True))
    return list(({name: cell.replace(_REPORT, report) for name, cell in row.items()} | cells).values())


def places(report: Report) -> set[Place]:
    """Where the findings of a report are."""
    return {
        (each.code, Path(each.evidence.file).stem, each.line, each.column)
        for each in report.findings
        if each.table == "observations"
    }


def facts(report: Report) -> list[tuple[str, int | None, Fact]]:
    """The findings of a report with all that must be the same, whatever the files are called."""
    return [
        (Path(each.evidence.file).stem, each.evidence.number, fact(_without_endings(each)))
        for each in report.findings
    ]


def _without_endings(finding: Finding) -> Finding:
    words = {name: text.replace(".parquet)", ".csv)") for name, text in finding.values.items()}
    return replace(finding, values=words)
