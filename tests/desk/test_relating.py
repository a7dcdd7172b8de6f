"""Relations on the card: added, pointed elsewhere and removed there, and no message that sends the clerk to a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from desk_report import number

from fengqiao_open.desk.cards import on_the_page
from fengqiao_open.desk.decisions import RefusedError, Request
from fengqiao_open.desk.desk import Desk
from fengqiao_open.findings.catalogue import catalogue
from fengqiao_open.lang import LANGS
from fengqiao_open.validation.validate import validate

#: A growth with its level before it.
GROWTH = "同比增长6.5%"


def decide(desk: Desk, action: str, *targets: str, **more: Any) -> dict[str, Any]:
    """Make a decision."""
    return desk.decide(Request(action, targets, **more))


def row(desk: Desk, printed: str) -> str:
    """The key of the first row of the number that is printed so."""
    key = number(desk, printed)
    return str(desk.cards([key])[key]["rows"][0]["key"])


def shown(desk: Desk, printed: str) -> list[str]:
    """The relations on its card."""
    key = number(desk, printed)
    return [each["zh"] for each in desk.cards([key])[key]["relations"]]


def choice(desk: Desk, printed: str, *words: str) -> str:
    """The code of the choice with these words."""
    offered = desk.relations(row(desk, printed))
    return next(str(code) for code, said in offered if all(word in said["zh"] for word in words))


@pytest.fixture
def ranked(desk: Desk) -> Desk:
    """The desk with the scope of its rank: one finding may hide another."""
    scope = {"rank_area_id": "990101100000", "rank_scope_zh": "原文未注明", "rank_scope_en": "not stated"}
    decide(desk, "edit", row(desk, "排名第二"), cells=scope)
    return desk


def test_a_relation_is_removed_added_and_pointed_elsewhere_on_the_card(ranked: Desk, package: Path) -> None:
    """A true target carried a reason in place of its relation, since no key added one."""
    key = row(ranked, GROWTH)
    before = shown(ranked, GROWTH)
    assert len(before) == 1 and "91.7" in before[0] and "2031年" in before[0]
    decide(ranked, "relate", key, reason=choice(ranked, GROWTH, "去掉", "91.7"))
    assert shown(ranked, GROWTH) == []
    missing = [each for each in validate(package).findings if each.key == key and each.severity == "error"]
    assert [each.code for each in missing] == ["FQ-R03"]
    answer = decide(ranked, "relate", key, reason=choice(ranked, GROWTH, "补上", "增速", "91.7"))
    assert shown(ranked, GROWTH) == before and not answer["cards"][number(ranked, GROWTH)]["findings"]
    decide(ranked, "relate", key, reason=choice(ranked, GROWTH, "改为", "增速", "21.3"))
    assert len(shown(ranked, GROWTH)) == 1 and "21.3" in shown(ranked, GROWTH)[0]
    for _ in range(3):
        ranked.undo()
    assert shown(ranked, GROWTH) == before


def test_a_target_is_linked_to_another_outcome_with_its_note(ranked: Desk, package: Path) -> None:
    """A plan of a year hung on a total of five: it is one key and one choice to point it elsewhere."""
    key = row(ranked, "突破25亿元")
    decide(ranked, "relate", key, reason=choice(ranked, "突破25亿元", "去掉"))
    assert {each.code for each in validate(package).findings if each.key == key} & {"FQ-R12"}
    decide(ranked, "accept", number(ranked, "21.3亿元"))
    decide(ranked, "relate", key, reason=choice(ranked, "突破25亿元", "目标", "21.3"))
    assert not [each for each in validate(package).findings if each.key == key and each.severity == "error"]
    assert ranked.state()["numbers"][number(ranked, "21.3亿元")][0] == "accepted"


def test_a_relation_that_is_not_offered_is_refused(ranked: Desk) -> None:
    """A page of yesterday may send anything."""
    for reason in ("-no-such", "growth_of:no-such", f"rank_of:{row(ranked, '8家')}"):
        with pytest.raises(RefusedError):
            decide(ranked, "relate", row(ranked, GROWTH), reason=reason)
    assert ranked.state()["seq"] == 1


def test_no_message_of_the_desk_names_a_file_of_the_package(ranked: Desk) -> None:
    """A clerk has a browser: “Add the row to relations.csv” is a dead end."""
    decide(ranked, "relate", row(ranked, GROWTH), reason=choice(ranked, GROWTH, "去掉", "91.7"))
    key = number(ranked, GROWTH)
    [found] = ranked.cards([key])[key]["findings"]
    assert found["code"] == "FQ-R03" and "按 R" in found["how"]["zh"] and "Press R" in found["how"]["en"]
    for entry in catalogue().values():
        for sentences in (entry.words, *entry.cases.values()):
            for part in {"found", "expected", "how_to_fix"} & sentences.keys():
                said = [on_the_page(sentences[part][lang], lang) for lang in LANGS]
                assert not [each for each in said if re.search(r"\b[a-z_]+\.csv", each)], (entry.code, said)
