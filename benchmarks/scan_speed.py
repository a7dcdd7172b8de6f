"""How fast the scanner reads, in megabytes of UTF-8 a second of CPU on one core, beside a bare `re` pass for digits.

The texts are reports, each read once a round, as a list or a folder of files; without any, the test reports repeated.
Distinct reports of two megabytes or more give figures to cite.
Run: python benchmarks/scan_speed.py [REPORT.txt | FOLDER ...]
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fengqiao_open.authoring.cleaning import clean
from fengqiao_open.authoring.documents import read_document
from fengqiao_open.authoring.extraction import corpus_figures, reports
from fengqiao_open.figures.scanner import figures

REPORTS = Path(__file__).parents[1] / "tests" / "reports"
ROUNDS = 5


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Least time of a piece of work: what else the machine does only adds to it."""
    took = []
    for _ in range(ROUNDS):
        start = clock()
        work()
        took.append(clock() - start)
    return min(took)


def main(paths: list[Path]) -> None:
    """Print megabytes a second of each contender, and the ratio between them."""
    found = [report for path in paths or [REPORTS] for report in reports(path)]
    texts = [read_document(path) for path in found]
    once = sum(len(text.encode()) for text in texts)
    texts *= max(1, 1_000_000 // once) if not paths else 1
    size = sum(len(text.encode()) for text in texts) / 1e6
    digits = re.compile("[0-9]+")
    bare = seconds(lambda: [sum(1 for _ in digits.finditer(text)) for text in texts])
    ours = seconds(lambda: [figures(text) for text in texts])
    both = seconds(lambda: [figures(clean(text).text) for text in texts])
    print(f"{size:.1f} MB in {len(texts)} texts, {sum(len(figures(text)) for text in texts)} figures")
    print(f"bare re pass for digits  {size / bare:8.1f} MB/s")
    print(f"scanner, one core        {size / ours:8.1f} MB/s   {ours / bare:.0f} × the bare pass")
    print(f"cleaned, then scanned    {size / both:8.1f} MB/s")
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number}.txt").write_text(text, "utf-8")
        copies = reports(Path(folder))
        took = seconds(lambda: sum(1 for _ in corpus_figures(copies)), time.perf_counter)
        print(
            f"folder of {len(copies)} reports    {size / took:8.1f} MB/s on all cores, figures written as CSV"
        )


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
