"""Numerals in other characters: financial, traditional, of other scripts. The right value, or none; never a wrong one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fengqiao_open.authoring.scaffold import draft
from fengqiao_open.figures.scanner import figures


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("廿五家", "25", "家"), ("卅五家企业", "35", "家"), ("廿三项", "23", "项"), ("卌亩", "40", "亩"), ("廿余家", "20", "家"),
        ("百廿公里", "120", "公里"), ("一百廿五家", "125", "家"), ("廿万元", "20", "万元"), ("叁佰万元", "300", "万元"),
        ("五佰万元", "500", "万元"), ("一佰二十家", "120", "家"), ("两仟亩", "2000", "亩"), ("三點五亿元", "3.5", "亿元"),
        ("壹佰貳拾叁萬肆仟伍佰元", "1234500", "元"), ("伍拾陆万叁仟元", "563000", "元"), ("陆万元", "6", "万元"), ("叁家企业", "3", "家"),
        ("6佰元", "6", "百元"), ("三萬畝", "3", "万亩"), ("兩百三十戶", "230", "户"), ("三百○五亩", "305", "亩"), ("百分之叁", "3", "%"),
        ("叁分之壹", "0.3333", ""), ("五百分之三", "0.006", ""), ("增长仨个百分点", "3", "个百分点"), ("三亩半", "3.5", "亩"),
        ("3公里半以内", "3.5", "公里"), ("一年半", "1.5", "年"), ("十年半", "10.5", "年"), ("一万半", "1.5", "万"), ("一万半亩", "1.5", "万亩"), ("两百半人", "250", "人"),
        ("½", "0.5", ""), ("⅓", "0.3333", ""), ("增长1½倍", "1.5", "倍"), ("٥%", "5", "%"), ("१२家", "12", "家"), ("𝟏𝟐家", "12", "家"),
    ],
)  # fmt: skip
def test_a_number_in_other_characters_has_its_value(text: str, value: str, unit: str) -> None:
    """Catches 廿五家 read as 5, 叁佰万元 as 1万元, and ½ and ٥ not found at all."""
    (found,) = figures(text)
    assert (found.printed, found.value, found.unit) == (text.removesuffix("企业"), Decimal(value), unit)
    assert found.kind == "quantity"


@pytest.mark.parametrize("text", ["三十五百家", "二十十家", "廿廿家", "百廿十家", "三百万半元"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    """Catches numerals in an impossible order summed up."""
    assert [found.value for found in figures(text)] == [None]


@pytest.mark.parametrize(
    "text",
    ["收拾院落", "路不拾遗", "拾级而上", "队伍建设", "退伍军人", "入伍青年", "大陆企业", "陆续建成", "陆家嘴", "伍家岗区", "李佰", "壹号院",
     "壹基金", "哥俩", "柒牌", "陆军"],
)  # fmt: skip
def test_a_word_or_name_with_such_a_character_holds_no_number(text: str) -> None:
    """Catches 拾 of 收拾 taken for ten, and 陆 of 大陆 for six."""
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("收拾三家", 3),
        ("队伍五百人", 500),
        ("退伍三人", 3),
        ("大陆五十家", 50),
        ("陆续三家", 3),
        ("五家半导体企业", 5),
    ],
)
def test_a_number_after_such_a_word_keeps_its_value(text: str, value: int) -> None:
    """Catches 伍 of 队伍 read as the first digit of the number that follows."""
    assert [found.value for found in figures(text) if found.kind == "quantity"] == [value]


@pytest.mark.parametrize("text", ["廿三里街道", "廿里镇", "廿八都", "廿四节气", "腊月廿三"])
def test_a_name_with_twenty_counts_nothing(text: str) -> None:
    """Catches a statistic made of a place's name."""
    assert [found.kind for found in figures(text)] == ["name"]


@pytest.mark.parametrize(("text", "value"), [("④完善机制", 4), ("⑿其他", 12), ("㈢是", 3), ("㉑项", 21)])
def test_a_number_in_a_circle_is_a_list_mark(text: str, value: int) -> None:
    """Catches a number left behind because it stands in a circle."""
    (found,) = figures(text)
    assert (found.printed, found.value, found.kind) == (text[0], value, "ordinal")


def test_a_draft_enters_them_with_their_values() -> None:
    """Catches a new package that enters 5 for 廿五."""
    made = draft("凤桥镇政府工作报告\n新增企业廿五家，投资叁佰万元。\n", "凤桥镇", 2023, "fengqiao-2023")
    assert [row["value"] for row in made.tables["observations"]] == ["25", "300"]
