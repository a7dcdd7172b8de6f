"""Loading: types that survive, frames that are the caller's own, errors that name what there is."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from packages import make_good

import fengqiao_open as fo
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.tabular import loader

TABLES = shipped().tables


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_columns_and_types_of_the_descriptor(name: str) -> None:
    """A dtype left to inference changes with the data: a code with leading digits becomes a number."""
    frame = fo.load(name)  # type: ignore[arg-type]
    fields = shipped().fields(name)
    assert list(frame.columns) == [field["name"] for field in fields]
    for field in fields:
        dtype, constraints = frame[field["name"]].dtype, field.get("constraints", {})
        if field["type"] in ("integer", "year"):
            assert dtype == ("int64" if constraints.get("required") else "Int64")
        elif field["type"] == "number":
            assert dtype == "float64"
        elif field["type"] == "boolean":
            assert dtype == "bool"
        elif field["type"] == "date":
            assert pd.api.types.is_datetime64_any_dtype(dtype)
        elif "enum" in constraints:
            assert list(dtype.categories) == constraints["enum"]
        else:
            assert isinstance(dtype, pd.StringDtype)


def test_codes_of_places_stay_text() -> None:
    """330402100000 read as a number would lose a leading zero of another province."""
    assert fo.load("areas")["area_id"].iloc[0] == "330000000000"


def test_a_changed_frame_leaves_the_next_load_unharmed() -> None:
    """A cache that hands out its own frame lets one analysis poison another."""
    frame = fo.load("observations")
    frame["value"] = 0
    frame.loc[:, "unit_id"] = "gone"
    again = fo.load("observations")
    assert again["value"].sum() > 0
    assert "gone" not in set(again["unit_id"])


def test_loading_twice_reads_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking the file apart at each call is what users of such packages complain of."""
    fo.load("units")
    monkeypatch.setattr(loader, "read_cells", lambda *_, **__: pytest.fail("read again"))
    fo.load("units")


def test_a_file_changed_on_disk_is_read_again(tmp_path: Path) -> None:
    """A steward who mends a cell and loads again must see the mended cell."""
    package = make_good(tmp_path / "good")
    assert fo.load("themes", package)["name_en"].iloc[0] == "Economy"
    path = package / "data" / "themes.csv"
    path.write_text(path.read_text("utf-8").replace("Economy", "Trade"), "utf-8")
    assert fo.load("themes", package)["name_en"].iloc[0] == "Trade"


def test_an_unknown_table_is_answered_with_the_nearest() -> None:
    """A bare KeyError sends the analyst to the documentation for a typing slip."""
    with pytest.raises(fo.UnknownTableError, match=r"Did you mean 'observations'.*sources, .*passages"):
        fo.load("observation")  # type: ignore[arg-type]


def test_a_frame_carries_title_version_licence_and_citation() -> None:
    """A frame saved and found again a year later must say what it is."""
    attrs = fo.load("observations").attrs
    assert attrs["title"] == shipped().descriptor["title"]
    assert attrs["version"] == fo.__version__ == shipped().version
    assert attrs["licence"] == "CC-BY-4.0"
    assert fo.__version__ in attrs["citation"]


def test_every_statistic_leads_to_its_place() -> None:
    """A row that leads nowhere breaks the first promise of the package."""
    observations = fo.load("observations")
    figures = fo.load("figures").set_index("figure_id")
    for row in observations.itertuples():
        place, figure = fo.locate(row.observation_id), figures.loc[row.figure_id]
        assert (place.paragraph, place.start, place.end, place.printed) == (
            figure.paragraph,
            figure.start,
            figure.end,
            figure.printed,
        )
        assert place.part == ("review" if row.status == "actual" else "plan")


def test_an_unknown_statistic_is_answered_with_the_nearest() -> None:
    """A typing slip in an identifier should cost a second, not a search."""
    with pytest.raises(KeyError, match=r"^There is no observation .*Did you mean 'fengqiao-2023-p10-"):
        fo.locate("fengqiao-2023-p10-1")


def test_a_file_of_the_wrong_shape_is_an_error_in_words(tmp_path: Path) -> None:
    """Another package's broken cell must not surface as a parser's traceback."""
    package = make_good(tmp_path / "good")
    path = package / "data" / "themes.csv"
    path.write_text(path.read_text("utf-8").replace(",1\n", ",first\n"), "utf-8")
    with pytest.raises(fo.PackageError, match="fengqiao-open validate"):
        fo.load("themes", package)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_a_table_is_refused_at_once(tmp_path: Path) -> None:
    """Reading a pipe that nobody writes to would hang an analysis for ever."""
    package = make_good(tmp_path / "good")
    path = package / "data" / "themes.csv"
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(fo.PackageError, match="not a regular file"):
        fo.load("themes", package)


