"""Rules on places blame no place that is right: one dissolved long ago, one new in GeoNames, one that the descriptor does not mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from packages import make_good
from towns import rewrite

from fengqiao_open import validate
from fengqiao_open.datapackage.package import DESCRIPTOR

TOWN = "青禾镇,Qinghe Town,town,990101000000,2030,"
ZONE, PROVINCE = "east-zone,", "990000000000,示例省,Example Province,province,,"
COUNTRY = "china,全国,China,country"
RIGHT = [
    (TOWN, f"{TOWN}12345678"),  # a place that GeoNames has had for a few years
    (TOWN, f"{TOWN}1279423"),  # a place in the west
    (
        "希望村,Xiwang Village,village,990101100000,2030,,,",
        "希望村,Xiwang Village,village,990101100000,2029,,已并入幸福村。,Merged into Xingfu Village.",
    ),  # a code of an older edition, with its reason
    (",2030,", ",2029,"),  # an older edition for all
    (ZONE, f"{COUNTRY},,,,,\n{ZONE}"),  # the country, in which a rank holds
    (PROVINCE, f"{COUNTRY},,,,,\n{PROVINCE.replace(',,', ',china,')}"),  # the same, with what is in it
    (
        ZONE,
        "990200000000,山前市,Shanqian City,prefecture,990000000000,2030,,,\n"
        f"990200101000,山前镇,Shanqian Town,town,990200000000,2030,,,\n{ZONE}",
    ),  # a town of a city without counties, such as Dongguan
]


@pytest.mark.parametrize(("old", "new"), RIGHT, ids=[new for _, new in RIGHT])
def test_a_right_place_is_not_blamed(old: str, new: str, tmp_path: Path) -> None:
    """What is rare is not wrong."""
    report = validate(rewrite(make_good(tmp_path / "good"), "areas", old, new))
    assert [str(each) for each in report.findings] == []


@pytest.mark.parametrize(
    ("code", "kind", "parent"),
    [
        ("990100000000", "county", "990000000000"),
        ("990100000000", "town", "990000000000"),
        ("990000000000", "prefecture", ""),
        ("990101100000", "village", "990101000000"),
        ("990101100000", "community", "990101000000"),
    ],
)
def test_a_place_with_the_code_of_a_larger_one_has_the_wrong_type(
    code: str, kind: str, parent: str, tmp_path: Path
) -> None:
    """Catches advice to make a place its own parent, and a fault at each place in it."""
    package = make_good(tmp_path / "good")
    (old,) = (
        each for each in (package / "data" / "areas.csv").read_text("utf-8").split("\n") if code in each[:12]
    )
    cells = old.split(",")
    report = validate(rewrite(package, "areas", old, ",".join([*cells[:3], kind, parent, *cells[5:]])))
    found = [(each.code, each.key, each.column) for each in report.findings if each.code == "FQ-K06"]
    assert found == [("FQ-K06", code, "type")]


@pytest.mark.parametrize(
    ("title", "number", "code"),
    [
        ("示例市青禾镇", "1811267", {"FQ-K11"}),
        ("示例市青禾镇", "1811266", set()),
        ("示例市", "1811267", set()),
    ],
    ids=["two ids of one place", "one id", "the descriptor is about a larger place"],
)
def test_the_descriptor_and_the_table_give_one_geonames_id(
    title: str, number: str, code: set[str], tmp_path: Path
) -> None:
    """Catches a digit that no other cell contradicts, and a larger place taken for the town."""
    package = rewrite(make_good(tmp_path / "good"), "areas", TOWN, f"{TOWN}{number}")
    descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    descriptor["fq:spatial"]["fq:titleZh"] = title
    descriptor["fq:spatial"]["path"] = "https://sws.geonames.org/1811266/"
    (package / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    assert {each.code for each in validate(package).findings} == code


@pytest.mark.parametrize(
    "row",
    [
        "100000000000,全国,China,country,,,,,",
        f"{COUNTRY},,2030,,,",
        f"{COUNTRY},990000000000,,,,",
    ],
    ids=["a code", "an edition of codes", "a parent"],
)
def test_a_country_has_no_code_and_lies_in_no_place(row: str, tmp_path: Path) -> None:
    """Catches a country with a code of the list, which has none of it, or within one of its provinces."""
    report = validate(rewrite(make_good(tmp_path / "good"), "areas", ZONE, f"{row}\n{ZONE}"))
    assert [each.code for each in report.findings] == ["FQ-K06"]


def test_a_code_of_the_list_is_blamed_with_the_name_of_another_place_only(tmp_path: Path) -> None:
    """Short names, names of another year and places that the list does not have are right."""
    package = make_good(tmp_path / "good")
    rows = (
        "140000000000,山西省,Shanxi Province,province,,{year},,,",
        "141000000000,{city},{english} City,prefecture,140000000000,{year},,,",
    )
    for year, city, english, codes in (
        ("2023", "临汾市", "Linfen", set()),
        ("2023", "运城市", "Yuncheng", {"FQ-K13"}),
        ("2019", "运城市", "Yuncheng", set()),
    ):
        added = "\n".join(rows).format(year=year, city=city, english=english)
        folder = rewrite(make_good(tmp_path / f"{year}{english}"), "areas", ZONE, f"{added}\n{ZONE}")
        assert {each.code for each in validate(folder).findings} == codes
    assert validate(package).ok
