"""A further report of a package: the draft of its rows, put behind those that are there.

The rows of the package stay as they are, byte for byte. Its units, its places and its own indicators are used
before others; what the new report uses besides is added to the shared lists.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from ..analysis.denormalise import flatten
from ..analysis.derive import derive
from ..datapackage.files import csv_bytes, json_bytes, read_plain
from ..datapackage.misnamed import refuse_archive
from ..datapackage.package import DESCRIPTOR, Package, of_one_report, read_package
from ..datapackage.writing import write_all
from ..errors import PackageError
from ..figures import clauses
from ..findings.report import counted
from ..indicators.catalogue import indicators
from ..lang import sentence
from ..tabular.canonical_csv import canonical
from ..tabular.csv import Row, Table
from ..tabular.dataset import Data
from ..validation.descriptor import content_facts
from ..validation.read import read_tables
from ..validation.validate import validate
from .cleaning import clean
from .drafted_id import drafted_id
from .normalisation import sha256
from .printed_place import other_place
from .questions import FILE, questions_file, read_questions
from .refresh import errors_first
from .scaffold import Draft, Record, draft
from .spans import numeral_of

_GENERATED: Final = ("statistics", "derived")
_OF_THE_TOWN: Final = ("title_zh", "title_en", "publisher_zh", "publisher_en")
_CLAUSE: Final = re.compile(r"[^,，。;；:：、]*\Z")
_SHORTEST: Final = 3  # characters of a name that is looked for
_BRACKETS: Final = re.compile(r"[（(].*?[)）]|[“”]")


def add_report(
    path: Path, text: str, year: int, source_id: str = "", town: str = "", area_id: str = ""
) -> Draft:
    """Add a report to a package, whole or not at all; returns what was added.

    Args:
        path: the folder of the package.
        text: the report, as found or normalised.
        year: the year in which it was read out.
        source_id: a slug for it; when left out, that of the last report of the package with this year, or of
            another town its name with this year.
        town: the Chinese name of its town; that of the last report when left out.
        area_id: the code of another town.

    Raises:
        PackageError: the package has errors or is an archive, or the report is in it already, or is of
            another place by its first lines while no town is given.
        ValueError: the slug, the name or the code has another form, or the text is empty.
        OSError: a file cannot be written; the package is as it was.
    """
    refuse_archive(path, "add-archive")
    package = of_one_report(read_package(path))
    tables, _ = read_tables(package)
    sources = tables["sources"].rows if "sources" in tables else ()
    if not sources:
        raise PackageError("no-source")
    last = sources[-1]
    area = next(row for row in tables["areas"].rows if row.key == last["area_id"])
    same = town in ("", area["name_zh"]) and area_id in ("", area.key)
    own_id = f"{re.sub(r'-?[0-9]{4}$', '', last.key)}-{year}"
    source_id = source_id or (own_id if same else drafted_id(town, year, area_id))
    if not town and (other := other_place(clean(text).text, area["name_zh"])):
        raise PackageError("add-other-place", printed=other, town=area["name_zh"])
    _refuse_repeated(sources, source_id, text)
    if wrong := counted(errors_first(validate(path))):
        raise PackageError("add-errors", n=wrong, path=path)
    code = area.key if same and area.key.isdigit() else area_id
    made = draft(text, area["name_zh"] if same else town, year, source_id, code, tables["units"].rows)
    made = _new(_with_own_indicators(_of_the_same(made, last) if same else made, text, tables), tables)
    write_all(package.root, _files(package, tables, made))
    return made


def _refuse_repeated(sources: Iterable[Row], source_id: str, text: str) -> None:
    known = sha256(clean(text).text)
    for row in sources:
        if row["text_sha256"] == known:
            raise PackageError("add-known-text", source=row.key)
        if row.key == source_id:
            raise PackageError("add-known-id", source=row.key)


def _of_the_same(made: Draft, last: Row) -> Draft:
    """A draft whose town is that of a report of the package, with its area, title and publisher."""
    old, area_id = made.tables["sources"][0]["area_id"], last["area_id"]
    tables = {
        name: [
            {column: area_id if column == "area_id" and cell == old else cell for column, cell in row.items()}
            for row in rows
        ]
        for name, rows in made.tables.items()
    }
    tables["sources"][0].update({name: last[name] for name in _OF_THE_TOWN})
    return replace(made, tables=tables)


def _with_own_indicators(made: Draft, text: str, tables: Mapping[str, Table]) -> Draft:
    """A draft in which a number is under the package's own indicator whose name is printed before it.

    An indicator of the catalogue stays where the package has it already. A draft with the name of one that
    the package has goes on with that one.
    """
    catalogue, used = indicators(), {row.key for row in tables["indicators"].rows}
    own = [(_bare(row["name_zh"]), row) for row in tables["indicators"].rows if row.key not in catalogue]
    own = [(name, row) for name, row in own if len(name) >= _SHORTEST]
    lines = clean(text).text.split("\n")
    figures = {row["figure_id"]: row for row in made.tables["figures"]}
    units = {row["unit_id"]: row["quantity"] for row in made.tables["units"]}
    units |= {row.key: row["quantity"] for row in tables["units"].rows}
    in_place_of: dict[str, str] = {}  # so that growth, in a clause of its own, goes with its level
    chosen: dict[str, str] = {}
    for row in made.tables["observations"]:
        if row["indicator_id"] in used:
            continue
        figure = figures[row["figure_id"]]
        clause = _CLAUSE.search(lines[int(figure["paragraph"]) - 1][: int(figure["start"])])
        quantity = "ratio" if row["measure"] in ("rate", "share") else units.get(row["unit_id"], "")
        if named := _named(clause[0] if clause else "", quantity, own):
            chosen[row["observation_id"]] = named
            in_place_of[row["indicator_id"]] = named
    in_place_of = {**_of_one_name(made, tables), **in_place_of}
    in_place_of.pop("", None)
    observations, taken = [], set[tuple[str, ...]]()
    for row in made.tables["observations"]:
        old = row["indicator_id"]
        new = {**row, "indicator_id": chosen.get(row["observation_id"]) or in_place_of.get(old, old)}
        made_of = row if _key(new) in taken else new  # two numbers are not of one indicator and year
        taken.add(_key(made_of))
        observations.append(made_of)
    return replace(made, tables={**made.tables, "observations": observations})


def _key(row: Record) -> tuple[str, ...]:
    return tuple(row[name] for name in ("indicator_id", "measure", "period", "status"))


def _of_one_name(made: Draft, tables: Mapping[str, Table]) -> dict[str, str]:
    """The package's own indicator for each of a draft that has its name and quantity."""
    own = {(row["name_zh"], row["quantity"]): row.key for row in tables["indicators"].rows}
    names = {row["indicator_id"]: (row["name_zh"], row["quantity"]) for row in made.tables["indicators"]}
    return {key: own[name] for key, name in names.items() if name in own}


