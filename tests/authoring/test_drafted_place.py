"""The places that contain that of a report are rows of a new package."""

from __future__ import annotations

from pathlib import Path

import fengqiao_open as fo
from fengqiao_open.authoring.area_codes import area_codes
from fengqiao_open.authoring.drafted_place import drafted_places, is_named
from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.datapackage.package import shipped
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
