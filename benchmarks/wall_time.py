"""How long `fengqiao-open validate` takes beside `frictionless validate datapackage.json`, as a ratio.

Whole processes from a cold start, taken in turn in one run, so that a noisy machine disturbs all alike. Both
commands come from the environment that runs this file. Start-up alone is shown beside.
Run: python benchmarks/wall_time.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

from fengqiao_open.datapackage.package import DESCRIPTOR, shipped

COMMANDS = Path(sysconfig.get_path("scripts"))
FRICTIONLESS = "frictionless validate"
CONTENDERS = {
    "python (nothing)": [sys.executable, "-c", "pass"],
    "import pandas": [sys.executable, "-c", "import pandas"],
    FRICTIONLESS: [str(COMMANDS / "frictionless"), "validate", DESCRIPTOR],
    "fengqiao-open validate": [str(COMMANDS / "fengqiao-open"), "validate", "."],
}


def main(rounds: int) -> None:
    """Time each contender in turn and print medians as ratios to frictionless."""
    took: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for _ in range(rounds + 1):
        for name, command in CONTENDERS.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, cwd=shipped().root, stdout=subprocess.DEVNULL)
            took[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(times[1:]) for name, times in took.items()}
    print(f"{'':26}{'÷ ' + FRICTIONLESS:>26}")
    for name, median in medians.items():
        print(f"{name:26}{median / medians[FRICTIONLESS]:26.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
