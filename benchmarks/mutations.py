"""What is let through: change one thing in the shipped package, validate without hashes, count what is caught and where.

Each kind of change is tried on cells drawn with a fixed seed; the package is validated with hashes and byte
counts switched off. A change is caught when there is any finding, and located when a finding names its table,
line and column. Beside it, on the same changes: frictionless alone, and pandera alone on the same schemas.

Run: python benchmarks/mutations.py [CHANGES_PER_TABLE] [--uncaught FILE.csv]
"""

from __future__ import annotations

import csv
import random
import shutil
import sys
import tempfile
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fengqiao_open import validate
from fengqiao_open.files import csv_bytes
from fengqiao_open.package import Package, read_package, shipped
from fengqiao_open.rows import Table
from fengqiao_open.structure import read_table
from fengqiao_open.tables import read_tables
from fengqiao_open.values import check_values

CORE = ("observations", "figures", "relations", "units", "areas")
SEED = 20230228


@dataclass(frozen=True, slots=True)
class Change:
    """One changed cell: where it is, what kind of change, and the cell before and after."""

    table: str
    line: int
    column: str
    kind: str
    before: str
    after: str


Kind = Callable[[random.Random, str, dict[str, Any]], str]


def _digit(rng: random.Random, cell: str, how: str) -> str:
    places = [at for at, character in enumerate(cell) if character.isdigit()]
    at = rng.choice(places)
    if how == "changed":
        return cell[:at] + rng.choice([d for d in "0123456789" if d != cell[at]]) + cell[at + 1 :]
    if how == "dropped":
        return cell[:at] + cell[at + 1 :]
    if how == "doubled":
        return cell[:at] + cell[at] + cell[at:]
    pairs = [at for at in places if at + 1 in places and cell[at] != cell[at + 1]]
    at = rng.choice(pairs)
    return cell[:at] + cell[at + 1] + cell[at] + cell[at + 2 :]


def kinds(
    field: dict[str, Any], cell: str, others: list[str], twin: str | None, linked: list[str]
) -> Iterator[tuple[str, Kind]]:
    """The kinds of change that a cell can suffer, with the function that makes each."""
    number = field["type"] in ("integer", "number", "year")
    digits = [c for c in cell if c.isdigit()]
    codes = field.get("constraints", {}).get("enum", [])
    if digits:
        for how in ("changed", "dropped", "doubled"):
            yield f"digit {how}", lambda rng, text, _, how=how: _digit(rng, text, how)
        if any(
            cell[i].isdigit() and cell[i + 1].isdigit() and cell[i] != cell[i + 1]
            for i in range(len(cell) - 1)
        ):
            yield "digits swapped", lambda rng, text, _: _digit(rng, text, "swapped")
    if number and cell:
        yield "sign", lambda _, text, __: text[1:] if text.startswith("-") else f"-{text}"
        yield (
            "full-width",
            lambda _, text, __: text.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)}),
        )
        yield "padded", lambda _, text, __: f" {text}"
        yield "scientific", lambda _, text, __: f"{text}e0"
        yield "NaN", lambda _, __, ___: "NaN"
        if "." in cell:
            yield "point moved", lambda _, text, __: _moved(text)
    if codes and len(codes) > 1:
        yield (
            "other code",
            lambda rng, text, f: rng.choice([c for c in f["constraints"]["enum"] if c != text]),
        )
    elif linked and cell:
        yield "other row", lambda rng, text, _: rng.choice([key for key in linked if key != text] or ["x"])
    elif field["type"] == "string" and cell:
        yield (
            "swapped with another row",
            lambda rng, text, _: rng.choice([o for o in others if o not in (text, "")] or ["x"]),
        )
        if twin:
            yield "swapped between languages", lambda _, __, ___: twin
    if field["type"] == "date" and cell:
        yield "date out of range", lambda _, __, ___: "2023-02-30"
    if cell:
        yield "emptied", lambda _, __, ___: ""


def _moved(text: str) -> str:
    whole, _, part = text.partition(".")
    return f"{whole}{part[0]}.{part[1:]}".rstrip(".")


def changes(package: Package, per_table: int) -> list[Change]:
    """Changes drawn for each table, the same in every run."""
    tables, _ = read_tables(package)
    found = []
    for name, table in tables.items():
        rng = random.Random(f"{SEED}-{name}")
        fields = {field["name"]: dict(field) for field in package.fields(name)}
        links = {
            link["fields"][0]: link["reference"]
            for link in package.resource(name)["schema"].get("foreignKeys", [])
        }
        drawn: set[tuple[int, str, str]] = set()
        for _ in range(per_table * 20):
            if len(drawn) >= per_table:
                break
            row, column = rng.choice(table.rows), rng.choice(table.columns)
            twin = (
                row[f"{column[:-3]}_{'en' if column.endswith('zh') else 'zh'}"]
                if column.endswith(("_zh", "_en"))
                else None
            )
            linked = (
                [each.key for each in tables[links[column].get("resource", name)].rows]
                if column in links
                else []
            )
            possible = list(
                kinds(fields[column], row[column], [each[column] for each in table.rows], twin, linked)
            )
            if not possible:
                continue
            kind, make = rng.choice(possible)
            after = make(rng, row[column], fields[column])
            if after != row[column] and (row.line, column, kind) not in drawn:
                drawn.add((row.line, column, kind))
                found.append(Change(name, row.line, column, kind, row[column], after))
    return found


