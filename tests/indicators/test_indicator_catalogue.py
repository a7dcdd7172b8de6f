"""The catalogue of indicators is a table that any tool can read, and every row of it can be used."""

from __future__ import annotations

import csv
import json
import re
from importlib.resources import as_file, files

import frictionless
import pytest
from packages import ROOT

import fengqiao_open as fo
from fengqiao_open.indicators import catalogue

ROWS = catalogue.records()
IDS = {row["indicator_id"] for row in ROWS}
#: Longest string of Chinese that a definition may have in common with a name of another row.
HOME = "fengqiao_open.indicators"


def test_the_catalogue_is_valid_by_its_own_descriptor() -> None:
    """Catches a cell that the schema of the catalogue does not allow, or an indicator that is part of none."""
    with as_file(files(HOME)) as folder:
        report = frictionless.validate(str(folder / "catalogue.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]


def test_the_catalogue_has_what_reports_print_and_marks_some_forty_as_headlines() -> None:
    """Catches a catalogue that shrank, or one where everything is a headline."""
    assert len(ROWS) >= 300
    assert 40 <= sum(row["headline"] == "yes" for row in ROWS) <= 55


def test_names_and_definitions_are_said_once() -> None:
    """Two indicators of one name or one definition would be one concept with two identifiers."""
    for column in ("name_zh", "name_en", "definition_zh", "definition_en"):
        cells = [row[column] for row in ROWS]
        assert len(set(cells)) == len(cells), column


def test_the_package_has_no_other_identifier_for_a_name_of_the_catalogue() -> None:
    """A town whose draft has the catalogue's row would not combine with it: two definitions of one concept."""
    of_name = {row["name_zh"]: row["indicator_id"] for row in ROWS}
    named = fo.load("indicators")[["indicator_id", "name_zh"]].itertuples(index=False)
    other = {each: of_name[name] for each, name in named if of_name.get(name, each) != each}
    assert other == {}


def test_every_theme_is_in_the_list_of_the_package() -> None:
    """A draft takes its themes from that list: another would be a reference to nothing."""
    with (ROOT / "data" / "themes.csv").open(encoding="utf-8", newline="") as lines:
        themes = {row["theme_id"] for row in csv.DictReader(lines)}
    assert {row["theme_id"] for row in ROWS} <= themes


def test_counts_and_ratios_say_what_of() -> None:
    """The tables of a package need it: a count of what, a share of what."""
    lacking = [
        row["indicator_id"]
        for row in ROWS
        if row["quantity"] in ("count", "ratio") and not (row["counted_zh"] and row["counted_en"])
    ]
    assert lacking == []


def test_what_is_verified_names_its_source() -> None:
    """A definition that nobody has looked up must not be called verified."""
    assert all(row["url"] for row in ROWS if row["verified"] == "yes")


def test_members_of_a_pair_are_indicators() -> None:
    """分别 deals the figures out to them."""
    members = {each for row in ROWS for each in row["members"].split()}
    assert members and members <= IDS


def test_what_is_added_is_a_flow_of_the_same_things() -> None:
    """A number of new things goes from the stock to that row: it must count the same by the same units."""
    by_id = {row["indicator_id"]: row for row in ROWS}
    pairs = [(row, by_id[row["added"]]) for row in ROWS if row["added"]]
    assert len(pairs) >= 100
    for stock, added in pairs:
        assert (stock["nature"], added["nature"]) == ("stock", "flow"), stock["indicator_id"]
        assert stock["quantity"] == added["quantity"], stock["indicator_id"]
    assert len({added["indicator_id"] for _, added in pairs}) == len(pairs)


def test_a_net_increase_names_nothing_new() -> None:
    """净增 is what was added less what went: an alias with it would be entered as all that was added."""
    assert [row["indicator_id"] for row in ROWS if "净增" in row["aliases"]] == []


def test_a_name_of_two_things_has_no_alias_of_one() -> None:
    """绿色建筑 alone is not 绿色和装配式建筑."""
    pairs = {"green-buildings": "装配式", "ecological-towns": "村", "buses-added": "更新"}
    joined = {row["indicator_id"]: row["aliases"].split() for row in ROWS if row["indicator_id"] in pairs}
    assert {key: [each for each in joined[key] if word not in each] for key, word in pairs.items()} == {
        key: [] for key in pairs
    }


def test_aliases_can_be_read() -> None:
    """Catches brackets that do not close, or within one another: such a name would never be found."""
    for row in ROWS:
        for alias in row["aliases"].split():
            assert re.fullmatch(r"[^()|]*(\([^()]*\)[^()|]*)*", alias), (row["indicator_id"], alias)


def test_an_indicator_of_fengqiao_in_the_catalogue_measures_the_same_there() -> None:
    """One identifier with two meanings would join what cannot be compared."""
    with (ROOT / "data" / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        own = {row["indicator_id"]: row for row in csv.DictReader(lines)}
    shared = [row for row in ROWS if row["indicator_id"] in own]
    assert len(shared) >= 40
    assert [
        row["indicator_id"] for row in shared if own[row["indicator_id"]]["quantity"] != row["quantity"]
    ] == []


def test_the_version_is_that_of_the_descriptor() -> None:
    """Packages name it."""
    made = json.loads(files(HOME).joinpath("catalogue.json").read_text("utf-8"))
    assert catalogue.version() == made["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", catalogue.version())


@pytest.mark.parametrize("name", ["catalogue", "match_indicators"])
def test_the_catalogue_and_its_matching_are_public(name: str) -> None:
    """Other tools need no private module."""
    assert callable(getattr(fo, name))


def test_a_name_is_no_pattern() -> None:
    """Catches the forms of an alias that were written into the name of an indicator."""
    assert [each["indicator_id"] for each in ROWS if "|" in each["name_zh"]] == []