def _named_apart(rows: Iterable[Record], names: set[str]) -> list[Record]:
    """Drafted indicators, each with a name that the package does not have: 某额（其二）."""
    apart: list[Record] = []
    for row in rows:
        name, number = row["name_zh"], 1
        while name in names:
            number += 1
            name = sentence("authoring", "draft.again", "zh", name=row["name_zh"], number=numeral_of(number))
        names.add(name)
        apart.append({**row, "name_zh": name.replace("）（", "，")})
    return apart


def _named(clause: str, quantity: str, own: Iterable[tuple[str, Row]]) -> str:
    """The indicator with the longest name in a clause and this quantity; "" where two are as long."""
    found = [(len(name), row.key) for name, row in own if name in clause and row["quantity"] == quantity]
    longest = max((length for length, _ in found), default=0)
    best = [key for length, key in found if length == longest]
    return best[0] if len(best) == 1 else ""


def _bare(name: str) -> str:
    """A name without brackets and the word that only says that it is a number."""
    bare = _BRACKETS.sub("", name)
    ending = max((each for each in clauses.COUNTS if bare.endswith(each)), key=len, default="")
    return bare[: -len(ending)] if ending and len(bare) - len(ending) >= 2 else bare


def _new(made: Draft, tables: Mapping[str, Table]) -> Draft:
    """A draft without the rows that the package has and those of the shared lists that are not used."""
    own = {name: {row.key for row in table.rows} for name, table in tables.items()}
    rows = {name: _unknown(name, listed, own.get(name, set())) for name, listed in made.tables.items()}
    used = _cells(rows["observations"], "indicator_id")
    while (
        more := _cells((r for r in rows["indicators"] if r["indicator_id"] in used), "part_of_indicator_id")
        - used
    ):
        used |= more
    names = {row["name_zh"] for row in tables["indicators"].rows}
    drafts = [row for row in rows["indicators"] if row["indicator_id"] in used]
    rows["indicators"] = _named_apart(drafts, names)
    units = _cells(rows["observations"], "unit_id")
    units |= _cells((row for row in rows["units"] if row["unit_id"] in units), "base_unit_id")
    rows["units"] = [row for row in rows["units"] if row["unit_id"] in units]
    themes = _cells([*rows["indicators"], *rows["passages"]], "theme_id")
    last = max((int(row["order"]) for row in tables["themes"].rows if row["order"].isdecimal()), default=0)
    new = [row for row in rows["themes"] if row["theme_id"] in themes]
    rows["themes"] = [{**row, "order": str(at)} for at, row in enumerate(new, last + 1)]
    return replace(made, tables=rows, todo=[each for each in made.todo if _concerns(each, rows)])


