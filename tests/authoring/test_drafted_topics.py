"""A name that says little by itself has what its sentence is about."""

from __future__ import annotations

import pytest

from fengqiao_open.authoring.scaffold import draft


def names_of(sentence: str) -> list[str]:
    """The names of the indicators of the numbers of a sentence of a review."""
    text = f"云溪市政府工作报告\n（2032年1月20日）\n一、2031年工作回顾\n{sentence}\n"
    made = draft(text, "云溪市", 2032, "yunxi-2032", "330402100000")
    names = {row["indicator_id"]: row["name_zh"] for row in made.tables["indicators"]}
    return [names[row["indicator_id"]] for row in made.tables["observations"]]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("完善5G网络，基站突破3万个。", "5G基站数"),
        ("云溪竹编园区入驻7所院校，师生达4万人。", "云溪竹编园区师生人数"),
        ("全面落实竹艺费用加计扣除政策，受益企业61家，扣除额2亿元。", "竹艺费用加计扣除额"),
        ("一是加快发展新型储能，力争新投产60万千瓦。", "新型储能新投产容量"),
        ("加快实施竹海公路项目。计划投资14亿元。", "竹海公路项目投资"),
        ("市属竹企改革深化提升，整合业务30项，整体营收增长28%。", "市属竹企整体营收"),
        ("持续开展“竹路大会战”，实施项目37个。", "“竹路大会战”实施项目数"),
        ("建成“竹策”平台，注册企业用户6万家。", "“竹策”平台注册企业用户数"),
    ],
)
def test_a_name_that_says_little_has_what_its_sentence_is_about(sentence: str, name: str) -> None:
    """Catches 基站数, 师生人数 and 扣除额, which nobody can tell from others of the same report."""
    assert names_of(sentence)[-1] == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("实施竹编改造工程，竹厂等51个项目落户。", "落户项目数"),
        ("坚持绿色发展，新增养老床位300张。", "新增养老床位数"),
        ("提高发展质量，新增床位300张。", "新增床位数"),
        ("招商引资和竹编产业实现突破，新增床位9张。", "新增床位数"),
    ],
)
def test_a_name_takes_no_aim_and_no_list_for_what_it_is_of(sentence: str, name: str) -> None:
    """Catches an aim, two things at once, or the works of which a few are named, put before a name."""
    assert names_of(sentence)[-1] == name


def test_all_of_a_list_have_what_its_last_member_is_measured_by() -> None:
    """Catches 竹肥, a thing, as the name of a change of how much of it is used."""
    assert names_of("竹肥、竹药亩均用量分别下降5.1%、2.7%。") == ["竹肥亩均用量", "竹药亩均用量"]
    assert names_of("竹校、竹馆大班额化解分别完成任务的113%、131%。")[0].startswith("竹校大班额化解")
