"""The places that contain that of a report are rows of a new package."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run

import fengqiao_open as fo
from fengqiao_open.authoring.drafted_id import drafted_id
from fengqiao_open.authoring.drafted_place import drafted_places, is_named
from fengqiao_open.authoring.questions import read_questions
from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.datapackage.package import read_package, shipped
from fengqiao_open.tabular.dataset import Data
from fengqiao_open.validation.area_codes import area_codes
from fengqiao_open.validation.read import read_tables

TEXT = "{}政府工作报告\n（2032年1月5日）\n一、2031年工作回顾\n新建农村公路35公里。\n"


def test_the_parents_of_a_code_are_drafted_with_their_names(tmp_path: Path) -> None:
    """Catches the three rows above a town that each steward typed, and a finding on a parent that is not there."""
    made = draft(TEXT.format("凤桥镇"), "凤桥镇", 2032, "fengqiao-2032", "330402100000")
    rows = {row["area_id"]: row for row in made.tables["areas"]}
    named = [(row["name_zh"], row["name_en"]) for row in rows.values()][1:]
    assert named == [
        ("南湖区", "Nanhu District"),
        ("嘉兴市", "Jiaxing City"),
        ("浙江省", "Zhejiang Province"),
    ]
    write_draft(made, tmp_path / "new")
    assert [each.code for each in fo.validate(tmp_path / "new").findings if each.table == "areas"] == []


def test_the_list_agrees_with_the_shipped_package() -> None:
    """Catches a list of codes that calls a place otherwise than the published rows."""
    tables, _ = read_tables(shipped())
    known = {row.key.rstrip("0") if row["type"] != "town" else "": row for row in tables["areas"].rows}
    shared = {code: row for code, row in known.items() if code in area_codes()}
    assert shared
    assert all((row["name_zh"], row["name_en"]) == tuple(area_codes()[code]) for code, row in shared.items())


def test_a_town_of_a_city_without_counties_lies_in_the_city() -> None:
    """Catches the city entered twice with one code, as a county and as a prefecture."""
    rows = drafted_places("长安镇", "changan-2024", "441900124000", "")
    found = [(row["name_zh"], row["type"], row["parent_area_id"]) for row in rows]
    assert found[0] == ("长安镇", "town", "441900000000")
    assert found[1:] == [("东莞市", "prefecture", "440000000000"), ("广东省", "province", "")]
    assert drafted_places("东莞市", "dongguan-2024", "", "") == rows[1:]


def test_an_unknown_parent_is_named_by_the_title_or_asked(tmp_path: Path) -> None:
    """Catches a finding on a place that a person only has to name, and a name that nobody knows."""
    rows = drafted_places("云溪镇", "yunxi-2032", "990203104000", "云海省山河市青石县云溪镇政府工作报告")
    assert [row["name_zh"] for row in rows[1:]] == ["青石县", "山河市", "云海省"]
    made = draft(TEXT.format("云溪镇"), "云溪镇", 2032, "yunxi-2032", "990203104000")
    assert [is_named(row) for row in made.tables["areas"]] == [True, False, False, False]
    asked = {row["key"] for row in made.todo if row["question_id"].startswith("place-")}
    assert asked == {"990203000000", "990200000000", "990000000000"}
    write_draft(made, tmp_path / "new")
    assert [each.code for each in fo.validate(tmp_path / "new").findings if each.table == "areas"] == []


def test_a_place_without_a_code_has_the_parent_that_the_title_names(tmp_path: Path) -> None:
    """Catches a zone that is nowhere though its title says where it is; where it does not, that is asked."""
    made = draft(TEXT.format("嘉兴市南湖区凤桥镇"), "凤桥镇", 2032, "fengqiao-2032")
    assert made.tables["areas"][0]["parent_area_id"] == "330402000000"
    write_draft(made, tmp_path / "new")
    assert [each.code for each in fo.validate(tmp_path / "new").findings if each.table == "areas"] == []
    nowhere = draft(TEXT.format("凤桥镇"), "凤桥镇", 2032, "fengqiao-2032")
    assert "parent-fengqiao" in {row["question_id"] for row in nowhere.todo}


def test_a_draft_does_not_say_that_nobody_is_named_where_the_report_names_them() -> None:
    """“Not stated in the report” of 全区乡镇第三 would be false, and no rule would find it."""
    text = "青禾镇政府工作报告\n（2032年2月20日）\n一、2031年工作回顾\n固定资产投资2.1亿元，总量居全区乡镇第三；财政收入1.2亿元，总量居全区第二。\n"
    made = draft(text, "青禾镇", 2032, "qinghe-2032", "990101100000")
    ranks = [row for row in made.tables["observations"] if row["measure"] == "rank"]
    assert [row.get("rank_scope_en", "") for row in ranks] == ["", "not stated in the report"]


@pytest.mark.parametrize(
    ("town", "code", "asked"),
    [
        ("浮山县", "141027000000", ""),
        ("浮山县", "141028000000", "吉县"),
        ("浮山县", "330402100000", "141027000000"),
        ("南湖区凤桥镇", "330402100000", ""),
        ("嘉兴市南湖区凤桥镇", "141027100000", "南湖区"),
        ("云溪镇", "990203104000", ""),
    ],
)
def test_a_code_of_another_place_is_asked_and_said_at_once(
    town: str, code: str, asked: str, tmp_path: Path
) -> None:
    """Published under the code of the next county, every number would be that county's."""
    (tmp_path / "report.txt").write_text(TEXT.format(town), "utf-8")
    name = town.rpartition("区")[2]
    options = ["--town", name, "--year", "2032", "--id", "place-2032", "--area", code, "-o", tmp_path / "new"]
    done = run("new", tmp_path / "report.txt", *options)
    listed = [row for row in read_questions(tmp_path / "new") if row["question_id"] == f"code-{code}"]
    assert (done.returncode, len(listed), asked in done.stderr) == (0, int(bool(asked)), True)
    assert bool(done.stderr) == bool(asked)
    found = [each.code for each in fo.validate(tmp_path / "new").findings]
    assert ("FQ-K13" in found) == (bool(asked) and name == "浮山县")


