"""What `validate --table` finds of the defects planted in a compilation: all of them, and nothing else, in every form.

The sound compilation must be clean; of the planted one, findings and `planted.csv` are compared row for row. Exits
with 1 when they differ. Needs the extra `large` (`cluster` for Dask), and what `benchmarks/defects.py ROWS FOLDER`
has made.

Run: python benchmarks/planted.py FOLDER/ROWS [dask] [BLOCK_BYTES [PARQUET_ROWS]]
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from compilations import PLACES

from fengqiao_open.findings.report import Finding
from fengqiao_open.streaming.stream import OpenEngine, one_machine
from fengqiao_open.streaming.validate_table import validate_table

Place = tuple[str, int, str, str]


def found_in(path: Path, lists: Path, engine: OpenEngine) -> Counter[Place]:
    """File, line, column and code of every finding on a table."""
    found: Counter[Place] = Counter()

    def keep(each: Finding) -> None:
        found[each.evidence.file, each.line, each.column, each.code] += 1

    validate_table("observations", [path], lists, engine=engine, sink=keep)
    return found


def main(folder: Path, engine: OpenEngine) -> int:
    """Compare every form that was planted, print what is missed and what is found in vain, and count both."""
    with (folder / "planted" / "planted.csv").open(encoding="utf-8", newline="") as stream:
        listed = list(csv.DictReader(stream))
    wrong = 0
    for form in dict.fromkeys(row["form"] for row in listed):
        kinds = {
            (row["file"], int(row["line"]), row["column"], row["code"]): row["kind"]
            for row in listed
            if row["form"] == form
        }
        planted = Counter(list(kinds))
        in_sound = found_in(folder / PLACES[form], folder / "codelists", engine)
        found = found_in(folder / "planted" / PLACES[form], folder / "codelists", engine)
        missed, in_vain = planted - found, (found - planted) + in_sound
        print(f"{form}: {planted.total()} to find, {missed.total()} missed, {in_vain.total()} found in vain")
        for words, places in (("missed", missed), ("in vain", in_vain)):
            for place in places:
                print(f"  {words:8}", *place, kinds.get(place, ""), sep="  ")
        wrong += missed.total() + in_vain.total()
    return wrong


def _engine(words: list[str]) -> OpenEngine:
    sizes = [int(word) for word in words if word.isdigit()]
    if "dask" in words:
        from fengqiao_open.streaming.dask import on_cluster

        return on_cluster("", *sizes)
    return one_machine(*sizes)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), _engine(sys.argv[2:])) > 0)
