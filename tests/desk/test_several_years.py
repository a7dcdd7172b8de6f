"""A report read after a term of five years: one time for many numbers, and what a sum over the years collides with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_report import number

from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.desk.decisions import RefusedError, Request
from fengqiao_open.desk.desk import Desk
from fengqiao_open.desk.opening import open_desk
from fengqiao_open.validation.validate import validate

#: What the years since the last election brought, and what the last of them did.
TERM = """青禾镇政府工作报告
（2032年2月20日）
一、2031年工作回顾
全年新增城镇就业17.8万人，固定资产投资增长40.1%。
在任期内，新增城镇就业91.3万人，固定资产投资增长1.38倍，新建公园35个，改造老旧小区17个。
在任期内，新建道路12公里、桥梁6座。
二、2032年主要目标
新增城镇就业18万人。
"""


@pytest.fixture
def term(tmp_path: Path) -> Desk:
    """A desk on its draft, in tmp_path/term."""
    report = tmp_path / "term.txt"
    report.write_text(TERM, "utf-8")
    write_draft(draft(TERM, "青禾镇", 2032, "qinghe-2032", "990101100000"), tmp_path / "term")
    return open_desk(tmp_path / "term", report)


def decide(desk: Desk, action: str, *targets: str, **more: Any) -> dict[str, Any]:
    """Make a decision."""
    return desk.decide(Request(action, targets, **more))


def card(desk: Desk, printed: str) -> dict[str, Any]:
    """The card of the number that is printed so."""
    key = number(desk, printed)
    return desk.cards([key])[key]  # type: ignore[no-any-return]


def row(desk: Desk, printed: str) -> str:
    """The key of its row."""
    return str(card(desk, printed)["rows"][0]["key"])


def cells(desk: Desk, printed: str) -> dict[str, str]:
    """The cells of its row."""
    key = row(desk, printed)
    return next(dict(each.cells) for each in desk._tables["observations"].rows if each.key == key)


def codes(desk: Desk, printed: str) -> set[str]:
    """What is found in it."""
    return {each["code"] for each in card(desk, printed)["findings"]}


def test_the_note_of_several_years_raises_no_finding(term: Desk, tmp_path: Path) -> None:
    """The desk's own words were blamed 34 times: 2027 is not printed in the report."""
    for printed in ("35个", "17个", "12公里"):
        decide(term, "edit", row(term, printed), cells={"period": "2027-2031"})
    term.check_all()
    assert not any(codes(term, printed) for printed in ("35个", "17个"))
    assert not [each for each in validate(tmp_path / "term").findings if each.code.startswith("FQ-L08")]
    # A year that dates nothing is still a number from elsewhere.
    words = {"note_zh": "2019—2030年合计。", "note_en": "Total of 2019–2030."}
    decide(term, "edit", row(term, "35个"), cells=words)
    term.check_all()
    assert "FQ-L08" in codes(term, "35个")


def test_only_a_sum_is_called_a_total(term: Desk) -> None:
    """Growth by 1.38 times over five years is no total of anything."""
    for printed in ("35个", "增长1.38倍"):
        decide(term, "edit", row(term, printed), cells={"period": "2027-2031"})
    assert cells(term, "35个")["note_zh"] == "2027—2031年合计。"
    growth = cells(term, "增长1.38倍")
    assert (growth["note_zh"], growth["note_en"]) == ("2027—2031年期间。", "Over 2027–2031.")


def test_the_years_are_on_the_card_and_another_time_takes_them_away(term: Desk) -> None:
    """The card said 2031, as if nothing had been typed; a second span stood behind the first."""
    decide(term, "edit", row(term, "35个"), cells={"period": "2027-2031"})
    [shown] = card(term, "35个")["rows"]
    period = next(each for each in shown["fields"] if each["column"] == "period")
    assert (period["value"], period["shown"]["zh"]) == ("2027-2031", "2027—2031")
    assert shown["sentence"]["zh"].startswith("2027—2031年") and "说明" not in shown["sentence"]["zh"]
    decide(term, "edit", row(term, "35个"), cells={"period": "2028—2031年"})
    assert cells(term, "35个")["note_zh"] == "2028—2031年合计。"
    decide(term, "edit", row(term, "35个"), cells={"period": "2031"})
    assert (cells(term, "35个")["note_zh"], cells(term, "35个")["note_en"]) == ("", "")


def test_the_hint_shows_the_years_of_the_report_itself(term: Desk) -> None:
    """A report of 2022 showed 2018-2022, which no number of it is of."""
    state = term.state()
    assert state["years"] == "2027-2031"


