"""Numbers read in whole reports, as published, against labels made by hand before the reader ran.

Run: python benchmarks/running_text.py FOLDER [--wrong]

FOLDER has the reports that `running_text/reports.csv` lists, as files `<report>.txt` or `<report>.md`; they are not
part of this repository. A report whose SHA-256 differs is refused. `--wrong` lists what is read otherwise than labelled.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from fengqiao_open.authoring.cleaning import clean
from fengqiao_open.authoring.scaffold import draft
from fengqiao_open.figures.figure import Figure
from fengqiao_open.figures.scanner import figures

HERE = Path(__file__).parent / "running_text"
Label = dict[str, str]
#: What the scanner alone cannot tell apart: a rate or a class is a level for it.
LEVELS = {"level": "", "rate": "", "class": ""}
ROW = ("value", "unit", "qualifier", "measure", "period", "status")


@dataclass(frozen=True, slots=True)
class Read:
    """A quantity that was read, with its place in the report as published."""

    start: int
    end: int
    cells: dict[str, str]


def main(folder: Path, *, wrong: bool) -> None:
    """Print what is right of each report, and of all of a split."""
    labels: dict[str, list[Label]] = {}
    for label in _rows("labels"):
        labels.setdefault(label["report"], []).append(label)
    totals: dict[str, Counter[str]] = {}
    for report in _rows("reports"):
        text = _text(folder, report)
        lines = {int(line) for line in report["lines"].split()}
        for what, found, columns in (
            ("numbers", list(scanned(text)), ROW[:4]),
            ("rows of new", list(drafted(text, report)), ROW),
        ):
            inside = [each for each in found if text.count("\n", 0, each.start) + 1 in lines]
            counts, cases = compared(labels[report["report"]], inside, columns)
            totals.setdefault(f"{report['split']}, {what}", Counter()).update(counts)
            if wrong:
                print(*(f"{report['report']} {what}: {case}" for case in cases), sep="\n")
    for name, counts in totals.items():
        right, wanted = counts["right"], counts["wanted"]
        read = right + counts["wrong"] + counts["false"]
        print(
            f"{name:22}{wanted:5} wanted  recall {right / wanted:.3f}  precision {right / read:.3f}",
            dict(counts),
        )


def scanned(text: str) -> Iterator[Read]:
    """The quantities that the scanner finds in a report as published."""
    cleaned = clean(text)
    for each in figures(cleaned.text):
        if each.kind == "quantity":
            cells = {"value": str(each.value), "unit": each.unit, "qualifier": each.qualifier or "exact"}
            yield Read(*_place(each, cleaned.raw_place), cells | {"measure": each.measure})


def drafted(text: str, report: Label) -> Iterator[Read]:
    """The rows of observations that `new` drafts for a report as published."""
    place, _, year = report["report"].rpartition("-")
    made = draft(text, place, int(year), f"place-{year}").tables
    cleaned = clean(text)
    by_id = {each["figure_id"]: each for each in made["figures"]}
    units = {each["unit_id"]: f"{each['name_zh']} {each['printed_forms']}" for each in made["units"]}
    for row in made["observations"]:
        figure = by_id[row["figure_id"]]
        paragraph = int(figure["paragraph"])
        start = cleaned.raw_place(paragraph, int(figure["start"]))
        end = cleaned.raw_place(paragraph, int(figure["end"]) - 1) + 1
        cells = {name: row[name] for name in ("value", "qualifier", "measure", "period", "status")}
        yield Read(
            start, end, cells | {"unit": units.get(row["unit_id"], ""), "indicator": row["indicator_id"]}
        )


def compared(
    labels: Sequence[Label], found: Sequence[Read], columns: Sequence[str]
) -> tuple[Counter[str], list[str]]:
    """Counts of labels that are wanted, right and wrong and of what is read and not labelled, and the cases."""
    counts: Counter[str] = Counter()
    cases, seen = [], set()
    for label in labels:
        meeting = [
            each for each in found if each.start < int(label["end"]) and int(label["start"]) < each.end
        ]
        seen.update(id(each) for each in meeting)
        if label["wanted"] != "yes":
            continue
        counts["wanted"] += 1
        if not meeting:
            cases.append(f"missed {label['printed']}")
            continue
        differ = min(
            ([name for name in columns if not agrees(label, each, name)] for each in meeting), key=len
        )
        counts["wrong" if differ else "right"] += 1
        counts.update(f"wrong {name}" for name in differ)
        if differ:
            best = {name: meeting[0].cells.get(name, "") for name in differ}
            cases.append(
                f"{label['printed']} {label['indicator_zh']}: {best} for {[label[name] for name in differ]}"
            )
    false = [each for each in found if id(each) not in seen]
    counts["false"] += len(false)
    return counts, cases + [f"not wanted: {each.cells}" for each in false]


def agrees(label: Label, read: Read, column: str) -> bool:
    """Whether a cell is as labelled; some labels leave measure or status open, and a rank needs no unit."""
    wanted, cell = label[column], read.cells.get(column, "")
    if column in label["either"].split():
        return True
    if column == "value":
        return cell not in ("", "None") and (not wanted or Decimal(cell) == Decimal(wanted))
    if column == "unit":
        return label["measure"] == "rank" or _unit(wanted) in map(_unit, cell.split() or [""])
    if column == "measure" and "period" not in read.cells:
        return LEVELS.get(cell, cell) == LEVELS.get(wanted, wanted)
    return cell == wanted


def _unit(name: str) -> str:
    return (
        re.sub(r"\s|^个(?=百分点)", "", name).translate(str.maketrans("％／", "%/")).replace("㎡", "平方米")
    )


def _place(figure: Figure, raw_place: Callable[[int, int], int]) -> tuple[int, int]:
    start, end = raw_place(figure.paragraph, figure.start), raw_place(figure.paragraph, figure.end - 1)
    return start, end + 1


def _rows(name: str) -> list[Label]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _text(folder: Path, report: Label) -> str:
    path = next(path for path in folder.glob(f"{report['report']}.*") if path.suffix in (".txt", ".md"))
    text = path.read_bytes().decode("utf-8")
    if hashlib.sha256(text.encode()).hexdigest() != report["sha256"]:
        raise SystemExit(f"{path}: another text than the one that was labelled")
    return text


if __name__ == "__main__":
    main(Path(sys.argv[1]), wrong="--wrong" in sys.argv)
