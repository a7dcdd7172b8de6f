"""The targets of a merged dataset are computed on columns: to the last bit what exact arithmetic gives row by row."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import fengqiao_open as fo
from fengqiao_open.compilation import targets as of_many
from fengqiao_open.compilation.decimals import with_decimals
from fengqiao_open.compilation.reports import data_of
from fengqiao_open.compilation.reports import written as as_printed
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.lang import LANGS, Lang

QUALIFIERS = ("exact", "exact", "at_least", "over", "at_most", "nearly", "about", None)


def one_by_one(folder: Path, monkeypatch: pytest.MonkeyPatch, lang: Lang = "en") -> pd.DataFrame:
    """The targets, each computed as that of a package."""
    with monkeypatch.context() as patched:
        patched.setattr(of_many, "_unless", lambda *_: pl.lit(False))
        return fo.targets(lang, folder)


@pytest.mark.parametrize("lang", LANGS)
def test_the_targets_are_those_of_the_packages(
    lang: Lang, packages: list[Path], merged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a column, a note or an order that only one of the two has."""
    made = fo.targets(lang, merged)
    pd.testing.assert_frame_equal(made, one_by_one(merged, monkeypatch, lang), check_exact=True)
    wanted = pd.concat([fo.targets(lang, each) for each in packages]).set_index("observation_id")
    # Packages may have a concept of the catalogue in their own words; the dataset has those of the first.
    pd.testing.assert_frame_equal(
        made.set_index("observation_id").drop(columns="indicator"),
        wanted.loc[made["observation_id"]].drop(columns="indicator"),
        check_exact=True,
    )
    assert len(made) == len(wanted) and made["needed_growth_low"].notna().any()


def _text(rng: random.Random) -> str:
    """A number as a report prints one, with zeros at the end, below zero, too long, or as a float cannot hold it."""
    few, more, many = rng.randint(1, 9), rng.randint(10, 99_999), rng.randint(10**6, 10**12)
    whole = rng.choice((0, few, few, few, more, many))
    text = f"{whole}.{rng.randrange(1000):03}"[: -rng.choice((1, 2, 4))].removesuffix(".")
    text = rng.choice((text, text, text, text, f"{whole}.0", f"0.{rng.randrange(10**8):08}"))
    return f"-{text}" if rng.random() < 0.15 else text


def _read(folder: Path, name: str) -> pl.DataFrame:
    (path,) = read_package(folder).paths(name)
    return pl.read_parquet(path)


def _write(folder: Path, name: str, frame: pl.DataFrame) -> None:
    (path,) = read_package(folder).paths(name)
    frame.write_parquet(path)


def _changed(folder: Path, listed: list[dict[str, Any]], printed: dict[str, str]) -> Path:
    """The dataset with other observations, and other figures, in each of its tables."""
    rows = pl.DataFrame(listed, schema=_read(folder, "observations").schema)
    units = {each["unit_id"]: each for each in _read(folder, "units").iter_rows(named=True)}
    text = pl.col("figure_id").replace_strict(printed).alias("printed")
    columns = ("value", "qualifier", "unit_id", "measure", "period", "indicator_id", "area_id")
    own = rows.select("observation_id", "figure_id", *columns)
    names = [
        pl.col("unit_id").replace_strict({key: each[f"name_{lang}"] for key, each in units.items()}, default=None).alias(f"unit_{lang}")
        for lang in LANGS
    ]  # fmt: skip
    flat = _read(folder, "statistics")
    others = flat.drop(*columns, "printed", "unit_en", "unit_zh")
    made = others.join(own, "observation_id", how="left", maintain_order="left").with_columns(text, *names)
    _write(folder, "observations", rows)
    _write(folder, "figures", _read(folder, "figures").with_columns(text))
    _write(folder, "statistics", made.select(flat.columns))
    return folder


