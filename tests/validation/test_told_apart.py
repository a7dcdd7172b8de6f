"""Damage that no single cell shows but the row itself, the printed words, or the catalogue: it is found at its cell."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fengqiao_open import Report, validate
from fengqiao_open.indicators.catalogue import version


def report_with(package: Path, table: str, key: str, **cells: str) -> Report:
    """The report while cells of a row are changed."""
    path = package / "data" / f"{table}.csv"
    before = path.read_bytes()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    next(row for row in rows if key in row.values()).update(cells)
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return validate(package, hashes=False)
    finally:
        path.write_bytes(before)


def places(report: Report) -> list[tuple[str, str, str, str]]:
    """Code, table, row and column of what is found."""
    return [(each.code, each.table, each.key, each.column) for each in report.findings]


@pytest.mark.parametrize(
    ("unit", "column", "value", "wanted"),
    [
        ("km", "numerator", "100", "1000, "),
        ("km", "numerator", "1000000", "1000, "),
        ("km", "denominator", "10", "1000, "),
        ("minute", "denominator", "24", "1/60, "),
        ("minute", "denominator", "600", "1/60, "),
        ("minute", "numerator", "6", "1/60, "),
        ("wan-mu", "numerator", "1000", "10000 times"),
    ],
)
def test_a_factor_is_held_against_the_factors_to_the_si(
    town: Path, unit: str, column: str, value: str, wanted: str
) -> None:
    """With a kilometre of 100 metres, every length of the statistics was wrong, and nothing said so."""
    report = report_with(town, "units", unit, **{column: value})
    assert places(report) == [("FQ-R16", "units", unit, column)]
    assert report.findings[0].expected().startswith(wanted)


@pytest.mark.parametrize("marker", ["NaN", "nan", "<NA>", "N/A"])
def test_a_note_that_a_program_wrote_for_an_empty_cell_is_found(town: Path, marker: str) -> None:
    """Statistics were published with the note “nan”, which pandas writes into empty columns of text."""
    report = report_with(town, "organisations", "rongtai-electric", note_zh=marker, note_en=marker)
    wrong = [("FQ-L01", "organisations", "rongtai-electric", column) for column in ("note_en", "note_zh")]
    assert places(report) == wrong


def test_a_name_in_letters_is_no_marker(town: Path) -> None:
    """Nan is the name of a place, and nan that of a bread of Xinjiang."""
    counted = report_with(town, "indicators", "fires", counted_zh="馕", counted_en="nan")
    giver = report_with(town, "awards", "garden-town", giver_zh="南", giver_en="Nan")
    assert "FQ-L01" not in {code for code, *_ in (*places(counted), *places(giver))}


def _licence(**parts: str) -> Any:
    return lambda descriptor: descriptor["licenses"][0].update(parts)


_CC = "https://creativecommons.org"
DESCRIPTORS: dict[str, tuple[Any, str, str]] = {
    "the name of another licence": (_licence(name="CC-BY-NC-4.0"), "FQ-D22", "CC-BY-4.0, "),
    "the address of another licence": (
        _licence(path=f"{_CC}/licenses/by-nc/4.0/"),
        "FQ-D22",
        "CC-BY-NC-4.0, ",
    ),
    "the address of no rights": (_licence(path=f"{_CC}/publicdomain/zero/1.0/"), "FQ-D22", "CC0-1.0, "),
    "a v that the address of a file adds": ({"version": "v0.2.0"}, "FQ-D22", "0.2.0, "),
    "a day that there is not": ({"created": "2026-11-31T00:00:00Z"}, "FQ-D02", ""),
    "a day as a spreadsheet writes it": ({"created": "2026/11/29"}, "FQ-D02", ""),
    "the title of another town": ({"fq:titleZh": "新丰镇：2023年政府工作报告统计数据"}, "FQ-D22", "A place"),
    "the title of another year": (
        {"title": "Fengqiao Town: statistics of the government work report of 2024"},
        "FQ-D22",
        "A year",
    ),
    "another day of issue": (
        lambda descriptor: descriptor["sources"][0].update(version="2024-02-28"),
        "FQ-D22",
        "2023-02-28, ",
    ),
    "the title of another field": (
        lambda descriptor: _field(descriptor, "value").update(title="Unit"),
        "FQ-D06",
        "Value",
    ),
    "the description of another field": (
        lambda descriptor: _field(descriptor, "value").update({"fq:descriptionZh": "单位"}),
        "FQ-D06",
        "按原文",
    ),
}


def _field(descriptor: Any, name: str) -> Any:
    observations = next(each for each in descriptor["resources"] if each["name"] == "observations")
    return next(each for each in observations["schema"]["fields"] if each["name"] == name)


def report_under(package: Path, change: Any) -> Report:
    """The report while the descriptor is changed."""
    path = package / "datapackage.json"
    before = path.read_text("utf-8")
    descriptor = json.loads(before)
    _ = descriptor.update(change) if isinstance(change, dict) else change(descriptor)
    try:
        path.write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
        return validate(package, hashes=False)
    finally:
        path.write_text(before, "utf-8")


@pytest.mark.parametrize("what", DESCRIPTORS)
def test_a_descriptor_that_contradicts_itself_or_the_tables_is_found(town: Path, what: str) -> None:
    """Each was published in citations and catalogues, and “No problems found”."""
    change, code, expected = DESCRIPTORS[what]
    findings = report_under(town, change).findings
    assert [each.code for each in findings] == [code]
    assert findings[0].expected().startswith(expected)


@pytest.mark.parametrize(
    "change",
    [
        _licence(name="cc-by"),
        _licence(name="other-open"),
        _licence(name="CC-BY-3.0", path=f"{_CC}/licenses/by/3.0/de/"),
        _licence(name="CC0-1.0", path=f"{_CC}/publicdomain/zero/1.0/"),
        _licence(name="ODbL-1.0", path="https://opendatacommons.org/licenses/odbl/"),
        {"created": "2026-11-29"},
        {"created": "2026-11-29T08:30:00+08:00"},
        {"version": "v0.2.0", "fq:download": "{homepage}/raw/{version}/{path}"},
        {"version": "2023"},
        {"fq:titleZh": "凤桥镇：2023年政府工作报告统计数据"},
        {"fq:titleZh": "浙江省嘉兴市南湖区凤桥镇：2022年政府工作报告统计数据"},
        {"title": "Open data of towns"},
        lambda descriptor: descriptor["sources"][0].update(title="Another report", version="2024-02-28"),
        lambda descriptor: descriptor["sources"][0].update(version="first edition"),
        lambda descriptor: _field(descriptor, "unit_id").update(title="Unit"),
        lambda descriptor: _field(descriptor, "value").update(title="Printed value"),
    ],
)
def test_what_may_be_so_is_not_found(town: Path, change: Any) -> None:
    """A rule that blames a right descriptor stops the release of it."""
    assert report_under(town, change).findings == ()


@pytest.mark.parametrize("day", ["2023-02-18", "2023-12-28", "2023-01-28"])
def test_the_day_of_a_report_is_the_one_that_its_front_prints(town: Path, day: str) -> None:
    """The report is cited by this day; its front prints 2023年2月28日."""
    report = report_with(town, "sources", "fengqiao-2023", issued=day)
    assert places(report) == [("FQ-R33", "sources", "fengqiao-2023", "issued")]
    assert "2023-02-28" in report.findings[0].expected()
    # Either of the two may be the one that was changed.
    assert "(line " in report.findings[0].expected() and "2月28日" in report.findings[0].expected("zh")
    assert "Compare both with the report" in report.findings[0].how_to_fix()


def test_a_printed_day_that_was_changed_blames_no_right_day(town: Path) -> None:
    """Catches advice that makes the right day of a report that of a slip in figures.csv."""
    path = town / "data" / "figures.csv"
    before = path.read_text("utf-8")
    try:
        path.write_text(before.replace("2月28日", "3月28日"), "utf-8")
        found = [each for each in validate(town).findings if each.severity != "note"]
        assert [(each.code, each.table, each.column) for each in found] == [("FQ-R37", "figures", "printed")]
    finally:
        path.write_text(before, "utf-8")


@pytest.mark.parametrize(
    "cells", [{"printed": "2月"}, {"disposition": "name"}, {"printed": "2月28日", "start": "8"}]
)
def test_a_day_that_is_not_printed_whole_is_not_compared(town: Path, cells: dict[str, str]) -> None:
    """A front may print a month, or no day; then a person says when the report was presented."""
    assert "FQ-R33" not in {each.code for each in _with_other_day(town, **cells).findings}


def _with_other_day(town: Path, **cells: str) -> Report:
    path = town / "data" / "sources.csv"
    before = path.read_text("utf-8")
    try:
        path.write_text(before.replace("2023-02-28", "2023-02-27"), "utf-8")
        return report_with(town, "figures", "fengqiao-2023-p03-c007", **cells)
    finally:
        path.write_text(before, "utf-8")


@pytest.mark.parametrize("year", ["2042", "2023"])
def test_the_edition_of_a_yearbook_is_the_one_in_its_title(town: Path, year: str) -> None:
    """A definition of a yearbook of 2042 was published, under the title of that of 2024."""
    report = report_with(town, "indicators", "general-public-budget-revenue", definition_vintage=year)
    assert places(report) == [("FQ-R34", "indicators", "general-public-budget-revenue", "definition_vintage")]


def test_an_edition_that_is_yet_to_come_is_found(town: Path) -> None:
    """No title says so, but no definition was compared with a document of the year after this one."""
    title = {"definition_title_zh": "主要统计指标解释", "definition_title_en": "Notes on main indicators"}
    for years, wrong in ((1, True), (0, False)):
        year = str(date.today().year + years)
        changed = {**title, "definition_vintage": year}
        report = report_with(town, "indicators", "general-public-budget-revenue", **changed)
        assert ("FQ-R34" in {each.code for each in report.findings}) is wrong


@pytest.mark.parametrize("area", ["330400000000", "330000000000"])
def test_a_rank_is_among_the_places_of_the_printed_area(town: Path, area: str) -> None:
    """The first of the district was published as the first of the city: printed is 位列全区第一."""
    report = report_with(town, "observations", "fengqiao-2023-p24-04", rank_area_id=area)
    assert places(report) == [("FQ-P29", "observations", "fengqiao-2023-p24-04", "rank_area_id")]
    assert "330402000000" in report.findings[0].expected()


def test_an_autonomous_region_is_a_district_too(town: Path) -> None:
    """全区 is said of both; and of two areas that may be meant, none is certain."""
    path = town / "data" / "areas.csv"
    before = path.read_text("utf-8")
    try:
        path.write_text(before.replace("浙江省,Zhejiang Province", "浙江自治区,Zhejiang Region"), "utf-8")
        for area in ("330000000000", "330400000000"):
            report = report_with(town, "observations", "fengqiao-2023-p24-04", rank_area_id=area)
            assert "FQ-P29" not in {each.code for each in report.findings}
    finally:
        path.write_text(before, "utf-8")


@pytest.mark.parametrize(
    ("indicator", "cells", "column"),
    [
        ("imports-and-exports", {"name_zh": "进口总额"}, "name_zh"),
        ("exports", {"name_en": "Total value of imports"}, "name_en"),
        ("exports", {"name_zh": "进口总额"}, "name_zh"),
        ("fires", {"quantity": "money"}, "quantity"),
    ],
)
def test_an_indicator_of_the_catalogue_is_not_another_one(
    town: Path, indicator: str, cells: dict[str, str], column: str
) -> None:
    """Exports were published as imports and exports, and joined so with those of other towns."""
    found = places(report_with(town, "indicators", indicator, **cells))
    assert ("FQ-K14", "indicators", indicator, column) in found


@pytest.mark.parametrize("name", ["外贸出口额", "出口额", "自营出口总额"])
def test_an_indicator_may_have_a_name_of_its_own(town: Path, name: str) -> None:
    """A report has its own words for what the catalogue names."""
    report = report_with(town, "indicators", "exports", name_zh=name)
    assert "FQ-K14" not in {each.code for each in report.findings}


def test_an_entry_of_another_version_of_the_catalogue_is_not_judged(town: Path) -> None:
    """What the catalogue called so when a package was made may have another quantity by now."""
    path = town / "datapackage.json"
    before = path.read_text("utf-8")
    try:
        path.write_text(before.replace(f'Catalogue": "{version()}"', 'Catalogue": "1.2.0"'), "utf-8")
        report = report_with(town, "indicators", "fires", quantity="money")
        assert "FQ-K14" not in {each.code for each in report.findings}
    finally:
        path.write_text(before, "utf-8")


@pytest.mark.parametrize(("name_en", "wrong"), [("Tourist arrivals", True), ("Imported goods", False)])
def test_a_name_in_two_languages_is_of_one_entry_of_the_catalogue(
    town: Path, name_en: str, wrong: bool
) -> None:
    """An indicator outside the catalogue must not be exports in one language and imports in the other."""
    names = {"name_zh": "进口总额", "name_en": name_en}
    report = report_with(town, "indicators", "peach-centre-investment", **names)
    assert any("FQ-K14" in f"{each.code} {each.found()}" for each in report.findings) is wrong


@pytest.mark.parametrize("kind", ["province", "village", "county", "zone"])
def test_a_place_of_another_type_than_its_code_is_the_one_finding(town: Path, kind: str) -> None:
    """Its name was to be that of the province, and awards and organisations of the city were blamed with it.

    Codes like that of Dongguan are of a city and of a county: there, the parent is wrong as well.
    """
    report = report_with(town, "areas", "330400000000", type=kind)
    assert {each[:3] for each in places(report)} == {("FQ-K06", "areas", "330400000000")}


@pytest.mark.parametrize("kind", ["town", "village", "county", "province"])
def test_a_known_issue_accepts_what_is_found_in_its_column_only(town: Path, kind: str) -> None:
    """Catches the parks made a town without a word, since their missing parent is a known issue of the same rule."""
    report = report_with(town, "areas", "zoige-suichang-parks", type=kind)
    assert [(each.code, each.table, each.column) for each in report.findings] == [("FQ-K06", "areas", "type")]
    assert "FQ-K06" not in {each.code for each in report.known}


def test_the_finding_of_a_known_issue_with_a_slip_in_its_code_is_not_reported_too(town: Path) -> None:
    """Catches the right place of the enclave parks blamed, because the code in the list has a wide digit."""
    report = report_with(town, "discrepancies", "enclave-parks-location", rule_code="FQ-R３1")
    assert [(each.table, each.column) for each in report.findings] == [("discrepancies", "rule_code")]


def test_an_award_that_lost_its_organisation_needs_no_place_as_well(town: Path) -> None:
    """Catches a value for the blank place of an award: it lies where its organisation does."""
    report = report_with(town, "awards", "double-strength-xinghuo", organisation_id="")
    assert [(each.code, each.column) for each in report.findings] == [("FQ-R35", "organisation_id")]
