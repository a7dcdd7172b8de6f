"""What a town, a province, the country and twenty years cost: the table of docs/planning.md, measured and extrapolated.

Packages are made, once few and once more of them; what more of them need is divided by how many more they are, so
that start-up is not counted as work. All else is these numbers times packages. Memory is that of the largest process.

Run: python benchmarks/planning.py [FEW MORE]
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
from made_towns import make

#: Packages of what one plans for: towns, counties and the country with its 38,000 towns, and all of their years.
SIZES = {
    "a town": 1,
    "a county": 13,
    "a province": 1_226,
    "the country": 38_000,
    "the country, twenty years": 760_000,
}
CORES, WORKERS = 2, 32


@dataclass(frozen=True, slots=True)
class Cost:
    """What one package needs.

    Attributes:
        rows, observations: of its tables.
        size: of its files, in bytes; `merged` of its share of a merged dataset.
        validate, combine: CPU seconds.
        memory: of the largest process of each command, in bytes.
    """

    rows: float
    observations: float
    size: float
    merged: float
    validate: float
    combine: float
    memory: tuple[float, float]


def measured(few: int, more: int) -> Cost:
    """The cost of one package."""
    with tempfile.TemporaryDirectory() as temporary:
        folders = [Path(temporary) / str(each) for each in (few, more)]
        for count, folder in zip((few, more), folders, strict=True):
            make(count, folder)
        between = more - few
        checked = [_ran("validate", str(folder)) for folder in folders]
        after_checks = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        combined = [_ran("combine", str(folder), "-o", f"{folder}-merged") for folder in folders]
        memory = (after_checks * 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
        data = [path for path in folders[1].rglob("*.csv") if path.parent.name == "data"]
        lines = {path: path.read_bytes().count(b"\n") - 1 for path in data}
        merged = Path(f"{folders[1]}-merged")
        return Cost(
            sum(lines.values()) / more,
            sum(pq.read_metadata(path).num_rows for path in merged.glob("data/observations/*.parquet"))
            / more,
            sum(path.stat().st_size for path in folders[1].rglob("*.*")) / more,
            sum(path.stat().st_size for path in merged.rglob("*.parquet")) / more,
            (checked[1] - checked[0]) / between,
            (combined[1] - combined[0]) / between,
            memory,
        )


def _ran(*arguments: str) -> float:
    """The CPU of a command with all its processes, in seconds."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "fengqiao_open", *arguments], capture_output=True, check=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def table(cost: Cost) -> Iterator[str]:
    """The table of the page, a line each."""
    yield "| | packages | rows | as CSV | validate, CPU | on 2 cores | on 32 workers | combine, CPU | merged, Parquet |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for name, count in SIZES.items():
        cells = [
            f"{count:,}", _rows(count * cost.rows), _bytes(count * cost.size),
            _time(count * cost.validate), _time(count * cost.validate / CORES), _time(count * cost.validate / WORKERS) if count > WORKERS else "",
            _time(count * cost.combine), _bytes(count * cost.merged),
        ]  # fmt: skip
        yield f"| {name} | {' | '.join(cells)} |"


def _rows(number: float) -> str:
    return f"{number / 1e6:,.0f} million" if number >= 1e7 else f"{number / 1e6:.1f} million" if number >= 1e6 else f"{number:,.0f}"  # fmt: skip


def _bytes(number: float) -> str:
    """Bytes in the unit that keeps them short.

    >>> _bytes(47_000), _bytes(470_000), _bytes(17.9e9)
    ('47 kB', '0.5 MB', '18 GB')
    """
    if number < 1e5:
        return f"{number / 1e3:.0f} kB"
    return f"{number / 1e9:,.0f} GB" if number >= 1e10 else f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{number / 1e6:.1f} MB"  # fmt: skip


def _time(seconds: float) -> str:
    """Seconds in the unit that keeps them short.

    >>> _time(0.4), _time(90), _time(14_400), _time(300_000)
    ('0.4 s', '1.5 min', '4.0 h', '83 h')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    if seconds < 3_600:
        return f"{seconds / 60:.1f} min"
    return f"{seconds / 3_600:.1f} h" if seconds < 36_000 else f"{seconds / 3_600:,.0f} h"


def main(arguments: Sequence[str]) -> None:
    """Measure, and print the table."""
    few, more = map(int, arguments or ("50", "200"))
    cost = measured(few, more)
    print(f"{few} and {more} packages; one has {cost.rows:,.0f} rows, {cost.observations:,.0f} of them observations; "
          f"validate {cost.validate:.3f} s of CPU, combine {cost.combine:.3f} s; "
          f"memory of a process {cost.memory[0] / 1e6:,.0f} MB and {cost.memory[1] / 1e6:,.0f} MB")  # fmt: skip
    print(*table(cost), sep="\n")


if __name__ == "__main__":
    if len(sys.argv) not in (1, 3):
        sys.exit(str(__doc__).rstrip().rpartition("\n")[2])
    main(sys.argv[1:])
