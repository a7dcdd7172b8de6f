"""Numbers that only say what an event was like, whom something is for or among how many something is."""

from __future__ import annotations

import pytest

from fengqiao_open.authoring.asides import aside
from fengqiao_open.figures.scanner import figures


def disposition(text: str) -> str:
    """What the first number of a text is, blank where it may be a statistic."""
    return aside(text, figures(text)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("竹山县6.2级地震后，推进排查", "name"),
        ("落实240小时免签政策", "name"),
        ("获批144小时过境免签口岸", "name"),
        ("万人以上营业性演出15场", "name"),
        ("空气质量稳居全国168个重点城市前列", "name"),
        ("信用指数在全国261个地级市排名第9", "name"),
        ("三张“零关税”清单进口货值9亿元", "enumeration"),
    ],
)
def test_what_says_how_strong_or_among_how_many_is_no_statistic(text: str, expected: str) -> None:
    """Catches an earthquake as a grade of the town and all cities of the country as things of it."""
    assert disposition(text) == expected


@pytest.mark.parametrize(
    "text", ["竹水9级处理", "审批压缩至240小时", "举办万人竹会15场", "全市9个县区通竹道", "发放竹券20万张"]
)
def test_what_is_measured_or_counted_is_a_statistic(text: str) -> None:
    """Catches a time limit, counties of the place or vouchers set aside with them."""
    assert not disposition(text)
