"""Plants known defects in a copy of a compilation, and writes down what must be found, where.

Every kind of defect stands at the start, at the end, on borders of batches (the blocks of a CSV, the row groups
of a Parquet file), and where one file ends and the next begins; what stands twice does so within a batch, and
across batches and files.

    FOLDER/ROWS/planted/observations.csv, csvs/, observations.parquet, partitions/
    FOLDER/ROWS/planted/planted.csv     form, file, line, column, code, key and kind of each finding to expect

A row of Parquet has the line that it would have in a CSV. Needs the extra `large`.

Run: python benchmarks/defects.py ROWS FOLDER [csv] [csvs] [parquet] [partitions]
"""

from __future__ import annotations

import csv
import io
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
from compilations import FORMS, PLACES, Part, make, observations, parts, templates

from fengqiao_open.datapackage.package import shipped
from fengqiao_open.streaming.csv_blocks import BLOCK
from fengqiao_open.streaming.inputs import ROWS

Cells = dict[str, str]
COLUMNS = ("form", "file", "line", "column", "code", "key", "kind")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of defect.

    Attributes:
        name: in words.
        code: of the finding that it must lead to; blank where it is sound and only moves what follows.
        column: where the finding is; blank for one on the whole row.
        change: the cells that differ, from those of the row and of a sound partner in another report.
        fits: which rows can have it.
        damage: what happens to the bytes of the line after that; such a defect has no place in Parquet.
        twice: whether the partner gets the finding too.
        in_parquet: whether columns of numbers can hold it.
        lines_before, lines_within: how many line ends it adds before its row, and within.
    """

    name: str
    code: str
    column: str
    change: Callable[[Cells, Cells], Mapping[str, str]] = lambda row, partner: {}
    fits: Callable[[Cells], bool] = lambda row: True
    damage: Callable[[bytes], bytes] | None = None
    twice: bool = False
    in_parquet: bool = True
    lines_before: int = 0
    lines_within: int = 0


@cache
def _quantities() -> dict[str, str]:
    rows = pl.read_csv(shipped().path("indicators"), infer_schema=False)
    return dict(zip(rows["indicator_id"], rows["quantity"], strict=True))


def _has_number(row: Cells) -> bool:
    return bool(row["value"])


def _has_note(row: Cells) -> bool:
    return bool(row["note_zh"])


def _level_of(quantity: str) -> Callable[[Cells], bool]:
    return lambda row: row["measure"] == "level" and _quantities()[row["indicator_id"]] == quantity


_FULL_WIDTH = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
_SAME = ("source_id", "area_id", "period")  # what tells two rows of one pattern apart

KINDS = (
    Kind("a letter for a digit", "FQ-T01", "value", lambda row, _: {"value": f"{row['value']}O"}, _has_number, in_parquet=False),
    Kind("a blank where something is required", "FQ-T02", "status", lambda row, _: {"status": ""}),
    Kind("an unknown code", "FQ-T03", "status", lambda row, _: {"status": "acutal"}),
    Kind("an identifier of another form", "FQ-T04", "figure_id", lambda row, _: {"figure_id": row["figure_id"].replace("-p", "-P")}),
    Kind("a year out of range", "FQ-T05", "period", lambda row, _: {"period": "1902"}),
    Kind("spaces around a number", "FQ-T06", "value", lambda row, _: {"value": f" {row['value']}"}, _has_number, in_parquet=False),
    Kind("full-width digits", "FQ-T07", "value", lambda row, _: {"value": row["value"].translate(_FULL_WIDTH)}, _has_number, in_parquet=False),
    Kind("no number", "FQ-T08", "value", lambda row, _: {"value": "NaN"}, _has_number),
    Kind("a separator of thousands", "FQ-T09", "value", lambda row, _: {"value": f"1,{row['value'].zfill(3)}"}, lambda row: row["value"].isdigit() and len(row["value"]) <= 3, in_parquet=False),
    Kind("a text that is too long", "FQ-T10", "note_en", lambda row, _: {"note_en": "A note. " * 150 + "End."}, _has_note),
    Kind("a character that cannot be seen", "FQ-T11", "note_zh", lambda row, _: {"note_zh": f"{row['note_zh'][:1]}\u200b{row['note_zh'][1:]}"}, _has_note),
    Kind("an indicator that is not there", "FQ-K03", "indicator_id", lambda row, _: {"indicator_id": "no-such-thing"}),
    Kind("a report that is not there", "FQ-K03", "source_id", lambda row, _: {"source_id": "nowhere-1999"}),
    Kind("a place that is not there", "FQ-K03", "area_id", lambda row, _: {"area_id": "999999999999"}),
    Kind("a unit that is not there", "FQ-K03", "unit_id", lambda row, _: {"unit_id": "furlong"}, _has_number),
    Kind("an identifier that stands twice", "FQ-K01", "observation_id", lambda _, partner: {name: partner[name] for name in ("observation_id", "figure_id")}, twice=True),
    Kind("a statistic that stands twice", "FQ-K02", "", lambda _, partner: {name: partner[name] for name in _SAME}, twice=True),
    Kind("a unit that does not fit", "FQ-R01", "unit_id", lambda row, _: {"unit_id": "km"}, _level_of("money")),
    Kind("a year that does not fit", "FQ-R02", "period", lambda row, _: {"period": str(int(row["period"]) + (5 if row["status"] == "actual" else -5))}),
    Kind("a rate over 100", "FQ-R05", "value", lambda row, _: {"value": "100.5"}, lambda row: row["measure"] in ("rate", "share")),
    Kind("half a thing", "FQ-R13", "value", lambda row, _: {"value": "2.5"}, _level_of("count")),
    Kind("a place of another town", "FQ-R31", "area_id", lambda _, partner: {"area_id": partner["area_id"]}),
    Kind("a figure of another paragraph", "FQ-P27", "figure_id", lambda row, _: {"figure_id": row["figure_id"].replace("-p", "-p9")}),
    Kind("a cell too few", "FQ-S05", "", fits=lambda row: not _has_note(row), damage=lambda line: line.replace(b",\n", b"\n")),
    Kind("a cell too many", "FQ-S06", "", damage=lambda line: line.replace(b"\n", b",x\n")),
    Kind("an empty line", "FQ-S07", "", damage=lambda line: b"\n" + line, lines_before=1),
    Kind("a byte that is no UTF-8", "FQ-F02", "", fits=_has_note, damage=lambda line: line.replace("。".encode(), b"\xff", 1)),
    Kind("a line break in a note", "", "", lambda row, _: {"note_en": f"{row['note_en']}\nSo it says."}, _has_note, damage=lambda line: line, lines_within=1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plant:
    """A defect in its place: the numbers of its row and of its partner's, counted over the whole compilation from 0."""

    kind: Kind
    row: int
    partner: int


