"""What else a user would run over a folder of packages: frictionless, or pandera table by table, beside this library.

All contenders get the same made packages in the same run, sound ones and ones with one planted defect each, every
contender as a process of its own, in turn, several times. Written down are the CPU of a package, as a multiple of
`validate FOLDER`, start-up included; how many planted defects were found; and what was reported of sound packages.

- `frictionless`: `Package(descriptor).validate()` for each package;
- `pandera`: for each table `pandas.read_csv` with `fo.dtypes`, then `fo.schemas`, as the documentation has it;
- `validate`: `fo.validate` for each package in one process;
- `folder`: `fengqiao-open validate FOLDER`, which also looks for conflicts between packages.

A defect is found where a contender reports anything of the package, or of its table it cannot be read. Needs the extra
`bench`.

Run: python benchmarks/package_peers.py PACKAGES [DEFECTS] [ROUNDS]
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from made_defects import KINDS
from made_towns import make

Reported = dict[str, int]


def packages(folder: Path) -> Iterator[tuple[str, Path]]:
    """The packages of a folder by their path in it."""
    for each in sorted(folder.glob("*/*/datapackage.json")):
        yield each.parent.relative_to(folder).as_posix(), each


def frictionless(folder: Path) -> Reported:
    """How many errors frictionless reports of each package."""
    from frictionless import Package

    return {
        name: sum(task.stats["errors"] for task in Package(str(file)).validate().tasks)
        for name, file in packages(folder)
    }


def pandera(folder: Path) -> Reported:
    """How many failures pandera reports of the tables of each package; a table that cannot be read is one."""
    import pandas as pd
    from pandera.errors import SchemaErrors

    import fengqiao_open as fo

    found = {}
    for name, file in packages(folder):
        found[name] = 0
        for resource in json.loads(file.read_text("utf-8"))["resources"]:
            table, kinds = resource["name"], fo.dtypes(resource["name"])
            dates = [each["name"] for each in resource["schema"]["fields"] if each["type"] == "date"]
            try:
                frame = pd.read_csv(
                    file.parent / resource["path"],
                    dtype=kinds,
                    parse_dates=dates,
                    keep_default_na=False,
                    na_values=[""],
                )
                getattr(fo.schemas, table).validate(frame, lazy=True)
            except SchemaErrors as problem:
                found[name] += len(problem.failure_cases)
            except ValueError:
                found[name] += 1
    return found


def validate(folder: Path) -> Reported:
    """How many findings this library has of each package, one after another."""
    import fengqiao_open as fo

    return {name: len(fo.validate(file).findings) for name, file in packages(folder)}


def whole_folder(folder: Path) -> Reported:
    """The same by the command for a folder, from its report."""
    command = [sys.executable, "-m", "fengqiao_open", "validate", str(folder), "--format", "csv"]
    text = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = dict.fromkeys((name for name, _ in packages(folder)), 0)
    for row in csv.DictReader(text.splitlines()):
        if not row["suppressed"]:  # a known issue of the report
            found["/".join(Path(row["file"]).relative_to(folder).parts[:2])] += 1
    return found


CONTENDERS: dict[str, Callable[[Path], Reported]] = {
    "frictionless": frictionless,
    "pandera": pandera,
    "validate": validate,
    "folder": whole_folder,
}


def timed(name: str, folder: Path) -> tuple[float, Reported]:
    """The CPU of a contender with all its processes, in seconds, and what it reports."""
    before = os.times()
    done = subprocess.run(
        [sys.executable, __file__, "--run", name, str(folder)], capture_output=True, text=True, check=True
    )
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return cpu, json.loads(done.stdout.splitlines()[-1])


def main(count: int, share: float, rounds: int) -> None:
    """Make the packages, run all contenders in turn, and print a row for each."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        planted = {each.package: each.kind for each in make(count, folder, defects=share)}
        results: dict[str, list[float]] = {name: [] for name in CONTENDERS}
        reported: dict[str, Reported] = {}
        for _ in range(rounds):
            for name in CONTENDERS:
                cpu, reported[name] = timed(name, folder)
                results[name].append(cpu)
        yardstick = results["folder"]
        print(
            f"{count} packages, {len(planted)} with a defect of {len(set(planted.values()))} kinds; medians of {rounds}"
        )
        print(f"{'':14}{'CPU s/package':>14}{'× folder':>10}{'found':>8}{'accused':>9}")
        for name, taken in results.items():
            ratio = median(one / other for one, other in zip(taken, yardstick, strict=True))
            found = [each for each in planted if reported[name][each]]
            accused = sum(1 for each, number in reported[name].items() if number and each not in planted)
            print(f"{name:14}{median(taken) / count:14.3f}{ratio:10.2f}{len(found):8}{accused:9}")
        for name in CONTENDERS:
            missed = sorted({planted[each] for each in planted if not reported[name][each]})
            print(f"{name} does not find: {', '.join(missed) or '-'}")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(CONTENDERS[sys.argv[2]](Path(sys.argv[3]))))
    elif len(sys.argv) in (2, 3, 4):
        given: Sequence[str] = sys.argv[1:]
        shares = float(given[1]) if len(given) > 1 else len(KINDS) / int(given[0])
        main(int(given[0]), shares, int(given[2]) if len(given) > 2 else 3)
    else:
        sys.exit(str(__doc__).rstrip().rpartition("\n")[2])