def _apply(package: Package, table: Table, change: Change, path: Path) -> None:
    rows = [
        dict(row.cells) | ({change.column: change.after} if row.line == change.line else {})
        for row in table.rows
    ]
    path.write_bytes(csv_bytes(table.columns, rows))


def judge(batch: list[Change]) -> list[tuple[Change, bool, bool, bool, bool]]:
    """For each change: caught, located, caught by frictionless alone, caught by pandera alone."""
    result = []
    ours = shipped()
    tables, _ = read_tables(ours)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "package"
        shutil.copytree(ours.root / "data", copy / "data")
        shutil.copy(ours.root / "datapackage.json", copy)
        for change in batch:
            path = copy / "data" / f"{change.table}.csv"
            kept = path.read_bytes()
            _apply(ours, tables[change.table], change, path)
            found = validate(copy, hashes=False).findings
            located = any(
                (f.table, f.line, f.column) == (change.table, change.line, change.column) for f in found
            )
            result.append(
                (
                    change,
                    bool(found),
                    located,
                    _frictionless(copy, change.table),
                    _pandera(copy, change.table),
                )
            )
            path.write_bytes(kept)
    return result


def _frictionless(folder: Path, table: str) -> bool:
    """Whether frictionless alone finds fault with the changed table (types, constraints, keys; no hashes)."""
    from frictionless import Package as Checked

    descriptor = {
        **shipped().descriptor,
        "resources": [dict(each) for each in shipped().descriptor["resources"]],
    }
    for resource in descriptor["resources"]:
        resource.pop("hash", None)
        resource.pop("bytes", None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        checked = Checked.from_descriptor(descriptor, basepath=str(folder))
        return not checked.get_resource(table).validate().valid


def _pandera(folder: Path, table: str) -> bool:
    """Whether the pandera schema of the changed table alone finds fault with it."""
    schema = shipped().resource(table)["schema"]
    content, found = read_table(read_package(folder), table, schema["fields"], schema["primaryKey"][0])
    return content is None or bool(check_values(content, schema["fields"])) or bool(found)


def main(per_table: int, uncaught: Path | None) -> None:
    """Judge the changes on all cores and print the shares, by table and by kind."""
    drawn = changes(shipped(), per_table)
    batches = [drawn[at::16] for at in range(16)]
    with ProcessPoolExecutor() as pool:
        judged = [each for batch in pool.map(judge, batches) for each in batch]
    by: dict[str, dict[str, list[tuple[bool, bool, bool, bool]]]] = {
        "table": defaultdict(list),
        "kind": defaultdict(list),
    }
    for change, *marks in judged:
        by["table"][change.table].append(tuple(marks))
        by["kind"][change.kind].append(tuple(marks))
    core = [marks for name in CORE for marks in by["table"][name]]
    every = [marks for rows in by["table"].values() for marks in rows]
    print(f"{len(drawn)} single-cell changes, seed {SEED}\n")
    print(f"{'':28}{'changes':>8}{'caught':>9}{'located':>9}{'frictionless':>14}{'pandera':>9}")
    for title, rows in (
        ("core tables", core),
        ("all tables", every),
        *by["table"].items(),
        *by["kind"].items(),
    ):
        _line(title, rows)
    if uncaught is not None:
        with uncaught.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["table", "line", "column", "kind", "before", "after", "caught"])
            for change, caught, located, *_ in judged:
                if not caught or not located:
                    writer.writerow(
                        [
                            change.table,
                            change.line,
                            change.column,
                            change.kind,
                            change.before,
                            change.after,
                            caught,
                        ]
                    )


def _line(title: str, rows: list[tuple[bool, bool, bool, bool]]) -> None:
    if not rows:
        return
    caught, located, frictionless, pandera = (sum(each) for each in zip(*rows, strict=True))
    total = len(rows)
    print(
        f"{title:28}{total:8}{caught / total:9.3f}{located / max(caught, 1):9.3f}{frictionless / total:14.3f}{pandera / total:9.3f}"
    )


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    wanted = sys.argv[sys.argv.index("--uncaught") + 1] if "--uncaught" in sys.argv else None
    main(int(words[0]) if words and words[0] != wanted else 60, Path(wanted) if wanted else None)
