"""Tables with a defect of each kind, and where each of them is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
from large_tables import HEADER, Place, Records, csv_of, make_lists, one_row, valid_rows

# What a cell must become for a finding, with its column; the value 107 needs an indicator that has rates.
RATE = {"indicator_id": "app-installation", "measure": "rate", "unit_id": "percent"}
HALF = {"indicator_id": "hazards", "unit_id": "place"}
CELLS: dict[str, tuple[str, dict[str, str]]] = {
    "FQ-T01": ("value", {"value": "many"}),
    "FQ-T02": ("status", {"status": ""}),
    "FQ-T03": ("measure", {"measure": "levle"}),
    "FQ-T04": ("area_id", {"area_id": "A_B"}),
    "FQ-T05": ("period", {"period": "1900"}),
    "FQ-T06": ("measure", {"measure": " level"}),
    "FQ-T07": ("period", {"period": "２０３１"}),
    "FQ-T08": ("value", {"value": "NaN"}),
    "FQ-T09": ("value", {"value": "1,234"}),
    "FQ-T10": ("note_zh", {"note_zh": "字" * 1_001}),
    "FQ-T11": ("unit_id", {"unit_id": "yi\u200b-yuan"}),
    "FQ-T12": ("note_en", {"note_en": "cafe\u0301"}),
    "FQ-T13": ("note_en", {"note_en": "=1+1"}),
    "FQ-K03": ("unit_id", {"unit_id": "yi-yaun"}),
    "FQ-R01": ("unit_id", {"unit_id": "km"}),
    "FQ-R02": ("period", {"period": "2040"}),
    "FQ-R05": ("value", {"value": "107", **RATE}),
    "FQ-R13": ("value", {"value": "1.5", **HALF}),
    "FQ-R31": ("area_id", {"area_id": "990101000000"}),
    "FQ-R53": ("qualifier", {"qualifier": ""}),
    "FQ-P27": ("figure_id", {"figure_id": "elsewhere-p04-c031"}),
}
# Defects in the shape of a record: the record, as it is in a CSV.
SHAPES: dict[str, Callable[[list[str]], bytes]] = {
    "FQ-S05": lambda row: csv_of([row[:-1]]),
    "FQ-S06": lambda row: csv_of([[*row, "x"]]),
    "FQ-S07": lambda row: b"\n",
    "FQ-F02": lambda row: csv_of([[*row[:-1], "-"]]).replace(b"-\n", b"caf\xe9\n"),
    "FQ-F04": lambda row: csv_of([[*row[:-1], "-"]]).replace(b"-\n", b'"lone" quote\n'),
}


class Seeded:
    """Files with defects, and where each of them is."""

    def __init__(self, folder: Path, *, shapes: bool, lone_quotes: bool = True, between: int = 2) -> None:
        reports = [f"r{number}" for number in range(12)]
        self.folder, self.places = folder, set[Place]()
        self.names = ["a", "b", "c"]
        self.rows: dict[str, list[bytes]] = {}
        self.cells: dict[str, Records] = {}
        seeded = list[str]()
        for number, name in enumerate(self.names):
            rows = valid_rows(reports[number * 4 : number * 4 + 4])
            kinds = [*CELLS, *(each for each in SHAPES if shapes and (lone_quotes or each != "FQ-F04"))]
            # Each file begins and ends with others of them; the rest are between valid rows.
            kinds = kinds[number * 8 :] + kinds[: number * 8]
            mixed = list[tuple[str, list[str]]]()
            for kind in kinds:
                report = f"seeded-{name}-{kind[3:].lower()}"
                seeded.append(report)
                mixed += [(kind, one_row(report, **CELLS.get(kind, ("", {}))[1]))]
                mixed += [("", rows.pop(0)) for _ in range(between)]
            self._write(name, mixed[:-between])
        self._repeat("FQ-K01", HEADER[:1])
        self._repeat("FQ-K02", ["source_id", "area_id", "indicator_id", "measure", "period", "status"])
        self.lists = make_lists(folder / "lists", [*reports, *seeded, "twice"])

    def _write(self, name: str, mixed: list[tuple[str, list[str]]]) -> None:
        line, self.rows[name], self.cells[name] = 2, [], []
        for kind, row in mixed:
            record = SHAPES[kind](row) if kind in SHAPES else csv_of([row])
            if kind:
                self.places.add((kind, name, line, CELLS.get(kind, ("",))[0]))
            self.rows[name].append(record)
            self.cells[name].append(row)
            line += record.count(b"\n")

    def _repeat(self, code: str, columns: list[str]) -> None:
        """A row at the start of the first file whose key occurs again at the end of the last."""
        other = "twice" if code == "FQ-K02" else "r0"
        rows = [one_row(other) for _ in range(2)]
        if code == "FQ-K01":
            # The same key for two things.
            rows[0] = one_row(
                "twice",
                observation_id="twice-p04-09",
                figure_id="twice-p04-c009",
                status="target",
                period="2032",
            )
            rows[1] = one_row(
                "twice",
                observation_id="twice-p04-09",
                figure_id="twice-p04-c009",
                indicator_id="manufacturing-investment",
            )
        else:
            rows[1][0] = "twice-p04-10"
        first, last = self.names[0], self.names[-1]
        record = csv_of(rows[:1])
        down = record.count(b"\n")
        self.places = {
            (kind, name, line + down * (name == first), at) for kind, name, line, at in self.places
        }
        self.rows[first].insert(0, record)
        self.cells[first].insert(0, rows[0])
        end = 2 + sum(each.count(b"\n") for each in self.rows[last])
        self.rows[last].append(csv_of(rows[1:]))
        self.cells[last].append(rows[1])
        column = columns[-1] if len(columns) == 1 else ""
        # Of two rows with as many cells that their key spells out, the later is reported.
        self.places |= {(code, last, end, column)}

    def as_csv(self) -> list[Path]:
        """The files as CSV."""
        return [
            self._made(f"{name}.csv", csv_of([HEADER]) + b"".join(self.rows[name])) for name in self.names
        ]

    def as_parquet(self, group: int) -> list[Path]:
        """The files as Parquet, all cells as text, in row groups of this size."""
        paths = []
        for name in self.names:
            columns = {
                column: [row[at] or None for row in self.cells[name]] for at, column in enumerate(HEADER)
            }
            frame = pl.DataFrame(columns, schema=dict.fromkeys(HEADER, pl.String))
            path = self.folder / f"{group}" / f"{name}.parquet"
            path.parent.mkdir(exist_ok=True)
            frame.write_parquet(path, row_group_size=group)
            paths.append(path)
        return paths

    def _made(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path