def _varied(merged: Path, folder: Path, seed: int) -> Path:
    """The dataset with other values, qualifiers, units and measures in each of its statistics."""
    rng = random.Random(seed)
    shutil.copytree(merged, folder)
    indicators = _read(folder, "indicators")
    direction = [rng.choice(("higher", "lower", "none")) for _ in range(indicators.height)]
    _write(folder, "indicators", indicators.with_columns(direction=pl.Series(direction)))
    listed = _read(folder, "observations").to_dicts()
    printed = dict(_read(folder, "figures").select("figure_id", "printed").iter_rows())
    for row in listed:
        if rng.random() < 0.9 and row["value"] is not None:
            text = _text(rng)
            row["value"] = float(text)
            before = rng.choice(("", "9.5分，", "1.1、1.2、1.3、1.4、"))
            printed[row["figure_id"]] = f"{before}{text.removeprefix('-')}亿元"
        row["qualifier"] = rng.choice(QUALIFIERS)
        if rng.random() < 0.1:
            row["unit_id"] = rng.choice(("yuan", "yi-yuan", "household", None))
        if row["status"] != "actual":
            if rng.random() < 0.3:
                row["measure"] = rng.choice(("level", "growth", "growth_yoy", "rank"))
            if rng.random() < 0.7:
                row["period"] -= 1  # the year that has actual values
    return _changed(folder, listed, printed)


@pytest.mark.parametrize(("achieved", "met"), [(200_000_000, True), (20_000_000, False)])
def test_a_target_in_another_unit_is_met_where_the_amount_is(
    achieved: int, met: bool, merged: Path, tmp_path: Path
) -> None:
    """Catches one hundred million held against twenty million, of which the number is larger."""
    folder = Path(shutil.copytree(merged, tmp_path / "all"))
    listed = _read(folder, "observations").to_dicts()
    printed = dict(_read(folder, "figures").select("figure_id", "printed").iter_rows())
    linked = set(_read(folder, "relations")["from_observation_id"])
    goals = (each for each in listed if each["status"] == "target" and each["observation_id"] not in linked)
    goal = next(each for each in goals if each["measure"] == "level")
    outcome = next(each for each in listed if each["status"] == "actual")
    place = {name: outcome[name] for name in ("indicator_id", "area_id", "period")}
    goal |= {**place, "value": 1.0, "unit_id": "yi-yuan", "qualifier": "at_least"}
    outcome |= {"value": float(achieved), "unit_id": "yuan", "measure": "level", "qualifier": "exact"}
    printed |= {goal["figure_id"]: "1亿元", outcome["figure_id"]: f"{achieved}元"}
    made = fo.targets("en", _changed(folder, listed, printed)).set_index("observation_id")
    assert made.loc[goal["observation_id"], "achieved"] == achieved
    assert made.loc[goal["observation_id"], "met"] == met


@pytest.mark.parametrize("seed", range(8))
def test_any_number_gives_what_exact_arithmetic_gives(
    seed: int, merged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a last digit, an open end, an end on the wrong side, and an overflow, whatever the numbers."""
    folder = _varied(merged, tmp_path / "all", seed)
    asked = list[int]()

    def counted(package: Any, observations: Any, own: Any) -> Any:
        asked.append(len(own))
        return data_of(package, observations, own)

    monkeypatch.setattr(of_many, "data_of", counted)
    made = fo.targets("en", folder)
    wanted = one_by_one(folder, monkeypatch)
    pd.testing.assert_frame_equal(made, wanted, check_exact=True)
    assert set(made["met"].dropna()) == {True, False}
    assert asked[1] == len(wanted) and 0 < asked[0] < asked[1] / 2  # most are computed on columns


def test_a_number_is_read_with_the_decimals_that_are_printed(merged: Path, tmp_path: Path) -> None:
    """Catches 13.0 read as 13, whose interval is ten times as wide."""
    folder = _varied(merged, tmp_path / "all", 99)
    rows = fo.load_lazy("statistics", folder).select("value", "printed").collect()
    read = with_decimals(rows).drop_nulls("digits")
    assert len(read) > len(rows) / 2
    for value, printed, digits, decimals in read.iter_rows():
        text = as_printed(value, printed)
        assert text is not None
        assert (int(text.replace(".", "")), len(text.partition(".")[2])) == (digits, decimals)
