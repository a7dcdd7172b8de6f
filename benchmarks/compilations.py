"""Makes compilations: the observations of thousands of towns in one table, as large as is asked for, all of them sound.

Every report is a copy of the shipped one: a town and a year of its own, the same statistics, and values drawn
around the printed ones in their precision, within what their measure can be. Places below the provinces and reports
are invented, with codes of the official form (province, prefecture, county, town, and one zone in each town). The same number
of rows gives the same bytes on every machine, and a smaller compilation is the beginning of a larger one.

    FOLDER/ROWS/observations.csv                        all rows
    FOLDER/ROWS/csvs/2023-33.csv                        a file for each year and province
    FOLDER/ROWS/observations.parquet                    all rows, numbers as numbers
    FOLDER/ROWS/partitions/year=2023/part-33.parquet    a file for each year and province
    FOLDER/ROWS/codelists/                              areas, sources, indicators, units and themes

One part (a year of a province) is made and written at a time, so memory does not grow with the rows. What is
there already is kept. Needs the extra `large`.

Run: python benchmarks/compilations.py ROWS FOLDER [csv] [csvs] [parquet] [partitions]
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq

from fengqiao_open.datapackage.package import shipped
from fengqiao_open.validation.area_codes import area_codes

SEED = 20230228
PLACES = {"csv": "observations.csv", "csvs": "csvs", "parquet": "observations.parquet", "partitions": "partitions"}  # fmt: skip
FORMS = tuple(PLACES)
LISTS = ("areas", "sources", "indicators", "units", "themes")
# As many towns as China has, spread evenly: 13 to a county, 9 counties to a prefecture, 1,226 towns to a province.
TOWNS = 38_000
PROVINCES = (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65)  # fmt: skip
IN_PROVINCE, IN_COUNTY, COUNTIES = 1_226, 13, 9
LAST_YEAR, MOST_YEARS = 2023, 70
# Values move by so much of themselves around the printed one.
SPREAD = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """The reports of one province in one plan year, or as many of them as the compilation holds.

    Attributes:
        year: the year that the reports plan.
        province: two digits.
        first: number of the first town, of all towns.
        reports: how many towns.
        rows: how many observations; the last report of a compilation may be cut short.
    """

    year: int
    province: int
    first: int
    reports: int
    rows: int

    @property
    def name(self) -> str:
        """The part as the names of its files have it."""
        return f"{self.year}-{self.province}"


@cache
def templates() -> pl.DataFrame:
    """The shipped observations as patterns of a row.

    Beside the columns that are the same in every report: `name` and `figure` (the identifiers without their
    source), `zone` (whether it is of a part of the town), `number` and `decimals` of the value, `most` it can be.
    """
    rows = pl.read_csv(shipped().path("observations"), infer_schema=False)
    source = rows["source_id"][0]
    town = pl.read_csv(shipped().path("sources"), infer_schema=False)["area_id"][0]
    same = ["indicator_id", "measure", "period", "status"]
    # A statistic that is given for two zones is given here for the town and for its zone.
    first_of_two = pl.struct(same).is_duplicated() & pl.struct(same).is_first_distinct()
    decimals = pl.col("value").str.extract(r"\.(\d+)$").str.len_chars().fill_null(0)
    return rows.select(
        pl.col("observation_id").str.strip_prefix(source).alias("name"),
        pl.col("figure_id").str.strip_prefix(source).alias("figure"),
        ((pl.col("area_id") != town) & ~first_of_two).alias("zone"),
        pl.col("value").cast(pl.Float64).alias("number"),
        decimals.alias("decimals"),
        pl.when(pl.col("measure").is_in(["rate", "share"])).then(100.0).otherwise(np.inf).alias("most"),
        "indicator_id", "measure", "status", "unit_id", "qualifier", "rank_area_id", "rank_scope_zh", "rank_scope_en",
        "note_zh", "note_en",
    )  # fmt: skip


def parts(rows: int) -> Iterator[Part]:
    """The parts of a compilation of so many rows: the last year first, province by province.

    Raises:
        ValueError: there are not so many towns and years.
    """
    if not 0 < rows <= TOWNS * MOST_YEARS * templates().height:
        raise ValueError(f"A compilation has 1 to {TOWNS * MOST_YEARS * templates().height:,} rows.")
    for year in range(LAST_YEAR, LAST_YEAR - MOST_YEARS, -1):
        for first in range(0, TOWNS, IN_PROVINCE):
            reports = min(IN_PROVINCE, TOWNS - first, -(-rows // templates().height))
            held = min(rows, reports * templates().height)
            yield Part(year, PROVINCES[first // IN_PROVINCE], first, reports, held)
            rows -= held
            if not rows:
                return


def towns(first: int, number: int) -> pl.DataFrame:
    """Towns by number: `number`, their code `town` and the codes of `county`, `prefecture` and `province` above."""
    within = pl.col("number") % IN_PROVINCE
    county = within // IN_COUNTY
    codes = {
        "province": pl.Series(PROVINCES).cast(pl.String).gather(np.arange(first, first + number) // IN_PROVINCE),
        "prefecture": _digits(county // COUNTIES + 1, 2),
        "county": _digits(county % COUNTIES + 1, 2),
        "town": _digits(within % IN_COUNTY + 100, 3),
    }  # fmt: skip
    frame = pl.DataFrame({"number": np.arange(first, first + number)}).with_columns(**codes)
    levels = list(codes)
    return frame.with_columns(
        pl.concat_str(levels[: at + 1]).str.pad_end(12, "0").alias(name) for at, name in enumerate(levels)
    )


def reports(part: Part) -> pl.DataFrame:
    """The reports of a part: their `source_id`, and codes of their `town` and its `zone`."""
    return towns(part.first, part.reports).select(
        pl.concat_str(pl.lit("town-"), _digits("number", 6), pl.lit(f"-{part.year}")).alias("source_id"),
        "number",
        "town",
        pl.concat_str(pl.col("town").str.head(9), pl.lit("-zone")).alias("zone"),
    )


def observations(part: Part) -> pl.DataFrame:
    """The rows of a part as text, values as a report would print them."""
    patterns = templates()
    which = np.tile(np.arange(patterns.height), part.reports)[: part.rows]
    whose = np.repeat(np.arange(part.reports), patterns.height)[: part.rows]
    of_report = reports(part).select("source_id", "town", pl.col("zone").alias("zone_id"))[whose]
    frame = pl.concat([of_report, patterns[which]], how="horizontal")
    values = _values(part, frame)
    year = pl.when(pl.col("status") == "actual").then(pl.lit(str(part.year - 1)))
    return frame.select(
        pl.concat_str("source_id", "name").alias("observation_id"),
        "source_id",
        pl.concat_str("source_id", "figure").alias("figure_id"),
        pl.when("zone").then("zone_id").otherwise("town").alias("area_id"),
        "indicator_id",
        "measure",
        year.otherwise(pl.lit(str(part.year))).alias("period"),
        "status",
        values.alias("value"),
        "unit_id",
        "qualifier",
        pl.when(pl.col("rank_area_id").str.ends_with("00000000"))
        .then(pl.col("town").str.head(4).str.pad_end(12, "0"))
        .when(pl.col("rank_area_id").is_not_null())
        .then(pl.col("town").str.head(6).str.pad_end(12, "0"))
        .alias("rank_area_id"),
        "rank_scope_zh",
        "rank_scope_en",
        "note_zh",
        "note_en",
    )


def _values(part: Part, frame: pl.DataFrame) -> pl.Series:
    """Drawn values as text: the sign and precision of the pattern, never zero, and no share over the whole."""
    draw = np.random.default_rng([SEED, part.year, part.province]).uniform(
        1 - SPREAD, 1 + SPREAD, frame.height
    )
    number, scale = frame["number"].to_numpy(), 10.0 ** frame["decimals"].to_numpy()
    size = np.clip(np.round(np.abs(number) * scale * draw), 1, frame["most"].to_numpy() * scale)
    drawn = pl.DataFrame({"whole": np.copysign(size, number), "value": np.copysign(size / scale, number)})
    whole = drawn.with_columns(frame["decimals"]).select(
        pl.when(pl.col("decimals") == 0)
        .then(pl.col("whole").cast(pl.Int64, strict=False).cast(pl.String))
        .otherwise(pl.col("value").cast(pl.String))
    )
    return whole.to_series().set(frame["number"].is_null(), None)


def typed(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows as a Parquet file keeps them: periods and values as numbers."""
    return frame.with_columns(pl.col("period").cast(pl.Int64), pl.col("value").cast(pl.Float64))


