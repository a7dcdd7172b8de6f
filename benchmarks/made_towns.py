"""Makes whole packages of invented towns: a descriptor and all tables, each package sound, no two alike.

A town lies in a real county and has a name, a size, villages and enterprises of its own. Its report has a subset of the
catalogue's indicators with values of its size, and projects, awards and commitments of its own. The same number and
seed give the same bytes on every machine; more towns begin with the fewer ones.

With `--defects SHARE`, so many of the packages have one defect each, in turn one of `made_defects.KINDS`;
FOLDER/planted.csv says what is to be found where, and that is all that is to be found.

    FOLDER/33/qingxi-330402100/datapackage.json    a package, in the folder of its province
    FOLDER/planted.csv                             package, kind, table, key, column and code of each defect

Run: python benchmarks/made_towns.py TOWNS FOLDER [--seed SEED] [--year YEAR] [--first NUMBER] [--defects SHARE] [--processes N]
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from made_defects import COLUMNS, KINDS, Planted, plant
from made_places import Town, town
from made_reports import Tables, tables

from fengqiao_open.analysis.denormalise import flatten
from fengqiao_open.analysis.derive import derive
from fengqiao_open.datapackage.files import csv_bytes, json_bytes
from fengqiao_open.datapackage.package import DESCRIPTOR, shipped
from fengqiao_open.tabular.csv import Row, Table
from fengqiao_open.tabular.dataset import Data
from fengqiao_open.validation.descriptor import content_facts

SEED = "20230228"
_MADE = {"statistics": flatten, "derived": derive}
#: What the shipped descriptor says of its own town only.
_OWN = ("homepage", "contributors", "created", "resources")


def files(town: Town, defect: str = "") -> tuple[dict[str, bytes], Planted | None]:
    """The content of the files of a package by path, and the defect in it where there is to be one."""
    rows = tables(town)
    planted = plant(defect, town, rows) if defect else None
    kind = KINDS[defect] if planted else None
    contents = {
        name: csv_bytes(shipped().schema(name).names, rows[name]) for name in rows if name not in _MADE
    }
    data = _data(rows)
    for name, make in _MADE.items():
        contents[name] = csv_bytes(shipped().schema(name).names, make(data))
    if kind and kind.damage and planted:
        contents[planted.table] = kind.damage(contents[planted.table])
    facts = {name: content_facts(content) for name, content in contents.items()}
    if kind and kind.forge and planted:
        contents[planted.table] = kind.forge(contents[planted.table])
    made = {shipped().resource(name)["path"]: content for name, content in contents.items()}
    return {DESCRIPTOR: _descriptor(town, rows, facts), **made}, planted


def _data(rows: Tables) -> Data:
    """The tables as the library reads them."""
    made = {}
    for name, listed in rows.items():
        names, key = shipped().schema(name).names, shipped().key(name)
        full = ({**dict.fromkeys(names, ""), **cells} for cells in listed)
        made[name] = Table(
            name,
            tuple(names),
            tuple(Row(name, at, str(cells[key]), cells) for at, cells in enumerate(full, 2)),
        )
    return Data(made, shipped().descriptor)


@cache
def _standard() -> tuple[str, tuple[str, ...]]:
    """The resources of the shipped descriptor as JSON, with marks for what each file records, and their names."""
    resources = [
        {**each, "bytes": f"@bytes {each['name']}@", "hash": f"@hash {each['name']}@"}
        for each in shipped().descriptor["resources"]
    ]
    text = json_bytes({"resources": resources}).decode()
    return text[text.index("[") : text.rindex("]") + 1], tuple(str(each["name"]) for each in resources)


def _descriptor(town: Town, rows: Tables, facts: Mapping[str, Mapping[str, object]]) -> bytes:
    source, place = rows["sources"][0], town.place
    years = sorted({town.plan_year, town.plan_year - 1})
    own = {name: value for name, value in shipped().descriptor.items() if name not in _OWN}
    own |= {
        "name": town.source_id, "id": uuid5(NAMESPACE_URL, town.source_id).urn, "version": "1.0.0",
        "title": f"{source['title_en']}, {town.plan_year}", "fq:titleZh": f"{source['title_zh']}（{town.plan_year}年）",
        "description": f"An invented town: statistics of {place.name_en}.", "fq:descriptionZh": f"虚构的城镇：{place.name_zh}的统计数据。",
        "keywords": ["open data", place.stem_en, place.name_zh],
        "sources": [{"title": source["title_en"], "fq:titleZh": source["title_zh"], "version": source["issued"], "fq:publisher": source["publisher_en"], "fq:publisherZh": source["publisher_zh"]}],
        "fq:spatial": {"title": place.name_en, "fq:titleZh": place.name_zh},
        "fq:temporal": {"start": f"{years[0]}-01-01", "end": f"{years[-1]}-12-31"},
        "resources": "@",
    }  # fmt: skip
    resources, names = _standard()
    for name in names:
        resources = resources.replace(f'"@bytes {name}@"', str(facts[name]["bytes"]))
        resources = resources.replace(f"@hash {name}@", str(facts[name]["hash"]))
    return json_bytes(own).replace(b'"@"', resources.encode())


def write(number: int, folder: Path, seed: str, year: int | None, defect: str) -> Planted | None:
    """Write one package; the defect in it, with its path in the folder."""
    drawn = town(number, seed, year)
    path = Path(drawn.place.area_id[:2], drawn.key)
    made, planted = files(drawn, defect)
    for name, content in made.items():
        target = folder / path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return planted and planted._replace(package=path.as_posix())


def _write(numbered: tuple[int, str], folder: Path, seed: str, year: int | None) -> Planted | None:
    number, defect = numbered
    return write(number, folder, seed, year, defect)


def kinds(count: int, first: int, share: float) -> Iterator[tuple[int, str]]:
    """The numbers of the towns, each with the kind of defect it has, blank for none."""
    names = list(KINDS)
    for number in range(first, first + count):
        nth = int((number + 1) * share)
        yield number, names[(nth - 1) % len(names)] if nth > int(number * share) else ""


def make(
    count: int,
    folder: Path,
    *,
    seed: str = SEED,
    year: int | None = None,
    first: int = 0,
    defects: float = 0.0,
    processes: int = 1,
) -> list[Planted]:
    """Write so many packages and planted.csv; the defects planted."""
    folder.mkdir(parents=True, exist_ok=True)
    do = partial(_write, folder=folder, seed=seed, year=year)
    numbered = list(kinds(count, first, defects))
    if processes > 1:
        with ProcessPoolExecutor(processes) as pool:
            found = list(pool.map(do, numbered, chunksize=20))
    else:
        found = list(map(do, numbered))
    planted = [each for each in found if each]
    _write_planted(folder / "planted.csv", planted)
    return planted


def _write_planted(path: Path, planted: Iterable[Planted]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(planted)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the packages that the command line asks for."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("towns", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", default=SEED)
    parser.add_argument("--year", type=int)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--defects", type=float, default=0.0)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args(arguments)
    planted = make(
        given.towns,
        given.folder,
        seed=given.seed,
        year=given.year,
        first=given.first,
        defects=given.defects,
        processes=given.processes,
    )
    print(f"{given.towns} packages, {len(planted)} with a defect")


if __name__ == "__main__":
    main()
