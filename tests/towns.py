"""Makes towns to combine: the good package under other names, so that only the code lists are shared."""

from __future__ import annotations

import csv
import json
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

from packages import GOOD, files_of, make_good, record_files

from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.datapackage.files import csv_bytes
from fengqiao_open.datapackage.package import DESCRIPTOR, read_package, shipped
from fengqiao_open.tabular.csv import records

# Tables whose identifiers a town makes up for itself.
_OF_A_TOWN = ("organisations", "projects", "awards", "commitments", "rulings", "discrepancies")
# Tables that name them.
_NAMING = (*_OF_A_TOWN, "project_stages", "project_observations")


def make_town(folder: Path, town: str = "qinghe", later: int = 0) -> Path:
    """A sound package of another town, or of the same in a later year.

    Args:
        folder: the folder to make.
        town: the name that identifiers begin with; "qinghe" is that of the good package.
        later: years after the report of the good package.
    """
    (folder / "data").mkdir(parents=True)
    for name, content in _files(town, later).items():
        (folder / name).write_bytes(content)
    return folder


@cache
def _files(town: str, later: int) -> dict[str, bytes]:
    """The files of a town, made once and written for each test."""
    with tempfile.TemporaryDirectory() as kept:
        return files_of(_made(Path(kept) / "town", town, later))


def _made(folder: Path, town: str, later: int) -> Path:
    make_good(folder)
    own = "" if (town, later) == ("qinghe", 0) else f"{town}-{later}-" if later else f"{town}-"
    for path in (folder / "data").glob("*.csv"):
        text = path.read_text("utf-8").replace("qinghe-2032", f"{town}-2032")
        for each in _identifiers() if path.stem in _NAMING else ():
            text = re.sub(rf"(?<![\w-]){each}(?!\w)", f"{own}{each}", text)
        if later:
            # Years, but not those in hashes and codes.
            text = re.sub(
                r"(?<![0-9a-f])203([12])(?![0-9a-f])", lambda found: str(int(found[0]) + later), text
            )
        path.write_text(text, "utf-8")
    descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    descriptor |= {"name": f"{town}-open", "title": f"{town.title()} Open"}
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    refresh(read_package(folder))
    return folder


def _identifiers() -> list[str]:
    found = []
    for name in _OF_A_TOWN:
        with (GOOD / "data" / f"{name}.csv").open(encoding="utf-8") as file:
            found += [row[0] for row in list(csv.reader(file))[1:]]
    return found


def numbered_town(folder: Path, name: str, number: int) -> Path:
    """A town with a code and a Chinese name of its own, in a folder for it."""
    made = make_town(folder / name, name)
    for path in (made / "data").glob("*.csv"):
        text = path.read_text("utf-8").replace("9901011", f"990101{number + 1}")
        named = text.replace("青禾镇", f"第{number}镇").replace("Qinghe Town", f"{name.title()} Town")
        path.write_text(named, "utf-8")
    return made


def edited(folder: Path, table: str, key: str, **cells: str) -> None:
    """Write cells into the rows of a table that begin with a key; every row for a blank one."""
    path = folder / "data" / f"{table}.csv"
    (_, columns), *rows = records(path.read_text("utf-8"))
    made = [dict(zip(columns, row, strict=True)) for _, row in rows]
    for row in made:
        if row[columns[0]].startswith(key):
            row.update(cells)
    path.write_bytes(csv_bytes(columns, made))


def rewrite(package: Path, table: str, old: str, new: str) -> Path:
    """Change the text of a table, and make anew what follows from it."""
    path = package / "data" / f"{table}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    refresh(read_package(package))
    return package


def joined(packages: list[Path], folder: Path) -> Path:
    """One small package with the rows of several, each once: what a compilation of them must agree with."""
    shutil.copytree(packages[0], folder)
    for name in shipped().tables:
        columns, rows = [], dict[tuple[str, ...], None]()
        for package in packages:
            with (package / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                columns, *listed = csv.reader(file)
            rows |= dict.fromkeys(map(tuple, listed))
        content = csv_bytes(columns, (dict(zip(columns, row, strict=True)) for row in rows))
        (folder / "data" / f"{name}.csv").write_bytes(content)
    record_files(folder)
    return folder
