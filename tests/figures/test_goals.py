"""Target or planned: whether a number of the year ahead is a goal of an indicator or the size of works to be done."""

from __future__ import annotations

import pytest

from fengqiao_open.figures.goals import goal_status
from fengqiao_open.figures.scanner import figures


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("产值增长5%", "target"),
        ("固定资产投资达到22亿元", "target"),
        ("新建学校3所", "planned"),
        ("力争改造农村公路30公里", "planned"),
        ("确保实施重点项目20项以上", "planned"),
        ("力争新增高新技术企业10家", "target"),
        ("培育科技型企业10家", "target"),
        ("争创省级示范村2个", "target"),
        ("确保财政收入超过4亿元", "target"),
        ("总投资3亿元", "planned"),
        ("地区生产总值900亿元", "target"),
        ("竹院等45个项目建成", "planned"),
        ("完成竹河治理22个以上", "planned"),
        ("力争完成17所竹院建设", "planned"),
        ("安装竹灯1400盏", "planned"),
        ("审批压缩至80个工作日", "target"),
        ("竹片发运量5万吨", "target"),
    ],
)
def test_the_verb_of_a_number_says_whether_it_is_a_goal_or_works(text: str, status: str) -> None:
    """力争 and 以上 made goals of works: roads to be rebuilt were compared with next year as if they were an indicator."""
    assert goal_status(text, figures(text)[0]) == status


def test_the_next_of_a_list_of_what_is_to_be_had_is_a_goal_too() -> None:
    """新增 made a goal of the first of a list and works of the others, up to a verb of their own."""
    text = "新增竹编企业8家、竹编农场20家、培训职工9人"
    assert [goal_status(text, each) for each in figures(text)] == ["target", "target", "planned"]
