"""How long a merged dataset of a year of all towns takes to read, as multiples of DuckDB on the same Parquet files.

Every row is a question; DuckDB gets the same rows into a DataFrame, with as many columns. Of `wide` it computes the pivot
alone, and once also the join with the actual value of each target, from which `wide` has what the target requires. Of
`targets` it computes the join alone: what a target requires, and whether it was met, it leaves out. All run in one process, warm, in turn, several times; CPU seconds are medians. `benchmarks/merged.py` makes the dataset.

Run: python benchmarks/reading.py FOLDER [ROUNDS]
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import polars as pl

import fengqiao_open as fo

INDICATOR = "fixed-asset-investment"
_MEASURES = ("level", "growth_yoy", "growth", "rate", "share", "ratio_to_target", "class", "rank")


def questions(folder: Path) -> dict[str, tuple[Callable[[], Any], Callable[[], Any]]]:
    """What is asked, each with the answer of this library and of DuckDB."""
    town = fo.load_lazy("sources", folder).select("source_id", "area_id").slice(20_000, 1).collect().row(0)
    one, place = f"indicator_id = '{INDICATOR}'", f"area_id = '{town[1]}'"
    asked = pl.col("indicator_id") == INDICATOR

    def table(name: str) -> str:
        return f"read_parquet('{folder}/data/{name}/*.parquet')"

    def rows(where: str, columns: str = "*") -> Callable[[], Any]:
        return lambda: duckdb.sql(f"select {columns} from {table('statistics')} where {where}").df()

    english = ", ".join(
        f'"{name}"'
        for name in fo.load_lazy("statistics", folder).collect_schema().names()
        if not name.endswith("_zh")
    )
    pivot = ", ".join(
        f"max(value) filter (where measure = '{each}' and status {sign} 'actual')"
        for each in _MEASURES
        for sign in ("=", "<>")
    )

    def wide(where: str) -> Callable[[], Any]:
        return lambda: duckdb.sql(
            f"select source_id, indicator_id, area_id, {pivot}, string_agg(printed, '; ') from {table('statistics')} where {where} group by all"
        ).df()

    def joined(where: str) -> Callable[[], Any]:
        starts = f"select from_observation_id, value as actual, o.period as actual_period from {table('relations')} r join {table('observations')} o on o.observation_id = r.to_observation_id where kind = 'target_for'"
        return lambda: duckdb.sql(
            f"select source_id, indicator_id, area_id, {pivot}, string_agg(printed, '; '), string_agg(observation_id, ' '), first(unit_en), first(base_value), first(actual), first(actual_period) from (select * from {table('statistics')} where {where}) s left join ({starts}) t on t.from_observation_id = s.observation_id group by source_id, indicator_id, area_id"
        ).df()

    def goals(where: str) -> Callable[[], Any]:
        return lambda: duckdb.sql(
            f"select * from (select * from {table('observations')} where status <> 'actual' and {where}) t left join (select * from {table('relations')} where kind = 'target_for') r on t.observation_id = r.from_observation_id left join {table('observations')} o on o.observation_id = r.to_observation_id"
        ).df()

    beside = ("area_id", "indicator_id", "level", "growth_yoy")
    return {
        "one indicator: load_lazy": (lambda: fo.load_lazy("statistics", folder).filter(asked).collect(), rows(one)),
        "one indicator: statistics": (lambda: fo.statistics("en", indicator=INDICATOR, package=folder), rows(one, english)),
        "one indicator: wide": (lambda: fo.wide("en", folder, indicator=INDICATOR), wide(one)),
        "one indicator: wide, joined": (lambda: fo.wide("en", folder, indicator=INDICATOR), joined(one)),
        "one indicator: targets": (lambda: fo.targets("en", folder, indicator=INDICATOR), goals(one)),
        "one indicator: compare": (lambda: fo.compare(INDICATOR, 2022, package=folder), rows(one)),
        "one town: load_lazy": (lambda: fo.load_lazy("statistics", folder).filter(pl.col("area_id") == town[1]).collect(), rows(place)),
        "one town: statistics": (lambda: fo.statistics("en", area=town[1], package=folder), rows(place, english)),
        "one town: wide": (lambda: fo.wide("en", folder, area=town[1]), wide(place)),
        "one town: targets": (lambda: fo.targets("en", folder, area=town[1]), goals(place)),
        "all: growth beside level": (lambda: fo.load_lazy("wide", folder).select(beside).collect(), wide("true")),
    }  # fmt: skip


def main(folder: Path, rounds: int) -> None:
    """Print a row for each question."""
    print(f"{'':28}{'rows':>10}{'CPU s':>9}{'wall s':>9}{'DuckDB CPU':>12}{'×':>7}")
    for name, (own, theirs) in questions(folder).items():
        taken: list[tuple[float, float, float]] = []
        for _ in range(rounds):
            start, wall = time.process_time(), time.perf_counter()
            found = own()
            middle, waited = time.process_time(), time.perf_counter() - wall
            theirs()
            taken.append((middle - start, waited, time.process_time() - middle))
        cpu, waited, other = (median(each) for each in zip(*taken, strict=True))
        ratio = median(one / two for one, _, two in taken)
        print(f"{name:28}{len(found):10,}{cpu:9.2f}{waited:9.2f}{other:12.2f}{ratio:7.2f}", flush=True)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(str(__doc__).rstrip().rpartition("\n")[2])
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
