"""What a package costs with all its rules: CPU of one more among many, of `combine`, and of one command by itself.

Every contender is a process of its own, taken in turn in one run, so that a noisy machine disturbs all alike:

- `one more`: `validate` of each package, after some that are not counted;
- `nothing repeats`: the same, where nothing is remembered of the packages before: no text, no cell;
- `combine`: `combine` of all packages, for each of them, start-up included;
- `sound` and `one wrong code`: the command `validate` on one package, and on a copy with a wrong code.

Written down are medians, as ratios to those of another checkout of this library (`git worktree add`), and of the commands
also to `frictionless validate`. Packages are looked for at any depth; `made_towns.py` makes some.

Run: python benchmarks/packages.py PACKAGES [CHECKOUT] [ROUNDS]
"""

from __future__ import annotations

import compileall
import functools
import gc
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent.parent
WARM = 10
#: Caches of fewer entries are of the schema and of this library's words, which no package changes.
OF_TEXTS = 500


def packages(folder: Path) -> list[Path]:
    """The packages below a folder, in order."""
    return sorted(path.parent for path in folder.rglob("datapackage.json"))


def one_more(paths: list[Path], *, forget: bool) -> float:
    """The milliseconds of CPU of one more package; with `forget`, of one that is like none before."""
    from fengqiao_open import validate

    for path in paths[:WARM]:
        validate(path)
    known = [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]
    texts = [each for each in known if (each.cache_parameters()["maxsize"] or 0) >= OF_TEXTS]
    spent = 0.0
    for path in paths[WARM:]:
        for each in texts if forget else ():
            each.cache_clear()
        start = time.process_time()
        validate(path)
        spent += time.process_time() - start
    return 1_000 * spent / len(paths[WARM:])


def combined(paths: list[Path]) -> float:
    """The milliseconds of CPU that `combine` takes for each package, in all its processes."""
    from fengqiao_open import combine

    start = _cpu()
    with tempfile.TemporaryDirectory() as folder:
        combine(paths, Path(folder) / "all")
    return 1_000 * (_cpu() - start) / len(paths)


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


MEASURES = {
    "one more": functools.partial(one_more, forget=False),
    "nothing repeats": functools.partial(one_more, forget=True),
    "combine": combined,
}


def of_command(command: list[str], checkout: Path) -> float:
    """The milliseconds of CPU of a command, start-up included."""
    start = _cpu()
    subprocess.run(command, env=_environment(checkout), stdout=subprocess.DEVNULL, check=False)
    return 1_000 * (_cpu() - start)


def _environment(checkout: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(checkout / "src")}


def with_wrong_code(package: Path, folder: Path) -> Path:
    """A copy of a package in which one status is misspelt."""
    copy = Path(shutil.copytree(package, folder / "wrong"))
    table = copy / "data" / "observations.csv"
    table.write_bytes(table.read_bytes().replace(b",actual,", b",actul,", 1))
    return copy


def main(folder: Path, other: Path | None, rounds: int) -> None:
    """Measure all contenders in turn and print medians as ratios."""
    found = packages(folder)
    checkouts = {"now": HERE, **({"other": other.resolve()} if other else {})}
    for each in checkouts.values():
        compileall.compile_dir(each / "src", quiet=1)
    took: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        commands = {"sound": found[0], "one wrong code": with_wrong_code(found[0], Path(temporary))}
        for _ in range(rounds):
            for name, checkout in checkouts.items():
                for measure in MEASURES:
                    command = [sys.executable, __file__, "--measure", measure, str(folder)]
                    made = subprocess.run(
                        command, env=_environment(checkout), capture_output=True, text=True, check=True
                    )
                    took.setdefault((measure, name), []).append(float(made.stdout))
                for case, package in commands.items():
                    command = [sys.executable, "-m", "fengqiao_open", "validate", str(package)]
                    took.setdefault((case, name), []).append(of_command(command, checkout))
            for case, package in commands.items():
                command = [
                    sys.executable,
                    "-m",
                    "frictionless",
                    "validate",
                    str(package / "datapackage.json"),
                ]
                took.setdefault((case, "frictionless"), []).append(of_command(command, HERE))
    medians = {contender: median(times) for contender, times in took.items()}
    print(f"{len(found)} packages, {rounds} rounds\n{'':18}{'÷ other':>12}{'÷ frictionless':>18}")
    for measure in (*MEASURES, *commands):
        own = medians[measure, "now"]
        ratios = [own / medians[key] if (key := (measure, peer)) in medians else None for peer in ("other", "frictionless")]  # fmt: skip
        print(f"{measure:18}" + "".join(f"{'' if each is None else f'{each:.2f}':>{width}}" for each, width in zip(ratios, (12, 18), strict=True)))  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(str(__doc__).rstrip().rpartition("\n")[2])
    if sys.argv[1] == "--measure":
        print(MEASURES[sys.argv[2]](packages(Path(sys.argv[3]))))
    else:
        main(
            Path(sys.argv[1]),
            Path(sys.argv[2]) if len(sys.argv) > 2 else None,
            int(sys.argv[3]) if len(sys.argv) > 3 else 5,
        )
