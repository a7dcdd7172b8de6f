"""How long the package takes to import and to load a first table, as ratios to a bare `import pandas`.

Whole processes, taken in turn in one run, so that a noisy machine disturbs all alike.
Run: python benchmarks/cold_start.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

CONTENDERS = {
    "python (nothing)": "pass",
    "import pandas": "import pandas",
    "import fengqiao_open": "import fengqiao_open",
    "import and load('observations')": "import fengqiao_open as fo; fo.load('observations')",
}


def main(rounds: int) -> None:
    """Time each contender in turn and print medians as ratios."""
    took: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for _ in range(rounds + 1):
        for name, code in CONTENDERS.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            took[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(times[1:]) for name, times in took.items()}
    nothing, pandas = medians["python (nothing)"], medians["import pandas"]
    print(f"{'':34}{'÷ import pandas':>17}{'less start-up':>17}")
    for name, median in medians.items():
        print(f"{name:34}{median / pandas:17.3f}{(median - nothing) / (pandas - nothing):17.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
