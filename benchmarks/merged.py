"""Makes a merged dataset of a year of many towns, as `combine` writes one, without making the packages first.

Its observations are those of `compilations.py`. Statistics, figures, relations and commitments are the shipped ones with
the identifiers and values of each town; tables that the reading functions do not need have no rows. It is there to
time reading: to combine as many packages takes hours.

    FOLDER/datapackage.json
    FOLDER/data/observations/part-0000.parquet …

Run: python benchmarks/merged.py ROWS FOLDER
"""

from __future__ import annotations

import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import compilations
import numpy as np
import polars as pl

from fengqiao_open.compilation.fingerprints import IN_ONE
from fengqiao_open.compilation.lazy import schema, typed
from fengqiao_open.compilation.manifest import manifest, packages_table
from fengqiao_open.compilation.partitions import ROWS_OF_PART, part_path, write
from fengqiao_open.datapackage.package import DESCRIPTOR, PACKAGES, shipped

#: Stands for the identifier of the report in the rows that every town has.
_MARK = "§"
_WORDED = ("figures", "relations", "commitments")


@cache
def templates(name: str) -> pl.DataFrame:
    """The rows of a shipped table, with a mark in place of the identifier of its report."""
    frame = _shipped(name)
    texts = [column for column, kind in frame.schema.items() if kind == pl.String]
    source = str(_shipped("sources")["source_id"][0])
    return frame.with_columns(pl.col(texts).str.replace_all(source, _MARK, literal=True))


@cache
def _shipped(name: str) -> pl.DataFrame:
    return typed(shipped().path(name).read_bytes(), shipped().schema(name).fields)


def worded(name: str, sources: pl.Series) -> pl.DataFrame:
    """The rows of a table for some reports; what belongs to one town begins with its report."""
    rows = templates(name)
    tiled = pl.concat([rows] * len(sources)).with_columns(source=np.repeat(sources.to_numpy(), rows.height))
    marked = [column for column, kind in rows.schema.items() if kind == pl.String and _has_mark(rows[column])]
    own = [pl.concat_str("source", pl.lit("-"), shipped().key(name)).alias(shipped().key(name))]
    own = [] if shipped().key(name) in marked else own
    named = [pl.col(column).str.replace_all(_MARK, pl.col("source"), literal=True) for column in marked]
    return tiled.with_columns(*named, *own).select(rows.columns)


def _has_mark(column: pl.Series) -> bool:
    return bool(column.str.contains(_MARK, literal=True).any())


def statistics(observations: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """The statistics of some observations, which are whole reports: the shipped ones with own values and places."""
    names = shipped().schema("statistics").names
    rows = templates("statistics")
    count = observations.height // rows.height
    factors = _shipped("units").select("unit_id", factor=pl.col("numerator") / pl.col("denominator"))
    tiled = pl.concat([rows] * count).drop(
        "observation_id", "source_id", "area_id", "area_zh", "area_en", "value", "period", "rank_area_id", "base_value"
    )  # fmt: skip
    own = observations.select("observation_id", "source_id", "area_id", "value", "period", "rank_area_id")
    marks = [
        pl.col(each).str.replace_all(_MARK, pl.col("source_id"), literal=True)
        for each in ("part_of_ids", "overlaps_ids")
    ]
    return (
        pl.concat([tiled, own], how="horizontal")
        .join(areas.select("area_id", area_zh="name_zh", area_en="name_en"), on="area_id", how="left", maintain_order="left")
        .join(factors, on="unit_id", how="left", maintain_order="left")
        .with_columns(*marks, base_value=pl.col("value") * pl.col("factor"))
        .select(names)
    )  # fmt: skip


def make(rows: int, folder: Path) -> Path:
    """Write the merged dataset of so many rows of whole reports, unless it is there already."""
    if (folder / DESCRIPTOR).exists():
        return folder
    height = compilations.templates().height
    rows = rows // height * height
    areas = _typed("areas", compilations.areas(rows))
    in_part = ROWS_OF_PART // sum(_shipped(name).height for name in shipped().tables)
    counts: dict[str, int] = defaultdict(int)
    sources = []
    for part in compilations.parts(rows):
        sources.append(_typed("sources", compilations.sources(part)))
        every = _typed("observations", compilations.typed(compilations.observations(part)))
        for first in range(0, part.reports, in_part):
            some = every[first * height : (first + in_part) * height]
            made = {name: worded(name, some["source_id"].unique(maintain_order=True)) for name in _WORDED}
            made |= {"observations": some, "statistics": statistics(some, areas)}
            for name in (each for each in shipped().tables if each not in IN_ONE):
                frame = made.get(name)
                write(
                    _shipped(name).clear() if frame is None else frame, folder / part_path(name, counts[name])
                )
                counts[name] += 1
    lists = {
        "areas": areas,
        "sources": pl.concat(sources),
        **{name: _shipped(name) for name in ("indicators", "units", "themes")},
    }
    facts = _facts()
    lists[PACKAGES] = packages_table([facts], [[]])
    for name, frame in lists.items():
        write(frame, folder / part_path(name))
    files = {
        name: [part_path(name, at) for at in range(counts.get(name, 1))]
        for name in (*shipped().tables, PACKAGES)
    }
    (folder / DESCRIPTOR).write_bytes(manifest(files, folder, [facts]))
    return folder


def _facts() -> dict[str, object]:
    """What a descriptor says of its package, as far as a merged dataset has it."""
    same = {each: shipped().descriptor[each] for each in ("name", "title", "version", "created", "licenses")}
    return {**same, "contributors": [each["title"] for each in shipped().descriptor["contributors"]]}


def _typed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    kinds = schema(shipped().schema(name).fields)
    read = {
        column: pl.col(column).str.to_date() if kind == pl.Date else pl.col(column).cast(kind)
        for column, kind in kinds.items()
    }
    return frame.select(each.alias(column) for column, each in read.items())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(str(__doc__).rstrip().rpartition("\n")[2])
    make(int(sys.argv[1].replace("_", "")), Path(sys.argv[2]))