@dataclass(frozen=True, slots=True)
class File:
    """A file of a compilation: its path, its name in findings, its rows, and the first rows of its later batches."""

    path: Path
    shown: str
    rows: range
    borders: tuple[int, ...]


def files(rows: int, folder: Path, form: str) -> list[File]:
    """The files of one form, in the order of their rows."""
    starts, found = _starts(rows)
    whole = folder / PLACES[form]
    if form in ("csv", "parquet"):
        return [_bordered(File(whole, whole.name, range(rows), ()), starts)]
    named = [
        f"{part.name}.csv" if form == "csvs" else f"year={part.year}/part-{part.province}.parquet"
        for part in found
    ]
    return [
        _bordered(File(whole / name, name, range(*ends), ()), starts)
        for name, ends in zip(named, pairwise(starts), strict=True)
    ]


def _bordered(file: File, starts: Sequence[int]) -> File:
    """The file with the borders of its batches."""
    if file.path.suffix == ".csv":
        return replace(file, borders=tuple(file.rows.start + row for row in _rows_at_blocks(file.path)))
    groups = [start for start in starts if start in file.rows or start == file.rows.stop]
    cuts = [range(*group, ROWS)[0 if group[0] > file.rows.start else 1 :] for group in pairwise(groups)]
    return replace(file, borders=tuple(row for cut in cuts for row in cut))


def _rows_at_blocks(path: Path) -> Iterator[int]:
    """The row that each block of a CSV begins in, but for the first."""
    with path.open("rb") as stream:
        stream.readline()
        row = 0
        while data := stream.read(BLOCK):
            row += data.count(b"\n")
            if len(data) == BLOCK:
                yield row


