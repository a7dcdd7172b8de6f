"""How fast the scanner reads, in megabytes of UTF-8 a second on one core, beside a bare `re` pass for digits.

The text is the test reports repeated, or a report that you name.
Run: python benchmarks/scan_speed.py [REPORT.txt]
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fengqiao_open.authoring.extraction import corpus_figures, reports
from fengqiao_open.figures.scanner import figures

REPORTS = Path(__file__).parents[1] / "tests" / "reports"


def seconds(work: Callable[[], object], rounds: int = 5) -> float:
    """Median time of a piece of work."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def main(paths: list[Path]) -> None:
    """Print megabytes a second of each contender, and the ratio between them."""
    once = "".join(path.read_text("utf-8") for path in paths)
    text = once * max(1, 1_000_000 // len(once.encode()))
    size = len(text.encode()) / 1e6
    digits = re.compile("[0-9]+")
    bare = seconds(lambda: sum(1 for _ in digits.finditer(text)))
    ours = seconds(lambda: figures(text))
    print(f"{size:.1f} MB of text, {len(figures(text))} figures")
    print(f"bare re pass for digits  {size / bare:8.1f} MB/s")
    print(f"scanner, one core        {size / ours:8.1f} MB/s   {ours / bare:.0f} × the bare pass")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(200):
            (Path(folder) / f"{number}.txt").write_text(once * max(1, 30_000 // len(once.encode())), "utf-8")
        found = reports(Path(folder))
        size = sum(path.stat().st_size for path in found) / 1e6
        took = seconds(lambda: sum(1 for _ in corpus_figures(found)), rounds=3)
        print(f"folder of 200 reports    {size / took:8.1f} MB/s on all cores, figures written as CSV")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(REPORTS.glob("*.txt")))
