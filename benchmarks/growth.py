"""How the cost of `validate` grows with a package: one report, and many in one package, as a ratio of CPU time.

A package of many reports is made of the shipped one, each report under another identifier and in a later year, with
the places, units, themes and indicators once. Both are checked in turn in processes of their own, so that a noisy
machine disturbs both alike, and the median of the ratios is shown: of the whole process, and beyond its start-up.
Run: python benchmarks/growth.py [REPORTS [ROUNDS]]; with a bound as third argument it fails where the ratio beyond
start-up is larger.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from string import ascii_lowercase

from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.datapackage.files import csv_bytes
from fengqiao_open.datapackage.package import DESCRIPTOR, Json, read_package, shipped

# Tables that many reports share; all others a report has for itself.
SHARED = ("areas", "units", "themes", "indicators")
# What stands once in a package, so that each report must word it otherwise.
_WORDED = (
    *(f"{part}_{lang}" for part in ("name", "question", "ruling", "alternatives") for lang in ("zh", "en")),
    "garbled", "repaired",
)  # fmt: skip
_CHINESE, _ENGLISH = (
    [chr(ord("丁") + each) for each in range(200)],
    [f" ({one}{two})" for one in ascii_lowercase for two in ascii_lowercase],
)
_YEARS = ("period", "year", "issued", "review_year", "plan_year", "deadline")
# The user and system time of a process, and of the same without its work.
_TIMED = """
import os, sys
from fengqiao_open import validate
import fengqiao_open.validation.read, frictionless
start = sum(os.times()[:2])
report = validate(sys.argv[1])
print(start, sum(os.times()[:2]), len(report.findings))
"""


def make(folder: Path, reports: int) -> Path:
    """A package of so many reports, each like the shipped one."""
    base = shipped()
    (folder / "data").mkdir(parents=True)
    shutil.copy(base.root / DESCRIPTOR, folder / DESCRIPTOR)
    (source,) = [row["source_id"] for row in _rows(base.path("sources"))]
    for name in base.tables:
        times = 1 if name in SHARED else reports
        rows = [
            _later(base.resource(name), row, number, source)
            for number in range(times)
            for row in _rows(base.path(name))
        ]
        columns = [str(each["name"]) for each in base.fields(name)]
        (folder / "data" / f"{name}.csv").write_bytes(csv_bytes(columns, rows))
    refresh(read_package(folder))
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _later(resource: Json, row: dict[str, str], number: int, source: str) -> dict[str, str]:
    """A row of the report of so many years later."""
    if not number:
        return row
    schema = resource["schema"]
    leads = {link["fields"][0]: link["reference"].get("resource") for link in schema.get("foreignKeys", [])}
    own = {
        schema["primaryKey"][0],
        *(column for column, table in leads.items() if table not in SHARED),
        "key",
    }
    year = int(source.rpartition("-")[2]) + number
    made = {}
    for column, cell in row.items():
        text = cell.replace(source, f"{source.rpartition('-')[0]}-{year}")
        if column in own and text == cell and text:
            text = f"later-{number}-{text}"
        if column in _YEARS or (column == "printed" and row.get("disposition") == "date"):
            text = re.sub("20[0-9]{2}", lambda found: str(int(found[0]) + number), text)
        if column in _WORDED and text:
            # A letter for each, and no number, which the other language would have to hold too.
            text += _ENGLISH[number] if column.endswith("_en") else _CHINESE[number]
        made[column] = text
    if parts := schema.get("fq:idOf"):
        made[schema["primaryKey"][0]] = "-".join(made[part] for part in parts).replace("_", "-")
    return made


def cpu(package: Path) -> tuple[float, float, int]:
    """CPU seconds of a check in a process of its own: all of it, what is beyond start-up, and the findings."""
    done = subprocess.run(
        [sys.executable, "-c", _TIMED, str(package)], check=True, capture_output=True, text=True
    )
    start, end, found = done.stdout.split()
    return float(end), float(end) - float(start), int(found)


def main(reports: int, rounds: int, bound: float | None) -> int:
    """Print the ratios; 1 where the bound is passed."""
    with tempfile.TemporaryDirectory() as kept:
        one, many = make(Path(kept) / "one", 1), make(Path(kept) / "many", reports)
        whole, beyond = [], []
        for _ in range(rounds):
            small, large = cpu(one), cpu(many)
            whole.append(large[0] / small[0])
            beyond.append(large[1] / small[1])
        rows = sum(len(_rows(path)) for path in (many / "data").glob("*.csv"))
    ratios = {
        "reports": reports,
        "rows": rows,
        "findings": large[2],
        "one, s": round(small[1], 3),
        "many, s": round(large[1], 3),
    }
    ratios |= {
        "with start-up": round(statistics.median(whole), 2),
        "beyond start-up": round(statistics.median(beyond), 2),
    }
    print(json.dumps(ratios))
    return int(bound is not None and ratios["beyond start-up"] > bound)


if __name__ == "__main__":
    given = [float(each) for each in sys.argv[1:]]
    sys.exit(
        main(
            int(given[0]) if given else 64, int(given[1]) if given[1:] else 3, given[2] if given[2:] else None
        )
    )
