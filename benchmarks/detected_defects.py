"""Which kinds of defect each contender detects at all: one kind at a time is planted in a small compilation.

A contender that reports anything, or stops with an error, has detected. This is what the ratios of `benchmarks/scale.py`
are to be read beside: who checks less is quicker. Needs the extra `bench`.

Run: python benchmarks/detected_defects.py [CONTENDER…]
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from pathlib import Path

from compilations import make
from defects import KINDS, files, plan, plant_texts
from peers import CONTENDERS
from yardsticks import Outcome

ROWS = 1_000


def ours(file: Path, lists: Path) -> Outcome:
    """`validate --table`."""
    from fengqiao_open.streaming.validate_table import validate_table

    return 0, len(validate_table("observations", [file], lists).findings)


def detects(name: str, file: Path, lists: Path) -> bool:
    """Whether a contender reports anything of a file.

    Raises:
        ImportError: it is not installed.
    """
    try:
        _, broken = ours(file, lists) if name == "ours" else CONTENDERS[name](file, lists)
    except ImportError:
        raise
    except Exception:  # whatever it stops with, it has detected
        return True
    return broken > 0


def main(names: list[str]) -> None:
    """Print a table of kinds and contenders."""
    with tempfile.TemporaryDirectory() as folder:
        sound = make(ROWS, Path(folder), ["csv"])
        (file,) = files(ROWS, sound, "csv")
        able = [name for name in names if _is_able(name, file.path, sound / "codelists")]
        print(f"{'':42}", *able)
        for kind in (kind for kind in KINDS if kind.code):
            target = Path(folder) / "observations.csv"
            plant_texts(file, target, plan(ROWS, [file], [kind]), ROWS)
            marks = [
                ("yes" if detects(name, target, sound / "codelists") else "-").center(len(name))
                for name in able
            ]
            print(f"{kind.name:42}", *marks, flush=True)


def _is_able(name: str, sound: Path, lists: Path) -> bool:
    """Whether a contender is installed and reports nothing of the sound compilation."""
    try:
        silent = not detects(name, sound, lists)
    except ImportError as problem:
        print(f"{name}: {problem}")
        return False
    if not silent:
        print(f"{name}: does not accept the sound compilation")
    return silent


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        main(sys.argv[1:] or ["ours", *(name for name in CONTENDERS if not name.endswith("-scan"))])
