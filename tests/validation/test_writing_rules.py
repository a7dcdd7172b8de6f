"""Rules on writing and spelling blame no text that is right, however another town writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from packages import make_good
from towns import rewrite

from fengqiao_open import validate

RIGHT = [
    (
        "organisations",
        ",东片区工厂,East Works,",
        ',东片区工厂有限公司,"East Works Co., Ltd.",',
    ),  # a stop that ends no sentence
    (
        "areas",
        "Without an official code.",
        "Without an official code.  A zone.",
    ),  # spaces as typewriters have them
    (
        "areas",
        "没有官方代码。",
        "堃字片区，没有官方代码。",
    ),  # a character of names, written alike in both scripts
    (
        "areas",
        "Without an official code.",
        "Filters of 10 μm without an official code.",
    ),  # a Greek letter of a unit
    ("areas", "990101100202,希望村,Xiwang Village", "990101100202,希望村,Xiwang Cun"),  # a place in pinyin
    ("commitments", "Industrial output above", "Industrial outlays above"),  # another word
    (
        "areas",
        "Without an official code.",
        "Plan B has an official code.",
    ),  # a letter that is no part of a word
    ("areas", "Without an official code.", "Without an official code at some times."),  # two words, or one
    ("areas", "没有官方代码。,", "在GeoName中没有官方代码。,"),  # a Latin word that its twin does without
    (
        "projects",
        ",东片区厂房,East hall,",
        ",卡拉卡拉厂房,East hall beriberi,",
    ),  # words that repeat by nature
    ("areas", "Without an official code.", "WeChat and its IDs have no code."),  # capitals of names
    ("areas", "Without an official code.", "The GDP grows."),  # an abbreviation that is nearly a word
    ("areas", "Without an official code.", "The H1N1 ward has no code."),  # digits of a name
    ("areas", "东片区,East Zone", "东片区,iPark Zone"),  # a brand that begins with a small letter
    ("areas", " Village,", " village,"),  # a package that writes kinds of places so
    ("areas", "Without an official code.", "Its title is Of The People."),  # a title
    ("areas", "没有官方代码。", "报告称“东片 区域”，没有代码。"),  # a space in what is quoted
    ("areas", "没有官方代码。", "同心同德 再创佳绩。"),  # two lines of one length
    ("areas", "没有官方代码。", "没有 GB 代码。"),  # spaces around Latin letters
    ("areas", "示例市,Example City", "菏泽市,Heze City"),  # pinyin that is nearly an English word
    ("areas", "示例市,Example City", "大庆市,Daqing City"),
    ("areas", "示例区,Example District", "延安傣族县,Yan'an Dai County"),
    (
        "projects",
        ",东片区厂房,",
        ",产业园、产业带投产产业厂房,",
    ),  # two words of which one ends as the other begins
    ("areas", "示例市,Example City", "齐齐哈尔市,Qiqihar City"),  # a name with one character twice
]


@pytest.mark.parametrize(("table", "old", "new"), RIGHT, ids=[new for _, _, new in RIGHT])
def test_a_right_text_is_not_blamed(table: str, old: str, new: str, tmp_path: Path) -> None:
    """A rule that holds one town's habits for the language accuses the next town."""
    report = validate(rewrite(make_good(tmp_path / "good"), table, old, new))
    assert [str(each) for each in report.findings] == []


def test_another_word_of_the_catalogue_is_no_misspelling(tmp_path: Path) -> None:
    """Foreign capital beside domestic capital: one character is another, and both are words."""
    package = rewrite(
        make_good(tmp_path / "good"), "areas", "没有官方代码。", "引进到位内资，再引进到位内资。"
    )
    rewrite(package, "projects", ",东片区厂房,", ",引进到位外资,")
    assert "FQ-L22" not in {each.code for each in validate(package).findings}


def test_a_word_that_holds_the_letters_of_a_village_does_not_name_it(tmp_path: Path) -> None:
    """A village called Depo is not meant where a text has “deposits”."""
    package = rewrite(make_good(tmp_path / "good"), "areas", "幸福村,Xingfu Village", "德波村,Depo Village")
    rewrite(package, "projects", ",村道,Village roads,", ",存款,Deposits,")
    assert "FQ-L07" not in {each.code for each in validate(package).findings}


@pytest.mark.parametrize(("name", "found"), [("Change Works", []), ("Changeg Works", ["FQ-L20"])])
def test_an_english_word_is_no_misspelling_of_a_name_in_pinyin(
    name: str, found: list[str], tmp_path: Path
) -> None:
    """Change is a word of this library, Changge a place; letters that are exchanged in it are still found."""
    package = rewrite(make_good(tmp_path / "good"), "organisations", "East Works", name)
    for table in ("organisations", "projects", "awards", "commitments"):
        path = package / "data" / f"{table}.csv"
        path.write_text(path.read_text("utf-8").replace("east-works", "changge-works"), "utf-8", newline="")
    codes = [each.code for each in validate(package, hashes=False).findings]
    assert [each for each in codes if each == "FQ-L20"] == found


def test_a_typing_error_in_the_name_of_a_place_is_still_found(tmp_path: Path) -> None:
    """What is no pinyin is no name: the words for kinds of places are looked at as ever."""
    package = rewrite(make_good(tmp_path / "good"), "areas", "Example District", "Example Dsitrict")
    assert [each.code for each in validate(package).findings] == ["FQ-L21"]


def test_a_village_misspelled_in_its_own_row_is_found_there(tmp_path: Path) -> None:
    """The rows that name it are right, and to follow advice there would misspell them too."""
    package = make_good(tmp_path / "good")
    rewrite(package, "projects", ",村道,Village roads,", ",幸福路,Xingfu roads,")
    rewrite(
        package,
        "commitments",
        ",东片区厂房年底开工,East hall started",
        ",东片区厂房和幸福村年底开工,East hall and Xingfu started",
    )
    found = validate(rewrite(package, "areas", "Xingfu Village", "Xnigfu Village")).findings
    assert {(each.code, each.table, each.column) for each in found} == {("FQ-L07", "areas", "name_en")}


@pytest.mark.parametrize(
    ("text", "found"), [("Without 0r with a code.", True), ("At 0C and in grade 0b.", False)]
)
def test_a_nought_that_begins_a_short_word_is_found(text: str, found: bool, tmp_path: Path) -> None:
    """Catches “0f” and “0r”, which are too short for other rules; no unit and no number is blamed."""
    package = rewrite(make_good(tmp_path / "good"), "areas", "Without an official code.", text)
    assert [each.code for each in validate(package).findings] == ["FQ-L33"] * found