def test_a_draft_for_one_place_of_a_report_that_names_only_another_is_asked() -> None:
    """Catches the wrong file under the right name."""
    made = draft(TEXT.format("石门县"), "浮山县", 2032, "fushan-2032")
    assert [row["question_id"] for row in made.todo if row["question_id"].startswith("whose-")] == [
        "whose-fushan-2032"
    ]
    for text in ("石门县", "浮山县", "浮山市", ""):
        right = draft(
            TEXT.format(text) + "一是石门水库。\n", "石门县" if text == "石门县" else "浮山县", 2032
        )
        assert not any(row["question_id"].startswith("whose-") for row in right.todo), text


def test_two_towns_get_two_identifiers_and_titles_with_their_names(tmp_path: Path) -> None:
    """`town-2032` was the identifier of every town, and “of Town” in its title."""
    (tmp_path / "report.txt").write_text("一、2031年工作回顾\n新建农村公路35公里。\n", "utf-8")
    for town, slug, title in (
        ("平湖镇", "pinghu-2032", "Government Work Report of Pinghu Town"),
        ("东柳街道", "dongliu-2032", "Work Report of Dongliu Subdistrict"),
        ("门源回族自治县", "menyuan-hui-2032", "Government Work Report of Menyuan Hui Autonomous County"),
    ):
        done = run("new", tmp_path / "report.txt", "--town", town, "--year", "2032", "-o", tmp_path / slug)
        assert (done.returncode, slug in done.stdout) == (0, True), done.stderr
        (source,) = read_tables(read_package(tmp_path / slug))[0]["sources"].rows
        assert (source.key, source["title_en"]) == (slug, title)


def test_a_name_without_readings_is_identified_by_its_code_or_asked_for_one() -> None:
    """No identifier is better than one that other places have too."""
    assert drafted_id("新塍镇", 2032, "330411101000") == "330411101000-2032"
    made = draft(TEXT.format("新塍镇"), "新塍镇", 2032, "", "330411101000")
    assert made.tables["areas"][0]["name_en"] == "Place 330411101000, not named yet"
    with pytest.raises(ValueError, match="--id"):
        draft(TEXT.format("新塍镇"), "新塍镇", 2032)


@pytest.mark.parametrize(
    ("town", "zh", "en"),
    [
        ("东柳街道", "东柳街道办事处", "Place Subdistrict Office"),
        ("小龙门乡", "小龙门乡人民政府", "People's Government of Place Township"),
        ("临江开发区", "临江开发区管理委员会", "Administrative Committee of Place Development Zone"),
    ],
)
def test_a_report_is_published_by_the_body_that_such_a_place_has(town: str, zh: str, en: str) -> None:
    """A subdistrict has no people's government."""
    (source,) = draft(TEXT.format(town), town, 2032, "place-2032").tables["sources"]
    assert (source["publisher_zh"], source["publisher_en"]) == (zh, en)


def test_types_of_places_are_called_what_every_place_of_the_type_is() -> None:
    """A county was “a district of a city”, and a township a town."""
    codes = Data({}, shipped().descriptor).codes("areas", "type")
    for kind, words in {
        "county": ("county-level city", "banner"),
        "town": ("township", "subdistrict"),
    }.items():
        assert all(word in codes[kind]["fq:definition"] for word in words)
