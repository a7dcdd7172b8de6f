"""The codebook: what a table has in it, for who reads it with Python and for who reads its file."""

from __future__ import annotations

import re
from typing import Literal

import pandas as pd
import pytest

import fengqiao_open as fo
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.lang import Lang

TABLES = shipped().tables


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_described_column_by_column(name: str) -> None:
    """A column without a title or a description is one that the reader guesses."""
    book, frame = fo.describe(name), fo.load(name)  # type: ignore[arg-type]
    assert book["column"].to_list() == list(frame.columns)
    texts = ["title_en", "title_zh", "description_en", "description_zh"]
    assert (book[texts] != "").all(axis=None)
    for row in book.itertuples():
        dtype = str(frame[row.column].dtype)
        assert dtype.startswith(row.dtype)
        assert not row.required or frame[row.column].notna().all()


@pytest.mark.parametrize("name", TABLES)
def test_the_file_read_with_the_dtypes_is_the_table(name: str) -> None:
    """Without them, 9 of 222 columns come out wrong: codes as numbers, years as floats."""
    kinds = fo.dtypes(name)  # type: ignore[arg-type]
    wanted = fo.load(name)  # type: ignore[arg-type]
    dates = [column for column in wanted if pd.api.types.is_datetime64_any_dtype(wanted[column])]
    found = pd.read_csv(shipped().path(name), dtype=kinds, parse_dates=dates)
    pd.testing.assert_frame_equal(found, wanted, check_dtype=not dates)


@pytest.mark.parametrize("name", TABLES)
def test_every_coded_column_has_its_codes_with_labels(name: str) -> None:
    """A code without a label is a word that a program made up."""
    frame = fo.load(name)  # type: ignore[arg-type]
    for row in fo.describe(name).itertuples():  # type: ignore[arg-type]
        if not row.codes:
            continue
        codes = fo.codes(name, row.column)  # type: ignore[arg-type]
        assert codes["code"].to_list() == row.codes.split(", ")
        assert set(frame[row.column].dropna().astype(str)) <= set(codes["code"])
        assert codes[["label_en", "label_zh"]].notna().all(axis=None)


def test_a_reference_has_the_codes_of_its_table() -> None:
    """Where the list of units is, the reader of `observations` need not know."""
    found = fo.codes("observations", "indicator_id").set_index("code")
    assert found.loc["total-fiscal-revenue", "label_zh"] == "财政总收入"
    assert found["definition_en"].notna().all()
    assert list(fo.codes("observations", "area_id").columns) == list(fo.codes("areas", "type").columns)


@pytest.mark.parametrize("column", ["value", "statuss"])
def test_a_column_without_codes_is_answered_with_those_that_have_some(column: str) -> None:
    """An empty table would be taken for a list without codes."""
    with pytest.raises(fo.UnknownColumnError, match=r"has no code list .*It has: .*status") as raised:
        fo.codes("observations", column)
    assert "没有代码表" in raised.value.message("zh")
    with pytest.raises(fo.UnknownTableError, match="Did you mean 'units'"):
        fo.codes("unit", "unit_id")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", TABLES)
def test_the_url_of_a_table_is_of_its_version(name: str) -> None:
    """A link to the newest file gives other numbers next year."""
    assert fo.url(name).endswith(f"/v{fo.__version__}/data/{name}.csv")  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_codebook_of_a_language_has_the_columns_of_its_statistics(lang: Lang) -> None:
    """`measure_en` is explained, and `measure_label` is what the analyst has."""
    book = fo.describe("statistics", lang=lang)
    assert book["column"].to_list() == fo.statistics(lang).columns.to_list()
    assert (book["description_en"] != "").all()
    with pytest.raises(ValueError, match="lang is 'zh', 'en' or None"):
        fo.describe("statistics", lang="fr")  # type: ignore[arg-type]


def test_the_files_of_the_package_are_found_and_validated() -> None:
    """Without a path, an analyst with `read_csv` only, or a steward who wants an example, has nothing to open."""
    assert fo.validate(fo.path()).ok
    assert fo.path("areas").name == "areas.csv" and fo.path("areas").is_file()
    with pytest.raises(fo.UnknownTableError, match="Did you mean 'areas'"):
        fo.path("area")  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["wide", "targets"])
def test_a_computed_table_is_described_column_by_column(name: Literal["wide", "targets"], lang: str) -> None:
    """Catches a table of 40 columns of which no codebook says what they are."""
    book, frame = fo.describe(name), getattr(fo, name)(lang)
    assert book["column"].to_list() == list(frame.columns)
    assert book["dtype"].to_list() == [str(each) for each in frame.dtypes]
    assert list(book.columns) == list(fo.describe("units").columns)
    for row in book.itertuples():
        assert row.title_en and row.title_zh and not re.search("[一-鿿]", row.title_en)
        assert not re.search("English|英文", row.title_en + row.title_zh)
        assert not row.required or frame[row.column].notna().all()
        if row.codes:
            assert set(frame[row.column].dropna()) <= set(row.codes.split(", "))
