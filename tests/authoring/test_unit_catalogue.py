"""The catalogue of units: each is right by every rule, and what a report prints finds its unit."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import fengqiao_open as fo
from fengqiao_open.analysis.units import factor
from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.authoring.unit_catalogue import catalogue, drawn
from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.tabular.dataset import Data
from fengqiao_open.validation.contradictions import findings_of
from fengqiao_open.validation.read import read_tables

TEXT = "某镇政府工作报告\n{}。\n"


def test_no_rule_finds_fault_with_a_unit_of_the_catalogue(tmp_path: Path) -> None:
    """Catches a factor, a code or a name that `validate` would ask every steward to correct."""
    made = draft(TEXT.format("新增3家"), "某镇", 2024, "mou-2024")
    has = {row["unit_id"] for row in made.tables["units"]}
    made.tables["units"] += [dict(unit.cells) for unit in catalogue() if unit.key not in has]
    write_draft(made, tmp_path / "made")
    found = fo.validate(tmp_path / "made").findings
    assert [(each.code, each.key, each.column) for each in found if each.table == "units"] == []


def test_no_form_is_that_of_two_units() -> None:
    """Catches a printed unit that could be either of two; a unit of both lists is one, in other words."""
    tables, _ = read_tables(shipped())
    units = {unit.key: unit for unit in [*tables["units"].rows, *catalogue()]}
    forms = [form for unit in units.values() for form in unit["printed_forms"].split()]
    assert len(forms) == len(set(forms))
    assert len(catalogue()) == len({unit.key for unit in catalogue()})
    for one in tables["units"].rows:
        same = ("printed_forms", "quantity", "base_unit_id", "numerator", "denominator")
        assert [one[name] for name in same] == [units[one.key][name] for name in same]


@pytest.mark.parametrize(
    ("printed", "unit_id", "base", "times"),
    [
        ("2.4万吨", "wan-t", "t", 10_000),
        ("895.3吨", "t", "t", 1),
        ("300公斤", "kg", "t", Fraction(1, 1000)),
        ("4.6亿斤", "yi-jin", "t", 50_000),
        ("120万担", "wan-dan", "t", 500),
        ("3.5亿立方米", "yi-m3", "m3", 10**8),
        ("20万千瓦", "wan-kw", "kw", 10_000),
        ("100兆瓦", "mw", "kw", 1000),
        ("3亿千瓦时", "yi-kwh", "kwh", 10**8),
        ("12.1亿度", "yi-kwh", "kwh", 10**8),
        ("0.5万吨标准煤", "wan-tce", "tce", 10_000),
        ("30摄氏度", "celsius", "celsius", 1),
        ("5000元/平方米", "yuan-per-m2", "yuan-per-m2", 1),
        ("1.2万元/亩", "wan-yuan-per-mu", "yuan-per-mu", 10_000),
        ("2.16万人", "wan-person", "person", 10_000),
        ("4.5‰", "per-mille", "percent", Fraction(1, 10)),
        ("35公顷", "hectare", "m2", 10_000),
    ],
)
def test_a_printed_unit_is_entered_with_its_exact_factor(
    printed: str, unit_id: str, base: str, times: Fraction
) -> None:
    """Catches tonnes that cannot be entered truthfully, and a factor off by a magnitude."""
    made = draft(TEXT.format(f"完成{printed}"), "某镇", 2024, "mou-2024")
    assert [row["unit_id"] for row in made.tables["observations"]] == [unit_id]
    unit = next(each for each in catalogue() if each.key == unit_id)
    assert (unit["base_unit_id"], factor(unit)) == (base, times)
    assert {unit_id, base} <= {row["unit_id"] for row in made.tables["units"]}


def test_a_plain_number_has_the_unit_of_plain_numbers_and_no_rule_blames_it(tmp_path: Path) -> None:
    """Catches a coefficient for which every clerk had to add a unit, and a percentage that lost its sign."""
    text = "（2024年2月20日）\n一、2023年工作回顾\n灌溉水有效利用系数达到0.6，城镇化率达到60"
    write_draft(draft(TEXT.format(text), "某镇", 2024, "mou-2024", "990101100000"), tmp_path / "made")
    tables, _ = read_tables(read_package(tmp_path / "made"))
    given = {row["value"]: row["unit_id"] for row in tables["observations"].rows}
    assert given["0.6"] == "dimensionless" and given.get("60", "") == ""
    assert {"dimensionless", "percent"} <= {row.key for row in tables["units"].rows}
    found = fo.validate(tmp_path / "made").findings
    assert not [each for each in found if each.column == "unit_id" and each.key.endswith("-01")]
    assert not [each for each in found if each.table == "units"]
    path = tmp_path / "made" / "data" / "figures.csv"
    path.write_text(path.read_text("utf-8").replace(",0.6,", ",0.6%,"), "utf-8")
    tables, _ = read_tables(read_package(tmp_path / "made"))
    [wrong] = findings_of(("FQ-P06",), Data(tables, shipped().descriptor))
    assert wrong.column == "unit_id" and "dimensionless" in wrong.found("en")


def test_only_what_is_used_is_drawn() -> None:
    """Catches a draft filled with units that its report never prints."""
    assert [unit.key for unit in drawn({"wan-t"}, [])] == ["t", "wan-t"]
    assert drawn({"yuan"}, []) == []


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("新增竹编企业32户", "households or businesses"),
        ("整治道路9条", "lines or items"),
        ("改造卫生院6所", "schools or institutions"),
        ("出台法规4件", "cases or items"),
        ("走访商户300户（次）", "household- or business-times"),
        ("建成绿道9条（段）", "lines or items"),
        ("排名提升3个位次", "places in a ranking"),
        ("带动村民2万", "items or persons (times 10000)"),
        ("引进30位竹编院士", "persons"),
        ("竹编大师新增40位", "persons"),
        ("30位竹编院士来访", "persons"),
        ("竹编入选百强竹城45位", "rank"),
        ("竹编产值位居全省第3位", "rank"),
    ],
)
def test_a_counter_of_several_kinds_of_things_says_so_in_english(printed: str, english: str) -> None:
    """32 enterprises were 32 households, roads were channels and clinics schools, which no row can correct."""
    made = draft(TEXT.format(printed), "某镇", 2024, "mou-2024")
    names = {row["unit_id"]: row["name_en"] for row in made.tables["units"]}
    assert [names[row["unit_id"]] for row in made.tables["observations"]] == [english]
