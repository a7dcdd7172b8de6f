"""Rows beside the numbers: a further row of a number, forms, and the reason for what a rule finds odd."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from desk_report import REPORT, number

from fengqiao_open.authoring.audit import audit
from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.desk.decisions import RefusedError, Request
from fengqiao_open.desk.desk import Desk
from fengqiao_open.desk.finish import JOBS
from fengqiao_open.desk.opening import open_desk
from fengqiao_open.validation.validate import validate


def decide(desk: Desk, action: str, *targets: str, **more: Any) -> dict[str, Any]:
    """Make a decision."""
    return desk.decide(Request(action, targets, **more))


def card(desk: Desk, key: str) -> dict[str, Any]:
    """The card of a number or a question."""
    found: dict[str, Any] = desk.cards([key])[key]
    return found


def rows(package: Path, table: str) -> list[dict[str, str]]:
    """The rows of a file."""
    with (package / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of(package: Path, figure: str) -> list[dict[str, str]]:
    """The observations of a number, as their file has them."""
    return [row for row in rows(package, "observations") if row["figure_id"] == figure]


def test_a_number_of_two_indicators_gets_a_second_row(desk: Desk, package: Path, report: Path) -> None:
    """Each of two kinds of households grew by 5.1 per cent: one number, two statistics."""
    key = number(desk, "增长5.1%")
    [first] = card(desk, key)["rows"]
    answer = decide(desk, "another", first["key"])
    _, second = answer["cards"][key]["rows"]
    assert second["key"] == "qinghe-2032-p06-05" and second["alternatives"]
    assert "FQ-K02" in {each["code"] for each in answer["cards"][key]["findings"]}
    with pytest.raises(RefusedError, match="FQ-K02"):
        decide(desk, "accept", key)
    words = {"name_zh": "居民人均可支配收入", "name_en": "Income of all residents", "quantity": "money"}
    decide(desk, "name", second["key"], cells={**words, "theme_id": first["indicator"]["theme_id"]})
    decide(desk, "accept", key)
    assert [row["value"] for row in of(package, key)] == ["5.1", "5.1"]
    reopened = open_desk(package, report)
    assert reopened.state()["numbers"][key][0] == "accepted" and len(card(reopened, key)["rows"]) == 2


def test_a_second_row_is_removed_again_and_the_last_is_not(desk: Desk, package: Path) -> None:
    """A number without a row is no statistic, which has a reason of its own."""
    key = number(desk, "增长5.1%")
    before = of(package, key)
    [first] = card(desk, key)["rows"]
    decide(desk, "another", first["key"])
    second = card(desk, key)["rows"][1]["key"]
    decide(desk, "drop", second)
    assert of(package, key) == before
    with pytest.raises(RefusedError, match="only row"):
        decide(desk, "drop", first["key"])
    desk.undo()
    desk.undo()
    assert of(package, key) == before


def test_a_total_of_several_years_is_entered_with_its_years(desk: Desk, package: Path) -> None:
    """The schema has one year a row: the last, and a note in both languages that says of which years."""
    key = number(desk, "8家")
    [row] = card(desk, key)["rows"]
    decide(desk, "edit", row["key"], cells={"period": "2027-2031"})
    [entered] = of(package, key)
    assert (entered["period"], entered["note_zh"], entered["note_en"]) == (
        "2031",
        "2027—2031年合计。",
        "Total of 2027–2031.",
    )
    decide(desk, "edit", row["key"], cells={"period": "2027—2031年"})
    assert of(package, key) == [entered]
    decide(desk, "accept", key)


def test_the_printed_words_of_time_are_a_way_out_of_another_period(desk: Desk, package: Path) -> None:
    """A number of the review that is for a year to come is right where the report prints so."""
    key = number(desk, "21.3亿元")
    [row] = card(desk, key)["rows"]
    answer = decide(desk, "edit", row["key"], cells={"status": "target"})
    assert any(each["severity"] == "error" for each in answer["cards"][key]["findings"])
    decide(desk, "edit", row["key"], cells={"status": "actual", "dated": "全年"})
    assert next(each["dated"] for each in rows(package, "figures") if each["figure_id"] == key) == "全年"
    assert not card(desk, key)["findings"]
    desk.undo()
    desk.undo()
    assert next(each["dated"] for each in rows(package, "figures") if each["figure_id"] == key) == ""


def test_a_finding_that_is_right_is_kept_with_its_reason(desk: Desk, package: Path) -> None:
    """A rank of which the report says too little is an oddity of the report, and no error of the clerk."""
    key = number(desk, "排名第二")
    [found] = card(desk, key)["findings"]
    assert found["code"] == "FQ-R48" and found["known"]
    reason = {"table": "observations", "reason_zh": "原文未说明。", "reason_en": "Not printed."}
    with pytest.raises(RefusedError, match="reason_en"):
        decide(desk, "explain", found["key"], reason="FQ-R48", cells={**reason, "reason_en": " "})
    decide(desk, "explain", found["key"], reason="FQ-R48", cells=reason)
    assert not card(desk, key)["findings"]
    assert decide(desk, "accept", key)["numbers"][key][0] == "accepted"
    known = [row for row in rows(package, "discrepancies") if row["rule_code"] == "FQ-R48"]
    assert [row["reason_en"] for row in known] == ["Not printed."]
    assert not [each for each in validate(package).findings if each.code in ("FQ-R48", "FQ-R15")]


def test_a_new_unit_is_filled_in_from_the_number_and_becomes_its_own(desk: Desk, package: Path) -> None:
    """What is printed behind the number is the name of the unit; nobody looks for it twice."""
    key = number(desk, "5个")
    [row] = card(desk, key)["rows"]
    fields = {each["column"]: each["value"] for each in desk.form("units", observation=row["key"])["fields"]}
    assert (fields["name_zh"], fields["quantity"], fields["numerator"]) == ("个", "count", "1")
    cells = {**fields, "name_zh": "小区", "printed_forms": "小区", "name_en": "estate"}
    decide(desk, "add", row["key"], reason="units", cells=cells)
    assert of(package, key)[0]["unit_id"] == "estate"
    [made] = [each for each in rows(package, "units") if each["unit_id"] == "estate"]
    assert made["base_unit_id"] == "estate"


def test_a_form_without_a_required_cell_is_refused_by_the_name_of_the_column(desk: Desk) -> None:
    """The identifier is made from the English name; nothing else can be guessed."""
    with pytest.raises(RefusedError, match="Name in English"):
        decide(desk, "add", reason="organisations", cells={"name_zh": "荣泰"})
    decide(desk, "add", reason="areas", cells={"name_zh": "东区", "name_en": "East Zone", "type": "zone"})
    assert [row.key for row in desk._tables["areas"].rows][-1] == "east-zone"


def test_a_row_that_a_rule_blames_is_changed_or_removed_by_its_form(desk: Desk, package: Path) -> None:
    """A finding on no number had no way out on the page."""
    decide(desk, "add", reason="areas", cells={"name_zh": "东区", "name_en": "East Zone", "type": "zone"})
    found = {each["code"]: each["form"] for each in desk.state()["other"] if each["key"] == "east-zone"}
    assert found["FQ-K06"]
    form = desk.form("areas", key="east-zone")
    assert form["removable"] and "area_id" not in {each["column"] for each in form["fields"]}
    decide(desk, "change", "east-zone", reason="areas", cells={"parent_area_id": "990101100000"})
    assert not [each for each in desk.state()["other"] if each["code"] == "FQ-K06"]
    decide(desk, "remove", "east-zone", reason="areas")
    assert not [row for row in rows(package, "areas") if row["area_id"] == "east-zone"]
    desk.undo()
    assert [row for row in rows(package, "areas") if row["area_id"] == "east-zone"]


def test_a_report_is_done_only_when_the_jobs_have_found_nothing_since(
    desk: Desk, package: Path, report: Path
) -> None:
    """“Done” was offered before anything was validated."""
    assert not desk.state()["ready"]
    assert audit(report, package).ok
    answer = desk.alone("audit", lambda: JOBS["audit"](package, report))
    assert answer["ok"] and not answer["ready"]
    assert not desk.alone("validate", lambda: JOBS["validate"](package, report))["ok"]
    assert desk.alone("validate", lambda: {"ok": True})["ready"] and desk.changes(-1)["ready"]
    assert not decide(desk, "accept", number(desk, "8家"))["ready"]


def test_what_the_scanner_reads_otherwise_is_kept_with_its_reason(
    desk: Desk, package: Path, report: Path
) -> None:
    """A cut of 2500 may be entered as one that is positive: `audit` reads the words, and cannot know."""
    key = number(desk, "91.7亿元")
    [row] = card(desk, key)["rows"]
    answer = decide(desk, "edit", row["key"], cells={"qualifier": "about"})
    codes = [each["code"] for each in answer["cards"][key]["findings"]]
    assert "FQ-P26" in codes and all(each["known"] for each in answer["cards"][key]["findings"])
    reason = {"table": "observations", "reason_zh": "据上句。", "reason_en": "By the sentence before."}
    for code in codes:
        decide(desk, "explain", row["key"], reason=code, cells=reason)
    decide(desk, "accept", key)
    assert audit(report, package).ok
    assert not [each for each in validate(package).findings if each.code == "FQ-R15"]
    decide(desk, "edit", row["key"], cells={"qualifier": "exact"})
    assert not [each for each in rows(package, "discrepancies") if each["rule_code"] in codes]


def test_a_unit_of_the_catalogue_comes_with_its_row_and_its_base(desk: Desk, package: Path) -> None:
    """A draft has the units that it uses: where one was not read, the clerk had to make it anew."""
    key = number(desk, "5个")
    [row] = card(desk, key)["rows"]
    before = {each["unit_id"] for each in rows(package, "units")}
    offered = {code for code, *_ in desk.state()["lists"]["units"]}
    assert "wan-t" in offered - before
    answer = decide(desk, "edit", row["key"], cells={"unit_id": "wan-t"})
    assert {each["unit_id"] for each in rows(package, "units")} - before == {"wan-t", "t"} - before
    assert "wan-t" in {code for code, *_ in answer["lists"]["units"]}
    desk.undo()
    assert {each["unit_id"] for each in rows(package, "units")} == before


def test_a_yes_or_no_of_a_form_is_chosen(desk: Desk) -> None:
    """Nobody knows that a cell wants the word “false”."""
    [joint] = [each for each in desk.form("awards")["fields"] if each["column"] == "example"]
    assert joint["value"] == "false" and [each[1]["zh"] for each in joint["choices"]] == ["否", "是"]


def test_an_answered_parent_brings_the_places_above(tmp_path: Path) -> None:
    """A draft without a code is of a zone, which has a parent; its row had to be added by hand first."""
    text = REPORT.replace("青禾镇", "清河镇")
    (tmp_path / "report.txt").write_text(text, "utf-8")
    write_draft(draft(text, "清河镇", 2032, "qinghe-2032"), tmp_path / "qinghe")
    desk = open_desk(tmp_path / "qinghe", tmp_path / "report.txt")
    assert "FQ-K06" in {each["code"] for each in desk.state()["other"]}
    for wrong in ("990101100000", "nowhere"):
        with pytest.raises(RefusedError, match="no official code"):
            decide(desk, "answer", "parent-qinghe", cells={"parent_area_id": wrong})
    decide(desk, "answer", "parent-qinghe", cells={"parent_area_id": "330402000000"})
    assert [row["name_zh"] for row in rows(tmp_path / "qinghe", "areas")] == [
        "清河镇",
        "南湖区",
        "嘉兴市",
        "浙江省",
    ]
    assert "FQ-K06" not in {each["code"] for each in desk.state()["other"]}


def test_a_reason_that_a_number_cannot_have_is_a_finding_on_its_card(desk: Desk) -> None:
    """It was in the list at the end only, and led nowhere."""
    key = number(desk, "5个")
    answer = decide(desk, "exclude", key, reason="date")
    assert answer["numbers"][key][3] and answer["cards"][key]["findings"][0]["table"] == "figures"
    decide(desk, "reopen", key)
    decide(desk, "exclude", key, reason="standard")
    assert not desk.state()["numbers"][key][3]


def test_a_reason_is_shown_on_the_card_changed_and_withdrawn(desk: Desk, package: Path) -> None:
    """A reason that was given by mistake could be neither seen nor taken back, and came back with an undo of X."""
    key = number(desk, "排名第二")
    [found] = card(desk, key)["findings"]
    reason = {"table": "observations", "reason_zh": "原文未说明。", "reason_en": "Not printed."}
    answer = decide(desk, "explain", found["key"], reason="FQ-R48", cells=reason)
    [known] = answer["cards"][key]["known"]
    assert (known["code"], known["zh"], known["en"]) == ("FQ-R48", "原文未说明。", "Not printed.")
    better = {"reason_zh": "原文只说第二。", "reason_en": "The second, of what is not said."}
    answer = decide(desk, "change", known["key"], reason="discrepancies", cells=better)
    assert answer["cards"][key]["known"][0]["zh"] == "原文只说第二。"
    decide(desk, "accept", key)
    answer = decide(desk, "remove", known["key"], reason="discrepancies")
    assert answer["cards"][key]["known"] == [] and answer["numbers"][key][0] == "open"
    assert [each["code"] for each in answer["cards"][key]["findings"]] == ["FQ-R48"]
    assert not [row for row in rows(package, "discrepancies") if row["rule_code"] == "FQ-R48"]


def test_a_rank_among_the_first_is_read_back_so(desk: Desk) -> None:
    """前十 was read back as the tenth."""
    key = number(desk, "排名第二")
    [row] = card(desk, key)["rows"]
    scope = {"rank_area_id": "990101100000", "rank_scope_zh": "各村", "rank_scope_en": "of the villages"}
    answer = decide(desk, "edit", row["key"], cells={**scope, "qualifier": "at_most", "value": "10"})
    [row] = answer["cards"][key]["rows"]
    assert "各村前 10 位" in row["sentence"]["zh"] and "among the first 10" in row["sentence"]["en"]


@pytest.fixture
def counters(tmp_path: Path) -> Desk:
    """A report with a counter that no list has, whose unit the draft proposes."""
    text = REPORT.replace("新建公园2个", "新建公园2埭")
    report, made = tmp_path / "counters.txt", tmp_path / "counters"
    report.write_text(text, "utf-8")
    write_draft(draft(text, "青禾镇", 2032, "qinghe-2032", "990101100000"), made)
    return open_desk(made, report)


def test_no_card_and_no_form_shows_a_place_that_nobody_fills(counters: Desk) -> None:
    """{draft} stood in a form, and {item} in a message whose advice was then refused."""
    asked = [each[0] for each in counters.state()["questions"]]
    assert "proposed-qinghe-2032-unit-1" in asked
    for key in asked:
        assert not braces(counters.cards([key])), key
    for table in ("units", "areas", "relations"):
        for row in counters._tables[table].rows:
            assert not braces([each["value"] for each in counters.form(table, key=row.key)["fields"]][:6])
    unit = counters.form("units", key="qinghe-2032-unit-1")["fields"]
    assert not braces([each["value"] for each in unit])
    decide(counters, "change", "qinghe-2032-unit-1", reason="units", cells={"code": "{wrong}"})
    [found] = [each for each in counters.state()["other"] if each["code"] == "FQ-R17"]
    code = re.search(r"\{.*\}", found["expected"]["en"])
    assert code and code[0] == "{draft}"  # the unit is still named so
    english = {"name_en": "rows of houses", "code": "{wrong}"}
    decide(counters, "change", "qinghe-2032-unit-1", reason="units", cells=english)
    [found] = [each for each in counters.state()["other"] if each["code"] == "FQ-R17"]
    code = re.search(r"\{.*\}", found["expected"]["en"])
    assert code
    decide(counters, "change", "qinghe-2032-unit-1", reason="units", cells={"code": code[0]})
    assert not [each for each in counters.state()["other"] if each["code"] == "FQ-R17"]


def braces(shown: Any) -> list[str]:
    """The texts with a brace, wherever they are."""
    if isinstance(shown, str):
        return [shown] if "{" in shown else []
    inner = shown.values() if isinstance(shown, dict) else shown if isinstance(shown, list) else ()
    return [found for each in inner for found in braces(each)]


def test_a_counter_gets_the_code_of_its_english_name(counters: Desk) -> None:
    """Nobody knows that the code of a unit that counts is its English name in braces."""
    asked = "proposed-qinghe-2032-unit-1"
    assert [each["column"] for each in card(counters, asked)["fields"]] == ["name_en"]
    assert card(counters, asked)["fields"][0]["title"]["zh"].startswith("埭：")
    decide(counters, "answer", asked, cells={"name_en": "ridges"})
    [unit] = [each for each in counters._tables["units"].rows if each.key == "qinghe-2032-unit-1"]
    assert (unit["code_system"], unit["code"]) == ("UCUM", "{ridge}")
    key = number(counters, "5个")
    [row] = card(counters, key)["rows"]
    form = {
        each["column"]: each["value"] for each in counters.form("units", observation=row["key"])["fields"]
    }
    new = {**form, "name_zh": "幢", "printed_forms": "幢", "name_en": "houses"}
    decide(counters, "add", reason="units", cells=new)
    assert not [each for each in counters.state()["other"] if each["table"] == "units"]


def test_the_archive_is_not_among_the_downloads_when_they_are_made_again(
    desk: Desk, package: Path, report: Path
) -> None:
    """The zip was listed twice."""
    names = [JOBS[job](package, report)["files"] for job in ("zip", "xlsx", "zip")]
    assert names[0] == names[2] and not set(names[0]) & set(names[1])
