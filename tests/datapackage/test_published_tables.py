"""The published tables mean what the report means: no English that says more or less than the Chinese, no link
that only stands near another, no campaign that is under construction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from fengqiao_open.authoring.refresh import read_data
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.tabular.dataset import Data

# An English word that says something, and the Chinese that it needs in the same text.
NEEDED = {
    "industrial": "工业|产业|规上",
    "grain": "粮",
    "idle": "闲置",
    "recovered": "追回",
    "memorial": "纪念",
    "first": "首|第一|一等|一流|上半年",
    "only": "唯一|只",
    "elderly": "老",
    "annual": "年",
    "high-quality": "高品质|高质量",
    "completed": "完成|建成|完工|办件|办结|办理",
    "registered": "注册",
}
# A Chinese word that a short English name easily drops, and the English that it needs.
KEPT = {
    "备案": "filed",
    "新建(?!段)": "new",
    "全域": "all-area",
    "示范": "demonstration|model",
    "大中修": "major (and|or) medium",
    "综合整治|综合改造": "comprehensive",
    "维修提升": "improve",
    "景观提升改造": "landscape upgrading and renovation",
    "立体": "multi-level",
    "（社区）": "communit",
}
NAMES = ("name_zh", "recipient_zh", "counted_zh")


@cache
def tables() -> Data:
    """The hand-kept tables as the rules see them."""
    return read_data(shipped())


def names() -> Iterator[tuple[str, str, str]]:
    """Each name in both languages, with the row that it is of."""
    data = tables()
    for name, table in data.tables.items():
        for column in table.columns:
            if column in NAMES:
                for row in data.rows(name):
                    yield f"{name} {row.key}", row[column], row[f"{column[:-3]}_en"]


@pytest.mark.parametrize("word", NEEDED)
def test_an_english_name_says_no_more_than_the_chinese(word: str) -> None:
    """Catches “industrial” for 一般固废, “recovered” for 追讨, “idle” for 存量, “first” for 率先."""
    said = [
        (place, zh, en)
        for place, zh, en in names()
        if re.search(rf"\b{word}\b", en, re.I) and not re.search(NEEDED[word], zh)
    ]
    assert not said


@pytest.mark.parametrize("word", KEPT)
def test_an_english_name_says_no_less_than_the_chinese(word: str) -> None:
    """Catches a library that is not new, a repair that is not major, 备案 that is “registered”."""
    texts = [(place, zh, en) for place, zh, en in names() if re.search(word, zh)]
    assert texts
    assert not [each for each in texts if not re.search(KEPT[word], each[2], re.I)]


def test_a_plan_has_one_english_name() -> None:
    """Catches “Starlight South Lake” beside “Star Nanhu”."""
    data = tables()
    texts = [
        row[f"{column[:-3]}_en"]
        for name, table in data.tables.items()
        for column in table.columns
        if column.endswith("_zh") and f"{column[:-3]}_en" in table.columns
        for row in data.rows(name)
        if "星耀南湖" in row[column]
    ]
    assert texts and all("Star Nanhu" in text for text in texts)


def test_a_rank_of_nothing_printed_has_an_indicator_of_its_own() -> None:
    """Catches the rank of PM2.5 under the annual mean, of which the report prints no value there."""
    data = tables()
    linked = {row["from_observation_id"] for row in data.rows("relations") if row["kind"] == "rank_of"}
    ranks = [row for row in data.rows("observations") if row["measure"] == "rank" and row.key not in linked]
    assert ranks
    for row in ranks:
        indicator = data.by_key("indicators")[row["indicator_id"]]
        assert (indicator["quantity"], indicator["direction"]) == ("rank", "none")


def test_what_follows_the_first_item_of_a_list_is_no_printed_part() -> None:
    """“Of which” is printed before one item; that the next is a part too is an editorial decision."""
    data = tables()
    printed = [
        row for row in data.rows("relations") if row["kind"] == "part_of" and row["basis"] == "printed"
    ]
    totals = [row["to_observation_id"] for row in printed]
    assert len(totals) == len(set(totals))


def test_targets_of_one_sentence_are_not_linked_as_printed() -> None:
    """Two targets side by side do not say that one follows from the other."""
    data = tables()
    targets = {row.key for row in data.rows("observations") if row["status"] != "actual"}
    for row in data.rows("relations"):
        if {row["from_observation_id"], row["to_observation_id"]} <= targets:
            assert row["basis"] == "ruled", row.key


def test_only_works_are_under_construction() -> None:
    """Catches a screening, a service or a campaign that is “under construction”."""
    data = tables()
    for row in data.rows("project_stages"):
        kind = data.by_key("projects")[row["project_id"]]["kind"]
        if row["stage"] == "under_construction":
            assert kind not in ("governance", "land", "event"), row.key
        if kind == "event":
            assert row["stage"] in ("planned", "completed"), row.key


def test_praise_in_the_media_is_no_award() -> None:
    """Catches a television programme that gives a national award."""
    data = tables()
    media = {row["name_zh"] for row in data.rows("organisations") if row["type"] == "media"}
    praise = [row for row in data.rows("awards") if row["giver_zh"] in media]
    assert [(row["kind"], row["level"]) for row in praise] == [("media_praise", "not_stated")]


def test_no_name_is_shortened() -> None:
    """A name with a part left out names something else: 高品质, 精密, 生产成型."""
    for row in (row for name in ("organisations", "projects") for row in tables().rows(name)):
        assert "节略" not in row["note_zh"], row.key
