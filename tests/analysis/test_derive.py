"""Derived values follow from the printed ones and hold the truth whatever was rounded away."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from packages import make_good
from towns import rewrite

import fengqiao_open as fo
from fengqiao_open.analysis.derive import derive, evaluate, quantity
from fengqiao_open.datapackage.package import Package, read_package, shipped
from fengqiao_open.tabular.csv import Row
from fengqiao_open.tabular.dataset import Data
from fengqiao_open.validation.read import read_tables

FORMULAS = {
    each["value"]: each["fq:expression"]
    for field in shipped().fields("derived")
    if field["name"] == "formula"
    for each in field["categories"]
}
RATES = ("growth", "ratio", "total_growth", "part_growth")


def _tables(package: Package) -> Data:
    """The tables of a package as derivations see them."""
    return Data(read_tables(package)[0], package.descriptor)


def _names(expression: str) -> list[str]:
    import ast

    return sorted({node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name)})


def _printed(number: Decimal, places: int) -> str:
    return str(number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


@pytest.mark.parametrize("formula", FORMULAS)
@given(data=st.data())
def test_the_true_value_lies_in_the_interval(formula: str, data: st.DataObject) -> None:
    """An interval too narrow claims a precision that the printed figures do not have."""
    true, named = {}, {}
    for name in _names(FORMULAS[formula]):
        low, high = ("-40", "300") if name in RATES else ("1", "5000")
        number = data.draw(st.decimals(low if name != "ratio" else "5", high, places=5), name)
        printed = _printed(number, data.draw(st.integers(0, 2)))
        true[name] = Fraction(number)
        named[name] = quantity(
            Row("", 1, "", {"value": printed, "qualifier": "exact", "status": "actual"}), None
        )
    if "part" in true:
        assume(true["part"] < true["total"] / 2)
    try:
        found = evaluate(FORMULAS[formula], named)
        truth = eval(FORMULAS[formula], {}, true)
    except ZeroDivisionError:
        return
    assert found.low is not None and found.high is not None
    assert found.low <= truth <= found.high


def test_every_derived_row_is_recomputed_from_the_descriptor() -> None:
    """A formula that is not the one published would make the table unverifiable."""
    data = _tables(shipped())
    units = {row.key: Fraction(int(row["numerator"]), int(row["denominator"])) for row in data.rows("units")}
    for row in fo.derived().itertuples():
        inputs = [data.by_key("observations")[key] for key in row.input_observation_ids.split()]
        names = _in_order(FORMULAS[row.formula], inputs)
        values = {
            name: Fraction(Decimal(one["value"])) * (1 if name in RATES else units[one["unit_id"]])
            for name, one in names.items()
        }
        truth = eval(FORMULAS[row.formula], {}, values) / (
            1 if row.unit_id == "percent" else units[row.unit_id]
        )
        if row.value == row.value:
            assert float(truth) == pytest.approx(row.value, rel=1e-5)
            assert not (row.low > row.value) and not (row.high < row.value)
        else:
            assert row.refusal_en and row.refusal_zh


def _in_order(expression: str, inputs: list[Row]) -> dict[str, Row]:
    import ast

    names = list(
        dict.fromkeys(node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name))
    )
    named: dict[str, Row] = {}
    for row in inputs:
        if row["measure"] == "ratio_to_target":
            named["ratio"] = row
        elif row["measure"] in ("growth", "growth_yoy") and "growth" in names:
            named["growth"] = row
        elif row["measure"] in ("growth", "growth_yoy"):
            named[
                "total_growth" if row["indicator_id"] == named["total"]["indicator_id"] else "part_growth"
            ] = row
        elif "total" in names:
            named[
                "total" if row is (inputs[0] if "total - part" in expression else inputs[1]) else "part"
            ] = row
        else:
            named[next(name for name in _levels(expression) if name not in named)] = row
    return named


def _levels(expression: str) -> list[str]:
    order = ("level", "target", "actual", "amount", "count")
    return [name for name in order if name in _names(expression)]


def test_qualifiers_leave_an_end_open() -> None:
    """“10% or more” has no upper level."""
    row = fo.derived().set_index("derived_id").loc["goal-level-fengqiao-2023-p30-01"]
    assert row["low"] == pytest.approx(100.815) and row["high"] != row["high"]


def test_what_would_say_nothing_is_refused_with_its_reason() -> None:
    """The growth of implied imports is anywhere between −68 and 1 per cent: no value may be given."""
    refused = fo.derived().query("formula == 'rest_growth' and about_en.str.contains('imports and exports')")
    assert refused["value"].isna().all() and len(refused) == 1
    assert "as wide as" in refused["refusal_en"].iloc[0]


def test_counts_are_not_rounded() -> None:
    """24 enterprises are 24, not 23.5 to 24.5."""
    row = fo.derived().set_index("derived_id").loc["needed-growth-fengqiao-2023-p42-02"]
    assert [row["low"], row["value"], row["high"]] == [25, 25, 25]


def test_a_target_below_what_was_reached_needs_no_growth() -> None:
    """10 new enterprises after 17 do not mean that a fall of 41 per cent is needed."""
    row = fo.derived().set_index("derived_id").loc["needed-growth-fengqiao-2023-p42-01"]
    assert row["value"] != row["value"] and "already beyond" in row["refusal_en"]
    target = fo.targets().set_index("observation_id").loc["fengqiao-2023-p42-01"]
    assert (target["actual"], target["needed_level"]) == (17, 10) and target["needed_growth"] != target[
        "needed_growth"
    ]
    assert target["note"] == row["refusal_en"]


@pytest.mark.parametrize("number", ["p41-02", "p41-03", "p42-04"])
def test_targets_of_another_scope_are_not_computed_with(number: str) -> None:
    """14 projects of any capital after 13 of domestic capital: no growth follows, and the line says why."""
    target = fo.targets().set_index("observation_id").loc[f"fengqiao-2023-{number}"]
    assert target["actual"] == target["actual"] and target["needed_level"] != target["needed_level"]
    assert "differ" in target["note"]
    assert not fo.derived()["input_observation_ids"].str.contains(number).any()
    assert f"fengqiao-2023-{number}" not in set(fo.plot.data("targets")["observation_id"])


def test_a_derived_value_never_contradicts_a_printed_one() -> None:
    """Joined by what makes a statistic one of its kind, a derived value is that of another year, measure or status."""
    key = ["indicator_id", "area_id", "period", "measure", "status"]
    derived = fo.derived().dropna(subset=["indicator_id"]).query("formula != 'goal_level'")
    assert fo.load("statistics").merge(derived.astype({"measure": str, "status": str}), on=key).empty


def test_rests_and_averages_say_what_they_are_about() -> None:
    """The rest of a total is no value of the total, and yuan without “per what” are no average."""
    rows = fo.derived().query("formula in ['rest_of_total', 'rest_growth', 'average']")
    assert rows["indicator_id"].isna().all()
    about = fo.derived().set_index("derived_id").loc
    assert (
        about["rest-of-total-fengqiao-2023-p10-03-less-10-05", "about_zh"] == "固定资产投资（不含制造业投资）"
    )
    units = about["average-fengqiao-2023-p22-08", ["unit_zh", "unit_en"]]
    assert list(units) == ["元/人", "yuan per person"]


def test_an_average_over_a_count_in_thousands_is_stated_per_one(tmp_path: Path) -> None:
    """The value is computed in base units: under “per 10 thousand enterprises” it is wrong by that factor."""
    package = make_good(tmp_path / "good")
    unit = "wan-firm,万家,10 thousand enterprises,万家,count,firm,10000,1,UCUM,{enterprise},,,"
    with (package / "data" / "units.csv").open("a", encoding="utf-8") as file:
        file.write(f"{unit}\n")
    rewrite(package, "observations", "12,firm", "12,wan-firm")
    (row,) = (row for row in derive(_tables(read_package(package))) if row["formula"] == "average")
    assert (row["value"], row["unit_en"]) == ("0.0025", "times per enterprise or institution")


def test_targets_have_every_target_with_its_commitments() -> None:
    """Next year's report is held against this table: a target left out is a commitment forgotten."""
    required = fo.targets()
    planned = fo.load("observations").query("status != 'actual'")
    assert list(required["observation_id"]) == list(planned["observation_id"])
    assert required["commitments"].ne("").all()