def _unknown(name: str, listed: Sequence[Record], known: set[str]) -> list[Record]:
    return [row for row in listed if next(iter(row.values())) not in known]


def _cells(rows: Iterable[Record], column: str) -> set[str]:
    return {row[column] for row in rows if row.get(column)}


def _concerns(asked: Record, rows: Mapping[str, Sequence[Record]]) -> bool:
    """Whether a question is on a row that is added: those on the package were asked when it was made."""
    key = asked.get("key", "")
    return bool(key) and (
        not asked.get("columns")
        or any(key == next(iter(row.values())) for row in rows.get(asked["table"], ()))
    )


def _files(package: Package, tables: Mapping[str, Table], made: Draft) -> dict[Path, bytes]:
    """The files of a package with the rows of a draft behind its own."""
    files: dict[Path, bytes] = {}
    merged = dict(tables)
    for name, rows in made.tables.items():
        if name in tables and rows and name not in _GENERATED:
            columns = package.schema(name).names
            text, _ = canonical(name, read_plain(package.path(name)), columns)
            lines = csv_bytes(tables[name].columns, rows).partition(b"\n")[2]
            files[package.path(name)] = text.encode("utf-8") + lines
            merged[name] = _longer(tables[name], rows, columns)
    data = Data(merged, package.descriptor)
    for name, make in zip(_GENERATED, (flatten, derive), strict=True):
        if name in package.tables:
            files[package.path(name)] = csv_bytes(package.schema(name).names, make(data))
    files[package.root / DESCRIPTOR] = json_bytes(_descriptor(package, made, files))
    files[package.root / FILE] = questions_file([*read_questions(package.root), *made.todo])
    return files


def _longer(table: Table, rows: Sequence[Record], columns: Sequence[str]) -> Table:
    start = max((row.line for row in table.rows), default=1) + 1
    blank = dict.fromkeys(columns, "")
    new = (
        Row(table.name, line, next(iter(row.values())), {**blank, **row})
        for line, row in enumerate(rows, start)
    )
    return replace(table, rows=(*table.rows, *new))


def _descriptor(package: Package, made: Draft, files: Mapping[Path, bytes]) -> dict[str, Any]:
    """The descriptor with the new report among its sources, and what its files now are."""
    written: dict[str, Any] = copy.deepcopy(
        dict(package.descriptor if package.written is None else package.written)
    )
    written["sources"] = [*written.get("sources", ()), *made.descriptor["sources"]]
    for resource in written["resources"]:
        path = package.root / str(resource.get("path", ""))
        if path in files:
            resource.update(content_facts(files[path]))
    return written
