"""What a report leaves out is listed, and nothing that it prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from packages import GOOD, SHARED, make_good

import fengqiao_open as fo
from fengqiao_open.authoring.absences import absences
from fengqiao_open.authoring.refresh import refresh, stale
from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.indicators.catalogue import indicators, version

HEADLINES = {each.indicator_id for each in indicators().values() if each.headline}


def absent(text: str, printed: tuple[str, ...] = ()) -> set[str]:
    """The indicators that a text leaves out."""
    return {row["indicator_id"] for row in absences(text, "xinfeng-2024", printed)}


def test_a_text_without_numbers_leaves_out_all_headlines_and_no_others() -> None:
    """The long tail of the catalogue is no news."""
    assert absent("各位代表。") == HEADLINES


@pytest.mark.parametrize(
    "text",
    ["粮食产量12万吨", "全年粮食总产量达到12万吨左右", "粮食产量增长3%", "某某、粮食产量分别增长2%和3%"],
)
def test_what_a_text_prints_is_not_absent(text: str) -> None:
    """A row that says otherwise would be false."""
    assert "grain-output" not in absent(text)


def test_an_indicator_with_a_statistic_is_not_absent() -> None:
    """A person may have found it where the matching proposes nothing."""
    assert "retail-sales" not in absent("各位代表。", ("retail-sales",))


def test_a_name_without_a_number_is_told_from_no_name() -> None:
    """“Held steady” is not the same as nothing."""
    rows = absences("粮食产量保持稳定。", "xinfeng-2024", ())
    how = {row["indicator_id"]: row["confirmed"] for row in rows}
    assert (how["grain-output"], how["retail-sales"]) == ("named_without_number", "not_named")


def test_refresh_makes_the_table_where_the_text_is_given(tmp_path: Path) -> None:
    """Without the text nobody can say what is absent, and the table stays as it is."""
    package = read_package(make_good(tmp_path / "good"))
    text = (GOOD / "report.txt").read_text("utf-8")
    assert stale(package) == {}
    refresh(package, text)
    made = fo.load("absences", package.root)
    assert set(made["indicator_id"]) == absent(text, ("gross-industrial-output", "fixed-asset-investment"))
    assert stale(read_package(package.root), text) == {}
    assert fo.validate(package.root).ok


def test_a_package_names_the_catalogue_that_its_indicators_are_of() -> None:
    """Identifiers can be looked up years later."""
    assert shipped().descriptor["fq:indicatorCatalogue"] == version()


@pytest.mark.parametrize(("named", "codes"), [(version(), ["FQ-R60"]), ("0.9.0", []), (None, [])])
def test_a_headline_is_judged_by_the_catalogue_that_the_package_names(
    named: str | None, codes: list[str], tmp_path: Path
) -> None:
    """A row that was right by an older catalogue was blamed as soon as a newer one had other headlines."""
    package = make_good(tmp_path / "good")
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    descriptor.pop("fq:indicatorCatalogue", None)
    descriptor |= {"fq:indicatorCatalogue": named} if named else {}
    (package / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    path = package / "data" / "absences.csv"
    header, row, *_ = path.read_text("utf-8").splitlines()
    path.write_text(f"{header}\n{row.replace(row.split(',')[2], 'oil-output')}\n", "utf-8")
    found = fo.validate(package, hashes=False).findings
    assert [each.code for each in found if each.table == "absences"] == codes


@pytest.mark.skipif(not SHARED.is_dir(), reason="the report's text is not at hand (../shared/source)")
def test_the_absences_of_our_report_are_those_of_its_text() -> None:
    """The shipped table is true of the text."""
    printed = fo.load("observations")["indicator_id"]
    text = (SHARED / "fengqiao-report-2023.zh.txt").read_text("utf-8")
    made = {row["indicator_id"] for row in absences(text, "fengqiao-2023", printed)}
    assert made == set(fo.load("absences")["indicator_id"])


def test_a_headline_is_named_where_other_rows_have_the_same_printed_form() -> None:
    """Households and floor space of 老旧小区 took the name from the headline, which was then not named."""
    confirmed = {
        row["indicator_id"]: row["confirmed"] for row in absences("推进老旧小区改造。", "heshan-2031", [])
    }
    assert confirmed["old-estates-renovated"] == "named_without_number"
