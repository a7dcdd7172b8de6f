"""What is let through: change one thing in the shipped package, validate without hashes, count what is caught and where.

Single cells are drawn with a fixed seed; rows, columns, files and the descriptor are changed in every way once or
a few times for each table. A change is caught when there is any finding. It is located when a finding names
its place: of a cell its table, line and column; of a row its table, and its line or key; of a column its table and
name, or the shape of the table; of a file its table; of the descriptor the table and the property. Beside it, on the
same changes: frictionless alone, and pandera alone on the same schemas.

Run: python benchmarks/mutations [CELLS_PER_TABLE] [--uncaught FILE.csv]
"""

from __future__ import annotations

import csv
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from cells import cells
from changes import SEED, untouched
from columns import columns
from descriptors import descriptors
from files import files
from judges import Verdict, judge
from rows import rows, two_cells

from fengqiao_open.contents import read_tables
from fengqiao_open.package import shipped

CORE = ("observations", "figures", "relations", "units", "areas")
BATCHES = 32


def main(per_table: int, uncaught: Path | None) -> None:
    """Judge the changes on all cores and print the shares: single cells first, then the whole kinds."""
    package = shipped()
    tables, _ = read_tables(package)
    single = list(cells(package, tables, per_table))
    whole = [
        *two_cells(package, tables),
        *rows(package, tables),
        *columns(package, tables),
        *files(package, tables),
        *descriptors(package),
    ]
    drawn = [*untouched(package), *single, *whole]
    batches = [drawn[at::BATCHES] for at in range(BATCHES)]
    with ProcessPoolExecutor() as pool:
        judged = [each for batch in pool.map(judge, batches) for each in batch]
    alarms = [each for each in judged if each.change.group == "untouched"]
    if any(each.caught or each.frictionless or each.pandera for each in alarms):
        raise SystemExit("The untouched package is not clean: the shares would count false alarms.")
    cell = [each for each in judged if each.change.group == "cell"]
    rest = [each for each in judged if each.change.group not in ("cell", "untouched")]
    if cell:
        print(f"{len(cell)} single-cell changes, seed {SEED}\n\n{HEADER}")
        _print("core tables", [each for each in cell if each.change.table in CORE])
        _print("all tables", cell)
        _print_by(cell, "table")
        _print_by(cell, "kind")
        print()
    print(f"{len(rest)} changes of two cells, rows, columns, files and the descriptor\n\n{HEADER}")
    _print("all of them", rest)
    for group in dict.fromkeys(each.change.group for each in rest):
        own = [each for each in rest if each.change.group == group]
        _print(group.upper(), own)
        _print_by(own, "kind")
    if uncaught is not None:
        _write(uncaught, [*cell, *rest])


HEADER = f"{'':40}{'changes':>8}{'caught':>9}{'located':>9}{'frictionless':>14}{'pandera':>9}"


def _print_by(judged: list[Verdict], part: str) -> None:
    for title in sorted({getattr(each.change, part) for each in judged}):
        _print(f"  {title}", [each for each in judged if getattr(each.change, part) == title])


def _print(title: str, judged: list[Verdict]) -> None:
    """A line of shares; what is located is a share of what is caught."""
    total, caught = len(judged), sum(each.caught for each in judged)
    located = sum(each.located for each in judged) / max(caught, 1)
    frictionless = sum(each.frictionless for each in judged) / total
    pandera = sum(each.pandera for each in judged) / total
    print(f"{title:40}{total:8}{caught / total:9.3f}{located:9.3f}{frictionless:14.3f}{pandera:9.3f}")


def _write(path: Path, judged: list[Verdict]) -> None:
    """The changes that are let through, and those that are caught elsewhere."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["group", "kind", "table", "lines", "columns", "keys", "before", "after", "caught"])
        for verdict in judged:
            if verdict.caught and verdict.located:
                continue
            each = verdict.change
            places = (each.lines, each.columns, each.keys)
            shown = (" ".join(str(place) for place in sorted(part)) for part in places)
            writer.writerow(
                [each.group, each.kind, each.table, *shown, each.before, each.after, verdict.caught]
            )


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    wanted = sys.argv[sys.argv.index("--uncaught") + 1] if "--uncaught" in sys.argv else None
    main(int(words[0]) if words and words[0] != wanted else 60, Path(wanted) if wanted else None)