def test_targets_read_in_chinese() -> None:
    """A clerk reads the table in the language of the report."""
    assert fo.targets("zh")["indicator"].iloc[0] == "规模以上工业总产值"


def _second_report(package: Path, achieved: str, restated: str = "20.5", qualifier: str = "exact") -> None:
    """Add next year's report: the actual value of the target year, and the first year's level once more."""
    source, town = "qinghe-2033", "990101100000"
    rows = {
        "sources": f"{source},青禾镇政府工作报告,Government Work Report,青禾镇人民政府,People's Government,{town},2033-01-20,2032,2033,,1,{'0' * 64},{'0' * 64}\n",
        "passages": f"{source}-p01,{source},1,review,,,{'0' * 64}\n",
        "figures": f"{source}-p01-c000,{source},1,0,{len(achieved) + 2},{achieved}亿元,statistic,\n{source}-p01-c010,{source},1,10,{12 + len(restated)},{restated}亿元,statistic,\n",
        "observations": f"{source}-p01-01,{source},{source}-p01-c000,{town},gross-industrial-output,level,2032,actual,{achieved},yi-yuan,{qualifier},,,,,\n"
        f"{source}-p01-02,{source},{source}-p01-c010,{town},gross-industrial-output,level,2031,actual,{restated},yi-yuan,exact,,,,,\n",
    }
    for name, text in rows.items():
        with (package / "data" / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write(text)


@pytest.mark.parametrize(("achieved", "met"), [("23.1", True), ("21.4", False), ("22", None)])
def test_the_next_report_shows_whether_a_target_was_met(
    achieved: str, met: bool | None, tmp_path: Path
) -> None:
    """A target of “over 22” is met by 23.1, missed by 21.4, and left open by a rounded 22."""
    package = make_good(tmp_path / "good")
    _second_report(package, achieved)
    required = fo.targets(package=package).set_index("observation_id")
    row = required.loc["qinghe-2032-p08-02"]
    assert row["achieved"] == float(achieved)
    assert (
        None
        if row["met"] is not True and row["met"] is not False and str(row["met"]) == "<NA>"
        else bool(row["met"])
    ) is met


@pytest.mark.parametrize(
    ("achieved", "qualifier", "met"),
    [("20", "at_least", None), ("21", "at_most", False), ("24", "at_least", True)],
)
def test_an_open_end_leaves_a_goal_open(
    achieved: str, qualifier: str, met: bool | None, tmp_path: Path
) -> None:
    """“20 or more” may well be over 22: to call the target missed would blame a town for nothing."""
    package = make_good(tmp_path / "good")
    _second_report(package, achieved, qualifier=qualifier)
    found = fo.targets(package=package).set_index("observation_id")["met"]["qinghe-2032-p08-02"]
    assert (None if found is pd.NA else bool(found)) is met


@pytest.mark.parametrize(
    ("goal", "growth", "level"),
    [
        ("-8,percent,about", [-8.8, -7.2], [18.6504, 19.0704]),
        ("-8,percent,at_least", [None, -8], [None, 18.906]),
        ("-8,percent,at_most", [-8, None], [18.814, None]),
        ("8,percent,at_least", [8, None], [22.086, None]),
    ],
)
def test_a_fall_that_is_aimed_at_is_open_where_it_is_larger(
    goal: str, growth: list[float | None], level: list[float | None], tmp_path: Path
) -> None:
    """“Falls by 8% or more” from 20.5 needs at most 18.9, and no more than that."""
    package = rewrite(make_good(tmp_path / "good"), "observations", "10,percent,at_least", goal)
    row = fo.targets(package=package).set_index("observation_id").loc["qinghe-2032-p08-01"]
    made = next(each for each in derive(_tables(read_package(package))) if each["formula"] == "goal_level")
    for at, end in enumerate(("low", "high")):
        pairs = ((row[f"needed_growth_{end}"], growth), (row[f"needed_level_{end}"], level))
        for found, wanted in (*pairs, (float(made[end] or "nan"), level)):
            assert pd.isna(found) if wanted[at] is None else found == pytest.approx(wanted[at], rel=1e-4)


@pytest.mark.parametrize(
    ("goal", "achieved", "met"),
    [
        ("22,yi-yuan,at_most", "21", True),
        ("22,yi-yuan,at_most", "23", False),
        ("22,yi-yuan,at_least", "23", True),
        ("-5,yi-yuan,at_most", "-4", True),
        ("-5,yi-yuan,at_most", "-6", False),
        ("-5,yi-yuan,at_least", "-6", True),
    ],
)
def test_what_is_aimed_at_as_the_most_is_met_from_below(
    goal: str, achieved: str, met: bool, tmp_path: Path
) -> None:
    """Catches “no more than 22” as missed by 21, and “a fall of no more than 5” as met by a fall of 6."""
    package = make_good(tmp_path / "good")
    rewrite(package, "observations", "22,yi-yuan,over", goal)
    _second_report(package, achieved)
    assert fo.targets(package=package).set_index("observation_id")["met"]["qinghe-2032-p08-02"] == met


def test_a_level_restated_later_is_a_revision_and_no_error(tmp_path: Path) -> None:
    """Statistics are revised; calling that an error would teach people to hide it."""
    package = make_good(tmp_path / "good")
    _second_report(package, "23.1", restated="20.9")
    (row,) = fo.revisions(package).itertuples()
    assert (row.first, row.later) == (2_050_000_000, 2_090_000_000)
    assert "FQ-R18" in {each.code for each in fo.validate(package, hashes=False).findings}
    assert (
        next(each for each in fo.validate(package, hashes=False).findings if each.code == "FQ-R18").severity
        == "note"
    )


def test_the_same_level_at_another_precision_is_no_revision(tmp_path: Path) -> None:
    """20.5 and 20.48 are one number, rounded otherwise."""
    package = make_good(tmp_path / "good")
    _second_report(package, "23.1", restated="20.48")
    assert fo.revisions(package).empty


def test_derive_works_on_any_package(tmp_path: Path) -> None:
    """The library is for every town, not for ours."""
    made = list(derive(_tables(read_package(make_good(tmp_path / "good")))))
    assert {row["formula"] for row in made} >= {
        "previous_level",
        "annual_target",
        "goal_level",
        "share_of_total",
    }


def test_the_direction_of_an_indicator_is_not_read_on_ranks_or_falls_that_are_limited() -> None:
    """“Among the first ten”, or “to fall by no more than 10%”, for what is better high is no target in the wrong
    direction.
    """
    from fengqiao_open.tabular.csv import Table
    from fengqiao_open.validation.rules.measures import targets_follow_the_direction_of_the_indicator

    cells = {"indicator_id": "rate", "status": "target", "qualifier": "at_most", "value": "10"}
    better_high = Row("indicators", 2, "rate", {"direction": "higher"})
    fall = {"measure": "growth", "value": "-10"}
    cases = ({"measure": "rank"}, 0), ({"measure": "rate"}, 1), (fall, 0), (fall | {"qualifier": "over"}, 1)
    for others, found in cases:
        row = Row("observations", 2, "a", cells | others)
        tables = {
            "observations": Table("observations", (), (row,)),
            "indicators": Table("indicators", (), (better_high,)),
        }
        assert len(list(targets_follow_the_direction_of_the_indicator(Data(tables, {})))) == found
