"""Change the shipped package as people and programs do, validate it without hashes, and count what is reported.

- caught: there is an error or a warning that was not there before; the interval is Wilson's, of 95 per cent.
- located: of those caught, the share in which a finding is at the changed place.
- one finding: of those caught, the share in which one mistake gives one finding.
- elsewhere: the share of all changes with a finding at a cell that was not changed.
- with a value: the share of all changes in which such a finding gives a value for that cell.

`judges.Judgement` and `accusations` define each of them. The same seed and number give the same changes.

Run: python benchmarks/detection --changes 1500 --markdown -o judged.csv
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from multiprocessing import Pool
from pathlib import Path

# The modules are those of the package `detection`, here and in the tests.
sys.path.insert(0, str(Path(__file__).parents[1]))

from detection.cells import single
from detection.changes import SEED, Change
from detection.columns import column_changes
from detection.descriptors import descriptor_changes
from detection.files import file_changes
from detection.judges import Bench, Judgement, in_memory
from detection.pairs import exchanged, two_edits
from detection.rows import row_changes, row_moves
from detection.shares import as_markdown, as_text, in_docs, parts, read, record, write
from detection.tables import Sheet, read_sheets
from fengqiao_open.datapackage.package import Package, shipped

GROUPS = (
    "cell", "cell-refresh", "exchange", "exchange-refresh", "two-edits", "two-edits-refresh", "row", "order", "column",
    "file", "descriptor",
)  # fmt: skip


def changes_of(
    group: str, package: Package, sheets: Mapping[str, Sheet], count: int, seed: int
) -> Iterator[Change]:
    """The changes of a group; each group has its own chance, so that one alone gives what all together give."""
    rng, some = random.Random(f"{seed}-{group}"), max(count // 5, 1)
    # What is generated is made anew by `refresh`: an edit of it would be gone.
    kept = {name: sheet for name, sheet in sheets.items() if not sheet.generated}
    match group:
        case "cell":
            return single(sheets, count, rng)
        case "cell-refresh":
            return _refreshed(single(kept, max(count // 3, 1), rng))
        case "exchange":
            return exchanged(sheets, some, rng)
        case "exchange-refresh":
            return _refreshed(exchanged(kept, some, rng))
        case "two-edits":
            return two_edits(sheets, some, rng)
        case "two-edits-refresh":
            return _refreshed(two_edits(kept, some, rng))
        case "row":
            return row_changes(sheets, some, rng)
        case "order":
            return row_moves(sheets)
        case "column":
            return column_changes(sheets)
        case "file":
            return file_changes(package.root, sheets)
    return descriptor_changes(dict(package.descriptor))


def _refreshed(changes: Iterator[Change]) -> Iterator[Change]:
    return (replace(change, refreshed=True) for change in changes)


_own: list[Bench] = []


def _start(folder: Path) -> None:
    """Each process has a copy of the package for as long as it lives."""
    warnings.simplefilter("ignore")
    _own.append(Bench(folder / str(os.getpid())))


def _judge(change: Change, *, peers: bool) -> Judgement:
    return _own[0].judge(change, peers=peers)


def run(changes: list[Change], processes: int, peers: bool) -> list[Judgement]:
    """The judgements on the changes, in their order."""
    judged = []
    with in_memory() as folder, Pool(processes, _start, (folder,)) as pool:
        for each in pool.imap(partial(_judge, peers=peers), changes, chunksize=4):
            judged.append(each)
            if sys.stderr.isatty():
                print(f"\r{len(judged):,} of {len(changes):,}", end="", file=sys.stderr, flush=True)
    return judged


def main() -> None:
    """Judge the changes, print the shares and write the changes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--changes", type=int, default=600, help="number of single cells; other groups have a share"
    )
    parser.add_argument("--only", action="append", choices=GROUPS, help="groups to run; all by default")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--peers", action="store_true", help="ask frictionless and pandera alone too")
    parser.add_argument(
        "--markdown", action="store_true", help="print the tables of docs/undetected-changes.md"
    )
    parser.add_argument(
        "--read", type=Path, nargs="+", help="CSVs of earlier runs to print, instead of a run"
    )
    parser.add_argument("-o", "--output", type=Path, help="CSV of all judged changes")
    given = parser.parse_args()
    sheets = read_sheets(shipped().root)
    if given.read:
        records = [each for path in given.read for each in read(path)]
    else:
        records = list(map(record, _judged(given, sheets)))
    if given.output:
        write(given.output, records)
    if not given.markdown:
        print(f"{len(records):,} changes\n")
    for heading, lines in parts(records, sheets):
        if not given.markdown:
            print(as_text(heading, lines))
        elif in_docs(heading):
            print(as_markdown(heading, lines))


def _judged(given: argparse.Namespace, sheets: Mapping[str, Sheet]) -> list[Judgement]:
    with in_memory() as folder:
        clean = Bench(folder / "clean")
        for refreshed in (False, True):
            nothing = Change("", "", next(iter(sheets)), {}, refreshed=refreshed)
            if clean.before or clean.judge(nothing).codes:
                raise SystemExit("The package is not clean as it is: the shares would count false alarms.")
    changes = [
        change
        for group in given.only or GROUPS
        for change in changes_of(group, shipped(), sheets, given.changes, given.seed)
    ]
    return run(changes, given.processes, given.peers)


if __name__ == "__main__":
    main()