def kinds_in(form: str) -> list[Kind]:
    """The kinds of defect that files of one form can have."""
    return [kind for kind in KINDS if form in ("csv", "csvs") or (kind.in_parquet and not kind.damage)]


def plan(rows: int, placed: Sequence[File], kinds: Sequence[Kind]) -> list[Plant]:
    """Which defects to plant where: every kind around every place, and each at a place itself in turn.

    Args:
        rows: how many rows there are.
        placed: the files.
        kinds: the kinds of defect.
    """
    patterns, taken = _patterns(), set[int]()
    found = []
    for number, (place, within) in enumerate(_places(placed)):
        turned = [*kinds[number * 5 % len(kinds) :], *kinds[: number * 5 % len(kinds)]]
        for kind in turned:
            fitting = (row for row in _outwards(place, within) if row not in taken)
            row = next((row for row in fitting if kind.fits(patterns[row % len(patterns)])), None)
            partner = None if row is None else _partner(row, rows, taken, far=number % 2 == 0)
            if row is not None and partner is not None:
                taken |= {row, partner} if kind.twice else {row}
                found.append(Plant(kind, row, partner))
    return sorted(found, key=lambda each: each.row)


def _places(placed: Sequence[File]) -> Iterator[tuple[int, range]]:
    """The rows to plant around, with the rows of their file: ends of files, and borders of batches in some of them."""
    some = sorted({0, len(placed) // 2, len(placed) - 1})
    for file in (placed[at] for at in some):
        borders = file.borders[:2] + file.borders[len(file.borders) // 2 :][:1] + file.borders[-1:]
        # Defects before a border move it by a few bytes: the rows beside it are planted too.
        for row in sorted({file.rows[0], *borders, file.rows[-1]}):
            yield row, file.rows


def _outwards(place: int, within: range) -> Iterator[int]:
    for step in range(len(within)):
        yield from (row for row in sorted({place - step, place + step}) if row in within)


def _partner(row: int, rows: int, taken: set[int], *, far: bool) -> int | None:
    """A free row of the same pattern in another report of another town: the next one, or one half the table away."""
    step = len(_patterns())
    start = row + (max(rows // 2 // step, 1) if far else 1) * step
    around = (
        each if each < rows else row % step + (each - rows) // step * step
        for each in range(start, start + rows, step)
    )
    return next((each for each in around if each not in taken and each < rows and _town(each, rows) != _town(row, rows)), None)  # fmt: skip


def _town(row: int, rows: int) -> str:
    return identity(row, rows)["area_id"][:9]


@cache
def _patterns() -> list[Cells]:
    """A row of each pattern, as text."""
    part = next(parts(templates().height))
    return [{name: cell or "" for name, cell in row.items()} for row in observations(part).to_dicts()]


@cache
def _starts(rows: int) -> tuple[list[int], list[Part]]:
    """The first row of each part, with the end of the last, and the parts."""
    found = list(parts(rows))
    starts = [0]
    for part in found:
        starts.append(starts[-1] + part.rows)
    return starts, found


@cache
def _report(number: int, year: int, province: int) -> list[Cells]:
    return [{name: cell or "" for name, cell in row.items()} for row in observations(Part(year, province, number, 1, len(_patterns()))).to_dicts()]  # fmt: skip


def identity(row: int, rows: int) -> Cells:
    """The cells of a row, all right but for its value."""
    starts, found = _starts(rows)
    at = bisect_right(starts, row) - 1
    report, pattern = divmod(row - starts[at], len(_patterns()))
    return _report(found[at].first + report, found[at].year, found[at].province)[pattern]


def expected(form: str, rows: int, placed: Sequence[File], plants: Sequence[Plant]) -> list[dict[str, str]]:
    """The findings to expect, as rows of `planted.csv`."""
    found = []
    for each in plants:
        cells = identity(each.row, rows)
        key = {**cells, **each.kind.change(cells, identity(each.partner, rows))}["observation_id"]
        places = [(each.row, key)]
        if each.kind.twice:
            places.append((each.partner, identity(each.partner, rows)["observation_id"]))
        for row, name in places if each.kind.code else ():
            file = next(file for file in placed if row in file.rows)
            line = row - file.rows.start + 2 + _lines_before(row, file, plants)
            line -= each.kind.lines_before
            found.append(dict(zip(COLUMNS, (form, file.shown, str(line), each.kind.column, each.kind.code, name, each.kind.name), strict=True)))  # fmt: skip
    return found


def _lines_before(row: int, file: File, plants: Sequence[Plant]) -> int:
    """How many lines were added in a file before a row stands."""
    first = bisect_left(plants, file.rows.start, key=lambda each: each.row)
    last = bisect_right(plants, row, key=lambda each: each.row)
    return sum(
        each.kind.lines_before + (each.kind.lines_within if each.row < row else 0)
        for each in plants[first:last]
    )


def plant_texts(file: File, target: Path, plants: Iterable[Plant], rows: int) -> None:
    """Copy a CSV with its defects."""
    wanted = {each.row - file.rows.start: each for each in plants}
    with file.path.open("rb") as source, target.open("wb") as copy:
        header = source.readline()
        copy.write(header)
        columns = next(csv.reader([header.decode().rstrip()]))
        row, rest = 0, b""
        while data := source.read(BLOCK):
            chunk = rest + data
            cut, at = chunk.rfind(b"\n") + 1, 0
            count = chunk.count(b"\n", 0, cut)
            for number in sorted(each for each in wanted if row <= each < row + count):
                start = _line_start(chunk, number - row)
                end = chunk.index(b"\n", start) + 1
                copy.write(chunk[at:start])
                copy.write(_planted(chunk[start:end], columns, wanted[number], rows))
                at = end
            copy.write(chunk[at:cut])
            row, rest = row + count, chunk[cut:]


def _line_start(chunk: bytes, number: int) -> int:
    at = 0
    for _ in range(number):
        at = chunk.index(b"\n", at) + 1
    return at


def _planted(line: bytes, columns: Sequence[str], plant: Plant, rows: int) -> bytes:
    cells = dict(zip(columns, next(csv.reader([line.decode().rstrip("\n")])), strict=True))
    cells |= plant.kind.change(cells, identity(plant.partner, rows))
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells.values())
    changed = text.getvalue().encode()
    return plant.kind.damage(changed) if plant.kind.damage else changed


def plant_numbers(file: File, target: Path, plants: Iterable[Plant], rows: int) -> None:
    """Copy a Parquet file with its defects, row group by row group."""
    wanted = {each.row - file.rows.start: each for each in plants}
    source = pq.ParquetFile(file.path)
    with pq.ParquetWriter(target, source.schema_arrow, compression="zstd") as writer:
        row = 0
        for number in range(source.num_row_groups):
            frame = pl.DataFrame(source.read_row_group(number))
            for at in (each - row for each in wanted if row <= each < row + frame.height):
                plant = wanted[at + row]
                cells = {
                    name: "" if cell is None else str(cell)
                    for name, cell in frame.row(at, named=True).items()
                }
                for name, cell in plant.kind.change(cells, identity(plant.partner, rows)).items():
                    frame[at, name] = pl.Series([cell or None]).cast(frame.schema[name]).item()
            row += frame.height
            table = frame.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(source.schema_arrow)
            writer.write_table(table, row_group_size=table.num_rows)


def main(rows: int, folder: Path, forms: Sequence[str]) -> None:
    """Make the sound compilation where it is not there, and its planted copy."""
    sound = make(rows, folder, forms)
    planted = sound / "planted"
    found = []
    for form in forms:
        placed = files(rows, sound, form)
        plants = plan(rows, placed, kinds_in(form))
        for file in placed:
            target = planted / file.path.relative_to(sound)
            target.parent.mkdir(parents=True, exist_ok=True)
            inside = [each for each in plants if each.row in file.rows]
            (plant_texts if file.path.suffix == ".csv" else plant_numbers)(file, target, inside, rows)
        found += expected(form, rows, placed, plants)
        print(
            f"{form}: {len(plants)} defects, {sum(row['form'] == form for row in found)} findings to expect"
        )
    with (planted / "planted.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


if __name__ == "__main__":
    if len(sys.argv) < 3 or not set(sys.argv[3:]) <= set(FORMS):
        sys.exit(str(__doc__).rstrip().rpartition("\n")[2])
    main(int(sys.argv[1].replace("_", "")), Path(sys.argv[2]), sys.argv[3:] or FORMS)
