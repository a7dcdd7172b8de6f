"""How long a large table of observations takes to check, as multiples of a bare scan, and how much memory it needs.

The scan is DuckDB parsing every column of the same CSV with its type and counting its cells, in the same run: the
practical limit. Every contender is a process of its own, start-up included, in turn, several times; the median
counts. Memory is the largest resident set: of the process, or of it and its children together where that is more.
The table is sound (`benchmarks/compilations.py`), so whoever finds fault with it is out. What each contender checks
is in `benchmarks/yardsticks.py`, and what it detects in `benchmarks/detected_defects.py`.

Quote ratios of one run, never times. Needs the extra `bench`, and Linux. A table of 100 million rows takes 18 GB of
disk as CSV.

Run: python benchmarks/scale.py ROWS [CONTENDER…] [--rounds 3] [--folder DIR] [-o RESULTS.csv]
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

HERE = Path(__file__).parent
SCAN = "duckdb-scan"
COLUMNS = ("rows", "contender", "rounds", "seconds", "ratio", "peak_mb", "rules", "problem")
# Who takes an hour where the others take a minute is asked only this much unless named.
MOST_ROWS = {"frictionless": 1_000_000}
# So much of the machine's memory may be used before a contender is stopped, and so often it is looked at.
SHARE, SECONDS_BETWEEN = 0.85, 0.05

Command = Callable[[Path], list[str]]


def _peer(name: str) -> Command:
    return lambda folder: [
        sys.executable, str(HERE / "peers.py"), name, str(folder / "observations.csv"), str(folder / "codelists"),
    ]  # fmt: skip


def _ours(table: str, *more: str) -> Command:
    return lambda folder: [
        sys.executable, "-c", "from fengqiao_open.cli import main; main()", "validate", "--table", "observations",
        str(folder / table), "--lists", str(folder / "codelists"), *more,
    ]  # fmt: skip


PEERS = (
    "polars-scan", "reader-csv", "reader-parquet", "duckdb-pass", "polars-pass", "polars-pass-parquet", "pandera-polars", "pandera-polars-lazy", "pandera-pandas",
    "pandera-pandas-arrow", "pandera-ibis", "pointblank", "dataframely", "frictionless",
)  # fmt: skip
# What each contender is run as, in a folder with the compilation.
CONTENDERS: Mapping[str, Command] = {
    SCAN: _peer(SCAN),
    "ours-csv": _ours("observations.csv"),
    "ours-parquet": _ours("observations.parquet"),
    "ours-dask": _ours("partitions", "--engine", "dask"),
    **{name: _peer(name) for name in PEERS},
}


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one contender: how long, how much memory at most, how many rules, and what went wrong."""

    seconds: float
    peak_mb: float
    rules: str
    problem: str


def run(command: list[str]) -> Run:
    """Run a process and measure it."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors)
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.end()
        said, complaint = _text(out), _text(errors)
    # The kernel tells the largest process exactly; the watch sees several at once, from time to time.
    peak = max(watch.peak, usage.ru_maxrss * 1024) / 1e6
    facts = json.loads(said.splitlines()[-1]) if said.startswith('{"rules"') else {}
    problem = watch.problem or _problem(process.returncode, complaint)
    if facts.get("broken") or (process.returncode == 1 and not complaint):
        problem = "it finds fault with sound rows"
    return Run(seconds, peak, str(facts.get("rules", "")), problem)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _problem(code: int, complaint: str) -> str:
    if code == 0:
        return ""
    return (complaint.strip().splitlines() or [f"exit code {code}"])[-1][:200]


class _Watch:
    """Looks at the memory of a process and its children from time to time, and stops them when it is too much."""

    def __init__(self, pid: int) -> None:
        self.peak, self.problem = 0, ""
        self._most = int(psutil.virtual_memory().total * SHARE)
        self._pid, self._over = pid, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop looking."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(SECONDS_BETWEEN):
            used = 0
            try:
                family = [first := psutil.Process(self._pid), *first.children(recursive=True)]
                used = sum(each.memory_info().rss for each in family)
            except psutil.NoSuchProcess:  # it ended between two looks
                continue
            self.peak = max(self.peak, used)
            if used > self._most:
                self.problem = f"stopped at {used / 1e6:,.0f} MB"
                for each in reversed(family):
                    each.kill()


def measure(names: list[str], folder: Path, rounds: int) -> dict[str, list[Run]]:
    """Run the contenders in turn; who fails is not asked again."""
    # The first to read the file would be the one who fetches it from the disk.
    if problem := run(CONTENDERS[SCAN](folder)).problem:
        sys.exit(f"There is nothing to compare with: {SCAN} failed. {problem}")
    found: dict[str, list[Run]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names:
            if not any(each.problem for each in found[name]):
                if sys.stderr.isatty():
                    print(f"round {number + 1} of {rounds}: {name}", file=sys.stderr)
                found[name].append(run(CONTENDERS[name](folder)))
    return found


def results(rows: int, found: Mapping[str, list[Run]]) -> list[dict[str, str]]:
    """Medians as ratios to the scan, one row for each contender."""
    scan = statistics.median(each.seconds for each in found[SCAN])
    made = []
    for name, runs in found.items():
        seconds = statistics.median(each.seconds for each in runs)
        peak = statistics.median(each.peak_mb for each in runs)
        problem = next((each.problem for each in runs if each.problem), "")
        numbers = ("", "", "") if problem else (f"{seconds:.3f}", f"{seconds / scan:.2f}", f"{peak:.0f}")
        cells = (str(rows), name, str(len(runs)), *numbers, runs[0].rules, problem)
        made.append(dict(zip(COLUMNS, cells, strict=True)))
    return made


def main(rows: int, names: list[str], rounds: int, folder: Path, output: Path | None) -> None:
    """Make the compilation where it is not there, measure, print, and write the results."""
    asked = names or [name for name in CONTENDERS if rows <= MOST_ROWS.get(name, rows)]
    # In a process of its own: the largest resident set of a child counts what its parent had when it began.
    subprocess.run([sys.executable, HERE / "compilations.py", str(rows), folder, "csv", "parquet", "partitions"], check=True)  # fmt: skip
    found = results(rows, measure(list(dict.fromkeys([SCAN, *asked])), folder / str(rows), rounds))
    print(f"{rows:,} rows, median of {rounds}\n{'':22}{'× scan':>9}{'peak MB':>10}{'rules':>8}")
    for each in found:
        print(f"{each['contender']:22}{each['ratio'] or '–':>9}{each['peak_mb'] or '–':>10}{each['rules']:>8}  {each['problem']}")  # fmt: skip
    for name in CONTENDERS if not names else ():
        if name not in asked:
            print(f"{name:22}{'–':>9}{'–':>10}{'':8}  left out above {MOST_ROWS[name]:,} rows")
    if output:
        with output.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(found)


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    words.add_argument("rows", type=lambda word: int(word.replace("_", "")))
    words.add_argument("contenders", nargs="*", metavar="CONTENDER", help=", ".join(CONTENDERS))
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "compilations")
    words.add_argument("-o", "--output", type=Path)
    given = words.parse_args()
    if unknown := [name for name in given.contenders if name not in CONTENDERS]:
        words.error(f"there is no contender {unknown[0]}; there are {', '.join(CONTENDERS)}")
    main(given.rows, given.contenders, given.rounds, given.folder, given.output)