def test_the_number_of_an_observation_needs_no_zero() -> None:
    """Catches p10-19 offered for p10-1, and a far paragraph for one that the report does not have."""
    with pytest.raises(fo.UnknownKeyError, match="Did you mean 'fengqiao-2023-p10-01'"):
        fo.locate("fengqiao-2023-p10-1")
    with pytest.raises(fo.UnknownKeyError, match="Did you mean 'fengqiao-2023-p10-01'"):
        fo.cite(["fengqiao-2023-P10-1"])
    with pytest.raises(fo.UnknownKeyError, match=r"'fengqiao-2023-p99-77'\.$"):
        fo.locate("fengqiao-2023-p99-77")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fo.locate(213), r"^locate\(\) takes text such as 'fengqiao-2023-p10-01', not int"),  # type: ignore[arg-type]
        (lambda: fo.extract(5), r"^extract\(\) takes text, not int"),  # type: ignore[arg-type]
        (lambda: fo.explain(5), r"^explain\(\) takes text such as 'FQ-R05'"),  # type: ignore[arg-type]
        (lambda: fo.corrupted(5), r"^corrupted\(\) takes text"),  # type: ignore[arg-type]
        (lambda: fo.total(5), r"^total\(\) takes rows"),  # type: ignore[arg-type]
        (lambda: fo.validate(fo.load("units")), r"not DataFrame\. To check a DataFrame, use check\(df, table\)"),  # type: ignore[arg-type]
        (lambda: fo.statistics(package=5), r"^A package is a path \(str or Path\), not int\.$"),  # type: ignore[call-overload]
    ],
)  # fmt: skip
def test_a_wrong_kind_of_argument_is_named(call: Callable[[], object], message: str) -> None:
    """Catches errors from within: `'int' object is not iterable`."""
    with pytest.raises(TypeError, match=message):
        call()


@pytest.mark.parametrize(
    "call",
    [
        fo.statistics, fo.targets, fo.wide, fo.derived, fo.tables, fo.load, fo.load_lazy, fo.describe, fo.dtypes, fo.url,
        fo.path, fo.locate, fo.explain, fo.extract, fo.corrupted, fo.audit, fo.validate, fo.match_indicators,
        fo.plot.data, fo.plot.targets,
        lambda frame: fo.check(frame, frame),
        lambda frame: fo.cite(frame, frame),
        lambda frame: fo.codes(frame, "status"),
        lambda frame: fo.export(frame, "x"),
        lambda frame: fo.export("csv", frame),
        lambda frame: fo.statistics(theme=frame),
        lambda frame: fo.compare(frame, 2022),
    ],
)  # fmt: skip
def test_a_dataframe_in_the_place_of_something_else_is_named_so(call: Callable[[object], object]) -> None:
    """Catches what pandas says from within: “The truth value of a DataFrame is ambiguous”, “unhashable type”."""
    with pytest.raises((TypeError, ValueError), match="DataFrame") as problem:
        call(fo.load("units"))
    assert "ambiguous" not in str(problem.value) and "unhashable" not in str(problem.value)


def test_a_title_or_a_near_name_leads_to_the_name() -> None:
    """Catches a list of all names for the title that the dictionary has."""
    with pytest.raises(fo.UnknownTableError, match="Did you mean 'observations'"):
        fo.load("观测值")
    with pytest.raises(ValueError, match="Did you mean 'targets'"):
        fo.plot.data("target")  # type: ignore[arg-type]


def test_a_table_of_another_project_is_no_error_from_within(tmp_path: Path) -> None:
    """Catches “observation_id” as the whole message, of a package that has a table of that name and other columns."""
    fields = [{"name": "a", "type": "string"}]
    resource = {"name": "observations", "path": "o.csv", "schema": {"fields": fields}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "x", "resources": [resource]}), "utf-8")
    (tmp_path / "o.csv").write_text("a\n1\n", "utf-8")
    with pytest.raises(fo.PackageError, match=r"observations.*validate"):
        fo.locate("fengqiao-2023-p10-13", package=tmp_path)
