"""What a DataFrame carries of its package, and how far it carries it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import fengqiao_open as fo

ATTRS = fo.load("observations").attrs


@pytest.mark.parametrize(
    "make",
    [
        lambda: fo.statistics("en", theme="trade"), lambda: fo.targets(), lambda: fo.revisions(),
        lambda: fo.wide(), lambda: fo.derived(),
        lambda: fo.statistics().query("value > 1").sort_values("value").head(3),
        lambda: fo.load("observations").merge(fo.load("areas"), on="area_id"),
        lambda: fo.statistics().join(fo.load("units").set_index("unit_id"), on="unit_id"),
        lambda: pd.concat([fo.load("observations"), fo.load("areas")]),
        lambda: fo.statistics().groupby("theme_id")["base_value"].max().reset_index(),
        lambda: fo.statistics().pivot_table(index="area_id", columns="measure", values="value", observed=True),
    ],
)  # fmt: skip
def test_metadata_survive_what_an_analyst_does(make: Callable[[], pd.DataFrame]) -> None:
    """pandas keeps the attrs of a merge where both sides have the same: a title of its own for each table lost them."""
    assert make().attrs == ATTRS


def test_metadata_survive_parquet(tmp_path: Path) -> None:
    """A file found again a year later must say what it is; pandas writes attrs only if they are JSON."""
    fo.statistics("zh").to_parquet(tmp_path / "statistics.parquet")
    assert pd.read_parquet(tmp_path / "statistics.parquet").attrs == ATTRS
    assert json.loads(json.dumps(ATTRS)) == ATTRS


def test_an_exported_parquet_file_has_the_metadata_of_a_loaded_table(tmp_path: Path) -> None:
    """Who reads the export with pandas looks for version and licence where `load` has them."""
    fo.export("parquet", tmp_path / "parquet")
    for path in (tmp_path / "parquet").glob("*.parquet"):
        assert pd.read_parquet(path).attrs == ATTRS
