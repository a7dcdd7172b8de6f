"""How much of a package that people made the machine proposes right: `fengqiao-open new` on the report, against the package.

Run: python benchmarks/proposals.py REPORT.txt
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from fengqiao_open.authoring.scaffold import CANDIDATE_COLUMNS as COLUMNS
from fengqiao_open.authoring.scaffold import draft
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.validation.read import read_tables


def main(report: Path) -> None:
    """Print the share of observations proposed right, whole and by column."""
    tables, _ = read_tables(shipped())
    made = draft(report.read_text("utf-8"), "凤桥镇", 2023, "fengqiao-2023", "330402100000")
    proposed = {row["figure_id"]: row for row in made.tables["observations"]}
    right: Counter[str] = Counter()
    wrong = []
    for row in tables["observations"].rows:
        candidate = proposed.get(row["figure_id"], {})
        differ = [name for name in COLUMNS if candidate.get(name, "") != row[name]]
        right.update(name for name in COLUMNS if name not in differ)
        right["all of these"] += not differ
        right["indicator_id too"] += not differ and candidate.get("indicator_id") == row["indicator_id"]
        if differ:
            wrong.append(f"{row.key}: {', '.join(differ) if candidate else 'not proposed'}")
    total = len(tables["observations"].rows)
    for name, number in right.items():
        print(f"{name:18}{number:5} of {total}  {number / total:.3f}")
    print(*wrong, sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