def test_one_time_is_typed_once_for_the_numbers_of_a_paragraph_or_section(term: Desk) -> None:
    """Forty numbers of one term of office were typed one by one."""
    printed = ("91.3万人", "增长1.38倍", "35个", "17个")
    decide(term, "accept", number(term, "17个"))
    offered = {code: words["zh"] for code, words in card(term, "35个")["together"]}
    assert "3 处" in offered["paragraph"] and set(offered) <= {"paragraph", "section", "part"}
    decide(term, "edit", row(term, "35个"), cells={"period": "2027-2031"}, reason="paragraph")
    notes = {each: cells(term, each)["note_zh"] for each in (*printed, "17.8万人", "12公里")}
    assert [bool(notes[each]) for each in printed] == [True, True, True, False]
    assert not notes["17.8万人"] and not notes["12公里"]
    term.undo()
    assert not any(cells(term, each)["note_zh"] for each in printed)


def test_a_finding_goes_with_the_cell_that_it_blames(term: Desk) -> None:
    """A rule that runs when nobody decides anything left its finding on a card that had been corrected."""
    words = {"note_zh": "其中 987 个。", "note_en": "Of them, 987."}
    decide(term, "edit", row(term, "35个"), cells=words)
    term.check_all()
    assert "FQ-L08" in codes(term, "35个")
    answer = decide(term, "edit", row(term, "35个"), cells={"note_zh": "", "note_en": ""})
    assert not answer["cards"][number(term, "35个")]["findings"]


def test_an_edit_of_a_note_leaves_the_number_accepted(term: Desk) -> None:
    """What was confirmed is as it was."""
    decide(term, "accept", number(term, "35个"))
    decide(
        term, "edit", row(term, "35个"), cells={"note_zh": "据上句。", "note_en": "By the sentence before."}
    )
    assert card(term, "35个")["state"] == "accepted"
    assert card(term, "35个")["rows"][0]["sentence"]["zh"].endswith("说明：据上句。")


@pytest.fixture
def collided(term: Desk) -> Iterator[Desk]:
    """The jobs of a term and of its last year, and two kinds of growth, each pair of one indicator and year."""
    jobs, investment = (cells(term, each)["indicator_id"] for each in ("17.8万人", "增长40.1%"))
    decide(term, "edit", row(term, "91.3万人"), cells={"indicator_id": jobs, "period": "2027-2031"})
    growth = {"indicator_id": investment, "measure": cells(term, "增长40.1%")["measure"]}
    decide(term, "edit", row(term, "增长1.38倍"), cells={**growth, "period": "2027-2031"})
    yield term


def test_a_number_of_several_years_gets_an_indicator_of_its_own_by_one_key(
    collided: Desk, tmp_path: Path
) -> None:
    """91.3万人 and 17.8万人 are both jobs of 2031: the only way out was to invent an odd indicator."""
    before = cells(collided, "17.8万人")["indicator_id"]
    [found] = [each for each in card(collided, "91.3万人")["findings"] if each["code"] == "FQ-K02"]
    assert found["fix"] == {"value": "城镇新增就业（2027—2031年累计）"}
    collided.fix("FQ-K02", "observations", found["key"])
    growth = next(each.place for each in collided._view.findings if each.code == "FQ-K02")
    collided.fix(*growth)
    assert not codes(collided, "91.3万人") and not codes(collided, "17.8万人")
    assert cells(collided, "17.8万人")["indicator_id"] == before
    names = {each.key: each["name_zh"] for each in collided._tables["indicators"].rows}
    assert names[cells(collided, "增长1.38倍")["indicator_id"]].endswith("（2027—2031年）")
    for printed in ("91.3万人", "17.8万人"):
        decide(collided, "accept", number(collided, printed))
    collided.check_all()
    wrong = [
        each for each in validate(tmp_path / "term").findings if each.table in ("indicators", "observations")
    ]
    assert not [
        each for each in wrong if each.severity == "error" and each.key in names and "i01" in each.key
    ]


def test_a_collision_without_a_span_says_what_to_do_and_is_not_fixed(collided: Desk) -> None:
    """Two rows of one year and one indicator may be an error of the clerk."""
    decide(collided, "edit", row(collided, "91.3万人"), cells={"period": "2031"})
    [found] = [each for each in card(collided, "91.3万人")["findings"] if each["code"] == "FQ-K02"]
    assert found["fix"] is None and "T" in found["how"]["zh"]
    with pytest.raises(RefusedError):
        collided.fix("FQ-K02", "observations", found["key"])
