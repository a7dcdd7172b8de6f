"""`load` and `statistics` as polars DataFrames and Arrow tables."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import fengqiao_open as fo
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.datapackage.schema import TYPES
from fengqiao_open.datapackage.tablenames import TableName
from fengqiao_open.tabular.engines import in_engine

OTHERS = ("polars", "pyarrow", "fsspec", "dask", "distributed")


@pytest.mark.parametrize("name", shipped().tables)
def test_every_engine_has_the_values_and_types_of_the_schema(name: str) -> None:
    """A year that becomes a float, or a code that becomes a number, is silent corruption."""
    fields = shipped().schema(name).fields
    wanted = fo.load(name)  # type: ignore[call-overload]
    in_polars = fo.load(name, engine="polars")  # type: ignore[call-overload]
    in_arrow = fo.load(name, engine="arrow")  # type: ignore[call-overload]
    for field in fields:
        kind = TYPES[field.type]
        assert in_polars.schema[field.name] == getattr(pl, kind.polars)()
        assert in_arrow.schema.field(field.name).type == getattr(pa, kind.arrow)()
        cells = [None if pd.isna(cell) else cell for cell in wanted[field.name]]
        if field.type == "date":
            cells = [None if cell is None else cell.date() for cell in cells]
        assert in_polars[field.name].to_list() == in_arrow[field.name].to_pylist() == cells
    assert in_polars.equals(fo.load_lazy(name).collect())  # type: ignore[arg-type]


def test_statistics_are_filtered_alike_in_every_engine() -> None:
    """The same question has the same answer, whatever library it is asked in."""
    keys = {
        "pandas": fo.statistics("zh", theme="trade")["observation_id"].to_list(),
        "polars": fo.statistics("zh", theme="trade", engine="polars")["observation_id"].to_list(),
        "arrow": fo.statistics("zh", theme="trade", engine="arrow")["observation_id"].to_pylist(),
    }
    assert keys["pandas"] == keys["polars"] == keys["arrow"] != []


def test_missing_values_and_types_that_an_engine_does_not_have() -> None:
    """Tables outside the standard have lists and days that are beyond the calendar of pandas: they become texts."""
    frame = pd.DataFrame(
        {
            "id": pd.array([1, None], "Int64"),
            "yes": pd.array([True, None], "boolean"),
            "day": pd.Series([date(2023, 2, 28), None], dtype="datetime64[s]"),
            "late": pd.Series([date(9999, 12, 31), None], dtype="object"),
            "parts": pd.Series([[1, "二"], None], dtype="object"),
        }
    )
    made = in_engine(frame, "polars")
    assert made.row(0) == (1, True, date(2023, 2, 28), "9999-12-31", '[1, "二"]')
    assert set(made.row(1)) == {None}
    assert in_engine(frame, "arrow").to_pylist() == made.to_dicts()


def test_an_arrow_table_keeps_the_metadata() -> None:
    """Without them, a file is an orphan: nobody knows from which version it is."""
    metadata = fo.load("areas", engine="arrow").schema.metadata
    assert json.loads(metadata[b"PANDAS_ATTRS"]) == fo.load("areas").attrs


@pytest.mark.parametrize("engine", ["polars", "arrow"])
@pytest.mark.parametrize("name", shipped().tables)
def test_a_table_of_another_library_is_checked_as_one_of_pandas(name: TableName, engine: str) -> None:
    """Whoever works in polars should not have to know pandas to check a table."""
    assert fo.check(fo.load(name, engine=engine), name).findings == ()  # type: ignore[call-overload]


@pytest.mark.parametrize("engine", ["polars", "arrow"])
def test_rows_of_another_library_are_cited_and_added(engine: str) -> None:
    """The rows are the same, and so are their citation and their sum."""
    rows = fo.statistics("en", 2022, theme="finance", measure="level")
    other = fo.statistics("en", 2022, theme="finance", measure="level", engine=engine)  # type: ignore[call-overload]
    assert fo.cite(other) == fo.cite(rows)
    assert fo.total(other, overlaps="exclude") == fo.total(rows, overlaps="exclude")


def test_an_unknown_engine_is_answered_with_those_there_are() -> None:
    """`engine="pyarrow"` is the name that pandas uses."""
    with pytest.raises(ValueError, match="pandas, polars, arrow"):
        in_engine(pd.DataFrame(), "pyarrow")


@pytest.mark.parametrize(("engine", "module"), [("polars", "polars"), ("arrow", "pyarrow")])
def test_an_engine_needs_its_own_library_and_no_other(engine: str, module: str) -> None:
    """A table of 139 rows must not ask for the extra for large data."""
    code = (
        "import sys\nfor name in sys.argv[1].split(','): sys.modules[name] = None\n"
        "import fengqiao_open as fo\n"
        f"try: print(len(fo.statistics(engine={engine!r})))\nexcept ImportError as problem: print(problem)"
    )

    def said(without: list[str]) -> str:
        made = subprocess.run(
            [sys.executable, "-c", code, ",".join(without)], capture_output=True, text=True, check=True
        )
        return made.stdout

    assert said([each for each in OTHERS if each != module]) == "139\n"
    assert said([module]) == f"This needs {module}, which is not installed: pip install {module}.\n"