def areas(rows: int) -> pl.DataFrame:
    """The places of a compilation: its towns and their zones, and the counties, prefectures and provinces above."""
    held = min(TOWNS, -(-rows // templates().height))
    frame = towns(0, held)
    zones = reports(Part(LAST_YEAR, 0, 0, held, 0)).select(
        pl.col("zone").alias("area_id"), pl.lit("zone").alias("type"), pl.col("town").alias("parent_area_id"),
        "number",
    )  # fmt: skip
    levels = ["province", "prefecture", "county", "town"]
    above = [
        frame.select(
            pl.col(name).alias("area_id"),
            pl.lit(name).alias("type"),
            (pl.col(parent) if parent else pl.lit(None, pl.String)).alias("parent_area_id"),
            "number",
        ).unique("area_id", keep="first", maintain_order=True)
        for name, parent in zip(levels, [None, *levels], strict=False)
    ]
    kinds = {"province": ("省", "Province"), "prefecture": ("市", "City"), "county": ("区", "District"), "town": ("镇", "Town"), "zone": ("片区", "Area")}  # fmt: skip
    official = pl.col("type") != "zone"
    name = pl.when(official).then(pl.col("area_id").str.head(9)).otherwise(_digits("number", 6))
    chinese, english = ({kind: words[at] for kind, words in kinds.items()} for at in (0, 1))
    return pl.concat([*above, zones]).select(
        "area_id",
        # A code of the official list has its name.
        pl.col("area_id").replace_strict(
            {code.ljust(12, "0"): place.name_zh for code, place in area_codes().items()},
            default=pl.concat_str(pl.lit("甲"), name, pl.col("type").replace_strict(chinese)),
        ).alias("name_zh"),
        pl.concat_str(pl.lit("Jia"), name, pl.lit(" "), pl.col("type").replace_strict(english)).alias("name_en"),
        "type",
        "parent_area_id",
        pl.when(official).then(pl.lit(str(LAST_YEAR))).alias("code_vintage"),
        *(pl.lit(None, pl.String).alias(each) for each in ("geonames_id", "note_zh", "note_en")),
    )  # fmt: skip


def sources(part: Part) -> pl.DataFrame:
    """The reports of a part as rows of the table of sources."""
    frame = reports(part)
    digest = pl.Series([hashlib.sha256(key.encode()).hexdigest() for key in frame["source_id"]])
    name = pl.col("town").str.head(9)
    return frame.select(
        "source_id",
        pl.concat_str(pl.lit("甲"), name, pl.lit("镇政府工作报告")).alias("title_zh"),
        pl.concat_str(pl.lit("Government Work Report of Jia"), name, pl.lit(" Town")).alias("title_en"),
        pl.concat_str(pl.lit("甲"), name, pl.lit("镇人民政府")).alias("publisher_zh"),
        pl.concat_str(pl.lit("People's Government of Jia"), name, pl.lit(" Town")).alias("publisher_en"),
        pl.col("town").alias("area_id"),
        pl.lit(f"{part.year}-02-28").alias("issued"),
        pl.lit(str(part.year - 1)).alias("review_year"),
        pl.lit(str(part.year)).alias("plan_year"),
        pl.lit(None, pl.String).alias("url"),
        pl.lit("58").alias("paragraphs"),
        digest.alias("raw_sha256"),
        digest.alias("text_sha256"),
    )


def _digits(number: str | pl.Expr, width: int) -> pl.Expr:
    column = pl.col(number) if isinstance(number, str) else number
    return column.cast(pl.String).str.zfill(width)


def make(rows: int, folder: Path, forms: Iterable[str] = FORMS) -> Path:
    """Write a compilation and its code lists, and say where; what is there already is kept.

    Args:
        rows: how many observations.
        folder: where to; a folder for this number of rows is made in it.
        forms: in which of `FORMS`.
    """
    folder = folder / str(rows)
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in (("codelists", _write_lists), *((PLACES[form], _WRITERS[form]) for form in forms)):
        path, unfinished = folder / name, folder / f"{name}.part"
        if path.exists():
            continue
        shutil.rmtree(unfinished, ignore_errors=True)
        write(rows, unfinished)
        unfinished.rename(path)
    return folder


def _write_lists(rows: int, folder: Path) -> None:
    folder.mkdir()
    areas(rows).write_csv(folder / "areas.csv")
    with (folder / "sources.csv").open("wb") as file:
        for number, part in enumerate(parts(rows)):
            sources(part).write_csv(file, include_header=number == 0)
    for name in LISTS[2:]:
        shutil.copy(shipped().path(name), folder / f"{name}.csv")


def _write_csv(rows: int, path: Path) -> None:
    with path.open("wb") as file:
        for number, part in enumerate(parts(rows)):
            observations(part).write_csv(file, include_header=number == 0)


def _write_csvs(rows: int, folder: Path) -> None:
    folder.mkdir()
    for part in parts(rows):
        observations(part).write_csv(folder / f"{part.name}.csv")


def _write_parquet(rows: int, path: Path) -> None:
    writer = None
    for part in parts(rows):
        table = typed(observations(part)).to_arrow(compat_level=pl.CompatLevel.oldest())
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table, row_group_size=table.num_rows)
    if writer:
        writer.close()


def _write_partitions(rows: int, folder: Path) -> None:
    for part in parts(rows):
        place = folder / f"year={part.year}"
        place.mkdir(parents=True, exist_ok=True)
        typed(observations(part)).write_parquet(place / f"part-{part.province}.parquet")


_WRITERS = {
    "csv": _write_csv,
    "csvs": _write_csvs,
    "parquet": _write_parquet,
    "partitions": _write_partitions,
}


if __name__ == "__main__":
    if len(sys.argv) < 3 or not set(sys.argv[3:]) <= set(FORMS):
        sys.exit(str(__doc__).rstrip().rpartition("\n")[2])
    make(int(sys.argv[1].replace("_", "")), Path(sys.argv[2]), sys.argv[3:] or FORMS)
