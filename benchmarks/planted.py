"""What `validate --table` finds of the defects planted in a compilation: all of them, and nothing else, in every form.

The sound compilation must be clean; of the planted one, findings and `planted.csv` are compared row for row. Exits
with 1 when they differ. Needs the extra `large`, and what `benchmarks/defects.py ROWS FOLDER` has made.

Run: python benchmarks/planted.py FOLDER/ROWS [BLOCK_BYTES [PARQUET_ROWS]]
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from compilations import PLACES

from fengqiao_open.findings import Finding
from fengqiao_open.large.blocks import BLOCK
from fengqiao_open.large.compilation import validate_table
from fengqiao_open.large.sources import ROWS

Place = tuple[str, int, str, str]


def found_in(path: Path, lists: Path, size: int, rows: int) -> Counter[Place]:
    """File, line, column and code of every finding on a table."""
    found: Counter[Place] = Counter()

    def keep(each: Finding) -> None:
        found[each.evidence.file, each.line, each.column, each.code] += 1

    validate_table("observations", [path], lists, sink=keep, size=size, rows=rows)
    return found


def main(folder: Path, size: int, rows: int) -> int:
    """Compare every form that was planted, print what is missed and what is found in vain, and count both."""
    with (folder / "planted" / "planted.csv").open(encoding="utf-8", newline="") as stream:
        listed = list(csv.DictReader(stream))
    kinds = {(row["file"], int(row["line"]), row["column"], row["code"]): row["kind"] for row in listed}
    wrong = 0
    for form in dict.fromkeys(row["form"] for row in listed):
        planted = Counter(
            (row["file"], int(row["line"]), row["column"], row["code"])
            for row in listed
            if row["form"] == form
        )
        in_sound = found_in(folder / PLACES[form], folder / "codelists", size, rows)
        found = found_in(folder / "planted" / PLACES[form], folder / "codelists", size, rows)
        missed, in_vain = planted - found, (found - planted) + in_sound
        print(f"{form}: {planted.total()} to find, {missed.total()} missed, {in_vain.total()} found in vain")
        for words, places in (("missed", missed), ("in vain", in_vain)):
            for place in places:
                print(f"  {words:8}", *place, kinds.get(place, ""), sep="  ")
        wrong += missed.total() + in_vain.total()
    return wrong


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[2:]] + [BLOCK, ROWS][len(sys.argv) - 2 :]
    sys.exit(main(Path(sys.argv[1]), *sizes) > 0)
